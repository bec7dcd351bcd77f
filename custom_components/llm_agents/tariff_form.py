"""The steps in which the tariff of the grid is asked for, and what its prices come to right now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
import math
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
from homeassistant.util import dt as dt_util

from .asset_form import Draft, Field, Page, chosen
from .asset_lists import periods, tiers
from .bridge.energy.price_actions import FEED_IN, actions_there
from .bridge.energy.spot import async_priced
from .core.energy.tariffs.bad_input import BadInput
from .core.energy.tariffs.codec import tariff_from_data
from .core.energy.tariffs.slots import HOUR, Slots, value_at
from .core.energy.tariffs.tariff import Pricing, Window
from .fields import number, one_of

BUYING, SELLING = "import", "export"
_STEPS = {BUYING: "buying", SELLING: "selling"}
_PRICINGS: Mapping[str, Sequence[Pricing]] = {
    BUYING: (Pricing.DYNAMIC, Pricing.FIXED, Pricing.TIME_OF_USE, Pricing.TIERS),
    SELLING: (Pricing.NONE, Pricing.FIXED, Pricing.DYNAMIC, Pricing.TIME_OF_USE, Pricing.SAME),
}
_OF_PRICING: Mapping[str, set[str]] = {
    Pricing.FIXED.value: {"price"},
    Pricing.TIME_OF_USE.value: {"price", "periods"},
    Pricing.TIERS.value: {"tiers"},
}
_HORIZON = 48 * HOUR
_ACTION_ENTRY = "|"

ERROR_FIELDS: Mapping[str, str] = {
    "unit": "unit",
    "which": "table",
    "no_source": "entities",
    "no_prices": "entities",
    "no_entity": "entities",
    "unavailable": "entities",
    "day_length": "entities",
    "no_action": "action",
    "periods": "periods",
    "no_tiers": "tiers",
    "price": "price",
}
"""At which field of a page a fault of a tariff is shown; at the formula's or above the form for others."""


def tariff_page() -> Page:
    """Return the step that asks how prices come about."""
    return Page(
        step="tariff",
        fields=(
            chosen("buying", _PRICINGS[BUYING], Pricing.DYNAMIC, part=BUYING, key="pricing"),
            chosen("selling", _PRICINGS[SELLING], Pricing.NONE, part=SELLING, key="pricing"),
        ),
    )


def rule_page(hass: HomeAssistant, direction: str, pricing: Pricing) -> Page | None:
    """Return the step that asks for one direction's prices; `None` where nothing is to be asked."""
    if pricing is Pricing.NONE:
        return None
    currency = hass.config.currency
    step = f"{_STEPS[direction]}_{pricing.value}"
    price = _number("price", direction, f"{currency}/kWh", required=True)
    extra = (
        _number("fees", direction, f"{currency}/kWh"),
        Field(
            name="vat",
            part=direction,
            key="vat",
            selector=lambda _draft: number(0, 0.1, "%", 100),
            default=0.0,
            scale=100.0,
        ),
        Field(name="formula", part=direction, key="formula", selector=lambda _draft: TextSelector()),
    )
    match pricing:
        case Pricing.DYNAMIC:
            return Page(step=step, fields=(*_source(hass, direction), *extra))
        case Pricing.TIME_OF_USE:
            return Page(step=step, fields=(price, periods(direction, currency)), sections={"taxes": extra})
        case Pricing.TIERS:
            return Page(step=step, fields=(tiers(direction, currency),), sections={"taxes": extra})
        case Pricing.SAME:
            return Page(step=step, fields=(extra[2],))
    return Page(step=step, fields=(price,), sections={"taxes": extra})


def _number(name: str, part: str, unit: str, *, required: bool = False) -> Field:
    return Field(
        name=name, part=part, key=name, selector=lambda _d: number(-1000, "any", unit), required=required, default=0.0
    )


def _source(hass: HomeAssistant, direction: str) -> tuple[Field, ...]:
    entities = EntitySelector(EntitySelectorConfig(multiple=True, filter=[{"domain": ["sensor", "event"]}]))
    currency = hass.config.currency
    units = SelectSelector(
        SelectSelectorConfig(
            options=[f"{currency}/kWh", f"{currency}/MWh", "ct/kWh"],
            custom_value=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )
    fields = [Field(name="entities", part=direction, key="entities", selector=lambda _draft: entities)]
    options = [
        SelectOptionDict(value=f"{action.name}{_ACTION_ENTRY}{entry.entry_id}", label=f"{entry.title} ({action.name})")
        for action, entry in actions_there(hass)
    ]
    if options:
        fields.append(Field(name="action", part=direction, key="action", selector=lambda _draft: one_of(options)))
    fields.append(Field(name="unit", part=direction, key="unit", selector=lambda _draft: units))
    fields.append(Field(name="table", part=direction, key="table", selector=lambda _draft: TextSelector()))
    return tuple(fields)


def spread(draft: Draft) -> None:
    """Put the tariff's rules where their forms look for them."""
    tariff = draft.pop("tariff", None) or {}
    for direction in (BUYING, SELLING):
        rule = dict(tariff.get(direction) or {})
        origin = rule.pop("origin", None) or {}
        action = origin.get("action")
        if action:
            rule["action"] = f"{action}{_ACTION_ENTRY}{origin.get('entry') or ''}"
        rule |= {name: origin[name] for name in ("entities", "unit", "table") if origin.get(name)}
        draft[direction] = rule


def gathered(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tariff's data of what the forms say."""
    return {direction: _gathered(draft.get(direction) or {}, direction) for direction in (BUYING, SELLING)}


def _gathered(told: Mapping[str, Any], direction: str) -> dict[str, Any]:
    pricing = told.get("pricing", Pricing.FIXED.value)
    keys = {"formula"} if pricing == Pricing.SAME.value else {"fees", "vat", "formula"}
    keys |= _OF_PRICING.get(pricing, set())
    rule = {key: told[key] for key in sorted(keys) if told.get(key)} if pricing != Pricing.NONE.value else {}
    rule["pricing"] = pricing
    if pricing != Pricing.DYNAMIC.value:
        return rule
    action, _, entry = str(told.get("action") or "").partition(_ACTION_ENTRY)
    origin = {name: told[name] for name in ("entities", "unit", "table") if told.get(name)}
    if action:
        origin |= {"action": action, "entry": entry}
        if direction == SELLING and action.startswith("amberelectric."):
            origin["table"] = FEED_IN
    return rule | {"origin": origin}


async def async_preview(hass: HomeAssistant, tariff: Mapping[str, Any]) -> dict[str, str]:
    """Return what the prices are now and between which bounds, for the form's line. Raises `BadInput`."""
    now, zone = dt_util.utcnow().timestamp(), dt_util.get_default_time_zone()
    priced, faults = await async_priced(
        hass, tariff_from_data(tariff), Window(start=now, end=now + _HORIZON, zone=zone)
    )
    if faults:
        raise faults[0]
    until = min(priced.known_until, now + _HORIZON)
    return {
        **_line("buy", priced.buying, now),
        **_line("sell", priced.selling, now),
        "currency": hass.config.currency,
        "until": f"{datetime.fromtimestamp(until, zone):%Y-%m-%d %H:%M}",
    }


def _line(name: str, slots: Slots, now: float) -> dict[str, str]:
    values = [slot.value for slot in slots]
    told = {"now": value_at(slots, now), "low": min(values, default=None), "high": max(values, default=None)}
    return {
        f"{name}_{key}": "-" if value is None or math.isnan(value) else f"{value:.4f}" for key, value in told.items()
    }


def check_source(draft: Mapping[str, Any], direction: str) -> None:
    """Raise `BadInput` where prices are to come from nowhere or from two places."""
    told = draft.get(direction) or {}
    if told.get("entities") and told.get("action"):
        raise BadInput("two_sources")
    if not told.get("entities") and not told.get("action"):
        raise BadInput("no_source")
