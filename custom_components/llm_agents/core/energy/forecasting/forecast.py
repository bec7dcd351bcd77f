"""A forecast: a mean and quantiles for each step, where it is from, and how wrong such forecasts were."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from ..steps import FloatArray, Series, Steps

QUANTILES: tuple[float, ...] = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The quantiles that every forecast has."""


class Provenance(StrEnum):
    """What a forecast is made of."""

    PRIOR = "prior"  # a typical profile, scaled to what is known: nothing was measured yet
    LEARNING = "learning"  # measured for less than a week
    HISTORY = "history"
    GIVEN = "given"  # an entity's forecast, as it is
    CORRECTED = "corrected"  # an entity's forecast, corrected by its own errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How wrong forecasts of this kind were: mean absolute error and bias in the quantity's unit, over `count` values.

    `coverage` is the share of values between the 10 % and the 90 % quantile; 0.8 is right.
    """

    mae: float
    bias: float
    coverage: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """What is expected over steps, made at an instant: `mean` and `quantiles` (by probability) have one value for each step.

    Quantiles of a step that is longer than what was learned (a half hour) are those of its parts, averaged: they are as
    wide as if all parts were high or low together, which is cautious. All values are finite.
    """

    steps: Steps
    mean: FloatArray
    quantiles: Mapping[float, FloatArray]
    made_at: float
    provenance: Provenance
    errors: Errors | None = field(default=None)

    @property
    def median(self) -> FloatArray:
        """Return what is exceeded as often as not: the forecast with the least mean absolute error."""
        return self.quantiles[0.5]

    def quantile(self, probability: float) -> FloatArray:
        """Return the quantile of a probability, between those that are known; the nearest one beyond them."""
        known = sorted(self.quantiles)
        table = np.stack([self.quantiles[each] for each in known])
        at = np.interp(probability, known, np.arange(len(known), dtype=np.float64))
        lower = int(at)
        upper = min(lower + 1, len(known) - 1)
        return np.asarray(table[lower] + (at - lower) * (table[upper] - table[lower]), dtype=np.float64)

    def over(self, steps: Steps) -> Forecast:
        """Return the same forecast over other steps; where it does not reach, the nearest known value holds."""
        return Forecast(
            steps=steps,
            mean=stretched(self.steps, self.mean, steps),
            quantiles={each: stretched(self.steps, values, steps) for each, values in self.quantiles.items()},
            made_at=self.made_at,
            provenance=self.provenance,
            errors=self.errors,
        )


def stretched(given: Steps, values: FloatArray, steps: Steps) -> FloatArray:
    """Return the means over other steps of values over given ones; the nearest value where nothing is given.

    Raises `ValueError` if no value is finite.
    """
    means = Series(given, values).mean_over(steps)
    known = np.isfinite(means)
    if known.all():
        return means
    finite = np.isfinite(values)
    if not finite.any():
        raise ValueError("no value is known")
    middles = (given.starts + given.ends) / 2
    wanted = (steps.starts + steps.ends) / 2
    return np.where(known, means, np.interp(wanted, middles[finite], values[finite]))
