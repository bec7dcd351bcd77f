"""Blinds, shutters and the garage door: they take their time."""

from typing import Any

from homeassistant.components.cover import (
    ATTR_POSITION,
    ATTR_TILT_POSITION,
    CoverDeviceClass,
    CoverEntity,
    CoverEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry, Hub
from .sim.devices import Cover

MOVES = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE | CoverEntityFeature.STOP | CoverEntityFeature.SET_POSITION
TILTS = CoverEntityFeature.OPEN_TILT | CoverEntityFeature.CLOSE_TILT | CoverEntityFeature.SET_TILT_POSITION


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the covers."""
    add(HomeCover(entry.runtime_data, device, thing) for device, thing in things("cover"))


def _device_class(key: str) -> CoverDeviceClass:
    if key.endswith("garage_door"):
        return CoverDeviceClass.GARAGE
    return CoverDeviceClass.SHUTTER if key.endswith("shutter") else CoverDeviceClass.BLIND


class HomeCover(DeviceEntity[Cover], CoverEntity):
    """Something that opens and closes."""

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell what it can: a garage door knows no half way."""
        super().__init__(hub, device, thing)
        self._attr_device_class = _device_class(self.key)
        if self._attr_device_class is CoverDeviceClass.GARAGE:
            self._attr_supported_features = MOVES & ~CoverEntityFeature.SET_POSITION
        else:
            self._attr_supported_features = MOVES | TILTS if self.device.tilts else MOVES

    @property
    def current_cover_position(self) -> int | None:
        """Return 0 (closed) to 100."""
        return None if self._attr_device_class is CoverDeviceClass.GARAGE else round(self.device.position)

    @property
    def current_cover_tilt_position(self) -> int | None:
        """Return 0 (slats closed) to 100."""
        return round(self.device.tilt) if self.device.tilts else None

    @property
    def is_closed(self) -> bool:
        """Return whether it is shut."""
        return self.device.position <= 0

    @property
    def is_opening(self) -> bool:
        """Return whether it goes up."""
        return self.device.target > self.device.position

    @property
    def is_closing(self) -> bool:
        """Return whether it goes down."""
        return self.device.target < self.device.position

    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open."""
        self._go(target=100.0, tilt_target=100.0)

    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close."""
        self._go(target=0.0, tilt_target=0.0)

    async def async_set_cover_position(self, **kwargs: Any) -> None:
        """Go to a position."""
        self._go(target=float(kwargs[ATTR_POSITION]))

    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop."""
        self.command(self.device.stop)

    async def async_open_cover_tilt(self, **kwargs: Any) -> None:
        """Open the slats."""
        self._go(tilt_target=100.0)

    async def async_close_cover_tilt(self, **kwargs: Any) -> None:
        """Close the slats."""
        self._go(tilt_target=0.0)

    async def async_set_cover_tilt_position(self, **kwargs: Any) -> None:
        """Turn the slats."""
        self._go(tilt_target=float(kwargs[ATTR_TILT_POSITION]))

    def _go(self, **targets: float) -> None:
        def go() -> None:
            for name, value in targets.items():
                setattr(self.device, name, value)

        self.command(go)
