"""Names of turns: unique, and in the order of time."""

import secrets
from threading import Lock
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_LENGTH = 26
_RANDOM_BITS = 80


class TurnIds:
    """Gives names of the form of a ULID: 48 bits of milliseconds, 80 bits of chance, in base 32.

    Source: the ULID specification (github.com/ulid/spec), with its monotonic rule: within
    one millisecond, or when the clock goes back, the next name is the last one plus one.
    Safe between threads.
    """

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def new(self, milliseconds: int | None = None) -> str:
        """Return a new name, greater than all given before; the time is now when none is given."""
        now = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
        fresh = (now << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        with self._lock:
            self._last = fresh if fresh >> _RANDOM_BITS > self._last >> _RANDOM_BITS else self._last + 1
            number = self._last
        return "".join(_ALPHABET[(number >> shift) & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))


_IDS = TurnIds()


def new_turn_id() -> str:
    """Return a new name of a turn, greater than all that this process gave before."""
    return _IDS.new()
