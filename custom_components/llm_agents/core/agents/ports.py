"""What the kernel needs of the world. The bridge gives it from Home Assistant, tests from memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ..home.contents import Contents
from ..home.grounding import Call
from ..home.model import Home, State, StateReader
from ..journal.record import Asker
from ..language.moments import Sun
from ..language.request import PlatformIntent, Reading
from ..language.tool_use import ToolUse
from ..models.protocol import Image
from .origins import Marked, Source

if TYPE_CHECKING:
    from .foreign import ForeignTool


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentReply:
    """What a platform intent answered. `ok` is false when it was not carried out."""

    ok: bool
    speech: str
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolReply:
    """What a tool of another integration answered; `open_world` when its text may be from anywhere."""

    ok: bool
    text: str
    open_world: bool


class ActionFailed(Exception):
    """An action of Home Assistant raised; the message is fit for the owner's log."""


class World(Protocol):
    """The home as it is now, and the hands to change it."""

    def home(self) -> Home:
        """Return the present home; cheap, the same object until a registry changes."""

    @property
    def states(self) -> StateReader:
        """Return the reader of present states."""

    async def call(self, call: Call, asker: Asker) -> None:
        """Call an action for the asker and wait for it.

        Raises `ActionFailed`.
        """

    async def intent(self, request: PlatformIntent, asker: Asker, language: str) -> IntentReply:
        """Let Home Assistant's own intent handler serve a request."""

    async def tools(self, apis: Sequence[str], asker: Asker, language: str) -> Sequence[ForeignTool]:
        """Return the tools of other integrations' APIs that are there, in a stable order."""

    async def use_tool(self, request: ToolUse, asker: Asker, language: str) -> ToolReply:
        """Call a tool of another integration once; it does not raise."""

    async def recognise(self, text: str, asker: Asker, language: str) -> Reading | None:
        """Read a sentence with Home Assistant's own recognisers, without acting."""

    def watch(self, entity_ids: tuple[str, ...], on_change: Callable[[State], None]) -> Callable[[], None]:
        """Call `on_change` at each new state of the entities until the returned function is called."""

    def is_exposed(self, entity_id: str) -> bool:
        """Return whether the entity is exposed to Assist at this moment."""

    def may_control(self, user_id: str | None, entity_id: str) -> bool:
        """Return whether the user may control the entity; no user is a voice or an automation."""

    def contents(self, entity_id: str) -> Contents | None:
        """Return what a scene or script would do, `None` where that cannot be known."""

    async def look_up(self, source: Source, query: str, asker: Asker) -> Sequence[Marked]:
        """Return texts of a source that the asker may see, at most a few dozen: events of so many days, a list's items."""

    async def still(self, entity_id: str, asker: Asker) -> Image | None:
        """Return what a camera sees that the asker may look through, `None` where it gives no picture."""

    async def know(self, user_id: str | None) -> None:
        """Look a user up, so that `may_control` can answer at once; awaited before each turn."""

    def wake(self, at: datetime, on_time: Callable[[], None]) -> Callable[[], None]:
        """Call `on_time` once at a moment, unless the returned function is called before."""

    def sun(self, event: Sun, after: datetime) -> datetime | None:
        """Return the next moment after another at which the sun rises or sets; `None` where it does not."""

    def last_of_sun(self) -> Sun | None:
        """Return what the sun did last."""

    def local(self, moment: datetime) -> datetime:
        """Return a moment on the clocks of the home."""

    def has_timers(self, device_id: str | None) -> bool:
        """Return whether the asking device can ring a timer."""
