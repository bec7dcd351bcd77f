"""What holds for every plan."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings, strategies as st
import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Vehicle
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.planning import NoPlan, Options, solve
from custom_components.llm_agents.core.energy.problem import (
    BatteryState,
    Problem,
    Session,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

from .homes import BATTERY, GRID, MIDNIGHT, PANELS, full_home, hours, problem

PLAIN = Options(polish=False, duals=False, gap=1e-6)


def balance_error(asked: Problem, plan: Plan) -> float:
    """Return by how many kW supply and use differ at most."""
    used = asked.base_load + sum(each.power for each in plan.assets.values()) + plan.grid_export
    return float(np.abs(asked.pv - plan.curtailed + plan.grid_import - used).max())


prices = st.lists(st.floats(-0.3, 0.6), min_size=8, max_size=8)
powers = st.lists(st.floats(0.0, 6.0), min_size=8, max_size=8)


@settings(max_examples=25, deadline=None)
@given(buy=prices, sell=prices, load=powers, sun=powers, soc=st.floats(0.0, 1.0), curtailable=st.booleans())
def test_any_battery_home_has_a_plan_that_keeps_to_physics(
    buy: list[float], sell: list[float], load: list[float], sun: list[float], soc: float, curtailable: bool
) -> None:
    """Balance, levels and directions hold whatever the prices are."""
    panels = replace(PANELS, curtailable=curtailable)
    asked = problem(
        hours(8), (BATTERY, panels), {"battery": BatteryState(soc=soc)}, price=buy, export=sell, load=load, pv=sun
    )
    plan = solve(asked)
    assert balance_error(asked, plan) < 1e-6
    battery = plan.assets["battery"]
    assert battery.level is not None
    assert battery.power.min() >= -5 - 1e-6
    assert battery.power.max() <= 5 + 1e-6
    assert battery.level.min() >= min(1.0, soc * 10) - 1e-6
    assert battery.level.max() <= 10 + 1e-6
    kept = np.where(battery.power > 0, battery.power * 0.95, battery.power / 0.95)
    assert np.diff(battery.level) == pytest.approx(kept, abs=5e-3)  # never both ways at once
    assert np.minimum(plan.grid_import, plan.grid_export).max() < 1e-3
    assert (plan.curtailed <= (asked.pv if curtailable else 0.0) + 1e-6).all()


@settings(max_examples=15, deadline=None)
@given(buy=prices, load=powers, sun=powers, soc=st.floats(0.1, 1.0))
def test_more_freedom_never_costs_more(buy: list[float], load: list[float], sun: list[float], soc: float) -> None:
    """A larger, faster or freer battery is at least as cheap, and any battery as cheap as none."""
    kept = {"battery": BatteryState(soc=soc)}
    values: dict[str, Any] = {"price": buy, "load": load, "pv": sun, "export": np.minimum(np.array(buy) - 0.02, 0.1)}

    def cost(**changes: Any) -> float:
        return solve(problem(hours(8), (replace(BATTERY, **changes),), kept, end_value=0.1, **values), PLAIN).objective

    base = cost()
    assert cost(charge_kw=8.0, discharge_kw=8.0) <= base + 1e-5
    assert cost(wear=0.0) <= base + 1e-5
    assert cost(grid_export=True) <= base + 1e-5
    assert base <= cost(grid_charging=False) + 1e-5
    none = solve(problem(hours(8), **values), PLAIN).objective
    assert base <= none - 0.1 * soc * 10 + 1e-5  # keeping all that is stored


@pytest.mark.parametrize("seed", range(3))
def test_a_full_home_keeps_its_balance_and_its_wishes(seed: int) -> None:
    """Over steps of different length."""
    asked = full_home(Steps.tiered(MIDNIGHT + seed * 5.2 * HOUR, MIDNIGHT + seed * 5.2 * HOUR + 36 * HOUR), seed)
    plan = solve(asked)
    assert balance_error(asked, plan) < 1e-6
    assert not [unmet for unmet in plan.unmet if unmet.asset_id not in {"battery", "tank"}]
    assert plan.grid_import.max() <= 9 + 1e-6
    assert plan.grid_export.max() <= 7 + 1e-6
    assert plan.gap <= Options().gap + 1e-9
    assert len(plan.marginal_price) == len(asked.steps)


temperatures = st.floats(-20.0, 95.0)


@settings(max_examples=15, deadline=None)
@given(soc=st.floats(0.0, 1.0), room=temperatures, upper=temperatures, lower=temperatures, draw=st.floats(0.0, 30.0))
def test_a_full_home_has_a_plan_wherever_it_starts(
    soc: float, room: float, upper: float, lower: float, draw: float
) -> None:
    """Out of all bands, and with more drawn than there is."""
    asked = full_home(hours(24), 1)
    tank, zone = asked.states["tank"], asked.states["zone"]
    assert isinstance(tank, WaterHeaterState)
    assert isinstance(zone, ZoneState)
    states = dict(asked.states) | {
        "battery": BatteryState(soc=soc),
        "zone": replace(zone, temperature=room),
        "tank": replace(tank, upper=upper, lower=lower, draw=np.full(24, draw)),
    }
    asked = replace(asked, states=states)
    plan = solve(asked, Options(polish=False))
    assert balance_error(asked, plan) < 1e-6
    if draw > 5 or not 16 <= room <= 25:
        assert plan.unmet


def test_marginal_price_is_what_one_more_kwh_costs() -> None:
    """The dual says what a slightly larger load costs."""
    prices = np.array([0.1, 0.4, 0.2, 0.5])
    asked = problem(hours(4), (BATTERY,), {"battery": BatteryState(soc=0.2)}, price=prices, load=2.0, end_value=0.0)
    plan = solve(asked)
    for step in range(4):
        more = asked.base_load.copy()
        more[step] += 0.01
        dearer = solve(replace(asked, base_load=more), PLAIN)
        assert (dearer.objective - plan.objective) / 0.01 == pytest.approx(plan.marginal_price[step], abs=1e-6)


def test_both_directions_of_the_grid_never_at_once_where_selling_pays_more() -> None:
    """An export price above the import price is no money machine."""
    asked = problem(hours(4), price=0.1, export=0.2, load=1.0, grid=GRID)
    plan = solve(asked)
    assert plan.cost == pytest.approx(0.4)


def test_wishes_go_before_money_in_their_own_stage() -> None:
    """A peak that costs more than any wish is worth is paid where the wish goes first, and is not where all is one sum."""
    car = Vehicle(asset_id="car", name="Car", capacity_kwh=60.0)
    session = Session(start=MIDNIGHT, end=MIDNIGHT + 2 * HOUR, wanted_kwh=10.0)
    asked = problem(
        hours(4), (car,), {"car": VehicleState(sessions=(session,))}, grid=replace(GRID, peak_price=500.0), peak_kw=0.5
    )
    assert not solve(asked).unmet
    assert solve(asked, Options(strict=False)).unmet[0].amount == pytest.approx(10.0)


def test_time_that_is_over_raises_no_plan() -> None:
    """The caller keeps the last good plan."""
    with pytest.raises(NoPlan):
        solve(full_home(hours(24)), Options(time_limit=0.0))


def test_time_that_runs_out_gives_what_was_found() -> None:
    """A search that is cut short gives a plan with its gap, or none."""
    asked = full_home(Steps.tiered(MIDNIGHT, MIDNIGHT + 48 * HOUR))
    try:
        plan = solve(asked, Options(time_limit=0.15, gap=0.0, near_hours=12.0))
    except NoPlan:
        return
    assert balance_error(asked, plan) < 1e-6
    assert plan.gap >= 0.0
