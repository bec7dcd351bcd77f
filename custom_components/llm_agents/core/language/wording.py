"""What the words at a place of a sentence say, by the groups of the language's data."""

from collections.abc import Iterator, Mapping, Sequence

from ..home.words import Word
from .lexicon import Lexicon

_OPENERS = ("verbs", "timer_verbs", "list_verbs")
_LEADS = 3  # small words before a part of a time


class Wording:
    """Looks phrases up in one sentence."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        """Take the words of the sentence."""
        self._words = words
        self._lexicon = lexicon
        self._folded = [word.folded for word in words]
        self._known: dict[int, list[tuple[int, Mapping[str, Sequence[str]]]]] = {}

    def values(self, at: int, group: str) -> Iterator[tuple[int, str]]:
        """Yield the phrases of a group that begin at a place, the longest first: how many words, and what they say."""
        if not 0 <= at < len(self._words):
            return
        for length, said in self._said(at):
            yield from ((length, value) for value in said.get(group, ()))

    def _said(self, at: int) -> Sequence[tuple[int, Mapping[str, Sequence[str]]]]:
        """Return what the phrases that begin at a place say, by group; many are asked for at each place."""
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = []
            for length, senses in self._lexicon.at(self._folded, at):
                if self._is_whole(at, length):
                    groups: dict[str, list[str]] = {}
                    for sense in senses:
                        groups.setdefault(sense.group, []).append(sense.value)
                    known.append((length, groups))
        return known

    def lengths(self, at: int, group: str, value: str) -> list[int]:
        """Return how many words at a place say a value, the most first."""
        return [length for length, said in self.values(at, group) if said == value]

    def joints(self) -> list[int]:
        """Return where a conjunction begins another request; within polite words it does not: `be so kind and ...`."""
        every = range(len(self._words))
        polite = {i for at in every for n, _ in self.values(at, "fillers") for i in range(at + 1, at + n)}
        return [at for at in every[1:] if at not in polite and self._joins(at)]

    def _joins(self, at: int) -> bool:
        after = at + self.says(at, "conjunctions")
        return after > at and any(self.says(after, group) for group in _OPENERS)

    def longest(self, at: int) -> int:
        """Return how many words the longest phrase of the language has that begins at a place."""
        return next((length for length, _ in self._lexicon.at(self._folded, at) if self._is_whole(at, length)), 0)

    def says(self, at: int, group: str, value: str | None = None) -> int:
        """Return how many words at a place say a value of a group, or any; 0 when they do not."""
        return next((length for length, said in self.values(at, group) if value in (None, said)), 0)

    def link(self, at: int, value: str) -> int:
        """Return how many words at a place are this link of a time."""
        return self.says(at, "time_links", value)

    def leads(self, at: int) -> Iterator[tuple[int, str]]:
        """Yield how many small words may be passed over before a part of a time, with the link among them."""
        link, passed = "", 0
        yield passed, link
        for _ in range(_LEADS):
            step = next(((n, value) for n, value in self.values(at + passed, "time_links") if value in _LINKS), None)
            small = self.says(at + passed, "determiners") or self.link(at + passed, "near")
            if step is None and small:
                step = small, link
            elif step is not None and passed:
                return  # a second link, or one after an article that is a pronoun: "spegnila alle dieci"
            if step is None:
                return
            passed, link = passed + step[0], step[1]
            yield passed, link

    def is_value(self, at: int) -> bool:
        """Return whether a word before a number says that it is a value: `to 20`."""
        return bool(at) and any(value in ("to", "by") for _, value in self.values(at - 1, "prepositions"))

    def _is_whole(self, at: int, length: int) -> bool:
        """Return whether no break is inside a phrase; the points of an abbreviation are none."""
        inner = range(at + 1, at + length)
        return not any((self._words[i].soft or self._words[i].hard) and len(self._folded[i - 1]) > 1 for i in inner)


_LINKS = frozenset(("at", "on", "after"))
