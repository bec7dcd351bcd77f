"""The plan of the home's energy, for cards: read, followed, and set by hand."""

from collections.abc import Mapping
from typing import Any

import voluptuous as vol

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub, Ordered, nothing_shown
from .const import DOMAIN
from .core.energy.modes import Mode
from .errors import invalid
from .runtime import SIGNAL_ENERGY, loaded_data
from .websocket_commands import ID, LANGUAGE, Message, answered

MOST_MINUTES = 7 * 24 * 60
MOST_KW = 1000.0
_LANGUAGE: dict[Any, Any] = {vol.Optional("language"): LANGUAGE}


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/energy/plan", **_LANGUAGE})
@answered
async def _plan(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send the plan and what was measured before it; without assets one that is empty."""
    connection.send_result(msg["id"], _shown(hass, connection.user))


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/energy/subscribe", **_LANGUAGE})
@answered
async def _subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send the plan whenever something else is to be shown, also by an entry that was loaded anew."""

    @callback
    def tell() -> None:
        try:
            shown = _shown(hass, connection.user)
        except ServiceValidationError:  # the entry is being loaded anew, or is gone
            return
        connection.send_event(msg["id"], shown)

    loaded_data(hass)
    connection.subscriptions[msg["id"]] = async_dispatcher_connect(hass, SIGNAL_ENERGY, tell)
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/energy/override",
        vol.Required("asset_id"): ID,
        vol.Required("mode"): vol.Any(None, vol.Coerce(Mode)),
        vol.Optional("minutes"): vol.All(vol.Coerce(float), vol.Range(min=0, max=MOST_MINUTES)),
        vol.Optional("power_kw"): vol.All(vol.Coerce(float), vol.Range(min=0, max=MOST_KW)),
    }
)
@answered
async def _override(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Set an asset by hand for some minutes, or give it back to the plan."""
    hub = _hub(hass)
    if hub is None:
        raise invalid("energy_no_assets")
    await hub.working.override(
        Ordered(
            asset_id=msg["asset_id"],
            mode=msg["mode"],
            minutes=msg.get("minutes"),
            power_kw=msg.get("power_kw"),
            user_id=connection.user.id,
        )
    )
    connection.send_result(msg["id"])


def _hub(hass: HomeAssistant) -> EnergyHub | None:
    return loaded_data(hass).energy


def _shown(hass: HomeAssistant, user: User) -> Mapping[str, Any]:
    """Return what is shown to somebody; before the first look at the home, its assets and nothing else."""
    hub = _hub(hass)
    if hub is not None and hub.shown:
        permissions = user.permissions
        if permissions.access_all_entities(POLICY_READ):
            return hub.shown
        return hub.seen_by(lambda entity_id: permissions.check_entity(entity_id, POLICY_READ))
    entries = hub.entries if hub is not None else ()
    return nothing_shown(entries, dt_util.utcnow().timestamp(), hass.config.currency)


ENERGY_COMMANDS = (_plan, _subscribe, _override)
