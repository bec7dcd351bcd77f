"""How the words of one chunk fit one device: as its name, its kind, or the place it is in."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from ..home.index import COVERINGS as WINDOW_COVERINGS, Named
from ..home.words import fold
from .chunks import Chunk

COVERINGS = frozenset((*WINDOW_COVERINGS, "cover"))
_NO_KINDS: Set[str] = frozenset()
_CALLED = ".called"
RUNNABLE = frozenset(("scene", "script"))
_DOORS = frozenset(("cover.garage", "cover.door", "cover.gate", "cover.window"))
_UNTOLD = frozenset(("cover",))  # a cover of no class may be one, where a word of its name says so
EVERYTHING = frozenset(
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


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a target beyond its words: domains in order of preference and the asker's room."""

    domains: Sequence[Sequence[str]] = ()  # tiers: the first that has a candidate wins
    area_id: str | None = None
    classes: frozenset[str] = field(default_factory=frozenset)  # device classes wanted first


def is_place(chunk: Chunk) -> bool:
    """Return whether a chunk is the name of a place."""
    return bool(chunk.areas or chunk.floors)


def widen(chunk: Chunk) -> Chunk:
    """Let any window covering stand for another, and a script for a scene: few homes tell them apart."""
    alike = next((kinds for kinds in (COVERINGS, RUNNABLE, _DOORS) if chunk.kinds & kinds), None) or _domains(chunk)
    if not alike:
        return chunk
    alike = _UNTOLD if alike is _DOORS else alike
    senses = {**chunk.senses, "kinds_wide": tuple(alike)}
    return Chunk(chunk.words, senses, chunk.entities, chunk.areas, chunk.floors, chunk.number)


def _domains(chunk: Chunk) -> frozenset[str]:
    """Return the domains of a kind that only those so called are of, as long as there are any: a chandelier."""
    return frozenset(kind.removesuffix(_CALLED) for kind in chunk.kinds if kind.endswith(_CALLED))


def goes_by_name(chunk: Chunk) -> bool:
    """Return whether a chunk names a kind that only those so called are of."""
    return any(kind.endswith(_CALLED) for kind in chunk.kinds) and "kinds_wide" not in chunk.senses


def is_kind(named: Named, chunk: Chunk) -> bool:
    """Return whether a device is of the kind a chunk names."""
    if not chunk.kinds.isdisjoint(named.kinds):
        return True
    if "anything" in chunk.senses and not EVERYTHING.isdisjoint(named.kinds):
        return True
    if named.kinds == ("cover",) and not chunk.kinds & COVERINGS and named.name_keys.isdisjoint(chunk.keys):
        return False
    return named.kinds[-1] in chunk.senses.get("kinds_wide", ())


def in_place(named: Named, chunk: Chunk) -> bool:
    """Return whether a device is in the place a chunk names."""
    if chunk.areas and named.entity.area_id in chunk.areas:
        return True
    if chunk.floors and named.floor_id in chunk.floors:
        return True
    return not (chunk.areas or chunk.floors) and named.place_keys.issuperset(chunk.keys)


def explained(named: Named, chunk: Chunk) -> bool:
    """Return whether a chunk says something of a device: its kind, its place, or of its name."""
    if named.name_keys.issuperset(chunk.keys) or is_kind(named, chunk) or in_place(named, chunk):
        return True
    return all(k in named.name_keys or k in named.place_keys or k in named.device_keys for k in chunk.keys)


def by_kind_or_place(named: Named, chunk: Chunk) -> bool:
    """Return whether a chunk says a kind or a place of a device, not its name."""
    return is_kind(named, chunk) or in_place(named, chunk)


def called(found: list[Named], chunk: Chunk, scope: Scope) -> list[Named]:
    """Keep those called so, if any are, of a kind told in several words: not every lamp is a ceiling light.

    What is called so and cannot be meant does not count: the contact of a garage door.
    """
    if len(chunk.words) < 2 or chunk.entities or not chunk.kinds:
        return found
    return in_tiers([named for named in found if named.name_keys.issuperset(chunk.keys)], scope) or found


def in_tiers(found: list[Named], scope: Scope) -> list[Named]:
    """Keep the devices of the first tier of domains that has any."""
    if not scope.domains:
        return found
    for tier in scope.domains:
        kept = [named for named in found if named.entity.domain in tier]
        if kept:
            wanted = [named for named in kept if named.entity.device_class in scope.classes]
            return wanted or kept
    return []


def is_name(named: Named, chunk: Chunk, here: Set[str]) -> bool:
    """Return whether a chunk is to the letter a name, so that no kind is meant by it.

    A single word is so only in the plural, and where the asker's room has none of that kind.
    """
    if named.entity.entity_id not in chunk.entities:
        return False
    if len(chunk.words) < 2 and ("kinds_plural" not in chunk.senses or here):
        return False
    said = "".join(word.folded for word in chunk.words)
    return any(_letters(name) == said for name in (named.entity.name, *named.entity.aliases))


def _letters(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())


def nearest(found: Sequence[Named], keys: Sequence[str], kinds: Mapping[str, Set[str]]) -> Sequence[Named]:
    """Keep of several devices those called so, and of these the one whose name says nothing more than its kind."""
    told = [named for named in found if named.name_keys.issuperset(keys)]
    bare = [named for named in told or found if not is_partly(named, keys, kinds)]
    return bare if len(bare) == 1 else told or found


def is_partly(named: Named, keys: Sequence[str], kinds: Mapping[str, Set[str]]) -> bool:
    """Return whether the words of each name that were not said tell more than what the device is."""
    said = set(keys)
    rests = ([key for key in name if key not in said] for name in named.names if not said.isdisjoint(name))
    return not any(all(not kinds.get(key, _NO_KINDS).isdisjoint(named.kinds) for key in rest) for rest in rests)


def fully_named(found: Sequence[Named], keys: Sequence[str]) -> list[Named]:
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
