"""Local time of instants: habits follow the clock on the wall, the plan follows seconds."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..steps import DAY, FloatArray

type IntArray = NDArray[np.int64]

_HALF_HOUR = 1800
_THURSDAY = 3  # the epoch's weekday


@lru_cache(maxsize=8192)
def _offset(zone: tzinfo, half_hour: int) -> float:
    offset = datetime.fromtimestamp(half_hour * _HALF_HOUR, UTC).astimezone(zone).utcoffset()
    return offset.total_seconds() if offset is not None else 0.0


def local_seconds(instants: FloatArray, zone: tzinfo) -> FloatArray:
    """Return local seconds since the local epoch; an hour is missing or twice there where the clock changes."""
    halves, inverse = np.unique((instants // _HALF_HOUR).astype(np.int64), return_inverse=True)
    offsets = np.array([_offset(zone, int(half)) for half in halves])
    return np.asarray(instants + offsets[inverse], dtype=np.float64)


def local_slots(instants: FloatArray, zone: tzinfo, slots: int) -> tuple[IntArray, IntArray]:
    """Return the local day (number since the epoch) and which of the day's equal `slots` each instant lies in."""
    local = local_seconds(instants, zone)
    days = np.floor(local / DAY)
    return days.astype(np.int64), ((local - days * DAY) // (DAY / slots)).astype(np.int64)


def weekdays(days: IntArray) -> IntArray:
    """Return the weekday of local days, 0 is Monday."""
    return (days + _THURSDAY) % 7
