"""Pipelines and automations that act on what is said before an agent is asked."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.llm_agents.const import DOMAIN
from homeassistant.components.assist_pipeline import Pipeline, async_get_pipelines, async_update_pipeline
from homeassistant.components.assist_pipeline.pipeline import KEY_ASSIST_PIPELINE
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import AGENT, set_up
from .devices import FollowingDevices

SENTENCE = {
    "id": "let_in",
    "alias": "Let in",
    "triggers": [{"trigger": "conversation", "command": ["open sesame"]}],
    "actions": [{"action": "lock.unlock", "target": {"entity_id": "lock.front_door"}}],
}


@pytest.fixture(name="pipelines", autouse=True)
async def pipelines_fixture(hass: HomeAssistant, devices: FollowingDevices) -> None:
    """Set up pipelines and repairs before the integration, as in a home that starts."""
    assert await async_setup_component(hass, "assist_pipeline", {})
    assert await async_setup_component(hass, "repairs", {})


async def pipeline(hass: HomeAssistant, agent: str = AGENT, *, local: bool = True, name: str = "Kitchen") -> Pipeline:
    """Make a pipeline."""
    settings: dict[str, Any] = {
        "conversation_engine": agent,
        "conversation_language": "en",
        "language": "en",
        "name": name,
        "stt_engine": None,
        "stt_language": None,
        "tts_engine": None,
        "tts_language": None,
        "tts_voice": None,
        "wake_word_entity": None,
        "wake_word_id": None,
        "prefer_local_intents": local,
    }
    made: Pipeline = await hass.data[KEY_ASSIST_PIPELINE].pipeline_store.async_create_item(settings)
    await hass.async_block_till_done()
    return made


def issues(hass: HomeAssistant) -> dict[str, ir.IssueEntry]:
    """Return the issues that are raised, by their kind."""
    found = ir.async_get(hass).issues.values()
    return {str(issue.translation_key): issue for issue in found if issue.domain == DOMAIN and issue.active}


async def fix(client: Any, issue: ir.IssueEntry) -> dict[str, Any]:
    """Go through the fix of an issue; return its form."""
    start = {"handler": DOMAIN, "issue_id": issue.issue_id}
    form = await (await client.post("/api/repairs/issues/fix", json=start)).json()
    done = await (await client.post(f"/api/repairs/issues/fix/{form['flow_id']}", json={})).json()
    assert done["type"] == "create_entry"
    return dict(form)


async def test_a_pipeline_that_acts_by_itself_is_told_and_fixed(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    await set_up(hass, entry)
    made = await pipeline(hass)
    issue = issues(hass)["local_handling"]
    form = await fix(await hass_client(), issue)
    assert form["description_placeholders"] == {"pipeline": "Kitchen", "device": "Front door"}
    await hass.async_block_till_done()
    assert [p.prefer_local_intents for p in async_get_pipelines(hass) if p.id == made.id] == [False]
    assert issues(hass) == {}


async def test_one_from_before_is_found_at_the_start(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await set_up(hass, entry)
    await pipeline(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    ir.async_get(hass).issues.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert "local_handling" in issues(hass)


@pytest.mark.parametrize(("agent", "local"), [(AGENT, False), ("conversation.home_assistant", True)])
async def test_others_are_left_alone(hass: HomeAssistant, entry: MockConfigEntry, agent: str, local: bool) -> None:
    await set_up(hass, entry)
    await pipeline(hass, agent, local=local)
    assert issues(hass) == {}


async def test_it_is_taken_back_when_the_owner_turns_it_off(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await set_up(hass, entry)
    made = await pipeline(hass)
    await async_update_pipeline(hass, made, prefer_local_intents=False)
    await hass.async_block_till_done()
    assert issues(hass) == {}


async def test_one_that_is_ignored_stays_ignored(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await set_up(hass, entry)
    await pipeline(hass)
    issue = issues(hass)["local_handling"]
    ir.async_ignore_issue(hass, DOMAIN, issue.issue_id, True)
    await pipeline(hass, name="Hallway")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    kept = ir.async_get(hass).async_get_issue(DOMAIN, issue.issue_id)
    assert kept is not None
    assert kept.dismissed_version is not None
    others = [found for found in ir.async_get(hass).issues.values() if found.translation_key == "local_handling"]
    assert len(others) == 2, "each pipeline has its own"


async def test_where_nothing_is_guarded_nothing_is_told(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async_expose_entity(hass, "conversation", "lock.front_door", False)
    await set_up(hass, entry)
    await pipeline(hass)
    assert issues(hass) == {}


async def test_a_sentence_that_opens_the_door_is_told_and_fixed(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "automation", {"automation": [SENTENCE]})
    await set_up(hass, entry)
    await pipeline(hass, local=False)
    form = await fix(await hass_client(), issues(hass)["sentence_trigger"])
    assert form["description_placeholders"] == {"automation": "Let in", "devices": "Front door"}
    state = hass.states.get("automation.let_in")
    assert state is not None
    assert state.state == "off"
    await pipeline(hass, local=False)
    assert issues(hass) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"triggers": [{"trigger": "event", "event_type": "bell"}]},
        {"actions": [{"action": "light.turn_on", "target": {"entity_id": "light.kitchen"}}]},
    ],
)
async def test_other_automations_are_left_alone(
    hass: HomeAssistant, entry: MockConfigEntry, change: dict[str, Any]
) -> None:
    assert await async_setup_component(hass, "automation", {"automation": [SENTENCE | change]})
    await set_up(hass, entry)
    await pipeline(hass, local=False)
    assert issues(hass) == {}
