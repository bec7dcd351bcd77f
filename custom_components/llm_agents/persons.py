"""Whose data an action is about: everybody's own; of others, and of nobody in particular, for administrators only."""

from dataclasses import dataclass

from homeassistant.core import ServiceCall
from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN

ATTR_PERSON = "person"
PERSON_DOMAIN = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls an action. `rules` is whether all is theirs to see: administrators, and automations of nobody."""

    user_id: str | None
    rules: bool


async def caller_of(call: ServiceCall) -> Caller:
    """Return who calls an action."""
    user_id = call.context.user_id
    user = await call.hass.auth.async_get_user(user_id) if user_id else None
    return Caller(user_id=user_id, rules=user_id is None or (user is not None and user.is_active and user.is_admin))


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
        raise _invalid("no_user", person)
    if user_id != caller.user_id and not caller.rules:
        raise _invalid("not_yours", person)
    return str(user_id)


def _invalid(key: str, person: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders={"person": person}
    )
