"""A battery: charge, discharge and what is stored, with an efficiency that may depend on power."""

from itertools import pairwise

import numpy as np

from ..assets import Battery, Points
from ..plan import AssetPlan, Wanted
from ..problem import BatteryState
from ..steps import FloatArray
from .model import IntArray
from .scene import Exclusive, Outcome, Part, Scene

_HAIR = 0.02
"""Share of the capacity by which a battery may be below its reserve without being charged for it at any price."""

type Segment = tuple[float, float]
"""A range of power in kW, and kWh in the cell per kWh at the home's side within it."""


def charge_segments(battery: Battery) -> tuple[Segment, ...]:
    """Return what is stored by power as a concave curve: its upper hull, where the measured one is not concave."""
    if not battery.efficiency:
        return ((battery.charge_kw, battery.charge_efficiency),)
    power, efficiency = _curve(battery.efficiency, battery.charge_kw)
    return _hull(power, power * efficiency)


def discharge_segments(battery: Battery) -> tuple[Segment, ...]:
    """Return what is taken out of the cell by power as a convex curve."""
    if not battery.efficiency:
        return ((battery.discharge_kw, 1.0 / battery.discharge_efficiency),)
    power, efficiency = _curve(battery.efficiency, battery.discharge_kw)
    return tuple((width, -slope) for width, slope in _hull(power, -power / efficiency))


def _curve(points: Points, most: float) -> tuple[FloatArray, FloatArray]:
    shares = np.unique(np.concatenate(([0.0], [min(max(x, 0.0), 1.0) for x, _ in points], [1.0])))
    x, y = zip(*points, strict=True)
    return shares * most, np.interp(shares, x, y)


def _hull(x: FloatArray, y: FloatArray) -> tuple[Segment, ...]:
    """Return the upper hull of points as (width, slope), its slopes falling."""
    kept: list[int] = []
    for point in range(len(x)):
        while len(kept) >= 2:
            a, b = kept[-2], kept[-1]
            if (y[b] - y[a]) * (x[point] - x[a]) > (y[point] - y[a]) * (x[b] - x[a]):
                break
            kept.pop()
        kept.append(point)
    return tuple((float(x[b] - x[a]), float((y[b] - y[a]) / (x[b] - x[a]))) for a, b in pairwise(kept))


def add_battery(scene: Scene, battery: Battery, state: BatteryState) -> None:
    """Add a battery that is never discharged below its reserve, wherever it starts."""
    model, count, hours = scene.model, scene.count, scene.hours
    inward, outward = charge_segments(battery), discharge_segments(battery)
    charging = tuple(model.columns(count, 0.0, width) for width, _ in inward)
    wear = max(battery.wear, 0.0)
    discharging = tuple(model.columns(count, 0.0, width, wear * hours) for width, _ in outward)
    stored = _add_levels(scene, battery, state)
    flow = model.rows(count, 0.0, 0.0)
    model.put(flow, stored[1:], 1.0)
    model.put(flow, stored[:-1], -1.0)
    for columns, (width, slope) in zip(charging, inward, strict=True):
        model.put(flow, columns, -slope * hours)
        scene.take(columns, width)
    for columns, (width, slope) in zip(discharging, outward, strict=True):
        model.put(flow, columns, slope * hours)
        scene.give(columns, width)
    scene.net += battery.standby_kw
    worst = min(slope for _, slope in inward) / max(slope for _, slope in outward)
    lowest = np.minimum(scene.import_price, scene.problem.export_price)
    # Charging and discharging at once burns what energy of a negative price is left over by the wear it costs.
    needed = (-lowest * (1.0 - worst) > wear * worst) & (lowest < 0)
    scene.exclusives.append(Exclusive(charging, discharging, needed))
    scene.batteries.append((battery, charging, discharging))
    if scene.options.polish:
        ahead = np.arange(count) / count
        for columns in charging:
            model.taste(columns, hours * (1.0 + 0.1 * ahead))
        for columns in discharging:
            model.taste(columns, hours)
    scene.keep(stored[-1:], _end_value(scene, battery, 1.0 / outward[0][1]))
    signs = [(each, 1.0) for each in charging] + [(each, -1.0) for each in discharging]
    terms = [(scene.every, each, sign) for each, sign in signs]
    scene.bound(battery.asset_id, terms, lambda *forced: _bound_done(scene, battery, stored, *forced))

    def read(outcome: Outcome) -> AssetPlan:
        power = np.full(count, battery.standby_kw)
        for columns in charging:
            power += outcome.values[columns]
        for columns in discharging:
            power -= outcome.values[columns]
        value = -outcome.row_duals[flow]
        return AssetPlan(power=power, level=outcome.values[stored], value=np.concatenate((value[:1], value)))

    scene.parts.append(Part(battery.asset_id, read))


def _add_levels(scene: Scene, battery: Battery, state: BatteryState) -> IntArray:
    """Add what is stored at each edge: within its limits, or on its way back to them."""
    capacity = battery.capacity_kwh
    now = capacity * min(max(state.soc, 0.0), 1.0)
    floor = capacity * max(battery.minimum, battery.reserve)
    lower = np.full(scene.count + 1, min(floor, now))
    upper = np.full(scene.count + 1, max(capacity * battery.maximum, now))
    lower[0] = upper[0] = now
    stored = scene.model.columns(scene.count + 1, lower, upper)
    if now < floor - _HAIR * capacity:
        model = scene.model
        at = scene.problem.steps.ends
        below = model.miss(battery.asset_id, Wanted.RESERVE, scene.hours, at, scene.worth(Wanted.RESERVE))
        rows = model.rows(scene.count, lower=floor)
        model.put(rows, stored[1:], 1.0)
        model.put(rows, below, 1.0)
    return stored


def _bound_done(scene: Scene, battery: Battery, stored: IntArray, sign: float, steps: IntArray, done: IntArray) -> None:
    """Let `done` be 1 only where the battery is full after a step, or empty for a forced discharge."""
    model, capacity = scene.model, battery.capacity_kwh
    full, floor = capacity * battery.maximum, capacity * max(battery.minimum, battery.reserve)
    level = stored[1:][steps]
    if sign > 0:
        rows = model.rows(len(steps), lower=0.0)
        model.put(rows, done, -full + 1e-6)
    else:
        rows = model.rows(len(steps), upper=capacity)
        model.put(rows, done, capacity - floor - 1e-6)
    model.put(rows, level, 1.0)


def _end_value(scene: Scene, battery: Battery, efficiency: float) -> float:
    """Return what a kWh left in the battery is worth: what it saves later at a middling price."""
    if scene.problem.end_value is not None:
        return scene.problem.end_value
    return max(0.0, efficiency * (scene.usual_price(0.5) - max(battery.wear, 0.0)))
