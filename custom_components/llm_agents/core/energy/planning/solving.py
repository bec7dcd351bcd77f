"""From a problem to a plan: build the model, solve it in stages, read what it says."""

from collections.abc import Iterable
import time

import numpy as np

from ..assets import Appliance, Battery, FuelHeater, Load, Vehicle, WaterHeater, Zone
from ..plan import Plan, Unmet
from ..problem import ApplianceState, BatteryState, LoadState, Problem, VehicleState, WaterHeaterState, ZoneState
from ..steps import FloatArray
from .battery import add_battery
from .grid import Connection, add_grid
from .model import Arrays, BoolArray, IntArray, Model
from .options import Options
from .running import add_appliance, add_load
from .scene import Exclusive, Outcome, Scene
from .solver import Result, Solver
from .validating import validate
from .vehicle import add_vehicle
from .water_heater import add_water_heater
from .zone import add_zone

_ROUNDS = 4
_TRACE = 1e-4
_NO_OPTIONS = Options()


def solve(problem: Problem, options: Options = _NO_OPTIONS) -> Plan:
    """Return the cheapest plan that meets what is wanted as far as it can be met.

    CPU-bound; one thread. Raises `ValueError` for a problem with values that cannot be planned with (named), `NoPlan`
    where the solver finds none in time.
    """
    began = time.process_time()
    ends = time.monotonic() + options.time_limit
    validate(problem)
    scene = Scene(problem, options)
    _add_assets(scene)
    connection = add_grid(scene)
    for exclusive in scene.exclusives:
        _separate(scene, exclusive, exclusive.needed)
    for attempt in range(_ROUNDS):
        arrays = scene.model.assemble()
        solver = Solver(arrays, options.gap, ends - time.monotonic())
        result = _cheapest(scene.model, arrays, solver, options)
        if not _separate_more(scene, result, last=attempt == _ROUNDS - 2):
            break
    outcome = _finish(scene.model, solver, result, options)
    return _read(scene, connection, arrays, outcome, result.gap, time.process_time() - began)


def _add_assets(scene: Scene) -> None:
    """Add all assets that have a state; fuel heaters come with their zone."""
    assets, states = scene.problem.assets, scene.problem.states
    for asset in assets:
        match asset, states.get(asset.asset_id):
            case Battery(), BatteryState() as state:
                add_battery(scene, asset, state)
            case Vehicle(), VehicleState() as state:
                add_vehicle(scene, asset, state)
            case Zone(), ZoneState() as state if asset.model is not None:
                fuels = (each for each in assets if isinstance(each, FuelHeater) and each.zone_id == asset.asset_id)
                add_zone(scene, asset, asset.model, state, tuple(fuels))
            case WaterHeater(), WaterHeaterState() as state:
                add_water_heater(scene, asset, state)
            case Appliance(), ApplianceState() as state:
                add_appliance(scene, asset, state)
            case Load(), LoadState() as state:
                add_load(scene, asset, state)
            case _:
                pass


def _separate(scene: Scene, exclusive: Exclusive, needed: BoolArray) -> None:
    """Hold both groups apart in some steps by binaries, each bounded by what it can be there."""
    steps = np.flatnonzero(needed)
    if not len(steps):
        return
    model = scene.model
    upper = model.upper()
    which = model.columns(len(steps), 0.0, 1.0, whole=True)
    for group, sign in ((exclusive.first, -1.0), (exclusive.second, 1.0)):
        most = sum((upper[columns[steps]] for columns in group), np.zeros(len(steps)))
        rows = model.rows(len(steps), upper=most if sign > 0 else np.zeros(len(steps)))
        for columns in group:
            model.put(rows, columns[steps], 1.0)
        model.put(rows, which, sign * most)
    exclusive.needed = exclusive.needed | needed


def _separate_more(scene: Scene, result: Result, *, last: bool) -> bool:
    """Add binaries where both of a pair are used after all, everywhere in the last round; return whether any was."""
    found = False
    for exclusive in scene.exclusives:
        first, second = (_sum(group, result.values) for group in (exclusive.first, exclusive.second))
        present = np.logical_and.reduce([each >= 0 for each in (*exclusive.first, *exclusive.second)])
        both = (np.minimum(first, second) > 1e-3) & ~exclusive.needed & present
        if both.any():
            found = True
            _separate(scene, exclusive, (present & ~exclusive.needed) if last else both)
    return found


def _sum(group: Iterable[IntArray], values: FloatArray) -> FloatArray:
    total: FloatArray = np.sum([values[columns] for columns in group], axis=0)
    return total


def _cheapest(model: Model, arrays: Arrays, solver: Solver, options: Options) -> Result:
    """Return the cheapest of the solutions that miss the least."""
    result = solver.run()
    missing = model.missing()
    least = float(missing @ result.values)
    if not options.strict or least <= _TRACE:
        # No wish is missed: none of the solutions that meet all is cheaper.
        return result
    solver.minimise(missing)
    least = min(least, solver.run().objective)
    solver.at_most(missing, least + max(_TRACE, 1e-6 * least))
    solver.minimise(arrays.cost)
    return solver.run()


def _finish(model: Model, solver: Solver, result: Result, options: Options) -> Outcome:
    """Return the solution with its duals, and among equally good ones the one that is better in other ways."""
    rows = np.zeros(model.row_count)
    if not (options.duals or options.polish):
        return Outcome(result.values, rows, np.zeros(model.column_count))
    if len(solver.whole):
        solver.fix(solver.whole, np.round(result.values[solver.whole]))
        result = solver.run()
    row_duals, column_duals = solver.duals()
    values = result.values
    if options.polish:
        solver.keep_optimal(values)
        solver.minimise(model.tastes())
        values = solver.run().values
    return Outcome(values, row_duals[: model.row_count], column_duals)


def _read(scene: Scene, connection: Connection, arrays: Arrays, outcome: Outcome, gap: float, seconds: float) -> Plan:
    """Return the plan that a solution is."""
    problem, values, hours = scene.problem, outcome.values, scene.hours
    imports, exports = values[connection.imports], values[connection.exports]
    both = np.where(problem.export_price <= scene.import_price + 1e-9, np.minimum(imports, exports), 0.0)
    imports, exports = imports - both, exports - both
    cost = float((imports * problem.import_price - exports * problem.export_price) @ hours)
    cost += float(values[connection.excess] @ arrays.cost[connection.excess])
    cost += float((values[connection.peak] - problem.peak_kw).sum()) * problem.grid.peak_price
    cost += sum(float(values[columns] @ prices) for columns, prices in scene.fuel_costs)
    end_value = sum(value * float(values[column[0]] - empty) for column, value, empty in scene.kept)
    offset = sum(value * empty for _, value, empty in scene.kept)
    offset -= problem.peak_kw * problem.grid.peak_price if len(connection.peak) else 0.0
    objective = float(arrays.cost @ values - scene.model.missing() @ values) + offset
    return Plan(
        made_at=float(problem.steps.edges[0]),
        steps=problem.steps,
        assets={part.asset_id: part.read(outcome) for part in scene.parts},
        grid_import=imports,
        grid_export=exports,
        curtailed=values[connection.curtailed],
        marginal_price=outcome.row_duals[scene.balance] / hours,
        cost=cost,
        end_value=end_value,
        unmet=_unmet(scene.model, values),
        gap=gap,
        seconds=seconds,
        objective=objective,
    )


def _unmet(model: Model, values: FloatArray) -> tuple[Unmet, ...]:
    """Return the wishes that are missed, each with the sum over time and when it first is."""
    missed: dict[tuple[str, object], Unmet] = {}
    for miss in model.misses:
        amounts = values[miss.columns] * miss.amounts
        amount = float(amounts.sum())
        if amount <= 1e-3:
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
