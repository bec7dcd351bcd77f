"""Plugs, the wall box and the appliances."""

from functools import partial
from typing import Any

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry
from .sim.devices import Switch


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the switches."""
    add(HomeSwitch(entry.runtime_data, device, thing) for device, thing in things("switch"))


class HomeSwitch(DeviceEntity[Switch], SwitchEntity):
    """A switch; an appliance's starts its programme."""

    @property
    def is_on(self) -> bool:
        """Return whether it is on."""
        return self.device.on

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        self.command(partial(setattr, self.device, "on", True))

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        self.command(partial(setattr, self.device, "on", False))
