"""Requests for later in Home Assistant: its clock wakes us, its sun is asked, its states are waited for."""

from datetime import timedelta
import time
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.journal.record import Status, Turn
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import Say, set_up, speech
from .devices import FollowingDevices

_breathe = time.sleep  # the real one
MORNING = "2026-11-21 09:00:00+00:00"


@pytest.fixture(autouse=True)
def morning(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(MORNING)


async def settle(hass: HomeAssistant) -> None:
    """Let what was begun end: the journal has a thread of its own."""
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    for _ in range(500):
        if not entry.runtime_data.kernel.busy:
            break
        await hass.async_add_executor_job(_breathe, 0.002)
    await hass.async_block_till_done()


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, **spans: float) -> None:
    """Let time pass for the clock and for Home Assistant's timers."""
    freezer.tick(timedelta(**spans))
    async_fire_time_changed(hass)
    await settle(hass)


async def turns(entry: MockConfigEntry) -> list[Turn]:
    return (await entry.runtime_data.journal.latest(10))[::-1]


async def test_what_is_planned_is_done_at_its_time(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    result = await say("turn on the kitchen light in ten minutes")
    assert speech(result) == "I'll turn on the kitchen light in 10 minutes."
    await pass_time(hass, freezer, minutes=9)
    assert devices.state("light.kitchen") == "off"
    await pass_time(hass, freezer, minutes=1, seconds=1)
    assert devices.state("light.kitchen") == "on"
    planned, done = await turns(loaded)
    assert (done.planned_by, planned.status) == (planned.turn_id, Status.DONE)


async def test_a_plan_outlives_a_reload(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    result = await say("turn on the kitchen light at 10:30 am")
    assert speech(result) == "I'll turn on the kitchen light at 10:30 AM."
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await pass_time(hass, freezer, minutes=29)
    assert devices.state("light.kitchen") == "off"
    await pass_time(hass, freezer, minutes=1, seconds=1)
    assert devices.state("light.kitchen") == "on"


async def test_nothing_is_done_while_home_assistant_starts(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    say: Say,
    devices: FollowingDevices,
    freezer: FrozenDateTimeFactory,
) -> None:
    await say("turn on the kitchen light in ten minutes")
    assert await hass.config_entries.async_unload(loaded.entry_id)
    hass.set_state(CoreState.starting)
    await set_up(hass, loaded)
    await pass_time(hass, freezer, minutes=12)
    assert devices.state("light.kitchen") == "off"
    await hass.async_start()
    await settle(hass)
    assert devices.state("light.kitchen") == "on"


async def test_what_is_long_overdue_is_recorded_as_missed(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    await say("turn on the kitchen light in ten minutes")
    assert await hass.config_entries.async_unload(loaded.entry_id)
    freezer.tick(timedelta(minutes=30))
    await set_up(hass, loaded)
    await settle(hass)
    assert devices.state("light.kitchen") == "off"
    assert (await turns(loaded))[-1].status is Status.MISSED


async def test_what_is_for_a_while_is_put_back(
    hass: HomeAssistant, say: Say, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    await say("turn on the kitchen light for an hour")
    assert devices.state("light.kitchen") == "on"
    await pass_time(hass, freezer, hours=1, seconds=1)
    assert devices.state("light.kitchen") == "off"


async def test_the_sun_of_the_home_is_asked(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    result = await say("turn on the kitchen light at sunset")
    assert "at sunset" in speech(result)
    (plan,) = await loaded.runtime_data.journal.plans()
    due = dt_util.parse_datetime(plan.due)
    assert due is not None
    await pass_time(hass, freezer, seconds=(due - dt_util.utcnow()).total_seconds() + 1)
    assert devices.state("light.kitchen") == "on"


async def test_what_is_waited_for_is_seen_in_the_states(
    hass: HomeAssistant, say: Say, devices: FollowingDevices
) -> None:
    result = await say("when the front door is unlocked turn on the hallway light")
    assert speech(result).startswith("I'll turn on the hallway light when the front door is unlocked.")
    hass.states.async_set("lock.front_door", "unlocked", {"friendly_name": "Front door"})
    await settle(hass)
    assert devices.state("light.hallway") == "on"


async def test_a_condition_that_does_not_hold_is_told(say: Say, devices: FollowingDevices) -> None:
    result = await say("if the hallway light is on turn on the kitchen light")
    assert speech(result) == "The hallway light is off, so I left the kitchen light as it is."
    assert devices.state("light.kitchen") == "off"


async def test_what_lowers_safety_is_asked_about_when_it_is_planned(
    hass: HomeAssistant, say: Say, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    result = await say("unlock the front door in ten minutes")
    assert speech(result) == "Shall I unlock the front door in 10 minutes?"
    assert result.continue_conversation
    await say("yes", conversation_id=result.conversation_id)
    await pass_time(hass, freezer, minutes=10, seconds=1)
    assert devices.state("lock.front_door") == "unlocked"


async def test_who_may_no_longer_control_a_device_moves_it_no_more(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    say: Say,
    devices: FollowingDevices,
    hass_admin_user: MockUser,
    freezer: FrozenDateTimeFactory,
) -> None:
    await say("turn on the kitchen light in ten minutes", hass_admin_user.id)
    hass_admin_user.is_active = False
    await pass_time(hass, freezer, minutes=10, seconds=1)
    assert devices.state("light.kitchen") == "off"
    assert (await turns(loaded))[-1].status is Status.REFUSED


async def test_the_websocket_tells_what_is_planned_and_takes_it_back(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    devices: FollowingDevices,
    hass_ws_client: WebSocketGenerator,
    freezer: FrozenDateTimeFactory,
) -> None:
    assert await async_setup_component(hass, "websocket_api", {})
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "llm_agents/ask", "text": "turn on the kitchen light in ten minutes"})
    await client.receive_json()
    event: dict[str, Any] = {"type": ""}
    while event["type"] != "done":
        event = (await client.receive_json())["event"]
    turn = event["turn"]
    assert (turn["status"], turn["planned_by"]) == ("scheduled", None)
    await client.send_json_auto_id({"type": "llm_agents/turns/undo", "turn_id": turn["turn_id"]})
    undo = (await client.receive_json())["result"]["turn"]
    assert undo["undoes"] == turn["turn_id"]
    await pass_time(hass, freezer, minutes=10, seconds=1)
    assert devices.state("light.kitchen") == "off"
