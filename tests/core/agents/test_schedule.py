"""When a time that was said comes, by the home's clock, days and sun."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.agents.schedule import moment_of
from custom_components.llm_agents.core.language.moments import Part, Sun, When

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = datetime(2026, 11, 21, 15, 0, tzinfo=BERLIN)


def sun(event: Sun, after: datetime) -> datetime | None:
    """Rise at half past seven, set at half past four, by local time."""
    local = after.astimezone(BERLIN)
    moment = local.replace(hour=7 if event is Sun.RISE else 16, minute=30, second=0, microsecond=0)
    return (moment if moment > local else moment + timedelta(days=1)).astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "local"),
    [
        (When(seconds=600), "21 15:10"),
        (When(minute=420), "21 19:00"),
        (When(minute=960), "21 16:00"),
        (When(minute=420, exact=True), "22 07:00"),
        (When(minute=180), "22 03:00"),
        (When(minute=750), "22 12:30"),
        (When(minute=420, day=1), "22 07:00"),
        (When(minute=180, day=1), "22 15:00"),
        (When(minute=420, day=1, part=Part.EVENING), "22 19:00"),
        (When(minute=60, day=1, part=Part.NIGHT), "23 01:00"),
        (When(minute=60, part=Part.NIGHT), "22 01:00"),
        (When(minute=420, weekday=5), "21 19:00"),
        (When(minute=840, weekday=5, exact=True), "28 14:00"),
        (When(minute=420, weekday=0), "23 07:00"),
        (When(part=Part.MORNING), "22 08:00"),
        (When(part=Part.EVENING, day=0), "21 20:00"),
        (When(part=Part.MIDNIGHT), "22 00:00"),
        (When(part=Part.MIDNIGHT, day=1), "23 00:00"),
        (When(part=Part.NOON, day=1), "22 12:00"),
        (When(sun=Sun.SET), "21 16:30"),
        (When(sun=Sun.SET, seconds=1800), "21 17:00"),
        (When(sun=Sun.SET, seconds=-7200), "22 14:30"),
        (When(sun=Sun.RISE, day=1), "22 07:30"),
        (When(sun=Sun.SET, weekday=5), "21 16:30"),
        (When(minute=0, exact=True), "22 00:00"),
    ],
)
def test_a_time_is_the_next_that_is_meant(when: When, local: str) -> None:
    moment = moment_of(when, SATURDAY, sun)
    assert moment is not None
    assert moment.tzinfo is UTC
    assert moment.astimezone(BERLIN).strftime("%d %H:%M") == local


@pytest.mark.parametrize(
    "when",
    [
        When(minute=480, day=0, exact=True),
        When(part=Part.MORNING, day=0),
        When(sun=Sun.RISE, day=0),
        When(day=1),
        When(),
    ],
)
def test_a_time_that_is_over_or_was_not_told_never_comes(when: When) -> None:
    assert moment_of(when, SATURDAY, sun) is None


def test_where_the_sun_does_not_rise_nothing_is_planned_by_it() -> None:
    assert moment_of(When(sun=Sun.RISE), SATURDAY, lambda *_: None) is None
    assert moment_of(When(sun=Sun.RISE, day=1), SATURDAY, lambda *_: None) is None


def test_a_span_is_counted_over_a_change_of_the_clocks() -> None:
    """At three the clocks go back to two."""
    before = datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN)
    moment = moment_of(When(seconds=7200), before, sun)
    assert moment is not None
    assert moment - before.astimezone(UTC) == timedelta(hours=2)


def test_a_time_of_the_clock_is_of_its_day_after_a_change_of_the_clocks() -> None:
    before = datetime(2026, 10, 24, 20, 0, tzinfo=BERLIN)
    moment = moment_of(When(minute=420, day=1), before, sun)
    assert moment == datetime(2026, 10, 25, 6, 0, tzinfo=UTC)


@settings(max_examples=300, deadline=None)
@given(
    when=st.builds(
        When,
        seconds=st.none() | st.integers(-90_000, 10**7),
        minute=st.none() | st.integers(0, 1439),
        exact=st.booleans(),
        part=st.none() | st.sampled_from(Part),
        day=st.none() | st.integers(0, 400),
        weekday=st.none() | st.integers(0, 6),
        sun=st.none() | st.sampled_from(Sun),
    ),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
)
def test_whatever_was_said_a_time_lies_ahead(when: When, now: datetime) -> None:
    moment = moment_of(when, now.replace(tzinfo=BERLIN), sun)
    assert moment is None or moment > now.replace(tzinfo=BERLIN)
