"""Devices that obey at once, or not at all, so that what an agent did can be read from the states."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .base import BenchEntity


def domains(entry: ConfigEntry) -> list[str]:
    """Return the domains of the entry's entities."""
    return sorted({spec["entity_id"].partition(".")[0] for spec in entry.data["entities"]})


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Set up the platforms of every entity in the entry's data; the entities stand in `runtime_data`."""
    entry.runtime_data = []
    await hass.config_entries.async_forward_entry_setups(entry, domains(entry))
    return True


def add(entry: ConfigEntry, domain: str, kind: type[BenchEntity], add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the entities of one domain."""
    specs: list[dict[str, Any]] = [s for s in entry.data["entities"] if s["entity_id"].startswith(f"{domain}.")]
    entities = [kind(spec) for spec in specs]
    entry.runtime_data.extend(entities)
    add_entities(entities)
