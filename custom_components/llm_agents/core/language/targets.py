"""From the words of a target to the devices they mean.

Every word of the target must be explained by the device: by its name, by the place it is in, or by
its kind. Full names win over kinds in places, and both over parts of names; nothing is guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..home.index import HomeIndex, Named
from ..home.words import written
from .chunks import Chunk
from .frame import Part, Target
from .matching import (
    EVERYTHING,
    Scope,
    by_kind_or_place,
    called,
    explained,
    fully_named,
    goes_by_name,
    in_tiers,
    is_kind,
    is_name,
    is_partly,
    is_place,
    nearest,
    widen,
)
from .request import Problem, Reason, Value

_SCATTERED_PENALTY = 0.2
PARTIAL_PENALTY = 0.1  # a part of a name, unique in the home
_MAXIMUM_CANDIDATES = 12


@dataclass(slots=True)
class Resolution:
    """What a target means: devices, or the problem that it has none or too many."""

    entity_ids: tuple[str, ...] = ()
    doubt: float = 0.0
    problem: Problem | None = None
    area_ids: tuple[str, ...] = ()


class Resolver:
    """Resolves the targets of one sentence against one home."""

    def __init__(self, index: HomeIndex) -> None:
        """Take the index of the home."""
        self._index = index

    def resolve(self, target: Target, scope: Scope) -> Resolution:
        """Return the devices a target means within a scope."""
        parts: Sequence[Part] = target.parts
        if not parts:
            return Resolution(problem=Problem(reason=Reason.NO_SUCH_DEVICE, words=target.words))
        found = self._matching(parts, scope)
        if not found:
            widened = [Part(widen(part.chunk), part.place) for part in parts]
            found = self._matching(widened, scope)
            parts = widened if found else parts
        if not found and all("anything" in part.chunk.senses for part in parts):
            return Resolution(doubt=1.0)
        if not found:
            return Resolution(problem=self._missing(parts, target), doubt=self._scattered(parts))
        return self._choose(found, parts, target, scope)

    def excluded(self, target: Target, entity_ids: Iterable[str]) -> tuple[tuple[str, ...], bool]:
        """Return the devices without those excepted, and whether all exceptions were understood."""
        kept = list(entity_ids)
        understood = True
        for part in target.excluded:
            taken = {i for i in kept if self._index.named[i].name_keys.issuperset(part.chunk.keys)}
            taken = taken if taken and not is_place(part.chunk) else self._excepted(kept, part)
            understood = understood and bool(taken or part.chunk.named)
            kept = [i for i in kept if i not in taken]
        return tuple(kept), understood

    def _excepted(self, entity_ids: Iterable[str], part: Part) -> set[str]:
        return {i for i in entity_ids if explained(self._index.named[i], part.chunk)}

    def _matching(self, parts: Sequence[Part], scope: Scope) -> list[Named]:
        seeds = self._seeds(parts)
        found = [
            named
            for entity_id in seeds
            if all(explained(named := self._index.named[entity_id], part.chunk) for part in parts)
        ]
        for part in parts:
            found = called(found, part.chunk, scope)
        first = in_tiers(found, scope)
        kinds = [part.chunk for part in parts if part.chunk.kinds and not is_place(part.chunk)]
        keys = [key for part in parts for key in part.chunk.keys]
        if not kinds or fully_named(first, keys) or any(is_kind(named, chunk) for named in first for chunk in kinds):
            return first
        # "the water" is a valve before a heater whose name has that word
        return in_tiers([named for named in found if all(is_kind(named, chunk) for chunk in kinds)], scope) or first

    def _seeds(self, parts: Sequence[Part]) -> Iterable[str]:
        """Return the candidates of the part that has the fewest."""
        postings = min((self._postings(part.chunk) for part in parts), key=lambda found: sum(map(len, found)))
        return dict.fromkeys(entity_id for posting in postings for entity_id in posting)

    def _postings(self, chunk: Chunk) -> list[Sequence[str]]:
        index = self._index
        keys = chunk.keys
        postings: list[Sequence[str]] = [min((index.ids(key) for key in keys), key=len)]
        areas = set(chunk.areas) or set.intersection(*(set(index.areas(key)) for key in keys))
        floors = set(chunk.floors) or set.intersection(*(set(index.floors(key)) for key in keys))
        postings.extend(index.in_area(area_id) for area_id in areas)
        postings.extend(index.on_floor(floor_id) for floor_id in floors)
        kinds = chunk.kinds
        if "anything" in chunk.senses:
            kinds |= EVERYTHING
        kinds |= frozenset(chunk.senses.get("kinds_wide", ()))
        postings.extend(index.of_kind(kind) for kind in kinds)
        return postings

    def _choose(self, found: list[Named], parts: Sequence[Part], target: Target, scope: Scope) -> Resolution:
        keys = [key for part in parts for key in part.chunk.keys]
        if len(parts) == 1 and is_place(parts[0].chunk):  # "close the garage": the door, if the room has one so called
            found = [named for named in found if is_kind(named, parts[0].chunk)] or found
        whole = fully_named(found, keys)
        group = [named for named in found if all(by_kind_or_place(named, part.chunk) for part in parts)]
        here = {n.entity.entity_id for n in group if scope.area_id and n.entity.area_id == scope.area_id}
        exact = [named for named in whole if any(is_name(named, part.chunk, here) for part in parts)]
        if target.plural and any(goes_by_name(part.chunk) for part in parts):
            return self._group(found, target, scope, target.home or any(is_place(part.chunk) for part in parts))
        if exact:
            return self._one_of(exact, target, scope, 0.0)
        placed = target.home or any(is_place(part.chunk) for part in parts)
        if group and target.plural and target.has_kind and len(group) > len(whole) and not (whole and _told(parts)):
            return self._group(group, target, scope, placed)
        if whole:
            return self._one_of(whole, target, scope, 0.0)
        if group:
            return self._group(group, target, scope, placed)
        return self._one_of(found, target, scope, PARTIAL_PENALTY)

    def _group(self, group: list[Named], target: Target, scope: Scope, placed: bool) -> Resolution:
        if not placed or target.here:
            here = [named for named in group if named.entity.area_id == scope.area_id] if scope.area_id else []
            if here and (target.here or target.quantifier != "all"):
                return _resolved(here)
            if target.here:
                return Resolution(problem=_absent(Reason.NOT_IN_AREA, target.words))
        if len(group) == 1 or placed or target.plural:
            return _resolved(group)
        return self._nearest(group, target, 0.0, alike=True)

    def _one_of(self, found: list[Named], target: Target, scope: Scope, doubt: float) -> Resolution:
        if len(found) == 1 or target.plural:
            return _resolved(found, doubt)
        areas = {area for part in target.parts for area in part.chunk.areas}
        there = [named for named in found if named.entity.area_id in areas]
        if len(there) == 1:
            return _resolved(there, doubt)  # the one in the room that is named, of all called so
        if scope.area_id and (here := [n for n in found if n.entity.area_id == scope.area_id]):
            if len(here) == 1:
                return _resolved(here, doubt)
            found = here
        return self._nearest(found, target, doubt)

    def _nearest(self, found: Sequence[Named], target: Target, doubt: float, *, alike: bool = False) -> Resolution:
        """Return the one whose name is nearest to what was said, else ask which one.

        Where all are `alike` of the kind said, a word for that kind in a name does not tell one from the others.
        """
        keys = [key for part in target.parts for key in part.chunk.keys]
        kept = nearest(found, keys, self._index.normaliser.kinds)
        kept = self._spelled(kept, target) if len(kept) > 1 and not alike else kept
        if len(kept) == 1 and not (alike and is_partly(kept[0], keys, self._index.normaliser.kinds)):
            return _resolved(kept, max(doubt, PARTIAL_PENALTY))
        return Resolution(problem=_ambiguous(kept if len(kept) > 1 else found, target.words))

    def _spelled(self, found: Sequence[Named], target: Target) -> Sequence[Named]:
        """Keep those whose name is written as it was said, where others differ by an ending: `fan` from `fans`."""
        said = {word.folded for part in target.parts for word in part.chunk.words}
        small = self._index.normaliser.small
        kept = [
            named
            for named in found
            for name in (named.entity.name, *named.entity.aliases)
            if all(word.folded in said or word.key in small for word in self._index.normaliser.words(name))
        ]
        return kept if len(kept) == 1 else found

    def _missing(self, parts: Sequence[Part], target: Target) -> Problem:
        """Say what the home does not have: the place, the device, or the device in that place."""
        unknown = self._unknown(parts)
        rest = _said([part for part in parts if part not in unknown])
        if unknown and all(part.place for part in unknown):
            return _absent(Reason.NO_SUCH_AREA, target.words, area=_said(unknown), device=rest or target.words)
        place = next((part for part in parts if is_place(part.chunk) and part not in unknown), None)
        if place is None:
            return _absent(Reason.NO_SUCH_DEVICE, target.words, device=target.words)
        reason = Reason.NO_SUCH_DEVICE if unknown else Reason.NOT_IN_AREA
        device = _said([part for part in parts if part is not place])
        return _absent(reason, target.words, area=place.chunk.text, device=device or target.words)

    def _unknown(self, parts: Sequence[Part]) -> list[Part]:
        """Return the parts the home does not know, each with the words of its name: `the winter garden`."""
        found: list[Part] = []
        for part in parts:
            goes_on = bool(found) and part.place and found[-1].chunk.words[-1].end + 1 == part.chunk.words[0].start
            if goes_on or not self._known(part.chunk):
                found.append(part)
        return found

    def _scattered(self, parts: Sequence[Part]) -> float:
        """Doubt a target whose unknown words stand apart: it is hardly the name of one thing."""
        unknown = [part.chunk for part in parts if not self._known(part.chunk)]
        gaps = sum(1 for a, b in pairwise(unknown) if b.words[0].start > a.words[-1].end + 1)
        return _SCATTERED_PENALTY * gaps

    def _known(self, chunk: Chunk) -> bool:
        return chunk.named or bool(chunk.kinds) or all(self._index.knows_key(key) for key in chunk.keys)


def _told(parts: Sequence[Part]) -> bool:
    """Return whether a name is said and its kind besides: `the front door locks`."""
    named = any(part.chunk.entities and not is_place(part.chunk) for part in parts)
    return named and any("kinds_plural" in part.chunk.senses and not part.chunk.entities for part in parts)


def _absent(reason: Reason, words: str, **details: Value) -> Problem:
    return Problem(reason=reason, details={"device": words, **details}, words=words)


def _said(parts: Sequence[Part]) -> str:
    return written(word for part in parts for word in part.chunk.words)


def _ambiguous(found: Sequence[Named], words: str) -> Problem:
    candidates = tuple(named.entity.entity_id for named in found[:_MAXIMUM_CANDIDATES])
    return Problem(reason=Reason.AMBIGUOUS, candidates=candidates, details={"device": words}, words=words)


def _resolved(found: Sequence[Named], doubt: float = 0.0) -> Resolution:
    ordered = sorted(found, key=lambda named: named.order)
    areas = tuple(dict.fromkeys(n.entity.area_id for n in ordered if n.entity.area_id))
    return Resolution(tuple(named.entity.entity_id for named in ordered), doubt, area_ids=areas)
