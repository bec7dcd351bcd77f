"""PINs: kept as salted hashes, heard as digits or their words, and tried only so often.

Hashed with scrypt (Percival, RFC 7914) off the event loop. The tries are events, so that a restart gives no new ones.
"""

import asyncio
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
import hashlib
import hmac
import re
import secrets
import unicodedata

from ..home.words import fold
from ..journal.asynchronous import AsyncJournal
from ..journal.events import Event, Kind

SHORTEST, LONGEST = 4, 12
"""Digits of a PIN."""

WRONG_TRIES = 5
"""Wrong tries of one person within `WITHIN` after which none is taken for `LOCKED_FOR`."""

WITHIN = LOCKED_FOR = timedelta(minutes=10)

HIDDEN = "••••"
"""What stands in the record in place of words that may have been a PIN."""

_N, _R, _P, _MEMORY = 2**15, 8, 1, 64 * 1024 * 1024
_BETWEEN = re.compile(r"[\s.,;:!?\-–—_/]+")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_LONGEST_NUMBER = 4  # words of a number below a hundred: `quatre vingt dix sept`
_HUNDREDFOLD = 1  # after a number that takes no other, but may be so many hundreds


class PinError(ValueError):
    """What was given is no PIN: it must be 4 to 12 digits."""


def hash_pin(pin: str) -> str:
    """Return a PIN as its salted hash, `scrypt$n$r$p$salt$hash`; takes about 0.1 s, so off the event loop.

    Raises `PinError`.
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise PinError
    salt = secrets.token_bytes(16)
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY)
    return "$".join(("scrypt", str(_N), str(_R), str(_P), b64encode(salt).decode(), b64encode(digest).decode()))


def is_pin(pin: str, hashed: str) -> bool:
    """Return whether a PIN is the one of a hash; a hash that cannot be read is of none. Slow as `hash_pin`."""
    try:
        kind, n, r, p, salt, digest = hashed.split("$")
        if kind != "scrypt":
            return False
        found = hashlib.scrypt(pin.encode(), salt=b64decode(salt), n=int(n), r=int(r), p=int(p), maxmem=_MEMORY)
        return hmac.compare_digest(found, b64decode(digest))
    except ValueError:
        return False


def heard_pin(words: str, numbers: Mapping[str, int]) -> str | None:
    """Return the digits that words are, `None` when they are anything else or as many as no PIN has.

    Digits of any script, together or apart, or the words of a language for them: `1234`, `12 34`, `one two three four`,
    `twelve thirty-four`, `douze cent trente-quatre`.
    """
    runs, others = _digits_in(words, numbers)
    digits = "".join(runs)
    return digits if not others and SHORTEST <= len(digits) <= LONGEST else None


def answered_pin(words: str, numbers: Mapping[str, int]) -> str | None:
    """Return the PIN in words that answer the question for it: `yes, 1234`.

    Empty where they hold digits that cannot be read as one, `None` where they are about something else.
    """
    if (pin := heard_pin(words, numbers)) is not None:
        return pin
    runs, others = _digits_in(_CLOCK.sub(" : ", words), numbers)
    longest = max(runs, key=len, default="")
    if SHORTEST <= len(longest) <= LONGEST:
        return longest
    digits = "".join(_digits_in(words, numbers)[0])
    return "" if len(digits) >= SHORTEST - 1 and len(digits) >= others else None


def _digits_in(words: str, numbers: Mapping[str, int]) -> tuple[list[str], int]:
    """Return the digits that stand together in words, and how many words are none."""
    known = {tuple(fold(word).replace("-", " ").split()): value for word, value in numbers.items() if 0 <= value <= 100}
    parts = [part for part in _BETWEEN.split(words.strip()) if part]
    runs: list[list[tuple[str, int | None]]] = [[]]
    at = others = 0
    while at < len(parts):
        plain = "".join(str(unicodedata.decimal(letter, "x")) for letter in parts[at])
        if plain.isascii() and plain.isdigit():
            runs[-1].append((plain, None))
            at += 1
            continue
        lengths = range(min(_LONGEST_NUMBER, len(parts) - at), 0, -1)
        spoken = (tuple(fold(part) for part in parts[at : at + length]) for length in lengths)
        found = next((phrase for phrase in spoken if phrase in known), None)
        if found is not None:
            runs[-1].append(("", known[found]))
        else:
            others += 1
            runs.append([])
        at += len(found or " ")
    return [digits for run in runs if (digits := _written(run))], others


def _written(run: Iterable[tuple[str, int | None]]) -> str:
    """Return numbers that were said one after the other as digits: tens take the ones after them, hundreds both."""
    told: list[str] = []
    room = 0  # how large a number may still be that belongs to the one before
    for plain, value in run:
        if value is None:
            told, room = [*told, plain], 0
        elif value == 100 and room and told and 0 < int(told[-1]) < 100:
            told[-1], room = f"{told[-1]}00", 100
        elif told and 0 < value < room < 101 and room != _HUNDREDFOLD:
            told[-1] = str(int(told[-1]) + value)
            room = 10 if value >= 20 and value % 10 == 0 else 0
        else:
            told.append(str(value))
            room = 100 if value == 100 else 10 if value >= 20 and value % 10 == 0 else _HUNDREDFOLD
    return "".join(told)


class Tried(StrEnum):
    """What came of trying a PIN."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    NOT_SET = "not_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of trying a PIN, how many tries are left, and in how many minutes there are new ones."""

    tried: Tried
    left: int = 0
    minutes: int = 0


@dataclass(slots=True, kw_only=True)
class Pins:
    """The PINs of a home as hashes: the household's, and those of persons by user id. The owner may change them."""

    household: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)

    def of(self, user_id: str | None) -> tuple[str, ...]:
        """Return the hashes of which one must fit for somebody."""
        own = self.people.get(user_id) if user_id else None
        return tuple(hashed for hashed in (own, self.household) if hashed)

    @property
    def any(self) -> bool:
        """Return whether a PIN is set at all."""
        return bool(self.household or self.people)


class PinGuard:
    """Tries PINs, so often and no more; whose voice is not known is one person to it."""

    kinds = frozenset({Kind.PIN_TRIED})

    def __init__(self, journal: AsyncJournal, now: Callable[[], datetime], pins: Pins | None = None) -> None:
        """Keep the tries in a journal that is open."""
        self.pins = pins or Pins()
        self._journal = journal
        self._now = now
        self._wrong: dict[str, deque[datetime]] = {}
        self._lock = asyncio.Lock()

    async def open(self) -> None:
        """Bring back the tries that still count."""
        since = (self._now() - WITHIN - LOCKED_FOR).isoformat()
        for event in await self._journal.events(self.kinds, since=since):
            self.apply(event)

    def apply(self, event: Event) -> None:
        """Take a try in."""
        wrong = self._wrong.setdefault(event.user_id or "", deque(maxlen=WRONG_TRIES))
        if event.data.get("right"):
            wrong.clear()
        else:
            wrong.append(datetime.fromisoformat(event.at))

    async def prove(self, pin: str, user_id: str | None, turn_id: str) -> Trial:
        """Try a PIN for somebody's turn; one at a time, and kept before the answer is given."""
        async with self._lock:
            hashes = self.pins.of(user_id)
            if not hashes:
                return Trial(tried=Tried.NOT_SET)
            if minutes := self._locked(user_id):
                return Trial(tried=Tried.LOCKED, minutes=minutes)
            right = await asyncio.to_thread(lambda: sum(is_pin(pin, hashed) for hashed in hashes) > 0)
            at = self._now().isoformat()
            event = Event(kind=Kind.PIN_TRIED, subject=turn_id, at=at, user_id=user_id, data={"right": right})
            await self._journal.record(event)
            self.apply(event)
            if right:
                return Trial(tried=Tried.RIGHT)
            minutes = self._locked(user_id)
            left = WRONG_TRIES - self._recent(user_id)
            return Trial(tried=Tried.LOCKED if minutes else Tried.WRONG, left=left, minutes=minutes)

    def _recent(self, user_id: str | None) -> int:
        wrong = self._wrong.get(user_id or "", ())
        return sum(self._now() - at < WITHIN for at in wrong)

    def _locked(self, user_id: str | None) -> int:
        """Return for how many minutes more no PIN is taken, 0 when one is."""
        wrong = self._wrong.get(user_id or "")
        if not wrong or len(wrong) < WRONG_TRIES or wrong[-1] - wrong[0] >= WITHIN:
            return 0
        left = wrong[-1] + LOCKED_FOR - self._now()
        return -(-left // timedelta(minutes=1)) if left > timedelta(0) else 0
