"""Locks."""

from typing import Any, override

from homeassistant.components.lock import LockEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity, is_on


class BenchLock(BenchEntity, LockEntity):
    """A lock."""

    @override
    def begin(self) -> None:
        self.truth = {"locked": True}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"locked": state == "locked" or is_on(state)}

    @property
    @override
    def is_locked(self) -> bool:
        return bool(self.truth["locked"])

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        self.obey(locked=True)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        self.obey(locked=False)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the locks."""
    add(entry, "lock", BenchLock, add_entities)
