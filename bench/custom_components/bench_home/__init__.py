"""Devices that obey at once, or not at all; what they are is kept apart from what Home Assistant shows of it.

A light that is off still has its brightness: no side effect hides behind an attribute that is not shown.
"""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .base import BenchEntity

PLATFORMS = frozenset(
    [
        "alarm_control_panel",
        "binary_sensor",
        "button",
        "calendar",
        "climate",
        "cover",
        "fan",
        "humidifier",
        "lawn_mower",
        "light",
        "lock",
        "media_player",
        "number",
        "scene",
        "select",
        "sensor",
        "siren",
        "switch",
        "todo",
        "vacuum",
        "valve",
        "water_heater",
        "weather",
    ]
)

type BenchEntry = ConfigEntry[dict[str, BenchEntity]]


def domain_of(spec: dict[str, Any]) -> str:
    """Return the domain of a spec's entity."""
    return str(spec["entity_id"]).partition(".")[0]


async def async_setup_entry(hass: HomeAssistant, entry: BenchEntry) -> bool:
    """Set up the platforms of the entities in the entry's data; the devices stand in `runtime_data`."""
    entry.runtime_data = {}
    await hass.config_entries.async_forward_entry_setups(
        entry, sorted({domain_of(spec) for spec in entry.data["entities"]} & PLATFORMS)
    )
    return True


def add(entry: BenchEntry, domain: str, kind: type[BenchEntity], add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the entities of one domain."""
    entities = [kind(spec) for spec in entry.data["entities"] if domain_of(spec) == domain]
    entry.runtime_data.update((entity.entity_id, entity) for entity in entities)
    add_entities(entities)
