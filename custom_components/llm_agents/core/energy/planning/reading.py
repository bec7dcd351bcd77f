"""From a solution to a plan: powers, money, marginal prices and missed wishes."""

import numpy as np

from ..plan import Plan, Unmet
from ..steps import FloatArray
from .grid import Connection
from .model import Model
from .scene import Outcome, Scene
from .solver import Result


def read_plan(scene: Scene, connection: Connection, result: Result, outcome: Outcome, seconds: float) -> Plan:
    """Return the plan that a solution is."""
    problem, values, hours = scene.problem, outcome.values, scene.hours
    imports, exports = values[connection.imports], values[connection.exports]
    both = np.where(problem.export_price <= scene.import_price + 1e-9, np.minimum(imports, exports), 0.0)
    imports, exports = imports - both, exports - both
    bill = (imports * problem.import_price - exports * problem.export_price) @ hours
    peak = float((values[connection.peak] - problem.peak_kw).sum()) * problem.grid.peak_price
    excess = float(values[connection.excess] @ hours) * problem.grid.excess_price if len(connection.excess) else 0.0
    fuel = sum(float(values[columns] @ prices) for columns, prices in scene.fuel_costs)
    marginal = outcome.row_duals[scene.balance] / hours
    if not outcome.priced:
        marginal = np.where(exports > imports, problem.export_price, scene.import_price)
    return Plan(
        made_at=float(problem.steps.edges[0]),
        steps=problem.steps,
        assets={part.asset_id: part.read(outcome) for part in scene.parts},
        grid_import=imports,
        grid_export=exports,
        curtailed=values[connection.curtailed],
        marginal_price=marginal,
        cost=float(bill) + peak + excess + fuel,
        end_value=sum(value * float(values[column[0]] - empty) for column, value, empty in scene.kept),
        unmet=read_unmet(scene.model, values),
        gap=result.gap,
        seconds=seconds,
        objective=_objective(scene, connection, values),
    )


def _objective(scene: Scene, connection: Connection, values: FloatArray) -> float:
    """Return the money that was minimised, without what missed wishes are worth."""
    model, count = scene.model, len(values)
    offset = sum(value * empty for _, value, empty in scene.kept)
    if len(connection.peak):
        offset -= scene.problem.peak_kw * scene.problem.grid.peak_price
    return float((model.costs() - model.missing())[:count] @ values) + offset


def read_unmet(model: Model, values: FloatArray, least: float = 1e-3) -> tuple[Unmet, ...]:
    """Return the wishes that are missed, each with the sum over time and when it first is."""
    missed: dict[tuple[str, object], Unmet] = {}
    for miss in model.misses:
        amounts = values[miss.columns] * miss.amounts
        amount = float(amounts.sum())
        if amount <= least:
            continue
        at = float(miss.at[int(np.argmax(amounts > 1e-6))])
        known = missed.get((miss.asset_id, miss.wanted))
        missed[miss.asset_id, miss.wanted] = Unmet(
            asset_id=miss.asset_id,
            wanted=miss.wanted,
            amount=amount + (known.amount if known else 0.0),
            at=min(at, known.at) if known else at,
        )
    return tuple(missed.values())
