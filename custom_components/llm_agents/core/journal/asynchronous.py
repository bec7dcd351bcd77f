"""The journal for the event loop: one thread of its own does all reading and writing."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, tzinfo
import logging
from pathlib import Path
from typing import Any

from .events import Event, Kind
from .plans import Plan
from .record import Change, Status, Turn
from .store import Journal, JournalError

_LOGGER = logging.getLogger(__name__)


class AsyncJournal:
    """A `Journal` on a single worker thread; the work is done in the order in which it was asked for.

    What was begun is finished: a caller that is cancelled while it waits loses the answer,
    not the write. After `close` every call raises `JournalError`. The methods are those of
    `Journal`, with its errors.
    """

    def __init__(self, path: Path) -> None:
        self._journal = Journal(path)
        self._executor: ThreadPoolExecutor | None = None
        self._listeners: list[Callable[[Event], None]] = []
        self._erased: list[Callable[[], Awaitable[None]]] = []

    @property
    def moved_aside(self) -> Path | None:
        """Return where a broken file was moved to, since this journal was made."""
        return self._journal.moved_aside

    @property
    def was_cut_off(self) -> bool:
        """Return whether the file was not closed well when it was used last."""
        return self._journal.was_cut_off

    async def open(self) -> None:
        """Open the file, make or mend it."""
        loop = asyncio.get_running_loop()
        self._journal.on_kept = lambda events: _call(loop, self._tell, events)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="llm_agents_journal")
        try:
            await self._run(self._journal.open)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish all work that waits, and close the file; closed already is well."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        closing = asyncio.get_running_loop().run_in_executor(executor, self._journal.close)
        executor.shutdown(wait=False)
        await asyncio.shield(closing)
        await asyncio.to_thread(executor.shutdown)  # the thread ends a moment after its last work

    def listen(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call back, in the loop, with each event that is kept from now on, in their order; return how to stop.

        It is called before the write returns to who asked for it, and also when that one is gone.
        """
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    async def record(self, *events: Event) -> list[Event]:
        """Keep some events in one transaction; return them with their places. When this returns they are kept."""
        return await self._run(lambda: self._journal.record(*events))

    async def events(
        self,
        kinds: Collection[Kind] | None = None,
        *,
        subject: str | None = None,
        user_id: str | None = None,
        since: str | None = None,
        after_seq: int | None = None,
        limit: int | None = None,
    ) -> list[Event]:
        """Return events in their order: of kinds, about a subject, of a user, from a moment on, after a place."""
        return await self._run(
            lambda: self._journal.events(
                kinds, subject=subject, user_id=user_id, since=since, after_seq=after_seq, limit=limit
            )
        )

    async def append(self, turn: Turn, *events: Event) -> None:
        """Add a turn, and what else happened in it before; when this returns it is kept."""
        await self._run(lambda: self._journal.append(turn, *events))

    async def get(self, turn_id: str) -> Turn | None:
        """Return the turn of that name."""
        return await self._run(lambda: self._journal.get(turn_id))

    async def latest(
        self,
        limit: int,
        *,
        conversation_id: str | None = None,
        user_id: str | None = None,
        before: str | None = None,
    ) -> list[Turn]:
        """Return the last turns, newest first: of a conversation, of a user, older than the turn `before`."""
        return await self._run(
            lambda: self._journal.latest(limit, conversation_id=conversation_id, user_id=user_id, before=before)
        )

    async def children(self, turn_id: str) -> list[Turn]:
        """Return the turns that a turn delegated, oldest first."""
        return await self._run(lambda: self._journal.children(turn_id))

    async def whole(self, turn_id: str) -> list[Turn]:
        """Return a turn and all that it delegated, also through others, in the order in which they were recorded."""
        return await self._run(lambda: self._journal.whole(turn_id))

    async def mark_undone(self, turn_id: str, by: str) -> None:
        """Note that a turn was taken back by another."""
        await self._run(lambda: self._journal.mark_undone(turn_id, by))

    async def settle(self, turn_id: str, changes: Sequence[Change], status: Status | None = None) -> Turn:
        """Note what became of changes that were under way; return the turn as it is now."""
        return await self._run(lambda: self._journal.settle(turn_id, changes, status))

    async def claim(self, turn_id: str, by: str, *, acting: bool = True) -> bool:
        """Take up what a turn asked, or drop it; return whether it is this turn's to do."""
        return await self._run(lambda: self._journal.claim(turn_id, by, acting=acting))

    async def claimer(self, turn_id: str) -> str | None:
        """Return the turn that took up what a turn asked, also when it was never recorded."""
        return await self._run(lambda: self._journal.claimer(turn_id))

    async def unfinished(self, since: str) -> list[Turn]:
        """Return the turns whose question was taken up by a turn that the process did not live to record."""
        return await self._run(lambda: self._journal.unfinished(since))

    async def last_undoable(self, user_id: str | None, conversation_id: str) -> Turn | None:
        """Return the newest turn that "undo that" is about."""
        return await self._run(lambda: self._journal.last_undoable(user_id, conversation_id))

    async def add_plan(self, plan: Plan) -> None:
        """Keep a plan, in the place of the one of its name; when this returns it is kept."""
        await self._run(lambda: self._journal.add_plan(plan))

    async def plans(self) -> list[Plan]:
        """Return all plans that can be read, the next one first."""
        return await self._run(self._journal.plans)

    async def claim_plan(self, plan_id: str, by: str) -> bool:
        """Take a plan up; return whether it is this turn's to carry out."""
        return await self._run(lambda: self._journal.claim_plan(plan_id, by))

    async def drop_plan(self, plan_id: str, *, unclaimed: bool = False) -> bool:
        """Remove a plan; return whether it was there, and if asked for, not taken up yet."""
        return await self._run(lambda: self._journal.drop_plan(plan_id, unclaimed=unclaimed))

    async def export(self, user_id: str | None) -> dict[str, list[dict[str, Any]]]:
        """Return all that is a user's, or with `None` nobody's in particular, as JSON data, oldest first."""
        return await self._run(lambda: self._journal.export(user_id))

    async def erase(self, user_id: str | None) -> int:
        """Remove all that is a user's, or with `None` nobody's in particular, for good; return how many turns it was.

        Who follows `listen_erased` hears of it before this returns.
        """
        return await self._erase(lambda: self._journal.erase(user_id))

    async def erase_agent(self, agent: str) -> int:
        """Remove the conversations with an agent, and the facts learned in them, for good; return how many turns.

        Who follows `listen_erased` hears of it before this returns.
        """
        return await self._erase(lambda: self._journal.erase_agent(agent))

    async def _erase(self, work: Callable[[], int]) -> int:
        erased = await self._run(work)
        for callback in tuple(self._erased):
            await callback()
        return erased

    def listen_erased(self, callback: Callable[[], Awaitable[None]]) -> Callable[[], None]:
        """Await a callback whenever events were erased: what was read from them must be read anew; return how to stop."""
        self._erased.append(callback)
        return lambda: self._erased.remove(callback) if callback in self._erased else None

    async def forget(self, before: str, zone: tzinfo = UTC) -> int:
        """Remove what is older than a moment (ISO 8601, UTC) and not needed; return how many turns there were."""
        return await self._run(lambda: self._journal.forget(before, zone))

    async def rebuild(self) -> None:
        """Throw the tables away and make them anew from the events."""
        await self._run(self._journal.rebuild)

    def _tell(self, events: Sequence[Event]) -> None:
        for event in events:
            for callback in tuple(self._listeners):
                try:
                    callback(event)
                except Exception:  # one that fails must not keep the others, or the write, from their answer
                    _LOGGER.exception("A listener of the journal failed")

    async def _run[T](self, work: Callable[[], T]) -> T:
        """Let the thread work, with one way there and one back: a turn waits for it before its last word."""
        if self._executor is None:
            raise JournalError("The journal is closed")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - it is the caller's
                loop.call_soon_threadsafe(_give_error, answer, error)
            else:
                loop.call_soon_threadsafe(_give, answer, result)

        self._executor.submit(run)
        return await answer


def _call(loop: asyncio.AbstractEventLoop, tell: Callable[[Sequence[Event]], None], events: Sequence[Event]) -> None:
    with suppress(RuntimeError):  # the loop is gone: so is who listened
        loop.call_soon_threadsafe(tell, events)


def _give[T](answer: asyncio.Future[T], result: T) -> None:
    if not answer.done():  # who waited may have been cancelled; the work is done all the same
        answer.set_result(result)


def _give_error(answer: asyncio.Future[Any], error: BaseException) -> None:
    if not answer.done():
        answer.set_exception(error)
