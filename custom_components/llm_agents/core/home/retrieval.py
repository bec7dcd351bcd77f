"""Pick the few entities a sentence may be about, for a model's context.

Scores are sums of inverse document frequencies, as in BM25 without lengths: a rare word of a name
says more than a common one. Only postings of the sentence's words are walked, and of long ones only
a bounded part, so that the cost does not follow the size of the home.
"""

from collections.abc import Sequence
from itertools import islice
import math

from .index import HomeIndex
from .model import Entity
from .spelling import allowed_mistakes

_NAME, _PLACE, _KIND = 2.0, 1.0, 1.0
_FULL_NAME = 3.0
_MISSPELT = 0.7
_MAXIMUM_WORDS = 200
_MAXIMUM_POSTINGS = 400


def retrieve(text: str, index: HomeIndex, limit: int = 24) -> list[Entity]:
    """Return at most `limit` entities, the likeliest first; none when no word of the text is known."""
    return _Retrieval(index, limit).run(text)


class _Retrieval:
    def __init__(self, index: HomeIndex, limit: int) -> None:
        self._index = index
        self._limit = limit
        self._scores: dict[str, float] = {}
        self._size = max(len(index.named), 1)

    def run(self, text: str) -> list[Entity]:
        words = self._index.normaliser.words(text)[:_MAXIMUM_WORDS]
        keys = [self._known(word.folded, word.key) for word in words]
        weights: dict[str, float] = {}
        for key, weight in keys:
            weights[key] = max(weight, weights.get(key, 0.0))
        plain = [key for key, _ in keys]
        areas = self._areas(plain)
        for key, weight in weights.items():
            self._add(self._index.ids(key), _NAME * weight)
        self._add_places(plain, areas)
        for key in weights:
            self._add_kinds(key, areas)
        self._add_full_names(plain)
        ranked = sorted(self._scores, key=lambda i: (-self._scores[i], self._index.named[i].order))
        return [self._index.named[entity_id].entity for entity_id in ranked[: self._limit]]

    def _known(self, folded: str, key: str) -> tuple[str, float]:
        """Return the key of a word, mended when it is misspelt, and how much it counts."""
        index = self._index
        if index.knows_key(key) or key in index.normaliser.kinds or not allowed_mistakes(folded):
            return key, 1.0
        meant = index.spelling.closest(folded)
        return (index.normaliser.key(meant[0]), _MISSPELT) if meant else (key, 1.0)

    def _add(self, entity_ids: Sequence[str], weight: float) -> None:
        """Raise the scores of a posting; the shorter it is, the more."""
        if not entity_ids:
            return
        rarity = math.log1p(self._size / len(entity_ids))
        for entity_id in islice(entity_ids, _MAXIMUM_POSTINGS):
            self._scores[entity_id] = self._scores.get(entity_id, 0.0) + weight * rarity

    def _areas(self, keys: Sequence[str]) -> list[str]:
        """Return the areas named in full, the longest name at each place, and those of floors named."""
        found: dict[str, None] = {}
        at = 0
        while at < len(keys):
            area = self._index.area_phrases.longest(keys, at)
            floor = self._index.floor_phrases.longest(keys, at)
            if area:
                found.update(dict.fromkeys(area[1]))
            for floor_id in floor[1] if floor else ():
                found.update((found_area.area_id, None) for found_area in self._index.areas_on(floor_id))
            at += max(area[0] if area else 1, floor[0] if floor else 1)
        return list(found)

    def _add_places(self, keys: Sequence[str], areas: Sequence[str]) -> None:
        for area_id in areas:
            self._add(self._index.in_area(area_id), _PLACE)
        if not areas:
            for key in dict.fromkeys(keys):
                for area_id in self._index.areas(key):
                    self._add(self._index.in_area(area_id), _PLACE / 2)

    def _add_kinds(self, key: str, areas: Sequence[str]) -> None:
        """Raise devices of a kind: in the rooms named, else everywhere."""
        for kind in self._index.normaliser.kinds.get(key, ()):
            inside = [i for area_id in areas for i in self._index.of_kind(kind, area_id)]
            self._add(inside or self._index.of_kind(kind), _KIND)

    def _add_full_names(self, keys: Sequence[str]) -> None:
        for at in range(len(keys)):
            hit = self._index.entity_phrases.longest(keys, at)
            if hit:
                self._add(hit[1][: self._limit], _FULL_NAME * hit[0])
