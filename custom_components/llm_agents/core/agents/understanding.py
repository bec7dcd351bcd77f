"""From words to requests: our reader, then Home Assistant's recognisers, then what may be meant, then a model."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
import logging

from ..home.index import HomeIndex, index_of
from ..home.retrieval import retrieve
from ..home.words import Normaliser
from ..journal.record import Asker, Layer
from ..language.outcome import Outcome, Remark, Said
from ..language.phrases import phrases
from ..language.reader import READER_THRESHOLD, ReadContext
from ..language.request import Act, Problem, Question, Reading, Reason, Request, Talk, TalkRequest
from ..memory.memory import Memory
from ..memory.naming import Naming
from ..models.protocol import ChatModel, ModelUnavailable, Ranker
from .clock import Clock
from .deliberation import Deliberation, Matter, warm_up
from .dialogue import Dialogue
from .languages import Languages, SentenceReader
from .licence import licence_of
from .origins import Provenance, Source
from .ports import World
from .prompt import Earlier
from .shortlist import Clues, likely, named
from .spending import Spending
from .suggesting import Suggester, prime

_LOGGER = logging.getLogger(__name__)
LONGEST = 2000
"""Letters of one sentence or a few; what is longer is not read."""

RANK_SECONDS = 2.0
"""Seconds that a comparison by meaning may take."""

EARLIER_TURNS = 2
"""Earlier exchanges of a conversation that a model is told."""

_PLAIN_WORDS = Normaliser()
_NOT_UNDERSTOOD = Said(remark=Remark.NOT_UNDERSTOOD)
_ABSENT = frozenset({Reason.NO_SUCH_DEVICE, Reason.NO_SUCH_AREA, Reason.NOT_IN_AREA})
_GIVEN_UP = frozenset({Remark.CANNOT, Remark.NOT_UNDERSTOOD, Remark.TOO_LONG, Remark.BROKE_OFF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a sentence asks for, and who understood it.

    Where a run with tools `served` it, `outcomes` are what is to be told beside what it did.
    """

    layer: Layer
    requests: tuple[Request, ...] = ()
    said: Said | None = None
    spoken: Sequence[str] = ()
    model: str | None = None
    trusted: bool = True
    served: bool = False
    outcomes: tuple[Outcome, ...] = ()
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One sentence as it came in."""

    text: str
    language: str
    asker: Asker


type RunModels = Callable[[Sequence[ChatModel], HomeIndex, Clues], Awaitable[Understood | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minds:
    """What can be asked when the reader is not sure, in the order of asking.

    `run` lets models serve that can use tools; it returns `None` where none of them answered.
    """

    models: Sequence[ChatModel] = ()
    rankers: Sequence[Ranker] = ()
    run: RunModels | None = None
    spending: Spending | None = None


class Understanding:
    """Reads sentences, each layer only when the one before was not sure."""

    def __init__(self, world: World, languages: Languages, clock: Clock, memory: Memory) -> None:
        """Understand what is said about a world, with the names for things that are in a memory."""
        self._world = world
        self._naming = Naming(memory)
        self._languages = languages
        self._clock = clock

    async def warm_up(self, mind: ChatModel | Ranker, language: str) -> None:
        """Let what has just come read what it will be shown every time."""
        if isinstance(mind, Ranker):
            await prime(mind, language)
        else:
            await warm_up(mind, self._world.home())

    async def understand(
        self, heard: Heard, dialogue: Dialogue, minds: Callable[[], Minds], speak: Callable[[str], None]
    ) -> Understood:
        """Return what a sentence asks for; `speak` takes what a model says while it says it.

        `minds` is asked for only where the sentence goes up.
        """
        if len(heard.text) > LONGEST:
            return Understood(layer=Layer.NONE, said=_NOT_UNDERSTOOD)
        reader = await self._languages.reader(heard.language)
        reading = self._read(reader, heard, dialogue) if reader else _heard_talk(heard)
        if not _is_sure(reading):
            reading = await self._recognise(heard) or reading
        if reading is not None and _is_sure(reading):
            return Understood(layer=Layer.LOCAL, requests=reading.requests)
        home = self._naming.home(self._world.home(), heard.asker.user_id)
        index = reader.index(home) if reader else index_of(home, _PLAIN_WORDS)
        clues = clues_of(heard, dialogue, reader, reading)
        return await self._go_up(heard, dialogue, index, clues, minds(), speak)

    async def _go_up(
        self,
        heard: Heard,
        dialogue: Dialogue,
        index: HomeIndex,
        clues: Clues,
        minds: Minds,
        speak: Callable[[str], None],
    ) -> Understood:
        """Ask the layers above the reader: a model that is believed, then what may be meant, then one that guesses.

        What is left to those that guess is never a wish for what is not there: a guess would be no better.
        """
        precise = _precise(clues.reading)
        last = precise or _partly(clues.reading) or Understood(layer=Layer.NONE, said=_NOT_UNDERSTOOD)
        believed = [model for model in minds.models if model.available and model.trusted]
        guessing = [model for model in minds.models if model.available and not model.trusted]
        for tools, models in _asked(believed, guessing, runs=minds.run is not None):
            if tools and minds.run is not None:
                understood = await minds.run(models, index, clues)
            else:
                understood = await self._deliberate(heard, dialogue, index, clues, models, speak, minds.spending)
            if understood is None:
                continue
            if not _gave_up(understood):
                return understood
            last = last if precise or last.requests else understood
            if not _was_lost(understood):
                break
        if _is_absence(precise):
            return last
        if (suggested := await self._suggest(heard, index, clues, minds.rankers)) is not None:
            return _joined(last, suggested)
        if guessing and not believed:
            understood = await self._deliberate(heard, dialogue, index, clues, guessing, speak, minds.spending)
            return last if _gave_up(understood) and last.requests else _joined(last, understood)
        return last

    async def _suggest(
        self, heard: Heard, index: HomeIndex, clues: Clues, rankers: Sequence[Ranker]
    ) -> Understood | None:
        """Return the one act that a sentence which asks for nothing most likely means; it will be asked about."""
        ranker = next((ranker for ranker in rankers if ranker.available), None)
        if ranker is None:
            return None
        text = _rest(heard.text, clues.reading)
        try:
            suggester = Suggester(index, self._world.states, heard.language)
            proposals = suggester.proposals(text, clues)
            ranking = await ranker.rank(suggester.comparison(text, proposals), timeout=RANK_SECONDS)
            act = suggester.chosen(proposals, ranking, text)
        except ModelUnavailable as err:
            _LOGGER.debug("Nothing was compared: %s", err)
            return None
        except Exception:
            _LOGGER.exception("What may be meant could not be found")
            return None
        if act is None:
            return None
        return Understood(layer=Layer.APP, requests=(act,), model=ranker.name, trusted=False)

    def _read(self, reader: SentenceReader, heard: Heard, dialogue: Dialogue) -> Reading | None:
        pending = dialogue.pending(self._clock.now())
        context = ReadContext(
            area_id=heard.asker.area_id,
            last=dialogue.last_requests(),
            pending=pending.choice if pending else None,
        )
        try:
            home = self._naming.home(self._world.home(), heard.asker.user_id)
            return reader.read(heard.text, home, self._world.states, context)
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
        spending: Spending | None,
    ) -> Understood:
        matter = Matter(
            text=heard.text,
            home=index.home,
            states=self._world.states,
            likely=lambda words: likely(words, index, clues),
            named=lambda words: named(words, index, clues),
            called=lambda words, limit: retrieve(words, index, limit),
            reading=clues.reading,
            earlier=[Earlier(words=turn.words, answer=turn.answer) for turn in dialogue.turns[-EARLIER_TURNS:]],
            claims=phrases(heard.language).words("claims"),
        )
        found = await Deliberation(matter, speak, spending).run(models)
        model = found.model
        return Understood(
            layer=Layer(model.layer) if model else Layer.NONE,
            requests=found.requests,
            said=found.said or (None if found.requests else Said(remark=Remark.NOT_UNDERSTOOD)),
            spoken=tuple(found.spoken),
            model=model.name if model else None,
            trusted=model.trusted if model else True,
            provenance=Provenance(
                sources=frozenset({Source.DEVICE_NAME}), licence=licence_of(heard.text, index, clues)
            ),
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


def _asked(
    believed: Sequence[ChatModel], guessing: Sequence[ChatModel], *, runs: bool
) -> list[tuple[bool, list[ChatModel]]]:
    """Return the models that are asked one after the other until one answers, those in a row that use tools together.

    Those that only guess are asked in the end, where no other one answered.
    """
    grouped = groupby(believed, key=lambda model: runs and model.capabilities.tools)
    found = [(tools, list(models)) for tools, models in grouped]
    if found and guessing:
        if found[-1][0]:
            found.append((False, []))
        found[-1][1].extend(guessing)
    return found


def _was_lost(understood: Understood) -> bool:
    """Return whether no model answered to the end."""
    return understood.said is not None and understood.said.remark is Remark.BROKE_OFF


def _gave_up(understood: Understood) -> bool:
    """Return whether a model made nothing of a sentence, and said nothing."""
    if understood.served:
        cannot = [item for item in understood.outcomes if isinstance(item, Said) and item.remark is Remark.CANNOT]
        return bool(cannot) and not understood.spoken
    return understood.said is not None and understood.said.remark in _GIVEN_UP and not understood.spoken


def _partly(reading: Reading | None) -> Understood | None:
    """Return the requests of a sentence that were read surely where others were not; they are asked about."""
    if reading is None or not any(isinstance(request, Act) for request in reading.sure):
        return None
    return Understood(layer=Layer.LOCAL, requests=reading.sure, trusted=False)


def _rest(text: str, reading: Reading | None) -> str:
    """Return a sentence without the clauses that were read surely."""
    for request in reading.sure if reading else ():
        if isinstance(request, Act) and request.words:
            text = text.replace(request.words, " ")
    return text


def _joined(partly: Understood, more: Understood) -> Understood:
    """Return what was read surely of a sentence with what another layer makes of the rest, all to be asked about."""
    if partly.trusted or more.trusted or not more.requests:
        return more
    devices = {i for request in more.requests if isinstance(request, Act) for i in request.entity_ids}
    sure = [r for r in partly.requests if not (isinstance(r, Act) and devices.intersection(r.entity_ids))]
    return replace(more, requests=(*sure, *more.requests))


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
