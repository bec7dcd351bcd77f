"""What a home uses beside its assets, from its habits: by time of day and weekday, near days first, and by what it does now.

The distribution of a half hour is that of the same time on past days, weighted by how alike and how near they are (a
Nadaraya-Watson estimate of the conditional distribution; Hall, Wolff and Yao 1999, doi:10.1080/01621459.1999.10473832).
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

import numpy as np

from ..steps import FloatArray, Series, Steps
from .clock import IntArray, local_slots, weekdays
from .days import Days
from .forecast import QUANTILES, Forecast, Provenance, stretched

_DAYS = 28
_FORGETTING_DAYS = 7.0
_NEIGHBOUR = 0.5  # the weight of the slot before and after
_SAME_WEEKDAY = 2.0
_OTHER_KIND = 0.5  # the weight of a weekend for a working day and the other way
_PRIOR_DAYS = 1.0  # what the prior profile weighs, as days of history

# A typical household's share of its mean load by the hour (evening peak, low at night): the shape of standard load
# profile H0 in spirit, smoothed; only used until the home's own days say more.
_PRIOR_SHAPE = (
    0.55,
    0.5,
    0.47,
    0.46,
    0.47,
    0.55,
    0.8,
    1.0,
    1.05,
    1.05,
    1.05,
    1.15,
    1.25,
    1.15,
    1.0,
    0.95,
    1.0,
    1.2,
    1.5,
    1.65,
    1.6,
    1.4,
    1.1,
    0.75,
)
_PRIOR_SPREAD = {0.1: 0.4, 0.25: 0.6, 0.5: 0.85, 0.75: 1.25, 0.9: 1.8}
_PRIOR_KW = 0.4  # 3,500 kWh a year


class BaseLoad:
    """A forecast of base load in kW, learned from its own history.

    `zone` is the home's time zone, `slots` the parts of a day it is learned in (48: half hours), `prior_kw` the mean load
    where it is known (kWh a year / 8760). A forecast of 48 h takes about 1 ms, a day's learning less.
    """

    def __init__(self, zone: tzinfo, *, slots: int = 48, prior_kw: float | None = None) -> None:
        self._days = Days(zone, slots=slots)
        self._prior_kw = _PRIOR_KW if prior_kw is None else prior_kw

    def learn(self, history: Series, outdoor: Series | None = None) -> None:
        """Take in what is new in a history of measured load (kW; NaN where unknown) and of outdoor temperature (°C)."""
        fresh = self._days.fresh(history)
        if fresh is not None:
            self._days.take(fresh)

    def forecast(
        self, steps: Steps, now: float, *, outdoor: FloatArray | None = None, measured_kw: float | None = None
    ) -> Forecast:
        """Return what is expected over steps; `outdoor` is the temperature expected in them, `measured_kw` the load now."""
        seconds = self._days.seconds
        start = np.floor(steps.edges[0] / seconds) * seconds
        count = int(np.ceil((steps.edges[-1] - start) / seconds))
        grid = Steps.even(start, seconds, count)
        values, weights = self._alike(grid)
        mean = (values * weights).sum(axis=1) / weights.sum(axis=1)
        levels = weighted_quantiles(values, weights, QUANTILES)
        known = self._days.known_days
        return Forecast(
            steps=steps,
            mean=stretched(grid, mean, steps),
            quantiles={each: stretched(grid, level, steps) for each, level in zip(QUANTILES, levels, strict=True)},
            made_at=now,
            provenance=Provenance.PRIOR if known == 0 else Provenance.LEARNING if known < 7 else Provenance.HISTORY,
        )

    def _alike(self, grid: Steps) -> tuple[FloatArray, FloatArray]:
        """Return for each slot the values of like times on past days, and what they weigh; the prior's are among them."""
        days, slots = local_slots(grid.starts, self._days.zone, self._days.slots)
        values, weights = [], []
        for aside in (-1, 0, 1):
            shifted = slots + aside
            past = (days + shifted // self._days.slots)[:, None] - np.arange(1, _DAYS + 1)
            found = self._days.at(past, np.broadcast_to((shifted % self._days.slots)[:, None], past.shape))
            weight = self._weights(days, past) * (_NEIGHBOUR if aside else 1.0)
            known = np.isfinite(found)
            values.append(np.where(known, found, 0.0))
            weights.append(np.where(known, weight, 0.0))
        prior = self._prior(grid)
        values.append(prior)
        weights.append(np.full(prior.shape, _PRIOR_DAYS * np.exp(-self._days.known_days / 2) / prior.shape[1] + 1e-9))
        return np.concatenate(values, axis=1), np.concatenate(weights, axis=1)

    def _weights(self, days: IntArray, past: IntArray) -> FloatArray:
        own, other = weekdays(days)[:, None], weekdays(past)
        alike = np.where(own == other, _SAME_WEEKDAY, np.where((own >= 5) == (other >= 5), 1.0, _OTHER_KIND))
        return np.asarray(alike * np.exp((past - days[:, None]) / _FORGETTING_DAYS), dtype=np.float64)

    def _prior(self, grid: Steps) -> FloatArray:
        """Return what a typical home of this mean load uses: one column for each of its quantiles."""
        _, hours = local_slots(grid.starts, self._days.zone, 24)
        shape = np.array(_PRIOR_SHAPE) / np.mean(_PRIOR_SHAPE)
        known = self._days.values[np.isfinite(self._days.values)]
        mean = float(known.mean()) if len(known) >= self._days.slots // 4 else self._prior_kw
        return np.asarray(mean * shape[hours][:, None] * np.array(list(_PRIOR_SPREAD.values())), dtype=np.float64)

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON (about 15 kB)."""
        return {"version": 1, "prior_kw": self._prior_kw, "days": self._days.state()}

    @classmethod
    def restore(cls, state: Mapping[str, Any], zone: tzinfo) -> Self:
        """Return the forecaster whose `state` it is. Raises `ValueError` or `KeyError` for what is none."""
        made = cls(zone, slots=int(state["days"]["slots"]), prior_kw=float(state["prior_kw"]))
        made._days = Days.restore(state["days"], zone, count=made._days.count)
        return made


def weighted_quantiles(values: FloatArray, weights: FloatArray, probabilities: tuple[float, ...]) -> FloatArray:
    """Return quantiles of each row's weighted values, shape (probabilities, rows); weights are at least 0, their sum above."""
    order = np.argsort(values, axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    share = np.take_along_axis(weights, order, axis=1)
    below = np.cumsum(share, axis=1) - share / 2
    below /= share.sum(axis=1, keepdims=True)
    places = np.array([(below < each).sum(axis=1) for each in probabilities])
    places = np.minimum(places, values.shape[1] - 1)
    return np.asarray(ordered[np.arange(len(values)), places], dtype=np.float64)
