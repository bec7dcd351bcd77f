"""Homes with and without energy assets: what is loaded, what stands when something is wrong."""

import subprocess
import sys

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir

from .conftest import House, add_asset, set_up, settle

IMPORTS = """
import sys
sys.path.insert(0, ".")
import custom_components.llm_agents as integration
from custom_components.llm_agents import (
    binary_sensor, button, calendar, config_flow, condition, conversation, diagnostics, event, repairs, select, sensor,
    services, trigger, websocket_api,
)
ours = {name: module for name, module in sys.modules.items() if name.startswith("custom_components.llm_agents")}
numpy = sys.modules.get("numpy", ...)  # Home Assistant's cameras load it where they can
users = [name for name, module in ours.items() if any(value is numpy for value in vars(module).values())]
assert not users and "custom_components.llm_agents.core.energy.steps" not in ours, users
assert "highspy" not in sys.modules
"""


def test_numpy_and_the_solver_are_not_imported_where_there_are_no_assets() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTS], check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


async def test_a_home_without_assets_has_no_energy(hass: HomeAssistant, house: House) -> None:
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert entry.runtime_data.energy is None
    assert hass.states.get("calendar.llm_agents_energy_plan") is None


async def test_a_home_with_a_meter_and_a_battery_has_a_plan(hass: HomeAssistant, energy: MockConfigEntry) -> None:
    hub = await set_up(hass, energy)
    assert hub.shown["status"] in ("ok", "learning")
    assert len(hub.shown["steps"]) == len(hub.shown["import_price"]) + 1
    assert {asset["id"] for asset in hub.shown["assets"]} == {"battery1"}
    assert hub.shown["notices"] == []
    status = hass.states.get("sensor.energy_plan_plan_status")
    assert status is not None
    assert status.state in ("ok", "learning")


async def test_each_asset_is_a_device(hass: HomeAssistant, energy: MockConfigEntry) -> None:
    await set_up(hass, energy)
    battery = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, "battery1"), energy.entry_id)
    assert battery is not None
    assert battery.name == "Battery"
    assert hass.states.get("select.battery_mode") is not None


async def test_an_asset_that_cannot_be_read_is_left_out_and_told(hass: HomeAssistant, energy: MockConfigEntry) -> None:
    add_asset(hass, energy, "broken1", "Broken", {"kind": "battery", "parameters": {"capacity_kwh": -1}})
    hub = await set_up(hass, energy)
    assert {asset["id"] for asset in hub.shown["assets"]} == {"battery1"}
    assert ir.async_get(hass).async_get_issue(DOMAIN, "energy_asset_unreadable_broken1") is not None


async def test_an_entry_with_assets_can_be_unloaded_and_loaded_anew(
    hass: HomeAssistant, energy: MockConfigEntry
) -> None:
    await set_up(hass, energy)
    assert await hass.config_entries.async_unload(energy.entry_id)
    assert energy.state is ConfigEntryState.NOT_LOADED
    hub = await set_up(hass, energy)
    assert hub.shown["made_at"] is not None


async def test_after_a_restart_it_is_known_what_was_measured_and_switched(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    hub = await set_up(hass, energy)
    assert hub.asset("battery1")["level_now"] == 50
    switched = (await hub.working.export())["changes"]
    assert switched.keys() == {"battery1"}
    assert await hass.config_entries.async_unload(energy.entry_id)
    house.measure("sensor.soc", 0, "%")  # as an inverter says that does not know yet
    hub = await set_up(hass, energy)
    assert hub.asset("battery1")["level_now"] == 50
    assert (await hub.working.export())["changes"]["battery1"]["since"] == switched["battery1"]["since"]
