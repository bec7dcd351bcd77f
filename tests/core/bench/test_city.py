"""The controllers of the CityLearn homes: what they save, and that nothing is known before it is measured."""

from dataclasses import replace

import numpy as np
import pytest

from bench.energy.city_composite import PHASES, District, Phase, composite, measured
from bench.energy.city_cost import bills, planned
from bench.energy.city_data import city
from bench.energy.city_district import Scores
from bench.energy.city_forecast import forecasts
from bench.energy.city_foresight import foreseen
from bench.energy.city_programme import Programme, Question
from bench.energy.city_reference import published

WEEKS = 28 * 24
SHORT = Phase(homes=(1, 4), first_day=16, last_day=19, weight=1.0)


def later(values, hour):
    """Return values of which all after an hour are others."""
    changed = values.copy()
    changed[..., hour + 1 :] = changed[..., hour + 1 :] * 0.3 + 1.0
    return changed


def test_forecasts_read_nothing_later():
    """What is forecast up to an hour is the same whatever comes after it, before the first fit and after it."""
    load, pv = city().load[:2, :WEEKS], city().pv[:2, :WEEKS]
    for hour in (100, WEEKS - 60):
        told, other = forecasts(load, pv), forecasts(later(load, hour), later(pv, hour))
        assert np.allclose(told[:, :, : hour + 1], other[:, :, : hour + 1], rtol=0, atol=1e-9)
        assert not np.allclose(told[:, :, hour + 1 :], other[:, :, hour + 1 :])


def test_forecasts_are_better_than_habit():
    """An hour ahead the error is well below that of the last days' mean, a day ahead not above it."""
    net = city().net[:5, : 6 * WEEKS]
    told = forecasts(city().load[:5, : 6 * WEEKS], city().pv[:5, : 6 * WEEKS])
    habit = np.mean([net[:, 28 * 24 - day * 24 : net.shape[1] - day * 24] for day in range(1, 8)], axis=0)
    usual = np.abs(net[:, 28 * 24 :] - habit).mean()
    for lead, share in ((1, 0.8), (24, 1.0)):
        error = np.abs(net[:, 28 * 24 :] - told[lead - 1][:, 28 * 24 - lead : -lead]).mean()
        assert error < share * usual


def test_bills_are_between_foresight_and_rules():
    """Three weeks of two homes: the plan pays less than rules, and not less than who knows all."""
    paid = bills(city(), slice(0, 2), 21 * 24)
    assert (paid.foresight < paid.ours).all()
    assert (paid.ours < paid.rules).all()
    assert (paid.rules < paid.none).all()
    assert 80 < paid.captured < 100


def test_plans_of_bills_read_nothing_later():
    """What a battery did up to an hour is the same whatever the meters say after it."""
    net, price = city().net[:2, : 4 * 24], city().price[: 4 * 24]
    assert np.array_equal(planned(net, price)[:, :81], planned(later(net, 80), price)[:, :81])


def test_the_district_reads_nothing_later():
    """What batteries took until the hour after the last known one is the same whatever the meters say later."""
    last = SHORT.first_day * 24 + 50
    other = replace(city(), load=later(city().load, last), pv=later(city().pv, last))
    for known_from in (0, SHORT.first_day * 24):
        taken = District(city(), SHORT, known_from).controlled()
        changed = District(other, SHORT, known_from).controlled()
        assert np.allclose(taken[:, :52], changed[:, :52], atol=1e-6)
        assert not np.array_equal(taken, changed)


def test_a_district_that_starts_cold_waits_for_a_day():
    """Nothing is done before a day is known; what is known from before a phase is used at once."""
    cold, known = (District(city(), SHORT, known_from).controlled() for known_from in (SHORT.first_day * 24, 0))
    assert not cold[:, :24].any()
    assert cold[:, 24:48].any()
    assert known[:, 1:24].any()


def test_some_days_score_between_foresight_and_none():
    """The controller is better than none, and who knows all is better still."""
    phase = Phase(homes=(1, 2, 3, 4, 5), first_day=40, last_day=44, weight=1.0)
    assert foreseen(city(), phase).composite < measured(city(), phase, remember=True).composite < 0.95


def test_the_published_controller_runs_beside_ours():
    """It waits for a day, then does better than nothing and worse than ours."""
    phase = Phase(homes=(1, 2, 3, 4, 5), first_day=40, last_day=46, weight=1.0)
    assert measured(city(), phase, remember=True).composite < published(city(), phase).composite < 1.0


def test_phases_weigh_as_published():
    """20, 30 and 50 %."""
    parts = [Scores(cost=x, carbon=x, ramping=x, load_factor=x, daily_peak=x, peak=x) for x in (1.0, 0.9, 0.8)]
    assert composite(parts) == pytest.approx(0.2 * 1.0 + 0.3 * 0.9 + 0.5 * 0.8)
    assert [len(phase.homes) for phase in PHASES] == [5, 5, 15]


def question(**changes):
    """Return two homes that use a kilowatt for four hours, the last two of them dear, with empty batteries."""
    price = np.array([[1.0, 1.0, 3.0, 3.0]] * 2) * 0.01
    asked = Question(
        stored=np.zeros(2),
        outcomes=np.ones((2, 4, 3)),
        expected=np.full(4, 2.0),
        price=price,
        left=np.zeros(2),
        power=2.0,
        ramp_price=0.0,
        spread=np.full(4, 0.5),
        margin=np.zeros(4),
        today=np.full(4, fill_value=True),
        peak_prices=(0.0, 0.0),
        reached=0.0,
        top_price=0.0,
        top=0.0,
    )
    return replace(asked, **changes)


def test_batteries_are_charged_for_the_dear_hours_and_not_beyond():
    """Two hours of a kilowatt, and the losses, are bought in the two cheap hours; the same programme is asked again."""
    programme = Programme(2, 4, 3)
    assert (programme.solve(question()) <= 2 / 0.92**2 + 1e-6).all()
    full = programme.solve(question(stored=np.full(2, 2.5), price=np.array([[3.0, 3.0, 1.0, 1.0]] * 2)))
    assert full == pytest.approx([-1.0, -1.0])


def test_uncertain_need_is_covered_by_its_chance():
    """What one outcome of three needs is given only where it is worth that."""
    outcomes = np.tile(np.array([0.0, 0.0, 2.0]), (2, 4, 1))
    dear = np.array([[3.0, 1.5, 1.5, 1.5]] * 2)
    asked = question(outcomes=outcomes, stored=np.full(2, 4.0), price=dear, left=np.full(2, 1.2))
    programme = Programme(2, 4, 3)
    assert programme.solve(asked) == pytest.approx([0.0, 0.0])
    assert programme.solve(replace(asked, left=np.full(2, 0.6))) == pytest.approx([-2.0, -2.0])


def test_a_peak_that_costs_is_not_made():
    """Charging that would raise the peak is left where the peak costs more than the dear hours."""
    asked = question(peak_prices=(1.0, 0.0), reached=2.0)
    assert Programme(2, 4, 3).solve(asked).sum() == pytest.approx(0.0, abs=1e-6)
