"""Hot water draws are seen in a tank's temperature and forecast with quantiles."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import WaterHeater
from custom_components.llm_agents.core.energy.forecasting.draws import WATER, HotWaterDraws, drawn, of_litres
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps

PARIS = ZoneInfo("Europe/Paris")
MONDAY = 1_704_668_400.0  # 2024-01-08 in Paris
TANK = WaterHeater(asset_id="tank", name="Tank", litres=200, heater_kw=2.0)


def tank(draw: np.ndarray, heat: np.ndarray) -> tuple[Series, Series]:
    """Return the mean temperatures and heat of a mixed tank from which kWh are drawn in half hours."""
    steps = Steps.even(MONDAY, HOUR / 2, len(draw))
    temperature, means = 55.0, []
    for used, given in zip(draw, heat, strict=True):
        means.append(temperature)
        losses = TANK.loss_w_per_k / 1000 * (temperature - TANK.ambient) / 2
        temperature += (given / 2 - losses - used) / (TANK.litres * WATER)
    return Series(steps, np.array(means)), Series(steps, heat)


def test_a_fall_of_the_temperature_is_a_draw_and_a_loss_is_none() -> None:
    draw = np.zeros(48)
    draw[14], draw[40] = 1.5, 0.8
    heat = np.zeros(48)
    heat[20:24] = 2.0
    seen = drawn(*tank(draw, heat), TANK)
    assert seen.values[14] / 2 == pytest.approx(1.5, abs=0.05)
    assert seen.values[40] / 2 == pytest.approx(0.8, abs=0.05)
    assert np.nansum(seen.values) / 2 == pytest.approx(2.3, abs=0.1)


def test_a_gap_is_not_a_draw() -> None:
    upper, heat = tank(np.zeros(48), np.zeros(48))
    upper.values[10:12] = np.nan
    assert np.isnan(drawn(upper, heat, TANK).values[9:12]).all()


def test_litres_become_heat() -> None:
    steps = Steps.even(MONDAY, HOUR, 2)
    assert of_litres(Series(steps, np.array([40.0, -1.0])), 42, 12).values == pytest.approx([40 * WATER * 30, 0])


def test_a_prior_is_what_a_household_draws() -> None:
    made = HotWaterDraws.of(PARIS, 4.0).forecast(Steps.even(MONDAY, HOUR, 24), MONDAY)
    assert made.mean.sum() == pytest.approx(4.0, rel=0.05)
    assert made.mean[7] > 3 * made.mean[2]


def test_showers_are_expected_when_they_are_usual() -> None:
    rng = np.random.default_rng(8)
    values = np.zeros(28 * 24)
    for day in range(28):
        values[24 * day + 7] = rng.choice([0.0, 2.0, 3.0], p=[0.2, 0.4, 0.4])
    forecaster = HotWaterDraws.of(PARIS)
    forecaster.learn(Series(Steps.even(MONDAY, HOUR, len(values)), values))
    now = MONDAY + 28 * DAY
    steps = Steps.even(now, HOUR, 24)
    planned = forecaster.expected(steps, now, 0.75)
    assert forecaster.forecast(steps, now).mean[6:9].sum() == pytest.approx(2.0, abs=0.6)
    assert planned[7] >= 2.0
    assert planned[14] < 0.2
