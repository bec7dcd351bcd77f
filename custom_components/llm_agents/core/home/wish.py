"""One act on one entity, and the tools by which each domain grounds it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
import math
from typing import Any

from ..language.request import Action, Attribute, Reason, Value
from .model import State

type Predicate = Callable[[State], bool]

PERCENT = "%"


def never(_state: State) -> bool:
    """Hold in no state."""
    return False


def always(_state: State) -> bool:
    """Hold in every state."""
    return True


class Unable(Exception):
    """An entity cannot do what was asked; `details` fill the phrase of the answer."""

    def __init__(self, reason: Reason, **details: Value) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason
        self.details = details


def cannot(what: str, **details: Value) -> Unable:
    """Return the refusal of a capability that the entity lacks; `what` is an attribute or action."""
    return Unable(Reason.CANNOT, what=what, **details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One entity's share of a call, and how to know that it worked.

    `exact` is true of a state that needs no call at all; it is stricter than `holds`,
    which forgives what a device rounds away. Without it `holds` serves.
    """

    service: str
    holds: Predicate
    data: Mapping[str, Any] = field(default_factory=dict)
    under_way: Predicate = never
    exact: Predicate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one act asks of one entity, `state` being its present state.

    `unit` is the home's unit of temperature; `default_code` tells that Home Assistant keeps
    the entity's code.
    """

    action: Action
    state: State
    attribute: Attribute | None = None
    value: Value | None = None
    unit: str = "°C"
    default_code: bool = False

    @property
    def what(self) -> str:
        """Return the attribute asked about, else the action, as a stable word."""
        return (self.attribute or self.action).value

    def need(self, feature: int) -> None:
        """Raise `Unable` unless the entity reports the feature."""
        if not has(self.state, feature):
            raise cannot(self.what)

    def number(self) -> float:
        """Return the value as a finite number; raise `Unable` when there is none."""
        number = as_number(self.value)
        if number is None:
            raise Unable(Reason.MISSING_VALUE, what=self.what)
        return number

    def bounded(self, base: float | None, low: float, high: float, unit: str = "") -> float:
        """Return the wished number: the value of a SET, or `base` moved by an ADJUST.

        A number that was named must lie within the limits, else `Unable` is raised; a move
        ends at the limit.
        """
        value = self.number()
        if self.action is not Action.ADJUST:
            return within(value, low, high, unit, self.what)
        if base is None:
            raise cannot(self.what, why="unknown_now")
        return min(max(base + value, low), high)

    def whole(self, base: float | None, low: float, high: float, unit: str = "") -> int:
        """Return the wished number as `bounded` does, as the nearest whole one within the limits."""
        number = round(self.bounded(base, low, high, unit))
        if number < low:
            number = math.ceil(low)
        elif number > high:
            number = math.floor(high)
        if not low <= number <= high:
            raise cannot(self.what)
        return number

    def option(self, options: object) -> str:
        """Return the one of `options` that the value names; raise `Unable` when none does."""
        known = [option for option in options if isinstance(option, str)] if isinstance(options, list | tuple) else []
        if self.value is None or self.value == "":
            raise Unable(Reason.MISSING_VALUE, what=self.what)
        wished = fold(str(self.value))
        for option in known:
            if fold(option) == wished:
                return option
        raise cannot(self.what, value=str(self.value), options=", ".join(known))

    def flag(self) -> bool:
        """Return the value as a switch; raise `Unable` when it is none."""
        if isinstance(self.value, bool):
            return self.value
        match fold(str(self.value)):
            case "on" | "true" | "yes" | "1":
                return True
            case "off" | "false" | "no" | "0":
                return False
        raise Unable(Reason.MISSING_VALUE, what=self.what)


def within(value: float, low: float, high: float, unit: str, what: str) -> float:
    """Return the value when it is in [low, high], else raise `Unable` with the limits."""
    if low <= value <= high:
        return value
    details: dict[str, Value] = {"value": tidy(value), "minimum": tidy(low), "maximum": tidy(high)}
    raise Unable(Reason.OUT_OF_RANGE, what=what, unit=unit, **details)


def as_number(value: object) -> float | None:
    """Return a finite number from a number or its text, else `None`; a bool is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError, OverflowError:
        return None
    return number if math.isfinite(number) else None


def tidy(value: float) -> float | int:
    """Return a whole number as int, any other rounded to six places."""
    rounded = round(value, 6)
    return int(rounded) if rounded.is_integer() else rounded


def fold(text: str) -> str:
    """Return a text without case, spaces, underscores and hyphens, to compare names of options."""
    return "".join(letter for letter in text.casefold() if letter not in " _-")


def has(state: State, feature: int) -> bool:
    """Return whether the entity reports a feature flag."""
    features = state.attributes.get("supported_features")
    return isinstance(features, int) and bool(features & feature)


def number_of(state: State, attribute: str) -> float | None:
    """Return an attribute as a finite number, else `None`."""
    return as_number(state.attributes.get(attribute))


def is_state(*wished: str) -> Predicate:
    """Return a predicate: the state is one of those."""
    return lambda state: state.state in wished


def near(attribute: str, target: float, tolerance: float) -> Predicate:
    """Return a predicate: the attribute is within the tolerance of the target."""

    def check(state: State) -> bool:
        now = number_of(state, attribute)
        return now is not None and abs(now - target) <= tolerance + 1e-9

    return check


def attribute_is(attribute: str, wished: object) -> Predicate:
    """Return a predicate: the attribute equals that."""
    return lambda state: bool(state.attributes.get(attribute) == wished)


def every(*predicates: Predicate) -> Predicate:
    """Return a predicate: all of them hold."""
    return lambda state: all(predicate(state) for predicate in predicates)


def differs(before: State, attributes: Iterable[str] = ()) -> Predicate:
    """Return a predicate: the state, or one of the attributes, is another than before.

    It tells that a thing was done which leaves no lasting state: a button pressed, a scene
    activated, a track skipped.
    """
    kept = {name: before.attributes.get(name) for name in attributes}

    def check(state: State) -> bool:
        if state.state == "unavailable":
            return False
        return state.state != before.state or any(state.attributes.get(name) != value for name, value in kept.items())

    return check
