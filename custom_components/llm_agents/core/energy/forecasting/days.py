"""What was measured, by local day and time of day: the memory that habits are read from."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

import numpy as np

from ..steps import DAY, FloatArray, Series, Steps
from .clock import IntArray, local_slots

_DECIMALS = 3  # watts, or hundredths of a degree: what is kept as JSON is rounded


class Days:
    """The last `count` local days in `slots` equal parts each; NaN where nothing is known.

    Memory: 8 bytes * count * slots (21 kB for 56 days of half hours), as JSON about 5 characters for each value.
    """

    def __init__(self, zone: tzinfo, *, slots: int = 48, count: int = 56) -> None:
        self.zone = zone
        self.slots = slots
        self.count = count
        self.values: FloatArray = np.full((count, slots), np.nan)
        self.last = 0  # the number of the newest day, in the last row
        self.until = -np.inf  # everything before is taken in

    @property
    def seconds(self) -> float:
        """Return the length of a slot."""
        return DAY / self.slots

    @property
    def known_days(self) -> int:
        """Return on how many days something is known."""
        return int(np.isfinite(self.values).any(axis=1).sum())

    def fresh(self, history: Series) -> Series | None:
        """Return the means of the whole slots that are new in a history, or `None` if there are none."""
        end = np.floor(history.steps.edges[-1] / self.seconds) * self.seconds
        oldest = end - self.count * DAY
        start = max(np.floor(history.steps.edges[0] / self.seconds) * self.seconds, self.until, oldest)
        count = round((end - start) / self.seconds)
        if count < 1:
            return None
        steps = Steps.even(start, self.seconds, count)
        return Series(steps, history.mean_over(steps))

    def take(self, fresh: Series) -> None:
        """Add what `fresh` returned; the hour that is twice when clocks go back is averaged."""
        days, slots = local_slots(fresh.steps.starts, self.zone, self.slots)
        self._roll(int(days.max()))
        rows = days - self.last + self.count - 1
        good = (rows >= 0) & np.isfinite(fresh.values)
        for row, slot, value in zip(rows[good], slots[good], fresh.values[good], strict=True):
            old = self.values[row, slot]
            self.values[row, slot] = value if np.isnan(old) else (old + value) / 2
        self.until = float(fresh.steps.edges[-1])

    def at(self, days: IntArray, slots: IntArray) -> FloatArray:
        """Return the values of days and slots; NaN where they are not known (any more, or yet)."""
        rows = days - self.last + self.count - 1
        inside = (rows >= 0) & (rows < self.count)
        return np.where(inside, self.values[np.where(inside, rows, 0), slots], np.nan)

    def _roll(self, day: int) -> None:
        ahead = day - self.last
        if ahead <= 0:
            return
        if ahead >= self.count:
            self.values[:] = np.nan
        else:
            self.values[:-ahead] = self.values[ahead:]
            self.values[-ahead:] = np.nan
        self.last = day

    def state(self) -> dict[str, Any]:
        """Return everything as JSON."""
        rows = [
            [None if np.isnan(value) else round(float(value), _DECIMALS) for value in row]
            if np.isfinite(row).any()
            else None
            for row in self.values
        ]
        until = None if np.isinf(self.until) else self.until
        return {"slots": self.slots, "last": self.last, "until": until, "values": rows}

    @classmethod
    def restore(cls, state: Mapping[str, Any], zone: tzinfo, *, count: int) -> Self:
        """Return what `state` gave. Raises `ValueError` or `KeyError` for what is none."""
        days = cls(zone, slots=int(state["slots"]), count=count)
        rows = list(state["values"])[-count:]
        for index, row in enumerate(rows, start=count - len(rows)):
            if row is not None:
                days.values[index] = [np.nan if value is None else float(value) for value in row]
        days.last = int(state["last"])
        days.until = -np.inf if state["until"] is None else float(state["until"])
        return days
