"""What can be asked of a few entities: the legal calls that a model may choose from, and no others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import json
from typing import Any

from ..home.grounding import ground
from ..home.model import Entity, Home, State, StateReader
from ..language.request import Act, Action, Ask, Attribute, Question, Reason, Request, Value
from .risks import risk_of
from .shortlist import Shortlist

READ = "read"
_PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
_CHANGE = {"type": "integer", "minimum": -100, "maximum": 100}
_COLORS = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "white")
_PLAIN = tuple(action for action in Action if action not in (Action.SET, Action.ADJUST))
_SWITCHING = (Action.TURN_ON, Action.TURN_OFF, Action.TOGGLE)
# To switch these on or off is said by verbs of their own; a model confuses which is which.
_OWN_VERBS = frozenset({"alarm_control_panel", "cover", "lawn_mower", "lock", "vacuum", "valve"})
_MODES = ("home", "away", "night", "vacation")
_PERCENTAGES = (
    Attribute.BRIGHTNESS,
    Attribute.FAN_SPEED,
    Attribute.POSITION,
    Attribute.TILT,
    Attribute.VOLUME,
    Attribute.HUMIDITY,
)
# The attribute in which an entity lists the values of one of ours.
_LISTS: Mapping[Attribute, tuple[str, ...]] = {
    Attribute.HVAC_MODE: ("hvac_modes",),
    Attribute.PRESET_MODE: ("preset_modes",),
    Attribute.FAN_MODE: ("fan_modes",),
    Attribute.SOURCE: ("source_list",),
    Attribute.MODE: ("available_modes", "operation_list"),
    Attribute.OPTION: ("options",),
}
_RANGES: Mapping[Attribute, tuple[str, str]] = {
    Attribute.TEMPERATURE: ("min_temp", "max_temp"),
    Attribute.NUMBER: ("min", "max"),
    Attribute.COLOR_TEMPERATURE: ("min_color_temp_kelvin", "max_color_temp_kelvin"),
}
_LISTED = 12  # options of one list offered to a model
_TRIED = 8  # devices of a group that are asked what can be done with it


@dataclass(frozen=True, slots=True)
class Option:
    """One legal kind of call: an action, what it sets, and the JSON Schema of the value."""

    action: Action
    attribute: Attribute | None
    value: str | None
    """The value's JSON Schema as canonical JSON, `None` where no value is given."""


class Options:
    """The legal calls on some entities: their JSON Schema, and the reading of what was chosen."""

    def __init__(self, shown: Shortlist, home: Home, states: StateReader, *, may_read: bool = True) -> None:
        """Find what each entity can do at this moment; with `may_read` its state may be asked for as well."""
        self._may_read = may_read
        self._home = home
        self._states = states
        self._entity_ids = tuple(entity.entity_id for entity in shown.entities)
        self._groups = {group.group_id: group for group in shown.groups}
        self._legal: dict[Option, list[str]] = {}
        for group in shown.groups:
            self._file(group.group_id, (home.entities[i] for i in group.entity_ids[:_TRIED] if i in home.entities))
        for entity in shown.entities:
            self._file(entity.entity_id, (entity,))

    def _file(self, identifier: str, entities: Iterable[Entity]) -> None:
        """Note what can be asked of an entity, or of any of a group."""
        for entity in entities:
            state = self._states(entity.entity_id)
            if state is None:
                continue
            for option in _options(entity, state, self._home, self._states):
                legal = self._legal.setdefault(option, [])
                if identifier not in legal:
                    legal.append(identifier)

    def schema(self) -> list[dict[str, Any]]:
        """Return the JSON Schemas of the calls, as alternatives; empty when there is nothing to call."""
        found = [_schema(option, entity_ids) for option, entity_ids in self._legal.items()]
        if self._entity_ids and self._may_read:
            found.append(_object({"action": _only(READ), "entity_id": {"type": "string", "enum": [*self._entity_ids]}}))
        return found

    def read(self, call: Any, words: str) -> Request | None:
        """Return the request that a chosen call makes, `None` when it is not a legal one."""
        if not isinstance(call, Mapping):
            return None
        identifier = call.get("entity_id")
        if not isinstance(identifier, str) or identifier not in {*self._entity_ids, *self._groups}:
            return None
        if call.get("action") == READ:
            readable = self._may_read and identifier in self._entity_ids
            return Question(ask=Ask.STATE, entity_ids=(identifier,), words=words) if readable else None
        for option, legal in self._legal.items():
            attribute = option.attribute.value if option.attribute else None
            if (option.action.value, attribute) != (call.get("action"), call.get("attribute")):
                continue
            value = call.get("value")
            if identifier in legal and _fits(value, option.value):
                return Act(
                    action=option.action,
                    entity_ids=self._members(identifier),
                    attribute=option.attribute,
                    value=value,
                    words=words,
                )
        return None

    def _members(self, identifier: str) -> tuple[str, ...]:
        group = self._groups.get(identifier)
        return group.entity_ids if group else (identifier,)


def _options(entity: Entity, state: State, home: Home, states: StateReader) -> Iterable[Option]:
    for action in _PLAIN:
        if action in _SWITCHING and entity.domain in _OWN_VERBS:
            continue
        values: tuple[Value, ...] = _MODES if action is Action.ARM else ()
        if action is Action.ARM:
            values = tuple(mode for mode in values if _can(entity, home, states, action, None, mode))
            if values:
                yield Option(action, None, _canonical({"type": "string", "enum": [*values]}))
        elif _can(entity, home, states, action, None, None):
            yield Option(action, None, None)
    for attribute in Attribute:
        schema = _value_schema(attribute, state)
        if schema is None or not _can(entity, home, states, Action.SET, attribute, _sample(schema)):
            continue
        yield Option(Action.SET, attribute, _canonical(schema))
        if attribute in _PERCENTAGES and _can(entity, home, states, Action.ADJUST, attribute, 10):
            yield Option(Action.ADJUST, attribute, _canonical(_CHANGE))


def _can(
    entity: Entity, home: Home, states: StateReader, action: Action, attribute: Attribute | None, value: Value | None
) -> bool:
    act = Act(action=action, entity_ids=(entity.entity_id,), attribute=attribute, value=value)
    if risk_of(act, entity, states(entity.entity_id)) is None:
        return False
    problems = ground(act, home, states).problems
    return all(problem.reason is Reason.OUT_OF_RANGE for problem in problems)


def _value_schema(attribute: Attribute, state: State) -> dict[str, Any] | None:
    if attribute in _PERCENTAGES:
        return dict(_PERCENT)
    if attribute is Attribute.COLOR:
        return {"type": "string", "enum": [*_COLORS]}
    if attribute is Attribute.OSCILLATION:
        return {"type": "boolean"}
    if attribute in _RANGES:
        low, high = (state.attributes.get(name) for name in _RANGES[attribute])
        if not isinstance(low, int | float) or not isinstance(high, int | float):
            return None
        kind = "integer" if attribute is Attribute.COLOR_TEMPERATURE else "number"
        return {"type": kind, "minimum": low, "maximum": high}
    for name in _LISTS.get(attribute, ()):
        listed = state.attributes.get(name)
        if isinstance(listed, list | tuple) and listed:
            return {"type": "string", "enum": [str(item)[:64] for item in listed[:_LISTED]]}
    return None


def _sample(schema: Mapping[str, Any]) -> Value:
    """Return a value that a schema allows."""
    if "enum" in schema:
        return str(schema["enum"][0])
    return True if schema["type"] == "boolean" else schema["maximum"]


def _fits(value: Any, canonical: str | None) -> bool:
    if canonical is None:
        return value is None
    schema = json.loads(canonical)
    match schema["type"]:
        case "string":
            return value in schema["enum"]
        case "boolean":
            return isinstance(value, bool)
    whole = schema["type"] == "number" or isinstance(value, int)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return bool(whole and number and schema["minimum"] <= value <= schema["maximum"])


def _schema(option: Option, entity_ids: Sequence[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {"action": _only(option.action.value)}
    if option.attribute is not None:
        properties["attribute"] = _only(option.attribute.value)
    properties["entity_id"] = {"type": "string", "enum": [*entity_ids]}
    if option.value is not None:
        properties["value"] = json.loads(option.value)
    return _object(properties)


def _canonical(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, sort_keys=True)


def _only(value: str) -> dict[str, Any]:
    return {"type": "string", "enum": [value]}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*properties],
        "additionalProperties": False,
    }
