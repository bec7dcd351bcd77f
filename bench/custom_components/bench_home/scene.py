"""Scenes."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.scene import Scene
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchScene(BenchEntity, Scene):
    """A scene that counts how often it was activated."""

    @override
    def begin(self) -> None:
        self.truth = {"activated": 0}

    @override
    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return {"activated": int(attributes["activated"])} if "activated" in attributes else {}

    @override
    async def async_activate(self, **kwargs: Any) -> None:
        self.obey(activated=self.truth["activated"] + 1)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the scenes."""
    add(entry, "scene", BenchScene, add_entities)
