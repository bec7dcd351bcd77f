"""Prices by time of use."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.energy.tariffs.schedule import Period, scheduled
from custom_components.llm_agents.core.energy.tariffs.slots import HOUR, value_at

ZONE = ZoneInfo("Europe/Paris")
NIGHT = Period(price=0.1, start=22 * 60, end=6 * 60)


def at(text: str, fold: int = 0) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE, fold=fold).timestamp()


def test_a_night_lasts_past_midnight() -> None:
    slots = scheduled([NIGHT], 0.3, at("2026-03-10T00:00"), at("2026-03-12T00:00"), ZONE)
    assert [(slot.end - slot.start) / HOUR for slot in slots] == [6, 16, 8, 16, 2]
    assert [slot.value for slot in slots] == [0.1, 0.3, 0.1, 0.3, 0.1]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 7), ("2026-10-24", 9)])
def test_a_night_in_which_clocks_change_is_an_hour_shorter_or_longer(day: str, hours: int) -> None:
    start = at(f"{day}T22:00")
    slots = scheduled([NIGHT], 0.3, start, start + 24 * HOUR, ZONE)
    assert (slots[0].end - slots[0].start) / HOUR == hours


def test_a_period_in_the_hour_that_comes_twice_holds_twice() -> None:
    slots = scheduled([Period(price=1, start=120, end=150)], 0, at("2026-10-25T00:00"), at("2026-10-26T00:00"), ZONE)
    ones = [slot for slot in slots if slot.value == 1]
    assert [slot.start for slot in ones] == [at("2026-10-25T02:00"), at("2026-10-25T02:00", fold=1)]


def test_a_period_that_begins_in_the_hour_that_is_left_out_begins_when_clocks_change() -> None:
    slots = scheduled([Period(price=1, start=150, end=300)], 0, at("2026-03-29T00:00"), at("2026-03-30T00:00"), ZONE)
    one = next(slot for slot in slots if slot.value == 1)
    assert one.start == at("2026-03-29T03:00")


def test_weekdays_are_of_the_day_on_which_a_period_begins() -> None:
    friday = Period(price=1, start=22 * 60, end=6 * 60, weekdays=frozenset({4}))
    slots = scheduled([friday], 0, at("2026-03-09T00:00"), at("2026-03-16T00:00"), ZONE)
    assert [(slot.start, slot.end) for slot in slots if slot.value] == [
        (at("2026-03-13T22:00"), at("2026-03-14T06:00"))
    ]


def test_the_first_period_that_holds_counts_and_seasons_hold() -> None:
    winter = Period(price=0.5, start=17 * 60, end=21 * 60, months=frozenset({12, 1, 2}))
    evening = Period(price=0.4, start=17 * 60, end=21 * 60)
    january = scheduled([winter, evening], 0.2, at("2026-01-31T00:00"), at("2026-02-01T00:00"), ZONE)
    march = scheduled([winter, evening], 0.2, at("2026-03-01T00:00"), at("2026-03-02T00:00"), ZONE)
    assert (max(s.value for s in january), max(s.value for s in march)) == (0.5, 0.4)


def test_a_period_without_an_end_holds_all_day() -> None:
    weekend = Period(price=0.1, weekdays=frozenset({5, 6}))
    slots = scheduled([weekend], 0.3, at("2026-03-13T00:00"), at("2026-03-17T00:00"), ZONE)
    assert [((slot.end - slot.start) / HOUR, slot.value) for slot in slots] == [(24, 0.3), (48, 0.1), (24, 0.3)]


@settings(max_examples=40, deadline=None)
@given(
    start=st.integers(0, 1439),
    end=st.integers(0, 1439),
    weekdays=st.frozensets(st.integers(0, 6)),
    offset=st.integers(0, 365 * 24 * 4),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_slots_cover_all_time_and_agree_with_the_clock(
    start: int, end: int, weekdays: frozenset[int], offset: int, zone: str
) -> None:
    where, first = ZoneInfo(zone), 1767225600.0 + offset * 900
    period = Period(price=1, start=start, end=end, weekdays=weekdays)
    slots = scheduled([period], 0, first, first + 50 * HOUR, where)
    assert (slots[0].start, slots[-1].end) == (first, first + 50 * HOUR)
    assert all(a.end == b.start for a, b in pairwise(slots))
    for minute in range(0, 50 * 60, 7):
        local = datetime.fromtimestamp(first + minute * 60, where)
        held = period.holds(local.date(), local.hour * 60 + local.minute)
        assert value_at(slots, first + minute * 60) == float(held)
