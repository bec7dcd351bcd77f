"""The kernel: the one path of every turn, whoever asks.

Understand, decide, allow, act, verify, journal, answer. A turn runs to its end in a task of
its own: once something was called, it is verified and journaled even when nobody listens
any more.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Protocol

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Asker, Turn
from ..language.outcome import Outcome, Remark, Said
from ..language.reader import ReadContext, Reader
from ..language.request import Talk, TalkRequest
from ..models.protocol import ChatModel, Ranker
from ..models.router import Choice
from .agency import Agency
from .carrying import Carrier
from .clock import Clock, SystemClock
from .dialogue import Dialogue, Dialogues
from .execution import Executor
from .languages import Languages, ReaderFactory
from .pending import APPROVE_WITHIN, Pending, pending_of
from .pinning import PinDesk
from .pins import PinGuard, Pins
from .policy import Policy
from .ports import World
from .profiles import ORCHESTRATOR_ID, Profile, Profiles
from .recording import Listener, Recorder, Work
from .serving import Servant
from .turning import QuestionClosed, Spoken, TurnDone, Turning, TurnNotFound, Utterance
from .understanding import Heard, Minds, Understanding
from .verification import VERIFY_TIMEOUT

__all__ = ["Kernel", "QuestionClosed", "Spoken", "TurnDone", "TurnNotFound", "Utterance"]


class Router(Protocol):
    """Who chooses the models of an agent."""

    def choose(self, profile: Profile, conversation_id: str = "") -> Choice:
        """Return the models of an agent in the order in which they are to be asked, and what they are told."""


class Kernel:
    """Runs the turns of all conversations over one world and one journal.

    `models`, `rankers` and `profiles` are read anew at each turn, so the owner of the lists may change them;
    with a `router` it is that which gives the models.
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
        router: Router | None = None,
        clock: Clock | None = None,
        verify_timeout: float = VERIFY_TIMEOUT,
        readers: ReaderFactory = Reader,
        pins: Pins | None = None,
    ) -> None:
        """Run turns in a world under a policy, recorded in a journal that is open."""
        self.models, self.rankers, self.router = models, rankers, router
        self.profiles = profiles or Profiles()
        self._world = world
        self._journal = journal
        self._clock = clock or SystemClock()
        self._dialogues = Dialogues(journal)
        self._recorder = Recorder(world, journal, self._dialogues)
        executor = Executor(world, policy, verify_timeout, self._recorder.follower, self._clock)
        self._languages = Languages(readers)
        self._servant = Servant.of(world, journal, executor, self._clock, self._languages)
        self.memory = self._servant.rememberer.memory
        self._understanding = Understanding(world, self._languages, self._clock, self.memory)
        self.pins = PinGuard(journal, self._clock.now, pins)
        self._desk = PinDesk(self.pins, self._servant, self._clock)
        self._agency = Agency(world=world, servant=self._servant, clock=self._clock, profiles=self.profiles)
        self._carrier = Carrier(
            world, journal, self._servant, self._clock, self.profiles, self._finish, self._recorder.changed
        )
        self._tasks: set[asyncio.Task[Turn]] = set()

    async def open(self) -> None:
        """Bring back the conversations that may still be answered; awaited once, before the first turn."""
        await self._dialogues.open(self._clock.now() - APPROVE_WITHIN)
        await self.pins.open()
        await self._carrier.open()
        await self.memory.open()

    def start(self) -> None:
        """Begin to carry out what is planned; called once, when the home is all there."""
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
        return bool(self._tasks) or self._carrier.busy

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Call back with each turn that was journaled or changed; return what ends it."""
        return self._recorder.listen(callback)

    async def turn(self, utterance: Utterance) -> AsyncGenerator[Spoken | TurnDone]:
        """Run one turn; the answer comes in pieces, the last event is `TurnDone`.

        When the caller leaves early, a turn that has not acted yet is dropped (and recorded);
        one that has is finished.
        """
        events: asyncio.Queue[Spoken | TurnDone | None] = asyncio.Queue()
        profile = self.profiles.get(utterance.profile)
        turning = Turning(utterance=utterance, profile=profile, clock=self._clock, emit=events.put_nowait)
        task = self._start(self._converse(turning))
        task.add_done_callback(lambda _: events.put_nowait(None))
        try:
            while (event := await events.get()) is not None:
                yield event
        finally:
            if not turning.acting:
                task.cancel()
        await task

    async def undo(self, turn_id: str, asker: Asker, *, language: str | None = None) -> Turn:
        """Take one turn back for an asker; return the turn that does it. Raises `TurnNotFound`."""
        target = await self._get(turn_id)
        turning = self._reply(target, asker, language, Talk.UNDO)

        async def undo(_dialogue: Dialogue) -> Sequence[Outcome]:
            # It may have been undone while this waited for its conversation.
            return await self._servant.undo(await self._get(turn_id), turning)

        return await self._finish(turning, undo)

    async def approve(self, turn_id: str, asker: Asker, *, language: str | None = None, pin: str | None = None) -> Turn:
        """Say yes to the question of a turn, once; return the turn that carries it out.

        Where it needs the PIN and that is missing or wrong, the turn that is returned asks again. Raises
        `TurnNotFound`, and `QuestionClosed` where there is nothing to approve any more.
        """
        asked = await self._get(turn_id)
        turning = self._reply(asked, asker, language, Talk.YES)

        async def approve(dialogue: Dialogue) -> Sequence[Outcome]:
            return await self._desk.confirm(self._open_question(turn_id, dialogue), pin, turning, dialogue)

        return await self._finish(turning, approve)

    async def reject(self, turn_id: str, asker: Asker, *, language: str | None = None) -> Turn:
        """Say no to the question of a turn. Raises as `approve` does."""
        asked = await self._get(turn_id)
        turning = self._reply(asked, asker, language, Talk.NO)

        async def reject(dialogue: Dialogue) -> Sequence[Outcome]:
            return [await self._servant.drop(self._open_question(turn_id, dialogue), turning)]

        return await self._finish(turning, reject)

    async def explain(self, turn_id: str, language: str) -> str:
        """Return why a turn came out as it did, from its record alone. Raises `TurnNotFound`."""
        turn = await self._get(turn_id)
        await self._languages.reader(language)
        return await self._servant.recounter.why(turn, language)

    async def consents(self, words: str, language: str) -> bool | None:
        """Return whether words are a yes or a no to a question; `None` when they are neither."""
        reader = await self._languages.reader(language)
        if reader is None:
            return None
        requests = reader.read(words, self._world.home(), self._world.states, ReadContext()).requests
        talks = [request.talk for request in requests if isinstance(request, TalkRequest)]
        if len(talks) != 1 or len(requests) != 1:
            return None
        return {Talk.YES: True, Talk.NO: False, Talk.STOP: False, Talk.CANCEL: False}.get(talks[0])

    async def _get(self, turn_id: str) -> Turn:
        turn = await self._journal.get(turn_id)
        if turn is None:
            raise TurnNotFound(turn_id)
        return turn

    def _reply(self, to: Turn, asker: Asker, language: str | None, talk: Talk) -> Turning:
        """Begin a turn without words in the conversation of another."""
        utterance = Utterance(
            text="",
            language=language or to.language,
            conversation_id=to.conversation_id,
            agent_id=to.agent_id,
            asker=asker,
            profile=to.profile,
        )
        profile = self.profiles.get(to.profile)
        requests = (TalkRequest(talk=talk),)
        return Turning(utterance=utterance, profile=profile, clock=self._clock, emit=lambda _: None, requests=requests)

    def _open_question(self, turn_id: str, dialogue: Dialogue) -> Pending:
        """Return the question of a turn if it can still be answered: it is young, and the conversation's last.

        What was planned asks when it comes, whatever is spoken of then.
        """
        asked = next((turn for turn in dialogue.turns if turn.turn_id == turn_id), None)
        answered = any(turn.reply_to == turn_id for turn in dialogue.turns)
        is_last = asked is not None and (asked.planned_by is not None or asked is dialogue.last)
        pending = pending_of(asked) if asked is not None and is_last and not answered else None
        if pending is None or not pending.confirmable or not pending.open_at(self._clock.now(), APPROVE_WITHIN):
            raise QuestionClosed(turn_id)
        return pending

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

    def _choice(self, turning: Turning) -> Choice:
        if self.router is None:
            return Choice(models=self.models, instructions=turning.profile.instructions)
        return self.router.choose(turning.profile, turning.utterance.conversation_id)

    async def _converse(self, turning: Turning) -> Turn:
        utterance = turning.utterance
        async with self._dialogues.enter(utterance.conversation_id) as dialogue:
            await self._languages.reader(utterance.language)

            async def work(dialogue: Dialogue) -> Sequence[Outcome]:
                return await self._understand_and_serve(turning, dialogue)

            turn = await self._recorder.guard(turning, dialogue, work)
        turning.finish(turn)
        return turn

    async def _understand_and_serve(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        utterance, profile = turning.utterance, turning.profile
        if (no := _refusal(profile, utterance)) is not None:
            return [Said(remark=no)]
        if (pin := self._desk.hear(turning, dialogue)) is not None:
            return await self._desk.answer(pin, turning, dialogue)
        heard = Heard(text=utterance.text, language=utterance.language, asker=utterance.asker)
        notes: list[Outcome] = []

        def minds() -> Minds:
            choice = self._choice(turning)
            turning.instructions = choice.instructions
            notes.extend([Said(remark=choice.remark)] if choice.remark else [])
            run = partial(self._agency.run, turning, dialogue)
            return Minds(models=choice.models, rankers=self.rankers, run=run, spending=turning.spending)

        with turning.watch.measure("understand"):
            understood = await self._understanding.understand(heard, dialogue, minds, turning.speak)
        turning.layer, turning.model = understood.layer, understood.model
        if understood.served:
            return [*understood.outcomes, *notes]
        turning.requests = understood.requests
        turning.provenance = understood.provenance or turning.provenance
        if understood.said is not None:
            return [understood.said, *notes]
        await self._servant.serve(turning, dialogue, trusted=understood.trusted)
        return notes


def _refusal(profile: Profile, utterance: Utterance) -> Remark | None:
    """Return why an agent does not listen to somebody, `None` when it does."""
    if not profile.serves(utterance.asker.user_id):
        return Remark.NOT_FOR_YOU
    spoken = utterance.language.partition("-")[0]
    if profile.languages and not {utterance.language, spoken} & profile.languages:
        return Remark.OTHER_LANGUAGE
    return None
