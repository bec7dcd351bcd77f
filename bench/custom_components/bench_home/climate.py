"""Thermostats."""

from typing import Any, override

from homeassistant.components.climate import ATTR_TEMPERATURE, ClimateEntity, ClimateEntityFeature, HVACMode
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchClimate(BenchEntity, ClimateEntity):
    """A thermostat between 7 and 30 °C."""

    _attr_temperature_unit = UnitOfTemperature.CELSIUS
    _attr_min_temp = 7
    _attr_max_temp = 30
    _attr_target_temperature_step = 0.5
    _attr_supported_features = (
        ClimateEntityFeature.TARGET_TEMPERATURE | ClimateEntityFeature.TURN_ON | ClimateEntityFeature.TURN_OFF
    )

    @override
    def begin(self) -> None:
        self._attr_hvac_modes = [HVACMode.OFF, HVACMode.HEAT, HVACMode.AUTO]
        self._attr_hvac_mode = HVACMode(self.spec.get("state", "heat"))
        self._attr_target_temperature = self.spec.get("target", 20.0)
        self._attr_current_temperature = 20.5

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        self.obey(target_temperature=kwargs[ATTR_TEMPERATURE])

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        self.obey(hvac_mode=hvac_mode)

    @override
    async def async_turn_on(self) -> None:
        self.obey(hvac_mode=HVACMode.HEAT)

    @override
    async def async_turn_off(self) -> None:
        self.obey(hvac_mode=HVACMode.OFF)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the thermostats."""
    add(entry, "climate", BenchClimate, async_add_entities)
