"""Selects and numbers."""

from ...language.request import Action, Attribute
from ..model import State
from ..wish import Move, Wish, as_number, cannot, is_state, number_of, tidy
from .base import Domain

_OPTIONS = (None, Attribute.OPTION, Attribute.MODE, Attribute.PRESET_MODE, Attribute.SOURCE)
_NUMBERS = (None, Attribute.NUMBER, Attribute.TEMPERATURE, Attribute.HUMIDITY)
_NUMBER_LIMITS = (0.0, 100.0)  # Home Assistant's defaults


def _ground_select(wish: Wish) -> Move:
    if wish.action is Action.SET and wish.attribute in _OPTIONS:
        return _select(wish.option(wish.state.attributes.get("options")))
    raise cannot(wish.what)


def _select(option: str) -> Move:
    return Move(service="select_option", data={"option": option}, holds=is_state(option))


def _restore_select(before: State, now: State) -> list[Move]:
    if not before.available or before.state == now.state:
        return []
    return [_select(before.state)]


def _ground_number(wish: Wish) -> Move:
    if wish.action not in (Action.SET, Action.ADJUST) or wish.attribute not in _NUMBERS:
        raise cannot(wish.what)
    low, high = number_of(wish.state, "min"), number_of(wish.state, "max")
    limits = (_NUMBER_LIMITS[0] if low is None else low, _NUMBER_LIMITS[1] if high is None else high)
    unit = str(wish.state.attributes.get("unit_of_measurement") or "")
    target = tidy(wish.bounded(as_number(wish.state.state), *limits, unit))
    return _set_value(target, (number_of(wish.state, "step") or 0.0) / 2)


def _set_value(target: float, tolerance: float) -> Move:
    def about(state: State, allowed: float) -> bool:
        now = as_number(state.state)
        return now is not None and abs(now - target) <= allowed + 1e-6

    return Move(
        service="set_value",
        data={"value": target},
        holds=lambda state: about(state, tolerance),
        exact=lambda state: about(state, 0.0),
    )


def _restore_number(before: State, now: State) -> list[Move]:
    target = as_number(before.state)
    if target is None:
        return []
    move = _set_value(tidy(target), 0.0)
    return [] if move.holds(now) else [move]


SELECT = Domain(ground=_ground_select, restore=_restore_select)
NUMBER = Domain(ground=_ground_number, restore=_restore_number)
