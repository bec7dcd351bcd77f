"""Locks."""

from typing import Any, override

from homeassistant.components.lock import LockEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchLock(BenchEntity, LockEntity):
    """A lock."""

    @override
    def begin(self) -> None:
        self._attr_is_locked = self.spec.get("state", "locked") == "locked"

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        self.obey(is_locked=True)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        self.obey(is_locked=False)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the locks."""
    add(entry, "lock", BenchLock, async_add_entities)
