"""The actions that oversee agents: decide a typed question, ask the policy, export and erase data."""

from typing import Any

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv

from .bridge.asking import agent_id_of
from .bridge.choosing import own_agents
from .const import DOMAIN
from .core.agents.origins import Source
from .core.journal.record import Asker, Origin
from .core.journal.store import JournalError
from .core.models.deciding import MOST_OPTIONS, Decision, sureness
from .energy_data import erase_energy, exported_energy
from .errors import invalid, journal_failed
from .judging import judge
from .persons import A_PERSON, caller_of, subject_of
from .runtime import loaded_data

ATTR_QUESTION = "question"
ATTR_OPTIONS = "options"
ATTR_CONTEXT = "context"
ATTR_THOROUGH = "thorough"
ATTR_ACTION = "action"
ATTR_ENTITY_ID = "entity_id"
ATTR_ATTRIBUTE = "attribute"
ATTR_VALUE = "value"
ATTR_AGENT = "agent"
ATTR_ORIGIN = "origin"
ATTR_SOURCES = "sources"
ATTR_LANGUAGE = "language"
ATTR_HOUSEHOLD = "household"
ATTR_CONFIRM = "confirm"

_SHORT = vol.All(cv.string, vol.Strip, vol.Length(min=1, max=500))
_DECIDE = vol.Schema(
    {
        vol.Required(ATTR_QUESTION): _SHORT,
        vol.Required(ATTR_OPTIONS): vol.All(
            cv.ensure_list, [_SHORT], vol.Length(min=2, max=MOST_OPTIONS), vol.Unique()
        ),
        vol.Optional(ATTR_CONTEXT, default=""): vol.All(cv.string, vol.Length(max=8000)),
        vol.Optional(ATTR_THOROUGH, default=False): cv.boolean,
    }
)
_CHECK_POLICY = vol.Schema(
    {
        vol.Required(ATTR_ACTION): _SHORT,
        vol.Required(ATTR_ENTITY_ID): cv.entity_ids,
        vol.Optional(ATTR_ATTRIBUTE): cv.string,
        vol.Optional(ATTR_VALUE): vol.Any(cv.boolean, vol.Coerce(float), cv.string),
        **A_PERSON,
        vol.Optional(ATTR_AGENT): cv.entity_id,
        vol.Optional(ATTR_ORIGIN): vol.In([origin.value for origin in Origin]),
        vol.Optional(ATTR_SOURCES, default=list): vol.All(cv.ensure_list, [vol.In([one.value for one in Source])]),
        vol.Optional(ATTR_LANGUAGE): cv.string,
    }
)
_WHOSE = {**A_PERSON, vol.Optional(ATTR_HOUSEHOLD, default=False): cv.boolean}
_EXPORT = vol.Schema(_WHOSE)
_ERASE = vol.Schema({vol.Required(ATTR_CONFIRM): cv.boolean, **_WHOSE})


async def _decide(call: ServiceCall) -> ServiceResponse:
    """Tell how likely each option is."""
    decision = Decision(
        question=call.data[ATTR_QUESTION], options=tuple(call.data[ATTR_OPTIONS]), context=call.data[ATTR_CONTEXT]
    )
    found = await loaded_data(call.hass).backends.decisions.decide(decision, thorough=call.data[ATTR_THOROUGH])
    if not found:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="nobody_decides")
    return {
        "answer": max(found, key=lambda option: found[option]),
        "probabilities": {option: round(probability, 4) for option, probability in found.items()},
        "sureness": round(sureness(found), 4),
    }


async def _check_policy(call: ServiceCall) -> ServiceResponse:
    """Tell whether an act would be allowed, and why; nothing is done."""
    data, given = loaded_data(call.hass), call.data
    agent = own_agents(call.hass)[agent_id_of(call.hass, given.get(ATTR_AGENT))]
    user_id = await subject_of(call)
    origin = Origin(given.get(ATTR_ORIGIN, Origin.TEXT if user_id else Origin.AUTOMATION))
    results: list[Any] = await judge(
        call.hass,
        data,
        action=given[ATTR_ACTION],
        entity_ids=given[ATTR_ENTITY_ID],
        asker=Asker(origin=origin, user_id=user_id),
        profile=data.agents.profiles.get(agent),
        sources=[Source(source) for source in given[ATTR_SOURCES]],
        attribute=given.get(ATTR_ATTRIBUTE),
        value=given.get(ATTR_VALUE),
        language=given.get(ATTR_LANGUAGE),
    )
    return {"results": results}


async def _whose(call: ServiceCall) -> str | None:
    """Return whose data is meant: a person's, or nobody's in particular, which is the household's."""
    if call.data[ATTR_HOUSEHOLD]:
        if not (await caller_of(call)).rules:
            raise invalid("household_is_administrators")
        return None
    if (user_id := await subject_of(call)) is None:
        raise invalid("whose_data")
    return user_id


async def _export_data(call: ServiceCall) -> ServiceResponse:
    """Tell all that is kept of a person."""
    data, user_id = loaded_data(call.hass), await _whose(call)
    try:
        exported: Any = await data.journal.export(user_id)
    except JournalError as err:
        raise journal_failed(err) from err
    energy: Any = await exported_energy(data) if user_id is None else {}
    return {"user_id": user_id, "data": exported, **energy}


async def _erase_data(call: ServiceCall) -> ServiceResponse:
    """Remove all that is kept of a person, for good."""
    data, user_id = loaded_data(call.hass), await _whose(call)
    if not call.data[ATTR_CONFIRM]:
        raise invalid("erase_unconfirmed")
    try:
        erased = await data.journal.erase(user_id)
        if data.manual_acts is not None:
            await data.manual_acts.forget(user_id)
        if user_id is None:
            await erase_energy(call.hass, data)
    except JournalError as err:
        raise journal_failed(err) from err
    return {"user_id": user_id, "turns": erased}


OVERSIGHT_ACTIONS = (
    ("decide", _decide, _DECIDE, SupportsResponse.ONLY),
    ("check_policy", _check_policy, _CHECK_POLICY, SupportsResponse.ONLY),
    ("export_data", _export_data, _EXPORT, SupportsResponse.ONLY),
    ("erase_data", _erase_data, _ERASE, SupportsResponse.OPTIONAL),
)
