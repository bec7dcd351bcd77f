"""Fans: on, off, speed, preset, oscillation."""

from ...language.request import Action, Attribute
from ..features import FanFeature
from ..model import State
from ..wish import PERCENT, Move, Wish, attribute_is, cannot, every, has, is_state, near, number_of
from .base import Domain
from .onoff import on_off, restore_on_off

_SETS = (Action.SET, Action.ADJUST, Action.TURN_ON)
_ON = is_state("on")


def _ground(wish: Wish) -> Move:
    match wish.attribute:
        case None:
            move = on_off(wish)
            wish.need(FanFeature.TURN_ON if move.service == "turn_on" else FanFeature.TURN_OFF)
            return move
        case Attribute.FAN_SPEED if wish.action in _SETS:
            return _speed(wish)
        case Attribute.PRESET_MODE | Attribute.FAN_MODE | Attribute.MODE if wish.action is not Action.ADJUST:
            wish.need(FanFeature.PRESET_MODE)
            preset = wish.option(wish.state.attributes.get("preset_modes"))
            return _preset(preset)
        case Attribute.OSCILLATION if wish.action is not Action.ADJUST:
            wish.need(FanFeature.OSCILLATE)
            return _oscillate(wish.flag())
    raise cannot(wish.what)


def _step(state: State) -> float:
    step = number_of(state, "percentage_step")
    return step if step and 0 < step <= 100 else 1.0


def _snap(percent: float, step: float) -> int:
    """Return the nearest speed that the fan has, the lowest at least, as Home Assistant counts them.

    A fan of n speeds has the percentages 100 i // n.
    """
    count = max(1, round(100 / step))
    speed = min(max(1, round(percent * count / 100)), count)
    return speed * 100 // count if count <= 100 else min(max(round(percent), 1), 100)


def _speed(wish: Wish) -> Move:
    wish.need(FanFeature.SET_SPEED)
    step = _step(wish.state)
    base = (number_of(wish.state, "percentage") or 0.0) if wish.state.state == "on" else 0.0
    if wish.action is Action.ADJUST:
        change = wish.number()
        if change < 0 and wish.state.state != "on":
            raise cannot(wish.what, why="off")
        if change and abs(change) < step:  # a wish for more or less is heard at a coarse fan too
            change = step if change > 0 else -step
        percent = min(max(base + change, step), 100.0)
    else:
        percent = wish.bounded(base, 0, 100, PERCENT)
    if percent == 0:
        return Move(service="turn_off", holds=is_state("off"))
    return _percentage(_snap(percent, step), step)


def _percentage(percentage: int, step: float) -> Move:
    return Move(
        service="set_percentage",
        data={"percentage": percentage},
        holds=every(_ON, near("percentage", percentage, max(1.0, step / 2))),
        exact=every(_ON, near("percentage", percentage, 0)),
    )


def _preset(preset: str) -> Move:
    holds = every(_ON, attribute_is("preset_mode", preset))
    return Move(service="set_preset_mode", data={"preset_mode": preset}, holds=holds)


def _oscillate(oscillating: bool) -> Move:
    return Move(service="oscillate", data={"oscillating": oscillating}, holds=attribute_is("oscillating", oscillating))


def _restore(before: State, now: State) -> list[Move]:
    moves: list[Move] = []
    was = before.attributes
    if isinstance(was.get("oscillating"), bool) and has(now, FanFeature.OSCILLATE):
        moves.append(_oscillate(was["oscillating"]))
    if isinstance(direction := was.get("direction"), str) and has(now, FanFeature.DIRECTION):
        holds = attribute_is("direction", direction)
        moves.append(Move(service="set_direction", data={"direction": direction}, holds=holds))
    if before.state == "on":
        moves += _restore_running(before, now)
    else:
        moves += restore_on_off(before, now)
    return [move for move in moves if not move.holds(now)]


def _restore_running(before: State, now: State) -> list[Move]:
    """Return the move back to a preset or a speed; it turns the fan on."""
    percentage = number_of(before, "percentage")
    preset = before.attributes.get("preset_mode")
    if isinstance(preset, str) and has(now, FanFeature.PRESET_MODE):
        return [_preset(preset)]
    if percentage and has(now, FanFeature.SET_SPEED):
        return [_percentage(min(max(round(percentage), 1), 100), _step(now))]
    return restore_on_off(before, now)


FAN = Domain(
    ground=_ground,
    keep=("percentage", "preset_mode", "oscillating", "direction"),
    restore=_restore,
)
