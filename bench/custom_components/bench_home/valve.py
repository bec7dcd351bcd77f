"""Valves."""

from typing import override

from homeassistant.components.valve import ValveEntity, ValveEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .positional import BenchPositional


class BenchValve(BenchPositional, ValveEntity):
    """A valve; the features `stop` and `set_position` are the spec's to give."""

    @override
    def begin(self) -> None:
        super().begin()
        can = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE
        named = self.attributes.get("features") or ()
        if "stop" in named:
            can |= ValveEntityFeature.STOP
        if "set_position" in named:
            can |= ValveEntityFeature.SET_POSITION
        self._attr_reports_position = "set_position" in named
        self._attr_supported_features = can

    @property
    @override
    def current_valve_position(self) -> int | None:
        return int(self.truth["position"]) if self._attr_reports_position else None

    @override
    async def async_open_valve(self) -> None:
        self.move(100)

    @override
    async def async_close_valve(self) -> None:
        self.move(0)

    @override
    async def async_stop_valve(self) -> None:
        self.obey(moving=None)

    @override
    async def async_set_valve_position(self, position: int) -> None:
        self.move(position)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the valves."""
    add(entry, "valve", BenchValve, add_entities)
