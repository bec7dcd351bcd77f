"""What the demo home's Energy dashboard tells of is set up as energy assets by one confirmation."""

import json
from pathlib import Path

import pytest

from custom_components.llm_agents.bridge.energy.measuring import measured_number, measured_power
from custom_components.llm_agents.bridge.energy.proposals import Proposal, async_proposals
from custom_components.llm_agents.bridge.energy.sources import async_prices, async_solar
from custom_components.llm_agents.core.energy.asset_codec import AssetEntry, EntityRole, asset_from_data
from custom_components.llm_agents.core.energy.assets import AssetKind
from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

PREFERENCES = Path(__file__).resolve().parents[3] / "demo" / "config" / ".storage" / "energy"
NAMES = {kind: kind.value for kind in AssetKind}


@pytest.fixture(autouse=True)
def recorded_first(recorder_mock: Recorder) -> None:
    """Begin to record before anything else."""


@pytest.fixture(name="found")
async def found_fixture(hass: HomeAssistant, demo_home: object) -> dict[str, Proposal]:
    """Return what is proposed in the demo home with its own preferences, by name."""
    hass.config.currency = "USD"
    assert await async_setup_component(hass, "energy", {})
    data = json.loads(PREFERENCES.read_text(encoding="utf-8"))["data"]
    await (await async_get_manager(hass)).async_update(data)
    return {one.name: one for one in await async_proposals(hass, NAMES)}


def entry(one: Proposal) -> AssetEntry:
    return asset_from_data(one.name, one.name, one.as_data())


async def test_the_kinds_are_recognised(found: dict[str, Proposal]) -> None:
    assert {name: one.kind.value for name, one in found.items()} == {
        "Electricity": "grid",
        "Roof": "photovoltaics",
        "Home battery": "battery",
        "Heat pump": "zone",
        "Car": "vehicle",
        "Hot water": "water_heater",
        "Washing machine": "appliance",
        "Dishwasher": "appliance",
    }


async def test_the_battery_can_be_brought_into_modes(found: dict[str, Proposal]) -> None:
    battery = entry(found["Home battery"])
    modes = {mode.value for mode in battery.controls.modes(AssetKind.BATTERY)}
    assert {"self_consume", "hold", "charge"} <= modes
    assert battery.entities[EntityRole.SOC] == "sensor.home_battery_level"


async def test_all_measured_values_are_read(hass: HomeAssistant, found: dict[str, Proposal]) -> None:
    powers = {name: measured_power(hass, entry(one)) for name, one in found.items()}
    assert all(power is not None for power in powers.values()), powers
    soc = measured_number(hass, entry(found["Home battery"]), EntityRole.SOC)
    assert soc is not None
    assert 0 <= soc <= 1


async def test_prices_and_sun_are_read(hass: HomeAssistant, found: dict[str, Proposal]) -> None:
    now = dt_util.utcnow().timestamp()
    prices = await async_prices(hass, entry(found["Electricity"]), now, now + 24 * 3600)
    assert prices.findings == ()
    assert prices.import_price is not None
    assert len(prices.import_price.values) > 5
    solar = await async_solar(hass, entry(found["Roof"]))
    assert found["Roof"].forecast["source"] == "own" or solar is not None
