"""Wishes about energy, in words: as one says what is wished."""

from collections.abc import Collection
from dataclasses import fields

from ..energy.wishes import (
    Away,
    ChargeTo,
    Demand,
    Limit,
    Reserve,
    RunBy,
    SolarOnly,
    Temperature,
    Wish,
    asset_of,
    end_of,
    start_of,
)
from .energy_figures import EnergyFigures

_WORKDAYS, _WEEKEND, _ALL = frozenset(range(5)), frozenset((5, 6)), frozenset(range(7))
_LITTLE = 0.01  # kW


def wishes_told(wishes: Collection[Wish], figures: EnergyFigures) -> str:
    """Return wishes as a spoken list."""
    return figures.phrases.listed([demand_told(wish.demand, figures, wish.weekdays) for wish in wishes])


def demand_told(demand: Demand, figures: EnergyFigures, weekdays: frozenset[int] = frozenset()) -> str:
    """Return something wished; with `weekdays` its times are told without their day."""
    start, end = start_of(demand), end_of(demand)
    values = {
        "asset": figures.asset(asset_of(demand)),
        "start": _moment(start, figures, weekdays),
        "end": _moment(end, figures, weekdays),
        **_amounts(demand, figures),
    }
    told = figures.say("wish", _form(demand), count=1, **values)
    return figures.say("wish", "every", wish=told, days=_days(weekdays, figures)) if weekdays else told


def _form(demand: Demand) -> str:
    match demand:
        case ChargeTo():
            return "charge_to"
        case Temperature():
            bare = "temperature_open" if demand.end is None else "temperature_target"
            return bare if demand.target is not None or None in (demand.low, demand.high) else "temperature_band"
        case RunBy():
            return "run_by" if demand.price_cap is None else "run_by_capped"
        case Limit():
            return _limit_form(demand)
        case Reserve():
            return "reserve" if demand.until is not None else "reserve_open"
        case SolarOnly():
            return "solar_only" if demand.end is not None else "solar_only_open"
        case Away():
            return "away" if demand.end is not None else "away_open"
    return "prefer_carbon" if demand.carbon >= 1 else "prefer_money" if demand.carbon <= 0 else "prefer_both"


def _limit_form(limit: Limit) -> str:
    if limit.most_kw is None:
        return "not_given" if not limit.least_kw else "forced"
    if limit.most_kw <= _LITTLE:
        return "off"
    return "forced" if limit.least_kw is not None and limit.most_kw - limit.least_kw <= _LITTLE else "limited"


def _amounts(demand: Demand, figures: EnergyFigures) -> dict[str, str]:
    match demand:
        case ChargeTo() | Reserve():
            return {"share": figures.share(demand.soc)}
        case Temperature():
            value = next((one for one in (demand.target, demand.low, demand.high) if one is not None), 0.0)
            bounds = [figures.degrees(one) if one is not None else "" for one in (demand.low, demand.high)]
            return {"value": figures.degrees(value), "low": bounds[0], "high": bounds[1]}
        case RunBy() if demand.price_cap is not None:
            return {"money": figures.money(demand.price_cap)}
        case Limit():
            return {"power": figures.power(demand.most_kw if demand.most_kw is not None else demand.least_kw or 0.0)}
    return {}


def _moment(at: float | None, figures: EnergyFigures, weekdays: frozenset[int]) -> str:
    if at is None:
        return ""
    if not weekdays:
        return figures.moment(at)
    local = figures.local(at)  # the day is told by the weekdays
    today = figures.now.replace(year=local.year, month=local.month, day=local.day)
    same = {field.name: getattr(figures, field.name) for field in fields(figures)} | {"now": today}
    return EnergyFigures(**same).moment(at)


def _days(weekdays: frozenset[int], figures: EnergyFigures) -> str:
    whole = {_ALL: "all", _WORKDAYS: "weekdays", _WEEKEND: "weekend"}.get(weekdays)
    if whole is not None:
        return figures.say("every", whole)
    names = figures.phrases.words("times", "weekdays")
    return figures.phrases.listed([figures.say("every", "day", weekday=names[day]) for day in sorted(weekdays)])
