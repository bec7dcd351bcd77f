"""Tariffs as plain data and back: `{"import": {"pricing", ...}, "export": {...}}`."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
import math
from typing import Any

from .bad_input import BadInput
from .formula import formula
from .schedule import DAY_MINUTES, Period
from .tariff import Origin, PriceRule, Pricing, Tariff, Tier

MOST_PRICE = 10000.0
MOST_PERIODS = 48
_IMPORTS = (Pricing.DYNAMIC, Pricing.FIXED, Pricing.TIME_OF_USE, Pricing.TIERS)
_EXPORTS = (Pricing.DYNAMIC, Pricing.FIXED, Pricing.TIME_OF_USE, Pricing.SAME, Pricing.NONE)


def tariff_to_data(tariff: Tariff) -> dict[str, Any]:
    """Return a tariff as JSON data."""
    return {"import": _rule_data(tariff.buying), "export": _rule_data(tariff.selling)}


def tariff_from_data(data: Mapping[str, Any]) -> Tariff:
    """Return the tariff that `tariff_to_data` wrote; without import a price of 0, without export none is paid.

    Raises `BadInput`: `pricing`, `price`, `no_source`, `periods`, `no_tiers`, and those of formulas.
    """
    buying, selling = data.get("import"), data.get("export")
    return Tariff(
        buying=_rule(buying, _IMPORTS) if buying else PriceRule(pricing=Pricing.FIXED),
        selling=_rule(selling, _EXPORTS) if selling else PriceRule(pricing=Pricing.NONE),
    )


def _rule_data(rule: PriceRule) -> dict[str, Any]:
    data: dict[str, Any] = {"pricing": rule.pricing.value, "price": rule.price, "fees": rule.fees, "vat": rule.vat}
    if rule.formula:
        data["formula"] = rule.formula
    origin = {item.name: getattr(rule.origin, item.name) for item in fields(Origin)}
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in origin.items() if value}
    if told:
        data["origin"] = told
    if rule.periods:
        data["periods"] = [_period_data(period) for period in rule.periods]
    if rule.tiers:
        data["tiers"] = [
            {"price": tier.price} | ({} if math.isinf(tier.up_to) else {"up_to": tier.up_to}) for tier in rule.tiers
        ]
    return data


def _period_data(period: Period) -> dict[str, Any]:
    days = {"weekdays": sorted(period.weekdays), "months": sorted(period.months)}
    return {"price": period.price, "start": period.start, "end": period.end} | {k: v for k, v in days.items() if v}


def _rule(data: Mapping[str, Any], allowed: Sequence[Pricing]) -> PriceRule:
    try:
        pricing = Pricing(data["pricing"])
    except (KeyError, ValueError, TypeError) as error:
        raise BadInput("pricing") from error
    if pricing not in allowed:
        raise BadInput("pricing")
    text = data.get("formula") or None
    if text is not None:
        formula(str(text))
    rule = PriceRule(
        pricing=pricing,
        origin=_origin(data.get("origin") or {}),
        price=_number(data, "price", -MOST_PRICE),
        periods=tuple(_period(item) for item in data.get("periods", ())),
        tiers=tuple(Tier(price=_number(item, "price"), up_to=_up_to(item)) for item in data.get("tiers", ())),
        formula=str(text) if text is not None else None,
        fees=_number(data, "fees", -MOST_PRICE),
        vat=_number(data, "vat", 0.0, 1.0),
    )
    _check(rule)
    return rule


def _check(rule: PriceRule) -> None:
    if rule.pricing is Pricing.DYNAMIC and not (rule.origin.entities or rule.origin.action):
        raise BadInput("no_source")
    if rule.pricing is Pricing.TIERS and not rule.tiers:
        raise BadInput("no_tiers")
    if rule.pricing is Pricing.TIME_OF_USE and not 0 < len(rule.periods) <= MOST_PERIODS:
        raise BadInput("periods")


def _origin(data: Mapping[str, Any]) -> Origin:
    entities = data.get("entities", ())
    texts = {name: str(data[name]) for name in ("action", "entry", "unit", "table") if data.get(name)}
    return Origin(entities=tuple(str(entity) for entity in entities), **texts)


def _period(data: Mapping[str, Any]) -> Period:
    minutes = [data.get(name, 0) for name in ("start", "end")]
    if any(isinstance(minute, bool) or minute not in range(DAY_MINUTES) for minute in minutes):
        raise BadInput("periods")
    weekdays, months = frozenset(data.get("weekdays", ())), frozenset(data.get("months", ()))
    if not weekdays <= set(range(7)) or not months <= set(range(1, 13)):
        raise BadInput("periods")
    return Period(
        price=_number(data, "price", -MOST_PRICE),
        start=int(minutes[0]),
        end=int(minutes[1]),
        weekdays=weekdays,
        months=months,
    )


def _up_to(data: Mapping[str, Any]) -> float:
    return math.inf if data.get("up_to") is None else _number(data, "up_to", 0.0, 1e9)


def _number(data: Mapping[str, Any], name: str, least: float = 0.0, most: float = MOST_PRICE) -> float:
    value = data.get(name, 0.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadInput("price", {"field": name})
    return float(value)
