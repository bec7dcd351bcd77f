"""The actions about versions: which instructions and model settings there were, and the way back to them."""

from typing import Any

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv

from .bridge.asking import agent_id_of
from .bridge.choosing import own_agents
from .core.models.registry import UnknownVersion, model_subject, prompt_subject
from .errors import invalid
from .persons import caller_of
from .runtime import loaded_data

ATTR_AGENT = "agent"
ATTR_MODEL = "model"
ATTR_VERSION = "version"

_SUBJECT = {
    vol.Exclusive(ATTR_AGENT, "subject"): cv.entity_id,
    vol.Exclusive(ATTR_MODEL, "subject"): vol.All(cv.string, vol.Strip, vol.Length(min=1, max=200)),
}
_VERSIONS = vol.Schema(_SUBJECT)
_ROLL_BACK = vol.Schema({**_SUBJECT, vol.Optional(ATTR_VERSION): vol.All(vol.Coerce(int), vol.Range(min=1))})


async def _versions(call: ServiceCall) -> ServiceResponse:
    """Tell the versions of an agent's instructions, or of a model's settings."""
    subject = await _subject(call)
    registry = loaded_data(call.hass).backends.laboratory.registry
    current = registry.current(subject)
    versions: list[Any] = [
        {
            "version": version.number,
            "at": version.at,
            "current": current is not None and version.number == current.number,
            **version.content,
        }
        for version in registry.versions(subject)
    ]
    return {"versions": versions}


async def _roll_back(call: ServiceCall) -> ServiceResponse:
    """Bring an older version into use."""
    subject = await _subject(call)
    try:
        version = loaded_data(call.hass).backends.laboratory.roll_back(subject, call.data.get(ATTR_VERSION))
    except UnknownVersion as err:
        raise invalid("no_such_version") from err
    return {"version": version.number, "at": version.at}


async def _subject(call: ServiceCall) -> str:
    """Return what the action is about; raise `ServiceValidationError` for nothing, and for who may not ask."""
    data = loaded_data(call.hass)
    if not (await caller_of(call)).rules:
        raise invalid("versions_are_administrators")
    if (name := call.data.get(ATTR_MODEL)) is None:
        return prompt_subject(own_agents(call.hass)[agent_id_of(call.hass, call.data.get(ATTR_AGENT))])
    for backend in data.backends.router.backends:
        if name in (backend.backend_id, backend.model.name):
            return model_subject(backend.backend_id)
    raise invalid("no_such_backend", model=name)


VERSION_ACTIONS = (
    ("versions", _versions, _VERSIONS, SupportsResponse.ONLY),
    ("roll_back", _roll_back, _ROLL_BACK, SupportsResponse.OPTIONAL),
)
