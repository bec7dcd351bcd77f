"""Words of names and sentences in one comparable form.

Both sides of every comparison, the names of the home and the words of a sentence, go through
the same folding and the same endings, so that a crude stem is enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import re
import unicodedata

_WORD = re.compile(r"\d+(?:[.,/:]\d+)?|[^\W\d_][^\W_]*(?:['’`´][^\W_]+)*|[%°]|[.,;:!?]")
_APOSTROPHES = str.maketrans("", "", "'’`´")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "œ": "oe", "æ": "ae", "º": "°"})
_SOFT_BREAKS = frozenset(",:")
_HARD_BREAKS = frozenset(".;!?")
_MINIMUM_STEM = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, folded, and reduced to the key it is compared by.

    `soft` and `hard` tell that a comma or the end of a sentence stands before it.
    """

    text: str
    folded: str
    key: str
    start: int
    end: int
    soft: bool = False
    hard: bool = False

    @property
    def is_number(self) -> bool:
        """Return whether the word is written in digits."""
        return self.folded[0].isdigit()


def fold(text: str) -> str:
    """Return the text in small letters without accents and apostrophes."""
    lowered = text.casefold().translate(_APOSTROPHES).translate(_LETTERS)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


class Normaliser:
    """Turns text into words by the endings and number words of one language."""

    def __init__(
        self,
        inflections: Iterable[Sequence[str]] = (),
        numbers: Mapping[str, int] | None = None,
        synonyms: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Take `[ending, replacement]` pairs tried in their order, number words, and words taken for another."""
        self.kinds: dict[str, set[str]] = {}  # by the key of a word: the kinds of device it names
        self.totals: dict[str, int] = {}  # by the key of a word: how surely it says that all of the home is measured
        self._inflections = tuple((ending, replacement) for ending, replacement in inflections)
        self.numbers = {fold(word): value for word, value in (numbers or {}).items()}
        self._keys: dict[str, str] = {word: str(value) for word, value in self.numbers.items()}
        self._synonyms = {
            self._stem(fold(said)): self._stem(fold(meant))
            for meant, words in (synonyms or {}).items()
            for said in words
        }

    def key(self, folded: str) -> str:
        """Return the key by which a folded word is compared: digits, or its stem."""
        known = self._keys.get(folded)
        if known is None:
            stem = self._stem(folded)
            known = self._synonyms.get(stem, stem)
            if len(self._keys) < 50_000:  # a bound: the words of hostile texts are not kept for ever
                self._keys[folded] = known
        return known

    def _stem(self, folded: str) -> str:
        for ending, replacement in self._inflections:
            if folded.endswith(ending) and len(folded) - len(ending) + len(replacement) >= _MINIMUM_STEM:
                return folded[: len(folded) - len(ending)] + replacement
        return folded

    def words(self, text: str) -> list[Word]:
        """Split a text into its words."""
        found: list[Word] = []
        soft = hard = False
        for match in _WORD.finditer(text):
            raw = match.group()
            if raw in _SOFT_BREAKS:
                soft = True
                continue
            if raw in _HARD_BREAKS:
                hard = True
                continue
            folded = fold(raw)
            if not folded:
                continue
            found.append(Word(raw, folded, self.key(folded), match.start(), match.end(), soft, hard))
            soft = hard = False
        return found

    def keys(self, text: str) -> tuple[str, ...]:
        """Return only the keys of a text's words."""
        return tuple(word.key for word in self.words(text))
