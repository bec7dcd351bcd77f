"""The plan as one JSON object, for cards, entities and automations: `shown`.

Arrows one way: who shows it knows neither numpy nor what plans are made of. Numbers are rounded to what a screen can tell,
and what is not known is `None`: JSON has no NaN.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import math
from typing import Any

import numpy as np

from .asset_codec import AssetEntry
from .assets import AssetKind, Battery, Vehicle, WaterHeater
from .ledger import Saved
from .modes import Command, Mode
from .plan import AssetPlan, Plan
from .problem import Problem, VehicleState, ZoneState
from .reasons import Run
from .steps import FloatArray

_SHARE_KINDS = (AssetKind.BATTERY, AssetKind.VEHICLE)
_LITTLE = 0.01  # kW that nobody sees
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the owner is told: a key of the translations, and what stands in it."""

    key: str
    placeholders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One asset as it is now, beside the plan: what it does, a person's override, and why.

    `saved` is what is shown of it, in a dry run what would have been saved; `kept` what was.
    """

    entry: AssetEntry
    command: Command | None = None
    override: Mode | None = None
    override_until: float | None = None
    modes: Sequence[Mode] = ()
    reason: str = ""
    saved: Saved = field(default_factory=Saved)
    kept: Saved = field(default_factory=Saved)
    level: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that is shown of a home. `plan` and `problem` are `None` while there is no plan.

    `past` is what `Past.told` returns, `errors` the mean absolute errors of forecasts with their units by name, `tried` is
    whether savings are those of a dry run.
    """

    now: float
    currency: str
    autonomy: str
    status: str
    assets: Sequence[Shown]
    plan: Plan | None = None
    problem: Problem | None = None
    notices: Sequence[Notice] = ()
    baseline: float | None = None
    past: Mapping[str, Any] = field(default_factory=dict)
    saved: Saved = field(default_factory=Saved)
    kept: Saved = field(default_factory=Saved)
    dry: Saved = field(default_factory=Saved)
    since: float | None = None
    tried: bool = False
    errors: Mapping[str, tuple[float, str]] = field(default_factory=dict)


def shown(view: View) -> dict[str, Any]:
    """Return the plan as JSON; without a plan its arrays are empty and `made_at` is `None`."""
    plan, problem = view.plan, view.problem
    return {
        "made_at": plan.made_at if plan else None,
        "now": view.now,
        "currency": view.currency,
        "autonomy": view.autonomy,
        "status": view.status,
        "notices": [{"key": item.key, "placeholders": dict(item.placeholders)} for item in view.notices],
        "steps": numbers(plan.steps.edges, 0) if plan else [],
        **_series(plan, problem),
        "cost": _number(plan.cost) if plan else None,
        "baseline_cost": _number(view.baseline),
        "unmet": [
            {"asset_id": item.asset_id, "wanted": item.wanted.value, "amount": _number(item.amount), "at": item.at}
            for item in (plan.unmet if plan else ())
        ],
        "assets": [_asset(item, plan, problem, view.now) for item in view.assets],
        "past": dict(view.past),
        "saving": _saving(view.saved) | {"currency": view.currency, "since": view.since, "dry_run": view.tried},
        "accounts": {"saved": _saving(view.kept), "dry_run": _saving(view.dry)},
        "forecast_error": {name: {"mae": _number(mae), "unit": unit} for name, (mae, unit) in view.errors.items()},
    }


def numbers(values: FloatArray | Sequence[float], digits: int = _DIGITS) -> list[float | None]:
    """Return numbers as JSON; those that are not finite are `None`."""
    return [_number(float(value), digits) for value in values]


def _number(value: float | None, digits: int = _DIGITS) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits) + 0.0  # no negative nought


def _saving(saved: Saved) -> dict[str, float | None]:
    return {"today": _number(saved.today, 2), "total": _number(saved.total, 2)}


def _series(plan: Plan | None, problem: Problem | None) -> dict[str, list[float | None]]:
    if plan is None or problem is None or len(problem.steps) != len(plan.steps):
        names = ("import_price", "export_price", "marginal_price", "load", "pv", "grid", "outdoor")
        return {name: [] for name in names}
    return {
        "import_price": numbers(problem.import_price),
        "export_price": numbers(problem.export_price),
        "marginal_price": numbers(plan.marginal_price),
        "load": numbers(problem.base_load),
        "pv": numbers(problem.pv - plan.curtailed),
        "grid": numbers(plan.grid_import - plan.grid_export),
        "outdoor": numbers(problem.outdoor, 1),
    }


def _asset(item: Shown, plan: Plan | None, problem: Problem | None, now: float) -> dict[str, Any]:
    asset, kind = item.entry.asset, item.entry.kind
    planned = plan.assets.get(asset.asset_id) if plan else None
    low, high = _band(item.entry, problem)
    return {
        "id": asset.asset_id,
        "name": asset.name,
        "kind": kind.value,
        "power": numbers(planned.power) if planned else [],
        "level": _levels(item, planned, plan, problem, now),
        "level_now": _level_now(item),
        "level_unit": "%" if kind in _SHARE_KINDS else "°C" if kind in _WARM else None,
        "low": low,
        "high": high,
        "mode": item.command.mode.value if item.command else None,
        "power_now": _number(planned.power[plan.steps.index(now)]) if plan and planned else None,
        "until": item.override_until or (next_change(planned, plan, now) if plan and planned else None),
        "override": item.override.value if item.override else None,
        "modes": [mode.value for mode in item.modes],
        "reason": item.reason,
        "saving": _saving(item.saved),
        "saved": _saving(item.kept),
    }


_WARM = (AssetKind.ZONE, AssetKind.WATER_HEATER)


def _levels(
    item: Shown, planned: AssetPlan | None, plan: Plan | None, problem: Problem | None, now: float
) -> list[float | None] | None:
    """Return a level at each edge: stored energy as a percentage, temperatures as they are."""
    if plan is None or planned is None or planned.level is None:
        return None
    asset = item.entry.asset
    if isinstance(asset, Vehicle):
        return _charges(item, asset, planned.level, plan, problem, now)
    if isinstance(asset, Battery):
        return numbers(planned.level / asset.capacity_kwh * 100, 1)
    return numbers(planned.level, 2)


def _charges(
    item: Shown, asset: Vehicle, charged: FloatArray, plan: Plan, problem: Problem | None, now: float
) -> list[float | None] | None:
    """Return a plugged vehicle's charge until it leaves; how it comes back nobody knows. A plan counts from where it begins."""
    state, edges = problem.states.get(asset.asset_id) if problem else None, plan.steps.edges
    if item.level is None or not isinstance(state, VehicleState) or not state.sessions:
        return None
    if state.sessions[0].start > float(edges[0]):
        return None
    since = charged - float(np.interp(now, edges, charged))  # what was charged of it is in the level now
    levels = np.clip(item.level * 100 + since / asset.capacity_kwh * 100, 0.0, 100.0)
    return numbers(np.where(edges <= state.sessions[0].end, levels, np.nan), 1)


def _level_now(item: Shown) -> float | None:
    if item.level is None:
        return None
    return _number(item.level * 100, 1) if item.entry.kind in _SHARE_KINDS else _number(item.level, 2)


def _band(entry: AssetEntry, problem: Problem | None) -> tuple[list[float | None] | None, list[float | None] | None]:
    """Return between what an asset's level is to be in each step, in the unit of its levels."""
    asset, count = entry.asset, len(problem.steps) if problem else 0
    if problem is None:
        return None, None
    state = problem.states.get(asset.asset_id)
    if isinstance(state, ZoneState):
        return numbers(state.low, 1), numbers(state.high, 1)
    if isinstance(asset, Battery):
        return [round(asset.reserve * 100, 1)] * count, [round(asset.maximum * 100, 1)] * count
    if isinstance(asset, WaterHeater):
        return [asset.minimum] * count, [asset.maximum] * count
    return None, None


def next_change(planned: AssetPlan, plan: Plan, now: float) -> float | None:
    """Return when an asset's planned power next begins, ends or turns after an instant; `None` if it stays so."""
    signs = [0 if abs(value) < _LITTLE else 1 if value > 0 else -1 for value in planned.power]
    first = plan.steps.index(now)
    at = next((index for index in range(first, len(signs)) if signs[index] != signs[first]), None)
    return float(plan.steps.edges[at]) if at is not None else None


def runs(plan: Plan, asset_id: str) -> list[Run]:
    """Return the times in which an asset takes or gives, in order; each is one direction without a pause."""
    planned = plan.assets.get(asset_id)
    found: list[Run] = []
    if planned is None:
        return found
    hours, edges = plan.steps.hours, plan.steps.edges
    sign, start, energy, cost = 0, 0.0, 0.0, 0.0
    for index, value in enumerate([*planned.power.tolist(), 0.0]):
        now = 0 if abs(value) < _LITTLE else 1 if value > 0 else -1
        if now != sign and sign:
            end = float(edges[index])
            found.append(Run(start=start, end=end, energy=energy, cost=cost))
        if now != sign:
            sign, start, energy, cost = now, float(edges[min(index, len(hours))]), 0.0, 0.0
        if now and index < len(hours):
            energy += value * hours[index]
            cost += value * hours[index] * plan.marginal_price[index]
    return found
