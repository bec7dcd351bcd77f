"""Bad inputs: the plan goes on with what is known, nothing is switched wrongly, the owner sees one notice."""

from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.bridge.energy.solver import ISSUE_NO_SOLVER
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.energy.plan import NoPlan
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.requirements import RequirementsNotFound

from .conftest import GRID, House, add_asset, later, set_up, settle


@pytest.fixture(autouse=True)
async def morning(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be a quarter past five, the last hour in which electricity is cheap."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2027-01-12T04:15:00+00:00")


def issues(hass: HomeAssistant) -> list[str]:
    """Return what the owner is told of energy."""
    return [key for domain, key in ir.async_get(hass).issues if domain == DOMAIN and key.startswith("energy_")]


@pytest.mark.parametrize(
    ("entity_id", "state", "unit", "key"),
    [
        ("sensor.soc", "unavailable", "%", "input_missing"),
        ("sensor.soc", "nan", "%", "input_missing"),
        ("sensor.soc", "-20", "%", "input_missing"),
        ("sensor.soc", "12000", "%", "input_missing"),
        ("sensor.grid", "unknown", "W", "input_missing"),
        ("sensor.grid", "1000", "kWh", "input_missing"),
        ("sensor.grid", "900", "kW", "input_unit"),
        ("sensor.grid", "900000", "kW", "input_absurd"),
        ("sensor.battery", "error", "W", "input_missing"),
    ],
)
async def test_a_sensor_that_is_no_good_is_told_once_and_nothing_is_switched_by_it(
    hass: HomeAssistant,
    energy: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    entity_id: str,
    state: str,
    unit: str,
    key: str,
) -> None:
    hub = await set_up(hass, energy)
    before, sent = house.state("select.inverter"), len(house.calls)
    house.measure(entity_id, state, unit)
    await later(hass, freezer, 660)
    assert [notice["key"] for notice in hub.shown["notices"]] == [key]
    assert len(issues(hass)) == 1
    assert house.state("select.inverter") == before
    assert len(house.calls) == sent
    assert hub.shown["made_at"] is not None
    good = {"sensor.soc": (50, "%"), "sensor.grid": (1000, "W"), "sensor.battery": (0, "W")}
    house.measure(entity_id, *good[entity_id])
    await later(hass, freezer, 30)
    assert hub.shown["notices"] == []
    assert issues(hass) == []


async def test_a_moment_without_an_answer_is_no_notice(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    house.measure("sensor.soc", "unavailable", "%")
    await later(hass, freezer, 300)
    assert hub.shown["notices"] == []


async def test_a_battery_whose_charge_was_never_known_is_left_alone(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    house.measure("sensor.soc", "unknown", "%")
    hub = await set_up(hass, energy)
    await later(hass, freezer, 120)
    assert house.calls == []
    assert hub.asset("battery1")["power"] == []


async def test_prices_that_cannot_be_read_are_told_and_nothing_is_done(
    hass: HomeAssistant, house: House, energy: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    grid = next(one for one in energy.subentries.values() if one.title == "Grid")
    tariff = {"import": {"pricing": "dynamic", "origin": {"entities": ["sensor.price"]}}}
    hass.config_entries.async_update_subentry(energy, grid, data={**GRID, "tariff": tariff})
    hub = await set_up(hass, energy)
    await later(hass, freezer, 300)
    assert hub.shown["status"] == "no_plan"
    assert len(hub.shown["notices"]) == 1
    assert len(issues(hass)) == 1
    assert house.calls == []


async def test_a_home_without_a_grid_connection_is_told_what_is_missing(
    hass: HomeAssistant, house: House, energy: MockConfigEntry
) -> None:
    grid = next(one for one in energy.subentries.values() if one.title == "Grid")
    hass.config_entries.async_remove_subentry(energy, grid.subentry_id)
    hub = await set_up(hass, energy)
    assert [notice["key"] for notice in hub.shown["notices"]] == ["no_grid"]
    assert issues(hass) == ["energy_prices_no_grid"]


async def test_the_last_good_plan_goes_on_when_the_solver_finds_none(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    hub = await set_up(hass, energy)
    made_at, mode = hub.shown["made_at"], house.state("select.inverter")
    with patch.object(hub.working.controller, "_solve", side_effect=NoPlan("time limit")):  # type: ignore[attr-defined]
        await hub.working.plan_now()
        await settle(hass)
    assert (hub.shown["made_at"], house.state("select.inverter")) == (made_at, mode)
    assert hub.shown["status"] == "degraded"
    await hub.working.plan_now()
    assert hub.shown["status"] in ("ok", "learning")


async def test_a_fault_of_ours_is_told_once_and_the_next_plan_is_made(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    with patch.object(hub.working.controller, "replan", side_effect=RuntimeError("broken")):  # type: ignore[attr-defined]
        await hub.working.plan_now()
        await hub.working.plan_now()
    assert [notice["key"] for notice in hub.shown["notices"]] == ["desk_failed"]
    await hub.working.plan_now()
    assert hub.shown["notices"] == []


async def test_where_the_solver_cannot_be_installed_all_else_works(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    missing = RequirementsNotFound("llm_agents", ["highspy"])
    with patch("custom_components.llm_agents.bridge.energy.solver.async_process_requirements", side_effect=missing):
        hub = await set_up(hass, energy)
    assert hub.desk is None
    assert hub.shown == {}
    assert issues(hass) == [ISSUE_NO_SOLVER]
    assert hass.states.get("conversation.llm_agents") is not None
    state = hass.states.get("sensor.battery_planned_power")
    assert state is not None
    assert state.state == "unavailable"


async def test_the_days_on_which_clocks_change_are_planned_whole(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    for day in ("2027-03-27T22:30:00+00:00", "2027-10-30T22:30:00+00:00"):
        freezer.move_to(day)
        hub = await set_up(hass, energy)
        steps, prices = hub.shown["steps"], hub.shown["import_price"]
        cheap = sum((b - a) / 3600 for a, b, price in zip(steps, steps[1:], prices, strict=False) if price == 0.1)
        assert hub.shown["notices"] == []
        assert cheap % 1 in (0.0, 0.5)
        assert await hass.config_entries.async_unload(energy.entry_id)


async def test_an_asset_that_is_removed_is_gone_with_its_entities(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    add_asset(hass, energy, "pump1", "Pump", {"kind": "load", "parameters": {"power_kw": 1, "hours_per_day": 2}})
    await set_up(hass, energy)
    assert hass.states.get("sensor.pump_planned_power") is not None
    hass.config_entries.async_remove_subentry(energy, "pump1")
    await settle(hass)
    assert hass.states.get("sensor.pump_planned_power") is None
    hub = energy.runtime_data.energy
    assert {asset["id"] for asset in hub.shown["assets"]} == {"battery1"}
