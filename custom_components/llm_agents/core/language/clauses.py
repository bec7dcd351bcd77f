"""Cut a sentence into clauses, each with one request."""

from collections.abc import Sequence

from .chunks import Chunk
from .frame import WEAK, Operation

_TARGET_GROUPS = frozenset(("kinds", "kinds_plural", "anything", "quantifiers"))
_PARTICLES = frozenset((Operation.RAISE, Operation.LOWER))


def operation_of(chunk: Chunk) -> Operation | None:
    """Return the operation a chunk's verb stands for; of several the one whose object says what is to be done."""
    operations = operations_of(chunk)
    return next((operation for operation in operations if operation in WEAK), next(iter(operations), None))


def operations_of(chunk: Chunk) -> tuple[Operation, ...]:
    """Return all operations a chunk's verb may stand for."""
    return tuple(Operation(value.partition(" ")[0]) for value in chunk.senses.get("verbs", ()))


def _is_only(chunk: Chunk, *groups: str) -> bool:
    return bool(chunk.senses) and not chunk.named and set(chunk.senses) <= set(groups)


def is_linking(chunk: Chunk) -> bool:
    """Return whether a word that may be a verb is a preposition after other words: `para` is both."""
    return {"verbs", "prepositions"} <= chunk.senses.keys()


def is_target(chunk: Chunk) -> bool:
    """Return whether a chunk may name a device or a place."""
    return chunk.named or bool(_TARGET_GROUPS & chunk.senses.keys()) or (not chunk.senses and chunk.number is None)


def _next_content(chunks: Sequence[Chunk], start: int) -> Chunk | None:
    for chunk in chunks[start:]:
        if not _is_only(chunk, "determiners", "fillers", "quantifiers", "pronouns"):
            return chunk
    return None


def _begins_clause(chunks: Sequence[Chunk], at: int, current: Sequence[Chunk]) -> bool:
    """Return whether an unannounced verb begins the next request: `turn off the fan close the blinds`."""
    operation = operation_of(chunks[at])
    if any("questions" in chunk.senses for chunk in current[:2]) and "states" in chunks[at].senses:
        return False
    if current and is_linking(chunks[at]):
        return False
    if operation is None or chunks[at].named or "kinds" in chunks[at].senses or "states" in chunks[at].senses:
        return operation is not None and _strong_between(chunks, at, current)
    if operation in _PARTICLES and len(chunks[at].words) == 1 and " " not in (chunks[at].value("verbs") or ""):
        beyond = _next_content(chunks, at + 1)
        return beyond is not None and bool(beyond.entities) and _strong_between(chunks, at, current)
    return _strong_between(chunks, at, current)


def _strong_between(chunks: Sequence[Chunk], at: int, current: Sequence[Chunk]) -> bool:
    operation = operation_of(chunks[at])
    if operation in WEAK and operation is not Operation.SET:
        return False
    has_verb = any(
        operation_of(chunk) not in (None, *WEAK) or {"states", "participles"} & chunk.senses.keys() for chunk in current
    )
    has_target = any(chunk.named or _TARGET_GROUPS & chunk.senses.keys() for chunk in current)
    if not (has_verb and has_target) or _is_only(current[-1], "determiners", "prepositions"):
        return False
    if "prepositions" in current[-1].senses and "states" not in current[-1].senses:
        return False
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None:
        return False
    if {"kinds", "kinds_plural"} & chunks[at].senses.keys() and "determiners" not in following.senses:
        return False
    beyond = _next_content(chunks, at + 1)
    return beyond is not None and is_target(beyond)


def split(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Return the clauses of a sentence; conjunctions between them are dropped."""
    clauses: list[list[Chunk]] = []
    current: list[Chunk] = []

    def close() -> None:
        nonlocal current
        if current:
            clauses.append(current)
        current = []

    for at, chunk in enumerate(chunks):
        listed = chunk.soft and _lists_states(chunks, at - 1, current)
        paused = chunk.soft and not (listed or _goes_on(chunk) or _announces(current, chunk))
        paused = paused and not _waits(chunks, at, current)
        if current and (chunk.hard or paused or _begins_clause(chunks, at, current)):
            close()
        asks = not current and "questions" in chunk.senses  # "como" is "how" where it begins
        if "conjunctions" in chunk.senses and not (chunk.named or asks) and not _binds(chunks, at, current):
            if not (_lists_states(chunks, at, current) or _leads_on(chunk, current)):
                close()
            continue
        current.append(chunk)
    close()
    return [clause for clause in clauses if not all(_is_only(c, "fillers", "determiners") for c in clause)]


def _leads_on(chunk: Chunk, current: Sequence[Chunk]) -> bool:
    """Return whether `then` stands after a verb that has no object yet: `doe dan het licht uit`."""
    begun = any("verbs" in before.senses for before in current) and "then" in chunk.senses["conjunctions"]
    return begun and all(_is_only(before, "verbs", "fillers") for before in current)


def _waits(chunks: Sequence[Chunk], at: int, current: Sequence[Chunk]) -> bool:
    """Return whether a comma only sets off politeness after a verb, whose object follows: `turn off, please, the lamp`."""
    if not current or not any("verbs" in chunk.senses for chunk in current):
        return False
    if not all(_is_only(chunk, "verbs", "fillers", "determiners", "pronouns") for chunk in current):
        return False
    beyond = next((chunk for chunk in chunks[at:] if not _is_only(chunk, "fillers", "determiners")), None)
    polite = _is_only(chunks[at], "fillers") or _is_only(current[-1], "fillers")
    return polite and beyond is not None and is_target(beyond) and operation_of(beyond) is None


def _announces(clause: Sequence[Chunk], following: Chunk) -> bool:
    """Return whether a clause only says that what follows is wished or to end: `stell sicher, dass ...`."""
    operations = {operation for chunk in clause if (operation := operation_of(chunk)) is not None}
    ending = Operation.STOP in operations and "verbs" not in following.senses
    wishing = Operation.ENSURE in operations or ending
    return wishing and all(_is_only(chunk, "verbs", "fillers", "determiners", "pronouns") for chunk in clause)


def _goes_on(chunk: Chunk) -> bool:
    """Return whether a word goes on after a comma: `all the blinds, except in the office`, `the lamp, which is here`."""
    excepting = "exceptions" in chunk.senses and "conjunctions" not in chunk.senses
    return (excepting or "relative" in chunk.senses.get("fillers", ())) and not chunk.named


def _lists_states(chunks: Sequence[Chunk], at: int, current: Sequence[Chunk]) -> bool:
    """Return whether a question goes on with another state: `is it playing, paused, or stopped`."""
    if not any("questions" in chunk.senses for chunk in current):
        return False
    beyond = _next_content(chunks, at + 1)
    if beyond is not None and "conjunctions" in beyond.senses:
        beyond = _next_content(chunks, at + 2)
    return beyond is not None and bool({"states", "participles"} & beyond.senses.keys()) and not beyond.named


def _binds(chunks: Sequence[Chunk], at: int, current: Sequence[Chunk]) -> bool:
    """Return whether a conjunction with another meaning is meant by that: `but` before a place."""
    if "exceptions" not in chunks[at].senses or not current:
        return False
    beyond = _next_content(chunks, at + 1)
    return beyond is not None and is_target(beyond) and operation_of(beyond) is None
