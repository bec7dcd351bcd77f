"""What wishes do to a problem, and to the plan that is made of it."""

from dataclasses import replace
from datetime import UTC

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.applying import CARBON_PRICE, shaping
from custom_components.llm_agents.core.energy.assets import Battery, Charging, Vehicle, WaterHeater
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import (
    ApplianceState,
    Problem,
    Session,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.steps import HOUR
from custom_components.llm_agents.core.energy.wishes import (
    Away,
    ChargeTo,
    Demand,
    Limit,
    Prefer,
    Reserve,
    RunBy,
    SolarOnly,
    Temperature,
    Wish,
)
from tests.core.agents.energy_home import BATTERY, CAR, DISHWASHER, PANELS, ROOM, START, problem_at

T0 = START.timestamp()


def shaped(*demands: Demand, soc: float | None = 0.3, problem: Problem | None = None) -> Problem:
    wishes = [Wish(wish_id=str(at), demand=demand, made_at=T0 + at) for at, demand in enumerate(demands)]
    levels = {} if soc is None else {"car": soc}
    return shaping(wishes, UTC, levels)(problem or problem_at(T0))


def planned(problem: Problem) -> Plan:
    return solve(problem, Options(polish=False, near_hours=0.0))


def sessions(problem: Problem) -> tuple[Session, ...]:
    state = problem.states["car"]
    assert isinstance(state, VehicleState)
    return state.sessions


def band(problem: Problem) -> ZoneState:
    state = problem.states["room"]
    assert isinstance(state, ZoneState)
    return state


@pytest.mark.parametrize("soc", [0.3, None])  # told, or made out from what would fit
def test_a_charge_is_wanted_by_its_time(soc: float | None) -> None:
    problem = shaped(ChargeTo(asset_id="car", soc=0.8, by=T0 + 12 * HOUR), soc=soc)
    first, second = sessions(problem)
    assert (first.end, second.start) == (T0 + 12 * HOUR, T0 + 12 * HOUR)
    assert first.wanted_kwh == pytest.approx(0.5 * CAR.capacity_kwh)
    plan = planned(problem)
    charged = float((plan.assets["car"].power * plan.steps.hours)[plan.steps.ends <= T0 + 12 * HOUR].sum())
    assert charged * CAR.efficiency == pytest.approx(30.0, abs=0.1)
    assert plan.unmet == ()


def test_a_charge_that_was_reached_wants_nothing_more() -> None:
    assert sessions(shaped(ChargeTo(asset_id="car", soc=0.2, by=T0 + 12 * HOUR)))[0].wanted_kwh == 0.0


def test_a_charge_lowers_what_a_habit_wanted() -> None:
    problem = problem_at(T0)
    usual = VehicleState(sessions=(Session(start=T0, end=T0 + 20 * HOUR, wanted_kwh=30.0, spare_kwh=12.0),))
    habit = replace(problem, states={"car": usual})
    found = sessions(shaped(ChargeTo(asset_id="car", soc=0.5, by=T0 + 20 * HOUR), problem=habit))
    assert [one.wanted_kwh for one in found] == [pytest.approx(12.0)]
    assert found[0].spare_kwh == pytest.approx(30.0)


def test_a_charge_of_a_later_session_leaves_the_first_one() -> None:
    problem = problem_at(T0)
    first = Session(start=T0, end=T0 + 5 * HOUR, wanted_kwh=5.0, spare_kwh=30.0)
    later = Session(start=T0 + 10 * HOUR, end=T0 + 20 * HOUR, wanted_kwh=20.0, spare_kwh=12.0)
    state = VehicleState(sessions=(first, later))
    twice = replace(problem, states={"car": state})
    found = sessions(shaped(ChargeTo(asset_id="car", soc=0.9, by=T0 + 20 * HOUR), problem=twice))
    assert found[0] == first
    assert found[1].wanted_kwh == pytest.approx(32.0 - 0.1 * CAR.capacity_kwh)


def test_a_charge_that_cannot_be_reached_is_told_as_unmet() -> None:
    plan = planned(shaped(ChargeTo(asset_id="car", soc=1.0, by=T0 + 2 * HOUR)))
    assert [(one.asset_id, one.wanted.value) for one in plan.unmet] == [("car", "charge")]
    # 42 kWh are wanted, 2 h at 7.4 kW and 90 % are possible
    assert plan.unmet[0].amount == pytest.approx(42.0 - 2 * 7.4 * 0.9, abs=0.1)


def test_a_target_moves_the_edge_of_the_band_that_costs() -> None:
    state = band(shaped(Temperature(asset_id="room", start=T0 + HOUR, end=T0 + 3 * HOUR, target=21.5)))
    assert state.low[:8].tolist() == [20.0, 20.0, 21.5, 21.5, 21.5, 21.5, 20.0, 20.0]
    assert state.high[2] == 22.5
    assert state.high[0] == 23.0
    plan = planned(shaped(Temperature(asset_id="room", start=T0 + 3 * HOUR, end=T0 + 5 * HOUR, target=21.5)))
    level = plan.assets["room"].level
    assert level is not None
    assert level[7:11].min() >= 21.5 - 1e-3


def test_one_bound_leaves_a_band_that_can_be_kept() -> None:
    state = band(shaped(Temperature(asset_id="room", start=T0, high=19.0)))
    assert (state.low <= state.high).all()
    assert state.high.max() == 19.0


def test_away_lets_the_rooms_go_and_a_wished_temperature_goes_before_it() -> None:
    warm = Temperature(asset_id="room", start=T0 + 2 * HOUR, end=T0 + 3 * HOUR, target=21.0)
    state = band(shaped(warm, Away(start=T0, end=T0 + 5 * HOUR)))
    assert state.low[0] == ROOM.away_low
    assert state.low[4] == 21.0
    assert state.low[-1] == 20.0


def test_nobody_draws_hot_water_while_away() -> None:
    problem = problem_at(T0)
    tank = WaterHeater(asset_id="tank", name="Tank", litres=200.0, heater_kw=2.0)
    state = WaterHeaterState(upper=50.0, lower=45.0, draw=np.full(len(problem.steps), 0.3))
    whole = replace(problem, assets=(*problem.assets, tank), states={**problem.states, "tank": state})
    found = shaped(Away(start=T0, end=T0 + 2 * HOUR), problem=whole).states["tank"]
    assert isinstance(found, WaterHeaterState)
    assert found.draw[:6].tolist() == [0.0, 0.0, 0.0, 0.0, 0.3, 0.3]


def test_a_programme_is_run_in_its_window() -> None:
    problem = shaped(RunBy(asset_id="dishwasher", earliest=T0 + HOUR, by=T0 + 4 * HOUR, price_cap=2.0))
    state = problem.states["dishwasher"]
    assert state == ApplianceState(earliest=T0 + HOUR, latest_end=T0 + 4 * HOUR, price_cap=2.0)
    plan = planned(problem)
    ran = np.flatnonzero(plan.assets["dishwasher"].power > 0.01)
    assert plan.steps.starts[ran[0]] >= T0 + HOUR
    assert plan.steps.ends[ran[-1]] <= T0 + 4 * HOUR


def test_a_power_that_is_wished_is_held_in_its_time_alone() -> None:
    off = shaped(Limit(asset_id="battery", start=T0, end=T0 + 3 * HOUR, least_kw=0.0, most_kw=0.0))
    plan = planned(off)
    assert np.abs(plan.assets["battery"].power[:6]).max() < 1e-6
    assert np.abs(plan.assets["battery"].power).max() > 0.1
    forced = planned(shaped(Limit(asset_id="car", start=T0, end=T0 + HOUR, least_kw=7.4, most_kw=7.4)))
    assert forced.assets["car"].power[:2] == pytest.approx([7.4, 7.4])


def test_a_battery_that_is_not_to_discharge_may_charge() -> None:
    plan = planned(shaped(Limit(asset_id="battery", start=T0, end=T0 + 14 * HOUR, least_kw=0.0)))
    assert plan.assets["battery"].power[:28].min() >= -1e-6
    assert plan.assets["battery"].power[:28].max() > 0.1


def test_a_reserve_is_kept() -> None:
    problem = shaped(Reserve(asset_id="battery", soc=0.4))
    level = planned(problem).assets["battery"].level
    assert level is not None
    assert level.min() >= 0.4 * BATTERY.capacity_kwh - 1e-6


def test_nothing_from_the_grid_over_the_whole_plan_is_the_assets_own_setting() -> None:
    problem = shaped(SolarOnly(asset_id="car", start=T0), SolarOnly(asset_id="battery", start=T0))
    by_id = {asset.asset_id: asset for asset in problem.assets}
    car, battery = by_id["car"], by_id["battery"]
    assert isinstance(car, Vehicle)
    assert car.charging is Charging.SOLAR
    assert isinstance(battery, Battery)
    assert not battery.grid_charging


def test_nothing_from_the_grid_for_a_while_bounds_what_is_taken_by_the_sun() -> None:
    problem = shaped(SolarOnly(asset_id="battery", start=T0 + 10 * HOUR, end=T0 + 22 * HOUR))
    most = problem.limits["battery"][1]
    assert most[24] == 0.0  # at night
    assert most[0] == BATTERY.charge_kw  # before
    assert planned(problem).assets["battery"].power[20:44].max() < 1e-6


def test_as_green_as_possible_prices_carbon() -> None:
    assert shaped(Prefer(carbon=1.0)).carbon_price == CARBON_PRICE
    assert shaped(Prefer(carbon=0.0)).carbon_price == 0.0


def test_wishes_for_what_is_not_there_change_nothing() -> None:
    problem = problem_at(T0)
    unknown = (
        ChargeTo(asset_id="bike", soc=0.5, by=T0 + HOUR),
        SolarOnly(asset_id="bike", start=T0),
        Limit(asset_id="bike", start=T0, end=T0 + HOUR),
        RunBy(asset_id="bike", earliest=T0, by=T0 + HOUR),
        Temperature(asset_id=DISHWASHER.asset_id, start=T0, target=20.0),
        Reserve(asset_id=PANELS.asset_id, soc=0.5),
    )
    found = shaped(*unknown, problem=problem)
    assert (found.states, found.limits, found.assets) == (problem.states, problem.limits, problem.assets)
