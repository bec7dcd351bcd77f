"""What twins of assets have in common: readings, spans of time, and what they keep.

A twin shares all that happens to its asset (sun, people, draws, sessions) and differs only in its power, so its level is
the measured one plus a deviation that the difference of powers drives: no gains have to be known, and errors of a model
decay instead of adding up. What an asset has stored more than its twin is `stored`, so that nothing is saved by emptying.
No numpy.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
import itertools
import math
from typing import Any

from .assets import Points
from .modes import Command

DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An asset in a span of time: its mean power in kW (positive takes), and how it is.

    `level` is a state of charge (0..1) or °C, `low` and `high` the band in °C, `plugged` a vehicle at its charger, `ready`
    a programme that may start.
    """

    power: float
    level: float | None = None
    low: float | None = None
    high: float | None = None
    plugged: bool = False
    ready: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A few minutes of a home: when it began, how long it was, how warm it was outside, the local minute of the day."""

    at: float
    hours: float
    outdoor: float | None = None
    minute: int = 0


class Twin(ABC):
    """An asset under another hand. `stored` is kWh of electricity that the asset has stored more than its twin."""

    follows = False
    """Whether it takes what all others leave: these are stepped first."""

    def __init__(self) -> None:
        """Begin as the asset is."""
        self.stored = 0.0
        self._settled = 0.0
        self.numbers: dict[str, float] = {}

    @abstractmethod
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        """Return the twin's mean power in a span under a command, `None` where it is not controlled.

        `surplus` is what the home would feed into the grid without it, in kW.
        """

    def level(self, reading: Reading) -> float | None:
        """Return the twin's level, in the unit of the reading's; `None` for what has none."""
        return None

    def settle(self) -> float:
        """Return kWh that were stored and are no more (a vehicle left): to be counted as money once."""
        settled, self._settled = self._settled, 0.0
        return settled

    def close(self) -> None:
        """Let what is stored be settled."""
        self._settled, self.stored = self._settled + self.stored, 0.0

    def state(self) -> dict[str, float]:
        """Return what is kept over a restart, as JSON."""
        return {"stored": self.stored, **self.numbers}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept; what is no finite number is left out."""
        known = {str(key): value for key, value in state.items() if _is_number(value)}
        self.stored = known.pop("stored", 0.0)
        self.numbers = known


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def curve(points: Points, x: float) -> float:
    """Return a piecewise linear curve's value, constant beyond its ends. Raises `IndexError` without points."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]
