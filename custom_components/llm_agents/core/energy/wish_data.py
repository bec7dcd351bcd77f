"""Wishes as programs write them, and plans as they are told to programs: one form for tools, actions and other assistants.

A wish: `{"kind", "asset" (name or id), "percent", "celsius", "power_kw", "price", "from", "until", "weekdays"}`; times are
ISO 8601 (without an offset: on the home's clock) or HH:MM, the next time the clock shows it. Everything is bounded.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
import math
from typing import Any

from .assets import Asset, kind_of
from .reasons import AssetTold, Because, PlanTold, Run
from .unmet import Unmet
from .wish_codec import kind_name
from .wishes import (
    Away,
    ChargeTo,
    Demand,
    Limit,
    Prefer,
    Reserve,
    RunBy,
    SolarOnly,
    Temperature,
    Wish,
    asset_of,
    end_of,
    start_of,
)

MOST_WISHES = 8
"""Wishes of one call."""

KINDS = ("charge_to", "temperature", "run_by", "limit", "reserve", "solar_only", "away", "prefer")
_TIME = {"type": "string", "maxLength": 40, "description": "ISO 8601 in the home's time, or HH:MM."}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

WISH_SCHEMA: Mapping[str, Any] = {
    "kind": {
        "type": "string",
        "enum": list(KINDS),
        "description": "charge_to: a vehicle at percent until a time; temperature: a zone at celsius between two times; "
        "run_by: an appliance or load done until a time; limit: an asset at power_kw (0 is off) between two times; "
        "reserve: percent kept in a battery; solar_only: nothing from the grid; away: nobody at home; "
        "prefer: percent 0 is money alone, 100 as little carbon as possible.",
    },
    "asset": {"type": "string", "maxLength": 80, "description": "Name or id of the asset; none for away and prefer."},
    "percent": {"type": "number", "minimum": 0, "maximum": 100},
    "celsius": {"type": "number", "minimum": 5, "maximum": 30},
    "power_kw": {"type": "number", "minimum": -100, "maximum": 100},
    "price": {"type": "number", "minimum": 0, "maximum": 1000, "description": "run_by: the most it may cost."},
    "from": _TIME,
    "until": _TIME,
    "weekdays": {
        "type": "array",
        "maxItems": 7,
        "items": {"type": "string", "enum": list(WEEKDAYS)},
        "description": "For a wish that holds again and again at the same times of these days.",
    },
}
"""The properties of one wish as JSON schema; `kind` is required."""

_ASSETS = 12
_RUNS = 4


class BadWish(ValueError):
    """A wish that a program wrote is none; the message says why, for that program."""


def demand_of(data: Mapping[str, Any], assets: Sequence[Asset], now: datetime) -> tuple[Demand, frozenset[int]]:
    """Return what a program wishes, and on which weekdays. `now` is on the clocks of the home. Raises `BadWish`."""
    kind = data.get("kind")
    days = frozenset(WEEKDAYS.index(day) for day in data.get("weekdays") or () if day in WEEKDAYS)
    start, end = _time(data.get("from"), now), _time(data.get("until"), now)
    if kind in ("away", "prefer"):
        if kind == "prefer":
            return Prefer(carbon=_number(data, "percent") / 100, until=end), days
        return Away(start=now.timestamp() if start is None else start, end=end), days
    asset_id = _asset(data.get("asset"), assets)
    begin = now.timestamp() if start is None else start
    match kind:
        case "charge_to":
            return ChargeTo(asset_id=asset_id, soc=_number(data, "percent") / 100, by=_needed(end, "until")), days
        case "temperature":
            return Temperature(asset_id=asset_id, start=begin, end=end, target=_number(data, "celsius")), days
        case "run_by":
            cap = data.get("price")
            by = _needed(end, "until")
            return RunBy(
                asset_id=asset_id, earliest=begin, by=by, price_cap=None if cap is None else _number(data, "price")
            ), days
        case "limit":
            power = _number(data, "power_kw")
            until = _needed(end, "until")
            return Limit(asset_id=asset_id, start=begin, end=until, least_kw=power, most_kw=power), days
        case "reserve":
            return Reserve(asset_id=asset_id, soc=_number(data, "percent") / 100, until=end), days
        case "solar_only":
            return SolarOnly(asset_id=asset_id, start=begin, end=end), days
    raise BadWish(f"kind must be one of {', '.join(KINDS)}")


def _asset(said: Any, assets: Sequence[Asset]) -> str:
    if not isinstance(said, str) or not said.strip():
        raise BadWish("asset is missing")
    wanted = " ".join(said.casefold().split())
    found = [one for one in assets if one.asset_id == said or " ".join(one.name.casefold().split()) == wanted]
    if len(found) != 1:
        names = ", ".join(one.name for one in assets[:_ASSETS])
        raise BadWish(f"there is no one asset {said[:60]!r}; there are {names}")
    return found[0].asset_id


def _number(data: Mapping[str, Any], name: str) -> float:
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadWish(f"{name} must be a number")
    return float(value)


def _needed(at: float | None, name: str) -> float:
    if at is None:
        raise BadWish(f"{name} is missing")
    return at


def _time(said: Any, now: datetime) -> float | None:
    """Return an instant, `None` where none is given."""
    if said is None or said == "":
        return None
    text = str(said).strip()
    try:
        if len(text) <= 5 and ":" in text:
            hour, minute = (int(part) for part in text.split(":"))
            at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
            return (at if at > now else (at + timedelta(days=1)).replace(hour=hour, minute=minute)).timestamp()
        moment = datetime.fromisoformat(text)
    except ValueError as err:
        raise BadWish(f"{text[:40]!r} is no time; write YYYY-MM-DDTHH:MM or HH:MM") from err
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)).timestamp()


def plan_data(plan: PlanTold, assets: Sequence[Asset], now: datetime) -> dict[str, Any]:
    """Return a plan in brief for a program: money, runs, reasons with their figures, what is unmet; bounded."""
    names = {one.asset_id: one.name for one in assets}
    told = [_asset_data(one, names, now) for one in plan.assets[:_ASSETS]]
    return {
        "until": _at(plan.end, now),
        "currency": plan.currency,
        "cost": round(plan.cost, 2),
        **({"cost_without_plan": round(plan.baseline, 2)} if plan.baseline is not None else {}),
        "assets": told,
        "reasons": [reason_data(one, names, now) for one in plan.reasons],
        "unmet": [_unmet_data(one, names, now) for one in plan.unmet[:_ASSETS]],
    }


def _asset_data(told: AssetTold, names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    data: dict[str, Any] = {"asset": names.get(told.asset_id, told.asset_id)}
    for name, runs in (("takes", told.runs), ("gives", told.gives)):
        if runs:
            data[name] = [_run_data(run, now) for run in runs[:_RUNS]]
    return data


def _run_data(run: Run, now: datetime) -> dict[str, Any]:
    return {"from": _at(run.start, now), "until": _at(run.end, now), "kwh": round(run.energy, 1)}


def reason_data(reason: Because, names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return a reason with its figures; prices are currency per kWh."""
    told: dict[str, Any] = {"why": reason.why.value}
    if reason.asset_id is not None:
        told["asset"] = names.get(reason.asset_id, reason.asset_id)
    for name, at in (("until", reason.until), ("by", reason.by)):
        if at is not None:
            told[name] = _at(at, now)
    figures = {"price": reason.price, "price_then": reason.other, "saves": reason.saves, "kwh": reason.energy}
    return told | {name: round(value, 3) for name, value in figures.items() if value is not None}


def _unmet_data(unmet: Unmet, names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    return {
        "asset": names.get(unmet.asset_id, unmet.asset_id),
        "wanted": unmet.wanted.value,
        "missing": round(unmet.amount, 2),
        "at": _at(unmet.at, now),
    }


def wish_data(wish: Wish, assets: Sequence[Asset], now: datetime) -> dict[str, Any]:
    """Return a wish that is kept as a program is told it."""
    demand = wish.demand
    names = {one.asset_id: one.name for one in assets}
    told: dict[str, Any] = {"wish_id": wish.wish_id, "kind": kind_name(demand)}
    asset_id = asset_of(demand)
    if asset_id is not None:
        told["asset"] = names.get(asset_id, asset_id)
    for name, at in (("from", start_of(demand)), ("until", end_of(demand))):
        if at is not None:
            told[name] = _at(at, now)
    if wish.weekdays:
        told["weekdays"] = [WEEKDAYS[day] for day in sorted(wish.weekdays)]
    return told | _amounts(demand)


def _amounts(demand: Demand) -> dict[str, Any]:
    match demand:
        case ChargeTo() | Reserve():
            return {"percent": round(demand.soc * 100, 1)}
        case Temperature():
            bounds = {"celsius": demand.target, "low": demand.low, "high": demand.high}
        case Limit():
            bounds = {"least_kw": demand.least_kw, "most_kw": demand.most_kw}
        case RunBy():
            bounds = {"price": demand.price_cap}
        case Prefer():
            return {"percent": round(demand.carbon * 100)}
        case _:
            return {}
    return {name: value for name, value in bounds.items() if value is not None}


def assets_data(assets: Sequence[Asset]) -> list[dict[str, str]]:
    """Return assets by name and kind, at most a dozen."""
    return [{"asset": one.name, "kind": kind_of(one).value} for one in assets[:_ASSETS]]


def _at(at: float, now: datetime) -> str:
    return datetime.fromtimestamp(at, now.tzinfo).strftime("%Y-%m-%dT%H:%M")
