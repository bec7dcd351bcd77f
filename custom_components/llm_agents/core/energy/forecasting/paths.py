"""Past days as scenarios: what followed this time of day on each of the last days, hours in the order they came in."""

import numpy as np

from ..steps import FloatArray


def past_paths(known: FloatArray, *, per_day: int, days: int, steps: int) -> FloatArray:
    """Return what may follow `known` (..., values so far, the last one is now): (..., paths, steps), one path for each past day.

    A path goes on with the day after where that is known, and repeats its last 24 hours where not. There are at most `days`
    paths, and one of them, the last value for ever, before a day is known.
    """
    count = known.shape[-1]
    paths = min(days, count // per_day)
    if paths == 0:
        return np.repeat(known[..., -1:, None], steps, axis=-1)
    at = count - per_day * np.arange(1, paths + 1)[:, None] + np.arange(steps)
    late = np.maximum(0, (at - count) // per_day + 1)
    return np.asarray(known[..., at - per_day * late], dtype=np.float64)
