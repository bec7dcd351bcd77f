"""Programmes and switched loads."""

from dataclasses import replace

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Appliance, Load
from custom_components.llm_agents.core.energy.plan import Wanted
from custom_components.llm_agents.core.energy.planning import solve
from custom_components.llm_agents.core.energy.problem import ApplianceState, LoadState, LoadWindow
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

from .homes import MIDNIGHT, hours, problem

DISHES = Appliance(asset_id="dishes", name="Dishwasher", profile=(2.0, 0.2, 0.2, 1.0, 0.1, 0.1))
POOL = Load(asset_id="pool", name="Pool pump", power_kw=0.8, hours_per_day=4.0)
PRICE = np.where((np.arange(24) >= 13) & (np.arange(24) < 15), 0.1, 0.4)
ENERGY = 0.25 * sum(DISHES.profile)


def window(first: float, last: float, **more: float) -> dict[str, ApplianceState]:
    """Return a programme that is to run between two hours."""
    return {"dishes": ApplianceState(earliest=MIDNIGHT + first * HOUR, latest_end=MIDNIGHT + last * HOUR, **more)}


def test_a_programme_runs_once_in_one_go_at_the_cheapest_time() -> None:
    """Its energy in the order of its profile, over steps of an hour."""
    plan = solve(problem(hours(24), (DISHES,), window(0, 24), price=PRICE))
    power = plan.assets["dishes"].power
    assert power[13:15] == pytest.approx([0.85, 0.05])
    assert power.sum() == pytest.approx(ENERGY)


def test_a_programme_crosses_steps_of_different_length() -> None:
    """From quarters into hours, with its energy kept."""
    steps = Steps.tiered(MIDNIGHT, MIDNIGHT + 24 * HOUR, ((2 * HOUR, 900.0), (24 * HOUR, HOUR)))
    plan = solve(problem(steps, (DISHES,), window(1.25, 2.75), price=0.3))
    power = plan.assets["dishes"].power
    assert power @ steps.hours == pytest.approx(ENERGY)
    assert power[5:8] == pytest.approx([2.0, 0.2, 0.2])
    assert power[8] == pytest.approx(0.25 * 1.2)


def test_a_started_programme_goes_on() -> None:
    """What is left of it is fixed."""
    started = window(0, 24, started=MIDNIGHT - 900.0)
    plan = solve(problem(hours(4), (DISHES,), started, price=0.3))
    assert plan.assets["dishes"].power == pytest.approx([0.25 * 1.5, 0.25 * 0.1, 0.0, 0.0])


def test_a_window_that_is_too_short_is_told() -> None:
    """It does not run, and that is said."""
    plan = solve(problem(hours(24), (DISHES,), window(2, 3), price=PRICE))
    (unmet,) = plan.unmet
    assert (unmet.asset_id, unmet.wanted) == ("dishes", Wanted.PROGRAMME)
    assert plan.assets["dishes"].power.max() == 0.0


@pytest.mark.parametrize(("cap", "runs"), [(0.08, False), (0.1, True)])
def test_an_optional_programme_runs_only_below_its_price(cap: float, runs: bool) -> None:
    """It costs 9 ct at best."""
    plan = solve(problem(hours(24), (DISHES,), window(0, 24, price_cap=cap), price=PRICE))
    assert bool(plan.assets["dishes"].power.max() > 0) is runs
    assert not plan.unmet


def test_a_programme_that_may_pause_uses_all_cheap_hours() -> None:
    """Its energy within its window."""
    flexible = replace(DISHES, uninterruptible=False, profile=(2.0,) * 16)
    plan = solve(problem(hours(24), (flexible,), window(10, 20), price=PRICE))
    power = plan.assets["dishes"].power
    assert power[13:15] == pytest.approx(2.0)
    assert power.sum() == pytest.approx(8.0)
    assert power[:10].max() == power[20:].max() == 0.0


def test_a_load_runs_its_hours_within_its_window() -> None:
    """In the cheap hours first."""
    state = LoadState(windows=(LoadWindow(start=MIDNIGHT + 8 * HOUR, end=MIDNIGHT + 18 * HOUR, hours=4.0),))
    plan = solve(problem(hours(24), (POOL,), {"pool": state}, price=PRICE))
    power = plan.assets["pool"].power
    assert power[13:15] == pytest.approx(0.8)
    assert power.sum() == pytest.approx(3.2)
    assert power[:8].max() == power[18:].max() == 0.0


def test_hours_that_do_not_fit_are_told() -> None:
    """Four hours in two."""
    state = LoadState(windows=(LoadWindow(start=MIDNIGHT, end=MIDNIGHT + 2 * HOUR, hours=4.0),))
    plan = solve(problem(hours(24), (POOL,), {"pool": state}))
    (unmet,) = plan.unmet
    assert unmet.wanted is Wanted.HOURS
    assert unmet.amount == pytest.approx(2.0)


def test_a_load_is_on_or_off_in_the_next_hour() -> None:
    """At full power in pieces of a quarter."""
    steps = Steps.tiered(MIDNIGHT, MIDNIGHT + 6 * HOUR)
    state = LoadState(windows=(LoadWindow(start=MIDNIGHT, end=MIDNIGHT + HOUR, hours=0.4),))
    plan = solve(problem(steps, (POOL,), {"pool": state}, price=0.3))
    near = plan.assets["pool"].power[:12]
    assert ((near < 1e-6) | (near > 0.8 - 1e-6)).all()
