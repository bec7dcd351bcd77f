"""Energy assets: added and changed in the user interface, with what the home proposes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.const import DOMAIN, NAME, SUBENTRY_ASSET
from custom_components.llm_agents.core.energy.asset_codec import asset_from_data
from custom_components.llm_agents.core.energy.assets import Appliance, Battery, Comfort, Departure, Load, Vehicle, Zone
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

type Form = dict[str, Any]


@pytest.fixture(name="entry")
def entry_fixture(hass: HomeAssistant) -> MockConfigEntry:
    """Return an entry whose subentries are added; nothing of it runs."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture(autouse=True)
async def home(hass: HomeAssistant) -> None:
    """Furnish a home with meters and things that can be controlled."""
    assert await async_setup_component(hass, "homeassistant", {})
    hass.config.currency = "EUR"
    for entity_id, state, attributes in (
        ("sensor.grid_power", "1200", {"unit_of_measurement": "W", "device_class": "power"}),
        ("sensor.battery_power", "-0.4", {"unit_of_measurement": "kW", "device_class": "power"}),
        ("sensor.battery_level", "63", {"unit_of_measurement": "%", "device_class": "battery"}),
        ("sensor.room", "20.5", {"unit_of_measurement": "°C", "device_class": "temperature"}),
        ("select.inverter", "General", {"options": ["General", "Backup", "Force charge", "Force discharge"]}),
        ("select.washer", "none", {"options": ["none", "Cotton 40"]}),
        ("number.charge", "0", {"unit_of_measurement": "W"}),
        ("climate.flat", "heat", {"current_temperature": 20.1}),
        ("switch.pump", "off", {}),
        ("binary_sensor.plugged", "on", {"device_class": "plug"}),
    ):
        hass.states.async_set(entity_id, state, attributes)


def prices(hass: HomeAssistant, unit: str = "EUR/kWh", scale: float = 1.0) -> None:
    start = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    rows = [{"start": start + timedelta(hours=i), "value": (0.1 + i / 100) * scale} for i in range(12)]
    hass.states.async_set("sensor.spot", "0.1", {"unit_of_measurement": unit, "raw_today": rows})


async def add(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> Form:
    flows = hass.config_entries.subentries
    menu = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    assert menu["type"] is FlowResultType.MENU
    return await answer(hass, menu, {"next_step_id": kind})


async def answer(hass: HomeAssistant, flow: Form, values: Form) -> Form:
    result = dict(await hass.config_entries.subentries.async_configure(flow["flow_id"], values))
    await hass.async_block_till_done()
    return result


def suggested(form: Form) -> Form:
    """Return what stands in a form."""
    found: Form = {}
    for marker, of in form["data_schema"].schema.items():
        if hasattr(of, "schema"):
            found[str(marker)] = {
                str(one): one.description["suggested_value"] for one in of.schema.schema if one.description
            }
        elif marker.description:
            found[str(marker)] = marker.description["suggested_value"]
    return found


async def through(hass: HomeAssistant, form: Form, *answers: Form) -> Form:
    """Answer steps one after another, each beside what stands in its form."""
    for values in answers:
        assert form["type"] is FlowResultType.FORM, form
        told = suggested(form)
        for name, value in values.items():
            told[name] = told.get(name, {}) | value if isinstance(value, dict) else value
        told = {name: value for name, value in told.items() if value is not None}
        form = await answer(hass, form, told)
        assert not form.get("errors"), form["errors"]
    return form


def only(entry: MockConfigEntry) -> ConfigSubentry:
    (kept,) = entry.get_subentries_of_type(SUBENTRY_ASSET)
    return kept


def asset(kept: ConfigSubentry) -> Any:
    return asset_from_data(kept.subentry_id, kept.title, kept.data)


GRID = {"name": "Grid", "power": "sensor.grid_power"}
BATTERY = {
    "name": "Battery",
    "capacity_kwh": 10.0,
    "charge_kw": 5.0,
    "discharge_kw": 4.0,
    "soc": "sensor.battery_level",
    "power": "sensor.battery_power",
}


async def test_a_battery_is_added_in_three_short_steps(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await add(hass, entry, "battery")
    form = await through(
        hass,
        form,
        BATTERY | {"inverted": True, "limits": {"reserve": 20}},
        {"control_mode": "select.inverter", "control_charge_power": "number.charge"},
    )
    assert form["step_id"] == "modes"
    assert suggested(form) == {
        "mode_self_consume": "General",
        "mode_hold": "Backup",
        "mode_charge": "Force charge",
        "mode_export": "Force discharge",
    }
    result = await through(hass, form, {}, {"shared": True})
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Battery")
    found = asset(only(entry))
    assert isinstance(found.asset, Battery)
    assert (found.asset.reserve, found.asset.discharge_kw, found.inverted) == (0.2, 4.0, True)
    assert found.controls.options == {
        "self_consume": "General",
        "hold": "Backup",
        "charge": "Force charge",
        "export": "Force discharge",
    }


async def test_a_battery_may_be_controlled_by_scripts(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await add(hass, entry, "battery")
    await through(hass, form, BATTERY, {"scripts": {"script_hold": "script.hold"}}, {"shared": True})
    assert asset(only(entry)).controls.scripts == {"hold": "script.hold"}


async def test_a_battery_is_changed_and_keeps_what_is_not(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await add(hass, entry, "battery")
    await through(
        hass,
        form,
        BATTERY,
        {"control_mode": "select.inverter"},
        {"mode_hold": "General", "mode_self_consume": "Backup"},
        {"shared": True},
    )
    before = dict(only(entry).data)
    form = dict(await entry.start_subentry_reconfigure_flow(hass, only(entry).subentry_id))
    assert suggested(form)["limits"]["charge_efficiency"] == 95
    result = await through(hass, form, {"name": "Cellar"}, {}, {}, {"shared": True})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert (only(entry).title, dict(only(entry).data)) == ("Cellar", before)


async def test_the_grid_shows_what_its_tariff_comes_to(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    prices(hass)
    form = await add(hass, entry, "grid")
    form = await through(
        hass,
        form,
        GRID,
        {"buying": "dynamic", "selling": "fixed"},
        {"entities": ["sensor.spot"], "formula": "(spot + 0.1) * 1.2"},
        {"price": 0.08},
        {"import_kw": 11.0},
    )
    assert form["step_id"] == "prices"
    told = form["description_placeholders"]
    assert (told["buy_now"], told["buy_low"], told["buy_high"]) == ("0.2400", "0.2400", "0.3720")
    assert told["sell_now"] == "0.0800"
    result = await answer(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert only(entry).data["tariff"]["import"] == {
        "pricing": "dynamic",
        "origin": {"entities": ["sensor.spot"]},
        "formula": "(spot + 0.1) * 1.2",
    }
    assert asset(only(entry)).asset.import_kw == 11.0


@pytest.mark.parametrize(
    ("unit", "scale", "values", "field", "key"),
    [
        ("EUR/kWh", 1.0, {"entities": ["sensor.spot"], "formula": "spot * 1,2"}, "formula", "prices_formula_comma"),
        ("EUR/kWh", 1.0, {"entities": ["sensor.spot"], "formula": "os.system"}, "formula", "prices_formula_part"),
        ("EUR/kWh", 1.0, {"entities": ["sensor.spot"], "formula": "spot / 0"}, "formula", "prices_formula_result"),
        ("EUR/kWh", 100.0, {"entities": ["sensor.spot"]}, "base", "prices_absurd"),
        ("SEK/kWh", 1.0, {"entities": ["sensor.spot"]}, "base", "prices_currency"),
        ("price", 1.0, {"entities": ["sensor.spot"]}, "unit", "prices_unit"),
        ("EUR/kWh", 1.0, {}, "entities", "prices_no_source"),
        ("EUR/kWh", 1.0, {"entities": ["sensor.nothing"]}, "entities", "prices_no_entity"),
        ("EUR/kWh", 1.0, {"entities": ["sensor.grid_power"]}, "entities", "prices_no_prices"),
    ],
)
async def test_prices_that_cannot_be_are_told_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, unit: str, scale: float, values: Form, field: str, key: str
) -> None:
    prices(hass, unit, scale)
    form = await through(hass, await add(hass, entry, "grid"), GRID, {"buying": "dynamic", "selling": "none"})
    form = await answer(hass, form, {"entities": []} | values)
    assert form["errors"] == {field: key}
    assert form["step_id"] == "buying_dynamic"
    prices(hass)
    form = await through(hass, form, {"entities": ["sensor.spot"], "formula": "spot"})
    assert form["step_id"] == "limits"


async def test_a_unit_that_is_asked_for_makes_prices_right(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    prices(hass, "price", 100.0)
    form = await through(
        hass,
        await add(hass, entry, "grid"),
        GRID,
        {"buying": "dynamic", "selling": "same"},
        {"entities": ["sensor.spot"], "unit": "ct/kWh"},
        {},
        {},
    )
    assert form["description_placeholders"]["sell_high"] == "0.2100"


async def test_times_of_use_and_tiers_are_written_as_lists(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    night = {"start": "22:00:00", "end": "06:00:00", "price": 0.1, "weekdays": ["mon", "sun"]}
    form = await through(
        hass, await add(hass, entry, "grid"), GRID, {"buying": "time_of_use", "selling": "time_of_use"}
    )
    failed = await answer(hass, form, {"price": 0.3, "periods": [], "taxes": {}})
    assert failed["errors"] == {"periods": "prices_periods"}
    form = await through(hass, failed, {"price": 0.3, "periods": [night]}, {"price": 0.0, "periods": [night]}, {}, {})
    tariff = only(entry).data["tariff"]
    assert tariff["import"]["periods"] == [{"start": 1320, "end": 360, "price": 0.1, "weekdays": [0, 6]}]
    form = dict(await entry.start_subentry_reconfigure_flow(hass, only(entry).subentry_id))
    form = await through(hass, form, {}, {"buying": "tiers", "selling": "none"})
    assert form["step_id"] == "buying_tiers"
    await through(hass, form, {"tiers": [{"up_to": 100, "price": 0.2}, {"price": 0.3}]}, {}, {})
    assert only(entry).data["tariff"] == {
        "import": {"pricing": "tiers", "tiers": [{"up_to": 100, "price": 0.2}, {"price": 0.3}]},
        "export": {"pricing": "none"},
    }


async def test_there_is_one_grid_and_fuel_needs_a_zone(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await through(
        hass, await add(hass, entry, "grid"), GRID, {"buying": "fixed", "selling": "none"}, {"price": 0.3}, {}, {}
    )
    flows = hass.config_entries.subentries
    menu: Form = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    assert not {"grid", "fuel_heater", "dashboard"} & set(menu["menu_options"])


async def test_a_vehicle_has_departures_and_a_charger(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    leaving = {"weekdays": ["mon", "fri"], "minute": "07:30:00", "target": 80}
    await through(
        hass,
        await add(hass, entry, "vehicle"),
        {
            "name": "Car",
            "capacity_kwh": 58.0,
            "plugged": "binary_sensor.plugged",
            "charger": {"control_switch": "switch.pump", "phases": 3, "minimum_kw": 4.14},
            "maximum_kw": 11.0,
        },
        {"departures": [leaving], "charging": "solar", "target": 70},
    )
    found = asset(only(entry)).asset
    assert isinstance(found, Vehicle)
    assert found.departures == (Departure(weekdays=frozenset({0, 4}), minute=450, target=0.8),)
    assert (found.phases, found.charging, found.target) == (3, "solar", 0.7)


async def test_a_zone_begins_with_comfort_by_day_and_night(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    values = {"name": "Flat", "control_climate": "climate.flat", "temperature": "climate.flat", "maximum_kw": 3.0}
    await through(hass, await add(hass, entry, "zone"), values | {"heat": "ground"}, {})
    found = asset(only(entry)).asset
    assert isinstance(found, Zone)
    assert found.cop[0] == (-15.0, 3.6)
    assert found.comfort == (
        Comfort(weekdays=frozenset(range(7)), minute=360, low=20.0, high=22.5),
        Comfort(weekdays=frozenset(range(7)), minute=1320, low=18.0, high=22.0),
    )


async def test_a_curve_of_its_own_stays(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    values = {"name": "Flat", "control_climate": "climate.flat", "temperature": "climate.flat", "maximum_kw": 3.0}
    await through(hass, await add(hass, entry, "zone"), values, {})
    kept = only(entry)
    data = dict(kept.data) | {"parameters": dict(kept.data["parameters"]) | {"cop": [[0, 3.3]]}}
    hass.config_entries.async_update_subentry(entry, kept, data=data)
    form = dict(await entry.start_subentry_reconfigure_flow(hass, kept.subentry_id))
    assert suggested(form)["heat"] == "custom"
    await through(hass, form, {}, {})
    assert asset(only(entry)).asset.cop == ((0.0, 3.3),)


async def test_a_programme_has_the_energy_that_was_said(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await add(hass, entry, "appliance")
    told = suggested(form) | {"name": "Washer", "control_start": "select.washer", "energy_kwh": 0.9, "minutes": 150}
    failed = await answer(hass, form, told)
    assert failed["errors"] == {"start_option": "no_such_option"}
    await through(hass, failed, {"start_option": "Cotton 40", "programme": "washing_machine"}, {"shared": True})
    kept = asset(only(entry))
    assert isinstance(kept.asset, Appliance)
    assert len(kept.asset.profile) == 10
    assert sum(kept.asset.profile) / 4 == pytest.approx(0.9, abs=1e-3)
    assert kept.controls.start_option == "Cotton 40"
    form = dict(await entry.start_subentry_reconfigure_flow(hass, only(entry).subentry_id))
    assert (suggested(form)["programme"], suggested(form)["minutes"]) == ("washing_machine", 150)


async def test_a_tank_and_a_load_are_added(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    tank = {
        "name": "Tank",
        "litres": 180,
        "heater_kw": 2.0,
        "control_switch": "switch.pump",
        "temperature": "sensor.room",
    }
    await through(hass, await add(hass, entry, "water_heater"), tank, {"legionella": None})
    assert asset(only(entry)).asset.legionella is None
    hass.config_entries.async_remove_subentry(entry, only(entry).subentry_id)
    load = {"name": "Pool", "control_switch": "switch.pump", "power_kw": 0.7, "hours_per_day": 6}
    form = await add(hass, entry, "load")
    failed = await answer(hass, form, suggested(form) | load | {"earliest": "08:00:00", "latest": "12:00:00"})
    assert failed["errors"] == {"hours_per_day": "bad_order"}
    await through(hass, failed, {"latest": "16:00:00"})
    assert asset(only(entry)).asset == Load(
        asset_id=only(entry).subentry_id, name="Pool", power_kw=0.7, hours_per_day=6.0, earliest=480, latest=960
    )


async def test_panels_without_a_forecast_learn_one(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    form = await through(hass, await add(hass, entry, "photovoltaics"), {"name": "Roof", "peak_kw": 8.2})
    assert suggested(form)["forecast_source"] == "own"
    failed = await answer(hass, form, {"forecast_source": "entities"})
    assert failed["errors"] == {"entities": "nothing_chosen"}
    await through(hass, failed, {"forecast_source": "own"})
    assert only(entry).data["forecast"]["source"] == "own"


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"soc": "sensor.room"}, {"soc": "wrong_unit"}),
        ({"power": "sensor.battery_level"}, {"power": "wrong_unit", "base": "entity_twice"}),
        ({"meters": {"power_from": "sensor.grid_power"}}, {"power": "power_twice"}),
        ({"limits": {"reserve": 99, "maximum": 90}}, {"base": "bad_order"}),
        ({"limits": {"charge_efficiency": 20}}, {"base": "bad_range"}),
        ({"name": "  "}, {"name": "bad_missing"}),
    ],
)
async def test_what_contradicts_itself_is_told(
    hass: HomeAssistant, entry: MockConfigEntry, values: Form, errors: Mapping[str, str]
) -> None:
    form = await add(hass, entry, "battery")
    told = suggested(form) | BATTERY
    for name, value in values.items():
        told[name] = told[name] | value if isinstance(value, dict) else value
    assert (await answer(hass, form, told))["errors"] == errors


async def test_an_entity_is_of_one_asset_only(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    told = (BATTERY, {"control_charge_power": "number.charge"}, {"shared": True})
    await through(hass, await add(hass, entry, "battery"), *told)
    form = await add(hass, entry, "battery")
    failed = await answer(hass, form, suggested(form) | BATTERY | {"name": "Second"})
    assert failed["errors"] == {"soc": "entity_taken", "power": "entity_taken"}


async def test_an_asset_of_a_newer_version_is_left_alone(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    subentry = ConfigSubentry(data={"kind": "fusion"}, subentry_type=SUBENTRY_ASSET, title="F", unique_id=None)  # type: ignore[arg-type]
    hass.config_entries.async_add_subentry(entry, subentry)
    result = dict(await entry.start_subentry_reconfigure_flow(hass, subentry.subentry_id))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "unknown_kind")
