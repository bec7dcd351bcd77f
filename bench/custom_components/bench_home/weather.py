"""Weather that is as it is."""

from typing import Any, ClassVar, override

from homeassistant.components.weather import WeatherEntity
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchWeather(BenchEntity, WeatherEntity):
    """The weather at one moment."""

    FIELDS: ClassVar = {"condition": "condition", "native_temperature": "temperature", "temperature": "temperature"}

    _attr_native_temperature_unit = UnitOfTemperature.CELSIUS

    @override
    def begin(self) -> None:
        self.truth = {"condition": "sunny", "temperature": 20.0}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"condition": state}

    @property
    @override
    def condition(self) -> str:
        return str(self.truth["condition"])

    @property
    @override
    def native_temperature(self) -> float:
        return float(self.truth["temperature"])


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the weather."""
    add(entry, "weather", BenchWeather, add_entities)
