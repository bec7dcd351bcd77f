"""What the owner has to mend at a backend: a key that is refused, a model that is gone, a limit that is reached."""

from collections.abc import Callable, Mapping
from typing import Any

import voluptuous as vol

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_ENTITY_ID, CONF_MODEL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig

from .backend_flow import CONF_KIND, ERRORS
from .backend_form import model_selector
from .bridge.backend_models import BackendKind, build_model, learn, list_models, try_model
from .bridge.backends import SIGNAL_NOTICE
from .const import DOCUMENTATION_URL, DOMAIN
from .core.models.budgets import Level
from .core.models.protocol import ModelUnavailable, Trouble
from .core.models.router import Notice, NoticeKind
from .fields import SECRET

ISSUE_REFUSED = "backend_refused"
ISSUE_GONE = "backend_gone"
ISSUE_NO_CREDIT = "backend_no_credit"
ISSUE_UNLISTED = "backend_unlisted"

_OF_TROUBLE: Mapping[Trouble, str] = {
    Trouble.REFUSED: ISSUE_REFUSED,
    Trouble.GONE: ISSUE_GONE,
    Trouble.SPENT: ISSUE_NO_CREDIT,
}
_FIXABLE = frozenset({ISSUE_REFUSED, ISSUE_GONE, ISSUE_UNLISTED})
_BUDGETS = frozenset({NoticeKind.AGENT_BUDGET, NoticeKind.BACKEND_BUDGET, NoticeKind.TOTAL_BUDGET})


def notice_reporter(hass: HomeAssistant, entry: ConfigEntry) -> Callable[[Notice], None]:
    """Return what tells the owner of a notice, where there is something to do, and everybody who listens."""

    @callback
    def report(notice: Notice) -> None:
        if notice.kind is NoticeKind.BACK:
            forget_backend_issues(hass, notice.subject)
        elif notice.kind is NoticeKind.UNLISTED:
            _raise_issue(hass, entry, notice, ISSUE_UNLISTED)
        elif notice.kind is NoticeKind.AWAY and notice.trouble is not None and notice.trouble in _OF_TROUBLE:
            _raise_issue(hass, entry, notice, _OF_TROUBLE[notice.trouble])
        elif notice.kind in _BUDGETS:
            _raise_budget(hass, notice)
        async_dispatcher_send(hass, SIGNAL_NOTICE, notice)

    return report


@callback
def forget_backend_issues(hass: HomeAssistant, backend_id: str) -> None:
    """Take back what was said of a backend that answers again."""
    for issue in (ISSUE_REFUSED, ISSUE_GONE, ISSUE_NO_CREDIT):
        ir.async_delete_issue(hass, DOMAIN, f"{issue}_{backend_id}")


@callback
def forget_all_backend_issues(hass: HomeAssistant) -> None:
    """Take back what was said of all backends and budgets: what still holds is found again."""
    prefixes = (*_OF_TROUBLE.values(), ISSUE_UNLISTED, *(kind.value for kind in _BUDGETS))
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(prefixes):
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def _raise_issue(hass: HomeAssistant, entry: ConfigEntry, notice: Notice, issue: str) -> None:
    subentry = entry.subentries.get(notice.subject)
    if subentry is None:
        return  # the app's model has a watch of its own
    has_key = subentry.data[CONF_KIND] != BackendKind.AI_TASK
    if issue == ISSUE_REFUSED and not has_key:
        return  # whose entity it is asks for its key
    named = subentry.data.get(CONF_MODEL) or subentry.data.get(CONF_ENTITY_ID, "")
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{issue}_{notice.subject}",
        data={"entry_id": entry.entry_id, "subentry_id": notice.subject},
        is_fixable=issue in _FIXABLE,
        severity=ir.IssueSeverity.WARNING if issue == ISSUE_UNLISTED else ir.IssueSeverity.ERROR,
        translation_key=issue,
        translation_placeholders={"name": notice.name, "model": named},
        learn_more_url=DOCUMENTATION_URL,
    )


def _raise_budget(hass: HomeAssistant, notice: Notice) -> None:
    standing = notice.standing
    if standing is None:
        return
    if standing.level is Level.WITHIN:
        ir.async_delete_issue(hass, DOMAIN, f"{notice.kind}_{notice.subject}")
        return
    how = "hard" if standing.level >= Level.CHEAPER else "soft"
    percent = "∞" if standing.share == float("inf") else str(round(standing.share * 100))
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{notice.kind}_{notice.subject}",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=f"{notice.kind}_{how}",
        translation_placeholders={"name": notice.name, "percent": percent},
        learn_more_url=DOCUMENTATION_URL,
    )


def backend_fix_flow(hass: HomeAssistant, data: Mapping[str, Any] | None) -> RepairsFlow:
    """Return the flow that mends a backend, or one that only confirms where the backend is gone meanwhile."""
    entry = hass.config_entries.async_get_entry(str((data or {}).get("entry_id")))
    subentry = entry.subentries.get(str((data or {}).get("subentry_id"))) if entry else None
    if entry is None or subentry is None:
        return ConfirmRepairFlow()
    return BackendRepairFlow(entry, subentry)


class BackendRepairFlow(RepairsFlow):
    """Asks for what a backend lacks, tries it and keeps it."""

    def __init__(self, entry: ConfigEntry, subentry: ConfigSubentry) -> None:
        """Mend one backend of an entry."""
        self._entry = entry
        self._subentry = subentry

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin."""
        return await (self.async_step_key() if self.issue_id.startswith(ISSUE_REFUSED) else self.async_step_model())

    async def async_step_key(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask for the new key."""
        return await self._mend("key", user_input, {vol.Required(CONF_API_KEY): SECRET})

    async def async_step_model(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask for another model."""
        if self._subentry.data[CONF_KIND] == BackendKind.AI_TASK:
            chooser: Any = EntitySelector(EntitySelectorConfig(domain="ai_task"))
            return await self._mend("model", user_input, {vol.Required(CONF_ENTITY_ID): chooser})
        try:
            models = await list_models(self.hass, self._subentry.data)
        except ModelUnavailable:
            models = []
        return await self._mend("model", user_input, {vol.Required(CONF_MODEL): model_selector(models)})

    async def _mend(self, step_id: str, user_input: dict[str, Any] | None, fields: dict[Any, Any]) -> RepairsFlowResult:
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {**self._subentry.data, **user_input}
            if CONF_MODEL in user_input:
                data["listed"] = False  # until it is seen in the list
            try:
                data |= await learn(self.hass, data)
                await try_model(build_model(self.hass, "", self._subentry.title, data))
            except ModelUnavailable as err:
                errors = {"base": ERRORS[err.trouble]}
            else:
                self.hass.config_entries.async_update_subentry(self._entry, self._subentry, data=data)
                return self.async_create_entry(data={})
        return self.async_show_form(
            step_id=step_id,
            data_schema=vol.Schema(fields),
            errors=errors,
            description_placeholders={"name": self._subentry.title, "model": str(self._subentry.data.get(CONF_MODEL))},
        )
