"""Where somebody speaks."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er


def area_of(hass: HomeAssistant, device_id: str | None, satellite_id: str | None = None) -> str | None:
    """Return the area of the device that is spoken to; that of its satellite entity goes first."""
    if satellite_id is not None and (entry := er.async_get(hass).async_get(satellite_id)) is not None:
        if entry.area_id is not None:
            return entry.area_id
        device_id = entry.device_id or device_id
    if device_id is None or (device := dr.async_get(hass).async_get(device_id)) is None:
        return None
    return dr.async_get_effective_area_id(hass, device)
