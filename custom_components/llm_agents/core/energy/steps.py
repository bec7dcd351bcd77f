"""Time as the plan sees it: consecutive steps that need not be equally long, and series that are constant within steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

type FloatArray = NDArray[np.float64]

MINUTE = 60.0
HOUR = 3600.0
DAY = 24 * HOUR

TIERS: tuple[tuple[float, float], ...] = ((2 * HOUR, 5 * MINUTE), (12 * HOUR, 15 * MINUTE), (float("inf"), HOUR))
"""Until how many seconds from now which step is used, in seconds: fine where it is executed, coarse where it is not."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """`n` consecutive steps by their `n + 1` edges, strictly increasing seconds since the epoch.

    Raises `ValueError` for edges that are not finite or do not increase.
    """

    edges: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is no sequence of steps."""
        if self.edges.ndim != 1 or len(self.edges) < 2 or not np.isfinite(self.edges).all():
            raise ValueError("steps need at least two finite edges")
        if (np.diff(self.edges) <= 0).any():
            raise ValueError("the edges of steps must increase")

    @classmethod
    def even(cls, start: float, seconds: float, count: int) -> Self:
        """Return steps of the same length."""
        return cls(start + seconds * np.arange(count + 1, dtype=np.float64))

    @classmethod
    def tiered(cls, start: float, until: float, tiers: Sequence[tuple[float, float]] = TIERS) -> Self:
        """Return steps that grow with the distance; edges lie on the clock's multiples, so the first is what is left of its own.

        Raises `ValueError` if `until` is not after `start`.
        """
        edges = [start]
        for reach, seconds in tiers:
            end = min(start + reach, until)
            while edges[-1] < end - 1e-6:
                edges.append(min((np.floor(edges[-1] / seconds + 1e-9) + 1) * seconds, until))
        return cls(np.array(edges, dtype=np.float64))

    def __len__(self) -> int:
        """Return the number of steps."""
        return len(self.edges) - 1

    @property
    def starts(self) -> FloatArray:
        """Return when each step begins."""
        return self.edges[:-1]

    @property
    def ends(self) -> FloatArray:
        """Return when each step ends."""
        return self.edges[1:]

    @property
    def hours(self) -> FloatArray:
        """Return the length of each step in hours."""
        return np.diff(self.edges) / HOUR

    def index(self, at: float) -> int:
        """Return the step in which an instant lies, the first or last one where it is outside."""
        return int(np.clip(np.searchsorted(self.edges, at, side="right") - 1, 0, len(self) - 1))


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A quantity over time: `values[i]` holds from `edges[i]` to `edges[i + 1]`; NaN where it is not known.

    Raises `ValueError` where edges and values do not belong together.
    """

    steps: Steps
    values: FloatArray

    def __post_init__(self) -> None:
        """Refuse values that are not one for each step."""
        if self.values.shape != (len(self.steps),):
            raise ValueError("a series needs one value for each step")

    @classmethod
    def of(cls, points: Iterable[tuple[float, float]], end: float) -> Self:
        """Return the series of (instant, value) points, each until the next and the last one until `end`.

        Raises `ValueError` without points, or where one is given twice.
        """
        ordered = sorted(points)
        edges = np.array([at for at, _ in ordered] + [end], dtype=np.float64)
        return cls(Steps(edges), np.array([value for _, value in ordered], dtype=np.float64))

    def mean_over(self, steps: Steps) -> FloatArray:
        """Return the mean in each of other steps, weighted by time over what is known; NaN where nothing is."""
        known = np.isfinite(self.values)
        amounts = np.where(known, self.values, 0.0) * self.steps.hours
        total = np.interp(steps.edges, self.steps.edges, np.concatenate(([0.0], np.cumsum(amounts))))
        covered = np.interp(steps.edges, self.steps.edges, np.concatenate(([0.0], np.cumsum(known * self.steps.hours))))
        hours = np.diff(covered)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(hours > 1e-9, np.diff(total) / hours, np.nan)
