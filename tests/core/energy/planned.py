"""Small homes that are really planned, for what is told of plans."""

from dataclasses import replace

import numpy as np

from custom_components.llm_agents.core.energy.assets import Asset, Grid
from custom_components.llm_agents.core.energy.explaining import explain
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import (
    AssetState,
    BatteryState,
    Problem,
    Session,
    VehicleState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.reasons import Because
from custom_components.llm_agents.core.energy.steps import HOUR, Steps
from tests.core.agents.energy_home import CAR, GRID, START

T0 = START.timestamp() + 9 * HOUR  # five in the afternoon
N = 24
SMOOTH = replace(CAR, minimum_kw=0.0)  # at any power, so that no plan takes long


def problem_of(
    *assets: Asset,
    states: dict[str, AssetState],
    price: tuple[float, ...] = (0.4,) * 4 + (0.3,) * 4 + (0.1,) * 6 + (0.3,) * 10,
    export: float = 0.05,
    load: float = 0.5,
    sun: dict[int, float] | None = None,
    grid: Grid = GRID,
) -> Problem:
    """Return a problem of hourly steps from five in the afternoon: dear until nine, cheap from one to seven."""
    pv = np.zeros(N)
    for hour, power in (sun or {}).items():
        pv[hour] = power
    return Problem(
        steps=Steps.even(T0, HOUR, N),
        import_price=np.array(price),
        export_price=np.full(N, export),
        base_load=np.full(N, load),
        pv=pv,
        outdoor=np.full(N, 3.0),
        grid=grid,
        assets=(grid, *assets),
        states=states,
    )


def planned(problem: Problem) -> Plan:
    return solve(problem, Options(near_hours=0.0))


def why(problem: Problem, asset_id: str, hour: float = 0.0, plan: Plan | None = None) -> Because:
    return explain(plan or planned(problem), problem, asset_id, T0 + hour * HOUR)[0]


def car(until: float = 15.0, wanted: float = 15.0) -> dict[str, AssetState]:
    return {"car": VehicleState(sessions=(Session(start=T0, end=T0 + until * HOUR, wanted_kwh=wanted),))}


def battery(soc: float = 0.5) -> dict[str, AssetState]:
    return {"battery": BatteryState(soc=soc)}


def room(low: np.ndarray | float = 20.0, temperature: float = 20.3) -> dict[str, AssetState]:
    lows = np.full(N, low) if isinstance(low, float) else low
    state = ZoneState(temperature=temperature, low=lows, high=np.full(N, 23.0), gains=np.zeros(N))
    return {"room": state}
