"""What controls an asset is let to the agents by the form that adds or changes it, as its owner says."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.asset_sharing import share, unshared
from custom_components.llm_agents.bridge.energy.proposals import Proposal
from custom_components.llm_agents.const import ASSISTANT, DOMAIN, NAME, SUBENTRY_AGENT, SUBENTRY_ASSET
from custom_components.llm_agents.core.energy.assets import AssetKind
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity, async_should_expose
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component

LOAD = {"name": "Pool", "control_switch": "switch.pump", "power_kw": 0.7, "hours_per_day": 6}


@pytest.fixture(name="entry")
async def entry_fixture(hass: HomeAssistant) -> MockConfigEntry:
    """Return an entry in a home with a pump that is not exposed."""
    assert await async_setup_component(hass, "homeassistant", {})
    hass.states.async_set("switch.pump", "off")
    async_expose_entity(hass, ASSISTANT, "switch.pump", False)
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN)
    entry.add_to_hass(hass)
    return entry


def exposed(hass: HomeAssistant) -> bool:
    return async_should_expose(hass, ASSISTANT, "switch.pump")


async def configure(hass: HomeAssistant, flow: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return dict(await hass.config_entries.subentries.async_configure(flow["flow_id"], values))


async def add(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    flows = hass.config_entries.subentries
    flow = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    return await configure(hass, await configure(hass, flow, {"next_step_id": "load"}), LOAD)


async def change(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    (kept,) = entry.get_subentries_of_type(SUBENTRY_ASSET)
    return await configure(hass, dict(await entry.start_subentry_reconfigure_flow(hass, kept.subentry_id)), LOAD)


def told(form: dict[str, Any]) -> bool:
    assert form["step_id"] == "sharing"
    (marker,) = form["data_schema"].schema
    return bool(marker.default())


async def test_what_controls_a_new_asset_is_exposed_if_its_owner_agrees(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    form = await add(hass, entry)
    assert told(form)
    assert form["description_placeholders"] == {"entities": "switch.pump", "missing": "switch.pump"}
    assert not exposed(hass)
    result = await configure(hass, form, {"shared": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert exposed(hass)


async def test_nothing_is_exposed_against_the_owners_will(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    result = await configure(hass, await add(hass, entry), {"shared": False})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not exposed(hass)


async def test_nobody_is_asked_for_what_is_exposed(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async_expose_entity(hass, ASSISTANT, "switch.pump", True)
    assert (await add(hass, entry))["type"] is FlowResultType.CREATE_ENTRY


async def test_a_change_shows_what_is_exposed_and_takes_it_back(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await configure(hass, await add(hass, entry), {"shared": True})
    form = await change(hass, entry)
    assert told(form)
    await configure(hass, form, {"shared": False})
    assert not exposed(hass)
    form = await change(hass, entry)
    assert not told(form)
    await configure(hass, form, {"shared": True})
    assert exposed(hass)


@pytest.mark.parametrize("agreed", [True, False])
async def test_all_that_the_dashboard_tells_of_is_exposed_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    pump = Proposal(
        kind=AssetKind.LOAD,
        name="Pool",
        stat="sensor.pool_energy",
        parameters={"power_kw": 0.7, "hours_per_day": 6},
        control={"switch": "switch.pump"},
    )

    async def found(*_: object) -> list[Proposal]:
        return [pump]

    monkeypatch.setattr("custom_components.llm_agents.asset_flow.async_proposals", found)
    flows = hass.config_entries.subentries
    flow = dict(await flows.async_init((entry.entry_id, SUBENTRY_ASSET), context={"source": "user"}))
    form = await configure(hass, flow, {"next_step_id": "dashboard"})
    result = await configure(hass, form, {"assets": ["0"], "shared": agreed})
    assert (result["reason"], result["description_placeholders"]) == ("assets_added", {"count": "1"})
    assert exposed(hass) is agreed


async def test_the_scope_of_an_agent_for_energy_is_widened(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    for role in ("energy", "security"):
        data = {"role": role, "scope": {"entities": ["switch.other"]}}
        agent = ConfigSubentry(data=data, subentry_type=SUBENTRY_AGENT, title=role, unique_id=None)  # type: ignore[arg-type]
        hass.config_entries.async_add_subentry(entry, agent)
    assert unshared(hass, entry, ["switch.pump"]) == ("switch.pump",)
    share(hass, entry, ["switch.pump"])
    scopes = [list(one.data["scope"]["entities"]) for one in entry.get_subentries_of_type(SUBENTRY_AGENT)]
    assert scopes == [["switch.other", "switch.pump"], ["switch.other"]]
    assert unshared(hass, entry, ["switch.pump"]) == ()
