"""Errors of forecasts are told by how far ahead they looked."""

import json

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.forecasting.errors import Tally
from custom_components.llm_agents.core.energy.steps import DAY, FloatArray

NOW = 1_709_506_800.0
LEADS = np.arange(36, dtype=np.float64)


def tally(actual: FloatArray, mean: float = 1.0) -> Tally:
    """Return what a forecast of 36 hours, between 0.2 and 1.8 times its mean, came to."""
    made = Tally()
    line = np.full(36, mean)
    made.add(NOW, LEADS, actual, line, np.stack((0.2 * line, 1.8 * line)))
    return made


def test_errors_are_those_of_all_hours() -> None:
    errors = tally(np.full(36, 1.5)).errors
    assert errors is not None
    assert errors.mae == pytest.approx(0.5)
    assert errors.bias == pytest.approx(-0.5)
    assert (errors.coverage, errors.count) == (1.0, 36)


def test_errors_are_told_by_lead_time() -> None:
    by_lead = tally(np.where(LEADS < 12, 1.0, 3.0)).by_lead()
    assert by_lead[0.0].mae == 0.0
    assert by_lead[12.0].mae == pytest.approx(2.0)
    assert by_lead[12.0].coverage == 0.0


def test_what_was_not_measured_does_not_count() -> None:
    assert tally(np.full(36, np.nan)).errors is None


def test_old_errors_fade() -> None:
    made = tally(np.full(36, 3.0))
    line = np.ones(36)
    made.add(NOW + 60 * DAY, LEADS, line, line, np.stack((0.2 * line, 1.8 * line)))
    assert made.errors is not None
    assert made.errors.mae < 0.2


def test_the_state_is_json_and_can_be_erased() -> None:
    made, again = tally(np.full(36, 1.5)), Tally()
    again.restore(json.loads(json.dumps(made.state())))
    assert again.state() == made.state()
    again.erase()
    assert not again.by_lead()
    again.restore({"sums": [[1.0]]})
    assert again.errors is None
