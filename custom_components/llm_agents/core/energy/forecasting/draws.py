"""Hot water that will be drawn, from what was drawn: by time of day and weekday, with quantiles.

Draws are short and rare, so that their mean is nearly never right and their median mostly 0: plans need quantiles over hours,
and those are taken from past days of the same time (`alike`), not from a curve.
"""

from datetime import tzinfo
from typing import Self

import numpy as np

from ..assets import WaterHeater
from ..steps import HOUR, FloatArray, Series, Steps
from .base_load import BaseLoad

WATER = 1.163e-3
"""kWh that warm a litre by one kelvin."""

_USUAL_KWH = 5.0  # a day: two to three people
_LEAST_DROP = 0.3  # K in a step beyond what standing losses explain

# Showers in the morning, dishes at noon, baths in the evening: the shape of EN 16147's tapping pattern M, by the hour.
_SHAPE = np.array(
    [
        "0.1",
        "0.05",
        "0.05",
        "0.05",
        "0.1",
        "0.6",
        "1.8",
        "3.2",
        "2.2",
        "1.4",
        "1",
        "0.9",
        "1.1",
        "1",
        "0.7",
        "0.6",
        "0.7",
        "1",
        "1.6",
        "1.8",
        "1.8",
        "1.5",
        "0.9",
        "0.4",
    ],
    dtype=np.float64,
)
_SPREAD = np.array((0.0, 0.1, 0.5, 1.5, 2.9))


class HotWaterDraws(BaseLoad):
    """A forecast of hot water drawn, in kW of heat; `kwh_per_day` is a prior. Time and memory as of `BaseLoad`."""

    shape = _SHAPE
    spread = _SPREAD
    usual_kw = _USUAL_KWH / 24

    @classmethod
    def of(cls, zone: tzinfo, kwh_per_day: float = _USUAL_KWH) -> Self:
        """Return one of which only the use of a day is known."""
        return cls(zone, slots=24, prior_kw=kwh_per_day / 24)

    def expected(self, steps: Steps, now: float, quantile: float = 0.75) -> FloatArray:
        """Return kW to plan with: what is expected, raised where a day's quantile is higher, so that showers are warm."""
        made = self.forecast(steps, now)
        return np.maximum(made.mean, made.quantile(quantile))


def drawn(upper: Series, heat: Series, tank: WaterHeater, *, seconds: float = HOUR / 2) -> Series:
    """Return the heat drawn (kW), told by how a tank's temperature (°C) falls against what its heater (kW of heat) gave.

    Only falls beyond the losses count; rises without heat do not. NaN where temperature or heat is not known.
    """
    start = max(upper.steps.edges[0], heat.steps.edges[0])
    end = min(upper.steps.edges[-1], heat.steps.edges[-1])
    steps = Steps.even(start, seconds, int((end - start) // seconds))
    temperature = upper.mean_over(steps)
    given = heat.mean_over(steps)
    change = np.diff(temperature, append=np.nan)
    held = tank.litres * WATER  # kWh/K
    hours = steps.hours
    losses = tank.loss_w_per_k / 1000 * (temperature - tank.ambient) * hours
    missing = given * hours - losses - held * change
    least = held * _LEAST_DROP
    return Series(steps, np.where(np.isfinite(missing), np.where(missing > least, missing, 0.0) / hours, np.nan))


def of_litres(litres: Series, warm: float, cold: float) -> Series:
    """Return the heat drawn (kW) for litres per hour of hot water of a temperature above the cold water's."""
    return Series(litres.steps, np.maximum(litres.values, 0.0) * WATER * max(warm - cold, 0.0))
