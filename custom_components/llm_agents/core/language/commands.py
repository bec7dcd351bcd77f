"""Where the verb of a request about a list stands: first, last, or first with its second part at the end."""

from collections.abc import Sequence
from typing import NamedTuple

from .lexicon import Lexicon

_POLITE = frozenset(("list_polite", "fillers", "determiners"))
_VERBS = "list_verbs"
_LONGEST_POLITENESS = 4  # words after a request
_ELSEWHERE = frozenset(("verbs", "questions", "conditions", "negations"))


class Command(NamedTuple):
    """What is to be done, and from where to where the words are that say what with."""

    operation: str
    start: int
    end: int


def command_of(folded: Sequence[str], lexicon: Lexicon) -> Command | None:
    """Return the command of a sentence; only politeness may stand around it."""
    return _Finder(folded, lexicon).find()


class _Finder:
    def __init__(self, folded: Sequence[str], lexicon: Lexicon) -> None:
        self._folded = folded
        self._lexicon = lexicon
        self._start, self._end = self._bounds()

    def _bounds(self) -> tuple[int, int]:
        start, end = 0, len(self._folded)
        while start < end and self._value(start, _VERBS) is None and (size := self._polite(start)):
            start += size
        while (polite := self._polite_until(start, end)) is not None:
            end = polite
        return start, end

    def _polite_until(self, start: int, end: int) -> int | None:
        """Return where the longest politeness begins that ends at a place."""
        places = range(max(end - _LONGEST_POLITENESS, start), end)
        return next((at for at in places if self._polite(at) == end - at), None)

    def _polite(self, at: int) -> int:
        groups = ((size, {sense.group for sense in senses}) for size, senses in self._lexicon.at(self._folded, at))
        return next((size for size, said in groups if _POLITE & said), 0)

    def _value(self, at: int, group: str) -> tuple[int, str] | None:
        hit = self._lexicon.match(self._folded, at, group)
        return (hit[0], hit[2]) if hit else None

    def find(self) -> Command | None:
        if self._start >= self._end:
            return None
        last_first = self._lexicon.particles_last  # there "legen Sie ..." may begin what is to be put on the list
        first, last = (self._last, self._first) if last_first else (self._first, self._last)
        return self._apart() or first() or last() or self._none()

    def _apart(self) -> Command | None:
        """Read `füg X zu Y hinzu`."""
        for verb in self._lexicon.apart.get(self._folded[self._start], ()):
            after, until = self._start + len(verb.head), self._end - len(verb.tail)
            head, tail = tuple(self._folded[self._start : after]), tuple(self._folded[until : self._end])
            told = verb.senses.get(_VERBS)
            if told and after < until and (head, tail) == (verb.head, verb.tail):
                return Command(told[0], self._object(after, until), until)
        return None

    def _first(self) -> Command | None:
        """Read `put X on Y`."""
        hit = self._value(self._start, _VERBS)
        return Command(hit[1], self._object(self._start + hit[0], self._end), self._end) if hit else None

    def _object(self, start: int, end: int) -> int:
        """Return where the object begins: politeness may stand before it."""
        while start < end - 1 and (hit := self._value(start, "list_polite")):
            start += hit[0]
        return start

    def _last(self) -> Command | None:
        """Read `X auf Y setzen`."""
        for at in range(self._start + 1, self._end):
            if (hit := self._value(at, _VERBS)) and at + hit[0] == self._end:
                return Command(hit[1], self._start, at)
        return None

    def _none(self) -> Command | None:
        """Read `I need X added to my list` and `X auf die Liste`: what is named is to be put there."""
        rest = range(self._start, self._end)
        linked = any(self._value(at, "list_links") for at in rest)
        other = any(self._value(at, group) for at in rest for group in _ELSEWHERE)
        said = self._start > 0 or (self._lexicon.particles_last and not other)
        return Command("add", self._start, self._end) if linked and said else None
