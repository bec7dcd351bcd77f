"""Agents while Home Assistant runs: added, changed and removed beside what goes on, each with its own device."""

import asyncio
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.agents import agent_id_of
from custom_components.llm_agents.bridge.world import HassWorld
from custom_components.llm_agents.const import CONF_CONFIRM, DOMAIN, NAME, SUBENTRY_AGENT
from custom_components.llm_agents.core.agents.profile_codec import profile_to_data, shipped_profile
from custom_components.llm_agents.core.agents.profiles import SHIPPED, Autonomy, Profile, Role
from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.record import Status
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .conftest import AGENT, Say, set_up, speech
from .devices import FollowingDevices

NIGHTS = Profile(agent_id="", name="Nights", role=Role.CUSTOM)


def subentry_of(entry: MockConfigEntry, agent_id: str) -> ConfigSubentry:
    return next(kept for kept in entry.get_subentries_of_type(SUBENTRY_AGENT) if agent_id_of(kept) == agent_id)


async def add_agent(hass: HomeAssistant, entry: MockConfigEntry, profile: Profile = NIGHTS) -> ConfigSubentry:
    subentry = ConfigSubentry(
        data=MappingProxyType(profile_to_data(profile)),
        subentry_type=SUBENTRY_AGENT,
        title=profile.name,
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    await hass.async_block_till_done()
    return subentry


async def change_agent(hass: HomeAssistant, entry: MockConfigEntry, agent_id: str, **changes: Any) -> None:
    kept = subentry_of(entry, agent_id)
    title = changes.pop("name", kept.title)
    hass.config_entries.async_update_subentry(entry, kept, title=title, data={**kept.data, **changes})
    await hass.async_block_till_done()


async def remove_agent(hass: HomeAssistant, entry: MockConfigEntry, agent_id: str) -> None:
    hass.config_entries.async_remove_subentry(entry, subentry_of(entry, agent_id).subentry_id)
    await hass.async_block_till_done()


def device_of(hass: HomeAssistant, entry: MockConfigEntry, agent_id: str) -> dr.DeviceEntry | None:
    kept = subentry_of(entry, agent_id)
    return dr.async_get(hass).async_get_device_by_identifier((DOMAIN, kept.subentry_id), entry.entry_id)


async def agent_events(entry: MockConfigEntry, agent_id: str) -> list[Any]:
    return [dict(e.data) for e in await entry.runtime_data.journal.events({Kind.AGENT_CHANGED}, subject=agent_id)]


# One device for each


async def test_each_agent_has_a_device_in_its_subentry(
    hass: HomeAssistant, loaded: MockConfigEntry, device_registry: dr.DeviceRegistry
) -> None:
    devices = dr.async_entries_for_config_entry(device_registry, loaded.entry_id)
    assert len(devices) == len(SHIPPED)
    comfort = device_of(hass, loaded, "comfort")
    assert comfort is not None
    assert (comfort.name, comfort.entry_type) == ("Comfort agent", dr.DeviceEntryType.SERVICE)


async def test_the_orchestrator_keeps_the_device_and_the_entity_of_before(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> None:
    entity = entity_registry.async_get(AGENT)
    assert entity is not None
    assert (entity.unique_id, entity.config_subentry_id) == (loaded.entry_id, None)
    device = device_registry.async_get_device_by_identifier((DOMAIN, loaded.entry_id), loaded.entry_id)
    assert device is not None
    assert (device.id, device.name) == (entity.device_id, NAME)


# Talking to one


async def test_a_turn_is_served_by_the_agent_that_was_asked(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    assert devices.state("light.kitchen") == "on"
    turn = (await loaded.runtime_data.journal.latest(1))[0]
    assert (turn.profile, turn.agent_id) == ("lighting", "conversation.lighting_agent")


async def test_an_agent_touches_nothing_outside_its_scope(say: Say, devices: FollowingDevices) -> None:
    await say("turn on the kitchen light", agent_id="conversation.security_agent")
    assert devices.state("light.kitchen") == "off"


async def test_an_agent_of_one_person_does_not_serve_another(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    await change_agent(hass, loaded, "lighting", users=["somebody"])
    await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    assert devices.state("light.kitchen") == "off"


async def test_an_agent_tells_the_languages_that_its_owner_wants(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await change_agent(hass, loaded, "comfort", languages=["de", "fr"])
    entity = hass.data["conversation"].get_entity("conversation.comfort_agent")
    assert entity.supported_languages == ["de", "fr"]


# Adding, changing and removing while others run


async def test_an_agent_is_added_without_a_reload(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices
) -> None:
    data = loaded.runtime_data
    await add_agent(hass, loaded)
    assert loaded.runtime_data is data
    await say("turn on the kitchen light", agent_id="conversation.nights")
    assert devices.state("light.kitchen") == "on"


async def test_a_change_holds_for_the_next_turn_and_keeps_the_entity(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices
) -> None:
    entity = hass.data["conversation"].get_entity("conversation.lighting_agent")
    await change_agent(hass, loaded, "lighting", autonomy="observe")
    await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    assert devices.state("light.kitchen") == "off"
    assert hass.data["conversation"].get_entity("conversation.lighting_agent") is entity


async def test_another_name_is_that_of_the_device(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await change_agent(hass, loaded, "care", name="Caretaker")
    device = device_of(hass, loaded, "care")
    assert device is not None
    assert device.name == "Caretaker"
    state = hass.states.get("conversation.device_care_agent")
    assert state is not None
    assert state.name == "Caretaker"


async def test_a_removed_agent_leaves_no_device_and_no_entity(
    hass: HomeAssistant, loaded: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    device = device_of(hass, loaded, "energy")
    assert device is not None
    entities = {e.entity_id for e in er.async_entries_for_device(entity_registry, device.id, True)}
    assert "conversation.energy_agent" in entities
    await remove_agent(hass, loaded, "energy")
    assert dr.async_get(hass).async_get(device.id) is None
    assert [
        entity_id for entity_id in entities if entity_registry.async_get(entity_id) or hass.states.get(entity_id)
    ] == []
    assert hass.states.get("conversation.comfort_agent") is not None


async def test_an_agent_of_a_removed_one_s_name_can_be_added_again(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    await remove_agent(hass, loaded, "energy")
    await add_agent(hass, loaded, replace(NIGHTS, name="Energy agent"))
    state = hass.states.get("conversation.energy_agent")
    assert state is not None
    assert state.state == "unknown"


async def test_an_agent_that_cannot_be_read_is_unavailable_until_it_can(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    good = dict(subentry_of(loaded, "comfort").data)

    def state() -> str | None:
        found = hass.states.get("conversation.comfort_agent")
        return found.state if found else None

    await change_agent(hass, loaded, "comfort", role="butler")
    assert state() == "unavailable"
    await change_agent(hass, loaded, "comfort", **good)
    assert state() == "unknown"


async def test_a_running_turn_goes_on_while_agents_come_and_go(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices
) -> None:
    called, go_on = asyncio.Event(), asyncio.Event()
    call = HassWorld.call

    async def slowly(world: HassWorld, *args: Any) -> None:
        called.set()
        await go_on.wait()
        await call(world, *args)

    with patch.object(HassWorld, "call", slowly):
        running = asyncio.ensure_future(say("turn on the kitchen light"))
        await called.wait()
        hass.config_entries.async_remove_subentry(loaded, subentry_of(loaded, "comfort").subentry_id)
        kept = ConfigSubentry(
            data=MappingProxyType(profile_to_data(NIGHTS)), subentry_type=SUBENTRY_AGENT, title="Nights", unique_id=None
        )
        hass.config_entries.async_add_subentry(loaded, kept)
        await asyncio.sleep(0)
        assert not running.done()
        go_on.set()
        await running
    await hass.async_block_till_done()
    assert (await loaded.runtime_data.journal.latest(1))[0].status is Status.DONE
    assert devices.state("light.kitchen") == "on"
    assert hass.states.get("conversation.comfort_agent") is None
    assert hass.states.get("conversation.nights") is not None


async def test_options_are_taken_in_by_a_reload(hass: HomeAssistant, loaded: MockConfigEntry, say: Say) -> None:
    data = loaded.runtime_data
    hass.config_entries.async_update_entry(loaded, options={CONF_CONFIRM: "always"})
    await hass.async_block_till_done()
    assert loaded.runtime_data is not data
    assert "?" in speech(await say("turn on the kitchen light"))


async def test_nothing_of_agents_is_left_after_unloading(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    agents = loaded.runtime_data.agents
    await add_agent(hass, loaded)
    assert await hass.config_entries.async_unload(loaded.entry_id)
    await hass.async_block_till_done()
    assert agents._followers == []
    assert {key: held for key, held in agents._listeners.items() if held} == {}
    assert loaded.update_listeners == []


@pytest.mark.parametrize("times", [3])
async def test_reloading_again_and_again_adds_nothing(
    hass: HomeAssistant, loaded: MockConfigEntry, entity_registry: er.EntityRegistry, times: int
) -> None:
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    before = {entity.entity_id for entity in er.async_entries_for_config_entry(entity_registry, loaded.entry_id)}
    listeners = dict(hass.bus.async_listeners())
    for _ in range(times):
        assert await hass.config_entries.async_reload(loaded.entry_id)
        await hass.async_block_till_done()
    after = {entity.entity_id for entity in er.async_entries_for_config_entry(entity_registry, loaded.entry_id)}
    assert after == before
    now = hass.bus.async_listeners()
    assert {event: count for event, count in now.items() if count > listeners.get(event, 0)} == {}


# The journal


async def test_each_change_of_an_agent_is_an_event(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert [event["name"] for event in await agent_events(loaded, "comfort")] == ["Comfort agent"]
    await change_agent(hass, loaded, "comfort", autonomy="ask")
    await remove_agent(hass, loaded, "comfort")
    assert [event.get("autonomy") for event in await agent_events(loaded, "comfort")] == ["act", "ask", None]


async def test_a_reload_tells_the_journal_nothing_new(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    before = await loaded.runtime_data.journal.events({Kind.AGENT_CHANGED})
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert await loaded.runtime_data.journal.events({Kind.AGENT_CHANGED}) == before


async def test_a_change_while_nothing_was_loaded_is_told_at_the_next_start(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    assert await hass.config_entries.async_unload(loaded.entry_id)
    changed = profile_to_data(replace(shipped_profile(Role.COMFORT, ""), autonomy=Autonomy.SUGGEST))
    hass.config_entries.async_update_subentry(loaded, subentry_of(loaded, "comfort"), data=changed)
    await set_up(hass, loaded)
    assert [event["autonomy"] for event in await agent_events(loaded, "comfort")] == ["act", "suggest"]
