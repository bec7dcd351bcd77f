"""Specialists of one request wait for each other at each device: the later one sees what the earlier one has done."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from weakref import WeakValueDictionary


class Queues:
    """A queue for each device of each request that several work for; those that nobody stands in are gone."""

    def __init__(self) -> None:
        """Begin with none."""
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, root: str | None, entity_ids: Iterable[str]) -> AsyncIterator[None]:
        """Hold the devices for one act within a request; without a `root` nobody is waited for."""
        async with AsyncExitStack() as stack:
            # Always in one order, so that no two wait for each other.
            for entity_id in sorted(set(entity_ids)) if root is not None else ():
                await stack.enter_async_context(self._locks.setdefault((root or "", entity_id), asyncio.Lock()))
            yield
