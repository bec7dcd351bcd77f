"""From words to requests: our reader, then Home Assistant's recognisers, then a model."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
import logging
from typing import Protocol

from ..home.index import HomeIndex, index_of
from ..home.model import Home, StateReader
from ..home.retrieval import retrieve
from ..home.words import Normaliser
from ..journal.record import Asker, Layer
from ..language.outcome import Remark, Said
from ..language.phrases import phrases
from ..language.reader import READER_THRESHOLD, ReadContext, Reader
from ..language.request import Act, Problem, Question, Reading, Reason, Request, Talk, TalkRequest
from ..models.protocol import ChatModel
from .clock import Clock
from .deliberation import Deliberation, Matter
from .dialogue import Dialogue
from .ports import World
from .prompt import Earlier
from .shortlist import Clues, likely, named

_LOGGER = logging.getLogger(__name__)
LONGEST = 2000
"""Letters of one sentence or a few; what is longer is not read."""

_EARLIER_TURNS = 2
_PLAIN_WORDS = Normaliser()
_ABSENT = frozenset({Reason.NO_SUCH_DEVICE, Reason.NO_SUCH_AREA, Reason.NOT_IN_AREA})
_GIVEN_UP = frozenset({Remark.CANNOT, Remark.NOT_UNDERSTOOD, Remark.TOO_LONG, Remark.BROKE_OFF})


class SentenceReader(Protocol):
    """What reads sentences of one language without a model."""

    def index(self, home: Home) -> HomeIndex:
        """Return the index of a home in the language."""

    def read(self, text: str, home: Home, states: StateReader, context: ReadContext) -> Reading:
        """Return what a sentence asks for."""

    def hints(self, text: str) -> Sequence[str]:
        """Return the domains that a sentence speaks of without naming a device."""


type ReaderFactory = Callable[[str], SentenceReader]
"""Make the reader of a language; raises `LookupError` where there is none. May read files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a sentence asks for, and who understood it."""

    layer: Layer
    requests: tuple[Request, ...] = ()
    said: Said | None = None
    spoken: Sequence[str] = ()
    model: str | None = None
    trusted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One sentence as it came in."""

    text: str
    language: str
    asker: Asker


@dataclass(slots=True)
class Languages:
    """The readers of the languages, made when a language is first spoken, off the event loop."""

    factory: ReaderFactory = Reader
    _readers: dict[str, SentenceReader | None] = field(default_factory=dict)

    async def reader(self, language: str) -> SentenceReader | None:
        """Return the reader of a language, `None` where there are no data for it."""
        if language not in self._readers:
            self._readers[language] = await asyncio.to_thread(self._make, language)
        return self._readers[language]

    def _make(self, language: str) -> SentenceReader | None:
        phrases(language)  # its file is read here, not on the event loop
        try:
            return self.factory(language)
        except LookupError:
            return None


class Understanding:
    """Reads sentences, each layer only when the one before was not sure."""

    def __init__(self, world: World, languages: Languages, clock: Clock) -> None:
        """Understand what is said about a world."""
        self._world = world
        self._languages = languages
        self._clock = clock

    async def understand(
        self, heard: Heard, dialogue: Dialogue, models: Sequence[ChatModel], speak: Callable[[str], None]
    ) -> Understood:
        """Return what a sentence asks for; `speak` takes what a model says while it says it."""
        if len(heard.text) > LONGEST:
            return Understood(layer=Layer.NONE, said=Said(remark=Remark.NOT_UNDERSTOOD))
        reader = await self._languages.reader(heard.language)
        reading = self._read(reader, heard, dialogue) if reader else _heard_talk(heard)
        if not _is_sure(reading):
            reading = await self._recognise(heard) or reading
        if reading is not None and _is_sure(reading):
            return Understood(layer=Layer.LOCAL, requests=reading.requests)
        precise = _precise(reading)
        asked = [model for model in models if model.available and (model.trusted or not _is_absence(precise))]
        if not asked:
            return precise or Understood(layer=Layer.NONE, said=Said(remark=Remark.NOT_UNDERSTOOD))
        index = reader.index(self._world.home()) if reader else index_of(self._world.home(), _PLAIN_WORDS)
        clues = clues_of(heard, dialogue, reader, reading)
        understood = await self._deliberate(heard, dialogue, index, clues, asked, speak)
        gave_up = understood.said is not None and understood.said.remark in _GIVEN_UP and not understood.spoken
        return precise if precise and gave_up else understood

    def _read(self, reader: SentenceReader, heard: Heard, dialogue: Dialogue) -> Reading | None:
        pending = dialogue.pending(self._clock.now())
        context = ReadContext(
            area_id=heard.asker.area_id,
            last=dialogue.last_requests(),
            pending=pending.choice if pending else None,
        )
        try:
            return reader.read(heard.text, self._world.home(), self._world.states, context)
        except Exception:
            _LOGGER.exception("The reader failed")
            return None

    async def _recognise(self, heard: Heard) -> Reading | None:
        try:
            reading = await self._world.recognise(heard.text, heard.asker, heard.language)
        except Exception:
            _LOGGER.exception("Home Assistant's recognisers failed")
            return None
        return reading if _is_sure(reading) else None

    async def _deliberate(
        self,
        heard: Heard,
        dialogue: Dialogue,
        index: HomeIndex,
        clues: Clues,
        models: Sequence[ChatModel],
        speak: Callable[[str], None],
    ) -> Understood:
        matter = Matter(
            text=heard.text,
            home=index.home,
            states=self._world.states,
            likely=lambda words: likely(words, index, clues),
            named=lambda words: named(words, index, clues),
            called=lambda words, limit: retrieve(words, index, limit),
            reading=clues.reading,
            earlier=[Earlier(words=turn.words, answer=turn.answer) for turn in dialogue.turns[-_EARLIER_TURNS:]],
            claims=phrases(heard.language).words("claims"),
        )
        found = await Deliberation(matter, speak).run(models)
        model = found.model
        return Understood(
            layer=Layer(model.layer) if model else Layer.NONE,
            requests=found.requests,
            said=found.said or (None if found.requests else Said(remark=Remark.NOT_UNDERSTOOD)),
            spoken=tuple(found.spoken),
            model=model.name if model else None,
            trusted=model.trusted if model else True,
        )


def clues_of(heard: Heard, dialogue: Dialogue, reader: SentenceReader | None, reading: Reading | None) -> Clues:
    """Return what helps to find the devices of a sentence that was not read surely."""
    last = [item for item in dialogue.last_requests() if isinstance(item, Act | Question)][-1:]
    return Clues(
        domains=reader.hints(heard.text) if reader else (),
        area_id=heard.asker.area_id,
        reading=reading,
        spoken_of=[entity_id for request in last for entity_id in request.entity_ids],
    )


def _is_sure(reading: Reading | None) -> bool:
    return reading is not None and reading.understood and reading.confidence >= READER_THRESHOLD


def _precise(reading: Reading | None) -> Understood | None:
    """Return what a doubtful reading says precisely cannot be; it is better than not understood."""
    if reading is None or not reading.requests or not all(isinstance(item, Problem) for item in reading.requests):
        return None
    return Understood(layer=Layer.LOCAL, requests=reading.requests)


def _is_absence(precise: Understood | None) -> bool:
    """Return whether all that was read is a wish for what is not there: a guess would be no better."""
    return precise is not None and all(
        isinstance(request, Problem) and request.reason in _ABSENT for request in precise.requests
    )


def _heard_talk(heard: Heard) -> Reading | None:
    """Hear a yes, a no and the like in a language that has no reader yet: whole sentences of its catalogue."""
    words = " ".join("".join(letter for letter in heard.text.casefold() if letter.isalnum() or letter == " ").split())
    for talk, sentences in phrases(heard.language).groups("heard").items():
        if words in sentences:
            request = TalkRequest(talk=Talk(talk), words=heard.text)
            return Reading(requests=(request,), confidence=1.0, language=heard.language)
    return None
