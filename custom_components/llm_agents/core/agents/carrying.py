"""Carrying plans out: once, in a turn of its own that names the one it came from; what is overdue is told as missed."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
import logging
from typing import Any

from ..journal.asynchronous import AsyncJournal
from ..journal.plans import Plan
from ..journal.record import Status, Turn
from ..language.outcome import Ended, Fate, Outcome
from ..language.request import Problem, Reason
from .clock import Clock
from .dialogue import Dialogue
from .plans import agreed, requests_of
from .ports import World
from .profiles import Profiles
from .recording import Finish
from .serving import Servant
from .turning import Turning, wordless
from .waiting import Waiter

_LOGGER = logging.getLogger(__name__)

GRACE = timedelta(minutes=15)
"""How late something planned may still be done."""


# What a turn that planned something came to, by the turn that carried it out; the others as they are.
_CAME_TO = {Status.UNDER_WAY: Status.DONE, Status.ANSWERED: Status.DONE, Status.ASKED: Status.DONE}


class Carrier:
    """Carries out plans that are due, in turns of their own."""

    def __init__(
        self,
        world: World,
        journal: AsyncJournal,
        servant: Servant,
        clock: Clock,
        profiles: Profiles,
        finish: Finish,
        changed: Callable[[Turn], None],
    ) -> None:
        """Carry out by a servant; `finish` runs and records a turn, `changed` hears of one that is another now."""
        self._world = world
        self._journal = journal
        self._servant = servant
        self._clock = clock
        self._profiles = profiles
        self._finish = finish
        self._changed = changed
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiter: Waiter = servant.planner.waiter
        self._waiter.listen(self._due, self._armed)

    @property
    def busy(self) -> bool:
        """Return whether something is being carried out."""
        return bool(self._tasks)

    async def open(self) -> None:
        """Take up what was planned before; what was begun and not recorded is told, not done again."""
        plans = await self._journal.plans()
        self._waiter.open(plan for plan in plans if plan.claimed_by is None)
        for plan in plans:
            if plan.claimed_by is not None:
                recorded = await self._journal.get(plan.claimed_by)
                self._start(self._settle(plan, recorded) if recorded else self._end(plan, Fate.CUT_OFF))

    def _due(self, plan: Plan, in_vain: bool) -> None:
        """Carry out a plan, or tell that it was missed or that what it waited for did not come."""
        if in_vain:
            self._start(self._end(plan, Fate.EXPIRED))
        elif not plan.conditions and self._clock.now() - datetime.fromisoformat(plan.due) > GRACE:
            self._start(self._end(plan, Fate.MISSED))
        else:
            self._start(self._carry_out(plan))

    def _armed(self, plan: Plan) -> None:
        """Keep that the conditions of a plan were seen not to hold."""
        self._start(self._journal.add_plan(plan))

    async def close(self, seconds: float) -> None:
        """Stop to wait, and let what is being carried out end, for at most some seconds."""
        self._waiter.close()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @staticmethod
    async def _guarded(work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            _LOGGER.exception("Something planned failed unexpectedly")

    async def _carry_out(self, plan: Plan) -> None:
        """Do what was planned, if nobody called it off and no other turn has taken it up."""
        turning = self._turning(plan)
        if not await self._journal.claim_plan(plan.plan_id, turning.turn_id):
            return
        await self._world.know(plan.asker.user_id)
        turning.requests = requests_of(plan)
        turning.provenance = agreed(plan.sources, turning.requests, plan.restores)

        async def work(dialogue: Dialogue) -> Sequence[Outcome]:
            await self._restore(plan, turning)
            await self._servant.serve(turning, dialogue)
            return ()

        await self._settle(plan, await self._finish(turning, work))

    async def _restore(self, plan: Plan, turning: Turning) -> None:
        """Put back what the turn that planned this had changed, where nobody has changed it since."""
        if not plan.restores:
            return
        target = await self._journal.get(plan.turn_id)
        if target is None:
            turning.outcomes.append(Problem(reason=Reason.CANNOT_UNDO, entity_ids=plan.restores))
            return
        turning.acting = True
        warrant = turning.warrant(turning.confirmed)
        undone = await self._servant.undoer.put_back(target, warrant, turning.ledger, turning.watch, plan.restores)
        turning.outcomes.append(undone)

    async def _end(self, plan: Plan, fate: Fate) -> None:
        """Record what became of a plan that is not carried out."""
        turning = self._turning(plan)
        if fate is not Fate.CUT_OFF and not await self._journal.claim_plan(plan.plan_id, turning.turn_id):
            return

        async def work(_dialogue: Dialogue) -> Sequence[Outcome]:
            return [Ended(fate=fate, intents=(self._waiter.intent(plan),))]

        await self._settle(plan, await self._finish(turning, work))

    def _turning(self, plan: Plan) -> Turning:
        return Turning(
            utterance=wordless(plan, plan.asker),
            profile=self._profiles.get(plan.profile),
            clock=self._clock,
            planned_by=plan.turn_id,
            confirmed=plan.confirmed or None,
            pin=plan.pin,
        )

    async def _settle(self, plan: Plan, turn: Turn) -> None:
        """Forget a plan that was recorded, and note at the turn that made it what it came to."""
        await self._journal.drop_plan(plan.plan_id)
        made = await self._journal.get(plan.turn_id)
        if made is None or made.status is not Status.SCHEDULED:
            return
        if not any(other.turn_id == plan.turn_id for other in self._waiter.plans):
            status = _CAME_TO.get(turn.status, turn.status)
            self._changed(await self._journal.settle(plan.turn_id, (), status))
