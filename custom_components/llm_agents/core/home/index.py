"""An inverted index over everything in the home that has a name.

A sentence is matched by looking its words up, never by walking the entities: the cost follows the
length of the sentence and the number of entities it may mean, not the size of the home.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from weakref import WeakKeyDictionary

from .model import Area, Entity, Home
from .phrases import Phrases
from .spelling import Spelling
from .words import Normaliser, Word

COVERINGS = frozenset(("cover.blind", "cover.shade", "cover.curtain", "cover.shutter", "cover.awning"))
"""What hangs before a window: homes give these classes as they please."""


@dataclass(frozen=True, slots=True)
class Named:
    """One entity with the keys of its names, of the places it is in, and of its device."""

    entity: Entity
    names: tuple[tuple[str, ...], ...]
    name_keys: frozenset[str]
    place_keys: frozenset[str]
    device_keys: frozenset[str]
    kinds: tuple[str, ...]  # its domain, then its device class in the domain if it has one, or what its name tells
    floor_id: str | None
    order: int


class HomeIndex:
    """Names of one home, filed by the words of one language. Built once per `home.version`."""

    def __init__(self, home: Home, normaliser: Normaliser | None = None) -> None:
        """File all names of the home."""
        self._room_keys: dict[str | None, frozenset[str]] = {}
        self.home = home
        self.normaliser = normaliser or Normaliser()
        self.named: dict[str, Named] = {}
        self.entity_phrases = Phrases()
        self.area_phrases = Phrases()
        self.floor_phrases = Phrases()
        self._by_key: dict[str, list[str]] = {}
        self._areas_by_key: dict[str, list[str]] = {}
        self._floors_by_key: dict[str, list[str]] = {}
        self._by_kind: dict[str, list[str]] = {}
        self._by_area: dict[str, list[str]] = {}
        self._by_floor: dict[str, list[str]] = {}
        self._by_area_kind: dict[tuple[str, str], list[str]] = {}
        self._words: set[str] = set()
        self._joined: dict[str, tuple[str, ...]] = {}
        self._written: set[str] = set()  # compounds as the names have them
        self._file_places()
        self._file_entities()

    def _names(self, texts: Iterable[str]) -> list[tuple[str, ...]]:
        found = []
        for text in texts:
            words = self.normaliser.words(text)
            self._words.update(word.folded for word in words)
            keys = tuple(word.key for word in words)
            if keys:
                found.append(keys)
                self._file_compound(words)
        return found

    def _plain(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return a name without its small words, `lamp in the hall` said `hall lamp`; one word alone says too little."""
        kept = tuple(key for key in keys if key not in self.normaliser.small)
        return kept if len(kept) > 1 else keys

    def _file_compound(self, words: Sequence[Word]) -> None:
        """Let `livingroom` stand for `living room`, and keep words that are written together."""
        for first, second in pairwise(words):
            self._joined.setdefault(first.folded + second.folded, (first.folded, second.folded))
            if first.end == second.start:
                self._written.add(first.folded + second.folded)

    def _file_places(self) -> None:
        for area in self.home.areas.values():
            for keys in self._names((area.name, *area.aliases)):
                self.area_phrases.add(keys, area.area_id)
                for key in keys:
                    _file(self._areas_by_key, key, area.area_id)
        for floor in self.home.floors.values():
            for keys in self._names((floor.name, *floor.aliases)):
                self.floor_phrases.add(keys, floor.floor_id)
                for key in keys:
                    _file(self._floors_by_key, key, floor.floor_id)

    def _place_keys(self) -> dict[str, frozenset[str]]:
        """Return the keys of each area's names together with those of its floor."""
        found: dict[str, frozenset[str]] = {}
        for area in self.home.areas.values():
            keys = {key for name in (area.name, *area.aliases) for key in self.normaliser.keys(name)}
            floor = self.home.floors.get(area.floor_id) if area.floor_id else None
            if floor:
                keys |= {key for name in (floor.name, *floor.aliases) for key in self.normaliser.keys(name)}
            found[area.area_id] = frozenset(keys)
        return found

    def _file_entities(self) -> None:
        places = self._place_keys()
        devices: dict[str, frozenset[str]] = {}
        nowhere: frozenset[str] = frozenset()
        for order, entity in enumerate(self.home.entities.values()):
            told = self._names((entity.name, *entity.aliases))
            names = tuple(dict.fromkeys((*told, *map(self._plain, told))))
            if entity.device_id and entity.device_id not in devices:
                device = self.home.devices.get(entity.device_id)
                devices[entity.device_id] = frozenset(self.normaliser.keys(device.name)) if device else nowhere
            named = Named(
                entity=entity,
                names=names,
                name_keys=frozenset(key for keys in names for key in keys),
                place_keys=places.get(entity.area_id or "", nowhere),
                device_keys=devices.get(entity.device_id or "", nowhere),
                kinds=_kinds(entity, names, self.normaliser.kinds),
                floor_id=self.home.floor_of(entity),
                order=order,
            )
            self._file(named)

    def _file(self, named: Named) -> None:
        entity = named.entity
        entity_id = entity.entity_id
        self.named[entity_id] = named
        for keys in named.names:
            self.entity_phrases.add(keys, entity_id)
        for key in named.name_keys:
            self._by_key.setdefault(key, []).append(entity_id)
        for kind in named.kinds:
            self._by_kind.setdefault(kind, []).append(entity_id)
            if entity.area_id:
                self._by_area_kind.setdefault((entity.area_id, kind), []).append(entity_id)
        if entity.area_id:
            self._by_area.setdefault(entity.area_id, []).append(entity_id)
        if named.floor_id:
            self._by_floor.setdefault(named.floor_id, []).append(entity_id)

    def called(self, home: Home) -> HomeIndex:
        """Return the index of the same home with the names more that somebody has for a few things of it."""
        index = copy(self)
        index.home = home
        index._room_keys = {}  # noqa: SLF001 - its own kind
        for name in ("spelling", "stem_spelling"):
            index.__dict__.pop(name, None)
        index.entity_phrases, index.area_phrases = self.entity_phrases.copy(), self.area_phrases.copy()
        index.named, index._joined = dict(self.named), dict(self._joined)  # noqa: SLF001
        index._words, index._written = set(self._words), set(self._written)  # noqa: SLF001
        index._by_key, index._areas_by_key = dict(self._by_key), dict(self._areas_by_key)  # noqa: SLF001
        for thing, own in home.called.items():
            index._call(thing, own)  # noqa: SLF001
        return index

    def _call(self, thing: str, own: Iterable[str]) -> None:
        """File more names of an entity or an area; postings are shared with the index this is a copy of."""
        names = self._names(own)
        known = self.named.get(thing)
        phrases, by_key = (
            (self.entity_phrases, self._by_key) if known is not None else (self.area_phrases, self._areas_by_key)
        )
        for keys in names:
            phrases.add(keys, thing)
            for key in keys:
                if thing not in by_key.get(key, ()):
                    by_key[key] = [*by_key.get(key, ()), thing]
        if known is not None:
            every = tuple(dict.fromkeys((*known.names, *names)))
            keys_of = frozenset(key for keys in every for key in keys)
            self.named[thing] = replace(known, entity=self.home.entities[thing], names=every, name_keys=keys_of)

    @cached_property
    def spelling(self) -> Spelling:
        """Return the spelling of all words of names, compounds whole; built when a sentence first needs it."""
        return Spelling(self._words | self._written)

    @cached_property
    def stem_spelling(self) -> Spelling:
        """Return the spelling of the keys of names, for words with another ending than the names have."""
        return Spelling((*self._by_key, *self._areas_by_key, *self._floors_by_key))

    def knows(self, folded: str) -> bool:
        """Return whether a word occurs in a name."""
        return folded in self._words

    def knows_key(self, key: str) -> bool:
        """Return whether a key occurs in a name of an entity, an area or a floor."""
        return key in self._by_key or key in self._areas_by_key or key in self._floors_by_key

    def split_compound(self, folded: str) -> tuple[str, ...] | None:
        """Return the two words of which a compound is made, where a name has them side by side."""
        return self._joined.get(folded)

    def ids(self, key: str) -> Sequence[str]:
        """Return the entities with a name that contains the key."""
        return self._by_key.get(key, ())

    def areas(self, key: str) -> Sequence[str]:
        """Return the areas with a name that contains the key."""
        return self._areas_by_key.get(key, ())

    def floors(self, key: str) -> Sequence[str]:
        """Return the floors with a name that contains the key."""
        return self._floors_by_key.get(key, ())

    def of_kind(self, kind: str, area_id: str | None = None) -> Sequence[str]:
        """Return the entities of a kind (`light`, `cover.blind`), in one area if given."""
        if area_id is not None:
            return self._by_area_kind.get((area_id, kind), ())
        return self._by_kind.get(kind, ())

    def in_area(self, area_id: str) -> Sequence[str]:
        """Return the entities of an area."""
        return self._by_area.get(area_id, ())

    def on_floor(self, floor_id: str) -> Sequence[str]:
        """Return the entities of a floor."""
        return self._by_floor.get(floor_id, ())

    def room_keys(self, area_id: str | None) -> frozenset[str]:
        """Return the keys of an area's own names."""
        if (known := self._room_keys.get(area_id)) is not None:
            return known
        area = self.home.areas.get(area_id) if area_id else None
        names = (area.name, *area.aliases) if area is not None else ()
        found = frozenset(key for name in names for key in self.normaliser.keys(name))
        self._room_keys[area_id] = found
        return found

    def areas_on(self, floor_id: str) -> list[Area]:
        """Return the areas of a floor."""
        return [area for area in self.home.areas.values() if area.floor_id == floor_id]


def _kinds(entity: Entity, names: Sequence[Sequence[str]], told: Mapping[str, Set[str]]) -> tuple[str, ...]:
    """Return what an entity is: its domain and device class; what its name calls a window covering counts for more."""
    domain, kind = entity.domain, f"{entity.domain}.{entity.device_class}"
    if domain == "cover" and (entity.device_class is None or kind in COVERINGS):
        called = {kind for name in names for key in name for kind in told.get(key, ()) if kind in COVERINGS}
        if called:
            return (domain, *sorted(called))
    return (domain, kind) if entity.device_class else (domain,)


def _file(postings: dict[str, list[str]], key: str, identifier: str) -> None:
    ids = postings.setdefault(key, [])
    if identifier not in ids:
        ids.append(identifier)


_INDEXES: WeakKeyDictionary[Normaliser, HomeIndex] = WeakKeyDictionary()


_CALLED: WeakKeyDictionary[Normaliser, list[HomeIndex]] = WeakKeyDictionary()
_MOST_CALLED = 8


def index_of(home: Home, normaliser: Normaliser) -> HomeIndex:
    """Return the index of a home; a home is immutable, so it is built anew only for another one.

    That of a home with somebody's own names for things is the home's own with those names more.
    """
    if home.base is not None:
        kept = _CALLED.setdefault(normaliser, [])
        found = next((index for index in kept if index.home is home), None)
        if found is None:
            found = index_of(home.base, normaliser).called(home)
            kept.insert(0, found)
            del kept[_MOST_CALLED:]
        return found
    index = _INDEXES.get(normaliser)
    if index is None or index.home is not home:
        index = HomeIndex(home, normaliser)
        _INDEXES[normaliser] = index
    return index
