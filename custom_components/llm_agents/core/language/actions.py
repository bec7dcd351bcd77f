"""What an operation means for each kind of device: the typed action, attribute and value."""

from collections.abc import Mapping

from .frame import Operation
from .request import Action, Attribute

_ON_OFF = ("light", "switch", "fan", "media_player", "climate", "humidifier", "siren", "input_boolean", "water_heater")
_ROBOTS = ("vacuum", "lawn_mower")
_MOVING = ("cover", "valve")
_RUNNABLE = ("script", "scene")
_BUTTONS = ("button", "input_button")


def _table(*rows: tuple[tuple[str, ...], Action]) -> Mapping[str, Action]:
    return {domain: action for domains, action in rows for domain in domains}


ACTIONS: Mapping[Operation, Mapping[str, Action]] = {
    Operation.ON: _table(
        (_ON_OFF, Action.TURN_ON),
        (_RUNNABLE, Action.ACTIVATE),
        (_BUTTONS, Action.PRESS),
        (_ROBOTS, Action.START),
        (_MOVING, Action.OPEN),
        (("alarm_control_panel",), Action.ARM),
    ),
    Operation.OFF: _table(
        (_ON_OFF, Action.TURN_OFF),
        (("script",), Action.TURN_OFF),
        (_ROBOTS, Action.DOCK),
        (_MOVING, Action.CLOSE),
        (("alarm_control_panel",), Action.DISARM),
    ),
    Operation.TOGGLE: _table((_ON_OFF, Action.TOGGLE), (_MOVING, Action.TOGGLE), (("lock",), Action.TOGGLE)),
    Operation.OPEN: _table((_MOVING, Action.OPEN), (("lock",), Action.UNLOCK)),
    Operation.CLOSE: _table((_MOVING, Action.CLOSE), (("lock",), Action.LOCK)),
    Operation.STOP: _table(
        (_MOVING, Action.STOP),
        (_ROBOTS, Action.STOP),
        (("media_player",), Action.STOP),
        (("fan", "humidifier", "siren", "climate", "switch", "light", "script"), Action.TURN_OFF),
    ),
    Operation.LOCK: _table((("lock",), Action.LOCK), (("cover",), Action.CLOSE)),
    Operation.UNLOCK: _table((("lock",), Action.UNLOCK)),
    Operation.START: _table(
        (_ROBOTS, Action.START),
        (("media_player",), Action.PLAY),
        (_RUNNABLE, Action.ACTIVATE),
        (_BUTTONS, Action.PRESS),
        (("fan", "switch", "light", "climate", "humidifier", "siren", "input_boolean", "water_heater"), Action.TURN_ON),
        (("valve",), Action.OPEN),
    ),
    Operation.PAUSE: _table((("media_player",), Action.PAUSE), (_ROBOTS, Action.PAUSE), (("cover",), Action.STOP)),
    Operation.RESUME: _table((("media_player",), Action.PLAY), (_ROBOTS, Action.START)),
    Operation.PLAY: _table((("media_player",), Action.PLAY)),
    Operation.NEXT: _table((("media_player",), Action.NEXT)),
    Operation.PREVIOUS: _table((("media_player",), Action.PREVIOUS)),
    Operation.MUTE: _table((("media_player",), Action.MUTE)),
    Operation.UNMUTE: _table((("media_player",), Action.UNMUTE)),
    Operation.DOCK: _table((_ROBOTS, Action.DOCK)),
    Operation.CLEAN: _table((("vacuum",), Action.START)),
    Operation.MOW: _table((("lawn_mower",), Action.START)),
    Operation.WATER: _table((("valve",), Action.OPEN)),
    Operation.LIGHT: _table((("light",), Action.TURN_ON)),
    Operation.DARK: _table((("light",), Action.TURN_OFF)),
    Operation.PRESS: _table((_BUTTONS, Action.PRESS), (_RUNNABLE, Action.ACTIVATE)),
    Operation.ARM: _table((("alarm_control_panel",), Action.ARM)),
    Operation.DISARM: _table((("alarm_control_panel",), Action.DISARM)),
    Operation.RAISE: _table((("cover",), Action.OPEN)),
    Operation.LOWER: _table((("cover",), Action.CLOSE)),
}
"""The action of each operation, by domain. What is not here cannot be asked of such a device."""

_SWITCHED_LAST = frozenset((*_ROBOTS, *_MOVING, "alarm_control_panel", *_BUTTONS))
_STOPPED_LAST = frozenset(("switch", "light", "script", "climate", "siren", "humidifier"))
SECONDARY: Mapping[Operation, frozenset[str]] = {
    Operation.ON: _SWITCHED_LAST,
    Operation.OFF: _SWITCHED_LAST,
    Operation.TOGGLE: frozenset((*_MOVING, "lock")),
    Operation.STOP: _STOPPED_LAST,
    Operation.LOCK: frozenset(("cover",)),
    Operation.OPEN: frozenset(("lock",)),
    Operation.CLOSE: frozenset(("lock",)),
    Operation.PAUSE: frozenset(("cover",)),
    Operation.PRESS: frozenset(_RUNNABLE),
}
"""Domains an operation means only when nothing else that is so called can be meant."""

STATE_DOMAINS: Mapping[str, tuple[str, ...]] = {
    "playing": ("media_player",),
    "paused": ("media_player",),
    "cleaning": ("vacuum",),
    "docked": _ROBOTS,
    "mowing": ("lawn_mower",),
}
"""What can be in a state, so that `stop vacuuming` names its device."""

VALUELESS = frozenset(
    (
        Operation.OFF,
        Operation.TOGGLE,
        Operation.STOP,
        Operation.LOCK,
        Operation.UNLOCK,
        Operation.PAUSE,
        Operation.RESUME,
        Operation.NEXT,
        Operation.PREVIOUS,
        Operation.MUTE,
        Operation.UNMUTE,
        Operation.DOCK,
        Operation.CLEAN,
        Operation.MOW,
        Operation.WATER,
        Operation.DARK,
        Operation.DISARM,
    )
)
"""What takes no value: one that is said with it was not understood."""

ATTRIBUTE_DOMAINS: Mapping[Attribute, tuple[str, ...]] = {
    Attribute.BRIGHTNESS: ("light",),
    Attribute.COLOR: ("light",),
    Attribute.COLOR_TEMPERATURE: ("light",),
    Attribute.TEMPERATURE: ("climate", "water_heater"),
    Attribute.HUMIDITY: ("humidifier", "climate"),
    Attribute.HVAC_MODE: ("climate",),
    Attribute.PRESET_MODE: ("climate", "fan"),
    Attribute.FAN_MODE: ("climate",),
    Attribute.FAN_SPEED: ("fan",),
    Attribute.OSCILLATION: ("fan",),
    Attribute.POSITION: ("cover", "valve"),
    Attribute.TILT: ("cover",),
    Attribute.VOLUME: ("media_player",),
    Attribute.SOURCE: ("media_player",),
    Attribute.MODE: ("humidifier", "water_heater"),
    Attribute.OPTION: ("select", "input_select"),
    Attribute.NUMBER: ("number", "input_number"),
}

DEFAULT_ATTRIBUTE: Mapping[str, Attribute] = {
    "light": Attribute.BRIGHTNESS,
    "fan": Attribute.FAN_SPEED,
    "climate": Attribute.TEMPERATURE,
    "water_heater": Attribute.TEMPERATURE,
    "humidifier": Attribute.HUMIDITY,
    "cover": Attribute.POSITION,
    "valve": Attribute.POSITION,
    "media_player": Attribute.VOLUME,
    "number": Attribute.NUMBER,
    "input_number": Attribute.NUMBER,
    "select": Attribute.OPTION,
    "input_select": Attribute.OPTION,
}
"""What a bare value changes: `set the fan to 50 %`."""

PERCENT = frozenset(
    (
        Attribute.BRIGHTNESS,
        Attribute.HUMIDITY,
        Attribute.FAN_SPEED,
        Attribute.POSITION,
        Attribute.TILT,
        Attribute.VOLUME,
    )
)

STEPS: Mapping[Attribute, float] = {
    Attribute.BRIGHTNESS: 20,
    Attribute.COLOR_TEMPERATURE: 500,
    Attribute.TEMPERATURE: 1,
    Attribute.HUMIDITY: 5,
    Attribute.FAN_SPEED: 20,
    Attribute.POSITION: 20,
    Attribute.TILT: 20,
    Attribute.VOLUME: 10,
    Attribute.NUMBER: 1,
}
"""By how much a change without a number changes, in the attribute's unit."""

DEGREES = {"bit": 0.5, "lot": 2.0}

LEAST = {Attribute.BRIGHTNESS: 1.0, Attribute.FAN_SPEED: 1.0}
"""What the lowest means where nothing would be off."""

LEVELS = {
    "max": 100.0,
    "half": 50.0,
    "quarter": 25.0,
    "third": 33.0,
    "fifth": 20.0,
    "two_thirds": 67.0,
    "three_quarters": 75.0,
}

ROOM_SAYS = frozenset(
    (
        Operation.CLEAN,
        Operation.MOW,
        Operation.WATER,
        Operation.LIGHT,
        Operation.DARK,
        Operation.PLAY,
        Operation.PAUSE,
        Operation.RESUME,
        Operation.NEXT,
        Operation.PREVIOUS,
        Operation.MUTE,
        Operation.UNMUTE,
        Operation.LOCK,
        Operation.UNLOCK,
        Operation.DOCK,
    )
)
"""Verbs that say the kind of device themselves, so that a room is enough."""

HOMEWIDE = frozenset(
    (
        Operation.LIGHT,
        Operation.DARK,
        Operation.LOCK,
        Operation.CLEAN,
        Operation.PAUSE,
        Operation.MUTE,
        Operation.ARM,
        Operation.DISARM,
    )
)
"""Verbs that may be said of the whole home."""
