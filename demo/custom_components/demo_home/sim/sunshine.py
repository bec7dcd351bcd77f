"""What a forecaster would say of the roof's power: the truth of the weather's file, with an error that grows with the lead.

The error is seeded by the day and the hour that is forecast, so that a forecast comes nearer to the truth each time that it is
made again, as real ones do; clear skies are forecast better than clouds.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import math

from .chance import spread
from .house import House

STEP = timedelta(minutes=30)
NEAR, FAR, LEAD_HOURS = 0.06, 0.4, 48.0  # spread of the logarithm now, and at that lead
DAILY = 0.7  # share of the error that a whole day has in common
CLEAR = 0.35  # share of the error that is left under a cloudless sky
Z90 = 1.2816  # a normal distribution's 90 % quantile
UNIFORM = math.sqrt(3)  # half width of a uniform distribution of standard deviation 1


@dataclass(frozen=True, slots=True)
class Sunshine:
    """Expected mean power in W of half an hour, with the quantiles of 10 and 90 %."""

    start: datetime
    mean: float
    low: float
    high: float


def sunshine(house: House, days: int) -> list[Sunshine]:
    """Return the forecast of the local day that the house lives in, and of so many days in all."""
    local = house.time.astimezone(house.zone)
    moment = datetime(local.year, local.month, local.day, tzinfo=house.zone)
    end = (moment + timedelta(days=days)).astimezone(UTC)
    moment = moment.astimezone(UTC)
    found = []
    while moment < end:
        found.append(_half_hour(house, moment))
        moment += STEP
    return found


def _half_hour(house: House, start: datetime) -> Sunshine:
    quarters = [house.solar(start + timedelta(minutes=minutes)) for minutes in (7.5, 22.5)]
    truth = sum(quarters) / len(quarters)
    lead = max(0.0, (start - house.time).total_seconds() / 3600)
    width = NEAR + (FAR - NEAR) * min(1.0, math.sqrt(lead / LEAD_HOURS))
    width *= CLEAR + (1 - CLEAR) * house.weather.clouds(start)
    day = spread(house.seed, 1.0, "sunshine", start.astimezone(house.zone).date())
    hour = spread(house.seed, 1.0, "sunshine", start.isoformat())
    mean = truth * math.exp(width * (DAILY * day + (1 - DAILY) * hour))
    deviation = width * math.hypot(DAILY, 1 - DAILY) / UNIFORM
    most = house.array.inverter
    low, high = (mean * math.exp(side * Z90 * deviation) for side in (-1, 1))
    return Sunshine(start, min(most, mean), min(most, low), min(most, high))
