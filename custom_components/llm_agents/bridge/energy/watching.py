"""Whose hand moved an actuator: ours, a person's, another automation's, or nobody's that can be told.

What a person did is respected for a while; who else writes the same actuator again and again is named, for two masters
make neither of them right.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from homeassistant.components.automation import EVENT_AUTOMATION_TRIGGERED
from homeassistant.components.script import EVENT_SCRIPT_STARTED
from homeassistant.const import ATTR_NAME, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CALLBACK_TYPE, Context, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from ...core.home.model import State
from ...core.journal.record import Origin
from ..actions import asker_of
from ..states import state_of

SETTLING = 90.0
"""Seconds after a command in which a device may still report what it was before."""

RIVAL_TIMES = 3
RIVAL_WITHIN = 24 * 3600.0
_REMEMBERED = 256
_AWAY = (STATE_UNAVAILABLE, STATE_UNKNOWN)


class Hand(StrEnum):
    """Who moved something."""

    PERSON = "person"
    PROGRAM = "program"  # an automation or a script
    UNKNOWN = "unknown"  # the device itself, its own app, another system


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An actuator that somebody else moved. `name` is that of the program, `times` how often it was lately."""

    entity_id: str
    hand: Hand
    state: State
    user_id: str | None = None
    name: str | None = None
    times: int = 1

    @property
    def rivals(self) -> bool:
        """Return whether somebody writes it again and again who is no person."""
        return self.hand is not Hand.PERSON and self.times >= RIVAL_TIMES


type Agrees = Callable[[str, State], bool]
"""Return whether a state of an actuator is as our last command wants it, or none was sent."""


class Watcher:
    """Follows actuators; calls back with each that another hand moved against what we commanded."""

    def __init__(
        self,
        hass: HomeAssistant,
        entity_ids: Iterable[str],
        agrees: Agrees,
        sent_at: Callable[[str], float | None],
        on_moved: Callable[[Moved], None],
    ) -> None:
        """Follow nothing before `start`; `sent_at` is when an entity was last commanded."""
        self._hass = hass
        self._entity_ids = tuple(dict.fromkeys(entity_ids))
        self._agrees = agrees
        self._sent_at = sent_at
        self._on_moved = on_moved
        self._programs: OrderedDict[str, str] = OrderedDict()
        self._rivals: dict[tuple[str, str], deque[float]] = {}
        self._unsubscribe: list[CALLBACK_TYPE] = []

    @callback
    def start(self) -> None:
        """Begin to follow."""
        bus = self._hass.bus
        self._unsubscribe = [
            async_track_state_change_event(self._hass, self._entity_ids, self._changed),
            bus.async_listen(EVENT_AUTOMATION_TRIGGERED, self._ran),
            bus.async_listen(EVENT_SCRIPT_STARTED, self._ran),
        ]

    @callback
    def stop(self) -> None:
        """Follow nothing any more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []

    @callback
    def _ran(self, event: Event[Mapping[str, str]]) -> None:
        self._programs[event.context.id] = str(event.data.get(ATTR_NAME, ""))
        while len(self._programs) > _REMEMBERED:
            self._programs.popitem(last=False)

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        if old is None or new is None or old.state in _AWAY or new.state in _AWAY:
            return
        asker = asker_of(new.context.id) or asker_of(new.context.parent_id)
        if asker is not None and asker.origin is Origin.AUTOMATION:
            return  # our own command, or that of an agent that nobody asked
        state, entity_id = state_of(new), new.entity_id
        if self._agrees(entity_id, state):
            return
        hand, name = self._hand(new.context) if asker is None else (Hand.PERSON, None)  # by what was said to an agent
        sent = self._sent_at(entity_id)
        now = dt_util.utcnow().timestamp()
        if hand is Hand.UNKNOWN and sent is not None and now - sent < SETTLING:
            return
        times = self._count(entity_id, name or "", now) if hand is not Hand.PERSON else 1
        self._on_moved(
            Moved(entity_id=entity_id, hand=hand, state=state, user_id=new.context.user_id, name=name, times=times)
        )

    def _hand(self, context: Context) -> tuple[Hand, str | None]:
        for context_id in (context.id, context.parent_id):
            if context_id is not None and context_id in self._programs:
                return Hand.PROGRAM, self._programs[context_id]
        if context.user_id is not None:
            return Hand.PERSON, None
        return (Hand.PROGRAM if context.parent_id is not None else Hand.UNKNOWN), None

    def _count(self, entity_id: str, name: str, now: float) -> int:
        times = self._rivals.setdefault((entity_id, name), deque(maxlen=RIVAL_TIMES))
        times.append(now)
        while times[0] < now - RIVAL_WITHIN:
            times.popleft()
        return len(times)
