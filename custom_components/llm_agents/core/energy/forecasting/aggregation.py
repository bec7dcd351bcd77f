"""Which expert to trust at which lead time, and at which level to ask it: both are learned from what came true."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..steps import FloatArray
from .clock import IntArray

_LEARNING_RATE = 2.0
_FORGETTING = 0.962  # of past losses at each update; two updates a day: half is forgotten after nine days
_LEVEL_RATE = 0.015
_LEVEL_MARGIN = 0.01
_SAME = 1e-6


def pinball(actual: FloatArray, quantiles: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return the loss of quantiles (..., probabilities, n) against what happened (n), meaned over the probabilities."""
    error = actual - quantiles
    each = np.maximum(probabilities[:, None] * error, (probabilities[:, None] - 1) * error)
    return np.asarray(each.mean(axis=-2), dtype=np.float64)


class Experts:
    """Exponentially weighted averaging of experts with discounted losses, for each bucket of lead times by itself.

    N. Cesa-Bianchi and G. Lugosi, Prediction, Learning, and Games (2006), sections 2.1 and 2.11. Losses are to be given
    in shares of the quantity's usual size. Memory: 8 bytes * experts * buckets.
    """

    def __init__(self, count: int, hours: Sequence[float]) -> None:
        self._hours = np.array(hours, dtype=np.float64)  # where buckets begin, the first at 0
        self.regrets: FloatArray = np.zeros((count, len(hours)))

    def bucket(self, lead_hours: FloatArray) -> IntArray:
        """Return the bucket of each lead time."""
        return np.maximum(np.searchsorted(self._hours, lead_hours, side="right") - 1, 0)

    def weights(self, lead_hours: FloatArray) -> FloatArray:
        """Return the weight of each expert at each lead time, shape (experts, n); they add up to 1."""
        weights = np.exp(-_LEARNING_RATE * (self.regrets - self.regrets.min(axis=0)))
        return np.asarray((weights / weights.sum(axis=0))[:, self.bucket(lead_hours)], dtype=np.float64)

    def update(self, losses: FloatArray, lead_hours: FloatArray) -> None:
        """Take in the experts' losses at lead times, shape (experts, n); NaN where nothing was measured."""
        buckets = self.bucket(lead_hours)
        self.regrets *= _FORGETTING
        for bucket in np.unique(buckets):
            of_bucket = losses[:, buckets == bucket]
            known = np.isfinite(of_bucket).all(axis=0)
            if known.any():
                self.regrets[:, bucket] += of_bucket[:, known].mean(axis=1)
        self.regrets -= self.regrets.min(axis=0)

    def state(self) -> list[list[float]]:
        """Return the discounted losses as JSON."""
        return [[round(float(each), 4) for each in row] for row in self.regrets]

    def restore(self, state: Sequence[Sequence[float]]) -> None:
        """Take what `state` gave; what does not fit (another version's experts) is left out."""
        regrets = np.array(state, dtype=np.float64)
        if regrets.shape == self.regrets.shape and np.isfinite(regrets).all():
            self.regrets = regrets


class Levels:
    """The levels at which to ask for quantiles so that they cover what they say.

    Adaptive conformal inference: I. Gibbs and E. Candes, Adaptive Conformal Inference Under Distribution Shift (NeurIPS
    2021), for each quantile by itself.
    """

    def __init__(self, probabilities: Sequence[float]) -> None:
        self.wanted = np.array(probabilities, dtype=np.float64)
        self.asked = self.wanted.copy()

    def update(self, actual: FloatArray, quantiles: FloatArray) -> None:
        """Take in what happened, shape (n), beside the quantiles that were given, shape (probabilities, n)."""
        known = np.isfinite(actual)
        if not known.any():
            return
        over = quantiles[:, known] - actual[known]
        # a value that was foretold exactly (mostly 0: nothing is drawn) tells nothing of the level
        below = np.where(np.abs(over) < _SAME, self.wanted[:, None], over > 0).mean(axis=1)
        moved = self.asked + _LEVEL_RATE * (self.wanted - below)
        self.asked = np.maximum.accumulate(np.clip(moved, _LEVEL_MARGIN, 1 - _LEVEL_MARGIN))

    def state(self) -> list[float]:
        """Return the levels as JSON."""
        return [round(float(each), 4) for each in self.asked]

    def restore(self, state: Sequence[float]) -> None:
        """Take what `state` gave, if it is of the same quantiles."""
        asked = np.array(state, dtype=np.float64)
        if asked.shape == self.asked.shape and np.isfinite(asked).all():
            self.asked = asked


def of(state: Mapping[str, Any], key: str) -> list[Any]:
    """Return a list of a state, empty where it is none."""
    found = state.get(key)
    return found if isinstance(found, list) else []
