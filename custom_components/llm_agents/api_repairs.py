"""Tools of other integrations that agents are to use and that are gone: told where the owner sees it."""

from collections.abc import Callable, Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOCUMENTATION_URL, DOMAIN
from .core.agents.profiles import Profile

ISSUE_API_GONE = "api_gone"


def api_reporter(hass: HomeAssistant) -> Callable[[str, bool], None]:
    """Return what is told of each API that an agent is to use, whether it is there no more."""

    @callback
    def report(api: str, gone: bool) -> None:
        issue_id = f"{ISSUE_API_GONE}_{api}"
        if not gone:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
            return
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_API_GONE,
            translation_placeholders={"api": api},
            learn_more_url=DOCUMENTATION_URL,
        )

    return report


@callback
def forget_apis(hass: HomeAssistant, profiles: Iterable[Profile]) -> None:
    """Take back what was said of APIs that no agent is to use any more."""
    wanted = {f"{ISSUE_API_GONE}_{api}" for profile in profiles for api in profile.apis}
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(f"{ISSUE_API_GONE}_") and issue_id not in wanted:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
