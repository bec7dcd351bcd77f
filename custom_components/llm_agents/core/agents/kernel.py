"""The kernel: the one path of every turn, whoever asks.

Understand, decide, allow, act, verify, journal, answer. A turn runs to its end in a task of
its own: once something was called, it is verified and journaled even when nobody listens
any more.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from datetime import timedelta
from typing import Any

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Asker, Turn
from ..language.outcome import Acted, Outcome, Said
from ..language.reader import Reader
from ..language.request import Act, Request, Talk, TalkRequest
from ..models.deciding import Decision, Decisions
from ..models.protocol import ChatModel, Ranker
from .agency import Agency
from .answering import open_question
from .carrying import Carrier
from .clock import Clock, SystemClock
from .conflicts import Conflicts
from .conversing import Company, Converser
from .delegating import Delegator
from .dialogue import Dialogue, Dialogues
from .execution import Executor
from .languages import Languages, ReaderFactory
from .origins import Provenance, Source
from .pending import APPROVE_WITHIN, Pending
from .performing import Performer
from .pinning import PinDesk
from .pins import PinGuard, Pins
from .policy import Policy
from .ports import World
from .profiles import ORCHESTRATOR_ID, Profiles
from .receiving import ModelRouter, refusal
from .recording import Listener, Recorder, Work
from .recovering import Recoverer
from .serving import Servant
from .turning import QuestionClosed, Spoken, TurnDone, Turning, TurnNotFound, Utterance, wordless
from .understanding import Understanding
from .verification import VERIFY_TIMEOUT

__all__ = ["Kernel", "QuestionClosed", "Spoken", "TurnDone", "TurnNotFound", "Utterance"]


class Kernel:
    """Runs the turns of all conversations over one world and one journal.

    `models`, `rankers`, `profiles` and `secrets` (what nothing that a model says may hold) are read anew at each turn,
    so the owner of the lists may change them; with a `router` it is that which gives the models.
    `verify_timeout` is seconds to wait for states to follow a call.
    """

    def __init__(
        self,
        world: World,
        journal: AsyncJournal,
        policy: Policy,
        models: Sequence[ChatModel] = (),
        *,
        rankers: Sequence[Ranker] = (),
        profiles: Profiles | None = None,
        router: ModelRouter | None = None,
        clock: Clock | None = None,
        verify_timeout: float = VERIFY_TIMEOUT,
        readers: ReaderFactory = Reader,
        pins: Pins | None = None,
        approve_within: timedelta = APPROVE_WITHIN,
        decide: Decisions | None = None,
    ) -> None:
        """Run turns in a world under a policy, recorded in a journal that is open."""
        self.models, self.rankers = models, rankers
        self._approve_within = approve_within
        self.secrets: Callable[[], Sequence[str]] = tuple
        self.company = Company(models=models, rankers=rankers, router=router)
        self.profiles = profiles or Profiles()
        self._world = world
        self._journal = journal
        self._clock = clock or SystemClock()
        self._dialogues = Dialogues(journal)
        self._recorder = Recorder(world, journal, self._dialogues)
        self._conflicts = Conflicts(journal, self.profiles, self._clock)
        performer = Performer(world, verify_timeout, self._recorder.follower)
        self.executor = executor = Executor(world, policy, performer, self._clock, self._conflicts)
        self.languages = self._languages = Languages(readers)
        self._servant = Servant.of(world, journal, executor, self._clock, self._languages, self.profiles)
        self.memory, self.offers = self._servant.rememberer.memory, self._servant.rememberer.offers
        self.heeder = self._servant.heeder
        self._understanding = Understanding(world, self._languages, self._clock, self.memory)
        self._understanding.secrets = lambda: self.secrets()  # noqa: PLW0108 - it may be set later
        self.pins = PinGuard(journal, self._clock.now, pins)
        self._desk = PinDesk(self.pins, self._servant, self._clock)
        self.decisions = decide or self.company.decisions(self.profiles)
        self._agency = Agency(
            world=world,
            servant=self._servant,
            clock=self._clock,
            profiles=self.profiles,
            memory=self.memory,
            secrets=self._understanding.secrets,
        )
        self._converser = Converser(
            company=self.company,
            languages=self._languages,
            understanding=self._understanding,
            servant=self._servant,
            agency=self._agency,
            pins=self._desk,
            dialogues=self._dialogues,
            recorder=self._recorder,
        )
        self._agency.delegator = self._delegator = Delegator(self._converser, self.profiles, self.decisions)
        self._carrier = Carrier(
            world, journal, self._servant, self._clock, self.profiles, self._finish, self._recorder.changed
        )
        self._recoverer = Recoverer(world, journal, self._clock, self.profiles, self._finish)
        self._tasks: set[asyncio.Task[Turn]] = set()

    async def open(self) -> None:
        """Bring back the conversations that may still be answered; awaited once, before the first turn."""
        await self._dialogues.open(self._clock.now() - self._approve_within)
        await self.pins.open()
        await self._carrier.open()
        await self._servant.rememberer.open(self._journal, self._recorder.listen)
        await self._conflicts.open()
        await self.heeder.wishes.open()

    def start(self) -> None:
        """Settle what a crash cut off, and begin to carry out what is planned; called once, when the home is all there."""
        self._recoverer.start()
        self._servant.planner.waiter.start()

    async def prepare(self, language: str) -> None:
        """Read a language's words from disk, so that the first turn does not wait for them."""
        await self._languages.reader(language)

    async def warm_up(self, mind: ChatModel | Ranker, language: str) -> None:
        """Let a model read what every prompt begins with, or a ranker what every sentence is compared with.

        Worth it once, when it has just come.
        """
        await self._languages.reader(language)
        if not isinstance(mind, Ranker) and mind.trusted and mind.capabilities.tools:
            await self._agency.warm_up(mind, self.profiles.get(ORCHESTRATOR_ID))
        else:
            await self._understanding.warm_up(mind, language)

    async def close(self, seconds: float = 5.0) -> None:
        """Let running turns end, for at most `seconds`, then cancel them; what is still under way is left."""
        self._recoverer.close()
        await self._carrier.close(seconds)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        await self._recorder.follower.close()

    @property
    def busy(self) -> bool:
        """Return whether a turn runs, asked for or planned."""
        return bool(self._tasks) or self._carrier.busy or self._recoverer.busy

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Call back with each turn that was journaled or changed; return what ends it."""
        return self._recorder.listen(callback)

    async def turn(self, utterance: Utterance) -> AsyncGenerator[Spoken | TurnDone]:
        """Run one turn; the answer comes in pieces, the last event is `TurnDone`.

        When the caller leaves early, a turn that has not acted yet is dropped (and recorded);
        one that has is finished.
        """
        events: asyncio.Queue[Spoken | TurnDone | None] = asyncio.Queue()
        turning = self._turning(utterance)
        turning.emit = events.put_nowait
        task = self._start(self._converser.converse(turning))
        task.add_done_callback(lambda _: events.put_nowait(None))
        try:
            while (event := await events.get()) is not None:
                yield event
        finally:
            if not turning.acting:
                task.cancel()
        await task

    async def delegate(self, utterance: Utterance, agent_id: str | None = None) -> Turn:
        """Let specialists serve words, the one that is named or those whom they are for; return the turn of it all."""
        turning = self._turning(utterance)
        return await asyncio.shield(self._start(self._delegator.delegate(turning, agent_id)))

    async def decide(
        self, question: str, options: Sequence[str], context: str = "", *, thorough: bool = False
    ) -> Mapping[str, float]:
        """Return how likely each of some options is the answer, nothing where nobody can tell. Raises `ValueError`."""
        decision = Decision(question=question, options=tuple(options), context=context)
        return await self.decisions.decide(decision, thorough=thorough)

    async def undo(
        self, turn_id: str, asker: Asker, *, language: str | None = None, sources: frozenset[Source] = frozenset()
    ) -> Turn:
        """Take one turn back for an asker, who wishes it unless it comes from `sources`. Raises `TurnNotFound`."""
        target = await self._get(turn_id)
        turning = self._reply(target, asker, language, Talk.UNDO)
        turning.provenance = Provenance(sources=sources)

        async def undo(_dialogue: Dialogue) -> Sequence[Outcome]:
            # It may have been undone while this waited for its conversation.
            return await self._servant.undoer.take_back(await self._get(turn_id), turning)

        return await self._finish(turning, undo)

    async def approve(self, turn_id: str, asker: Asker, *, language: str | None = None, pin: str | None = None) -> Turn:
        """Say yes to the question of a turn, once; return the turn that carries it out.

        Where it needs the PIN and that is missing or wrong, the turn that is returned asks again. Raises
        `TurnNotFound`, and `QuestionClosed` where there is nothing to approve any more.
        """
        asked = await self._get(turn_id)
        turning = self._reply(asked, asker, language, Talk.YES)

        async def approve(dialogue: Dialogue) -> Sequence[Outcome]:
            return await self._desk.confirm(self._question(turn_id, dialogue), pin, turning, dialogue)

        return await self._finish(turning, approve)

    async def reject(self, turn_id: str, asker: Asker, *, language: str | None = None) -> Turn:
        """Say no to the question of a turn. Raises as `approve` does."""
        asked = await self._get(turn_id)
        turning = self._reply(asked, asker, language, Talk.NO)

        async def reject(dialogue: Dialogue) -> Sequence[Outcome]:
            return [await self._servant.talker.drop(self._question(turn_id, dialogue), turning)]

        return await self._finish(turning, reject)

    async def explain(self, turn_id: str, language: str) -> str:
        """Return why a turn came out as it did, from its record alone. Raises `TurnNotFound`."""
        turn = await self._get(turn_id)
        await self._languages.reader(language)
        return await self._servant.recounter.why(turn, language)

    async def serve(self, utterance: Utterance, *requests: Request) -> Turn:
        """Serve requests that a program has typed, in a turn of their own; the words are only for the record."""
        turning = self._turning(utterance)
        turning.requests = requests

        async def serve(dialogue: Dialogue) -> Sequence[Outcome]:
            if (no := refusal(turning.profile, utterance)) is None:
                await self._servant.serve(turning, dialogue)
            return [Said(remark=no)] if no else []

        return await self._finish(turning, serve)

    async def steer(self, utterance: Utterance, acts: Sequence[Act]) -> Sequence[Acted]:
        """Adjust what a turn of an agent began, every few seconds: judged and verified like all acts, not recorded."""
        turning = self._turning(utterance)
        return await self.executor.act(acts, turning.warrant(), turning.ledger, turning.watch)

    def _turning(self, utterance: Utterance) -> Turning:
        provenance = Provenance(sources=utterance.sources)
        profile = self.profiles.get(utterance.profile)
        return Turning(utterance=utterance, profile=profile, clock=self._clock, provenance=provenance)

    async def _get(self, turn_id: str) -> Turn:
        turn = await self._journal.get(turn_id)
        if turn is None:
            raise TurnNotFound(turn_id)
        return turn

    def _reply(self, to: Turn, asker: Asker, language: str | None, talk: Talk) -> Turning:
        """Begin a turn without words in the conversation of another."""
        turning = self._turning(wordless(to, asker, language))
        turning.requests = (TalkRequest(talk=talk),)
        return turning

    def _question(self, turn_id: str, dialogue: Dialogue) -> Pending:
        return open_question(turn_id, dialogue, self._clock.now(), self._approve_within)

    def _start(self, work: Coroutine[Any, Any, Turn]) -> asyncio.Task[Turn]:
        task = asyncio.create_task(work, eager_start=True)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _finish(self, turning: Turning, work: Work) -> Turn:
        """Run a turn to its end, also when the caller does not wait for it."""

        async def run() -> Turn:
            async with self._dialogues.enter(turning.utterance.conversation_id, recall=True) as dialogue:
                await self._languages.reader(turning.utterance.language)
                return await self._recorder.guard(turning, dialogue, work)

        return await asyncio.shield(self._start(run()))
