"""Wishes kept in a journal."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.llm_agents.core.energy.assets import Battery, Vehicle
from custom_components.llm_agents.core.energy.wish_book import MOST_WISHES, TooManyWishes, WishBook
from custom_components.llm_agents.core.energy.wish_checks import WishRefused
from custom_components.llm_agents.core.energy.wishes import ChargeTo, Demand, Reserve, Wish
from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.folding import wishes as fold

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
ASSETS = (
    Vehicle(asset_id="car", name="Car", capacity_kwh=60),
    Battery(asset_id="bat", name="Battery", capacity_kwh=10, charge_kw=4, discharge_kw=5),
)


class Kept:
    """A book over a journal, and a clock."""

    def __init__(self, journal: AsyncJournal) -> None:
        self.journal = journal
        self.now = START
        self.book = self.anew()

    def anew(self) -> WishBook:
        return WishBook(self.journal, lambda: self.now, lambda moment: moment)

    def charge(self, soc: float = 0.8, hours: float = 10) -> ChargeTo:
        return ChargeTo(asset_id="car", soc=soc, by=(self.now + timedelta(hours=hours)).timestamp())

    async def make(self, demand: Demand, user_id: str | None = "anna") -> tuple[Wish, tuple[Wish, ...]]:
        return await self.book.make(demand, ASSETS, user_id=user_id, words="as said")


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    journal = AsyncJournal(tmp_path / "journal.db")
    await journal.open()
    yield Kept(journal)
    await journal.close()


async def test_wishes_are_there_after_a_restart(kept: Kept) -> None:
    made, _ = await kept.make(kept.charge())
    anew = kept.anew()
    await anew.open()
    assert anew.list() == [made] == kept.book.list()
    assert (made.user_id, made.words) == ("anna", "as said")


async def test_a_wish_that_is_over_is_no_longer_told(kept: Kept) -> None:
    made, _ = await kept.make(kept.charge(hours=1))
    kept.now += timedelta(hours=2)
    assert kept.book.list() == []
    assert kept.book.get(made.wish_id) is None


async def test_a_newer_wish_replaces_and_undoing_it_brings_the_old_one_back(kept: Kept) -> None:
    first, _ = await kept.make(kept.charge(0.8))
    kept.now += timedelta(minutes=1)
    second, gone = await kept.make(kept.charge(0.6))
    assert gone == (first,)
    assert kept.book.list() == [second]
    await kept.book.end([second.wish_id], undone=True)
    assert kept.book.list() == [first]
    anew = kept.anew()
    await anew.open()
    assert anew.list() == [first]


async def test_forgetting_a_wish_does_not_bring_back_what_it_replaced(kept: Kept) -> None:
    await kept.make(kept.charge(0.8))
    second, _ = await kept.make(kept.charge(0.6))
    await kept.book.end([second.wish_id])
    assert kept.book.list() == []


async def test_what_cannot_be_wished_is_not_kept(kept: Kept) -> None:
    with pytest.raises(WishRefused):
        await kept.make(kept.charge(1.5))
    assert kept.book.list() == []


async def test_there_is_a_most_of_wishes(kept: Kept) -> None:
    for number in range(MOST_WISHES):
        await kept.make(ChargeTo(asset_id="car", soc=0.5, by=START.timestamp() + (number + 1) * 86_400))
    with pytest.raises(TooManyWishes):
        await kept.make(Reserve(asset_id="bat", soc=0.5))


async def test_a_persons_wishes_go_when_the_person_is_erased(kept: Kept) -> None:
    await kept.make(kept.charge(), "anna")
    others, _ = await kept.make(Reserve(asset_id="bat", soc=0.4), "ben")
    exported = await kept.journal.export("anna")
    assert "wish.made" in str(exported)
    await kept.journal.erase("anna")
    await kept.book.open()
    assert kept.book.list() == [others]


async def test_listeners_hear_of_each_change(kept: Kept) -> None:
    heard: list[int] = []
    stop = kept.book.listen(lambda: heard.append(kept.book.version))
    made, _ = await kept.make(kept.charge())
    await kept.book.end([made.wish_id])
    stop()
    await kept.make(kept.charge())
    assert len(heard) == 2


async def test_events_of_another_form_change_nothing(kept: Kept) -> None:
    at = START.isoformat()
    kept.book.apply(Event(kind=Kind.WISH_MADE, subject="x", at=at, data={"demand": {"kind": "sing"}}))
    kept.book.apply(Event(kind=Kind.WISH_ENDED, subject="y", at=at))
    assert kept.book.list() == []


async def test_compaction_keeps_the_wishes_that_hold(kept: Kept) -> None:
    await kept.make(kept.charge(0.8))
    kept.now += timedelta(minutes=1)
    second, _ = await kept.make(kept.charge(0.6))
    third, _ = await kept.make(Reserve(asset_id="bat", soc=0.4))
    fourth, _ = await kept.make(Reserve(asset_id="bat", soc=0.5))
    await kept.book.end([fourth.wish_id], undone=True)
    before = kept.book.list()
    events = fold(await kept.journal.events(WishBook.kinds))
    assert {event.subject for event in events} == {second.wish_id, third.wish_id}
    anew = kept.anew()
    for event in events:
        anew.apply(event)
    assert anew.list() == before
