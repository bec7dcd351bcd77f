"""The sensors."""

from datetime import timedelta
from typing import Any

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import UnitOfEnergy
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry, Hub
from .readings import SENSORS, SUNSHINE, Value, energy_of
from .sim.sunshine import Sunshine
from .sim.tariff import CURRENCY, Price

PRICE = "sensor.electricity_price"


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the sensors."""
    add(_kind(thing.entity_id)(entry.runtime_data, device, thing) for device, thing in things("sensor"))


def _kind(entity_id: str) -> type[HomeEntity]:
    """Return what kind of sensor an entity id is."""
    return HomePrice if entity_id == PRICE else HomeSunshine if entity_id in SUNSHINE else HomeSensor


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
    """The price now, with the known prices of today and tomorrow as the Nord Pool integration shows them."""

    _unrecorded_attributes = frozenset({"today", "tomorrow", "tomorrow_valid", "raw_today", "raw_tomorrow"})

    @property
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the prices of the hours: those of tomorrow are known from 13:00 on."""
        house = self.hub.house
        today, tomorrow = house.tariff.day(house.time), house.tariff.tomorrow(house.time)
        values = [price.value for price in today]
        return {
            "min": min(values),
            "max": max(values),
            "mean": round(sum(values) / len(values), 4),
            "unit": "kWh",
            "currency": CURRENCY,
            "price_in_cents": False,
            "today": values,
            "tomorrow": [price.value for price in tomorrow],
            "tomorrow_valid": bool(tomorrow),
            "raw_today": _raw(today),
            "raw_tomorrow": _raw(tomorrow),
        }

    def shown(self) -> Any:
        """Return what is shown; it changes with the hour."""
        return self.native_value, self.hub.house.time.hour


def _raw(prices: list[Price]) -> list[dict[str, Any]]:
    return [
        {
            "start": price.start.isoformat(),
            "end": (price.start + timedelta(hours=1)).isoformat(),
            "value": price.value,
        }
        for price in prices
    ]


class HomeSunshine(HomeEntity, SensorEntity):
    """The energy that the roof is expected to give on a day, with its half hours as the Solcast integration shows them."""

    _unrecorded_attributes = frozenset({"detailedForecast"})
    _attr_native_unit_of_measurement = UnitOfEnergy.KILO_WATT_HOUR
    _attr_device_class = SensorDeviceClass.ENERGY
    _attr_suggested_display_precision = 1

    @property
    def native_value(self) -> float:
        """Return the day's energy."""
        return energy_of(self._day())

    @property
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the day's half hours in kW with their quantiles."""
        zone = self.hub.house.zone
        return {
            "detailedForecast": [
                {
                    "period_start": one.start.astimezone(zone).isoformat(),
                    "pv_estimate": round(one.mean / 1000, 3),
                    "pv_estimate10": round(one.low / 1000, 3),
                    "pv_estimate90": round(one.high / 1000, 3),
                }
                for one in self._day()
            ]
        }

    def shown(self) -> Any:
        """Return what is shown."""
        return self.native_value, self.hub.sunshine()[0].start

    def _day(self) -> list[Sunshine]:
        house = self.hub.house
        day = house.time.astimezone(house.zone).date() + timedelta(days=SUNSHINE[self.key])
        return [one for one in self.hub.sunshine() if one.start.astimezone(house.zone).date() == day]
