"""The few entities that a model may choose from: what was nearly read first, then what the words may mean.

Several devices of one kind in one place stand in one line as a group, so that "all the lights upstairs" costs a line and
not fifty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..home.index import HomeIndex
from ..home.model import Entity
from ..home.retrieval import kinds_named, places_named, ranked
from ..language.request import Act, Problem, Question, Reading, Request

SHOWN = 32
"""Entities shown to a model, at most."""

GROUPS = 6
"""Groups shown to a model, at most."""

_LEAST = 6  # devices that are shown however far they are behind
_BEHIND = 0.5
_NEARLY = 12  # devices of an unsure reading that come first
_EVIDENT = 400  # entities that a sentence may be taken to name, at most
_HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All devices of a kind in a place; `place` is its name, empty for the whole home."""

    group_id: str
    entity_ids: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """What is shown of the home."""

    entities: tuple[Entity, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def covered(self) -> frozenset[str]:
        """Return all entities that can be chosen, alone or in a group."""
        return frozenset(e.entity_id for e in self.entities).union(*(group.entity_ids for group in self.groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known of a sentence beside its words.

    `domains` are the kinds of device that its words speak of without a name, `spoken_of` the devices of the turn before.
    """

    domains: Sequence[str] = ()
    area_id: str | None = None
    reading: Reading | None = None
    spoken_of: Sequence[str] = ()


def named(words: str, index: HomeIndex, clues: Clues) -> Shortlist:
    """Return what words of the sentence name: all that a model may choose from which only guesses."""
    scored = ranked(words, index, domains=clues.domains, area_id=clues.area_id)[:_EVIDENT]
    evident = {entity.entity_id for entity, _ in scored}
    found = _likeliest(scored)
    nearly = [entity for entity in _entities(_nearly_read(clues.reading), index) if entity.entity_id in evident]
    return Shortlist(
        entities=_unique(nearly[:_NEARLY], found)[:SHOWN], groups=tuple(_groups(words, index, clues))[:GROUPS]
    )


def likely(words: str, index: HomeIndex, clues: Clues) -> Shortlist:
    """Return what a sentence may be about: also what was spoken of just now, and what is in the asker's room."""
    found = _likeliest(ranked(words, index, domains=clues.domains, area_id=clues.area_id))
    nearly = _entities(_nearly_read(clues.reading), index)
    spoken_of = _entities(clues.spoken_of, index)
    room = _entities(index.in_area(clues.area_id) if clues.area_id else (), index)
    entities = _unique(nearly[:_NEARLY], found, spoken_of, room, nearly)[:SHOWN]
    return Shortlist(entities=entities, groups=tuple(_groups(words, index, clues))[:GROUPS])


def _likeliest(scored: Sequence[tuple[Entity, float]]) -> list[Entity]:
    """Return the entities that are not far behind the first: each line more is read before the answer begins."""
    least = scored[0][1] * _BEHIND if scored else 0.0
    return [entity for at, (entity, score) in enumerate(scored[:SHOWN]) if at < _LEAST or score >= least]


def _nearly_read(reading: Reading | None) -> Iterator[str]:
    """Yield the devices that a reading which was not sure is about."""
    for request in reading.requests if reading else ():
        yield from _devices(request)


def _devices(request: Request) -> Iterator[str]:
    if isinstance(request, Act | Question):
        yield from request.entity_ids
    elif isinstance(request, Problem):
        yield from (*request.entity_ids, *request.candidates)
        if isinstance(request.act, Act | Question):
            yield from request.act.entity_ids


def _entities(entity_ids: Iterable[str], index: HomeIndex) -> list[Entity]:
    return [index.named[entity_id].entity for entity_id in entity_ids if entity_id in index.named]


def _unique(*lists: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple({entity.entity_id: entity for found in lists for entity in found}.values())


def _groups(words: str, index: HomeIndex, clues: Clues) -> Iterator[Group]:
    """Yield the kinds that are said in the places that are said: else in the asker's room, and in the whole home."""
    areas, floors = places_named(words, index)
    for kind in dict.fromkeys((*kinds_named(words, index), *clues.domains)):
        inside = [(a, index.home.areas[a].name, index.of_kind(kind, a)) for a in areas]
        for floor_id in floors:
            on_floor = [i for area in index.areas_on(floor_id) for i in index.of_kind(kind, area.area_id)]
            inside.append((floor_id, index.home.floors[floor_id].name, on_floor))
        if not inside:
            if here := index.home.areas.get(clues.area_id or ""):
                inside.append((here.area_id, here.name, index.of_kind(kind, here.area_id)))
            inside.append((_HOME, "", index.of_kind(kind)))
        for place_id, place, entity_ids in inside:
            if len(entity_ids) > 1:
                yield Group(group_id=f"{kind}@{place_id}", entity_ids=tuple(entity_ids), place=place)
