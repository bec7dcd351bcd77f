"""Blinds with a position, and doors."""

from typing import Any, override

from homeassistant.components.cover import ATTR_POSITION, CoverDeviceClass, CoverEntity, CoverEntityFeature
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchCover(BenchEntity, CoverEntity):
    """A cover that is where it was told to be at once."""

    _attr_supported_features = (
        CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE | CoverEntityFeature.SET_POSITION | CoverEntityFeature.STOP
    )

    @override
    def begin(self) -> None:
        self._attr_device_class = CoverDeviceClass(self.spec.get("device_class", "blind"))
        self._move(100 if self.spec.get("state", "open") == "open" else 0)

    def _move(self, position: int) -> None:
        self._attr_current_cover_position = position
        self._attr_is_closed = position == 0

    def _obey_to(self, position: int) -> None:
        self.obey(current_cover_position=position, is_closed=position == 0)

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        self._obey_to(100)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        self._obey_to(0)

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        self._obey_to(kwargs[ATTR_POSITION])

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        self.async_write_ha_state()


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the covers."""
    add(entry, "cover", BenchCover, async_add_entities)
