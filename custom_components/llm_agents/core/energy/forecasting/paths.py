"""Past days as scenarios: what followed this time of day on each of the last days, hours in the order they came in."""

import numpy as np

from ..steps import FloatArray, Steps
from .clock import local_slots
from .days import Days
from .forecast import stretched

_LATELY = 2  # so many last values say how far now is from a past day
_KEPT = 0.5  # of that distance is believed in

PATHS = 21
"""As many days back are ways in which the coming time may go."""


def past_paths(known: FloatArray, *, per_day: int, days: int, steps: int, fading: float = 3.0) -> FloatArray:
    """Return what may follow `known` (..., values so far, the last one is now): (..., paths, steps), one path for each past day.

    A path goes on with the day after where that is known, and repeats its last 24 hours where not. It is moved towards
    what is measured now, by half the distance, which fades to 1/e over `fading` steps. There are at most `days` paths, and
    before a day is known one of nothing at all: who knows nothing prepares for nothing.
    """
    count = known.shape[-1]
    paths = min(days, (count - _LATELY) // per_day)
    if paths <= 0:
        return np.zeros((*known.shape[:-1], 1, steps))
    back = per_day * np.arange(1, paths + 1)
    at = count - back[:, None] + np.arange(steps)
    late = np.maximum(0, (at - count) // per_day + 1)
    then = np.array([known[..., count - 1 - each - back] for each in range(_LATELY)]).mean(axis=0)
    off = _KEPT * (known[..., None, -_LATELY:].mean(axis=-1) - then)
    return np.asarray(
        known[..., at - per_day * late] + off[..., None] * np.exp(-np.arange(steps) / fading), dtype=np.float64
    )


def alike_days(memory: Days, grid: Steps, now: float, days: int) -> FloatArray:
    """Return what was measured at the same local times from 1 to `days` days before: (days, n); NaN where that is not known.

    Where a day before lies after `now`, it is the same time of the last day that is past: hours stay in their order.
    """
    wanted, slots = local_slots(grid.starts, memory.zone, memory.slots)
    (today,), (slot,) = local_slots(np.array([now]), memory.zone, memory.slots)
    back = np.arange(1, days + 1)[:, None]
    places = wanted * memory.slots + slots - memory.slots * back
    ahead = places - (today * memory.slots + slot)
    places = places - np.where(ahead >= 0, (ahead // memory.slots + 1) * memory.slots, 0)
    return memory.at(places // memory.slots, places % memory.slots)


def over(grid: Steps, rows: FloatArray, steps: Steps) -> FloatArray:
    """Return rows (paths, n) over a grid as means over other steps; only rows of which all is known."""
    whole = rows[np.isfinite(rows).all(axis=1)]
    return np.array([stretched(grid, row, steps) for row in whole]).reshape(len(whole), len(steps))
