"""The owner's rules: a table in the order of priority, of which the first that matches decides.

A rule makes the policy stricter or freer within what is known and exposed. It never makes reachable what is not:
unknown acts, automations, shells, the Supervisor.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import time
from enum import StrEnum
from typing import Any, Self

from ..home.model import Entity, State
from ..journal.record import Decision, Origin
from ..language.request import Action
from .cases import Case
from .origins import Source
from .profiles import Role
from .risks import KNOWN_DOMAINS, meaning

MOST_RULES = 500
_EFFECTS = frozenset(Decision)
_WEEKDAYS = range(7)


class RuleError(ValueError):
    """A rule that cannot be. `field` is the part that is wrong, `value` what stands in it."""

    def __init__(self, field: str, value: object) -> None:
        """Keep what is wrong."""
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class Field(StrEnum):
    """The conditions of a rule that are sets; an empty one sets no bound."""

    DOMAINS = "domains"
    DEVICE_CLASSES = "device_classes"
    ACTIONS = "actions"
    AREAS = "areas"
    FLOORS = "floors"
    LABELS = "labels"
    ENTITIES = "entities"
    AGENTS = "agents"
    ROLES = "roles"
    USERS = "users"
    ORIGINS = "origins"
    SOURCES = "sources"


# What may stand in a set; where nothing is said, anything may.
_ALLOWED: Mapping[Field, frozenset[str]] = {
    Field.DOMAINS: KNOWN_DOMAINS,
    Field.ACTIONS: frozenset(Action),
    Field.ROLES: frozenset(Role),
    Field.ORIGINS: frozenset(Origin),
    Field.SOURCES: frozenset(Source),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: all of its conditions must hold. Lower priority comes first, equal ones in the order of their ids.

    `actions` are by what they amount to (a lock turned off is an `unlock`), `sources` hold when the run has read
    from one of them. `start` and `end` are times of day, over midnight where `end` is earlier; weekdays count
    from Monday, 0, and by the day on which the span began.
    """

    rule_id: str
    effect: Decision
    name: str = ""
    priority: int = 100
    domains: frozenset[str] = frozenset()
    device_classes: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    floors: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    start: time | None = None
    end: time | None = None
    weekdays: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Check the rule. Raises `RuleError`."""
        if not self.rule_id:
            raise RuleError("rule_id", self.rule_id)
        if self.effect not in _EFFECTS:
            raise RuleError("effect", self.effect)
        for field, allowed in _ALLOWED.items():
            if wrong := sorted(getattr(self, field) - allowed):
                raise RuleError(field, wrong[0])
        if wrong_days := [day for day in self.weekdays if day not in _WEEKDAYS]:
            raise RuleError("weekdays", wrong_days[0])
        if (self.start is None) != (self.end is None):
            raise RuleError("start" if self.start is None else "end", None)
        if self.start is not None and self.start == self.end:
            raise RuleError("end", self.end)

    def matches(self, action: Action | None, entity: Entity, state: State | None, case: Case) -> bool:
        """Return whether the rule is about an act on an entity in a case; one without an action is none of a device's."""
        return all(not wanted or told(wanted, entity, state, case) for wanted, told in self._conditions()) and (
            (not self.actions or (action is not None and meaning(entity.domain, action) in self.actions))
            and self._is_time(case)
        )

    def _conditions(self) -> Iterable[tuple[frozenset[str], _Told]]:
        return ((getattr(self, field), told) for field, told in _TOLD.items())

    def _is_time(self, case: Case) -> bool:
        if self.start is None and not self.weekdays:
            return True
        if case.now is None:
            return False
        clock, day = case.now.time().replace(tzinfo=None), case.now.weekday()
        if self.start is None or self.end is None:
            return day in self.weekdays
        if self.start < self.end:
            return self.start <= clock < self.end and (not self.weekdays or day in self.weekdays)
        began = day if clock >= self.start else (day - 1) % 7
        return (clock >= self.start or clock < self.end) and (not self.weekdays or began in self.weekdays)

    def to_json(self) -> dict[str, Any]:
        """Return the rule as JSON; conditions that set no bound are left out."""
        found: dict[str, Any] = {"rule_id": self.rule_id, "effect": self.effect.value, "priority": self.priority}
        if self.name:
            found["name"] = self.name
        found |= {field.value: sorted(values) for field in Field if (values := getattr(self, field))}
        for name in ("start", "end"):
            if (moment := getattr(self, name)) is not None:
                found[name] = moment.isoformat("minutes")
        return found | ({"weekdays": sorted(self.weekdays)} if self.weekdays else {})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a rule. Raises `RuleError` for what cannot be one, an unknown condition among it: it would not bind."""
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(data) - known):
            raise RuleError(unknown[0], data[unknown[0]])
        values: dict[str, Any] = {"rule_id": _text(data, "rule_id"), "name": _text(data, "name")}
        values["effect"] = _effect(data.get("effect"))
        values["priority"] = _number(data.get("priority", 100))
        values |= {field.value: _names(data, field.value) for field in Field}
        values |= {name: _time(data, name) for name in ("start", "end")}
        days = data.get("weekdays") or ()
        if isinstance(days, str) or not all(isinstance(day, int) for day in days):
            raise RuleError("weekdays", days)
        return cls(**values, weekdays=frozenset(days))


type _Told = Callable[[frozenset[str], Entity, State | None, Case], bool]


def _classes(entity: Entity, state: State | None) -> set[object]:
    return {entity.device_class, state.attributes.get("device_class") if state else None}


_TOLD: Mapping[Field, _Told] = {
    Field.DOMAINS: lambda wanted, entity, _state, _case: entity.domain in wanted,
    Field.DEVICE_CLASSES: lambda wanted, entity, state, _case: not wanted.isdisjoint(_classes(entity, state)),
    Field.AREAS: lambda wanted, entity, _state, _case: entity.area_id in wanted,
    Field.FLOORS: lambda wanted, entity, _state, case: case.home.floor_of(entity) in wanted,
    Field.LABELS: lambda wanted, entity, _state, case: not wanted.isdisjoint(case.home.labels_of(entity)),
    Field.ENTITIES: lambda wanted, entity, _state, _case: entity.entity_id in wanted,
    Field.AGENTS: lambda wanted, _entity, _state, case: case.profile.agent_id in wanted,
    Field.ROLES: lambda wanted, _entity, _state, case: case.profile.role in wanted,
    Field.USERS: lambda wanted, _entity, _state, case: case.asker.user_id in wanted,
    Field.ORIGINS: lambda wanted, _entity, _state, case: case.asker.origin in wanted,
    Field.SOURCES: lambda wanted, _entity, _state, case: not wanted.isdisjoint(case.provenance.sources),
}


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules in the order in which they are looked at. Raises `RuleError` for too many or two of one id."""
    found: Sequence[Rule] = sorted(rules, key=lambda rule: (rule.priority, rule.rule_id))
    ids = [rule.rule_id for rule in found]
    if len(found) > MOST_RULES:
        raise RuleError("rules", len(found))
    if double := next((rule_id for rule_id in ids if ids.count(rule_id) > 1), None):
        raise RuleError("rule_id", double)
    return tuple(found)


def _text(data: Mapping[str, Any], name: str) -> str:
    if not isinstance(value := data.get(name, ""), str):
        raise RuleError(name, value)
    return value


def _effect(value: Any) -> Decision:
    try:
        return Decision(value)
    except ValueError:
        raise RuleError("effect", value) from None


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise RuleError("priority", value)
    return int(value)


def _names(data: Mapping[str, Any], name: str) -> frozenset[str]:
    values = data.get(name) or ()
    if isinstance(values, str) or not all(isinstance(value, str) for value in values):
        raise RuleError(name, values)
    return frozenset(values)


def _time(data: Mapping[str, Any], name: str) -> time | None:
    if (value := data.get(name)) in (None, ""):
        return None
    try:
        return time.fromisoformat(value)
    except TypeError, ValueError:
        raise RuleError(name, value) from None
