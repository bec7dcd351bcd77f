"""What would be if the home were otherwise: both homes planned alike."""

from dataclasses import replace
from datetime import UTC

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.alternatives import (
    MoreBattery,
    MoreSun,
    OtherTariff,
    OtherTemperature,
    WithWish,
)
from custom_components.llm_agents.core.energy.assets import Battery
from custom_components.llm_agents.core.energy.plan import Plan
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import Problem, ZoneState
from custom_components.llm_agents.core.energy.steps import DAY
from custom_components.llm_agents.core.energy.what_if import SEASONS, TRIED, YEAR, CannotTry, changed, compare
from custom_components.llm_agents.core.energy.wishes import ChargeTo, Wish
from tests.core.agents.energy_home import BATTERY, START, problem_at

T0 = START.timestamp()


def plan(problem: Problem) -> Plan:
    return solve(problem, Options(polish=False, near_hours=0.0))


def test_a_second_battery_is_like_the_one_there_is_and_begins_empty() -> None:
    found = changed(problem_at(T0), MoreBattery())
    battery = next(one for one in found.assets if one.asset_id == TRIED)
    assert isinstance(battery, Battery)
    assert (battery.capacity_kwh, battery.charge_kw, battery.wear) == (10.0, 5.0, BATTERY.wear)
    assert found.states[TRIED].soc == BATTERY.reserve  # type: ignore[union-attr]
    sized = changed(problem_at(T0), MoreBattery(capacity_kwh=4.0))
    assert next(one for one in sized.assets if one.asset_id == TRIED).charge_kw == 2.0  # type: ignore[attr-defined]


def test_a_battery_never_costs_more_and_pays_back_by_its_price() -> None:
    found = compare([problem_at(T0)], MoreBattery(price=1000.0), plan, currency="EUR")
    assert found.then <= found.now + 1e-6
    assert found.a_year > 0
    assert found.payback == pytest.approx(1000.0 / found.a_year)
    assert found.low < found.a_year < found.high


def test_a_home_without_a_battery_may_try_one() -> None:
    bare = replace(problem_at(T0), assets=problem_at(T0).assets[:1], states={})
    assert compare([bare], MoreBattery(), plan, currency="EUR").a_year > 0


def test_more_panels_make_more_sun_of_the_same_shape() -> None:
    problem = problem_at(T0)
    assert np.allclose(changed(problem, MoreSun(peak_kw=2.0)).pv, problem.pv * 1.5)
    assert np.allclose(changed(problem, MoreSun()).pv, problem.pv * 2)
    with pytest.raises(CannotTry, match="no_panels"):
        changed(replace(problem, assets=(BATTERY,)), MoreSun(peak_kw=2.0))


def test_warmer_rooms_cost_more_and_colder_ones_are_told_as_such() -> None:
    problem = problem_at(T0)
    warmer = compare([problem], OtherTemperature(celsius=22.0), plan, currency="EUR", measured=False)
    colder = compare([problem], OtherTemperature(celsius=18.0), plan, currency="EUR", measured=False)
    assert warmer.a_year < 0 < colder.a_year
    assert colder.comfort_then > colder.comfort_now + 10
    assert warmer.comfort_then == pytest.approx(warmer.comfort_now, abs=0.1)


def test_times_of_setback_stay_as_they_are() -> None:
    problem = problem_at(T0)
    state = problem.states["room"]
    assert isinstance(state, ZoneState)
    low = state.low.copy()
    low[:10] = 17.0
    setback = replace(problem, states={"room": replace(state, low=low)})
    found = changed(setback, OtherTemperature(celsius=22.0, asset_id="room")).states["room"]
    assert isinstance(found, ZoneState)
    assert (found.low[0], found.low[20]) == (17.0, 22.0)
    assert (found.high >= found.low).all()


def test_a_temperature_of_a_zone_that_there_is_not_cannot_be_tried() -> None:
    with pytest.raises(CannotTry, match="no_zone"):
        changed(problem_at(T0), OtherTemperature(celsius=22.0, asset_id="attic"))


def test_another_tariff_is_a_price_or_a_formula() -> None:
    problem = problem_at(T0)
    assert set(changed(problem, OtherTariff(flat=0.3)).import_price) == {0.3}
    twice = changed(problem, OtherTariff(factor=2.0, addition=0.1, export=0.0))
    assert np.allclose(twice.import_price, problem.import_price * 2 + 0.1)
    assert not twice.export_price.any()


def test_a_wish_can_be_tried() -> None:
    wish = Wish(wish_id="w", demand=ChargeTo(asset_id="car", soc=0.8, by=T0 + DAY / 2), made_at=T0)
    found = compare([problem_at(T0)], WithWish(wish=wish), plan, currency="EUR", zone=UTC)
    assert found.then > found.now + 2.0  # 33 kWh


def test_bounds_are_wider_the_shorter_the_period() -> None:
    days = [problem_at(T0 + day * DAY, hours=24.0) for day in range(8)]
    one = compare(days[:1], MoreBattery(), plan, currency="EUR")
    many = compare(days, MoreBattery(), plan, currency="EUR")
    assert one.high - one.a_year == pytest.approx(SEASONS * (1 - 1 / YEAR) * one.a_year)
    assert (many.high - many.a_year) / many.a_year < (one.high - one.a_year) / one.a_year
    assert many.end - many.start == pytest.approx(8 * DAY)


def test_days_that_differ_widen_the_bounds() -> None:
    alike = [problem_at(T0 + day * DAY, hours=24.0) for day in range(4)]
    flat = [replace(one, import_price=np.full(len(one.steps), 0.2)) for one in alike[:2]]
    steady = compare(alike, MoreBattery(), plan, currency="EUR")
    mixed = compare([*flat, *alike[2:]], MoreBattery(), plan, currency="EUR")
    assert (mixed.high - mixed.a_year) / abs(mixed.a_year) > (steady.high - steady.a_year) / steady.a_year


def test_nothing_can_be_told_of_no_days() -> None:
    with pytest.raises(CannotTry, match="no_period"):
        compare([], MoreBattery(), plan, currency="EUR")
