"""The weather to come, told from the forecasts of weather entities."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.llm_agents.bridge.intents import handle_intent
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.forecasts import FORECAST
from custom_components.llm_agents.core.language.request import PlatformIntent
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.weather import DATA_COMPONENT, Forecast, WeatherEntity, WeatherEntityFeature
from homeassistant.const import UnitOfLength, UnitOfSpeed, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

ASKER = Asker(origin=Origin.VOICE)


class Station(WeatherEntity):
    """A weather entity whose forecasts tests set."""

    _attr_native_temperature_unit = UnitOfTemperature.CELSIUS
    _attr_native_wind_speed_unit = UnitOfSpeed.KILOMETERS_PER_HOUR
    _attr_native_precipitation_unit = UnitOfLength.MILLIMETERS
    _attr_condition = "cloudy"
    _attr_native_temperature = 16.0

    def __init__(self, features: WeatherEntityFeature) -> None:
        """Take what the entity forecasts."""
        self.entity_id = "weather.home"
        self._attr_name = "Home"
        self._attr_supported_features = features
        self.days: list[Forecast] = []
        self.hours: list[Forecast] = []

    async def async_forecast_daily(self) -> list[Forecast]:
        """Return the days."""
        return self.days

    async def async_forecast_hourly(self) -> list[Forecast]:
        """Return the hours."""
        return self.hours


BOTH = WeatherEntityFeature.FORECAST_DAILY | WeatherEntityFeature.FORECAST_HOURLY


async def furnished(hass: HomeAssistant, features: WeatherEntityFeature = BOTH) -> Station:
    """Add an exposed weather entity with a forecast of tomorrow."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "weather", {})
    station = Station(features)
    tomorrow = dt_util.start_of_local_day() + timedelta(days=1)
    day = Forecast(
        datetime=(tomorrow + timedelta(hours=12)).isoformat(),
        condition="partlycloudy",
        native_temperature=18,
        native_templow=12,
        precipitation_probability=40,
    )
    evening = Forecast(
        datetime=(tomorrow + timedelta(hours=19)).isoformat(),
        condition="rainy",
        native_temperature=13,
        precipitation_probability=80,
    )
    station.days, station.hours = [day], [evening]
    await hass.data[DATA_COMPONENT].async_add_entities([station])
    async_expose_entity(hass, "conversation", station.entity_id, True)
    return station


async def told(hass: HomeAssistant, language: str = "en", **slots: Any) -> IntentReply:
    request = PlatformIntent(intent=FORECAST, slots=slots, words="words")
    return await handle_intent(
        hass, request, ASKER, language, agent_id=None, may_control=lambda _: False, may_delay=True
    )


@pytest.mark.parametrize(
    ("language", "slots", "answer"),
    [
        ("en", {"day": 1}, "Tomorrow partly cloudy, 12 to 18 degrees, 40% chance of rain."),
        ("en", {"day": 1, "name": "Home"}, "Tomorrow partly cloudy, 12 to 18 degrees, 40% chance of rain."),
        ("en", {"day": 1, "part": "evening", "asked": "rain"}, "Yes, rain is likely tomorrow evening: 80%."),
        ("en", {"day": 1, "part": "morning", "asked": "rain"}, "Rain is possible tomorrow: 40%."),
        ("de", {"day": 1, "asked": "temperature"}, "Morgen 12 bis 18 Grad."),
        ("en", {"day": 5}, "There is no forecast for that time."),
        ("en", {"day": 0}, "There is no forecast for that time. Right now it is cloudy, 16 degrees."),
    ],
)
async def test_the_weather_to_come_is_told(
    hass: HomeAssistant, language: str, slots: dict[str, Any], answer: str
) -> None:
    await furnished(hass)
    assert await told(hass, language, **slots) == IntentReply(ok=True, speech=answer)


async def test_an_entity_without_a_forecast_says_so(hass: HomeAssistant) -> None:
    await furnished(hass, WeatherEntityFeature(0))
    assert (await told(hass, day=1)).speech == "There is no forecast here."


async def test_the_one_that_has_a_forecast_is_asked(hass: HomeAssistant) -> None:
    await furnished(hass)
    hass.states.async_set("weather.aardvark", "sunny")
    async_expose_entity(hass, "conversation", "weather.aardvark", True)
    assert (await told(hass, day=1)).speech.startswith("Tomorrow")


async def test_a_hidden_entity_is_not_asked(hass: HomeAssistant) -> None:
    station = await furnished(hass)
    async_expose_entity(hass, "conversation", station.entity_id, False)
    reply = await told(hass, day=1)
    assert (reply.ok, reply.error) == (False, "no such weather")


async def test_a_forecast_that_fails_is_told(hass: HomeAssistant) -> None:
    await furnished(hass)
    with patch.object(Station, "async_forecast_daily", side_effect=HomeAssistantError("no answer")):
        reply = await told(hass, day=1)
    assert reply == IntentReply(ok=False, speech="", error="no answer")
