"""What is shown of the plan: entities, a calendar, triggers and conditions; export and erasure."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_mock_service

from custom_components.llm_agents.const import DOMAIN
from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import House, add_asset, later, set_up, settle

PUMP = {
    "kind": "load",
    "parameters": {"power_kw": 2, "hours_per_day": 2, "earliest": 1200, "latest": 1200},
    "entities": {"power": "sensor.pump"},
}


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be ten in the evening; electricity is cheap from midnight to six."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2027-01-12T21:00:00+00:00")


@pytest.fixture(name="with_pump")
def with_pump_fixture(hass: HomeAssistant, energy: MockConfigEntry, house: House) -> MockConfigEntry:
    """Return the entry with a pump that runs two hours a day."""
    house.measure("sensor.pump", 0, "W")
    add_asset(hass, energy, "pump1", "Pump", PUMP)
    return energy


def state_of(hass: HomeAssistant, entity_id: str) -> State:
    """Return the state of an entity."""
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state


async def test_an_asset_tells_its_power_mode_and_next_change(hass: HomeAssistant, with_pump: MockConfigEntry) -> None:
    hub = await set_up(hass, with_pump)
    power = state_of(hass, "sensor.pump_planned_power")
    assert float(power.state) == 0
    assert power.attributes["unit_of_measurement"] == "kW"
    forecast = power.attributes["forecast"]
    assert len(forecast) == len(hub.shown["import_price"])
    assert forecast[0]["value"] == 0
    assert dt_util.parse_datetime(forecast[0]["datetime"]) is not None
    changes = dt_util.parse_datetime(state_of(hass, "sensor.pump_next_change").state)
    assert changes is not None
    assert dt_util.as_local(changes).hour < 6
    assert state_of(hass, "sensor.pump_planned_mode").state == "off"
    assert state_of(hass, "binary_sensor.pump_wish_unmet").state == "off"


async def test_the_home_tells_its_prices_and_what_the_plan_comes_to(
    hass: HomeAssistant, with_pump: MockConfigEntry
) -> None:
    await set_up(hass, with_pump)
    assert state_of(hass, "sensor.energy_plan_import_price").state == "0.4"
    assert state_of(hass, "sensor.energy_plan_import_price").attributes["unit_of_measurement"] == "EUR/kWh"
    cost, without = (
        float(state_of(hass, f"sensor.energy_plan_{name}").state)
        for name in ("cost_of_the_plan", "cost_without_control")
    )
    assert cost < without


async def test_long_forecasts_are_not_recorded(hass: HomeAssistant, with_pump: MockConfigEntry) -> None:
    await set_up(hass, with_pump)
    info = state_of(hass, "sensor.pump_planned_power").state_info
    assert info is not None
    assert "forecast" in info["unrecorded_attributes"]


async def test_the_runs_that_are_planned_stand_in_a_calendar(hass: HomeAssistant, with_pump: MockConfigEntry) -> None:
    await set_up(hass, with_pump)
    assert state_of(hass, "calendar.llm_agents_energy_plan").state in ("on", "off")
    now = dt_util.utcnow()
    found = await hass.services.async_call(
        "calendar",
        "get_events",
        {"entity_id": "calendar.llm_agents_energy_plan", "end_date_time": (now + timedelta(hours=12)).isoformat()},
        blocking=True,
        return_response=True,
    )
    assert found is not None
    events: Any = found["calendar.llm_agents_energy_plan"]
    pump = [event for event in events["events"] if event["summary"] == "Pump"]
    assert pump
    assert "kWh" in pump[0]["description"]


async def test_what_was_saved_is_counted_and_kept_over_a_restart(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    house.measure("sensor.battery", 3000, "W")  # the dashboard's sign: it gives 3 kW
    house.measure("sensor.grid", 0, "W")
    await later(hass, freezer, 1830)
    saved = hub.shown["accounts"]["saved"]["total"]
    # 3 kW for half an hour at 0.40, which an idle battery would have left to the grid.
    assert saved == pytest.approx(0.6, abs=0.03)
    assert float(state_of(hass, "sensor.battery_saving").state) == pytest.approx(saved)
    assert await hass.config_entries.async_unload(energy.entry_id)
    hub = await set_up(hass, energy)
    assert hub.shown["accounts"]["saved"]["total"] == pytest.approx(saved, abs=0.02)
    assert hub.shown["past"]["load"][0] == pytest.approx(3, abs=0.01)


async def test_what_was_learned_is_exported_and_erased_with_the_households_data(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, energy)
    house.measure("sensor.battery", 3000, "W")
    await later(hass, freezer, 900)
    admin = MockUser(is_owner=True).add_to_hass(hass)
    context = Context(user_id=admin.id)
    whose = {"household": True}
    exported: Any = await hass.services.async_call(
        DOMAIN, "export_data", whose, blocking=True, return_response=True, context=context
    )
    assert {"accounts", "expecting", "overrides"} <= exported["energy"].keys()
    await hass.services.async_call(DOMAIN, "erase_data", {"confirm": True, **whose}, blocking=True, context=context)
    await settle(hass)
    hub = energy.runtime_data.energy
    assert hub.shown["accounts"]["saved"]["total"] == 0
    assert hub.shown["past"]["load"] == []


async def automate(hass: HomeAssistant, trigger: dict[str, Any], **more: Any) -> list[Any]:
    """Let an automation wait for a trigger; return what it calls."""
    calls = async_mock_service(hass, "test", "automation")
    config = {
        "trigger": trigger,
        "action": {"action": "test.automation", "data": {"told": "{{ trigger }}"}},
        **more,
    }
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: [config]})
    await settle(hass)
    return calls


async def test_an_automation_hears_when_electricity_becomes_cheap(
    hass: HomeAssistant, energy: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, energy)
    condition = {"condition": "llm_agents.electricity_is_cheap", "options": {"share": 25}}
    calls = await automate(hass, {"trigger": "llm_agents.cheap_window_started"}, condition=condition)
    await later(hass, freezer, 3600, step=60)
    assert calls == []
    await later(hass, freezer, 3720, step=60)
    assert len(calls) == 1


async def test_an_automation_hears_once_that_a_run_is_about_to_start(
    hass: HomeAssistant, with_pump: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, with_pump)
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, "pump1"), with_pump.entry_id)
    assert device is not None
    options = {"asset": [device.id], "minutes": 30}
    calls = await automate(hass, {"trigger": "llm_agents.planned_run_soon", "options": options})
    await later(hass, freezer, 8 * 3600, step=300)
    assert len(calls) == 1


async def test_who_sets_what_an_asset_cannot_is_told_so(hass: HomeAssistant, energy: MockConfigEntry) -> None:
    await set_up(hass, energy)
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            "select", "select_option", {"entity_id": "select.battery_mode", "option": "export"}, blocking=True
        )


async def test_a_zone_that_is_not_planned_says_why_without_a_repair(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    house.measure("sensor.room", 20, "°C")
    zone = {"kind": "zone", "parameters": {"maximum_kw": 3}, "entities": {"temperature": "sensor.room"}}
    add_asset(hass, energy, "zone1", "Rooms", zone)
    hub = await set_up(hass, energy)
    assert {"key": "unlearned_not_recorded", "placeholders": {"name": "Rooms", "asset_id": "zone1"}} in hub.shown[
        "notices"
    ]
    state = hass.states.get("sensor.rooms_planned_mode")
    assert state is not None
    assert state.attributes["unlearned"] == "not_recorded"
    battery = hass.states.get("sensor.battery_planned_mode")
    assert battery is not None
    assert "unlearned" not in battery.attributes
    assert not [key for _, key in ir.async_get(hass).issues if "unlearned" in key]
