"""A tariff as its owner describes it, and the prices it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
import math

from .bad_input import BadInput
from .formula import formula
from .instants import local_day, midnight
from .schedule import Period, scheduled
from .slots import Slot, Slots, cut, known_until, mapped, painted


class Pricing(StrEnum):
    """How a price comes about."""

    DYNAMIC = "dynamic"  # of entities or an action
    FIXED = "fixed"
    TIME_OF_USE = "time_of_use"
    TIERS = "tiers"  # by what was imported this month
    SAME = "same"  # export: the price of import
    NONE = "none"  # export: nothing is paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where dynamic prices are from: entities, or an action of an integration's entry.

    `unit` is asked for where the source does not tell it, `table` where it has several (an area, a home).
    """

    entities: tuple[str, ...] = ()
    action: str | None = None
    entry: str | None = None
    unit: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A price for the energy up to so many kWh a month, all of it where it is infinite."""

    price: float
    up_to: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """What a kWh costs in one direction.

    The price is `formula` over the spot price, without one `(spot + fees) * (1 + vat)`; `spot` is the dynamic, fixed,
    scheduled or tiered price. `vat` is a share (0.19), `fees` currency/kWh before VAT.
    """

    pricing: Pricing
    origin: Origin = Origin()
    price: float = 0.0
    periods: tuple[Period, ...] = ()
    tiers: tuple[Tier, ...] = ()
    formula: str | None = None
    fees: float = 0.0
    vat: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """The prices of import and export."""

    buying: PriceRule = PriceRule(pricing=Pricing.FIXED)
    selling: PriceRule = PriceRule(pricing=Pricing.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time for which prices are wanted, where its local days are, and what was imported this month (kWh)."""

    start: float
    end: float
    zone: tzinfo
    used_kwh: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Prices in currency/kWh between two instants as far as they are known, and until when those of import are."""

    buying: Slots
    selling: Slots
    known_until: float = field(default=math.inf)


def prices(tariff: Tariff, spots: Mapping[Origin, Slots], window: Window) -> Priced:
    """Return what a tariff comes to, with the dynamic prices that were read for its origins. Raises `BadInput`."""
    buying = _rule(tariff.buying, spots, window)
    selling = buying if tariff.selling.pricing is Pricing.SAME else _rule(tariff.selling, spots, window)
    if tariff.selling.pricing is Pricing.SAME and (tariff.selling.formula or tariff.selling.fees or tariff.selling.vat):
        selling = _applied(tariff.selling, buying, window)
    dynamic = tariff.buying.pricing is Pricing.DYNAMIC
    return Priced(
        buying=buying, selling=selling, known_until=known_until(buying, window.start) if dynamic else math.inf
    )


def _rule(rule: PriceRule, spots: Mapping[Origin, Slots], window: Window) -> Slots:
    whole = (Slot(window.start, window.end, rule.price),)
    match rule.pricing:
        case Pricing.DYNAMIC:
            slots = cut(spots.get(rule.origin, ()), window.start, window.end)
        case Pricing.TIME_OF_USE:
            slots = scheduled(rule.periods, rule.price, window.start, window.end, window.zone)
        case Pricing.TIERS:
            slots = _tiered(rule.tiers, window)
        case Pricing.NONE:
            return (Slot(window.start, window.end, 0.0),)
        case _:
            slots = whole
    return _applied(rule, slots, window)


def _applied(rule: PriceRule, slots: Slots, window: Window) -> Slots:
    """Return prices with taxes and fees; a formula that asks for the time is applied hour by hour."""
    if not rule.formula:
        return mapped(slots, lambda slot: (slot.value + rule.fees) * (1 + rule.vat))
    compute = formula(rule.formula)
    if any(name in rule.formula for name in ("hour", "weekday", "month")):
        slots = _by_hours(slots, window.zone)

    def price(slot: Slot) -> float:
        local = datetime.fromtimestamp(slot.start, window.zone)
        times = {"hour": float(local.hour), "weekday": float(local.weekday()), "month": float(local.month)}
        return compute({"spot": slot.value, "vat": rule.vat, "fees": rule.fees, **times})

    return mapped(slots, price)


def _by_hours(slots: Slots, zone: tzinfo) -> Slots:
    found: list[Slot] = []
    for slot in slots:
        hours = scheduled(
            [Period(price=hour, start=hour * 60, end=(hour + 1) % 24 * 60) for hour in range(24)],
            0,
            slot.start,
            slot.end,
            zone,
        )
        found.extend(Slot(hour.start, hour.end, slot.value) for hour in hours)
    return tuple(found)


def _tiered(tiers: tuple[Tier, ...], window: Window) -> Slots:
    """Return the price of the tier that this month's import has reached, and of the first one from the next month on."""
    if not tiers:
        raise BadInput("no_tiers")
    ordered = sorted(tiers, key=lambda tier: tier.up_to)
    now = next((tier.price for tier in ordered if window.used_kwh < tier.up_to), ordered[-1].price)
    day = local_day(window.start, window.zone)
    months = [window.start]
    while months[-1] < window.end:
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        months.append(min(midnight(day, window.zone), window.end))
    values = [now] + [ordered[0].price] * (len(months) - 2)
    return painted([[Slot(a, b, value) for (a, b), value in zip(pairwise(months), values, strict=True)]])
