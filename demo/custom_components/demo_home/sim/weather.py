"""The weather of a real typical year, repeated every year."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
import math
from pathlib import Path

from .chance import chance, spread
from .solar import clear_sky, sun_at

LATITUDE, LONGITUDE = 36.10, -79.95
STANDARD_TIME = timedelta(hours=-5)
DATA = Path(__file__).resolve().parent.parent / "data" / "weather_tmy3.csv"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weather of one hour or day to come; temperatures in °C, wind in km/h."""

    moment: datetime
    condition: str
    temperature: float
    lowest: float
    humidity: float
    wind: float
    rain: float  # mm, modelled


@lru_cache(maxsize=1)
def _year() -> tuple[tuple[float, float], ...]:
    """Return temperature (°C) and global irradiance (W/m²) of the 8,760 hours."""
    rows = DATA.read_text(encoding="utf-8").split("\n")[1:]
    return tuple((float(t), float(g)) for t, g in (row.split(",") for row in rows if row))


def saturation(temperature: float) -> float:
    """Return the density of saturated water vapour (g/m³) at a temperature in °C (Magnus)."""
    return 216.7 * 6.112 * math.exp(17.62 * temperature / (243.12 + temperature)) / (273.15 + temperature)


class Weather:
    """The weather at any moment; the same moment of any year has the same temperature and sun."""

    def __init__(self, seed: int = 1) -> None:
        """Take the seed of what is modelled: wind, pressure."""
        self._seed = seed
        self._between = lru_cache(maxsize=64)(self._interpolate)
        self._dry = lru_cache(maxsize=64)(self._dew_point)
        self._cover = lru_cache(maxsize=64)(self._day_clouds)

    def temperature(self, moment: datetime) -> float:
        """Return the outdoor temperature in °C."""
        return self._between(moment)[0]

    def ghi(self, moment: datetime) -> float:
        """Return the global horizontal irradiance in W/m²."""
        return self._between(moment)[1]

    def clouds(self, moment: datetime) -> float:
        """Return how overcast it is, 0 to 1; at night, and near the horizon, the mean of the day."""
        bright = clear_sky(sun_at(moment, LATITUDE, LONGITUDE))
        if bright > 120:
            return max(0.0, min(1.0, 1.1 - self.ghi(moment) / bright))
        return self._cover(self._local(moment).date())

    def vapour(self, moment: datetime) -> float:
        """Return the water vapour outdoors in g/m³: the dew point is taken as a degree under the day's lowest."""
        return saturation(min(self._dry(self._local(moment).date()), self.temperature(moment)))

    def humidity(self, moment: datetime) -> float:
        """Return the relative humidity outdoors in %."""
        return 100 * self.vapour(moment) / saturation(self.temperature(moment))

    def wind(self, moment: datetime) -> float:
        """Return the wind in km/h (modelled: calm nights, a seeded strength per day)."""
        local = self._local(moment)
        strength = 5 + 16 * chance(self._seed, "wind", local.date())
        return strength * (0.6 + 0.4 * math.sin(math.pi * (local.hour - 4) / 24) ** 2)

    def pressure(self, moment: datetime) -> float:
        """Return the air pressure in hPa (modelled: a seeded value for each day, joined smoothly)."""
        local = self._local(moment)
        part = (local.hour * 60 + local.minute) / 1440
        today, tomorrow = (spread(self._seed, 14, "hPa", local.date() + timedelta(days=n)) for n in (0, 1))
        return 1016 + today * (1 - part) + tomorrow * part

    def condition(self, moment: datetime) -> str:
        """Return Home Assistant's word for the sky."""
        clouds = self.clouds(moment)
        day = self._cover(self._local(moment).date())
        if day > 0.75 and clouds > 0.7:
            return "rainy" if self.temperature(moment) > 0.5 else "snowy"
        if clouds > 0.6:
            return "cloudy"
        if clouds > 0.25:
            return "partlycloudy"
        return "sunny" if clear_sky(sun_at(moment, LATITUDE, LONGITUDE)) > 0 else "clear-night"

    def hours(self, start: datetime, count: int) -> list[Forecast]:
        """Return the forecast of the coming full hours; it is always right."""
        first = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return [self._hour(first + timedelta(hours=n)) for n in range(count)]

    def days(self, start: datetime, count: int) -> list[Forecast]:
        """Return the forecast of today and the coming days."""
        midnight = self._local(start).replace(hour=0, minute=0, second=0, microsecond=0)
        return [self._day(midnight + timedelta(days=n)) for n in range(count)]

    def _hour(self, moment: datetime) -> Forecast:
        condition, warm = self.condition(moment), self.temperature(moment)
        rain = 0.8 if condition in ("rainy", "snowy") else 0.0
        return Forecast(moment, condition, warm, warm, self.humidity(moment), self.wind(moment), rain)

    def _day(self, midnight: datetime) -> Forecast:
        start = (midnight - STANDARD_TIME).replace(tzinfo=UTC)
        hours = [self._hour(start + timedelta(hours=n)) for n in range(24)]
        temperatures = [hour.temperature for hour in hours]
        noon = hours[13]
        rain = sum(hour.rain for hour in hours)
        return Forecast(
            noon.moment, noon.condition, max(temperatures), min(temperatures), noon.humidity, noon.wind, rain
        )

    @staticmethod
    def _local(moment: datetime) -> datetime:
        """Return local standard time, without a zone: the data knows no summer time."""
        return (moment.astimezone(UTC) + STANDARD_TIME).replace(tzinfo=None)

    @staticmethod
    def _index(local: datetime) -> float:
        """Return the place in the year in hours; 29 February is 28 February again."""
        day = min(local.day, 28) if local.month == 2 else local.day
        start = datetime(2001, local.month, day)
        return (start - datetime(2001, 1, 1)).days * 24 + local.hour + local.minute / 60 + local.second / 3600

    def _interpolate(self, moment: datetime) -> tuple[float, float]:
        """Interpolate between the middles of the hours."""
        year = _year()
        place = self._index(self._local(moment)) - 0.5
        before = math.floor(place)
        part = place - before
        (t0, g0), (t1, g1) = year[before % 8760], year[(before + 1) % 8760]
        return t0 + (t1 - t0) * part, g0 + (g1 - g0) * part

    def _of_day(self, day: date) -> tuple[tuple[float, float], ...]:
        start = int(self._index(datetime(day.year, day.month, day.day)))
        return _year()[start : start + 24]

    def _dew_point(self, day: date) -> float:
        return min(temperature for temperature, _ in self._of_day(day)) - 1

    def _day_clouds(self, day: date) -> float:
        """Return 1 less the day's sun as a part of a clear day's."""
        start = datetime(day.year, day.month, day.day, tzinfo=UTC) - STANDARD_TIME
        clear = sum(clear_sky(sun_at(start + timedelta(hours=n + 0.5), LATITUDE, LONGITUDE)) for n in range(24))
        return max(0.0, min(1.0, 1.05 - sum(ghi for _, ghi in self._of_day(day)) / clear))
