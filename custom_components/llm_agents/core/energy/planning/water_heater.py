"""A hot water tank in two nodes: what is drawn comes from above, what replaces it comes in cold below."""

import numpy as np

from ..assets import WaterHeater
from ..plan import AssetPlan, Wanted
from ..problem import WaterHeaterState
from ..steps import HOUR, FloatArray
from .model import IntArray
from .scene import Outcome, Part, Scene
from .switching import Switch, add_switch
from .thermal import discretise, interpolate

KWH_PER_LITRE_K = 1.163e-3
_LEGIONELLA_CHOICES = 12
_ANY = 1e5  # °C: more is drawn than there is heat for


def add_water_heater(scene: Scene, heater: WaterHeater, state: WaterHeaterState) -> None:
    """Add a tank. Of the heat at most the share of its volume goes to the upper node, so that none is conjured there."""
    model, count = scene.model, scene.count
    cop = np.maximum(interpolate(heater.cop, scene.problem.outdoor), 0.1)
    power = model.columns(count, 0.0, heater.heater_kw)
    scene.take(power, heater.heater_kw)
    full = np.full(count, heater.heater_kw)
    add_switch(
        scene,
        Switch(np.arange(count), power, full, full, state.running, heater.minimum_minutes, heater.start_cost),
    )
    above = model.columns(count, 0.0, heater.heater_kw)  # electricity whose heat goes up
    rows = model.rows(count, upper=0.0)
    model.put(rows, above, 1.0)
    model.put(rows, power, -heater.upper_share)
    upper, lower, flow = _add_nodes(scene, heater, state, power, above, cop)
    _add_wishes(scene, heater, state, upper, lower)
    _keep_heat(scene, heater, upper, lower, cop)
    scene.bound(heater.asset_id, [(scene.every, power, 1.0)])
    scene.soon(power, scene.hours, np.arange(count) / count)
    capacity = heater.litres * KWH_PER_LITRE_K * heater.upper_share

    def read(outcome: Outcome) -> AssetPlan:
        worth = -outcome.row_duals[flow] / capacity
        value = np.concatenate((worth[:1], worth))
        taken = outcome.values[power]
        return AssetPlan(power=taken, level=outcome.values[upper], value=value, heat=taken * cop)

    scene.parts.append(Part(heater.asset_id, read))


def _system(heater: WaterHeater, draw: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return matrices per hour of (upper, lower) and the constant input; inputs are heat to each, and 1.

    Energy is kept exactly: the draw leaves above, and the water that follows it up takes its heat from below.
    """
    whole = heater.litres * KWH_PER_LITRE_K
    up, down = whole * heater.upper_share, whole * (1.0 - heater.upper_share)
    loss = heater.loss_w_per_k / 1000.0
    flow = draw / max(heater.target - heater.cold, 5.0)  # kW/K that move through the tank
    system = np.zeros((len(draw), 2, 2))
    system[:, 0, 0] = -loss * heater.upper_share / up
    system[:, 0, 1] = flow / up
    system[:, 1, 1] = -(loss * (1.0 - heater.upper_share) + flow) / down
    inputs = np.zeros((len(draw), 2, 3))
    inputs[:, 0, 0], inputs[:, 1, 1] = 1.0 / up, 1.0 / down
    inputs[:, 0, 2] = (loss * heater.upper_share * heater.ambient - flow * heater.cold - draw) / up
    inputs[:, 1, 2] = (loss * (1.0 - heater.upper_share) * heater.ambient + flow * heater.cold) / down
    return system, inputs, flow


def _add_nodes(
    scene: Scene, heater: WaterHeater, state: WaterHeaterState, power: IntArray, above: IntArray, cop: FloatArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Add both temperatures at all edges, and return them with the rows of the upper one."""
    model, count = scene.model, scene.count
    system, inputs, _ = _system(heater, state.draw)
    after, by = discretise(system, inputs, scene.hours)
    begins = (state.upper, min(state.lower, state.upper))
    # As hot as it may be, or as it gets without being heated.
    most = np.maximum(max(heater.maximum, heater.legionella or 0.0) + 1.0, _unheated(after, by, begins) + 0.01)
    nodes = []
    for node, begin in enumerate(begins):
        low, high = np.full(count + 1, -_ANY), most[:, node]
        low[0] = high[0] = begin
        nodes.append(model.columns(count + 1, low, high))
    flows = []
    for node in range(2):
        rows = model.rows(count, by[:, node, 2], by[:, node, 2])
        for other in range(2):
            model.put(rows, nodes[other][:-1], -after[:, node, other])
        model.put(rows, nodes[node][1:], 1.0)
        model.put(rows, above, -(by[:, node, 0] - by[:, node, 1]) * cop)
        model.put(rows, power, -by[:, node, 1] * cop)
        flows.append(rows)
    return nodes[0], nodes[1], flows[0]


def _unheated(after: FloatArray, by: FloatArray, begins: tuple[float, float]) -> FloatArray:
    """Return both temperatures at all edges if no heat is added."""
    states = [np.array(begins)]
    for step in range(len(after)):
        states.append(after[step] @ states[-1] + by[step, :, 2])
    return np.array(states)


def _add_wishes(scene: Scene, heater: WaterHeater, state: WaterHeaterState, upper: IntArray, lower: IntArray) -> None:
    model, at = scene.model, scene.problem.steps.ends
    worth = scene.worth(Wanted.HOT_WATER)
    cold = model.miss(heater.asset_id, Wanted.HOT_WATER, scene.hours, at, worth)
    rows = model.rows(scene.count, lower=heater.minimum)
    model.put(rows, upper[1:], 1.0)
    model.put(rows, cold, 1.0)
    due = state.legionella_due
    if heater.legionella is None or due is None or due > scene.problem.steps.edges[-1]:
        return
    # One that is overdue is wanted within half a day.
    due = max(due, float(scene.problem.steps.edges[0]) + 12 * HOUR)
    choices = _choices(scene, np.flatnonzero(at <= due))
    chosen = model.columns(len(choices), 0.0, 1.0, whole=True)
    row = model.rows(1, 1.0, 1.0)
    model.put(np.repeat(row, len(choices)), chosen, 1.0)
    short = model.miss(heater.asset_id, Wanted.LEGIONELLA, 1.0, np.array([due]), scene.worth(Wanted.LEGIONELLA))
    for node in (upper, lower):
        rows = model.rows(len(choices), lower=-200.0)
        model.put(rows, node[1:][choices], 1.0)
        model.put(rows, np.repeat(short, len(choices)), 1.0)
        model.put(rows, chosen, -(heater.legionella + 200.0))


def _choices(scene: Scene, steps: IntArray) -> IntArray:
    """Return the steps after which heating was cheapest: the tank need not be able to get hot at any time."""
    prices = np.where(scene.surplus > 0.5, scene.problem.export_price, scene.import_price)[steps]
    some = steps[np.argsort(prices, kind="stable")[:_LEGIONELLA_CHOICES]]
    return np.unique(np.append(some, steps[-1:]))


def _keep_heat(scene: Scene, heater: WaterHeater, upper: IntArray, lower: IntArray, cop: FloatArray) -> None:
    """Credit heat that is left up to the target by what it cheaply costs to make; the warmer the tank, the more is lost."""
    price = max(0.0, scene.usual_price(0.25)) / float(np.average(cop, weights=scene.last_day()))
    whole = heater.litres * KWH_PER_LITRE_K
    for node, share in ((upper, heater.upper_share), (lower, 1.0 - heater.upper_share)):
        kept = scene.model.columns(1, -_ANY, heater.target)
        row = scene.model.rows(1, upper=0.0)
        scene.model.put(row, kept, 1.0)
        scene.model.put(row, node[-1:], -1.0)
        scene.keep(kept, 0.9 * price * whole * share, heater.minimum)
