"""Thermostats and air conditioners."""

from typing import Any, ClassVar, override

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    ATTR_TEMPERATURE,
    ClimateEntity,
    ClimateEntityFeature,
    HVACMode,
)
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity, number

_MODES = {
    "fan_modes": ("fan_mode", ClimateEntityFeature.FAN_MODE),
    "swing_modes": ("swing_mode", ClimateEntityFeature.SWING_MODE),
    "preset_modes": ("preset_mode", ClimateEntityFeature.PRESET_MODE),
}
_MEASURED = frozenset({"current_temperature", "current_humidity"})


class BenchClimate(BenchEntity, ClimateEntity):
    """A thermostat; the lists of modes of the spec tell what it can."""

    FIELDS: ClassVar = {
        "target_temperature": "temperature",
        **{name: name for name in ("temperature", "fan_mode", "swing_mode", "preset_mode", "humidity", "hvac_mode")},
    }

    _attr_target_temperature_step = 0.5

    @override
    def begin(self) -> None:
        unit = str(self.attributes.get("unit_of_measurement") or self.attributes.get("temperature_unit") or "°C")
        self._attr_temperature_unit = UnitOfTemperature.FAHRENHEIT if "F" in unit else UnitOfTemperature.CELSIUS
        modes = [str(mode) for mode in self.attributes.get("hvac_modes") or ("off", "heat", "cool", "auto")]
        self._attr_hvac_modes = [HVACMode(mode) for mode in (modes if "off" in modes else ["off", *modes])]
        self._usual = next((mode for mode in modes if mode != "off"), "heat")
        can = ClimateEntityFeature.TARGET_TEMPERATURE | ClimateEntityFeature.TURN_ON | ClimateEntityFeature.TURN_OFF
        self.truth = {"hvac_mode": "off", "temperature": 20.0}
        for name, (key, feature) in _MODES.items():
            if choices := self.attributes.get(name):
                can |= feature
                setattr(self, f"_attr_{name}", [str(choice) for choice in choices])
                self.truth[key] = str(choices[0])
        if "target_humidity" in (self.attributes.get("features") or ()) or self.attributes.get("humidity") is not None:
            can |= ClimateEntityFeature.TARGET_HUMIDITY
            self.truth["humidity"] = 50
        self._attr_supported_features = can
        self._attr_min_temp = float(self.attributes.get("min_temp") or -50)
        self._attr_max_temp = float(self.attributes.get("max_temp") or 150)
        self._measured: dict[str, Any] = {}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"hvac_mode": {"on": self._usual, "true": "heat", "false": "off"}.get(state, state)}

    @override
    def truth_of(self, state: Any, attributes: Any) -> dict[str, Any]:
        found = super().truth_of(state, attributes)
        return found if state is None else found | self.of_state(str(state).lower())

    @override
    def put(self, state: Any, attributes: Any, truth: Any) -> None:
        super().put(state, attributes, truth)
        self._measured = {name: value for name, value in attributes.items() if name in _MEASURED}

    @override
    def reset(self) -> None:
        super().reset()
        self._measured = {}

    def _measure(self, name: str) -> float | None:
        return number((self.attributes | self._measured).get(name))

    @property
    @override
    def hvac_mode(self) -> HVACMode:
        return HVACMode(self.truth["hvac_mode"])

    @property
    @override
    def target_temperature(self) -> float:
        return float(self.truth["temperature"])

    @property
    @override
    def target_humidity(self) -> float | None:
        return self.truth.get("humidity")

    @property
    @override
    def current_temperature(self) -> float | None:
        return self._measure("current_temperature")

    @property
    @override
    def current_humidity(self) -> float | None:
        return self._measure("current_humidity")

    @property
    @override
    def fan_mode(self) -> str | None:
        return self.truth.get("fan_mode")

    @property
    @override
    def swing_mode(self) -> str | None:
        return self.truth.get("swing_mode")

    @property
    @override
    def preset_mode(self) -> str | None:
        return self.truth.get("preset_mode")

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        self.obey(hvac_mode=str(hvac_mode))

    @override
    async def async_turn_on(self) -> None:
        if self.truth["hvac_mode"] == "off":
            self.obey(hvac_mode=self._usual)

    @override
    async def async_turn_off(self) -> None:
        self.obey(hvac_mode="off")

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        changes = {}
        if (mode := kwargs.get(ATTR_HVAC_MODE)) is not None:
            changes["hvac_mode"] = str(mode)
        if (temperature := kwargs.get(ATTR_TEMPERATURE)) is not None:
            changes["temperature"] = temperature
        self.obey(**changes)

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        self.obey(fan_mode=fan_mode)

    @override
    async def async_set_swing_mode(self, swing_mode: str) -> None:
        self.obey(swing_mode=swing_mode)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        self.obey(preset_mode=preset_mode)

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        self.obey(humidity=humidity)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the thermostats."""
    add(entry, "climate", BenchClimate, add_entities)
