"""Ways the sun may go: a regression on the given forecast, the season's clear days and the sky of the last hours, with its own errors.

Least squares with a small ridge, one set of weights for each range of lead times, refitted from the last weeks. The ways are
what came on past days that were forecast most alike, less what would have been forecast then: an analog ensemble around
the regression. It is sharper in the next hours than a correction of the given forecast alone, because how clear it was
so far today says how the rest of the day goes.
"""

from dataclasses import dataclass
import itertools

import numpy as np

from ..steps import FloatArray
from .clock import IntArray

SEASON = 21  # days that say how high the sun can make it
_LEADS = (0, 1, 2, 4, 8, 24, 96, 1000)  # half hours between which one set of weights holds
_MOST = 4  # lead times of a range that are learned from
_RIDGE = 1 / 250
_EVERY = 3  # of the origins in the past, one is learned from where leads are longer than an hour
_DARK = 0.03
_POOL = 60  # days among which like ones are looked for
_AGE = 0.02  # kWh/h by which a day counts as less alike for each day of age
_COMPARED = 48
_HEADROOM = 1.15


@dataclass(frozen=True, slots=True, eq=False)
class Sky:
    """What was made and given by slot (m,), kW, NaN where unknown; from `now` on only what is given is known."""

    made: FloatArray
    given: FloatArray
    now: int
    per_day: int


@dataclass(frozen=True, slots=True, eq=False)
class _Features:
    """What the regression sees: of the slot that is forecast, and of the slot at which that is done."""

    target: FloatArray  # (m, features)
    envelope: FloatArray  # (m,)
    origin: FloatArray  # (m, features), times the envelope of the target

    def at(self, origins: IntArray, targets: IntArray) -> FloatArray:
        """Return the features of pairs (n, features)."""
        return np.concatenate((self.target[targets], self.origin[origins] * self.envelope[targets][:, None]), axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The weights of each range of lead times, as fitted at a slot."""

    fitted: tuple[FloatArray, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """What is expected (n,), and ways it may go (paths, n), kW."""

    mean: FloatArray
    paths: FloatArray


def fit(sky: Sky) -> Weights | None:
    """Return weights learned from what is past, `None` where that is less than a week."""
    features = _features(sky)
    past = np.arange(2 * sky.per_day, sky.now)
    past = past[np.isfinite(sky.made[past])]
    if len(past) < 7 * sky.per_day:
        return None
    fitted: list[FloatArray] = []
    for first, last in itertools.pairwise(_LEADS):
        leads = np.arange(first, min(last, 2 * sky.per_day))
        rows, values = [], []
        for lead in leads[:: max(1, len(leads) // _MOST)]:
            origins = past[:: 1 if last - first <= 2 else _EVERY]
            targets = origins + lead
            good = targets < sky.now
            origins, targets = origins[good], targets[good]
            good = (features.envelope[targets] > _DARK) & np.isfinite(sky.made[targets])
            rows.append(features.at(origins[good], targets[good]))
            values.append(sky.made[targets[good]])
        fitted.append(_solved(np.concatenate(rows), np.concatenate(values)) if rows else fitted[-1])
    return Weights(tuple(fitted))


def _solved(rows: FloatArray, values: FloatArray) -> FloatArray:
    square = rows.T @ rows + np.eye(rows.shape[1]) * max(len(values), 100) * _RIDGE
    return np.asarray(np.linalg.solve(square, rows.T @ values), dtype=np.float64)


def ways(sky: Sky, weights: Weights, ahead: int, paths: int) -> Ways:
    """Return what is expected in the next `ahead` slots, and at most so many ways around it; none before days are past."""
    features = _features(sky)
    leads = np.arange(ahead)
    back = np.arange(max(2, -(-ahead // sky.per_day)), _POOL + 2)
    origins = sky.now - sky.per_day * back
    origins = origins[origins >= 2 * sky.per_day]
    starts = np.append(origins, sky.now)
    table = _forecast(features, weights, starts, leads, sky.per_day)
    mean, before = table[-1], table[:-1]
    came = sky.made[origins[:, None] + leads]
    whole = np.isfinite(came).all(axis=1)
    compared = min(_COMPARED, ahead)
    apart = np.abs(before[:, :compared] - mean[:compared]).sum(axis=1) + _AGE * back[: len(origins)]
    order = np.argsort(np.where(whole, apart, np.inf), kind="stable")[: min(paths, int(whole.sum()))]
    return Ways(mean, np.maximum(mean + came[order] - before[order], 0.0))


def _forecast(features: _Features, weights: Weights, starts: IntArray, leads: IntArray, per_day: int) -> FloatArray:
    """Return forecasts made at slots for lead times: (starts, leads)."""
    made = np.zeros((len(starts), len(leads)))
    for number, (first, last) in enumerate(itertools.pairwise(_LEADS)):
        which = leads[(leads >= first) & (leads < last)]
        if not len(which):
            continue
        targets = (starts[:, None] + which).ravel()
        values = features.at(np.repeat(starts, len(which)), targets) @ weights.fitted[number]
        envelope = features.envelope[targets]
        values = np.clip(values, 0.0, envelope * _HEADROOM + 0.02) * (envelope > _DARK / 6)
        made[:, which] = values.reshape(len(starts), -1)
    return made


def _features(sky: Sky) -> _Features:
    """Return the features of all slots; what is given counts where it is known, else what is usual."""
    known = sky.made.copy()
    known[sky.now :] = np.nan
    usual, envelope = _season(known, sky.per_day)
    given = np.where(np.isfinite(sky.given), sky.given, usual)
    beside = [np.roll(given, shift) for shift in (0, 1, -1, 2, 3)]
    clear = np.clip(given / np.maximum(envelope, 0.1), 0.0, 1.2) * envelope
    target = np.stack([*beside, usual, envelope, clear], axis=1)
    origin = []
    for slots, with_given in ((1, False), (4, True), (12, True)):
        ratio, told = (
            _ratio(known, envelope, slots),
            _ratio(np.where(np.isfinite(known), given, np.nan), envelope, slots),
        )
        light = np.isfinite(ratio)
        origin += [np.where(light, ratio, 0.0), 1.0 - light]
        if with_given:
            origin.append(np.where(light & np.isfinite(told), told, 0.0))
    yesterday = _ratio(known, envelope, sky.per_day)
    origin.append(np.where(np.isfinite(yesterday), yesterday, 0.0))
    return _Features(target, envelope, np.stack(origin, axis=1))


def _season(known: FloatArray, per_day: int) -> tuple[FloatArray, FloatArray]:
    """Return for each slot the mean of the same time on days before, and the most with the slots beside it."""
    count = len(known)
    total, number, most = np.zeros(count), np.zeros(count), np.zeros(count)
    for day in range(1, min(SEASON, (count - 1) // per_day) + 1):
        before = np.full(count, np.nan)
        before[day * per_day :] = known[: count - day * per_day]
        good = np.isfinite(before)
        total += np.where(good, before, 0.0)
        number += good
        most = np.maximum(most, np.where(good, before, 0.0))
    wide = np.maximum(most, np.maximum(np.roll(most, 1), np.roll(most, -1)))
    return total / np.maximum(number, 1), wide


def _ratio(values: FloatArray, envelope: FloatArray, slots: int) -> FloatArray:
    """Return how much of the season's most there was in the slots before each one; NaN where it was dark or not known."""
    good = np.isfinite(values)
    made = np.concatenate(([0.0], np.cumsum(np.where(good, values, 0.0))))
    most = np.concatenate(([0.0], np.cumsum(np.where(good, envelope, 0.0))))
    last = np.arange(len(values))
    first = np.maximum(last - slots, 0)
    share = made[last] - made[first], most[last] - most[first]
    return np.where(share[1] > 0.075 * slots, share[0] / np.maximum(share[1], 1e-3), np.nan)
