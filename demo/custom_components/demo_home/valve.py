"""The water valves."""

from functools import partial

from homeassistant.components.valve import ValveDeviceClass, ValveEntity, ValveEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry
from .sim.devices import Delayed

OPEN, CLOSED = "open", "closed"


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the valves."""
    add(HomeValve(entry.runtime_data, device, thing) for device, thing in things("valve"))


class HomeValve(DeviceEntity[Delayed], ValveEntity):
    """A valve that opens and closes within seconds."""

    _attr_device_class = ValveDeviceClass.WATER
    _attr_reports_position = False
    _attr_supported_features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE

    @property
    def is_closed(self) -> bool:
        """Return whether it is shut."""
        return self.device.state == CLOSED

    @property
    def is_opening(self) -> bool:
        """Return whether it is about to open."""
        return self.device.busy and self.device.target == OPEN

    @property
    def is_closing(self) -> bool:
        """Return whether it is about to close."""
        return self.device.busy and self.device.target == CLOSED

    async def async_open_valve(self) -> None:
        """Open."""
        self.command(partial(self.device.go, OPEN))

    async def async_close_valve(self) -> None:
        """Close."""
        self.command(partial(self.device.go, CLOSED))
