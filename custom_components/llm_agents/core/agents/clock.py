"""Time as the kernel sees it, so that tests can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
import time
from typing import Protocol


class Clock(Protocol):
    """The wall clock and the stop-watch."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()


class Stopwatch:
    """Time spent in each phase of one turn; where a phase runs several times at once it counts once."""

    def __init__(self, clock: Clock) -> None:
        """Start to measure."""
        self._clock = clock
        self._start = clock.monotonic()
        self._spent: dict[str, float] = {}
        self._running: dict[str, int] = {}
        self._since: dict[str, float] = {}

    @contextmanager
    def measure(self, phase: str) -> Iterator[None]:
        """Add the time spent in the block to a phase."""
        if not self._running.get(phase):
            self._since[phase] = self._clock.monotonic()
        self._running[phase] = self._running.get(phase, 0) + 1
        try:
            yield
        finally:
            self._running[phase] -= 1
            if not self._running[phase]:
                spent = self._clock.monotonic() - self._since[phase]
                self._spent[phase] = self._spent.get(phase, 0.0) + spent

    def times(self) -> dict[str, float]:
        """Return `{phase_ms: milliseconds}` so far, `total_ms` among them."""
        spent = self._spent | {"total": self._clock.monotonic() - self._start}
        return {f"{phase}_ms": round(seconds * 1000, 2) for phase, seconds in spent.items()}
