"""Telling what was done, and why, from the journal."""

from dataclasses import dataclass
from datetime import datetime

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Turn
from ..journal.undoing import is_undoable, plans_something
from ..language.explanation import Explainer
from ..language.outcome import Outcome, Remark, Said
from ..language.phrases import phrases
from .clock import Clock
from .dialogue import Dialogue
from .ports import World
from .turning import Utterance

_LOOKED_BACK = 200  # turns, for what was done today


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounter:
    """Tells of recorded turns to who asks."""

    world: World
    journal: AsyncJournal
    clock: Clock

    async def why_last(self, utterance: Utterance, dialogue: Dialogue) -> Outcome:
        """Tell why the last turn of a conversation that did something came out as it did."""
        target = next((turn for turn in reversed(dialogue.turns) if _is_telling(turn)), None)
        if target is None:
            target = await self.journal.last_undoable(utterance.asker.user_id, utterance.conversation_id)
        if target is None:
            return Said(remark=Remark.NOTHING_TO_EXPLAIN)
        return Said(text=await self.why(target, utterance.language))

    async def why(self, turn: Turn, language: str) -> str:
        """Return why a turn came out as it did, from the journal alone."""
        before = turn.reply_to or turn.planned_by
        asked = await self.journal.get(before) if before else None
        return Explainer(phrases(language), self.world.home()).why(turn, asked)

    async def taken_up(self, asked: Turn) -> Said:
        """Tell what came of a question that was answered before, as far as that is known."""
        by = await self.journal.claimer(asked.turn_id)
        reply = await self.journal.get(by) if by else None
        if reply is None or not reply.answer:
            return Said(remark=Remark.TAKEN_UP)
        return Said(remark=Remark.ANSWERED_BEFORE, values={"answer": reply.answer})

    async def did(self, utterance: Utterance) -> Outcome:
        """Tell what was done today for the one who asks; a voice without a user hears what such voices asked for."""
        user_id, local = utterance.asker.user_id, self.world.local
        midnight = local(self.clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        latest = await self.journal.latest(_LOOKED_BACK, user_id=user_id)
        own = [(local(datetime.fromisoformat(turn.at)), turn) for turn in latest if turn.asker.user_id == user_id]
        today = [(at, turn) for at, turn in own if at >= midnight and _did_something(turn)]
        return Said(text=Explainer(phrases(utterance.language), self.world.home()).did(today))


def _did_something(turn: Turn) -> bool:
    """Return whether a turn changed something: what it only planned is not done yet."""
    return bool(turn.changes) or (is_undoable(turn) and (bool(turn.calls) or not plans_something(turn)))


def _is_telling(turn: Turn) -> bool:
    """Return whether there is something to explain of a turn: it acted, was checked, or was refused."""
    return bool(turn.checks or turn.calls or turn.changes) or any(
        request.get("type") in ("problem", "intent") for request in turn.requests
    )
