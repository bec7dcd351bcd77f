"""The two sides of a condition: what it is about, and what is wanted under it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..home.words import Word
from .wording import Wording

MARKERS = frozenset(("if", "when", "unless", "whenever"))
_MOST_CUTS = 8
_SMALL = ("fillers", "conjunctions", "connectives", "determiners")
_OPENERS = ("verbs", "timer_verbs")


class Marker(NamedTuple):
    """A word that puts under a condition: its number among the words, how many it takes, and what it says.

    `either` is a word that may say `if` as well as `when`.
    """

    at: int
    length: int
    says: str


class Sides:
    """Finds conditions in words of one sentence."""

    def __init__(self, sentence: Sequence[Word], wording: Wording) -> None:
        """Take the words of the whole sentence."""
        self._places = {word.start: at for at, word in enumerate(sentence)}
        self._wording = wording

    def marker(self, words: Sequence[Word]) -> Marker | None:
        """Return the first word that puts under a condition."""
        for at, word in enumerate(words):
            place = self._places[word.start]
            said = [found for found in self._wording.values(place, "conditions") if found[1] in MARKERS]
            if not said or self._wording.says(place, "fillers") > said[0][0]:
                continue  # "if you please" sets none
            asks = any(value == "is" for _, value in self._wording.values(place + said[0][0], "questions"))
            if asks and not at and self._wording.says(place, "questions"):
                continue  # "when does it end", but not "se è buio"
            meanings = {value for _, value in said}
            return Marker(at, said[0][0], "either" if {"if", "when"} <= meanings else said[0][1])
        return None

    def otherwise(self, words: Sequence[Word], after: int) -> tuple[list[Word], list[Word]]:
        """Return the words before `otherwise`, and those after it."""
        for at in range(after, len(words)):
            if length := self._wording.says(self._places[words[at].start], "connectives", "otherwise"):
                return list(words[:at]), list(words[at + length :])
        return list(words), []

    def cuts(self, words: Sequence[Word], marker: Marker) -> Iterator[tuple[list[Word], list[Word]]]:
        """Yield what may be the condition and what is wanted under it, the likeliest first."""
        before, after = list(words[: marker.at]), list(words[marker.at + marker.length :])
        if any(self._weighs(word) for word in before):
            yield after, before
            for at in self._joins(after):
                yield after[:at], [*before, *after[at:]]
            return
        places = dict.fromkeys((*self._breaks(after), *self._thens(after), *self._verbs(after), *self._ends(after)))
        likely = [at for at in places if 0 < at < len(after) and not self._says(after[at - 1], "conjunctions")]
        for at in likely[:_MOST_CUTS]:
            yield after[:at], after[at:]

    def _says(self, word: Word, *groups: str) -> bool:
        return any(self._wording.says(self._places[word.start], group) for group in groups)

    def _weighs(self, word: Word) -> bool:
        return not self._says(word, *_SMALL)

    def _breaks(self, words: Sequence[Word]) -> list[int]:
        return [at for at, word in enumerate(words) if word.soft or word.hard]

    def _thens(self, words: Sequence[Word]) -> list[int]:
        return [
            at for at, word in enumerate(words) if self._wording.says(self._places[word.start], "connectives", "then")
        ]

    def _verbs(self, words: Sequence[Word]) -> list[int]:
        return [at for at, word in enumerate(words) if self._says(word, *_OPENERS)]

    def _ends(self, words: Sequence[Word]) -> list[int]:
        """Return the places after a verb that may end a condition: `ist`."""
        return [at + 1 for at, word in enumerate(words) if self._says(word, "questions")]

    def _joins(self, words: Sequence[Word]) -> list[int]:
        """Return the places of conjunctions that another request may follow."""
        return [
            at
            for at, word in enumerate(words[:-1])
            if self._says(word, "conjunctions") and self._says(words[at + 1], *_OPENERS)
        ]
