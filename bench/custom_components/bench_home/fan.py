"""Fans with a speed."""

from typing import Any, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchFan(BenchEntity, FanEntity):
    """A fan; its speed in per cent is 0 when off."""

    _attr_supported_features = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF | FanEntityFeature.SET_SPEED

    @override
    def begin(self) -> None:
        self._attr_percentage = 50 if self.spec.get("state") == "on" else 0

    @override
    async def async_turn_on(self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any) -> None:
        self.obey(percentage=percentage or 50)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self.obey(percentage=0)

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        self.obey(percentage=percentage)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the fans."""
    add(entry, "fan", BenchFan, async_add_entities)
