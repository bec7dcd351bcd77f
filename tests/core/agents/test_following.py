"""What was under way when it was told: followed until it arrived, failed, was called anew, or a minute is over."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from custom_components.llm_agents.core.agents import following
from custom_components.llm_agents.core.journal.record import Status, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Talk, TalkRequest

from .fakes import BLIND, LAMP, LOCK
from .houses import House

OPEN = Act(action=Action.OPEN, entity_ids=(BLIND,), words="open the blind")
CLOSE = Act(action=Action.CLOSE, entity_ids=(BLIND,), words="close the blind")
LAMP_ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp on")


async def opening(house: House, *more: Act) -> Turn:
    house.world.manners[BLIND] = "creep"
    turn = await house.say("open", OPEN, *more)
    assert [change.verified for change in turn.changes if change.entity_id == BLIND] == [False]
    return turn


async def until(house: House, turn: Turn, holds: Callable[[Turn], bool]) -> Turn:
    """Return the turn as soon as its record is as wished."""
    async with asyncio.timeout(2):
        while not holds(kept := await house.journaled(turn)):  # noqa: ASYNC110 - the journal tells nobody
            await asyncio.sleep(0.005)
    return kept


def is_verified(turn: Turn) -> bool:
    return all(change.verified for change in turn.changes)


def arrive(house: House) -> None:
    house.world.set(BLIND, "open", current_position=100)


async def test_what_arrives_later_is_verified_in_the_record_and_told(house: House) -> None:
    turn = await opening(house)
    heard: list[Turn] = []
    house.kernel.listen(heard.append)
    arrive(house)
    kept = await until(house, turn, is_verified)
    assert kept.changes[0].after == {"state": "open", "attributes": {"current_position": 100}}
    assert (kept.status, kept.answer) == (Status.DONE, "The blind is opening.")
    assert heard == [kept]


async def test_what_moves_still_is_waited_for(house: House) -> None:
    turn = await opening(house)
    house.world.set(BLIND, "opening", current_position=60)
    await asyncio.sleep(0.02)
    assert (await house.journaled(turn)).status is Status.UNDER_WAY
    arrive(house)
    await until(house, turn, is_verified)


@pytest.mark.parametrize(("more", "status"), [((), Status.FAILED), ((LAMP_ON,), Status.PARTIAL)])
async def test_what_turns_back_on_its_way_has_failed(
    house: House, monkeypatch: pytest.MonkeyPatch, more: tuple[Act, ...], status: Status
) -> None:
    monkeypatch.setattr(following, "REST_SECONDS", 0.02)
    turn = await opening(house, *more)
    house.world.set(BLIND, "closed")
    kept = await until(house, turn, lambda kept: kept.status is status)
    (change,) = (change for change in kept.changes if change.entity_id == BLIND)
    assert (change.verified, change.after["state"]) == (False, "closed")


async def test_a_short_rest_on_the_way_is_no_failure(house: House) -> None:
    turn = await opening(house)
    house.world.set(BLIND, "closed")
    await asyncio.sleep(0.02)
    arrive(house)
    assert (await until(house, turn, is_verified)).status is Status.DONE


async def test_after_a_minute_nothing_is_followed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "FOLLOW_SECONDS", 0.02)
    turn = await opening(house)
    await nobody_watches(house)
    arrive(house)
    assert not is_verified(await house.journaled(turn))


async def test_what_is_called_anew_is_the_newer_turns(house: House) -> None:
    turn = await opening(house)
    house.world.manners[BLIND] = "obey"
    await house.say("close", CLOSE)
    await nobody_watches(house)
    arrive(house)
    assert not is_verified(await house.journaled(turn))


async def test_no_more_turns_are_followed_than_are_bounded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_FOLLOWED", 1)
    first = await opening(house)
    house.world.manners[LOCK] = "creep"
    house.world.set(LOCK, "unlocked")
    second = await house.say("lock", Act(action=Action.LOCK, entity_ids=(LOCK,)))
    house.world.set(LOCK, "locked")
    arrive(house)
    await until(house, second, is_verified)
    assert not is_verified(await house.journaled(first))


async def test_closing_ends_it(house: House) -> None:
    await opening(house)
    assert house.world.watchers
    await house.kernel.close()
    assert not house.world.watchers


@pytest.mark.parametrize("arrived", [False, True])
async def test_undo_works_before_and_after_it_arrived(house: House, arrived: bool) -> None:
    turn = await opening(house)
    if arrived:
        arrive(house)
        await until(house, turn, is_verified)
    house.world.manners[BLIND] = "obey"
    undo = await house.say("undo that", TalkRequest(talk=Talk.UNDO))
    assert (undo.undoes, house.world.now[BLIND].state) == (turn.turn_id, "closed")
    assert (await house.journaled(turn)).undone_by == undo.turn_id


async def test_why_tells_what_is_known_by_then(house: House) -> None:
    turn = await opening(house)
    arrive(house)
    await until(house, turn, is_verified)
    why = await house.say("why", TalkRequest(talk=Talk.WHY))
    assert "The blind went from closed to open, read back." in why.answer


async def test_a_turn_that_is_erased_meanwhile_hurts_nothing(house: House, caplog: pytest.LogCaptureFixture) -> None:
    turn = await opening(house)
    await house.journal.erase("anna")
    arrive(house)
    await nobody_watches(house)
    assert await house.journal.get(turn.turn_id) is None
    assert not caplog.records


async def test_of_two_devices_each_is_noted_when_it_arrives(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    house.world.manners[LOCK] = "creep"
    turn = await opening(house, replace(CLOSE, action=Action.LOCK, entity_ids=(LOCK,)))
    house.world.set(LOCK, "locked")
    kept = await until(house, turn, lambda kept: any(change.verified for change in kept.changes))
    assert {change.entity_id: change.verified for change in kept.changes} == {BLIND: False, LOCK: True}
    arrive(house)
    await until(house, turn, is_verified)


async def nobody_watches(house: House) -> None:
    async with asyncio.timeout(2):
        while house.world.watchers:  # noqa: ASYNC110 - a list tells nobody
            await asyncio.sleep(0.005)
