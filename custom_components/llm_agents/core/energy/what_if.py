"""What would be if a home were otherwise: both homes planned alike, over days that were or over the present forecast.

The saving of a perfect plan in both homes is compared, so forecasts count for both alike; what is left in store at the end
is worth what the plans say. A battery that is tried begins empty.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo

import numpy as np

from .alternatives import Alternative, Compared, MoreBattery, MoreSun, OtherTariff, OtherTemperature, WithWish
from .applying import SPREAD, shaping
from .assets import Asset, Battery, Photovoltaics, Zone
from .plan import Plan
from .problem import BatteryState, Problem, ZoneState
from .steps import DAY, FloatArray

type Solve = Callable[[Problem], Plan]

TRIED = "what_if"
"""The id of an asset that there is not."""

SEASONS = 0.6
"""The share of a yearly saving by which it may be off when it is scaled from a single day: winters are not summers. It falls
in proportion to the part of a year that was looked at."""

YEAR = 365.0
_BATTERY_KWH = 10.0
_SETBACK = 0.3  # K below the warmest band from which a band is one of setback


class CannotTry(ValueError):
    """The home has nothing that the alternative could be tried on; the message is a key of the phrases."""


def compare(
    problems: Sequence[Problem],
    alternative: Alternative,
    solve: Solve,
    *,
    currency: str,
    zone: tzinfo = UTC,
    measured: bool = True,
) -> Compared:
    """Return what an alternative comes to over some problems, each a stretch of days, and scaled to a year.

    CPU-bound: two plans for each problem. `measured` is whether they are of days that were. Raises `CannotTry` and
    `NoPlan`; of no problems there is nothing to compare.
    """
    if not problems:
        raise CannotTry("no_period")
    now, then, outside_now, outside_then = [], [], 0.0, 0.0
    for problem in problems:
        other = changed(problem, alternative, zone)
        plan, planned = solve(problem), solve(other)
        now.append(plan.cost - plan.end_value)
        then.append(planned.cost - planned.end_value)
        outside_now += outside(plan, problem)
        outside_then += outside(planned, problem)
    days = np.array([(problem.steps.edges[-1] - problem.steps.edges[0]) / DAY for problem in problems])
    saved = np.array(now) - np.array(then)
    a_year = float(saved.sum() / days.sum() * YEAR)
    apart = _apart(saved / days, a_year, float(days.sum()))
    price = alternative.price if isinstance(alternative, MoreBattery | MoreSun) else None
    return Compared(
        alternative=alternative,
        start=float(problems[0].steps.edges[0]),
        end=float(problems[-1].steps.edges[-1]),
        currency=currency,
        now=float(sum(now)),
        then=float(sum(then)),
        a_year=a_year,
        low=a_year - apart,
        high=a_year + apart,
        comfort_now=outside_now,
        comfort_then=outside_then,
        price=price,
        payback=price / a_year if price is not None and a_year > 0 else None,
        measured=measured,
    )


def _apart(daily: FloatArray, a_year: float, days: float) -> float:
    """Return by how much a yearly saving may be off: twice the standard error of its days, and the seasons not seen."""
    error = 2.0 * float(np.std(daily, ddof=1)) / np.sqrt(len(daily)) * YEAR if len(daily) > 1 else 0.0
    seasons = SEASONS * max(1.0 - days / YEAR, 0.0) * abs(a_year)
    return float(np.hypot(error, seasons))


def changed(problem: Problem, alternative: Alternative, zone: tzinfo = UTC) -> Problem:
    """Return the problem of the home as it would be. Raises `CannotTry`."""
    match alternative:
        case MoreBattery():
            return _with_battery(problem, alternative)
        case MoreSun():
            return _with_sun(problem, alternative)
        case OtherTemperature():
            return _with_temperature(problem, alternative)
        case OtherTariff():
            return _with_tariff(problem, alternative)
        case WithWish():
            return shaping([alternative.wish], zone)(problem)


def _with_battery(problem: Problem, more: MoreBattery) -> Problem:
    known = max(
        (one for one in problem.assets if isinstance(one, Battery)), key=lambda one: one.capacity_kwh, default=None
    )
    capacity = more.capacity_kwh or (known.capacity_kwh if known else _BATTERY_KWH)
    rate = known.charge_kw / known.capacity_kwh if known else 0.5
    power = more.power_kw or capacity * rate
    model = known or Battery(asset_id=TRIED, name="", capacity_kwh=capacity, charge_kw=power, discharge_kw=power)
    battery = replace(model, asset_id=TRIED, capacity_kwh=capacity, charge_kw=power, discharge_kw=power)
    states = {**problem.states, TRIED: BatteryState(soc=battery.reserve)}
    return replace(problem, assets=(*problem.assets, battery), states=states)


def _with_sun(problem: Problem, more: MoreSun) -> Problem:
    peak = sum(one.peak_kw for one in problem.assets if isinstance(one, Photovoltaics))
    if peak <= 0:
        raise CannotTry("no_panels")
    return replace(problem, pv=problem.pv * (1.0 + (more.peak_kw or peak) / peak))


def _with_temperature(problem: Problem, other: OtherTemperature) -> Problem:
    """Move the bands of the times in which it is to be comfortable; those of setback stay."""
    meant = [one for one in problem.assets if isinstance(one, Zone) and other.asset_id in (None, one.asset_id)]
    states = dict(problem.states)
    for zone in meant:
        state = states.get(zone.asset_id)
        if isinstance(state, ZoneState):
            states[zone.asset_id] = _moved(zone, state, other.celsius)
    if not any(isinstance(problem.states.get(one.asset_id), ZoneState) for one in meant):
        raise CannotTry("no_zone")
    return replace(problem, states=states)


def _moved(zone: Zone, state: ZoneState, celsius: float) -> ZoneState:
    if zone.cooling:
        inside = state.high <= state.high.min() + _SETBACK
        high = np.where(inside, celsius, state.high)
        return replace(state, high=high, low=np.minimum(state.low, high - SPREAD))
    inside = state.low >= state.low.max() - _SETBACK
    low = np.where(inside, celsius, np.minimum(state.low, celsius))
    return replace(state, low=low, high=np.maximum(state.high, low + SPREAD))


def _with_tariff(problem: Problem, other: OtherTariff) -> Problem:
    bought = problem.import_price * other.factor + other.addition
    if other.flat is not None:
        bought = np.full(len(problem.steps), other.flat)
    sold = problem.export_price if other.export is None else np.full(len(problem.steps), other.export)
    return replace(problem, import_price=bought, export_price=sold)


def outside(plan: Plan, problem: Problem) -> float:
    """Return the K h by which a plan leaves zones outside the bands of a problem, at the ends of its steps."""
    total = 0.0
    for asset in problem.assets:
        total += _outside(plan, problem, asset)
    return total


def _outside(plan: Plan, problem: Problem, asset: Asset) -> float:
    part, state = plan.assets.get(asset.asset_id), problem.states.get(asset.asset_id)
    if not isinstance(state, ZoneState) or part is None or part.level is None:
        return 0.0
    level = part.level[1:]
    apart = np.maximum(state.low - level, 0.0) + np.maximum(level - state.high, 0.0)
    return float((apart * problem.steps.hours).sum())
