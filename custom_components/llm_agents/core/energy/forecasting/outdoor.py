"""A weather service's temperature, corrected by how far it is off here: at once by what is measured now, and by habit.

The error is taken as an offset by the time of day (a sensor on a sunny wall, a valley's cold nights) plus a deviation that
fades with its learned persistence: a first-order autoregression, as in a Kalman filter for station bias (G. Galanis et al.,
Annales Geophysicae 24 (2006) 2451-2460).
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

import numpy as np

from ..steps import DAY, HOUR, FloatArray, Series, Steps
from .clock import local_slots
from .forecast import QUANTILES, Forecast, Provenance, stretched

_PARTS = 8  # of a day
_RATE = 1 / 15.0  # of a day's error that enters the offset
_LEAST_KEPT, _MOST_KEPT = 0.5, 0.98  # of a deviation after an hour
_PRIOR_KEPT = 0.85
_PRIOR_SPREAD = 1.5  # K
_NORMAL = np.array([-1.2816, -0.6745, 0.0, 0.6745, 1.2816])  # of QUANTILES
_GROWTH = 0.03  # of the spread for each hour ahead
_ABSURD = 15.0  # K


class OutdoorForecast:
    """Corrects forecasts of outdoor temperature (°C). Memory: 12 numbers; a call takes about 0.1 ms."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._offsets: FloatArray = np.zeros(_PARTS)
        self._products = 20.0 * np.array([_PRIOR_KEPT, 1.0])  # of deviations with the next one, and squared
        self._spread = _PRIOR_SPREAD
        self._deviation: float | None = None
        self._until = -np.inf
        self._count = 0

    def learn(self, history: Series, given: Series) -> None:
        """Take in what is new of what was measured, and what had been forecast for then."""
        start = max(float(np.floor(history.steps.edges[0] / HOUR)) * HOUR, self._until)
        count = int((history.steps.edges[-1] - start) // HOUR)
        if count < 1:
            return
        hours = Steps.even(start, HOUR, count)
        errors = history.mean_over(hours) - given.mean_over(hours)
        _, parts = local_slots(hours.starts, self._zone, _PARTS)
        for error, part in zip(errors, parts, strict=True):
            self._take(float(error), int(part))
        self._until = float(hours.edges[-1])

    def _take(self, error: float, part: int) -> None:
        if not np.isfinite(error) or abs(error) > _ABSURD:
            self._deviation = None
            return
        deviation = error - float(self._offsets[part])
        self._count += 1
        rate = max(_RATE, 1 / (1 + self._count / (24 / _PARTS))) if self._count < 15 * 24 else _RATE
        self._offsets[part] += rate * _PARTS / 24 * deviation
        if self._deviation is not None:
            self._products = 0.998 * self._products + np.array([self._deviation * deviation, self._deviation**2])
        self._spread += 0.01 * (abs(deviation) * 1.2533 - self._spread)
        self._deviation = deviation

    def forecast(
        self,
        steps: Steps,
        now: float,
        given: FloatArray,
        *,
        given_now: float | None = None,
        measured: float | None = None,
    ) -> Forecast:
        """Return the corrected forecast of what is `given` for the steps (NaN where unknown; not everywhere).

        `measured` is the temperature now and `given_now` what the service says of now; without them the last hour that was
        learned counts. Raises `ValueError` if nothing is given.
        """
        values = stretched(steps, given, steps)
        middles = (steps.starts + steps.ends) / 2
        _, parts = local_slots(middles, self._zone, _PARTS)
        kept = float(np.clip(self._products[0] / max(self._products[1], 1e-6), _LEAST_KEPT, _MOST_KEPT))
        deviation, since = self._deviation or 0.0, self._until
        if measured is not None and given_now is not None and abs(measured - given_now) <= _ABSURD:
            (_, (part,)), since = local_slots(np.array([now]), self._zone, _PARTS), now
            deviation = measured - given_now - float(self._offsets[int(part)])
        hours = np.maximum(middles - (since if np.isfinite(since) else now), 0.0) / HOUR
        mean = values + self._offsets[parts] + deviation * kept**hours
        ahead = np.maximum(middles - now, 0.0) / HOUR
        spread = (
            self._spread * np.sqrt(np.maximum(1 - kept ** (2 * hours), 0.02)) * (1 + _GROWTH * np.minimum(ahead, 48))
        )
        return Forecast(
            steps=steps,
            mean=mean,
            quantiles={each: mean + spread * factor for each, factor in zip(QUANTILES, _NORMAL, strict=True)},
            made_at=now,
            provenance=Provenance.CORRECTED if self._count >= DAY / HOUR else Provenance.GIVEN,
        )

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON."""
        return {
            "offsets": [round(float(each), 3) for each in self._offsets],
            "products": [round(float(each), 4) for each in self._products],
            "spread": round(self._spread, 3),
            "deviation": self._deviation,
            "until": None if np.isinf(self._until) else self._until,
            "count": self._count,
        }

    @classmethod
    def restore(cls, state: Mapping[str, Any], zone: tzinfo) -> Self:
        """Return the forecaster whose `state` it is. Raises `ValueError` or `KeyError` for what is none."""
        made = cls(zone)
        offsets, products = (np.array(state[each], dtype=np.float64) for each in ("offsets", "products"))
        if offsets.shape != (_PARTS,) or products.shape != (2,):
            raise ValueError("no state of a forecast of outdoor temperature")
        made._offsets, made._products, made._spread = offsets, products, float(state["spread"])
        made._deviation = None if state["deviation"] is None else float(state["deviation"])
        made._until = -np.inf if state["until"] is None else float(state["until"])
        made._count = int(state["count"])
        return made
