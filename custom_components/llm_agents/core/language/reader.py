"""The reader: a sentence in, typed requests out, in milliseconds and without a model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..home.index import HomeIndex, index_of
from ..home.model import Home, StateReader
from ..home.words import Word
from .acts import ActReader, Outcome
from .chunks import chunk, correct, corrects
from .clauses import split
from .confidence import THRESHOLD, absence, calibrated, certainty
from .deferring import DeferredReader
from .energy_reading import EnergyReader
from .energy_words import EnergyWords, energy_words
from .follow_ups import FollowUps
from .frame import Frame, Operation
from .hints import hinted_domains
from .lexicon import Lexicon, lexicon
from .lists import ListReader
from .media import SEARCH_AND_PLAY, MediaReader
from .memory_words import MemoryWords, memory_words
from .particles import settle
from .plans import PlanReader
from .platform import PlatformReader
from .questions import QuestionReader
from .remembering import MemoryReader
from .request import (
    Act,
    Conditional,
    PlatformIntent,
    Problem,
    Reading,
    Reason,
    Request,
    Scheduled,
    Span,
    Talk,
    TalkRequest,
)
from .sharing import share
from .slots import SlotFiller
from .timers import TimerReader, durations
from .wording import Wording

_ENOUGH = 0.6
"""The score from which a part of a sentence is taken for read. One word left over (0.75) is forgiven, two (0.5) are
not, and a request for nothing but a device that is not there (0.55) may be understood by a layer above."""
_PARTLY = 0.85
_MAXIMUM_WORDS = 150
_UNREAD_PENALTY = 0.25
_NOT_UNDERSTOOD = 0.2
_DOUBTFUL = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What was before the sentence.

    `area_id` is the asker's room, `last` the requests of the conversation's turns before
    (newest last), `pending` the question "which one?" that waits. What is read is not `whole`
    when its times and conditions were taken out already.
    """

    area_id: str | None = None
    last: Sequence[Request] = ()
    pending: Problem | None = None
    whole: bool = True


READER_THRESHOLD = THRESHOLD


class Reader:
    """Reads one language. Raises `LookupError` at construction when there are no data for it."""

    def __init__(self, language: str = "en") -> None:
        """Load the language's data; reads a file, so construct it outside the event loop."""
        self.language = language
        self._lexicon: Lexicon = lexicon(language)
        self.memory_words: MemoryWords = memory_words(language, self._lexicon)
        self.energy_words: EnergyWords = energy_words(language, self._lexicon)

    def index(self, home: Home) -> HomeIndex:
        """Return the index of a home in this language."""
        return index_of(home, self._lexicon.normaliser)

    def hints(self, text: str) -> tuple[str, ...]:
        """Return the domains of devices that a sentence speaks of without naming one."""
        return hinted_domains(text, self._lexicon)

    def read(self, text: str, home: Home, states: StateReader, context: ReadContext | None = None) -> Reading:
        """Return what a sentence asks for; the confidence is how likely it is right, to act on from `THRESHOLD`."""
        reading = self.score(text, home, states, context)
        return replace(reading, confidence=round(calibrated(reading.confidence), 3))

    def score(self, text: str, home: Home, states: StateReader, context: ReadContext | None = None) -> Reading:
        """Return what a sentence asks for with the bare score for its confidence, before it is calibrated."""
        return _Sentence(self, self._lexicon, text, home, states, context or ReadContext()).whole()


class _Sentence:
    """The reading of one sentence."""

    def __init__(
        self, reader: Reader, words: Lexicon, text: str, home: Home, states: StateReader, context: ReadContext
    ) -> None:
        self._reader = reader
        self._language = reader.language
        self._lexicon = words
        self._text = text
        self._context = context
        self._states = states
        self._words = words.normaliser.words(text)
        self._index = reader.index(home)
        self._follow_ups = FollowUps(self._index, context.last, words)

    def read(self) -> Reading:
        if not self._words or len(self._words) > _MAXIMUM_WORDS:
            return self._reading([], 0.0)
        if (talk := self._talk()) is not None:
            return self._reading([talk], 1.0)
        if (joined := self._parts()) is not None:
            return joined
        if (served := self._served()) is not None:
            return self._reading([served], certainty(served))
        late = self._context.whole and self._lexicon.may_defer([word.folded for word in self._words])
        if late and (deferred := self._deferred()) is not None:
            return deferred
        if (played := self._played()) is not None:
            return self._reading([played], certainty(played))
        words, doubt = correct(self._words, self._lexicon, self._index)
        spans = durations(words, self._lexicon)
        frames = self._frames(words)
        if self._context.pending is not None and len(frames) == 1 and not frames[0].verb and not frames[0].question:
            outcome = self._follow_ups.choose(self._context.pending, frames[0])
            if outcome is not None:
                return self._reading(outcome.requests, 0.95 - doubt)
        if (held := self._held_back(frames, timed=bool(spans))) is not None:
            return self._reading([held], certainty(held))
        if spans:
            return self._reading([], _NOT_UNDERSTOOD)  # for how long, or when: not to be done at once
        return self._requests(frames, doubt)

    def _energy(self) -> EnergyReader:
        return EnergyReader(self._words, self._text, self._lexicon, self._index, self._reader.energy_words)

    def whole(self) -> Reading:
        """Return the reading; that the energy plan is meant where nothing else was understood, and nothing else could be."""
        reading = self.read()
        meant = self._energy().sure() if reading.confidence < _ENOUGH and not self._index.home.assets else None
        return reading if meant is None else self._reading([meant], 1.0)

    def _parts(self) -> Reading | None:
        """Read requests joined by "and" one by one where one of them is for Home Assistant's own intents."""
        starts = [0, *Wording(self._words, self._lexicon).joints()]
        if len(starts) == 1:
            return None
        ends = [self._words[at].start for at in starts[1:]] + [len(self._text)]
        texts = [self._text[self._words[at].start : end] for at, end in zip(starts, ends, strict=True)]
        readings = [self._alone(text) for text in texts]
        found = [request for reading in readings for request in reading.requests]
        served = {request.intent for request in found if isinstance(request, PlatformIntent)}
        later = any(isinstance(request, Scheduled | Conditional) for request in found)
        if not served or (later and served <= {SEARCH_AND_PLAY}):
            return None
        requests = [request for reading in readings for request in reading.requests]
        unread = [word for reading in readings for word in reading.unread]
        return self._reading(requests, min(reading.confidence for reading in readings), unread)

    def _alone(self, text: str, context: ReadContext | None = None, states: StateReader | None = None) -> Reading:
        context, states = context or self._context, states or self._states
        return _Sentence(self._reader, self._lexicon, text, self._index.home, states, context).read()

    def _talk(self) -> Request | None:
        """Read a sentence about the conversation itself, energy or the memory; politeness around it does not matter."""
        folded = tuple(word.folded for word in self._words)
        known = self._lexicon.utterances
        for candidate in (folded, self._without_politeness(folded)):
            if candidate in known:
                talk, _, span = known[candidate].partition(" ")
                return TalkRequest(talk=Talk(talk), words=self._text, span=Span(span or Span.TODAY))
        memory = MemoryReader(self._words, self._text, self._lexicon, self._index, self._reader.memory_words)
        return self._energy().read() or memory.read()

    def _without_politeness(self, folded: tuple[str, ...]) -> tuple[str, ...]:
        polite = [any(s.group == "fillers" for s in self._lexicon.senses(word)) for word in folded]
        start, end = 0, len(folded)
        while start < end and polite[start]:
            start += 1
        while end > start and polite[end - 1]:
            end -= 1
        return folded[start:end]

    def _served(self) -> Request | None:
        """Read what is said of plans, and what Home Assistant's own intents serve."""
        if (planned := PlanReader(self._words, self._text, self._lexicon, self._index).read()) is not None:
            return planned
        if (listed := ListReader(self._words, self._text, self._lexicon, self._index).read()) is not None:
            return listed
        if (timed := TimerReader(self._words, self._lexicon, self._index).read()) is not None:
            return timed
        return PlatformReader(self._words, self._text, self._lexicon, self._index).read()

    def _played(self) -> Request | None:
        return MediaReader(self._words, self._text, self._lexicon, self._index, self._context.area_id).read()

    def _deferred(self) -> Reading | None:
        """Read what is wanted at a time or under a condition; `None` when that is not said, or not understood."""
        before = self._context

        def alone(text: str, last: Sequence[Request], area_id: str | None, states: StateReader) -> Reading:
            area_id, last = area_id or before.area_id, (*before.last, *last)
            return self._alone(text, ReadContext(area_id=area_id, last=last, whole=False), states)

        found = DeferredReader(
            self._text, self._words, self._lexicon, self._index, self._states, before.area_id, alone, _ENOUGH
        ).read()
        if found is None:
            return None
        partly = _PARTLY if found.confidence >= _ENOUGH else 0.0  # what of it is impossible is told
        return self._reading(found.requests, max(found.confidence, partly))

    def _frames(self, words: Sequence[Word]) -> list[Frame]:
        chunks = settle(chunk(words, self._lexicon, self._index), self._lexicon)
        follows = bool(chunks) and "conjunctions" in chunks[0].senses and not chunks[0].named
        spoken = [piece for at, piece in enumerate(chunks) if not corrects(chunks, at)]
        correcting = len(spoken) < len(chunks) and chunks[0] not in spoken[:1]
        asked = self._text.rstrip().endswith("?")
        frames: list[Frame] = []
        for clause in split(spoken):
            asked = asked or bool(frames and frames[-1].question == "is")
            wished = bool(frames and frames[-1].operation is Operation.ENSURE)
            frames.append(SlotFiller(clause, self._index, asked=asked, wished=wished).fill())
        for frame in frames[:1]:
            frame.follows, frame.correcting = follows, correcting
        shared = share(frames, self._index, self._follow_ups.spoken_of)
        for frame in shared:
            frame.entity_ids = self._follow_ups.others(frame) or frame.entity_ids
        return shared

    def _held_back(self, frames: Sequence[Frame], *, timed: bool) -> Request | None:
        """Read that something is not to be done, or not yet: then nobody may act on it now, no model either."""
        wishes = [frame for frame in frames if frame.effective and not frame.question and not frame.target.empty]
        if wishes and all(frame.negated for frame in wishes):
            return TalkRequest(talk=Talk.NO, words=self._text, about=self._meant(wishes))
        if wishes and (timed or any(frame.deferred for frame in wishes)):
            return Problem(reason=Reason.NOT_NOW, words=self._text)
        return None

    def _meant(self, wishes: Sequence[Frame]) -> tuple[str, ...]:
        """Return the devices that wishes are about, though they are not to be done."""
        plain = [replace(frame, negated=False, deferred=False) for frame in wishes]
        found = [request for frame in plain for request in self._outcome(frame, ()).requests]
        return tuple(dict.fromkeys(i for act in found if isinstance(act, Act) for i in act.entity_ids))

    def _requests(self, frames: Sequence[Frame], doubt: float) -> Reading:
        requests: list[Request] = []
        sure: list[Request] = []
        unread: list[str] = []
        confidence = 1.0 if frames else 0.0
        near: tuple[str, ...] = ()
        for frame in frames:
            outcome = self._outcome(frame, near)
            near = outcome.area_ids or near
            requests.extend(outcome.requests)
            unread.extend(frame.unread)
            own = self._confidence(frame, outcome)
            sure.extend(outcome.requests if own - doubt >= _ENOUGH else ())
            confidence = min(confidence, own)
        if any(not isinstance(request, Problem) for request in requests) and confidence > _DOUBTFUL:
            confidence = max(confidence, _PARTLY)  # the rest is read: what is missing is told with it
        reading = self._reading(requests, confidence - doubt, unread)
        return reading if reading.confidence >= _ENOUGH else replace(reading, sure=tuple(sure))

    def _outcome(self, frame: Frame, near: tuple[str, ...]) -> Outcome:
        if frame.negated or frame.deferred:
            return Outcome([], understood=False)
        if frame.question or self._follow_ups.asks_again(frame):
            return QuestionReader(self._index, self._states, self._context.area_id).read(frame)
        acts = ActReader(self._index, self._states, self._context.area_id)
        if not frame.asks_for_something and not acts.runs_by_name(frame):
            repeated = self._follow_ups.repeat(frame)
            if repeated is not None:
                return repeated
        return acts.read(frame, near)

    def _confidence(self, frame: Frame, outcome: Outcome) -> float:
        if not outcome.understood or frame.conflict:
            return _NOT_UNDERSTOOD
        absent = max((absence(request) for request in outcome.requests), default=0.0)
        return 1.0 - outcome.doubt - absent - _UNREAD_PENALTY * len(frame.unread)

    def _reading(self, requests: Sequence[Request], confidence: float, unread: Sequence[str] = ()) -> Reading:
        return Reading(
            requests=tuple(requests),
            confidence=round(min(max(confidence, 0.0), 1.0), 3),
            language=self._language,
            unread=tuple(unread),
        )
