"""Sentences with places for what is said in the speaker's own words: `when i say {name} i mean {thing}`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .lexicon import expand

type _Folder = Callable[[str], Sequence[str]]


class Literal(NamedTuple):
    """A word that must stand there."""

    word: str


class Slot(NamedTuple):
    """A place for one word or more."""

    name: str


class Match(NamedTuple):
    """A template that fits: what it means, and from where to where the words of each slot are."""

    meaning: str
    slots: Mapping[str, tuple[int, int]]


class Templates:
    """The templates of one language, found by the rarest kind of their words: the longest."""

    def __init__(self, meanings: Mapping[str, Iterable[str]], fold: _Folder) -> None:
        """Take templates by meaning; `fold` gives the folded words of a phrase as sentences have them."""
        self._filed: dict[str, list[tuple[str, tuple[Literal | Slot, ...], frozenset[str]]]] = {}
        for meaning, templates in meanings.items():
            for phrase in dict.fromkeys(phrase for template in templates for phrase in expand(template)):
                parts = tuple(_parts(phrase, fold))
                words = frozenset(part.word for part in parts if isinstance(part, Literal))
                if words:
                    self._filed.setdefault(max(words, key=lambda word: (len(word), word)), []).append(
                        (meaning, parts, words)
                    )

    def matches(self, folded: Sequence[str]) -> Iterator[Match]:
        """Yield the templates that all the words fit, in all ways, those with the most words of their own first.

        Of equal ones those come first whose word comes first in the sentence, at every start of the process alike.
        """
        said = frozenset(folded)
        fitting = [found for word in dict.fromkeys(folded) for found in self._filed.get(word, ()) if found[2] <= said]
        for meaning, parts, _ in sorted(fitting, key=lambda found: _weight(found[1])):
            for slots in _fit(parts, folded, 0, 0):
                yield Match(meaning, slots)


def _weight(parts: Sequence[Literal | Slot]) -> tuple[int, int]:
    literals = sum(isinstance(part, Literal) for part in parts)
    return -literals, len(parts) - literals


def _parts(phrase: str, fold: _Folder) -> Iterator[Literal | Slot]:
    for token in phrase.split():
        if token.startswith("{") and token.endswith("}"):
            yield Slot(token[1:-1])
        else:
            yield from (Literal(word) for word in fold(token))


def _fit(
    parts: Sequence[Literal | Slot], folded: Sequence[str], part: int, at: int
) -> Iterator[dict[str, tuple[int, int]]]:
    """Yield how the parts from one on fit the words from a place on; a slot takes as many words as it can first."""
    if part == len(parts):
        if at == len(folded):
            yield {}
        return
    current = parts[part]
    if isinstance(current, Literal):
        if at < len(folded) and folded[at] == current.word:
            yield from _fit(parts, folded, part + 1, at + 1)
        return
    following = parts[part + 1] if part + 1 < len(parts) else None
    ends = range(len(folded) - 1, at, -1) if following is not None else range(len(folded), len(folded) - 1, -1)
    for end in ends:
        if end <= at or (isinstance(following, Literal) and (end >= len(folded) or folded[end] != following.word)):
            continue
        for slots in _fit(parts, folded, part + 1, end):
            yield {current.name: (at, end), **slots}
