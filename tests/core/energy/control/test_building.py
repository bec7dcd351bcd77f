"""What becomes of a snapshot before it is solved."""

from dataclasses import replace

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.control import Expected, Measured, Override
from custom_components.llm_agents.core.energy.control.building import blended, build, filled, limits_of, net_paths
from custom_components.llm_agents.core.energy.modes import Mode
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps

from .homes import BATTERY, GRID, NOW, VEHICLE, snapshot, steps


def test_known_prices_stay():
    prices = np.linspace(0.1, 0.4, 24)
    assert filled(prices, steps(), None) is prices


def test_unknown_prices_are_those_of_the_same_hour_before():
    past = Series(Steps.even(NOW - 7 * DAY, HOUR, 7 * 24), np.tile(np.arange(24.0), 7))
    prices = np.where(np.arange(48) < 12, 100.0, np.nan)
    made = filled(prices, steps(48), past)
    assert made[:12] == pytest.approx(100.0)
    assert made[12:24] == pytest.approx(np.arange(12.0, 24.0))
    assert np.isfinite(made).all()


def test_prices_known_ahead_are_the_nearest_day_for_what_comes_after_them():
    past = Series(Steps.even(NOW - 7 * DAY, HOUR, 7 * 24), np.full(7 * 24, 1.0))
    prices = np.where(np.arange(48) < 24, 3.0, np.nan)
    assert (filled(prices, steps(48), past)[24:] > 1.5).all()


def test_prices_without_any_past_are_the_mean_of_what_is_known():
    prices = np.where(np.arange(24) < 2, [0.2] * 24, np.nan)
    assert filled(prices, steps(), None) == pytest.approx(0.2)
    assert filled(np.full(24, np.nan), steps(), None) == pytest.approx(0.0)


def test_what_is_measured_corrects_the_next_hours_and_fades():
    made = blended(Expected(mean=np.full(24, 1.0)), steps(), NOW, 3.0)
    assert made[0] == pytest.approx(1 + 2 * np.exp(-0.5))
    assert made[0] > made[1] > made[2]
    assert made[12] == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("measured", [None, float("nan")])
def test_without_a_measurement_the_forecast_stays(measured):
    assert blended(Expected(mean=np.full(24, 1.0)), steps(), NOW, measured) == pytest.approx(1.0)


def test_a_forecast_that_knows_what_is_measured_is_not_corrected_twice():
    assert blended(Expected(mean=np.full(24, 1.0), current=True), steps(), NOW, 3.0) == pytest.approx(1.0)


def test_the_sun_that_is_down_says_nothing_of_tomorrow():
    mean = np.where(np.arange(24) > 10, 2.0, 0.0)
    assert blended(Expected(mean=mean), steps(), NOW, 0.0) == pytest.approx(mean)


@pytest.mark.parametrize(
    ("mode", "power", "bounds"),
    [
        (Mode.OFF, None, (0.0, 0.0)),
        (Mode.HOLD, None, (0.0, np.inf)),
        (Mode.HOLD_CHARGE, None, (-np.inf, 0.0)),
        (Mode.CHARGE, 2.0, (2.0, 2.0)),
        (Mode.CHARGE, None, (5.0, 5.0)),
        (Mode.EXPORT, None, (-5.0, -5.0)),
        (Mode.SELF_CONSUME, None, (-np.inf, np.inf)),
    ],
)
def test_an_override_bounds_the_power_until_it_ends(mode, power, bounds):
    override = Override(asset_id="battery", mode=mode, until=NOW + 2 * HOUR, power_kw=power)
    least, greatest = limits_of([override], [BATTERY], steps(), NOW)["battery"]
    assert (least[0], greatest[0]) == (least[1], greatest[1]) == bounds
    assert (least[2], greatest[2]) == (-np.inf, np.inf)


def test_an_override_that_is_over_or_of_nothing_known_bounds_nothing():
    over = Override(asset_id="battery", mode=Mode.OFF, until=NOW)
    unknown = Override(asset_id="boat", mode=Mode.OFF, until=NOW + HOUR)
    assert limits_of([over, unknown], [BATTERY, VEHICLE], steps(), NOW) == {}


def test_wishes_shape_the_problem_in_their_order():
    shapings = (
        lambda problem: replace(problem, peak_kw=1.0),
        lambda problem: replace(problem, peak_kw=problem.peak_kw + 2),
    )
    assert build(snapshot(shapings=shapings), GRID, [BATTERY]).peak_kw == 3.0


def test_paths_of_load_and_sun_belong_together():
    load = Expected(mean=np.full(24, 1.0), paths=np.array([np.full(24, 0.5), np.full(24, 1.5)]))
    sun = Expected(mean=np.full(24, 2.0), paths=np.array([np.full(24, 3.0), np.full(24, 1.0)]))
    given = snapshot(base_load=load, pv=sun)
    paths = net_paths(given, build(given, GRID, [BATTERY]))
    assert paths[:, 0] == pytest.approx([-2.5, 0.5])


def test_quantiles_become_paths_where_there_are_none():
    load = Expected(mean=np.full(24, 1.0), levels=(0.1, 0.9), quantiles=np.array([np.full(24, 0.5), np.full(24, 2.0)]))
    given = snapshot(base_load=load, measured=Measured(at=NOW))
    paths = net_paths(given, build(given, GRID, [BATTERY]))
    assert sorted(paths[:, 0]) == pytest.approx([0.5, 2.0])
