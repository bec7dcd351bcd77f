"""What was forecast is compared with what came."""

import json

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.forecasting.errors import ErrorBook
from custom_components.llm_agents.core.energy.forecasting.forecast import QUANTILES, Forecast, Provenance
from custom_components.llm_agents.core.energy.steps import HOUR, Series, Steps

NOW = 1_709_506_800.0


def forecast(at: float = NOW, mean: float = 1.0) -> Forecast:
    steps = Steps.tiered(at, at + 40 * HOUR)
    line = np.full(len(steps), mean)
    return Forecast(
        steps=steps,
        mean=line,
        quantiles={each: line * 2 * each for each in QUANTILES},
        made_at=at,
        provenance=Provenance.HISTORY,
    )


def measured(values: np.ndarray, start: float = NOW) -> Series:
    return Series(Steps.even(start, HOUR, len(values)), values)


def test_errors_are_known_once_a_forecast_has_passed() -> None:
    book = ErrorBook()
    book.note(forecast())
    book.compare(measured(np.full(20, 1.5)))
    assert not book.tally.by_lead()
    book.compare(measured(np.full(36, 1.5)))
    errors = book.tally.errors
    assert errors is not None
    assert errors.mae == pytest.approx(0.5)
    assert errors.bias == pytest.approx(-0.5)
    assert (errors.coverage, errors.count) == (1.0, 36)


def test_errors_are_told_by_lead_time() -> None:
    book = ErrorBook()
    book.note(forecast())
    book.compare(measured(np.where(np.arange(36) < 12, 1.0, 3.0)))
    by_lead = book.tally.by_lead()
    assert by_lead[0.0].mae == 0.0
    assert by_lead[12.0].mae == pytest.approx(2.0)
    assert by_lead[12.0].coverage == 0.0


def test_what_was_not_measured_does_not_count() -> None:
    book = ErrorBook()
    book.note(forecast())
    book.compare(measured(np.full(36, np.nan)))
    assert book.tally.errors is None


def test_one_forecast_in_three_hours_is_kept() -> None:
    book = ErrorBook()
    for minute in range(0, 20 * 60, 5):
        book.note(forecast(NOW + 60 * minute))
    assert len(book.state()["open"]) == 7
    for hour in range(20, 200):
        book.note(forecast(NOW + hour * HOUR))
    assert len(book.state()["open"]) <= 13
    assert len(json.dumps(book.state())) < 15_000


def test_the_state_is_json_and_can_be_erased() -> None:
    book = ErrorBook()
    book.note(forecast())
    again = ErrorBook.restore(json.loads(json.dumps(book.state())))
    again.compare(measured(np.full(36, 1.5)))
    assert again.tally.by_lead()
    again.erase()
    assert not again.tally.by_lead()
    assert again.state()["open"] == []
    with pytest.raises(ValueError, match="error book"):
        ErrorBook.restore({"tally": {}, "open": [[NOW, [[1.0]]]]})
