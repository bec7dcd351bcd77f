"""Sentences about the energy of the home: what they come to, and that nothing else changes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.llm_agents.core.home.model import EnergyAsset, Home
from custom_components.llm_agents.core.language.codec import request_from_json, request_to_json
from custom_components.llm_agents.core.language.energies import (
    EnergyAsk,
    EnergyQuestion,
    EnergyWhatIf,
    EnergyWish,
    Tried,
    Wished,
)
from custom_components.llm_agents.core.language.energy_figures import EnergyFigures
from custom_components.llm_agents.core.language.moments import Part, When
from custom_components.llm_agents.core.language.phrases import phrases
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, Reader
from custom_components.llm_agents.core.language.request import Request

from .homes import demo_home

ASSETS = (
    EnergyAsset(asset_id="car", name="Volvo", kind="vehicle"),
    EnergyAsset(asset_id="bat", name="Home battery", kind="battery"),
    EnergyAsset(asset_id="lr", name="Living room", kind="zone"),
    EnergyAsset(asset_id="br", name="Upstairs heating", kind="zone", area_id="bedroom"),
    EnergyAsset(asset_id="dw", name="Dishwasher", kind="appliance"),
    EnergyAsset(asset_id="pv", name="Roof", kind="photovoltaics"),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("en")


@pytest.fixture(scope="module")
def home() -> Home:
    return replace(demo_home()[0], assets=ASSETS)


def read(reader: Reader, home: Home, text: str) -> Request:
    reading = reader.read(text, home, demo_home()[1])
    assert len(reading.requests) == 1, reading
    assert reading.confidence >= READER_THRESHOLD, reading
    return reading.requests[0]


WISHES: dict[str, tuple[Wished, tuple[str, ...], float | None, dict[str, Any]]] = {
    "charge the car to 80 % by Friday noon": (
        Wished.CHARGE,
        ("car",),
        0.8,
        {"end": When(part=Part.NOON, weekday=4)},
    ),
    "please charge the Volvo to 60 percent by tomorrow 7 am": (
        Wished.CHARGE,
        ("car",),
        0.6,
        {"end": When(minute=420, exact=True, day=1)},
    ),
    "have the car ready at seven": (Wished.CHARGE, ("car",), None, {"end": When(minute=420)}),
    "have the car at 80% every weekday at seven": (
        Wished.CHARGE,
        ("car",),
        0.8,
        {"end": When(minute=420), "weekdays": (0, 1, 2, 3, 4)},
    ),
    "charge the car": (Wished.CHARGE, ("car",), None, {}),
    "charge the car now": (Wished.CHARGE_NOW, ("car",), None, {}),
    "charge the battery": (Wished.CHARGE_NOW, ("bat",), None, {}),
    "charge the battery to 100 percent": (Wished.CHARGE_NOW, ("bat",), 1.0, {}),
    "charge the battery to 80 percent by six pm": (
        Wished.CHARGE,
        ("bat",),
        0.8,
        {"end": When(minute=1080, exact=True)},
    ),
    "keep the living room at 21 until ten": (Wished.KEEP, ("lr",), 21.0, {"end": When(minute=600)}),
    "keep the bedroom at 19 from 10 pm to 6 am": (
        Wished.KEEP,
        ("br",),
        19.0,
        {"start": When(minute=1320, exact=True), "end": When(minute=360, exact=True)},
    ),
    "we want the living room at 22 degrees by six pm": (
        Wished.WARM_BY,
        ("lr",),
        22.0,
        {"end": When(minute=1080, exact=True)},
    ),
    "I want it warm at seven": (Wished.WARM_BY, ("lr", "br"), None, {"end": When(minute=420)}),
    "run the dishwasher by six in the morning": (
        Wished.RUN,
        ("dw",),
        None,
        {"end": When(minute=360, part=Part.MORNING)},
    ),
    "run the dishwasher when it is cheapest": (Wished.RUN_CHEAPEST, ("dw",), None, {}),
    "keep 30 % in the battery": (Wished.RESERVE, ("bat",), 0.3, {}),
    "keep the battery at 30 %": (Wished.RESERVE, ("bat",), 0.3, {}),
    "don't charge from the grid tonight": (
        Wished.NO_GRID,
        ("car", "bat"),
        None,
        {"start": When(part=Part.EVENING, day=0)},
    ),
    "charge the car only with solar power": (Wished.NO_GRID, ("car",), None, {}),
    "don't use the battery until 5 pm": (Wished.NO_DISCHARGE, ("bat",), None, {"end": When(minute=1020, exact=True)}),
    "don't charge the car before midnight": (Wished.PAUSE, ("car",), None, {"end": When(part=Part.MIDNIGHT)}),
    "we are away until Sunday": (Wished.AWAY, (), None, {"end": When(weekday=6)}),
    "we are on holiday from tomorrow to sunday": (
        Wished.AWAY,
        (),
        None,
        {"start": When(day=1), "end": When(weekday=6)},
    ),
    "we are back": (Wished.HOME, (), None, {}),
    "as green as possible": (Wished.GREEN, (), None, {}),
    "as cheap as possible": (Wished.CHEAP, (), None, {}),
    "as cheap and as green as can be": (Wished.BALANCED, (), None, {}),
    "forget that wish": (Wished.FORGET, (), None, {}),
    "forget the wish about the car": (Wished.FORGET, ("car",), None, {}),
    "forget all my wishes": (Wished.FORGET_ALL, (), None, {}),
}


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_is_read(reader: Reader, home: Home, text: str) -> None:
    wished, asset_ids, amount, times = WISHES[text]
    request = read(reader, home, text)
    assert request == EnergyWish(wished=wished, asset_ids=asset_ids, amount=amount, words=text, **times)
    assert request_from_json(request_to_json(request)) == request


@pytest.mark.parametrize(
    ("text", "ask", "asset_ids"),
    [
        ("what is the plan", EnergyAsk.PLAN, ()),
        ("show me the energy plan", EnergyAsk.PLAN, ()),
        ("when does the car charge", EnergyAsk.WHEN, ("car",)),
        ("when will the dishwasher run?", EnergyAsk.WHEN, ("dw",)),
        ("why is the car not charging", EnergyAsk.WHY, ("car",)),
        ("Why is the battery holding?", EnergyAsk.WHY, ("bat",)),
        ("why is the heat pump running", EnergyAsk.WHY, ("lr", "br")),
        ("how full is the battery", EnergyAsk.LEVEL, ("bat",)),
        ("what is the state of charge of the car", EnergyAsk.LEVEL, ("car",)),
        ("is it a good time to run the dishwasher", EnergyAsk.WHY, ("dw",)),
        ("should I charge the car now", EnergyAsk.WHY, ("car",)),
        ("why did the plan change", EnergyAsk.CHANGED, ()),
        ("what does electricity cost now", EnergyAsk.PRICE, ()),
        ("when is it cheapest", EnergyAsk.CHEAPEST, ()),
        ("what did we save today", EnergyAsk.SAVED_TODAY, ()),
        ("how much did we save this month", EnergyAsk.SAVED_MONTH, ()),
        ("what are my wishes", EnergyAsk.WISHES, ()),
    ],
)
def test_a_question_is_read(reader: Reader, home: Home, text: str, ask: EnergyAsk, asset_ids: tuple[str, ...]) -> None:
    request = read(reader, home, text)
    assert request == EnergyQuestion(ask=ask, asset_ids=asset_ids, words=text)
    assert request_from_json(request_to_json(request)) == request


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what would a second battery bring", {"tried": Tried.BATTERY}),
        (
            "what if we bought a battery of 10 kWh for 5000 euros",
            {"tried": Tried.BATTERY, "amount": 10.0, "price": 5000.0},
        ),
        ("what would 5 kW more solar bring", {"tried": Tried.SUN, "amount": 5.0}),
        ("what if I heat to 22", {"tried": Tried.TEMPERATURE, "amount": 22.0}),
        ("what if I heat the bedroom to 18", {"tried": Tried.TEMPERATURE, "amount": 18.0, "asset_ids": ("br",)}),
        ("what if electricity costs 30 cents", {"tried": Tried.TARIFF, "amount": 0.3}),
    ],
)
def test_a_what_if_is_read(reader: Reader, home: Home, text: str, expected: dict[str, object]) -> None:
    request = read(reader, home, text)
    assert request == EnergyWhatIf(words=text, **expected)  # type: ignore[arg-type]
    assert request_from_json(request_to_json(request)) == request


def test_degrees_are_those_of_the_home(reader: Reader, home: Home) -> None:
    american = replace(home, version=99, temperature_unit="°F")
    request = read(reader, american, "keep the living room at 70 until ten")
    assert isinstance(request, EnergyWish)
    assert request.amount == pytest.approx(21.11)


def test_two_cars_are_both_meant_by_their_kind_and_one_by_its_name(reader: Reader, home: Home) -> None:
    both = replace(home, version=98, assets=(*ASSETS, EnergyAsset(asset_id="van", name="Red van", kind="vehicle")))
    request = read(reader, both, "charge the car to 80 % by seven")
    assert isinstance(request, EnergyWish)
    assert request.asset_ids == ("car", "van")
    named = read(reader, both, "charge the red van to 80 % by seven")
    assert isinstance(named, EnergyWish)
    assert named.asset_ids == ("van",)


@pytest.mark.parametrize(
    "text",
    [
        "run the dishwasher at nine",
        "run the dishwasher",
        "set the living room to 21",
        "keep the living room at 21",
        "stop charging the car",
        "turn on the dishwasher",
        "charge the car to 300 km",
        "forget that the bins go out on Monday",
        "why did you turn on the kitchen lights",
        "what is planned",
        "is the car charging",
        "turn off the kitchen lights when it gets dark",
    ],
)
def test_what_was_understood_before_means_the_same_beside_assets(reader: Reader, home: Home, text: str) -> None:
    bare, states = demo_home()
    assert reader.read(text, home, states) == reader.read(text, bare, states)


@pytest.mark.parametrize("text", [*WISHES, "what is the plan", "why is the battery holding", "when is it cheapest"])
def test_without_assets_no_sentence_is_about_energy(reader: Reader, text: str) -> None:
    bare, states = demo_home()
    found = reader.read(text, bare, states).requests
    assert not any(isinstance(one, EnergyWish | EnergyQuestion | EnergyWhatIf) for one in found)


@pytest.mark.parametrize("text", ["what is the energy plan", "what would a second battery bring"])
def test_without_assets_what_can_mean_nothing_else_is_told_to_need_some(reader: Reader, text: str) -> None:
    bare, states = demo_home()
    assert reader.read(text, bare, states).requests == (EnergyQuestion(ask=EnergyAsk.PLAN, words=text),)


def test_a_long_or_hostile_sentence_costs_little(reader: Reader, home: Home) -> None:
    text = "charge the car to " + "80 % by seven or " * 8
    reading = reader.read(text[:400], home, demo_home()[1])
    assert not any(isinstance(one, EnergyWish) for one in reading.requests)


@pytest.fixture(scope="module")
def german() -> Reader:
    return Reader("de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "lade das Auto bis Freitag um 12 Uhr auf 80 %",
            {"wished": Wished.CHARGE, "asset_ids": ("car",), "amount": 0.8, "end": When(minute=720, weekday=4)},
        ),
        (
            "das Auto soll um sieben fertig sein",
            {"wished": Wished.CHARGE, "asset_ids": ("car",), "end": When(minute=420)},
        ),
        ("halte 30 Prozent in der Batterie", {"wished": Wished.RESERVE, "asset_ids": ("bat",), "amount": 0.3}),
        ("wir sind bis Sonntag weg", {"wished": Wished.AWAY, "end": When(weekday=6)}),
        (
            "das Auto soll werktags um sieben 80 Prozent haben",
            {
                "wished": Wished.CHARGE,
                "asset_ids": ("car",),
                "amount": 0.8,
                "end": When(minute=420),
                "weekdays": (0, 1, 2, 3, 4),
            },
        ),
    ],
)
def test_times_may_stand_anywhere_in_a_german_sentence(
    german: Reader, home: Home, text: str, expected: dict[str, Any]
) -> None:
    assert read(german, home, text) == EnergyWish(words=text, **expected)


@pytest.mark.parametrize(
    ("text", "ask", "asset_ids"),
    [
        ("warum lädt das Auto nicht", EnergyAsk.WHY, ("car",)),
        ("wie voll ist die Batterie", EnergyAsk.LEVEL, ("bat",)),
        ("soll ich das Auto jetzt laden", EnergyAsk.WHY, ("car",)),
        ("wie ist der Energieplan", EnergyAsk.PLAN, ()),
        ("wann ist der Strom am billigsten", EnergyAsk.CHEAPEST, ()),
    ],
)
def test_a_german_question_is_read(
    german: Reader, home: Home, text: str, ask: EnergyAsk, asset_ids: tuple[str, ...]
) -> None:
    assert read(german, home, text) == EnergyQuestion(ask=ask, asset_ids=asset_ids, words=text)


def test_a_temperature_for_a_room_that_is_not_planned_names_the_room(reader: Reader) -> None:
    pump = EnergyAsset(asset_id="hp", name="Heat pump", kind="zone")
    home, states = demo_home()
    text = "keep the kitchen at 21 until ten"
    found = reader.read(text, replace(home, assets=(pump,)), states).requests
    assert found == (EnergyWish(wished=Wished.KEEP, place="Kitchen", words=text),)
    assert request_from_json(request_to_json(found[0])) == found[0]
    without = reader.read(text, replace(home, assets=(ASSETS[0],)), states).requests
    assert not any(isinstance(request, EnergyWish) for request in without)


def test_how_full_something_without_a_level_is_is_no_question_about_energy(reader: Reader, home: Home) -> None:
    requests = reader.read("how full is the dishwasher", home, demo_home()[1]).requests
    assert not any(isinstance(request, EnergyQuestion) for request in requests)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("4:00 AM", "5:00 AM tomorrow")),
        ("de", ("morgen um 4:00 Uhr", "5:00 Uhr")),
    ],
)
def test_the_day_of_a_span_stands_where_the_language_has_it(language: str, told: tuple[str, str]) -> None:
    now = datetime(2026, 11, 21, 16, tzinfo=UTC)
    at = datetime(2026, 11, 22, 4, tzinfo=UTC).timestamp()
    figures = EnergyFigures(phrases=phrases(language), now=now)
    assert figures.span(at, at + 3600) == told
    later = figures.span(now.timestamp(), now.timestamp() + 3600)
    assert all("morgen" not in one and "tomorrow" not in one for one in later)
