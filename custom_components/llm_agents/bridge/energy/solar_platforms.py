"""The solar forecasts that integrations give to the Energy dashboard."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import SelectOptionDict

from ...const import DOMAIN


async def async_solar_entries(hass: HomeAssistant) -> list[SelectOptionDict]:
    """Return the config entries that have a solar forecast, but our own; none without an Energy dashboard."""
    if "energy" not in hass.config.components:
        return []
    # Loaded here: the energy component brings the recorder, which not every home has.
    from homeassistant.components.energy.websocket_api import async_get_energy_platforms

    domains = (await async_get_energy_platforms(hass)).keys() - {DOMAIN}
    return [
        SelectOptionDict(value=entry.entry_id, label=entry.title)
        for domain in sorted(domains)
        for entry in hass.config_entries.async_loaded_entries(domain)
    ]
