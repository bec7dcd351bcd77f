"""How wrong forecasts were, by how far ahead they looked."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..steps import DAY, FloatArray
from .forecast import Errors

LEADS: tuple[float, ...] = (0.0, 1.0, 3.0, 12.0, 24.0)
"""Where buckets of lead times begin, in hours."""

_FORGETTING_DAYS = 20.0
_FURTHEST_HOURS = 36
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
        widths = np.diff((*LEADS, float(_FURTHEST_HOURS)))[known]
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
