"""The one place where an action of Home Assistant is called for an agent, and what it may be called for."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, cast

import voluptuous as vol

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent

from ..const import ASSISTANT
from ..core.agents.ports import ActionFailed
from ..core.home.grounding import Call
from ..core.journal.record import Asker

_KEPT = 1024
_OURS: OrderedDict[str, Asker] = OrderedDict()


def context_of(asker: Asker) -> Context:
    """Return the context of the asker: Home Assistant checks its user and shows it in the logbook."""
    context = Context(user_id=asker.user_id, id=asker.context_id)
    _OURS[context.id] = asker
    _OURS.move_to_end(context.id)
    while len(_OURS) > _KEPT:
        _OURS.popitem(last=False)
    return context


def is_ours(context_id: str) -> bool:
    """Return whether an action was called lately by an agent in that context, not by the person's own hand."""
    return context_id in _OURS


def asker_of(context_id: str | None) -> Asker | None:
    """Return for whom an agent called an action lately in that context; `None` where none did."""
    return _OURS.get(context_id) if context_id is not None else None


async def call_action(hass: HomeAssistant, call: Call, asker: Asker) -> None:
    """Call an action for the asker and wait for it.

    Raises `ActionFailed`.
    """
    data = {**call.data, ATTR_ENTITY_ID: [*call.entity_ids]}
    try:
        await hass.services.async_call(call.domain, call.service, data, blocking=True, context=context_of(asker))
    except (HomeAssistantError, vol.Invalid, ValueError, TypeError) as err:
        raise ActionFailed(str(err) or type(err).__name__) from err


async def ask_action(
    hass: HomeAssistant, domain: str, service: str, entity_ids: list[str], data: Mapping[str, Any], asker: Asker
) -> dict[str, Mapping[str, Any]]:
    """Call an action that only tells for the asker; return what it tells by entity.

    Raises `HomeAssistantError` and `vol.Invalid`, as Home Assistant does.
    """
    response = await hass.services.async_call(
        domain,
        service,
        {**data, ATTR_ENTITY_ID: entity_ids},
        blocking=True,
        return_response=True,
        context=context_of(asker),
    )
    told = cast(Mapping[str, Any], response or {})
    return {entity_id: told.get(entity_id) or {} for entity_id in entity_ids}


def exposed(hass: HomeAssistant, domain: str, name: str | None = None) -> list[State]:
    """Return the exposed entities of a domain, those of a name where one is said."""
    wanted = intent.MatchTargetsConstraints(name=name, domains=[domain], assistant=ASSISTANT)
    return intent.async_match_targets(hass, wanted).states


async def read_action(
    hass: HomeAssistant, domain: str, service: str, data: Mapping[str, Any], seconds: float
) -> Mapping[str, Any]:
    """Call an action that only tells, for nobody in particular; return what it tells.

    Raises `HomeAssistantError`, `vol.Invalid` and `TimeoutError`.
    """
    async with asyncio.timeout(seconds):
        response = await hass.services.async_call(domain, service, dict(data), blocking=True, return_response=True)
    return cast(Mapping[str, Any], response or {})
