"""Serving what is asked of the memory: learned only from what a person said, or said yes to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from ..home.model import Home
from ..home.words import Normaliser
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Asker, Turn
from ..language.amending import amended, number_in
from ..language.memories import MemoryAsk, MemoryRequest
from ..language.outcome import Memo, Outcome, Remembered
from ..language.remembering import TAKEN
from ..language.request import Act
from ..memory.facts import Draft, Evidence, Fact, FactKind, How
from ..memory.memory import Memory, MemoryRefused
from ..memory.offers import HabitBook
from ..memory.ranking import Recalled
from .clock import Clock
from .dialogue import Dialogue
from .execution import Executor
from .habit_desk import HabitDesk
from .languages import Languages
from .offering import Offers
from .pending import AskedMemory, facts_told, requests_of
from .ports import World
from .preferring import AVOID, Preferrer
from .turning import Turning

_TOLD = 5  # facts told at once
_SURE = 0.75  # share of the words of a fact that were said, from which it is forgotten without a question
_KINDS = {MemoryAsk.LIKE: FactKind.PREFERENCE, MemoryAsk.PREFER: FactKind.PREFERENCE, MemoryAsk.NAME: FactKind.NAME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rememberer:
    """Serves requests about the memory, each within the rights of who asks."""

    memory: Memory
    world: World
    languages: Languages
    executor: Executor
    offers: Offers

    @classmethod
    def of(cls, world: World, journal: AsyncJournal, executor: Executor, clock: Clock, languages: Languages) -> Self:
        """Return one whose memory is in a journal; it has to be opened."""
        memory = Memory(journal, clock.now)
        desk = HabitDesk(book=HabitBook(journal, clock.now), world=world)
        offers = Offers(memory=memory, desk=desk, world=world, languages=languages, clock=clock)
        return cls(memory=memory, world=world, languages=languages, executor=executor, offers=offers)

    async def open(self, journal: AsyncJournal, listen: Callable[[Callable[[Turn], None]], object]) -> None:
        """Bring back what is remembered, and listen to turns; awaited once, before the first one."""
        await self.memory.open()
        await self.offers.open(journal)
        listen(self.offers.note)

    async def serve(self, request: MemoryRequest, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Return what came of a request."""
        asker = turning.utterance.asker
        try:
            match request.ask:
                case MemoryAsk.REMEMBER | MemoryAsk.PREFER | MemoryAsk.NAME if turning.provenance.tainted:
                    return [Remembered(request=request, memo=Memo.ASKED, asked={"": request.text})]
                case MemoryAsk.NAME if request.topic == TAKEN:
                    return [Remembered(request=request, memo=Memo.NAME_TAKEN)]
                case MemoryAsk.REMEMBER | MemoryAsk.PREFER | MemoryAsk.NAME:
                    return [await self._learn(request, asker, turning.turn_id, How.WORDS)]
                case MemoryAsk.LIKE:
                    return [Remembered(request=request, memo=Memo.ASKED, asked={"": request.text})]
                case MemoryAsk.RECALL:
                    return [await self._recall(request, asker, turning.utterance.language)]
                case MemoryAsk.FORGET:
                    return [await self._forget(request, turning, dialogue)]
                case MemoryAsk.FORGET_ALL:
                    return [self._ask_forget_all(request, asker)]
                case MemoryAsk.CORRECT:
                    return [await self._correct(request, turning, dialogue)]
                case MemoryAsk.AVOID:
                    return [await self._avoid(request, turning, dialogue)]
                case MemoryAsk.APPLY:
                    return await self._apply(request, turning)
                case MemoryAsk.SUGGEST:
                    return [await self.offers.desk.tell(request, turning)]
        except MemoryRefused as err:
            return [Remembered(request=request, memo=Memo(err.refusal.value))]
        return []

    async def agreed(self, asked: AskedMemory, turning: Turning) -> Sequence[Outcome]:
        """Do what a yes was given to."""
        request, asker = asked.request, turning.utterance.asker
        try:
            match request.ask:
                case MemoryAsk.FORGET_ALL:
                    number = await self.memory.forget_all(None if request.shared else asker.user_id)
                    return [Remembered(request=request, memo=Memo.FORGOTTEN_ALL, more=number)]
                case MemoryAsk.FORGET:
                    return [await self._forget_these(request, asked.facts, asker)]
                case MemoryAsk.LIKE | MemoryAsk.NAME | MemoryAsk.REMEMBER | MemoryAsk.PREFER:
                    return [await self._learn(request, asker, asked.turn_id, How.ANSWER)]
                case MemoryAsk.HABIT:
                    return [await self.offers.desk.agreed(request, turning)]
        except MemoryRefused as err:
            return [Remembered(request=request, memo=Memo(err.refusal.value))]
        return []

    @property
    def preferrer(self) -> Preferrer:
        """Return what reads preferences."""
        return Preferrer(memory=self.memory, world=self.world)

    async def _apply(self, request: MemoryRequest, turning: Turning) -> Sequence[Outcome]:
        """Set what the asker prefers."""
        found, used = self.preferrer.preferred(request, turning.utterance.asker)
        turning.memories += used
        acts = [item for item in found if isinstance(item, Act)]
        told: list[Outcome] = [item for item in found if not isinstance(item, Act)]
        warrant = turning.warrant(turning.confirmed)
        return [*(await self.executor.act(acts, warrant, turning.ledger, turning.watch) if acts else ()), *told]

    async def _learn(self, request: MemoryRequest, asker: Asker, turn_id: str, how: How) -> Remembered:
        known = len(self.memory.list(asker.user_id))
        before = {fact.fact_id: fact for fact in self.memory.list(asker.user_id)}
        fact = await self.memory.learn(
            Draft(
                kind=_KINDS.get(request.ask, FactKind.FACT),
                text=request.text,
                evidence=Evidence(how=how, turn_id=turn_id, words=request.words),
                about=request.about,
                user_id=owner_of(request, asker),
                confidence=0.95 if how is How.ANSWER else 0.9,
                topic=request.topic,
                value=request.value,
            )
        )
        memo = Memo.LEARNED
        if len(self.memory.list(asker.user_id)) == known:
            old = before.get(fact.fact_id)
            same = old is not None and (old.text, old.value, old.about) == (fact.text, fact.value, fact.about)
            memo = Memo.CONFIRMED if same else Memo.CHANGED
        return Remembered(request=request, memo=memo, facts=(self._local(fact),))

    async def _recall(self, request: MemoryRequest, asker: Asker, language: str) -> Remembered:
        if request.text:
            found = [item.fact for item in await self._found(request, asker, language, limit=_TOLD)]
            more = 0
        else:
            seen = self.memory.list(asker.user_id)
            owners = {None} if request.shared else {asker.user_id}
            own = [fact for fact in seen if request.shared is None or fact.user_id in owners]
            found, more = own[:_TOLD], max(len(own) - _TOLD, 0)
        if not found:
            return Remembered(request=request, memo=Memo.NOTHING_KNOWN)
        return Remembered(request=request, memo=Memo.KNOWN, facts=tuple(map(self._local, found)), more=more)

    async def _found(self, request: MemoryRequest, asker: Asker, language: str, limit: int) -> Sequence[Recalled]:
        return self.memory.recall(
            request.text,
            asker.user_id,
            limit=limit,
            about=self._related(request.about),
            normaliser=await self._normaliser(language),
            called=called(self.world.home()),
        )

    def _related(self, about: Sequence[str]) -> tuple[str, ...]:
        """Return things with, for a room, what is in it."""
        inside = (e.entity_id for e in self.world.home().entities.values() if e.area_id and e.area_id in about)
        return (*about, *inside)

    async def _normaliser(self, language: str) -> Normaliser | None:
        reader = await self.languages.reader(language)
        return reader.index(self.world.home()).normaliser if reader else None

    async def _forget(self, request: MemoryRequest, turning: Turning, dialogue: Dialogue) -> Remembered:
        asker, language = turning.utterance.asker, turning.utterance.language
        if not request.text:
            last = self._last(dialogue, asker)
            if len(last) == 1:
                return await self._forget_these(request, [last[0].fact_id], asker)
            return Remembered(request=request, memo=Memo.UNCLEAR if last else Memo.NOT_THERE)
        found = [item.fact for item in await self._found(request, asker, language, limit=_TOLD)]
        if not found:
            return Remembered(request=request, memo=Memo.NOT_THERE)
        sure = [fact for fact in found if await self._is_said(request.text, fact, language)]
        if len(sure) == 1:
            return await self._forget_these(request, [sure[0].fact_id], asker)
        meant = [fact for fact in found if set(fact.about) & set(request.about)] or sure or found[:1]
        asked = {fact.fact_id: fact.text for fact in meant}
        return Remembered(request=request, memo=Memo.ASKED, facts=tuple(meant), asked=asked)

    async def _is_said(self, text: str, fact: Fact, language: str) -> bool:
        """Return whether nearly all words of a fact were said."""
        words = await self._normaliser(language) or Normaliser()
        said, known = set(words.keys(text)), set(words.keys(fact.text))
        return bool(known) and len(known & said) / len(known) >= _SURE

    async def _forget_these(self, request: MemoryRequest, fact_ids: Sequence[str], asker: Asker) -> Remembered:
        gone = [await self.memory.forget(fact_id, asker.user_id) for fact_id in fact_ids]
        return Remembered(request=request, memo=Memo.FORGOTTEN, facts=tuple(gone), more=len(gone))

    def _ask_forget_all(self, request: MemoryRequest, asker: Asker) -> Remembered:
        """Ask first; whose voice is not known has nothing of its own to forget."""
        owner = None if request.shared else asker.user_id
        number = sum(fact.user_id == owner for fact in self.memory.list(asker.user_id))
        if not number or (owner is None and not request.shared):
            return Remembered(request=request, memo=Memo.NOTHING_KNOWN)
        return Remembered(request=request, memo=Memo.ASKED, more=number, asked={"": str(number)})

    async def _correct(self, request: MemoryRequest, turning: Turning, dialogue: Dialogue) -> Remembered:
        """Change the fact that was told or learned last, or forget it where nothing is said in its place."""
        asker = turning.utterance.asker
        last = self._last(dialogue, asker)
        if len(last) != 1:
            return Remembered(request=request, memo=Memo.UNCLEAR if last else Memo.NOT_THERE)
        fact = last[0]
        if not request.text:
            return await self._forget_these(request, [fact.fact_id], asker)
        language = turning.utterance.language
        text = amended(fact.text, request.text, language)
        value = number_in(request.text, language) if isinstance(fact.value, int | float) else None
        evidence = Evidence(how=How.WORDS, turn_id=turning.turn_id, words=f"{fact.text}; {request.words}")
        new = await self.memory.correct(fact.fact_id, asker.user_id, evidence, text=text, value=value)
        return Remembered(request=request, memo=Memo.CHANGED, facts=(self._local(new),))

    async def _avoid(self, request: MemoryRequest, turning: Turning, dialogue: Dialogue) -> Remembered:
        """Remember that what the last turn did is to be asked about before it is done again."""
        last = next((turn for turn in reversed(dialogue.turns) if turn.calls), None)
        acts = [act for act in requests_of(last) if isinstance(act, Act)] if last is not None else []
        if last is None or not acts:
            return Remembered(request=request, memo=Memo.NOTHING_TO_AVOID)
        act, asker = acts[-1], turning.utterance.asker
        evidence = Evidence(how=How.WORDS, turn_id=turning.turn_id, words=request.words)
        fact = await self.memory.learn(
            Draft(
                kind=FactKind.CORRECTION,
                text=act.words or last.words,
                evidence=evidence,
                about=act.entity_ids,
                user_id=asker.user_id,
                topic=AVOID,
                value=act.action.value,
            )
        )
        return Remembered(request=request, memo=Memo.AVOIDED, facts=(self._local(fact),))

    def _last(self, dialogue: Dialogue, asker: Asker) -> list[Fact]:
        """Return the facts that the last turn about the memory told or learned, those the asker may see."""
        for turn in reversed(dialogue.turns):
            if told := facts_told(turn):
                return [fact for fact_id in told if (fact := self.memory.get(fact_id, asker.user_id)) is not None]
        return []

    def _local(self, fact: Fact) -> Fact:
        """Return a fact with its moment on the clocks of the home."""
        if not fact.evidence.at:
            return fact
        at = self.world.local(datetime.fromisoformat(fact.evidence.at)).isoformat()
        return replace(fact, evidence=replace(fact.evidence, at=at))


def owner_of(request: MemoryRequest, asker: Asker) -> str | None:
    """Return whose a fact will be: of who speaks where that is known, unless it is said to be the household's.

    A name for a thing is everybody's, unless it is said to be one's own.
    """
    if asker.user_id is None or request.shared:
        return None
    return None if request.ask is MemoryAsk.NAME and request.shared is None else asker.user_id


def called(home: Home) -> Mapping[str, str]:
    """Return the names of what facts may be about."""
    return _Called(home)


class _Called(Mapping[str, str]):
    """The names of entities and areas, looked up when they are wanted."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def __getitem__(self, thing: str) -> str:
        if entity := self._home.entities.get(thing):
            return entity.name
        return self._home.areas[thing].name

    def __iter__(self) -> Iterator[str]:
        return iter((*self._home.entities, *self._home.areas))

    def __len__(self) -> int:
        return len(self._home.entities) + len(self._home.areas)
