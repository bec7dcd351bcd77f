"""How load follows the temperature outside: kW for each degree of heating and of cooling, by part of the day.

Degrees are those of the last 24 hours' mean below 15 °C and above 22 °C (degree days, ISO 15927-6, smoothed as buildings
do); the slopes are regressed recursively with forgetting and a ridge towards none, so that a home whose load does not follow
the weather is left as it is.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

import numpy as np

from ..steps import DAY, HOUR, FloatArray, Series, Steps
from .clock import IntArray, local_slots
from .days import Days

PARTS = 6
_HEATING_BELOW, _COOLING_ABOVE = 15.0, 22.0
_FORGETTING = 0.98  # a day
_RIDGE = 40.0  # K² of days
_HOURS = 24


class Warmth:
    """Slopes of load over temperature, for samples of past days that were warmer or colder. Memory: 13 kB, JSON 7 kB."""

    def __init__(self, zone: tzinfo, days: int) -> None:
        self._zone = zone
        self._outdoor = Days(zone, slots=_HOURS, count=days)
        self._moments: FloatArray = np.tile(np.diag([0.1, _RIDGE, _RIDGE]), (PARTS, 1, 1))
        self._products: FloatArray = np.zeros((PARTS, 3))
        self._taken = 0  # the last local day that is in the slopes

    def learn(self, outdoor: Series, load: Days) -> None:
        """Take in what is new of the temperature outside (°C), and days of load for which it is known."""
        fresh = self._outdoor.fresh(outdoor)
        if fresh is not None:
            self._outdoor.take(fresh)
        last = min(self._outdoor.last, load.last) - 1
        for day in range(max(self._taken + 1, last - load.count + 2), last + 1):
            self._take(day, load)
            self._taken = day

    def _take(self, day: int, load: Days) -> None:
        values = load.at(np.full(load.slots, day), np.arange(load.slots)).reshape(PARTS, -1)
        known = np.isfinite(values)
        degrees = self._degrees(
            np.full(PARTS, day * _HOURS) + np.arange(PARTS) * (_HOURS // PARTS) + _HOURS // PARTS // 2
        )
        self._moments = _FORGETTING * self._moments + (1 - _FORGETTING) * np.diag([0.1, _RIDGE, _RIDGE])
        self._products *= _FORGETTING
        for part in range(PARTS):
            if known[part].mean() > 0.5 and np.isfinite(degrees[part]).all():
                row = np.append(1.0, degrees[part])
                self._moments[part] += np.outer(row, row)
                self._products[part] += row * values[part][known[part]].mean()

    @property
    def slopes(self) -> FloatArray:
        """Return kW for each K of heating and of cooling, shape (parts, 2); never below 0."""
        solved = np.linalg.solve(self._moments, self._products[:, :, None])
        return np.asarray(np.maximum(solved[:, 1:, 0], 0.0), dtype=np.float64)

    def _degrees(self, hours: IntArray) -> FloatArray:
        """Return the degrees of heating and cooling at local hours since the epoch, shape (n, 2); NaN where not known."""
        places = hours[:, None] - np.arange(_HOURS)
        return _degrees(_mean(self._outdoor.at(places // _HOURS, places % _HOURS)))

    def shift(self, places: IntArray, slots: int, grid: Steps, outdoor: FloatArray | None) -> FloatArray:
        """Return kW by which samples (n, m) of past places are to be raised for each of n slots to come.

        `outdoor` is the temperature expected over the grid (NaN where unknown). 0 where anything is not known.
        """
        slopes = self.slopes
        if outdoor is None or not slopes.any():
            return np.zeros(places.shape)
        _, parts = local_slots(grid.starts, self._zone, PARTS)
        then = self._by_place(places * _HOURS // slots)
        apart = self._ahead(grid, outdoor)[:, None] - then
        return np.asarray(np.nan_to_num((apart * slopes[parts][:, None]).sum(axis=2)), dtype=np.float64)

    def _by_place(self, hours: IntArray) -> FloatArray:
        """Return the degrees at many local hours; each hour is worked out once."""
        first = int(hours.min())
        span = np.arange(first - _HOURS + 1, int(hours.max()) + 1)
        values = self._outdoor.at(span // _HOURS, span % _HOURS)
        known = np.isfinite(values)
        total = np.concatenate(([0.0], np.cumsum(np.where(known, values, 0.0))))
        count = np.concatenate(([0], np.cumsum(known)))
        counts = count[_HOURS:] - count[:-_HOURS]
        means = np.where(counts > _HOURS // 2, (total[_HOURS:] - total[:-_HOURS]) / np.maximum(counts, 1), np.nan)
        return _degrees(means)[hours - first]

    def _ahead(self, grid: Steps, outdoor: FloatArray) -> FloatArray:
        """Return the degrees of slots to come, from what was measured and what is expected."""
        hours = np.arange(np.floor((grid.edges[0] - DAY) / HOUR), np.ceil(grid.edges[-1] / HOUR)) * HOUR
        past = self._outdoor.at(*local_slots(hours, self._zone, _HOURS))
        steps = Steps(np.append(hours, hours[-1] + HOUR))
        line = np.where(np.isfinite(past), past, Series(grid, outdoor).mean_over(steps))
        index = ((grid.starts - hours[0]) // HOUR).astype(np.int64)
        return _degrees(_mean(line[np.maximum(index[:, None] - np.arange(_HOURS), 0)]))

    def measured(self, grid: Steps) -> FloatArray:
        """Return the temperature that was measured over a grid; NaN where none was."""
        return self._outdoor.at(*local_slots(grid.starts, self._zone, _HOURS))

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON."""
        return {
            "outdoor": self._outdoor.state(),
            "moments": np.round(self._moments, 3).tolist(),
            "products": np.round(self._products, 4).tolist(),
            "taken": self._taken,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `state` gave. Raises `ValueError` or `KeyError` for what is none."""
        moments, products = (np.array(state[each], dtype=np.float64) for each in ("moments", "products"))
        if moments.shape != self._moments.shape or products.shape != self._products.shape:
            raise ValueError("no state of how load follows the temperature")
        self._outdoor = Days.restore(state["outdoor"], self._zone, count=self._outdoor.count)
        self._moments, self._products, self._taken = moments, products, int(state["taken"])


def _mean(values: FloatArray) -> FloatArray:
    known = np.isfinite(values)
    enough = known.sum(axis=1) > values.shape[1] // 2
    return np.where(enough, np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1), np.nan)


def _degrees(temperature: FloatArray) -> FloatArray:
    return np.stack(
        (np.maximum(_HEATING_BELOW - temperature, 0.0), np.maximum(temperature - _COOLING_ABOVE, 0.0)), axis=-1
    )
