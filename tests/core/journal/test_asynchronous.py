"""The journal on its own thread."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.store import JournalError

from .turns import acting, turn


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[AsyncJournal]:
    journal = AsyncJournal(tmp_path / "journal.db")
    await journal.open()
    yield journal
    await journal.close()


async def test_the_methods_are_those_of_the_journal(journal: AsyncJournal) -> None:
    made = acting("T1")
    await journal.append(made)
    assert await journal.get("T1") == made
    assert await journal.latest(5, conversation_id="c1") == [made]
    assert await journal.last_undoable("anna", "c1") == made
    assert await journal.settle("T1", made.changes) == made
    assert await journal.claim("T1", "T2")
    assert not await journal.claim("T1", "T2")
    await journal.mark_undone("T1", "T2")
    assert await journal.last_undoable("anna", "c1") is None
    assert [data["turn_id"] for data in (await journal.export("anna"))["turns"]] == ["T1"]
    assert await journal.erase("anna") == 1
    assert await journal.latest(5, user_id="anna") == []
    assert journal.moved_aside is None


async def test_errors_come_through(journal: AsyncJournal) -> None:
    await journal.append(turn("T1"))
    with pytest.raises(ValueError, match="T1"):
        await journal.append(turn("T1"))


async def test_many_at_once_are_all_kept_in_order(journal: AsyncJournal) -> None:
    await asyncio.gather(*(journal.append(turn(f"T{number:03}")) for number in range(50)))
    assert [found.turn_id for found in await journal.latest(50)] == [f"T{number:03}" for number in range(49, -1, -1)]


async def test_a_caller_that_is_cancelled_does_not_lose_the_turn(journal: AsyncJournal) -> None:
    tasks = [asyncio.create_task(journal.append(turn(f"T{number:03}"))) for number in range(20)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert len(await journal.latest(50)) == 20


async def test_close_finishes_what_waits(tmp_path: Path) -> None:
    journal = AsyncJournal(tmp_path / "journal.db")
    await journal.open()
    tasks = [asyncio.create_task(journal.append(turn(f"T{number:03}"))) for number in range(30)]
    await asyncio.sleep(0)
    await journal.close()
    await asyncio.gather(*tasks)
    await journal.open()
    assert len(await journal.latest(50)) == 30
    await journal.close()


async def test_after_close_it_is_closed(journal: AsyncJournal) -> None:
    await journal.close()
    await journal.close()
    with pytest.raises(JournalError, match="closed"):
        await journal.append(turn())


async def test_what_cannot_be_opened_is_closed_again(tmp_path: Path) -> None:
    journal = AsyncJournal(tmp_path / "nowhere" / "journal.db")
    with pytest.raises(JournalError):
        await journal.open()
    with pytest.raises(JournalError, match="closed"):
        await journal.latest(1)
