"""The house that stands in for the recorded one is like it, and its planner keeps it warm for less."""

import numpy as np
import pytest

from bench.energy.cold import run
from bench.energy.cold_house import Home, cold
from custom_components.llm_agents.core.energy.forecasting.heat_balance import inputs, simulated


def test_the_record_is_explained_by_the_model_and_what_it_does_not_see() -> None:
    house = cold()
    history, span = house.history, slice(24, 96)
    given = inputs(house.model, history.outdoor, history.heat, history.irradiance, history.gains) + house.unseen
    made = simulated(house.model, given[span, None], 1.0, history.indoor[[24]], history.indoor[[24]])[:, 0]
    assert np.abs(made - history.indoor[25:97]).mean() < 1.5


def test_a_thermostat_holds_its_set_point() -> None:
    home = Home(cold(), 72)
    for _ in range(48):
        home.pass_hour(20.5)
    assert home.indoor[-1] == pytest.approx(20.5, abs=0.6)
    assert home.bill > 0
    assert home.short == 0


def test_the_planner_is_cheaper_than_the_thermostat_and_as_warm() -> None:
    bill, short, found = run(5, "ours")
    usual, usual_short, _ = run(5, "thermostat")
    assert found is not None
    assert bill < usual
    assert short <= usual_short + 0.1
