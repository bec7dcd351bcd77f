"""Lawn mowers."""

from typing import Any, override

from homeassistant.components.lawn_mower import LawnMowerActivity, LawnMowerEntity, LawnMowerEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchMower(BenchEntity, LawnMowerEntity):
    """A lawn mower."""

    _attr_supported_features = (
        LawnMowerEntityFeature.START_MOWING | LawnMowerEntityFeature.PAUSE | LawnMowerEntityFeature.DOCK
    )

    @override
    def begin(self) -> None:
        self.truth = {"activity": "docked"}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"activity": state}

    @property
    @override
    def activity(self) -> LawnMowerActivity:
        return LawnMowerActivity(self.truth["activity"])

    @override
    async def async_start_mowing(self) -> None:
        self.obey(activity="mowing")

    @override
    async def async_pause(self) -> None:
        self.obey(activity="paused")

    @override
    async def async_dock(self) -> None:
        self.obey(activity="returning")


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the mowers."""
    add(entry, "lawn_mower", BenchMower, add_entities)
