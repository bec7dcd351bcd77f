"""What is done for each request of a turn, in the order of the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
import logging
from typing import Self

from ..home.inquiry import inquire
from ..journal.asynchronous import AsyncJournal
from ..language.energies import EnergyQuestion, EnergyWhatIf, EnergyWish
from ..language.memories import MemoryRequest
from ..language.outcome import Outcome, Remark, Said
from ..language.request import (
    Act,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Scheduled,
    TalkRequest,
)
from ..language.tool_use import ToolUse
from .clock import Clock
from .dialogue import Dialogue
from .execution import Executor
from .handing import Hander
from .heeding import Heeder
from .languages import Languages
from .outside import may_come_from_outside
from .pending import Pending, chosen_of
from .planning import Now, Planner
from .ports import World
from .profiles import Profiles
from .recounting import Recounter
from .remembering import Rememberer
from .talking import Talker
from .timing import timer_of
from .turning import Turning
from .undoing import Undoer
from .waiting import Waiter

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Servant:
    """Serves requests: acts, questions, platform intents and talk about the conversation."""

    world: World
    journal: AsyncJournal
    executor: Executor
    undoer: Undoer
    planner: Planner
    recounter: Recounter
    rememberer: Rememberer
    heeder: Heeder
    hander: Hander
    talker: Talker
    clock: Clock

    @classmethod
    def of(
        cls,
        world: World,
        journal: AsyncJournal,
        executor: Executor,
        clock: Clock,
        languages: Languages,
        profiles: Profiles,
    ) -> Self:
        """Return one with all that it needs for a world and its journal."""
        planner = Planner(world=world, journal=journal, executor=executor, clock=clock, waiter=Waiter(world, clock))
        rememberer = Rememberer.of(world, journal, executor, clock, languages)
        heeder = Heeder.of(world, journal, clock)
        undoer = Undoer(world, executor, journal, planner, rememberer.offers.desk, heeder)
        recounter = Recounter(world=world, journal=journal, clock=clock, profiles=profiles, memory=rememberer.memory)
        hander = Hander(world=world, executor=executor)
        talker = Talker(
            world=world,
            journal=journal,
            executor=executor,
            undoer=undoer,
            planner=planner,
            recounter=recounter,
            rememberer=rememberer,
            heeder=heeder,
            hander=hander,
            clock=clock,
        )
        return cls(
            world=world,
            journal=journal,
            executor=executor,
            undoer=undoer,
            planner=planner,
            recounter=recounter,
            rememberer=rememberer,
            heeder=heeder,
            hander=hander,
            talker=talker,
            clock=clock,
        )

    async def serve(self, turning: Turning, dialogue: Dialogue, *, trusted: bool = True) -> None:
        """Serve all requests of a turn; what one of them does never loses the others."""
        turning.acting = True
        turning.outcomes += await self._serve_all(turning.requests, turning, dialogue, trusted=trusted)
        turning.reply_to = chosen_of(dialogue.pending(self.clock.now()), turning.requests) or turning.reply_to
        turning.outcomes += await self.rememberer.offers.offer(turning, dialogue)

    async def _serve_all(
        self, requests: Sequence[Request], turning: Turning, dialogue: Dialogue, *, trusted: bool
    ) -> list[Outcome]:
        warrant = turning.warrant(turning.confirmed, doubted=not trusted)
        outcomes: list[Outcome] = []
        for are_acts, group in groupby(requests, lambda request: isinstance(request, Act)):
            if are_acts:
                acts = [request for request in group if isinstance(request, Act)]
                if self.rememberer.preferrer.avoids(acts, turning.utterance.asker):
                    warrant = replace(warrant, doubted=True)
                outcomes += await self.executor.act(acts, warrant, turning.ledger, turning.watch)
                continue
            for request in group:
                outcomes += await self._guarded(request, turning, dialogue, doubted=not trusted)
        return outcomes

    async def _guarded(
        self, request: Request, turning: Turning, dialogue: Dialogue, *, doubted: bool
    ) -> Sequence[Outcome]:
        try:
            return await self._serve(request, turning, dialogue, doubted=doubted)
        except Exception:
            _LOGGER.exception("A request failed unexpectedly: %s", type(request).__name__)
            return [Said(remark=Remark.INTERNAL)]

    async def _serve(
        self, request: Request, turning: Turning, dialogue: Dialogue, *, doubted: bool
    ) -> Sequence[Outcome]:
        if turning.provenance.tainted and not may_come_from_outside(request):
            return [Problem(reason=Reason.NOT_ALLOWED, words=request.words)]
        match request:
            case Question():
                return [inquire(request, self.world.home(), self.world.states)]
            case PlatformIntent() | ToolUse():
                return [await self.hander.hand(request, turning, confirmed=turning.confirmed, doubted=doubted)]
            case TalkRequest():
                return await self.talker.serve(request, turning, dialogue, self._now(turning, dialogue))
            case Problem():
                return [request]
            case Scheduled() | Conditional():
                return await self._deferred(request, turning, dialogue)
            case MemoryRequest():
                return await self.rememberer.serve(request, turning, dialogue)
            case EnergyWish() | EnergyQuestion() | EnergyWhatIf():
                return await self.heeder.serve(request, turning, doubted=doubted)
        return []

    async def _deferred(
        self, request: Scheduled | Conditional, turning: Turning, dialogue: Dialogue
    ) -> Sequence[Outcome]:
        """Put a request off; a span that a timer of the asking device can count is left to it."""
        impossible = [item for item in request.requests if isinstance(item, Problem)]
        timer = timer_of(request, turning) if isinstance(request, Scheduled) else None
        if timer is not None and self.world.has_timers(turning.utterance.asker.device_id):
            return [await self.hander.hand(timer, turning), *impossible]
        if impossible:
            return impossible
        return await self.planner.serve(request, turning, self._now(turning, dialogue))

    async def put_off(self, request: Scheduled, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Put a request off, or tell why not."""
        return await self.planner.serve(request, turning, self._now(turning, dialogue))

    def _now(self, turning: Turning, dialogue: Dialogue) -> Now:
        """Return what serves requests at once, within a turn."""

        async def now(requests: Sequence[Request]) -> list[Outcome]:
            return await self._serve_all(requests, turning, dialogue, trusted=True)

        return now

    async def confirm(self, pending: Pending, turning: Turning, dialogue: Dialogue) -> list[Outcome]:
        """Do exactly what a question asked for, as `Talker.confirm` does."""
        return await self.talker.confirm(pending, turning, self._now(turning, dialogue))
