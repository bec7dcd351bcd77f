"""The system's health on one page of Home Assistant."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .runtime import LlmAgentsConfigEntry


@callback
def async_register(hass: HomeAssistant, register: system_health.SystemHealthRegistration) -> None:
    """Register what tells the health."""
    register.async_register_info(_info)


async def _info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the health of the entry that is loaded, if one is."""
    entries: list[LlmAgentsConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    loaded = [entry.runtime_data for entry in entries if entry.state is ConfigEntryState.LOADED]
    if not loaded:
        return {"loaded": False}
    data = loaded[0]
    health: dict[str, Any] = {"loaded": True, "entities": len(data.source.home().entities)}
    if data.app is None:
        return {**health, "app": "none"}
    state = data.app.describe()
    return {
        **health,
        "app": "connected" if state["connected"] else state["error"] or "not asked yet",
        "app_version": state["version"],
        "model": state["model"],
        "model_state": state["model_state"],
    }
