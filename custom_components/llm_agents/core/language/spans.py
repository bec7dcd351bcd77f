"""Spans of time in a sentence: `ten minutes`, `an hour and a half`, `two days`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..home.words import Word
from .lexicon import Lexicon
from .numbers import Number, match_number_word, number_at, quantity_at
from .wording import Wording

_LONGEST = 10**9  # about thirty years: what is longer is as far away
_MOST_MINUTES = 120  # that are told without their unit
_SECONDS: Mapping[str, int] = {"hour": 3600, "minute": 60, "second": 1}


class Span(NamedTuple):
    """A span in seconds, and where its words end."""

    seconds: int
    end: int


class SpanReader:
    """Reads spans in one sentence."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        """Take the words of the sentence."""
        self._words = words
        self._lexicon = lexicon
        self._wording = Wording(words, lexicon)

    def at(self, start: int, *, led: bool = False) -> Span | None:
        """Return the span that begins at a word; after a word that says so (`led`) a unit alone is one of them."""
        at = start
        while led and (passed := self._wording.link(at, "span")) and self._amount(at, led=False) is None:
            at += passed
        first = self._amount(at, led=led)
        if first is None:
            return None
        total, end, unit = first
        while (more := self._amount(self._after_and(end), led=False)) is not None and more[2] < unit:
            total, end, unit = total + more[0], more[1], more[2]
        return Span(round(min(total, _LONGEST)), end) if total >= 1 else None

    def minutes(self, start: int) -> Span | None:
        """Return a number that ends what is said as minutes: `turn it off in 5`."""
        number = number_at(self._words, start, self._lexicon) if start < len(self._words) else None
        if number is None or not 1 <= number.value <= _MOST_MINUTES:
            return None
        end = start + number.length
        ends = end == len(self._words) or self._words[end].soft or self._words[end].hard
        return Span(round(number.value * 60), end) if ends else None

    def _after_and(self, at: int) -> int:
        return at + self._wording.says(at, "conjunctions", "and")

    def _amount(self, at: int, *, led: bool) -> tuple[float, int, int] | None:
        """Return the seconds of one amount of a unit, where it ends, and the seconds of the unit."""
        if at >= len(self._words):
            return None
        for length, value in self._wording.values(at, "spans"):
            return float(value), at + length, int(value)
        amount = quantity_at(self._words, at, self._lexicon) or (Number(1.0, 0) if led else None)
        unit = self._unit(at + amount.length) if amount is not None else None
        if amount is None or unit is None:
            return None
        seconds, end = unit
        half = match_number_word(self._words, end, self._lexicon, "and_half")
        return (amount.value + (0.5 if half else 0.0)) * seconds, end + half, seconds

    def _unit(self, at: int) -> tuple[int, int] | None:
        """Return the seconds of a unit of time, and where it ends."""
        for length, value in self._wording.values(at, "time_units"):
            return int(value), at + length
        for length, value in self._wording.values(at, "units"):
            if value in _SECONDS:
                return _SECONDS[value], at + length
        return None
