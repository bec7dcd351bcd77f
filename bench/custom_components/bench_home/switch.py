"""Switches."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchSwitch(BenchEntity, SwitchEntity):
    """A switch."""

    @override
    def begin(self) -> None:
        self._attr_is_on = self.spec.get("state") == "on"

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        self.obey(is_on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self.obey(is_on=False)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the switches."""
    add(entry, "switch", BenchSwitch, async_add_entities)
