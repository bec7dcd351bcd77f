"""Water heaters."""

from typing import Any, ClassVar, override

from homeassistant.components.water_heater import WaterHeaterEntity, WaterHeaterEntityFeature
from homeassistant.const import ATTR_TEMPERATURE, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchWaterHeater(BenchEntity, WaterHeaterEntity):
    """A water heater with its ways to work."""

    FIELDS: ClassVar = {"temperature": "temperature"}

    _attr_temperature_unit = UnitOfTemperature.CELSIUS
    _attr_supported_features = (
        WaterHeaterEntityFeature.TARGET_TEMPERATURE
        | WaterHeaterEntityFeature.OPERATION_MODE
        | WaterHeaterEntityFeature.ON_OFF
    )

    @override
    def begin(self) -> None:
        ways = [str(way) for way in self.attributes.get("operation_list") or ("off", "on")]
        self._attr_operation_list = ways if "off" in ways else ["off", *ways]
        self._usual = next((way for way in ways if way != "off"), "on")
        self._attr_min_temp = float(self.attributes.get("min_temp") or 0)
        self._attr_max_temp = float(self.attributes.get("max_temp") or 120)
        self.truth = {"operation": "off", "temperature": 50}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        known = state in (self._attr_operation_list or ())
        return {"operation": self._usual if state == "on" and not known else state}

    @property
    @override
    def current_operation(self) -> str:
        return str(self.truth["operation"])

    @property
    @override
    def target_temperature(self) -> float:
        return float(self.truth["temperature"])

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        if (temperature := kwargs.get(ATTR_TEMPERATURE)) is not None:
            self.obey(temperature=temperature)

    @override
    async def async_set_operation_mode(self, operation_mode: str) -> None:
        self.obey(operation=operation_mode)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        if self.truth["operation"] == "off":
            self.obey(operation=self._usual)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self.obey(operation="off")


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the water heaters."""
    add(entry, "water_heater", BenchWaterHeater, add_entities)
