"""Vacuum cleaners and lawn mowers: start, pause, stop, dock."""

from dataclasses import dataclass

from ...language.request import Action, Attribute
from ..features import LawnMowerFeature, VacuumFeature
from ..model import State
from ..wish import Move, Wish, attribute_is, cannot, has, is_state
from .base import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Robot:
    """The words of one kind of robot."""

    start_feature: int
    pause_feature: int
    stop_feature: int
    dock_feature: int
    start_service: str
    dock_service: str
    working: str


_VACUUM = _Robot(
    start_feature=VacuumFeature.START,
    pause_feature=VacuumFeature.PAUSE,
    stop_feature=VacuumFeature.STOP,
    dock_feature=VacuumFeature.RETURN_HOME,
    start_service="start",
    dock_service="return_to_base",
    working="cleaning",
)
_MOWER = _Robot(
    start_feature=LawnMowerFeature.START_MOWING,
    pause_feature=LawnMowerFeature.PAUSE,
    stop_feature=LawnMowerFeature.STOP,
    dock_feature=LawnMowerFeature.DOCK,
    start_service="start_mowing",
    dock_service="dock",
    working="mowing",
)


def _ground_vacuum(wish: Wish) -> Move:
    if wish.action is Action.SET and wish.attribute in (Attribute.FAN_SPEED, Attribute.FAN_MODE):
        wish.need(VacuumFeature.FAN_SPEED)
        return _fan_speed(wish.option(wish.state.attributes.get("fan_speed_list")))
    return _ground_robot(wish, _VACUUM)


def _ground_mower(wish: Wish) -> Move:
    return _ground_robot(wish, _MOWER)


def _ground_robot(wish: Wish, robot: _Robot) -> Move:
    if wish.attribute is not None:
        raise cannot(wish.what)
    match wish.action:
        case Action.START | Action.TURN_ON | Action.PLAY:
            wish.need(robot.start_feature)
            return _start(robot)
        case Action.PAUSE:
            wish.need(robot.pause_feature)
            return _halt("pause")
        case Action.STOP:
            if has(wish.state, robot.stop_feature):
                return _halt("stop")
            wish.need(robot.pause_feature)
            return _halt("pause")
        case Action.DOCK | Action.TURN_OFF:
            wish.need(robot.dock_feature)
            return _dock(robot)
    raise cannot(wish.what)


def _start(robot: _Robot) -> Move:
    return Move(service=robot.start_service, holds=is_state(robot.working))


def _halt(service: str) -> Move:
    return Move(service=service, holds=is_state("paused", "idle", "docked"), under_way=is_state("returning"))


def _dock(robot: _Robot) -> Move:
    return Move(service=robot.dock_service, holds=is_state("docked"), under_way=is_state("returning"))


def _fan_speed(speed: str) -> Move:
    return Move(service="set_fan_speed", data={"fan_speed": speed}, holds=attribute_is("fan_speed", speed))


def _restore_robot(before: State, now: State, robot: _Robot) -> list[Move]:
    if before.state == robot.working:
        move = _start(robot)
    elif before.state in ("docked", "returning"):
        move = _dock(robot)
    elif before.state == "paused":
        move = _halt("pause")
    elif before.state == "idle":
        move = _halt("stop" if has(now, robot.stop_feature) else "pause")
    else:
        return []
    return [] if move.holds(now) else [move]


def _restore_vacuum(before: State, now: State) -> list[Move]:
    speed = before.attributes.get("fan_speed")
    moves: list[Move] = []
    if isinstance(speed, str) and speed != now.attributes.get("fan_speed") and has(now, VacuumFeature.FAN_SPEED):
        moves.append(_fan_speed(speed))
    return moves + _restore_robot(before, now, _VACUUM)


def _restore_mower(before: State, now: State) -> list[Move]:
    return _restore_robot(before, now, _MOWER)


VACUUM = Domain(ground=_ground_vacuum, keep=("fan_speed",), restore=_restore_vacuum)
LAWN_MOWER = Domain(ground=_ground_mower, restore=_restore_mower)
