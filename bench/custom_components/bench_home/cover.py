"""Blinds, doors and whatever else opens."""

from typing import Any, override

from homeassistant.components.cover import ATTR_POSITION, ATTR_TILT_POSITION, CoverEntity, CoverEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .positional import BenchPositional


class BenchCover(BenchPositional, CoverEntity):
    """A cover; the features `stop`, `set_position` and `tilt` are the spec's to give."""

    @override
    def begin(self) -> None:
        super().begin()
        can = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE
        named = self.attributes.get("features") or ()
        if "stop" in named:
            can |= CoverEntityFeature.STOP
        if "set_position" in named:
            can |= CoverEntityFeature.SET_POSITION
        if "tilt" in named:
            can |= CoverEntityFeature.OPEN_TILT | CoverEntityFeature.CLOSE_TILT | CoverEntityFeature.SET_TILT_POSITION
            self.truth["tilt"] = 0
        self._attr_supported_features = can

    @property
    @override
    def current_cover_position(self) -> int | None:
        return int(self.truth["position"]) if "set_position" in (self.attributes.get("features") or ()) else None

    @property
    @override
    def current_cover_tilt_position(self) -> int | None:
        return self.truth.get("tilt")

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        self.move(100)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        self.move(0)

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        self.obey(moving=None)

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        self.move(kwargs[ATTR_POSITION])

    @override
    async def async_open_cover_tilt(self, **kwargs: Any) -> None:
        self.obey(tilt=100)

    @override
    async def async_close_cover_tilt(self, **kwargs: Any) -> None:
        self.obey(tilt=0)

    @override
    async def async_set_cover_tilt_position(self, **kwargs: Any) -> None:
        self.obey(tilt=kwargs[ATTR_TILT_POSITION])


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the covers."""
    add(entry, "cover", BenchCover, add_entities)
