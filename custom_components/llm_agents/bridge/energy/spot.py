"""Dynamic prices of a tariff's origin, now: an entity's attributes, or what an action answers, kept for a while."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
import logging
from typing import Any

import voluptuous as vol

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ...const import DOMAIN
from ...core.energy.tariffs.bad_input import BadInput
from ...core.energy.tariffs.instants import local_day
from ...core.energy.tariffs.prices import Told, read_prices
from ...core.energy.tariffs.slots import Slots, cut, painted
from ...core.energy.tariffs.tariff import Origin, Priced, PriceRule, Pricing, Tariff, Window, prices
from ..actions import read_action
from .price_actions import FEED_IN, PRICE_ACTIONS, PriceAction

_LOGGER = logging.getLogger(__name__)
_TRY_AGAIN = 600.0  # seconds after which an action that had nothing is asked again
_KEEP = 3 * 3600.0  # and one that had prices: they may be corrected
_AFTER = 26 * 3600.0  # how far after now prices may be known, beside the present local day
_SECONDS = 60.0

type _Key = tuple[str, str | None, str | None, date]
_ANSWERS: HassKey[dict[_Key, tuple[float, Any]]] = HassKey(f"{DOMAIN}_energy_prices")


async def async_spot(hass: HomeAssistant, origin: Origin, start: float, end: float) -> Slots:
    """Return the prices of an origin between two instants, in the home's currency per kWh, as far as they are known.

    Raises `BadInput`: those of `read_prices`, `no_entity`, `unavailable`, `no_action`.
    """
    if origin.action:
        return cut(await _of_action(hass, origin, start, end), start, end)
    return cut(painted([_of_entity(hass, entity_id, origin) for entity_id in _there(hass, origin)]), start, end)


def _there(hass: HomeAssistant, origin: Origin) -> list[str]:
    """Return the entities that say something; of several days only one may say nothing."""
    known = [entity_id for entity_id in origin.entities if hass.states.get(entity_id) is not None]
    if not known:
        raise BadInput("no_entity", {"entity": ", ".join(origin.entities)})
    heard = [entity_id for entity_id in known if _says(hass, entity_id)]
    if not heard:
        raise BadInput("unavailable", {"entity": ", ".join(known)})
    return heard


def _says(hass: HomeAssistant, entity_id: str) -> bool:
    state = hass.states.get(entity_id)
    if state is None or state.state == "unavailable":
        return False
    return state.state != "unknown" or any(isinstance(value, list | Mapping) for value in state.attributes.values())


def _of_entity(hass: HomeAssistant, entity_id: str, origin: Origin) -> Slots:
    state = hass.states.get(entity_id)
    if state is None:
        return ()
    told = _told(hass, dict(state.attributes), origin)
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    try:
        return read_prices(replace(told, state=state.state, state_unit=unit))
    except BadInput as fault:
        if fault.key == "no_prices" and len(origin.entities) > 1:
            return ()  # tomorrow's rates before they are published
        raise BadInput(fault.key, {"entity": entity_id, **fault.placeholders}) from fault


def _told(hass: HomeAssistant, data: Any, origin: Origin) -> Told:
    return Told(
        data=data,
        now=dt_util.utcnow().timestamp(),
        zone=dt_util.get_default_time_zone(),
        currency=hass.config.currency,
        unit=origin.unit,
        table=origin.table,
    )


async def _of_action(hass: HomeAssistant, origin: Origin, start: float, end: float) -> Slots:
    action = PRICE_ACTIONS.get(origin.action or "")
    if action is None or not hass.services.has_service(action.domain, action.service):
        raise BadInput("no_action", {"action": origin.action or ""})
    entry = hass.config_entries.async_get_entry(origin.entry) if origin.entry else None
    if action.entry_needed and entry is None:
        raise BadInput("no_action", {"action": action.name})
    unit = origin.unit or action.unit(entry, hass.config.currency)
    table = None if origin.table == FEED_IN else origin.table
    layers, fault = [], BadInput("no_prices", {"entity": action.name})
    for day in _days(start, end):
        try:
            answer = await _answer(hass, action, origin, day)
            layers.append(read_prices(replace(_told(hass, answer, origin), unit=unit, table=table)))
        except BadInput as error:
            if error.key != "no_prices":
                raise BadInput(error.key, {"entity": action.name, **error.placeholders}) from error
            fault = error
    if not layers:
        raise BadInput("no_prices", {"entity": action.name}) from fault
    return painted(layers)


def _days(start: float, end: float) -> list[date]:
    """Return the days to ask for; a day of the market begins up to two hours after or before the home's."""
    zone, now = dt_util.get_default_time_zone(), dt_util.utcnow().timestamp()
    last = min(end, now + _AFTER)
    days = {local_day(at, zone) for at in (start - 2 * 3600.0, start, min(start + 24 * 3600.0, last), last)}
    return sorted(days)


async def _answer(hass: HomeAssistant, action: PriceAction, origin: Origin, day: date) -> Any:
    """Return what an action answers, asked at most every ten minutes; an answer with nothing raises `BadInput`."""
    kept, now = hass.data.setdefault(_ANSWERS, {}), dt_util.utcnow().timestamp()
    for key in [key for key, (until, _) in kept.items() if until < now]:
        del kept[key]
    key = (action.name, origin.entry, origin.table, day)
    if key not in kept:
        try:
            answer: Any = await read_action(
                hass, action.domain, action.service, dict(action.data(origin, day)), _SECONDS
            )
        except (HomeAssistantError, vol.Invalid, TimeoutError) as error:
            _LOGGER.debug("No prices of %s for %s: %s", action.name, day, error)
            answer = None
        kept[key] = (now + (_KEEP if _has_rows(answer) else _TRY_AGAIN), answer)
    answer = kept[key][1]
    if not _has_rows(answer):
        raise BadInput("no_prices")
    return answer


def _has_rows(answer: Any) -> bool:
    if isinstance(answer, Mapping):
        return any(_has_rows(value) for value in answer.values())
    return isinstance(answer, list | tuple) and len(answer) > 0


def origins_of(rules: Iterable[PriceRule]) -> list[Origin]:
    """Return the origins of dynamic prices, each once."""
    return list(dict.fromkeys(rule.origin for rule in rules if rule.pricing is Pricing.DYNAMIC))


async def async_priced(hass: HomeAssistant, tariff: Tariff, window: Window) -> tuple[Priced, list[BadInput]]:
    """Return what a tariff comes to and what could not be read of it; those prices are unknown.

    A formula that cannot be computed raises `BadInput`.
    """
    spots, faults = {}, []
    for origin in origins_of((tariff.buying, tariff.selling)):
        try:
            spots[origin] = await async_spot(hass, origin, window.start, window.end)
        except BadInput as fault:
            faults.append(fault)
    return prices(tariff, spots, window), faults
