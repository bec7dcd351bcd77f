"""Buttons that start the machines' programmes."""

from functools import partial
from typing import Any

from homeassistant.components.button import ButtonEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry
from .settings import BUTTONS


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the buttons."""
    add(HomeButton(entry.runtime_data, device, thing) for device, thing in things("button"))


class HomeButton(HomeEntity, ButtonEntity):
    """A button at a machine."""

    def shown(self) -> Any:
        """Return what is shown: nothing but the last press, which Home Assistant keeps."""
        return None

    async def async_press(self) -> None:
        """Press it."""
        self.hub.command(self.key, partial(BUTTONS[self.key], self.hub.house))
