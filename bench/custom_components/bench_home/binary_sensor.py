"""Binary sensors with a fixed state."""

from typing import override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchBinarySensor(BenchEntity, BinarySensorEntity):
    """A binary sensor that shows the spec's state."""

    @override
    def begin(self) -> None:
        self._attr_is_on = self.spec.get("state") == "on"
        self._attr_device_class = BinarySensorDeviceClass(self.spec["device_class"])


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors."""
    add(entry, "binary_sensor", BenchBinarySensor, async_add_entities)
