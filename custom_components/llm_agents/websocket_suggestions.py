"""What is suggested, for cards: listed, followed, made an automation, or not wanted."""

from contextlib import suppress
from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import DOMAIN
from .core.journal.record import Origin
from .core.memory.offers import Known
from .runtime import SIGNAL_HABIT
from .suggestions import Suggestions
from .websocket_commands import ID, LANGUAGE, Message, answered

_LANGUAGE: dict[Any, Any] = {vol.Optional("language"): LANGUAGE}


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/suggestions/list", **_LANGUAGE})
@answered
async def _list(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send what is suggested to the user, the surest first."""
    suggestions = await _of(hass, connection, msg)
    connection.send_result(msg["id"], {"suggestions": await suggestions.list(msg.get("language"))})


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/suggestions/subscribe", **_LANGUAGE})
@answered
async def _subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Send what is suggested to the user, now and whenever something becomes of it."""
    suggestions = await _of(hass, connection, msg)

    async def send() -> None:
        with suppress(HomeAssistantError):  # the entry may have gone since, or its journal: the next change tells more
            anew = await _of(hass, connection, msg)
            connection.send_event(msg["id"], {"suggestions": await anew.list(msg.get("language"))})

    @callback
    def tell(known: Known | None) -> None:
        if known is None or suggestions.concerns(known):
            hass.async_create_task(send(), f"{DOMAIN} suggestions")

    connection.subscriptions[msg["id"]] = async_dispatcher_connect(hass, SIGNAL_HABIT, tell)
    connection.send_result(msg["id"])
    await send()


@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/suggestions/accept", vol.Required("suggestion_id"): ID, **_LANGUAGE}
)
@answered
async def _accept(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Make an automation of a suggestion, and send what it became."""
    suggestions = await _of(hass, connection, msg)
    connection.send_result(msg["id"], {"made": await suggestions.accept(msg["suggestion_id"], msg.get("language"))})


@websocket_api.websocket_command(
    {vol.Required("type"): f"{DOMAIN}/suggestions/dismiss", vol.Required("suggestion_id"): ID}
)
@answered
async def _dismiss(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
    """Suggest something never again."""
    await (await _of(hass, connection, msg)).dismiss(msg["suggestion_id"])
    connection.send_result(msg["id"])


async def _of(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> Suggestions:
    return await Suggestions.of(hass, connection.context(msg), Origin.CARD)


SUGGESTION_COMMANDS = (_list, _subscribe, _accept, _dismiss)
