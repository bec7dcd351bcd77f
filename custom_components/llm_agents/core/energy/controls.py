"""Which entities an asset is controlled by, as its owner bound them: no numpy, read by forms and the desk alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .assets import AssetKind
from .modes import Mode


class Actuator(StrEnum):
    """What an entity that controls an asset is; each is a key of an asset's `control` data."""

    MODE = "mode"  # a select whose options are the asset's modes
    POWER = "power"  # a number: what the asset takes; a battery gives where it is negative
    CHARGE_POWER = "charge_power"  # a number: how fast it may charge
    DISCHARGE_POWER = "discharge_power"  # a number: how fast it may discharge
    CURRENT = "current"  # a number in ampere of each phase
    LIMIT = "limit"  # a number: how much panels may make
    SWITCH = "switch"
    CLIMATE = "climate"
    WATER_HEATER = "water_heater"
    TEMPERATURE = "temperature"  # a number: the set point
    START = "start"  # a button, switch or script that starts a programme


DOMAINS: Mapping[Actuator, tuple[str, ...]] = {
    Actuator.MODE: ("select", "input_select"),
    Actuator.POWER: ("number", "input_number"),
    Actuator.CHARGE_POWER: ("number", "input_number"),
    Actuator.DISCHARGE_POWER: ("number", "input_number"),
    Actuator.CURRENT: ("number", "input_number"),
    Actuator.LIMIT: ("number", "input_number"),
    Actuator.SWITCH: ("switch", "input_boolean"),
    Actuator.CLIMATE: ("climate",),
    Actuator.WATER_HEATER: ("water_heater",),
    Actuator.TEMPERATURE: ("number", "input_number"),
    Actuator.START: ("button", "input_button", "switch", "input_boolean", "script"),
}
"""The domains of entities that each actuator may be."""

ACTUATORS: Mapping[AssetKind, tuple[Actuator, ...]] = {
    AssetKind.GRID: (),
    AssetKind.PHOTOVOLTAICS: (Actuator.LIMIT,),
    AssetKind.BATTERY: (Actuator.MODE, Actuator.POWER, Actuator.CHARGE_POWER, Actuator.DISCHARGE_POWER),
    AssetKind.VEHICLE: (Actuator.SWITCH, Actuator.CURRENT, Actuator.MODE),
    AssetKind.ZONE: (Actuator.CLIMATE, Actuator.TEMPERATURE, Actuator.SWITCH, Actuator.MODE),
    AssetKind.WATER_HEATER: (Actuator.WATER_HEATER, Actuator.TEMPERATURE, Actuator.SWITCH, Actuator.MODE),
    AssetKind.APPLIANCE: (Actuator.START,),
    AssetKind.LOAD: (Actuator.SWITCH, Actuator.MODE),
    AssetKind.FUEL_HEATER: (Actuator.SWITCH,),
}
"""What an asset of each kind may be controlled by, the usual one first."""

_BATTERY = (Mode.SELF_CONSUME, Mode.HOLD, Mode.HOLD_CHARGE, Mode.CHARGE, Mode.EXPORT)
MODES: Mapping[AssetKind, tuple[Mode, ...]] = {
    AssetKind.BATTERY: _BATTERY,
    AssetKind.VEHICLE: (Mode.OFF, Mode.SOLAR, Mode.ON),
    AssetKind.ZONE: (Mode.OFF, Mode.ON),
    AssetKind.WATER_HEATER: (Mode.OFF, Mode.ON),
    AssetKind.APPLIANCE: (Mode.OFF, Mode.ON),
    AssetKind.LOAD: (Mode.OFF, Mode.SOLAR, Mode.ON),
    AssetKind.FUEL_HEATER: (Mode.OFF, Mode.ON),
}
"""The modes that an asset of each kind can be in; what is not here is not controlled."""

OPTIONS = "options"
"""The key under which `control` names the option of the select for each mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """The entities that control one asset, and the options of its select by mode; empty for one that is only watched.

    As data: `{"mode": "select.inverter", "charge_power": "number.x", "options": {"self_consume": "General", ...}}`.
    """

    entities: Mapping[Actuator, str] = field(default_factory=dict)
    options: Mapping[Mode, str] = field(default_factory=dict)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return what a subentry's `control` says; what is empty or not known is left out."""
        entities = {one: str(data[one.value]) for one in Actuator if data.get(one.value)}
        named = data.get(OPTIONS)
        options = {
            mode: str(named[mode.value]) for mode in Mode if isinstance(named, Mapping) and named.get(mode.value)
        }
        return cls(entities=entities, options=options if Actuator.MODE in entities else {})

    def to_data(self) -> dict[str, Any]:
        """Return what `from_data` reads."""
        data: dict[str, Any] = {actuator.value: entity for actuator, entity in self.entities.items()}
        return data | ({OPTIONS: {mode.value: option for mode, option in self.options.items()}} if self.options else {})

    def __bool__(self) -> bool:
        """Return whether anything is controlled."""
        return bool(self.entities)

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Return all entities that are written."""
        return tuple(dict.fromkeys(self.entities.values()))

    @property
    def follows_itself(self) -> bool:
        """Return whether a battery covers what the home needs by itself once told so."""
        return Mode.SELF_CONSUME in self.options or Actuator.POWER not in self.entities

    def can(self, kind: AssetKind, mode: Mode) -> bool:
        """Return whether the asset can be brought into a mode by these entities."""
        if not self or mode not in MODES.get(kind, ()):
            return False
        if kind is AssetKind.BATTERY:
            return self._battery_can(mode)
        if kind is AssetKind.APPLIANCE:
            return Actuator.START in self.entities
        return mode in self.options or any(one is not Actuator.MODE for one in self.entities)

    def _battery_can(self, mode: Mode) -> bool:
        if mode in self.options or Actuator.POWER in self.entities:
            return True
        limits = {Mode.HOLD: Actuator.DISCHARGE_POWER, Mode.HOLD_CHARGE: Actuator.CHARGE_POWER}
        if mode is Mode.SELF_CONSUME:
            return any(limit in self.entities for limit in limits.values())
        return mode in limits and limits[mode] in self.entities

    def modes(self, kind: AssetKind) -> tuple[Mode, ...]:
        """Return the modes that the asset can be brought into."""
        return tuple(mode for mode in MODES.get(kind, ()) if self.can(kind, mode))
