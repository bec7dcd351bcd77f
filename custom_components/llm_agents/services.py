"""The actions: ask an agent, take back, explain, say yes or no."""

from typing import Any

import voluptuous as vol

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv

from .bridge.asking import Order, agent_id_of, ask
from .const import DOMAIN
from .core.agents.understanding import LONGEST
from .core.journal.codec import turn_to_json
from .core.journal.record import Origin, Turn
from .runtime import loaded_data
from .turns import Turns

ATTR_TEXT = "text"
ATTR_AGENT = "agent"
ATTR_CONVERSATION_ID = "conversation_id"
ATTR_LANGUAGE = "language"
ATTR_TURN_ID = "turn_id"

MAXIMUM_TEXT = LONGEST

_ASK = vol.Schema(
    {
        vol.Required(ATTR_TEXT): vol.All(cv.string, vol.Strip, vol.Length(min=1, max=MAXIMUM_TEXT)),
        vol.Optional(ATTR_AGENT): cv.entity_id,
        vol.Optional(ATTR_CONVERSATION_ID): cv.string,
        vol.Optional(ATTR_LANGUAGE): cv.string,
    }
)
_ANY_TURN = vol.Schema({vol.Optional(ATTR_TURN_ID): cv.string, vol.Optional(ATTR_LANGUAGE): cv.string})
_THAT_TURN = vol.Schema({vol.Required(ATTR_TURN_ID): cv.string, vol.Optional(ATTR_LANGUAGE): cv.string})


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, handler, schema, response in (
        ("ask", _ask, _ASK, SupportsResponse.OPTIONAL),
        ("undo", _undo, _ANY_TURN, SupportsResponse.OPTIONAL),
        ("explain", _explain, _ANY_TURN, SupportsResponse.ONLY),
        ("approve", _approve, _THAT_TURN, SupportsResponse.OPTIONAL),
        ("reject", _reject, _THAT_TURN, SupportsResponse.OPTIONAL),
    ):
        hass.services.async_register(DOMAIN, name, handler, schema, response)


async def _ask(call: ServiceCall) -> ServiceResponse:
    """Ask an agent; what it does it does with the rights of whoever called the action."""
    loaded_data(call.hass)
    done = await ask(
        call.hass,
        Order(origin=Origin.AUTOMATION),
        call.data[ATTR_TEXT],
        agent_id=agent_id_of(call.hass, call.data.get(ATTR_AGENT)),
        conversation_id=call.data.get(ATTR_CONVERSATION_ID),
        language=call.data.get(ATTR_LANGUAGE),
        context=call.context,
    )
    return _told(done.turn)


async def _undo(call: ServiceCall) -> ServiceResponse:
    """Take a turn back."""
    return _told(await (await _turns(call)).undo(call.data.get(ATTR_TURN_ID), call.data.get(ATTR_LANGUAGE)))


async def _explain(call: ServiceCall) -> ServiceResponse:
    """Tell why a turn came out as it did."""
    return {"text": await (await _turns(call)).explain(call.data.get(ATTR_TURN_ID), call.data.get(ATTR_LANGUAGE))}


async def _approve(call: ServiceCall) -> ServiceResponse:
    """Say yes to a turn's question."""
    return _told(await (await _turns(call)).approve(call.data[ATTR_TURN_ID], call.data.get(ATTR_LANGUAGE)))


async def _reject(call: ServiceCall) -> ServiceResponse:
    """Say no to a turn's question."""
    return _told(await (await _turns(call)).reject(call.data[ATTR_TURN_ID], call.data.get(ATTR_LANGUAGE)))


async def _turns(call: ServiceCall) -> Turns:
    return await Turns.of(call.hass, call.context, Origin.AUTOMATION)


def _told(turn: Turn) -> dict[str, Any]:
    """Return what an automation is told of a turn."""
    told = turn_to_json(turn)
    return {name: told[name] for name in ("answer", "status", "turn_id", "conversation_id", "layer", "changes")}
