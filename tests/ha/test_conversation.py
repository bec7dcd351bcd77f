"""Sentences through the conversation entity: the whole path of an act inside Home Assistant."""

from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from homeassistant.components.conversation import async_get_agent, async_get_chat_log
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.chat_session import async_get_chat_session
from homeassistant.helpers.intent import IntentResponseErrorCode, IntentResponseType

from .conftest import AGENT, Say, speech
from .devices import FollowingDevices


async def test_the_entity_has_its_name_and_a_service_device(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    entity = entity_registry.async_get(AGENT)
    assert entity is not None
    device = device_registry.async_get(entity.device_id or "")
    assert isinstance(device, dr.DeviceEntry)
    assert device.entry_type is dr.DeviceEntryType.SERVICE


async def test_a_light_is_turned_on(say: Say, devices: FollowingDevices) -> None:
    result = await say("turn on the kitchen light")
    assert devices.state("light.kitchen") == "on"
    assert devices.state("light.hallway") == "off"
    assert result.response.response_type is IntentResponseType.ACTION_DONE
    assert [target.id for target in result.response.success_results] == ["light.kitchen"]


async def test_actions_carry_the_context_of_the_asker(
    say: Say, devices: FollowingDevices, hass_admin_user: MockUser
) -> None:
    await say("turn on the kitchen light", hass_admin_user.id)
    assert devices.calls[0].context.user_id == hass_admin_user.id


async def test_the_possible_part_of_a_sentence_happens(say: Say, devices: FollowingDevices) -> None:
    result = await say("turn on the kitchen light and turn on the sauna light")
    assert devices.state("light.kitchen") == "on"
    assert "sauna" in speech(result).lower()
    assert result.response.response_type is IntentResponseType.ACTION_DONE
    assert [target.id for target in result.response.success_results] == ["light.kitchen"]


async def test_a_part_that_waits_for_a_yes_makes_it_a_question(say: Say, devices: FollowingDevices) -> None:
    result = await say("turn on the kitchen light and unlock the front door")
    assert devices.state("light.kitchen") == "off"  # the sentence is done whole, after the yes
    assert result.response.response_type is IntentResponseType.QUERY_ANSWER
    assert result.continue_conversation


async def test_an_answer_and_a_refusal_are_no_action(say: Say) -> None:
    result = await say("is the kitchen light on and turn on the sauna light")
    assert result.response.response_type is IntentResponseType.QUERY_ANSWER


async def test_the_time_is_an_answer(say: Say) -> None:
    result = await say("what time is it")
    assert result.response.response_type is IntentResponseType.QUERY_ANSWER


async def test_a_device_that_does_not_follow_is_an_error(say: Say, devices: FollowingDevices) -> None:
    devices.stuck.add("light.kitchen")
    result = await say("turn on the kitchen light")
    assert result.response.error_code is IntentResponseErrorCode.FAILED_TO_HANDLE


async def test_an_action_that_raises_is_an_error(say: Say, devices: FollowingDevices) -> None:
    devices.broken.add("light.kitchen")
    result = await say("turn on the kitchen light")
    assert result.response.error_code is IntentResponseErrorCode.FAILED_TO_HANDLE
    assert devices.state("light.kitchen") == "off"


async def test_what_is_not_exposed_is_not_there(hass: HomeAssistant, say: Say, devices: FollowingDevices) -> None:
    devices.add("light.cellar", "Cellar light", "Cellar", "off", exposed=False)
    result = await say("turn on the cellar light")
    assert devices.state("light.cellar") == "off"
    assert result.response.error_code is IntentResponseErrorCode.NO_VALID_TARGETS


async def test_a_question_is_a_query(say: Say) -> None:
    result = await say("is the kitchen light on")
    assert result.response.response_type is IntentResponseType.QUERY_ANSWER
    assert not result.continue_conversation


async def test_nonsense_is_no_match(say: Say) -> None:
    result = await say("what do penguins dream about")
    assert result.response.error_code is IntentResponseErrorCode.NO_INTENT_MATCH


async def test_unlocking_asks_and_a_yes_does_it(say: Say, devices: FollowingDevices) -> None:
    asked = await say("unlock the front door")
    assert asked.continue_conversation
    assert asked.response.response_type is IntentResponseType.QUERY_ANSWER
    assert devices.state("lock.front_door") == "locked"
    await say("yes", conversation_id=asked.conversation_id)
    assert devices.state("lock.front_door") == "unlocked"


async def test_undo_brings_the_state_back(say: Say, devices: FollowingDevices) -> None:
    done = await say("turn on the kitchen light")
    await say("undo that", conversation_id=done.conversation_id)
    assert devices.state("light.kitchen") == "off"


@pytest.mark.parametrize("active", [True, False])
async def test_a_user_without_rights_is_refused(
    say: Say, devices: FollowingDevices, hass_read_only_user: MockUser, active: bool
) -> None:
    hass_read_only_user.is_active = active
    result = await say("turn on the kitchen light", hass_read_only_user.id)
    assert devices.calls == []
    assert result.response.error_code is IntentResponseErrorCode.NO_VALID_TARGETS


async def test_a_user_that_is_not_there_is_refused(say: Say, devices: FollowingDevices) -> None:
    await say("turn on the kitchen light", "0" * 32)
    assert devices.calls == []


async def test_the_room_of_the_speaking_device_is_meant(
    hass: HomeAssistant,
    say: Say,
    devices: FollowingDevices,
    loaded: MockConfigEntry,
    area_registry: ar.AreaRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    satellite = device_registry.async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={("test", "satellite")}, name="Satellite"
    )
    hallway = area_registry.async_get_area_by_name("Hallway")
    assert hallway is not None
    device_registry.async_update_device(satellite.id, area_id=hallway.id)
    await say("turn on the light", device_id=satellite.id)
    assert devices.state("light.hallway") == "on"
    assert devices.state("light.kitchen") == "off"


async def test_the_area_of_the_satellite_entity_goes_first(
    say: Say,
    devices: FollowingDevices,
    loaded: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
) -> None:
    satellite = device_registry.async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={("test", "satellite")}, name="Satellite"
    )
    devices.add("assist_satellite.kitchen", "Kitchen satellite", "Kitchen", "idle", device_id=satellite.id)
    await say("turn on the light", device_id=satellite.id, satellite_id="assist_satellite.kitchen")
    assert devices.state("light.kitchen") == "on"
    assert devices.state("light.hallway") == "off"


async def test_without_an_area_of_its_own_the_satellite_is_where_its_device_is(
    say: Say,
    devices: FollowingDevices,
    loaded: MockConfigEntry,
    area_registry: ar.AreaRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    satellite = device_registry.async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={("test", "satellite")}, name="Satellite"
    )
    device_registry.async_update_device(satellite.id, area_id=area_registry.async_get_or_create("Hallway").id)
    devices.add("assist_satellite.somewhere", "Satellite", None, "idle", device_id=satellite.id)
    await say("turn on the light", satellite_id="assist_satellite.somewhere")
    assert devices.state("light.hallway") == "on"
    assert devices.state("light.kitchen") == "off"


async def test_a_language_is_prepared(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    agent = async_get_agent(hass, AGENT)
    assert agent is not None
    recogniser = async_get_agent(hass)
    with patch.object(type(recogniser), "async_prepare", autospec=True) as prepare:
        await agent.async_prepare("de")
        await agent.async_prepare()
    assert [call.args[1] for call in prepare.call_args_list] == ["de", "en"]


async def test_the_answer_streams_into_the_chat_log(hass: HomeAssistant, say: Say) -> None:
    deltas: list[dict[str, Any]] = []
    with (
        async_get_chat_session(hass, None) as session,
        async_get_chat_log(hass, session, chat_log_delta_listener=lambda _log, delta: deltas.append(delta)) as chat_log,
    ):
        result = await say("turn on the kitchen light", conversation_id=session.conversation_id)
    assert deltas[0]["role"] == "assistant"
    assert "".join(delta.get("content", "") for delta in deltas) == speech(result)
    assert [content.role for content in chat_log.content][-2:] == ["user", "assistant"]


async def test_german_is_understood_by_home_assistants_recognisers(say: Say, devices: FollowingDevices) -> None:
    devices.add("light.kueche", "Küchenlampe", "Küche", "off")
    result = await say("schalte die Küchenlampe ein", language="de")
    assert devices.state("light.kueche") == "on"
    assert result.response.response_type is IntentResponseType.ACTION_DONE


async def test_a_journal_that_fails_does_not_lose_the_answer(
    say: Say, devices: FollowingDevices, loaded: MockConfigEntry
) -> None:
    await loaded.runtime_data.journal.close()
    result = await say("turn on the kitchen light")
    assert devices.state("light.kitchen") == "on"
    assert "kitchen" in speech(result).lower()


async def test_a_turn_without_an_end_is_an_error(say: Say) -> None:
    async def nothing(*_: object) -> AsyncIterator[None]:
        return
        yield

    with patch("custom_components.llm_agents.runtime.Kernel.turn", nothing):
        result = await say("turn on the kitchen light")
    assert result.response.error_code is IntentResponseErrorCode.UNKNOWN
    assert speech(result) == "The turn was broken off"
