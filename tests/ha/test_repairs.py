"""The owner's part: issues that are seen, and then gone."""

from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.repairs import report_journal_moved
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component


async def test_a_moved_journal_is_confirmed(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    await hass.async_block_till_done()
    report_journal_moved(hass, Path("llm_agents/journal.db.broken-1"))
    client = await hass_client()
    issue = {"handler": DOMAIN, "issue_id": "journal_moved"}
    flow = await (await client.post("/api/repairs/issues/fix", json=issue)).json()
    assert flow["step_id"] == "confirm"
    done = await (await client.post(f"/api/repairs/issues/fix/{flow['flow_id']}", json={})).json()
    assert done["type"] == "create_entry"
    assert issue_registry.async_get_issue(DOMAIN, "journal_moved") is None


@pytest.mark.usefixtures("loaded")
async def test_a_journal_that_is_well_is_no_issue(issue_registry: ir.IssueRegistry) -> None:
    assert issue_registry.async_get_issue(DOMAIN, "journal_moved") is None
