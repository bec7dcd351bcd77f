"""What is said of the conversation itself: yes and no to its question, stop, undo, why, again."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Status, Turn
from ..journal.undoing import found_it_so, is_undoable
from ..language.outcome import Ended, Outcome, Remark, Said
from ..language.request import Problem, Reason, Scheduled, Talk, TalkRequest
from .clock import Clock
from .dialogue import Dialogue
from .execution import Executor
from .handing import Hander
from .heeding import Heeder
from .pending import AskedPlan, Pending
from .planning import Now, Planner
from .ports import World
from .recounting import Recounter
from .remembering import Rememberer
from .stopping import acts_to_stop
from .turning import Turning
from .undoing import Undoer

_REMARKS = {
    Talk.HELP: Remark.HELP,
    Talk.THANKS: Remark.THANKS,
    Talk.GREETING: Remark.GREETING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Talker:
    """Serves talk about the conversation."""

    world: World
    journal: AsyncJournal
    executor: Executor
    undoer: Undoer
    planner: Planner
    recounter: Recounter
    rememberer: Rememberer
    heeder: Heeder
    hander: Hander
    clock: Clock

    async def serve(self, request: TalkRequest, turning: Turning, dialogue: Dialogue, now: Now) -> Sequence[Outcome]:
        """Return what came of it; `now` serves within the turn what a yes was given to."""
        if request.talk in _REMARKS:
            return [Said(remark=_REMARKS[request.talk])]
        match request.talk:
            case Talk.YES:
                return await self._yes(turning, dialogue, now)
            case Talk.NO | Talk.CANCEL:
                return await self._no(request, turning, dialogue)
            case Talk.CANCEL_PLANS:
                ended = await self.planner.cancel(turning.utterance.asker, request.about)
                return [await self._called_off(ended, turning)]
            case Talk.PLANS:
                return [self.planner.planned(turning.utterance.asker)]
            case Talk.STOP:
                return await self._stop(turning, dialogue)
            case Talk.UNDO:
                return await self._undo_last(turning, dialogue.last)
            case Talk.REPEAT:
                last = next((turn.answer for turn in reversed(dialogue.of(turning.utterance.asker))), "")
                return [Said(text=last) if last else Said(remark=Remark.NOTHING_TO_REPEAT)]
            case Talk.WHY:
                return [await self.recounter.why_last(turning.utterance, dialogue)]
        return [await self.recounter.did(turning.utterance, request.span)]

    async def _yes(self, turning: Turning, dialogue: Dialogue, now: Now) -> Sequence[Outcome]:
        pending = dialogue.pending(self.clock.now())
        if pending is None or not pending.is_answered_by(turning.utterance.asker):
            return [Said(remark=Remark.NOTHING_PENDING)]
        if pending.choice is not None:
            return [pending.choice]  # which one was asked: a yes chooses none
        return await self.confirm(pending, turning, now)

    async def _no(self, request: TalkRequest, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Drop the question that is open, else call off what is planned: what is named, or what was planned last."""
        if (pending := dialogue.pending(self.clock.now())) is not None:
            return [await self.drop(pending, turning)]
        asker, last = turning.utterance.asker, dialogue.last
        if request.about:
            ended = await self.planner.cancel(asker, request.about)
        else:
            ended = await self.planner.cancel_of(last.turn_id) if last is not None else None
        if ended is None and request.talk is Talk.CANCEL:
            if last is not None and is_undoable(last):
                return await self.undoer.take_back(last, turning)
            ended = await self.planner.cancel_newest(asker)
        return [await self._called_off(ended, turning) if ended else Said(remark=Remark.DROPPED)]

    async def _called_off(self, ended: Ended | None, turning: Turning) -> Outcome:
        """Note at the turns that had planned something that it was called off; those that did more stay as they are."""
        if ended is None:
            return Said(remark=Remark.NOTHING_PLANNED)
        for turn_id in ended.turn_ids:
            turn = await self.journal.get(turn_id)
            if turn is None:
                continue
            if turn.calls:
                await self.journal.settle(turn_id, (), Status.DONE)
            elif turning.undoes is None:
                turning.undoes = turn_id
            else:
                await self.journal.mark_undone(turn_id, turning.turn_id)
        return ended

    async def _stop(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        pending = None if turning.provenance.tainted else dialogue.pending(self.clock.now())
        if pending is not None:
            return [await self.drop(pending, turning)]
        utterance = turning.utterance
        area_id, words = utterance.asker.area_id, utterance.text
        acts = acts_to_stop(dialogue.turns, self.world.home(), self.world.states, area_id, words)
        if not acts:
            return [Said(remark=Remark.NOTHING_TO_STOP)]
        return await self.executor.act(acts, turning.warrant(), turning.ledger, turning.watch)

    async def confirm(self, pending: Pending, turning: Turning, now: Now) -> list[Outcome]:
        """Do exactly what a question asked for, once, all of it checked again at this moment.

        The question is taken up in the journal before anything is called: after a crash no second yes acts again.
        """
        if not pending.may_be_agreed_by(turning.utterance.asker):
            return [Problem(reason=Reason.NOT_ALLOWED)]
        turning.acting = True
        turning.reply_to, turning.provenance = pending.turn.turn_id, pending.provenance
        if not await self.journal.claim(pending.turn.turn_id, turning.turn_id):
            return [await self.recounter.taken_up(pending.turn)]
        states = {entity_id: state for asked in pending.acts for entity_id, state in asked.states.items()}
        warrant = turning.warrant(states)
        acts = [asked.act for asked in pending.acts]
        outcomes: list[Outcome] = []
        if acts:
            outcomes += await self.executor.act(acts, warrant, turning.ledger, turning.watch)
        for errand in pending.errands:
            outcomes.append(await self.hander.hand(errand.request, turning, confirmed=errand.states))
        for undo in pending.undos:
            target = await self.journal.get(undo.target)
            if target is not None:
                outcomes += await self.undoer.take_back(target, turning, undo.states)
        for memory in pending.memories:
            outcomes += await self.rememberer.agreed(memory, turning)
        for wish in pending.energy:
            outcomes += await self.heeder.agreed(wish, turning)
        for later in pending.plans:
            outcomes += await self._agreed(later, pending.turn, turning, now)
        return outcomes

    async def _agreed(self, later: AskedPlan, asked: Turn, turning: Turning, now: Now) -> Sequence[Outcome]:
        """Put off, at the moment that was told, what a yes was given to."""
        turning.confirmed = later.states
        if later.restores and isinstance(later.request, Scheduled):
            return [await self.planner.restore(later.request, asked, later.restores, later.due, turning)]
        return await self.planner.confirm(later.request, later.due, turning, now)

    async def drop(self, pending: Pending, turning: Turning) -> Said:
        """Answer a question with no."""
        turning.reply_to = pending.turn.turn_id
        await self.rememberer.offers.refused(pending.memories, turning.utterance.asker)
        asked = pending.turn.turn_id
        free = not pending.confirmable or await self.journal.claim(asked, turning.turn_id, acting=False)
        return Said(remark=Remark.DROPPED) if free else await self.recounter.taken_up(pending.turn)

    async def _undo_last(self, turning: Turning, last: Turn | None) -> Sequence[Outcome]:
        who, conversation_id = turning.utterance.asker.user_id, turning.utterance.conversation_id
        target = None if found_it_so(last) else await self.journal.last_undoable(who, conversation_id)
        if target is None:
            return [Problem(reason=Reason.NOTHING_TO_UNDO)]
        return await self.undoer.take_back(target, turning)
