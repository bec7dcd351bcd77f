"""What entities measure, in the core's units: kW, kWh, °C, shares of 0 to 1, A."""

from collections.abc import Mapping
import math

from homeassistant.const import ATTR_TEMPERATURE, ATTR_UNIT_OF_MEASUREMENT, UnitOfEnergy, UnitOfPower, UnitOfTemperature
from homeassistant.core import HomeAssistant, State
from homeassistant.util.unit_conversion import EnergyConverter, PowerConverter, TemperatureConverter

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import AssetKind, Battery, Vehicle

_POWERS = frozenset({EntityRole.POWER, EntityRole.POWER_FROM, EntityRole.POWER_TO})
_ENERGIES = frozenset({EntityRole.ENERGY_FROM, EntityRole.ENERGY_TO})
_TEMPERATURES = frozenset({EntityRole.TEMPERATURE, EntityRole.TEMPERATURE_LOWER, EntityRole.OUTDOOR})
_MUTE = frozenset({"unavailable", "unknown", ""})
# States of enumerations and of the charging standard IEC 61851 (B: connected, C: charging), as entities write them.
_ON = frozenset(
    {"on", "home", "connected", "plugged", "plugged_in", "charging", "ready", "complete", "true", "1"}
    | {"b", "c", "b1", "b2", "c1", "c2", "awaiting_start", "ready_to_charge", "completed", "paused", "finished"}
)
_OF_THERMOSTAT: Mapping[str, tuple[str, str]] = {
    "climate": ("current_temperature", ""),
    "water_heater": ("current_temperature", ""),
    "weather": (ATTR_TEMPERATURE, "temperature_unit"),
}


def measured_number(hass: HomeAssistant, entry: AssetEntry, role: EntityRole) -> float | None:
    """Return what an entity measures in the core's unit; `None` if it says nothing or in another quantity.

    Powers have the sensor's own sign: `measured_power` has the asset's.
    """
    entity_id = entry.entities.get(role)
    state = hass.states.get(entity_id) if entity_id else None
    if state is None or state.state in _MUTE:
        return None
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    if role in _TEMPERATURES:
        return _temperature(hass, state)
    number = _number(state.state)
    if number is None:
        return None
    if role in _POWERS:
        return _converted(PowerConverter, number, unit, UnitOfPower.KILO_WATT)
    if role in _ENERGIES:
        return _converted(EnergyConverter, number, unit, UnitOfEnergy.KILO_WATT_HOUR)
    if role is EntityRole.SOC:
        return _share(number, unit, entry)
    return number


def measured_power(hass: HomeAssistant, entry: AssetEntry) -> float | None:
    """Return an asset's power in kW: import of the grid, production of panels, what all others take (a battery charging)."""
    out = measured_number(hass, entry, EntityRole.POWER_FROM)
    into = measured_number(hass, entry, EntityRole.POWER_TO)
    told: float | None
    if {EntityRole.POWER_FROM, EntityRole.POWER_TO} & entry.entities.keys():
        missing = (out is None and EntityRole.POWER_FROM in entry.entities) or (
            into is None and EntityRole.POWER_TO in entry.entities
        )
        told = None if missing else (out or 0.0) - (into or 0.0)
    else:
        told = measured_number(hass, entry, EntityRole.POWER)
    return None if told is None else told * sign_of(entry)


def sign_of(entry: AssetEntry) -> int:
    """Return what makes the sign of an asset's power sensor that of the plan."""
    sign = -1 if entry.kind is AssetKind.BATTERY else 1  # the Energy dashboard counts discharge as positive
    two = EntityRole.POWER_FROM in entry.entities or EntityRole.POWER_TO in entry.entities
    return -sign if entry.inverted and not two else sign


def is_on(hass: HomeAssistant, entry: AssetEntry, role: EntityRole) -> bool | None:
    """Return whether an entity is on, plugged in, at home or ready; `None` if it does not say."""
    entity_id = entry.entities.get(role)
    state = hass.states.get(entity_id) if entity_id else None
    return None if state is None else says_on(state.state)


def says_on(state: str) -> bool | None:
    """Return whether a state means on; `None` for one that says nothing."""
    return None if state in _MUTE else state.casefold().replace(" ", "_") in _ON


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _converted(
    converter: type[PowerConverter | EnergyConverter], number: float, unit: str | None, into: str
) -> float | None:
    return converter.convert(number, unit, into) if unit in converter.VALID_UNITS else None


def _temperature(hass: HomeAssistant, state: State) -> float | None:
    of = _OF_THERMOSTAT.get(state.domain)
    if of is None:
        number, unit = _number(state.state), state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    else:
        told = state.attributes.get(of[0])
        number = float(told) if isinstance(told, int | float) else None
        unit = state.attributes.get(of[1]) or hass.config.units.temperature_unit
    if number is None or unit not in TemperatureConverter.VALID_UNITS:
        return None
    return TemperatureConverter.convert(number, unit, UnitOfTemperature.CELSIUS)


def _share(number: float, unit: str | None, entry: AssetEntry) -> float | None:
    """Return a state of charge from percent, or from energy that is stored; `None` for what cannot be one."""
    asset = entry.asset
    if unit in EnergyConverter.VALID_UNITS and isinstance(asset, Battery | Vehicle):
        share = EnergyConverter.convert(number, unit, UnitOfEnergy.KILO_WATT_HOUR) / asset.capacity_kwh
    else:
        share = number / 100 if unit == "%" or number > 1 else number
    return share if 0 <= share <= 1.001 else None
