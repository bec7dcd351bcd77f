"""Which devices a clause is about: those named, those of a room, or the only ones that can be meant."""

from collections.abc import Sequence
from dataclasses import replace

from ..home.index import HomeIndex
from ..home.model import StateReader
from .actions import ACTIONS, ATTRIBUTE_DOMAINS, DEFAULT_ATTRIBUTE, HOMEWIDE, ROOM_SAYS, SECONDARY, STATE_DOMAINS
from .frame import Frame, Operation, Target
from .matching import Scope, is_place
from .request import Attribute, Problem, Reason
from .targets import Resolution, Resolver

type Tiers = Sequence[tuple[str, ...]]

_ROOM_DOMAINS = ("light",)
"""What a room alone stands for: `bedroom to 50 %`, `turn off the kitchen`."""
_ROOM_PENALTY = 0.15
_MAXIMUM_CANDIDATES = 12
_PLAYING = ("playing", "paused", "buffering", "on")
_ENGAGED = {
    Operation.PAUSE: ("playing", "buffering", "cleaning", "mowing"),
    Operation.RESUME: ("paused",),
    Operation.NEXT: ("playing", "paused"),
    Operation.PREVIOUS: ("playing", "paused"),
    Operation.MUTE: ("playing", "paused", "on"),
    Operation.STOP: ("playing", "paused", "buffering", "cleaning", "mowing", "opening", "closing"),
}
"""The states in which a device is one that the operation can be about."""
_SETTABLE = frozenset((Operation.ON, Operation.OPEN, Operation.CLOSE, Operation.START, Operation.LIGHT))
_NEEDS_TARGET = frozenset(
    (
        Operation.ON,
        Operation.OFF,
        Operation.TOGGLE,
        Operation.OPEN,
        Operation.CLOSE,
        Operation.START,
        Operation.STOP,
        Operation.PRESS,
    )
)
_SWEEPING = frozenset((Operation.OFF, Operation.STOP, Operation.CLOSE, Operation.LOCK, Operation.PAUSE, Operation.MUTE))
"""What may be asked of everything: what brings rest. Nobody means to turn on or to open all there is."""
_RESTING = frozenset(("off", "standby", "unavailable", "unknown"))
_DEGREES = frozenset(("degree", "celsius", "fahrenheit"))
_DIMMING = frozenset((Operation.RAISE, Operation.LOWER))
_MOST_ASKED = 4  # lights among which may be chosen by a question


class DeviceFinder:
    """Finds the devices of the clauses of one sentence."""

    def __init__(self, index: HomeIndex, states: StateReader, area_id: str | None) -> None:
        """Take the home's index, its present states, and the asker's room."""
        self._index = index
        self._states = states
        self._area_id = area_id
        self._resolver = Resolver(index)

    def domains(self, frame: Frame, operation: Operation | None, attribute: Attribute | None) -> list[tuple[str, ...]]:
        """Return the domains the clause can be about, in tiers of preference."""
        if attribute is not None:
            return [(domain,) for domain in ATTRIBUTE_DOMAINS[attribute]]
        table = ACTIONS.get(operation) if operation else None
        relative = operation in (Operation.RAISE, Operation.LOWER)
        if table and not relative and not (frame.amount.given and operation in _SETTABLE):
            later = SECONDARY.get(operation, frozenset()) if operation else frozenset()
            states = frame.states if frame.target.empty else ()
            doing = [domain for state in states for domain in STATE_DOMAINS.get(state, ()) if domain in table]
            primary = tuple(domain for domain in doing or table if domain not in later)
            secondary = tuple(domain for domain in doing or table if domain in later)
            return [tier for tier in (primary, secondary) if tier]
        return [tuple(domains)] if (domains := self._settable(frame, relative)) else []

    @staticmethod
    def _settable(frame: Frame, relative: bool) -> list[str]:
        """Return the domains in which the value given is a value."""
        amount = frame.amount
        if amount.color or amount.white or amount.unit == "kelvin":
            return ["light"]
        if amount.unit in _DEGREES:
            return ["climate", "water_heater"]
        if amount.number is None and amount.modes:
            return ["climate", "fan", "humidifier", "water_heater", "alarm_control_panel", "select", "input_select"]
        if amount.number is None and amount.text and not amount.level:
            return ["climate", "fan", "humidifier", "water_heater", "select", "input_select", "media_player"]
        if amount.unit == "percent" or amount.level:
            return [d for d, a in DEFAULT_ATTRIBUTE.items() if a not in (Attribute.TEMPERATURE, Attribute.OPTION)]
        if amount.given or relative:
            return list(DEFAULT_ATTRIBUTE)
        return []

    def find(
        self, frame: Frame, operation: Operation | None, tiers: Tiers, near: tuple[str, ...]
    ) -> tuple[Resolution, float]:
        """Return the devices of a clause within the tiers, and how far to doubt them.

        `near` are the areas the clause before was about.
        """
        target = frame.target
        domains = {domain for tier in tiers for domain in tier}
        if spoken_of := tuple(i for i in frame.entity_ids if i.partition(".")[0] in domains):
            return Resolution(spoken_of), 0.0
        if target.empty:
            return self._unnamed(frame, operation, tiers), 0.0
        if _only_places(target) and not _names_kind(target, tiers[0]):
            return self._of_room(frame, operation, tiers)
        if (nearby := self._nearby(frame, tiers, near)) is not None:
            return self._except(target, nearby), 0.0
        if target.everything and operation not in _SWEEPING:
            return Resolution(doubt=1.0), 0.0
        found = self._except(target, self._resolver.resolve(target, Scope(tiers, self._area_id)))
        return self._of_many(self._only_running(found, target, operation), frame, operation), 0.0

    def _only_running(self, found: Resolution, target: Target, operation: Operation | None) -> Resolution:
        """Take of a kind the only one that can be meant now: the lamp that is on to be dimmed, the music that plays."""
        candidates = found.problem.candidates if found.problem else ()
        if not all(part.chunk.kinds and not part.chunk.entities for part in target.parts):
            return found
        if not 1 < len(candidates) < _MAXIMUM_CANDIDATES:
            return found
        dims = operation in (Operation.OFF, *_DIMMING)
        running = self._running(candidates) if dims else self._engaged(candidates, operation)
        return Resolution(running) if len(running) == 1 else found

    def _nearby(self, frame: Frame, tiers: Tiers, near: tuple[str, ...]) -> Resolution | None:
        """Return the devices in the room of the clause before: all that are so called where it goes on, else the one."""
        target = frame.target
        goes_on = (frame.shared or target.there) and not _placed(target)
        the_one = not target.plural and not any(part.place or is_place(part.chunk) for part in target.parts)
        if target.quantifier is not None or not (goes_on or the_one):
            return None
        for area_id in near:
            found = self._resolver.resolve(target, Scope(tiers, area_id))
            inside = [i for i in found.entity_ids if self._index.named[i].entity.area_id == area_id]
            if inside and len(inside) == len(found.entity_ids) and (goes_on or len(inside) == 1):
                return found
        return None

    def _of_many(self, found: Resolution, frame: Frame, operation: Operation | None) -> Resolution:
        """Keep of many devices those that can be meant: what is on is turned off or dimmed."""
        target, entity_ids = frame.target, found.entity_ids
        if len(entity_ids) < 2 or not target.plural:
            return found
        if target.everything:
            return replace(found, entity_ids=self._running(entity_ids)) if operation is Operation.OFF else found
        if {i.partition(".")[0] for i in entity_ids} != {"light"}:
            return found
        if operation in _DIMMING:
            return replace(found, entity_ids=self._running(entity_ids))
        if operation is not Operation.OFF and len(found.area_ids) > 1 and self._says_not_where(frame):
            return Resolution(problem=_which(entity_ids, target.words, target.words))
        return found

    def _running(self, entity_ids: Sequence[str]) -> tuple[str, ...]:
        """Return the devices that are on, or all when none is."""
        states = ((entity_id, self._states(entity_id)) for entity_id in entity_ids)
        running = tuple(i for i, state in states if state is not None and state.state not in _RESTING)
        return running or tuple(entity_ids)

    def _says_not_where(self, frame: Frame) -> bool:
        """Return whether a kind alone is said, by somebody of whom no room is known."""
        target = frame.target
        narrowed = target.quantifier or target.home or target.there or target.excluded or self._area_id
        return not narrowed and all(
            "kinds_plural" in part.chunk.senses and len(part.chunk.words) == 1 for part in target.parts
        )

    def _of_room(self, frame: Frame, operation: Operation | None, tiers: Tiers) -> tuple[Resolution, float]:
        """Return the devices that a room alone stands for in this clause."""
        fitting = [tuple(d for d in tier if self._room_may_mean(d, frame, operation)) for tier in tiers]
        scope = Scope([tier for tier in fitting if tier], self._area_id)
        if not scope.domains:
            return Resolution(problem=_missing(frame)), 0.0
        plain = frame.amount.given or frame.attribute or operation in ROOM_SAYS
        found = self._resolver.resolve(frame.target, scope)
        return self._except(frame.target, found), 0.0 if plain else _ROOM_PENALTY

    def _room_may_mean(self, domain: str, frame: Frame, operation: Operation | None) -> bool:
        """Return whether a room alone can stand for its devices of a domain in this clause."""
        if frame.attribute is not None or operation in ROOM_SAYS:
            return True
        if operation in (Operation.OPEN, Operation.CLOSE) and not frame.amount.given:
            return domain == "cover" and all(part.place for part in frame.target.parts)
        amount = frame.amount
        if amount.given and (amount.unit in _DEGREES or amount.modes):
            return domain == "climate"
        if amount.number is not None and amount.unit is None and not amount.level:
            return domain == ("climate" if _like_temperature(amount.number, self._index) else "light")
        return domain in _ROOM_DOMAINS

    def _except(self, target: Target, found: Resolution) -> Resolution:
        if not target.excluded or found.problem is not None:
            return found
        kept, understood = self._resolver.excluded(target, found.entity_ids)
        return Resolution(kept, found.doubt if understood else 1.0, area_ids=found.area_ids)

    def _unnamed(self, frame: Frame, operation: Operation | None, tiers: Tiers) -> Resolution:
        """Find the devices when none is named: those of the room, or the only ones that can be meant."""
        target = frame.target
        for tier in tiers:
            everywhere = [i for domain in tier for i in self._index.of_kind(domain)]
            if not everywhere:
                continue
            if target.home or (operation is Operation.LOCK and not (target.here or target.pronoun)):  # "lock up"
                meant = _of_whole_home(everywhere, frame, operation)
                return Resolution(tuple(meant)) if meant else Resolution(problem=_missing(frame))
            if self._area_id:
                here = [i for domain in tier for i in self._index.of_kind(domain, self._area_id)]
                if here:
                    return self._narrow(here, frame, operation)
            if target.here or (operation in (Operation.ON, Operation.OFF, Operation.TOGGLE) and not frame.attribute):
                continue
            return self._narrow(everywhere, frame, operation)
        return Resolution(doubt=1.0)

    def _narrow(self, entity_ids: Sequence[str], frame: Frame, operation: Operation | None) -> Resolution:
        """Keep what the operation can be about at this moment; several lights of a room are one wish."""
        domains = {entity_id.partition(".")[0] for entity_id in entity_ids}
        if len(entity_ids) == 1:
            return Resolution(tuple(entity_ids))
        if domains == {"light"} and self._area_id:
            return Resolution(self._running(entity_ids) if operation in _DIMMING else tuple(entity_ids))
        if not frame.verb or (domains == {"light"} and len(entity_ids) > _MOST_ASKED):
            return Resolution(doubt=1.0)  # "and blue": of nothing in particular
        fitting = self._engaged(entity_ids, operation)
        return Resolution(fitting) if len(fitting) == 1 else Resolution(problem=_which(entity_ids, frame.words))

    def _engaged(self, entity_ids: Sequence[str], operation: Operation | None) -> tuple[str, ...]:
        """Return the devices that an operation can be about at this moment."""
        engaged = _ENGAGED.get(operation, ()) if operation else ()
        if not engaged and all(entity_id.startswith("media_player.") for entity_id in entity_ids):
            engaged = _PLAYING
        return tuple(i for i in entity_ids if (s := self._states(i)) is not None and s.state in engaged)


def says_too_little(frame: Frame, operation: Operation | None, attribute: Attribute | None) -> bool:
    """Return whether it is only said that something be switched, not what."""
    target = frame.target
    if (
        not target.empty
        or frame.entity_ids
        or frame.attribute
        or frame.amount.given
        or set(frame.states) & STATE_DOMAINS.keys()
        or (target.home and operation is Operation.OFF)
    ):
        return False
    return operation in _NEEDS_TARGET


def _of_whole_home(entity_ids: Sequence[str], frame: Frame, operation: Operation | None) -> Sequence[str]:
    """Return what is meant where only the home is named: what the verb or the value is of, its lights to be off."""
    if operation in HOMEWIDE:
        return entity_ids
    domain = "light" if operation is Operation.OFF else "climate" if frame.amount.unit in _DEGREES else None
    return [entity_id for entity_id in entity_ids if entity_id.partition(".")[0] == domain]


def _which(entity_ids: Sequence[str], words: str, device: str = "") -> Problem:
    return Problem(
        reason=Reason.AMBIGUOUS,
        candidates=tuple(entity_ids)[:_MAXIMUM_CANDIDATES],
        details={"device": device} if device else {},
        words=words,
    )


def _placed(target: Target) -> bool:
    return any(part.place or part.chunk.areas or part.chunk.entities for part in target.parts)


def _only_places(target: Target) -> bool:
    return all(part.chunk.areas or part.chunk.floors for part in target.parts)


def _names_kind(target: Target, domains: Sequence[str]) -> bool:
    """Return whether a device is named: `close the garage` is said of a door, `turn off the garage` of a room."""
    chunks = [part.chunk for part in target.parts]
    if any(chunk.entities or "anything" in chunk.senses for chunk in chunks):
        return True
    return any(kind.partition(".")[0] in domains for chunk in chunks for kind in chunk.kinds)


def _like_temperature(number: float, index: HomeIndex) -> bool:
    """Return whether a bare number for a room is a temperature rather than a brightness."""
    return 40 < number < 95 if index.home.temperature_unit == "°F" else 5 <= number <= 30


def _missing(frame: Frame) -> Problem:
    return Problem(
        reason=Reason.NO_SUCH_DEVICE, details={"device": frame.target.words or frame.words}, words=frame.words
    )
