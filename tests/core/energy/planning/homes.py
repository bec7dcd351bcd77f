"""Small homes to plan in tests."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from custom_components.llm_agents.core.energy.assets import (
    Appliance,
    Asset,
    Battery,
    Grid,
    Load,
    Photovoltaics,
    ThermalModel,
    Vehicle,
    WaterHeater,
    Zone,
)
from custom_components.llm_agents.core.energy.problem import (
    ApplianceState,
    AssetState,
    BatteryState,
    LoadState,
    LoadWindow,
    Problem,
    Session,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, FloatArray, Steps

MIDNIGHT = 1_750_032_000.0
"""A midnight in UTC."""

GRID = Grid(asset_id="grid", name="Grid")
PANELS = Photovoltaics(asset_id="pv", name="Panels", peak_kw=5.0)
BATTERY = Battery(asset_id="battery", name="Battery", capacity_kwh=10.0, charge_kw=5.0, discharge_kw=5.0)


def hours(count: int, start: float = MIDNIGHT) -> Steps:
    """Return steps of one hour."""
    return Steps.even(start, HOUR, count)


def problem(
    steps: Steps,
    assets: tuple[Asset, ...] = (),
    states: Mapping[str, AssetState] | None = None,
    *,
    price: object = 0.3,
    export: object = 0.08,
    load: object = 0.5,
    pv: object = 0.0,
    outdoor: object = 5.0,
    grid: Grid = GRID,
    **others: Any,
) -> Problem:
    """Return a problem; numbers stand for every step."""

    def full(value: object) -> FloatArray:
        return np.broadcast_to(np.asarray(value, dtype=np.float64), (len(steps),)).copy()

    return Problem(
        steps=steps,
        import_price=full(price),
        export_price=full(export),
        base_load=full(load),
        pv=full(pv),
        outdoor=full(outdoor),
        grid=grid,
        assets=assets,
        states=states or {},
        **others,
    )


def full_home(steps: Steps, seed: int = 0) -> Problem:
    """Return a home with one asset of each kind, over some days of random weather and prices."""
    rng = np.random.default_rng(seed)
    count, now = len(steps), float(steps.edges[0])
    clock = (steps.starts + steps.ends) / 2 / HOUR % 24
    price = 0.25 + 0.08 * np.sin((clock - 14) / 6 * np.pi) + 0.02 * rng.standard_normal(count)
    pv = np.maximum(0.0, 5 * np.sin((clock - 6) / 12 * np.pi)) * rng.uniform(0.3, 1.0, count)
    load = 0.4 + 0.6 * np.exp(-(((clock - 19) / 2) ** 2)) + 0.1 * rng.random(count)
    draw = 0.15 + np.exp(-(((clock - 7) / 0.7) ** 2)) + 0.8 * np.exp(-(((clock - 20) / 0.7) ** 2))
    low = np.where((clock > 6) & (clock < 22), 20.0, 18.0)
    assets = (
        PANELS,
        BATTERY,
        Vehicle(asset_id="car", name="Car", capacity_kwh=60.0),
        Zone(
            asset_id="zone", name="Rooms", maximum_kw=2.5, minimum_kw=0.6, model=ThermalModel(capacity=6.0, loss=0.18)
        ),
        WaterHeater(asset_id="tank", name="Tank", litres=200.0, heater_kw=2.0),
        Appliance(asset_id="dishes", name="Dishwasher", profile=(2.0, 1.5, 0.2, 0.2, 1.0, 0.1)),
        Load(asset_id="pool", name="Pool pump", power_kw=0.8, hours_per_day=4.0),
    )
    states: dict[str, AssetState] = {
        "battery": BatteryState(soc=float(rng.uniform(0.0, 1.0))),
        "car": VehicleState(
            sessions=(
                Session(start=now, end=now + 11 * HOUR, wanted_kwh=20.0, spare_kwh=10.0),
                Session(start=now + 22 * HOUR, end=now + 35 * HOUR, wanted_kwh=12.0),
            )
        ),
        "zone": ZoneState(temperature=20.5, low=low, high=np.full(count, 23.0), gains=np.full(count, 0.2)),
        "tank": WaterHeaterState(upper=52.0, lower=45.0, draw=draw),
        "dishes": ApplianceState(earliest=now, latest_end=now + 20 * HOUR),
        "pool": LoadState(windows=(LoadWindow(start=now, end=now + DAY, hours=4.0),)),
    }
    return problem(
        steps,
        assets,
        states,
        price=price,
        pv=pv,
        load=load,
        outdoor=5 + 5 * np.sin((clock - 9) / 12 * np.pi),
        grid=Grid(asset_id="grid", name="Grid", import_kw=9.0, export_kw=7.0),
    )
