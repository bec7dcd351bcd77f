"""A battery's physics and money."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.plan import Wanted
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.planning.battery import charge_segments, discharge_segments
from custom_components.llm_agents.core.energy.problem import BatteryState

from .homes import BATTERY, PANELS, hours, problem

DAY_PRICES = np.where((np.arange(24) >= 7) & (np.arange(24) < 22), 0.4, 0.1)


def stored(soc: float) -> dict[str, BatteryState]:
    """Return the battery's state."""
    return {"battery": BatteryState(soc=soc)}


def test_charges_when_cheap_and_covers_the_load_when_dear() -> None:
    """Buy at night for the day, with both losses."""
    steps = hours(24)
    plan = solve(problem(steps, (BATTERY,), stored(0.1), price=DAY_PRICES, load=0.5, end_value=0.0))
    battery = plan.assets["battery"]
    assert battery.level is not None
    used = 15 * 0.5
    assert battery.level.max() == pytest.approx(1.0 + used / 0.95)
    assert battery.level[-1] == pytest.approx(1.0)
    charged = used / 0.95 / 0.95
    assert plan.cost == pytest.approx(0.1 * (9 * 0.5 + charged))
    assert plan.objective == pytest.approx(plan.cost + 0.02 * used)
    assert not plan.unmet


def test_does_not_trade_below_its_losses_and_wear() -> None:
    """A spread of 2 ct pays for neither."""
    price = np.where(np.arange(24) < 12, 0.30, 0.32)
    plan = solve(problem(hours(24), (BATTERY,), stored(0.1), price=price, end_value=0.0))
    assert np.abs(plan.assets["battery"].power).max() < 1e-6


def test_starts_below_its_reserve_and_recovers() -> None:
    """The reserve is wanted, not presupposed."""
    plan = solve(problem(hours(24), (BATTERY,), stored(0.02), price=DAY_PRICES, end_value=0.0))
    battery = plan.assets["battery"]
    assert battery.level is not None
    assert battery.level[1] >= 1.0 - 1e-6
    assert plan.assets["battery"].power[0] > 0


def test_a_hair_below_its_reserve_is_no_reason_to_charge_at_any_price() -> None:
    """A drift of the measured state of charge waits for the cheap hours."""
    price = np.where(np.arange(12) < 6, 0.6, 0.1)
    plan = solve(problem(hours(12), (BATTERY,), stored(0.09), price=price, end_value=0.0))
    assert np.abs(plan.assets["battery"].power[:6]).max() < 1e-6
    assert not plan.unmet


def test_that_may_not_charge_from_the_grid_says_that_its_reserve_is_short() -> None:
    """Without sun there is nothing to recover from."""
    battery = replace(BATTERY, grid_charging=False)
    plan = solve(problem(hours(12), (battery,), stored(0.05), price=0.3, end_value=0.0))
    (unmet,) = plan.unmet
    assert (unmet.asset_id, unmet.wanted) == ("battery", Wanted.RESERVE)
    assert unmet.amount == pytest.approx(0.5 * 12, rel=1e-3)


def test_never_charges_while_the_home_imports_where_it_may_not() -> None:
    """Only surplus goes in, whatever the prices say."""
    battery = replace(BATTERY, grid_charging=False)
    pv = np.where(np.abs(np.arange(24) - 12) < 4, 3.0, 0.0)
    plan = solve(problem(hours(24), (battery, PANELS), stored(0.1), price=DAY_PRICES, pv=pv, end_value=0.5))
    charging = plan.assets["battery"].power > 1e-4
    assert charging.any()
    assert plan.grid_import[charging].max() < 1e-4


def test_never_discharges_while_the_home_exports_where_it_may_not() -> None:
    """A high export price sells the sun, not the battery."""
    prices: dict[str, Any] = {"price": 0.1, "export": np.where(np.arange(24) == 12, 0.9, 0.05)}
    pv = np.where(np.arange(24) == 12, 2.0, 0.0)
    plan = solve(problem(hours(24), (BATTERY, PANELS), stored(0.9), pv=pv, end_value=0.05, **prices))
    selling = plan.grid_export > 1e-4
    assert selling[12]
    assert plan.assets["battery"].power[selling].min() > -1e-4
    free = replace(BATTERY, grid_export=True)
    freer = solve(problem(hours(24), (free, PANELS), stored(0.9), pv=pv, end_value=0.05, **prices))
    assert freer.assets["battery"].power[12] == pytest.approx(-5.0)
    assert freer.objective < plan.objective


def test_does_not_burn_energy_at_negative_prices() -> None:
    """Charging and discharging at once would earn money, and is no thing that a battery does."""
    price = np.where(np.arange(12) < 6, -0.5, 0.3)
    flat = replace(BATTERY, wear=0.0, charge_efficiency=0.8, discharge_efficiency=0.8)
    plan = solve(problem(hours(12), (flat,), stored(0.1), price=price, export=price - 0.1, end_value=0.0))
    level = plan.assets["battery"].level
    assert level is not None
    power = plan.assets["battery"].power
    kept = np.where(power > 0, power * 0.8, power / 0.8)
    assert np.diff(level) == pytest.approx(kept, abs=1e-5)


def test_efficiency_that_depends_on_power_prefers_the_good_range() -> None:
    """Losses that rise with power spread the charge over the cheap hours."""
    curve = ((0.0, 0.97), (0.3, 0.97), (1.0, 0.85))
    bent = replace(BATTERY, efficiency=curve)
    price = np.where(np.arange(12) < 6, 0.1, 0.4)
    plan = solve(problem(hours(12), (bent,), stored(0.1), price=price, end_value=0.0))
    assert plan.assets["battery"].power[:6].max() == pytest.approx(1.5, abs=0.01)


def test_efficiency_curves_are_concave_and_keep_to_their_points() -> None:
    """Slopes fall for what is stored, and rise for what is taken out."""
    bent = replace(BATTERY, efficiency=((0.0, 0.95), (0.5, 0.96), (1.0, 0.90)))
    inward, outward = charge_segments(bent), discharge_segments(bent)
    assert sum(width for width, _ in inward) == pytest.approx(5.0)
    assert sum(width * slope for width, slope in inward) == pytest.approx(5.0 * 0.90)
    assert sum(width * slope for width, slope in outward) == pytest.approx(5.0 / 0.90)
    assert [slope for _, slope in inward] == sorted((slope for _, slope in inward), reverse=True)
    assert [slope for _, slope in outward] == sorted(slope for _, slope in outward)


def test_standby_is_used_at_all_times() -> None:
    """An inverter draws its standby from the home."""
    idle = replace(BATTERY, standby_kw=0.05)
    plan = solve(problem(hours(4), (idle,), stored(0.5), price=0.3, load=0.0, end_value=0.3))
    assert plan.assets["battery"].power == pytest.approx(0.05)
    assert plan.grid_import == pytest.approx(0.05)


def test_value_of_what_is_stored_is_what_it_saves() -> None:
    """With too little for the dear hours, a kWh more saves a dear one less the loss and wear."""
    plan = solve(problem(hours(24, 1_750_057_200.0), (BATTERY,), stored(0.3), price=0.4, load=2.0, end_value=0.0))
    value = plan.assets["battery"].value
    assert value is not None
    assert value[0] == pytest.approx(0.95 * (0.4 - 0.02), abs=1e-6)
    assert plan.marginal_price == pytest.approx(0.4)


def test_an_override_holds_until_there_is_nothing_left() -> None:
    """A forced discharge ends at the reserve: no more was asked of an empty battery."""
    count = 6
    bounds = (np.full(count, -5.0), np.full(count, -2.0))
    plan = solve(problem(hours(count), (BATTERY,), stored(0.5), load=3.0, limits={"battery": bounds}))
    battery = plan.assets["battery"]
    assert battery.level is not None
    assert battery.power[0] <= -2.0 + 1e-6
    assert battery.level[-1] == pytest.approx(1.0, abs=1e-5)
    assert not plan.unmet


def test_an_override_that_cannot_hold_is_told() -> None:
    """A battery of 5 kW is asked for 7."""
    bounds = (np.array([7.0, -np.inf]), np.full(2, np.inf))
    plan = solve(problem(hours(2), (BATTERY,), stored(0.1), limits={"battery": bounds}))
    (unmet,) = plan.unmet
    assert unmet.wanted is Wanted.OVERRIDE
    assert unmet.amount == pytest.approx(2.0)


def test_without_stages_the_money_is_the_same() -> None:
    """Polishing changes no money."""
    asked = problem(hours(24), (BATTERY,), stored(0.5), price=DAY_PRICES)
    plain = solve(asked, Options(polish=False, duals=False))
    assert solve(asked).objective == pytest.approx(plain.objective, abs=1e-6)
