"""What the energy desk knows, kept in Home Assistant's storage: for restarts, for export, and to be forgotten."""

from collections.abc import Mapping
import logging
from typing import Any, Protocol

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ...const import DOMAIN

_LOGGER = logging.getLogger(__name__)

STORAGE_KEY = f"{DOMAIN}.energy"
_VERSION = 1
_SAVE_SECONDS = 300


class Part(Protocol):
    """What remembers something."""

    def state(self) -> Mapping[str, Any]:
        """Return what is to be kept, as JSON."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept. Raises `AttributeError`, `KeyError`, `TypeError` or `ValueError` for what was not."""


class Kept:
    """Parts of a desk by name: what they remember."""

    def __init__(self, hass: HomeAssistant, parts: Mapping[str, Part]) -> None:
        """Keep parts in the storage of a Home Assistant."""
        self._store: Store[dict[str, Any]] = Store(hass, _VERSION, STORAGE_KEY, private=True)
        self._parts = parts

    async def load(self) -> None:
        """Let all parts take up what was kept; one that cannot read it begins anew."""
        kept = await self._store.async_load() or {}
        for name, part in self._parts.items():
            if name not in kept:
                continue
            try:
                part.restore(kept[name])
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("What was kept of energy (%s) cannot be read and begins anew: %r", name, err)

    def save_soon(self) -> None:
        """Keep all in some minutes."""
        self._store.async_delay_save(self.told, _SAVE_SECONDS)

    async def save(self) -> None:
        """Keep all now."""
        await self._store.async_save(self.told())

    def told(self) -> dict[str, Any]:
        """Return all that is kept, as JSON."""
        return {name: dict(part.state()) for name, part in self._parts.items()}

    async def erase(self) -> None:
        """Forget all, on disk too."""
        await self._store.async_remove()
