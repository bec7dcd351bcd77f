"""Numbers in digits and words: `21.5`, `twenty one`, `two and a half`, `half an hour`."""

from collections.abc import Sequence
from typing import NamedTuple

from ..home.words import Word
from .lexicon import Lexicon

_LONGEST = 6  # words of one number
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "three_quarters": 0.75, "one_and_half": 1.5}
_ADDED = {"and_half": 0.5, "and_quarter": 0.25}


class Number(NamedTuple):
    """A number that was read and the count of words it took."""

    value: float
    length: int


def _digits(text: str) -> float | None:
    try:
        if "/" in text:
            above, below = text.split("/")
            return int(above) / int(below)
        return float(text.replace(",", "."))
    except ValueError, ZeroDivisionError:
        return None  # a time of day, a digit of another script, a division by zero


def number_at(words: Sequence[Word], start: int, lexicon: Lexicon) -> Number | None:
    """Read the number that begins at a word."""
    word = words[start]
    if word.is_number:
        value = _digits(word.folded)
        if value is None:
            return None
        return _with_fraction(words, start, Number(value, 1), lexicon)
    spoken = _spoken(words, start, lexicon)
    phrase = lexicon.number_phrases.at([word.folded for word in words[start : start + _LONGEST]], 0)
    if phrase and (spoken is None or phrase[1] > spoken.length):
        spoken = Number(float(phrase[0]), phrase[1])
    return _with_fraction(words, start, spoken, lexicon) if spoken else None


def _spoken(words: Sequence[Word], start: int, lexicon: Lexicon) -> Number | None:
    """Add up number words: hundreds, tens, ones, each smaller than the one before."""
    numbers = lexicon.normaliser.numbers
    total, length, ceiling = 0.0, 0, 1_000_000
    while start + length < len(words):
        value = numbers.get(words[start + length].folded)
        if value is None:
            break
        if value == 100 and 0 < total < 100:
            total *= 100
        elif length and (value >= ceiling or not value):
            break
        else:
            total += value
        ceiling = 10 if value < 100 and value % 10 == 0 and value >= 20 else (100 if value == 100 else 0)
        length += 1
    return Number(total, length) if length else None


def _with_fraction(words: Sequence[Word], start: int, number: Number, lexicon: Lexicon) -> Number:
    """Read what may follow: `and a half`, `point five`, `and a 1/2`."""
    at = start + number.length
    if (length := match_number_word(words, at, lexicon, "point")) and at + length < len(words):
        after = lexicon.normaliser.numbers.get(words[at + length].folded)
        if after is not None and after < 10:
            return Number(number.value + after / 10, number.length + length + 1)
    if added := added_fraction(words, at, lexicon):
        return Number(number.value + added.value, number.length + added.length)
    for gap in (2, 1, 0):  # "1 and a 1/2"
        if at + gap < len(words) and "/" in words[at + gap].folded:
            fraction = _digits(words[at + gap].folded)
            if fraction is not None and fraction < 1:
                return Number(number.value + fraction, number.length + gap + 1)
    return number


def added_fraction(words: Sequence[Word], start: int, lexicon: Lexicon) -> Number | None:
    """Read what is added to a number: `and a half`, `and a quarter`."""
    for meaning, value in _ADDED.items():
        if length := match_number_word(words, start, lexicon, meaning):
            return Number(value, length)
    return None


def match_number_word(words: Sequence[Word], start: int, lexicon: Lexicon, meaning: str) -> int:
    """Return how many words at `start` say a number word's meaning; 0 when they do not."""
    if start >= len(words) or words[start].folded not in lexicon.number_starts:
        return 0
    for length in range(min(lexicon.longest_number_word, len(words) - start), 0, -1):
        phrase = tuple(word.folded for word in words[start : start + length])
        if lexicon.number_words.get(phrase) == meaning:
            return length
    return 0


def quantity_at(words: Sequence[Word], start: int, lexicon: Lexicon) -> Number | None:
    """Read an amount of a unit: a number, or `a`, `half an`, `a quarter of an` before the unit."""
    found = number_at(words, start, lexicon)
    for meaning, value in (*_FRACTIONS.items(), ("one", 1.0)):
        length = match_number_word(words, start, lexicon, meaning)
        if length and (found is None or length > found.length):
            return Number(value, length)
    return found
