"""Rank facts by how much they have to do with some words and things.

Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) over the words of
the facts in one language's normal form, raised by the things spoken of, weighed by age and confidence.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
import math
from weakref import WeakKeyDictionary

from ..home.words import Normaliser
from ..models.tokens import most_tokens
from .facts import Fact, FactKind

_K1, _B = 1.2, 0.5
_ABOUT = 2.5  # what a thing spoken of counts, beside about this much for a rare word
_AGE_SHARE = 0.2  # of the score that goes with age
_HALF_LIFE_DAYS = 120.0


@dataclass(frozen=True, slots=True)
class Recalled:
    """A fact with its score."""

    fact: Fact
    score: float


class Ranking:
    """Scores facts; what their words are is kept for each language, as long as the fact has the same text."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._kept: WeakKeyDictionary[Normaliser, dict[str, tuple[str, Counter[str]]]] = WeakKeyDictionary()

    def rank(
        self,
        facts: Sequence[Fact],
        words: str,
        normaliser: Normaliser,
        *,
        about: Collection[str],
        now: datetime,
        called: Mapping[str, str],
    ) -> list[Recalled]:
        """Return the facts that have to do with the words or the things, the best first.

        `called` maps ids to the names of things, so that a fact is found by the name of what it is about.
        """
        texts = {fact.fact_id: self._words(fact, normaliser, called) for fact in facts}
        asked = {key for key in normaliser.keys(words) if key not in normaliser.small}
        mean = max(sum(found.total() for found in texts.values()) / len(texts), 1.0) if texts else 1.0
        rare = _rarity(asked, texts.values())
        found = []
        for fact in facts:
            score = _bm25(texts[fact.fact_id], rare, mean) + _ABOUT * bool(set(fact.about).intersection(about))
            if score > 0:
                found.append(Recalled(fact, round(score * _weight(fact, now), 4)))
        return sorted(found, key=lambda item: (-item.score, item.fact.fact_id))

    def forget(self, fact_id: str) -> None:
        """Keep the words of a fact no longer."""
        for kept in self._kept.values():
            kept.pop(fact_id, None)

    def _words(self, fact: Fact, normaliser: Normaliser, called: Mapping[str, str]) -> Counter[str]:
        text = " ".join([fact.text, *(called.get(thing, "") for thing in fact.about)])
        if fact.kind is FactKind.PREFERENCE and fact.evidence.words:
            text = f"{text} {fact.evidence.words}"
        kept = self._kept.setdefault(normaliser, {})
        known = kept.get(fact.fact_id)
        if known is None or known[0] != text:
            counted = Counter(key for key in normaliser.keys(text) if key not in normaliser.small)
            known = kept[fact.fact_id] = (text, counted)
        return known[1]


def within(ranked: Iterable[Recalled], limit: int, tokens: int) -> list[Recalled]:
    """Return as many of the best as fit into a number and into an estimate of tokens; one too long is passed over."""
    kept: list[Recalled] = []
    for item in ranked:
        cost = most_tokens(item.fact.text) + 1
        if len(kept) < limit and cost <= tokens:
            kept.append(item)
            tokens -= cost
    return kept


def _rarity(asked: Iterable[str], texts: Iterable[Counter[str]]) -> dict[str, float]:
    all_texts = list(texts)
    counts = {key: sum(key in text for text in all_texts) for key in asked}
    size = len(all_texts)
    return {key: math.log1p((size - n + 0.5) / (n + 0.5)) for key, n in counts.items() if n}


def _bm25(text: Counter[str], rare: Mapping[str, float], mean: float) -> float:
    length = 1 - _B + _B * text.total() / mean
    return sum(idf * text[key] * (_K1 + 1) / (text[key] + _K1 * length) for key, idf in rare.items() if key in text)


def _weight(fact: Fact, now: datetime) -> float:
    days = max((now - datetime.fromisoformat(fact.since)).total_seconds() / 86400, 0.0) if fact.since else 0.0
    young = math.exp2(-days / _HALF_LIFE_DAYS)
    return fact.confidence * (1 - _AGE_SHARE + _AGE_SHARE * young)
