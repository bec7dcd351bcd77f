"""Setting up, reloading, unloading, removing, and what goes wrong there."""

from datetime import timedelta
from pathlib import Path
import sqlite3
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.llm_agents.const import CONF_CONFIRM, CONF_RETENTION_DAYS, DOMAIN
from custom_components.llm_agents.core.agents.kernel import Kernel
from custom_components.llm_agents.core.journal.schema import MIGRATIONS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import AGENT, Say, set_up
from .devices import FollowingDevices


def journal(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(DOMAIN, "journal.db"))


async def test_the_entry_loads(loaded: MockConfigEntry) -> None:
    assert loaded.state is ConfigEntryState.LOADED


async def test_the_entry_unloads(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert await hass.config_entries.async_unload(loaded.entry_id)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    state = hass.states.get(AGENT)
    assert state is not None
    assert state.state == "unavailable"


async def test_a_reload_keeps_the_journal_and_the_agent(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    done = await say("turn on the kitchen light")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    await say("undo that", conversation_id=done.conversation_id)
    assert devices.state("light.kitchen") == "off"


async def test_what_is_changed_while_it_loads_is_loaded_too(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    prepare = Kernel.prepare

    async def changed_meanwhile(self: Kernel, language: str) -> None:
        hass.config_entries.async_update_entry(loaded, options={**loaded.options, CONF_CONFIRM: "always"})
        await prepare(self, language)

    with patch.object(Kernel, "prepare", changed_meanwhile):
        assert await hass.config_entries.async_reload(loaded.entry_id)
    first = loaded.runtime_data
    await hass.async_block_till_done()
    assert loaded.runtime_data is not first
    assert loaded.runtime_data.policy.confirm == "always"
    assert loaded.state is ConfigEntryState.LOADED


async def test_the_journal_is_closed_when_home_assistant_stops(hass: HomeAssistant, say: Say) -> None:
    await say("turn on the kitchen light")
    assert journal(hass).with_name("journal.db-wal").exists()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert not journal(hass).with_name("journal.db-wal").exists()


async def test_a_setup_that_fails_later_lets_go_of_the_journal(
    hass: HomeAssistant, devices: FollowingDevices, entry: MockConfigEntry
) -> None:
    with patch("custom_components.llm_agents.Kernel.prepare", side_effect=OSError):
        assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not journal(hass).with_name("journal.db-wal").exists()


async def test_removal_leaves_nothing_behind(hass: HomeAssistant, say: Say, loaded: MockConfigEntry) -> None:
    await say("turn on the kitchen light")
    assert journal(hass).is_file()
    await hass.config_entries.async_remove(loaded.entry_id)
    await hass.async_block_till_done()
    assert not journal(hass).parent.exists()


async def test_an_entry_of_a_newer_minor_version_loads(hass: HomeAssistant, devices: FollowingDevices) -> None:
    entry = MockConfigEntry(domain=DOMAIN, version=1, minor_version=7)
    entry.add_to_hass(hass)
    await set_up(hass, entry)
    assert entry.state is ConfigEntryState.LOADED


async def test_an_entry_of_a_newer_major_version_is_left_alone(hass: HomeAssistant, devices: FollowingDevices) -> None:
    entry = MockConfigEntry(domain=DOMAIN, version=2)
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.MIGRATION_ERROR


async def test_a_journal_of_a_newer_version_stops_the_setup(
    hass: HomeAssistant, devices: FollowingDevices, entry: MockConfigEntry
) -> None:
    journal(hass).parent.mkdir()
    with sqlite3.connect(journal(hass)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "journal_too_new"


async def test_a_folder_that_cannot_be_made_is_tried_again(
    hass: HomeAssistant, devices: FollowingDevices, entry: MockConfigEntry
) -> None:
    journal(hass).parent.write_text("in the way", encoding="utf-8")
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "journal_failed"


async def test_a_broken_journal_is_moved_aside_and_told(
    hass: HomeAssistant, devices: FollowingDevices, entry: MockConfigEntry, issue_registry: ir.IssueRegistry
) -> None:
    journal(hass).parent.mkdir()
    journal(hass).write_bytes(b"this is no database, and long enough to tell" * 100)
    await set_up(hass, entry)
    issue = issue_registry.async_get_issue(DOMAIN, "journal_moved")
    assert issue is not None
    assert issue.is_fixable
    assert issue.translation_placeholders is not None
    assert (journal(hass).parent / issue.translation_placeholders["file"]).is_file()


async def test_old_turns_are_forgotten(
    hass: HomeAssistant, devices: FollowingDevices, freezer: FrozenDateTimeFactory, say: Say, loaded: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(loaded, options={CONF_RETENTION_DAYS: 2})
    await hass.config_entries.async_reload(loaded.entry_id)
    await say("turn on the kitchen light")
    freezer.tick(timedelta(days=1, minutes=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert len(await loaded.runtime_data.journal.latest(10)) == 1
    freezer.tick(timedelta(days=1, minutes=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert await loaded.runtime_data.journal.latest(10) == []


@pytest.mark.parametrize(("confirm", "state"), [("risky", "on"), ("always", "off")])
async def test_the_owner_says_when_to_ask(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices, confirm: str, state: str
) -> None:
    hass.config_entries.async_update_entry(loaded, options={CONF_CONFIRM: confirm})
    await hass.config_entries.async_reload(loaded.entry_id)
    await say("turn on the kitchen light")
    assert devices.state("light.kitchen") == state
