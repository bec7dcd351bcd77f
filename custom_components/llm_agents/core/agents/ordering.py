"""Doing several things at once without mixing up what touches the same device."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence


async def run_in_order[T, R](
    items: Sequence[T], touches: Callable[[T], Iterable[str]], run: Callable[[T], Awaitable[R]]
) -> list[R]:
    """Run all items at once, but each after the earlier ones that touch a same entity.

    Returns the results in the order of the items. `run` must not raise: an item that
    failed has a result that says so.
    """
    if len(items) == 1:
        return [await run(items[0])]
    latest: dict[str, asyncio.Task[R]] = {}
    tasks: list[asyncio.Task[R]] = []
    for item in items:
        entity_ids = tuple(touches(item))
        earlier = {latest[entity_id] for entity_id in entity_ids if entity_id in latest}
        task = asyncio.create_task(_after(earlier, run, item))
        tasks.append(task)
        latest |= dict.fromkeys(entity_ids, task)
    return list(await asyncio.gather(*tasks))


async def _after[T, R](earlier: set[asyncio.Task[R]], run: Callable[[T], Awaitable[R]], item: T) -> R:
    if earlier:
        await asyncio.wait(earlier)
    return await run(item)
