"""Where a PIN meets a question: it is heard in the conversation or given with the yes, and never written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..journal.record import Layer
from ..language.data import load
from ..language.outcome import Outcome, Remark, Said
from ..language.request import Talk, TalkRequest
from .clock import Clock
from .dialogue import Dialogue
from .origins import Provenance
from .pending import Pending
from .pins import HIDDEN, PinGuard, Tried, answered_pin, heard_pin
from .serving import Servant
from .turning import Turning

_REMARKS: Mapping[Tried, Remark] = {
    Tried.WRONG: Remark.PIN_WRONG,
    Tried.LOCKED: Remark.PIN_LOCKED,
    Tried.NOT_SET: Remark.PIN_NOT_SET,
}


class PinDesk:
    """Takes PINs for the questions that need one."""

    def __init__(self, guard: PinGuard, servant: Servant, clock: Clock) -> None:
        """Prove PINs by a guard; what they are for is done by a servant."""
        self.guard = guard
        self._servant = servant
        self._clock = clock

    def hear(self, turning: Turning, dialogue: Dialogue) -> str | None:
        """Return the PIN that the words of a turn are, and hide them; `None` when they are none.

        While PINs are set digits alone are never read as anything else: no model and no journal sees them. Where one is
        asked for, that is so of digits among other words too; what cannot be read as a PIN is an empty one.
        """
        pending = dialogue.pending(self._clock.now())
        if not self.guard.pins.any and not (pending and pending.needs_pin):
            return None
        read = answered_pin if pending and pending.needs_pin else heard_pin
        pin = read(turning.utterance.text, _numbers(turning.utterance.language))
        if pin is not None:
            turning.utterance = replace(turning.utterance, text=HIDDEN)
        return pin

    async def answer(self, pin: str, turning: Turning, dialogue: Dialogue) -> Sequence[Outcome]:
        """Do what a PIN that was said is for."""
        pending = dialogue.pending(self._clock.now())
        if pending is None or not pending.needs_pin or not pending.is_answered_by(turning.utterance.asker):
            return [Said(remark=Remark.NOTHING_PENDING)]
        if turning.provenance.tainted:  # a program answers nothing
            return [Said(remark=Remark.NOTHING_PENDING)]
        if not pin:
            return [Said(remark=Remark.NOT_UNDERSTOOD), *await self._ask_again(pending, turning, for_good=False)]
        turning.layer, turning.requests = Layer.LOCAL, (TalkRequest(talk=Talk.YES),)
        return await self.confirm(pending, pin, turning, dialogue)

    async def confirm(
        self, pending: Pending, pin: str | None, turning: Turning, dialogue: Dialogue
    ) -> Sequence[Outcome]:
        """Do what was asked, with the PIN where it needs one; where it is not the right one, ask again."""
        if not pending.needs_pin or pin is None:
            return await self._servant.confirm(pending, turning, dialogue)
        trial = await self.guard.prove(pin, turning.utterance.asker.user_id, pending.turn.turn_id)
        if trial.tried is Tried.RIGHT:
            turning.pin = True
            return await self._servant.confirm(pending, turning, dialogue)
        said = Said(remark=_REMARKS[trial.tried], values={"left": str(trial.left), "minutes": str(trial.minutes)})
        return [said, *await self._ask_again(pending, turning, for_good=trial.tried is not Tried.WRONG)]

    async def _ask_again(self, pending: Pending, turning: Turning, *, for_good: bool) -> Sequence[Outcome]:
        """Close a question that was answered with a wrong PIN, and put it anew while there are tries left.

        It is put as it is now: nothing of it was agreed to.
        """
        servant = self._servant
        turning.requests, turning.reply_to = (), pending.turn.turn_id
        turning.provenance = Provenance(sources=pending.provenance.sources)
        if not await servant.journal.claim(pending.turn.turn_id, turning.turn_id, acting=False):
            return [Said(remark=Remark.TAKEN_UP)]
        if for_good or pending.undos or pending.plans:
            return []
        acts = [asked.act for asked in pending.acts]
        return await servant.executor.act(acts, turning.warrant(), turning.ledger, turning.watch)


def _numbers(language: str) -> Mapping[str, int]:
    try:
        spoken = load(language)["language"] or {}
    except LookupError:
        return {}
    return {str(word): int(value) for word, value in spoken.get("numbers", {}).items()}
