"""A dynamic electricity tariff: a model with the shape of a day-ahead market, not market data.

The price of an hour is a yearly mean, two humps (morning and evening demand), a hollow at noon that is as deep as the sun is
strong, less for wind, cheaper weekends and a seeded noise; then levies and the seller's margin are added, as on a bill.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
import math

from .chance import spread
from .weather import Weather

MEAN, MORNING, EVENING, NOON, WIND, NOISE = 0.085, 0.045, 0.075, 0.085, 0.0022, 0.012
LEVIES = 0.118
FEED_IN = 0.07  # paid for what is exported
CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one hour, per kWh with all levies."""

    start: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices of any hour of any day; `zone` is the market's time zone."""

    weather: Weather
    zone: tzinfo
    seed: int = 1

    def price(self, moment: datetime) -> float:
        """Return the price per kWh at a moment."""
        start = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        local = start.astimezone(self.zone)
        middle = start + timedelta(minutes=30)
        price = MEAN
        price += MORNING * math.exp(-(((local.hour - 7.5) / 1.7) ** 2))
        price += EVENING * math.exp(-(((local.hour - 18.5) / 2.1) ** 2))
        price -= NOON * min(1.0, self.weather.ghi(middle) / 800)
        price -= WIND * (self.weather.wind(middle) - 11)
        price -= 0.018 if local.weekday() >= 5 else 0.0
        price += spread(self.seed, NOISE, "price", start.isoformat())
        return round(price + LEVIES, 4)

    def day(self, moment: datetime, ahead: int = 0) -> list[Price]:
        """Return the prices of the local day that holds the moment, or of one `ahead` days later."""
        local = moment.astimezone(self.zone)
        first = datetime(local.year, local.month, local.day, tzinfo=self.zone) + timedelta(days=ahead)
        end = (first + timedelta(days=1)).astimezone(UTC)
        hour, prices = first.astimezone(UTC), []
        while hour < end:
            prices.append(Price(hour.astimezone(self.zone), self.price(hour)))
            hour += timedelta(hours=1)
        return prices

    def tomorrow(self, moment: datetime) -> list[Price]:
        """Return tomorrow's prices; like those of the market they are known from 13:00 on, before that there are none."""
        return self.day(moment, 1) if moment.astimezone(self.zone).hour >= 13 else []
