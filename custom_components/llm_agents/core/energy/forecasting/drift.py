"""How far what was just measured is from what was expected, and how much of that stays for how long.

Regressed for each bucket of lead times by recursive least squares with forgetting (L. Ljung, System Identification, 2nd ed.
1999, section 11.2): an autoregression of the errors whose decay is learned, not assumed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..steps import FloatArray

HOURS = 3
"""Hours back that are looked at: the last one, and their mean."""

_LASTING = 12.0  # hours after which nothing is left
_FORGETTING = 0.985  # an update; two a day
_RIDGE = 2.0  # kW²: with less seen nothing is corrected


class Drift:
    """Corrections of a mean, by lead time in hours. Memory: 6 numbers for each bucket."""

    def __init__(self, hours: Sequence[float]) -> None:
        self._hours = np.array(hours, dtype=np.float64)
        self._moments: FloatArray = np.tile(_RIDGE * np.eye(2), (len(hours), 1, 1))
        self._products: FloatArray = np.zeros((len(hours), 2))

    @staticmethod
    def seen(residuals: FloatArray) -> FloatArray:
        """Return what is regressed on, of measured less expected values of the last three hours, the newest last."""
        last = residuals[-max(len(residuals) // HOURS, 1) :]
        return np.array(
            [each[np.isfinite(each)].mean() if np.isfinite(each).any() else 0.0 for each in (last, residuals)]
        )

    def correction(self, seen: FloatArray, leads: FloatArray) -> FloatArray:
        """Return what to add to the mean at lead times; 0 for the past."""
        slopes = np.linalg.solve(self._moments, self._products[:, :, None])[:, :, 0]
        buckets = np.maximum(np.searchsorted(self._hours, leads, side="right") - 1, 0)
        near = (leads >= 0) & (leads < _LASTING)
        return np.where(near, (slopes @ seen)[buckets], 0.0)

    def update(self, seen: FloatArray, errors: FloatArray, leads: FloatArray) -> None:
        """Take in measured less expected values at lead times; NaN where nothing was measured."""
        self._moments = _FORGETTING * self._moments + (1 - _FORGETTING) * _RIDGE * np.eye(2)
        self._products *= _FORGETTING
        buckets = np.maximum(np.searchsorted(self._hours, leads, side="right") - 1, 0)
        for bucket in np.unique(buckets):
            known = errors[(buckets == bucket) & np.isfinite(errors)]
            if len(known):
                self._moments[bucket] += np.outer(seen, seen)
                self._products[bucket] += seen * known.mean()

    def state(self) -> dict[str, Any]:
        """Return the sums as JSON."""
        return {"moments": np.round(self._moments, 4).tolist(), "products": np.round(self._products, 4).tolist()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `state` gave; what does not fit is left out."""
        moments, products = (np.array(state.get(each, []), dtype=np.float64) for each in ("moments", "products"))
        if moments.shape == self._moments.shape and products.shape == self._products.shape:
            self._moments, self._products = moments, products
