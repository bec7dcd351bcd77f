"""The forecast of base load: good from the first day, better from the home's own history, never not a number."""

import json
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.forecasting import BaseLoad, Provenance
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps

PARIS = ZoneInfo("Europe/Paris")
MONDAY = 1_709_506_800.0  # 2024-03-04 00:00 in Paris
SPRING = 1_711_839_600.0  # 2024-03-31 00:00 in Paris: an hour is missing on this day


def habit(start: float, days: float, *, seconds: float = 1800.0, seed: int = 1) -> Series:
    """Return a home that uses 0.3 kW, and 2 kW from 18:00 to 20:00 on the wall's clock, with some noise."""
    steps = Steps.even(start, seconds, round(days * DAY / seconds))
    hours = np.array([_hour(at) for at in steps.starts])
    noise = np.random.default_rng(seed).normal(0, 0.02, len(steps))
    return Series(steps, 0.3 + 1.7 * ((hours >= 18) & (hours < 20)) + noise)


def _hour(at: float) -> float:
    from datetime import UTC, datetime

    local = datetime.fromtimestamp(at, UTC).astimezone(PARIS)
    return local.hour + local.minute / 60


def learned(days: float = 21, start: float = MONDAY) -> BaseLoad:
    made = BaseLoad(PARIS)
    made.learn(habit(start, days))
    return made


def test_before_anything_is_measured_it_is_a_typical_home_of_that_mean_load() -> None:
    forecast = BaseLoad(PARIS, prior_kw=0.5).forecast(Steps.even(MONDAY, 1800, 48), MONDAY)
    assert forecast.provenance is Provenance.PRIOR
    assert forecast.mean.mean() == pytest.approx(0.5, rel=0.1)
    assert forecast.mean[38] > 2 * forecast.mean[6]  # the evening more than the night


def test_habits_are_found_at_their_time() -> None:
    now = MONDAY + 21 * DAY
    forecast = learned().forecast(Steps.even(now, 1800, 48), now)
    assert forecast.provenance is Provenance.HISTORY
    assert forecast.median[37] == pytest.approx(2.0, abs=0.1)
    assert forecast.median[10] == pytest.approx(0.3, abs=0.1)


def test_habits_follow_the_clock_on_the_wall_when_it_changes() -> None:
    forecast = learned(27).forecast(Steps.even(SPRING, 1800, 46), SPRING)
    assert forecast.median[35] == pytest.approx(2.0, abs=0.1)  # 17.5 h after midnight it is 18:30


def test_quantiles_are_in_order_and_finite_with_gaps() -> None:
    history = habit(MONDAY, 14)
    values = history.values.copy()
    values[100:300] = np.nan
    made = BaseLoad(PARIS)
    made.learn(Series(history.steps, values))
    now = MONDAY + 14 * DAY
    forecast = made.forecast(Steps.tiered(now, now + 2 * DAY), now)
    table = np.stack([forecast.quantiles[each] for each in sorted(forecast.quantiles)])
    assert np.isfinite(forecast.mean).all()
    assert np.isfinite(table).all()
    assert (np.diff(table, axis=0) >= -1e-9).all()


def test_learning_hour_by_hour_is_learning_at_once() -> None:
    whole = habit(MONDAY, 10)
    piecewise = BaseLoad(PARIS)
    for hour in range(10 * 24):
        cut = slice(2 * hour, 2 * hour + 2)
        piecewise.learn(Series(Steps(whole.steps.edges[2 * hour : 2 * hour + 3]), whole.values[cut]))
    now = MONDAY + 10 * DAY
    at_once = BaseLoad(PARIS)
    at_once.learn(whole)
    steps = Steps.even(now, HOUR, 24)
    # the same days; only what is trusted of them was learned with less before it
    assert piecewise.forecast(steps, now).mean == pytest.approx(at_once.forecast(steps, now).mean, abs=0.02)


def test_the_state_is_json_and_gives_the_same_forecast() -> None:
    made = learned(10)
    again = BaseLoad.restore(json.loads(json.dumps(made.state())), PARIS)
    now = MONDAY + 10 * DAY
    steps = Steps.even(now, HOUR, 24)
    assert again.forecast(steps, now).mean == pytest.approx(made.forecast(steps, now).mean, abs=0.002)
    assert len(json.dumps(made.state())) < 30_000


def test_what_is_measured_now_counts_as_long_as_such_deviations_last_here() -> None:
    rng = np.random.default_rng(9)
    steps = Steps.even(MONDAY, 1800, 40 * 48)
    off = np.zeros(len(steps))
    for index in range(1, len(off)):
        off[index] = 0.9 * off[index - 1] + rng.normal(0, 0.1)
    made = BaseLoad(PARIS)
    made.learn(Series(steps, 1 + off))
    now = MONDAY + 40 * DAY
    ahead = Steps.even(now, 1800, 60)
    usual, high = made.forecast(ahead, now), made.forecast(ahead, now, measured_kw=2.0)
    assert high.mean[0] > usual.mean[0] + 0.2
    assert high.mean[48] == pytest.approx(usual.mean[48], abs=0.03)


def test_a_home_that_went_away_is_expected_to_stay_away() -> None:
    away = habit(MONDAY, 3, seed=2)
    history = habit(MONDAY - 21 * DAY, 21)
    made = BaseLoad(PARIS)
    made.learn(history)
    made.learn(Series(away.steps, np.full(len(away.steps), 0.15)))
    now = MONDAY + 3 * DAY
    assert made.forecast(Steps.even(now, 1800, 48), now).median[37] < 1.0


def weather(start: float, days: float) -> Series:
    """Return temperatures that wander between -5 and 15 °C over weeks."""
    steps = Steps.even(start, HOUR, round(days * 24))
    return Series(steps, 5 + 10 * np.sin((steps.starts - MONDAY) / (9 * DAY) * 2 * np.pi))


def heated(outdoor: Series, seed: int = 6) -> Series:
    """Return a home that uses 0.3 kW and 0.1 kW for each degree below 15 °C, after a day's delay."""
    behind = np.convolve(np.maximum(15 - outdoor.values, 0), np.ones(24) / 24)[: len(outdoor.values)]
    return Series(outdoor.steps, 0.3 + 0.1 * behind + np.random.default_rng(seed).normal(0, 0.02, len(behind)))


def test_a_heated_home_is_expected_to_use_more_when_it_gets_colder() -> None:
    outdoor = weather(MONDAY, 42)
    load = heated(outdoor)
    known = 35 * 24
    now = float(outdoor.steps.edges[known])
    past = Steps(outdoor.steps.edges[: known + 1])
    plain, warned = BaseLoad(PARIS), BaseLoad(PARIS)
    plain.learn(Series(past, load.values[:known]))
    warned.learn(Series(past, load.values[:known]), Series(past, outdoor.values[:known]))
    steps = Steps(outdoor.steps.edges[known : known + 37])
    actual = load.values[known : known + 36]
    warned_error = np.abs(warned.forecast(steps, now, outdoor=outdoor.values[known : known + 36]).mean - actual).mean()
    plain_error = np.abs(plain.forecast(steps, now).mean - actual).mean()
    assert warned_error < 0.4 * plain_error
    again = BaseLoad.restore(json.loads(json.dumps(warned.state())), PARIS)
    assert again.forecast(steps, now, outdoor=outdoor.values[known : known + 36]).mean == pytest.approx(
        warned.forecast(steps, now, outdoor=outdoor.values[known : known + 36]).mean, abs=0.02
    )


def test_a_home_that_does_not_follow_the_weather_is_left_as_it_is() -> None:
    outdoor = weather(MONDAY, 21)
    made = BaseLoad(PARIS)
    made.learn(habit(MONDAY, 21), outdoor)
    now = MONDAY + 21 * DAY
    steps = Steps.even(now, 1800, 48)
    cold = made.forecast(steps, now, outdoor=np.full(48, -15.0)).mean
    assert cold == pytest.approx(made.forecast(steps, now, outdoor=np.full(48, 15.0)).mean, abs=0.1)


def test_a_forecast_tells_how_wrong_such_forecasts_were() -> None:
    assert BaseLoad(PARIS).forecast(Steps.even(MONDAY, 1800, 48), MONDAY).errors is None
    now = MONDAY + 21 * DAY
    errors = learned().forecast(Steps.even(now, 1800, 48), now).errors
    assert errors is not None
    assert errors.mae < 0.2
    assert abs(errors.bias) < 0.1
