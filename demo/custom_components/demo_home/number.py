"""Numbers that can be set: the battery's forced power, the wall box's current, the car's limit."""

from functools import partial
from typing import Any

from homeassistant.components.number import NumberDeviceClass, NumberEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .settings import NUMBERS


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the numbers."""
    add(HomeNumber(entry.runtime_data, device, thing) for device, thing in things("number"))


class HomeNumber(HomeEntity, NumberEntity):
    """A number of the plant."""

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell its limits."""
        super().__init__(hub, device, thing)
        self._number = number = NUMBERS[self.key]
        self._attr_native_min_value, self._attr_native_max_value = number.low, number.high
        self._attr_native_step = number.step
        self._attr_native_unit_of_measurement = number.unit
        self._attr_device_class = NumberDeviceClass(number.device_class) if number.device_class else None

    @property
    def native_value(self) -> float:
        """Return the value."""
        return self._number.read(self.hub.house)

    def shown(self) -> Any:
        """Return what is shown."""
        return self.native_value

    async def async_set_native_value(self, value: float) -> None:
        """Set it."""
        self.hub.command(self.key, partial(self._number.write, self.hub.house, value))
