"""Pull plugs and jam devices, to see what is said when something does not work."""

from collections.abc import Callable

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.service import async_extract_entity_ids

from .const import DOMAIN
from .hub import Hub

ACTIONS: dict[str, Callable[[Hub, str], None]] = {
    "unplug": lambda hub, key: hub.set_plugged_in(key, False),
    "plug_in": lambda hub, key: hub.set_plugged_in(key, True),
    "jam": lambda hub, key: hub.set_jammed(key, True),
    "unjam": lambda hub, key: hub.set_jammed(key, False),
}


@callback
def register(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name in ACTIONS:
        hass.services.async_register(DOMAIN, name, _act, cv.make_entity_service_schema({}))


async def _act(call: ServiceCall) -> None:
    """Do it to each named device.

    Raises `ServiceValidationError` for one that is not of this home.
    """
    entries = call.hass.config_entries.async_entries(DOMAIN)
    loaded = next((entry for entry in entries if entry.state is ConfigEntryState.LOADED), None)
    registry = er.async_get(call.hass)
    for entity_id in await async_extract_entity_ids(call):
        found = registry.async_get(entity_id)
        if loaded is None or found is None or found.platform != DOMAIN:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="not_of_this_home",
                translation_placeholders={"entity_id": entity_id},
            )
        ACTIONS[call.service](loaded.runtime_data, found.unique_id)
