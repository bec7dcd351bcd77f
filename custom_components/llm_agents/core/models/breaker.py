"""A circuit breaker: a backend that fails is left alone for a while, then tried once.

After Michael Nygard, "Release It!" (2nd ed. 2018), chapter 5, "Circuit Breaker". The pause doubles at each probe
that fails, as in binary exponential backoff (Metcalfe and Boggs, 1976).
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum

from .protocol import Trouble

_AT_ONCE = frozenset({Trouble.BUSY, Trouble.REFUSED, Trouble.GONE, Trouble.SPENT})
"""What will not be otherwise a moment later."""

_NOT_SOON = frozenset({Trouble.REFUSED, Trouble.GONE, Trouble.SPENT})
"""What will not be otherwise until the owner does something; it is looked at again seldom."""


class Circuit(StrEnum):
    """Whether requests go through."""

    CLOSED = "closed"  # they do
    OPEN = "open"  # none does until the pause is over
    HALF_OPEN = "half_open"  # one does, to see


class Breaker:
    """Whether a backend is worth asking.

    `failures` within `window` seconds open the circuit, a refusal at once. It is open for `first_pause` seconds, for
    twice as long after each probe that fails, never longer than `longest_pause`; what a backend asks for itself is
    kept where it is longer, up to `longest_wait`.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        failures: int = 2,
        window: float = 60.0,
        first_pause: float = 2.0,
        longest_pause: float = 120.0,
        longest_wait: float = 3600.0,
    ) -> None:
        """Begin closed; `monotonic` returns seconds that never run backwards."""
        self._monotonic = monotonic
        self._most = failures
        self._window = window
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._longest_wait = longest_wait
        self._failed_at: deque[float] = deque(maxlen=failures)
        self._pause = 0.0
        self._retry_at: float | None = None
        self._probing = False
        self.trouble: Trouble | None = None

    @property
    def circuit(self) -> Circuit:
        """Return how the circuit is now."""
        if self._retry_at is None:
            return Circuit.CLOSED
        return Circuit.OPEN if self._monotonic() < self._retry_at else Circuit.HALF_OPEN

    @property
    def allows(self) -> bool:
        """Return whether a request may be made now; in a half-open circuit nobody else may be at it."""
        circuit = self.circuit
        return circuit is Circuit.CLOSED or (circuit is Circuit.HALF_OPEN and not self._probing)

    @property
    def wait(self) -> float:
        """Return the seconds until the next request may be made."""
        return 0.0 if self._retry_at is None else max(0.0, self._retry_at - self._monotonic())

    def begin(self) -> bool:
        """Take the right to one request; return whether it is given. It ends in one of the three below."""
        if not self.allows:
            return False
        self._probing = self.circuit is Circuit.HALF_OPEN
        return True

    def succeeded(self) -> bool:
        """Note an answer; return whether the backend was away before."""
        was_away = self._retry_at is not None
        self._failed_at.clear()
        self._pause, self._retry_at, self._probing, self.trouble = 0.0, None, False, None
        return was_away

    def failed(self, trouble: Trouble = Trouble.AWAY, retry_after: float | None = None) -> bool:
        """Note a failure; return whether it opened a circuit that was closed."""
        now = self._monotonic()
        was_closed, was_probe = self._retry_at is None, self._probing
        if trouble is Trouble.UNFIT:
            self._probing = False  # the request was at fault; of the backend nothing is known
            return False
        self._failed_at.append(now)
        self._probing = False
        if was_closed and trouble not in _AT_ONCE and not self._too_many(now):
            return False
        if was_closed or was_probe:  # what was under way when the circuit opened tells nothing new
            longest = self._longest_pause
            self._pause = longest if trouble in _NOT_SOON else min(longest, self._pause * 2 or self._first_pause)
            self._retry_at = now + max(self._pause, min(retry_after or 0.0, self._longest_wait))
            self.trouble = trouble
        return was_closed

    def abandoned(self) -> None:
        """Note that a request was given up before it told anything."""
        self._probing = False

    def _too_many(self, now: float) -> bool:
        return len(self._failed_at) == self._most and now - self._failed_at[0] <= self._window
