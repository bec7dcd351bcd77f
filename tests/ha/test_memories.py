"""The memory in Home Assistant: told to the agent, kept over a reload, a habit offered and made an automation."""

from pathlib import Path
import random
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.bridge.habits import HabitKeeper
from custom_components.llm_agents.bridge.manual_acts import STORAGE_KEY
from custom_components.llm_agents.const import CONF_HABITS, CONF_PREDICTIONS
from custom_components.llm_agents.core.agents.habit_desk import Made
from custom_components.llm_agents.core.memory.habits import Habit, find_habits
from custom_components.llm_agents.core.memory.manual import Deed
from custom_components.llm_agents.runtime import LlmAgentsData
from homeassistant.core import Context, HomeAssistant
from tests.core.memory.months import NOW, Kept, month

from .conftest import Say, set_up, speech


def data(entry: MockConfigEntry) -> LlmAgentsData:
    held: LlmAgentsData = entry.runtime_data
    return held


async def test_a_person_teaches_and_asks_over_a_reload(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, hass_admin_user: MockUser, hass_read_only_user: MockUser
) -> None:
    owner, other = hass_admin_user.id, hass_read_only_user.id
    assert "I will remember" in speech(await say("remember that I like the kitchen bright", user_id=owner))
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert "bright" in speech(await say("what do you know about me", user_id=owner))
    for user_id in (other, None):
        assert "bright" not in speech(await say("what do you know about the kitchen", user_id=user_id))
    assert [fact.text for fact in data(loaded).memory.list(owner)] == ["I like the kitchen bright"]


async def test_a_thing_goes_by_its_new_name(hass: HomeAssistant, say: Say, hass_admin_user: MockUser) -> None:
    await say("call the kitchen light Sunny", user_id=hass_admin_user.id)
    await say("turn on Sunny", user_id=hass_admin_user.id)
    await hass.async_block_till_done()
    state = hass.states.get("light.kitchen")
    assert state is not None
    assert state.state == "on"


async def test_what_is_erased_is_remembered_no_more(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, hass_admin_user: MockUser
) -> None:
    await say("remember that I like tea", user_id=hass_admin_user.id)
    await data(loaded).journal.erase(hass_admin_user.id)
    assert data(loaded).memory.list(hass_admin_user.id) == []


@pytest.fixture(name="habit")
def habit_fixture(hass_admin_user: MockUser) -> Habit:
    """Return a habit of the owner's about the kitchen light."""
    kept = Kept((Deed("light.kitchen", "light", "turn_off"),), 23 * 60, frozenset(range(7)))
    return find_habits(month([kept], random.Random(1), 2, user_id=hass_admin_user.id), NOW)[0]


async def test_a_habit_is_offered_and_made_an_automation_after_a_yes(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, habit: Habit, hass_admin_user: MockUser
) -> None:
    data(loaded).habits.found([habit])
    with patch.object(HabitKeeper, "make", return_value=Made(automation_id="a", alias="Lights out")) as make:
        asked = await say("turn on the hallway light", user_id=hass_admin_user.id)
        assert speech(asked).endswith("Shall I make an automation of it?")
        assert asked.continue_conversation
        make.assert_not_called()
        told = await say("yes", user_id=hass_admin_user.id, conversation_id=asked.conversation_id)
    assert "Lights out" in speech(told)
    make.assert_awaited_once()


async def test_the_options_turn_habits_and_offers_off(
    hass: HomeAssistant, devices: object, entry: MockConfigEntry, hass_admin_user: MockUser, tmp_path: Path
) -> None:
    hass.config_entries.async_update_entry(entry, options={CONF_HABITS: False, CONF_PREDICTIONS: False})
    await set_up(hass, entry)
    offers = data(entry).kernel.offers
    assert (offers.desk.wanted, offers.predictions, offers.desk.maker) == (False, False, None)
    context = Context(user_id=hass_admin_user.id)
    await hass.services.async_call("light", "turn_on", {"entity_id": "light.kitchen"}, blocking=True, context=context)
    held = data(entry).manual_acts
    assert held is not None
    assert held.acts == ()


async def test_nothing_is_left_behind_when_the_integration_is_removed(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_admin_user: MockUser, hass_storage: dict[str, object]
) -> None:
    context = Context(user_id=hass_admin_user.id)
    await hass.services.async_call("light", "turn_on", {"entity_id": "light.kitchen"}, blocking=True, context=context)
    await hass.async_block_till_done()
    held = data(loaded).manual_acts
    assert held is not None
    assert [act.entity_id for act in held.acts] == ["light.kitchen"]
    await hass.config_entries.async_remove(loaded.entry_id)
    assert STORAGE_KEY not in hass_storage
