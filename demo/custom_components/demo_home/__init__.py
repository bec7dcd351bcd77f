"""A simulated house as a Home Assistant integration, to talk to and to try things on."""

import voluptuous as vol

from homeassistant.config_entries import SOURCE_IMPORT
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType

from .arrange import arrange_entities, arrange_house, expose_others, link_forecast
from .const import CONF_SPEED, DOMAIN, PLATFORMS
from .hub import DemoHomeEntry, Hub
from .services import register

CONFIG_SCHEMA = vol.Schema(
    {DOMAIN: vol.Schema({vol.Optional(CONF_SPEED, default=1.0): vol.All(vol.Coerce(float), vol.Range(0.1, 3600))})},
    extra=vol.ALLOW_EXTRA,
)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions; take the home from the configuration where it is named there."""
    register(hass)
    if DOMAIN in config and not hass.config_entries.async_entries(DOMAIN):
        hass.async_create_task(
            hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_IMPORT}, data=config[DOMAIN])
        )
    return True


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry) -> bool:
    """Let the house live."""
    hub = Hub(hass, entry.data.get(CONF_SPEED, 1.0))
    await hub.load()
    entry.runtime_data = hub
    arrange_house(hass, entry, hub)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    arrange_entities(hass, hub)

    async def settle_in(hass: HomeAssistant) -> None:
        expose_others(hass, hub)
        await link_forecast(hass, entry, hub)

    async def keep(_event: Event) -> None:
        hub.stop()
        await hub.save()

    entry.async_on_unload(async_at_started(hass, settle_in))
    entry.async_on_unload(hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, keep))
    entry.async_on_unload(hub.stop)
    hub.start()
    return True


async def async_unload_entry(hass: HomeAssistant, entry: DemoHomeEntry) -> bool:
    """Put the house to sleep."""
    await entry.runtime_data.save()
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
