"""The words of one language about the memory: the `memory` part of its data."""

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from ..home.words import Normaliser
from .data import load
from .lexicon import Lexicon, expand
from .templates import Templates


class MemoryWords:
    """The words of one language about the memory."""

    def __init__(self, data: Mapping[str, Any], normaliser: Normaliser) -> None:
        """Take the `memory` part of a language's data; without one no sentence is about the memory."""

        def folded(phrase: str) -> tuple[str, ...]:
            return tuple(word.folded for word in normaliser.words(phrase))

        self.templates = Templates(data.get("say", {}), folded)
        owners = data.get("owners", {})
        self.own, self.shared = (
            frozenset(word for phrase in owners.get(owner, ()) for word in folded(phrase)) for owner in ("me", "us")
        )
        self.polite = frozenset(word for phrase in data.get("polite", ()) for word in folded(phrase))
        self.last = frozenset(folded(phrase) for phrase in data.get("last", ()))
        self.not_facts = frozenset(word for phrase in data.get("not_facts", ()) for word in folded(phrase))
        self.topics = {
            phrase: topic
            for topic, said in data.get("topics", {}).items()
            for template in said
            for phrase in map(folded, expand(template))
        }


_WORDS: WeakKeyDictionary[Lexicon, MemoryWords] = WeakKeyDictionary()


def memory_words(language: str, lexicon: Lexicon) -> MemoryWords:
    """Return the words of a language about the memory, made once."""
    known = _WORDS.get(lexicon)
    if known is None:
        data = load(language).get("language") or {}
        known = _WORDS[lexicon] = MemoryWords(data.get("memory", {}), lexicon.normaliser)
    return known
