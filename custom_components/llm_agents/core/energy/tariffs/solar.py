"""Forecasts of production in kW from the shapes of solar integrations, by structure.

Shapes that are known: `detailedForecast`/`detailedHourly` (Solcast: kW with 10 % and 90 % estimates; `power_w`),
`watts` (Forecast.Solar, Open-Meteo: W at instants), `wh_period`/`wh_hours` (Wh in the period from an instant on), and
lists or mappings of times to numbers in the entity's own unit of power or energy.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise
from typing import Any

from .bad_input import BadInput
from .slots import HOUR, Slots, mapped, painted, slots_of, summed
from .tables import Table, tables_in

_POWERS = {"w": 1e-3, "kw": 1.0, "mw": 1e3}
_ENERGIES = {"wh": 1e-3, "kwh": 1.0, "mwh": 1e3}
_NAMES = (
    "detailedForecast",
    "watts",
    "wh_period",
    "wh_hours",
    "detailedHourly",
    "forecasts",
    "forecast",
    "forecast_dict",
)
_COLUMNS: Mapping[str, float] = {"pv_estimate": 1.0, "power_w": 1e-3, "power_kw": 1.0}
_QUANTILES = {"pv_estimate10": "low", "pv_estimate90": "high"}
_MOST_KW = 1e5


@dataclass(frozen=True, slots=True, kw_only=True)
class SolarSlots:
    """Forecast production in kW: mean, and quantiles of 10 % and 90 % where the source has them (else empty)."""

    mean: Slots
    low: Slots = ()
    high: Slots = ()


def read_solar(data: Any, zone: tzinfo, unit: str | None = None) -> SolarSlots:
    """Return the production that attributes or a response tell. Raises `BadInput`: `no_forecast`, `unit`, `absurd`."""
    tables = list(tables_in(data))
    for name in _NAMES:
        if (table := next((table for table in tables if table.name == name and table.columns()), None)) is not None:
            return _checked(_read(table, zone, unit))
    longest = max((table for table in tables if len(table.columns()) == 1), key=lambda t: len(t.cells), default=None)
    if longest is None:
        raise BadInput("no_forecast")
    return _checked(_read(longest, zone, unit))


def _read(table: Table, zone: tzinfo, unit: str | None) -> SolarSlots:
    columns = table.columns()
    if (known := next((name for name in _COLUMNS if name in columns), None)) is not None:
        layers = {
            field: mapped(slots_of(table.rows(column, zone)), lambda slot: slot.value * _COLUMNS.get(known, 1.0))
            for column, field in {known: "mean", **_QUANTILES}.items()
            if column in columns
        }
        return SolarSlots(**layers)
    slots = slots_of(table.rows(columns[0], zone))
    if table.name == "watts":
        return SolarSlots(mean=mapped(slots, lambda slot: slot.value / 1000))
    if table.name in {"wh_period", "wh_hours"}:
        return SolarSlots(mean=_power(slots, 1e-3))
    small = (unit or "").lower()
    if small in _POWERS:
        return SolarSlots(mean=mapped(slots, lambda slot: slot.value * _POWERS[small]))
    if small in _ENERGIES:
        return SolarSlots(mean=_power(slots, _ENERGIES[small]))
    raise BadInput("unit", {"found": unit or "-"})


def _power(slots: Slots, scale: float) -> Slots:
    """Return energies in slots as mean powers."""
    return mapped(slots, lambda slot: slot.value * scale * HOUR / (slot.end - slot.start))


def _checked(found: SolarSlots) -> SolarSlots:
    if not found.mean:
        raise BadInput("no_forecast")
    if max(slot.value for slot in found.mean) > _MOST_KW:
        raise BadInput("absurd", {"price": f"{max(slot.value for slot in found.mean):.4g}", "currency": "kW"})
    return SolarSlots(**{name: mapped(getattr(found, name), _not_negative) for name in ("mean", "low", "high")})


def _not_negative(slot: Any) -> float:
    return max(0.0, float(slot.value))


def together(groups: Sequence[Sequence[SolarSlots]]) -> SolarSlots:
    """Return several sources as one: within a group (days of one array) one after another, groups (arrays) added up.

    Quantiles are those of all, where all have them: of arrays on one roof they move together.
    """
    whole = [
        SolarSlots(**{name: painted([getattr(part, name) for part in group]) for name in ("mean", "low", "high")})
        for group in groups
        if group
    ]
    if not whole:
        raise BadInput("no_forecast")
    if len(whole) == 1:
        return whole[0]
    add: Callable[[str], Slots] = lambda name: summed([getattr(one, name) for one in whole])  # noqa: E731
    sure = all(one.low and one.high for one in whole)
    return SolarSlots(mean=add("mean"), low=add("low") if sure else (), high=add("high") if sure else ())


def gaps(slots: Slots) -> int:
    """Return how many gaps there are."""
    return sum(after.start > before.end for before, after in pairwise(slots))
