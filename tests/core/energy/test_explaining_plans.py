"""What is told of whole plans, of prices, and of why a plan changed; and that no reason claims more than the plan says."""

from dataclasses import replace

from hypothesis import Phase, given, settings, strategies as st
import numpy as np
import pytest

from custom_components.llm_agents.core.energy.explaining import explain, notable, plan_told, prices_told
from custom_components.llm_agents.core.energy.explaining_changes import changed
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.problem import ApplianceState, BatteryState
from custom_components.llm_agents.core.energy.reasons import Because, Why
from custom_components.llm_agents.core.energy.steps import HOUR, Steps
from tests.core.agents.energy_home import BATTERY, CAR, DISHWASHER, ROOM

from .planned import SMOOTH, T0, N, battery, car, planned, problem_of, room


def test_the_weightiest_decisions_come_first_and_each_asset_once() -> None:
    problem = problem_of(
        CAR,
        BATTERY,
        DISHWASHER,
        states={
            **car(),
            **battery(),
            "dishwasher": ApplianceState(earliest=T0, latest_end=T0 + 14 * HOUR),
        },
    )
    found = notable(planned(problem), problem, T0)
    saves = [one.saves or 0.0 for one in found]
    assert saves == sorted(saves, reverse=True)
    assert len({one.asset_id for one in found}) == len(found)
    assert found[0].asset_id == "car"


def test_a_plan_that_moves_nothing_says_that_nothing_is_gained() -> None:
    flat = problem_of(BATTERY, states=battery(0.1), price=(0.3,) * N)
    assert [one.why for one in notable(planned(flat), flat, T0)] == [Why.NOTHING]


def test_a_plan_is_told_with_its_runs_and_its_money() -> None:
    problem = problem_of(CAR, BATTERY, states={**car(), **battery()})
    plan = planned(problem)
    told = plan_told(plan, problem, "EUR", T0 + HOUR, baseline=9.0)
    by_id = {asset.asset_id: asset for asset in told.assets}
    assert sum(run.energy for run in by_id["car"].runs) == pytest.approx(15.0 / CAR.efficiency)
    assert by_id["battery"].gives
    assert by_id["battery"].level == pytest.approx(float(plan.assets["battery"].level[-1]) / 10.0)  # type: ignore[index]
    assert (told.cost, told.baseline, told.currency) == (plan.cost, 9.0, "EUR")


def test_prices_are_told_of_what_is_known_alone() -> None:
    problem = problem_of(CAR, states=car())
    found = prices_told(problem, "EUR", T0, T0 + 12 * HOUR)
    assert found is not None
    assert (found.now, found.cheapest.price, found.dearest.price) == pytest.approx((0.4, 0.1, 0.4))
    assert (found.cheapest.start, found.dearest.start) == (T0 + 8 * HOUR, T0)
    early = prices_told(problem, "EUR", T0, T0 + 6 * HOUR)
    assert early is not None
    assert early.cheapest.price == pytest.approx(0.3)
    assert prices_told(problem, "EUR", T0, T0) is None
    unknown = replace(problem, import_price=np.full(N, np.nan))
    assert prices_told(unknown, "EUR", T0, T0 + 12 * HOUR) is None


def test_a_change_of_plan_is_told_by_what_changed_most() -> None:
    was = problem_of(CAR, states=car(), sun={19: 3.0})
    dearer = replace(was, import_price=was.import_price + 0.2)
    cloudy = replace(was, pv=was.pv * 0.2)
    busy = replace(was, base_load=was.base_load + 0.3)
    before = (planned(was), was)
    assert [one.why for one in changed(before, (planned(dearer), dearer))] == [Why.PRICES]
    found = changed(before, (planned(cloudy), cloudy))
    assert [one.why for one in found] == [Why.LESS_SUN]
    assert found[0].energy == pytest.approx(2.4)
    assert [one.why for one in changed(before, (planned(busy), busy))] == [Why.MORE_LOAD]
    assert changed(before, before) == ()
    assert [one.why for one in changed(before, before, wishes=True)] == [Why.OTHER_WISH]


def test_a_change_of_assets_and_levels_is_told() -> None:
    was = problem_of(CAR, BATTERY, states={**car(), **battery()})
    gone = replace(was, states={"battery": BatteryState(soc=0.2)})
    found = changed((planned(was), was), (planned(gone), gone))
    assert [(one.why, one.asset_id) for one in found] == [(Why.ASSETS, "car"), (Why.LEVELS, "battery")]


def test_plans_without_common_time_are_not_compared() -> None:
    was = problem_of(CAR, states=car())
    later = replace(was, steps=Steps.even(T0 + 48 * HOUR, HOUR, N), states={})
    assert changed((planned(was), was), (planned(later), later)) == ()


@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.generate), derandomize=True)
@given(
    price=st.lists(st.floats(0.0, 0.6), min_size=N, max_size=N),
    sun=st.lists(st.floats(0.0, 6.0), min_size=N, max_size=N),
    soc=st.floats(0.1, 1.0),
    wanted=st.floats(0.0, 40.0),
)
def test_no_reason_claims_more_than_the_plan_says(
    price: list[float], sun: list[float], soc: float, wanted: float
) -> None:
    """What waits is cheaper then, what holds is worth more then, what is charged for later gains: in every plan."""
    problem = problem_of(
        SMOOTH, BATTERY, ROOM, states={**car(wanted=wanted), **battery(soc), **room()}, price=tuple(price)
    )
    problem = replace(problem, pv=np.array(sun))
    plan = planned(problem)
    for asset_id in ("car", "battery", "room"):
        for hour in range(N):
            for found in explain(plan, problem, asset_id, T0 + hour * HOUR):
                check(found, plan, asset_id, hour)


def check(found: Because, plan: Plan, asset_id: str, hour: int) -> None:
    power = float(plan.assets[asset_id].power[hour])
    assert found.saves is None or found.saves >= -1e-9
    if found.why in (Why.WAITS, Why.COASTS):
        assert abs(power) < 0.03
        assert found.price is not None
        assert found.other is not None
        assert found.price > found.other
    if found.why in (Why.HOLDS, Why.FILLS, Why.PREHEATS, Why.CHEAPEST):
        assert found.price is not None
        assert found.other is not None
        assert found.other > found.price
    if found.why is Why.SUN:
        assert plan.grid_import[hour] < 0.03
    if found.why in (Why.FILLS, Why.STORES):
        assert power > 0
    if found.why in (Why.COVERS, Why.SELLS):
        assert power < 0
        assert found.other is None or (found.price or 0.0) > found.other
