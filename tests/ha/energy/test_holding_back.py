"""Panels are held back while feeding in costs money, and set free again."""

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.asset_sharing import share
from custom_components.llm_agents.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import GRID, House, add_asset, later, set_up

LIMIT = "input_number.limit"
ROOF = {
    "kind": "photovoltaics",
    "parameters": {"peak_kw": 5, "curtailable": True},
    "entities": {"power": "sensor.sun"},
    "control": {"limit": LIMIT},
}
PRICES = {
    "import": {"pricing": "fixed", "price": 0.3},
    "export": {"pricing": "time_of_use", "price": 0.1, "periods": [{"price": -0.2, "start": 0, "end": 780}]},
}


async def test_panels_make_no_more_than_is_used_while_feeding_in_costs(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("US/Pacific")
    freezer.move_to("2027-06-12T12:45:00-07:00")
    limit = {"min": 0, "max": 5000, "step": 1, "initial": 5000, "unit_of_measurement": "W"}
    assert await async_setup_component(hass, "input_number", {"input_number": {"limit": limit}})
    house.measure("sensor.sun", 4, "kW")
    house.measure("sensor.grid", -3, "kW")
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    add_asset(hass, entry, "grid1", "Grid", GRID | {"tariff": PRICES})
    add_asset(hass, entry, "roof1", "Roof", ROOF)
    await set_up(hass, entry)
    share(hass, entry, [LIMIT])  # as the form of the asset does
    await later(hass, freezer, 75)
    hub = entry.runtime_data.energy
    assert float(house.state(LIMIT)) == 1000
    house.measure("sensor.sun", 1, "kW")
    house.measure("sensor.grid", 0.5, "kW")  # somebody cooks
    await later(hass, freezer, 60)
    assert float(house.state(LIMIT)) == 1500
    found = await entry.runtime_data.journal.latest(50)
    assert len([turn for turn in found if turn.profile == "energy"]) == 1  # following is no new decision
    assert (await hub.working.export())["expecting"]["held"].keys() == {"roof1"}
    await later(hass, freezer, 900)
    assert float(house.state(LIMIT)) == 5000
