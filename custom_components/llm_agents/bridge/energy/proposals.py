"""Assets that a home probably has, from the Energy dashboard's preferences and what stands on the same devices."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant, State
from homeassistant.util.unit_conversion import EnergyConverter, PowerConverter

from ...const import DOMAIN
from ...core.energy.asset_codec import EntityRole, Outlook
from ...core.energy.assets import AssetKind
from ...core.energy.controls import MODES, Actuator
from ...core.energy.modes import Mode
from ...core.energy.proposing import options_by_mode
from .beside import entities_beside, first, number_of, reading, unit_of
from .preferences import Preferences, async_preferences
from .tariff_proposals import async_tariff

_FORECAST_SOLAR = "forecast_solar"
_HOURS_TO_FILL = 2.0  # a battery is mostly charged and discharged in no less


@dataclass(slots=True)
class Proposal:
    """An asset as data of `asset_codec`, with a name; `stat` is the dashboard's statistic by which it is known."""

    kind: AssetKind
    name: str
    stat: str
    parameters: dict[str, Any] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    inverted: bool = False
    control: dict[str, Any] = field(default_factory=dict)
    forecast: dict[str, Any] = field(default_factory=dict)
    tariff: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Return the data of the asset's subentry."""
        data: dict[str, Any] = {
            "kind": self.kind.value,
            "parameters": self.parameters,
            "entities": self.entities,
            "inverted": self.inverted,
            "control": self.control,
        }
        if self.kind is AssetKind.PHOTOVOLTAICS:
            data["forecast"] = self.forecast
        if self.kind is AssetKind.GRID:
            data["tariff"] = self.tariff
        return data


async def async_proposals(
    hass: HomeAssistant, names: Mapping[AssetKind, str], taken: Collection[str] = ()
) -> list[Proposal]:
    """Return the assets that the Energy dashboard tells of; those whose entities are taken by an asset are left out.

    `names` says what an asset is called that has no name.
    """
    preferences = await async_preferences(hass)
    found = [
        *[await _grid(hass, one, names) for one in preferences.grids[:1]],
        *[_panels(hass, one, names) for one in preferences.panels],
        *[await _battery(hass, one, names) for one in preferences.batteries],
        *[one for device in preferences.devices if (one := _device(hass, device, preferences, names)) is not None],
    ]
    return [proposal for proposal in found if not set(proposal.entities.values()) & set(taken)]


async def _grid(hass: HomeAssistant, told: Mapping[str, Any], names: Mapping[AssetKind, str]) -> Proposal:
    found = Proposal(AssetKind.GRID, _name(told, names, AssetKind.GRID), str(told.get("stat_energy_from") or ""))
    _flows(found, told)
    if carbon := _carbon(hass):
        found.entities[EntityRole.CARBON] = carbon
    found.tariff = await async_tariff(hass, told)
    return found


def _panels(hass: HomeAssistant, told: Mapping[str, Any], names: Mapping[AssetKind, str]) -> Proposal:
    found = Proposal(AssetKind.PHOTOVOLTAICS, _name(told, names, AssetKind.PHOTOVOLTAICS), told["stat_energy_from"])
    _flows(found, told)
    entries = [one for one in told.get("config_entry_solar_forecast") or () if _is_foreign(hass, one)]
    found.parameters = panels_of(hass, entries)
    if entries:
        found.forecast = {"source": Outlook.DASHBOARD.value, "entries": entries}
    elif entities := forecast_entities(hass):
        found.forecast = {"source": Outlook.ENTITIES.value, "entities": entities}
    else:
        found.forecast = {"source": Outlook.OWN.value}
    if weather := next(iter(sorted(hass.states.async_entity_ids("weather"))), None):
        found.entities[EntityRole.WEATHER] = weather
    return found


def _is_foreign(hass: HomeAssistant, entry_id: str) -> bool:
    """Return whether a forecast is another integration's: our own is made of what is set up here."""
    entry = hass.config_entries.async_get_entry(entry_id)
    return entry is not None and entry.domain != DOMAIN


def panels_of(hass: HomeAssistant, entries: Iterable[str]) -> dict[str, Any]:
    """Return power and orientation of panels from the entries that forecast them; 5 kW to the south where none tells."""
    planes: list[Mapping[str, Any]] = []
    for entry_id in entries:
        entry = hass.config_entries.async_get_entry(entry_id)
        if entry is not None and entry.domain == _FORECAST_SOLAR:
            planes += [subentry.data for subentry in entry.subentries.values()] or [entry.options]
    planes = [plane for plane in planes if number_of(plane.get("modules_power"))]
    watts = [float(plane["modules_power"]) for plane in planes]
    if not watts:
        return {"peak_kw": 5.0}
    largest = planes[watts.index(max(watts))]
    orientation = {"tilt": number_of(largest.get("declination")), "azimuth": number_of(largest.get("azimuth"))}
    return {"peak_kw": sum(watts) / 1000} | {name: value for name, value in orientation.items() if value is not None}


def forecast_entities(hass: HomeAssistant) -> list[str]:
    """Return the entities whose attributes hold a solar forecast."""
    shapes = ("detailedForecast", "watts", "wh_period")
    return sorted(
        state.entity_id
        for state in hass.states.async_all("sensor")
        if any(isinstance(state.attributes.get(shape), list | Mapping) for shape in shapes)
    )


async def _battery(hass: HomeAssistant, told: Mapping[str, Any], names: Mapping[AssetKind, str]) -> Proposal:
    found = Proposal(AssetKind.BATTERY, _name(told, names, AssetKind.BATTERY), told["stat_energy_from"])
    _flows(found, told)
    beside = entities_beside(hass, found.entities.values())
    soc = told.get("stat_soc") or first(beside, "sensor", device_class="battery", unit="%")
    if soc:
        found.entities[EntityRole.SOC] = soc
    capacity = told.get("capacity") or reading(beside, "sensor", EnergyConverter, "kWh", "capacity") or 10.0
    power = round(capacity / _HOURS_TO_FILL, 1)
    charge = reading(beside, "sensor", PowerConverter, "kW", "charg") or power
    found.parameters = {"capacity_kwh": float(capacity), "charge_kw": charge, "discharge_kw": charge}
    found.control = await async_battery_control(hass, beside)
    return found


async def async_battery_control(hass: HomeAssistant, beside: Sequence[State]) -> dict[str, Any]:
    """Return the select of a battery's modes with its options, and the number of its charging power."""
    control: dict[str, Any] = {}
    best: dict[Mode, str] = {}
    for state in beside:
        if state.domain in {"select", "input_select"}:
            options = await async_options(hass, state.entity_id, AssetKind.BATTERY)
            if len(options) > max(len(best), 1):
                best, control[Actuator.MODE.value] = options, state.entity_id
    if best:
        control["options"] = {mode.value: option for mode, option in best.items()}
    numbers = [state for state in beside if state.domain == "number" and unit_of(state) in PowerConverter.VALID_UNITS]
    for actuator, word in ((Actuator.DISCHARGE_POWER, "discharg"), (Actuator.CHARGE_POWER, "charg")):
        number = next((state for state in numbers if word in state.entity_id), None)
        if number is not None:
            control[actuator.value] = number.entity_id
            numbers.remove(number)
    return control


async def async_options(hass: HomeAssistant, entity_id: str, kind: AssetKind) -> dict[Mode, str]:
    """Return which option of a select is probably which mode of a kind of asset."""
    state = hass.states.get(entity_id)
    options = state.attributes.get("options") if state else None
    if not isinstance(options, list):
        return {}
    return await hass.async_add_executor_job(options_by_mode, [str(one) for one in options], MODES.get(kind, ()))


def _device(
    hass: HomeAssistant, told: Mapping[str, Any], preferences: Preferences, names: Mapping[AssetKind, str]
) -> Proposal | None:
    """Return the asset of a device whose consumption is listed, where its own entities tell what it is."""
    stat, rate = told["stat_consumption"], told.get("stat_rate")
    beside = entities_beside(hass, [stat, *([rate] if rate else [])])
    domains = {state.domain for state in beside}
    entities = {EntityRole.ENERGY_TO.value: stat} | ({EntityRole.POWER.value: rate} if rate else {})
    kind, parameters, control, more = _recognised(beside, domains)
    if kind is None or any(one.get("included_in_stat") == stat for one in preferences.devices):
        return None
    return Proposal(
        kind,
        told.get("name") or _device_name(hass, stat) or names[kind],
        stat,
        parameters,
        entities | more,
        control=control,
    )


def _recognised(
    beside: Sequence[State], domains: Collection[str]
) -> tuple[AssetKind | None, dict[str, Any], dict[str, Any], dict[str, str]]:
    """Return what a device is by the entities beside its meter: kind, parameters, control and other entities."""
    current = next((s for s in beside if s.domain == "number" and unit_of(s) == "A"), None)
    plugged = next(
        (s for s in beside if s.attributes.get(ATTR_DEVICE_CLASS) == "plug" and s.domain == "binary_sensor"), None
    )
    switch = first(beside, "switch")
    if current is not None and (switch or plugged):
        control = {Actuator.CURRENT.value: current.entity_id} | ({Actuator.SWITCH.value: switch} if switch else {})
        more = {EntityRole.PLUGGED.value: plugged.entity_id} if plugged else {}
        if soc := first(beside, "sensor", device_class="battery", unit="%"):
            more[EntityRole.SOC.value] = soc
        return AssetKind.VEHICLE, {"capacity_kwh": 60.0}, control, more
    if heater := first(beside, "water_heater"):
        parameters: dict[str, Any] = {"litres": 200.0, "heater_kw": 2.0}
        return AssetKind.WATER_HEATER, parameters, {Actuator.WATER_HEATER.value: heater}, {"temperature": heater}
    if climate := first(beside, "climate"):
        return AssetKind.ZONE, {"maximum_kw": 2.0}, {Actuator.CLIMATE.value: climate}, {"temperature": climate}
    ready = next((s.entity_id for s in beside if s.domain == "binary_sensor" and "remote" in s.entity_id), None)
    start = first(beside, "button")
    if "binary_sensor" in domains and ready and start:
        profile = {"profile": [2.0, 0.3, 0.3, 1.0, 0.3, 0.2], "step_minutes": 15}
        return AssetKind.APPLIANCE, profile, {Actuator.START.value: start}, {EntityRole.READY.value: ready}
    return None, {}, {}, {}


def _flows(found: Proposal, told: Mapping[str, Any]) -> None:
    """Note the counters and the power sensors of a source, in whichever form they were given."""
    config = told.get("power_config") or {}
    roles = {
        EntityRole.ENERGY_FROM: told.get("stat_energy_from"),
        EntityRole.ENERGY_TO: told.get("stat_energy_to"),
        EntityRole.POWER_FROM: config.get("stat_rate_from"),
        EntityRole.POWER_TO: config.get("stat_rate_to"),
    }
    if not roles[EntityRole.POWER_FROM]:
        roles[EntityRole.POWER] = config.get("stat_rate_inverted") or config.get("stat_rate") or told.get("stat_rate")
    found.entities |= {role.value: name for role, name in roles.items() if name}
    found.inverted = bool(config.get("stat_rate_inverted"))


def _name(told: Mapping[str, Any], names: Mapping[AssetKind, str], kind: AssetKind) -> str:
    return str(told.get("name") or names[kind])


def _device_name(hass: HomeAssistant, entity_id: str) -> str | None:
    state = hass.states.get(entity_id)
    return state.name if state else None


def _carbon(hass: HomeAssistant) -> str | None:
    """Return the sensor of the grid's carbon intensity, by its unit."""
    return next(
        (
            state.entity_id
            for state in hass.states.async_all("sensor")
            if unit_of(state).lower().startswith(("gco2", "kgco2")) and unit_of(state).lower().endswith("/kwh")
        ),
        None,
    )
