"""Sun, weather, tariff and people of the demo home."""

from datetime import UTC, datetime, timedelta
import math
from zoneinfo import ZoneInfo

import pytest

from demo.custom_components.demo_home.sim.people import AWAY, PEOPLE, Household
from demo.custom_components.demo_home.sim.solar import diffuse_fraction, on_plane, sun_at
from demo.custom_components.demo_home.sim.tariff import Tariff
from demo.custom_components.demo_home.sim.weather import LATITUDE, LONGITUDE, Weather

from .conftest import EVENING

SUMMER_NOON = datetime(2026, 6, 21, 17, 22, tzinfo=UTC)


def test_the_sun_stands_where_it_must() -> None:
    noon = sun_at(SUMMER_NOON, LATITUDE, LONGITUDE)
    assert math.degrees(noon.elevation) == pytest.approx(90 - LATITUDE + 23.44, abs=0.5)
    assert math.degrees(noon.azimuth) == pytest.approx(180, abs=3)
    assert sun_at(SUMMER_NOON + timedelta(hours=12), LATITUDE, LONGITUDE).elevation < 0


def test_a_window_to_the_south_gets_the_winter_sun() -> None:
    winter = sun_at(datetime(2026, 12, 21, 17, 20, tzinfo=UTC), LATITUDE, LONGITUDE)
    assert on_plane(400, winter, 180, 90) > 400
    assert on_plane(400, winter, 0, 90) < 150
    assert on_plane(0, winter, 180, 90) == 0


@pytest.mark.parametrize(("ghi", "least", "greatest"), [(50, 0.9, 1.0), (600, 0.4, 0.8), (1000, 0.1, 0.3)])
def test_the_clearer_the_sky_the_less_is_diffuse(ghi: float, least: float, greatest: float) -> None:
    assert least <= diffuse_fraction(ghi, sun_at(SUMMER_NOON, LATITUDE, LONGITUDE)) <= greatest


def test_weather_is_the_years_own() -> None:
    weather = Weather()
    # The first hour of the file is 10.0 °C; its middle is 00:30 local standard time.
    assert weather.temperature(datetime(2027, 1, 1, 5, 30, tzinfo=UTC)) == 10.0
    assert weather.ghi(EVENING) == 0
    hours = [weather.temperature(datetime(2026, month, 15, 18, tzinfo=UTC)) for month in (1, 7)]
    assert hours[0] < hours[1] - 10


def test_a_leap_day_has_weather() -> None:
    leap, before = (Weather().temperature(datetime(2028, 2, day, 15, tzinfo=UTC)) for day in (29, 28))
    assert leap == before


def test_the_forecast_is_right() -> None:
    weather = Weather()
    hours = weather.hours(EVENING, 24)
    assert [hour.temperature for hour in hours] == [weather.temperature(hour.moment) for hour in hours]
    days = weather.days(EVENING, 5)
    assert len(days) == 5
    assert all(day.lowest < day.temperature for day in days)


def test_prices_have_the_shape_of_a_market(zone: ZoneInfo) -> None:
    tariff = Tariff(Weather(), zone)
    days = [tariff.day(EVENING, ahead) for ahead in range(14)]
    assert all(len(day) == 24 for day in days)

    def mean(hour: int) -> float:
        return sum(day[hour].value for day in days) / len(days)

    assert mean(18) > mean(12) + 0.03
    assert mean(18) > mean(3) + 0.03
    assert all(0 < price.value < 0.6 for day in days for price in day)


def test_tomorrows_prices_are_known_after_noon(zone: ZoneInfo) -> None:
    tariff = Tariff(Weather(), zone)
    morning = datetime(2026, 11, 18, 9, tzinfo=zone)
    assert tariff.tomorrow(morning) == []
    known = tariff.tomorrow(morning + timedelta(hours=5))
    assert len(known) == 24
    assert known[0].start.day == 19
    assert known[3].value == tariff.price(known[3].start)


def test_a_day_of_the_clock_change_has_its_own_hours(zone: ZoneInfo) -> None:
    tariff = Tariff(Weather(), zone)
    assert len(tariff.day(datetime(2026, 11, 1, 12, tzinfo=zone))) == 25
    assert len(tariff.day(datetime(2026, 3, 8, 12, tzinfo=zone))) == 23


def test_people_sleep_at_home_and_pass_the_door_in_pairs(zone: ZoneInfo) -> None:
    household = Household(zone)
    start = datetime(2026, 11, 16, tzinfo=zone).astimezone(UTC)
    for day in range(14):
        night = start + timedelta(days=day, hours=3)
        assert all(not stay.awake and stay.place == "bedroom" for stay in household.stays(night).values())
        passages = list(household.passages(start + timedelta(days=day), start + timedelta(days=day + 1)))
        for person in PEOPLE:
            mine = sorted((p.moment, p.leaving) for p in passages if p.person == person)
            assert [leaving for _, leaving in mine] == [True, False] * (len(mine) // 2)


def test_alex_works_away_on_a_weekday(zone: ZoneInfo) -> None:
    stay = Household(zone).stay("alex", datetime(2026, 11, 18, 11, tzinfo=zone))
    assert stay.place == "work"
    assert stay.place in AWAY
