"""What a model's sentence reports about the home, so that it is told from what holds instead.

What was done is known from outcomes, how things are from states; a model's word for either is worth nothing. What it
makes of texts that it was given to read (a calendar, a list) is its own to tell.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
import re

from ..home.index import HomeIndex
from ..home.model import Home
from ..home.retrieval import retrieve, rooms_named
from ..language.reports import Reports
from .saying import ClaimFilter

_NAMED = 8  # devices that one sentence may be about, at most
_LEAST_LETTERS = 4  # of a word that shows where a sentence is from
_WORLDLY = 3  # words by which a sentence about kinds of device tells of the world, not of the home
_WORD = re.compile(r"\w+")
_WRITTEN_CALL = re.compile(r"^\s*(?:[\[{`]|<\W?\w*(?:tool|function)|\w+\()")


class Kind(Enum):
    """What a sentence of a model is."""

    TALK = "talk"
    REPORT = "report"  # of how devices are, or what was done to them: told from the states
    CLAIM = "claim"  # that something was done, of no device in particular
    UNSEEN = "unseen"  # about devices that were not looked at


class Claims:
    """Tells what the sentences of a model report, for one home in one language."""

    def __init__(self, words: Sequence[str], index: HomeIndex, reports: Reports | None = None) -> None:
        """Know the words in which something is claimed, and the names of the home; `reports` reads its kinds."""
        self._claiming = ClaimFilter(words, ())
        self._reports = reports
        self._index = index
        home = index.home
        self._places = [folded(place.name) for places in (home.areas, home.floors) for place in places.values()]
        self._read: set[str] = set()
        self._seen: set[str] = set()
        self._pictured = False

    def saw(self, entity_ids: Iterable[str]) -> None:
        """Note that states were read."""
        self._seen.update(entity_ids)

    def read(self, *texts: str) -> None:
        """Note texts that were read; a sentence with words of theirs tells of them."""
        self._read.update(_words(" ".join(texts)))

    def looked(self) -> None:
        """Note that a picture was looked at: what a model saw beside devices is its own to tell."""
        self._pictured = True

    def kind_of(self, sentence: str, *, of_home: bool = True) -> tuple[Kind, tuple[str, ...]]:
        """Return what a sentence is, and the devices that it names, or is about by their kind.

        `of_home` is whether an act was wished or tried: where not, what is plainly about the world is talk.
        """
        named = named_in(sentence, self._index)
        before = self._claiming.before(sentence)
        claims = bool(before)
        told = self._reports.kinds(sentence, claims=claims) if self._reports is not None else ()
        if (claims or told) and named:
            return Kind.REPORT, named
        if named:
            return (Kind.TALK if self._pictured or self._seen.issuperset(named) else Kind.UNSEEN), named
        from_texts = self._is_from_texts(sentence)
        world = None if of_home else self._reports
        if told and not (world is not None and world.foreign(sentence) >= _WORLDLY):
            found = self._of_kinds(told, sentence)
            return (Kind.REPORT if found else Kind.CLAIM), found
        if claims and not (world is not None and (world.is_general(sentence) or all(map(world.is_of_another, before)))):
            return (Kind.TALK if from_texts else Kind.CLAIM), ()
        said = folded(sentence)
        if not (self._seen or from_texts) and any(place in said for place in self._places):
            return Kind.UNSEEN, ()
        return Kind.TALK, ()

    def _is_from_texts(self, sentence: str) -> bool:
        """Return whether most of what a sentence says stood in texts that were read."""
        words = _words(sentence)
        return bool(words) and 2 * len(words & self._read) >= len(words)

    def _of_kinds(self, kinds: Sequence[str], sentence: str) -> tuple[str, ...]:
        """Return the devices of some kinds, in the places that a sentence names, else anywhere."""
        places: Sequence[str | None] = rooms_named(sentence, self._index) or [None]
        return tuple(dict.fromkeys(i for kind in kinds for place in places for i in self._index.of_kind(kind, place)))


def named_in(sentence: str, index: HomeIndex) -> tuple[str, ...]:
    """Return the devices whose whole name stands in a sentence."""
    said, found = folded(sentence), retrieve(sentence, index, _NAMED)
    return tuple(
        entity.entity_id for entity in found if any(folded(name) in said for name in (entity.name, *entity.aliases))
    )


def folded(text: str) -> str:
    """Return the words of a text in small letters, with a space around each: whole words of it are found so."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def is_written_call(text: str) -> bool:
    """Return whether a model wrote a call of a tool as text, or other code: nothing that can be said."""
    return _WRITTEN_CALL.match(text) is not None


def place_of(area_id: str | None, home: Home) -> str:
    """Return the name of an area, empty where there is none."""
    area = home.areas.get(area_id) if area_id else None
    return area.name if area is not None else ""


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _LEAST_LETTERS or word.isdigit()}
