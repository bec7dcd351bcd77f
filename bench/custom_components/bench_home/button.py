"""Buttons."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.button import ButtonEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchButton(BenchEntity, ButtonEntity):
    """A button that counts how often it was pressed."""

    @override
    def begin(self) -> None:
        self.truth = {"pressed": 0}

    @override
    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return {"pressed": int(attributes["pressed"])} if "pressed" in attributes else {}

    @override
    async def async_press(self) -> None:
        self.obey(pressed=self.truth["pressed"] + 1)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the buttons."""
    add(entry, "button", BenchButton, add_entities)
