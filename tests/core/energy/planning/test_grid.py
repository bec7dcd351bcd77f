"""The grid: limits, peaks, contracted power, carbon, sun that is held back, and bad inputs."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.plan import Wanted
from custom_components.llm_agents.core.energy.planning import solve
from custom_components.llm_agents.core.energy.problem import BatteryState
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

from .homes import BATTERY, GRID, MIDNIGHT, PANELS, hours, problem

FULL = {"battery": BatteryState(soc=0.9)}


def test_an_import_limit_below_the_load_is_missed_and_told() -> None:
    """The home takes what it must; the plan says so."""
    plan = solve(problem(hours(4), load=3.0, grid=replace(GRID, import_kw=2.0)))
    (unmet,) = plan.unmet
    assert (unmet.asset_id, unmet.wanted, unmet.at) == ("grid", Wanted.IMPORT_LIMIT, MIDNIGHT)
    assert unmet.amount == pytest.approx(4.0)
    assert plan.grid_import == pytest.approx(3.0)


def test_a_battery_keeps_the_import_below_its_limit() -> None:
    """Whatever that costs."""
    load = np.array([1.0, 1.0, 6.0, 1.0])
    plan = solve(problem(hours(4), (BATTERY,), FULL, load=load, grid=replace(GRID, import_kw=2.0), end_value=5.0))
    assert plan.grid_import.max() <= 2.0 + 1e-6
    assert not plan.unmet


def test_sun_is_held_back_at_the_export_limit_and_at_negative_prices() -> None:
    """Only where the panels can be."""
    panels = replace(PANELS, curtailable=True)
    limited = problem(hours(2), (panels,), pv=4.0, grid=replace(GRID, export_kw=2.0))
    plan = solve(limited)
    assert plan.curtailed == pytest.approx(1.5)
    assert solve(replace(limited, export_price=np.full(2, -0.1))).grid_export == pytest.approx(0.0)
    stuck = solve(replace(limited, assets=(PANELS,)))
    assert stuck.unmet[0].wanted is Wanted.EXPORT_LIMIT
    assert stuck.unmet[0].amount == pytest.approx(3.0)


def test_a_limit_on_the_grid_for_some_hours_holds() -> None:
    """The network operator dims the connection."""
    least, most = np.full(4, -np.inf), np.array([np.inf, 1.0, np.inf, np.inf])
    plan = solve(problem(hours(4), (BATTERY,), FULL, load=3.0, limits={"grid": (least, most)}, end_value=5.0))
    assert plan.grid_import[1] == pytest.approx(1.0)


def test_a_new_peak_is_avoided_where_it_costs_more_than_the_battery() -> None:
    """The peak so far is free; averaging is over the meter's quarter."""
    grid = replace(GRID, peak_price=8.0)
    steps = Steps.even(MIDNIGHT, 300.0, 12)
    load = np.where(np.arange(12) == 4, 6.0, 0.0)
    alone = solve(problem(steps, load=load, grid=grid, peak_kw=1.0))
    assert alone.cost == pytest.approx(8.0 * (2.0 - 1.0) + 0.3 * 0.5)
    helped = solve(problem(steps, (BATTERY,), FULL, load=load, grid=grid, peak_kw=1.0, end_value=0.3))
    assert helped.grid_import[3:6].mean() == pytest.approx(1.0)
    assert helped.cost == pytest.approx(0.3 * 0.25)


def test_energy_above_the_contracted_power_has_its_price() -> None:
    """A soft limit by money."""
    grid = replace(GRID, capacity_kw=2.0, excess_price=0.5)
    plan = solve(problem(hours(2), load=3.0, grid=grid))
    assert plan.cost == pytest.approx(2 * (3 * 0.3 + 0.5))


def test_carbon_moves_energy_but_is_no_money() -> None:
    """A price on carbon makes clean hours attractive; the bill stays a bill."""
    carbon = np.array([0.6, 0.1, 0.6, 0.6])
    asked = problem(
        hours(4),
        (BATTERY,),
        {"battery": BatteryState(soc=0.1)},
        price=0.3,
        carbon=carbon,
        carbon_price=1.0,
        end_value=0.0,
    )
    plan = solve(asked)
    assert plan.assets["battery"].power[1] > 0.9
    assert plan.cost == pytest.approx(float(plan.grid_import.sum()) * 0.3)


BAD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("import_price", {"price": np.nan}),
    ("import_price", {"price": 1e6}),
    ("export_price", {"export": np.inf}),
    ("base_load", {"load": np.nan}),
    ("base_load", {"load": 5e6}),
    ("pv", {"pv": np.nan}),
    ("outdoor", {"outdoor": 400.0}),
    ("end_value", {"end_value": float("nan")}),
    ("soc of battery", {"assets": (BATTERY,), "states": {"battery": BatteryState(soc=80.0)}}),
    ("soc of battery", {"assets": (BATTERY,), "states": {"battery": BatteryState(soc=float("nan"))}}),
    ("limits of battery", {"limits": {"battery": (np.ones(4), np.zeros(4))}}),
    ("carbon", {"carbon": np.zeros(3)}),
    ("capacity_kwh of battery", {"assets": (replace(BATTERY, capacity_kwh=0.0),)}),
    ("discharge_efficiency of battery", {"assets": (replace(BATTERY, discharge_efficiency=0.0),)}),
    ("wear of battery", {"assets": (replace(BATTERY, wear=float("nan")),)}),
)


@pytest.mark.parametrize(("name", "values"), BAD)
def test_bad_inputs_are_named(name: str, values: dict[str, Any]) -> None:
    """What cannot be planned with is refused by its name."""
    with pytest.raises(ValueError, match=f"^{name}"):
        solve(problem(hours(4), **values))


def test_steps_that_begin_anywhere_are_planned() -> None:
    """The first step is what is left of its own."""
    steps = Steps.tiered(MIDNIGHT + 1234.0, MIDNIGHT + 1234.0 + 30 * HOUR)
    plan = solve(problem(steps, (BATTERY,), FULL))
    assert len(plan.grid_import) == len(steps)
    assert plan.made_at == MIDNIGHT + 1234.0
