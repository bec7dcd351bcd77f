"""What Home Assistant's own intent handlers serve, and what may not be handed to them."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.bridge.phrases import IntentPhrases
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.request import PlatformIntent
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.intent import async_register_timer_handler
from homeassistant.components.intent.const import TIMER_DATA
from homeassistant.components.intent.timers import TimerEventType, TimerInfo
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from .conftest import AGENT, Say, speech
from .devices import FollowingDevices

SYSTEM = Asker(origin=Origin.VOICE)


@pytest.fixture(name="satellite")
def satellite_fixture(loaded: MockConfigEntry, device_registry: dr.DeviceRegistry) -> str:
    device = device_registry.async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={("test", "satellite")}, name="Satellite"
    )
    return device.id


@pytest.fixture(name="timers")
def timers_fixture(hass: HomeAssistant, satellite: str) -> list[tuple[TimerEventType, TimerInfo]]:
    """Let the satellite ring timers, and return what it hears of them."""
    heard: list[tuple[TimerEventType, TimerInfo]] = []
    async_register_timer_handler(hass, satellite, lambda event, timer: heard.append((event, timer)))
    return heard


async def hand(
    loaded: MockConfigEntry, intent: str, asker: Asker = SYSTEM, language: str = "en", **slots: Any
) -> IntentReply:
    """Hand an intent over as the kernel does."""
    world = loaded.runtime_data.world
    await world.know(asker.user_id)
    return await world.intent(PlatformIntent(intent=intent, slots=slots, words="words"), asker, language)


async def test_a_timer_is_started_and_told(
    say: Say, satellite: str, timers: list[tuple[TimerEventType, TimerInfo]]
) -> None:
    result = await say("set a timer for 5 minutes", device_id=satellite)
    assert [(event, timer.seconds) for event, timer in timers] == [(TimerEventType.STARTED, 300)]
    assert "5 minute" in speech(result)


async def test_a_device_without_timers_is_told_so(say: Say, satellite: str, loaded: MockConfigEntry) -> None:
    assert not loaded.runtime_data.world.has_timers(satellite)
    result = await say("set a timer for 5 minutes", device_id=satellite)
    assert "timer" in speech(result).lower()


async def test_home_assistants_words_for_an_error_are_used(loaded: MockConfigEntry, satellite: str) -> None:
    asker = Asker(origin=Origin.VOICE, device_id=satellite)
    reply = await hand(loaded, "HassCancelTimer", asker, name="pizza")
    assert not reply.ok
    assert "couldn't find that timer" in reply.speech


async def test_a_delayed_command_comes_back_to_us(
    hass: HomeAssistant, loaded: MockConfigEntry, satellite: str, timers: list[tuple[TimerEventType, TimerInfo]]
) -> None:
    asker = Asker(origin=Origin.VOICE, device_id=satellite)
    reply = await hand(loaded, "HassStartTimer", asker, minutes=1, conversation_command="turn on the kitchen light")
    assert reply.ok
    assert "1 minute" in reply.speech
    (timer,) = hass.data[TIMER_DATA].timers.values()
    hass.data[TIMER_DATA].cancel_timer(timer.id)
    assert timer.conversation_agent_id == AGENT


async def test_a_device_with_timers_keeps_a_delayed_command(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    say: Say,
    satellite: str,
    timers: list[tuple[TimerEventType, TimerInfo]],
) -> None:
    result = await say("turn on the kitchen light in 5 minutes", device_id=satellite)
    (timer,) = hass.data[TIMER_DATA].timers.values()
    hass.data[TIMER_DATA].cancel_timer(timer.id)
    assert "5 minutes" in speech(result)
    assert timer.conversation_command == "turn on the kitchen light"


@pytest.mark.parametrize("keeps_user", [False, True])
async def test_a_delayed_command_gives_nobody_more_rights(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    devices: FollowingDevices,
    hass_read_only_user: MockUser,
    keeps_user: bool,
) -> None:
    asker = Asker(origin=Origin.CARD, user_id=hass_read_only_user.id)
    with patch("custom_components.llm_agents.bridge.world.delayed_commands_keep_user", return_value=keeps_user):
        reply = await hand(loaded, "HassStartTimer", asker, minutes=1, conversation_command="turn on the kitchen light")
    timers = [*hass.data[TIMER_DATA].timers.values()]
    for timer in timers:
        hass.data[TIMER_DATA].cancel_timer(timer.id)
    assert (reply.ok, len(timers)) == (keeps_user, int(keeps_user))


async def test_whoever_may_control_everything_may_delay_commands(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    asker = Asker(origin=Origin.CARD, user_id=hass_admin_user.id)
    reply = await hand(loaded, "HassStartTimer", asker, minutes=1, conversation_command="turn on the kitchen light")
    (timer,) = hass.data[TIMER_DATA].timers.values()
    hass.data[TIMER_DATA].cancel_timer(timer.id)
    assert reply.ok


async def test_the_weather_is_told_in_the_language(
    hass: HomeAssistant, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    assert await async_setup_component(hass, "weather", {})
    await hass.async_block_till_done()
    attributes = {"friendly_name": "Home", "temperature": 12.3, "temperature_unit": "°C"}
    hass.states.async_set("weather.home", "rainy", attributes)
    async_expose_entity(hass, "conversation", "weather.home", True)
    assert "12.3" in (await hand(loaded, "HassGetWeather")).speech
    german = await hand(loaded, "HassGetWeather", language="de")
    assert "12,3" in german.speech
    assert "regnerisch" in german.speech


async def test_the_weather_where_there_is_none(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert await async_setup_component(hass, "weather", {})
    await hass.async_block_till_done()
    reply = await hand(loaded, "HassGetWeather")
    assert not reply.ok


async def test_an_intent_of_home_assistant_that_moves_devices_is_not_handed_over(
    loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    reply = await hand(loaded, "HassTurnOn", name="Kitchen light")
    assert (reply.ok, reply.error) == (False, "not served")
    assert devices.calls == []


async def test_a_slot_that_does_not_fit_is_an_error(loaded: MockConfigEntry, satellite: str) -> None:
    reply = await hand(loaded, "HassStartTimer", Asker(origin=Origin.VOICE, device_id=satellite), minutes="many")
    assert not reply.ok


async def test_an_intent_that_the_owner_wrote_is_handed_over(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    config = {"intent_script": {"TellJoke": {"speech": {"text": "Knock knock"}}}}
    assert await async_setup_component(hass, "intent_script", config)
    assert (await hand(loaded, "TellJoke")) == IntentReply(ok=True, speech="Knock knock")


async def test_a_sentence_that_the_owner_wrote_is_understood(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say
) -> None:
    sentences = hass.config.path("custom_sentences", "en")
    await hass.async_add_executor_job(_write_sentence, sentences)
    config = {"intent_script": {"TellJoke": {"speech": {"text": "Knock knock"}}}}
    assert await async_setup_component(hass, "intent_script", config)
    assert speech(await say("make me laugh")) == "Knock knock"


def _write_sentence(folder: str) -> None:
    path = Path(folder, "jokes.yaml")
    path.parent.mkdir(parents=True)
    sentences = {"language": "en", "intents": {"TellJoke": {"data": [{"sentences": ["make me laugh"]}]}}}
    path.write_text(json.dumps(sentences), encoding="utf-8")


async def test_a_language_that_home_assistant_does_not_speak_gives_no_words(
    loaded: MockConfigEntry, satellite: str, timers: list[tuple[TimerEventType, TimerInfo]]
) -> None:
    asker = Asker(origin=Origin.VOICE, device_id=satellite)
    reply = await hand(loaded, "HassStartTimer", asker, "tlh", minutes=1)
    assert reply == IntentReply(ok=True, speech="")


async def test_a_list_is_written_only_with_the_right_to(
    hass: HomeAssistant, loaded: MockConfigEntry, devices: FollowingDevices, hass_read_only_user: MockUser
) -> None:
    assert await async_setup_component(hass, "todo", {})
    devices.add("todo.shopping", "Shopping", None, "0")
    asker = Asker(origin=Origin.CARD, user_id=hass_read_only_user.id)
    reply = await hand(loaded, "HassListAddItem", asker, item="milk", name="Shopping")
    assert (reply.ok, reply.error) == (False, "unauthorized")


async def test_a_phrase_that_cannot_be_rendered_is_no_words(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    broken = IntentPhrases(answers={"HassNevermind": {"default": "{{ 1 / 0 }}"}})
    with patch("custom_components.llm_agents.bridge.intents.load_phrases", return_value=broken):
        assert await hand(loaded, "HassNevermind") == IntentReply(ok=True, speech="")
