"""Departures follow the habits of a weekday, early rather than late, and give way to the calendar."""

from datetime import datetime
import json
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.forecasting.departures import Departures, Occupancy, Trip
from custom_components.llm_agents.core.energy.steps import HOUR, Series, Steps

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2024, 3, 4, tzinfo=BERLIN)  # a Monday


def at(day: int, hour: float) -> float:
    """Return the instant of a local time some days after the first Monday."""
    midnight = datetime.fromordinal(START.toordinal() + day).replace(tzinfo=BERLIN)
    return midnight.timestamp() + hour * HOUR if day != 27 else midnight.timestamp() + (hour - 1) * HOUR


def commuter(weeks: int = 4) -> Departures:
    """Return the habits of somebody who leaves on working days at about 7:30 and comes back at about 17:00."""
    rng = np.random.default_rng(5)
    trips = [
        Trip(
            left=at(day, 7.5 + rng.normal(0, 0.25)),
            returned=at(day, 17 + rng.normal(0, 0.3)),
            used_kwh=9 + rng.normal(0, 1),
        )
        for day in range(7 * weeks)
        if day % 7 < 5
    ]
    made = Departures(BERLIN)
    made.learn(trips, at(0, 0), at(7 * weeks, 0))
    return made


def test_a_plugged_vehicle_leaves_early_enough_on_a_working_day() -> None:
    now = at(28, 1)  # a Monday, the clocks have changed the day before
    first, second = commuter().sessions(now, at(29, 1), plugged=True)
    assert first.start == now
    assert at(28, 6.8) < first.end < at(28, 7.5)
    assert 8.5 < first.wanted_kwh < 11.5
    assert second.start == pytest.approx(at(28, 16.8), abs=HOUR)
    assert second.wanted_kwh == 0


def test_at_the_weekend_it_stays() -> None:
    assert [each.wanted_kwh for each in commuter().sessions(at(33, 1), at(34, 1), plugged=True)] == [0.0]


def test_a_later_departure_today_is_taken_only_among_days_that_were_as_late() -> None:
    (only,) = commuter().sessions(at(28, 12), at(28, 23), plugged=True)
    assert only.end == at(28, 23)


def test_a_calendar_event_is_a_departure_on_a_day_without_habit() -> None:
    first, *_ = commuter().sessions(at(33, 1), at(34, 1), plugged=True, events=[at(33, 10)])
    assert first.end == at(33, 9.5)
    assert first.wanted_kwh > 8


def test_an_event_later_than_the_habit_changes_nothing() -> None:
    plain = commuter().sessions(at(28, 1), at(29, 1), plugged=True)
    assert commuter().sessions(at(28, 1), at(29, 1), plugged=True, events=[at(28, 20)])[0] == plain[0]


def test_a_vehicle_that_is_away_is_expected_back() -> None:
    session = commuter().sessions(at(28, 9), at(28, 23), plugged=False)[0]
    assert at(28, 16) < session.start < at(28, 18)


def test_nothing_is_said_before_anything_was_seen() -> None:
    fresh = Departures(BERLIN)
    assert fresh.sessions(at(28, 9), at(29, 9), plugged=False) == ()
    (session,) = fresh.sessions(at(28, 9), at(29, 9), plugged=True)
    assert session.wanted_kwh == 0.0


def test_trips_are_bounded_learned_once_json_and_erased() -> None:
    made = commuter(60)
    again = Departures.restore(json.loads(json.dumps(made.state())), BERLIN)
    assert again.state() == made.state()
    assert len(made.state()["trips"]) == 200
    made.learn([Trip(left=left, returned=back) for left, back, _ in made.state()["trips"]], at(0, 0), at(420, 0))
    assert len(made.state()["trips"]) == 200
    made.erase()
    assert made.state()["trips"] == []


def test_somebody_is_at_home_when_somebody_usually_is() -> None:
    steps = Steps.even(at(0, 0), HOUR, 21 * 24)
    hours = np.arange(len(steps)) % 24
    weekday = np.arange(len(steps)) // 24 % 7 < 5
    occupancy = Occupancy(BERLIN, slots=24)
    occupancy.learn(Series(steps, np.where(weekday & (hours >= 8) & (hours < 17), 0.0, 1.0)))
    now = at(21, 0)
    probability = occupancy.probability(Steps.even(now, HOUR, 24), now)
    assert probability[12] < 0.2
    assert probability[20] > 0.8
    assert (probability <= 1).all()
