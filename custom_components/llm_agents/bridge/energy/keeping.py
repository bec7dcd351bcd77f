"""What the energy desk knows, kept in Home Assistant's storage: for restarts, for export, and to be forgotten."""

from collections.abc import Callable, Mapping
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ...const import DOMAIN

_LOGGER = logging.getLogger(__name__)

STORAGE_KEY = f"{DOMAIN}.energy"
_VERSION = 1
_SAVE_SECONDS = 300

type State = Mapping[str, Any]


class Kept:
    """Parts of a desk by name, each with what it keeps and how it takes that up."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Keep in the storage of a Home Assistant."""
        self._store: Store[dict[str, Any]] = Store(hass, _VERSION, STORAGE_KEY, private=True)
        self._parts: dict[str, tuple[Callable[[], State], Callable[[State], None]]] = {}

    def add(self, name: str, state: Callable[[], State], restore: Callable[[State], None]) -> None:
        """Keep a part from now on."""
        self._parts[name] = (state, restore)

    async def load(self) -> None:
        """Let all parts take up what was kept; one that cannot read it begins anew."""
        kept = await self._store.async_load() or {}
        for name, (_, restore) in self._parts.items():
            if name not in kept:
                continue
            try:
                restore(kept[name])
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
        return {name: dict(state()) for name, (state, _) in self._parts.items()}

    async def erase(self) -> None:
        """Forget all, on disk too."""
        await self._store.async_remove()
