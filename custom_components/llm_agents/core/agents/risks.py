"""How much each act on each kind of device can cost; what is not here is not known, and so never done.

The table is explained to owners in `docs/policy.md`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import IntEnum

from ..home.model import Entity, State, StateReader
from ..home.steps import Call
from ..home.wish import as_number, number_of
from ..language.request import Act, Action, Attribute


class Risk(IntEnum):
    """How much an act can cost when it was a mistake."""

    LOW = 0  # ordinary, and taken back with a word
    SENSITIVE = 1  # raises safety, or makes noise or moves blades
    HIGH = 2  # lowers the safety of the home


type _Table = Mapping[Action, Risk]

_ON_OFF = (Action.TURN_ON, Action.TURN_OFF, Action.TOGGLE)
_SETTING = (*_ON_OFF, Action.SET, Action.ADJUST)
_MOVING = (*_SETTING, Action.OPEN, Action.CLOSE, Action.STOP)
_ROBOT = (
    Action.START,
    Action.TURN_ON,
    Action.TURN_OFF,
    Action.PAUSE,
    Action.STOP,
    Action.DOCK,
    Action.SET,
    Action.PLAY,
)
_PLAYER = (
    *_SETTING,
    Action.PLAY,
    Action.PAUSE,
    Action.STOP,
    Action.NEXT,
    Action.PREVIOUS,
    Action.MUTE,
    Action.UNMUTE,
)


def _low(*actions: Action) -> _Table:
    return dict.fromkeys(actions, Risk.LOW)


_GUARDED: _Table = {
    **dict.fromkeys(_MOVING, Risk.HIGH),
    Action.CLOSE: Risk.SENSITIVE,
    Action.STOP: Risk.LOW,  # to stop a door that closes must never wait for an answer
}
_RISKS: Mapping[str, _Table] = {
    "alarm_control_panel": {Action.ARM: Risk.SENSITIVE, Action.DISARM: Risk.HIGH},
    # A camera that is off sees no burglar; one that is on sees the family.
    "camera": {Action.TURN_ON: Risk.SENSITIVE, Action.TURN_OFF: Risk.HIGH, Action.TOGGLE: Risk.HIGH},
    "button": _low(Action.PRESS, Action.ACTIVATE, Action.TURN_ON),
    "climate": _low(*_SETTING),
    "cover": _low(*_MOVING),
    "fan": _low(*_SETTING),
    "humidifier": _low(*_SETTING),
    "input_boolean": _low(*_ON_OFF),
    "input_button": _low(Action.PRESS, Action.ACTIVATE, Action.TURN_ON),
    "input_number": _low(Action.SET, Action.ADJUST),
    "input_select": _low(Action.SET),
    "lawn_mower": {**_low(*_ROBOT), Action.START: Risk.SENSITIVE},
    "light": _low(*_SETTING),
    "lock": {
        Action.LOCK: Risk.SENSITIVE,
        Action.UNLOCK: Risk.HIGH,
        Action.OPEN: Risk.HIGH,
        Action.TOGGLE: Risk.HIGH,
    },
    "media_player": _low(*_PLAYER),
    "number": _low(Action.SET, Action.ADJUST),
    "remote": _low(*_ON_OFF),
    # As low as what is in them: `inside` looks.
    "scene": _low(Action.ACTIVATE, Action.TURN_ON, Action.START),
    "script": _low(Action.ACTIVATE, Action.TURN_ON, Action.TURN_OFF, Action.START, Action.STOP, Action.PRESS),
    "select": _low(Action.SET),
    "siren": {Action.TURN_ON: Risk.HIGH, Action.TOGGLE: Risk.HIGH, Action.TURN_OFF: Risk.SENSITIVE},
    "switch": _low(*_ON_OFF),
    "vacuum": _low(*_ROBOT),
    "valve": _GUARDED,
    "water_heater": _low(*_SETTING),
}

KNOWN_DOMAINS = frozenset(_RISKS)
"""The kinds of device that can be acted on at all."""

# Covers that keep people out.
_GUARDED_COVERS = frozenset({"door", "garage", "gate"})

# What on and off mean where there is no on and off; as Home Assistant's own sentences have it.
_OPEN_CLOSE = {Action.TURN_ON: Action.OPEN, Action.TURN_OFF: Action.CLOSE}
_MEANINGS: Mapping[str, Mapping[Action, Action]] = {
    "alarm_control_panel": {Action.TURN_ON: Action.ARM, Action.TURN_OFF: Action.DISARM},
    "cover": _OPEN_CLOSE,
    "lawn_mower": {Action.TURN_ON: Action.START, Action.PLAY: Action.START},
    "lock": {Action.TURN_ON: Action.LOCK, Action.CLOSE: Action.LOCK, Action.TURN_OFF: Action.UNLOCK},
    "valve": _OPEN_CLOSE,
}

# What the calls of grounding amount to, by which those that bring a former state back are judged.
# A call that is not here is refused.
_CALLED: Mapping[str, Action] = {
    "alarm_arm_away": Action.ARM,
    "alarm_arm_custom_bypass": Action.ARM,
    "alarm_arm_home": Action.ARM,
    "alarm_arm_night": Action.ARM,
    "alarm_arm_vacation": Action.ARM,
    "alarm_disarm": Action.DISARM,
    "close_cover": Action.CLOSE,
    "close_cover_tilt": Action.CLOSE,
    "close_valve": Action.CLOSE,
    "dock": Action.DOCK,
    "lock": Action.LOCK,
    "media_next_track": Action.NEXT,
    "media_pause": Action.PAUSE,
    "media_play": Action.PLAY,
    "media_previous_track": Action.PREVIOUS,
    "media_stop": Action.STOP,
    "open": Action.OPEN,
    "open_cover": Action.OPEN,
    "open_cover_tilt": Action.OPEN,
    "open_valve": Action.OPEN,
    "oscillate": Action.SET,
    "pause": Action.PAUSE,
    "press": Action.PRESS,
    "return_to_base": Action.DOCK,
    "select_option": Action.SET,
    "select_source": Action.SET,
    "set_away_mode": Action.SET,
    "set_cover_position": Action.SET,
    "set_cover_tilt_position": Action.SET,
    "set_direction": Action.SET,
    "set_fan_mode": Action.SET,
    "set_fan_speed": Action.SET,
    "set_humidity": Action.SET,
    "set_hvac_mode": Action.SET,
    "set_mode": Action.SET,
    "set_operation_mode": Action.SET,
    "set_percentage": Action.SET,
    "set_preset_mode": Action.SET,
    "set_swing_mode": Action.SET,
    "set_temperature": Action.SET,
    "set_value": Action.SET,
    "set_valve_position": Action.SET,
    "start": Action.START,
    "start_mowing": Action.START,
    "stop": Action.STOP,
    "stop_cover": Action.STOP,
    "stop_cover_tilt": Action.STOP,
    "stop_valve": Action.STOP,
    "turn_off": Action.TURN_OFF,
    "turn_on": Action.TURN_ON,
    "unlock": Action.UNLOCK,
    "volume_down": Action.ADJUST,
    "volume_mute": Action.MUTE,
    "volume_set": Action.SET,
    "volume_up": Action.ADJUST,
}
# Positions that are an act of their own.
_ENDS: Mapping[float | None, Action] = {0.0: Action.CLOSE, 100.0: Action.OPEN}


def risk_of(act: Act, entity: Entity, state: State | None) -> Risk | None:
    """Return the risk of an act on an entity, `None` for what is not known and so not allowed."""
    table = _RISKS.get(entity.domain)
    if table is None:
        return None
    if entity.domain == "cover" and _is_guarded(entity, state):
        table = _GUARDED
    risk = table.get(meaning(entity.domain, act.action))
    if table is _GUARDED and risk is Risk.HIGH and _closes(act, state):
        return Risk.SENSITIVE
    return risk


def act_of(call: Call) -> Act | None:
    """Return the act that a call amounts to, `None` when it is not one of an agent's."""
    action = _CALLED.get(call.service)
    if action is None or call.domain not in _RISKS:
        return None
    position = as_number(call.data.get("position"))
    if position in _ENDS:
        return Act(action=_ENDS[position], entity_ids=call.entity_ids)
    mode = call.data.get("hvac_mode", call.data.get("operation_mode"))
    if mode is not None:
        action = Action.TURN_OFF if mode == "off" else Action.TURN_ON
    return Act(
        action=action,
        entity_ids=call.entity_ids,
        attribute=None if position is None else Attribute.POSITION,
        value=position,
    )


def as_members(state: State | None, states: StateReader) -> State | None:
    """Return the state of a group of covers as that of one that keeps people out, where one of them does.

    Where such a group stands says nothing of that one: its position is left out.
    """
    if state is None or not state.entity_id.startswith("cover."):
        return state
    classes = _GUARDED_COVERS.intersection(
        str(found.attributes.get("device_class")) for found in _members(state, states)
    )
    if not classes:
        return state
    kept = {name: value for name, value in state.attributes.items() if name != "current_position"}
    return replace(state, attributes={**kept, "device_class": min(classes)})


def _members(state: State, states: StateReader) -> Iterator[State]:
    """Yield the states of all that is in a group, and in the groups in it."""
    seen, left = {state.entity_id}, [state]
    while left:
        members = left.pop().attributes.get("entity_id")
        for entity_id in members if isinstance(members, list | tuple | set | frozenset) else ():
            if entity_id not in seen and (found := states(entity_id)) is not None:
                seen.add(entity_id)
                left.append(found)
                yield found


def meaning(domain: str, action: Action) -> Action:
    """Return what an action amounts to on a kind of device: to turn a lock off is to unlock it."""
    return _MEANINGS.get(domain, {}).get(action, action)


def _is_guarded(entity: Entity, state: State | None) -> bool:
    """Return whether the registry or the state says that the cover keeps people out."""
    shown = state.attributes.get("device_class") if state else None
    return entity.device_class in _GUARDED_COVERS or shown in _GUARDED_COVERS


def _closes(act: Act, state: State | None) -> bool:
    """Return whether an act on a guarded opening surely leaves it less open than now."""
    if act.attribute is not Attribute.POSITION:
        return False
    value = as_number(act.value)
    if value is None:
        return False
    if act.action is Action.ADJUST:
        return value < 0
    now = number_of(state, "current_position") if state else None
    return value == 0 or (now is not None and value < now)
