"""The weather outside, and a forecast that is always right."""

from typing import Any

from homeassistant.components.weather import Forecast, WeatherEntity, WeatherEntityFeature
from homeassistant.const import UnitOfPrecipitationDepth, UnitOfPressure, UnitOfSpeed, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry
from .sim import weather


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the weather."""
    add(HomeWeather(entry.runtime_data, device, thing) for device, thing in things("weather"))


class HomeWeather(HomeEntity, WeatherEntity):
    """The weather of the typical year."""

    _attr_native_temperature_unit = UnitOfTemperature.CELSIUS
    _attr_native_pressure_unit = UnitOfPressure.HPA
    _attr_native_wind_speed_unit = UnitOfSpeed.KILOMETERS_PER_HOUR
    _attr_native_precipitation_unit = UnitOfPrecipitationDepth.MILLIMETERS
    _attr_supported_features = WeatherEntityFeature.FORECAST_DAILY | WeatherEntityFeature.FORECAST_HOURLY

    def read(self) -> None:
        """Look outside."""
        house = self.hub.house
        sky, now = house.weather, house.time
        self._attr_condition = sky.condition(now)
        self._attr_native_temperature = round(sky.temperature(now), 1)
        self._attr_humidity = round(sky.humidity(now))
        self._attr_native_pressure = round(sky.pressure(now))
        self._attr_native_wind_speed = round(sky.wind(now))
        self._attr_cloud_coverage = round(10 * sky.clouds(now)) * 10

    def shown(self) -> Any:
        """Return what is shown."""
        return (
            self._attr_condition,
            self._attr_native_temperature,
            self._attr_humidity,
            self._attr_native_pressure,
            self._attr_native_wind_speed,
            self._attr_cloud_coverage,
        )

    async def async_forecast_daily(self) -> list[Forecast]:
        """Return today and six days more."""
        house = self.hub.house
        return [_told(day, daily=True) for day in house.weather.days(house.time, 7)]

    async def async_forecast_hourly(self) -> list[Forecast]:
        """Return the next two days."""
        house = self.hub.house
        return [_told(hour, daily=False) for hour in house.weather.hours(house.time, 48)]


def _told(forecast: weather.Forecast, *, daily: bool) -> Forecast:
    told = Forecast(
        datetime=forecast.moment.isoformat(),
        condition=forecast.condition,
        native_temperature=round(forecast.temperature, 1),
        humidity=round(forecast.humidity),
        native_wind_speed=round(forecast.wind),
        native_precipitation=round(forecast.rain, 1),
    )
    if daily:
        told["native_templow"] = round(forecast.lowest, 1)
    return told
