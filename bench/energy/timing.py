"""How long a plan of a full home takes, and how much memory: 48 h in tiers, on days of all seasons.

CPU seconds of this process (`process_time`), not wall time, so that other work on the machine does not count. Memory is
what a process of its own grows by when it loads the optimizer and plans, above Python with numpy.
"""

from collections.abc import Iterator
from pathlib import Path
import subprocess
import sys

import numpy as np

from bench.report import Figure, percentile, progress
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
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.planning import Options, solve
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

NEW_YEAR = 1_735_689_600.0  # 2025-01-01 UTC
GRID = Grid(asset_id="grid", name="Grid", import_kw=12.0, export_kw=8.0, peak_price=0.0)
ASSETS: tuple[Asset, ...] = (
    Photovoltaics(asset_id="pv", name="Panels", peak_kw=6.0, curtailable=True),
    Battery(asset_id="battery", name="Battery", capacity_kwh=10.0, charge_kw=5.0, discharge_kw=5.0, grid_export=True),
    Vehicle(asset_id="car", name="Car", capacity_kwh=60.0),
    Zone(asset_id="zone", name="Rooms", maximum_kw=2.5, minimum_kw=0.6, model=ThermalModel(capacity=6.0, loss=0.18)),
    WaterHeater(asset_id="tank", name="Tank", litres=200.0, heater_kw=2.0),
    Appliance(asset_id="dishes", name="Dishwasher", profile=(2.0, 1.5, 0.2, 0.2, 1.0, 0.1)),
    Appliance(asset_id="washing", name="Washing machine", profile=(2.0, 2.0, 0.5, 0.2)),
    Load(asset_id="pool", name="Pool pump", power_kw=0.8, hours_per_day=4.0),
)


def home(now: float, rng: np.random.Generator, steps: Steps) -> Problem:
    """Return a full home at an instant of 2025: weather by season, prices as of a day-ahead market with negative hours."""
    count = len(steps)
    middle = (steps.starts + steps.ends) / 2
    clock, season = middle / HOUR % 24, np.cos((middle - NEW_YEAR) / (365 * DAY) * 2 * np.pi)
    cloud = np.repeat(rng.uniform(0.2, 1.0, 4), -(-count // 4))[:count]
    pv = (3.5 - 1.8 * season) * np.maximum(0.0, np.sin((clock - 6) / 12 * np.pi)) * cloud * 1.3
    spot = 0.09 + 0.04 * np.sin((clock - 14) / 6 * np.pi) - 0.09 * np.maximum(0.0, -season) * (pv > 2.5)
    spot += 0.02 * rng.standard_normal(count)
    load = 0.4 + 0.7 * np.exp(-(((clock - 19) / 2) ** 2)) + 0.15 * rng.random(count)
    draw = 0.15 + np.exp(-(((clock - 7) / 0.7) ** 2)) + 0.8 * np.exp(-(((clock - 20) / 0.7) ** 2))
    return Problem(
        steps=steps,
        import_price=1.19 * spot + 0.16,
        export_price=spot - 0.005,
        base_load=load,
        pv=pv,
        outdoor=9.0 - 9.0 * season + 5.0 * np.sin((clock - 9) / 12 * np.pi),
        grid=GRID,
        assets=ASSETS,
        states=_states(now, clock, rng, draw),
    )


def _states(now: float, clock: FloatArray, rng: np.random.Generator, draw: FloatArray) -> dict[str, AssetState]:
    leaving = now + float(rng.uniform(6, 14)) * HOUR
    low = np.where((clock > 6) & (clock < 22), 20.0, 18.0)
    sessions = (
        Session(start=now, end=leaving, wanted_kwh=float(rng.uniform(0, 25)), spare_kwh=10.0, value=0.05),
        Session(start=leaving + 10 * HOUR, end=leaving + 24 * HOUR, wanted_kwh=12.0),
    )
    return {
        "battery": BatteryState(soc=float(rng.uniform(0.1, 1.0))),
        "car": VehicleState(sessions=sessions),
        "zone": ZoneState(
            temperature=float(rng.uniform(19.5, 22)),
            low=low,
            high=np.full(len(low), 24.0),
            gains=np.full(len(low), 0.2),
        ),
        "tank": WaterHeaterState(upper=float(rng.uniform(48, 58)), lower=45.0, draw=draw),
        "dishes": ApplianceState(earliest=now, latest_end=now + 20 * HOUR),
        "washing": ApplianceState(earliest=now + 5 * HOUR, latest_end=now + 30 * HOUR),
        "pool": LoadState(
            windows=(
                LoadWindow(start=now, end=now + DAY, hours=4.0),
                LoadWindow(start=now + DAY, end=now + 2 * DAY, hours=4.0),
            )
        ),
    }


def plans(count: int) -> Iterator[tuple[Problem, Plan]]:
    """Plan instants that are spread over the year and the day, with all stages that a home has."""
    rng = np.random.default_rng(11)
    for number in range(count):
        now = NEW_YEAR + number * 365 * DAY / count + float(rng.integers(0, 288)) * 300.0
        problem = home(now, rng, Steps.tiered(now, now + 2 * DAY))
        yield problem, solve(problem, Options())


def balance_error(problem: Problem, plan: Plan) -> float:
    """Return by how many kW supply and use differ at most."""
    used = problem.base_load + sum(each.power for each in plan.assets.values()) + plan.grid_export
    return float(np.abs(problem.pv - plan.curtailed + plan.grid_import - used).max())


def figures(*, quick: bool = False) -> list[Figure]:
    """Return CPU time, memory and the error of the balance of powers over plans of a full home."""
    seconds, errors = [], []
    count = 40 if quick else 200
    for number, (problem, plan) in enumerate(plans(count)):
        seconds.append(plan.seconds)
        errors.append(balance_error(problem, plan))
        if number % 50 == 49:
            progress(f"{number + 1} plans of a full home")
    median = percentile(seconds, 0.5)
    return [
        Figure(
            name="replan_cpu_p99_s",
            value=percentile(seconds, 0.99),
            unit="s",
            better="lower",
            goal=0.5,
            note=f"{count} plans, 48 h in tiers; median {median:.3f} s, worst {max(seconds):.3f} s",
        ),
        Figure(
            name="replan_memory_mb",
            value=memory_mb(),
            unit="MB",
            better="lower",
            goal=150.0,
            note="peak of resident memory above what Home Assistant and numpy take, after 12 plans of a full home",
        ),
        Figure(name="balance_error", value=max(errors), unit="kW", better="lower", goal=1e-6),
    ]


def memory_mb() -> float:
    """Return by how much a process grows that loads the optimizer and plans, measured in one of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    return float(done.stdout.splitlines()[-1])


_MEMORY = """
from pathlib import Path
import re
import custom_components.llm_agents.core.energy.problem
def memory(of): return int(re.search(of + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
before = memory("VmRSS")
from bench.energy.timing import plans
list(plans(12))
print(memory("VmHWM") - before)
"""


if __name__ == "__main__":
    for figure in figures(quick="--quick" in sys.argv):
        print(f"{figure.name} {figure.value} {figure.unit} {figure.note}")
