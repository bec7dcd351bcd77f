"""The tariff that a home probably has, from the Energy dashboard's prices and the integrations that tell some."""

import asyncio
from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...core.energy.tariffs.bad_input import BadInput
from ...core.energy.tariffs.slots import HOUR
from ...core.energy.tariffs.tariff import Origin, Pricing
from ...core.energy.tariffs.units import price_unit
from .price_actions import actions_there
from .spot import async_spot

_PATIENCE = 8.0  # seconds: somebody waits for the form


async def async_tariff(hass: HomeAssistant, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of the tariff that a grid of the dashboard's preferences probably has."""
    buying = await _rule(hass, told.get("entity_energy_price"), told.get("number_energy_price"))
    selling = await _rule(hass, told.get("entity_energy_price_export"), told.get("number_energy_price_export"))
    if buying is None or buying["pricing"] == Pricing.FIXED.value:
        buying = await _of_integrations(hass) or buying
    return {
        "import": buying or {"pricing": Pricing.FIXED.value, "price": 0.3},
        "export": selling or {"pricing": Pricing.NONE.value},
    }


async def _rule(hass: HomeAssistant, entity_id: str | None, number: float | None) -> dict[str, Any] | None:
    if number is not None:
        return {"pricing": Pricing.FIXED.value, "price": float(number)}
    if entity_id is None:
        return None
    origin = Origin(entities=(entity_id,))
    if await _readable(hass, origin):
        return {"pricing": Pricing.DYNAMIC.value, "origin": {"entities": [entity_id]}}
    state = hass.states.get(entity_id)
    unit = price_unit(state.attributes.get("unit_of_measurement")) if state else None
    try:
        if unit is not None:
            unit.check(hass.config.currency)
        price = float(state.state) * unit.factor if state and unit else None
    except ValueError:  # `BadInput`, too: a price in another currency is none
        price = None
    return None if price is None else {"pricing": Pricing.FIXED.value, "price": round(price, 5)}


async def _of_integrations(hass: HomeAssistant) -> dict[str, Any] | None:
    """Return prices of the first integration whose action or entity tells those of hours to come."""
    for action, entry in actions_there(hass):
        origin = Origin(action=action.name, entry=entry.entry_id)
        if "return" not in action.service and await _readable(hass, origin):
            return {"pricing": Pricing.DYNAMIC.value, "origin": {"action": action.name, "entry": entry.entry_id}}
    for entity_id in price_entities(hass):
        if await _readable(hass, Origin(entities=(entity_id,))):
            return {"pricing": Pricing.DYNAMIC.value, "origin": {"entities": [entity_id]}}
    return None


def price_entities(hass: HomeAssistant) -> list[str]:
    """Return the entities that look like prices of energy, by their unit."""
    return sorted(
        state.entity_id
        for state in hass.states.async_all("sensor")
        if price_unit(state.attributes.get("unit_of_measurement")) is not None
        and any(isinstance(value, list | Mapping) and value for value in state.attributes.values())
        and state.attributes.get("channel_type") != "feedIn"
    )


async def _readable(hass: HomeAssistant, origin: Origin) -> bool:
    """Return whether prices of more than the present hour are told."""
    now = dt_util.utcnow().timestamp()
    try:
        async with asyncio.timeout(_PATIENCE):
            slots = await async_spot(hass, origin, now, now + 48 * HOUR)
    except BadInput, TimeoutError:
        return False
    return len(slots) > 1
