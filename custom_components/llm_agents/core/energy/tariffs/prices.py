"""Prices from an entity's attributes or an action's response, by structure and not by the integration's name.

Shapes that are known: `raw_today`/`raw_tomorrow` (Nord Pool, Energi Data Service with `forecast`), `today`/`tomorrow`
(bare lists), `prices`, `prices_today`/`prices_tomorrow` (ENTSO-E, Tibber, EnergyZero, easyEnergy), `rates` (Octopus),
`forecasts`/`Forecasts` (Amber), `data` (EPEX Spot, aWATTar), `forecast`, `forecast_dict`, hours by name (PVPC), areas
with lists (core Nord Pool); else the longest list with a time and one number in each row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
import re
from statistics import median
from typing import Any

from .bad_input import BadInput
from .instants import local_day, midnight
from .slots import HOUR, Slot, Slots, mapped, painted, slots_of, value_at
from .tables import Table, number_of, tables_in
from .units import PriceUnit, check_same, check_scale, price_unit, unit_in_name

_GROUPS: Sequence[tuple[str, ...]] = (
    ("raw_today", "raw_tomorrow", "forecast"),
    ("prices", "prices_today", "prices_tomorrow"),
    ("rates",),
    ("forecasts",),
    ("Forecasts",),
    ("data",),
    ("forecast",),
    ("forecast_dict",),
)
_COLUMNS = (
    "value", "price", "total", "per_kwh", "price_per_kwh", "price_ct_per_kwh", "price_pence_per_kwh", "value_inc_vat",
    "price_incl_vat", "all_in_price", "advanced_price_predicted", "electricity_price", "price_eur_per_mwh",
    "price_gbp_per_mwh", "spot_per_kwh",
)  # fmt: skip
_DAYS = ("today", "tomorrow")
_HOUR_NAME = re.compile(r"price_(?P<next>next_day_)?(?P<hour>\d\d)h(?P<again>_d)?")
_PER_HOUR = (1, 2, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an entity or an action tells: data, the state and its unit if it is an entity, and the present instant.

    `unit` is the owner's word for the unit, before any other; `table` names one of several tables (an area, a home).
    """

    data: Any
    now: float
    zone: tzinfo
    currency: str
    state: str | None = None
    state_unit: str | None = None
    unit: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    slots: Slots
    column: str


def read_prices(told: Told) -> Slots:
    """Return prices in currency/kWh. Raises `BadInput`.

    Keys: `no_prices`, `unit` (none is told: ask for it), `currency`, `absurd`, `mixed`, `which` (several tables).
    """
    found = _find(told)
    unit = _unit_of(told, found.column)
    unit.check(told.currency)
    slots = mapped(found.slots, lambda slot: slot.value * unit.factor)
    check_scale((slot.value for slot in slots), told.currency)
    _check_state(told, slots)
    return slots


def _find(told: Told) -> _Found:
    tables = [table for table in tables_in(told.data) if _column(table) is not None]
    for names in _GROUPS:
        group = [table for name in names for table in tables if table.name == name]
        if group and any(table.name in names[:2] for table in group):
            return _joined(group, told)
    if (days := _of_days(told)) is not None:
        return days
    if (hours := _of_hours(told)) is not None:
        return hours
    if not tables:
        raise BadInput("no_prices")
    return _one_of(tables, told)


def _column(table: Table) -> str | None:
    columns = table.columns()
    known = next((name for name in _COLUMNS if name in columns), None)
    told = known or next((name for name in columns if unit_in_name(name)), None)
    return told or (columns[0] if len(columns) == 1 else None)


def _joined(group: Sequence[Table], told: Told) -> _Found:
    """Return several tables as one, the first before the others; their amounts must be of one scale."""
    columns = [_column(table) or "" for table in group]
    layers = [slots_of(table.rows(column, told.zone)) for table, column in zip(group, columns, strict=True)]
    middles = [median(abs(slot.value) for slot in layer) for layer in layers if layer]
    if middles and min(middles) > 1e-3 and max(middles) / min(middles) > 80:
        raise BadInput("mixed", {"one": f"{max(middles):.4g}", "other": f"{min(middles):.4g}"})
    slots = painted(layers)
    if not slots:
        raise BadInput("no_prices")
    return _Found(slots, columns[0])


def _one_of(tables: Sequence[Table], told: Told) -> _Found:
    named = {" ".join(table.path): table for table in tables}
    if told.table:
        tables = [table for table in tables if told.table.casefold() in map(str.casefold, table.path)]
        if not tables:
            raise BadInput("which", {"names": ", ".join(sorted(named))})
    longest = max(len(table.cells) for table in tables)
    best = [table for table in tables if len(table.cells) == longest]
    if len(best) > 1 and len({table.cells[0].get(_column(table) or "") for table in best}) > 1:
        raise BadInput("which", {"names": ", ".join(sorted(table.name for table in best))})
    return _joined(best[:1], told)


def _of_days(told: Told) -> _Found | None:
    """Return prices that stand as bare lists, one for each hour or quarter of the local day."""
    if not isinstance(told.data, Mapping):
        return None
    found: list[Slot] = []
    for days, name in enumerate(_DAYS):
        values = told.data.get(name)
        if isinstance(values, list | tuple) and values and not isinstance(values[0], Mapping):
            found.extend(_day(values, local_day(told.now, told.zone, days), told.zone))
    return _Found(tuple(found), "") if found else None


def _day(values: Sequence[Any], day: Any, zone: tzinfo) -> Iterator[Slot]:
    start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    hours = round((end - start) / HOUR, 3)
    if len(values) not in {hours * pieces for pieces in _PER_HOUR}:
        raise BadInput("day_length", {"count": len(values), "hours": f"{hours:g}"})
    step = (end - start) / len(values)
    for index, value in enumerate(values):
        if (number := number_of(value)) is not None:
            yield Slot(start + index * step, start + (index + 1) * step, number)


def _of_hours(told: Told) -> _Found | None:
    """Return prices whose names tell their hour: `price_07h`, `price_next_day_07h`, `price_02h_d` where it comes twice."""
    if not isinstance(told.data, Mapping):
        return None
    found: list[Slot] = []
    for key, value in told.data.items():
        name, number = _HOUR_NAME.fullmatch(str(key)), number_of(value)
        if name is None or number is None:
            continue
        day = local_day(told.now, told.zone, 1 if name["next"] else 0)
        at = datetime(day.year, day.month, day.day, int(name["hour"]), tzinfo=told.zone, fold=int(bool(name["again"])))
        found.append(Slot(at.timestamp(), at.timestamp() + HOUR, number))
    return _Found(painted([found]), "") if len(found) > 1 else None


def _unit_of(told: Told, column: str) -> PriceUnit:
    """Return the unit of the prices: the owner's word, what the column says, what the entity says."""
    if told.unit:
        if (unit := price_unit(told.unit)) is None:
            raise BadInput("unit", {"found": told.unit})
        return unit
    entity = price_unit(told.state_unit) or _unit_beside(told.data)
    if (named := unit_in_name(column)) is not None:
        return PriceUnit(named.factor, named.currencies or (entity.currencies if entity else frozenset()))
    if entity is None:
        raise BadInput("unit", {"found": told.state_unit or "-"})
    return entity


def _unit_beside(data: Any) -> PriceUnit | None:
    """Return the unit that attributes tell apart: `currency`, `unit` and `price_in_cents`."""
    if not isinstance(data, Mapping) or not isinstance(data.get("currency"), str):
        return price_unit(data.get("unit")) if isinstance(data, Mapping) and isinstance(data.get("unit"), str) else None
    unit = price_unit(f"{data['currency']}/{data.get('unit', 'kWh')}")
    if unit is None or not data.get("price_in_cents"):
        return unit
    return PriceUnit(unit.factor / 100, unit.currencies)


def _check_state(told: Told, slots: Slots) -> None:
    """Raise `BadInput` where the entity's state and its present slot are the same price in different units."""
    state, unit = number_of(told.state), price_unit(told.state_unit)
    present = value_at(slots, told.now)
    if state is not None and unit is not None and present is not None:
        check_same(state * unit.factor, present)
