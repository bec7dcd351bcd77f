"""Humidifiers."""

from typing import ClassVar, override

from homeassistant.components.humidifier import HumidifierEntity, HumidifierEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchToggle


class BenchHumidifier(BenchToggle, HumidifierEntity):
    """A humidifier, with modes where the spec names some."""

    FIELDS: ClassVar = {"humidity": "humidity", "mode": "mode"}

    @override
    def begin(self) -> None:
        self.truth = {"on": False, "humidity": 50}
        self._attr_min_humidity = self.attributes.get("min_humidity", 0)
        self._attr_max_humidity = self.attributes.get("max_humidity", 100)
        if modes := self.attributes.get("available_modes"):
            self._attr_available_modes = [str(mode) for mode in modes]
            self._attr_supported_features = HumidifierEntityFeature.MODES
            self.truth["mode"] = str(modes[0])

    @property
    @override
    def target_humidity(self) -> float:
        return float(self.truth["humidity"])

    @property
    @override
    def mode(self) -> str | None:
        return self.truth.get("mode")

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        self.obey(humidity=humidity)

    @override
    async def async_set_mode(self, mode: str) -> None:
        self.obey(mode=mode)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the humidifiers."""
    add(entry, "humidifier", BenchHumidifier, add_entities)
