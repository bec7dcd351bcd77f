"""A small home for the tests of control: an hour a step, two prices."""

from typing import Any

import numpy as np

from custom_components.llm_agents.core.energy.assets import Appliance, Battery, Grid, Load, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.control import Expected, Measured, Snapshot
from custom_components.llm_agents.core.energy.plan import AssetPlan, Plan
from custom_components.llm_agents.core.energy.problem import BatteryState, Problem
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

NOW = 1_700_000_000.0 // HOUR * HOUR
GRID = Grid(asset_id="grid", name="Grid")
BATTERY = Battery(asset_id="battery", name="Battery", capacity_kwh=10.0, charge_kw=5.0, discharge_kw=5.0)
VEHICLE = Vehicle(asset_id="vehicle", name="Vehicle", capacity_kwh=50.0)
ZONE = Zone(asset_id="zone", name="Zone", maximum_kw=3.0)
WATER = WaterHeater(asset_id="water", name="Water", litres=200.0, heater_kw=2.0)
APPLIANCE = Appliance(asset_id="appliance", name="Appliance", profile=(1.0, 1.0), step_minutes=30)
LOAD = Load(asset_id="load", name="Load", power_kw=1.0, hours_per_day=4.0)


def steps(count: int = 24) -> Steps:
    return Steps.even(NOW, HOUR, count)


def snapshot(count: int = 24, **changes) -> Snapshot:
    given: dict[str, Any] = {
        "now": NOW,
        "steps": steps(count),
        "import_price": np.where(np.arange(count) < count // 2, 0.1, 0.4),
        "export_price": np.full(count, 0.05),
        "base_load": Expected(mean=np.full(count, 1.0)),
        "pv": Expected(mean=np.zeros(count)),
        "outdoor": np.full(count, 10.0),
        "states": {"battery": BatteryState(soc=0.5)},
        "measured": Measured(at=NOW, levels={"battery": 0.5}),
    }
    return Snapshot(**(given | changes))


def plan(powers, levels=None, heats=None, count: int = 24, prices=None, made_at: float = NOW) -> Plan:
    levels, heats = levels or {}, heats or {}
    return Plan(
        made_at=made_at,
        steps=steps(count),
        assets={
            key: AssetPlan(
                power=np.asarray(power, dtype=float),
                level=None if key not in levels else np.asarray(levels[key], dtype=float),
                heat=None if key not in heats else np.asarray(heats[key], dtype=float),
            )
            for key, power in powers.items()
        },
        grid_import=np.full(count, 1.0),
        grid_export=np.zeros(count),
        curtailed=np.zeros(count),
        marginal_price=np.full(count, 0.2) if prices is None else np.asarray(prices, dtype=float),
        cost=1.0,
        end_value=0.0,
    )


def problem(states, count: int = 24, assets=()) -> Problem:
    return Problem(
        steps=steps(count),
        import_price=np.full(count, 0.3),
        export_price=np.full(count, 0.05),
        base_load=np.ones(count),
        pv=np.zeros(count),
        outdoor=np.full(count, 10.0),
        grid=GRID,
        assets=tuple(assets),
        states=states,
    )
