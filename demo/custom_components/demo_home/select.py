"""Choices: the battery's mode and the machines' programmes."""

from functools import partial
from typing import Any

from homeassistant.components.select import SelectEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .settings import CHOICES


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the choices."""
    add(HomeSelect(entry.runtime_data, device, thing) for device, thing in things("select"))


class HomeSelect(HomeEntity, SelectEntity):
    """A choice of the plant."""

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell its options."""
        super().__init__(hub, device, thing)
        self._choice = CHOICES[self.key]
        self._attr_options = list(self._choice.options)

    @property
    def current_option(self) -> str:
        """Return what is chosen."""
        return self._choice.read(self.hub.house)

    def shown(self) -> Any:
        """Return what is shown."""
        return self.current_option

    async def async_select_option(self, option: str) -> None:
        """Choose."""
        self.hub.command(self.key, partial(self._choice.write, self.hub.house, option))
