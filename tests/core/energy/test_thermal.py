"""Thermal models are found again where a history tells them, and refused with a reason where it does not."""

from dataclasses import replace

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import ThermalModel
from custom_components.llm_agents.core.energy.forecasting.heat_balance import (
    ThermalHistory,
    gathered,
    heat_of,
    inputs,
    transition,
)
from custom_components.llm_agents.core.energy.forecasting.thermal import Identified, Refused, Untold, identify
from custom_components.llm_agents.core.energy.steps import HOUR, Series, Steps

LIGHT = ThermalModel(capacity=4, loss=0.18, solar_gain=3, gain=0.3)
HEAVY = ThermalModel(capacity=1.5, loss=0.2, mass_capacity=12, coupling=1.2, solar_gain=2, gain=0.25)


def lived_in(model: ThermalModel, days: int = 21, *, noise: float = 0.05, heating: float = 5.0) -> ThermalHistory:
    """Return weeks of a home with a thermostat (21 °C by day, 18 °C at night) that switches its heating on and off."""
    rng = np.random.default_rng(4)
    count = 24 * days
    hour = np.arange(count) % 24
    outdoor = 5 + 4 * np.sin(np.arange(count) / 24 * 2 * np.pi - 2) + np.cumsum(rng.normal(0, 0.15, count))
    sun = np.maximum(0, np.sin((hour - 6) / 12 * np.pi)) * 0.4 * rng.uniform(0.2, 1, count)
    state, push = transition(model, 1.0)
    now, indoor, heat, on = np.array([20.0, 20.0]), [20.0], [], False
    for index in range(count):
        wanted = 21 if 6 <= hour[index] < 22 else 18
        on = now[0] < wanted - 0.3 or (on and now[0] < wanted + 0.3)
        heat.append(heating if on else 0.0)
        given = inputs(model, outdoor[index : index + 1], np.array(heat[-1:]), sun[index : index + 1], np.zeros(1))
        now = state @ now + push * given
        indoor.append(float(now[0]))
    return ThermalHistory(
        steps=Steps.even(0, HOUR, count),
        indoor=np.array(indoor) + rng.normal(0, noise, count + 1),
        outdoor=outdoor,
        heat=np.array(heat),
        irradiance=sun,
        gains=np.zeros(count),
    )


def test_one_capacity_is_found_again() -> None:
    found = identify(lived_in(LIGHT))
    assert isinstance(found, Identified)
    assert found.model.mass_capacity == 0
    assert found.model.capacity == pytest.approx(LIGHT.capacity, rel=0.05)
    assert found.model.loss == pytest.approx(LIGHT.loss, rel=0.05)
    assert found.error < 0.15 < found.persistence_error


def test_walls_are_found_again() -> None:
    found = identify(lived_in(HEAVY))
    assert isinstance(found, Identified)
    assert found.model.capacity == pytest.approx(HEAVY.capacity, rel=0.1)
    assert found.model.mass_capacity == pytest.approx(HEAVY.mass_capacity, rel=0.1)
    assert found.model.coupling == pytest.approx(HEAVY.coupling, rel=0.1)
    assert found.model.loss == pytest.approx(HEAVY.loss, rel=0.05)


def test_gaps_are_left_out() -> None:
    history = lived_in(LIGHT)
    outdoor, indoor = history.outdoor.copy(), history.indoor.copy()
    outdoor[50:80] = np.nan
    indoor[200:230] = np.nan
    found = identify(replace(history, outdoor=outdoor, indoor=indoor))
    assert isinstance(found, Identified)
    assert found.model.loss == pytest.approx(LIGHT.loss, rel=0.1)


def test_two_days_are_too_short() -> None:
    found = identify(lived_in(LIGHT, 2))
    assert isinstance(found, Refused)
    assert found.reason is Untold.TOO_SHORT


def test_a_summer_without_heating_tells_nothing() -> None:
    found = identify(lived_in(LIGHT, heating=0.0))
    assert isinstance(found, Refused)
    assert found.reason is Untold.NO_HEAT


def test_a_home_that_is_always_equally_warm_tells_nothing() -> None:
    history = lived_in(LIGHT)
    found = identify(replace(history, indoor=np.full(len(history.indoor), 21.0)))
    assert isinstance(found, Refused)
    assert found.reason is Untold.NO_MOVEMENT


def test_a_sensor_that_has_nothing_to_do_with_the_heating_tells_nothing() -> None:
    history = lived_in(LIGHT)
    wrong = 20 + np.random.default_rng(1).normal(0, 1, len(history.indoor))
    found = identify(replace(history, indoor=wrong))
    assert isinstance(found, Refused)
    assert found.reason in {Untold.NO_PATTERN, Untold.UNSURE}


def test_electrical_power_becomes_heat_by_the_outdoor_temperature() -> None:
    steps = Steps.even(0, HOUR, 3)
    heat = heat_of(Series(steps, np.ones(3)), Series(steps, np.array([-10.0, 0.0, np.nan])), ((-10, 2), (10, 4)))
    assert heat.values[:2] == pytest.approx([2, 3])
    assert np.isnan(heat.values[2])


def test_series_of_other_steps_come_to_one_grid() -> None:
    quarter = Steps.even(0, HOUR / 4, 40)
    history = gathered(
        Series(quarter, 20 + quarter.starts / HOUR),
        Series(Steps.even(0, HOUR, 10), np.full(10, 5.0)),
        Series(quarter, np.full(40, 2.0)),
    )
    assert len(history.indoor) == 11
    assert history.indoor[5] == pytest.approx(20 + 5 - 1 / 8)  # a quarter's mean lies in its middle
    assert history.heat == pytest.approx(np.full(10, 2.0))
