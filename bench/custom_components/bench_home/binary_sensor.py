"""Binary sensors that nobody can command."""

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchToggle


class BenchBinarySensor(BenchToggle, BinarySensorEntity):
    """A binary sensor."""


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors."""
    add(entry, "binary_sensor", BenchBinarySensor, add_entities)
