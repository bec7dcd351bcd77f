"""The fans."""

from functools import partial
from typing import Any

from homeassistant.components.fan import DIRECTION_FORWARD, DIRECTION_REVERSE, FanEntity, FanEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry, Hub
from .sim.devices import Fan


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the fans."""
    add(HomeFan(entry.runtime_data, device, thing) for device, thing in things("fan"))


class HomeFan(DeviceEntity[Fan], FanEntity):
    """A fan with three speeds."""

    _attr_speed_count = 3

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell what it can."""
        super().__init__(hub, device, thing)
        features = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF | FanEntityFeature.SET_SPEED
        self._attr_supported_features = features | FanEntityFeature.DIRECTION if self.device.turns else features

    @property
    def is_on(self) -> bool:
        """Return whether it turns."""
        return self.device.on

    @property
    def percentage(self) -> int:
        """Return the speed in %, 0 when off."""
        return self.device.percentage if self.device.on else 0

    @property
    def current_direction(self) -> str | None:
        """Return the direction, where it can be chosen."""
        if not self.device.turns:
            return None
        return DIRECTION_FORWARD if self.device.forward else DIRECTION_REVERSE

    async def async_turn_on(self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any) -> None:
        """Switch on."""
        self.command(partial(self._run, percentage if percentage is not None else self.device.percentage))

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        self.command(partial(self._run, 0))

    async def async_set_percentage(self, percentage: int) -> None:
        """Set the speed; 0 is off."""
        self.command(partial(self._run, percentage))

    async def async_set_direction(self, direction: str) -> None:
        """Turn the other way."""
        self.command(partial(setattr, self.device, "forward", direction == DIRECTION_FORWARD))

    def _run(self, percentage: int) -> None:
        self.device.on = percentage > 0
        if percentage > 0:
            self.device.percentage = percentage
