"""Timers, which Home Assistant's own intents serve: start, cancel, pause, more, less, how long."""

from collections.abc import Sequence
import re
from typing import NamedTuple

from ..home.index import HomeIndex
from ..home.words import Word, written
from .lexicon import Lexicon, Sense
from .numbers import Number, added_fraction, number_at, quantity_at
from .request import PlatformIntent, Value

_UNITS = {"hour": "hours", "minute": "minutes", "second": "seconds"}
_INTENTS = {
    "start": "HassStartTimer",
    "cancel": "HassCancelTimer",
    "increase": "HassIncreaseTimer",
    "decrease": "HassDecreaseTimer",
    "pause": "HassPauseTimer",
    "unpause": "HassUnpauseTimer",
    "status": "HassTimerStatus",
}
_LEADS = frozenset((("times", "duration"), ("times", "delay"), ("prepositions", "by")))
_SHORTEST_UNIT = 4  # letters of a unit that stands without a number
_TIMER = Sense("topics", "timer")
_LONGEST_ENDING = 3  # letters of a plural
_CHANGES_TIME = frozenset(("increase", "decrease"))
_GLUED = re.compile(r"([^\W\d]+)(\d{1,2})")  # the end of `2h16`
_MOST_MINUTES = 60


class Duration:
    """A span of time as hours, minutes and seconds, and the words it took."""

    def __init__(self, parts: dict[str, int], start: int, end: int) -> None:
        """Take the amounts by slot name and the span of words."""
        self.parts = parts
        self.start = start
        self.end = end

    def slots(self, prefix: str = "") -> dict[str, Value]:
        """Return the slots of an intent."""
        return {f"{prefix}{name}": value for name, value in self.parts.items()}


def unit_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> str | None:
    """Return the unit of time a word is."""
    if at >= len(words):
        return None
    return next((unit for unit in lexicon.units.get(words[at].folded, ()) if unit in _UNITS), None)


class _Measure(NamedTuple):
    """A unit of time, the minutes that are told after hours without a unit of their own, and the words it takes."""

    unit: str
    length: int
    rest: dict[str, float]
    seconds: int = 1  # of one of them, where the unit is the second


def _measure_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> _Measure | None:
    """Read `minutes`, `hour thirty`, `h 30` or `h30`."""
    if (unit := unit_at(words, at, lexicon)) is not None:
        odd = number_at(words, at + 1, lexicon) if unit == "hour" and at + 1 < len(words) else None
        if (
            odd is None
            or odd.value >= _MOST_MINUTES
            or words[at + 1].soft
            or _has_unit(words, at + 1 + odd.length, lexicon)
        ):
            return _Measure(unit, 1, {})
        return _Measure(unit, 1 + odd.length, {"minutes": odd.value})
    if (span := _span_at(words, at, lexicon)) is not None:
        return span
    glued = _GLUED.fullmatch(words[at].folded) if at < len(words) else None
    if glued is None or "hour" not in lexicon.units.get(glued[1], ()) or int(glued[2]) >= _MOST_MINUTES:
        return None
    return _Measure("hour", 1, {"minutes": float(glued[2])})


def _span_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> _Measure | None:
    """Read a word that tells a span by itself, or after how many of them: a quarter of an hour in one word."""
    if at >= len(words):
        return None
    for length, senses in lexicon.at([word.folded for word in words], at):
        for sense in senses:
            if sense.group == "spans":
                return _Measure("second", length, {}, int(sense.value))
    return None


def _one_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> Number | None:
    """Return that one is meant where no number is said: of what tells a span, and of a unit after `for`, `in` or `by`."""
    if _span_at(words, at, lexicon) is not None:
        return Number(1.0, 0)
    if at == 0 or unit_at(words, at, lexicon) is None or len(words[at].folded) < _SHORTEST_UNIT:
        return None
    before = list(lexicon.at([word.folded for word in words], at - 1))
    led = any((s.group, s.value) in _LEADS for length, senses in before if length == 1 for s in senses)
    return Number(1.0, 0) if led and all(length == 1 for length, _ in before) else None


def _has_unit(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return at < len(words) and words[at].folded in lexicon.units


def durations(words: Sequence[Word], lexicon: Lexicon) -> list[Duration]:
    """Find all spans of time; `1 hour, 15 minutes and 30 seconds` is one."""
    found: list[Duration] = []
    if not any(_measure_at(words, at, lexicon) for at in range(len(words))):
        return found
    at = 0
    while at < len(words):
        amount = quantity_at(words, at, lexicon) or _one_at(words, at, lexicon)
        measure = _measure_at(words, at + amount.length, lexicon) if amount else None
        if amount is None or measure is None:
            at += 1
            continue
        end = at + amount.length + measure.length
        added = added_fraction(words, end, lexicon) or Number(0.0, 0)  # "an hour and a half"
        end += added.length
        parts = _whole({_UNITS[measure.unit]: (amount.value + added.value) * measure.seconds} | measure.rest)
        if measure.seconds > 1:
            parts = _whole({"minutes": (amount.value + added.value) * measure.seconds / 60})
        last = found[-1] if found else None
        if last and not set(last.parts) & set(parts) and _joined(words[last.end : at], lexicon):
            last.parts.update(parts)
            last.end = end
        else:
            found.append(Duration(parts, at, end))
        at = end
    return found


def _joined(between: Sequence[Word], lexicon: Lexicon) -> bool:
    return all(any(s.group == "conjunctions" for s in lexicon.senses(word.folded)) for word in between)


def _whole(parts: dict[str, float]) -> dict[str, int]:
    """Carry fractions to the smaller unit: 1.5 hours are 1 hour and 30 minutes."""
    seconds = round(parts.get("hours", 0) * 3600 + parts.get("minutes", 0) * 60 + parts.get("seconds", 0))
    if all(value == int(value) for value in parts.values()):
        return {name: int(value) for name, value in parts.items()}
    hours, rest = divmod(seconds, 3600) if "hours" in parts else (0, seconds)
    minutes, left = divmod(rest, 60)
    named = {"hours": hours, "minutes": minutes, "seconds": left}
    return {name: value for name, value in named.items() if value}


class TimerReader:
    """Reads sentences about timers."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, index: HomeIndex) -> None:
        """Take the words of the sentence."""
        self._words = words
        self._lexicon = lexicon
        self._index = index
        self._spans: list[Duration] = []
        self._used: set[int] = set()
        self._topic = 0  # where the word for timers stands

    def read(self) -> PlatformIntent | None:
        """Return the request, or `None` when the sentence is not about a timer."""
        at = next((i for i in range(len(self._words)) if self._says(i, "topics", "timer")), None)
        if at is None:
            return None
        self._topic = at
        self._spans = durations(self._words, self._lexicon)
        self._used = {i for span in self._spans for i in range(span.start, span.end)}
        self._used.update(range(at, at + self._says(at, "topics", "timer")))
        verb = self._verb(at)
        if verb is None:
            return None
        text = written(self._words)
        if verb == "cancel_all" or (verb == "cancel" and self._plural(at)):
            return PlatformIntent(intent="HassCancelAllTimers", slots=self._area(), words=text)
        slots = self._slots(verb, at)
        if slots is None:
            return None
        return PlatformIntent(intent=_INTENTS[verb], slots=slots, words=text)

    def _says(self, at: int, group: str, value: str | None = None) -> int:
        """Return how many words at a place say something."""
        folded = [word.folded for word in self._words]
        for length, senses in self._lexicon.at(folded, at):
            if any(s.group == group and value in (None, s.value) for s in senses):
                return length
        return 0

    def _verb(self, topic: int) -> str | None:
        folded = [word.folded for word in self._words]
        meanings: list[str] = []
        for at in range(len(self._words)):
            if at in self._used:
                continue
            for _length, senses in self._lexicon.at(folded, at):
                meanings += [s.value for s in senses if s.group == "timer_verbs"]
        if not meanings:
            return "start" if len(self._spans) == 1 else None
        if "status" in meanings and not self._spans:
            return "status"
        if meanings[0] == "start" and "pause" in meanings:
            return "pause"  # "put the timer on hold"
        changes = [m for m in meanings if m in _CHANGES_TIME]
        if not self._spans:
            return next((m for m in meanings if m not in _CHANGES_TIME), meanings[0])
        by = any(self._by(span) for span in self._spans)
        if len(self._spans) > 1 or by or self._takes_from(topic) or meanings[0] in _CHANGES_TIME:
            return next(iter(changes), meanings[0])
        return meanings[0]

    def _takes_from(self, topic: int) -> bool:
        """Return whether a time is said before the timer and apart from it: `remove 5 minutes from the timer`."""
        return self._spans[0].start > 0 and self._spans[0].end < topic

    def _plural(self, at: int) -> bool:
        """Return whether all timers are meant: it is said, or the word is the plural of another and says nothing more."""
        if any(self._says(i, "quantifiers", "all") or self._says(i, "places", "home") for i in range(at)):
            return True
        said = self._words[at].folded
        shorter = (said[:-letters] for letters in range(1, _LONGEST_ENDING + 1))
        plural = any(_TIMER in self._lexicon.senses(word) for word in shorter if word)
        return plural and not self._spans and at + 1 == len(self._words)

    def _slots(self, verb: str, topic: int) -> dict[str, Value] | None:
        if verb == "start":
            if len(self._spans) != 1:
                return None
            return {**self._spans[0].slots(), **self._name(topic)}
        which = {**self._area(), **self._name(topic)}
        if verb in _CHANGES_TIME:
            if not self._spans:
                return None
            # said first or after "by" is the change; the other span tells which timer
            change = self._spans[0]
            if len(self._spans) > 1 and self._by(self._spans[1]):
                change = self._spans[1]
            other = next((span for span in self._spans if span is not change), None)
            return {**change.slots(), **(other.slots("start_") if other else {}), **which}
        return {**(self._spans[0].slots("start_") if self._spans else {}), **which}

    def _by(self, span: Duration) -> bool:
        """Return whether a span is said to be the change; where `by` is `of` as well, the first span must not be."""
        before = span.start - 1
        if before < 0 or not self._says(before, "prepositions", "by"):
            return False
        return self._spans[0].start > self._topic or not self._says(before, "prepositions", "of")

    def _area(self) -> dict[str, Value]:
        keys = [word.key for word in self._words]
        for at in range(len(keys)):
            if at in self._used or self._says(at, "timer_verbs"):  # a verb may be told like a room: "haal" and "hal"
                continue
            if hit := self._index.area_phrases.longest(keys, at):
                self._used.update(range(at, at + hit[0]))
                return {"area": self._index.home.areas[hit[1][0]].name}
        return {}

    def _name(self, topic: int) -> dict[str, Value]:
        """Return the name: after "named", or the words that are nothing else."""
        for at in range(topic, len(self._words)):
            if length := self._says(at, "timer_words", "named"):
                return self._named(self._until_time(at + length))
        rest = [at for at in range(len(self._words)) if at not in self._used and not self._function(at)]
        whole = range(rest[0], rest[-1] + 1) if rest else range(0)
        if not self._used.intersection(whole):
            rest = list(whole)  # with the small words inside: "close the window"
        return self._named([self._words[at] for at in rest])

    def _until_time(self, start: int) -> Sequence[Word]:
        """Return the words from a place up to a span of time and what leads to it: `named pizza for 5 minutes`."""
        end = next((at for at in range(start, len(self._words)) if at in self._used), len(self._words))
        last = self._lexicon.particles_last  # there the verb may follow
        while start < end and (last or end < len(self._words)) and self._function(end - 1):
            end -= 1
        return self._words[start:end]

    def _named(self, words: Sequence[Word]) -> dict[str, Value]:
        return {"name": " ".join(self._lexicon.nominative(word.text.casefold()) for word in words)} if words else {}

    def _function(self, at: int) -> bool:
        word = self._words[at].folded
        return any(
            s.group in ("timer_words", "timer_verbs", "fillers", "determiners", "prepositions", "conjunctions")
            for s in self._lexicon.senses(word)
        )
