"""The thermostats: the rooms follow them in their own time."""

from functools import partial
from typing import Any

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    ATTR_TEMPERATURE,
    ClimateEntity,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import DeviceEntity, HomeEntity
from .hub import DemoHomeEntry, Hub
from .native import show
from .sim.building import ROOMS
from .sim.devices import Thermostat

CIRCUIT = "climate.heat_pump"


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the thermostats, and the heat pump's circuit."""
    add(
        (HomeCircuit if thing.entity_id == CIRCUIT else HomeThermostat)(entry.runtime_data, device, thing)
        for device, thing in things("climate")
    )


class HomeThermostat(DeviceEntity[Thermostat], ClimateEntity):
    """A room's thermostat."""

    _attr_hvac_modes = [HVACMode.OFF, HVACMode.HEAT, HVACMode.COOL]  # noqa: RUF012 - as its base declares it
    _attr_min_temp = 7.0
    _attr_max_temp = 30.0
    _attr_target_temperature_step = 0.5
    _attr_supported_features = (
        ClimateEntityFeature.TARGET_TEMPERATURE | ClimateEntityFeature.TURN_ON | ClimateEntityFeature.TURN_OFF
    )

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Find the room."""
        super().__init__(hub, device, thing)
        self._room = next(name for name, plan in ROOMS.items() if plan.thermostat == self.key)
        show(self, temperature_unit=UnitOfTemperature.CELSIUS)

    def read(self) -> None:
        """Read the room's temperature, in steps of a tenth."""
        air = self.hub.house.rooms[self._room]
        show(self, current_temperature=round(air.temperature, 1), target_temperature=self.device.target)
        self._attr_current_humidity = round(air.humidity)

    def shown(self) -> Any:
        """Return what is shown."""
        air = self.hub.house.rooms[self._room]
        return self.hvac_mode, self.hvac_action, self.device.target, round(air.temperature, 1), round(air.humidity)

    @property
    def hvac_mode(self) -> HVACMode:
        """Return the mode."""
        return HVACMode(self.device.mode)

    @property
    def hvac_action(self) -> HVACAction:
        """Return what it does now."""
        if self.device.mode == HVACMode.OFF:
            return HVACAction.OFF
        if abs(self.device.demand) < 0.03:
            return HVACAction.IDLE
        return HVACAction.HEATING if self.device.demand > 0 else HVACAction.COOLING

    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the wanted temperature, and the mode when it is given."""
        self.command(partial(self._set, kwargs.get(ATTR_TEMPERATURE), kwargs.get(ATTR_HVAC_MODE)))

    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Set the mode."""
        self.command(partial(self._set, None, hvac_mode))

    async def async_turn_on(self) -> None:
        """Heat, or cool where it is warm outside."""
        house = self.hub.house
        warm = house.weather.temperature(house.time) > 24
        self.command(partial(self._set, None, HVACMode.COOL if warm else HVACMode.HEAT))

    async def async_turn_off(self) -> None:
        """Switch off."""
        self.command(partial(self._set, None, HVACMode.OFF))

    def _set(self, target: float | None, mode: str | None) -> None:
        if target is not None:
            self.device.target = float(target)
        if mode is not None:
            self.device.mode = str(mode)


class HomeCircuit(HomeEntity, ClimateEntity):
    """The heating circuit of the whole house: its set point moves those of all rooms by the same."""

    _attr_hvac_modes = [HVACMode.OFF, HVACMode.HEAT, HVACMode.COOL]  # noqa: RUF012 - as its base declares it
    _attr_min_temp = 15.0
    _attr_max_temp = 28.0
    _attr_target_temperature_step = 0.1
    _attr_supported_features = ClimateEntityFeature.TARGET_TEMPERATURE

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Find the rooms' thermostats."""
        super().__init__(hub, device, thing)
        self._thermostats = [one for one in hub.house.devices.values() if isinstance(one, Thermostat)]
        show(self, temperature_unit=UnitOfTemperature.CELSIUS)

    def read(self) -> None:
        """Read the mean of the rooms, and of what is wanted there."""
        now, wanted = self.hub.house.indoors()
        show(self, current_temperature=round(now, 1), target_temperature=round(wanted, 1))

    def shown(self) -> Any:
        """Return what is shown."""
        now, wanted = self.hub.house.indoors()
        return self.hvac_mode, self.hvac_action, round(now, 1), round(wanted, 1)

    @property
    def hvac_mode(self) -> HVACMode:
        """Return the mode of the rooms: that of the first which is not off."""
        modes = [HVACMode(one.mode) for one in self._thermostats if one.mode != HVACMode.OFF]
        return modes[0] if modes else HVACMode.OFF

    @property
    def hvac_action(self) -> HVACAction:
        """Return what the heat pump does now."""
        heat = self.hub.house.heat_pump.heat
        if abs(heat) <= 1:
            return HVACAction.OFF if self.hvac_mode == HVACMode.OFF else HVACAction.IDLE
        return HVACAction.HEATING if heat > 0 else HVACAction.COOLING

    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Move the rooms' set points so that their mean is the wanted temperature, as far as the dial goes."""
        house = self.hub.house
        base = house.indoors()[1] - house.circuit.shift
        self.hub.command(self.key, partial(house.circuit.move, float(kwargs[ATTR_TEMPERATURE]) - base))

    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Set the mode of all rooms."""
        self.hub.command(self.key, partial(self._set_mode, str(hvac_mode)))

    def _set_mode(self, mode: str) -> None:
        for thermostat in self._thermostats:
            thermostat.mode = mode
