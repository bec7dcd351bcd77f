"""Numbers."""

from typing import Any, override

from homeassistant.components.number import NumberEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity, number


class BenchNumber(BenchEntity, NumberEntity):
    """A number in a range."""

    @override
    def begin(self) -> None:
        self._attr_native_min_value = float(self.attributes.get("min", 0))
        self._attr_native_max_value = float(self.attributes.get("max", 100))
        self._attr_native_step = float(self.attributes.get("step", 1))
        self._attr_native_unit_of_measurement = self.attributes.get("unit_of_measurement")
        self.truth = {"value": 0.0}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        value = number(state)
        return {} if value is None else {"value": value}

    @property
    @override
    def native_value(self) -> float:
        return float(self.truth["value"])

    @override
    async def async_set_native_value(self, value: float) -> None:
        self.obey(value=float(value))


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the numbers."""
    add(entry, "number", BenchNumber, add_entities)
