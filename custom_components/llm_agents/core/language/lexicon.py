"""The words of one language by what they mean.

The data name each meaning by a group (`verbs`, `kinds`, `prepositions` ...) and a value in it; the
reader's grammar speaks of groups and values only, so that a new language is new data.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
import re
from typing import Any, NamedTuple

from ..home.spelling import Spelling
from ..home.words import Compounds, Normaliser, fold
from .data import load

_PLAIN = re.compile(r"[^\[\]()|]+")
_NOUNS = frozenset(("kinds", "kinds_plural"))
_VERBS = frozenset(("verbs",))
_SMALL = frozenset(("prepositions", "determiners", "pronouns", "conjunctions", "negations", "fillers", "quantifiers"))
_INFLECTED = ("kinds", "kinds_plural", "attributes")  # groups whose words are known in any form
_SMALL = frozenset(("prepositions", "determiners"))
MENDED = frozenset(("kinds", "kinds_plural", "colors", "attributes"))
"""Groups whose words may be misspelt anywhere in a sentence; verbs may where they open it."""
_SHORTEST_HEAD = 3
_TIME_UNITS = frozenset(("hour", "minute", "second"))
_GAP = " ... "


class Sense(NamedTuple):
    """One meaning of a phrase."""

    group: str
    value: str


class Apart(NamedTuple):
    """A verb whose two parts stand apart: `schließ ... ab`."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    senses: dict[str, tuple[str, ...]]


def expand(template: str) -> list[str]:
    """Return the phrases of a template: `[x]` is optional, `(a|b)` a choice, also within a word; both may nest."""
    return list(dict.fromkeys(" ".join(phrase.split()) for phrase in _alternatives(template, 0)[0]))


def _alternatives(template: str, at: int) -> tuple[list[str], int]:
    """Return what the part from a place to its closing bracket can be, and where that bracket is."""
    found: list[str] = []
    current = [""]
    while at < len(template) and template[at] not in ")]":
        piece = _PLAIN.match(template, at)
        if piece is not None:
            current = [phrase + piece.group() for phrase in current]
            at = piece.end()
        elif template[at] == "|":
            found, current, at = found + current, [""], at + 1
        else:
            inner, end = _alternatives(template, at + 1)
            if template[at] == "[":
                inner = [*inner, ""]
            current, at = [phrase + choice for phrase in current for choice in inner], end + 1
    return found + current, at


class Numerals:
    """Numbers of several words (`vingt et un`), found by their first word."""

    def __init__(self, values: Mapping[tuple[str, ...], int]) -> None:
        """Take the values by the folded words."""
        self._values = values
        self._longest: dict[str, int] = {}
        for words in values:
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    @property
    def words(self) -> set[str]:
        """Return the words that occur in them."""
        return {word for words in self._values for word in words}

    def begins(self, word: str) -> bool:
        """Return whether a word begins one."""
        return word in self._longest

    def at(self, folded: Sequence[str], start: int) -> tuple[int, int] | None:
        """Return the value of the longest number that begins at `start`, and how many words it takes."""
        for length in range(min(self._longest.get(folded[start], 0), len(folded) - start), 1, -1):
            if (value := self._values.get(tuple(folded[start : start + length]))) is not None:
                return value, length
        return None


class Lexicon:
    """Phrases of one language with their senses, found at a place of a sentence."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the language's data: `groups`, `numbers`, `number_words`, and how its words are formed."""
        self._folded: dict[str, tuple[str, ...]] = {}
        numbers = {str(word): int(value) for word, value in data.get("numbers", {}).items()}
        self.normaliser = Normaliser(
            data.get("inflections", ()),
            {word: value for word, value in numbers.items() if len(fold(word).replace("-", " ").split()) == 1},
            data.get("synonyms"),
            alternations=data.get("alternations", ()),
            elisions=data.get("elisions", ()),
            accents=data.get("accents", ()),
        )
        self._nominatives = [(str(ending), str(own)) for ending, own in data.get("nominatives", ())]
        self.hours = int(data.get("hours", 12))  # on the clock, where its times are written with a colon
        self.number_phrases = Numerals(
            {words: value for word, value in numbers.items() if len(words := self._split(word)) > 1}
        )
        self._phrases: dict[tuple[str, ...], list[Sense]] = {}
        self._lengths: dict[str, list[int]] = {}
        self.apart: dict[str, list[Apart]] = {}
        self.particles_last = bool(data.get("particles_last"))
        self.utterances: dict[tuple[str, ...], str] = {}
        self.words: set[str] = set(self.normaliser.numbers) | self.number_phrases.words
        self.number_words: dict[tuple[str, ...], str] = {}
        for meaning, phrases in data.get("number_words", {}).items():
            for phrase in phrases:
                self.number_words[self._split(phrase)] = meaning
        self.longest_number_word = max((len(words) for words in self.number_words), default=0)
        self.number_starts = frozenset(words[0] for words in self.number_words)
        for group, meanings in data["groups"].items():
            for value, phrases in meanings.items():
                self._file(group, str(value), phrases)
        self._folded.clear()
        groups = [[self.normaliser.key(fold(str(word))) for word in words] for words in data.get("alike", ())]
        self.alike = {key: tuple(other for other in keys if other != key) for keys in groups for key in keys}
        self.normaliser.compounds = self._compounds(data)

    def _split(self, phrase: str) -> tuple[str, ...]:
        """Return the folded words of a phrase; templates repeat theirs thousands of times, so each is folded once."""
        found: list[str] = []
        for token in phrase.split():
            if (words := self._folded.get(token)) is None:
                words = self._folded[token] = tuple(word.folded for word in self.normaliser.words(token))
            found.extend(words)
        return tuple(found)

    def _file(self, group: str, value: str, phrases: Iterable[str]) -> None:
        for template in phrases:
            for phrase in expand(template):
                head, gap, tail = phrase.partition(_GAP)
                words = self._split(head)
                if not words:
                    continue
                if gap:
                    self._file_apart(words, self._split(tail), Sense(group, value))
                    continue
                if group == "talk":
                    self.utterances.setdefault(words, value)
                    continue
                self.words.update(words)
                if group in ("kinds", "kinds_plural"):
                    self.normaliser.kinds.setdefault(self.normaliser.key(words[-1]), set()).add(value)
                if group in _SMALL and len(words) == 1:
                    self.normaliser.small.add(self.normaliser.key(words[0]))
                if group == "totals":
                    self.normaliser.totals.setdefault(self.normaliser.key(words[-1]), int(value))
                senses = self._phrases.setdefault(words, [])
                if Sense(group, value) not in senses:
                    senses.append(Sense(group, value))
                lengths = self._lengths.setdefault(words[0], [])
                if len(words) not in lengths:
                    lengths.append(len(words))
                    lengths.sort(reverse=True)

    def _file_apart(self, head: tuple[str, ...], tail: tuple[str, ...], sense: Sense) -> None:
        """File a verb of two parts; one with a longer second part is looked for first."""
        self.words.update(head, tail)
        verbs = self.apart.setdefault(head[0], [])
        known = next((verb for verb in verbs if (verb.head, verb.tail) == (head, tail)), None)
        if known is None:
            verbs.append(Apart(head, tail, {sense.group: (sense.value,)}))
            verbs.sort(key=lambda verb: -len(verb.tail))
        elif sense.value not in known.senses.get(sense.group, ()):
            known.senses[sense.group] = (*known.senses.get(sense.group, ()), sense.value)

    def _compounds(self, data: Mapping[str, Any]) -> Compounds | None:
        """Return how words written together are cut; `None` where the language writes none so."""
        told = data.get("compounds")
        verbs = [words[0] for words, senses in self._phrases.items() if len(words) == 1 and says(senses, _VERBS)]
        cuts: dict[str, tuple[str, ...]] = {
            f"{verb.removesuffix(fold(drop)) if drop else verb}{fold(pronoun)}": (verb, fold(pronoun))
            for pronoun in data.get("enclitics", ())
            for verb in verbs
            for drop in ("", *data.get("enclitic_drops", ()))
            if verb.endswith(fold(drop))
        }
        joined = data.get("contractions", {})
        cuts |= {fold(word): tuple(fold(part) for part in parts) for word, parts in joined.items()}
        if not told and not cuts:
            return None
        heads = {fold(word) for word in (told or {}).get("heads", ())}
        small = {words[0] for words, senses in self._phrases.items() if len(words) == 1 and says(senses, _SMALL)}
        if told:
            nouns = (words for words, senses in self._phrases.items() if len(words) == 1 and says(senses, _NOUNS))
            heads.update(words[0] for words in nouns if len(words[0]) >= _SHORTEST_HEAD)
            heads.update(form for head in tuple(heads) for form in self.normaliser.forms(head))
        kept = (fold(word) for word in (told or {}).get("whole", ()))
        whole = self.words.union(*self.utterances, *(words for words in self.number_words), kept, heads)
        return Compounds(heads, int((told or {}).get("minimum", 3)), cuts, whole, small)

    @cached_property
    def units(self) -> Mapping[str, frozenset[str]]:
        """Return the units that each word stands for."""
        said = ((words, [s.value for s in senses if s.group == "units"]) for words, senses in self._phrases.items())
        return {words[0]: frozenset(values) for words, values in said if values and len(words) == 1}

    def is_number(self, folded: str) -> bool:
        """Return whether a word is a number, or begins one."""
        return folded in self.normaliser.numbers or self.number_phrases.begins(folded)

    def may_defer(self, folded: Sequence[str]) -> bool:
        """Return whether words may hold a time or a condition; most sentences hold none, and need cost no more."""
        return any(
            word[0].isdigit() or self.is_number(word) or any(map(_defers, chain.from_iterable(found)))
            for word, found in ((word, [s for _, s in self.at(folded, at)]) for at, word in enumerate(folded))
        )

    @cached_property
    def spelling(self) -> Spelling:
        """Return the spelling of the words that are mended: what opens a sentence or names a kind, a colour, a value."""
        said = (words for words, senses in self._phrases.items() if says(senses, MENDED | _VERBS))
        return Spelling(word for words in said for word in words)

    def at(self, folded: Sequence[str], start: int) -> Iterator[tuple[int, Sequence[Sense]]]:
        """Yield the phrases that begin at `start` with their senses, the longest first."""
        left = len(folded) - start
        for length in self._lengths.get(folded[start], ()):
            if length <= left and (senses := self._phrases.get(tuple(folded[start : start + length]))):
                yield length, senses

    def match(self, folded: Sequence[str], start: int, *groups: str) -> tuple[int, str, str] | None:
        """Return the longest phrase that begins at `start` and means something of some groups: length, group, value."""
        found = ((length, sense) for length, senses in self.at(folded, start) for sense in senses)
        return next(((length, sense.group, sense.value) for length, sense in found if sense.group in groups), None)

    @cached_property
    def _forms(self) -> Mapping[str, Sequence[Sense]]:
        """Return the senses of nouns by the key of the word; a form that may be both is taken for a singular."""
        found: dict[str, list[Sense]] = {}
        for group in _INFLECTED:
            for words, senses in self._phrases.items():
                if len(words) == 1 and (told := [sense for sense in senses if sense.group == group]):
                    known = found.setdefault(self.normaliser.key(words[0]), [])
                    if group != "kinds_plural" or not known:
                        known.extend(sense for sense in told if sense not in known)
        return found

    def inflected(self, key: str) -> Sequence[Sense]:
        """Return the senses of a noun in a form that is not in the data."""
        return self._forms.get(key, ())

    def nominative(self, word: str) -> str:
        """Return a word, as it was written, in the form in which it is a name."""
        endings = (found for found in self._nominatives if word.endswith(found[0]) and len(word) > len(found[0]))
        ending, own = next(endings, ("", ""))
        return word.removesuffix(ending) + own

    def senses(self, phrase: str) -> Sequence[Sense]:
        """Return the senses of exactly this phrase."""
        as_written = self._phrases.get(tuple(phrase.split()), ())
        return as_written or self._phrases.get(tuple(fold(phrase).split()), ())


def _defers(sense: Sense) -> bool:
    """Return whether a sense is of a time or a condition; the small words beside a time are not enough."""
    if sense.group == "units":
        return sense.value in _TIME_UNITS
    if sense.group == "times":
        return sense.value not in ("delay", "duration")
    return sense.group in ("conditions", "hours", "spans", "time_units")


def says(senses: Iterable[Sense], groups: Collection[str]) -> bool:
    """Return whether any of some meanings is of one of some groups."""
    return any(sense.group in groups for sense in senses)


_LEXICONS: dict[str, Lexicon] = {}


def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, made once.

    Raises `LookupError` when the language has no data for reading.
    """
    known = _LEXICONS.get(language)
    if known is None:
        data = load(language).get("language")
        if not data:
            raise LookupError(f"No words to read {language!r} by")
        known = _LEXICONS[language] = Lexicon(data)
    return known
