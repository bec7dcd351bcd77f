"""Which entities an asset is controlled by, as its owner bound them: no numpy, read by forms and the desk alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .assets import AssetKind
from .bad_asset import BadAsset
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
    START = "start"  # what starts a programme: a button, a switch, a script, a select


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
    Actuator.START: ("button", "input_button", "switch", "input_boolean", "script", "select"),
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
SCRIPTS = "scripts"
START_OPTION = "start_option"
VOLTS = "volts"
_USUAL_VOLTS = 230.0
_LEAST_VOLTS, _MOST_VOLTS = 90.0, 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """The entities that control one asset; empty for one that is only watched.

    `options` are those of its select by mode, `scripts` the scripts that set a mode instead, `start_option` is what a
    select is set to that starts a programme, `volts` what a phase of a charger has that is set in ampere.
    As data: `{"mode": "select.inverter", "charge_power": "number.x", "options": {"self_consume": "General", ...}}`.
    """

    entities: Mapping[Actuator, str] = field(default_factory=dict)
    options: Mapping[Mode, str] = field(default_factory=dict)
    scripts: Mapping[Mode, str] = field(default_factory=dict)
    start_option: str | None = None
    volts: float = _USUAL_VOLTS

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return what a subentry's `control` says; what is empty or not known is left out.

        Raises `BadAsset` for a voltage that no home has.
        """
        entities = {one: str(data[one.value]) for one in Actuator if data.get(one.value)}
        volts = data.get(VOLTS, _USUAL_VOLTS)
        if isinstance(volts, bool) or not isinstance(volts, int | float) or not _LEAST_VOLTS <= volts <= _MOST_VOLTS:
            raise BadAsset(VOLTS, "range")
        return cls(
            entities=entities,
            options=_by_mode(data.get(OPTIONS)) if Actuator.MODE in entities else {},
            scripts=_by_mode(data.get(SCRIPTS)),
            start_option=str(data[START_OPTION]) if data.get(START_OPTION) else None,
            volts=float(volts),
        )

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON data, without what is as usual."""
        data: dict[str, Any] = {one.value: entity_id for one, entity_id in self.entities.items()}
        for name, by_mode in ((OPTIONS, self.options), (SCRIPTS, self.scripts)):
            if by_mode:
                data[name] = {mode.value: text for mode, text in by_mode.items()}
        if self.start_option:
            data[START_OPTION] = self.start_option
        if self.volts != _USUAL_VOLTS:
            data[VOLTS] = self.volts
        return data

    def __bool__(self) -> bool:
        """Return whether anything is controlled."""
        return bool(self.entities or self.scripts)

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Return all entities that are written."""
        return tuple(dict.fromkeys((*self.entities.values(), *self.scripts.values())))

    def follows(self, kind: AssetKind, mode: Mode) -> bool:
        """Return whether an asset follows the meter by itself once told its mode; else its power has to be set."""
        if kind is AssetKind.BATTERY:
            return self.states(mode) or self.states(Mode.SELF_CONSUME) or Actuator.POWER not in self.entities
        return kind not in (AssetKind.VEHICLE, AssetKind.LOAD) or self.states(mode) or not self

    def states(self, mode: Mode) -> bool:
        """Return whether a select or a script names a mode."""
        return mode in self.options or mode in self.scripts

    def can(self, kind: AssetKind, mode: Mode) -> bool:
        """Return whether the asset can be brought into a mode by these entities."""
        if not self or mode not in MODES.get(kind, ()):
            return False
        if self.states(mode):
            return True
        if kind is AssetKind.BATTERY:
            return self._battery_can(mode)
        if kind is AssetKind.APPLIANCE:
            return Actuator.START in self.entities
        return bool(self.entities.keys() - {Actuator.MODE, Actuator.CURRENT}) or (
            mode is Mode.SOLAR and self.states(Mode.OFF)
        )

    def _battery_can(self, mode: Mode) -> bool:
        if Actuator.POWER in self.entities:
            return True
        limits = {Mode.HOLD: Actuator.DISCHARGE_POWER, Mode.HOLD_CHARGE: Actuator.CHARGE_POWER}
        if mode is Mode.SELF_CONSUME:
            return any(limit in self.entities for limit in limits.values())
        return mode in limits and limits[mode] in self.entities

    def modes(self, kind: AssetKind) -> tuple[Mode, ...]:
        """Return the modes that the asset can be brought into."""
        return tuple(mode for mode in MODES.get(kind, ()) if self.can(kind, mode))


def _by_mode(given: object) -> dict[Mode, str]:
    """Return texts by mode; modes that are not known are left out."""
    if not isinstance(given, Mapping):
        return {}
    return {mode: str(given[mode.value]) for mode in Mode if given.get(mode.value)}
