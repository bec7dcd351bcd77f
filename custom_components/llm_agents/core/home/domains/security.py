"""Locks and alarm panels."""

from ...language.request import Action, Reason
from ..features import AlarmFeature, LockFeature
from ..model import State
from ..wish import Move, Unable, Wish, cannot, fold, has, is_state
from .base import Domain

_ARMING = {
    "home": (AlarmFeature.ARM_HOME, "armed_home", "alarm_arm_home"),
    "away": (AlarmFeature.ARM_AWAY, "armed_away", "alarm_arm_away"),
    "night": (AlarmFeature.ARM_NIGHT, "armed_night", "alarm_arm_night"),
    "vacation": (AlarmFeature.ARM_VACATION, "armed_vacation", "alarm_arm_vacation"),
    "custombypass": (AlarmFeature.ARM_CUSTOM_BYPASS, "armed_custom_bypass", "alarm_arm_custom_bypass"),
}
_LOCK = Move(service="lock", holds=is_state("locked"), under_way=is_state("locking"))
_UNLOCK = Move(service="unlock", holds=is_state("unlocked", "open"), under_way=is_state("unlocking", "opening"))
_OPEN = Move(service="open", holds=is_state("open"), under_way=is_state("opening", "unlocking", "unlocked"))
_DISARM = Move(service="alarm_disarm", holds=is_state("disarmed"), under_way=is_state("disarming"))


def _ground_lock(wish: Wish) -> Move:
    if wish.attribute is not None:
        raise cannot(wish.what)
    if wish.state.attributes.get("code_format") and not wish.default_code:
        raise cannot(wish.what, why="code_needed")
    match wish.action:
        # Home Assistant's own sentences say "on" for locked.
        case Action.LOCK | Action.TURN_ON | Action.CLOSE:
            return _LOCK
        case Action.UNLOCK | Action.TURN_OFF:
            return _UNLOCK
        case Action.OPEN:
            wish.need(LockFeature.OPEN)
            return _OPEN
        case Action.TOGGLE if wish.state.state == "locked":
            return _UNLOCK
        case Action.TOGGLE if wish.state.state in ("unlocked", "open"):
            return _LOCK
        case Action.TOGGLE:
            raise Unable(Reason.UNAVAILABLE)
    raise cannot(wish.what)


def _restore_lock(before: State, now: State) -> list[Move]:
    match before.state:
        case "locked" | "locking":
            move = _LOCK
        case "unlocked" | "unlocking" | "open" | "opening":
            move = _UNLOCK
        case _:
            return []
    return [] if move.holds(now) else [move]


def _ground_alarm(wish: Wish) -> Move:
    if wish.attribute is not None:
        raise cannot(wish.what)
    match wish.action:
        case Action.ARM | Action.TURN_ON:
            return _arm(wish)
        case Action.DISARM | Action.TURN_OFF:
            if wish.state.attributes.get("code_format") and not wish.default_code:
                raise cannot(wish.what, why="code_needed")
            return _DISARM
    raise cannot(wish.what)


def _arm(wish: Wish) -> Move:
    mode = "away" if wish.value is None else fold(str(wish.value)).removeprefix("armed")
    if mode not in _ARMING:
        raise cannot(wish.what, value=str(wish.value))
    feature, _, _ = _ARMING[mode]
    if not has(wish.state, feature):
        raise cannot(wish.what, value=mode)
    if wish.state.attributes.get("code_arm_required") is True and not wish.default_code:
        raise cannot(wish.what, why="code_needed")
    return _arming(mode)


def _arming(mode: str) -> Move:
    _, armed, service = _ARMING[mode]
    return Move(service=service, holds=is_state(armed), under_way=is_state("arming"))


def _restore_alarm(before: State, now: State) -> list[Move]:
    if before.state in ("disarmed", "disarming"):
        move = _DISARM
    elif (mode := fold(before.state.removeprefix("armed_"))) in _ARMING:
        move = _arming(mode)
    else:  # arming, pending and triggered cannot be brought back by a call
        return []
    return [] if move.holds(now) else [move]


LOCK = Domain(ground=_ground_lock, restore=_restore_lock)
ALARM = Domain(ground=_ground_alarm, restore=_restore_alarm)
