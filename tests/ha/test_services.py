"""The actions: their responses, their errors, and whose rights hold."""

from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.agents.kernel import TurnNotFound
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import AGENT, Say
from .devices import FollowingDevices

pytestmark = pytest.mark.usefixtures("loaded")


async def call(hass: HomeAssistant, action: str, user: MockUser | None = None, **data: Any) -> dict[str, Any]:
    """Call an action as a user, or as an automation without one."""
    context = Context(user_id=user.id if user else None)
    response = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=context
    )
    assert response is not None
    return dict(response)


async def test_ask_answers_with_what_became_of_it(hass: HomeAssistant, devices: FollowingDevices) -> None:
    response = await call(hass, "ask", text=" turn on the kitchen light ", agent=AGENT, language="en")
    assert devices.state("light.kitchen") == "on"
    assert response.keys() == {"agent", "answer", "status", "turn_id", "conversation_id", "layer", "changes"}
    assert (response["status"], response["layer"]) == ("done", "local")
    assert [(change["entity_id"], change["verified"]) for change in response["changes"]] == [("light.kitchen", True)]


async def test_ask_goes_on_with_a_conversation(hass: HomeAssistant, devices: FollowingDevices) -> None:
    asked = await call(hass, "ask", text="unlock the front door")
    assert asked["status"] == "asked"
    done = await call(hass, "ask", text="yes", conversation_id=asked["conversation_id"])
    assert done["status"] == "done"
    assert devices.state("lock.front_door") == "unlocked"


async def test_ask_is_recorded_as_an_automation(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await call(hass, "ask", text="turn on the kitchen light")
    (turn,) = await loaded.runtime_data.journal.latest(1)
    assert turn.asker.origin == "automation"


async def test_ask_keeps_to_the_rights_of_the_caller(
    hass: HomeAssistant, devices: FollowingDevices, hass_read_only_user: MockUser
) -> None:
    response = await call(hass, "ask", hass_read_only_user, text="turn on the kitchen light")
    assert response["status"] == "refused"
    assert devices.calls == []


@pytest.mark.parametrize("text", ["", "   ", "a" * 2001])
async def test_ask_wants_a_sentence(hass: HomeAssistant, text: str) -> None:
    with pytest.raises(vol.Invalid):
        await call(hass, "ask", text=text)


async def test_ask_wants_an_agent_of_ours(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError, match=r"conversation\.home_assistant is not an agent"):
        await call(hass, "ask", text="hello", agent="conversation.home_assistant")


async def test_ask_tells_when_there_is_no_answer(hass: HomeAssistant) -> None:
    with (
        patch("custom_components.llm_agents.runtime.Kernel.turn", side_effect=HomeAssistantError("asleep")),
        pytest.raises(HomeAssistantError, match="no answer: asleep"),
    ):
        await call(hass, "ask", text="turn on the kitchen light")


async def test_a_journal_that_fails_is_told(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await loaded.runtime_data.journal.close()
    with pytest.raises(HomeAssistantError, match="journal cannot be used"):
        await call(hass, "explain")


async def test_undo_takes_back_the_named_turn(hass: HomeAssistant, devices: FollowingDevices) -> None:
    first = await call(hass, "ask", text="turn on the kitchen light")
    await call(hass, "ask", text="turn on the hallway light")
    response = await call(hass, "undo", turn_id=first["turn_id"])
    assert response["status"] == "done"
    assert devices.state("light.kitchen") == "off"
    assert devices.state("light.hallway") == "on"


async def test_undo_takes_back_the_users_last_turn(
    hass: HomeAssistant, devices: FollowingDevices, say: Say, hass_admin_user: MockUser
) -> None:
    await say("turn on the kitchen light", hass_admin_user.id)
    await say("turn on the hallway light")
    await call(hass, "undo", hass_admin_user)
    assert devices.state("light.kitchen") == "off"
    assert devices.state("light.hallway") == "on"


async def test_undo_with_nothing_to_undo(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError, match="nothing to undo"):
        await call(hass, "undo")


async def test_explain_tells_of_the_last_turn(hass: HomeAssistant) -> None:
    await call(hass, "ask", text="turn on the kitchen light")
    assert "turn on the kitchen light" in (await call(hass, "explain"))["text"].lower()


async def test_explain_tells_of_the_named_turn(hass: HomeAssistant) -> None:
    first = await call(hass, "ask", text="turn on the kitchen light")
    await call(hass, "ask", text="turn on the hallway light")
    assert "kitchen" in (await call(hass, "explain", turn_id=first["turn_id"]))["text"].lower()


async def test_explain_with_nothing_to_explain(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError, match="nothing to explain"):
        await call(hass, "explain")


async def test_approve_carries_out_what_was_asked_about(hass: HomeAssistant, devices: FollowingDevices) -> None:
    asked = await call(hass, "ask", text="unlock the front door")
    response = await call(hass, "approve", turn_id=asked["turn_id"])
    assert response["status"] == "done"
    assert devices.state("lock.front_door") == "unlocked"


async def test_reject_drops_what_was_asked_about(hass: HomeAssistant, devices: FollowingDevices) -> None:
    asked = await call(hass, "ask", text="unlock the front door")
    await call(hass, "reject", turn_id=asked["turn_id"])
    assert devices.state("lock.front_door") == "locked"
    with pytest.raises(ServiceValidationError, match="can no longer be answered"):
        await call(hass, "approve", turn_id=asked["turn_id"])


async def test_a_question_is_approved_once(hass: HomeAssistant, devices: FollowingDevices) -> None:
    asked = await call(hass, "ask", text="unlock the front door")
    await call(hass, "approve", turn_id=asked["turn_id"])
    with pytest.raises(ServiceValidationError, match="can no longer be answered"):
        await call(hass, "approve", turn_id=asked["turn_id"])
    assert len(devices.calls) == 1


@pytest.mark.parametrize("action", ["undo", "explain", "approve", "reject"])
async def test_a_turn_that_is_not_there(hass: HomeAssistant, action: str) -> None:
    with pytest.raises(ServiceValidationError, match="There is no turn nothing"):
        await call(hass, action, turn_id="nothing")


@pytest.mark.parametrize("action", ["undo", "explain", "approve", "reject"])
async def test_a_turn_of_somebody_else_is_not_there(
    hass: HomeAssistant,
    devices: FollowingDevices,
    hass_admin_user: MockUser,
    hass_read_only_user: MockUser,
    action: str,
) -> None:
    turn = await call(hass, "ask", hass_admin_user, text="unlock the front door")
    with pytest.raises(ServiceValidationError, match="There is no turn"):
        await call(hass, action, hass_read_only_user, turn_id=turn["turn_id"])
    assert devices.calls == []


async def test_an_approval_has_only_the_rights_of_who_approves(
    hass: HomeAssistant, devices: FollowingDevices, hass_read_only_user: MockUser, hass_admin_user: MockUser
) -> None:
    hass_read_only_user.mock_policy({"entities": {"entity_ids": {"lock.front_door": True}}})
    asked = await call(hass, "ask", hass_read_only_user, text="unlock the front door")
    assert asked["status"] == "asked"
    hass_read_only_user.mock_policy({"entities": {"entity_ids": {"lock.front_door": {"read": True}}}})
    refused = await call(hass, "approve", hass_read_only_user, turn_id=asked["turn_id"])
    assert refused["status"] == "refused"
    assert devices.state("lock.front_door") == "locked"


@pytest.mark.parametrize("data", [{"action": "ask", "text": "hello"}, {"action": "undo"}, {"action": "explain"}])
async def test_nothing_without_a_loaded_entry(
    hass: HomeAssistant, loaded: MockConfigEntry, data: dict[str, Any]
) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    with pytest.raises(ServiceValidationError, match="not set up"):
        await call(hass, **data)


async def test_a_turn_that_goes_meanwhile_is_not_there(hass: HomeAssistant) -> None:
    turn = await call(hass, "ask", text="turn on the kitchen light")
    with (
        patch("custom_components.llm_agents.runtime.Kernel.undo", side_effect=TurnNotFound),
        pytest.raises(ServiceValidationError, match="There is no turn"),
    ):
        await call(hass, "undo", turn_id=turn["turn_id"])
