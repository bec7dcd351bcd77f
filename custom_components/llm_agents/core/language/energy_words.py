"""The words of one language about the energy of the home: the `energy` part of its data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from ..home.words import Normaliser
from .data import load
from .lexicon import Lexicon, expand
from .patterns import Patterns

type Phrase = tuple[str, ...]


class Leads:
    """Phrases with what each means, found where they begin."""

    def __init__(self, meanings: Mapping[str, Iterable[Phrase]]) -> None:
        """Take phrases by meaning."""
        self._by_first: dict[str, list[tuple[Phrase, str]]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                self._by_first.setdefault(phrase[0], []).append((phrase, meaning))
        for filed in self._by_first.values():
            filed.sort(key=lambda found: -len(found[0]))

    def at(self, folded: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
        """Yield the phrases that begin at a place, the longest first: how many words, and what they mean."""
        for phrase, meaning in self._by_first.get(folded[start], ()) if start < len(folded) else ():
            if tuple(folded[start : start + len(phrase)]) == phrase:
                yield len(phrase), meaning


class EnergyWords:
    """The words of one language about energy; without any no sentence is about it."""

    def __init__(self, data: Mapping[str, Any], normaliser: Normaliser) -> None:
        """Take the `energy` part of a language's data."""
        folds: dict[str, Phrase] = {}

        def folded(phrase: str) -> Phrase:
            if phrase not in folds:
                folds[phrase] = tuple(word.folded for word in normaliser.words(phrase))
            return folds[phrase]

        def phrases(templates: Iterable[str]) -> list[Phrase]:
            return [words for template in templates for phrase in expand(template) if (words := folded(phrase))]

        self.templates = Patterns(data.get("say", {}), folded)
        self.sure = Patterns({"sure": data.get("sure", ())}, folded)
        self.kinds: dict[Phrase, str] = {}
        for kind, said in data.get("kinds", {}).items():
            self.kinds |= dict.fromkeys(phrases(said), str(kind))
        self.leads = Leads({role: phrases(data.get(role, ())) for role in ("by", "from")})
        self.to = Leads({"to": phrases(data.get("to", ()))})
        self.every = Leads({days: phrases(said) for days, said in data.get("every", {}).items()})
        self.units = {phrase: unit for unit, said in data.get("units", {}).items() for phrase in phrases(said)}
        self.doing = Patterns({"doing": data.get("doing", ())}, folded)
        self.determiners = frozenset(word for phrase in phrases(data.get("determiners", ())) for word in phrase)
        self.polite = frozenset(word for phrase in phrases(data.get("polite", ())) for word in phrase)


_WORDS: WeakKeyDictionary[Lexicon, EnergyWords] = WeakKeyDictionary()


def energy_words(language: str, lexicon: Lexicon) -> EnergyWords:
    """Return the words of a language about energy, made once."""
    known = _WORDS.get(lexicon)
    if known is None:
        data = load(language).get("language") or {}
        known = _WORDS[lexicon] = EnergyWords(data.get("energy", {}), lexicon.normaliser)
    return known
