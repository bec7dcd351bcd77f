"""Questions that wait on a real Home Assistant: over a kill, answered once, refused in a home that has changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
import os
import signal
from typing import Any

import pytest

from demo.runner.client import Client, ClientError
from demo.runner.demo import Demo
from demo.runner.owner import Owner
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOCK = "lock.front_door"


async def waiting(client: Client) -> dict[str, dict[str, Any]]:
    """Return the questions that wait, by their turns."""
    return {one["turn_id"]: one for one in (await client.command("llm_agents/approvals/list"))["approvals"]}


async def ask(client: Client) -> str:
    (said,) = await say(client, ["unlock the front door"])
    assert said.status == "asked"
    assert said.turn_id in await waiting(client)
    return str(said.turn_id)


async def answer(owner: Owner, turn_id: str, action: str = "approve") -> dict[str, Any]:
    return dict(await owner.act(f"llm_agents.{action}", {"turn_id": turn_id}, answers=True))


async def test_a_question_outlives_a_kill_and_is_answered_once(demo: Demo, clean_log: Callable[[], None]) -> None:
    """Killed without a warning, the home asks on as before; the yes does it once, and a second one nothing."""
    async with demo.client() as client:
        turn_id = await ask(client)
        before = (await waiting(client))[turn_id]
    clean_log()  # it begins anew
    os.killpg(demo.memory.hass_pid, signal.SIGKILL)
    await demo.start()
    async with demo.client() as client:
        owner = await Owner.of(client)
        assert (await waiting(client))[turn_id] == before
        assert await owner.becomes("sensor.llm_agents_pending_approvals", str(len(await waiting(client))))
        assert await owner.becomes(LOCK, "locked")
        assert (await answer(owner, turn_id))["status"] == "done"
        assert await owner.becomes(LOCK, "unlocked")
        assert turn_id not in await waiting(client)
        await say(client, ["lock the front door"])
        for action in ("approve", "reject"):
            with pytest.raises(ClientError, match="400"):
                await answer(owner, turn_id, action)
        assert await owner.state(LOCK) == "locked"


async def test_a_yes_counts_for_nothing_in_a_home_that_has_changed(client: Client, owner: Owner) -> None:
    """What is no longer shared, what a rule now refuses, and what is so already is not done."""
    turn_id = await ask(client)
    share = {"assistants": ["conversation"], "entity_ids": [LOCK]}
    await client.command("homeassistant/expose_entity", should_expose=False, **share)
    try:
        told = await answer(owner, turn_id)
        assert (told["status"], told["changes"]) == ("refused", [])
        assert "changed since" in told["answer"]
    finally:
        await client.command("homeassistant/expose_entity", should_expose=True, **share)
    turn_id = await ask(client)
    what = {"entities": [LOCK], "actions": ["unlock"]}
    rule = {"name": "Shut", "effect": "refuse", "priority": 10, "what": what, "who": {}, "when": {}}
    added = await owner.add("rule", rule)
    assert (await answer(owner, turn_id))["status"] == "refused"
    assert await owner.state(LOCK) == "locked"
    await owner.remove(added)
    turn_id = await ask(client)
    await owner.act("lock.unlock", {"entity_id": LOCK})
    assert await owner.becomes(LOCK, "unlocked")
    assert (await answer(owner, turn_id))["changes"] == []
    await say(client, ["lock the front door"])
    assert await owner.becomes(LOCK, "locked")


async def test_a_question_tells_when_it_expires(client: Client, owner: Owner) -> None:
    """By the owner's option, which counts for the next question."""
    for minutes in (60, 1):
        if minutes != 60:
            await owner.set_options({"approval_minutes": minutes})
        turn_id = await ask(client)
        told = (await waiting(client))[turn_id]
        lasts = datetime.fromisoformat(told["expires"]) - datetime.fromisoformat(told["at"])
        assert lasts == timedelta(minutes=minutes)
        assert (await answer(owner, turn_id, "reject"))["status"] != "done"
        assert turn_id not in await waiting(client)


async def test_a_no_by_action_is_a_no(client: Client, owner: Owner) -> None:
    turn_id = await ask(client)
    await answer(owner, turn_id, "reject")
    with pytest.raises(ClientError, match="400"):
        await answer(owner, turn_id)
    assert await owner.state(LOCK) == "locked"
