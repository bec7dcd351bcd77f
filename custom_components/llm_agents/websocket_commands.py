"""What all websocket commands have in common: who asks, and how a client's mistakes are told."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import voluptuous as vol

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .core.journal.record import Origin
from .turns import Turns

_CODES = {
    "no_such_agent": websocket_api.ERR_NOT_FOUND,
    "not_loaded": "not_loaded",
    "turn_not_found": websocket_api.ERR_NOT_FOUND,
}
ID = vol.All(str, vol.Length(min=1, max=100))
LANGUAGE = vol.All(str, vol.Length(min=2, max=20))

type Message = dict[str, Any]
type Handler = Callable[[HomeAssistant, ActiveConnection, Message], Awaitable[None]]


def answered(handler: Handler) -> Any:
    """Run a command; the client's own mistakes are told to the client, and not to the log as errors."""

    @wraps(handler)
    async def answer(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> None:
        try:
            await handler(hass, connection, msg)
        except ServiceValidationError as err:
            connection.send_error(
                msg["id"],
                _CODES.get(err.translation_key or "", websocket_api.const.ERR_SERVICE_VALIDATION_ERROR),
                str(err),
                translation_key=err.translation_key,
                translation_domain=err.translation_domain,
                translation_placeholders=err.translation_placeholders,
            )

    return websocket_api.async_response(answer)


async def turns_of(hass: HomeAssistant, connection: ActiveConnection, msg: Message) -> Turns:
    """Return the turns as the user of a connection may see them."""
    return await Turns.of(hass, connection.context(msg), Origin.CARD)
