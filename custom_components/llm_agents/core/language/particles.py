"""Verbs of two parts that stand apart, and words that mean something else at the end.

In `schließ die Tür ab` the last word makes another verb of the first; in `mach das Licht an` it is
a state, in `an der Wand` a preposition. Both are told by what follows the word.
"""

from collections.abc import Sequence

from .chunks import LIST_GROUPS, Chunk
from .lexicon import Apart, Lexicon

_AFTER_AN_END = frozenset(
    (
        "conjunctions",
        "fillers",
        "prepositions",
        "exceptions",
        "times",
        "conditions",
        "repeats",
        "negations",
        "places",
        "questions",
        "corrections",
        "degrees",
    )
)
"""What may follow the last word of a request; a name, a number or an article makes it a preposition."""
_NO_END = frozenset(("quantifiers", "levels", "colors", "whites", "modes", "kinds", "kinds_plural", "anything"))
_UNSETTLED = frozenset(("prepositions", "determiners"))


def settle(chunks: Sequence[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """Return the chunks with verbs put together, and with one meaning for each word that stands at an end."""
    settled = _put_together(list(chunks), lexicon) if lexicon.apart else list(chunks)
    if lexicon.particles_last:
        for at, piece in enumerate(settled):
            if "states" in piece.senses and _UNSETTLED & piece.senses.keys() and not piece.named:
                _settle_state(piece, ends=_ends(settled, at + 1))
    return settled


def _settle_state(piece: Chunk, *, ends: bool) -> None:
    """Keep of a word the state it stands for at an end, elsewhere all but that."""
    drop = _UNSETTLED if ends else frozenset(("states",))
    piece.senses = {group: values for group, values in piece.senses.items() if group not in drop}
    piece.number = None if ends else piece.number


def _ends(chunks: Sequence[Chunk], after: int) -> bool:
    """Return whether a request may end before a place."""
    if after >= len(chunks):
        return True
    following = chunks[after]
    if following.soft or following.hard:
        return True
    if following.named or following.number is not None or _NO_END & following.senses.keys():
        return False
    if following.senses.keys() <= {"determiners"}:
        return False
    if {"states", "prepositions"} <= following.senses.keys():
        return not _ends(chunks, after + 1)  # "op uit": the state stands at the end, not the word before it
    if "verbs" in following.senses:
        return False  # "zu verstellen"
    return bool(_AFTER_AN_END & following.senses.keys()) or (len(following.words) > 1 and "states" in following.senses)


def _put_together(chunks: list[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """Join the parts of each verb that stands apart: its first part then means what both mean."""
    for at, piece in enumerate(chunks):
        if at < len(chunks) and (verbs := lexicon.apart.get(piece.words[0].folded)):
            chunks = _joined(chunks, at, verbs)
    return chunks


def _joined(chunks: list[Chunk], at: int, verbs: Sequence[Apart]) -> list[Chunk]:
    """Return the chunks with the verb at a place put together, if both of its parts are there."""
    sizes = {size for verb in verbs if (size := _length(chunks, at, verb.head))}
    for size in sorted(sizes, reverse=True):
        fitting = [
            verb for verb in verbs if verb.senses.keys() - LIST_GROUPS and _length(chunks, at, verb.head) == size
        ]
        if (found := _tail(chunks, at + size, fitting)) is not None:
            verb, begin, end = found
            words = tuple(word for piece in chunks[at : at + size] for word in piece.words)
            whole = Chunk(words, {group: said for group, said in verb.senses.items() if group not in LIST_GROUPS})
            return [*chunks[:at], whole, *chunks[at + size : begin], *chunks[end:]]
    return chunks


def _length(chunks: Sequence[Chunk], at: int, words: Sequence[str]) -> int:
    """Return how many chunks at a place are exactly these words; 0 when they are not."""
    said: list[str] = []
    for size, piece in enumerate(chunks[at:], 1):
        said += [word.folded for word in piece.words]
        if len(said) >= len(words):
            return size if said == list(words) else 0
    return 0


def _tail(chunks: Sequence[Chunk], start: int, verbs: Sequence[Apart]) -> tuple[Apart, int, int] | None:
    """Return the verb whose second part stands at the first end before another verb begins, and where that is."""
    for at in range(start, len(chunks)):
        piece = chunks[at]
        if piece.hard:
            return None
        for verb in verbs:
            if (size := _length(chunks, at, verb.tail)) and _ends(chunks, at + size):
                return verb, at, at + size
        if _is_verb(piece):
            return None
    return None


def _is_verb(piece: Chunk) -> bool:
    return not piece.named and "verbs" in piece.senses and not {"kinds", "kinds_plural", "states"} & piece.senses.keys()
