"""From a problem to a plan: build the model, solve it in stages, read what it says."""

from collections.abc import Iterable
from itertools import count
import time

import numpy as np

from ..assets import Appliance, Battery, FuelHeater, Load, Vehicle, WaterHeater, Zone
from ..plan import NoPlan, Plan
from ..problem import ApplianceState, BatteryState, LoadState, Problem, VehicleState, WaterHeaterState, ZoneState
from ..steps import FloatArray
from .battery import add_battery
from .grid import add_grid
from .model import Arrays, BoolArray, IntArray, Model
from .options import Options
from .reading import read_plan, read_unmet
from .running import add_appliance, add_load
from .scene import Exclusive, Outcome, Scene
from .solver import Result, Solver
from .validating import validate
from .vehicle import add_vehicle
from .water_heater import add_water_heater
from .zone import add_zone

_ROUNDS = 2  # of adding binaries one by one
_TRACE = 1e-4
_SHARE = 1e-3  # of all that is missed: less is not looked for
_WORTH_LOOKING = 0.02  # of a wish's unit
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
    result, outcome = _search(scene, options, ends)
    return read_plan(scene, connection, result, outcome, time.process_time() - began)


def _search(scene: Scene, options: Options, ends: float) -> tuple[Result, Outcome]:
    """Solve until no pair is used that excludes each other; where time runs out, what was found so far is taken."""
    found: tuple[Result, Outcome] | None = None
    try:
        for attempt in count():
            arrays = scene.model.assemble()
            solver = Solver(arrays, options.gap, ends - time.monotonic())
            result = solver.run()
            found = result, _outcome(scene.model, result)
            if _separate_more(scene, result, last=attempt >= _ROUNDS):
                continue
            result = _meeting_most(scene.model, arrays, solver, result, options)
            found = result, _outcome(scene.model, result)
            if not _separate_more(scene, result, last=True):
                return result, _finish(scene.model, solver, result, options)
    except NoPlan:
        if found is None:
            raise
        return found
    raise AssertionError  # the rounds end


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


def _meeting_most(model: Model, arrays: Arrays, solver: Solver, result: Result, options: Options) -> Result:
    """Return the cheapest of the solutions that miss the least, from the one of the least sum of money and misses."""
    if not options.strict or not read_unmet(model, result.values, _WORTH_LOOKING):
        # No wish is missed: none of the solutions that meet all is cheaper.
        return result
    missing = model.missing()
    missed = float(missing @ result.values)
    try:
        solver.minimise(missing)
        least = solver.run().objective
        solver.minimise(arrays.cost)
        if least >= missed - max(_TRACE, options.gap, _SHARE * missed):
            # Less cannot be missed: none of the solutions that miss as little is cheaper.
            return result
        solver.at_most(missing, least + max(_TRACE, 1e-6 * least))
        return solver.run()
    except NoPlan:
        return result


def _outcome(model: Model, result: Result) -> Outcome:
    """Return a solution without duals."""
    return Outcome(result.values, np.zeros(model.row_count), priced=False)


def _finish(model: Model, solver: Solver, result: Result, options: Options) -> Outcome:
    """Return the solution with its duals, and among equally good ones the one that is better in other ways."""
    outcome = _outcome(model, result)
    if not (options.duals or options.polish):
        return outcome
    try:
        if len(solver.whole):
            solver.fix(solver.whole, np.round(result.values[solver.whole]))
            result = solver.run()
        outcome = Outcome(result.values, solver.duals()[: model.row_count], priced=True)
        if options.polish:
            solver.keep_optimal(result.values)
            solver.minimise(model.tastes())
            outcome = Outcome(solver.run().values, outcome.row_duals, priced=True)
    except NoPlan:
        pass  # what was found is good enough
    return outcome
