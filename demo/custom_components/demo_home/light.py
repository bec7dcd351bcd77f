"""The lamps."""

from functools import partial
from typing import Any

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_HS_COLOR,
    ColorMode,
    LightEntity,
    LightEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry, Hub
from .sim.devices import Light


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the lamps."""
    add(HomeLight(entry.runtime_data, device, thing) for device, thing in things("light"))


class HomeLight(DeviceEntity[Light], LightEntity):
    """A lamp that switches, dims, has shades of white or colours."""

    _attr_supported_features = LightEntityFeature(0)
    _attr_min_color_temp_kelvin = 2200
    _attr_max_color_temp_kelvin = 6500

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell what it can."""
        super().__init__(hub, device, thing)
        modes = {ColorMode.COLOR_TEMP} if self.device.whites else set()
        if self.device.colours:
            modes.add(ColorMode.HS)
        self._attr_supported_color_modes = modes or {ColorMode.BRIGHTNESS if self.device.dims else ColorMode.ONOFF}

    @property
    def is_on(self) -> bool:
        """Return whether it shines."""
        return self.device.on

    @property
    def brightness(self) -> int | None:
        """Return 1 to 255."""
        return self.device.brightness if self.device.dims else None

    @property
    def color_mode(self) -> ColorMode:
        """Return what it shows now."""
        if self.device.colours and self.device.coloured:
            return ColorMode.HS
        if self.device.whites:
            return ColorMode.COLOR_TEMP
        return ColorMode.BRIGHTNESS if self.device.dims else ColorMode.ONOFF

    @property
    def color_temp_kelvin(self) -> int | None:
        """Return the shade of white."""
        return self.device.kelvin if self.device.whites else None

    @property
    def hs_color(self) -> tuple[float, float] | None:
        """Return hue and saturation."""
        return self.device.hs if self.device.colours and self.device.coloured else None

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on, with what is asked."""
        self.command(partial(self._light, kwargs))

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        self.command(partial(setattr, self.device, "on", False))

    def _light(self, wish: dict[str, Any]) -> None:
        lamp = self.device
        lamp.on = True
        if ATTR_BRIGHTNESS in wish:
            lamp.brightness = max(1, int(wish[ATTR_BRIGHTNESS]))
        if ATTR_COLOR_TEMP_KELVIN in wish:
            lamp.kelvin, lamp.coloured = int(wish[ATTR_COLOR_TEMP_KELVIN]), False
        if ATTR_HS_COLOR in wish:
            hue, saturation = wish[ATTR_HS_COLOR]
            lamp.hs, lamp.coloured = (float(hue), float(saturation)), True
