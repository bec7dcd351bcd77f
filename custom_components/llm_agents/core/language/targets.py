"""From the words of a target to the devices they mean.

Every word of the target must be explained by the device: by its name, by the place it is in, or by
its kind. Full names win over kinds in places, and both over parts of names; nothing is guessed.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from ..home.index import HomeIndex, Named
from ..home.words import fold
from .chunks import Chunk
from .frame import Part, Target
from .request import Problem, Reason, Value

_SCATTERED_PENALTY = 0.2
PARTIAL_PENALTY = 0.1  # a part of a name, unique in the home
_COVERINGS = frozenset(("cover.blind", "cover.shade", "cover.curtain", "cover.shutter", "cover.awning", "cover"))
_EVERYTHING = frozenset(
    (
        "light",
        "switch",
        "fan",
        "media_player",
        "climate",
        "humidifier",
        "water_heater",
        "siren",
        "input_boolean",
        "cover",
        "lock",
    )
)
"""What "everything" can mean; what is asked of it says which of these."""
_MAXIMUM_CANDIDATES = 12


@dataclass(slots=True)
class Resolution:
    """What a target means: devices, or the problem that it has none or too many."""

    entity_ids: tuple[str, ...] = ()
    doubt: float = 0.0
    problem: Problem | None = None
    area_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a target beyond its words: domains in order of preference and the asker's room."""

    domains: Sequence[Sequence[str]] = ()  # tiers: the first that has a candidate wins
    area_id: str | None = None
    classes: frozenset[str] = field(default_factory=frozenset)  # device classes wanted first


def kinds_of(chunk: Chunk) -> frozenset[str]:
    """Return the kinds of device a chunk names."""
    return frozenset(kind for group in ("kinds", "kinds_plural") for kind in chunk.senses.get(group, ()))


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
            widened = [Part(_widen(part.chunk), part.place) for part in parts]
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
            taken = taken if taken and not _is_place(part.chunk) else self._excepted(kept, part)
            understood = understood and bool(taken or part.chunk.named)
            kept = [i for i in kept if i not in taken]
        return tuple(kept), understood

    def _excepted(self, entity_ids: Iterable[str], part: Part) -> set[str]:
        return {i for i in entity_ids if _explained(self._index.named[i], part.chunk)}

    def _matching(self, parts: Sequence[Part], scope: Scope) -> list[Named]:
        seeds = self._seeds(parts)
        found = [
            named
            for entity_id in seeds
            if all(_explained(named := self._index.named[entity_id], part.chunk) for part in parts)
        ]
        for part in parts:
            found = _called(found, part.chunk)
        return _in_tiers(found, scope)

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
        kinds = kinds_of(chunk)
        if "anything" in chunk.senses:
            kinds |= _EVERYTHING
        kinds |= frozenset(chunk.senses.get("kinds_wide", ()))
        postings.extend(index.of_kind(kind) for kind in kinds)
        return postings

    def _choose(self, found: list[Named], parts: Sequence[Part], target: Target, scope: Scope) -> Resolution:
        keys = [key for part in parts for key in part.chunk.keys]
        complete = _complete(found, keys)
        group = [named for named in found if all(_by_kind_or_place(named, part.chunk) for part in parts)]
        here = {n.entity.entity_id for n in group if scope.area_id and n.entity.area_id == scope.area_id}
        exact = [named for named in complete if any(_is_name(named, part.chunk, here) for part in parts)]
        if exact:
            return self._one_of(exact, target, scope, 0.0)
        placed = target.home or any(_is_place(part.chunk) for part in parts)
        if group and target.plural and target.has_kind and len(group) > len(complete):
            return self._group(group, target, scope, placed)
        if complete:
            return self._one_of(complete, target, scope, 0.0)
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
        called = [n for n in group if all(n.name_keys.issuperset(part.chunk.keys) for part in target.parts)]
        return Resolution(problem=_ambiguous(called if len(called) > 1 else group, target.words))

    def _one_of(self, found: list[Named], target: Target, scope: Scope, doubt: float) -> Resolution:
        if len(found) == 1 or target.plural:
            return _resolved(found, doubt)
        if scope.area_id and (here := [n for n in found if n.entity.area_id == scope.area_id]):
            if len(here) == 1:
                return _resolved(here, doubt)
            found = here
        return Resolution(problem=_ambiguous(found, target.words))

    def _missing(self, parts: Sequence[Part], target: Target) -> Problem:
        """Say what the home does not have: the place, the device, or the device in that place."""
        unknown = [part for part in parts if not self._known(part.chunk)]
        known_place = next((part.chunk for part in parts if _is_place(part.chunk)), None)
        if unknown and all(part.place for part in unknown):
            area = " ".join(part.chunk.text for part in unknown)
            return _absent(Reason.NO_SUCH_AREA, target.words, area=area)
        if not unknown and known_place is not None:
            device = " ".join(part.chunk.text for part in parts if part.chunk is not known_place)
            return _absent(Reason.NOT_IN_AREA, target.words, area=known_place.text, device=device or target.words)
        return _absent(Reason.NO_SUCH_DEVICE, target.words, device=target.words)

    def _scattered(self, parts: Sequence[Part]) -> float:
        """Doubt a target whose unknown words stand apart: it is hardly the name of one thing."""
        unknown = [part.chunk for part in parts if not self._known(part.chunk)]
        gaps = sum(1 for a, b in pairwise(unknown) if b.words[0].start > a.words[-1].end + 1)
        return _SCATTERED_PENALTY * gaps

    def _known(self, chunk: Chunk) -> bool:
        return chunk.named or bool(kinds_of(chunk)) or all(self._index.knows_key(key) for key in chunk.keys)


def _absent(reason: Reason, words: str, **details: Value) -> Problem:
    return Problem(reason=reason, details={"device": words, **details}, words=words)


def _ambiguous(found: Sequence[Named], words: str) -> Problem:
    candidates = tuple(named.entity.entity_id for named in found[:_MAXIMUM_CANDIDATES])
    return Problem(reason=Reason.AMBIGUOUS, candidates=candidates, details={"device": words}, words=words)


def _resolved(found: Sequence[Named], doubt: float = 0.0) -> Resolution:
    ordered = sorted(found, key=lambda named: named.order)
    areas = tuple(dict.fromkeys(n.entity.area_id for n in ordered if n.entity.area_id))
    return Resolution(tuple(named.entity.entity_id for named in ordered), doubt, area_ids=areas)


def _is_place(chunk: Chunk) -> bool:
    return bool(chunk.areas or chunk.floors)


def _widen(chunk: Chunk) -> Chunk:
    """Let any window covering stand for another: few homes tell shades from blinds."""
    kinds = kinds_of(chunk)
    if not kinds & _COVERINGS:
        return chunk
    senses = {**chunk.senses, "kinds_wide": tuple(_COVERINGS)}
    return Chunk(chunk.words, senses, chunk.entities, chunk.areas, chunk.floors, chunk.number)


def _is_kind(named: Named, chunk: Chunk) -> bool:
    kinds = kinds_of(chunk)
    entity = named.entity
    if "anything" in chunk.senses and entity.domain in _EVERYTHING:
        return True
    if entity.domain in kinds or (entity.device_class and f"{entity.domain}.{entity.device_class}" in kinds):
        return True
    if "kinds_wide" in chunk.senses:
        return (f"cover.{entity.device_class}" if entity.device_class else entity.domain) in _COVERINGS
    return False


def _in_place(named: Named, chunk: Chunk) -> bool:
    if chunk.areas and named.entity.area_id in chunk.areas:
        return True
    if chunk.floors and named.floor_id in chunk.floors:
        return True
    return not (chunk.areas or chunk.floors) and named.place_keys.issuperset(chunk.keys)


def _explained(named: Named, chunk: Chunk) -> bool:
    if _is_kind(named, chunk) or _in_place(named, chunk):
        return True
    keys = chunk.keys
    if named.name_keys.issuperset(keys):
        return True
    return (named.name_keys | named.place_keys | named.device_keys).issuperset(keys)


def _called(found: list[Named], chunk: Chunk) -> list[Named]:
    """Keep those called so, if any are, of a kind told in several words: not every lamp is a ceiling light."""
    if len(chunk.words) < 2 or chunk.entities or not kinds_of(chunk):
        return found
    return [named for named in found if named.name_keys.issuperset(chunk.keys)] or found


def _by_kind_or_place(named: Named, chunk: Chunk) -> bool:
    return _is_kind(named, chunk) or _in_place(named, chunk)


def _in_tiers(found: list[Named], scope: Scope) -> list[Named]:
    """Keep the devices of the first tier of domains that has any."""
    if not scope.domains:
        return found
    for tier in scope.domains:
        kept = [named for named in found if named.entity.domain in tier]
        if kept:
            wanted = [named for named in kept if named.entity.device_class in scope.classes]
            return wanted or kept
    return []


def _is_name(named: Named, chunk: Chunk, here: Set[str]) -> bool:
    """Return whether a chunk is to the letter a name, so that no kind is meant by it.

    A single word is so only in the plural, and where the asker's room has none of that kind.
    """
    if named.entity.entity_id not in chunk.entities:
        return False
    if len(chunk.words) < 2 and ("kinds_plural" not in chunk.senses or here):
        return False
    said = [word.folded for word in chunk.words]
    return any(fold(name).split() == said for name in (named.entity.name, *named.entity.aliases))


def _complete(found: Sequence[Named], keys: Sequence[str]) -> list[Named]:
    """Return the devices one of whose names is wholly said, those with the longest such name."""
    said = set(keys)
    best = 0
    kept: list[Named] = []
    for named in found:
        length = max((len(name) for name in named.names if said.issuperset(name)), default=0)
        if length > best:
            best, kept = length, [named]
        elif length and length == best:
            kept.append(named)
    return kept
