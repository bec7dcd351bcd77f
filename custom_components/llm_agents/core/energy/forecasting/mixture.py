"""Weighted samples: what distributions are made of here."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from ..steps import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Weighted values for each of n slots, shape (n, m), ascending; weights by view, shape (views, n, m), add up to 1."""

    values: FloatArray
    weights: FloatArray

    @classmethod
    def of(cls, values: FloatArray, weights: FloatArray) -> Self:
        """Return the samples of values (n, m; NaN with a weight of 0) and weights (views, n, m) that have a sum above 0."""
        known = np.isfinite(values)
        highest = np.where(known, values, -np.inf).max(axis=1, keepdims=True)
        values = np.where(known, values, highest)  # so that no quantile falls on what is not known
        order = np.argsort(values, axis=1)
        rows = np.arange(len(values))[:, None]
        shares = weights / weights.sum(axis=2, keepdims=True)
        return cls(values[rows, order], shares[:, rows, order])

    def means(self) -> FloatArray:
        """Return the weighted means, shape (views, n)."""
        return np.asarray(np.einsum("vnm,nm->vn", self.weights, self.values), dtype=np.float64)

    def quantiles(self, probabilities: FloatArray) -> FloatArray:
        """Return the weighted quantiles, shape (views, probabilities, n)."""
        below = np.cumsum(self.weights, axis=2)
        below -= self.weights / 2
        last = self.values.shape[1] - 1
        places = np.stack([np.minimum((below < each).sum(axis=2), last) for each in probabilities], axis=1)
        return np.asarray(self.values[np.arange(len(self.values)), places], dtype=np.float64)

    def pooled(self, trust: FloatArray) -> Self:
        """Return the samples of one view: the views' mixture, with trust (views, n) in them that adds up to 1."""
        return type(self)(self.values, np.einsum("vnm,vn->nm", self.weights, trust)[None])
