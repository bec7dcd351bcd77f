"""Who asks, and whose data an action is about: everybody's own; all others' and nobody's are for administrators."""

from dataclasses import dataclass

import voluptuous as vol

from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv

from .bridge.rights import is_administrator
from .errors import invalid

ATTR_PERSON = "person"
A_PERSON = {vol.Optional(ATTR_PERSON): cv.entity_domain("person")}
"""The field of an action that names whose data it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls an action. `rules` is whether all is theirs to see: administrators, and automations of nobody."""

    user_id: str | None
    rules: bool


async def administrator_asks(hass: HomeAssistant, context: Context | None) -> bool:
    """Return whether an administrator asked for something, or the home itself (an automation without a user)."""
    return context is None or context.user_id is None or await is_administrator(hass, context.user_id)


async def caller_of(call: ServiceCall) -> Caller:
    """Return who calls an action."""
    return Caller(user_id=call.context.user_id, rules=await administrator_asks(call.hass, call.context))


async def subject_of(call: ServiceCall) -> str | None:
    """Return the user whom an action is about: the person that is named, else who calls it.

    Raises `ServiceValidationError` for a person without a user, and for another one's where that is not allowed.
    """
    caller = await caller_of(call)
    person = call.data.get(ATTR_PERSON)
    if person is None:
        return caller.user_id
    state = call.hass.states.get(person)
    user_id = state.attributes.get("user_id") if state else None
    if user_id is None:
        raise invalid("no_user", person=person)
    if user_id != caller.user_id and not caller.rules:
        raise invalid("not_yours", person=person)
    return str(user_id)
