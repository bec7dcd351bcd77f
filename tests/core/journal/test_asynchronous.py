"""The journal on its own thread."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.events import Event, Kind
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


def fact(subject: str, **changed: Any) -> Event:
    return Event(
        kind=Kind.FACT_LEARNED, subject=subject, at="2026-11-02T08:00:00+00:00", data={"text": subject}, **changed
    )


async def test_listeners_hear_each_event_once_kept_before_the_write_returns(journal: AsyncJournal) -> None:
    heard: list[Event] = []
    stop = journal.listen(heard.append)
    kept = await journal.record(fact("a"), fact("b"))
    assert heard == kept == await journal.events()
    assert [event.seq for event in kept] == [1, 2]
    await journal.append(acting("T1"))
    await journal.claim("T1", "T2")
    await journal.claim("T1", "T3")
    assert [event.kind for event in heard[2:]] == [Kind.TURN_RECORDED, Kind.TURN_CLAIMED]
    stop()
    stop()
    await journal.record(fact("c"))
    assert len(heard) == 4


async def test_what_was_not_kept_is_not_heard(journal: AsyncJournal) -> None:
    heard: list[Event] = []
    journal.listen(heard.append)
    await journal.append(turn("T1"))
    with pytest.raises(ValueError, match="T1"):
        await journal.append(turn("T1"))
    with pytest.raises(ValueError, match="no JSON"):
        await journal.record(fact("a"), fact("b"), replace(fact("c"), data={"x": object()}))
    assert [event.subject for event in heard] == ["T1"]
    assert await journal.events({Kind.FACT_LEARNED}) == []


async def test_a_listener_that_fails_keeps_nobody_from_theirs(
    journal: AsyncJournal, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Event] = []

    def fail(_event: Event) -> None:
        raise RuntimeError("oh")

    journal.listen(fail)
    journal.listen(heard.append)
    await journal.record(fact("a"))
    assert [event.subject for event in heard] == ["a"]
    assert "A listener of the journal failed" in caplog.text


async def test_a_listener_hears_also_when_the_writer_is_gone(journal: AsyncJournal) -> None:
    heard: list[Event] = []
    journal.listen(heard.append)
    task = asyncio.create_task(journal.record(fact("a")))
    await asyncio.sleep(0)
    task.cancel()
    await journal.events()
    assert [event.subject for event in heard] == ["a"]


async def test_events_are_found_by_all_that_is_asked_for(journal: AsyncJournal) -> None:
    later = replace(fact("a", user_id="anna"), kind=Kind.FACT_CONFIRMED, at="2026-11-03T08:00:00+00:00")
    first, second, third = await journal.record(fact("a", user_id="anna"), fact("b", user_id="ben"), later)
    assert await journal.events({Kind.FACT_CONFIRMED}) == [third]
    assert await journal.events(subject="a") == [first, third]
    assert await journal.events(user_id="ben") == [second]
    assert await journal.events(since="2026-11-03T00:00:00+00:00") == [third]
    assert await journal.events(after_seq=first.seq, limit=1) == [second]
    assert await journal.events({Kind.FACT_LEARNED}, subject="a", user_id="anna", limit=5) == [first]
    assert await journal.events(set()) == await journal.events(limit=0) == []


async def test_who_reads_events_is_told_before_an_erasure_returns(journal: AsyncJournal) -> None:
    left: list[list[Event]] = []

    async def read_anew() -> None:
        left.append(await journal.events())

    stop = journal.listen_erased(read_anew)
    await journal.record(fact("a", user_id="anna"), fact("b"))
    await journal.erase("anna")
    assert [[event.subject for event in events] for events in left] == [["b"]]
    stop()
    await journal.erase(None)
    assert len(left) == 1


async def test_the_tables_are_made_anew(journal: AsyncJournal) -> None:
    await journal.append(acting("T1"))
    await journal.rebuild()
    assert await journal.get("T1") == acting("T1")
