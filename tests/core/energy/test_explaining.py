"""Explanations of real plans: what they say is what the plan's own numbers say."""

from dataclasses import replace
from datetime import UTC

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.applying import shaping
from custom_components.llm_agents.core.energy.assets import Load, WaterHeater
from custom_components.llm_agents.core.energy.explaining import explain
from custom_components.llm_agents.core.energy.modes import Mode
from custom_components.llm_agents.core.energy.problem import (
    ApplianceState,
    AssetState,
    LoadState,
    LoadWindow,
    Problem,
    Session,
    VehicleState,
    WaterHeaterState,
)
from custom_components.llm_agents.core.energy.reasons import Why
from custom_components.llm_agents.core.energy.steps import HOUR
from custom_components.llm_agents.core.energy.wishes import Demand, Limit, Wish
from tests.core.agents.energy_home import BATTERY, CAR, DISHWASHER, GRID, PANELS, ROOM

from .planned import T0, N, battery, car, planned, problem_of, room, why


def test_a_vehicle_waits_for_the_cheap_hours_and_is_done_in_time() -> None:
    found = why(problem_of(CAR, states=car()), "car")
    assert found.why is Why.WAITS
    assert (found.until, found.by) == (T0 + 8 * HOUR, T0 + 15 * HOUR)
    assert found.price == pytest.approx(0.4, abs=0.02)
    assert found.other == pytest.approx(0.1)
    assert found.energy == pytest.approx(15.0 / CAR.efficiency)
    assert found.saves is not None
    assert found.saves == pytest.approx(15.0 / CAR.efficiency * ((found.price or 0.0) - 0.1))


def test_a_vehicle_charges_in_the_cheap_hours_because_the_others_are_dearer() -> None:
    problem = problem_of(CAR, states=car())
    plan = planned(problem)
    at = float(np.flatnonzero(plan.assets["car"].power > 1)[0])
    found = why(problem, "car", at, plan)
    assert (found.why, found.by) == (Why.CHEAPEST, T0 + 15 * HOUR)
    assert found.price == pytest.approx(0.1)
    assert found.other is not None
    assert found.other > 0.1


def test_a_vehicle_that_needs_all_its_time_says_so() -> None:
    problem = problem_of(CAR, states=car(until=2.0, wanted=2 * CAR.maximum_kw * CAR.efficiency))
    assert (why(problem, "car").why, why(problem, "car").by) == (Why.DEADLINE, T0 + 2 * HOUR)


def test_a_wish_that_cannot_be_met_is_told_beside_the_reason() -> None:
    problem = problem_of(CAR, states=car(until=2.0, wanted=30.0))
    first, second = explain(planned(problem), problem, "car", T0)
    assert first.why is Why.DEADLINE
    assert (second.why, second.unmet is not None) == (Why.UNMET, True)


def test_a_vehicle_that_has_what_is_wanted_says_so_with_its_charge() -> None:
    problem = problem_of(CAR, states=car(wanted=0.0))
    assert why(problem, "car").why is Why.CHARGED
    assert explain(planned(problem), problem, "car", T0, level=0.8)[0].level == 0.8


def test_a_vehicle_that_is_away_says_so_and_when_it_is_expected() -> None:
    gone: dict[str, AssetState] = {"car": VehicleState(sessions=())}
    found = why(problem_of(CAR, states=gone), "car")
    assert (found.why, found.until) == (Why.ABSENT, None)
    session = Session(start=T0 + 3 * HOUR, end=T0 + 15 * HOUR, wanted_kwh=10.0)
    coming: dict[str, AssetState] = {"car": VehicleState(sessions=(session,))}
    found = why(problem_of(CAR, states=coming), "car")
    assert (found.why, found.until) == (Why.ABSENT, T0 + 3 * HOUR)
    assert why(problem_of(CAR, states=coming), "car", 3).why is Why.WAITS


def test_a_vehicle_waits_for_the_sun() -> None:
    problem = problem_of(CAR, states=car(until=24.0, wanted=5.0), price=(0.4,) * N, sun={18: 5.0, 19: 5.0})
    assert (why(problem, "car").why, why(problem, "car").until) == (Why.WAITS_SUN, T0 + 18 * HOUR)
    running = why(problem, "car", 18.0)
    assert running.why in (Why.SUN, Why.CHEAPEST)


def test_a_vehicle_that_charges_on_the_sun_alone_says_what_that_is_worth() -> None:
    problem = problem_of(CAR, states=car(until=24.0, wanted=3.0), price=(0.4,) * N, sun={0: 6.0, 1: 6.0})
    found = why(problem, "car")
    assert found.why is Why.SUN
    assert found.price == pytest.approx(0.05)
    assert found.other == pytest.approx(0.4)


def test_a_battery_fills_from_the_grid_for_the_dear_hours() -> None:
    price = (0.1,) * 4 + (0.4,) * 6 + (0.3,) * 14
    problem = problem_of(BATTERY, states=battery(0.1), price=price, load=1.0)
    plan = planned(problem)
    at = int(np.flatnonzero(plan.assets["battery"].power > 0.1)[0])
    found = why(problem, "battery", at, plan)
    assert found.why is Why.FILLS
    assert found.price == pytest.approx(0.1, abs=0.01)
    assert found.other is not None
    assert found.other > 0.3
    assert found.saves is not None
    assert found.saves > 0


def test_a_battery_keeps_its_energy_for_the_dear_hours() -> None:
    price = (0.2,) * 4 + (0.5,) * 4 + (0.2,) * 16
    problem = problem_of(BATTERY, states=battery(0.6), price=price, load=1.0)
    plan = planned(problem)
    found = why(problem, "battery", 0, plan)
    assert found.why is Why.HOLDS
    assert found.until == T0 + 4 * HOUR
    assert found.price == pytest.approx(0.2)
    assert found.other == pytest.approx(0.5)
    covering = why(problem, "battery", 5, plan)
    assert covering.why is Why.COVERS
    assert covering.price == pytest.approx(0.5)


def test_a_battery_that_does_other_than_planned_gives_the_reason_for_what_it_does() -> None:
    price = (0.1,) * 4 + (0.4,) * 6 + (0.3,) * 14
    problem = problem_of(BATTERY, states=battery(0.1), price=price, load=1.0)
    plan = planned(problem)
    fills = int(np.flatnonzero(plan.assets["battery"].power > 0.1)[0])
    gives = int(np.flatnonzero(plan.assets["battery"].power < -0.1)[0])

    def done(hour: int, mode: Mode) -> Why:
        return explain(plan, problem, "battery", T0 + hour * HOUR, mode=mode, level=0.5)[0].why

    assert done(fills, Mode.CHARGE) is Why.FILLS
    assert done(fills, Mode.HOLD) in (Why.HOLDS, Why.IDLE)
    assert done(fills, Mode.SELF_CONSUME) is Why.COVERS
    assert done(gives, Mode.SELF_CONSUME) is Why.COVERS
    assert done(gives, Mode.HOLD) is not Why.COVERS
    assert done(gives, Mode.EXPORT) is Why.SELLS
    assert done(gives, Mode.CHARGE) is Why.RUNS
    held = explain(plan, problem, "battery", T0 + gives * HOUR, mode=Mode.HOLD, level=0.5)[0]
    assert held.until is None or held.until > T0 + gives * HOUR


def test_a_battery_at_its_reserve_and_a_full_one_say_so() -> None:
    flat = (0.3,) * N
    assert why(problem_of(BATTERY, states=battery(0.1), price=flat), "battery").why is Why.EMPTY
    full = problem_of(BATTERY, states=battery(1.0), price=flat, load=0.5, sun={0: 3.0})
    assert why(full, "battery").why is Why.FULL


def test_a_battery_stores_the_sun() -> None:
    price = (0.3,) * 12 + (0.4,) * 4 + (0.3,) * 8
    problem = problem_of(BATTERY, states=battery(0.1), price=price, sun={0: 2.0, 1: 2.0})
    found = why(problem, "battery")
    assert (found.why, found.until) == (Why.STORES, T0 + 12 * HOUR)
    assert found.price == pytest.approx(0.05)
    assert found.other == pytest.approx(0.4)


def test_a_battery_that_keeps_the_sun_beyond_the_plan_claims_no_use_for_it() -> None:
    problem = problem_of(BATTERY, states=battery(0.2), price=(0.3,) * N, sun={0: 4.0, 1: 4.0})
    found = why(problem, "battery")
    assert (found.why, found.other, found.saves) == (Why.STORES, None, None)


def test_a_battery_that_sells_says_for_how_much() -> None:
    seller = replace(BATTERY, grid_export=True)
    problem = problem_of(seller, states=battery(1.0), price=(0.3,) * N)
    dear = replace(problem, export_price=np.array((0.6,) * 2 + (0.05,) * (N - 2)))
    found = why(dear, "battery")
    assert found.why is Why.SELLS
    assert found.price == pytest.approx(0.6)


def test_a_room_at_the_edge_of_its_band_is_just_kept() -> None:
    found = why(problem_of(ROOM, states=room(temperature=20.0), price=(0.3,) * N), "room", 3)
    assert (found.why, found.level) == (Why.KEEPS, 20.0)


def test_a_room_is_heated_ahead_of_dear_hours() -> None:
    price = (0.1,) * 4 + (0.6,) * 6 + (0.3,) * 14
    problem = problem_of(ROOM, states=room(), price=price)
    plan = planned(problem)
    level = plan.assets["room"].level
    assert level is not None
    at = int(np.argmax(level)) - 1
    found = why(problem, "room", at, plan)
    assert found.why is Why.PREHEATS
    assert found.price is not None
    assert found.other is not None
    assert found.other > found.price
    assert why(problem, "room", 5, plan).why in (Why.COASTS, Why.IDLE)


def test_a_room_is_warmed_for_a_band_to_come() -> None:
    low = np.full(N, 18.0)
    low[6:] = 21.5
    problem = problem_of(ROOM, states=room(low, 18.1), price=(0.3,) * N)
    plan = planned(problem)
    step = next(at for at in range(6) if plan.assets["room"].power[at] > 2.0)
    found = why(problem, "room", step, plan)
    assert (found.why, found.level, found.by) == (Why.WARMS, 21.5, T0 + 6 * HOUR)


def test_a_tank_and_a_load_have_reasons_too() -> None:
    tank = WaterHeater(asset_id="tank", name="Tank", litres=200.0, heater_kw=2.0)
    pump = Load(asset_id="pump", name="Pump", power_kw=1.0, hours_per_day=2.0)
    states: dict[str, AssetState] = {
        "tank": WaterHeaterState(upper=52.0, lower=48.0, draw=np.full(N, 0.2)),
        "pump": LoadState(windows=(LoadWindow(start=T0, end=T0 + 20 * HOUR, hours=2.0),)),
    }
    problem = problem_of(tank, pump, states=states)
    plan = planned(problem)
    assert why(problem, "pump", 0, plan).why is Why.WAITS
    assert {why(problem, "tank", hour, plan).why for hour in range(N)} <= {
        Why.PREHEATS,
        Why.COASTS,
        Why.IDLE,
        Why.RUNS,
    }


def test_a_programme_waits_and_says_until_when_it_is_done() -> None:
    states: dict[str, AssetState] = {"dishwasher": ApplianceState(earliest=T0, latest_end=T0 + 14 * HOUR)}
    found = why(problem_of(DISHWASHER, states=states), "dishwasher")
    assert (found.why, found.by) == (Why.WAITS, T0 + 14 * HOUR)
    assert found.saves is not None
    assert found.saves == pytest.approx((found.energy or 0.0) * 0.3, rel=0.1)
    tight: dict[str, AssetState] = {"dishwasher": ApplianceState(earliest=T0, latest_end=T0 + HOUR)}
    assert why(problem_of(DISHWASHER, states=tight), "dishwasher").why is Why.DEADLINE


def wished(problem: Problem, demand: Demand) -> Problem:
    return shaping([Wish(wish_id="w", demand=demand, made_at=T0)], UTC)(problem)


def test_what_a_wish_bounds_is_told_as_the_wish() -> None:
    off = wished(problem_of(CAR, states=car()), Limit(asset_id="car", start=T0, end=T0 + HOUR, most_kw=0.0))
    assert why(off, "car").why is Why.WISHED
    assert why(off, "car", 2).why is Why.WAITS


def test_a_full_connection_is_told_where_it_is_what_holds_something_back() -> None:
    grid = replace(GRID, import_kw=8.0)
    both = problem_of(
        CAR,
        ROOM,
        states={**car(until=6.0, wanted=20.0), **room(21.0, 21.0)},
        price=(0.1,) * 3 + (0.4,) * 21,
        grid=grid,
    )
    plan = planned(both)
    for hour in range(6):
        found = why(both, "car", hour, plan)
        if found.why is Why.LIMITED:
            assert plan.grid_import[hour] == pytest.approx(8.0, abs=0.03)


def test_panels_that_are_held_back_say_what_feeding_in_would_cost() -> None:
    panels = replace(PANELS, curtailable=True)
    problem = problem_of(panels, states={}, export=-0.1, sun={0: 5.0})
    found = why(problem, "roof")
    assert found.why is Why.CURTAILS
    assert found.price == pytest.approx(-0.1)
    assert why(problem_of(panels, states={}, sun={0: 5.0}), "roof").why is Why.SUN


def test_what_has_no_part_in_the_plan_has_no_reason() -> None:
    problem = problem_of(CAR, states=car())
    assert explain(planned(problem), problem, "bike", T0) == ()


def test_so_much_at_once_is_weighed_by_what_it_would_really_take() -> None:
    # 16.7 kWh at once: 4 kWh hold the battery above its reserve, the rest is bought at 40 ct
    problem = problem_of(CAR, BATTERY, states={**car(), **battery(0.5)})
    plan = planned(problem)
    found = why(problem, "car", plan=plan)
    marginal = float(plan.marginal_price[0])
    assert found.price is not None
    assert found.why is Why.WAITS
    assert marginal < found.price < 0.4
    alone = why(problem_of(CAR, states=car()), "car")
    assert alone.price == pytest.approx(0.4)
