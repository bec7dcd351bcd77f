"""After a crash: turns that a yes had begun and that were never recorded are settled by reading the home back.

Nothing is done again. The claim of the question (`Journal.claim`) names the turn and was kept before anything was
called; what it was to do stands in the question itself.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
import logging

from ..home.grounding import ground
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Turn
from ..journal.undoing import joined, plan_undo
from ..language.outcome import Acted, Outcome, Remark, Said, Undone
from ..language.request import Action, Problem, Reason
from .clock import Clock
from .dialogue import Dialogue
from .pending import AskedAct, AskedUndo, pending_of, requests_of
from .ports import World
from .profiles import Profiles
from .recording import Finish
from .turning import Turning, wordless

_LOGGER = logging.getLogger(__name__)
_LOOKED_BACK = timedelta(days=1)
_RELATIVE = frozenset({Action.TOGGLE, Action.ADJUST})  # what they came to is not seen from where it ended


class Recoverer:
    """Records the turns that a crash cut off."""

    def __init__(self, world: World, journal: AsyncJournal, clock: Clock, profiles: Profiles, finish: Finish) -> None:
        """Read back in a world; `finish` runs and records a turn."""
        self._world = world
        self._journal = journal
        self._clock = clock
        self._profiles = profiles
        self._finish = finish
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Return whether something is being read back."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin to settle what was cut off; called once, when the states of the home are there."""
        if self._journal.was_cut_off:
            self._task = asyncio.create_task(self._recover())

    def close(self) -> None:
        """Stop; what was not settled is at the next start after a crash."""
        if self._task is not None:
            self._task.cancel()

    async def _recover(self) -> None:
        try:
            for asked in await self._journal.unfinished((self._clock.now() - _LOOKED_BACK).isoformat()):
                by = await self._journal.claimer(asked.turn_id)
                if by is not None:
                    await self._settle(asked, by)
        except Exception:
            _LOGGER.exception("What was cut off could not be settled")

    async def _settle(self, asked: Turn, by: str) -> None:
        turning = Turning(
            utterance=wordless(asked, asked.asker),
            clock=self._clock,
            profile=self._profiles.get(asked.profile),
            turn_id=by,
            reply_to=asked.turn_id,
            requests=requests_of(asked),
        )

        async def look(_dialogue: Dialogue) -> Sequence[Outcome]:
            return [Said(remark=Remark.CUT_OFF), *await self._found(asked, turning)]

        await self._finish(turning, look)

    async def _found(self, asked: Turn, turning: Turning) -> list[Outcome]:
        pending = pending_of(asked)
        if pending is None or pending.plans or pending.memories:
            return [Said(remark=Remark.TAKEN_UP)]
        found: list[Outcome] = [self._act(act, turning) for act in pending.acts]
        if pending.errands:  # whether others did it is seen nowhere
            found.append(Said(remark=Remark.TAKEN_UP))
        for undo in pending.undos:
            found += await self._undo(undo, turning)
        return found

    def _act(self, asked: AskedAct, turning: Turning) -> Outcome:
        act = asked.act
        if act.action in _RELATIVE:
            return Said(remark=Remark.TAKEN_UP)
        grounded = ground(act, self._world.home(), self._world.states)
        for entity_id in grounded.already:
            turning.ledger.found(entity_id, asked.states[entity_id])
        missing = dict.fromkeys(entity_id for step in grounded.steps for entity_id in step.call.entity_ids)
        problems = [Problem(reason=Reason.NOT_VERIFIED, entity_ids=(entity_id,), act=act) for entity_id in missing]
        return Acted(act=act, done=grounded.already, problems=(*grounded.problems, *problems))

    async def _undo(self, asked: AskedUndo, turning: Turning) -> list[Outcome]:
        target = await self._journal.get(asked.target)
        if target is None:
            return [Said(remark=Remark.TAKEN_UP)]
        plan = plan_undo(joined(target, await self._journal.whole(target.turn_id)), self._world.states)
        done = tuple(entity_id for entity_id in plan.already if entity_id in asked.states)
        for entity_id in done:
            turning.ledger.found(entity_id, asked.states[entity_id])
        if done:
            turning.undoes = target.turn_id
        missing = tuple(entity_id for entity_id in asked.states if entity_id not in done)
        problems = [Problem(reason=Reason.NOT_VERIFIED, entity_ids=(entity_id,)) for entity_id in missing]
        return [Undone(target=target.turn_id, done=done, problems=tuple(problems))]
