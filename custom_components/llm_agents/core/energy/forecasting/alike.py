"""Like times in the past: what was measured at the same time of day, and how much it says of a time to come."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..steps import HOUR, FloatArray, Steps
from .clock import IntArray, local_slots, weekdays
from .days import Days
from .mixture import Samples

REACH = 28  # days back
_SAME_WEEKDAY = 2.0
_RECENT_HOURS = 2
_SMOOTHING_HOURS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One opinion on which of the past counts.

    `days`: after how many a day weighs e times less; `beside`, `other_kind`: what the slot beside and days of the other
    kind (weekend or not) weigh; `likeness`: how much days count more that went like the last `window_hours`; `recent`: what
    was just measured weighs beside all days, e times less each `recent_hours` ahead.
    """

    days: float
    beside: float = 0.3
    other_kind: float = 0.25
    likeness: float = 0.0
    window_hours: int = 24
    recent: float = 0.0
    recent_hours: float = 1.0


VIEWS: tuple[View, ...] = (
    View(days=3, beside=0.4, other_kind=0.6),
    View(days=5),
    View(days=12),
    View(days=7, other_kind=0.5, likeness=1.0),
    View(days=10, beside=0.4, other_kind=0.5, likeness=1.5, window_hours=72),
    View(days=7, other_kind=0.5, likeness=1.0, recent=2.0, recent_hours=1.0),
    View(days=7, other_kind=0.5, likeness=1.0, recent=0.5, recent_hours=6.0),
)


def samples(
    memory: Days,
    grid: Steps,
    now: float,
    prior: FloatArray,
    prior_days: float,
    *,
    latest: float | None = None,
    shift: Callable[[IntArray], FloatArray] | None = None,
) -> Samples:
    """Return the like times of each slot of a grid among what was measured before `now`.

    `prior` (n, p) are values that a home would have of which nothing is known; together they weigh `prior_days` days.
    Slots of the grid that are past are told from the days before them alone. `latest` is what is measured at this moment, `shift` says by how much a sample of a place (local slot since the epoch)
    is to be raised, because that day was warmer or colder; what is left of it is at least a tenth.
    """
    days, slots = local_slots(grid.starts, memory.zone, memory.slots)
    (today,), (slot,) = local_slots(np.array([now]), memory.zone, memory.slots)
    position = int(today) * memory.slots + int(slot)
    values, places = _found(memory, days, slots, position)
    if shift is not None:
        values = np.maximum(values + shift(places), 0.1 * values)
    recent, ages = _recent(memory, position, latest)
    everything = np.concatenate([values, np.broadcast_to(recent, (len(days), len(recent))), prior], axis=1)
    known = np.isfinite(everything)
    weights = np.zeros((len(VIEWS), *everything.shape))
    measured = values.shape[1]
    by_day, which = _weights_by_day(memory, days, int(today), position)
    weights[:, :, :measured] = by_day[:, which]
    weights[:, :, :measured] *= known[:, :measured]
    decay = np.where(grid.ends <= now, np.inf, np.maximum((grid.starts - now) / HOUR, 0.0))
    sums = weights.sum(axis=2)
    for index, view in enumerate(VIEWS):
        if view.recent:
            share = sums[index] * view.recent * np.exp(-decay / view.recent_hours)
            weights[index, :, measured : measured + len(recent)] = share[:, None] * ages
            sums[index] += share * ages.sum()
    weights[:, :, measured + len(recent) :] = max(prior_days, 1e-9) / prior.shape[1]
    return Samples.of(everything, weights)


def _weights_by_day(memory: Days, days: IntArray, today: int, position: int) -> tuple[FloatArray, IntArray]:
    """Return what each past sample weighs for each day asked about (views, days, samples), and which day each slot is on."""
    wanted, which = np.unique(days, return_inverse=True)
    age = np.arange(1, REACH + 1)
    past = wanted[:, None] - age
    own, other = weekdays(wanted)[:, None], weekdays(past)
    same, kind = own == other, (own >= 5) == (other >= 5)
    back = np.clip(today - past, 0, REACH)
    likeness = {hours: _likeness(memory, position, hours) for hours in {view.window_hours for view in VIEWS}}
    made = np.empty((len(VIEWS), len(wanted), 3, REACH))
    for index, view in enumerate(VIEWS):
        weight = np.exp(-age / view.days) * np.where(same, _SAME_WEEKDAY, np.where(kind, 1.0, view.other_kind))
        weight *= np.exp(-view.likeness * likeness[view.window_hours])[back]
        made[index] = weight[:, None] * np.array([view.beside, 1.0, view.beside])[:, None]
    return made.reshape(len(VIEWS), len(wanted), 3 * REACH), which


def _found(memory: Days, days: IntArray, slots: IntArray, position: int) -> tuple[FloatArray, IntArray]:
    """Return the values of the slots before, at and after each on past days, nearest day first, and their places.

    They are NaN from `position` on.
    """
    aside = np.repeat(np.array([-1, 0, 1]), REACH)
    places = (days * memory.slots + slots)[:, None] + aside - memory.slots * np.tile(np.arange(1, REACH + 1), 3)
    values = memory.at(places // memory.slots, places % memory.slots)
    values[places >= position] = np.nan
    return values, places


def _recent(memory: Days, position: int, latest: float | None) -> tuple[FloatArray, FloatArray]:
    """Return what was measured last, and what it weighs: half as much for each hour; the weights add up to 1."""
    per_hour = memory.slots // 24
    places = position - 1 - np.arange(_RECENT_HOURS * per_hour)
    values = memory.at(places // memory.slots, places % memory.slots)
    if latest is not None:
        values = np.concatenate(([latest], values))
    known = np.isfinite(values)
    weights = np.where(known, 0.5 ** (np.arange(len(values)) / per_hour), 0.0)
    return values, weights / max(float(weights.sum()), 1e-9)


def _likeness(memory: Days, position: int, hours: int) -> FloatArray:
    """Return how unlike the last hours were to those as many days before: 0 for today, about 1 for a usual day."""
    per_hour = memory.slots // 24
    places = position - hours * per_hour + np.arange(hours * per_hour) - memory.slots * np.arange(REACH + 1)[:, None]
    values = memory.at(places // memory.slots, places % memory.slots)
    width = _SMOOTHING_HOURS * per_hour
    known = np.isfinite(values)
    total = np.cumsum(np.where(known, values, 0.0), axis=1)
    count = np.cumsum(known, axis=1)
    count = count[:, width:] - count[:, :-width]
    smooth = (total[:, width:] - total[:, :-width]) / np.maximum(count, 1)
    both = (count > 0) & (count[0] > 0)
    apart = (np.abs(smooth - smooth[0]) * both).sum(axis=1) / np.maximum(both.sum(axis=1), 1)
    enough = both.sum(axis=1) > both.shape[1] / 4
    enough[0] = False
    if not enough.any():
        return np.zeros(REACH + 1)
    usual = max(float(np.median(apart[enough])), 1e-6)
    unlike = np.where(enough, apart, apart[enough].max()) / usual
    unlike[0] = 0.0
    return np.asarray(unlike, dtype=np.float64)
