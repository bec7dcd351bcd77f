"""From words to chunks: each the longest run of words that means one thing.

A chunk keeps all its meanings; which one counts is decided by its place in the clause.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from ..home.index import HomeIndex
from ..home.words import Word, written
from .lexicon import MENDED, Lexicon
from .numbers import Number, added_fraction, number_at, quantity_at

SPELLING_PENALTY = 0.1
_SHORTEST_PART = 3  # letters of a part of a compound
_NONE: frozenset[str] = frozenset()
_MEASURED = frozenset(("percent", "degree", "celsius", "fahrenheit", "kelvin"))
_CHANGING = frozenset(("set", "raise", "lower"))
_VALUING = frozenset(("change", "ensure"))  # verbs that change something when a value is said
LIST_GROUPS = frozenset(
    (
        "timer_verbs",
        "timer_words",
        "list_verbs",
        "list_links",
        "list_questions",
        "duties",
        "totals",
        "list_polite",
        "list_words",
        "topics",
        "weather_conditions",
        "comparators",
        "connectives",
        "daylight",
        "events",
        "forecast",
        "hours",
        "nobody",
        "plans",
        "spans",
        "time_links",
        "time_nouns",
        "time_units",
    )
)


@dataclass(slots=True)
class Chunk:
    """Some words with what they may mean: senses by group, places and devices by name, a number."""

    words: tuple[Word, ...]
    senses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    number: float | None = None
    keys: tuple[str, ...] = field(init=False)
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note the keys of its words and the kinds of device it names: they are compared with many devices."""
        self.keys = tuple(word.key for word in self.words)
        senses = self.senses
        self.kinds = frozenset(senses.get("kinds", ()) + senses.get("kinds_plural", ()))

    @property
    def text(self) -> str:
        """Return its words as written."""
        return written(self.words)

    @property
    def named(self) -> bool:
        """Return whether it is the full name of something in the home."""
        return bool(self.entities or self.areas or self.floors)

    @property
    def soft(self) -> bool:
        """Return whether a comma stands before it."""
        return self.words[0].soft

    @property
    def hard(self) -> bool:
        """Return whether a sentence ended before it."""
        return self.words[0].hard

    def value(self, group: str) -> str | None:
        """Return its first meaning in a group."""
        values = self.senses.get(group)
        return values[0] if values else None


def correct(words: Sequence[Word], lexicon: Lexicon, index: HomeIndex) -> tuple[list[Word], float]:
    """Mend words that are neither of the language nor of the home; return them and the doubt that adds."""
    mended: list[Word] = []
    doubt = 0.0
    skip = False
    for i, word in enumerate(words):
        if skip:
            skip = False
            continue
        following = words[i + 1] if i + 1 < len(words) else None
        joined = word.folded + following.folded if following else ""
        together = following is not None and following.start == word.end
        known = _is_known(word, lexicon, index)
        if together and not (known and following and _is_known(following, lexicon, index)):
            skip = (meant := index.spelling.closest(joined)) is not None and index.split_compound(meant[0]) is not None
            if skip and meant:  # "Stelampe", which is cut as "Stehlampe" is
                mended.extend(_parts(word, meant[0], lexicon, index))
                doubt += SPELLING_PENALTY
                continue
        if (alike := _alike(word, lexicon, index)) is not None:
            mended.append(replace(word, key=alike))
            doubt += SPELLING_PENALTY
        elif known:
            mended.append(word)
        elif following and index.knows(joined):
            mended.append(_as(word, joined, lexicon))  # "dish washer" for "dishwasher"
            skip = True
        elif index.split_compound(word.folded):
            mended.extend(_parts(word, word.folded, lexicon, index))  # "livingroom" for "living room"
        elif lexicon.normaliser.compounds and (parts := _of_home(word.folded, lexicon, index)):
            mended.extend(_as(word, part, lexicon) for part in parts)  # "keukenwaterkoker", the kettle of the kitchen
        elif (closest := _closest(word.folded, lexicon, index, opens=not mended or word.soft or word.hard)) is not None:
            mended.extend(_parts(word, closest, lexicon, index))
            doubt += SPELLING_PENALTY
        elif word.key != word.folded and (stem := index.stem_spelling.closest(word.key)) is not None:
            mended.append(replace(word, key=stem[0]))  # an ending hides how near the word is
            doubt += SPELLING_PENALTY
        else:
            mended.append(word)
    return mended, doubt


def _alike(word: Word, lexicon: Lexicon, index: HomeIndex) -> str | None:
    """Return the word of the home for much the same as one that it does not know: its loft for "attic"."""
    if index.knows_key(word.key) or lexicon.senses(word.folded):
        return None
    known = [key for key in lexicon.alike.get(word.key, ()) if index.knows_key(key)]
    return known[0] if len(known) == 1 else None


def _is_known(word: Word, lexicon: Lexicon, index: HomeIndex) -> bool:
    """Return whether a word is one of the language or of the home."""
    said = word.is_number or word.folded in lexicon.words or lexicon.inflected(word.key)
    return bool(said) or index.knows(word.folded) or index.knows_key(word.key)


def _of_home(folded: str, lexicon: Lexicon, index: HomeIndex) -> tuple[str, str] | None:
    """Return a compound as a place and what is there, the longest place first."""
    key = lexicon.normaliser.key
    for at in range(len(folded) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        place, rest = folded[:at], folded[at:]
        if index.areas(key(place)) and (index.ids(key(rest)) or lexicon.inflected(key(rest))):
            return place, rest
    return None


def _parts(word: Word, meant: str, lexicon: Lexicon, index: HomeIndex) -> list[Word]:
    """Return a word as what it was meant to be, cut where a name has it in parts."""
    return [_as(word, part, lexicon) for part in index.split_compound(meant) or (meant,)]


def _closest(folded: str, lexicon: Lexicon, index: HomeIndex, *, opens: bool) -> str | None:
    """Return the word meant. Of the language's own words only a verb that opens, or a kind of device."""
    found = [hit for hit in (index.spelling.closest(folded),) if hit]
    own = lexicon.spelling.closest(folded)
    if own and any(s.group in MENDED or (opens and s.group == "verbs") for s in lexicon.senses(own[0])):
        found.append(own)
    if not found:
        return None
    found.sort(key=lambda hit: hit[1])
    if len(found) > 1 and found[0][1] == found[1][1] and found[0][0] != found[1][0]:
        return None
    return found[0][0]


def _as(word: Word, folded: str, lexicon: Lexicon) -> Word:
    key = lexicon.normaliser.key(folded)
    return Word(word.text, folded, key, word.start, word.end, word.soft, word.hard)


def chunk(words: Sequence[Word], lexicon: Lexicon, index: HomeIndex, *, names: bool = True) -> list[Chunk]:
    """Cut words into chunks, the longest meaning first; a name of the home wins over as many words.

    With `names` false only the language's own phrases are looked for.
    """
    found = _cut(words, lexicon, index if names else None)
    if names and (measuring := _measuring(found, lexicon)):
        return _cut(words, lexicon, index, measuring)
    return found


def _cut(words: Sequence[Word], lexicon: Lexicon, index: HomeIndex | None, without: Set[str] = _NONE) -> list[Chunk]:
    keys = [word.key for word in words]
    folded = [word.folded for word in words]
    found: list[Chunk] = []
    at = 0
    while at < len(words):
        piece = _longest(words, keys, folded, at, lexicon, index, without)
        found.append(piece)
        at += len(piece.words)
        number = found[-2] if len(found) > 1 and "units" in piece.senses else None
        if number is not None and number.number is not None and (more := added_fraction(words, at, lexicon)):
            number.number += more.value  # "nineteen degrees and a half"
            at += more.length
    return found


def _measuring(chunks: Sequence[Chunk], lexicon: Lexicon) -> frozenset[str]:
    """Return the sensors whose names only say what is to be changed: `raise the kitchen temperature`."""
    verbs = {value.partition(" ")[0] for chunk in chunks for value in chunk.senses.get("verbs", ())}
    valued = any(chunk.number is not None or "levels" in chunk.senses for chunk in chunks)
    wished = verbs & _CHANGING or (verbs & _VALUING and valued)
    if not wished or any("questions" in chunk.senses for chunk in chunks):
        return _NONE
    return frozenset(i for chunk in chunks if _is_measured(chunk, lexicon) for i in chunk.entities)


def _is_measured(chunk: Chunk, lexicon: Lexicon) -> bool:
    if len(chunk.words) < 2 or not all(entity_id.startswith("sensor.") for entity_id in chunk.entities):
        return False
    return any(sense.group == "attributes" for word in chunk.words for sense in lexicon.senses(word.folded))


def _part_of_unit(words: Sequence[Word], at: int, lexicon: Lexicon) -> Number | None:
    """Read `half a` before a unit that is not of time: `half a degree`."""
    amount = quantity_at(words, at, lexicon)
    end = at + amount.length if amount else len(words)
    units = lexicon.units.get(words[end].folded, frozenset()) if end < len(words) else frozenset()
    return amount if units & _MEASURED else None


def _longest(
    words: Sequence[Word],
    keys: Sequence[str],
    folded: Sequence[str],
    at: int,
    lexicon: Lexicon,
    index: HomeIndex | None,
    without: Set[str],
) -> Chunk:
    names = {}
    if index is not None:
        names = {
            "entities": index.entity_phrases.longest(keys, at, without),
            "areas": index.area_phrases.longest(keys, at),
            "floors": index.floor_phrases.longest(keys, at),
        }
    length = max((hit[0] for hit in names.values() if hit), default=0)
    senses: dict[str, tuple[str, ...]] = {}
    lexical = 0
    for size, meanings in lexicon.at(folded, at):
        useful = [sense for sense in meanings if sense.group not in LIST_GROUPS]
        if useful and not any(word.hard or word.soft for word in words[at + 1 : at + size]):
            lexical = size
            for sense in useful:
                senses[sense.group] = (*senses.get(sense.group, ()), sense.value)
            break
    number = number_at(words, at, lexicon) or _part_of_unit(words, at, lexicon)
    if not (lexical or length > 1 or number):
        for sense in lexicon.inflected(keys[at]):
            senses[sense.group] = (*senses.get(sense.group, ()), sense.value)
    spoken = number.length if number else 0
    if length > 1 and length >= max(lexical, spoken):
        senses, number = (senses if lexical == length else {}), None
    elif spoken and spoken >= lexical:
        length, senses = spoken, (senses if lexical == spoken else {})
    elif lexical:
        length, number = max(length, lexical), None
    size = max(length, 1)
    piece = Chunk(tuple(words[at : at + size]), senses)
    piece.number = number.value if number and number.length == size else None
    for kind, hit in names.items():
        if hit and hit[0] == size:
            setattr(piece, kind, hit[1])
    return piece


def corrects(chunks: Sequence[Chunk], at: int) -> bool:
    """Return whether a word takes back what was said; one that negates does so only where a pause follows."""
    piece = chunks[at]
    if "corrections" not in piece.senses or piece.named:
        return False
    pauses = len(chunks) == 1 or any(after.soft or after.hard for after in chunks[at + 1 : at + 2])
    return "negations" not in piece.senses or pauses
