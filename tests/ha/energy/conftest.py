"""A home with a meter, a battery that follows its actions, prices by the time of use, and the integration in it."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    setup_test_component_platform,
)

from custom_components.llm_agents.bridge.energy_hub import EnergyHub
from custom_components.llm_agents.const import DOMAIN, SUBENTRY_ASSET
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.number import NumberEntity
from homeassistant.components.select import SelectEntity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity import Entity
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

GRID = {
    "kind": "grid",
    "parameters": {},
    "entities": {"power": "sensor.grid"},
    "tariff": {
        "import": {
            "pricing": "time_of_use",
            "price": 0.4,
            "periods": [{"price": 0.1, "start": 0, "end": 360}],
        },
        "export": {"pricing": "fixed", "price": 0.05},
    },
}
BATTERY = {
    "kind": "battery",
    "parameters": {"capacity_kwh": 10, "charge_kw": 5, "discharge_kw": 5},
    "entities": {"power": "sensor.battery", "soc": "sensor.soc"},
    "control": {
        "mode": "select.inverter",
        "charge_power": "number.charge",
        "options": {"self_consume": "General", "charge": "Force charge", "hold": "Hold"},
    },
}
OPTIONS = ["General", "Force charge", "Hold"]


class Device(Entity):
    """A device that follows, is broken or stuck."""

    _attr_should_poll = False

    def __init__(self, house: House, entity_id: str) -> None:
        """Be a device of a house."""
        self.house = house
        self.entity_id = entity_id
        self._attr_unique_id = entity_id

    def told(self, value: str | float) -> bool:
        """Note what was asked; return whether it is done."""
        self.house.calls.append((self.entity_id, value))
        if self.entity_id in self.house.broken:
            raise HomeAssistantError("no answer")
        return self.entity_id not in self.house.stuck


class Choice(Device, SelectEntity):
    """A select."""

    _attr_options = OPTIONS
    _attr_current_option = "General"

    async def async_select_option(self, option: str) -> None:
        """Follow."""
        if self.told(option):
            self._attr_current_option = option
            self.async_write_ha_state()


class Power(Device, NumberEntity):
    """A number in watt."""

    _attr_native_min_value, _attr_native_max_value, _attr_native_step = 0, 5000, 100
    _attr_native_unit_of_measurement = "W"
    _attr_native_value = 5000.0

    async def async_set_native_value(self, value: float) -> None:
        """Follow."""
        if self.told(value):
            self._attr_native_value = value
            self.async_write_ha_state()


class House:
    """The devices of the home, and what was asked of them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin without devices."""
        self.hass = hass
        self.calls: list[tuple[str, str | float]] = []
        self.broken: set[str] = set()
        self.stuck: set[str] = set()
        self.inverter = Choice(self, "select.inverter")
        self.charge = Power(self, "number.charge")

    async def furnish(self) -> None:
        """Add the devices, and expose them."""
        for domain, device in (("select", self.inverter), ("number", self.charge)):
            setup_test_component_platform(self.hass, domain, [device])
            assert await async_setup_component(self.hass, domain, {domain: {"platform": "test"}})
            await self.hass.async_block_till_done()
            async_expose_entity(self.hass, "conversation", device.entity_id, True)

    def turn(self, option: str, context: Context | None = None) -> None:
        """Let somebody else set the inverter."""
        self.inverter._attr_current_option = option
        if context is not None:
            self.inverter.async_set_context(context)
        self.inverter.async_write_ha_state()

    def measure(self, entity_id: str, value: float | str, unit: str) -> None:
        """Let a sensor say something."""
        self.hass.states.async_set(entity_id, str(value), {"unit_of_measurement": unit})

    def state(self, entity_id: str) -> str:
        """Return the state of an entity."""
        state = self.hass.states.get(entity_id)
        assert state is not None, entity_id
        return state.state


@pytest.fixture(name="house")
async def house_fixture(hass: HomeAssistant, tmp_path: Path) -> House:
    """Furnish the home: the meter says 1 kW, the battery is half full."""
    hass.config.config_dir = str(tmp_path)
    hass.config.currency = "EUR"
    assert await async_setup_component(hass, "homeassistant", {})
    house = House(hass)
    house.measure("sensor.grid", 1000, "W")
    house.measure("sensor.battery", 0, "W")
    house.measure("sensor.soc", 50, "%")
    await house.furnish()
    return house


def add_asset(hass: HomeAssistant, entry: MockConfigEntry, asset_id: str, title: str, data: Mapping[str, Any]) -> None:
    """Add an asset to an entry."""
    subentry = ConfigSubentry(
        data=MappingProxyType(dict(data)),
        subentry_type=SUBENTRY_ASSET,
        title=title,
        unique_id=None,
        subentry_id=asset_id,
    )
    hass.config_entries.async_add_subentry(entry, subentry)


@pytest.fixture(name="energy")
def energy_fixture(hass: HomeAssistant, house: House) -> MockConfigEntry:
    """Return an entry with a grid and a battery, not set up."""
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    add_asset(hass, entry, "grid1", "Grid", GRID)
    add_asset(hass, entry, "battery1", "Battery", BATTERY)
    return entry


type SetUp = Callable[[MockConfigEntry], Awaitable[EnergyHub]]


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> EnergyHub:
    """Set an entry up, and wait until its desk has planned."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    hub: EnergyHub | None = entry.runtime_data.energy
    assert hub is not None
    return hub


async def settle(hass: HomeAssistant) -> None:
    """Wait for all that is under way, background tasks too."""
    await hass.async_block_till_done(wait_background_tasks=True)


async def later(hass: HomeAssistant, freezer: Any, seconds: float, step: float = 15) -> None:
    """Let time pass, tick by tick."""
    for _ in range(int(seconds // step)):
        freezer.tick(step)
        async_fire_time_changed(hass, dt_util.utcnow())
        await settle(hass)
