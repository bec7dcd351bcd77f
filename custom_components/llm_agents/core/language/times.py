"""Times in a sentence: `in ten minutes`, `at half past seven`, `tomorrow at sunset`, `for an hour`, `until 10 pm`.

The words of a language name what they are by the groups `times` and `time_links`; how they are put together is the
same for all: a link, then in any order a day, a part of the day, a clock time or the sun.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..home.index import HomeIndex
from ..home.words import Word
from .clocks import ClockReader
from .lexicon import Lexicon
from .moments import Part, Sun, When
from .numbers import number_at
from .spans import Span, SpanReader
from .wording import Wording

_DEPTH = 6  # parts of one point in time
_DAY = 86_400  # seconds
_UNTOLD = When()
_MOVING = frozenset(("raise", "lower"))
_CHANGING = frozenset((*_MOVING, "set", "change"))
_NOUNS = ("kinds", "kinds_plural")


class Use(StrEnum):
    """What a time is to the request."""

    AT = "at"
    UNTIL = "until"
    STANDING = "standing"  # again and again
    VAGUE = "vague"  # later, but not when


@dataclass(frozen=True, slots=True)
class Mention:
    """A time and the words it takes.

    `sure` where the words can mean nothing else; `loose` are words at its begin that may belong to what stands
    before: in `turn it on friday`, the lamp may be turned on.
    """

    use: Use
    start: int
    end: int
    when: When = _UNTOLD
    sure: bool = True
    loose: int = 0


@dataclass(slots=True)
class _Found:
    """The parts of one point in time, as they are read."""

    when: When
    end: int
    told: bool = False  # a word says that it is a time
    sure: bool = False  # and it can be nothing else
    parts: int = 0


class TimeReader:
    """Finds the times of one sentence."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, index: HomeIndex) -> None:
        """Take the words of the sentence; the names of the home are no times."""
        self._words = words
        self._lexicon = lexicon
        self._wording = Wording(words, lexicon)
        self._spans = SpanReader(words, lexicon)
        self._clocks = ClockReader(words, lexicon)
        self._index = index

    def mentions(self) -> list[Mention]:
        """Return all times, in their order."""
        found: list[Mention] = []
        named: dict[int, int] | None = None
        at = 0
        while at < len(self._words):
            mention = self._mention(at)
            if mention is not None and named is None:
                named = self._named()
            if mention is None or self._is_name(mention, named or {}):
                at += 1
                continue
            found.append(mention)
            at = mention.end
        return found

    def point(self, start: int) -> int:
        """Return where the point in time ends that begins at a place; the place itself when none does."""
        found = self._point(start)
        return found.end if found is not None else start

    def mention(self, start: int) -> Mention | None:
        """Return the time that begins at a place."""
        return self._mention(start)

    def led(self, start: int) -> tuple[When, int] | None:
        """Return the point in time that begins at a place after a word that leads to one, and where it ends."""
        found = self._point(start, led=True)
        return (found.when, found.end) if found is not None else None

    def _named(self) -> dict[int, int]:
        """Return for each word how long the longest name of the home is that covers it."""
        keys = [word.key for word in self._words]
        lengths: dict[int, int] = {}
        for phrases in (self._index.entity_phrases, self._index.area_phrases, self._index.floor_phrases):
            for at in range(len(keys)):
                if hit := phrases.longest(keys, at):
                    for covered in range(at, at + hit[0]):
                        lengths[covered] = max(lengths.get(covered, 0), hit[0])
        return lengths

    @staticmethod
    def _is_name(mention: Mention, named: dict[int, int]) -> bool:
        """Return whether the words belong to a longer name, or are a name by themselves."""
        length = mention.end - mention.start
        return any(named.get(at, 0) > 1 for at in range(mention.start, mention.end)) or (
            length == 1 and mention.start in named
        )

    def _mention(self, at: int) -> Mention | None:
        if length := self._wording.says(at, "times", "standing"):
            return Mention(Use.STANDING, at, at + length)
        if (ending := self._until(at) or self._lasting(at)) is not None:
            return ending
        moments = [found for found in (self._delayed(at), self._dated(at)) if found is not None]
        return max(moments, key=lambda found: found.end) if moments else self._vague(at)

    def _until(self, at: int) -> Mention | None:
        for length in self._wording.lengths(at, "times", "until"):
            if self._changes(at + length, "to"):
                continue
            if (found := self._point(at + length, led=True)) is not None and found.when.is_told:
                return Mention(Use.UNTIL, at, found.end, found.when)
        return None

    def _lasting(self, at: int) -> Mention | None:
        """Read `for an hour`, and a span that a word after it makes one of those."""
        for length in self._wording.lengths(at, "times", "duration"):
            if (span := self._spans.at(at + length, led=True)) is not None:
                return Mention(Use.UNTIL, at, span.end, When(seconds=span.seconds))
        if (span := self._spans.at(at)) is not None and (after := self._wording.link(span.end, "lasting")):
            return Mention(Use.UNTIL, at, span.end + after, When(seconds=span.seconds))
        return None

    def _delayed(self, at: int) -> Mention | None:
        """Read `in ten minutes`, `ten minutes from now`, `half an hour after sunset`."""
        leads = [0, *self._wording.lengths(at, "times", "delay"), *self._wording.lengths(at, "time_links", "wait")]
        for length in leads:
            span = self._spans.at(at + length, led=bool(length))
            if span is None:
                valued = self._wording.is_value(at + length)  # "en 10" may be to ten
                if length and not valued and (bare := self._spans.minutes(at + length)) is not None:
                    return Mention(Use.AT, at, bare.end, When(seconds=bare.seconds), sure=False)
                continue
            if (offset := self._offset(at, span)) is not None:
                return offset
            days, rest = divmod(span.seconds, _DAY)
            if length and not rest and (point := self._point(span.end)) is not None and point.when.minute is not None:
                return Mention(Use.AT, at, point.end, replace(point.when, day=days))
            after = self._wording.link(span.end, "from_now")
            if length or after:
                return Mention(Use.AT, at, span.end + after, When(seconds=span.seconds))
        return None

    def _offset(self, at: int, span: Span) -> Mention | None:
        for name, sign in (("after", 1), ("before", -1)):
            length = self._wording.link(span.end, name)
            point = self._point(span.end + length, led=True) if length else None
            if point is not None and (point.when.sun is not None or point.when.minute is not None):
                return Mention(Use.AT, at, point.end, replace(point.when, seconds=sign * span.seconds))
        return None

    def _dated(self, at: int) -> Mention | None:
        for length, _ in self._wording.values(at, "conditions"):  # "when the sun sets"
            if (point := self._point(at + length)) is not None and point.when.sun is not None:
                return Mention(Use.AT, at, point.end, point.when)
        found = self._point(at)
        if found is None:
            return None
        if found.when == When(day=0):
            return None
        use = Use.AT if found.when.is_told else Use.VAGUE
        return Mention(use, at, found.end, found.when, sure=found.sure, loose=self._wording.link(at, "on"))

    def _vague(self, at: int) -> Mention | None:
        length = self._wording.says(at, "times", "later")
        return Mention(Use.VAGUE, at, at + length) if length else None

    def _point(self, start: int, *, led: bool = False) -> _Found | None:
        """Read a point in time; `led` when a word before says that one comes."""
        found = _Found(When(), start, told=led)
        for _ in range(_DEPTH):
            taken = next(self._parts(found), None)
            if taken is None:
                break
            found = taken
        return found if found.parts and found.told else None

    def _parts(self, found: _Found) -> Iterator[_Found]:
        """Yield what may come next, with the links before it."""
        if found.parts and found.end < len(self._words) and self._words[found.end].hard:
            return
        for passed, link in self._wording.leads(found.end):
            if (at := found.end + passed) < len(self._words):
                yield from self._day(found, at, link)
                yield from self._clock(found, at, link)

    def _day(self, found: _Found, at: int, link: str) -> Iterator[_Found]:
        """Yield a day, a part of the day, or the sun."""
        for length, value in self._wording.values(at, "times"):
            if (when := _with(found.when, value)) is not None and _links(link, value):
                yield _Found(when, at + length, told=True, sure=True, parts=found.parts + 1)
        if found.when.part is None and (found.when.day is not None or found.when.weekday is not None):
            for length, value in self._wording.values(at, "time_nouns"):
                when = replace(found.when, part=Part(value))
                yield _Found(when, at + length, told=True, sure=True, parts=found.parts + 1)

    def _clock(self, found: _Found, at: int, link: str) -> Iterator[_Found]:
        if found.when.minute is not None or found.when.sun is not None or link in ("after", "on"):
            return
        if link == "at" and self._changes(at, "by"):
            return
        led = found.told or link == "at"
        clock = self._clocks.at(at, led=led)
        if clock is None or not (led or clock.sure or not self._wording.is_value(at)):
            return
        when = replace(found.when, minute=clock.minute, exact=clock.exact)
        told, sure = led or clock.sure, found.sure or clock.sure
        yield _Found(when, clock.end, told=told, sure=sure, parts=found.parts + 1)

    def _changes(self, at: int, link: str) -> bool:
        """Return whether a bare number tells by how much or to what something changes: `do 22`, `o 10`.

        It does after a word that leads to an amount as well as to a time, where the verb takes one; what hangs before a
        window is more often moved at a time than by so much.
        """
        led = any(value == link for _, value in self._wording.values(at - 1, "prepositions"))
        if not led or at >= len(self._words) or number_at(self._words, at, self._lexicon) is None:
            return False
        places = range(len(self._words))
        verbs = {value.partition(" ")[0] for place in places for _, value in self._wording.values(place, "verbs")}
        if link == "to":
            return bool(verbs & _CHANGING)
        kinds = (value for group in _NOUNS for place in places for _, value in self._wording.values(place, group))
        return bool(verbs & _MOVING) and not any(kind.startswith("cover") for kind in kinds)


def _links(link: str, value: str) -> bool:
    """Return whether a small word can stand before a part of a time: `on friday`, `after sunset`."""
    return not link or link == "at" or value.startswith("weekday" if link == "on" else "sun")


def _with(when: When, value: str) -> When | None:
    """Return a time with one more of its parts; `None` when it has that part, or the value is none."""
    words = value.split(" ")
    for kind, told in zip(words[::2], words[1::2], strict=False):
        match kind:
            case "day" if when.day is None and when.weekday is None:
                when = replace(when, day=int(told))
            case "weekday" if when.day is None and when.weekday is None:
                when = replace(when, weekday=int(told))
            case "part" if when.part is None and when.sun is None:
                when = replace(when, part=Part(told))
            case "sun" if when.sun is None and when.part is None and when.minute is None:
                when = replace(when, sun=Sun(told))
            case _:
                return None
    return when if len(words) > 1 else None


def variants(mentions: Sequence[Mention]) -> list[Sequence[Mention]]:
    """Return the ways to take the times of a sentence, the likeliest first."""
    found: list[Sequence[Mention]] = [mentions]
    if any(mention.loose for mention in mentions):
        found.append([replace(mention, start=mention.start + mention.loose) for mention in mentions])
    if not all(mention.sure for mention in mentions):
        found.append([mention for mention in mentions if mention.sure])
    return found
