"""A vehicle's wishes."""

from dataclasses import replace

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Charging, Vehicle
from custom_components.llm_agents.core.energy.plan import Wanted
from custom_components.llm_agents.core.energy.planning import solve
from custom_components.llm_agents.core.energy.problem import Session, VehicleState
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

from .homes import MIDNIGHT, PANELS, hours, problem

CAR = Vehicle(asset_id="car", name="Car", capacity_kwh=60.0)
PRICE = np.where((np.arange(12) >= 3) & (np.arange(12) < 6), 0.1, 0.3)


def plugged(hours_in: float, wanted: float, **more: float) -> dict[str, VehicleState]:
    """Return a vehicle that is there from midnight."""
    session = Session(start=MIDNIGHT, end=MIDNIGHT + hours_in * HOUR, wanted_kwh=wanted, **more)
    return {"car": VehicleState(sessions=(session,))}


def test_charges_what_is_wanted_in_the_cheap_hours() -> None:
    """The wish is met, in the cheapest hours."""
    plan = solve(problem(hours(12), (CAR,), plugged(7, 18.0), price=PRICE))
    car = plan.assets["car"]
    assert car.power[3:6].sum() * 0.9 == pytest.approx(18.0)
    assert car.level is not None
    assert car.level[7] == pytest.approx(18.0)
    assert not plan.unmet


def test_what_cannot_be_charged_is_named() -> None:
    """Two hours at full power do not give 30 kWh."""
    plan = solve(problem(hours(12), (CAR,), plugged(2, 30.0), price=PRICE))
    (unmet,) = plan.unmet
    assert unmet.wanted is Wanted.CHARGE
    assert unmet.amount == pytest.approx(30 - 2 * 7.4 * 0.9)
    assert unmet.at == MIDNIGHT + 2 * HOUR


def test_takes_nothing_or_at_least_the_least_current_now() -> None:
    """Half a kW cannot be charged."""
    steps = Steps.tiered(MIDNIGHT, MIDNIGHT + 6 * HOUR)
    power = solve(problem(steps, (CAR,), plugged(1, 0.7), price=0.3)).assets["car"].power[:12]
    assert ((power < 1e-6) | (power >= 1.38 - 1e-6)).all()
    assert power.sum() / 12 * 0.9 == pytest.approx(0.7)


def test_leaves_within_a_step() -> None:
    """A session that ends at half past gets half of the hour."""
    plan = solve(problem(hours(12), (CAR,), plugged(1.5, 30.0), price=PRICE))
    assert plan.assets["car"].power[1] == pytest.approx(3.7)


def test_spare_charge_is_taken_where_it_is_worth_its_price() -> None:
    """Beyond the wish only below its value."""
    cheap = plugged(7, 2.0, spare_kwh=20.0, value=0.2)
    plan = solve(problem(hours(12), (CAR,), cheap, price=PRICE))
    assert plan.assets["car"].power[:7].sum() * 0.9 == pytest.approx(min(22.0, 3 * 7.4 * 0.9))
    assert plan.objective < plan.cost


def test_solar_only_takes_surplus_only() -> None:
    """No grid, and nothing where the surplus is below the least current."""
    car = replace(CAR, charging=Charging.SOLAR)
    pv = np.array([0.0, 1.0, 3.0, 5.0, 5.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    plan = solve(problem(hours(12), (car, PANELS), plugged(12, 40.0), price=0.1, pv=pv))
    power = plan.assets["car"].power
    assert power == pytest.approx(np.where(pv - 0.5 >= 1.38, pv - 0.5, 0.0))
    assert plan.grid_import[power > 0].max() < 1e-6


def test_a_wish_after_the_plan_is_met_in_part() -> None:
    """A session that goes on has done its share at the end of the plan."""
    plan = solve(problem(hours(12), (CAR,), plugged(24, 20.0), price=PRICE))
    assert plan.assets["car"].power.sum() * 0.9 == pytest.approx(10.0)


def test_a_held_vehicle_is_told() -> None:
    """A person's hold goes before the wish, and what it costs is named."""
    hold = (np.zeros(12), np.zeros(12))
    plan = solve(problem(hours(12), (CAR,), plugged(7, 18.0), price=PRICE, limits={"car": hold}))
    assert plan.assets["car"].power.max() < 1e-6
    assert plan.unmet[0].wanted is Wanted.CHARGE


def test_a_forced_charge_ends_when_the_vehicle_is_full() -> None:
    """At a power for hours, of which not all are needed; while it is away it is told."""
    force = (np.full(12, 3.0), np.full(12, 3.0))
    plan = solve(problem(hours(12), (CAR,), plugged(12, 5.0), price=PRICE, limits={"car": force}))
    assert plan.assets["car"].power[:2] == pytest.approx([3.0, 5.0 / 0.9 - 3.0])
    assert not plan.unmet
    away = solve(problem(hours(12), (CAR,), {"car": VehicleState(sessions=())}, limits={"car": force}))
    (unmet,) = away.unmet
    assert unmet.wanted is Wanted.OVERRIDE
    assert unmet.amount == pytest.approx(36.0)


def test_near_steps_do_not_switch_more_than_once() -> None:
    """With flat prices it charges in one go from the start."""
    steps = Steps.tiered(MIDNIGHT, MIDNIGHT + 12 * HOUR)
    plan = solve(problem(steps, (CAR,), plugged(8, 12.0), price=0.3))
    on = plan.assets["car"].power > 1e-4
    assert on[0]
    assert np.abs(np.diff(on.astype(int))).sum() == 1
