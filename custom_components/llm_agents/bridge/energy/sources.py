"""What entities and actions say, as the core's inputs: prices, carbon, forecasts of sun and weather."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import voluptuous as vol

from homeassistant.const import ATTR_SUPPORTED_FEATURES, ATTR_UNIT_OF_MEASUREMENT, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_conversion import TemperatureConverter

from ...const import DOMAIN
from ...core.energy.asset_codec import AssetEntry, EntityRole, Outlook
from ...core.energy.steps import Series
from ...core.energy.tariffs.bad_input import BadInput
from ...core.energy.tariffs.carbon import read_carbon
from ...core.energy.tariffs.codec import tariff_from_data
from ...core.energy.tariffs.instants import instants_of
from ...core.energy.tariffs.series import series_of
from ...core.energy.tariffs.slots import Row, Slots, cut, slots_of
from ...core.energy.tariffs.solar import SolarSlots, read_solar, together
from ...core.energy.tariffs.tables import number_of
from ...core.energy.tariffs.tariff import Window
from ..actions import read_action
from .measuring import is_on, measured_number, measured_power
from .spot import async_priced

__all__ = [
    "Finding",
    "Prices",
    "Solar",
    "Weather",
    "async_carbon",
    "async_prices",
    "async_solar",
    "async_weather",
    "is_on",
    "measured_number",
    "measured_power",
]

_SECONDS = 60.0
_KINDS = {"hourly": 2, "daily": 1}  # of forecasts, and the feature of a weather entity that has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why an input could not be read or is doubtful: a key of the words and its placeholders."""

    key: str
    placeholders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """Prices in currency/kWh with all taxes and fees, as far as they are known; `None` where nothing is.

    `known_until` is the instant up to which import prices are published (fixed ones: infinite).
    """

    import_price: Series | None
    export_price: Series | None
    known_until: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solar:
    """Forecast production in kW: the mean, and the 10 % and 90 % quantiles where the source has them."""

    mean: Series
    low: Series | None = None
    high: Series | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weather:
    """Forecast outdoor temperature in °C, and cloud cover (0..1) where the source has it."""

    temperature: Series
    cloud: Series | None = None


async def async_prices(
    hass: HomeAssistant, grid: AssetEntry, start: float, end: float, used_kwh: float = 0.0
) -> Prices:
    """Return the prices between two instants; `used_kwh` is what was imported this month (for tiers)."""
    window = Window(start=start, end=end, zone=dt_util.get_default_time_zone(), used_kwh=used_kwh)
    try:
        priced, faults = await async_priced(hass, tariff_from_data(grid.tariff), window)
    except BadInput as fault:
        return Prices(import_price=None, export_price=None, known_until=start, findings=(_finding(fault),))
    return Prices(
        import_price=_series(priced.buying),
        export_price=_series(priced.selling),
        known_until=priced.known_until,
        findings=tuple(map(_finding, faults)),
    )


async def async_carbon(hass: HomeAssistant, grid: AssetEntry, start: float, end: float) -> Series | None:
    """Return the carbon intensity of the grid in kg/kWh; without a forecast the present one holds throughout."""
    state = hass.states.get(grid.entities.get(EntityRole.CARBON, ""))
    if state is None:
        return None
    unit, zone = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT), dt_util.get_default_time_zone()
    try:
        slots = read_carbon(dict(state.attributes), zone, start, state.state, unit, hold=end - start)
    except BadInput:
        return None
    return _series(cut(slots, start, end))


async def async_solar(hass: HomeAssistant, panels: AssetEntry) -> Solar | None:
    """Return the forecast that an installed source has for panels; `None` for `Outlook.OWN` or where none says anything."""
    match panels.forecast.source:
        case Outlook.DASHBOARD:
            groups, faults = await _of_entries(hass, panels.forecast.entries)
        case Outlook.ENTITIES:
            groups, faults = _of_entities(hass, panels.forecast.entities)
        case _:
            return None
    try:
        found = together(groups) if groups and not faults else None
    except BadInput:
        found = None
    if found is None or not found.mean:
        return None
    low, high = _series(found.low), _series(found.high)
    return Solar(mean=series_of(found.mean), low=low, high=high)


async def _of_entries(hass: HomeAssistant, entries: tuple[str, ...]) -> tuple[list[list[SolarSlots]], list[BadInput]]:
    """Return what solar forecasts of the energy platform say, each an array of its own."""
    # Loaded here: the energy component is set up only where there is an Energy dashboard.
    from homeassistant.components.energy.websocket_api import async_get_energy_platforms

    platforms = await async_get_energy_platforms(hass)
    groups: list[list[SolarSlots]] = []
    faults: list[BadInput] = []
    for entry_id in entries:
        entry = hass.config_entries.async_get_entry(entry_id)
        ask = platforms.get(entry.domain) if entry and entry.domain != DOMAIN else None
        try:
            told: Any = await ask(hass, entry_id) if ask else None
            groups.append([read_solar(told or {}, dt_util.get_default_time_zone())])
        except BadInput as fault:
            faults.append(fault)
        except Exception as error:  # noqa: BLE001 - what another integration may raise is not known
            faults.append(BadInput("unavailable", {"entity": str(error) or type(error).__name__}))
    return groups, faults


def _of_entities(hass: HomeAssistant, entities: tuple[str, ...]) -> tuple[list[list[SolarSlots]], list[BadInput]]:
    """Return what forecast entities say: those of one device are days of one array, others are arrays that add up."""
    registry = er.async_get(hass)
    groups: defaultdict[str, list[SolarSlots]] = defaultdict(list)
    faults: list[BadInput] = []
    for entity_id in entities:
        state, known = hass.states.get(entity_id), registry.async_get(entity_id)
        if state is None or state.state == "unavailable":
            faults.append(BadInput("unavailable", {"entity": entity_id}))
            continue
        try:
            unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
            told = read_solar(dict(state.attributes), dt_util.get_default_time_zone(), unit)
        except BadInput as fault:
            faults.append(fault)
            continue
        groups[known.device_id if known and known.device_id else _days_of(told, groups, entity_id)].append(told)
    return list(groups.values()), faults


def _days_of(told: SolarSlots, groups: Mapping[str, list[SolarSlots]], entity_id: str) -> str:
    """Return the group of an entity without a device: the first one that says nothing of its time, else its own."""
    for name, parts in groups.items():
        if all(part.mean[-1].end <= told.mean[0].start or told.mean[-1].end <= part.mean[0].start for part in parts):
            return name
    return entity_id


async def async_weather(hass: HomeAssistant, entity_id: str) -> Weather | None:
    """Return the hourly (else daily) forecast of a weather entity; `None` where it has none."""
    state = hass.states.get(entity_id)
    features = int(state.attributes.get(ATTR_SUPPORTED_FEATURES) or 0) if state else 0
    kind = next((kind for kind, feature in _KINDS.items() if features & feature), None)
    if state is None or kind is None:
        return None
    data = {"entity_id": entity_id, "type": kind}
    try:
        told = await read_action(hass, "weather", "get_forecasts", data, _SECONDS)
    except HomeAssistantError, vol.Invalid, TimeoutError:
        return None
    entries = (told.get(entity_id) or {}).get("forecast") or []
    unit = state.attributes.get("temperature_unit") or hass.config.units.temperature_unit
    mean = _mean_of_day if kind == "daily" else _of_hour
    temperature = _rows(entries, lambda entry: mean(entry, unit))
    cloud = _rows(entries, lambda entry: _cover(entry.get("cloud_coverage")))
    found = _series(slots_of(temperature))
    return None if found is None else Weather(temperature=found, cloud=_series(slots_of(cloud)))


def _rows(entries: list[Mapping[str, Any]], value: Any) -> list[Row]:
    starts = instants_of((entry.get("datetime") for entry in entries), dt_util.get_default_time_zone())
    return [(at, None, value(entry)) for at, entry in zip(starts, entries, strict=True) if at is not None]


def _of_hour(entry: Mapping[str, Any], unit: str) -> float | None:
    number = number_of(entry.get("temperature"))
    return None if number is None else TemperatureConverter.convert(number, unit, UnitOfTemperature.CELSIUS)


def _mean_of_day(entry: Mapping[str, Any], unit: str) -> float | None:
    high, low = number_of(entry.get("temperature")), number_of(entry.get("templow"))
    if high is None:
        return None
    mean = high if low is None else (high + low) / 2
    return TemperatureConverter.convert(mean, unit, UnitOfTemperature.CELSIUS)


def _cover(value: Any) -> float | None:
    number = number_of(value)
    return None if number is None or not 0 <= number <= 100 else number / 100


def _series(slots: Slots) -> Series | None:
    return series_of(slots) if slots else None


def _finding(fault: BadInput) -> Finding:
    return Finding(key=f"prices_{fault.key}", placeholders=fault.placeholders)
