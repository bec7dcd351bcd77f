"""What the Energy dashboard tells of becomes assets with one confirmation."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockModule, mock_integration

from custom_components.llm_agents.bridge.energy.preferences import async_included, async_preferences
from custom_components.llm_agents.bridge.energy.proposals import async_options, async_proposals
from custom_components.llm_agents.const import DOMAIN, NAME, SUBENTRY_ASSET
from custom_components.llm_agents.core.energy.asset_codec import asset_from_data
from custom_components.llm_agents.core.energy.assets import AssetKind
from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.recorder import Recorder
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .test_asset_flow import answer

NAMES = {kind: kind.value for kind in AssetKind}
SOURCES: list[dict[str, Any]] = [
    {
        "type": "grid",
        "stat_energy_from": "sensor.grid_in",
        "stat_energy_to": "sensor.grid_out",
        "stat_cost": None,
        "entity_energy_price": "sensor.price",
        "number_energy_price": None,
        "stat_compensation": None,
        "entity_energy_price_export": None,
        "number_energy_price_export": 0.08,
        "power_config": {"stat_rate_inverted": "sensor.grid_power"},
        "cost_adjustment_day": 0.0,
    },
    {
        "type": "solar",
        "name": "Roof",
        "stat_energy_from": "sensor.sun",
        "stat_rate": "sensor.sun_power",
        "config_entry_solar_forecast": ["fs"],
    },
    {
        "type": "battery",
        "stat_energy_from": "sensor.battery_out",
        "stat_energy_to": "sensor.battery_in",
        "power_config": {"stat_rate_from": "sensor.discharging", "stat_rate_to": "sensor.charging"},
        "capacity": 12.0,
    },
]
DEVICES = [
    {"stat_consumption": "sensor.wallbox_energy", "stat_rate": "sensor.wallbox_power", "name": "Car"},
    {"stat_consumption": "sensor.flat_energy", "name": "Flat"},
    {"stat_consumption": "sensor.fan_energy", "included_in_stat": "sensor.other_energy"},
    {"stat_consumption": "sensor.other_energy"},
]


@pytest.fixture(autouse=True)
def recorded_first(recorder_mock: Recorder) -> None:
    """Begin to record before anything else."""


@pytest.fixture(name="entry")
def entry_fixture(hass: HomeAssistant) -> MockConfigEntry:
    """Return an entry that is not set up."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant) -> None:
    """Furnish a home whose Energy dashboard is set up, with an inverter and a wall box."""
    hass.config.currency = "EUR"
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "energy", {})
    mock_integration(hass, MockModule("forecast_solar"))
    forecast = MockConfigEntry(
        domain="forecast_solar",
        entry_id="fs",
        state=ConfigEntryState.LOADED,
        options={"modules_power": 7200, "declination": 35, "azimuth": 190},
    )
    forecast.add_to_hass(hass)
    _device(
        hass,
        "inverter",
        {
            "sensor.battery_out": ("10", {"unit_of_measurement": "kWh"}),
            "sensor.battery_soc": ("55", {"unit_of_measurement": "%", "device_class": "battery"}),
            "sensor.max_charging_power": ("6000", {"unit_of_measurement": "W"}),
            "select.inverter_mode": ("General", {"options": ["General", "Backup", "Eco charge", "Eco discharge"]}),
            "number.charging_limit": ("0", {"unit_of_measurement": "W"}),
            "number.discharging_limit": ("0", {"unit_of_measurement": "W"}),
        },
    )
    _device(
        hass,
        "wallbox",
        {
            "sensor.wallbox_energy": ("1", {"unit_of_measurement": "kWh"}),
            "number.wallbox_current": ("16", {"unit_of_measurement": "A"}),
            "switch.wallbox": ("off", {}),
            "binary_sensor.wallbox_plug": ("on", {"device_class": "plug"}),
        },
    )
    _device(
        hass,
        "heatpump",
        {"sensor.flat_energy": ("1", {"unit_of_measurement": "kWh"}), "climate.flat": ("heat", {})},
    )
    start = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    rows = [{"start": start + timedelta(hours=hour), "value": 0.2} for hour in range(24)]
    hass.states.async_set("sensor.price", "0.2", {"unit_of_measurement": "EUR/kWh", "raw_today": rows})
    hass.states.async_set("sensor.carbon", "320", {"unit_of_measurement": "gCO2eq/kWh"})
    manager = await async_get_manager(hass)
    await manager.async_update({"energy_sources": SOURCES, "device_consumption": DEVICES})  # type: ignore[typeddict-item]


def _device(hass: HomeAssistant, name: str, states: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
    entry = MockConfigEntry(domain="maker", entry_id=name)
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(config_entry_id=name, identifiers={("maker", name)}, name=name)
    for entity_id, (state, attributes) in states.items():
        domain, object_id = entity_id.split(".")
        er.async_get(hass).async_get_or_create(
            domain, "maker", object_id, suggested_object_id=object_id, device_id=device.id
        )
        hass.states.async_set(entity_id, state, attributes)


@pytest.mark.usefixtures("home")
async def test_all_that_the_dashboard_tells_of_is_proposed(hass: HomeAssistant) -> None:
    found = {one.kind: one for one in await async_proposals(hass, NAMES)}
    grid, panels, battery = (found[AssetKind(kind)] for kind in ("grid", "photovoltaics", "battery"))
    assert grid.entities == {
        "energy_from": "sensor.grid_in",
        "energy_to": "sensor.grid_out",
        "power": "sensor.grid_power",
        "carbon": "sensor.carbon",
    }
    assert grid.inverted
    assert grid.tariff == {
        "import": {"pricing": "dynamic", "origin": {"entities": ["sensor.price"]}},
        "export": {"pricing": "fixed", "price": 0.08},
    }
    assert (panels.name, panels.parameters) == ("Roof", {"peak_kw": 7.2, "tilt": 35.0, "azimuth": 190.0})
    assert panels.forecast == {"source": "dashboard", "entries": ["fs"]}
    assert battery.parameters == {"capacity_kwh": 12.0, "charge_kw": 6.0, "discharge_kw": 6.0}
    assert battery.entities["soc"] == "sensor.battery_soc"
    assert battery.entities["power_to"] == "sensor.charging"
    assert battery.control == {
        "mode": "select.inverter_mode",
        "options": {
            "self_consume": "General",
            "hold": "Backup",
            "charge": "Eco charge",
            "export": "Eco discharge",
        },
        "charge_power": "number.charging_limit",
        "discharge_power": "number.discharging_limit",
    }


@pytest.mark.usefixtures("home")
async def test_listed_devices_are_known_by_what_stands_beside_their_meter(hass: HomeAssistant) -> None:
    found = {one.name: one for one in await async_proposals(hass, NAMES)}
    assert found["Car"].kind is AssetKind.VEHICLE
    assert found["Car"].control == {"current": "number.wallbox_current", "switch": "switch.wallbox"}
    assert found["Car"].entities["plugged"] == "binary_sensor.wallbox_plug"
    assert found["Flat"].kind is AssetKind.ZONE
    assert not any("fan" in one.stat or "other" in one.stat for one in found.values())


@pytest.mark.usefixtures("home")
async def test_every_proposal_is_an_asset(hass: HomeAssistant) -> None:
    proposals = await async_proposals(hass, NAMES)
    assert len(proposals) == 5
    for one in proposals:
        assert asset_from_data("x", one.name, one.as_data()).kind is one.kind


@pytest.mark.usefixtures("home")
async def test_what_an_asset_has_is_not_proposed_again(hass: HomeAssistant) -> None:
    kinds = [one.kind for one in await async_proposals(hass, NAMES, {"sensor.battery_out", "sensor.flat_energy"})]
    assert kinds == [AssetKind.GRID, AssetKind.PHOTOVOLTAICS, AssetKind.VEHICLE]


@pytest.mark.usefixtures("home")
async def test_all_is_added_with_one_confirmation(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    flows = hass.config_entries.subentries
    menu: dict[str, Any] = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    form = await answer(hass, menu, {"next_step_id": "dashboard"})
    assert form["step_id"] == "dashboard"
    result = await answer(hass, form, {})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "assets_added")
    assert result["description_placeholders"] == {"count": "5"}
    kinds = sorted(one.data["kind"] for one in entry.get_subentries_of_type(SUBENTRY_ASSET))
    assert kinds == ["battery", "grid", "photovoltaics", "vehicle", "zone"]
    menu = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    assert "dashboard" not in menu["menu_options"]


@pytest.mark.usefixtures("home")
async def test_only_what_is_chosen_is_added(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    flows = hass.config_entries.subentries
    menu: dict[str, Any] = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    form = await answer(hass, menu, {"next_step_id": "dashboard"})
    await answer(hass, form, {"assets": ["2"]})
    assert [one.data["kind"] for one in entry.get_subentries_of_type(SUBENTRY_ASSET)] == ["battery"]


@pytest.mark.usefixtures("home")
async def test_one_that_is_added_alone_begins_with_the_proposal(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    flows = hass.config_entries.subentries
    menu: dict[str, Any] = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    form = await answer(hass, menu, {"next_step_id": "battery"})
    shown = {str(one): one.description["suggested_value"] for one in form["data_schema"].schema if one.description}
    assert (shown["capacity_kwh"], shown["soc"]) == (12.0, "sensor.battery_soc")


@pytest.mark.usefixtures("home")
async def test_a_price_without_hours_to_come_is_a_fixed_one(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.price", "28.5", {"unit_of_measurement": "ct/kWh"})
    (grid,) = [one for one in await async_proposals(hass, NAMES) if one.kind is AssetKind.GRID]
    assert grid.tariff["import"] == {"pricing": "fixed", "price": 0.285}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("state", "unit"), [("0.2", "SEK/kWh"), ("unknown", "EUR/kWh"), ("0.2", "EUR")])
async def test_a_price_that_cannot_be_read_is_not_proposed(hass: HomeAssistant, state: str, unit: str) -> None:
    hass.states.async_set("sensor.price", state, {"unit_of_measurement": unit})
    (grid,) = [one for one in await async_proposals(hass, NAMES) if one.kind is AssetKind.GRID]
    assert grid.tariff["import"] == {"pricing": "fixed", "price": 0.3}


@pytest.mark.usefixtures("home")
async def test_what_is_included_elsewhere_is_known(hass: HomeAssistant) -> None:
    assert await async_included(hass) == {"sensor.fan_energy": "sensor.other_energy"}


async def test_without_an_energy_dashboard_nothing_is_proposed(hass: HomeAssistant) -> None:
    assert (await async_preferences(hass)).grids == ()
    assert await async_proposals(hass, NAMES) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            ["Self Use", "Feed-in Priority", "Backup", "Force Charge", "Force Discharge"],
            {
                "self_consume": "Self Use",
                "hold": "Backup",
                "hold_charge": "Feed-in Priority",
                "charge": "Force Charge",
                "export": "Force Discharge",
            },
        ),
        (
            ["auto", "no_discharge", "no_charge", "charge_from_grid"],
            {
                "self_consume": "auto",
                "hold": "no_discharge",
                "hold_charge": "no_charge",
                "charge": "charge_from_grid",
            },
        ),
        (["Maximum Self Consumption", "Standby"], {"self_consume": "Maximum Self Consumption", "hold": "Standby"}),
        (["A", "B"], {}),
    ],
)
async def test_options_are_recognised_by_their_words(
    hass: HomeAssistant, options: list[str], expected: dict[str, str]
) -> None:
    hass.states.async_set("select.mode", options[0], {"options": options})
    assert await async_options(hass, "select.mode", AssetKind.BATTERY) == expected
