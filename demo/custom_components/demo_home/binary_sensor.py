"""Doors, windows, motion, leaks and smoke."""

from typing import Any

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .readings import CONTACTS


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the binary sensors."""
    add(HomeContact(entry.runtime_data, device, thing) for device, thing in things("binary_sensor"))


class HomeContact(HomeEntity, BinarySensorEntity):
    """A sensor that is on or off."""

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell what it senses."""
        super().__init__(hub, device, thing)
        self._contact = CONTACTS[self.key]
        kind = self._contact.device_class
        self._attr_device_class = BinarySensorDeviceClass(kind) if kind else None

    @property
    def is_on(self) -> bool:
        """Return whether it is on."""
        return self._contact.read(self.hub.house)

    def shown(self) -> Any:
        """Return what is shown."""
        return self.is_on
