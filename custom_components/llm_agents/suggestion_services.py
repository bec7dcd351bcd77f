"""The actions about what is suggested: listed with its evidence, made an automation, or not wanted."""

from typing import Any

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv

from .core.journal.record import Origin
from .suggestions import Suggestions

ATTR_SUGGESTION_ID = "suggestion_id"
ATTR_LANGUAGE = "language"

_LANGUAGE = {vol.Optional(ATTR_LANGUAGE): cv.string}
_LIST = vol.Schema(_LANGUAGE)
_ACCEPT = vol.Schema({vol.Required(ATTR_SUGGESTION_ID): cv.string, **_LANGUAGE})
_DISMISS = vol.Schema({vol.Required(ATTR_SUGGESTION_ID): cv.string})


async def _list(call: ServiceCall) -> ServiceResponse:
    """Tell what is suggested to who asks; to administrators and automations, what is to anybody."""
    told: list[Any] = await (await _suggestions(call)).list(call.data.get(ATTR_LANGUAGE))
    return {"suggestions": told}


async def _accept(call: ServiceCall) -> ServiceResponse:
    """Make an automation of a suggestion."""
    suggestions = await _suggestions(call)
    return await suggestions.accept(call.data[ATTR_SUGGESTION_ID], call.data.get(ATTR_LANGUAGE))


async def _dismiss(call: ServiceCall) -> ServiceResponse:
    """Suggest something never again."""
    await (await _suggestions(call)).dismiss(call.data[ATTR_SUGGESTION_ID])
    return None


async def _suggestions(call: ServiceCall) -> Suggestions:
    return await Suggestions.of(call.hass, call.context, Origin.AUTOMATION)


SUGGESTION_ACTIONS = (
    ("suggestions", _list, _LIST, SupportsResponse.ONLY),
    ("accept_suggestion", _accept, _ACCEPT, SupportsResponse.OPTIONAL),
    ("dismiss_suggestion", _dismiss, _DISMISS, SupportsResponse.NONE),
)
