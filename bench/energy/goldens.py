"""Golden cases of other optimizers, solved by ours: money by their prices, from their flows and from ours.

evcc's cases (evcc-io/optimizer, MIT) hold a request and the flows that its mixed-integer programme answers with. Its
objective also holds penalties; what is compared is money: bills, and what is left in the batteries at its own value.

HAEO's scenarios (hass-energy/haeo, MIT) are homes with sun, a battery and known prices; its linear programme and ours
have the same objective there.
"""

from dataclasses import dataclass
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from bench.report import Figure
from custom_components.llm_agents.core.energy.assets import Asset, Battery, Grid, Photovoltaics, Vehicle
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import AssetState, BatteryState, Problem, Session, VehicleState
from custom_components.llm_agents.core.energy.steps import HOUR, FloatArray, Steps

CASES = Path(__file__).parent / "data" / "evcc" / "cases.json.gz"
SCENARIOS = Path(__file__).parent / "data" / "haeo" / "scenarios.json.gz"
WITHIN = 0.001
"""A tenth of a cent."""
START = 1_750_032_000.0
EXACT = Options(near_hours=1e6, gap=1e-5, time_limit=60.0, polish=False, divisible=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One case: money that theirs and ours end with (more is better), and the wishes that ours could not meet."""

    name: str
    theirs: float
    ours: float
    unmet: tuple[str, ...]
    seconds: float

    @property
    def worse(self) -> float:
        """Return by how much ours is worse, in currency."""
        return self.theirs - self.ours


def figures() -> list[Figure]:
    """Return how many golden cases are solved with money within a tenth of a cent, and the worst difference."""
    compared = [compare(name, case) for name, case in cases().items()]
    reached = sum(each.worse <= WITHIN for each in compared)
    worst = max(compared, key=lambda each: each.worse)
    return [
        Figure(
            name="golden_evcc_cases_pct",
            value=100.0 * reached / len(compared),
            unit="%",
            better="higher",
            goal=100.0,
            note=f"{reached} of {len(compared)} of evcc's cases with money within 0.1 ct of its plan, or more",
        ),
        Figure(
            name="golden_evcc_worst_ct",
            value=100.0 * worst.worse,
            unit="ct",
            better="lower",
            goal=100.0 * WITHIN,
            note=f"by how much ours is worse in {worst.name}",
        ),
        *(
            Figure(
                name=f"golden_haeo_{name}",
                value=solve(haeo_problem(given), EXACT).objective,
                unit="cost",
                better="lower",
                goal=given["objective"] + WITHIN,
                peers={"HAEO": given["objective"]},
            )
            for name, given in scenarios().items()
        ),
    ]


def cases() -> dict[str, Any]:
    """Return all cases by name."""
    loaded: dict[str, Any] = json.loads(gzip.decompress(CASES.read_bytes()))
    return loaded


def scenarios() -> dict[str, Any]:
    """Return HAEO's scenarios by name."""
    loaded: dict[str, Any] = json.loads(gzip.decompress(SCENARIOS.read_bytes()))
    return loaded


def haeo_problem(given: dict[str, Any]) -> Problem:
    """Return a scenario of HAEO as a problem of ours.

    The inverter that panels and battery share bounds what the home exports beside its constant load.
    """
    steps = Steps(given["start"] + np.concatenate(([0.0], np.cumsum(np.array(given["seconds"], dtype=np.float64)))))
    battery, load = given["battery"], np.array(given["load"])
    assets = (
        Photovoltaics(asset_id="pv", name="pv", peak_kw=30.0, curtailable=True),
        Battery(
            asset_id="battery",
            name="battery",
            capacity_kwh=battery["capacity"],
            charge_kw=battery["charge_kw"],
            discharge_kw=battery["discharge_kw"],
            charge_efficiency=battery["efficiency"],
            discharge_efficiency=battery["efficiency"],
            minimum=battery["minimum"],
            reserve=battery["minimum"],
            maximum=battery["maximum"],
            wear=0.0,
            grid_export=True,
        ),
    )
    export_kw = min(given["export_kw"], given["inverter_kw"] - float(load.max()))
    return Problem(
        steps=steps,
        import_price=np.array(given["import_price"]),
        export_price=np.array(given["export_price"]),
        base_load=load,
        pv=np.array(given["pv"]),
        outdoor=np.full(len(steps), 20.0),
        grid=Grid(asset_id="grid", name="grid", import_kw=given["import_kw"], export_kw=export_kw),
        assets=assets,
        states={"battery": BatteryState(soc=battery["initial"])},
        end_value=0.0,
    )


def compare(name: str, case: dict[str, Any]) -> Compared:
    """Solve one case and return both moneys."""
    request = case["request"]
    problem = read(request)
    plan = solve(problem, EXACT)
    return Compared(
        name=name,
        theirs=their_money(request, case["expected_response"]),
        ours=our_money(request, plan),
        unmet=tuple(f"{each.asset_id}:{each.wanted.value}:{each.amount:.2f}" for each in plan.unmet),
        seconds=plan.seconds,
    )


def read(request: dict[str, Any]) -> Problem:
    """Return a request of evcc (Wh in each step, currency per Wh) as a problem of ours."""
    series = request["time_series"]
    steps = Steps(START + np.concatenate(([0.0], np.cumsum(np.array(series["dt"], dtype=np.float64)))))
    grid = request.get("grid") or {}
    sun = np.array(series["ft"]) / 1000 / steps.hours
    assets: list[Asset] = [Photovoltaics(asset_id="pv", name="pv", peak_kw=max(1.0, sun.max()), curtailable=True)]
    states: dict[str, AssetState] = {}
    limits: dict[str, tuple[FloatArray, FloatArray]] = {}
    worth = {battery["p_a"] for battery in request["batteries"]}
    for number, battery in enumerate(request["batteries"]):
        asset_id = str(number)
        asset, state = _storage(asset_id, request, battery, steps)
        assets.append(asset)
        states[asset_id] = state
        if battery.get("p_demand"):
            demand = np.array(battery["p_demand"]) / 1000 / steps.hours
            least = np.where(demand > 0, np.minimum(demand, battery["c_max"] / 1000), -np.inf)
            limits[asset_id] = least, np.full(len(steps), np.inf)
    return Problem(
        steps=steps,
        import_price=1000 * np.array(series["p_N"], dtype=np.float64),
        export_price=1000 * np.array(series["p_E"], dtype=np.float64),
        base_load=np.array(series["gt"]) / 1000 / steps.hours,
        pv=sun,
        outdoor=np.full(len(steps), 10.0),
        grid=Grid(
            asset_id="grid",
            name="grid",
            import_kw=_kilo(grid.get("p_max_imp")),
            export_kw=_kilo(grid.get("p_max_exp")),
        ),
        assets=tuple(assets),
        states=states,
        limits=limits,
        end_value=1000 * max(worth),
    )


def _kilo(watts: float | None) -> float | None:
    return None if watts is None else watts / 1000


def _storage(asset_id: str, request: dict[str, Any], battery: dict[str, Any], steps: Steps) -> tuple[Asset, AssetState]:
    """Return a battery, or a vehicle where it cannot be discharged."""
    capacity = max(battery.get("s_capacity") or battery["s_max"], battery["s_initial"], 1.0) / 1000
    if battery["d_max"] <= 0:
        vehicle = Vehicle(
            asset_id=asset_id,
            name=asset_id,
            capacity_kwh=capacity,
            minimum_kw=battery["c_min"] / 1000,
            maximum_kw=battery["c_max"] / 1000,
            efficiency=request["eta_c"],
        )
        return vehicle, VehicleState(sessions=_sessions(request, battery, steps))
    return Battery(
        asset_id=asset_id,
        name=asset_id,
        capacity_kwh=capacity,
        charge_kw=battery["c_max"] / 1000,
        discharge_kw=battery["d_max"] / 1000,
        charge_efficiency=request["eta_c"],
        discharge_efficiency=request["eta_d"],
        minimum=battery["s_min"] / 1000 / capacity,
        reserve=battery["s_min"] / 1000 / capacity,
        maximum=battery["s_max"] / 1000 / capacity,
        wear=0.0,
        grid_charging=bool(battery.get("charge_from_grid")),
        grid_export=bool(battery.get("discharge_to_grid")),
    ), BatteryState(soc=battery["s_initial"] / 1000 / capacity)


def _sessions(request: dict[str, Any], battery: dict[str, Any], steps: Steps) -> tuple[Session, ...]:
    """Return sessions that end at the goals; what fits beyond them is spare, at the value of stored energy."""
    now, full, value = battery["s_initial"] / 1000, battery["s_max"] / 1000, 1000 * battery["p_a"]
    most = battery["c_max"] / 1000 * request["eta_c"]
    sessions: list[Session] = []
    start = float(steps.edges[0])
    goals = [(step, goal / 1000) for step, goal in enumerate(battery.get("s_goal") or []) if goal > 0]
    for step, goal in goals:
        end = float(steps.edges[step + 1])
        sessions.append(Session(start=start, end=end, wanted_kwh=max(goal - now, 0.0)))
        now = min(max(goal, now), now + most * (end - start) / HOUR)
        start = end
    spare = max(full - now, 0.0)
    if start < steps.edges[-1]:
        sessions.append(Session(start=start, end=float(steps.edges[-1]), wanted_kwh=0.0, spare_kwh=spare, value=value))
    return tuple(sessions)


def their_money(request: dict[str, Any], response: dict[str, Any]) -> float:
    """Return what their flows come to by their prices."""
    series = request["time_series"]
    money = float(np.dot(response["grid_export"], series["p_E"]) - np.dot(response["grid_import"], series["p_N"]))
    over = response.get("grid_import_overshoot") or []
    if over:
        money -= float(np.dot(over, series["p_N"]))
    for battery, flows in zip(request["batteries"], response["batteries"], strict=True):
        money += battery["p_a"] * flows["state_of_charge"][-1]
    return money


def our_money(request: dict[str, Any], plan: Plan) -> float:
    """Return what our flows come to by their prices."""
    money = -plan.cost
    for number, battery in enumerate(request["batteries"]):
        asset = plan.assets[str(number)]
        if battery["d_max"] > 0:
            left = 0.0 if asset.level is None else float(asset.level[-1])
        else:
            left = battery["s_initial"] / 1000 + float(asset.power @ plan.steps.hours) * request["eta_c"]
        money += 1000 * battery["p_a"] * left
    return money


if __name__ == "__main__":
    for name, given in scenarios().items():
        made = solve(haeo_problem(given), EXACT)
        print(f"haeo {name:<39} {given['objective']:10.5f} {made.objective:10.5f} {made.seconds:6.2f} s {made.unmet}")
    for each in (compare(name, case) for name, case in cases().items()):
        print(
            f"{each.name:<44} {each.theirs:10.5f} {each.ours:10.5f} {each.worse:9.5f} {each.seconds:6.2f} s {each.unmet}"
        )
