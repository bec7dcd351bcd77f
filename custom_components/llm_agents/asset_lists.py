"""Lists within assets' forms: periods of prices, tiers, bands of comfort, departures; and what they are as data."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.helpers.selector import ObjectSelector, ObjectSelectorConfig, Selector, TimeSelector

from .asset_form import Field, minutes_of, time_text
from .fields import number, several_among

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIMES = frozenset({"start", "end", "minute"})
_SHARES = frozenset({"target"})
_PERCENT = 100.0

type _Columns = Mapping[str, tuple[Selector[Any], bool]]


def _days() -> Selector[Any]:
    return several_among(DAYS, "weekday")


def periods(part: str, currency: str) -> Field:
    """Return the field of prices by time of use."""
    columns: _Columns = {
        "start": (TimeSelector(), True),
        "end": (TimeSelector(), True),
        "price": (number(-1000, "any", f"{currency}/kWh"), True),
        "weekdays": (_days(), False),
        "months": (several_among(MONTHS, "month"), False),
    }
    return _listed("periods", part, "periods", columns, "start", "price")


def tiers(part: str, currency: str) -> Field:
    """Return the field of prices by what was used in the month."""
    columns: _Columns = {
        "up_to": (number(0, 1, "kWh"), False),
        "price": (number(0, "any", f"{currency}/kWh"), True),
    }
    return _listed("tiers", part, "tiers", columns, "up_to", "price")


def departures() -> Field:
    """Return the field of habitual departures."""
    columns: _Columns = {
        "weekdays": (_days(), True),
        "minute": (TimeSelector(), True),
        "target": (number(1, 1, "%", 100), True),
    }
    return _listed("departures", "parameters", "departures", columns, "minute", "target")


def comfort(unit: str = "°C") -> Field:
    """Return the field of bands of temperature."""
    columns: _Columns = {
        "weekdays": (_days(), True),
        "minute": (TimeSelector(), True),
        "low": (number(0, 0.5, unit, 40), True),
        "high": (number(0, 0.5, unit, 40), True),
    }
    return _listed("comfort", "parameters", "comfort", columns, "minute", "low", default=_COMFORT)


_COMFORT = [
    {"weekdays": list(range(7)), "minute": 6 * 60, "low": 20.0, "high": 22.5},
    {"weekdays": list(range(7)), "minute": 22 * 60, "low": 18.0, "high": 22.0},
]
"""Warm by day, less by night: what most homes begin with."""


def _listed(
    name: str, part: str, key: str, columns: _Columns, label: str, description: str, *, default: Any = None
) -> Field:
    selector = ObjectSelector(
        ObjectSelectorConfig(
            fields={column: {"selector": of, "required": needed} for column, (of, needed) in columns.items()},
            multiple=True,
            label_field=label,
            description_field=description,
            translation_key=name,
        )
    )
    return Field(
        name=name,
        part=part,
        key=key,
        selector=lambda _draft: selector,
        default=default,
        show=_each(_shown),
        read=_each(_kept),
    )


def _each(convert: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Callable[[Any], list[dict[str, Any]]]:
    return lambda rows: [convert(row) for row in (rows if isinstance(rows, list | tuple) else [rows])]


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the data as the form shows it."""
    shown: dict[str, Any] = {}
    for key, value in row.items():
        if key in _TIMES:
            shown[key] = time_text(value)
        elif key == "weekdays":
            shown[key] = [DAYS[day] for day in value]
        elif key == "months":
            shown[key] = [MONTHS[month - 1] for month in value]
        elif value is not None:
            shown[key] = round(value * _PERCENT, 3) if key in _SHARES else value
    return shown


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the form as data."""
    kept: dict[str, Any] = {}
    for key, value in row.items():
        if key in _TIMES:
            kept[key] = minutes_of(value)
        elif key == "weekdays":
            kept[key] = sorted(DAYS.index(day) for day in value)
        elif key == "months":
            kept[key] = sorted(MONTHS.index(month) + 1 for month in value)
        elif value is not None:
            kept[key] = value / _PERCENT if key in _SHARES else value
    return kept
