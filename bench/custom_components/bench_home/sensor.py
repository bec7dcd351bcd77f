"""Sensors with a fixed value."""

from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchSensor(BenchEntity, SensorEntity):
    """A sensor that shows the spec's state."""

    @override
    def begin(self) -> None:
        self._attr_native_value = self.spec["state"]
        self._attr_device_class = SensorDeviceClass(self.spec["device_class"])
        self._attr_native_unit_of_measurement = self.spec["unit"]


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors."""
    add(entry, "sensor", BenchSensor, async_add_entities)
