"""The bedroom's humidifier."""

from functools import partial
from typing import Any

from homeassistant.components.humidifier import (
    MODE_BOOST,
    MODE_NORMAL,
    MODE_SLEEP,
    HumidifierAction,
    HumidifierDeviceClass,
    HumidifierEntity,
    HumidifierEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry
from .sim.devices import Humidifier


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the humidifier."""
    add(HomeHumidifier(entry.runtime_data, device, thing) for device, thing in things("humidifier"))


class HomeHumidifier(DeviceEntity[Humidifier], HumidifierEntity):
    """A humidifier that works while the air is too dry."""

    _attr_device_class = HumidifierDeviceClass.HUMIDIFIER
    _attr_supported_features = HumidifierEntityFeature.MODES
    _attr_available_modes = [MODE_NORMAL, MODE_BOOST, MODE_SLEEP]  # noqa: RUF012 - as its base declares it
    _attr_min_humidity = 30
    _attr_max_humidity = 70

    def shown(self) -> Any:
        """Return what is shown."""
        return self.device, self.current_humidity

    @property
    def is_on(self) -> bool:
        """Return whether it is on."""
        return self.device.on

    @property
    def current_humidity(self) -> int:
        """Return the bedroom's humidity in %."""
        return round(self.hub.house.rooms["bedroom"].humidity)

    @property
    def target_humidity(self) -> int:
        """Return the wanted humidity in %."""
        return self.device.target

    @property
    def mode(self) -> str:
        """Return the mode."""
        return self.device.mode

    @property
    def action(self) -> HumidifierAction:
        """Return what it does now."""
        if not self.device.on:
            return HumidifierAction.OFF
        return HumidifierAction.HUMIDIFYING if self.device.working else HumidifierAction.IDLE

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        self.command(partial(setattr, self.device, "on", True))

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        self.command(partial(setattr, self.device, "on", False))

    async def async_set_humidity(self, humidity: int) -> None:
        """Set the wanted humidity."""
        self.command(partial(setattr, self.device, "target", humidity))

    async def async_set_mode(self, mode: str) -> None:
        """Set the mode."""
        self.command(partial(setattr, self.device, "mode", mode))
