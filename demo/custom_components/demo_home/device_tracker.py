"""The phones of the two people."""

from typing import Any

from homeassistant.components.device_tracker import TrackerEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .sim.people import AWAY

#: degrees north and east from home
WORK, OUT = (0.062, 0.041), (-0.021, 0.018)


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the phones."""
    add(HomePhone(entry.runtime_data, device, thing) for device, thing in things("device_tracker"))


class HomePhone(HomeEntity, TrackerEntity):
    """A phone that tells where its owner is."""

    _attr_device_info: DeviceInfo  # type: ignore[assignment] # trackers may have a device, their base says they have none
    _attr_location_accuracy = 12

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Find the owner."""
        super().__init__(hub, device, thing)
        self._person = self.key.partition(".")[2].removesuffix("_phone")

    def read(self) -> None:
        """Ask where the owner is."""
        place = self.shown()
        north, east = (WORK if place == "work" else OUT) if place else (0.0, 0.0)
        self._attr_latitude = self.hub.hass.config.latitude + north
        self._attr_longitude = self.hub.hass.config.longitude + east

    def shown(self) -> Any:
        """Return the place away from home, or nothing."""
        house = self.hub.house
        place = house.people.stay(self._person, house.time).place
        return place if place in AWAY else None
