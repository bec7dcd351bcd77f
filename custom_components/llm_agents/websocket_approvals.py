"""The questions that wait, for cards; they are answered with `turns/approve` and `turns/reject`."""

from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import DOMAIN
from .core.agents.approvals import Approval, Fate
from .runtime import SIGNAL_APPROVAL, loaded_data
from .websocket_commands import Message, answered, turns_of


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/approvals/list"})
@answered
async def _list(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send the questions that wait for the user, the newest first."""
    turns = await turns_of(hass, connection, msg)
    connection.send_result(msg["id"], {"approvals": _as_json(turns.approvals())})


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/approvals/subscribe"})
@answered
async def _subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send the questions that wait for the user, now and whenever one comes or goes; with it, what became of which."""
    turns = await turns_of(hass, connection, msg)

    @callback
    def tell(approval: Approval, fate: Fate) -> None:
        if turns.concerns(approval):
            # The entry may have been loaded anew since.
            waiting = [found for found in _pending(hass) if turns.concerns(found)]
            change = {"turn_id": approval.turn_id, "fate": fate.value}
            connection.send_event(msg["id"], {"approvals": _as_json(waiting), "change": change})

    connection.subscriptions[msg["id"]] = async_dispatcher_connect(hass, SIGNAL_APPROVAL, tell)
    connection.send_result(msg["id"])
    connection.send_event(msg["id"], {"approvals": _as_json(turns.approvals()), "change": None})


def _pending(hass: HomeAssistant) -> tuple[Approval, ...]:
    return loaded_data(hass).approvals.pending()


def _as_json(approvals: list[Approval]) -> list[dict[str, Any]]:
    return [dict(approval.to_json()) for approval in approvals]


APPROVAL_COMMANDS = (_list, _subscribe)
