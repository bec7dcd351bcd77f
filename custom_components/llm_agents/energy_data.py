"""What was learned and kept of a home's energy: it is the household's, to be exported and erased with its other data."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .runtime import LlmAgentsData


async def exported_energy(data: LlmAgentsData) -> dict[str, Any]:
    """Return all that is kept of energy, nothing where there are no assets."""
    hub = data.energy
    return {} if hub is None or hub.desk is None else {"energy": dict(await hub.desk.export())}


async def erase_energy(hass: HomeAssistant, data: LlmAgentsData) -> None:
    """Forget all that is kept of energy, and begin to learn anew."""
    hub = data.energy
    if hub is None or hub.desk is None:
        return
    await hub.desk.erase()
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        hass.config_entries.async_schedule_reload(entry.entry_id)
