"""Music and films by name, which Home Assistant's own intent searches for and plays."""

from collections.abc import Sequence

from ..home.index import HomeIndex
from ..home.words import Word
from .lexicon import Lexicon
from .request import PlatformIntent, Value

SEARCH_AND_PLAY = "HassMediaSearchAndPlay"
_VALUES = frozenset(("units", "levels", "degrees", "attributes"))
_TITLE = ("attributes", "media_title")  # "the song": no value that could be set


class MediaReader:
    """Reads `play X on Y` where X is no device of the home."""

    def __init__(
        self, words: Sequence[Word], text: str, lexicon: Lexicon, index: HomeIndex, area_id: str | None
    ) -> None:
        """Take the words of the sentence, the sentence itself, and the asker's room."""
        self._words = words
        self._text = text
        self._lexicon = lexicon
        self._index = index
        self._area_id = area_id
        self._folded = [word.folded for word in words]
        self._keys = [word.key for word in words]
        self._only_plays = True

    def read(self) -> PlatformIntent | None:
        """Return the search, or `None` when the sentence asks for none."""
        bounds = self._bounds() if self._index.of_kind("media_player") else None
        if bounds is None:
            return None
        start, until, beyond = bounds
        while start < until - 1 and any(group == "fillers" for group, _ in self._groups(start)[1]):
            start += self._groups(start)[0]
        end, where = self._where(start, until)
        where = where or (self._place(beyond, len(self._words)) if beyond < len(self._words) else {})
        if end <= start or not any(self._unknown(at) for at in range(start, end)):
            return None
        if not self._only_plays and not self._told_as_music(start, end, on_player="name" in where):
            return None
        query = self._text[self._words[start].start : self._words[end - 1].end]
        if not where and self._area_id:
            where = {"preferred_area_id": self._area_id}
        return PlatformIntent(intent=SEARCH_AND_PLAY, slots={"search_query": query, **where}, words=self._text)

    def _groups(self, at: int) -> tuple[int, set[tuple[str, str]]]:
        """Return the longest phrase at a place with its senses."""
        for length, senses in self._lexicon.at(self._folded, at):
            return length, {(sense.group, sense.value) for sense in senses}
        return 1, set()

    def _bounds(self) -> tuple[int, int, int] | None:
        """Return where the object of the verb begins and ends, and where the sentence goes on after its second part.

        Only politeness may stand around them.
        """
        start, end = 0, len(self._words)
        while end > 0 and any(g == "fillers" for g, _ in self._groups(end - 1)[1]):
            end -= 1
        while start < end:
            length, senses = self._groups(start)
            if (apart := self._apart(start, end)) is not None:
                return apart
            if ("verbs", "play") in senses:
                meanings = {value for group, value in senses if group == "verbs"}
                self._only_plays = meanings == {"play"}
                return start + length, end, len(self._words)
            if not any(group == "fillers" for group, _ in senses):
                return self._before_verb(start, end)
            start += length
        return None

    def _apart(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the bounds in `spiel X auf Y ab` and `zet X op in Y`."""
        for verb in self._lexicon.apart.get(self._folded[start], ()):
            after, size = start + len(verb.head), len(verb.tail)
            if "play" not in verb.senses.get("verbs", ()) or tuple(self._folded[start:after]) != verb.head:
                continue
            ends = (at for at in range(after + 1, end - size + 1) if tuple(self._folded[at : at + size]) == verb.tail)
            for at in ends:
                if at + size == end or self._place(at + size, end):
                    self._only_plays = verb.senses["verbs"] == ("play",)
                    return after, at, at + size
        return None

    def _before_verb(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the bounds in `X auf Y spielen`, where verbs may stand last."""
        for at in range(start + 1, end) if self._lexicon.particles_last else ():
            for length, senses in self._lexicon.at(self._folded, at):
                meanings = {sense.value for sense in senses if sense.group == "verbs"}
                if at + length == end and meanings == {"play"}:
                    return start, at, len(self._words)
        return None

    def _told_as_music(self, start: int, end: int, *, on_player: bool) -> bool:
        """Return whether what is to be played or where says so, if its verb may mean more: `put on the song ...`."""
        said = {sense for at in range(start, end) for sense in self._groups(at)[1]}
        foreign = [at for at in range(start, end) if self._unknown(at) and not self._groups(at)[1]]
        valued = any(sense[0] in _VALUES and sense != _TITLE for sense in said)
        values = valued or any(self._words[at].is_number for at in range(start, end))
        told = ("kinds", "media_player") in said or on_player
        return told and bool(foreign) and not values

    def _where(self, start: int, end: int) -> tuple[int, dict[str, Value]]:
        """Return where the query ends, and the player or room named after it."""
        for at in range(start + 1, end - 1):
            if name := self._place(at, end):
                return at, name
        return end, {}

    def _place(self, at: int, end: int) -> dict[str, Value]:
        """Return the player or room that is all that is said from a preposition on."""
        length, senses = self._groups(at)
        if ("prepositions", "in") not in senses:
            return {}
        begins = at + length
        while begins < end and any(g == "determiners" for g, _ in self._groups(begins)[1]):
            begins += 1
        return self._named(begins, end)

    def _named(self, start: int, end: int) -> dict[str, Value]:
        home = self._index.home
        keys = self._keys[start:end]
        if not keys:
            return {}
        bare = [key for key in keys if key not in self._index.normaliser.small]  # "the speaker in the bedroom"
        for entity_id in (*self._index.entity_phrases.get(keys), *self._index.entity_phrases.get(bare)):
            if entity_id.startswith("media_player."):
                return {"name": home.entities[entity_id].name}
        for area_id in self._index.area_phrases.get(keys):
            return {"area": home.areas[area_id].name}
        for floor_id in self._index.floor_phrases.get(keys):
            return {"floor": home.floors[floor_id].name}
        return {}

    def _unknown(self, at: int) -> bool:
        """Return whether a word says nothing of the home or of playing in general."""
        _, senses = self._groups(at)
        general = {"kinds", "kinds_plural", "fillers", "determiners", "prepositions", "verbs", "states", "pronouns"}
        general |= {"repeats", "quantifiers", "places", "conjunctions"}
        return not any(group in general for group, _ in senses) and not self._index.knows_key(self._keys[at])
