"""What is told of the weather to come."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.language.data import languages
from custom_components.llm_agents.core.language.moments import Part
from custom_components.llm_agents.core.language.outlook import (
    Inquiry,
    Units,
    covering,
    entries_of,
    kinds_for,
    span_of,
    tell_outlook,
    tell_present,
)
from custom_components.llm_agents.core.language.phrases import phrases

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 5, 14, 9, 30, tzinfo=ZONE)  # a Wednesday
UNITS = Units(temperature="°C", wind="km/h")


def hour(moment: str, **told: Any) -> dict[str, Any]:
    return {"datetime": f"2025-05-{moment}:00:00+02:00", **told}


DAYS = [
    hour("14T12", condition="sunny", temperature=20.2, templow=9, precipitation_probability=5, wind_speed=12),
    hour("15T12", condition="partlycloudy", temperature=18, templow=12, precipitation_probability=40, wind_speed=31.6),
    hour("16T12", condition="rainy", temperature=14, templow=14, precipitation=8.2),
    hour("17T12", condition="snowy", temperature=1, templow=-5, precipitation_probability=70),
    hour("18T12", temperature=1),
]
HOURS = [
    hour("14T08", condition="pouring", temperature=11, precipitation_probability=100),
    hour("14T10", condition="sunny", temperature=15, precipitation_probability=0),
    hour("14T20", condition="clear-night", temperature=10),
    hour("15T03", condition="clear-night", temperature=4),
    hour("15T19", condition="rainy", temperature=13, precipitation_probability=80),
    hour("15T21", condition="rainy", temperature=12, precipitation_probability=60),
]


def told(language: str = "en", kind: str = "daily", now: datetime = NOW, **slots: Any) -> str:
    inquiry = Inquiry.of(slots)
    span = span_of(inquiry, now)
    entries = covering(span, kind, entries_of(HOURS if kind == "hourly" else DAYS, ZONE))
    return tell_outlook(phrases(language), inquiry, span, now, kind, entries, UNITS)


@pytest.mark.parametrize(
    ("language", "slots", "answer"),
    [
        ("en", {"day": 1}, "Tomorrow partly cloudy, 12 to 18 degrees, 40% chance of rain."),
        ("en", {"day": 0}, "Today sunny, 9 to 20 degrees."),
        ("en", {"weekday": 5}, "On Saturday snowy, -5 to 1 degree, 70% chance of snow."),
        ("en", {"weekday": 4}, "On Friday rainy, 14 degrees."),
        ("en", {"day": 2}, "The day after tomorrow rainy, 14 degrees."),
        ("en", {"day": 0, "asked": "rain"}, "No rain is expected today."),
        ("en", {"day": 1, "asked": "rain"}, "Rain is possible tomorrow: 40%."),
        ("en", {"day": 2, "asked": "rain"}, "Yes, rain is expected the day after tomorrow."),
        ("en", {"weekday": 5, "asked": "rain"}, "No rain is expected on Saturday."),
        ("en", {"weekday": 5, "asked": "snow"}, "Yes, snow is likely on Saturday: 70%."),
        ("en", {"day": 1, "asked": "snow"}, "No snow is expected tomorrow."),
        ("en", {"day": 1, "asked": "temperature"}, "Tomorrow 12 to 18 degrees."),
        ("en", {"day": 1, "asked": "wind"}, "Tomorrow wind up to 32 kilometres per hour."),
        ("en", {"day": 2, "asked": "wind"}, "The forecast does not tell that."),
        ("en", {"day": 4, "asked": "rain"}, "The forecast does not tell that."),
        ("en", {"day": 1, "part": "evening"}, "Tomorrow partly cloudy, 12 to 18 degrees, 40% chance of rain."),
        ("de", {"day": 1}, "Morgen leicht bewölkt, 12 bis 18 Grad, 40 Prozent Regenwahrscheinlichkeit."),
        ("de", {"weekday": 5, "asked": "snow"}, "Ja, am Samstag schneit es wahrscheinlich: 70 Prozent."),
        ("fr", {"day": 1}, "Demain : en partie nuageux, de 12 à 18 degrés, 40 % de risque de pluie."),
    ],
)
def test_a_day_is_told(language: str, slots: dict[str, Any], answer: str) -> None:
    assert told(language, **slots) == answer


@pytest.mark.parametrize(
    ("language", "slots", "answer"),
    [
        ("en", {"day": 1, "part": "evening", "asked": "rain"}, "Yes, rain is likely tomorrow evening: 80%."),
        ("en", {"day": 0, "asked": "rain"}, "No rain is expected today."),  # what fell this morning is over
        ("en", {"day": 0, "part": "night", "asked": "temperature"}, "Tonight 4 to 10 degrees."),
        ("en", {"part": "evening"}, "This evening clear, 10 degrees."),
        ("de", {"day": 1, "part": "evening"}, "Morgen Abend regnerisch, 12 bis 13 Grad, 80 Prozent Regenwahrscheinlichkeit."),
        ("fr", {"weekday": 3, "part": "evening", "asked": "rain"}, "Oui, la pluie est probable demain soir : 80 %."),
    ],
)  # fmt: skip
def test_a_part_of_a_day_is_told(language: str, slots: dict[str, Any], answer: str) -> None:
    assert told(language, "hourly", **slots) == answer


def test_after_midnight_tonight_is_this_night() -> None:
    night = datetime(2025, 5, 15, 1, 10, tzinfo=ZONE)
    assert told(kind="hourly", now=night, day=0, part="night", asked="temperature") == "Tonight 4 degrees."


def test_a_part_that_is_over_is_that_of_tomorrow() -> None:
    evening = NOW.replace(hour=22)
    assert span_of(Inquiry(part=Part.MORNING), evening).day.day == 15
    over = span_of(Inquiry(day=0, part=Part.MORNING), evening)
    assert covering(over, "hourly", entries_of(HOURS, ZONE)) == []
    assert covering(over, "daily", entries_of(DAYS, ZONE)) == []


def test_a_part_of_another_day_is_told_with_it() -> None:
    inquiry = Inquiry(weekday=5, part=Part.MORNING)
    entries = entries_of([hour("17T08", condition="fog")], ZONE)
    answer = tell_outlook(phrases("en"), inquiry, span_of(inquiry, NOW), NOW, "hourly", entries, UNITS)
    assert answer == "On Saturday in the morning foggy."


def test_of_half_days_the_one_asked_for_counts() -> None:
    halves = [hour("15T06", temperature=20, is_daytime=True), hour("15T18", temperature=8, is_daytime=False)]
    entries = entries_of(halves, ZONE)
    night, whole = Inquiry(day=1, part=Part.NIGHT), Inquiry(day=1)
    assert [item.temperature for item in covering(span_of(night, NOW), "twice_daily", entries)] == [8]
    assert len(covering(span_of(whole, NOW), "twice_daily", entries)) == 2


@pytest.mark.parametrize(
    ("inquiry", "first"),
    [
        (Inquiry(day=1), "daily"),
        (Inquiry(day=0), "daily"),
        (Inquiry(asked="rain"), "hourly"),
        (Inquiry(day=1, part=Part.EVENING), "hourly"),
    ],
)
def test_the_kind_of_forecast_fits_the_question(inquiry: Inquiry, first: str) -> None:
    assert kinds_for(inquiry)[0] == first


def test_entries_are_local_and_those_without_a_moment_are_left_out() -> None:
    items = [{"datetime": "2025-05-14T23:00:00+00:00"}, {"datetime": "soon"}, {}, {"datetime": "2025-05-15T08:00:00"}]
    assert [entry.moment.isoformat() for entry in entries_of(items, ZONE)] == [
        "2025-05-15T01:00:00+02:00",
        "2025-05-15T08:00:00+02:00",
    ]


def test_an_amount_is_told_in_millimetres() -> None:
    (entry,) = entries_of([hour("15T12", precipitation=0.5, temperature=True)], ZONE, 25.4)
    assert (entry.amount, entry.temperature) == (12.7, None)


def test_the_present_is_told() -> None:
    assert tell_present(phrases("en"), "sunny", 21.4, UNITS) == "Right now it is sunny, 21 degrees."


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("part", [None, "morning", "noon", "afternoon", "evening", "night"])
@pytest.mark.parametrize("asked", [None, "rain", "snow", "wind", "temperature"])
def test_every_language_answers(language: str, part: str | None, asked: str | None) -> None:
    for days in range(4):
        inquiry = Inquiry.of({"day": days, "part": part or "", "asked": asked or ""})
        entries = entries_of(DAYS[1:2], ZONE)
        answer = tell_outlook(phrases(language), inquiry, span_of(inquiry, NOW), NOW, "hourly", entries, UNITS)
        assert answer.endswith(".")
        assert "{" not in answer


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "warm"])
def test_what_is_no_number_is_not_told(value: object) -> None:
    entries = entries_of([hour("14T12", temperature=value)], ZONE)
    assert entries[0].temperature is None
