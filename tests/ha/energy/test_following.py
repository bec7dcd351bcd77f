"""Devices that cannot follow the meter themselves are led every few seconds: a battery set by its power, a charger."""

import asyncio
from collections.abc import Mapping
import threading
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, setup_test_component_platform

from custom_components.llm_agents.bridge.energy_hub import Ordered
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.agents.profiles import Autonomy
from custom_components.llm_agents.core.energy.control import Reason
from custom_components.llm_agents.core.energy.modes import Mode
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import BATTERY, GRID, Device, House, Power, add_asset, later, set_up, settle

SIGNED = BATTERY | {"control": {"power": "number.charge"}}
CAR = {
    "kind": "vehicle",
    "parameters": {"capacity_kwh": 50, "minimum_kw": 1.4, "maximum_kw": 7.4, "phases": 1, "charging": "solar"},
    "entities": {"power": "sensor.wallbox", "soc": "sensor.car", "plugged": "binary_sensor.plugged"},
    "control": {"switch": "switch.wallbox", "current": "number.ampere"},
}


class Contactor(Device, SwitchEntity):
    """What switches a charger."""

    _attr_is_on = False

    async def async_turn_on(self, **_: Any) -> None:
        """Follow."""
        self._attr_is_on = self.told("on")
        self.async_write_ha_state()

    async def async_turn_off(self, **_: Any) -> None:
        """Follow."""
        self._attr_is_on = not self.told("off")
        self.async_write_ha_state()


@pytest.fixture(autouse=True)
async def noon(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be noon, where electricity is dear."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2027-06-12T10:00:00+00:00")


def entry_of(hass: HomeAssistant, **assets: Mapping[str, Any]) -> MockConfigEntry:
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    for title, data in {"Grid": GRID, **assets}.items():
        add_asset(hass, entry, f"{title.lower()}1", title, data)
    return entry


async def test_a_battery_set_by_a_signed_power_covers_what_the_home_needs(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    house.charge._attr_native_min_value = -5000
    house.charge.async_write_ha_state()
    hub = await set_up(hass, entry_of(hass, Battery=SIGNED))
    assert hub.asset("battery1")["mode"] == "self_consume"
    assert float(house.state("number.charge")) == -1000
    house.measure("sensor.battery", 1000, "W")  # it gives
    house.measure("sensor.grid", 600, "W")
    await later(hass, freezer, 15)
    assert float(house.state("number.charge")) == -1600
    house.measure("sensor.battery", 1600, "W")
    house.measure("sensor.grid", -2600, "W")
    await later(hass, freezer, 15)
    assert float(house.state("number.charge")) == 1000
    house.measure("sensor.grid", "unavailable", "W")
    await later(hass, freezer, 15)
    assert float(house.state("number.charge")) == 0


async def test_a_battery_is_not_led_by_an_agent_that_observes(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    entry = entry_of(hass, Battery=SIGNED)
    await set_up(hass, entry)
    subentry = entry.runtime_data.agents.subentry("energy")
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "autonomy": Autonomy.OBSERVE.value}
    )
    await settle(hass)
    house.calls.clear()
    house.measure("sensor.grid", 3000, "W")
    await later(hass, freezer, 120)
    assert house.calls == []


async def test_a_car_for_the_sun_alone_takes_what_the_sun_leaves(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    contactor, ampere = Contactor(house, "switch.wallbox"), Power(house, "number.ampere")
    ampere._attr_native_min_value, ampere._attr_native_max_value, ampere._attr_native_step = 6, 32, 1
    ampere._attr_native_unit_of_measurement, ampere._attr_native_value = "A", 6.0
    setup_test_component_platform(hass, "switch", [contactor])
    assert await async_setup_component(hass, "switch", {"switch": {"platform": "test"}})
    await hass.data["number"].async_add_entities([ampere])
    await hass.async_block_till_done()
    for device in (contactor, ampere):
        async_expose_entity(hass, "conversation", device.entity_id, True)
    house.measure("sensor.wallbox", 0, "W")
    house.measure("sensor.car", 40, "%")
    hass.states.async_set("binary_sensor.plugged", "on")
    house.measure("sensor.grid", -3000, "W")
    hub = await set_up(hass, entry_of(hass, Car=CAR))
    await hub.working.override(Ordered(asset_id="car1", mode=Mode.SOLAR, minutes=120))
    await later(hass, freezer, 15)
    assert house.state("switch.wallbox") == "off"
    await later(hass, freezer, 75)
    assert house.state("switch.wallbox") == "on"
    assert float(house.state("number.ampere")) == 13  # 3 kW at 230 V
    house.measure("sensor.wallbox", 2990, "W")
    house.measure("sensor.grid", -1000, "W")
    await later(hass, freezer, 15)
    assert float(house.state("number.ampere")) == 17
    house.measure("sensor.wallbox", 3910, "W")
    house.measure("sensor.grid", 4500, "W")  # a cloud
    await later(hass, freezer, 15)
    assert (house.state("switch.wallbox"), float(house.state("number.ampere"))) == ("on", 6)
    house.measure("sensor.wallbox", 1380, "W")
    house.measure("sensor.grid", 2000, "W")
    await later(hass, freezer, 240)
    assert house.state("switch.wallbox") == "off"


async def test_what_is_under_way_ends_before_an_entry_is_unloaded(
    hass: HomeAssistant, house: House, energy: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = await set_up(hass, energy)
    desk: Any = hub.working
    release, plan = threading.Event(), desk.controller.replan

    def slow(snapshot: Any) -> Any:
        release.wait(5)
        return plan(snapshot)

    monkeypatch.setattr(desk.controller, "replan", slow)
    house.calls.clear()
    house.inverter._attr_current_option = "Hold"
    desk.ask_for_plan(Reason.WISH)
    unloading = hass.async_create_task(hass.config_entries.async_unload(energy.entry_id))
    for _ in range(200):
        await asyncio.sleep(0)
    assert not unloading.done()
    release.set()
    assert await unloading
    assert house.calls == []
