"""What all entities of the demo home share."""

from collections.abc import Callable, Hashable
from typing import Any

from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity

from .arrangement import Device, Thing
from .const import DOMAIN
from .hub import Hub


def device_key(name: str, area: str | None) -> str:
    """Return what tells a device from all others; two may have the same name in different rooms."""
    return f"{area or 'home'}/{name}"


class HomeEntity(Entity):
    """One entity of the house. `key` is the entity id it was born with; the owner may rename it."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Take name, device and room from the catalogue."""
        self.hub = hub
        self.key = thing.entity_id
        self.entity_id = thing.entity_id
        self._attr_unique_id = thing.entity_id
        self._attr_name = thing.name
        self._attr_entity_category = EntityCategory.DIAGNOSTIC if thing.diagnostic else None
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, device_key(device.name, device.area))},
            name=device.name,
            manufacturer="Demo home",
            model=device.model,
        )
        self._told: Hashable = None

    @property
    def available(self) -> bool:
        """Return whether the device is plugged in."""
        return self.hub.is_plugged_in(self.key)

    async def async_added_to_hass(self) -> None:
        """Hear of changes of the house."""
        self.read()
        self._told = self._shown()
        self.async_on_remove(self.hub.listen(self._house_moved))

    def read(self) -> None:
        """Take the shown values from the house, where they are not read through."""

    def shown(self) -> Any:
        """Return something that changes whenever what is shown changes; `repr` is compared."""
        raise NotImplementedError

    def _shown(self) -> Hashable:
        return (self.available, repr(self.shown()))

    @callback
    def _house_moved(self) -> None:
        self.read()
        if (shown := self._shown()) != self._told:
            self._told = shown
            self.async_write_ha_state()


class DeviceEntity[DeviceT](HomeEntity):
    """An entity that a person can command, over one device of the house."""

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Find the device in the house."""
        super().__init__(hub, device, thing)
        self.device: DeviceT = hub.house.devices[thing.entity_id]  # type: ignore[assignment]

    def shown(self) -> Any:
        """Return the device: its fields are what is shown."""
        return self.device

    def command(self, change: Callable[[], None]) -> None:
        """Carry out a command."""
        self.hub.command(self.key, change)
