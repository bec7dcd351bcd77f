"""Following what was under way when a turn was told, so that its record says in the end what came of it."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
import logging

from ..home.grounding import Expectation, snapshot
from ..journal.asynchronous import AsyncJournal
from ..journal.record import Status, Turn
from .ports import World
from .verification import Result, read_back

_LOGGER = logging.getLogger(__name__)

FOLLOW_SECONDS = 60.0
"""Seconds that devices have to arrive after the answer; then they stay recorded as not read back."""

REST_SECONDS = 2.0
"""Seconds after which a device that neither arrived nor moves any more has failed."""

MOST_FOLLOWED = 32
"""Turns followed at once; the oldest gives way."""


@dataclass(slots=True, eq=False)
class _Followed:
    """One turn with the wishes that are still open, by entity."""

    turn: Turn
    wishes: dict[str, Sequence[Expectation]]
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    resting_since: dict[str, float] = field(default_factory=dict)


class Follower:
    """Watches devices on their way, and notes in the journal when they arrived or clearly failed.

    Costs nothing where nothing was under way. Else a turn costs one task and one subscription to the
    states of its devices, for at most `FOLLOW_SECONDS`, and a write to the journal each time that some
    of them settle; no more than `MOST_FOLLOWED` turns are followed, and none polls.
    """

    def __init__(self, world: World, journal: AsyncJournal, tell: Callable[[Turn], None]) -> None:
        """Follow devices of a world; `tell` hears of each turn whose record changed."""
        self._world = world
        self._journal = journal
        self._tell = tell
        self._followed: dict[_Followed, asyncio.Task[None]] = {}

    def follow(self, turn: Turn, wishes: Mapping[str, Sequence[Expectation]]) -> None:
        """Follow a turn that is in the journal until its wishes, by entity, hold or have failed."""
        if not wishes:
            return
        if len(self._followed) >= MOST_FOLLOWED:
            self._followed.pop(next(iter(self._followed))).cancel()
        followed = _Followed(turn, dict(wishes))
        task = asyncio.create_task(self._run(followed))
        self._followed[followed] = task
        task.add_done_callback(lambda _: self._followed.pop(followed, None))

    def leave(self, entity_ids: Iterable[str]) -> None:
        """Follow entities no longer: they are called upon anew, and what they do now is another turn's."""
        for followed in self._followed:
            for entity_id in entity_ids:
                if followed.wishes.pop(entity_id, None):
                    followed.changed.set()

    async def close(self) -> None:
        """Stop to follow; the records stay as they are."""
        tasks = list(self._followed.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, followed: _Followed) -> None:
        stop = self._world.watch(tuple(followed.wishes), lambda _: followed.changed.set())
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(FOLLOW_SECONDS):
                    await self._until_settled(followed)
        except LookupError:
            _LOGGER.debug("A turn was erased while its devices were followed")
        except Exception:
            _LOGGER.exception("A turn could not be followed to its end")
        finally:
            stop()

    async def _until_settled(self, followed: _Followed) -> None:
        while followed.wishes:
            followed.changed.clear()
            if settled := self._settled(followed):
                await self._note(followed, settled)
                continue
            now = asyncio.get_running_loop().time()
            rest = min((since + REST_SECONDS - now for since in followed.resting_since.values()), default=None)
            with suppress(TimeoutError):
                await asyncio.wait_for(followed.changed.wait(), rest)

    def _settled(self, followed: _Followed) -> dict[str, bool]:
        """Return the entities that arrived, or have rested elsewhere for long enough."""
        now = asyncio.get_running_loop().time()
        results = read_back(self._world, [wish for wishes in followed.wishes.values() for wish in wishes])
        resting = {entity_id for entity_id, result in results.items() if result is Result.NOT_VERIFIED}
        since = {entity_id: followed.resting_since.get(entity_id, now) for entity_id in resting}
        followed.resting_since = since
        arrived = dict.fromkeys((entity_id for entity_id, result in results.items() if result is Result.DONE), True)
        return arrived | {entity_id: False for entity_id in resting if now - since[entity_id] >= REST_SECONDS}

    async def _note(self, followed: _Followed, settled: Mapping[str, bool]) -> None:
        """Write what came of some entities into the record of the turn, and tell it."""
        changes = []
        for change in followed.turn.changes:
            state = self._world.states(change.entity_id)
            if change.entity_id in settled and state is not None:
                changes.append(replace(change, after=snapshot(state), verified=settled[change.entity_id]))
        for entity_id in settled:
            followed.wishes.pop(entity_id, None)
            followed.resting_since.pop(entity_id, None)
        status = _settled_status(followed.turn, settled, waits=bool(followed.wishes))
        followed.turn = await self._journal.settle(followed.turn.turn_id, changes, status)
        self._tell(followed.turn)


def _settled_status(turn: Turn, settled: Mapping[str, bool], *, waits: bool) -> Status:
    """Return the status of a turn when some of its devices have arrived, or did not after all.

    One that delegated all its acts has no changes of its own; it `waits` for the others.
    """
    if turn.status is not Status.UNDER_WAY:
        return turn.status
    arrived = [settled.get(change.entity_id, change.verified) for change in turn.changes]
    if not turn.changes:
        return Status.PARTIAL if not all(settled.values()) else turn.status if waits else Status.DONE
    if all(settled.values()):
        return Status.DONE if all(arrived) else turn.status
    return Status.PARTIAL if any(arrived) else Status.FAILED
