"""Put something else in the place of what a fact says wrongly: `it is Tuesday` of `the bins go out on Monday`."""

from collections.abc import Iterator, Sequence

from ..home.words import Word
from .lexicon import Lexicon, lexicon, says
from .numbers import number_at

_SHORT = 4  # words, up to which only a part is said anew
_SMALL = ("determiners", "prepositions", "fillers", "pronouns")
_ALIKE = ("times", "time_nouns", "colors", "whites", "modes", "states", "levels", "ordinals")


def amended(old: str, new: str, language: str) -> str:
    """Return a text with the part exchanged that is of one kind with a few new words: a number, a day, a colour.

    A longer new text is taken whole, and so is one that is of no kind that the old one has.
    """
    try:
        words = lexicon(language)
    except LookupError:
        return new
    said, known = words.normaliser.words(new), words.normaliser.words(old)
    if not said or len(said) > _SHORT:
        return new
    kind = next((found for _, _, found in _parts(said, words)), None)
    place = next((part for part in _parts(known, words) if part[2] == kind), None) if kind else None
    if place is None:
        return new
    begin, end, _ = place
    start = next((at for at, _, _ in _parts(said, words)), 0)
    changed = new[said[start].start : said[-1].end]
    return f"{old[: known[begin].start]}{changed}{old[known[end - 1].end :]}"


def number_in(text: str, language: str) -> float | int | None:
    """Return the first number in a text."""
    try:
        words = lexicon(language)
    except LookupError:
        return None
    said = words.normaliser.words(text)
    found = next((n for at in range(len(said)) if (n := number_at(said, at, words)) is not None), None)
    if found is None:
        return None
    return int(found.value) if float(found.value).is_integer() else found.value


def _parts(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a text that are of a kind: from where to where, and of which."""
    folded = [word.folded for word in words]
    at = 0
    while at < len(words):
        number = number_at(words, at, lexicon)
        if number is not None and words[at].is_number:
            yield at, at + number.length, "number"
            at += number.length
            continue
        hit = lexicon.match(folded, at, *_ALIKE)
        small = says(lexicon.senses(folded[at]), _SMALL)
        if hit is not None and not (small and hit[0] == 1):
            group = hit[2].partition(" ")[0] if hit[1] == "times" else hit[1]
            yield at, at + hit[0], group
        at += hit[0] if hit is not None else 1
