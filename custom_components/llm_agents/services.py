"""The actions about turns: ask an agent, delegate, take back, explain, say yes or no."""

from typing import Any

import voluptuous as vol

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util.ulid import ulid_now

from .bridge.asking import Order, agent_id_of, ask
from .bridge.choosing import own_agents
from .const import DOMAIN
from .core.agents.profiles import ORCHESTRATOR_ID
from .core.agents.turning import Utterance
from .core.agents.understanding import LONGEST
from .core.journal.codec import turn_to_json
from .core.journal.record import Asker, Origin, Turn
from .energy_services import ENERGY_ACTIONS
from .memory_services import MEMORY_ACTIONS
from .oversight_services import OVERSIGHT_ACTIONS
from .runtime import loaded_data
from .suggestion_services import SUGGESTION_ACTIONS
from .turns import Turns
from .version_services import VERSION_ACTIONS

ATTR_TEXT = "text"
ATTR_GOAL = "goal"
ATTR_AGENT = "agent"
ATTR_CONVERSATION_ID = "conversation_id"
ATTR_LANGUAGE = "language"
ATTR_TURN_ID = "turn_id"
ATTR_PIN = "pin"

MAXIMUM_TEXT = LONGEST

_WORDS = vol.All(cv.string, vol.Strip, vol.Length(min=1, max=MAXIMUM_TEXT))
_AGENT = {
    vol.Optional(ATTR_AGENT): cv.entity_id,
    vol.Optional(ATTR_CONVERSATION_ID): cv.string,
    vol.Optional(ATTR_LANGUAGE): cv.string,
}
_ASK = vol.Schema({vol.Required(ATTR_TEXT): _WORDS, **_AGENT})
_DELEGATE = vol.Schema({vol.Required(ATTR_GOAL): _WORDS, **_AGENT})
_ANY_TURN = vol.Schema({vol.Optional(ATTR_TURN_ID): cv.string, vol.Optional(ATTR_LANGUAGE): cv.string})
_THAT_TURN = vol.Schema({vol.Required(ATTR_TURN_ID): cv.string, vol.Optional(ATTR_LANGUAGE): cv.string})
_APPROVE = _THAT_TURN.extend({vol.Optional(ATTR_PIN): vol.All(cv.string, vol.Length(min=1, max=64))})


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, handler, schema, response in (
        ("ask", _ask, _ASK, SupportsResponse.OPTIONAL),
        ("delegate", _delegate, _DELEGATE, SupportsResponse.OPTIONAL),
        ("undo", _undo, _ANY_TURN, SupportsResponse.OPTIONAL),
        ("explain", _explain, _ANY_TURN, SupportsResponse.ONLY),
        ("approve", _approve, _APPROVE, SupportsResponse.OPTIONAL),
        ("reject", _reject, _THAT_TURN, SupportsResponse.OPTIONAL),
        *MEMORY_ACTIONS,
        *OVERSIGHT_ACTIONS,
        *VERSION_ACTIONS,
        *SUGGESTION_ACTIONS,
        *ENERGY_ACTIONS,
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


async def _delegate(call: ServiceCall) -> ServiceResponse:
    """Let specialists serve a goal; the response tells what each of them came to."""
    data = loaded_data(call.hass)
    entity_id = agent_id_of(call.hass, call.data.get(ATTR_AGENT))
    agent = own_agents(call.hass)[entity_id] if ATTR_AGENT in call.data else None
    utterance = Utterance(
        text=call.data[ATTR_GOAL],
        language=call.data.get(ATTR_LANGUAGE) or call.hass.config.language,
        conversation_id=call.data.get(ATTR_CONVERSATION_ID) or ulid_now(),
        agent_id=entity_id,
        asker=Asker(origin=Origin.AUTOMATION, user_id=call.context.user_id, context_id=call.context.id),
    )
    turn = await data.delegate(utterance, agent if agent != ORCHESTRATOR_ID else None)
    parts = await data.journal.children(turn.turn_id)
    return _told(turn) | {"results": [_told(part) | {"goal": part.words} for part in parts]}


async def _undo(call: ServiceCall) -> ServiceResponse:
    """Take a turn back."""
    return _told(await (await _turns(call)).undo(call.data.get(ATTR_TURN_ID), call.data.get(ATTR_LANGUAGE)))


async def _explain(call: ServiceCall) -> ServiceResponse:
    """Tell why a turn came out as it did."""
    return {"text": await (await _turns(call)).explain(call.data.get(ATTR_TURN_ID), call.data.get(ATTR_LANGUAGE))}


async def _approve(call: ServiceCall) -> ServiceResponse:
    """Say yes to a turn's question."""
    return _told(
        await (await _turns(call)).approve(
            call.data[ATTR_TURN_ID], call.data.get(ATTR_LANGUAGE), pin=call.data.get(ATTR_PIN)
        )
    )


async def _reject(call: ServiceCall) -> ServiceResponse:
    """Say no to a turn's question."""
    return _told(await (await _turns(call)).reject(call.data[ATTR_TURN_ID], call.data.get(ATTR_LANGUAGE)))


async def _turns(call: ServiceCall) -> Turns:
    return await Turns.of(call.hass, call.context, Origin.AUTOMATION)


def _told(turn: Turn) -> dict[str, Any]:
    """Return what an automation is told of a turn."""
    told = turn_to_json(turn)
    names = ("answer", "status", "turn_id", "conversation_id", "layer", "changes")
    return {name: told[name] for name in names} | {"agent": turn.profile}
