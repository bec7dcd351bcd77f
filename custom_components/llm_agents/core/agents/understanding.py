"""From words to requests: our reader, then Home Assistant's recognisers, then what may be meant, then a model."""

from collections.abc import Callable, Sequence
import logging

from ..home.index import HomeIndex, index_of
from ..home.retrieval import retrieve
from ..home.words import Normaliser
from ..journal.record import Layer
from ..language.outcome import Remark, Said
from ..language.phrases import phrases
from ..language.reader import ReadContext
from ..language.reports import reports
from ..language.request import Reading
from ..memory.memory import Memory
from ..memory.naming import Naming
from ..models.protocol import ChatModel, ModelUnavailable, Ranker
from .clock import Clock
from .deliberation import Deliberation, Matter, warm_up
from .dialogue import Dialogue
from .hearing import Heard
from .languages import Languages, SentenceReader
from .licence import licence_of
from .origins import Provenance
from .ports import World
from .prompt import Earlier, sources_of
from .shortlist import Clues, likely, named
from .spending import Spending
from .suggesting import Suggester, prime
from .understood import (
    NOT_UNDERSTOOD,
    Minds,
    Understood,
    asked,
    clues_of,
    gave_up,
    heard_talk,
    is_absence,
    is_sure,
    joined,
    partly,
    precise_of,
    rest,
    unanswered,
    was_lost,
)

_LOGGER = logging.getLogger(__name__)
LONGEST = 2000
"""Letters of one sentence or a few; what is longer is not read."""

RANK_SECONDS = 2.0
"""Seconds that a comparison by meaning may take."""

_PLAIN_WORDS = Normaliser()


class Understanding:
    """Reads sentences, each layer only when the one before was not sure."""

    def __init__(self, world: World, languages: Languages, clock: Clock, memory: Memory) -> None:
        """Understand what is said about a world, with the names for things that are in a memory."""
        self._world = world
        self.secrets: Callable[[], Sequence[str]] = tuple
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
            return Understood(layer=Layer.NONE, said=NOT_UNDERSTOOD)
        reader = await self._languages.reader(heard.language)
        reading = await self._reading(reader, heard, dialogue)
        if is_sure(reading):
            return Understood(layer=Layer.LOCAL, requests=reading.requests)
        index = await self.index(heard)
        clues = clues_of(heard, dialogue, reader, reading)
        return await self._go_up(heard, dialogue, index, clues, minds(), speak)

    async def read(self, heard: Heard, dialogue: Dialogue) -> Reading | None:
        """Return what is surely read of a sentence without a model, `None` where it is not."""
        reader = await self._languages.reader(heard.language)
        reading = await self._reading(reader, heard, dialogue) if len(heard.text) <= LONGEST else None
        return reading if is_sure(reading) else None

    async def index(self, heard: Heard) -> HomeIndex:
        """Return the index of the home in the language of a sentence, with the asker's own names for things."""
        reader = await self._languages.reader(heard.language)
        home = self._naming.home(self._world.home(), heard.asker.user_id)
        return reader.index(home) if reader else index_of(home, _PLAIN_WORDS)

    async def _reading(self, reader: SentenceReader | None, heard: Heard, dialogue: Dialogue) -> Reading | None:
        reading = self._read(reader, heard, dialogue) if reader else heard_talk(heard)
        return reading if is_sure(reading) else await self._recognise(heard) or reading

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
        precise = precise_of(clues.reading)
        last = precise or partly(clues.reading) or Understood(layer=Layer.NONE, said=NOT_UNDERSTOOD)
        believed = [model for model in minds.models if model.available and model.trusted]
        guessing = [model for model in minds.models if model.available and not model.trusted]
        lost = False
        for tools, models in asked(believed, guessing, runs=minds.run is not None):
            if tools and minds.run is not None:
                understood = await minds.run(models, index, clues)
            else:
                understood = await self._deliberate(heard, dialogue, index, clues, models, speak, minds.spending)
            lost = understood is None or was_lost(understood)
            if understood is None:
                continue
            if not gave_up(understood):
                return understood
            last = last if precise or last.requests else understood
            if not lost:
                break
        last = unanswered(last) if lost else last
        if is_absence(precise):
            return last
        if (suggested := await self._suggest(heard, index, clues, minds.rankers)) is not None:
            return joined(last, suggested)
        if guessing and not believed:
            understood = await self._deliberate(heard, dialogue, index, clues, guessing, speak, minds.spending)
            understood = unanswered(understood) if was_lost(understood) else understood
            return last if gave_up(understood) and last.requests else joined(last, understood)
        return last

    async def _suggest(
        self, heard: Heard, index: HomeIndex, clues: Clues, rankers: Sequence[Ranker]
    ) -> Understood | None:
        """Return the one act that a sentence which asks for nothing most likely means; it will be asked about."""
        ranker = next((ranker for ranker in rankers if ranker.available), None)
        if ranker is None:
            return None
        text = rest(heard.text, clues.reading)
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
        return reading if is_sure(reading) else None

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
            earlier=Earlier.of(dialogue.of(heard.asker)),
            claims=phrases(heard.language).words("claims"),
            reports=reports(heard.language),
            secrets=self.secrets(),
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
            provenance=Provenance(sources=sources_of(matter.earlier), licence=licence_of(heard.text, index, clues)),
        )
