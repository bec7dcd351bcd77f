"""What panels will make: a given forecast, corrected by what came of such forecasts at that hour, and by the sky now.

The distribution is that of the share of past forecasts that came true, weighted by how alike they were: an analog ensemble
(L. Delle Monache et al., Monthly Weather Review 141 (2013) 3498-3516, doi:10.1175/MWR-D-12-00281.1). How long a deviation
that is measured now lasts is learned by experts (`aggregation`), and quantiles are kept honest by its levels.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

import numpy as np

from ..steps import DAY, HOUR, FloatArray, Series, Steps
from .aggregation import Experts, Levels, of, pinball
from .clock import local_slots
from .days import Days
from .errors import Tally
from .forecast import QUANTILES, Forecast, Provenance, stretched
from .mixture import Samples
from .paths import PATHS, over
from .sun_ways import Sky, Ways, Weights, fit, ways

_KEPT = 90  # days
_COUNT = 45  # of which the last count for the share that comes true
_DAYS = 15.0  # after so many a day weighs e times less
_BESIDE = 0.4
_ALIKE = 0.15  # of the peak: forecasts that differ by so much are hardly alike
_LEADS = (0.0, 1.0, 2.0, 4.0, 8.0)  # hours
_LASTING = (0.0, 1.0, 3.0, 8.0)  # hours after which a deviation has e times less left: one expert each
_SKY_HOURS = 2
_JUDGED_EVERY = 5 * HOUR  # not a part of a day, so that all hours come in turn
_JUDGED_HOURS = 24
_PRIOR_SHARES = np.array([0.45, 0.75, 0.97, 1.1, 1.25])
_PRIOR_DAYS = 1.5
_SHARPNESS = 30.0  # losses are small shares of the peak
_MOST = 3.0  # times the forecast


class SolarForecast:
    """Corrects forecasts of a photovoltaic system (kW), given by an entity or by `sun.panels`.

    `peak_kw` bounds what is made. Steps in which panels were held back are to be told as `curtailed`; they are not learned
    from. Time: 1.5 ms for a forecast of 48 h, 10 ms to learn a day; memory: 40 kB, as JSON 20 kB.
    """

    def __init__(self, zone: tzinfo, peak_kw: float, *, slots: int = 48) -> None:
        self.peak_kw = peak_kw
        self._made = Days(zone, slots=slots, count=_KEPT)
        self._given = Days(zone, slots=slots, count=_KEPT)
        self._experts = Experts(len(_LASTING), _LEADS)
        self._levels = Levels(QUANTILES)
        self.tally = Tally()
        self._judged = -np.inf
        self._fitted: Weights | None = None
        self._fitted_at = -np.inf

    def learn(self, history: Series, given: Series, curtailed: Series | None = None) -> None:
        """Take in what is new of what was made, of what had been forecast for then, and of when panels were held back.

        `curtailed` is above 0 where they were. NaN where something is not known.
        """
        values = history.values.copy()
        if curtailed is not None:
            held = curtailed.mean_over(history.steps)
            values[np.isfinite(held) & (held > 0)] = np.nan
        fresh = self._made.fresh(Series(history.steps, values))
        if fresh is None:
            return
        self._made.take(fresh)
        self._given.take(Series(fresh.steps, given.mean_over(fresh.steps)))
        self._judge()

    def forecast(self, steps: Steps, now: float, given: FloatArray, *, measured_kw: float | None = None) -> Forecast:
        """Return the corrected forecast of what is `given` for the steps (kW, NaN where unknown).

        `measured_kw` is what is made now (mean of the last minutes); without it the last hours that were learned count.
        """
        seconds = self._made.seconds
        start = np.floor(min(steps.edges[0], now) / seconds) * seconds
        grid = Steps.even(start, seconds, int(np.ceil((steps.edges[-1] - start) / seconds)))
        coarse = Series(steps, given).mean_over(grid)
        usual = self._usual(grid, now)
        coarse = np.where(np.isfinite(coarse), coarse, usual)
        samples = self._samples(grid, coarse, now)
        trust = self._experts.weights(np.maximum((grid.starts - now) / HOUR, 0.0))
        sky = (trust * self._skies(grid, now, measured_kw, float(coarse[0]))).sum(axis=0)
        shares = np.vstack((samples.means(), samples.quantiles(self._levels.asked)[0])) * sky
        fine = np.where(np.isfinite(given), given, stretched(grid, usual, steps))
        table = [np.clip(stretched(grid, share, steps) * fine, 0, self.peak_kw) for share in shares]
        known = int((np.isfinite(self._made.values) & np.isfinite(self._given.values)).any(axis=1).sum())
        return Forecast(
            steps=steps,
            mean=table[0],
            quantiles=dict(zip(QUANTILES, table[1:], strict=True)),
            made_at=now,
            provenance=Provenance.CORRECTED if known >= 2 else Provenance.GIVEN,
            errors=self.tally.errors,
        )

    def ways(self, steps: Steps, now: float, given: FloatArray, paths: int = PATHS) -> Ways | None:
        """Return what is expected of what is `given` for the steps (kW), and ways it may go (`sun_ways`).

        `None` where less than a week is known.
        """
        slots, seconds = self._made.slots, self._made.seconds
        start = np.floor(min(steps.edges[0], now) / seconds) * seconds
        grid = Steps.even(start, seconds, int(np.ceil((steps.edges[-1] - start) / seconds)))
        (day,), (slot,) = local_slots(np.array([start]), self._made.zone, slots)
        at = int(day - self._made.last + self._made.count - 1) * slots + int(slot)
        if at < 0:
            return None
        sky = Sky(
            made=_laid(self._made, at, np.full(len(grid), np.nan)),
            given=_laid(self._given, at, Series(steps, given).mean_over(grid)),
            now=at,
            per_day=slots,
        )
        if self._fitted is None or self._made.until >= self._fitted_at + DAY:
            self._fitted, self._fitted_at = fit(sky), self._made.until
        if self._fitted is None:
            return None
        found = ways(sky, self._fitted, len(grid), paths)
        if not len(found.paths):
            return None
        rows = np.minimum(over(grid, np.vstack((found.mean, found.paths)), steps), self.peak_kw)
        return Ways(rows[0], rows[1:])

    def _usual(self, grid: Steps, now: float) -> FloatArray:
        """Return what was made at the same time on the last days, 0 where nothing is known: for gaps in what is given."""
        past = self._past(grid, now, self._made)
        known = np.isfinite(past)
        total = np.where(known, past, 0.0).sum(axis=1)
        return np.asarray(total / np.maximum(known.sum(axis=1), 1), dtype=np.float64)

    def _past(self, grid: Steps, now: float, memory: Days) -> FloatArray:
        """Return the values at the same time and beside it on past days, shape (n, 3 * days); NaN from now on."""
        days, slots = local_slots(grid.starts, memory.zone, memory.slots)
        (today,), (slot,) = local_slots(np.array([now]), memory.zone, memory.slots)
        aside = np.repeat(np.array([-1, 0, 1]), _COUNT)
        back = np.tile(np.arange(1, _COUNT + 1), 3)
        places = (days * memory.slots + slots)[:, None] + aside - memory.slots * back
        values = memory.at(places // memory.slots, places % memory.slots)
        values[places >= today * memory.slots + slot] = np.nan
        return values

    def _samples(self, grid: Steps, given: FloatArray, now: float) -> Samples:
        """Return the shares of like forecasts that came true, for each slot."""
        made, told = self._past(grid, now, self._made), self._past(grid, now, self._given)
        least = 0.01 * self.peak_kw
        known = np.isfinite(made) & np.isfinite(told) & (told > least)
        shares = np.where(known, np.clip((made + least) / (told + least), 0, _MOST), np.nan)
        age = np.tile(np.arange(1, _COUNT + 1), 3)
        weights = np.exp(-age / _DAYS) * np.where(np.arange(3 * _COUNT) // _COUNT == 1, 1.0, _BESIDE)
        apart = (np.where(known, told, 0.0) - given[:, None]) / (_ALIKE * self.peak_kw)
        weights = np.where(known, weights * np.exp(-0.5 * apart**2), 0.0)
        prior = np.broadcast_to(_PRIOR_SHARES, (len(given), len(_PRIOR_SHARES)))
        spread = np.full(prior.shape, _PRIOR_DAYS / len(_PRIOR_SHARES))
        return Samples.of(np.concatenate((shares, prior), axis=1), np.concatenate((weights, spread), axis=1)[None])

    def _skies(self, grid: Steps, now: float, measured_kw: float | None, given_now: float) -> FloatArray:
        """Return how many times more each expert expects, shape (experts, n), as more or less is made now."""
        back = Steps.even(
            grid.edges[0] - _SKY_HOURS * HOUR, self._made.seconds, round(_SKY_HOURS * HOUR / self._made.seconds)
        )
        where = local_slots(back.starts, self._made.zone, self._made.slots)
        made, told = self._made.at(*where), self._given.at(*where)
        made[back.ends > now] = np.nan
        if measured_kw is not None:
            made, told = np.append(made, measured_kw), np.append(told, given_now)
            back = Steps(np.append(back.edges, back.edges[-1] + self._made.seconds))
        known = np.isfinite(made) & np.isfinite(told)
        lead = np.maximum((grid.starts - now) / HOUR, 0.0)
        if not known.any() or told[known].sum() < 0.05 * self.peak_kw:
            return np.ones((len(_LASTING), len(lead)))
        expected = told * self._samples(back, np.where(known, told, 0.0), now).means()[0]
        least = 0.03 * self.peak_kw
        ratio = np.clip((made[known].sum() + least) / (expected[known].sum() + least), 0.1, 2.5)
        return np.stack([1 + (ratio - 1) * (np.exp(-lead / lasting) if lasting else 0 * lead) for lasting in _LASTING])

    def _judge(self) -> None:
        """Make the forecasts again that would have been made while this was measured, and learn from their errors."""
        until = self._made.until
        at = max(self._judged, np.ceil((until - 20 * 24 * HOUR) / _JUDGED_EVERY) * _JUDGED_EVERY)
        while at + _JUDGED_HOURS * HOUR <= until:
            grid = Steps.even(at, self._made.seconds, round(_JUDGED_HOURS * HOUR / self._made.seconds))
            where = local_slots(grid.starts, self._made.zone, self._made.slots)
            actual, given = self._made.at(*where), self._given.at(*where)
            if (np.isfinite(actual) & (given > 0.01 * self.peak_kw)).any():
                self._compare(grid, at, actual, given)
            at += _JUDGED_EVERY
            self._judged = at

    def _compare(self, grid: Steps, at: float, actual: FloatArray, given: FloatArray) -> None:
        lit = np.isfinite(given) & (given > 0.01 * self.peak_kw)
        samples = self._samples(grid, np.where(lit, given, 0.0), at)
        leads = (grid.starts - at) / HOUR
        skies = self._skies(grid, at, None, 0.0)
        observed = np.where(lit, actual, np.nan)
        quantiles = samples.quantiles(self._levels.wanted)[0] * given
        sky = (self._experts.weights(leads) * skies).sum(axis=0)
        combined = samples.quantiles(self._levels.asked)[0] * given * sky
        self.tally.add(at, leads, observed, samples.means()[0] * given * sky, combined[[0, -1]])
        self._levels.update(observed, combined)
        losses = pinball(observed, skies[:, None] * quantiles, self._levels.wanted) / self.peak_kw
        self._experts.update(_SHARPNESS * losses, leads)

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON."""
        return {
            "peak_kw": self.peak_kw,
            "made": self._made.state(),
            "given": self._given.state(),
            "experts": self._experts.state(),
            "levels": self._levels.state(),
            "errors": self.tally.state(),
            "judged": None if np.isinf(self._judged) else self._judged,
        }

    @classmethod
    def restore(cls, state: Mapping[str, Any], zone: tzinfo) -> Self:
        """Return the forecaster whose `state` it is. Raises `ValueError` or `KeyError` for what is none."""
        made = cls(zone, float(state["peak_kw"]), slots=int(state["made"]["slots"]))
        made._made = Days.restore(state["made"], zone, count=_KEPT)
        made._given = Days.restore(state["given"], zone, count=_KEPT)
        made._experts.restore(of(state, "experts"))
        made._levels.restore(of(state, "levels"))
        made.tally.restore(state.get("errors", {}))
        made._judged = -np.inf if state["judged"] is None else float(state["judged"])
        return made


def _laid(memory: Days, now: int, ahead: FloatArray) -> FloatArray:
    """Return what is kept before a slot in one row, and what is ahead after it."""
    past = np.full(now, np.nan)
    kept = memory.values.ravel()[:now]
    past[: len(kept)] = kept
    return np.concatenate((past, ahead))
