"""What is wished of one device: the action with its attribute and value, in the attribute's unit."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..home.model import Home, State
from .actions import ACTIONS, ATTRIBUTE_DOMAINS, DEFAULT_ATTRIBUTE, DEGREES, LEAST, LEVELS, PERCENT, STEPS
from .frame import Amount, Frame, Operation
from .request import Action, Attribute, Problem, Reason, Value

_LARGEST_STEP = 10  # degrees Celsius by which a temperature may be changed without "by"
_RELATIVE = {Operation.RAISE: 1, Operation.LOWER: -1}
_OPTION_LISTS = (
    ("hvac_modes", Attribute.HVAC_MODE),
    ("preset_modes", Attribute.PRESET_MODE),
    ("fan_modes", Attribute.FAN_MODE),
    ("available_modes", Attribute.MODE),
    ("operation_list", Attribute.MODE),
    ("options", Attribute.OPTION),
    ("source_list", Attribute.SOURCE),
)
_OPTIONS = frozenset(attribute for _, attribute in _OPTION_LISTS)
_MOVES = {Operation.OPEN: 1, Operation.CLOSE: -1}
_POSITIONED = frozenset(("cover", "valve"))
_PARTLY = ("bit", "steps")
_HVAC_MODES = frozenset(("heat", "cool", "heat_cool", "auto", "dry", "fan_only", "off"))
_FAN_LEVELS = {"low": 33.0, "medium": 67.0, "high": 100.0}
_ALARM_MODES = frozenset(("home", "away", "night", "vacation"))


class Wish(NamedTuple):
    """An action with its attribute and value."""

    action: Action
    attribute: Attribute | None = None
    value: Value | None = None


def wish_for(
    frame: Frame,
    operation: Operation | None,
    attribute: Attribute | None,
    entity_id: str,
    state: State | None,
    home: Home,
) -> Wish | Problem | None:
    """Return what a frame wishes of one device, or why it cannot be; `None` when it says nothing to it."""
    domain = entity_id.partition(".")[0]
    if domain == "alarm_control_panel" and operation is not Operation.DISARM and operation is not Operation.OFF:
        mode = next((mode for mode in frame.amount.modes if mode in _ALARM_MODES), None)
        return Wish(Action.ARM, None, mode)
    sign = _RELATIVE.get(operation) if operation else None
    amount = frame.amount
    if domain == "cover" and amount.degree in _PARTLY and operation in _MOVES:
        sign = _MOVES[operation]  # "close the blinds a bit"
    if domain in _POSITIONED and amount.number is not None and operation in _MOVES and not amount.to:
        if operation is Operation.CLOSE and not amount.by:
            return None  # "close 30 %": to there, or by as much
        sign = _MOVES[operation] if amount.by else sign
    by_steps = sign is not None and (domain != "cover" or frame.amount.degree is not None)
    setting = amount.given or attribute is not None or by_steps
    if operation is Operation.MUTE or operation is Operation.UNMUTE:
        setting = False
    if setting and (wished := _setting(frame, attribute, domain, state, home, sign, operation)) is not None:
        return _in_range(wished, entity_id, frame)
    action = ACTIONS.get(operation, {}).get(domain) if operation else None
    return Wish(action) if action is not None else None


def _setting(
    frame: Frame,
    attribute: Attribute | None,
    domain: str,
    state: State | None,
    home: Home,
    sign: int | None,
    operation: Operation | None,
) -> Wish | Problem | None:
    amount = frame.amount
    if amount.color and domain == "light":
        return Wish(Action.SET, Attribute.COLOR, amount.color)
    if domain == "light" and (amount.white or amount.unit == "kelvin"):
        kelvin = amount.white or amount.number
        return Wish(Action.SET, Attribute.COLOR_TEMPERATURE, kelvin)
    if amount.number is None and amount.level is None and (amount.modes or amount.text):
        return _option(amount, attribute, domain, state)
    if attribute is Attribute.OSCILLATION:
        return Wish(Action.SET, attribute, operation not in (Operation.OFF, Operation.STOP))
    attribute = attribute or DEFAULT_ATTRIBUTE.get(domain)
    if attribute is None or domain not in ATTRIBUTE_DOMAINS[attribute]:
        return None
    if sign is not None and not _is_goal(amount, attribute, home) and not (amount.level and amount.number is None):
        return Wish(Action.ADJUST, attribute, sign * _step(amount, attribute, home))
    value = _number(_downward(amount, operation), attribute, state, home)
    if value is None:
        if operation in (None, Operation.SET, Operation.CHANGE):
            return Problem(reason=Reason.MISSING_VALUE, details={"device": frame.target.words}, words=frame.words)
        return None
    if amount.by:
        return None
    return Wish(Action.SET, attribute, value)


def _is_goal(amount: Amount, attribute: Attribute, home: Home) -> bool:
    """Return whether a number is where to go, not by how much: nobody raises the heating by thirty degrees."""
    if amount.to or amount.by or amount.number is None or attribute is not Attribute.TEMPERATURE:
        return amount.to
    return amount.number > (_LARGEST_STEP * 1.8 if home.temperature_unit == "°F" else _LARGEST_STEP)


def _downward(amount: Amount, operation: Operation | None) -> Amount:
    """Let `all the way` mean the lowest where the way is down, and the least nothing at all."""
    if amount.level in ("max", "least") and operation in (Operation.CLOSE, Operation.LOWER):
        return replace(amount, level="min")
    return amount


def _step(amount: Amount, attribute: Attribute, home: Home) -> float:
    """Return by how much to change, from the number said or from the attribute's usual step."""
    if amount.number is not None and amount.unit is not None and attribute is Attribute.TEMPERATURE:
        if amount.unit in ("celsius", "fahrenheit"):
            wanted = "°C" if amount.unit == "celsius" else "°F"
            factor = 1.0 if wanted == home.temperature_unit else (1.8 if wanted == "°C" else 1 / 1.8)
            return round(amount.number * factor, 1)
        return amount.number
    if amount.number is not None and amount.degree != "steps":
        return amount.number
    count = amount.number if amount.number is not None else DEGREES.get(amount.degree or "", 1.0)
    unit = 2.0 if attribute is Attribute.TEMPERATURE and home.temperature_unit == "°F" else 1.0
    return STEPS.get(attribute, 1) * count * unit


def _number(amount: Amount, attribute: Attribute, state: State | None, home: Home) -> float | None:
    """Return the absolute value in the attribute's unit."""
    if amount.number is not None:
        if attribute is Attribute.TEMPERATURE:
            return _temperature(amount, home)
        return amount.number
    if amount.level is None:
        return None
    if attribute in PERCENT:
        if amount.level == "min":
            return LEAST.get(attribute, 0.0)
        if amount.level == "least":
            return 1.0
        return LEVELS.get(amount.level)
    level = "min" if amount.level == "least" else amount.level
    if state is None or level not in ("min", "max"):
        return None
    limit = state.attributes.get(f"{level}_temp" if attribute is Attribute.TEMPERATURE else level)
    return float(limit) if isinstance(limit, int | float) else None


def _temperature(amount: Amount, home: Home) -> float | None:
    number = amount.number
    if number is None:
        return None
    if amount.unit == "celsius" and home.temperature_unit == "°F":
        return round(number * 1.8 + 32, 1)
    if amount.unit == "fahrenheit" and home.temperature_unit == "°C":
        return round((number - 32) / 1.8, 1)
    return number


def _option(amount: Amount, attribute: Attribute | None, domain: str, state: State | None) -> Wish | None:
    """Match modes and other words with what the device offers, else with what its domain knows."""
    said = [*amount.modes, *([amount.text] if amount.text else [])]
    for name, found in _OPTION_LISTS:
        if domain not in ATTRIBUTE_DOMAINS[found] or (attribute is not None and attribute is not found):
            continue
        options = (state.attributes.get(name) if state else None) or ()
        if (option := _pick(options, said)) is not None:
            return Wish(Action.SET, found, option)
    if domain == "fan" and (level := next((m for m in amount.modes if m in _FAN_LEVELS), None)):
        return Wish(Action.SET, Attribute.FAN_SPEED, _FAN_LEVELS[level])
    if attribute in _OPTIONS and domain in ATTRIBUTE_DOMAINS[attribute] and amount.modes:
        return Wish(Action.SET, attribute, amount.modes[0])
    if domain == "climate" and (mode := next((m for m in amount.modes if m in _HVAC_MODES), None)):
        return Wish(Action.SET, Attribute.HVAC_MODE, mode)
    return None


def _pick(options: Sequence[object], said: Sequence[str]) -> str | None:
    """Return the option that is said, compared without case and separators."""
    wanted = {_plain(word) for word in said}
    return next((option for option in options if isinstance(option, str) and _plain(option) in wanted), None)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _in_range(wish: Wish | Problem, entity_id: str, frame: Frame) -> Wish | Problem:
    """Refuse a per cent below 0 or above 100."""
    if isinstance(wish, Problem) or wish.attribute not in PERCENT or isinstance(wish.value, str):
        return wish
    value = float(wish.value or 0)
    low, high = (0.0, 100.0) if wish.action is Action.SET else (-100.0, 100.0)
    if low <= value <= high:
        return wish
    return Problem(
        reason=Reason.OUT_OF_RANGE,
        entity_ids=(entity_id,),
        details={"value": value, "minimum": 0, "maximum": 100, "unit": "%"},
        words=frame.words,
    )
