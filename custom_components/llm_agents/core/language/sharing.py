"""What clauses of one sentence share: a verb said once, a kind said once, a value said once."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..home.index import HomeIndex
from .actions import ATTRIBUTE_DOMAINS
from .chunks import Chunk
from .frame import WEAK, Frame, Operation, Part, Target
from .request import Attribute

_SWITCHING = frozenset((Operation.ON, Operation.OFF, Operation.TOGGLE))
"""What a room alone can be asked: `turn off the kitchen ceiling light and the hall`."""


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """The devices of before: those a pronoun can mean, and those of the turn right before, which an ellipsis means."""

    pronoun: Sequence[str] = ()
    ellipsis: Sequence[str] = ()


def share(frames: Sequence[Frame], index: HomeIndex, spoken_of: SpokenOf) -> list[Frame]:
    """Complete each frame from its neighbours, and what it leaves out from what was spoken of."""
    kept = _merge_exceptions(frames)
    for at, frame in enumerate(kept):
        before = kept[at - 1] if at else None
        if before is not None and not frame.verb and not frame.question:
            frame.settle(frame.effective or before.effective)
            _take_kind(frame, before, index)
            _take_verb(frame, before)
        if before is not None and (before.deferred or before.negated):
            frame.deferred = frame.deferred or before.deferred
            frame.negated = frame.negated or (before.negated and not frame.verb)
    for at in range(len(kept) - 2, -1, -1):
        _take_back(kept[at], kept[at + 1])
    for at, frame in enumerate(kept):
        _take_target(frame, kept[at - 1] if at else None, index, spoken_of)
    if any(frame.deferred for frame in kept):
        for frame in kept:
            frame.deferred = True
    return [frame for at, frame in enumerate(kept) if not (at and _calls(kept[at - 1], frame))]


def _calls(frame: Frame, after: Frame) -> bool:
    """Return whether a frame only says whom the next one is addressed to: `Rosie, clean`. It has taken all of that."""
    target = after.target
    if frame.verb or frame.question or frame.target.empty or target.said or target.quantifier or after.entity_ids:
        return False
    return (frame.operation, frame.states, frame.amount) == (after.operation, after.states, after.amount)


def _merge_exceptions(frames: Sequence[Frame]) -> list[Frame]:
    """Let `except the hall and the kitchen` except both."""
    kept: list[Frame] = []
    for frame in frames:
        if kept and kept[-1].target.excluded and not frame.verb and not frame.states and not frame.amount.given:
            kept[-1].target.excluded.extend(frame.target.parts)
            kept[-1].chunks.extend(frame.chunks)
        else:
            kept.append(frame)
    return kept


def _take_verb(frame: Frame, before: Frame) -> None:
    """Go on with the verb before: `turn off the lamp and the fan`."""
    frame.verb = frame.shared = before.verb
    frame.question = before.question if frame.question is None and not frame.states else frame.question
    if frame.operation is None and not (frame.effective and before.operation not in WEAK):
        # but not where a state says otherwise: "open the door and the light off"
        frame.operation, frame.otherwise = before.operation, before.otherwise
        if not frame.states and not frame.amount.given:
            frame.states = list(before.states)
    if before.target.quantifier == "all" and frame.target.plural:
        frame.target.quantifier = "all"
    if frame.attribute is None and before.attribute is not None and not frame.states:
        frame.attribute = before.attribute
    if not frame.amount.given and before.amount.given and frame.target.said:
        frame.amount = before.amount


def _take_back(frame: Frame, after: Frame) -> None:
    """Take from the clause after what is said once for both."""
    continues = after.operation is frame.operation and not frame.question
    if frame.operation is None and not frame.question:
        frame.settle(after.effective)
    if not frame.asks_for_something and continues and after.asks_for_something:
        frame.states = list(after.states)
        frame.amount = after.amount
        frame.attribute = after.attribute or frame.attribute
    elif frame.operation is None and not frame.asks_for_something and after.effective and not frame.question:
        frame.operation = after.operation
        frame.states = list(after.states)
        frame.amount = after.amount
    elif continues and after.amount.given and not frame.amount.given and _needs_value(frame):
        frame.amount = after.amount
    if frame.question and not frame.states and not frame.attribute and after.question:
        frame.states, frame.attribute = list(after.states), after.attribute
    _share_kind(frame, after)


def _take_kind(frame: Frame, before: Frame, index: HomeIndex) -> None:
    """Let `the blinds in the hall and the kitchen` be blinds in both."""
    target = frame.target
    if target.empty or not all(p.chunk.areas or p.chunk.floors for p in target.parts):
        return
    kinds = _kinds(before.target)
    placed = any(part.chunk.areas or part.chunk.floors for part in before.target.parts)
    if target.has_kind and not placed:
        return  # "the blinds and the garage": a room that is also called like a device
    the_one = any("one" in chunk.senses.get("pronouns", ()) and not chunk.named for chunk in frame.chunks)
    named = any(part.chunk.entities for part in before.target.parts)
    goes_on = before.effective not in _SWITCHING and not frame.amount.given
    if named and goes_on:
        kinds = _kinds_of_names(before.target, index)
    if kinds and (the_one or goes_on or not named):
        target.parts.extend(kinds)
        target.quantifier = target.quantifier or before.target.quantifier


def _kinds(target: Target) -> list[Part]:
    """Return the parts that name a kind of device; a room called like one is a room."""
    kinds = (p for p in target.parts if {"kinds", "kinds_plural"} & p.chunk.senses.keys())
    return [Part(p.chunk) for p in kinds if not (p.chunk.areas or p.chunk.floors)]


def _kinds_of_names(target: Target, index: HomeIndex) -> list[Part]:
    """Return the kind that a full name tells: `set the kitchen blinds to 50 percent and the office`."""
    parts: list[Part] = []
    for chunk in (part.chunk for part in target.parts):
        are = {kind for entity_id in chunk.entities for kind in index.named[entity_id].kinds}
        told = ((word, are & index.normaliser.kinds.get(word.key, set())) for word in chunk.words)
        parts += [Part(Chunk((word,), {"kinds": tuple(sorted(kinds))})) for word, kinds in told if kinds][:1]
    return parts


def _needs_value(frame: Frame) -> bool:
    return frame.operation in (Operation.SET, Operation.CHANGE) and not frame.states


def _share_kind(frame: Frame, after: Frame) -> None:
    """Let `the living room and kitchen lights` be lights in both."""
    target = frame.target
    if target.has_kind or target.empty or not all(p.chunk.areas or p.chunk.floors for p in target.parts):
        return
    kinds = _kinds(after.target)
    if kinds and after.operation is frame.operation:
        target.parts.extend(kinds)


def _take_target(frame: Frame, before: Frame | None, index: HomeIndex, spoken_of: SpokenOf) -> None:
    """Fill in what a pronoun points at, or what the clause goes on about."""
    target = frame.target
    if not target.empty or frame.question:
        return
    goes_on = before is not None and before.target.parts and not before.question
    if before is not None and goes_on and (target.pronoun or _goes_on(frame) or _has_attribute(before, frame)):
        frame.target = Target(
            list(before.target.parts),
            list(before.target.excluded),
            before.target.quantifier,
            target.pronoun,
            before.target.here,
            before.target.there,
            before.target.home,
        )
    elif target.pronoun and frame.verb:
        frame.entity_ids = tuple(entity_id for entity_id in spoken_of.pronoun if entity_id in index.named)
    elif target.pronoun or _is_relative(frame) or _is_elliptic(frame):
        frame.entity_ids = tuple(entity_id for entity_id in spoken_of.ellipsis if entity_id in index.named)


def _is_elliptic(frame: Frame) -> bool:
    """Return whether only a value or a state is said: `and blue`, `to 30 percent`, `off again`."""
    target = frame.target
    placed = target.here or target.there or target.home
    if "again" in frame.repeats and frame.verb and not placed:
        return True  # "open again"
    return not (frame.verb or frame.copula or placed) and bool(frame.amount.given or frame.states)


def _is_relative(frame: Frame) -> bool:
    """Return whether a change is told against what was before: `a bit brighter`."""
    target = frame.target
    return frame.operation in (Operation.RAISE, Operation.LOWER) and not (target.here or target.home)


def _has_attribute(before: Frame, frame: Frame) -> bool:
    """Return whether what was named before has what is changed now: `turn the lamp on and dim it`, without "it"."""
    if frame.attribute not in set(Attribute) or frame.target.here or frame.target.home:
        return False
    domains = ATTRIBUTE_DOMAINS[Attribute(frame.attribute)]
    named = (i for part in before.target.parts for i in (*part.chunk.entities, *part.chunk.kinds))
    return any(name.partition(".")[0] in domains for name in named)


def _goes_on(frame: Frame) -> bool:
    return frame.amount.given and frame.attribute is None and not frame.target.here
