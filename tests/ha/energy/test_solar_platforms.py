"""Solar forecasts of the Energy dashboard: those of others are read, our own is offered."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockModule, mock_integration, mock_platform

from custom_components.llm_agents.bridge.energy import sources
from custom_components.llm_agents.bridge.energy.solar_platforms import async_solar_entries
from custom_components.llm_agents.bridge.energy_hub import EnergyHub
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.energy import async_get_solar_forecast
from homeassistant.components.recorder import Recorder
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .test_sources import panels


@pytest.fixture(autouse=True)
def recorded_first(recorder_mock: Recorder) -> None:
    """Begin to record before anything else."""


async def test_solar_forecasts_of_the_energy_platform_add_up(hass: HomeAssistant) -> None:
    async def forecast(_hass: HomeAssistant, entry_id: str) -> dict[str, Any] | None:
        if entry_id == "broken":
            raise ValueError(entry_id)
        return {"wh_hours": {"2026-06-10T10:00:00+00:00": 1000, "2026-06-10T11:00:00+00:00": 3000}}

    mock_integration(hass, MockModule("sunny"))
    platform = type("Platform", (), {"async_get_solar_forecast": staticmethod(forecast)})
    mock_platform(hass, "sunny.energy", platform)
    hass.config.components.add("sunny")
    assert await async_setup_component(hass, "energy", {})
    for name in ("one", "two", "broken"):
        MockConfigEntry(domain="sunny", entry_id=name, state=ConfigEntryState.LOADED).add_to_hass(hass)
    found = await sources.async_solar(hass, panels(source="dashboard", entries=["one", "two"]))
    assert found is not None
    assert list(found.mean.values) == [2.0, 6.0]
    assert await sources.async_solar(hass, panels(source="dashboard", entries=["one", "broken"])) is None
    assert await sources.async_solar(hass, panels(source="dashboard", entries=["gone"])) is None


async def test_entries_that_forecast_are_offered_but_our_own(hass: HomeAssistant) -> None:
    assert await async_solar_entries(hass) == []
    platform = type("Platform", (), {"async_get_solar_forecast": staticmethod(async_get_solar_forecast)})
    for domain in ("sunny", DOMAIN):
        mock_integration(hass, MockModule(domain))
        mock_platform(hass, f"{domain}.energy", platform)
        hass.config.components.add(domain)
        MockConfigEntry(domain=domain, title=domain, entry_id=domain, state=ConfigEntryState.LOADED).add_to_hass(hass)
    assert await async_setup_component(hass, "energy", {})
    assert await async_solar_entries(hass) == [{"value": "sunny", "label": "sunny"}]


async def test_the_plan_offers_what_it_expects_of_the_sun_by_hours(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain=DOMAIN, state=ConfigEntryState.LOADED)
    entry.add_to_hass(hass)
    hub = EnergyHub(entries=())
    entry.runtime_data = type("Data", (), {"energy": hub})()
    assert await async_get_solar_forecast(hass, entry.entry_id) is None
    half = 1800.0
    hub.shown = {"steps": [half, 2 * half, 4 * half, 7 * half], "pv": [1.0, 2.0, 3.0]}
    assert await async_get_solar_forecast(hass, entry.entry_id) == {
        "wh_hours": {
            "1970-01-01T00:00:00+00:00": 500.0,
            "1970-01-01T01:00:00+00:00": 2000.0,
            "1970-01-01T02:00:00+00:00": 3000.0,
            "1970-01-01T03:00:00+00:00": 1500.0,
        }
    }


async def test_without_energy_there_is_no_forecast(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain=DOMAIN, state=ConfigEntryState.LOADED)
    entry.add_to_hass(hass)
    entry.runtime_data = type("Data", (), {"energy": None})()
    assert await async_get_solar_forecast(hass, entry.entry_id) is None
    assert await async_get_solar_forecast(hass, "gone") is None
