"""Answers to questions, from live states alone."""

from collections.abc import Callable, Mapping

from ..language.outcome import Fact, Found
from ..language.request import Ask, Question, Value
from .model import Entity, Home, State, StateReader
from .wish import as_number

_NUMBERS = frozenset({"counter", "input_number", "number"})
_NOT_ON = frozenset({"off", "standby", "docked"})
_HVAC_ACTIONS: Mapping[str, str] = {"heat": "heating", "cool": "cooling", "dry": "drying"}
_ON_BY_ACTIVITY = frozenset({"media_player", "climate", "humidifier", "water_heater", "fan", "remote", "vacuum"})
_OPENINGS = frozenset({"door", "garage_door", "window", "opening"})
# Words for what a binary sensor calls on and off, by what it senses.
_BINARY_WORDS: Mapping[str, Mapping[str, str]] = {
    **{kind: {"open": "on", "closed": "off"} for kind in _OPENINGS},
    "lock": {"unlocked": "on", "locked": "off", "open": "on", "closed": "off"},
    "presence": {"home": "on", "not_home": "off"},
}
# The attributes that hold a value, in the order of preference, and what scales them to the unit spoken.
_ATTRIBUTES: Mapping[str, tuple[tuple[str, float, str | None], ...]] = {
    "temperature": (("current_temperature", 1, "temperature"), ("temperature", 1, "temperature")),
    "target_temperature": (("temperature", 1, "temperature"),),
    "humidity": (("current_humidity", 1, "%"), ("humidity", 1, "%")),
    "target_humidity": (("humidity", 1, "%"),),
    "brightness": (("brightness", 100 / 255, "%"),),
    "color_temperature": (("color_temp_kelvin", 1, "K"),),
    "position": (("current_position", 1, "%"),),
    "tilt": (("current_tilt_position", 1, "%"),),
    "volume": (("volume_level", 100, "%"),),
    "fan_speed": (("percentage", 1, "%"),),
    "battery": (("battery_level", 1, "%"), ("battery", 1, "%")),
}
# What "how is it" means for a device whose state is no number.
_MAIN_VALUE: Mapping[str, str] = {
    "climate": "temperature",
    "water_heater": "temperature",
    "weather": "temperature",
    "humidifier": "humidity",
    "light": "brightness",
    "cover": "position",
    "valve": "position",
    "fan": "fan_speed",
    "media_player": "volume",
}


def inquire(question: Question, home: Home, states: StateReader) -> Found:
    """Return what the states say to a question; entities that are not there are left out."""
    find = _FINDERS.get(question.ask, _state_fact)
    facts = [
        find(question, entity, state, home)
        for entity_id in question.entity_ids
        if (entity := home.entities.get(entity_id)) is not None and (state := states(entity_id)) is not None
    ]
    return Found(question=question, facts=tuple(facts))


# What appliances and the weather call their states, by the word of a question.
_ENDED = frozenset(
    {"complete", "completed", "done", "end", "ended", "finish", "finished", "idle", "off", "ready", "standby", "stop"}
)
_NOT_RUNNING = _ENDED | {"pause", "paused", "delayed", "unavailable", "unknown"}
_WEATHERS: Mapping[str, frozenset[str]] = {
    "cloudy": frozenset({"cloudy", "partlycloudy"}),
    "rainy": frozenset({"rainy", "pouring", "lightning-rainy", "snowy-rainy"}),
    "snowy": frozenset({"snowy", "snowy-rainy"}),
    "sunny": frozenset({"sunny", "clear-night"}),
    "windy": frozenset({"windy", "windy-variant"}),
}


def in_state(entity: Entity, state: State, expected: str) -> bool:
    """Return whether an entity is in a state, as a person means it.

    "On" is any activity of a device that has several (a playing television is on), and
    "open" is what a door sensor calls on.
    """
    if entity.domain == "binary_sensor":
        words = _BINARY_WORDS.get(entity.device_class or "", {})
        return state.state == words.get(expected, expected)
    if entity.domain == "weather":
        return state.state in _WEATHERS.get(expected, {expected})
    if entity.domain == "sensor" and expected in ("done", "running"):
        ended = state.state.casefold() in (_ENDED if expected == "done" else _NOT_RUNNING)
        return ended == (expected == "done")
    if expected == "on" and entity.domain in _ON_BY_ACTIVITY:
        return state.available and state.state not in _NOT_ON
    if expected == "open" and entity.domain in ("cover", "valve"):
        return state.state in ("open", "opening")
    if expected == "armed" and entity.domain == "alarm_control_panel":
        return state.state.startswith("armed")
    if expected in ("muted", "unmuted") and entity.domain == "media_player":
        return bool(state.attributes.get("is_volume_muted")) == (expected == "muted")
    if expected in _HVAC_ACTIONS and (doing := state.attributes.get("hvac_action")):
        return bool(doing == _HVAC_ACTIONS[expected])
    return state.state == expected


def _state_fact(question: Question, entity: Entity, state: State, home: Home) -> Fact:
    value, unit = _value(question, entity, state, home) if question.attribute else _shown(state)
    if question.expected in _HVAC_ACTIONS and (doing := state.attributes.get("hvac_action")):
        value = str(doing)
    matches = None
    if question.expected is not None and state.available:
        plain = question.attribute is None
        matches = in_state(entity, state, question.expected) if plain else str(value) == question.expected
    return Fact(entity_id=entity.entity_id, value=value, unit=unit, matches=matches)


def _value_fact(question: Question, entity: Entity, state: State, home: Home) -> Fact:
    value, unit = _value(question, entity, state, home)
    return Fact(entity_id=entity.entity_id, value=value, unit=unit)


def _where_fact(_question: Question, entity: Entity, state: State, home: Home) -> Fact:
    if entity.domain in ("person", "device_tracker"):
        return Fact(entity_id=entity.entity_id, value=state.state if state.available else None)
    area = home.areas.get(entity.area_id) if entity.area_id else None
    return Fact(entity_id=entity.entity_id, value=area.name if area else None)


def _value(question: Question, entity: Entity, state: State, home: Home) -> tuple[Value | None, str | None]:
    wanted = question.attribute or _MAIN_VALUE.get(entity.domain)
    if not state.available:
        return None, None
    for name, scale, unit in _ATTRIBUTES.get(wanted or "", ((wanted or "", 1, None),)):
        found = state.attributes.get(name)
        if isinstance(found, bool | str):
            return found, None
        number = as_number(found)
        if number is not None:
            return _round(number * scale), home.temperature_unit if unit == "temperature" else unit
    own = question.attribute in (None, entity.device_class, "state") or entity.domain == "sensor"
    return _shown(state) if own else (None, None)


def _shown(state: State) -> tuple[Value | None, str | None]:
    if not state.available:
        return None, None
    unit = state.attributes.get("unit_of_measurement")
    number = as_number(state.state)
    if number is None or (not isinstance(unit, str) and state.entity_id.partition(".")[0] not in _NUMBERS):
        return state.state, None
    return _round(number), unit if isinstance(unit, str) else None


def _round(number: float) -> float | int:
    rounded = round(number, 2 if abs(number) < 10 else 1)
    return int(rounded) if rounded == int(rounded) else rounded


_FINDERS: Mapping[Ask, Callable[[Question, Entity, State, Home], Fact]] = {
    Ask.VALUE: _value_fact,
    Ask.WHERE: _where_fact,
}
