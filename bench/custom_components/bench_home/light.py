"""Lights with brightness, colour temperature and colour."""

from typing import Any, override

from homeassistant.components.light import ColorMode, LightEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchLight(BenchEntity, LightEntity):
    """A light; `dimmer` leaves it brightness alone."""

    _attr_min_color_temp_kelvin = 2000
    _attr_max_color_temp_kelvin = 6500

    @override
    def begin(self) -> None:
        self._attr_is_on = self.spec.get("state") == "on"
        self._attr_brightness = self.spec.get("brightness", 128)
        self._attr_color_temp_kelvin = 3000
        self._attr_rgb_color = (255, 255, 255)
        dimmer = self.spec.get("dimmer", False)
        self._attr_supported_color_modes = {ColorMode.BRIGHTNESS} if dimmer else {ColorMode.COLOR_TEMP, ColorMode.RGB}
        self._attr_color_mode = ColorMode.BRIGHTNESS if dimmer else ColorMode.COLOR_TEMP

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        if "rgb_color" in kwargs:
            kwargs["color_mode"] = ColorMode.RGB
        elif "color_temp_kelvin" in kwargs:
            kwargs["color_mode"] = ColorMode.COLOR_TEMP
        known = {"brightness", "rgb_color", "color_temp_kelvin", "color_mode"}
        self.obey(is_on=True, **{k: v for k, v in kwargs.items() if k in known})

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self.obey(is_on=False)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the lights."""
    add(entry, "light", BenchLight, async_add_entities)
