"""The regression on the sky so far, on days that are clear or cloudy as a whole."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.forecasting.photovoltaics import SolarForecast
from custom_components.llm_agents.core.energy.forecasting.sun_ways import Sky, fit, ways
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps

PER_DAY = 24
CLEAR = 4.0 * np.clip(np.sin((np.arange(PER_DAY) - 6) / 12 * np.pi), 0, None)


def year(days: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return what was made and given: clear and cloudy days by chance, the forecast knows the season alone."""
    random = np.random.default_rng(seed)
    clearness = np.where(random.random(days) < 0.5, 1.0, 0.25)
    return np.concatenate([share * CLEAR for share in clearness]), np.tile(0.6 * CLEAR, days)


def sky(days: int, hour: int, today: float) -> Sky:
    made, given = year(days)
    now = (days - 2) * PER_DAY + hour
    made[now - hour : now] = today * CLEAR[:hour]
    return Sky(made=made, given=given, now=now, per_day=PER_DAY)


@pytest.mark.parametrize("today", [1.0, 0.25])
def test_the_morning_says_how_the_afternoon_goes(today):
    here = sky(50, 11, today)
    weights = fit(here)
    assert weights is not None
    found = ways(here, weights, 30, 20)
    afternoon = slice(1, 6)
    wanted = today * CLEAR[12:17]
    assert np.abs(found.mean[afternoon] - wanted).mean() < 0.25 * np.abs(0.6 * CLEAR[12:17] - wanted).mean()


def test_what_lies_ahead_is_never_read():
    here = sky(50, 11, 1.0)
    later = here.made.copy()
    later[here.now :] = 99.0
    other = Sky(made=later, given=here.given, now=here.now, per_day=PER_DAY)
    mine, its = fit(here), fit(other)
    assert mine is not None
    assert its is not None
    first, second = ways(here, mine, 30, 20), ways(other, its, 30, 20)
    assert first.mean == pytest.approx(second.mean)
    assert first.paths == pytest.approx(second.paths)


def test_nothing_is_said_before_a_week_is_known():
    made, given = year(9)
    assert fit(Sky(made=made, given=given, now=6 * PER_DAY, per_day=PER_DAY)) is None


def test_ways_are_dark_at_night_and_around_their_mean():
    here = sky(50, 0, 1.0)
    weights = fit(here)
    assert weights is not None
    found = ways(here, weights, 24, 20)
    assert found.paths.shape == (20, 24)
    assert found.mean[:5] == pytest.approx(0.0, abs=0.01)
    assert (found.paths >= 0).all()
    assert found.paths[:, 12].max() - found.paths[:, 12].min() > 1.0


def test_gaps_in_what_was_made_are_left_out():
    here = sky(50, 11, 1.0)
    here.made[200:260] = np.nan
    weights = fit(here)
    assert weights is not None
    assert np.isfinite(ways(here, weights, 30, 20).paths).all()


def test_a_solar_forecast_has_ways_when_it_has_learned_for_a_week():
    zone = ZoneInfo("Europe/Paris")
    made, given = year(60)
    start = 1_700_000_000 // DAY * DAY
    forecast = SolarForecast(zone, 5.0, slots=PER_DAY)
    ahead = Steps.even(start + 60 * DAY, HOUR, 36)
    assert forecast.ways(ahead, start + 60 * DAY, np.tile(CLEAR, 2)[:36]) is None
    past = Steps.even(start, HOUR, len(made))
    forecast.learn(Series(past, made), Series(past, given))
    found = forecast.ways(ahead, start + 60 * DAY, 0.6 * np.tile(CLEAR, 2)[:36], paths=10)
    assert found is not None
    assert found.paths.shape == (10, 36)
    assert found.mean.max() < 5.0
    assert found.mean[10:14].mean() > 1.0
