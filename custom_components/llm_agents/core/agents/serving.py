"""What is done for each request of a turn, in the order of the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
import logging

from ..home.inquiry import inquire
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Turn
from ..journal.undoing import is_undoable
from ..language.explanation import Explainer
from ..language.outcome import Outcome, Remark, Said, Served, Undone
from ..language.phrases import phrases
from ..language.request import (
    Act,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Scheduled,
    Talk,
    TalkRequest,
    only_tells,
)
from .clock import Clock
from .dialogue import Dialogue
from .execution import Executor, Warrant
from .pending import Pending
from .ports import World
from .stopping import acts_to_stop
from .timing import timer_of
from .turning import Turning
from .undoing import Undoer

_LOGGER = logging.getLogger(__name__)

_LOOKED_BACK = 200  # turns, for what was done today
_REMARKS = {
    Talk.HELP: Remark.HELP,
    Talk.THANKS: Remark.THANKS,
    Talk.GREETING: Remark.GREETING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Servant:
    """Serves requests: acts, questions, platform intents and talk about the conversation."""

    world: World
    journal: AsyncJournal
    executor: Executor
    undoer: Undoer
    clock: Clock

    async def serve(self, turning: Turning, dialogue: Dialogue, *, trusted: bool = True) -> None:
        """Serve all requests of a turn; what one of them does never loses the others."""
        turning.acting = True
        asker = turning.utterance.asker
        for are_acts, group in groupby(turning.requests, lambda request: isinstance(request, Act)):
            if are_acts:
                acts = [request for request in group if isinstance(request, Act)]
                warrant = Warrant(asker=asker, doubted=not trusted)
                turning.outcomes += await self.executor.act(acts, warrant, turning.ledger, turning.watch)
                continue
            for request in group:
                turning.outcomes += await self._guarded(request, turning, dialogue)
        self._note_choice(turning, dialogue.pending(self.clock.now()))

    async def _guarded(self, request: Request, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        try:
            return await self._serve(request, turning, dialogue)
        except Exception:
            _LOGGER.exception("A request failed unexpectedly: %s", type(request).__name__)
            return [Said(remark=Remark.INTERNAL)]

    async def _serve(self, request: Request, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        match request:
            case Question():
                return [inquire(request, self.world.home(), self.world.states)]
            case PlatformIntent():
                return [await self._intent(request, turning)]
            case TalkRequest():
                return await self._talk(request, turning, dialogue)
            case Problem():
                return [request]
            case Scheduled():
                return await self._scheduled(request, turning)
            case Conditional():
                return [Problem(reason=Reason.NOT_NOW, words=request.words)]
        return []

    async def _scheduled(self, request: Scheduled, turning: Turning) -> Sequence[Outcome]:
        impossible = [item for item in request.requests if isinstance(item, Problem)]
        timer = timer_of(request, turning.requests)
        if timer is not None and self.world.has_timers(turning.utterance.asker.device_id):
            return [await self._intent(timer, turning), *impossible]
        return impossible or [Problem(reason=Reason.NOT_NOW, words=request.words)]

    async def _intent(self, request: PlatformIntent, turning: Turning) -> Outcome:
        asker = turning.utterance.asker
        if _rings(request) and not self.world.has_timers(asker.device_id):
            return Problem(reason=Reason.NO_TIMERS, words=request.words)
        with turning.watch.measure("act"):
            reply = await self.world.intent(request, asker, turning.utterance.language)
        return Served(ok=reply.ok, speech=reply.speech, told=only_tells(request.intent))

    async def _talk(self, request: TalkRequest, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        if request.talk in _REMARKS:
            return [Said(remark=_REMARKS[request.talk])]
        match request.talk:
            case Talk.YES:
                return await self._yes(turning, dialogue)
            case Talk.NO:
                pending = dialogue.pending(self.clock.now())
                return [await self.drop(pending, turning) if pending else Said(remark=Remark.DROPPED)]
            case Talk.STOP:
                return await self._stop(turning, dialogue)
            case Talk.UNDO:
                return [await self._undo_last(turning)]
            case Talk.REPEAT:
                last = dialogue.turns[-1].answer if dialogue.turns else ""
                return [Said(text=last) if last else Said(remark=Remark.NOTHING_TO_REPEAT)]
            case Talk.WHY:
                return [await self._why(turning, dialogue)]
        return [await self._did(turning)]

    async def _yes(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        pending = dialogue.pending(self.clock.now())
        if pending is None:
            return [Said(remark=Remark.NOTHING_PENDING)]
        if pending.choice is not None:
            return [pending.choice]  # which one was asked: a yes chooses none
        return await self.confirm(pending, turning)

    async def _stop(self, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        if (pending := dialogue.pending(self.clock.now())) is not None:
            return [await self.drop(pending, turning)]
        utterance = turning.utterance
        area_id, words = utterance.asker.area_id, utterance.text
        acts = acts_to_stop(dialogue.turns, self.world.home(), self.world.states, area_id, words)
        if not acts:
            return [Said(remark=Remark.NOTHING_TO_STOP)]
        return await self.executor.act(acts, Warrant(asker=utterance.asker), turning.ledger, turning.watch)

    async def confirm(self, pending: Pending, turning: Turning) -> list[Outcome]:
        """Do exactly what a question asked for, once, all of it checked again at this moment.

        The question is taken up in the journal before anything is called: when the process dies in the
        middle, a second yes does not act again.
        """
        turning.acting = True
        turning.reply_to = pending.turn.turn_id
        if not await self._claim(pending, turning):
            return [Said(remark=Remark.TAKEN_UP)]
        states = {entity_id: state for asked in pending.acts for entity_id, state in asked.states.items()}
        warrant = Warrant(asker=turning.utterance.asker, confirmed=states)
        acts = [asked.act for asked in pending.acts]
        outcomes: list[Outcome] = []
        if acts:
            outcomes += await self.executor.act(acts, warrant, turning.ledger, turning.watch)
        for undo in pending.undos:
            target = await self.journal.get(undo.target)
            if target is not None:
                outcomes.append(
                    await self.undo(
                        target, turning, confirmed=Warrant(asker=turning.utterance.asker, confirmed=undo.states)
                    )
                )
        return outcomes

    async def drop(self, pending: Pending, turning: Turning) -> Said:
        """Answer a question with no."""
        turning.reply_to = pending.turn.turn_id
        free = not pending.confirmable or await self._claim(pending, turning)
        return Said(remark=Remark.DROPPED if free else Remark.TAKEN_UP)

    async def _claim(self, pending: Pending, turning: Turning) -> bool:
        return await self.journal.claim(pending.turn.turn_id, turning.turn_id)

    async def undo(self, target: Turn, turning: Turning, confirmed: Warrant | None = None) -> Undone:
        """Take a turn back, whole or what was agreed to of it."""
        turning.acting = True
        warrant = confirmed or Warrant(asker=turning.utterance.asker)
        undone = await self.undoer.undo(target, warrant, turning.ledger, turning.watch)
        if undone.done or undone.under_way:
            turning.undoes = target.turn_id
        return undone

    async def _undo_last(self, turning: Turning) -> Outcome:
        utterance = turning.utterance
        target = await self.journal.last_undoable(utterance.asker.user_id, utterance.conversation_id)
        if target is None:
            return Problem(reason=Reason.NOTHING_TO_UNDO)
        return await self.undo(target, turning)

    async def _why(self, turning: Turning, dialogue: Dialogue) -> Outcome:
        target = next((turn for turn in reversed(dialogue.turns) if _is_telling(turn)), None)
        if target is None:
            utterance = turning.utterance
            target = await self.journal.last_undoable(utterance.asker.user_id, utterance.conversation_id)
        if target is None:
            return Said(remark=Remark.NOTHING_TO_EXPLAIN)
        return Said(text=await self.why(target, turning.utterance.language))

    async def why(self, turn: Turn, language: str) -> str:
        """Return why a turn came out as it did, from the journal alone."""
        asked = await self.journal.get(turn.reply_to) if turn.reply_to else None
        return Explainer(phrases(language), self.world.home()).why(turn, asked)

    async def _did(self, turning: Turning) -> Outcome:
        """Tell what was done today for the one who asks; a voice without a user hears what such voices asked for."""
        user_id, local = turning.utterance.asker.user_id, self.world.local
        midnight = local(self.clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        latest = await self.journal.latest(_LOOKED_BACK, user_id=user_id)
        own = [(local(datetime.fromisoformat(turn.at)), turn) for turn in latest if turn.asker.user_id == user_id]
        today = [(at, turn) for at, turn in own if at >= midnight and (turn.changes or is_undoable(turn))]
        explainer = Explainer(phrases(turning.utterance.language), self.world.home())
        return Said(text=explainer.did(today))

    def _note_choice(self, turning: Turning, pending: Pending | None) -> None:
        """Note that a turn answered "which one?" when it is about one of those that were offered."""
        if pending is None or pending.choice is None:
            return
        offered = set(pending.choice.candidates)
        named = {
            entity
            for request in turning.requests
            if isinstance(request, Act | Question)
            for entity in request.entity_ids
        }
        if named and named <= offered:
            turning.reply_to = pending.turn.turn_id


def _rings(request: PlatformIntent) -> bool:
    """Return whether a device has to ring; a command that waits comes back as a sentence instead."""
    return request.intent == "HassStartTimer" and "conversation_command" not in request.slots


def _is_telling(turn: Turn) -> bool:
    """Return whether there is something to explain of a turn: it acted, was checked, or was refused."""
    return bool(turn.checks or turn.calls or turn.changes) or any(
        request.get("type") in ("problem", "intent") for request in turn.requests
    )
