"""The parts of a sentence that may each have a time of their own: `open them at 7 and close them at 9`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..home.words import Word
from .moments import When
from .request import Act, Request
from .times import Mention, Use
from .wording import Wording

_OPENERS = ("verbs", "timer_verbs", "list_verbs")
_SMALL = ("fillers", "determiners", "conjunctions", "connectives")


class Unclear(Exception):
    """More than one time is said for the same."""


@dataclass(slots=True)
class Segment:
    """One part: its words, those of them that are no times, and its times.

    `lender` is the number of the part after it whose time it takes, having none of its own.
    """

    words: list[Word]
    rest: list[Word]
    when: When | None = None
    until: When | None = None
    lender: int | None = None


class Segmenter:
    """Cuts words of a sentence where another request begins."""

    def __init__(self, sentence: Sequence[Word], mentions: Sequence[Mention], wording: Wording) -> None:
        """Take the words of the whole sentence with its times."""
        self._places = {word.start: at for at, word in enumerate(sentence)}
        self._mentions = mentions
        self._wording = wording
        self._timed = {at for mention in mentions for at in range(mention.start, mention.end)}

    def segments(self, words: Sequence[Word]) -> list[Segment]:
        """Return the parts of some words, each with its time or that of its neighbours.

        Raises `Unclear`.
        """
        found = [self._segment(part) for part in self._cut(words)]
        if any((part.when or part.until) and not any(map(self._weighs, part.rest)) for part in found):
            raise Unclear  # "at 7 and at 9"
        for at, part in enumerate(found):
            if part.when is None and at and not self._says_now(part):
                part.when = found[at - 1].when
        for at in range(len(found) - 2, -1, -1):
            part, after = found[at], found[at + 1]
            if part.when is None and part.until is None and after.when is not None and not self._says_now(part):
                part.when, part.lender = after.when, at + 1 if after.lender is None else after.lender
        return found

    def _cut(self, words: Sequence[Word]) -> Iterator[list[Word]]:
        current: list[Word] = []
        for word in words:
            if current and self._begins(word, current):
                yield current
                current = []
            current.append(word)
        yield current

    def _begins(self, word: Word, current: Sequence[Word]) -> bool:
        """Return whether another request begins with a word: a conjunction or a break, and then a verb or a time."""
        place = self._places[word.start]
        if place in self._timed or not any(self._weighs(before) for before in current):
            return False
        joined = self._wording.says(place, "conjunctions") or self._wording.says(place, "connectives", "then")
        if joined:
            after = place + joined
            if self._opens(after) or any(mention.start == after for mention in self._mentions):
                return True
            points = [mention.start for mention in self._mentions if mention.use is Use.AT]
            told = {self._places[before.start] for before in current}.intersection(points)
            return bool(told) and any(start > place for start in points)  # "to 18 at 11 and to 21 at 6"
        return (word.soft or word.hard) and self._opens(place)

    def _opens(self, place: int) -> bool:
        return any(self._wording.says(place, group) for group in _OPENERS)

    def _weighs(self, word: Word) -> bool:
        """Return whether a word is part of a request, no time and no small word."""
        place = self._places[word.start]
        return place not in self._timed and not any(self._wording.says(place, group) for group in _SMALL)

    def _segment(self, words: list[Word]) -> Segment:
        places = {self._places[word.start] for word in words}
        part = Segment(words, [word for word in words if self._places[word.start] not in self._timed])
        for mention in self._mentions:
            if mention.start not in places:
                continue
            if mention.use is Use.UNTIL and part.until is None:
                part.until = mention.when
            elif mention.use is Use.AT and part.when is None:
                part.when = mention.when
            else:
                raise Unclear
        return part

    def _says_now(self, part: Segment) -> bool:
        return any(self._wording.link(self._places[word.start], "now") for word in part.rest)


def settle(parts: Sequence[Segment], read: Sequence[Sequence[Request]]) -> None:
    """Let a part whose time was said later be for now where it is about the same device: `on, and off in an hour`."""
    for at, part in enumerate(parts):
        if part.lender is None:
            continue
        own, others = entities_of(read[at]), {i for found in read[at + 1 : part.lender + 1] for i in entities_of(found)}
        if own & others:
            part.when = None
            for before in parts[:at]:
                before.when = None if before.lender == part.lender else before.when


def entities_of(requests: Iterable[Request]) -> set[str]:
    """Return the devices that requests are about."""
    return {entity_id for request in requests if isinstance(request, Act) for entity_id in request.entity_ids}
