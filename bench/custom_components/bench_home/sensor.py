"""Sensors that show what the spec or a case says."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import BenchEntry, add
from .base import BenchEntity, number

_WITHOUT_UNIT = frozenset({"date", "timestamp", "enum", "aqi", "power_factor"})


class BenchSensor(BenchEntity, SensorEntity):
    """A sensor. One that lacks the unit of its device class has no device class."""

    @override
    def begin(self) -> None:
        self.truth = {"value": None}
        unit = self.attributes.get("native_unit_of_measurement", self.attributes.get("unit_of_measurement"))
        self._kind = self.attributes.get("device_class")
        self._attr_native_unit_of_measurement = unit
        if unit and self._kind == "temperature":
            self._attr_suggested_unit_of_measurement = unit
        if state_class := self.attributes.get("state_class"):
            self._attr_state_class = SensorStateClass(str(state_class))
        if options := self.attributes.get("options"):
            self._attr_options = list(options)
        if not unit and self._kind not in _WITHOUT_UNIT:
            self._attr_device_class = self._kind = None

    @override
    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        value = attributes.get("native_value", state)
        return {} if value is None else {"value": value}

    @property
    @override
    def native_value(self) -> str | int | float | date | datetime | None:
        value = self.truth["value"]
        if self._kind == "date":
            return dt_util.parse_date(str(value))
        if self._kind == "timestamp":
            return dt_util.parse_datetime(str(value))
        if (amount := number(value)) is not None:
            return int(amount) if amount.is_integer() else amount
        if self._kind == "enum" or not (self._kind or self._attr_native_unit_of_measurement):
            return None if value is None else str(value)
        return None


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors."""
    add(entry, "sensor", BenchSensor, add_entities)
