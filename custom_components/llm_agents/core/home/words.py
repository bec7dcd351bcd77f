"""Words of names and sentences in one comparable form.

Both sides of every comparison, the names of the home and the words of a sentence, go through
the same folding and the same endings, so that a crude stem is enough.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
import re
import unicodedata

_WORD = re.compile(r"\d+(?:[.,/:]\d+)?|[^\W\d_][^\W_]*(?:['’`´][^\W_]+)*|[%°]|[.,;:!?]")
_APOSTROPHES = str.maketrans("", "", "'’`´")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "œ": "oe", "æ": "ae", "º": "°"})
_SOFT_BREAKS = frozenset(",:")
_HARD_BREAKS = frozenset(".;!?")
_APOSTROPHE = re.compile("['’`´]")
_MINIMUM_STEM = 3
_MOST_CUTS = 3  # parts of one compound, which bounds what a hostile word can cost


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


def written(words: Iterable[Word]) -> str:
    """Return words as they were written: the parts of a compound in one."""
    text, end = "", None
    for word in words:
        text += word.text if word.start == end or not text else f" {word.text}"
        end = word.end
    return text


def fold(text: str) -> str:
    """Return the text in small letters without accents and apostrophes."""
    lowered = text.casefold().translate(_APOSTROPHES).translate(_LETTERS)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


def _small(text: str) -> str:
    """Return the text in small letters, its accents kept."""
    return unicodedata.normalize("NFC", text.casefold())


def _end(raw: str, start: int, length: int) -> int:
    """Return where as many folded letters end in a word as it was written: `ß` is two of them."""
    ends = range(start + 1, len(raw))
    return next((end for end in ends if len(fold(raw[start:end])) >= length), len(raw))


class Compounds:
    """Cuts words that are written together: a compound before its head, a verb before its pronoun."""

    def __init__(
        self,
        heads: Iterable[str],
        minimum: int,
        cuts: Mapping[str, tuple[str, ...]],
        whole: Set[str],
        small: Set[str] = frozenset(),
    ) -> None:
        """Take the heads (`lampe`), the fewest letters before one, cuts known beforehand, and words never cut.

        `small` words are no parts: `Hintertür` is no door behind something.
        """
        self._heads = frozenset(heads)
        self._minimum = minimum
        self._longest = max(map(len, self._heads), default=0)
        self._shortest = min(map(len, self._heads), default=1)
        self._cuts = cuts
        self._whole = whole
        self._small = small

    def parts(self, folded: str) -> tuple[str, ...]:
        """Return the parts of a word; the word alone when it is none."""
        tail: tuple[str, ...] = ()
        while folded not in self._whole and len(tail) < _MOST_CUTS:
            if known := self._cuts.get(folded):
                return (*known, *tail)
            longest = min(self._longest, len(folded) - self._minimum)
            lengths = range(longest, self._shortest - 1, -1)
            heads = (folded[-n:] for n in lengths if folded[-n:] in self._heads)
            head = next((found for found in heads if folded[: -len(found)] not in self._small), None)
            if head is None:
                break
            folded, tail = folded[: -len(head)], (head, *tail)
        return (folded, *tail)


class Normaliser:
    """Turns text into words by the endings and number words of one language."""

    def __init__(
        self,
        inflections: Iterable[Sequence[str]] = (),
        numbers: Mapping[str, int] | None = None,
        synonyms: Mapping[str, Iterable[str]] | None = None,
        *,
        alternations: Iterable[Sequence[str]] = (),
        elisions: Iterable[str] = (),
        accents: Iterable[str] = (),
    ) -> None:
        """Take `[ending, replacement]` pairs tried in their order, number words, and words taken for another.

        `alternations` are pairs for what an ending leaves (a stem's last letters that change with it),
        `elisions` words that an apostrophe joins to the next one, `accents` words that would be others without theirs.
        """
        self.kinds: dict[str, set[str]] = {}  # by the key of a word: the kinds of device it names
        self.small: set[str] = set()  # keys of words that a name can be said without: "of", "in", "the"
        self.totals: dict[str, int] = {}  # by the key of a word: how surely it says that all of the home is measured
        self.compounds: Compounds | None = None
        self._elisions = frozenset(fold(word) for word in elisions)
        self._accented = frozenset(map(_small, accents))
        self._stages = tuple(
            tuple((fold(ending), fold(replacement)) for ending, replacement in pairs)
            for pairs in (inflections, alternations)
        )
        self.numbers = {self._folded(word): value for word, value in (numbers or {}).items()}
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
            stem = self._stem(fold(folded))
            known = self._synonyms.get(stem, stem)
            if len(self._keys) < 50_000:  # a bound: the words of hostile texts are not kept for ever
                self._keys[folded] = known
        return known

    def _stem(self, folded: str) -> str:
        for stage in self._stages:
            for ending, replacement in stage:
                if folded.endswith(ending) and len(folded) - len(ending) + len(replacement) >= _MINIMUM_STEM:
                    folded = folded[: len(folded) - len(ending)] + replacement
                    break
        return folded

    def forms(self, folded: str) -> Iterator[str]:
        """Yield the forms of a word that its endings make: those that have the same key."""
        for ending, _ in self._stages[0]:
            if ending and self.key(folded + ending) == self.key(folded):
                yield folded + ending

    def _folded(self, raw: str) -> str:
        return small if self._accented and (small := _small(raw)) in self._accented else fold(raw)

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
            for written, folded, start in self._parts(raw, match.start()):
                found.append(Word(written, folded, self.key(folded), start, start + len(written), soft, hard))
                soft = hard = False
        return found

    def _parts(self, raw: str, start: int) -> Iterator[tuple[str, str, int]]:
        """Yield the words that one run of letters is made of: written, folded, and where it begins."""
        if self._elisions and (cut := _APOSTROPHE.search(raw)) and fold(raw[: cut.start()]) in self._elisions:
            yield raw[: cut.start()], fold(raw[: cut.start()]), start
            raw, start = raw[cut.end() :], start + cut.end()
        folded = self._folded(raw)
        parts = self.compounds.parts(folded) if self.compounds else (folded,)
        if len(parts) == 1:
            if folded:
                yield raw, folded, start
            return
        at = 0
        for number, part in enumerate(parts):
            end = len(raw) if number + 1 == len(parts) else _end(raw, at, len(part))
            yield raw[at:end], part, start + at
            at = end

    def keys(self, text: str) -> tuple[str, ...]:
        """Return only the keys of a text's words."""
        return tuple(word.key for word in self.words(text))
