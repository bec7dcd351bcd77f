"""numpy and highspy: asked for when a home has its first energy asset, and told of under Repairs where that fails."""

import importlib
import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.requirements import RequirementsNotFound, async_clear_install_history, async_process_requirements

from ...const import DOCUMENTATION_URL, DOMAIN

_LOGGER = logging.getLogger(__name__)

REQUIREMENTS = ("numpy>=2.1", "highspy>=1.15.1,<1.16")
"""What plans are made with. Of highspy it is the minor version whose options are used; it has wheels for Home Assistant OS."""
_PACKAGES = ("numpy", "highspy")
ISSUE_NO_SOLVER = "energy_no_solver"


async def async_require_solver(hass: HomeAssistant) -> bool:
    """Install what plans need; return whether it is there. Raises a repair issue where it is not."""
    try:
        await async_process_requirements(hass, DOMAIN, list(REQUIREMENTS), False)
        await hass.async_add_executor_job(_load)
    except (RequirementsNotFound, ImportError, OSError) as error:
        _LOGGER.warning("Energy cannot be planned: %s", error)
        ir.async_create_issue(
            hass,
            DOMAIN,
            ISSUE_NO_SOLVER,
            is_fixable=True,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_NO_SOLVER,
            translation_placeholders={"packages": ", ".join(_PACKAGES)},
            learn_more_url=DOCUMENTATION_URL,
        )
        return False
    ir.async_delete_issue(hass, DOMAIN, ISSUE_NO_SOLVER)
    return True


async def async_retry_solver(hass: HomeAssistant) -> None:
    """Try once more, and reload what waits for it."""
    async_clear_install_history(hass)
    if await async_require_solver(hass):
        for entry in hass.config_entries.async_loaded_entries(DOMAIN):
            hass.config_entries.async_schedule_reload(entry.entry_id)


def _load() -> None:
    """Import what was installed: on some machines it is there and does not run."""
    for name in _PACKAGES:
        importlib.import_module(name)
