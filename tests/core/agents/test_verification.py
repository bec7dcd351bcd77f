"""Reading back: at once, late, under way, gone."""

import asyncio
import time

import pytest

from custom_components.llm_agents.core.agents import verification
from custom_components.llm_agents.core.agents.verification import Result, Verifier
from custom_components.llm_agents.core.home.grounding import Expectation
from custom_components.llm_agents.core.home.model import State

from .fakes import BLIND, LAMP, LOCK, FakeWorld


def wish(entity_id: str, state: str, moving: str = "moving") -> Expectation:
    return Expectation(
        entity_id=entity_id, holds=lambda now: now.state == state, under_way=lambda now: now.state == moving
    )


async def test_what_holds_needs_no_wait() -> None:
    with Verifier(FakeWorld(), [wish(LAMP, "off")]) as verifier:
        before = time.monotonic()
        assert await verifier.wait(5.0) == {LAMP: Result.DONE}
        assert time.monotonic() - before < 0.5


async def test_a_change_between_call_and_wait_is_not_missed() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(LAMP, "on")]) as verifier:
        world.set(LAMP, "on")
        assert await verifier.wait(0.0) == {LAMP: Result.DONE}


async def test_a_late_change_ends_the_wait() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(LAMP, "on")]) as verifier:
        asyncio.get_running_loop().call_later(0.01, world.set, LAMP, "on")
        assert await asyncio.wait_for(verifier.wait(5.0), 1.0) == {LAMP: Result.DONE}


async def test_a_change_and_back_is_not_verified() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(LAMP, "on")]) as verifier:
        world.set(LAMP, "on")
        world.set(LAMP, "off")
        assert await verifier.wait(0.02) == {LAMP: Result.NOT_VERIFIED}


async def test_one_that_does_not_follow_does_not_hide_the_other() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(LAMP, "on"), wish(BLIND, "closed")]) as verifier:
        assert await verifier.wait(0.02) == {LAMP: Result.NOT_VERIFIED, BLIND: Result.DONE}


async def test_what_is_under_way_is_waited_for_and_may_arrive() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(BLIND, "open", "opening")]) as verifier:
        world.set(BLIND, "opening")
        asyncio.get_running_loop().call_later(0.01, world.set, BLIND, "open")
        assert await verifier.wait(5.0) == {BLIND: Result.DONE}


async def test_what_moved_before_the_call_already_is_not_waited_for() -> None:
    world = FakeWorld()
    world.set(BLIND, "opening")
    with Verifier(world, [wish(BLIND, "open", "opening")]) as verifier:
        assert await asyncio.wait_for(verifier.wait(5.0), 0.5) == {BLIND: Result.UNDER_WAY}


async def test_a_device_that_went_away_is_unavailable() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(LAMP, "on")]) as verifier:
        world.now[LAMP] = State(entity_id=LAMP, state="unavailable")
        assert await verifier.wait(0.01) == {LAMP: Result.UNAVAILABLE}


async def test_an_entity_of_several_wishes_is_as_good_as_the_worst() -> None:
    with Verifier(FakeWorld(), [wish(LAMP, "off"), wish(LAMP, "on")]) as verifier:
        assert await verifier.wait(0.01) == {LAMP: Result.NOT_VERIFIED}


async def test_nothing_is_watched_afterwards() -> None:
    world = FakeWorld()
    with Verifier(world, [wish(LAMP, "on")]):
        assert world.watchers
    assert not world.watchers


@pytest.mark.parametrize(("entity_id", "result"), [(BLIND, Result.UNDER_WAY), (LOCK, Result.DONE)])
async def test_a_lock_on_its_way_gets_the_whole_wait(
    monkeypatch: pytest.MonkeyPatch, entity_id: str, result: Result
) -> None:
    monkeypatch.setattr(verification, "SETTLE_TIMEOUT", 0.0)
    world = FakeWorld()
    with Verifier(world, [wish(entity_id, "there")]) as verifier:
        world.set(entity_id, "moving")
        asyncio.get_running_loop().call_later(0.02, world.set, entity_id, "there")
        assert await verifier.wait(2.0) == {entity_id: result}
