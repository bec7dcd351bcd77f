"""Wishes as JSON data and back, for the journal, actions, tools and the websocket."""

from collections.abc import Mapping
from dataclasses import fields
import math
from typing import Any

from .wishes import Away, ChargeTo, Demand, Limit, Prefer, Reserve, RunBy, SolarOnly, Temperature, Wish, WishSource

KINDS: Mapping[str, type[Demand]] = {
    "charge_to": ChargeTo,
    "temperature": Temperature,
    "run_by": RunBy,
    "limit": Limit,
    "reserve": Reserve,
    "solar_only": SolarOnly,
    "away": Away,
    "prefer": Prefer,
}


def kind_name(demand: Demand) -> str:
    """Return the name by which a kind of wish is written."""
    return next(name for name, kind in KINDS.items() if type(demand) is kind)


def demand_to_json(demand: Demand) -> dict[str, Any]:
    """Return something wanted as JSON data: its kind, and its fields that are not `None`."""
    told = {field.name: getattr(demand, field.name) for field in fields(demand)}
    return {"kind": kind_name(demand), **{name: value for name, value in told.items() if value is not None}}


def demand_from_json(data: Mapping[str, Any]) -> Demand:
    """Return what `demand_to_json` wrote. Raises `ValueError` for data of another form."""
    try:
        kind = KINDS[data["kind"]]
        known = {field.name for field in fields(kind)}
        values = {name: value for name, value in data.items() if name in known and value is not None}
        for name, value in values.items():
            values[name] = str(value) if name == "asset_id" else _number(value)
        return kind(**values)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a wish: {error!r}") from error


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"not a number: {value!r}")
    return float(value)


def wish_to_json(wish: Wish) -> dict[str, Any]:
    """Return a wish as JSON data."""
    return {
        "wish_id": wish.wish_id,
        "demand": demand_to_json(wish.demand),
        "made_at": wish.made_at,
        "user_id": wish.user_id,
        "source": wish.source.value,
        "words": wish.words,
        "weekdays": sorted(wish.weekdays),
    }


def wish_from_json(data: Mapping[str, Any]) -> Wish:
    """Return the wish that `wish_to_json` wrote. Raises `ValueError` for data of another form."""
    try:
        return Wish(
            wish_id=str(data["wish_id"]),
            demand=demand_from_json(data["demand"]),
            made_at=_number(data["made_at"]),
            user_id=data.get("user_id"),
            source=WishSource(data.get("source", WishSource.WORDS)),
            words=str(data.get("words", "")),
            weekdays=frozenset(int(day) for day in data.get("weekdays", ()) if 0 <= int(day) <= 6),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a wish: {error!r}") from error
