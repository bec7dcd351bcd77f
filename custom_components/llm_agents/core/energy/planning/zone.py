"""A zone of rooms: heat in air and walls, comfort as a soft band, heating, cooling and fuel."""

import numpy as np

from ..assets import FuelHeater, ThermalModel, Zone
from ..plan import AssetPlan, Wanted
from ..problem import ZoneState
from ..steps import FloatArray
from .model import IntArray
from .scene import Exclusive, Outcome, Part, Scene
from .switching import Switch, add_switch
from .thermal import discretise, interpolate

_ANY = 1e5  # °C: what a poor forecast leads to is missed comfort, not a plan that does not exist
_NOWHERE: IntArray = np.zeros(0, dtype=np.int32)


def add_zone(scene: Scene, zone: Zone, thermal: ThermalModel, state: ZoneState, fuels: tuple[FuelHeater, ...]) -> None:
    """Add a zone whose thermal model is known, with what else can heat it."""
    model, count = scene.model, scene.count
    cop = np.maximum(interpolate(zone.cop, scene.problem.outdoor), 0.1)
    heating = model.columns(count, 0.0, zone.maximum_kw)
    scene.take(heating, zone.maximum_kw)
    if zone.minimum_kw > 0:
        every, least, most = np.arange(count), np.full(count, zone.minimum_kw), np.full(count, zone.maximum_kw)
        add_switch(scene, Switch(every, heating, least, most, state.running, zone.minimum_minutes, zone.start_cost))
    sources = [(heating, cop)]
    cooling = _NOWHERE
    if zone.cooling:
        cooling = model.columns(count, 0.0, zone.maximum_kw)
        scene.take(cooling, zone.maximum_kw)
        scene.exclusives.append(Exclusive((heating,), (cooling,), np.zeros(count, dtype=np.bool_)))
        sources.append((cooling, -cop))
    sources += [(_add_fuel(scene, fuel), np.ones(count)) for fuel in fuels]
    temperatures, flow = _add_temperatures(scene, thermal, state, sources)
    _add_comfort(scene, zone, state, temperatures[0])
    _keep_heat(scene, thermal, state, temperatures, cop)
    powers = (heating, cooling) if zone.cooling else (heating,)
    scene.bound(zone.asset_id, [(scene.every, each, 1.0) for each in powers])

    def read(outcome: Outcome) -> AssetPlan:
        values = outcome.values
        power = values[heating] + (values[cooling] if zone.cooling else 0.0)
        heat = sum((gain * values[columns] for columns, gain in sources[: len(powers)]), np.zeros(count))
        worth = -outcome.row_duals[flow] / thermal.capacity
        value = np.concatenate((worth[:1], worth))
        return AssetPlan(power=power, level=values[temperatures[0]], value=value, heat=heat)

    scene.parts.append(Part(zone.asset_id, read))


def _add_fuel(scene: Scene, fuel: FuelHeater) -> IntArray:
    price = fuel.price + fuel.carbon * scene.problem.carbon_price
    columns = scene.model.columns(scene.count, 0.0, fuel.maximum_kw, price * scene.hours)
    scene.fuel_costs.append((columns, fuel.price * scene.hours))

    def read(outcome: Outcome) -> AssetPlan:
        return AssetPlan(power=np.zeros(scene.count), heat=outcome.values[columns])

    scene.parts.append(Part(fuel.asset_id, read))

    return columns


def _system(thermal: ThermalModel, size: int) -> tuple[FloatArray, FloatArray]:
    """Return the zone's matrices per hour; inputs are heat (kW) and the outdoor temperature."""
    system, inputs = np.zeros((size, size)), np.zeros((size, 2))
    system[0, 0] = -(thermal.loss + (thermal.coupling if size == 2 else 0.0)) / thermal.capacity
    inputs[0] = 1.0 / thermal.capacity, thermal.loss / thermal.capacity
    if size == 2:
        system[0, 1] = thermal.coupling / thermal.capacity
        system[1] = thermal.coupling / thermal.mass_capacity, -thermal.coupling / thermal.mass_capacity
    return system, inputs


def _add_temperatures(
    scene: Scene, thermal: ThermalModel, state: ZoneState, sources: list[tuple[IntArray, FloatArray]]
) -> tuple[list[IntArray], IntArray]:
    """Add temperatures at all edges, and return them with the rows of the air's."""
    model, count = scene.model, scene.count
    size = 2 if thermal.mass_capacity > 0 and thermal.coupling > 0 else 1
    lengths, each = np.unique(np.round(scene.hours, 9), return_inverse=True)
    one, two = _system(thermal, size)
    shape = (len(lengths), *one.shape), (len(lengths), *two.shape)
    after, by = (
        part[each] for part in discretise(np.broadcast_to(one, shape[0]), np.broadcast_to(two, shape[1]), lengths)
    )
    begins = (state.temperature, state.temperature if state.mass is None else state.mass)
    temperatures = []
    for begin in begins[:size]:
        lower, upper = np.full(count + 1, -_ANY), np.full(count + 1, _ANY)
        lower[0] = upper[0] = begin
        temperatures.append(model.columns(count + 1, lower, upper))
    gains = state.gains + thermal.gain
    flows = []
    for node in range(size):
        given = by[:, node, 0] * gains + by[:, node, 1] * scene.problem.outdoor
        rows = model.rows(count, given, given)
        for other in range(size):
            model.put(rows, temperatures[other][:-1], -after[:, node, other])
        model.put(rows, temperatures[node][1:], 1.0)
        for columns, gain in sources:
            model.put(rows, columns, -by[:, node, 0] * gain)
        flows.append(rows)
    return temperatures, flows[0]


def _add_comfort(scene: Scene, zone: Zone, state: ZoneState, temperature: IntArray) -> None:
    """Hold the band at each edge as the step before it and the step after it want."""
    model, inner = scene.model, temperature[1:]
    low = np.maximum(state.low, np.append(state.low[1:], state.low[-1]))
    high = np.maximum(np.minimum(state.high, np.append(state.high[1:], state.high[-1])), low)
    at, worth = scene.problem.steps.ends, scene.worth(Wanted.COMFORT)
    cold = model.miss(zone.asset_id, Wanted.COMFORT, scene.hours, at, worth)
    rows = model.rows(scene.count, lower=low)
    model.put(rows, inner, 1.0)
    model.put(rows, cold, 1.0)
    hot = model.miss(zone.asset_id, Wanted.COMFORT, scene.hours, at, worth)
    rows = model.rows(scene.count, upper=high)
    model.put(rows, inner, 1.0)
    model.put(rows, hot, -1.0)
    if scene.options.polish:
        _prefer_centre(scene, inner, (low + high) / 2)


def _prefer_centre(scene: Scene, inner: IntArray, centre: FloatArray) -> None:
    model = scene.model
    for sign in (1.0, -1.0):
        away = model.columns(scene.count)
        rows = model.rows(scene.count, lower=-sign * centre)
        model.put(rows, inner, -sign)
        model.put(rows, away, 1.0)
        model.taste(away, 0.1 * scene.hours)


def _keep_heat(
    scene: Scene,
    thermal: ThermalModel,
    state: ZoneState,
    temperatures: list[IntArray],
    cop: FloatArray,
) -> None:
    """Credit heat within the band at the end by what heating later would cost, as far as there will be any to do."""
    weights = scene.last_day()
    outdoor, gains = (float(np.average(each, weights=weights)) for each in (scene.problem.outdoor, state.gains))
    low, high = float(state.low[-1]), float(max(state.high[-1], state.low[-1]))
    free = outdoor + (gains + thermal.gain) / max(thermal.loss, 1e-9)  # where the zone drifts to
    if free >= low:
        return
    # The warmer it stays, the more is lost until it is used.
    share = (low - free) / (low - free + (high - low) / 2)
    price = max(0.0, scene.usual_price(0.5)) / float(np.average(cop, weights=weights))
    capacities = (thermal.capacity, thermal.mass_capacity)
    for columns, capacity in zip(temperatures, capacities, strict=False):
        kept = scene.model.columns(1, -_ANY, high - low)
        row = scene.model.rows(1, upper=-low)
        scene.model.put(row, kept, 1.0)
        scene.model.put(row, columns[-1:], -1.0)
        scene.keep(kept, share * price * capacity)
