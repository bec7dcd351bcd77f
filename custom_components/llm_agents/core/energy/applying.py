"""What wishes do to a problem before it is solved: they move its sessions, bands, windows, reserves and power limits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

import numpy as np

from .assets import Asset, Battery, Charging, Load, Vehicle, Zone
from .problem import (
    ApplianceState,
    AssetState,
    LoadState,
    LoadWindow,
    Problem,
    Session,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from .steps import FloatArray
from .wish_checks import hours_of, power_range
from .wishes import (
    Away,
    ChargeTo,
    Demand,
    Limit,
    Prefer,
    Reserve,
    RunBy,
    SolarOnly,
    Temperature,
    Wish,
    asset_of,
    in_force,
)

CARBON_PRICE = 2.0
"""Currency per kg of CO2 at the full weight of `Prefer`: some twenty times the price of the European market, so that
money decides only between times that are alike in carbon."""

SPREAD = 1.0
"""K between the edge of a band that costs and the other one, where a target alone is wished."""


def shaping(
    wishes: Sequence[Wish], zone: tzinfo, levels: Mapping[str, float] | None = None
) -> Callable[[Problem], Problem]:
    """Return what some wishes do to a problem; `levels` are the states of charge (0..1) of vehicles by their ids.

    Wishes of the whole home come first, so that those of one asset go before them.
    """

    def shape(problem: Problem) -> Problem:
        start, end = float(problem.steps.edges[0]), float(problem.steps.edges[-1])
        demands = [demand for _, demand in in_force(wishes, start, end, zone)]
        demands.sort(key=lambda demand: asset_of(demand) is not None)
        for demand in demands:
            problem = _applied(problem, demand, levels or {})
        return problem

    return shape


def _applied(problem: Problem, demand: Demand, levels: Mapping[str, float]) -> Problem:
    if isinstance(demand, Prefer):
        return replace(problem, carbon_price=max(problem.carbon_price, CARBON_PRICE * demand.carbon**2))
    if isinstance(demand, Away):
        return _away(problem, demand)
    asset = next((one for one in problem.assets if one.asset_id == demand.asset_id), None)
    state = problem.states.get(demand.asset_id)
    match demand:
        case Limit() if asset is not None:
            return _limited(problem, asset, demand)
        case SolarOnly() if asset is not None:
            return _solar(problem, asset, demand)
        case Reserve() if isinstance(asset, Battery):
            # A battery has one reserve: it is held over the whole plan, and free again when the wish is over.
            return _with_asset(problem, replace(asset, reserve=max(demand.soc, asset.minimum)))
        case ChargeTo() if isinstance(asset, Vehicle) and isinstance(state, VehicleState):
            soc = levels.get(asset.asset_id, _soc(asset, state))
            sessions = tuple(_sessions(asset, state.sessions, demand, soc))
            return _with_state(problem, asset, replace(state, sessions=sessions))
        case Temperature() if isinstance(asset, Zone) and isinstance(state, ZoneState):
            return _with_state(problem, asset, _band(problem, asset, state, demand))
        case RunBy() if asset is not None:
            return _with_state(problem, asset, _run(asset, state, demand))
    return problem


def _soc(vehicle: Vehicle, state: VehicleState) -> float:
    """Return a vehicle's state of charge as its first session tells it: what is wanted and what more would fit, below full."""
    if not state.sessions:
        return vehicle.maximum
    first = state.sessions[0]
    return vehicle.maximum - (first.wanted_kwh + first.spare_kwh) / vehicle.capacity_kwh


def _sessions(vehicle: Vehicle, sessions: Sequence[Session], demand: ChargeTo, soc: float) -> list[Session]:
    """Return sessions of which the last one that begins before the time of the wish has what the wish wants by then.

    A session that goes on after it is cut in two: what it wanted beyond the wish is wanted in the second part. Only of the
    first one is known what is in the vehicle then; of later ones, what usually fits.
    """
    at = next((i for i in reversed(range(len(sessions))) if sessions[i].start < demand.by), None)
    if at is None:
        return list(sessions)
    session = sessions[at]
    fits = session.wanted_kwh + session.spare_kwh
    if at == 0:
        fits = max((vehicle.maximum - soc) * vehicle.capacity_kwh, 0.0)
    wanted = max(fits - (vehicle.maximum - demand.soc) * vehicle.capacity_kwh, 0.0)
    spare = max(fits - wanted, 0.0)
    if demand.by >= session.end - 60.0:
        return [*sessions[:at], replace(session, wanted_kwh=wanted, spare_kwh=spare), *sessions[at + 1 :]]
    rest = max(session.wanted_kwh - wanted, 0.0)
    first = replace(session, end=demand.by, wanted_kwh=wanted, spare_kwh=spare if session.value > 0 else 0.0)
    second = replace(session, start=demand.by, wanted_kwh=rest, spare_kwh=max(spare - rest, 0.0))
    return [*sessions[:at], first, second, *sessions[at + 1 :]]


def _band(problem: Problem, zone: Zone, state: ZoneState, demand: Temperature) -> ZoneState:
    inside = covered(problem, demand.start, demand.end) >= 0.5
    low, high = state.low.copy(), state.high.copy()
    wanted_low, wanted_high = demand.low, demand.high
    if demand.target is not None:
        wanted_low = demand.target - SPREAD if zone.cooling else demand.target
        wanted_high = demand.target if zone.cooling else demand.target + SPREAD
    if wanted_low is not None:
        low[inside] = wanted_low
        high[inside] = np.maximum(high[inside], wanted_low)
    if wanted_high is not None:
        high[inside] = wanted_high
        low[inside] = np.minimum(low[inside], wanted_high)
    return replace(state, low=low, high=high)


def _run(asset: Asset, state: AssetState | None, demand: RunBy) -> AssetState | None:
    if isinstance(asset, Load):
        window = LoadWindow(start=demand.earliest, end=demand.by, hours=hours_of(asset))
        running = isinstance(state, LoadState) and state.running
        others = state.windows if isinstance(state, LoadState) else ()
        kept = tuple(one for one in others if one.end <= window.start or one.start >= window.end)
        return LoadState(windows=tuple(sorted((*kept, window), key=lambda one: one.start)), running=running)
    started = state.started if isinstance(state, ApplianceState) else None
    return ApplianceState(earliest=demand.earliest, latest_end=demand.by, started=started, price_cap=demand.price_cap)


def _away(problem: Problem, demand: Away) -> Problem:
    """Let rooms go to what they may be while nobody is there; nobody draws hot water."""
    inside = covered(problem, demand.start, demand.end) >= 0.5
    for asset in problem.assets:
        state = problem.states.get(asset.asset_id)
        if isinstance(asset, Zone) and isinstance(state, ZoneState):
            low = np.where(inside, np.minimum(state.low, asset.away_low), state.low)
            high = np.where(inside, np.maximum(state.high, asset.away_high), state.high)
            problem = _with_state(problem, asset, replace(state, low=low, high=high))
        elif isinstance(state, WaterHeaterState):
            problem = _with_state(problem, asset, replace(state, draw=np.where(inside, 0.0, state.draw)))
    return problem


def _limited(problem: Problem, asset: Asset, demand: Limit) -> Problem:
    inside = covered(problem, demand.start, demand.end)
    least, most = _bounds(problem, asset)
    if demand.least_kw is not None:
        least = np.where(inside >= 0.5, np.maximum(least, demand.least_kw), least)
    if demand.most_kw is not None:
        most = np.where(inside >= 0.5, np.minimum(most, demand.most_kw), most)
    return _with_limits(problem, asset, np.minimum(least, most), most)


def _solar(problem: Problem, asset: Asset, demand: SolarOnly) -> Problem:
    """Let an asset take no more than the sun leaves over; over the whole plan by its own setting."""
    inside = covered(problem, demand.start, demand.end)
    if (inside >= 0.5).all():
        if isinstance(asset, Vehicle):
            return _with_asset(problem, replace(asset, charging=Charging.SOLAR))
        if isinstance(asset, Battery):
            return _with_asset(problem, replace(asset, grid_charging=False))
    least, most = _bounds(problem, asset)
    surplus = np.maximum(problem.pv - problem.base_load, 0.0)
    most = np.where(inside >= 0.5, np.minimum(most, surplus), most)
    return _with_limits(problem, asset, np.minimum(least, most), most)


def covered(problem: Problem, start: float | None, end: float | None) -> FloatArray:
    """Return which share of each step lies between two instants."""
    edges = problem.steps.edges
    low, high = np.maximum(edges[:-1], start or edges[0]), np.minimum(edges[1:], edges[-1] if end is None else end)
    share: FloatArray = np.maximum(high - low, 0.0) / np.diff(edges)
    return share


def _bounds(problem: Problem, asset: Asset) -> tuple[FloatArray, FloatArray]:
    known = problem.limits.get(asset.asset_id)
    if known is not None:
        return known[0].copy(), known[1].copy()
    least, most = power_range(asset)
    return np.full(len(problem.steps), least), np.full(len(problem.steps), most)


def _with_limits(problem: Problem, asset: Asset, least: FloatArray, most: FloatArray) -> Problem:
    return replace(problem, limits={**problem.limits, asset.asset_id: (least, most)})


def _with_asset(problem: Problem, asset: Asset) -> Problem:
    assets = tuple(asset if one.asset_id == asset.asset_id else one for one in problem.assets)
    return replace(problem, assets=assets)


def _with_state(problem: Problem, asset: Asset, state: AssetState | None) -> Problem:
    return problem if state is None else replace(problem, states={**problem.states, asset.asset_id: state})
