"""What can be asked about turns, for the actions and the websocket alike; rights are checked here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

from homeassistant.core import Context, HomeAssistant

from .core.agents.approvals import Approval
from .core.agents.kernel import QuestionClosed, TurnNotFound
from .core.agents.origins import Source
from .core.journal.record import Asker, Origin, Turn
from .core.journal.store import JournalError
from .errors import invalid, journal_failed, turn_not_found
from .persons import administrator_asks
from .runtime import LlmAgentsData, loaded_data

_LOOKED_AT = 50  # turns among which the last one is that is to be seen

type _Answering = Callable[[str, Asker, str | None], Awaitable[Turn]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The turns as one person, or the system, may see and touch them.

    Everybody sees their own turns, an administrator and the system (automations without a
    user) all of them. Methods raise `ServiceValidationError` for what is not there or not to
    be seen, and `HomeAssistantError` when the journal fails.
    """

    data: LlmAgentsData
    asker: Asker
    sees_all: bool

    @classmethod
    def heard(cls, hass: HomeAssistant, asker: Asker) -> Self:
        """Return the turns as somebody may see them who may be nobody known: then those of nobody only."""
        return cls(data=loaded_data(hass), asker=asker, sees_all=False)

    @classmethod
    async def of(cls, hass: HomeAssistant, context: Context, origin: Origin) -> Self:
        """Return the turns as the user of a context may see them."""
        data = loaded_data(hass)
        asker = Asker(origin=origin, user_id=context.user_id, context_id=context.id)
        return cls(data=data, asker=asker, sees_all=await administrator_asks(hass, context))

    def may_see(self, turn: Turn) -> bool:
        """Return whether a turn is to be seen."""
        return self.sees_all or turn.asker.user_id == self.asker.user_id

    async def latest(self, limit: int, *, conversation_id: str | None = None, before: str | None = None) -> list[Turn]:
        """Return the last turns to be seen, newest first."""
        user_id = None if self.sees_all else self.asker.user_id
        return await _kept(
            self.data.journal.latest(limit, conversation_id=conversation_id, user_id=user_id, before=before)
        )

    async def get(self, turn_id: str) -> Turn:
        """Return a turn; one that is somebody else's is told as one that there is not."""
        turn = await _kept(self.data.journal.get(turn_id))
        if turn is None or not self.may_see(turn):
            raise turn_not_found(turn_id)
        return turn

    def approvals(self) -> list[Approval]:
        """Return the questions that wait for the asker, the newest first."""
        return [approval for approval in self.data.approvals.pending() if self.concerns(approval)]

    def concerns(self, approval: Approval) -> bool:
        """Return whether a question is the asker's to answer."""
        return self.sees_all or approval.asker.user_id == self.asker.user_id

    async def undo(
        self, turn_id: str | None, language: str | None, *, sources: frozenset[Source] = frozenset()
    ) -> Turn:
        """Take a turn back, by default the asker's last one; `sources` are where the wish is from if not the asker's."""
        if turn_id is None:
            last = await _kept(self.data.journal.last_undoable(self.asker.user_id, ""))
            if last is None:
                raise invalid("nothing_to_undo")
            turn_id = last.turn_id
        return await self._answer(partial(self.data.undo, sources=sources), turn_id, language)

    async def explain(self, turn_id: str | None, language: str | None) -> str:
        """Return why a turn came out as it did, by default the last one."""
        if turn_id is None:
            latest = [turn for turn in await self.latest(_LOOKED_AT) if self.may_see(turn)]
            if not latest:
                raise invalid("nothing_to_explain")
            turn_id = latest[0].turn_id
        turn = await self.get(turn_id)
        return await self.data.kernel.explain(turn.turn_id, language or turn.language)

    async def approve(self, turn_id: str, language: str | None, *, pin: str | None = None) -> Turn:
        """Say yes to a turn's question, with the rights of who says it, and the PIN where one is wanted."""
        return await self._answer(partial(self.data.approve, pin=pin), turn_id, language)

    async def reject(self, turn_id: str, language: str | None) -> Turn:
        """Say no to a turn's question."""
        return await self._answer(self.data.reject, turn_id, language)

    async def _answer(self, answering: _Answering, turn_id: str, language: str | None) -> Turn:
        turn = await self.get(turn_id)
        try:
            return await _kept(answering(turn.turn_id, self.asker, language))
        except TurnNotFound as err:
            raise turn_not_found(turn_id) from err
        except QuestionClosed as err:
            raise invalid("question_closed") from err


async def _kept[T](reading: Awaitable[T]) -> T:
    """Return what was read from the journal; raise `HomeAssistantError` when it fails."""
    try:
        return await reading
    except JournalError as err:
        raise journal_failed(err) from err
