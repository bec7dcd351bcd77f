"""Forecasts of photovoltaics: corrected by their own errors and by the sky now, never more than the panels can make."""

from datetime import UTC, datetime
import json
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Photovoltaics
from custom_components.llm_agents.core.energy.forecasting import sun
from custom_components.llm_agents.core.energy.forecasting.forecast import Provenance
from custom_components.llm_agents.core.energy.forecasting.photovoltaics import SolarForecast
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, FloatArray, Series, Steps

BERLIN = ZoneInfo("Europe/Berlin")
JUNE = datetime(2024, 6, 1, tzinfo=BERLIN).timestamp()
ROOF = Photovoltaics(asset_id="roof", name="Roof", peak_kw=5.0, tilt=35, azimuth=180)
NOON = 12


def told(days: float, start: float = JUNE) -> Series:
    steps = Steps.even(start, HOUR, round(days * 24))
    return Series(steps, sun.panels(steps, ROOF, 52.5, 13.4))


def made(given: Series, *, share: float = 0.7, spread: float = 0.05) -> Series:
    """Return what panels made that reach a share of what is forecast, and nothing after 15:00 (a tree)."""
    rng = np.random.default_rng(2)
    hours = np.array([datetime.fromtimestamp(at, UTC).astimezone(BERLIN).hour for at in given.steps.starts])
    values = given.values * share * rng.normal(1, spread, len(hours))
    return Series(given.steps, np.where(hours >= 15, 0.0, np.maximum(values, 0)))


def learned(days: int = 14) -> SolarForecast:
    forecaster = SolarForecast(BERLIN, ROOF.peak_kw)
    given = told(days)
    forecaster.learn(made(given), given)
    return forecaster


def tomorrow(days: int = 14) -> tuple[Steps, FloatArray, float]:
    now = JUNE + days * DAY
    given = told(1, now)
    return given.steps, given.values, now


def test_without_history_a_forecast_is_taken_nearly_as_given() -> None:
    steps, given, now = tomorrow()
    forecast = SolarForecast(BERLIN, ROOF.peak_kw).forecast(steps, now, given)
    assert forecast.provenance is Provenance.GIVEN
    assert forecast.mean[NOON] == pytest.approx(given[NOON], rel=0.15)


def test_bias_is_corrected_by_the_hour() -> None:
    steps, given, now = tomorrow()
    forecast = learned().forecast(steps, now, given)
    assert forecast.provenance is Provenance.CORRECTED
    assert forecast.mean[NOON] == pytest.approx(0.7 * given[NOON], rel=0.06)
    assert forecast.mean[17] < 0.25 * given[17]


def test_quantiles_are_in_order_and_within_what_the_panels_can_make() -> None:
    steps, given, now = tomorrow()
    forecast = learned().forecast(steps, now, 3 * given)
    table = np.stack([forecast.quantiles[each] for each in sorted(forecast.quantiles)])
    assert (np.diff(table, axis=0) >= -1e-9).all()
    assert table.min() >= 0
    assert table.max() <= ROOF.peak_kw


def test_steps_in_which_panels_were_held_back_are_not_learned_from() -> None:
    given = told(14)
    values = made(given, spread=0.0).values.copy()
    held = np.zeros(len(values))
    held[5 * 24 :: 24] = 0  # nights do not matter
    noon = np.arange(len(values)) % 24 == NOON
    values[noon] = 0.0
    held[noon] = 1.0
    forecaster = SolarForecast(BERLIN, ROOF.peak_kw)
    forecaster.learn(Series(given.steps, values), given, Series(given.steps, held))
    steps, next_day, now = tomorrow()
    assert forecaster.forecast(steps, now, next_day).mean[NOON] > 0.5 * next_day[NOON]


def test_clouds_that_are_measured_now_lower_the_next_hours_and_not_tomorrow() -> None:
    now = JUNE + 14 * DAY + 11 * HOUR
    given = told(2, now)
    forecaster = learned()
    usual = forecaster.forecast(given.steps, now, given.values).mean
    cloudy = forecaster.forecast(given.steps, now, given.values, measured_kw=0.3).mean
    assert cloudy[0] < 0.8 * usual[0]
    assert cloudy[24] == pytest.approx(usual[24], rel=0.02)


def test_a_gap_in_what_is_given_is_filled_by_what_is_usual() -> None:
    steps, given, now = tomorrow()
    given[NOON] = np.nan
    forecast = learned().forecast(steps, now, given)
    assert forecast.mean[NOON] == pytest.approx(forecast.mean[NOON - 1], rel=0.4)
    assert np.isfinite(forecast.mean).all()


def test_nothing_is_made_at_night() -> None:
    steps, given, now = tomorrow()
    assert learned().forecast(steps, now, given).mean[1] == 0.0


def test_the_state_is_json_and_gives_the_same_forecast() -> None:
    forecaster = learned()
    again = SolarForecast.restore(json.loads(json.dumps(forecaster.state())), BERLIN)
    steps, given, now = tomorrow()
    assert again.forecast(steps, now, given).mean == pytest.approx(
        forecaster.forecast(steps, now, given).mean, abs=0.01
    )


def test_the_sun_stands_where_it_does() -> None:
    noon = datetime(2024, 6, 21, 11, 8, tzinfo=UTC).timestamp()  # solar noon in Berlin
    elevation, azimuth = sun.position(np.array([noon]), 52.52, 13.405)
    assert np.degrees(elevation[0]) == pytest.approx(90 - 52.52 + 23.44, abs=0.1)
    assert np.degrees(azimuth[0]) == pytest.approx(180, abs=1)


def test_panels_make_less_under_clouds_and_no_more_than_their_inverter() -> None:
    steps = Steps.even(JUNE, HOUR, 24)
    clear = sun.panels(steps, ROOF, 52.5, 13.4)
    cloudy = sun.panels(steps, ROOF, 52.5, 13.4, cloud=np.ones(24))
    small = sun.panels(steps, Photovoltaics(asset_id="a", name="A", peak_kw=5, inverter_kw=2), 52.5, 13.4)
    assert 3.5 < clear.max() < 5
    assert cloudy.max() == pytest.approx(0.25 * clear.max(), rel=0.25)
    assert small.max() == 2.0
    assert clear[0] == 0.0


def test_irradiance_is_used_where_it_is_known() -> None:
    steps = Steps.even(JUNE, HOUR, 24)
    sky = np.where(np.arange(24) == NOON, 0.8, 0.0)
    power = sun.panels(steps, ROOF, 52.5, 13.4, irradiance=sky, outdoor=np.full(24, 25.0))
    assert power[NOON] > 2.5
    assert power[NOON - 2] == 0
