"""Requests with times and conditions: what is wanted, and when.

The words of times and conditions are taken out of the sentence; what is left is read as any other
sentence, and the requests are put under them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..home.index import HomeIndex
from ..home.model import State, StateReader
from ..home.words import Word
from .conditions import ConditionReader
from .lexicon import Lexicon
from .moments import When
from .request import Act, Condition, Conditional, PlatformIntent, Problem, Reading, Reason, Request, Scheduled
from .segments import Segmenter, Unclear, settle
from .sides import Marker, Sides
from .times import Mention, TimeReader, Use, variants
from .wishes import Unread, area_of, beyond, is_absence, is_wish, under
from .wording import Wording

_DOUBTFUL = 0.4

type Alone = Callable[[str, Sequence[Request], str | None, StateReader], Reading]
"""Read a part of the sentence by itself: its text, the requests before it, the room that is meant, the states."""


@dataclass(slots=True)
class Deferred:
    """The requests of a sentence with times or conditions, and how sure they are."""

    requests: list[Request] = field(default_factory=list)
    confidence: float = 1.0


class DeferredReader:
    """Reads one sentence with times or conditions."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        lexicon: Lexicon,
        index: HomeIndex,
        states: StateReader,
        area_id: str | None,
        alone: Alone,
        threshold: float,
    ) -> None:
        """Take the sentence, and what reads a part of it; below `threshold` a reading is not understood."""
        self._text = text
        self._words = words
        self._places = {word.start: at for at, word in enumerate(words)}
        self._lexicon = lexicon
        self._index = index
        self._states = states
        self._area_id = area_id
        self._alone = alone
        self._threshold = threshold
        self._wording = Wording(words, lexicon)
        self._sides = Sides(words, self._wording)
        self._conditions = ConditionReader(lexicon, index, states)
        self._confidence = 1.0

    def read(self) -> Deferred | None:
        """Return what is wanted and when; `None` when nothing is put off, or not in a way that is understood."""
        mentions = TimeReader(self._words, self._lexicon, self._index).mentions()
        for variant in variants(mentions):
            if not variant and self._sides.marker(self._words) is None:
                continue
            self._confidence = 1.0
            try:
                return Deferred(self._plan(list(self._words), variant), self._confidence)
            except Unread, Unclear:
                continue
        return None

    def _plan(self, words: list[Word], mentions: Sequence[Mention]) -> list[Request]:
        """Return the requests of the sentence; raise `Unread` when they are not understood."""
        points = [mention for mention in mentions if mention.use is Use.AT]
        kept = self._without(words, points)
        marker = self._sides.marker(kept)
        uses = {mention.use for mention in mentions}
        if Use.STANDING in uses or (marker is not None and marker.says == "whenever"):
            return [self._standing(kept, mentions, marker)]
        if Use.VAGUE in uses:
            raise Unread
        if marker is None:
            return self._timed(words, mentions)
        if len(points) > 1:
            raise Unclear
        found = self._conditional(kept, [mention for mention in mentions if mention not in points], marker)
        return self._put_off(found, points[0].when, None, words, kept) if points else found

    def _standing(self, words: list[Word], mentions: Sequence[Mention], marker: Marker | None) -> Problem:
        """Tell that what is for again and again is an automation's, where it is a wish at all."""
        wishes = [words] if marker is None else [rest for _, rest in self._sides.cuts(words, marker)]
        for wish in wishes:
            try:
                self._plain(self._without(wish, mentions), ())
            except Unread:
                continue
            return Problem(reason=Reason.STANDING, words=self._text)
        raise Unread

    def _timed(
        self,
        words: list[Word],
        mentions: Sequence[Mention],
        last: Sequence[Request] = (),
        area_id: str | None = None,
        *,
        later: bool = False,
    ) -> list[Request]:
        """Read the parts of some words, each with its own time or that of its neighbours.

        `later` when none of it is for now, whatever its time.
        """
        parts = Segmenter(self._words, mentions, self._wording).segments(words)
        read: list[list[Request]] = []
        for at, part in enumerate(parts):
            before = [*last, *(request for found in read for request in found)]
            late = later or part.when is not None
            try:
                read.append(self._plain(part.rest, before, area_id, later=late))
            except Unread:
                if not at:
                    raise
                # "turn off the tv at 7 and the lamp at 8": with the verb of the part before
                both = self._plain([*parts[at - 1].rest, *part.rest], last, area_id, later=late)
                read.append(beyond(read[-1], both))
        settle(parts, read)
        told: list[Request] = []
        pairs = zip(parts, read, strict=True)
        for (when, until), group in groupby(pairs, key=lambda pair: (pair[0].when, pair[0].until)):
            same = list(group)
            requests = [request for _, found in same for request in found]
            said = [word for part, _ in same for word in part.words]
            kept = [word for part, _ in same for word in part.rest]
            told += self._put_off(requests, when, until, said, kept)
        return told

    def _plain(
        self,
        words: Sequence[Word],
        last: Sequence[Request],
        area_id: str | None = None,
        *,
        later: bool = False,
    ) -> list[Request]:
        """Read words without times and conditions as a wish; raise `Unread` when they are none."""
        states = self._unknown if later else self._states
        reading = self._alone(self._said(words), last, area_id, states) if words else None
        if reading is None or not reading.requests or reading.unread or not all(map(is_wish, reading.requests)):
            raise Unread
        # What is told to be impossible is so later too: nobody is to act on it now.
        precise = all(isinstance(request, Problem) for request in reading.requests)
        if reading.confidence < (_DOUBTFUL if precise else self._threshold):
            raise Unread
        self._confidence = min(self._confidence, max(reading.confidence, self._threshold))
        return list(reading.requests)

    def _unknown(self, entity_id: str) -> State | None:
        """Return a state without what is not known of later: whether the device will be on."""
        state = self._states(entity_id)
        return replace(state, state="unknown") if state is not None else None

    def _put_off(
        self,
        requests: Sequence[Request],
        when: When | None,
        until: When | None,
        words: Sequence[Word],
        kept: Sequence[Word],
    ) -> list[Request]:
        """Put requests under a time; what cannot be done is told at once.

        Where nothing can be done now, the words alone are left for then.
        """
        if when is None and until is None:
            return list(requests)
        told: list[Request] = []
        said, command = self._said(words), self._said(kept)
        if when is not None and when.is_span and all(is_absence(request) for request in requests):
            return [Scheduled(requests=tuple(requests), when=when, until=until, command=command, words=said)]
        later = tuple(request for request in requests if not isinstance(request, Problem))
        if later:
            told.append(Scheduled(requests=later, when=when, until=until, command=command, words=said))
        for problem in (request for request in requests if isinstance(request, Problem)):
            waiting = None
            if isinstance(problem.act, Act | Conditional | PlatformIntent):
                waiting = Scheduled(requests=(problem.act,), when=when, until=until, command=command, words=said)
            told.append(replace(problem, act=waiting))
        return told

    def _conditional(self, words: list[Word], mentions: Sequence[Mention], marker: Marker) -> list[Request]:
        """Read `if it is above 23 turn on the fan, otherwise turn it off`."""
        words, other = self._sides.otherwise(words, marker.at)
        wished: Sequence[Word] | None = None
        for said, wanted in self._sides.cuts(words, marker):
            try:
                then, conditions = self._under(said, wanted, mentions, marker)
            except Unread:
                continue
            if conditions:
                otherwise = self._timed(other, mentions, then) if other else []
                return under(then, otherwise, conditions, marker, self._said(words))
            wished = said if wished is None else wished
        if wished is None:
            raise Unread
        return [Problem(reason=Reason.CANNOT_TELL, words=self._said(wished))]

    def _under(
        self, said: Sequence[Word], wanted: Sequence[Word], mentions: Sequence[Mention], marker: Marker
    ) -> tuple[list[Request], tuple[Condition, ...]]:
        """Return the requests and the conditions that two sides of a sentence are; no conditions where none are read.

        Raises `Unread` where there is no wish.
        """
        later = marker.says in ("when", "either")
        area_id = None
        held = self._conditions.read(said, self._area_id)
        if held is not None:
            # "if the temperature in the guest room is above 23 set it to 22": there.
            named = self._conditions.area_ids
            area_id = next(iter(named)) if len(named) == 1 else None
        spoken_of = [condition.question for condition in held or () if condition.question is not None]
        then = self._timed(list(wanted), mentions, spoken_of, area_id, later=later)
        room = area_of(then, self._index) or self._area_id
        conditions = held if room == self._area_id else self._conditions.read(said, room)
        if conditions and marker.says == "unless":
            one = len(conditions) == 1  # of several, no word says which one must not be
            conditions = (replace(conditions[0], negated=not conditions[0].negated),) if one else None
        return then, conditions or ()

    def _without(self, words: Sequence[Word], mentions: Iterable[Mention]) -> list[Word]:
        gone = {at for mention in mentions for at in range(mention.start, mention.end)}
        return [word for word in words if self._places[word.start] not in gone]

    def _said(self, words: Sequence[Word]) -> str:
        """Return words as they were written, what was taken out between them left out."""
        runs = groupby(enumerate(words), key=lambda pair: self._places[pair[1].start] - pair[0])
        pieces = [[word for _, word in run] for _, run in runs]
        return " ".join(self._text[piece[0].start : piece[-1].end] for piece in pieces)
