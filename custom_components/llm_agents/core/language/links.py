"""Words that may be a preposition and something else as well: `on` the state, `a` the article of some languages."""

from collections.abc import Sequence

from .chunks import Chunk
from .clauses import is_target
from .frame import WEAK, Frame

_VALUES = ("levels", "colors", "whites", "modes")
_TO = frozenset(("to", "by", "at"))


def is_where(chunk: Chunk) -> bool:
    """Return whether a chunk is a place."""
    return bool(chunk.areas or chunk.floors or "places" in chunk.senses)


def leads_to_value(chunks: Sequence[Chunk], at: int, following: Chunk | None) -> bool:
    """Return whether a preposition is said of a value: `auf 50 %`, `auf Rot`."""
    links = _TO & set(chunks[at].senses["prepositions"])
    valued = following is not None and (following.number is not None or any(v in following.senses for v in _VALUES))
    return bool(links) and valued


def is_article(chunks: Sequence[Chunk], at: int, following: Chunk | None) -> bool:
    """Return whether a word for `the` that is also one for `to` is the article here: what follows is no value."""
    senses = chunks[at].senses
    links = set(senses.get("prepositions", ()))
    return "determiners" in senses and "to" in links and "of" not in links and not leads_to_value(chunks, at, following)


def is_state(chunks: Sequence[Chunk], at: int, following: Chunk | None, frame: Frame, *, after_verb: bool) -> bool:
    """Tell `on` the state from `on` the preposition."""
    if leads_to_value(chunks, at, following):
        return False
    strong = frame.operation is not None and frame.operation not in WEAK
    if after_verb and frame.operation in WEAK:
        return True
    rest = [chunk for chunk in chunks[at + 1 :] if not chunk.named]
    later = any("states" in chunk.senses for chunk in rest)
    if frame.question:
        return _is_asked(following, frame, later=later)
    if following is None or not (is_target(following) or "attributes" in following.senses):
        return not strong
    later = later or any("verbs" in chunk.senses for chunk in rest)
    return not (frame.states or strong or later)


def _is_asked(following: Chunk | None, frame: Frame, *, later: bool) -> bool:
    """Tell them apart in a question: `is anything on upstairs`, `what is on my list`."""
    if following is None:
        return True
    if frame.measure or later:
        return False
    return not frame.states if is_where(following) else not is_target(following)
