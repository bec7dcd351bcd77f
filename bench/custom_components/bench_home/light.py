"""Lights with what of brightness, shades of white, colours and effects the spec gives them."""

from typing import Any, ClassVar, override

from homeassistant.components.light import ColorMode, LightEntity, LightEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity, is_on

_COLOURS = frozenset({"rgb", "hs", "xy", "rgbw", "rgbww"})
_DIMMABLE = frozenset({"brightness", "white"})


class BenchLight(BenchEntity, LightEntity):
    """A light; `supported_color_modes` of the spec tells what it can."""

    FIELDS: ClassVar = {
        "brightness": "brightness",
        "rgb_color": "rgb",
        "color_temp_kelvin": "kelvin",
        "effect": "effect",
    }

    @override
    def begin(self) -> None:
        named = self.attributes.get("supported_color_modes") or ["brightness"]
        modes = {str(mode) for mode in ([named] if isinstance(named, str) else named)}
        self.truth = {"on": False, "brightness": 255}
        supported: set[ColorMode] = set()
        if modes & _COLOURS:
            supported.add(ColorMode.RGB)
            self.truth["rgb"] = (255, 255, 255)
        if "color_temp" in modes:
            supported.add(ColorMode.COLOR_TEMP)
            self.truth["kelvin"] = 3000
        if not supported and modes & _DIMMABLE:
            supported.add(ColorMode.BRIGHTNESS)
        if not supported:
            supported.add(ColorMode.ONOFF)
            del self.truth["brightness"]
        self._attr_supported_color_modes = supported
        self._attr_min_color_temp_kelvin = self.attributes.get("min_color_temp_kelvin", 2000)
        self._attr_max_color_temp_kelvin = self.attributes.get("max_color_temp_kelvin", 6500)
        if effects := self.attributes.get("effect_list"):
            self._attr_effect_list = list(effects)
            self._attr_supported_features = LightEntityFeature.EFFECT
            self.truth["effect"] = None
        self._mode = ColorMode.COLOR_TEMP

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"on": is_on(state)}

    @override
    def reset(self) -> None:
        super().reset()
        self._mode = ColorMode.COLOR_TEMP

    @property
    @override
    def is_on(self) -> bool:
        return bool(self.truth["on"])

    @property
    @override
    def brightness(self) -> int | None:
        return self.truth.get("brightness")

    @property
    @override
    def rgb_color(self) -> tuple[int, int, int] | None:
        return self.truth.get("rgb")

    @property
    @override
    def color_temp_kelvin(self) -> int | None:
        return self.truth.get("kelvin")

    @property
    @override
    def effect(self) -> str | None:
        return self.truth.get("effect")

    @property
    @override
    def color_mode(self) -> ColorMode:
        modes = self._attr_supported_color_modes or {ColorMode.ONOFF}
        return self._mode if len(modes) > 1 else ColorMode(next(iter(modes)))

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        wishes = {key: kwargs[name] for name, key in self.FIELDS.items() if name in kwargs and key in self.truth}
        if "rgb" in wishes:
            wishes["rgb"] = tuple(wishes["rgb"])
            self._mode = ColorMode.RGB
        elif "kelvin" in wishes:
            self._mode = ColorMode.COLOR_TEMP
        self.obey(on=True, **wishes)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self.obey(on=False)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the lights."""
    add(entry, "light", BenchLight, add_entities)
