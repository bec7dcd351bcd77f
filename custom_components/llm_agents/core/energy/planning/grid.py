"""The connection to the grid: import, export, their limits and what power costs; and sun that is held back."""

from dataclasses import dataclass

import numpy as np

from ..assets import Photovoltaics
from ..plan import Wanted
from ..steps import MINUTE, FloatArray
from .model import INFINITY, IntArray
from .scene import Exclusive, Scene


@dataclass(frozen=True, slots=True, eq=False)
class Connection:
    """The columns of the grid; `peak` and `excess` are empty where power costs nothing."""

    imports: IntArray
    exports: IntArray
    curtailed: IntArray
    peak: IntArray
    excess: IntArray


def add_grid(scene: Scene) -> Connection:
    """Add the grid. It comes last: how much it may have to carry depends on all assets."""
    problem, model, count, hours = scene.problem, scene.model, scene.count, scene.hours
    sun = np.maximum(problem.pv * _curtailable(scene), 0.0)
    curtailed = model.columns(count, 0.0, sun)
    most_import = np.maximum(scene.net + sun + scene.most_in, 0.0)
    most_export = np.maximum(-scene.net + scene.most_out, 0.0)
    imports = model.columns(count, 0.0, most_import, scene.import_price * hours)
    exports = model.columns(count, 0.0, most_export, -problem.export_price * hours)
    model.put(scene.balance, imports, 1.0)
    model.put(scene.balance, exports, -1.0)
    model.put(scene.balance, curtailed, -1.0)
    both_pay = problem.export_price > scene.import_price + 1e-9
    scene.exclusives.append(Exclusive((imports,), (exports,), both_pay))
    _add_limits(scene, imports, exports)
    _hold_batteries(scene, imports, exports)
    if scene.options.polish:
        model.taste(curtailed, hours)
    return Connection(imports, exports, curtailed, _add_peak(scene, imports), _add_excess(scene, imports))


def _curtailable(scene: Scene) -> float:
    """Return the share of the sun that can be held back."""
    panels = [asset for asset in scene.problem.assets if isinstance(asset, Photovoltaics)]
    whole = sum(panel.peak_kw for panel in panels)
    return sum(panel.peak_kw for panel in panels if panel.curtailable) / whole if whole else 0.0


def _add_limits(scene: Scene, imports: IntArray, exports: IntArray) -> None:
    """Bound import and export, each with a slack: a plan exists even where the home must take more."""
    grid, model = scene.problem.grid, scene.model
    least, most = scene.problem.limits.get(
        grid.asset_id, (np.full(scene.count, -INFINITY), np.full(scene.count, INFINITY))
    )
    limits = (
        (imports, Wanted.IMPORT_LIMIT, np.minimum(most, INFINITY if grid.import_kw is None else grid.import_kw)),
        (exports, Wanted.EXPORT_LIMIT, np.minimum(-least, INFINITY if grid.export_kw is None else grid.export_kw)),
    )
    for columns, wanted, each in limits:
        steps = np.flatnonzero(np.isfinite(each))
        if not len(steps):
            continue
        at = scene.problem.steps.starts[steps]
        over = model.miss(grid.asset_id, wanted, scene.hours[steps], at, scene.worth(wanted))
        rows = model.rows(len(steps), upper=np.maximum(each[steps], 0.0))
        model.put(rows, columns[steps], 1.0)
        model.put(rows, over, -1.0)


def _hold_batteries(scene: Scene, imports: IntArray, exports: IntArray) -> None:
    """Keep batteries from charging while the home imports, or discharging while it exports, where they may not."""
    never = np.zeros(scene.count, dtype=np.bool_)
    for battery, charging, discharging in scene.batteries:
        if not battery.grid_charging:
            scene.exclusives.append(Exclusive(charging, (imports,), never))
            _cap(scene, charging, scene.surplus)
        if not battery.grid_export:
            # Only an export price that is high now makes it pay to sell what was meant for later.
            scene.exclusives.append(Exclusive(discharging, (exports,), never))
    for solar in scene.solar:
        scene.exclusives.append(Exclusive((solar,), (imports,), never))


def _cap(scene: Scene, columns: tuple[IntArray, ...], most: FloatArray) -> None:
    rows = scene.model.rows(scene.count, upper=most)
    for each in columns:
        scene.model.put(rows, each, 1.0)


def _add_excess(scene: Scene, imports: IntArray) -> IntArray:
    """Price energy above the contracted power."""
    grid, model = scene.problem.grid, scene.model
    if grid.capacity_kw is None or grid.excess_price <= 0:
        return np.zeros(0, dtype=np.int32)
    over = model.columns(scene.count, 0.0, INFINITY, grid.excess_price * scene.hours)
    rows = model.rows(scene.count, upper=grid.capacity_kw)
    model.put(rows, imports, 1.0)
    model.put(rows, over, -1.0)
    return over


def _add_peak(scene: Scene, imports: IntArray) -> IntArray:
    """Price what the month's highest mean import rises by; steps shorter than the meter's interval are averaged."""
    grid, model = scene.problem.grid, scene.model
    if grid.peak_price <= 0:
        return np.zeros(0, dtype=np.int32)
    peak = model.columns(1, max(scene.problem.peak_kw, 0.0), INFINITY, grid.peak_price)
    starts = scene.problem.steps.starts
    interval = np.floor(starts / (grid.peak_minutes * MINUTE) + 1e-9)
    _, group = np.unique(interval, return_inverse=True)
    whole = np.bincount(group, weights=scene.hours)
    rows = model.rows(len(whole), upper=0.0)
    model.put(rows[group], imports, scene.hours / whole[group])
    model.put(rows, np.repeat(peak, len(whole)), -1.0)
    return peak
