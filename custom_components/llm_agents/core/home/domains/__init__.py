"""How each domain of Home Assistant is acted on, read back and restored."""

from collections.abc import Mapping

from .base import Domain, alike
from .choice import NUMBER, SELECT
from .climate import CLIMATE
from .cover import COVER, VALVE
from .fan import FAN
from .light import LIGHT
from .media import MEDIA_PLAYER
from .momentary import BUTTON, SCENE, SCRIPT
from .onoff import ON_OFF, REMOTE, SIREN
from .robots import LAWN_MOWER, VACUUM
from .security import ALARM, LOCK
from .water import HUMIDIFIER, WATER_HEATER

__all__ = ["DOMAINS", "Domain", "alike"]

# What is not here cannot be acted on at all.
DOMAINS: Mapping[str, Domain] = {
    "alarm_control_panel": ALARM,
    "button": BUTTON,
    "climate": CLIMATE,
    "cover": COVER,
    "fan": FAN,
    "humidifier": HUMIDIFIER,
    "input_boolean": ON_OFF,
    "input_button": BUTTON,
    "input_number": NUMBER,
    "input_select": SELECT,
    "lawn_mower": LAWN_MOWER,
    "light": LIGHT,
    "lock": LOCK,
    "media_player": MEDIA_PLAYER,
    "number": NUMBER,
    "remote": REMOTE,
    "scene": SCENE,
    "script": SCRIPT,
    "select": SELECT,
    "siren": SIREN,
    "switch": ON_OFF,
    "vacuum": VACUUM,
    "valve": VALVE,
    "water_heater": WATER_HEATER,
}
