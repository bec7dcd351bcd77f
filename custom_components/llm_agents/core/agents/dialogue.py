"""Conversations: their latest turns, one turn at a time, brought back from the journal at the start."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import islice

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Asker, Turn
from ..language.request import Request, Talk, TalkRequest
from .pending import ANSWER_WITHIN, Pending, pending_of, requests_of
from .plans import plain_requests

_KEPT_CONVERSATIONS = 128
_KEPT_TURNS = 6
_OPENED_TURNS = 256  # at most so many turns are brought back at the start, about 0.1 ms each off the event loop


class Dialogue:
    """The latest turns of one conversation."""

    def __init__(self) -> None:
        """Begin a conversation."""
        self.lock = asyncio.Lock()
        self.waiting = 0
        self._turns: deque[Turn] = deque(maxlen=_KEPT_TURNS)

    def add(self, turn: Turn) -> None:
        """Add a turn that is in the journal; one that is here already stays once."""
        if all(kept.turn_id != turn.turn_id for kept in self._turns):
            self._turns.append(turn)

    def renew(self, turn: Turn) -> None:
        """Put a turn as it is now in the place of what it was."""
        for at, kept in enumerate(self._turns):
            if kept.turn_id == turn.turn_id:
                self._turns[at] = turn

    def read_anew(self, turns: Iterable[Turn]) -> None:
        """Keep other turns, oldest first: what was erased is not spoken of any more."""
        self._turns.clear()
        self._turns.extend(turns)

    @property
    def turns(self) -> Sequence[Turn]:
        """Return the kept turns, newest last."""
        return tuple(self._turns)

    @property
    def last(self) -> Turn | None:
        """Return the last turn in which somebody said something: what was planned may have come between."""
        return next((turn for turn in reversed(self._turns) if turn.planned_by is None), None)

    def of(self, asker: Asker) -> Sequence[Turn]:
        """Return the turns that somebody may hear of again: their own, and those of voices that nobody knows."""
        return tuple(turn for turn in self._turns if turn.asker.user_id in (None, asker.user_id))

    def pending(self, now: datetime) -> Pending | None:
        """Return the question that the last turn left open, if it is still to be answered."""
        pending = pending_of(self.last) if self.last is not None else None
        return pending if pending and pending.open_at(now, ANSWER_WITHIN) else None

    def last_requests(self) -> list[Request]:
        """Return the requests of the turns before, newest last; talk about the conversation left out.

        There are none right after a turn of which nothing was read: what is left out then can be of no turn before.
        """
        if self.last is not None and not self.last.requests:
            return []
        requests = [found for turn in self._turns for request in requests_of(turn) for found in plain_requests(request)]
        return [request for request in requests if not isinstance(request, TalkRequest) or request.talk is Talk.UNDO]


class Dialogues:
    """The conversations in memory: the least recently used go first, none that is in use."""

    def __init__(self, journal: AsyncJournal) -> None:
        """Keep conversations, with a journal behind them."""
        self._journal = journal
        self._open: OrderedDict[str, Dialogue] = OrderedDict()

    async def open(self, since: datetime) -> None:
        """Bring back the conversations of the latest turns, those since a moment; asked once, at the start.

        So no turn needs to ask the journal whether its conversation was there before.
        """
        for turn in reversed(await self._journal.latest(_OPENED_TURNS)):
            if datetime.fromisoformat(turn.at) >= since:
                self._dialogue(turn.conversation_id).add(turn)
        self._forget()
        self._journal.listen_erased(self._read_anew)

    async def _read_anew(self) -> None:
        """Forget what was erased from the journal."""
        for conversation_id, dialogue in tuple(self._open.items()):
            kept = await self._journal.latest(_KEPT_TURNS, conversation_id=conversation_id)
            dialogue.read_anew(reversed(kept))

    @asynccontextmanager
    async def enter(self, conversation_id: str, *, recall: bool = False) -> AsyncIterator[Dialogue]:
        """Give a conversation to one turn at a time, in the order of asking.

        With `recall` one that is not in memory is looked up in the journal.
        """
        dialogue = self._dialogue(conversation_id)
        dialogue.waiting += 1
        try:
            async with dialogue.lock:
                if recall and not dialogue.turns:
                    for turn in reversed(await self._journal.latest(_KEPT_TURNS, conversation_id=conversation_id)):
                        dialogue.add(turn)
                yield dialogue
        finally:
            dialogue.waiting -= 1
            self._forget()

    def renew(self, turn: Turn) -> None:
        """Note a turn that has changed since."""
        if dialogue := self._open.get(turn.conversation_id):
            dialogue.renew(turn)

    def _dialogue(self, conversation_id: str) -> Dialogue:
        dialogue = self._open.get(conversation_id)
        if dialogue is None:
            dialogue = self._open[conversation_id] = Dialogue()
        self._open.move_to_end(conversation_id)
        return dialogue

    def _forget(self) -> None:
        too_many = max(len(self._open) - _KEPT_CONVERSATIONS, 0)
        for conversation_id in list(islice(self._open, too_many)):
            if not self._open[conversation_id].waiting:
                del self._open[conversation_id]
