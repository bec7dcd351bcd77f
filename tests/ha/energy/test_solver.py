"""What plans are made with is asked for when it is needed; where it cannot be had, the owner is told and may try again."""

from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.bridge.energy.solver import (
    ISSUE_NO_SOLVER,
    REQUIREMENTS,
    async_require_solver,
    async_retry_solver,
)
from custom_components.llm_agents.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.requirements import RequirementsNotFound

MODULE = "custom_components.llm_agents.bridge.energy.solver"


def issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_NO_SOLVER)


async def test_what_is_there_is_found(hass: HomeAssistant) -> None:
    with patch(f"{MODULE}.async_process_requirements") as asked:
        assert await async_require_solver(hass)
    asked.assert_awaited_once_with(hass, DOMAIN, list(REQUIREMENTS), False)
    assert issue(hass) is None


@pytest.mark.parametrize(
    "place", [f"{MODULE}.async_process_requirements", f"{MODULE}._load"], ids=["not installed", "does not run"]
)
async def test_what_cannot_be_had_is_told_and_tried_again(hass: HomeAssistant, place: str) -> None:
    fault = RequirementsNotFound(DOMAIN, ["highspy"]) if "process" in place else ImportError("no such instruction")
    with patch(f"{MODULE}.async_process_requirements"), patch(place, side_effect=fault):
        assert not await async_require_solver(hass)
    found = issue(hass)
    assert found is not None
    assert found.is_fixable
    assert found.translation_placeholders == {"packages": "numpy, highspy"}
    entry = MockConfigEntry(domain=DOMAIN, state=ConfigEntryState.LOADED)
    entry.add_to_hass(hass)
    with (
        patch(f"{MODULE}.async_process_requirements"),
        patch.object(hass.config_entries, "async_schedule_reload") as reload,
    ):
        await async_retry_solver(hass)
    assert issue(hass) is None
    reload.assert_called_once_with(entry.entry_id)
    entry.mock_state(hass, ConfigEntryState.NOT_LOADED)


async def test_trying_again_in_vain_reloads_nothing(hass: HomeAssistant) -> None:
    with (
        patch(f"{MODULE}.async_process_requirements", side_effect=RequirementsNotFound(DOMAIN, ["highspy"])),
        patch.object(hass.config_entries, "async_schedule_reload") as reload,
    ):
        await async_retry_solver(hass)
    reload.assert_not_called()
    assert issue(hass) is not None
