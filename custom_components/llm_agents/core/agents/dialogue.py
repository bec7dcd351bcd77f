"""Conversations: their latest turns, one turn at a time, brought back from the journal when needed."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from ..journal.asynchronous import AsyncJournal
from ..journal.record import Turn
from ..language.request import Request, Talk, TalkRequest
from .pending import ANSWER_WITHIN, Pending, pending_of, requests_of

_KEPT_CONVERSATIONS = 128
_KEPT_TURNS = 6


class Dialogue:
    """The latest turns of one conversation."""

    def __init__(self) -> None:
        """Begin a conversation; `load` brings back what the journal has of it."""
        self.lock = asyncio.Lock()
        self.waiting = 0
        self._turns: deque[Turn] = deque(maxlen=_KEPT_TURNS)
        self._loaded = False

    async def load(self, journal: AsyncJournal, conversation_id: str) -> None:
        """Bring back the latest turns from the journal, once."""
        if not self._loaded:
            latest = await journal.latest(_KEPT_TURNS, conversation_id=conversation_id)
            self._turns.extend(reversed(latest))
            self._loaded = True

    def add(self, turn: Turn) -> None:
        """Add a turn that is in the journal."""
        self._turns.append(turn)

    @property
    def turns(self) -> Sequence[Turn]:
        """Return the kept turns, newest last."""
        return tuple(self._turns)

    def pending(self, now: datetime) -> Pending | None:
        """Return the question that the last turn left open, if it is still to be answered."""
        pending = pending_of(self._turns[-1]) if self._turns else None
        return pending if pending and pending.open_at(now, ANSWER_WITHIN) else None

    def last_requests(self) -> list[Request]:
        """Return the requests of the turns before, newest last; talk about the conversation left out."""
        requests = [request for turn in self._turns for request in requests_of(turn)]
        return [request for request in requests if not isinstance(request, TalkRequest) or request.talk is Talk.UNDO]


class Dialogues:
    """The conversations in memory: the least recently used go first, none that is in use."""

    def __init__(self, journal: AsyncJournal) -> None:
        """Keep conversations, with a journal behind them."""
        self._journal = journal
        self._open: OrderedDict[str, Dialogue] = OrderedDict()

    @asynccontextmanager
    async def enter(self, conversation_id: str) -> AsyncIterator[Dialogue]:
        """Give a conversation to one turn at a time, in the order of asking."""
        dialogue = self._open.setdefault(conversation_id, Dialogue())
        self._open.move_to_end(conversation_id)
        dialogue.waiting += 1
        try:
            async with dialogue.lock:
                await dialogue.load(self._journal, conversation_id)
                yield dialogue
        finally:
            dialogue.waiting -= 1
            self._forget()

    def _forget(self) -> None:
        for conversation_id in list(self._open):
            if len(self._open) <= _KEPT_CONVERSATIONS:
                return
            if not self._open[conversation_id].waiting:
                del self._open[conversation_id]
