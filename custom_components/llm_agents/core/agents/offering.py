"""One question at the end of an answer: a name that was meant twice, a habit, or what is likely asked next.

Only after a turn that went well, to a known person, and once per conversation at most; a yes goes the way of any yes.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
import logging

from ..home.grounding import ground
from ..home.model import Entity
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Asker, Origin, Status, Turn
from ..language.answers import Answerer
from ..language.calling import called_in
from ..language.memories import MemoryAsk, MemoryRequest
from ..language.outcome import Acted, Memo, Outcome, Remembered
from ..language.phrases import phrases
from ..language.request import Act, Talk, TalkRequest
from ..memory.facts import Draft, Evidence, Fact, FactKind, How
from ..memory.manual import may_be_offered
from ..memory.memory import Memory, MemoryRefused
from ..memory.prediction import Predictor, key_of
from .clock import Clock
from .dialogue import Dialogue
from .habit_desk import HabitDesk
from .languages import Languages
from .outcomes import status_of
from .pending import AskedMemory, requests_of
from .ports import World
from .telling_habits import told_habit
from .turning import Turning

_LOGGER = logging.getLogger(__name__)

MEANT = "meant"
"""The topic of a correction: its words were said of one thing, and another was meant."""

REFUSED = "refused"
_ONCE, _TWICE = 0.4, 0.65
_KEPT_CONVERSATIONS = 256
_LOOKED_BACK = 2000  # turns
_GOOD = frozenset({Status.DONE, Status.UNDER_WAY, Status.ANSWERED, Status.SCHEDULED})
_SILENT = frozenset({Talk.YES, Talk.NO, Talk.STOP, Talk.CANCEL, Talk.UNDO})


@dataclass(kw_only=True)
class Offers:
    """Makes offers; those of habits by their desk."""

    memory: Memory
    desk: HabitDesk
    world: World
    languages: Languages
    clock: Clock
    predictor: Predictor = field(default_factory=Predictor)
    predictions: bool = True
    _offered: OrderedDict[str, None] = field(default_factory=OrderedDict)

    async def open(self, journal: AsyncJournal) -> None:
        """Bring back what became of habits, and in which order people asked for things; awaited once, at the start."""
        await self.desk.book.open()
        self.predictor.forget()
        for turn in reversed(await journal.latest(_LOOKED_BACK)):
            self.note(turn)

    async def offer(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Return the question with which a turn ends, if there is one to ask; it never spoils the turn."""
        try:
            meant = await self._meant(turning, dialogue)
            if not self._may_offer(turning):
                return []
            found = meant or await self._habit(turning) or self._next(turning)
        except Exception:
            _LOGGER.exception("An offer failed")
            return []
        if found:
            self._offered[turning.utterance.conversation_id] = None
            while len(self._offered) > _KEPT_CONVERSATIONS:
                self._offered.popitem(last=False)
        return found

    async def refused(self, asked: Sequence[AskedMemory], asker: Asker) -> None:
        """Note a no, so that the same is not asked again."""
        for one in asked:
            if one.request.ask is MemoryAsk.HABIT:
                await self.desk.dismiss(one.request.text, asker)
            elif one.request.ask is MemoryAsk.NAME and one.request.topic == MEANT:
                for fact_id in one.facts:
                    await self._refuse_name(fact_id, asker)

    def note(self, turn: Turn) -> None:
        """Take in a turn that was journaled, for what follows on what."""
        self.predictor.note(turn, self.world.local(datetime.fromisoformat(turn.at)))

    def _may_offer(self, turning: Turning) -> bool:
        utterance = turning.utterance
        talk = [request.talk for request in turning.requests if isinstance(request, TalkRequest)]
        answering = bool(_SILENT.intersection(talk)) and not _is_correction(turning)
        return (
            utterance.asker.user_id is not None
            and utterance.asker.origin is not Origin.AUTOMATION
            and turning.planned_by is None
            and utterance.conversation_id not in self._offered
            and not answering
            and status_of(turning.outcomes) in _GOOD
        )

    async def _meant(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Note what was meant by words that were taken for another thing; ask after the second time."""
        acts = [request for request in turning.requests if isinstance(request, Act)]
        last = dialogue.last
        if not _is_correction(turning) or last is None or len(acts) != 1 or len(acts[0].entity_ids) != 1:
            return []
        before = [request for request in requests_of(last) if isinstance(request, Act)]
        reader = await self.languages.reader(turning.utterance.language)
        if reader is None or len(before) != 1 or before[0].entity_ids == acts[0].entity_ids:
            return []
        name = called_in(before[0].words, last.language, reader.index(self.world.home()))
        if not name:
            return []
        fact = await self._note_meant(name, acts[0].entity_ids, turning)
        known = self.memory.names(turning.utterance.asker.user_id).get(acts[0].entity_ids[0], ())
        if fact is None or fact.confidence < _TWICE or fact.value == REFUSED or name in known:
            return []
        request = MemoryRequest(
            ask=MemoryAsk.NAME,
            text=name,
            about=acts[0].entity_ids,
            topic=MEANT,
            shared=False,
            words=turning.utterance.text,
        )
        return [Remembered(request=request, memo=Memo.ASKED, facts=(fact,), asked={fact.fact_id: name})]

    async def _note_meant(self, name: str, about: tuple[str, ...], turning: Turning) -> Fact | None:
        utterance = turning.utterance
        old = next(
            (f for f in self.memory.list(utterance.asker.user_id) if f.topic == MEANT and f.text == name.casefold()),
            None,
        )
        draft = Draft(
            kind=FactKind.CORRECTION,
            text=name.casefold(),
            evidence=Evidence(how=How.WORDS, turn_id=turning.turn_id, words=utterance.text),
            about=about,
            user_id=utterance.asker.user_id,
            confidence=_ONCE,
            topic=MEANT,
            value=old.value if old is not None and old.about == about else None,
        )
        try:
            return await self.memory.learn(draft)
        except MemoryRefused:
            return None

    async def _refuse_name(self, fact_id: str, asker: Asker) -> None:
        fact = self.memory.get(fact_id, asker.user_id)
        if fact is not None and fact.kind is FactKind.CORRECTION:
            await self.memory.correct(fact_id, asker.user_id, fact.evidence, text=fact.text, value=REFUSED)

    async def _habit(self, turning: Turning) -> Sequence[Outcome]:
        utterance = turning.utterance
        habit = self.desk.book.to_offer(utterance.asker.user_id) if self.desk.works else None
        if habit is None or not self.desk.is_here(habit):
            return []
        words = phrases(utterance.language)
        question = told_habit(habit, words, Answerer(words, self.world.home()), "ask")
        return [await self.desk.ask(habit, question, turning)]

    def _next(self, turning: Turning) -> Sequence[Outcome]:
        """Offer what is likely asked next, where it is not so already and nothing about it is delicate."""
        if not self.predictions:
            return []
        now = turning.turn(self.world)
        asker = turning.utterance.asker
        found = self.predictor.next(asker.user_id, key_of(now), self.world.local(self.clock.now()))
        if found is None or len(found.acts) != 1:
            return []
        act, home, states = found.acts[0], self.world.home(), self.world.states
        devices = [home.entities.get(entity_id) for entity_id in act.entity_ids]
        if not all(device is not None and self._is_plain(device, asker) for device in devices):
            return []
        grounded = ground(act, home, states)
        if grounded.problems or not grounded.steps:
            return []
        waiting = tuple(i for i in act.entity_ids if i not in grounded.already)
        asked = {i: state.state for i in waiting if (state := states(i)) is not None}
        return [Acted(act=act, asked=asked, usual=True)] if asked else []

    def _is_plain(self, device: Entity, asker: Asker) -> bool:
        allowed = may_be_offered(device.domain, device.device_class)
        return allowed and self.world.may_control(asker.user_id, device.entity_id)


def _is_correction(turning: Turning) -> bool:
    """Return whether a turn takes the one before back and does the same to another thing."""
    first = turning.requests[0] if turning.requests else None
    return len(turning.requests) == 2 and isinstance(first, TalkRequest) and first.talk is Talk.UNDO
