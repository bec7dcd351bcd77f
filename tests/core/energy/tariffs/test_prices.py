"""Prices from the shapes of common integrations."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.energy.tariffs.bad_input import BadInput
from custom_components.llm_agents.core.energy.tariffs.prices import Told, read_prices
from custom_components.llm_agents.core.energy.tariffs.slots import HOUR, Slots, value_at

ZONE = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2026, 3, 10, tzinfo=ZONE)
NOW = MIDNIGHT.timestamp() + 10.5 * HOUR
SNAPSHOTS = json.loads((Path(__file__).parent / "snapshots.json").read_text())["entities"]

type Of = Callable[[int], float]


def told(data: Any, **more: Any) -> Told:
    return Told(**({"data": data, "now": NOW, "zone": ZONE, "currency": "EUR"} | more))


def hours(count: int = 24, first: int = 0, minutes: int = 60) -> list[datetime]:
    return [MIDNIGHT + timedelta(minutes=minutes * (first + index)) for index in range(count)]


def texts(count: int = 24, first: int = 0, minutes: int = 60) -> list[str]:
    return [at.isoformat() for at in hours(count, first, minutes)]


def price(index: int) -> float:
    return 0.1 + index / 100


def expect_day(slots: Slots, scale: float = 1.0, count: int = 24) -> None:
    assert len(slots) == count
    assert slots[0].start == MIDNIGHT.timestamp()
    assert all(slot.end - slot.start == 24 * HOUR / 24 for slot in slots)
    assert [slot.value for slot in slots] == pytest.approx([price(index) * scale for index in range(count)])


SHAPES: dict[str, tuple[Any, dict[str, Any], float]] = {
    "nord_pool_raw": (
        {
            "currency": "EUR",
            "unit": "kWh",
            "today": [9.9] * 24,
            "raw_today": [
                {"start": at, "end": at + timedelta(hours=1), "value": price(i)} for i, at in enumerate(hours())
            ],
            "raw_tomorrow": [],
            "tomorrow_valid": False,
        },
        {"state": "0.20", "state_unit": "EUR/kWh"},
        1.0,
    ),
    "nord_pool_in_cents": (
        {
            "raw_today": [
                {"start": a, "end": b, "value": price(i)}
                for i, (a, b) in enumerate(zip(texts(), texts(24, 1), strict=True))
            ]
        },
        {"state_unit": "c/kWh"},
        0.01,
    ),
    "nord_pool_lists": ({"today": [price(i) for i in range(24)], "tomorrow": []}, {"state_unit": "€/MWh"}, 0.001),
    "nord_pool_action": (
        {
            "DE-LU": [
                {"start": a, "end": b, "price": price(i)}
                for i, (a, b) in enumerate(zip(texts(), texts(24, 1), strict=True))
            ]
        },
        {"unit": "EUR/MWh"},
        0.001,
    ),
    "tibber_action": (
        {"prices": {"Home": [{"start_time": at, "price": price(i)} for i, at in enumerate(texts())]}},
        {"unit": "EUR/kWh"},
        1.0,
    ),
    "entso_e": (
        {
            "prices_today": [{"time": at, "price": price(i)} for i, at in enumerate(texts())],
            "prices_tomorrow": [],
            "prices": [{"time": at.replace("T", " "), "price": price(i)} for i, at in enumerate(texts())],
        },
        {"state": "0.215", "state_unit": "EUR/kWh"},
        1.0,
    ),
    "octopus": (
        {
            "event_type": "octopus_energy_electricity_current_day_rates",
            "rates": [
                {"start": a, "end": b, "value_inc_vat": price(i), "is_capped": False}
                for i, (a, b) in enumerate(zip(texts(), texts(24, 1), strict=True))
            ],
        },
        {"unit": "GBP/kWh", "currency": "GBP"},
        1.0,
    ),
    "epex_spot_cents": (
        {
            "price_ct_per_kwh": 12.0,
            "data": [
                {"start_time": a, "end_time": b, "price_eur_per_mwh": price(i) * 10, "price_ct_per_kwh": price(i)}
                for i, (a, b) in enumerate(zip(texts(), texts(24, 1), strict=True))
            ],
        },
        {"state": "2.0", "state_unit": "EUR/MWh"},
        0.01,
    ),
    "awattar": (
        {
            "data": [
                {"start_time": a, "end_time": b, "price_per_kwh": price(i)}
                for i, (a, b) in enumerate(zip(texts(), texts(24, 1), strict=True))
            ]
        },
        {"state_unit": "EUR/kWh"},
        1.0,
    ),
    "energi_data_service": (
        {
            "unit": "kWh",
            "currency": "EUR",
            "raw_today": [{"hour": at, "price": price(i)} for i, at in enumerate(hours())],
            "raw_tomorrow": None,
            "forecast": None,
        },
        {"state_unit": None},
        1.0,
    ),
    "energy_zero_action": (
        {"prices": [{"price": price(i), "timestamp": at, "start": at} for i, at in enumerate(texts())]},
        {"unit": "EUR/kWh"},
        1.0,
    ),
    "pvpc": ({f"price_{hour:02d}h": price(hour) for hour in range(24)}, {"state_unit": "€/kWh"}, 1.0),
    "forecast_dict": (
        {"forecast_dict": {at: price(i) for i, at in enumerate(texts())}},
        {"state_unit": "EUR/kWh"},
        1.0,
    ),
    "generic": (
        {"my_plan": [{"from": at, "tariff": price(i)} for i, at in enumerate(texts())], "other": [1, 2]},
        {"state_unit": "EUR/kWh"},
        1.0,
    ),
    "epoch_milliseconds": (
        {"data": [{"start_timestamp": at.timestamp() * 1000, "price": price(i)} for i, at in enumerate(hours())]},
        {"state_unit": "EUR/kWh"},
        1.0,
    ),
    "local_texts": (
        {"prices": [{"time": f"{at:%Y-%m-%d %H:%M}", "price": str(price(i))} for i, at in enumerate(hours())]},
        {"state_unit": "EUR/kWh"},
        1.0,
    ),
}


@pytest.mark.parametrize(("data", "more", "scale"), SHAPES.values(), ids=SHAPES)
def test_a_known_shape_is_read(data: Any, more: dict[str, Any], scale: float) -> None:
    expect_day(read_prices(told(data, **more)), scale)


def test_real_amber_prices_are_read() -> None:
    entity = SNAPSHOTS["sensor.home_general_forecast"]
    rows = entity["attributes"]["forecasts"]
    now = datetime.fromisoformat(rows[0]["start_time"]).timestamp()
    slots = read_prices(
        Told(
            data=entity["attributes"],
            now=now,
            zone=ZoneInfo("Australia/Sydney"),
            currency="AUD",
            state=entity["state"],
            state_unit="$/kWh",
        )
    )
    assert [slot.value for slot in slots] == [row["per_kwh"] for row in rows]
    assert all(slot.end == after.start for slot, after in pairwise(slots))
    assert {slot.end - slot.start for slot in slots} == {300.0, 1800.0}


def test_tomorrow_follows_today() -> None:
    data = {
        name: [{"start": at, "value": price(i)} for i, at in enumerate(texts(24, first))]
        for name, first in (("raw_today", 0), ("raw_tomorrow", 24))
    }
    assert len(read_prices(told(data, state_unit="EUR/kWh"))) == 48


def test_a_forecast_fills_only_what_is_not_known() -> None:
    data = {
        "raw_today": [{"hour": at, "price": 0.2} for at in hours()],
        "forecast": [{"hour": at, "price": 0.5} for at in hours(48)],
    }
    slots = read_prices(told(data, state_unit="EUR/kWh"))
    assert [slot.value for slot in slots] == [0.2] * 24 + [0.5] * 24


def test_quarters_and_hours_stay_what_they_are() -> None:
    rows = [{"start": at, "value": 0.1} for at in texts(8, 0, 15)] + [
        {"start": at, "value": 0.3} for at in texts(22, 2)
    ]
    slots = read_prices(told({"rates": rows}, state_unit="EUR/kWh"))
    assert [slot.end - slot.start for slot in slots] == [900.0] * 8 + [3600.0] * 22


def test_a_missing_hour_is_a_gap() -> None:
    rows = [{"start": at, "value": 0.1} for i, at in enumerate(texts()) if i != 5]
    slots = read_prices(told({"rates": rows}, state_unit="EUR/kWh"))
    assert value_at(slots, MIDNIGHT.timestamp() + 5.5 * HOUR) is None
    assert value_at(slots, MIDNIGHT.timestamp() + 4.5 * HOUR) == 0.1


@pytest.mark.parametrize("value", [None, "unknown", float("nan"), float("inf"), True])
def test_what_is_no_number_is_a_gap(value: Any) -> None:
    rows = [{"start": at, "value": value if i == 5 else 0.1} for i, at in enumerate(texts())]
    assert len(read_prices(told({"rates": rows}, state_unit="EUR/kWh"))) == 23


@pytest.mark.parametrize(("day", "count"), [((2026, 3, 29), 23), ((2026, 10, 25), 25)])
@pytest.mark.parametrize("pieces", [1, 4])
def test_a_day_on_which_clocks_change_has_its_hours(day: tuple[int, int, int], count: int, pieces: int) -> None:
    at = datetime(*day, 12, tzinfo=ZONE)
    slots = read_prices(told({"today": list(range(count * pieces))}, now=at.timestamp(), state_unit="ct/kWh"))
    assert len(slots) == count * pieces
    assert slots[-1].end - slots[0].start == count * HOUR
    assert slots[-1].end == datetime(*day[:2], day[2], tzinfo=ZONE).timestamp() + count * HOUR


def test_local_times_that_come_twice_are_told_apart() -> None:
    walls = ["2026-10-25T00:00", "2026-10-25T01:00", "2026-10-25T02:00", "2026-10-25T02:00", "2026-10-25T03:00"]
    data = {"rates": [{"start": wall, "value": index / 10} for index, wall in enumerate(walls)]}
    slots = read_prices(told(data, state_unit="EUR/kWh"))
    assert [slot.value for slot in slots] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    assert all(slot.end - slot.start == HOUR for slot in slots)


FAULTS: dict[str, tuple[Any, dict[str, Any], str]] = {
    "nothing": ({"icon": "mdi:flash"}, {}, "no_prices"),
    "empty": ({"raw_today": []}, {}, "no_prices"),
    "a_weather_list": ({"forecast": "cloudy"}, {}, "no_prices"),
    "no_unit": ({"rates": [{"start": at, "value": 0.1} for at in texts()]}, {}, "unit"),
    "another_quantity": ({"rates": [{"start": at, "value": 0.1} for at in texts()]}, {"state_unit": "kWh"}, "unit"),
    "bad_word_for_unit": (
        {"rates": [{"start": at, "value": 0.1} for at in texts()]},
        {"unit": "apples", "state_unit": "EUR/kWh"},
        "unit",
    ),
    "other_currency": (
        {"rates": [{"start": at, "value": 0.1} for at in texts()]},
        {"state_unit": "SEK/kWh"},
        "currency",
    ),
    "cents_called_euros": (
        {"rates": [{"start": at, "value": 28.0} for at in texts()]},
        {"state_unit": "EUR/kWh"},
        "absurd",
    ),
    "state_in_another_unit": (
        {"rates": [{"start": at, "value": 0.25} for at in texts()]},
        {"state": "25.0", "state_unit": "EUR/kWh"},
        "mixed",
    ),
    "days_in_different_units": (
        {
            "raw_today": [{"start": at, "value": 0.2} for at in texts()],
            "raw_tomorrow": [{"start": at, "value": 21.0} for at in texts(24, 24)],
        },
        {"state_unit": "EUR/kWh"},
        "mixed",
    ),
    "wrong_length": ({"today": [0.1] * 22}, {"state_unit": "EUR/kWh"}, "day_length"),
    "two_areas": (
        {area: [{"start": at, "price": price(i) + k} for i, at in enumerate(texts())] for k, area in enumerate("AB")},
        {"unit": "EUR/MWh"},
        "which",
    ),
}


@pytest.mark.parametrize(("data", "more", "key"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named(data: Any, more: dict[str, Any], key: str) -> None:
    with pytest.raises(BadInput) as fault:
        read_prices(told(data, **more))
    assert fault.value.key == key


def test_one_of_several_areas_is_taken() -> None:
    data = {
        "SE3": [{"start": at, "price": 50.0} for at in texts()],
        "SE4": [{"start": at, "price": 60.0} for at in texts()],
    }
    asked = told(data, unit="EUR/MWh")
    assert {slot.value for slot in read_prices(replace(asked, table="se4"))} == {0.06}
    with pytest.raises(BadInput, match="which"):
        read_prices(replace(asked, table="NO1"))


def test_negative_and_zero_prices_are_prices() -> None:
    rows = [{"start": at, "value": -0.02 if i < 12 else 0.0} for i, at in enumerate(texts())]
    assert {slot.value for slot in read_prices(told({"rates": rows}, state_unit="EUR/kWh"))} == {-0.02, 0.0}


@settings(max_examples=30, deadline=None)
@given(
    values=st.lists(st.floats(-5, 5, allow_nan=False), min_size=2, max_size=60),
    minutes=st.sampled_from([5, 15, 30, 60]),
    shuffled=st.randoms(use_true_random=False),
)
def test_no_price_is_lost_in_any_order(values: list[float], minutes: int, shuffled: Any) -> None:
    starts = [datetime(2026, 10, 24, 22, tzinfo=UTC) + timedelta(minutes=minutes * i) for i in range(len(values))]
    rows = [{"start": at.isoformat(), "value": value} for at, value in zip(starts, values, strict=True)]
    shuffled.shuffle(rows)
    slots = read_prices(told({"rates": rows}, unit="XAU/kWh", currency="XAU"))
    assert [(slot.start, slot.value) for slot in slots] == [
        (at.timestamp(), value) for at, value in zip(starts, values, strict=True)
    ]
    assert all(slot.end - slot.start == minutes * 60 for slot in slots)
