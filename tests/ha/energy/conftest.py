"""A home with a meter, a battery that follows its actions, prices by the time of use, and the integration in it."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.llm_agents.bridge.energy_hub import EnergyHub
from custom_components.llm_agents.const import DOMAIN, SUBENTRY_ASSET
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .simple import SimpleController

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


class House:
    """The devices of the home: states that follow actions, unless they are broken or stuck."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Register the actions."""
        self.hass = hass
        self.calls: list[ServiceCall] = []
        self.broken: set[str] = set()
        self.stuck: set[str] = set()
        for domain, service in (
            ("select", "select_option"),
            ("number", "set_value"),
            ("switch", "turn_on"),
            ("switch", "turn_off"),
        ):
            hass.services.async_register(domain, service, self._carry_out)

    def device(self, entity_id: str, state: str, *, exposed: bool = True, **attributes: Any) -> None:
        """Add a device that can be controlled."""
        domain, object_id = entity_id.split(".")
        registry = er.async_get(self.hass)
        registry.async_get_or_create(domain, "test", object_id, suggested_object_id=object_id)
        async_expose_entity(self.hass, "conversation", entity_id, exposed)
        self.hass.states.async_set(entity_id, state, attributes)

    def measure(self, entity_id: str, value: float | str, unit: str) -> None:
        """Let a sensor say something."""
        self.hass.states.async_set(entity_id, str(value), {"unit_of_measurement": unit})

    def state(self, entity_id: str) -> str:
        """Return the state of an entity."""
        state = self.hass.states.get(entity_id)
        assert state is not None, entity_id
        return state.state

    async def _carry_out(self, call: ServiceCall) -> None:
        self.calls.append(call)
        for entity_id in call.data["entity_id"]:
            if entity_id in self.broken:
                raise HomeAssistantError("no answer")
            state = self.hass.states.get(entity_id)
            if state is None or entity_id in self.stuck:
                continue
            wished = call.data.get("option", call.data.get("value", call.service.removeprefix("turn_")))
            self.hass.states.async_set(entity_id, str(wished), state.attributes, context=call.context)


@pytest.fixture(name="controller", autouse=True)
def controller_fixture() -> Iterator[None]:
    """Plan with a simple controller."""
    with patch("custom_components.llm_agents.bridge.energy.gathering.Controller", SimpleController):
        yield


@pytest.fixture(name="house")
async def house_fixture(hass: HomeAssistant, tmp_path: Any) -> House:
    """Furnish the home: the meter says 1 kW, the battery is half full."""
    hass.config.config_dir = str(tmp_path)
    hass.config.currency = "EUR"
    assert await async_setup_component(hass, "homeassistant", {})
    house = House(hass)
    house.measure("sensor.grid", 1000, "W")
    house.measure("sensor.battery", 0, "W")
    house.measure("sensor.soc", 50, "%")
    house.device("select.inverter", "General", options=OPTIONS)
    house.device("number.charge", "5000", min=0, max=5000, step=100, unit_of_measurement="W")
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
