"""The parameters of an asset from plain data, each checked on its own."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
import itertools
import math
from typing import Any

from .asset_checks import WHOLE, check_range
from .assets import KINDS, AssetKind, Charging, Comfort, Departure, ThermalModel
from .bad_asset import BadAsset


def parameters_from(kind: AssetKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a kind of asset that are given; raises `BadAsset`."""
    found: dict[str, Any] = {}
    for item in fields(KINDS[kind]):
        if item.name in {"asset_id", "name"}:
            continue
        if item.name in given:
            found[item.name] = _READERS.get(item.name, _scalar)(item.name, given[item.name], item.type)
            check_range(kind, item.name, found[item.name])
        elif item.default is MISSING and item.default_factory is MISSING:
            raise BadAsset(item.name, "missing")
    return found


def _scalar(name: str, value: Any, of: Any) -> Any:
    """Return a number, a boolean or a text, as the field's annotation says."""
    kind = getattr(of, "__name__", str(of))
    if value is None and "None" in str(of):
        return None
    if kind == "bool":
        if not isinstance(value, bool):
            raise BadAsset(name, "form")
        return value
    if kind == "str":
        if not isinstance(value, str) or not value:
            raise BadAsset(name, "missing")
        return value
    number = number_from(name, value)
    if name not in WHOLE:
        return number
    if number != int(number):
        raise BadAsset(name, "number")
    return int(number)


def number_from(name: str, value: Any) -> float:
    """Return a finite number; raises `BadAsset`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadAsset(name, "number")
    return float(value)


def list_from(name: str, value: Any) -> list[Any]:
    """Return a list; raises `BadAsset`."""
    if not isinstance(value, list | tuple):
        raise BadAsset(name, "form")
    return list(value)


def _points(name: str, value: Any, _of: Any) -> tuple[tuple[float, float], ...]:
    points = [tuple(number_from(name, part) for part in list_from(name, point)) for point in list_from(name, value)]
    if any(len(point) != 2 for point in points):
        raise BadAsset(name, "form")
    found = tuple((point[0], point[1]) for point in points)
    if any(b[0] <= a[0] for a, b in itertools.pairwise(found)):
        raise BadAsset(name, "order")
    return found


def _weekdays(value: Any) -> frozenset[int]:
    days = list_from("weekdays", value)
    if not days or any(isinstance(day, bool) or day not in range(7) for day in days):
        raise BadAsset("weekdays", "choice")
    return frozenset(int(day) for day in days)


def _minute(value: Any) -> int:
    number = number_from("minute", value)
    if number != int(number) or not 0 <= number < 24 * 60:
        raise BadAsset("minute", "range")
    return int(number)


def _departures(name: str, value: Any, _of: Any) -> tuple[Departure, ...]:
    return tuple(
        Departure(
            weekdays=_weekdays(item.get("weekdays")),
            minute=_minute(item.get("minute")),
            target=number_from("target", item.get("target")),
        )
        for item in map(_mapping(name), list_from(name, value))
    )


def _comfort(name: str, value: Any, _of: Any) -> tuple[Comfort, ...]:
    return tuple(
        Comfort(
            weekdays=_weekdays(item.get("weekdays")),
            minute=_minute(item.get("minute")),
            low=number_from("low", item.get("low")),
            high=number_from("high", item.get("high")),
        )
        for item in map(_mapping(name), list_from(name, value))
    )


def _mapping(name: str) -> Callable[[Any], Mapping[str, Any]]:
    def check(item: Any) -> Mapping[str, Any]:
        if not isinstance(item, Mapping):
            raise BadAsset(name, "form")
        return item

    return check


def _model(name: str, value: Any, _of: Any) -> ThermalModel | None:
    if value is None:
        return None
    given = _mapping(name)(value)
    known = {item.name for item in fields(ThermalModel)}
    numbers = {key: number_from(name, part) for key, part in given.items() if key in known}
    if numbers.get("capacity", 0) <= 0 or numbers.get("loss", 0) <= 0 or min(numbers.values()) < 0:
        raise BadAsset(name, "range")
    return ThermalModel(**numbers)


def _profile(name: str, value: Any, _of: Any) -> tuple[float, ...]:
    return tuple(number_from(name, part) for part in list_from(name, value))


def _charging(name: str, value: Any, _of: Any) -> Charging:
    try:
        return Charging(value)
    except ValueError as error:
        raise BadAsset(name, "choice") from error


_READERS: Mapping[str, Callable[[str, Any, Any], Any]] = {
    "efficiency": lambda name, value, of: _scalar(name, value, of) if of is float else _points(name, value, of),
    "cop": _points,
    "departures": _departures,
    "comfort": _comfort,
    "model": _model,
    "profile": _profile,
    "charging": _charging,
}
