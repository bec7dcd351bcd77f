"""Reading states back after a call, within a short, stated wait."""

import asyncio
from collections.abc import Iterable, Sequence
from enum import StrEnum
from types import TracebackType
from typing import Self

from ..home.grounding import Expectation
from ..home.model import State
from .ports import World

VERIFY_TIMEOUT = 2.0
"""Seconds after a call within which the wished states must be read back to be told as done."""

SETTLE_TIMEOUT = 1.0
"""Seconds to wait for a device that says it is on its way; then it is told as under way."""

# Their way is short and its end is what matters: they get the whole of the wait.
_WAITED_FOR = frozenset({"lock"})


class Result(StrEnum):
    """What was read back of one entity."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_VERIFIED = "not_verified"
    UNAVAILABLE = "unavailable"


class Verifier:
    """Watches the entities of one call from before it is made, so that no change is missed."""

    def __init__(self, world: World, expectations: Sequence[Expectation]) -> None:
        """Watch for the expectations."""
        self._world = world
        self._expectations = expectations
        self._changed = asyncio.Event()

    def __enter__(self) -> Self:
        entity_ids = tuple(dict.fromkeys(wish.entity_id for wish in self._expectations))
        self._stop = self._world.watch(entity_ids, self._on_change)
        self._moved_before = {entity_id for entity_id, result in self.read().items() if result is Result.UNDER_WAY}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _on_change(self, _state: State) -> None:
        self._changed.set()

    async def wait(self, seconds: float) -> dict[str, Result]:
        """Wait until all holds, or `seconds`; return what was read back of each entity.

        Where all that is left says it is under way, the wait is no longer than `SETTLE_TIMEOUT` unless a
        lock is among it; where it said so before the call already, there is nothing to wait for.
        """
        loop = asyncio.get_running_loop()
        start = loop.time()
        while True:
            self._changed.clear()
            results = self.read()
            left = {entity_id: result for entity_id, result in results.items() if result is not Result.DONE}
            limit = seconds
            if set(left.values()) == {Result.UNDER_WAY}:
                limit = 0.0 if left.keys() <= self._moved_before else _settling(left, seconds)
            remaining = start + limit - loop.time()
            if not left or remaining <= 0:
                return results
            try:
                await asyncio.wait_for(self._changed.wait(), remaining)
            except TimeoutError:
                return self.read()

    def read(self) -> dict[str, Result]:
        """Return what holds at this moment."""
        return read_back(self._world, self._expectations)


def read_back(world: World, expectations: Sequence[Expectation]) -> dict[str, Result]:
    """Return what holds at this moment; an entity with several expectations is as good as its worst."""
    found: dict[str, Result] = {}
    for wish in expectations:
        result = _judge(wish, world.states(wish.entity_id))
        if found.get(wish.entity_id, Result.DONE) is Result.DONE:
            found[wish.entity_id] = result
    return found


def _settling(entity_ids: Iterable[str], seconds: float) -> float:
    """Return how long devices on their way are waited for."""
    whole = any(entity_id.partition(".")[0] in _WAITED_FOR for entity_id in entity_ids)
    return seconds if whole else min(seconds, SETTLE_TIMEOUT)


def _judge(wish: Expectation, state: State | None) -> Result:
    if state is None or state.state == "unavailable":
        return Result.UNAVAILABLE
    if wish.holds(state):
        return Result.DONE
    return Result.UNDER_WAY if wish.under_way(state) else Result.NOT_VERIFIED
