"""Covers and valves: open, close, stop, position, tilt."""

from dataclasses import dataclass

from ...language.request import Action, Attribute, Reason
from ..features import CoverFeature, ValveFeature
from ..model import State
from ..wish import PERCENT, Move, Predicate, Unable, Wish, cannot, every, has, is_state, near, never, number_of
from .base import Domain

_REACHED = 2.0  # per cent
_MOVING = ("opening", "closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """One thing that opens: the cover itself, its slats, or a valve."""

    open_feature: int
    close_feature: int
    stop_feature: int
    position_feature: int
    open_service: str
    close_service: str
    stop_service: str
    position_service: str
    position_field: str
    position_attribute: str
    has_state: bool = True  # whether the entity's state tells of this axis


_COVER = _Axis(
    open_feature=CoverFeature.OPEN,
    close_feature=CoverFeature.CLOSE,
    stop_feature=CoverFeature.STOP,
    position_feature=CoverFeature.SET_POSITION,
    open_service="open_cover",
    close_service="close_cover",
    stop_service="stop_cover",
    position_service="set_cover_position",
    position_field="position",
    position_attribute="current_position",
)
_TILT = _Axis(
    open_feature=CoverFeature.OPEN_TILT,
    close_feature=CoverFeature.CLOSE_TILT,
    stop_feature=CoverFeature.STOP_TILT,
    position_feature=CoverFeature.SET_TILT_POSITION,
    open_service="open_cover_tilt",
    close_service="close_cover_tilt",
    stop_service="stop_cover_tilt",
    position_service="set_cover_tilt_position",
    position_field="tilt_position",
    position_attribute="current_tilt_position",
    has_state=False,
)
_VALVE = _Axis(
    open_feature=ValveFeature.OPEN,
    close_feature=ValveFeature.CLOSE,
    stop_feature=ValveFeature.STOP,
    position_feature=ValveFeature.SET_POSITION,
    open_service="open_valve",
    close_service="close_valve",
    stop_service="stop_valve",
    position_service="set_valve_position",
    position_field="position",
    position_attribute="current_position",
)


def _ground_cover(wish: Wish) -> Move:
    match wish.attribute:
        case None | Attribute.POSITION:
            return _ground_axis(wish, _COVER)
        case Attribute.TILT:
            return _ground_axis(wish, _TILT)
    raise cannot(wish.what)


def _ground_valve(wish: Wish) -> Move:
    if wish.attribute not in (None, Attribute.POSITION):
        raise cannot(wish.what)
    return _ground_axis(wish, _VALVE)


def _ground_axis(wish: Wish, axis: _Axis) -> Move:
    match wish.action:
        case Action.OPEN | Action.TURN_ON if wish.value is None:
            return _open(wish.state, axis, wish.what)
        case Action.CLOSE | Action.TURN_OFF if wish.value is None:
            return _close(wish.state, axis, wish.what)
        case Action.TOGGLE:
            return _toggle(wish, axis)
        case Action.STOP:
            return _stop(wish, axis)
        case Action.SET | Action.ADJUST | Action.OPEN | Action.CLOSE | Action.TURN_ON:
            base = number_of(wish.state, axis.position_attribute)
            return _to_position(wish.state, axis, wish.whole(base, 0, 100, PERCENT), wish.what)
    raise cannot(wish.what)


def _toggle(wish: Wish, axis: _Axis) -> Move:
    position = number_of(wish.state, axis.position_attribute)
    is_closed = wish.state.state in ("closed", "closing") if axis.has_state else position == 0
    if position is None and wish.state.state not in ("open", "closed", *_MOVING):
        raise Unable(Reason.UNAVAILABLE)
    return _open(wish.state, axis, wish.what) if is_closed else _close(wish.state, axis, wish.what)


def _open(state: State, axis: _Axis, what: str) -> Move:
    if has(state, axis.open_feature):
        return _end(state, axis, axis.open_service, 100)
    if has(state, axis.position_feature):
        return _to_position(state, axis, 100, what)
    raise cannot(what)


def _close(state: State, axis: _Axis, what: str) -> Move:
    if has(state, axis.close_feature):
        return _end(state, axis, axis.close_service, 0)
    if has(state, axis.position_feature):
        return _to_position(state, axis, 0, what)
    raise cannot(what)


def _end(state: State, axis: _Axis, service: str, position: int) -> Move:
    """Return the move to fully open or fully closed."""
    wished, moving = ("open", "opening") if position else ("closed", "closing")
    reports_position = number_of(state, axis.position_attribute) is not None
    if not reports_position and not axis.has_state:
        return Move(service=service, holds=never, under_way=lambda _state: True)
    holds = _at(axis, position) if reports_position else is_state(wished)
    # "open" without a position may be half open: ask again, it does no harm.
    exact = never if position and not reports_position else None
    under_way = _towards(state, axis, position, moving)
    return Move(service=service, holds=holds, under_way=under_way, exact=exact)


def _at(axis: _Axis, position: int) -> Predicate:
    """Return a predicate: the axis rests at the position, or has reached it exactly and is not just leaving it."""
    about = near(axis.position_attribute, position, _REACHED)
    exactly = near(axis.position_attribute, position, 0)
    if not axis.has_state:
        return about
    leaving = {0: "opening", 100: "closing"}.get(position)
    return lambda state: (exactly(state) and state.state != leaving) or (about(state) and state.state not in _MOVING)


def _towards(before: State, axis: _Axis, position: int, moving: str | None) -> Predicate:
    """Return a predicate: the entity says that it moves, or has come nearer than before."""
    start = number_of(before, axis.position_attribute)

    def check(state: State) -> bool:
        if axis.has_state and state.state == moving:
            return True
        now = number_of(state, axis.position_attribute)
        return now is not None and start is not None and abs(now - position) < abs(start - position)

    return check


def _to_position(state: State, axis: _Axis, position: int, what: str) -> Move:
    if not has(state, axis.position_feature):
        if position == 100 and has(state, axis.open_feature):
            return _end(state, axis, axis.open_service, 100)
        if position == 0 and has(state, axis.close_feature):
            return _end(state, axis, axis.close_service, 0)
        raise cannot(what)
    start = number_of(state, axis.position_attribute)
    moving = None if start is None else "opening" if position > start else "closing"
    return Move(
        service=axis.position_service,
        data={axis.position_field: position},
        holds=_at(axis, position),
        under_way=_towards(state, axis, position, moving),
        exact=every(near(axis.position_attribute, position, 0), lambda now: now.state not in _MOVING),
    )


def _stop(wish: Wish, axis: _Axis) -> Move:
    wish.need(axis.stop_feature)
    # A cover that does not tell of its movement may move all the same: always call.
    return Move(service=axis.stop_service, holds=lambda state: state.state not in _MOVING, exact=never)


def _restore_axis(before: State, now: State, axis: _Axis) -> list[Move]:
    position = number_of(before, axis.position_attribute)
    if position is not None and has(now, axis.position_feature):
        move = _to_position(now, axis, round(position), "restore")
    elif axis.has_state and before.state in ("closed", "closing"):
        move = _close(now, axis, "restore")
    elif axis.has_state and before.state in ("open", "opening"):
        move = _open(now, axis, "restore")
    else:
        return []
    return [] if move.holds(now) else [move]


def _restore_cover(before: State, now: State) -> list[Move]:
    return _restore_axis(before, now, _COVER) + _restore_axis(before, now, _TILT)


def _restore_valve(before: State, now: State) -> list[Move]:
    return _restore_axis(before, now, _VALVE)


COVER = Domain(ground=_ground_cover, keep=("current_position", "current_tilt_position"), restore=_restore_cover)
VALVE = Domain(ground=_ground_valve, keep=("current_position",), restore=_restore_valve)
