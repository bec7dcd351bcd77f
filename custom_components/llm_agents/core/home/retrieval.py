"""Pick the few entities a sentence may be about, for a model's context.

Scores are sums of inverse document frequencies, as in BM25 without lengths: a rare word of a name says more than a common
one, and a name said in full more than a part of it. Only postings of the sentence's words are walked, and of long ones
only a bounded part, so that the cost does not follow the size of the home.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
import math

from .index import COVERINGS, HomeIndex, Named
from .model import Entity
from .spelling import allowed_mistakes

_NAME, _PLACE, _KIND, _HINT, _HERE = 2.0, 1.0, 1.0, 1.0, 1.0
_FULL_NAME = 3.0
_ALIKE = 0.7  # a kind that is called as the one that was said
_MISSPELT = 0.7
_ELSEWHERE = 0.2  # a word that names a room counts little for what only lies in another room of that word
_UNPLACED = 0.6
_OUTSIDE = 0.3  # of the score of what lies in another room than those named
_COVERED = 0.3  # how much of a score depends on how much of the name was said
_MAXIMUM_WORDS = 200
_MAXIMUM_POSTINGS = 4000


def retrieve(
    text: str, index: HomeIndex, limit: int = 24, *, domains: Sequence[str] = (), area_id: str | None = None
) -> list[Entity]:
    """Return at most `limit` entities, the likeliest first; none when no word of the text is known.

    `domains` are those that the words speak of without a name, `area_id` is the asker's room: both help to choose.
    """
    return [entity for entity, _ in ranked(text, index, domains=domains, area_id=area_id)[:limit]]


def ranked(
    text: str, index: HomeIndex, *, domains: Sequence[str] = (), area_id: str | None = None
) -> list[tuple[Entity, float]]:
    """Return all that `retrieve` chooses from, with its score."""
    return _Retrieval(index, domains, area_id).run(text)


def without_places(text: str, index: HomeIndex) -> str:
    """Return a text without the names of places."""
    words = index.normaliser.words(text)[:_MAXIMUM_WORDS]
    keys = [_known(index, word.folded, word.key)[0] for word in words]
    kept: list[str] = []
    at = 0
    while at < len(keys):
        length = _place_at(keys, at, index)[0]
        if not length:
            kept.append(words[at].text)
        at += length or 1
    return " ".join(kept)


def places_named(text: str, index: HomeIndex) -> tuple[list[str], list[str]]:
    """Return the areas and the floors that a text names in full, the longest name at each place."""
    areas: dict[str, None] = {}
    floors: dict[str, None] = {}
    keys = [_known(index, word.folded, word.key)[0] for word in index.normaliser.words(text)[:_MAXIMUM_WORDS]]
    for _, found_areas, found_floors in _places(keys, index):
        areas.update(dict.fromkeys(found_areas))
        floors.update(dict.fromkeys(found_floors))
    return list(areas), list(floors)


def rooms_named(text: str, index: HomeIndex) -> list[str]:
    """Return the areas that a text names in full, and those on the floors that it names."""
    areas, floors = places_named(text, index)
    return [*areas, *(area.area_id for floor_id in floors for area in index.areas_on(floor_id))]


def kinds_named(text: str, index: HomeIndex) -> list[str]:
    """Return the kinds of device that words of a text are for."""
    words = index.normaliser.words(text)[:_MAXIMUM_WORDS]
    return list(dict.fromkeys(kind for word in words for kind in sorted(index.normaliser.kinds.get(word.key, ()))))


def _known(index: HomeIndex, folded: str, key: str) -> tuple[str, float]:
    """Return the key of a word, mended when it is misspelt, and how much it counts."""
    if index.knows_key(key) or key in index.normaliser.kinds or not allowed_mistakes(folded):
        return key, 1.0
    meant = index.spelling.closest(folded)
    return (index.normaliser.key(meant[0]), _MISSPELT) if meant else (key, 1.0)


def _places(keys: Sequence[str], index: HomeIndex) -> Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield the words of each place named, with its areas and its floors."""
    at = 0
    while at < len(keys):
        length, areas, floors = _place_at(keys, at, index)
        if length:
            yield keys[at : at + length], areas, floors
        at += length or 1


def _place_at(keys: Sequence[str], at: int, index: HomeIndex) -> tuple[int, Sequence[str], Sequence[str]]:
    """Return how many words name a place from here on, its areas and its floors."""
    area = index.area_phrases.longest(keys, at)
    floor = index.floor_phrases.longest(keys, at)
    length = max(area[0] if area else 0, floor[0] if floor else 0)
    return length, area[1] if area else (), floor[1] if floor else ()


class _Retrieval:
    def __init__(self, index: HomeIndex, domains: Sequence[str], area_id: str | None) -> None:
        self._index = index
        self._domains = domains
        self._area_id = area_id
        self._scores: dict[str, float] = {}
        self._said: dict[str, int] = {}
        self._size = max(len(index.named), 1)

    def run(self, text: str) -> list[tuple[Entity, float]]:
        words = self._index.normaliser.words(text)[:_MAXIMUM_WORDS]
        known = [_known(self._index, word.folded, word.key) for word in words]
        weights: dict[str, float] = {}
        for key, weight in known:
            weights[key] = max(weight, weights.get(key, 0.0))
        keys = [key for key, _ in known]
        placed, areas = self._areas(keys)
        self._add_names(weights, placed, areas)
        self._add_places(keys, areas)
        said = {kind for key in weights for kind in self._index.normaliser.kinds.get(key, ())}
        self._add_kinds(sorted(said), areas, _KIND)
        if said & COVERINGS:  # "blinds" may be said of a curtain
            self._add_kinds(sorted(COVERINGS - said), areas, _ALIKE)
        self._add_kinds(self._domains, areas, _HINT)
        self._add_full_names(keys)
        inside = frozenset(areas)
        scores = {i: score * self._trust(self._index.named[i], inside) for i, score in self._scores.items()}
        order = sorted(scores, key=lambda i: (-scores[i], self._index.named[i].order))
        return [(self._index.named[entity_id].entity, scores[entity_id]) for entity_id in order]

    def _add(self, entity_ids: Sequence[str], weight: float) -> None:
        """Raise the scores of a posting; the shorter it is, the more."""
        if not entity_ids:
            return
        score = weight * self._rarity(entity_ids)
        for entity_id in islice(entity_ids, _MAXIMUM_POSTINGS):
            self._scores[entity_id] = self._scores.get(entity_id, 0.0) + score

    def _rarity(self, entity_ids: Sequence[str]) -> float:
        return math.log1p(self._size / len(entity_ids))

    def _add_names(self, weights: Mapping[str, float], placed: frozenset[str], areas: Sequence[str]) -> None:
        """Raise what has a word in its name; a word that named a room counts less for what is not in it."""
        for key, weight in weights.items():
            posting = self._index.ids(key)
            score = _NAME * weight * self._rarity(posting) if posting else 0.0
            for entity_id in islice(posting, _MAXIMUM_POSTINGS):
                share = self._share(self._index.named[entity_id], key, areas) if key in placed else 1.0
                self._scores[entity_id] = self._scores.get(entity_id, 0.0) + score * share
                self._said[entity_id] = self._said.get(entity_id, 0) + 1

    def _share(self, named: Named, key: str, areas: Sequence[str]) -> float:
        if named.entity.area_id in areas:
            return 1.0
        return _ELSEWHERE if key in self._index.room_keys(named.entity.area_id) else _UNPLACED

    def _areas(self, keys: Sequence[str]) -> tuple[frozenset[str], list[str]]:
        """Return the words that name places in full, and their areas, those of floors named included."""
        found: dict[str, None] = {}
        placed: set[str] = set()
        for words, areas, floors in _places(keys, self._index):
            placed.update(words)
            found.update(dict.fromkeys(areas))
            for floor_id in floors:
                found.update((area.area_id, None) for area in self._index.areas_on(floor_id))
        return frozenset(placed), list(found)

    def _add_places(self, keys: Sequence[str], areas: Sequence[str]) -> None:
        for area_id in areas:
            self._add(self._index.in_area(area_id), _PLACE)
        if not areas:
            for key in dict.fromkeys(keys):
                for area_id in self._index.areas(key):
                    self._add(self._index.in_area(area_id), _PLACE / 2)

    def _add_kinds(self, kinds: Iterable[str], areas: Sequence[str], weight: float) -> None:
        """Raise devices of a kind: in the rooms named, else everywhere and above all in the asker's room."""
        for kind in kinds:
            inside = [i for area_id in areas for i in self._in_area(kind, area_id)]
            self._add(inside or self._index.of_kind(kind), weight)
            if not inside and self._area_id:
                self._add(self._index.of_kind(kind, self._area_id), _HERE * weight)

    def _in_area(self, kind: str, area_id: str) -> Sequence[str]:
        """Return the devices of a kind in a room, or those of its domain where it has none."""
        return self._index.of_kind(kind, area_id) or self._index.of_kind(kind.partition(".")[0], area_id)

    def _add_full_names(self, keys: Sequence[str]) -> None:
        for at in range(len(keys)):
            hit = self._index.entity_phrases.longest(keys, at)
            if hit:
                self._add(hit[1][:_MAXIMUM_POSTINGS], _FULL_NAME * hit[0])

    def _trust(self, named: Named, areas: frozenset[str]) -> float:
        """Prefer what lies in the rooms named, and the shorter of two names of which the same words were said."""
        shortest = min((len(name) for name in named.names), default=1)
        said = self._said.get(named.entity.entity_id, 0)
        covered = 1 - _COVERED + _COVERED * min(said / max(shortest, 1), 1.0) if said else 1.0
        area_id = named.entity.area_id
        return covered * (_OUTSIDE if areas and area_id and area_id not in areas and said < shortest else 1.0)
