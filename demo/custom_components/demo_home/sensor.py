"""The sensors."""

from typing import Any

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .readings import SENSORS, Value
from .sim.tariff import Price

PRICE = "sensor.electricity_price"


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the sensors."""
    add(
        (HomePrice if thing.entity_id == PRICE else HomeSensor)(entry.runtime_data, device, thing)
        for device, thing in things("sensor")
    )


class HomeSensor(HomeEntity, SensorEntity):
    """A sensor that reads the house."""

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell what it measures."""
        super().__init__(hub, device, thing)
        self.reading = reading = SENSORS[self.key]
        self._attr_native_unit_of_measurement = reading.unit
        self._attr_device_class = SensorDeviceClass(reading.device_class) if reading.device_class else None
        self._attr_state_class = SensorStateClass(reading.state_class) if reading.state_class else None
        self._attr_options = list(reading.options) or None
        if reading.state_class:
            self._attr_suggested_display_precision = reading.digits

    @property
    def native_value(self) -> Value:
        """Return the value."""
        return self.reading.value(self.hub.house)

    def shown(self) -> Any:
        """Return what is shown."""
        return self.native_value


class HomePrice(HomeSensor):
    """The price now, with the known prices of today and tomorrow."""

    _unrecorded_attributes = frozenset({"today", "tomorrow", "tomorrow_valid"})

    @property
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the prices of the hours: those of tomorrow are known from 13:00 on."""
        house = self.hub.house
        tomorrow = house.tariff.tomorrow(house.time)
        return {
            "today": _plain(house.tariff.day(house.time)),
            "tomorrow": _plain(tomorrow),
            "tomorrow_valid": bool(tomorrow),
        }

    def shown(self) -> Any:
        """Return what is shown; it changes with the hour."""
        return self.native_value, self.hub.house.time.hour


def _plain(prices: list[Price]) -> list[dict[str, Any]]:
    return [{"start": price.start.isoformat(), "value": price.value} for price in prices]
