"""What a home uses beside its assets, from its habits: by time of day and weekday, near days first, and by what it does now.

The distribution of a half hour is that of the same time on past days, weighted by how near and how alike they are (a
Nadaraya-Watson estimate of the conditional distribution; Hall, Wolff and Yao 1999, doi:10.1080/01621459.1999.10473832).
Several views of what is near and alike are experts, whose weights by lead time follow their errors (`aggregation`).
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

import numpy as np

from ..steps import HOUR, FloatArray, Series, Steps
from .aggregation import Experts, Levels, of, pinball
from .alike import VIEWS, samples
from .clock import local_slots
from .days import Days
from .drift import HOURS, Drift
from .errors import Tally
from .forecast import QUANTILES, Forecast, Provenance, stretched
from .mixture import Samples
from .paths import PATHS, alike_days, over
from .warmth import Warmth

_LEADS = (0.0, 1.0, 2.0, 3.0, 6.0, 12.0, 24.0)  # hours
_JUDGED_HOURS = 36.0
_USUAL_LEAD = 12.0  # what is past is told as from half a day before
_JUDGED_EVERY = 11.0 * HOUR  # not a part of a day, so that all hours come in turn
_LEARNING_DAYS = 7

# A typical household's load by the hour of the day as a share of its mean (low at night, highest in the evening), and
# the quantiles of a half hour's around it. Used until the home's own days say more.
_PRIOR_SHAPE = np.array(
    (0.6, 0.52, 0.48, 0.47, 0.48, 0.55, 0.78, 0.98, 1.02, 1.02, 1.03, 1.1,
     1.2, 1.1, 1.0, 0.97, 1.05, 1.25, 1.52, 1.65, 1.6, 1.42, 1.15, 0.8)
)  # fmt: skip
_PRIOR_SPREAD = np.array((0.4, 0.6, 0.85, 1.25, 1.9))
_PRIOR_KW = 0.4  # 3,500 kWh a year
_PRIOR_DAYS = 1.5  # what the prior weighs at first
_PRIOR_FADES = 3.0  # days


class BaseLoad:
    """A forecast of base load in kW, learned from its own history.

    `zone` is the home's time zone, `slots` the parts of a day it is learned in (48: half hours; a multiple of 24),
    `prior_kw` the mean load where it is known (kWh a year / 8760). Time: 2 ms for a forecast of 36 h, 10 ms to learn a
    day; memory: 30 kB, as JSON 15 kB.
    """

    shape: FloatArray = _PRIOR_SHAPE
    spread: FloatArray = _PRIOR_SPREAD
    usual_kw: float = _PRIOR_KW

    def __init__(self, zone: tzinfo, *, slots: int = 48, prior_kw: float | None = None) -> None:
        self._days = Days(zone, slots=slots)
        self._prior_kw = self.usual_kw if prior_kw is None else prior_kw
        self._experts = Experts(len(VIEWS), _LEADS)
        self._levels = Levels(QUANTILES)
        self._drift = Drift(_LEADS)
        self.tally = Tally()
        self._warmth: Warmth | None = None  # until a temperature is given
        self._judged = -np.inf  # forecasts made before this instant are judged

    @property
    def known_days(self) -> int:
        """Return on how many of the days that are kept something is known."""
        return self._days.known_days

    def learn(self, history: Series, outdoor: Series | None = None) -> None:
        """Take in what is new in a history of measured load (kW; NaN where unknown) and of outdoor temperature (°C)."""
        fresh = self._days.fresh(history)
        if fresh is None:
            return
        self._days.take(fresh)
        if outdoor is not None:
            if self._warmth is None:
                self._warmth = Warmth(self._days.zone, self._days.count)
            self._warmth.learn(outdoor, self._days)
        self._judge()

    def forecast(
        self, steps: Steps, now: float, *, outdoor: FloatArray | None = None, measured_kw: float | None = None
    ) -> Forecast:
        """Return what is expected over steps; `outdoor` is the temperature expected in them, `measured_kw` the load now."""
        grid = self._grid(steps, now)
        weather = None if outdoor is None else Series(steps, outdoor).mean_over(grid)
        mean, levels, _ = self._expected(self._samples(grid, now, weather, measured_kw), grid, now, measured_kw)
        return Forecast(
            steps=steps,
            mean=stretched(grid, mean, steps),
            quantiles={each: stretched(grid, level, steps) for each, level in zip(QUANTILES, levels, strict=True)},
            made_at=now,
            provenance=self._provenance(),
            errors=self.tally.errors,
        )

    def paths(self, steps: Steps, now: float, days: int = PATHS) -> FloatArray:
        """Return what followed this time on each of the last days: (paths, n) kW, fewer where the past is not known."""
        seconds = self._days.seconds
        start = np.floor(steps.edges[0] / seconds) * seconds
        grid = Steps.even(start, seconds, int(np.ceil((steps.edges[-1] - start) / seconds)))
        return over(grid, alike_days(self._days, grid, now, days), steps)

    def _provenance(self) -> Provenance:
        known = self._days.known_days
        return Provenance.PRIOR if known == 0 else Provenance.LEARNING if known < _LEARNING_DAYS else Provenance.HISTORY

    def _grid(self, steps: Steps, now: float) -> Steps:
        """Return the slots that cover steps, and the hours before `now` that tell how far off the mean is."""
        seconds = self._days.seconds
        start = np.floor(min(steps.edges[0], now - HOURS * HOUR) / seconds) * seconds
        return Steps.even(start, seconds, int(np.ceil((steps.edges[-1] - start) / seconds)))

    def _expected(
        self, found: Samples, grid: Steps, now: float, latest: float | None
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return mean and quantiles over a grid, and how far off the mean just was (as `Drift.seen` has it)."""
        leads = (grid.starts - now) / HOUR
        past = grid.ends <= now
        pooled = found.pooled(self._experts.weights(np.where(past, _USUAL_LEAD, np.maximum(leads, 0.0))))
        (mean,), levels = pooled.means(), pooled.quantiles(self._levels.asked)[0]
        back = (grid.starts >= now - (HOURS + 1) * HOUR) & past
        measured = self._days.at(*local_slots(grid.starts[back], self._days.zone, self._days.slots))
        off = measured - mean[back]
        if latest is not None:
            off = np.append(off, latest - mean[min(grid.index(now), len(mean) - 1)])
        seen = Drift.seen(off) if len(off) else np.zeros(2)
        drifted = mean + self._drift.correction(seen, leads)
        return np.maximum(drifted, 0.1 * mean), levels, seen

    def _samples(self, grid: Steps, now: float, weather: FloatArray | None, latest: float | None = None) -> Samples:
        prior_days = _PRIOR_DAYS * float(np.exp(-self._days.known_days / _PRIOR_FADES))
        warmth, slots = self._warmth, self._days.slots
        shift = None if warmth is None else lambda places: warmth.shift(places, slots, grid, weather)
        return samples(self._days, grid, now, self._prior(grid), prior_days, latest=latest, shift=shift)

    def _prior(self, grid: Steps) -> FloatArray:
        """Return what a typical home uses, as high as this one: one column for each of its quantiles."""
        _, hours = local_slots(grid.starts, self._days.zone, 24)
        shape = self.shape / self.shape.mean()
        by_slot = np.repeat(shape, self._days.slots // 24)
        known = np.isfinite(self._days.values)
        level = self._prior_kw
        if known.sum() >= self._days.slots // 4:
            level = float(self._days.values[known].sum() / (known * by_slot).sum())
        return np.asarray(level * shape[hours][:, None] * self.spread, dtype=np.float64)

    def _judge(self) -> None:
        """Make the forecasts again that would have been made while this was measured, and learn from their errors."""
        until = self._days.until
        oldest = until - self._days.count * 24 * HOUR
        at = max(self._judged, np.ceil((oldest + _JUDGED_HOURS * HOUR) / _JUDGED_EVERY) * _JUDGED_EVERY)
        while at + _JUDGED_HOURS * HOUR <= until:
            span = Steps(np.array([at, at + _JUDGED_HOURS * HOUR]))
            grid = self._grid(span, at)
            actual = self._days.at(*local_slots(grid.starts, self._days.zone, self._days.slots))
            if np.isfinite(actual).any():
                self._compare(grid, at, actual)
            at += _JUDGED_EVERY
            self._judged = at

    def _compare(self, grid: Steps, at: float, actual: FloatArray) -> None:
        weather = None if self._warmth is None else self._warmth.measured(grid)
        found = self._samples(grid, at, weather)
        mean, combined, seen = self._expected(found, grid, at, None)
        ahead = grid.starts >= at
        leads, actual = (grid.starts[ahead] - at) / HOUR, actual[ahead]
        correction = self._drift.correction(seen, leads)
        usual = max(float(np.nanmean(np.abs(self._days.values))), 1e-3)
        self.tally.add(at, leads, actual, mean[ahead], combined[[0, -1]][:, ahead])
        self._levels.update(actual, combined[:, ahead])
        self._drift.update(seen, actual - (mean[ahead] - correction), leads)
        losses = pinball(actual, found.quantiles(self._levels.wanted)[:, :, ahead], self._levels.wanted)
        self._experts.update(losses / usual, leads)

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON."""
        return {
            "prior_kw": self._prior_kw,
            "days": self._days.state(),
            "experts": self._experts.state(),
            "levels": self._levels.state(),
            "drift": self._drift.state(),
            "errors": self.tally.state(),
            "warmth": None if self._warmth is None else self._warmth.state(),
            "judged": None if np.isinf(self._judged) else self._judged,
        }

    @classmethod
    def restore(cls, state: Mapping[str, Any], zone: tzinfo) -> Self:
        """Return the forecaster whose `state` it is. Raises `ValueError` or `KeyError` for what is none."""
        made = cls(zone, slots=int(state["days"]["slots"]), prior_kw=float(state["prior_kw"]))
        made._days = Days.restore(state["days"], zone, count=made._days.count)
        made._experts.restore(of(state, "experts"))
        made._levels.restore(of(state, "levels"))
        made._drift.restore(state.get("drift", {}))
        made.tally.restore(state.get("errors", {}))
        if state.get("warmth") is not None:
            made._warmth = Warmth(zone, made._days.count)
            made._warmth.restore(state["warmth"])
        made._judged = -np.inf if state["judged"] is None else float(state["judged"])
        return made
