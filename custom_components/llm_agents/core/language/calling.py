"""What a sentence calls the thing it is about."""

from ..home.index import HomeIndex
from .chunks import chunk
from .lexicon import lexicon, says
from .slots import SlotFiller

_GENERIC = ("kinds", "kinds_plural", "pronouns", "anything", "quantifiers", "places")


def called_in(text: str, language: str, index: HomeIndex) -> str:
    """Return the words for the thing that a request is about; none where they are no name, as `the lamp` is none."""
    try:
        words = lexicon(language)
    except LookupError:
        return ""
    pieces = chunk(words.normaliser.words(text), words, index)
    target = SlotFiller(pieces, index).fill().target
    if target.empty or target.plural or target.everything:
        return ""
    folded = [word.folded for part in target.parts for word in part.chunk.words]
    generic = all(says(words.senses(word), _GENERIC) for word in folded)
    whole = any(part.chunk.areas or part.chunk.floors for part in target.parts)
    return "" if generic or whole else target.words
