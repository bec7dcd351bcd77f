"""What a sentence reports about a home without naming a device: kinds of device, or all of it, in a state.

Read with the words by which the reader understands people: kinds, states, participles. A sentence under a condition, or
one that asks, reports nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..home.words import Word
from .lexicon import Lexicon, Sense, lexicon
from .phrases import FALLBACK_LANGUAGE

EVERYTHING = "everything"
"""Stands among the kinds for a sentence that is about all of the home."""

_KINDS = frozenset({"kinds", "kinds_plural"})
_LITTLE = frozenset({"prepositions", "determiners", "pronouns", "fillers", "conjunctions", "degrees", "repeats"})
_STATES = ("participles", "states")
_NO_STATES = frozenset({"toggle", "home", "away"})  # of people, or of nothing
_NO_DEVICES = frozenset({"person", "weather", "todo", "number", "button", "select", "light.called"})
_NO_CONDITIONS = frozenset({"report"})  # "I have" begins one only where a question follows
_GOES_ON = ("conjunctions", "fillers", "repeats")
_NEAR = 8  # words between a kind and its state
_SHORT = 4  # words of a sentence that needs no verb: "all lights off now"
_SUBJECT, _SHORT_WORD = 3, 3  # words before a claim in which what it is of stands; letters of those that say little
_LEAST_LETTERS = 5  # of a word that nobody needs to speak about a home


@dataclass(frozen=True, slots=True)
class _State:
    """A word for a state: where it is, and whether it could as well be another little word."""

    start: int
    end: int
    sure: bool
    done: bool


class Reports:
    """Finds reports in the sentences of one language."""

    def __init__(self, words: Lexicon) -> None:
        """Read with the words of a language."""
        self._lexicon = words

    def kinds(self, sentence: str, *, claims: bool = False) -> tuple[str, ...]:
        """Return the kinds of device that a sentence reports on; `claims` says that something was done, to what it names."""
        words = self._lexicon.normaliser.words(sentence)
        folded = [word.folded for word in words]
        if not words or sentence.rstrip().endswith("?") or self._is_general(folded):
            return ()
        subjects = [*self._subjects(words, folded)]
        if not subjects:
            return ()
        states = [*self._states(words, folded)]
        told = (kind for at, kind in subjects if claims or any(self._tells(folded, at, state) for state in states))
        return tuple(dict.fromkeys(told))

    def foreign(self, sentence: str) -> int:
        """Return how many words of a sentence nobody needs to speak about a home: it is the world's by those."""
        words = {word.folded for word in self._lexicon.normaliser.words(sentence)}
        return sum(len(word) >= _LEAST_LETTERS and word not in self._lexicon.words for word in words)

    def is_of_another(self, before: str) -> bool:
        """Return whether what a claim is of, by the words before it, is nothing of a home."""
        words = self._lexicon.normaliser.words(before)[-_SUBJECT:]
        return any(len(word.folded) > _SHORT_WORD and word.folded not in self._lexicon.words for word in words)

    def is_general(self, sentence: str) -> bool:
        """Return whether a sentence is under a condition."""
        return self._is_general([word.folded for word in self._lexicon.normaliser.words(sentence)])

    def _is_general(self, folded: Sequence[str]) -> bool:
        found = (self._lexicon.match(folded, at, "conditions") for at in range(len(folded)))
        return any(match is not None and match[2] not in _NO_CONDITIONS for match in found)

    def _subjects(self, words: Sequence[Word], folded: Sequence[str]) -> Iterator[tuple[int, str]]:
        for at, word in enumerate(words):
            found = self._lexicon.match(folded, at, *_KINDS)
            if found or any(sense.group in _KINDS for sense in self._lexicon.inflected(word.key)):
                last = at + (found[0] if found else 1) - 1
                named = self._lexicon.normaliser.kinds.get(words[last].key, ())
                yield from ((last, kind) for kind in sorted(named) if kind not in _NO_DEVICES)
            elif (found := self._lexicon.match(folded, at, "anything", "places")) and found[2] in ("all", "home"):
                yield at + found[0] - 1, EVERYTHING

    def _states(self, words: Sequence[Word], folded: Sequence[str]) -> Iterator[_State]:
        for at in range(len(words)):
            found = next(
                (
                    (length, sense.group, senses)
                    for length, senses in self._lexicon.at(folded, at)
                    for sense in senses
                    if sense.group in _STATES and sense.value not in _NO_STATES
                ),
                None,
            )
            if found is not None:
                length, group, senses = found
                end = at + length
                sure = not self._is_little(senses)
                if sure or self._ends_clause(words, folded, end):
                    yield _State(at, end, sure, group == "participles")

    @staticmethod
    def _is_little(senses: Sequence[Sense]) -> bool:
        return any(sense.group in _LITTLE for sense in senses)

    def _ends_clause(self, words: Sequence[Word], folded: Sequence[str], end: int) -> bool:
        if end >= len(words) or words[end].hard or words[end].soft:
            return True
        senses = [sense for _, found in self._lexicon.at(folded, end) for sense in found]
        return any(sense.group in _GOES_ON or sense.value == "in" for sense in senses)

    def _tells(self, folded: Sequence[str], subject: int, state: _State) -> bool:
        """Return whether a state is told of what stands at a place."""
        if state.start <= subject:
            return state.done and subject - state.end < _NEAR
        if state.start - subject > _NEAR:
            return False
        between = range(subject + 1, state.start)
        is_said = any(self._lexicon.match(folded, at, "questions") for at in between)
        return state.sure or is_said or len(folded) <= _SHORT


_REPORTS: dict[str, Reports] = {}


def reports(language: str) -> Reports:
    """Return what finds reports in a language, made once; those without words for reading fall back, as answers do."""
    if language not in _REPORTS:
        try:
            _REPORTS[language] = Reports(lexicon(language))
        except LookupError:
            _REPORTS[language] = Reports(lexicon(FALLBACK_LANGUAGE))
    return _REPORTS[language]
