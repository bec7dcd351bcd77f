"""The locks of the two doors."""

from functools import partial
from typing import Any

from homeassistant.components.lock import LockEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry
from .sim.devices import Delayed

LOCKED, UNLOCKED = "locked", "unlocked"


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the locks."""
    add(HomeLock(entry.runtime_data, device, thing) for device, thing in things("lock"))


class HomeLock(DeviceEntity[Delayed], LockEntity):
    """A lock whose motor needs a second."""

    @property
    def is_locked(self) -> bool:
        """Return whether it is locked."""
        return self.device.state == LOCKED

    @property
    def is_locking(self) -> bool:
        """Return whether it is about to lock."""
        return self.device.busy and self.device.target == LOCKED

    @property
    def is_unlocking(self) -> bool:
        """Return whether it is about to unlock."""
        return self.device.busy and self.device.target == UNLOCKED

    async def async_lock(self, **kwargs: Any) -> None:
        """Lock."""
        self.command(partial(self.device.go, LOCKED))

    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock."""
        self.command(partial(self.device.go, UNLOCKED))
