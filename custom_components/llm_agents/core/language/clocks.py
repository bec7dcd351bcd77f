"""Times of the clock: `22:15`, `7 pm`, `half past seven`, `ten to eight`, `22h15`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re

from ..home.words import Word
from .lexicon import Lexicon
from .numbers import number_at
from .wording import Wording

_WRITTEN = re.compile(r"(\d{1,2})[:.](\d{2})")
_GLUED = re.compile(r"([^\W\d]+)(\d{2})")
_DAY = 24 * 60
_NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the clock: minutes from midnight, and where its words end.

    `exact` where it is of 24 hours; `sure` where it can be nothing else than a time.
    """

    minute: int
    end: int
    exact: bool = False
    sure: bool = False


class ClockReader:
    """Reads times of the clock in one sentence."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        """Take the words of the sentence."""
        self._words = words
        self._lexicon = lexicon
        self._wording = Wording(words, lexicon)

    def at(self, start: int, *, led: bool) -> Clock | None:
        """Return the time that begins at a word; `led` when a word before says that one comes."""
        if start >= len(self._words):
            return None
        found = next(self._readings(start, led=led), None)
        return self._with_half(found) if found else None

    def _readings(self, at: int, *, led: bool) -> Iterator[Clock]:
        yield from self._written(at, led=led)
        yield from self._from_hour(at)
        if led:
            yield from self._minutes_from(at)
        yield from self._spoken(at, led=led)

    def _written(self, at: int, *, led: bool) -> Iterator[Clock]:
        """Yield a time in digits: `22:15`; with a point only where it is said to be one."""
        match = _WRITTEN.fullmatch(self._words[at].folded)
        if match is None:
            return
        hour, minute = int(match[1]), int(match[2])
        said = self._wording.says(at + 1, "times", "oclock")
        colon = ":" in match[0]
        if hour > 24 or minute > 59 or not (colon or said or led):
            return
        exact = hour > 12 or match[1].startswith("0") or self._lexicon.hours == 24
        yield Clock((hour * 60 + minute) % _DAY, at + 1 + said, exact=exact, sure=colon or bool(said))

    def _from_hour(self, at: int) -> Iterator[Clock]:
        """Yield `half past seven`: minutes that the following hour is told with."""
        for length, value in self._wording.values(at, "times"):
            kind, _, minutes = value.partition(" ")
            if kind == "hour" and (hour := self._hour(at + length)) is not None:
                end = hour.end + self._wording.says(hour.end, "times", "oclock")
                yield Clock((hour.minute + int(minutes)) % _DAY, end, exact=hour.exact, sure=True)

    def _minutes_from(self, at: int) -> Iterator[Clock]:
        """Yield `ten past seven`, `five to half past seven`."""
        minutes = number_at(self._words, at, self._lexicon)
        if minutes is None or not minutes.value.is_integer() or not 1 <= minutes.value < 60:
            return
        then = at + minutes.length
        then += next((length for length, unit in self._wording.values(then, "units") if unit == "minute"), 0)
        for name, sign in (("past", 1), ("to", -1)):
            length = self._wording.link(then, name)
            if not length or then + length >= len(self._words):
                continue
            hour = next(self._from_hour(then + length), None) or self._hour(then + length)
            if hour is not None:
                end = hour.end + self._wording.says(hour.end, "times", "oclock")
                yield Clock((hour.minute + sign * int(minutes.value)) % _DAY, end, exact=hour.exact, sure=True)

    def _spoken(self, at: int, *, led: bool) -> Iterator[Clock]:
        """Yield an hour with what follows it: `seven oclock`, `seven thirty`, `siete y media`."""
        hour = self._hour(at)
        if hour is None:
            return
        said = self._wording.says(hour.end, "times", "oclock")
        end = hour.end + said
        if not said and (glued := self._glued(end)) is not None:
            yield Clock(hour.minute + glued, end + 1, exact=True, sure=True)
            return
        minutes, end = self._minutes_after(end, led=led or bool(said))
        if not said and end == hour.end and self._measures(end):
            return
        minute = (hour.minute + minutes) % _DAY
        sure = bool(said) or (end > hour.end and minutes != 0 and led)
        yield Clock(minute, end, exact=hour.exact or (bool(said) and self._is_exact(hour.minute)), sure=sure)

    @staticmethod
    def _is_exact(minute: int) -> bool:
        return minute > _NOON or minute == 0

    def _minutes_after(self, at: int, *, led: bool) -> tuple[int, int]:
        """Return the minutes told after the hour, and where they end: none and `at` when none are told."""
        for length, value in self._wording.values(at, "times"):
            kind, _, minutes = value.partition(" ")
            if kind == "past" and minutes:
                return int(minutes), at + length
        if not led:
            return 0, at
        for name, sign in (("and", 1), ("less", -1)):
            length = self._wording.link(at, name)
            if length and (found := self._count(at + length)) is not None:
                return sign * found[0], found[1]
        found = self._count(at)
        return found if found is not None else (0, at)

    def _count(self, at: int) -> tuple[int, int] | None:
        """Return a count of minutes, and where its words end."""
        if at >= len(self._words) or self._words[at].soft or self._words[at].hard:
            return None
        number = number_at(self._words, at, self._lexicon)
        if number is None or not number.value.is_integer() or not 1 <= number.value < 60:
            return None
        end = at + number.length
        if minutes := next((length for length, unit in self._wording.values(end, "units") if unit == "minute"), 0):
            return int(number.value), end + minutes
        return None if self._measures(end) else (int(number.value), end)

    def _hour(self, at: int) -> Clock | None:
        """Return the hour that a number or a word of its own tells."""
        for length, value in self._wording.values(at, "hours"):
            return Clock(int(value) % 24 * 60, at + length)
        if at >= len(self._words):
            return None
        number = number_at(self._words, at, self._lexicon)
        if number is None or not (number.value * 4).is_integer() or not 0 <= number.value <= 24:
            return None
        hour, minute = divmod(int(number.value * 60), 60)  # "le sette e mezza"
        written = self._words[at].folded
        exact = hour > 12 or hour == 0 or (written.startswith("0") and len(written) == 2)
        return Clock(hour % 24 * 60 + minute, at + number.length, exact=exact)

    def _glued(self, at: int) -> int | None:
        """Return the minutes of `h15`, the end of `22h15`."""
        match = _GLUED.fullmatch(self._words[at].folded) if at < len(self._words) else None
        if match is None or int(match[2]) > 59:
            return None
        known = any(sense.value == "oclock" for sense in self._lexicon.senses(match[1]) if sense.group == "times")
        return int(match[2]) if known else None

    def _measures(self, at: int) -> bool:
        """Return whether a unit or a kind of device follows: then the number before is no hour."""
        return any(self._wording.says(at, group) for group in ("units", "time_units", "kinds", "kinds_plural"))

    def _with_half(self, clock: Clock) -> Clock:
        """Read `am` or `pm` after a time."""
        for half, shift in (("am", 0), ("pm", _NOON)):
            if length := self._wording.says(clock.end, "times", half):
                if clock.minute >= _NOON + 60:
                    return clock  # 22:15 pm: it was told already
                minute = clock.minute % _NOON + shift
                return Clock(minute, clock.end + length, exact=True, sure=True)
        return clock
