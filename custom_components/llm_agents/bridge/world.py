"""The core's `World`, made of Home Assistant."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.components.intent import async_device_supports_timers
from homeassistant.const import SUN_EVENT_SUNRISE, SUN_EVENT_SUNSET
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time, async_track_state_change_event
from homeassistant.helpers.sun import get_astral_event_next, is_up
from homeassistant.util import dt as dt_util

from ..const import ASSISTANT
from ..core.agents.foreign import ForeignTool
from ..core.agents.origins import Marked, Source
from ..core.agents.ports import IntentReply, ToolReply
from ..core.home.contents import Contents
from ..core.home.grounding import Call
from ..core.home.model import Home, State, StateReader
from ..core.journal.record import Asker
from ..core.language.moments import Sun
from ..core.language.request import PlatformIntent, Reading
from ..core.language.tool_use import ToolUse
from ..core.models.protocol import Image
from .actions import call_action
from .cameras import still_of
from .compat import delayed_commands_keep_user
from .contents import contents_of
from .foreign_tools import call_tool, tools_of_apis
from .home_source import HomeSource
from .intents import handle_intent
from .look_up import look_up
from .recogniser import Recogniser
from .states import state_of

_SUN_EVENTS = {Sun.RISE: SUN_EVENT_SUNRISE, Sun.SET: SUN_EVENT_SUNSET}


class HassWorld:
    """The home as Home Assistant knows it, and Home Assistant's hands.

    `agent_id` is the conversation agent to which delayed commands come back; `api_gone` is told of each API of other
    integrations that an agent is to use, whether it is there no more.
    """

    def __init__(self, hass: HomeAssistant, source: HomeSource) -> None:
        """Act in a Home Assistant whose home a source keeps."""
        self._hass = hass
        self._source = source
        self._recogniser = Recogniser(hass)
        self._users: dict[str, User | None] = {}
        self.agent_id: str | None = None
        self.api_gone: Callable[[str, bool], None] = lambda _api, _gone: None

    async def know(self, user_id: str | None) -> None:
        """Look a user up, so that `may_control` can answer at once; called before each turn."""
        if user_id is not None:
            self._users[user_id] = await self._hass.auth.async_get_user(user_id)

    async def prepare(self, language: str) -> None:
        """Build the home and load what the recognisers need for a language, before the first sentence."""
        self.home()
        await self._recogniser.prepare(language)

    def home(self) -> Home:
        """Return the present home; the same object until a registry changes."""
        return self._source.home()

    @property
    def states(self) -> StateReader:
        """Return the reader of present states."""
        return self._state

    def _state(self, entity_id: str) -> State | None:
        found = self._hass.states.get(entity_id)
        return None if found is None else state_of(found)

    async def call(self, call: Call, asker: Asker) -> None:
        """Call an action with the rights of the asker and wait for it.

        Raises `ActionFailed`.
        """
        await call_action(self._hass, call, asker)

    async def intent(self, request: PlatformIntent, asker: Asker, language: str) -> IntentReply:
        """Let Home Assistant's own intent handler serve a request."""
        return await handle_intent(
            self._hass,
            request,
            asker,
            language,
            agent_id=self.agent_id,
            may_control=partial(self.may_control, asker.user_id),
            may_delay=self._may_delay(asker.user_id),
        )

    async def recognise(self, text: str, asker: Asker, language: str) -> Reading | None:
        """Read a sentence with Home Assistant's own recognisers, without acting."""
        return await self._recogniser.read(text, asker, language)

    def watch(self, entity_ids: tuple[str, ...], on_change: Callable[[State], None]) -> Callable[[], None]:
        """Call `on_change` at each new state of the entities until the returned function is called."""

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            if (new := event.data["new_state"]) is not None:
                on_change(state_of(new))

        return async_track_state_change_event(self._hass, entity_ids, changed)

    def wake(self, at: datetime, on_time: Callable[[], None]) -> Callable[[], None]:
        """Call `on_time` once at a moment, unless the returned function is called before."""

        @callback
        def now(_now: datetime) -> None:
            on_time()

        return async_track_point_in_utc_time(self._hass, now, at)

    def sun(self, event: Sun, after: datetime) -> datetime | None:
        """Return the next moment after another at which the sun rises or sets; `None` where it does not."""
        try:
            return get_astral_event_next(self._hass, _SUN_EVENTS[event], after)
        except ValueError:  # beyond the polar circles
            return None

    def last_of_sun(self) -> Sun | None:
        """Return what the sun did last."""
        return Sun.RISE if is_up(self._hass) else Sun.SET

    def is_exposed(self, entity_id: str) -> bool:
        """Return whether the entity is there and exposed to Assist at this moment."""
        return self._hass.states.get(entity_id) is not None and async_should_expose(self._hass, ASSISTANT, entity_id)

    def may_control(self, user_id: str | None, entity_id: str) -> bool:
        """Return whether the user may control the entity.

        No user is a voice or an automation, which Home Assistant lets do everything. Of a
        user that is not known, or no longer active, nothing is allowed.
        """
        if user_id is None:
            return True
        user = self._users.get(user_id)
        return user is not None and user.is_active and user.permissions.check_entity(entity_id, POLICY_CONTROL)

    def contents(self, entity_id: str) -> Contents | None:
        """Return what a scene or script would do, `None` where that cannot be known."""
        return contents_of(self._hass, entity_id)

    async def look_up(self, source: Source, query: str, asker: Asker) -> Sequence[Marked]:
        """Return texts of a source that the asker may see."""
        return await look_up(self._hass, source, query, asker)

    async def still(self, entity_id: str, asker: Asker) -> Image | None:
        """Return what a camera sees that the asker may look through, `None` where it gives no picture."""
        user = self._users.get(asker.user_id) if asker.user_id else None
        if asker.user_id and (user is None or not user.permissions.check_entity(entity_id, POLICY_READ)):
            return None
        return await still_of(self._hass, entity_id) if self.is_exposed(entity_id) else None

    async def tools(self, apis: Sequence[str], asker: Asker, language: str) -> Sequence[ForeignTool]:
        """Return the tools of other integrations' APIs that are there, in a stable order."""
        return await tools_of_apis(self._hass, apis, asker, language, self.api_gone)

    async def use_tool(self, request: ToolUse, asker: Asker, language: str) -> ToolReply:
        """Call a tool of another integration once; it does not raise."""
        return await call_tool(self._hass, request, asker, language)

    def _may_delay(self, user_id: str | None) -> bool:
        """Return whether a command of the user may wait.

        Where it would come back as nobody's, and so with all rights, only of those who have them all.
        """
        if user_id is None or delayed_commands_keep_user():
            return True
        user = self._users.get(user_id)
        return user is not None and user.is_active and user.permissions.access_all_entities(POLICY_CONTROL)

    def local(self, moment: datetime) -> datetime:
        """Return a moment on the clocks of the home."""
        return dt_util.as_local(moment)

    def has_timers(self, device_id: str | None) -> bool:
        """Return whether the asking device can ring a timer."""
        return device_id is not None and async_device_supports_timers(self._hass, device_id)
