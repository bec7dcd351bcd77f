"""What the card and other clients ask over the websocket; a user has their own turns, an administrator all."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .bridge.asking import Order, agent_id_of, ask
from .const import DOMAIN
from .core.journal.codec import turn_to_json
from .core.journal.record import Origin, Turn
from .runtime import SIGNAL_TURN, loaded_data
from .services import MAXIMUM_TEXT
from .websocket_approvals import APPROVAL_COMMANDS
from .websocket_cards import CARD_COMMANDS
from .websocket_commands import ID, LANGUAGE, Message, answered, turns_of
from .websocket_energy import ENERGY_COMMANDS
from .websocket_suggestions import SUGGESTION_COMMANDS

_MOST_TURNS = 200


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the commands."""
    own = (_list, _subscribe, _undo, _explain, _approve, _reject, _ask)
    for command in (*own, *APPROVAL_COMMANDS, *CARD_COMMANDS, *ENERGY_COMMANDS, *SUGGESTION_COMMANDS):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/turns/list",
        vol.Optional("limit", default=50): vol.All(int, vol.Range(min=1, max=_MOST_TURNS)),
        vol.Optional("conversation_id"): ID,
        vol.Optional("before"): ID,
    }
)
@answered
async def _list(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send the last turns, newest first."""
    turns = await turns_of(hass, connection, msg)
    found = await turns.latest(msg["limit"], conversation_id=msg.get("conversation_id"), before=msg.get("before"))
    connection.send_result(msg["id"], {"turns": [turn_to_json(turn) for turn in found]})


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/turns/subscribe"})
@answered
async def _subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send each turn that is new or changed."""
    turns = await turns_of(hass, connection, msg)

    @callback
    def tell(turn: Turn) -> None:
        if turns.may_see(turn):
            connection.send_event(msg["id"], {"turn": turn_to_json(turn)})

    connection.subscriptions[msg["id"]] = async_dispatcher_connect(hass, SIGNAL_TURN, tell)
    connection.send_result(msg["id"])


def _about_turn(name: str, more: dict[Any, Any] | None = None) -> Callable[[Any], Any]:
    """Make a command about one turn."""
    return websocket_api.websocket_command(
        {
            vol.Required("type"): f"{DOMAIN}/turns/{name}",
            vol.Required("turn_id"): ID,
            vol.Optional("language"): LANGUAGE,
            **(more or {}),
        }
    )


@_about_turn("undo")
@answered
async def _undo(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Take a turn back and send the turn that did it."""
    turns = await turns_of(hass, connection, msg)
    _send_turn(connection, msg, await turns.undo(msg["turn_id"], msg.get("language")))


@_about_turn("explain")
@answered
async def _explain(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send why a turn came out as it did."""
    turns = await turns_of(hass, connection, msg)
    connection.send_result(msg["id"], {"text": await turns.explain(msg["turn_id"], msg.get("language"))})


@_about_turn("approve", {vol.Optional("pin"): vol.All(str, vol.Length(min=1, max=64))})
@answered
async def _approve(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Say yes to a turn's question and send the turn that carried it out."""
    turns = await turns_of(hass, connection, msg)
    _send_turn(connection, msg, await turns.approve(msg["turn_id"], msg.get("language"), pin=msg.get("pin")))


@_about_turn("reject")
@answered
async def _reject(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Say no to a turn's question and send the turn that says so."""
    turns = await turns_of(hass, connection, msg)
    _send_turn(connection, msg, await turns.reject(msg["turn_id"], msg.get("language")))


def _send_turn(connection: ActiveConnection, msg: Message, turn: Turn) -> None:
    connection.send_result(msg["id"], {"turn": turn_to_json(turn)})


@websocket_api.websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/ask",
        vol.Required("text"): vol.All(str, vol.Strip, vol.Length(min=1, max=MAXIMUM_TEXT)),
        vol.Optional("conversation_id"): vol.Any(ID, None),
        vol.Optional("language"): LANGUAGE,
        vol.Optional("agent_id"): str,
    }
)
@answered
async def _ask(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Ask an agent; its answer comes in events as it is said.

    Who unsubscribes leaves: a turn that has not acted is dropped then, one that has is
    verified and journaled.
    """
    loaded_data(hass)
    agent_id = agent_id_of(hass, msg.get("agent_id"))
    send = partial(connection.send_event, msg["id"])
    if task := asyncio.current_task():
        connection.subscriptions[msg["id"]] = task.cancel
    connection.send_result(msg["id"])
    order = Order(origin=Origin.CARD, on_piece=lambda text: send({"type": "delta", "text": text}))
    try:
        done = await ask(
            hass,
            order,
            msg["text"],
            agent_id=agent_id,
            conversation_id=msg.get("conversation_id"),
            language=msg.get("language"),
            context=connection.context(msg),
        )
    except HomeAssistantError as err:
        send({"type": "error", "message": str(err)})
        return
    send(
        {
            "type": "done",
            "turn": turn_to_json(done.turn),
            "conversation_id": done.turn.conversation_id,
            "continue_conversation": done.continue_conversation,
        }
    )
