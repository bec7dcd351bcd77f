"""What was measured, from the recorder's statistics and states, as the core's series."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np

from homeassistant.components.recorder import get_instance, history
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import AssetKind
from ...core.energy.steps import HOUR, FloatArray, Series, Steps
from .measuring import says_on, sign_of
from .preferences import async_included

type Period = Literal["5minute", "hour"]

_SECONDS: Mapping[Period, float] = {"5minute": 300.0, "hour": HOUR}
_UNITS = {"power": "kW", "energy": "kWh", "temperature": "°C"}
_MOST_KW = 1e4  # a counter that was replaced or corrected leaps: no home does
_TAKEN = frozenset(AssetKind) - {AssetKind.GRID, AssetKind.PHOTOVOLTAICS, AssetKind.BATTERY, AssetKind.FUEL_HEATER}


async def async_statistics(
    hass: HomeAssistant, statistic_ids: Iterable[str], start: float, end: float, period: Period = "hour"
) -> dict[str, Series]:
    """Return means of statistics between two instants: kW, °C, percent; counters of energy become mean power in kW.

    Resets of counters are the recorder's to see; a change that is negative or absurd is not known. NaN where nothing is
    recorded; ids without statistics are left out.
    """
    ids = {one for one in statistic_ids if one}
    if not ids or "recorder" not in hass.config.components or end <= start:
        return {}
    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        datetime.fromtimestamp(start, UTC),
        datetime.fromtimestamp(end, UTC),
        ids,
        period,
        dict(_UNITS),
        {"mean", "change"},
    )
    seconds = _SECONDS[period]
    steps = Steps.even(start - start % seconds, seconds, max(1, int(np.ceil((end - start) / seconds))))
    return {name: Series(steps, _values(told, steps, seconds)) for name, told in rows.items() if told}


def _values(rows: Sequence[Any], steps: Steps, seconds: float) -> FloatArray:
    values = np.full(len(steps), np.nan)
    for row in rows:
        index = round((float(row["start"]) - steps.edges[0]) / seconds)
        if not 0 <= index < len(values):
            continue
        mean, change = row.get("mean"), row.get("change")
        if mean is not None:
            values[index] = mean
        elif change is not None and 0 <= change * HOUR / seconds <= _MOST_KW:
            values[index] = change * HOUR / seconds
    return values


async def async_history(
    hass: HomeAssistant, entry: AssetEntry, role: EntityRole, start: float, end: float, period: Period = "hour"
) -> Series | None:
    """Return the history of one of an asset's entities; `POWER` has the sign of `measuring.measured_power`.

    States of charge are shares of 0 to 1. `None` where nothing is recorded.
    """
    if role is EntityRole.POWER:
        return await async_power(hass, entry, start, end, period)
    name = entry.entities.get(role, "")
    found = (await async_statistics(hass, [name], start, end, period)).get(name)
    if found is None or role is not EntityRole.SOC:
        return found
    return Series(found.steps, found.values / 100 if np.nanmax(found.values, initial=0) > 1 else found.values)


async def async_power(
    hass: HomeAssistant, entry: AssetEntry, start: float, end: float, period: Period = "hour"
) -> Series | None:
    """Return an asset's mean power in kW, from its counters, else from its power sensors; `None` without either."""
    entities = entry.entities
    found = await async_statistics(hass, [entities.get(role, "") for role in _POWER_ROLES], start, end, period)

    def of(role: EntityRole) -> FloatArray | None:
        series = found.get(entities.get(role, ""))
        return None if series is None else series.values

    if not found:
        return None
    steps = next(iter(found.values())).steps
    counted = _difference(entry, of(EntityRole.ENERGY_FROM), of(EntityRole.ENERGY_TO), EntityRole.ENERGY_FROM)
    split = _difference(entry, of(EntityRole.POWER_FROM), of(EntityRole.POWER_TO), EntityRole.POWER_FROM)
    single = of(EntityRole.POWER)
    values = np.full(len(steps), np.nan)
    for told in (counted, split, None if single is None else single * sign_of(entry)):
        if told is not None:
            values = np.where(np.isnan(values), told, values)
    return Series(steps, values)


_POWER_ROLES = (
    EntityRole.ENERGY_FROM,
    EntityRole.ENERGY_TO,
    EntityRole.POWER_FROM,
    EntityRole.POWER_TO,
    EntityRole.POWER,
)


def _difference(
    entry: AssetEntry, out: FloatArray | None, into: FloatArray | None, role: EntityRole
) -> FloatArray | None:
    """Return what flowed by two directions with the asset's sign; a direction that is not measured does not flow."""
    back = {EntityRole.ENERGY_FROM: EntityRole.ENERGY_TO, EntityRole.POWER_FROM: EntityRole.POWER_TO}[role]
    if (out is None and role in entry.entities) or (into is None and back in entry.entities):
        return None  # one of the two has no statistics (yet)
    if out is None and into is None:
        return None
    if entry.kind in _TAKEN:
        return into if into is not None else out
    net = (0.0 if out is None else out) - (0.0 if into is None else into)
    return np.asarray(-net if entry.kind is AssetKind.BATTERY else net, dtype=np.float64)


async def async_base_load(
    hass: HomeAssistant, entries: Iterable[AssetEntry], start: float, end: float, period: Period = "hour"
) -> Series | None:
    """Return what the home used without its assets, in kW: grid + sun - charging - what is controlled.

    `None` without a meter of the grid. NaN where a flow is not known; before a device was first measured it counts as
    off. A device whose consumption the dashboard includes in another one's is not taken off twice.
    """
    listed = list(entries)
    included = await async_included(hass)
    total: Series | None = None
    for entry in listed:
        series = await async_power(hass, entry, start, end, period)
        if entry.kind is AssetKind.GRID and series is None:
            return None
        if series is None or _is_part(entry, listed, included):
            continue
        source = entry.kind in (AssetKind.GRID, AssetKind.PHOTOVOLTAICS)
        values = series.values if source else -_since_first(series.values)
        total = Series(series.steps, values if total is None else total.values + values)
    if total is None or not any(entry.kind is AssetKind.GRID for entry in listed):
        return None
    return Series(total.steps, np.maximum(total.values, 0.0))


def _since_first(values: FloatArray) -> FloatArray:
    """Return values where what is before the first known one is 0."""
    known = np.flatnonzero(np.isfinite(values))
    found = values.copy()
    found[: known[0] if len(known) else len(values)] = 0.0
    return found


def _is_part(entry: AssetEntry, entries: Sequence[AssetEntry], included: Mapping[str, str]) -> bool:
    """Return whether a device's consumption is part of another asset's."""
    if entry.kind not in _TAKEN:
        return False
    others = {name for other in entries if other is not entry for name in other.entities.values()}
    name = included.get(entry.entities.get(EntityRole.ENERGY_TO, ""))
    for _ in range(len(included)):
        if name is None:
            return False
        if name in others:
            return True
        name = included.get(name)
    return False


async def async_on_history(
    hass: HomeAssistant, entity_id: str, start: float, end: float, period: Period = "hour"
) -> Series | None:
    """Return the share of each step (0..1) for which an entity was on, plugged in or at home; NaN where it did not say."""
    if "recorder" not in hass.config.components:
        return None
    told = await get_instance(hass).async_add_executor_job(
        lambda: history.state_changes_during_period(
            hass,
            datetime.fromtimestamp(start, UTC),
            datetime.fromtimestamp(end, UTC),
            entity_id,
            no_attributes=True,
            include_start_time_state=True,
        )
    )
    states = [state for state in told.get(entity_id, []) if isinstance(state, State)]
    if not states:
        return None
    points = {max(state.last_changed.timestamp(), start): says_on(state.state) for state in states}
    values = [(at, np.nan if on is None else float(on)) for at, on in points.items() if at < end]
    if not values:
        return None
    seconds = _SECONDS[period]
    steps = Steps.even(start - start % seconds, seconds, max(1, int(np.ceil((end - start) / seconds))))
    return Series(steps, Series.of(values, end).mean_over(steps))


async def async_imported_this_month(hass: HomeAssistant, grid: AssetEntry, now: float) -> float:
    """Return the kWh that were imported since the local month began; 0 where no counter is known."""
    name = grid.entities.get(EntityRole.ENERGY_FROM, "")
    local = datetime.fromtimestamp(now, dt_util.get_default_time_zone())
    start = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()
    found = (await async_statistics(hass, [name], start, now)).get(name)
    return 0.0 if found is None else float(np.nansum(found.values * found.steps.hours))
