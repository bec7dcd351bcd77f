"""Days that were, as problems for what is tried."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.alternatives import MoreBattery, OtherTariff
from custom_components.llm_agents.core.energy.lived_days import LEAST_DAYS, lived_days
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import Problem
from custom_components.llm_agents.core.energy.steps import HOUR, Series, Steps
from custom_components.llm_agents.core.energy.what_if import compare
from tests.core.agents.energy_home import ASSETS, BATTERY

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 10, 28, 15, 0, tzinfo=BERLIN)  # the clocks changed on the 25th


def series(days: int, values: float | None = None) -> Series:
    """Return hours up to now, dear in the evening."""
    start = NOW.timestamp() - days * 24 * HOUR
    steps = Steps.even(start, HOUR, days * 24)
    hours = np.array([datetime.fromtimestamp(at, BERLIN).hour for at in steps.starts])
    known = np.where((hours >= 17) & (hours < 21), 0.4, 0.2) if values is None else np.full(len(steps), values)
    return Series(steps, known.astype(np.float64))


def lived(days: int = 8, load: Series | None = None) -> list[Problem]:
    prices = (series(days), series(days, 0.05))
    return lived_days(load or series(days, 0.8), [series(days, 0.1)], prices, ASSETS, NOW.timestamp(), BERLIN)


def test_whole_days_are_taken_as_long_as_they_were() -> None:
    found = lived()
    assert [len(one.steps) for one in found] == [24, 24, 24, 24, 25, 24, 24]
    assert found[-1].steps.edges[-1] == (NOW.replace(hour=0) - timedelta(0)).timestamp()
    assert {asset.asset_id for asset in found[0].assets} == {"grid", "roof", "battery"}
    assert found[0].base_load == pytest.approx(0.8)
    assert found[0].pv == pytest.approx(0.1)


def test_a_day_of_which_too_little_is_known_is_left_out_and_a_gap_is_filled() -> None:
    load = series(8, 0.8)
    load.values[30:45] = np.nan
    load.values[100] = np.nan
    found = lived(load=load)
    assert len(found) == 6
    assert all(np.isfinite(one.base_load).all() for one in found)


def test_few_days_are_none() -> None:
    assert len(lived(LEAST_DAYS)) == 0
    assert len(lived(LEAST_DAYS + 1)) == LEAST_DAYS


def test_what_is_tried_over_days_has_narrower_bounds_and_batteries_begin_empty() -> None:
    days = lived()
    assert days[0].states["battery"].soc == BATTERY.reserve  # type: ignore[union-attr]
    found = compare(
        days, MoreBattery(price=1500.0), lambda one: solve(one, Options(polish=False)), currency="EUR", zone=BERLIN
    )
    assert found.measured
    assert found.end - found.start == pytest.approx(7 * 24 * HOUR + HOUR)
    dearer = compare(days, OtherTariff(factor=2.0), lambda one: solve(one, Options(polish=False)), currency="EUR")
    assert dearer.a_year < -500
