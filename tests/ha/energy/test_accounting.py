"""What is metered in spans: the month's peak, and what a plan would cost without control."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.bridge.energy.accounting import Accounting, Peaks, uncontrolled_cost
from custom_components.llm_agents.core.energy.asset_codec import AssetEntry
from custom_components.llm_agents.core.energy.assets import Battery, Grid
from custom_components.llm_agents.core.energy.control import Measured
from custom_components.llm_agents.core.energy.past import Past
from custom_components.llm_agents.core.energy.plan import AssetPlan, Plan
from custom_components.llm_agents.core.energy.problem import BatteryState, Problem
from custom_components.llm_agents.core.energy.steps import Steps
from custom_components.llm_agents.core.energy.twin import Reading

BERLIN = ZoneInfo("Europe/Berlin")
START = 1_800_000_000.0 // 3600 * 3600
BATTERY = Battery(
    asset_id="b", name="B", capacity_kwh=10, charge_kw=5, discharge_kw=5, charge_efficiency=1, discharge_efficiency=1
)


def past(*grid: float | None) -> Past:
    """Return quarters of an hour with these imports, from a full hour on."""
    found = Past()
    for number, value in enumerate((*grid, None)):
        found.add(START + number * 900, 0.25, {"grid": value})
    return found


def test_the_peak_is_the_highest_mean_over_the_minutes_that_are_metered() -> None:
    peaks = Peaks(BERLIN, 15)
    for known in (past(2.0), past(2.0, 5.0), past(2.0, 5.0, 3.0)):
        peaks.look(known)
    assert peaks.of_month(START) == 5
    assert peaks.of_month(START + 40 * 86400) == 0


def test_a_peak_over_an_hour_is_of_whole_hours_only() -> None:
    peaks = Peaks(BERLIN, 60)
    peaks.look(past(8.0, 8.0))
    assert peaks.of_month(START) == 0
    peaks.look(past(8.0, 4.0, 0.0, 0.0))
    assert peaks.of_month(START) == 3
    peaks.look(past(8.0, None, 8.0, 8.0))
    assert peaks.of_month(START) == 3


def test_spans_are_closed_every_five_minutes_and_none_goes_over_a_gap() -> None:
    accounting = Accounting([Grid(asset_id="g", name="G"), BATTERY], BERLIN)
    closed = []
    for seconds in (*range(0, 615, 15), 5000, 5015):
        measured = Measured(at=START + seconds, grid_kw=1.0, base_load_kw=4.0, powers={"b": -3.0})
        readings = {"b": Reading(power=-3.0, level=0.5)}
        closed.append(accounting.advance(measured, readings, (0.4, 0.1), 5.0, None))
    assert sum(closed) == 2
    assert accounting.saved.saved().total == pytest.approx(3 * 0.4 / 6)


def test_a_plan_is_compared_with_the_same_time_without_control() -> None:
    steps = Steps.even(START, 3600, 2)
    plan = Plan(
        made_at=START,
        steps=steps,
        assets={"b": AssetPlan(power=np.array([3.0, -3.0]), level=np.array([5.0, 8.0, 5.0]))},
        grid_import=np.array([4.0, 0.0]),
        grid_export=np.array([0.0, 2.0]),
        curtailed=np.zeros(2),
        marginal_price=np.array([0.1, 0.4]),
        cost=0.4 - 0.2,
        end_value=0.0,
    )
    problem = Problem(
        steps=steps,
        import_price=np.array([0.1, 0.4]),
        export_price=np.array([0.1, 0.1]),
        base_load=np.ones(2),
        pv=np.zeros(2),
        outdoor=np.zeros(2),
        grid=Grid(asset_id="g", name="G"),
        assets=(BATTERY,),
        states={"b": BatteryState(soc=0.5)},
    )
    # Idle: 1 kWh at 0.10 and 1 kWh at 0.40.
    assert uncontrolled_cost(plan, problem, [AssetEntry(asset=BATTERY)], BERLIN) == pytest.approx(0.5)
