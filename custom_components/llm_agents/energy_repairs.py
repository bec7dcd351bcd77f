"""What the owner has to mend for energy: inputs that cannot be read, devices that cannot be reached, two masters."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_cached_translations

from .asset_sharing import share
from .bridge.energy.solver import ISSUE_NO_SOLVER, async_retry_solver
from .const import DOCUMENTATION_URL, DOMAIN
from .core.energy.asset_codec import asset_from_data
from .core.energy.bad_asset import BadAsset

if TYPE_CHECKING:
    from .core.energy.showing import Notice

_PREFIX = "energy_"
_UNREADABLE = "asset_unreadable"
_NOT_SHARED = "not_shared"
_OF_INPUTS = "prices"
_OF_SENSORS = "input_"
_TOLD_ON_CARDS = ("no_weather", "no_solar_forecast", "unlearned_")
"""What a plan is made without, less well: no reason to disturb anybody."""

_OWN = frozenset({_NOT_SHARED, "refused", "failed", "rivals", "rivals_unknown", "no_grid", "no_plan", "desk_failed"})
_LIGHT = frozenset({"rivals", "rivals_unknown", "refused"})


def problem_reporter(hass: HomeAssistant) -> Callable[[str, Notice | None], None]:
    """Return what tells the owner of a problem of the energy desk, where there is something to do."""

    @callback
    def report(key: str, notice: Notice | None) -> None:
        if notice is None:
            ir.async_delete_issue(hass, DOMAIN, f"{_PREFIX}{key}")
        elif not notice.key.startswith(_TOLD_ON_CARDS):
            _raise_issue(hass, key, notice)

    return report


@callback
def _raise_issue(hass: HomeAssistant, key: str, notice: Notice) -> None:
    own = notice.key in _OWN or notice.key.startswith(_OF_SENSORS)
    placeholders = dict(notice.placeholders)
    if not own:
        placeholders = {"fault": _fault(hass, notice)}
    fixable = notice.key == _NOT_SHARED
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{_PREFIX}{key}",
        data={"subject": key.removeprefix(f"{_NOT_SHARED}_")} if fixable else None,
        is_fixable=fixable,
        severity=ir.IssueSeverity.WARNING
        if notice.key in _LIGHT or notice.key.startswith(_OF_SENSORS)
        else ir.IssueSeverity.ERROR,
        translation_key=f"{_PREFIX}{notice.key if own else _OF_INPUTS}",
        translation_placeholders=placeholders,
        learn_more_url=DOCUMENTATION_URL,
    )


def _fault(hass: HomeAssistant, notice: Notice) -> str:
    """Return what is wrong with an input in the words that the form of the asset has for it."""
    words = async_get_cached_translations(hass, hass.config.language, "config_subentries", DOMAIN)
    text = words.get(f"component.{DOMAIN}.config_subentries.asset.error.{notice.key}", notice.key)
    for name, value in notice.placeholders.items():
        text = text.replace(f"{{{name}}}", value)
    return text


@callback
def report_unreadable(hass: HomeAssistant, asset_id: str, name: str) -> None:
    """Tell the owner of an asset that cannot be read."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{_PREFIX}{_UNREADABLE}_{asset_id}",
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=f"{_PREFIX}{_UNREADABLE}",
        translation_placeholders={"asset": name},
        learn_more_url=DOCUMENTATION_URL,
    )


@callback
def forget_energy_issues(hass: HomeAssistant) -> None:
    """Take back all that was told: what still holds is found again."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(_PREFIX):
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def energy_fix_flow(hass: HomeAssistant, issue_id: str, subject: str) -> RepairsFlow:
    """Return the flow that fixes an issue of energy."""
    from .repairs import FixByConsent

    if issue_id == ISSUE_NO_SOLVER:
        return FixByConsent(partial(async_retry_solver, hass))
    return FixByConsent(partial(_share_asset, hass, subject))


async def _share_asset(hass: HomeAssistant, asset_id: str) -> None:
    """Let the energy agent have what controls an asset: expose it, and take it into the agent's scope."""
    for entry in hass.config_entries.async_entries(DOMAIN):
        subentry = entry.subentries.get(asset_id)
        if subentry is None:
            continue
        try:
            asset = asset_from_data(asset_id, subentry.title, subentry.data)
        except BadAsset:
            return
        share(hass, entry, asset.controls.entity_ids)
