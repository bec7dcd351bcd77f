"""Repair issues: only where the owner has something to do."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .backend_repairs import backend_fix_flow
from .bridge.app_backend import AppIncompatible
from .bridge.app_client import AppError, AppHealth, AppRefused
from .bridge.pipelines import ask_the_agent_first, turn_off_automation
from .const import (
    APP_SCHEMA,
    DOCUMENTATION_URL,
    DOMAIN,
    ISSUE_APP_TOO_NEW,
    ISSUE_APP_TOO_OLD,
    ISSUE_JOURNAL_MOVED,
    ISSUE_LOCAL_HANDLING,
    ISSUE_SENTENCE_TRIGGER,
)
from .energy_repairs import energy_fix_flow
from .experiment_repairs import experiment_fix_flow
from .runtime import LlmAgentsConfigEntry

APP_ISSUES = frozenset({ISSUE_APP_TOO_NEW, ISSUE_APP_TOO_OLD})


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow that fixes an issue, or in which the owner says that it was seen."""
    subject = str((data or {}).get("subject", ""))
    if issue_id.startswith(ISSUE_LOCAL_HANDLING):
        return FixByConsent(partial(ask_the_agent_first, hass, subject))
    if issue_id.startswith(ISSUE_SENTENCE_TRIGGER):
        return FixByConsent(partial(turn_off_automation, hass, subject))
    if issue_id.startswith("backend_"):
        return backend_fix_flow(hass, data)
    if issue_id.startswith("energy_"):
        return energy_fix_flow(hass, issue_id, subject)
    if issue_id.startswith("experiment_"):
        return experiment_fix_flow(hass, data)
    return ConfirmRepairFlow()


class FixByConsent(ConfirmRepairFlow):
    """Fixes an issue when the owner says so."""

    def __init__(self, fix: Callable[[], Awaitable[None]]) -> None:
        """Fix by a function."""
        self._fix = fix

    @override
    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Ask, and fix."""
        if user_input is not None:
            await self._fix()
        return await super().async_step_confirm(user_input)


@callback
def report_journal_moved(hass: HomeAssistant, moved_aside: Path | None) -> None:
    """Tell the owner where a broken journal was moved to; nothing when none was."""
    if moved_aside is None:
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE_JOURNAL_MOVED,
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_JOURNAL_MOVED,
        translation_placeholders={"file": moved_aside.name, "folder": moved_aside.parent.name},
        learn_more_url=DOCUMENTATION_URL,
    )


@callback
def forget_issues(hass: HomeAssistant, *issue_ids: str) -> None:
    """Take issues back, those that are there."""
    for issue_id in issue_ids:
        ir.async_delete_issue(hass, DOMAIN, issue_id)


def trouble_reporter(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry
) -> Callable[[AppError | None, AppHealth | None], None]:
    """Return what tells the owner of an app that cannot be used until something is done."""

    @callback
    def report(error: AppError | None, health: AppHealth | None) -> None:
        found = ""
        if isinstance(error, AppIncompatible) and health is not None:
            found = ISSUE_APP_TOO_OLD if health.schema < APP_SCHEMA else ISSUE_APP_TOO_NEW
            ir.async_create_issue(
                hass,
                DOMAIN,
                found,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key=found,
                translation_placeholders={"version": health.version},
                learn_more_url=DOCUMENTATION_URL,
            )
        forget_issues(hass, *APP_ISSUES - {found})
        if isinstance(error, AppRefused):
            entry.async_start_reauth(hass)

    return report
