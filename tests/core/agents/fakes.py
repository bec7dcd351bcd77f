"""A home in memory whose devices obey, jam, dawdle or raise, and a model that says what the script says."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
import json
from typing import Any, Literal

from custom_components.llm_agents.core.agents.foreign import ForeignTool
from custom_components.llm_agents.core.agents.origins import Marked, Source
from custom_components.llm_agents.core.agents.ports import ActionFailed, IntentReply, ToolReply
from custom_components.llm_agents.core.home.contents import Contents
from custom_components.llm_agents.core.home.grounding import Call
from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.model import Area, Entity, Home, State, StateReader
from custom_components.llm_agents.core.journal.record import Asker
from custom_components.llm_agents.core.language.moments import Sun
from custom_components.llm_agents.core.language.reader import ReadContext
from custom_components.llm_agents.core.language.request import PlatformIntent, Reading, Request
from custom_components.llm_agents.core.language.tool_use import ToolUse
from custom_components.llm_agents.core.models.protocol import (
    Capabilities,
    ChatRequest,
    Delta,
    Finished,
    Image,
    Message,
    ModelUnavailable,
    TextDelta,
    ToolCall,
    Usage,
)

LAMP, CEILING, FAN, LOCK, BLIND, SENSOR = (
    "light.kitchen_lamp",
    "light.kitchen_ceiling",
    "switch.fan",
    "lock.front_door",
    "cover.blind",
    "sensor.temperature",
)
DESK_BED, DESK_OFFICE = "light.desk_bedroom", "light.desk_office"

_COVER_FEATURES = 15
_SERVICES: Mapping[str, str] = {
    "turn_on": "on",
    "turn_off": "off",
    "lock": "locked",
    "unlock": "unlocked",
    "open_cover": "open",
    "close_cover": "closed",
    "stop_cover": "open",
}
_ON_THE_WAY: Mapping[str, str] = {
    "open_cover": "opening",
    "close_cover": "closing",
    "lock": "locking",
    "unlock": "unlocking",
}


def make_home(version: int = 1) -> Home:
    """Return a home of two rooms and an office, with two lamps of one name."""
    areas = [Area(area_id=name, name=name.capitalize()) for name in ("kitchen", "bedroom", "office", "hall")]
    entities = [
        Entity(entity_id=LAMP, name="Kitchen lamp", area_id="kitchen"),
        Entity(entity_id=CEILING, name="Kitchen ceiling", area_id="kitchen"),
        Entity(entity_id=FAN, name="Fan", area_id="kitchen"),
        Entity(entity_id=LOCK, name="Front door", area_id="hall"),
        Entity(entity_id=BLIND, name="Blind", area_id="bedroom", device_class="blind"),
        Entity(entity_id=SENSOR, name="Temperature", area_id="bedroom", device_class="temperature"),
        Entity(entity_id=DESK_BED, name="Desk lamp", area_id="bedroom"),
        Entity(entity_id=DESK_OFFICE, name="Desk lamp", area_id="office"),
    ]
    return Home(
        version=version,
        areas={area.area_id: area for area in areas},
        entities={entity.entity_id: entity for entity in entities},
    )


def make_states() -> dict[str, State]:
    """Return the states in which every test begins: all off, locked and closed."""
    dimmable = {"supported_color_modes": ["brightness"]}
    lights = [
        State(entity_id=light, state="off", attributes=dimmable) for light in (LAMP, CEILING, DESK_BED, DESK_OFFICE)
    ]
    others = [
        State(entity_id=FAN, state="off"),
        State(entity_id=LOCK, state="locked"),
        State(
            entity_id=BLIND, state="closed", attributes={"supported_features": _COVER_FEATURES, "current_position": 0}
        ),
        State(entity_id=SENSOR, state="21.5", attributes={"unit_of_measurement": "°C", "device_class": "temperature"}),
    ]
    return {state.entity_id: state for state in (*lights, *others)}


class FakeClock:
    """A clock that tests move; the stop-watch moves a millisecond at each look."""

    def __init__(self) -> None:
        """Begin at a fixed moment."""
        self.moment = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
        self._ticks = 0.0

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment

    def monotonic(self) -> float:
        """Return a little more each time."""
        self._ticks += 0.001
        return self._ticks

    def advance(self, **spans: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**spans)


@dataclass
class FakeWorld:
    """A world in memory. `manners` says how a device behaves: obey, jam, creep, raise, hang, break."""

    the_home: Home = field(default_factory=make_home)
    now: dict[str, State] = field(default_factory=make_states)
    manners: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    hidden: set[str] = field(default_factory=set)
    forbidden: set[str] = field(default_factory=set)
    timers: bool = False
    recognised: dict[str, Reading] = field(default_factory=dict)
    replies: dict[str, IntentReply] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    running: int = 0
    most_running: int = 0
    called: asyncio.Event = field(default_factory=asyncio.Event)
    watchers: list[tuple[tuple[str, ...], Callable[[State], None]]] = field(default_factory=list)
    alarms: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    known: list[str | None] = field(default_factory=list)
    risen: bool = True
    texts: dict[Source, Sequence[Marked]] = field(default_factory=dict)
    looked_up: list[tuple[Source, str, str | None]] = field(default_factory=list)
    inside: dict[str, Contents | None] = field(default_factory=dict)
    foreign: list[ForeignTool] = field(default_factory=list)
    used: list[ToolUse] = field(default_factory=list)
    pictures: dict[str, Image] = field(default_factory=dict)
    looked_through: list[str] = field(default_factory=list)
    tool_replies: dict[str, ToolReply] = field(default_factory=dict)

    def home(self) -> Home:
        """Return the home."""
        return self.the_home

    @property
    def states(self) -> StateReader:
        """Return the reader of the states."""
        return self.now.get

    def set(self, entity_id: str, state: str, **attributes: Any) -> None:
        """Let a state change, and tell who watches."""
        before = self.now[entity_id]
        self.now[entity_id] = State(entity_id=entity_id, state=state, attributes={**before.attributes, **attributes})
        for entity_ids, callback in tuple(self.watchers):
            if entity_id in entity_ids:
                callback(self.now[entity_id])

    async def call(self, call: Call, asker: Asker) -> None:
        """Carry out a call as the devices' manners have it."""
        self.calls.append(call)
        self.called.set()
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            await asyncio.sleep(self.delay)
            for entity_id in call.entity_ids:
                await self._apply(call, entity_id)
        finally:
            self.running -= 1

    async def _apply(self, call: Call, entity_id: str) -> None:
        match self.manners.get(entity_id, "obey"):
            case "obey":
                self._obey(call, entity_id)
            case "late":
                asyncio.get_running_loop().call_later(0.02, self._obey, call, entity_id)
            case "creep":
                self.set(entity_id, _ON_THE_WAY[call.service])
            case "raise":
                raise ActionFailed("the device said no")
            case "break":
                raise RuntimeError("a bug in an integration")
            case "hang":
                await asyncio.sleep(3600)

    def _obey(self, call: Call, entity_id: str) -> None:
        attributes: dict[str, Any] = {}
        if "brightness_pct" in call.data:
            attributes["brightness"] = round(call.data["brightness_pct"] * 2.55)
        if "brightness" in call.data:
            attributes["brightness"] = call.data["brightness"]
        if call.service in ("open_cover", "close_cover"):
            attributes["current_position"] = 100 if call.service == "open_cover" else 0
        if call.service == "set_cover_position":
            attributes["current_position"] = call.data["position"]
            self.set(entity_id, "open" if call.data["position"] else "closed", **attributes)
            return
        self.set(entity_id, _SERVICES[call.service], **attributes)

    async def intent(self, request: PlatformIntent, asker: Asker, language: str) -> IntentReply:
        """Reply as the script has it."""
        return self.replies[request.intent]

    async def tools(self, apis: Sequence[str], asker: Asker, language: str) -> Sequence[ForeignTool]:
        """Return the tools of the APIs that the test put in."""
        return [tool for tool in self.foreign if tool.api in apis]

    async def use_tool(self, request: ToolUse, asker: Asker, language: str) -> ToolReply:
        """Note a call, and reply as the test has it."""
        self.used.append(request)
        return self.tool_replies[request.tool]

    async def recognise(self, text: str, asker: Asker, language: str) -> Reading | None:
        """Recognise what the script has."""
        return self.recognised.get(text)

    def watch(self, entity_ids: tuple[str, ...], on_change: Callable[[State], None]) -> Callable[[], None]:
        """Tell of changes until stopped."""
        watcher = (entity_ids, on_change)
        self.watchers.append(watcher)
        return lambda: self.watchers.remove(watcher)

    async def look_up(self, source: Source, query: str, asker: Asker) -> Sequence[Marked]:
        """Return what the test wrote, and note what was asked."""
        self.looked_up.append((source, query, asker.user_id))
        return self.texts.get(source, ())

    async def still(self, entity_id: str, asker: Asker) -> Image | None:
        """Return the picture that the test hung up."""
        self.looked_through.append(entity_id)
        return self.pictures.get(entity_id)

    async def know(self, user_id: str | None) -> None:
        """Note who was looked up."""
        self.known.append(user_id)

    def wake(self, at: datetime, on_time: Callable[[], None]) -> Callable[[], None]:
        """Set an alarm; `ring` lets time pass."""
        alarm = (at, on_time)
        self.alarms.append(alarm)
        return lambda: self.alarms.remove(alarm) if alarm in self.alarms else None

    def ring(self, now: datetime) -> None:
        """Let all alarms ring whose moment has come."""
        for alarm in [alarm for alarm in self.alarms if alarm[0] <= now]:
            self.alarms.remove(alarm)
            alarm[1]()

    def sun(self, event: Sun, after: datetime) -> datetime | None:
        """Return a sunrise at 6:00 and a sunset at 18:00, each day, in UTC."""
        moment = after.replace(hour=6 if event is Sun.RISE else 18, minute=0, second=0, microsecond=0)
        return moment if moment > after else moment + timedelta(days=1)

    def last_of_sun(self) -> Sun | None:
        """Return what the test set."""
        return Sun.RISE if self.risen else Sun.SET

    def is_exposed(self, entity_id: str) -> bool:
        """Return whether it is not hidden."""
        return entity_id not in self.hidden

    def may_control(self, user_id: str | None, entity_id: str) -> bool:
        """Return whether it is not forbidden."""
        return entity_id not in self.forbidden

    def contents(self, entity_id: str) -> Contents | None:
        """Return what the test put in, nothing of harm otherwise."""
        return self.inside.get(entity_id, Contents())

    def local(self, moment: datetime) -> datetime:
        """Return it an hour later than in UTC."""
        return moment.astimezone(timezone(timedelta(hours=1)))

    def has_timers(self, device_id: str | None) -> bool:
        """Return what the test set."""
        return self.timers


class ScriptedReader:
    """Reads the sentences of a script, and nothing else."""

    def __init__(self) -> None:
        """Begin with an empty script."""
        self.script: dict[str, tuple[Request, ...]] = {}
        self.doubtful: dict[str, tuple[Request, ...]] = {}
        self.sure: dict[str, tuple[Request, ...]] = {}
        self.contexts: list[ReadContext] = []

    def index(self, home: Home) -> HomeIndex:
        """Return an index of the home."""
        return HomeIndex(home)

    def hints(self, text: str) -> Sequence[str]:
        """Return no hint."""
        return ()

    def read(self, text: str, home: Home, states: StateReader, context: ReadContext) -> Reading:
        """Return what the script has."""
        self.contexts.append(context)
        if text in self.script:
            return Reading(requests=self.script[text], confidence=1.0, language="en")
        sure = self.sure.get(text, ())
        return Reading(requests=(*sure, *self.doubtful.get(text, ())), confidence=0.2, language="en", sure=sure)


type Piece = str | Exception | float | ToolCall | Usage | Finished
type Scripted = str | ToolCall | Sequence[Piece]


class ScriptedModel:
    """A model that streams what it was given, one reply a round; an exception in a reply is raised there.

    A reply may hold tool calls, and `Usage` or a whole `Finished` for its end; without one it ends with no usage.
    """

    def __init__(
        self,
        *replies: Scripted,
        name: str = "scripted",
        layer: Literal["app", "other"] = "app",
        trusted: bool = True,
        available: bool = True,
        capabilities: Capabilities | None = None,
    ) -> None:
        """Take the replies in their order: a text, or pieces with pauses in seconds and errors between."""
        self.name = self.backend_id = name
        self.capabilities = capabilities or Capabilities()
        self.layer: Literal["app", "other"] = layer
        self.trusted = trusted
        self.available = available
        self.asked: list[Sequence[Message]] = []
        self.schemas: list[Mapping[str, Any] | None] = []
        self.requests: list[ChatRequest] = []
        self.begun = asyncio.Event()
        self.closed = 0
        self._replies = [[reply] if isinstance(reply, str | ToolCall) else list(reply) for reply in replies]

    async def stream(
        self,
        request: ChatRequest,
    ) -> AsyncIterator[Delta]:
        """Stream the next reply."""
        self.requests.append(request)
        self.asked.append(request.messages)
        self.begun.set()
        self.schemas.append(request.schema)
        if not self._replies:
            raise ModelUnavailable("the script is at its end")
        end = Finished()
        try:
            for piece in self._replies.pop(0):
                match piece:
                    case Exception():
                        raise piece
                    case float():
                        await asyncio.sleep(piece)
                    case Usage():
                        end = Finished(usage=piece)
                    case Finished():
                        end = piece
                    case str():
                        yield TextDelta(piece)
                    case ToolCall():
                        yield piece
            yield end
        finally:
            self.closed += 1


def act_reply(*calls: Mapping[str, Any]) -> str:
    """Return a model's reply that makes calls."""
    return json.dumps({"reply": {"kind": "act", "calls": list(calls)}})


def chat_reply(text: str) -> str:
    """Return a model's reply that talks."""
    return json.dumps({"reply": {"kind": "chat", "say": text}})


def reply(kind: str, **fields: str) -> str:
    """Return a model's reply of another kind."""
    return json.dumps({"reply": {"kind": kind, **fields}})
