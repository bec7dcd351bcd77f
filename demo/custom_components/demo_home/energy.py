"""The roof's forecast for the Energy dashboard."""

from homeassistant.components.energy.types import SolarForecastType
from homeassistant.core import HomeAssistant

from .hub import Hub
from .sim.sunshine import STEP

HOURS = STEP.total_seconds() / 3600


async def async_get_solar_forecast(hass: HomeAssistant, config_entry_id: str) -> SolarForecastType | None:
    """Return the expected energies in Wh by the start of each half hour, `None` where the house does not live."""
    entry = hass.config_entries.async_get_entry(config_entry_id)
    hub = getattr(entry, "runtime_data", None)
    if not isinstance(hub, Hub):
        return None
    return {"wh_hours": {one.start.isoformat(): round(one.mean * HOURS) for one in hub.sunshine()}}
