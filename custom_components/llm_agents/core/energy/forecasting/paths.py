"""Past days as scenarios: what followed this time of day on each of the last days, hours in the order they came in."""

import numpy as np

from ..steps import FloatArray

_LATELY = 2  # so many last values say how far now is from a past day
_KEPT = 0.5  # of that distance is believed in


def past_paths(known: FloatArray, *, per_day: int, days: int, steps: int, fading: float = 3.0) -> FloatArray:
    """Return what may follow `known` (..., values so far, the last one is now): (..., paths, steps), one path for each past day.

    A path goes on with the day after where that is known, and repeats its last 24 hours where not. It is moved towards
    what is measured now, by half the distance, which fades to 1/e over `fading` steps. There are at most `days` paths, and
    one of them, the last value for ever, before a day is known.
    """
    count = known.shape[-1]
    paths = min(days, (count - _LATELY) // per_day)
    if paths <= 0:
        return np.repeat(known[..., -1:, None], steps, axis=-1)
    back = per_day * np.arange(1, paths + 1)
    at = count - back[:, None] + np.arange(steps)
    late = np.maximum(0, (at - count) // per_day + 1)
    then = np.array([known[..., count - 1 - each - back] for each in range(_LATELY)]).mean(axis=0)
    off = _KEPT * (known[..., None, -_LATELY:].mean(axis=-1) - then)
    return np.asarray(
        known[..., at - per_day * late] + off[..., None] * np.exp(-np.arange(steps) / fading), dtype=np.float64
    )
