"""A weather service's temperature is corrected by what is measured here."""

import json
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.forecasting.outdoor import OutdoorForecast
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps

PARIS = ZoneInfo("Europe/Paris")
MONDAY = 1_709_506_800.0


def weather(days: float, seed: int = 3) -> tuple[Series, Series]:
    """Return what is measured and what is given: 2 K too cold, and wrong by what fades within hours."""
    rng = np.random.default_rng(seed)
    steps = Steps.even(MONDAY, HOUR, round(days * 24))
    given = 8 + 4 * np.sin(np.arange(len(steps)) / 24 * 2 * np.pi)
    error = np.zeros(len(steps))
    for index in range(1, len(steps)):
        error[index] = 0.85 * error[index - 1] + rng.normal(0, 0.5)
    return Series(steps, given + 2 + error), Series(steps, given)


def learned(days: float = 20) -> tuple[OutdoorForecast, Series, Series]:
    measured, given = weather(days + 2)
    count = round(days * 24)
    forecaster = OutdoorForecast(PARIS)
    forecaster.learn(Series(Steps(measured.steps.edges[: count + 1]), measured.values[:count]), given)
    return forecaster, measured, given


def test_bias_is_learned() -> None:
    forecaster, _, given = learned()
    now = MONDAY + 20 * DAY
    ahead = Steps.even(now, HOUR, 48)
    forecast = forecaster.forecast(ahead, now, given.mean_over(ahead))
    assert forecast.mean[40] - given.values[-8] == pytest.approx(2.0, abs=0.6)


def test_corrected_forecasts_are_better_near_and_far() -> None:
    near, far, plain = [], [], []
    for days in range(10, 40):
        forecaster, measured, given = learned(days)
        now = MONDAY + days * DAY
        ahead = Steps.even(now, HOUR, 48)
        error = forecaster.forecast(ahead, now, given.mean_over(ahead)).mean - measured.mean_over(ahead)
        near.append(abs(error[0]))
        far.append(np.abs(error[12:]).mean())
        plain.append(np.abs((given.values - measured.values)[-48:]).mean())
    assert np.mean(near) < 0.6 * np.mean(far) < 0.6 * np.mean(plain)


def test_what_is_measured_now_fades() -> None:
    forecaster = OutdoorForecast(PARIS)
    steps = Steps.even(MONDAY, HOUR, 48)
    forecast = forecaster.forecast(steps, MONDAY, np.full(48, 10.0), given_now=10.0, measured=6.0)
    assert forecast.mean[0] < 7
    assert forecast.mean[47] == pytest.approx(10.0, abs=0.1)


def test_gaps_and_absurd_errors_are_left_out() -> None:
    forecaster, _, given = learned()
    before = json.dumps(forecaster.state())
    steps = Steps.even(MONDAY + 20 * DAY, HOUR, 4)
    forecaster.learn(Series(steps, np.array([np.nan, 80.0, np.nan, -60.0])), given)
    assert json.loads(before)["offsets"] == forecaster.state()["offsets"]


def test_quantiles_hold_four_of_five_values() -> None:
    inside = []
    for days in range(10, 40):
        forecaster, measured, given = learned(days)
        now = MONDAY + days * DAY
        ahead = Steps.even(now, HOUR, 36)
        forecast = forecaster.forecast(ahead, now, given.mean_over(ahead))
        actual = measured.mean_over(ahead)
        inside.append((forecast.quantiles[0.1] <= actual) & (actual <= forecast.quantiles[0.9]))
    assert 0.65 < np.mean(inside) < 0.95


def test_the_state_is_json() -> None:
    forecaster, _, _ = learned()
    again = OutdoorForecast.restore(json.loads(json.dumps(forecaster.state())), PARIS)
    assert again.state() == forecaster.state()
    with pytest.raises(ValueError, match="no state"):
        OutdoorForecast.restore({**forecaster.state(), "offsets": [1]}, PARIS)
