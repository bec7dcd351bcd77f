"""Entries of older and newer versions."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.const import DOMAIN, SUBENTRY_AGENT
from custom_components.llm_agents.core.agents.profiles import ORCHESTRATOR_ID, SHIPPED
from homeassistant.config_entries import SOURCE_USER, ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant

from .conftest import set_up
from .flows import go_on, start

pytestmark = pytest.mark.usefixtures("devices")

ALL = {role.value for role in SHIPPED}


def agents(entry: ConfigEntry) -> dict[str | None, str]:
    return {kept.unique_id: kept.title for kept in entry.get_subentries_of_type(SUBENTRY_AGENT)}


async def test_an_entry_of_before_there_were_agents_gets_the_shipped_ones(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    await set_up(hass, entry)
    assert entry.minor_version == 2
    assert agents(entry).keys() == ALL


async def test_a_new_entry_has_the_same(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await set_up(hass, entry)
    migrated = agents(entry)
    await hass.config_entries.async_remove(entry.entry_id)
    made = await go_on(hass, await start(hass, SOURCE_USER), {})
    assert (made["result"].version, made["result"].minor_version) == (1, 2)
    assert agents(made["result"]) == migrated


async def test_agents_are_named_in_the_language_of_the_home(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await set_up(hass, entry)
    assert agents(entry)["comfort"] == "Comfort agent"


async def test_a_removed_shipped_agent_stays_removed(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await set_up(hass, entry)
    comfort = next(kept for kept in entry.subentries.values() if kept.unique_id == "comfort")
    hass.config_entries.async_remove_subentry(entry, comfort.subentry_id)
    await hass.async_block_till_done()
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert agents(entry).keys() == ALL - {"comfort"}
    assert "comfort" not in {profile.agent_id for profile in entry.runtime_data.agents.profiles}


async def test_the_orchestrator_works_from_defaults_without_its_subentry(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    await set_up(hass, entry)
    orchestrator = next(kept for kept in entry.subentries.values() if kept.unique_id == ORCHESTRATOR_ID)
    hass.config_entries.async_remove_subentry(entry, orchestrator.subentry_id)
    await hass.async_block_till_done()
    assert entry.runtime_data.agents.profiles.get(ORCHESTRATOR_ID).agent_id == ORCHESTRATOR_ID
    state = hass.states.get("conversation.llm_agents")
    assert state is not None
    assert state.state != "unavailable"


async def test_a_migration_broken_off_is_taken_up_again(hass: HomeAssistant) -> None:
    kept = {"subentry_type": SUBENTRY_AGENT, "unique_id": "comfort", "title": "Mine", "data": {"role": "comfort"}}
    entry = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN, minor_version=1, subentries_data=[kept])
    entry.add_to_hass(hass)
    await set_up(hass, entry)
    assert agents(entry).keys() == ALL
    assert agents(entry)["comfort"] == "Mine"


async def test_an_entry_of_a_newer_major_version_is_left_alone(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain=DOMAIN, version=2)
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert agents(entry) == {}


async def test_an_agent_that_cannot_be_read_is_left_out(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    kept = {"subentry_type": SUBENTRY_AGENT, "unique_id": None, "title": "Odd", "data": {"role": "butler"}}
    entry = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN, minor_version=2, subentries_data=[kept])
    entry.add_to_hass(hass)
    await set_up(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert [profile.agent_id for profile in entry.runtime_data.agents.profiles] == [ORCHESTRATOR_ID]
    assert "The agent Odd cannot be read" in caplog.text
