"""The end of every turn: its record is kept, and told to all who listen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
import logging

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Turn
from ..language.outcome import Outcome, Remark, Said
from ..models.charging import Charge, charging
from .dialogue import Dialogue, Dialogues
from .following import Follower
from .ports import World
from .turning import QuestionClosed, Turning, TurnNotFound

_LOGGER = logging.getLogger(__name__)

type Listener = Callable[[Turn], None]
type Work = Callable[[Dialogue], Awaitable[Sequence[Outcome]]]
type Finish = Callable[[Turning, Work], Awaitable[Turn]]
"""Run a turn to its end in its conversation, and record it."""


class Recorder:
    """Journals turns, whatever happens in them, and tells who listens."""

    def __init__(self, world: World, journal: AsyncJournal, dialogues: Dialogues) -> None:
        """Record the turns of some conversations."""
        self._world = world
        self._journal = journal
        self._dialogues = dialogues
        self._listeners: list[Listener] = []
        self.follower = Follower(world, journal, self.changed)

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Call back with each turn that was journaled or changed; return what ends it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    async def guard(self, turning: Turning, dialogue: Dialogue, work: Work) -> Turn:
        """Do the work of a turn and journal it, whatever happens in it."""
        charge = _charge_of(turning)
        try:
            with charging(charge):
                turning.outcomes += await work(dialogue)
        except asyncio.CancelledError:
            turning.outcomes.append(Said(remark=Remark.BROKE_OFF))
            await self._record(turning, dialogue, charge)
            raise
        except QuestionClosed, TurnNotFound:
            raise
        except Exception:
            _LOGGER.exception("A turn failed unexpectedly")
            turning.outcomes.append(Said(remark=Remark.INTERNAL))
        return await self._record(turning, dialogue, charge)

    def changed(self, turn: Turn) -> None:
        """Note a turn that is in the journal in a new form, and tell it."""
        self._dialogues.renew(turn)
        self._tell(turn)

    async def _record(self, turning: Turning, dialogue: Dialogue, charge: Charge) -> Turn:
        turn = self._turn(turning)
        undone = None
        kept = True
        try:
            with turning.watch.measure("journal"):
                await self._journal.append(turn, *charge.close())
                if turn.undoes is not None:
                    undone = await self._journal.get(turn.undoes)
        except Exception:  # the acts are done: the person must still hear of them
            _LOGGER.exception("A turn could not be journaled")
            kept = False
            charge.lose()
        turn = replace(turn, times=turning.watch.times())
        dialogue.add(turn)
        self._tell(turn)
        if undone is not None:
            self.changed(undone)
        if kept:
            self.follower.follow(turn, turning.ledger.under_way)
        return turn

    def _turn(self, turning: Turning) -> Turn:
        """Return the record of a turn; what was called stands in it even when no answer can be made of it."""
        try:
            return turning.turn(self._world)
        except Exception:
            _LOGGER.exception("What came of a turn could not be told")
            turning.requests, turning.outcomes = (), [Said(remark=Remark.INTERNAL)]
            return turning.turn(self._world)

    def _tell(self, turn: Turn) -> None:
        for callback in tuple(self._listeners):
            try:
                callback(turn)
            except Exception:
                _LOGGER.exception("A listener to turns failed")


def _charge_of(turning: Turning) -> Charge:
    """Return to what models that are asked in a turn are charged."""
    return Charge(
        turn_id=turning.turn_id,
        may_ask=lambda: turning.spending.may_round(asyncio.get_running_loop().time()),
        take=lambda usage, money: turning.spending.take(usage, money),  # noqa: PLW0108 - it is opened when needed
    )
