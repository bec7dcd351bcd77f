"""Why a plan does what it does, from its own numbers: marginal prices, the value of what is stored, bounds, unmet wishes."""

from collections.abc import Callable, Mapping

import numpy as np

from .assets import Appliance, Asset, Battery, Load, Photovoltaics, Vehicle, WaterHeater, Zone
from .deciding import ALIKE, LITTLE, Case
from .explaining_battery import explain_battery
from .explaining_loads import explain_heat, explain_programme, explain_vehicle
from .modes import Mode
from .plan import Plan
from .problem import Problem
from .reasons import AssetTold, Because, PlanTold, Prices, Run, Why, Window
from .steps import HOUR

WEIGHTY = 0.01
"""Money below which a decision is not worth telling."""

TRIFLE = 0.05
"""kWh of a run below which it is not worth telling."""

_EXPLAIN: Mapping[type[Asset], Callable[[Case], Because]] = {
    Vehicle: explain_vehicle,
    Battery: explain_battery,
    Zone: explain_heat,
    WaterHeater: explain_heat,
    Appliance: explain_programme,
    Load: explain_programme,
}


def explain(
    plan: Plan, problem: Problem, asset_id: str, at: float, *, mode: Mode | None = None, level: float | None = None
) -> tuple[Because, ...]:
    """Return why an asset does what it is planned to do at an instant: the reason, and what it cannot meet.

    `mode` and `level` (0..1, or °C) are how it is, where the instant is now: the reason is of what is done. Without a part in
    the plan there is no reason.
    """
    found = [_because(plan, problem, asset_id, plan.steps.index(at), mode, level)]
    found += [_unmet(plan, at, missed) for missed in range(len(plan.unmet)) if plan.unmet[missed].asset_id == asset_id]
    return tuple(one for one in found if one is not None)


def notable(plan: Plan, problem: Problem, at: float, most: int = 3) -> tuple[Because, ...]:
    """Return the decisions of a plan that weigh most in money, one for each asset; what is unmet comes first.

    A plan in which nothing weighs anything says so.
    """
    found: dict[str | None, Because] = {}
    now = plan.steps.index(at)
    for asset in problem.assets:
        if asset.asset_id not in plan.assets:
            continue
        for step in _turns(plan, asset.asset_id, now):
            reason = _because(plan, problem, asset.asset_id, step)
            if reason is None or reason.saves is None or reason.saves < WEIGHTY:
                continue
            known = found.get(reason.asset_id)
            if known is None or (known.saves or 0.0) < reason.saves:
                found[reason.asset_id] = reason
    weighty = sorted(found.values(), key=lambda one: -(one.saves or 0.0))
    unmet = [_unmet(plan, at, missed) for missed in range(len(plan.unmet))]
    return tuple((unmet + weighty)[:most]) or (Because(why=Why.NOTHING, at=at),)


def plan_told(
    plan: Plan, problem: Problem, currency: str, at: float, *, baseline: float | None = None, most: int = 3
) -> PlanTold:
    """Return a plan in brief from an instant on."""
    first = plan.steps.index(at)
    assets = []
    for asset in problem.assets:
        part = plan.assets.get(asset.asset_id)
        if part is None:
            continue
        case = Case(plan=plan, problem=problem, asset=asset, part=part, step=first)
        runs, gives = (
            tuple(
                Run(start=max(span.start, at), end=span.end, energy=span.energy, cost=span.energy * span.price)
                for span in case.spans(sign, first)
                if span.energy >= TRIFLE
            )
            for sign in (1, -1)
        )
        level = None if part.level is None else float(part.level[-1])
        if level is not None and isinstance(asset, Battery):
            level /= asset.capacity_kwh
        assets.append(
            AssetTold(
                asset_id=asset.asset_id, runs=runs, gives=gives, level=None if isinstance(asset, Vehicle) else level
            )
        )
    return PlanTold(
        made_at=plan.made_at,
        end=float(plan.steps.edges[-1]),
        currency=currency,
        cost=plan.cost,
        baseline=baseline,
        assets=tuple(assets),
        reasons=notable(plan, problem, at, most),
        unmet=plan.unmet,
    )


def prices_told(problem: Problem, currency: str, at: float, known_until: float) -> Prices | None:
    """Return what electricity costs at an instant, and the cheapest and the dearest hour of what is known after it."""
    steps = problem.steps
    first, last = steps.index(at), int(np.searchsorted(steps.starts, known_until - 1.0))
    price = problem.import_price
    if last <= first or not np.isfinite(price[first:last]).all():
        return None
    total = np.concatenate(([0.0], np.cumsum(price[:last] * steps.hours[:last])))
    edges = steps.edges[: last + 1]
    starts = [start for start in edges[first:last] if start + HOUR <= edges[-1] + 1.0] or [float(edges[first])]
    length = min(HOUR, float(edges[-1] - edges[first]))
    means = [
        float(np.interp(one + length, edges, total) - np.interp(one, edges, total)) * HOUR / length for one in starts
    ]
    low, high = int(np.argmin(np.round(means, 6))), int(np.argmax(np.round(means, 6)))
    windows = [Window(start=float(starts[i]), end=float(starts[i]) + length, price=means[i]) for i in (low, high)]
    return Prices(
        now=float(price[first]),
        currency=currency,
        cheapest=windows[0],
        dearest=windows[1],
        known_until=float(edges[-1]),
    )


def _because(
    plan: Plan, problem: Problem, asset_id: str, step: int, mode: Mode | None = None, level: float | None = None
) -> Because | None:
    asset = next((one for one in problem.assets if one.asset_id == asset_id), None)
    at = float(plan.steps.edges[step])
    if isinstance(asset, Photovoltaics):
        held = float(plan.curtailed[step]) > LITTLE
        price = float(problem.export_price[step]) if held else None
        return Because(why=Why.CURTAILS if held else Why.SUN, asset_id=asset_id, at=at, price=price)
    part = plan.assets.get(asset_id)
    if asset is None or part is None or type(asset) not in _EXPLAIN:
        return None
    case = Case(plan=plan, problem=problem, asset=asset, part=part, step=step, mode=mode, level=level)
    if case.bounded():
        return Because(why=Why.WISHED, asset_id=asset_id, at=at)
    reason = _EXPLAIN[type(asset)](case)
    limit = problem.grid.import_kw
    full = limit is not None and float(plan.grid_import[step]) >= limit - LITTLE
    dearer = float(plan.marginal_price[step]) > float(problem.import_price[step]) + ALIKE
    if reason.why is Why.WAITS and full and dearer:  # the price is that of the connection, not of electricity
        return Because(why=Why.LIMITED, asset_id=asset_id, at=at, until=reason.until, level=limit)
    return reason


def _turns(plan: Plan, asset_id: str, first: int) -> list[int]:
    """Return the present step, and those in which an asset begins to run or to rest."""
    signs = np.sign(np.where(np.abs(plan.assets[asset_id].power) > LITTLE, plan.assets[asset_id].power, 0.0))
    return [first, *(int(step) + 1 for step in np.flatnonzero(np.diff(signs)) if step + 1 > first)]


def _unmet(plan: Plan, at: float, number: int) -> Because:
    missed = plan.unmet[number]
    return Because(why=Why.UNMET, asset_id=missed.asset_id, at=at, by=missed.at, unmet=missed)
