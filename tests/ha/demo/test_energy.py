"""The plant of the demo home in Home Assistant: what can be set follows, and the Energy dashboard knows the forecast."""

from datetime import datetime
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.energy.websocket_api import async_get_energy_platforms
from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


async def act(hass: HomeAssistant, action: str, entity_id: str, **data: Any) -> None:
    domain, _, service = action.partition(".")
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True)


def state(hass: HomeAssistant, entity_id: str) -> str:
    found = hass.states.get(entity_id)
    assert found, entity_id
    return found.state


@pytest.mark.usefixtures("demo_home")
@pytest.mark.parametrize(
    ("action", "entity_id", "data", "there"),
    [
        ("select.select_option", "select.home_battery_mode", {"option": "hold"}, "hold"),
        ("number.set_value", "number.home_battery_charge_power", {"value": 3000}, "3000.0"),
        ("number.set_value", "number.wall_box_current", {"value": 16}, "16.0"),
        ("select.select_option", "select.dishwasher_programme", {"option": "quick"}, "quick"),
    ],
)
async def test_what_is_set_is_shown(
    hass: HomeAssistant, action: str, entity_id: str, data: dict[str, Any], there: str
) -> None:
    await act(hass, action, entity_id, **data)
    assert state(hass, entity_id) == there


@pytest.mark.usefixtures("demo_home")
async def test_the_battery_is_charged_by_force(hass: HomeAssistant) -> None:
    await act(hass, "number.set_value", "number.home_battery_charge_power", value=2000)
    await act(hass, "select.select_option", "select.home_battery_mode", option="force_charge")
    assert float(state(hass, "sensor.home_battery_power")) <= 0


@pytest.mark.usefixtures("demo_home")
async def test_the_button_starts_the_dishwasher(hass: HomeAssistant) -> None:
    await act(hass, "button.press", "button.dishwasher_start")
    assert state(hass, "switch.dishwasher") == "on"


@pytest.mark.usefixtures("demo_home")
async def test_the_circuit_moves_the_set_points(hass: HomeAssistant) -> None:
    found = hass.states.get("climate.heat_pump")
    assert found
    await act(hass, "climate.set_temperature", "climate.heat_pump", temperature=found.attributes["temperature"] + 1)
    after = hass.states.get("climate.heat_pump")
    assert after
    assert after.attributes["temperature"] == pytest.approx(found.attributes["temperature"] + 1, abs=0.11)


@pytest.mark.usefixtures("demo_home")
async def test_the_half_hours_add_up_to_the_day(hass: HomeAssistant) -> None:
    for day in ("today", "tomorrow", "day_3"):
        found = hass.states.get(f"sensor.solar_forecast_{day}")
        assert found
        half_hours = found.attributes["detailedForecast"]
        assert len(half_hours) in (46, 48, 50)
        assert sum(one["pv_estimate"] for one in half_hours) / 2 == pytest.approx(float(found.state), abs=0.05)
        assert all(one["pv_estimate10"] <= one["pv_estimate"] <= one["pv_estimate90"] for one in half_hours)


async def test_the_energy_dashboard_finds_the_forecast(
    recorder_mock: Recorder, hass: HomeAssistant, demo_home: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, "energy", {})
    manager = await async_get_manager(hass)
    roof: Any = {"type": "solar", "stat_energy_from": "sensor.solar_energy", "config_entry_solar_forecast": None}
    await manager.async_update({"energy_sources": [roof], "device_consumption": [], "device_consumption_water": []})
    demo_home.runtime_data.arranged.discard("forecast")
    assert await hass.config_entries.async_reload(demo_home.entry_id)
    await hass.async_block_till_done()
    assert manager.data
    assert manager.data["energy_sources"][0]["config_entry_solar_forecast"] == [demo_home.entry_id]  # type: ignore[typeddict-item]
    forecast = await (await async_get_energy_platforms(hass))["demo_home"](hass, demo_home.entry_id)
    assert forecast
    assert len(forecast["wh_hours"]) in (142, 144, 146)
    assert all(datetime.fromisoformat(start).tzinfo for start in forecast["wh_hours"])
