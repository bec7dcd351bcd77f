"""Acts of a person's own hand: which count for a habit, and what each asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..language.request import Act, Action, Attribute, Value

type Data = Mapping[str, Value]

# What may become a habit: the action of Home Assistant, what it asks for, and the fields of its data that are kept.
# What guards the home (locks, alarms, doors, valves, sirens) is never offered to happen by itself.
_PLAIN: Mapping[str, Action] = {
    "turn_on": Action.TURN_ON,
    "turn_off": Action.TURN_OFF,
    "open_cover": Action.OPEN,
    "close_cover": Action.CLOSE,
    "media_play": Action.PLAY,
    "media_pause": Action.PAUSE,
    "start": Action.START,
    "return_to_base": Action.DOCK,
}
_VALUED: Mapping[str, tuple[str, Attribute]] = {
    "set_temperature": ("temperature", Attribute.TEMPERATURE),
    "set_hvac_mode": ("hvac_mode", Attribute.HVAC_MODE),
    "set_preset_mode": ("preset_mode", Attribute.PRESET_MODE),
    "set_humidity": ("humidity", Attribute.HUMIDITY),
    "set_cover_position": ("position", Attribute.POSITION),
    "volume_set": ("volume_level", Attribute.VOLUME),
    "set_percentage": ("percentage", Attribute.FAN_SPEED),
}
_DOMAINS = frozenset(
    ("light", "switch", "fan", "climate", "cover", "media_player", "scene", "humidifier", "vacuum", "input_boolean")
)
_GUARDING = frozenset(("garage", "door", "gate", "window"))
"""Device classes of covers that nobody wants to open by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualAct:
    """One thing that somebody did to one device, at a moment on the home's clocks."""

    at: datetime
    user_id: str
    entity_id: str
    domain: str
    service: str
    data: Data = field(default_factory=dict)

    @property
    def deed(self) -> Deed:
        """Return what was done, whenever and by whom."""
        return Deed(self.entity_id, self.domain, self.service, tuple(sorted(self.data.items())))


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """What is done to a device: an action of Home Assistant with its data."""

    entity_id: str
    domain: str
    service: str
    data: tuple[tuple[str, Value], ...] = ()

    def act(self) -> Act:
        """Return it as a wish, for which there are words."""
        if self.service in _VALUED:
            name, attribute = _VALUED[self.service]
            value = dict(self.data)[name]
            if attribute is Attribute.VOLUME and isinstance(value, int | float):
                value = round(value * 100)
            return Act(action=Action.SET, entity_ids=(self.entity_id,), attribute=attribute, value=value)
        return Act(
            action=Action.ACTIVATE if self.domain == "scene" else _PLAIN[self.service], entity_ids=(self.entity_id,)
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {"entity_id": self.entity_id, "domain": self.domain, "service": self.service, "data": dict(self.data)}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Deed:
        """Return what `to_json` wrote; raise `KeyError` for other data."""
        return Deed(data["entity_id"], data["domain"], data["service"], tuple(sorted(data["data"].items())))


def may_be_offered(domain: str, device_class: str | None) -> bool:
    """Return whether an act on a device may be offered: what guards the home never is."""
    return domain in _DOMAINS and device_class not in _GUARDING


def kept_data(domain: str, service: str, data: Mapping[str, Any], device_class: str | None = None) -> Data | None:
    """Return what of an action's data is kept, `None` when the action can become no habit."""
    if not may_be_offered(domain, device_class):
        return None
    if service in _PLAIN:
        return {}
    if service not in _VALUED:
        return None
    value = data.get(_VALUED[service][0])
    return {_VALUED[service][0]: value} if isinstance(value, str | int | float) else None
