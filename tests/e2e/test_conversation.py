"""Sentences said to the real home: the states must follow, and the answers must not claim more."""

import pytest

from demo.runner.client import Client
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _state(client: Client, entity_id: str) -> str:
    return str((await client.rest("GET", f"/api/states/{entity_id}"))["state"])


async def test_an_act_is_done_verified_and_undone(client: Client) -> None:
    """The light is on after the sentence, and as before after the undo."""
    before = await _state(client, "light.kitchen_ceiling")
    done, undone = await say(
        client, [f"turn {'off' if before == 'on' else 'on'} the kitchen ceiling light", "undo that"]
    )
    assert done.status == "done"
    assert done.changes[0]["verified"]
    assert done.layer == "local"
    assert undone.status == "done"
    assert await _state(client, "light.kitchen_ceiling") == before


async def test_the_possible_part_of_a_sentence_happens(client: Client) -> None:
    """What does not exist is said; the rest is done."""
    (said,) = await say(client, ["turn on the hallway ceiling light and open the blinds in the sauna"])
    assert said.status == "partial"
    assert await _state(client, "light.hallway_ceiling") == "on"
    assert "sauna" in said.answer.lower()


async def test_a_lock_is_opened_after_a_yes(client: Client) -> None:
    """Unlocking asks first; the yes carries it out."""
    asked, done = await say(client, ["unlock the front door", "yes"])
    assert asked.status == "asked"
    assert asked.answer.endswith("?")
    assert asked.changes == []
    assert done.status == "done"
    assert await _state(client, "lock.front_door") == "unlocked"
    await say(client, ["lock the front door"])


async def test_a_no_leaves_the_lock_alone(client: Client) -> None:
    """After a no nothing has happened."""
    asked, dropped = await say(client, ["unlock the front door", "no"])
    assert asked.status == "asked"
    assert dropped.changes == []
    assert await _state(client, "lock.front_door") == "locked"


async def test_a_jammed_device_is_not_claimed(client: Client) -> None:
    """A device that does not follow is told as such."""
    await client.rest("POST", "/api/services/demo_home/jam", body={"entity_id": "light.office_desk_lamp"})
    before = await _state(client, "light.office_desk_lamp")
    try:
        (said,) = await say(client, [f"turn {'off' if before == 'on' else 'on'} the desk lamp in the office"])
    finally:
        await client.rest("POST", "/api/services/demo_home/unjam", body={"entity_id": "light.office_desk_lamp"})
    assert said.status == "failed"
    assert not any(change["verified"] for change in said.changes)


async def test_an_unplugged_device_is_told(client: Client) -> None:
    """A device that is not there is told as unavailable, and nothing else is touched."""
    await client.rest("POST", "/api/services/demo_home/unplug", body={"entity_id": "light.office_desk_lamp"})
    try:
        (said,) = await say(client, ["turn on the desk lamp in the office"])
    finally:
        await client.rest("POST", "/api/services/demo_home/plug_in", body={"entity_id": "light.office_desk_lamp"})
    assert said.status == "refused"
    assert said.changes == []


async def test_why_is_answered_from_the_journal(client: Client) -> None:
    """The explanation names the words that led to the act."""
    _, why = await say(client, ["turn on the kitchen ceiling light", "why did you do that"])
    assert "turn on the kitchen ceiling light" in why.answer.lower()


async def test_the_past_of_the_home_is_there(client: Client) -> None:
    """The recorder holds statistics from before the first start."""
    result = await client.command("recorder/list_statistic_ids", statistic_type="sum")
    ids = [row["statistic_id"] for row in result]
    assert ids
    rows = await client.command(
        "recorder/statistics_during_period",
        start_time="2020-01-01T00:00:00+00:00",
        statistic_ids=ids[:1],
        period="hour",
    )
    assert len(rows[ids[0]]) > 40
