"""What a person's own words license: the devices that they name, and no more.

Made from the words alone, before any model has read anything, so that no text from elsewhere can widen it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
import re

from ..home.index import HomeIndex
from ..home.model import Entity, State
from ..home.retrieval import kinds_named, rooms_named
from ..home.wish import as_number, number_of
from ..home.words import fold
from ..language.request import Act, Action, Attribute, Problem, Question, Reading, Request
from .shortlist import Clues

_MOST = 4000  # devices with one word in their names that are looked at
_SHORT = 2  # letters of words that say little
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# How far a wish may go from how it is when the person said no number: the unit is the entity's own.
_UNSAID: dict[Attribute, tuple[str, float, float]] = {
    Attribute.TEMPERATURE: ("temperature", 1.0, 3.0),
    Attribute.VOLUME: ("volume_level", 100.0, 30.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The devices that words name by name, place or kind, and the numbers in them.

    `nearby` are those of the asker's room where the words name neither place nor kind. `tells_only` is true of words
    that surely ask only to be told something: they license no act.
    """

    entity_ids: frozenset[str] = frozenset()
    nearby: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    words: frozenset[str] = frozenset()
    tells_only: bool = False

    def covers(self, act: Act, entity: Entity, state: State | None, *, here: bool = False) -> bool:
        """Return whether an act on one entity is within the words; with `here` what is in the asker's room is as well."""
        named = self.entity_ids | self.nearby if here else self.entity_ids
        if self.tells_only or entity.entity_id not in named:
            return False
        return self._is_near(act, state)

    def says(self, text: str) -> bool:
        """Return whether a text has no word of weight that the person did not say."""
        return _weighty(text) <= self.words

    def _is_near(self, act: Act, state: State | None) -> bool:
        """Return whether a value that could do harm was said, or is near to how it is."""
        bound = _UNSAID.get(act.attribute) if act.attribute else None
        value = as_number(act.value)
        if bound is None or value is None or abs(value) in self.numbers:
            return True
        name, scale, most = bound
        now = number_of(state, name) if state else None
        change = value if act.action is Action.ADJUST else None if now is None else value - now * scale
        return change is not None and abs(change) <= most


def licence_of(words: str, index: HomeIndex, clues: Clues) -> Licence:
    """Return what the words of a person license, with what is known of the sentence beside them.

    Named is what the doubtful reading is about, what has its whole name in the words, what is of a kind they speak of
    (in the places they name, else anywhere), what is in a place they name, and what the person spoke of just before.
    """
    placed = _placed(words, index, clues)
    named = {*_read(clues.reading), *_called(words, index), *placed, *clues.spoken_of}
    room = index.in_area(clues.area_id) if clues.area_id and not placed else ()
    return Licence(
        entity_ids=frozenset(named),
        nearby=frozenset(room),
        words=frozenset(_weighty(words)),
        numbers=frozenset(float(found.replace(",", ".")) for found in _NUMBER.findall(words)),
        tells_only=_tells_only(clues.reading),
    )


def _read(reading: Reading | None) -> Iterable[str]:
    for request in reading.requests if reading else ():
        yield from _devices(request)


def _devices(request: Request) -> Iterable[str]:
    if isinstance(request, Act | Question):
        yield from request.entity_ids
    elif isinstance(request, Problem):
        yield from (*request.entity_ids, *request.candidates)


def _called(words: str, index: HomeIndex) -> Iterable[str]:
    """Yield what has half of the words of a name, or more, in the words: a name that is a whole text is not said so."""
    said = {key for key in index.normaliser.keys(words) if key not in index.normaliser.small}
    found = dict.fromkeys(entity_id for key in said for entity_id in islice(index.ids(key), _MOST))
    for entity_id in found:
        for name in index.named[entity_id].names:
            telling = {key for key in name if key not in index.normaliser.small} or {*name}
            if 2 * len(telling & said) >= len(telling):
                yield entity_id
                break


def _placed(words: str, index: HomeIndex, clues: Clues) -> set[str]:
    """Return what is of a kind that is said, in the places that are said; by one of them where only one is."""
    areas = rooms_named(words, index)
    kinds = dict.fromkeys((*kinds_named(words, index), *clues.domains))
    of_kind = {entity_id for kind in kinds for entity_id in index.of_kind(kind)}
    if kinds and not areas:
        return of_kind
    inside = {entity_id for area_id in areas for entity_id in index.in_area(area_id)}
    return (of_kind & inside) or inside


def _weighty(text: str) -> set[str]:
    """Return the words of a text that say something: those of some length, and numbers."""
    return {word for word in _WORD.findall(fold(text)) if len(word) > _SHORT or word.isdecimal()}


def _tells_only(reading: Reading | None) -> bool:
    """Return whether all that was read of a sentence is questions, and nothing was left unread."""
    requests: Sequence[Request] = reading.requests if reading else ()
    return bool(requests) and not (reading and reading.unread) and all(isinstance(item, Question) for item in requests)
