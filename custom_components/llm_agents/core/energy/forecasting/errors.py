"""How wrong forecasts were, by how far ahead they looked: what was said is kept until it can be compared with what came."""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np

from ..steps import DAY, HOUR, FloatArray, Series, Steps
from .forecast import Errors, Forecast

LEADS: tuple[float, ...] = (0.0, 1.0, 3.0, 12.0, 24.0)
"""Where buckets of lead times begin, in hours."""

_FORGETTING_DAYS = 20.0
_KEPT_EVERY = 3 * HOUR
_KEPT_HOURS = 36
_OUTER = (0.1, 0.9)
_FIELDS = ("count", "absolute", "error", "pinball", "covered")


class Tally:
    """Sums of errors by lead time, of which old ones fade (e times less after 20 days). Memory: 25 numbers."""

    def __init__(self) -> None:
        self._sums: FloatArray = np.zeros((len(_FIELDS), len(LEADS)))
        self._at = -np.inf

    def add(self, at: float, leads: FloatArray, actual: FloatArray, mean: FloatArray, outer: FloatArray) -> None:
        """Take in values that came true at lead times (hours) of a forecast made `at`; NaN where nothing was measured.

        `outer` is its 10 % and 90 % quantile, shape (2, n).
        """
        if np.isfinite(self._at) and at > self._at:
            self._sums *= np.exp(-(at - self._at) / (_FORGETTING_DAYS * DAY))
        self._at = max(at, self._at)
        known = np.isfinite(actual)
        error = (mean - actual)[known]
        below = actual[known] - outer[:, known]
        pinball = np.maximum(np.array(_OUTER)[:, None] * below, (np.array(_OUTER) - 1)[:, None] * below).mean(axis=0)
        covered = (below[0] >= 0) & (below[1] <= 0)
        values = np.stack((np.ones(len(error)), np.abs(error), error, pinball, covered))
        buckets = np.searchsorted(LEADS, leads[known], side="right") - 1
        for bucket in np.unique(buckets[buckets >= 0]):
            self._sums[:, bucket] += values[:, buckets == bucket].sum(axis=1)

    @property
    def errors(self) -> Errors | None:
        """Return the figures over all lead times, each of which counts as the hours it is wide; `None` without any."""
        counts = self._sums[0]
        known = counts > 0.5
        if not known.any():
            return None
        widths = np.diff((*LEADS, float(_KEPT_HOURS)))[known]
        means = (self._sums[1:, known] / counts[known]) @ widths / widths.sum()
        return Errors(mae=float(means[0]), bias=float(means[1]), coverage=float(means[3]), count=round(counts.sum()))

    def by_lead(self) -> dict[float, Errors]:
        """Return the figures of each bucket of lead times, by the hour in which it begins."""
        made: dict[float, Errors] = {}
        for lead, (count, absolute, error, _, covered) in zip(LEADS, self._sums.T, strict=True):
            if count > 0.5:
                made[lead] = Errors(
                    mae=float(absolute / count),
                    bias=float(error / count),
                    coverage=float(covered / count),
                    count=round(count),
                )
        return made

    def pinball(self) -> float | None:
        """Return the mean pinball loss of the 10 % and the 90 % quantile; `None` without any."""
        count = float(self._sums[0].sum())
        return float(self._sums[3].sum()) / count if count > 0.5 else None

    def erase(self) -> None:
        """Forget everything."""
        self._sums[:] = 0.0
        self._at = -np.inf

    def state(self) -> dict[str, Any]:
        """Return the sums as JSON."""
        rows = [[round(float(each), 4) for each in row] for row in self._sums]
        return {"at": None if np.isinf(self._at) else self._at, "sums": rows}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `state` gave; what does not fit is left out."""
        sums = np.array(state.get("sums", []), dtype=np.float64)
        if sums.shape == self._sums.shape and np.isfinite(sums).all():
            self._sums = sums
            self._at = -np.inf if state.get("at") is None else float(state["at"])


class ErrorBook:
    """Forecasts that were issued, one in three hours for 36 h, and what came of those that have passed.

    Memory and JSON: at most 13 forecasts of 36 hours, 10 kB.
    """

    def __init__(self) -> None:
        self.tally = Tally()
        self._open: list[tuple[float, FloatArray]] = []  # when it was made; mean, 10 % and 90 % by the hour

    def note(self, forecast: Forecast) -> None:
        """Keep a forecast, unless one was kept within the last three hours."""
        if self._open and forecast.made_at < self._open[-1][0] + _KEPT_EVERY:
            return
        hours = Steps.even(forecast.made_at, HOUR, _KEPT_HOURS)
        lines = (forecast.mean, *(forecast.quantile(each) for each in _OUTER))
        table = np.stack([Series(forecast.steps, line).mean_over(hours) for line in lines])
        self._open = [*self._open[-(_KEPT_HOURS // 3) :], (forecast.made_at, table)]

    def compare(self, history: Series) -> None:
        """Compare forecasts whose time has passed with what was measured; one that was never measured is dropped."""
        end = float(history.steps.edges[-1])
        waiting = []
        for made_at, table in self._open:
            if made_at + _KEPT_HOURS * HOUR > end:
                waiting.append((made_at, table))
                continue
            hours = Steps.even(made_at, HOUR, _KEPT_HOURS)
            actual = history.mean_over(hours)
            actual[~np.isfinite(table).all(axis=0)] = np.nan
            self.tally.add(made_at, np.arange(_KEPT_HOURS, dtype=np.float64), actual, table[0], table[1:])
        self._open = waiting

    def erase(self) -> None:
        """Forget everything."""
        self._open = []
        self.tally.erase()

    def state(self) -> dict[str, Any]:
        """Return everything as JSON."""
        tables = [
            [at, [[None if np.isnan(each) else round(float(each), 3) for each in line] for line in table]]
            for at, table in self._open
        ]
        return {"tally": self.tally.state(), "open": tables}

    @classmethod
    def restore(cls, state: Mapping[str, Any]) -> Self:
        """Return the book whose `state` it is. Raises `ValueError`, `KeyError` or `TypeError` for what is none."""
        made = cls()
        made.tally.restore(state["tally"])
        for at, table in state["open"]:
            lines = np.array([[np.nan if each is None else float(each) for each in line] for line in table])
            if lines.shape != (3, _KEPT_HOURS):
                raise ValueError("no forecast of an error book")
            made._open.append((float(at), lines))
        return made
