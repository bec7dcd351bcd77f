"""The hot-water tank."""

from functools import partial
from typing import Any

from homeassistant.components.water_heater import (
    ATTR_TEMPERATURE,
    STATE_ECO,
    STATE_OFF,
    STATE_PERFORMANCE,
    WaterHeaterEntity,
    WaterHeaterEntityFeature,
)
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .native import show


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the tank."""
    add(HomeTank(entry.runtime_data, device, thing) for device, thing in things("water_heater"))


class HomeTank(HomeEntity, WaterHeaterEntity):
    """The tank: eco heats with its heat pump, performance with its rod too."""

    _attr_operation_list = [STATE_ECO, STATE_PERFORMANCE, STATE_OFF]  # noqa: RUF012 - as its base declares it
    _attr_min_temp = 35.0
    _attr_max_temp = 65.0
    _attr_supported_features = (
        WaterHeaterEntityFeature.TARGET_TEMPERATURE
        | WaterHeaterEntityFeature.OPERATION_MODE
        | WaterHeaterEntityFeature.ON_OFF
    )

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Find the tank."""
        super().__init__(hub, device, thing)
        self.tank = hub.house.tank
        show(self, temperature_unit=UnitOfTemperature.CELSIUS)

    def read(self) -> None:
        """Read the tank."""
        show(self, current_temperature=round(self.tank.temperature, 1), target_temperature=self.tank.target)

    def shown(self) -> Any:
        """Return what is shown."""
        return self.tank.mode, self.tank.target, round(self.tank.temperature, 1)

    @property
    def current_operation(self) -> str:
        """Return the mode."""
        return self.tank.mode

    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the wanted temperature."""
        self._command("target", float(kwargs[ATTR_TEMPERATURE]))

    async def async_set_operation_mode(self, operation_mode: str) -> None:
        """Set the mode."""
        self._command("mode", operation_mode)

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Heat economically."""
        self._command("mode", STATE_ECO)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Let it cool."""
        self._command("mode", STATE_OFF)

    def _command(self, name: str, value: Any) -> None:
        self.hub.command(self.key, partial(setattr, self.tank, name, value))
