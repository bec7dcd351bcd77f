"""What tariffs come to."""

from dataclasses import replace
from datetime import datetime
import math
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.energy.tariffs.bad_input import BadInput
from custom_components.llm_agents.core.energy.tariffs.codec import tariff_from_data, tariff_to_data
from custom_components.llm_agents.core.energy.tariffs.series import series_of
from custom_components.llm_agents.core.energy.tariffs.slots import HOUR, Slot, value_at
from custom_components.llm_agents.core.energy.tariffs.tariff import Origin, Priced, Window, prices

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 10, 12, tzinfo=ZONE).timestamp()
ORIGIN = Origin(entities=("sensor.spot",))
SPOT = tuple(Slot(START + i * HOUR, START + (i + 1) * HOUR, 0.05 + i / 100) for i in range(10))
DYNAMIC = {"pricing": "dynamic", "origin": {"entities": ["sensor.spot"]}}


def priced(buying: dict[str, Any], selling: dict[str, Any] | None = None, **more: Any) -> Priced:
    tariff = tariff_from_data({"import": buying, "export": selling})
    window = replace(Window(start=START, end=START + 48 * HOUR, zone=ZONE), **more)
    return prices(tariff, {ORIGIN: SPOT}, window)


def test_dynamic_prices_get_fees_and_vat() -> None:
    found = priced(DYNAMIC | {"fees": 0.1, "vat": 0.2})
    assert [slot.value for slot in found.buying] == pytest.approx([(slot.value + 0.1) * 1.2 for slot in SPOT])
    assert found.known_until == START + 10 * HOUR
    assert [slot.value for slot in found.selling] == [0]


def test_a_formula_goes_before_fees_and_vat() -> None:
    found = priced(DYNAMIC | {"formula": "spot * 2 + vat", "fees": 9.0, "vat": 0.2})
    assert [slot.value for slot in found.buying] == pytest.approx([slot.value * 2 + 0.2 for slot in SPOT])


def test_a_formula_may_ask_for_the_local_hour_of_a_fixed_price() -> None:
    found = priced({"pricing": "fixed", "price": 0.3, "formula": "spot + (0.1 if hour >= 17 and hour < 20 else 0)"})
    assert [((s.start - START) / HOUR, round(s.value, 3)) for s in found.buying[4:9]] == [
        (4, 0.3), (5, 0.4), (6, 0.4), (7, 0.4), (8, 0.3),
    ]  # fmt: skip
    assert found.known_until == math.inf


def test_a_formula_over_quarters_keeps_them() -> None:
    found = priced(DYNAMIC | {"formula": "spot + hour * 0"})
    assert [slot.start for slot in found.buying] == [slot.start for slot in SPOT]


def test_export_may_be_indexed_by_the_same_entity() -> None:
    found = priced(DYNAMIC | {"vat": 0.19}, DYNAMIC | {"formula": "spot - 0.005"})
    assert value_at(found.selling, START) == pytest.approx(0.045)


def test_net_metering_pays_the_price_of_import() -> None:
    found = priced(DYNAMIC | {"vat": 0.19}, {"pricing": "same"})
    assert found.selling == found.buying


def test_time_of_use_follows_the_local_clock() -> None:
    found = priced({"pricing": "time_of_use", "price": 0.3, "periods": [{"price": 0.08, "start": 30, "end": 330}]})
    night = datetime(2026, 3, 11, 0, 30, tzinfo=ZONE).timestamp()
    assert (value_at(found.buying, night - 1), value_at(found.buying, night)) == (0.3, 0.08)


@pytest.mark.parametrize(("used", "expected"), [(0.0, 0.2), (99.9, 0.2), (100.0, 0.3), (5000.0, 0.3)])
def test_tiers_follow_what_was_used(used: float, expected: float) -> None:
    found = priced({"pricing": "tiers", "tiers": [{"price": 0.3}, {"price": 0.2, "up_to": 100}]}, used_kwh=used)
    assert {slot.value for slot in found.buying} == {expected}


def test_tiers_begin_anew_with_the_local_month() -> None:
    start = datetime(2026, 3, 31, 12, tzinfo=ZONE).timestamp()
    found = priced(
        {"pricing": "tiers", "tiers": [{"price": 0.2, "up_to": 100}, {"price": 0.3}]},
        start=start,
        end=start + 40 * HOUR,
        used_kwh=200,
    )
    assert [(slot.start, slot.value) for slot in found.buying] == [
        (start, 0.3),
        (datetime(2026, 4, 1, tzinfo=ZONE).timestamp(), 0.2),
    ]


def test_prices_that_are_not_published_yet_are_not_made_up() -> None:
    found = priced(DYNAMIC, start=START + 20 * HOUR, end=START + 30 * HOUR)
    assert found.buying == ()
    assert found.known_until == START + 20 * HOUR


def test_slots_become_a_series_with_gaps() -> None:
    series = series_of((Slot(0, 10, 1.0), Slot(20, 30, 2.0), Slot(30, 40, 3.0)))
    assert list(series.steps.edges) == [0, 10, 20, 30, 40]
    assert [value for value in series.values if not math.isnan(value)] == [1, 2, 3]
    assert math.isnan(series.values[1])


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ({"pricing": "free"}, "pricing"),
        ({}, "pricing"),
        ({"pricing": "same"}, "pricing"),
        ({"pricing": "dynamic"}, "no_source"),
        ({"pricing": "tiers"}, "no_tiers"),
        ({"pricing": "time_of_use"}, "periods"),
        ({"pricing": "time_of_use", "periods": [{"price": 0.1, "start": 1440}]}, "periods"),
        ({"pricing": "time_of_use", "periods": [{"price": 0.1, "weekdays": [7]}]}, "periods"),
        ({"pricing": "fixed", "price": "much"}, "price"),
        ({"pricing": "fixed", "price": 0.2, "vat": 19}, "price"),
        ({"pricing": "fixed", "price": 0.2, "formula": "spot +"}, "formula_syntax"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(rule: dict[str, Any], key: str) -> None:
    with pytest.raises(BadInput) as fault:
        tariff_from_data({"import": rule or {"price": 1}})
    assert fault.value.key == key


def test_a_tariff_is_read_as_it_was_written() -> None:
    data = {
        "import": {
            "pricing": "time_of_use", "price": 0.3, "fees": 0.01, "vat": 0.19,
            "periods": [{"price": 0.1, "start": 1320, "end": 360, "weekdays": [0, 1], "months": [12]}],
        },
        "export": {
            "pricing": "dynamic", "price": 0.0, "fees": 0.0, "vat": 0.0, "formula": "spot * 0.9",
            "origin": {"action": "nordpool.get_prices_for_date", "entry": "abc", "unit": "EUR/MWh", "table": "SE3"},
        },
    }  # fmt: skip
    assert tariff_to_data(tariff_from_data(data)) == data


def test_without_a_tariff_energy_costs_nothing_and_pays_nothing() -> None:
    found = prices(tariff_from_data({}), {}, Window(start=START, end=START + HOUR, zone=ZONE))
    assert (found.buying[0].value, found.selling[0].value) == (0, 0)


def test_a_dynamic_price_of_another_source_is_not_known() -> None:
    with pytest.raises(BadInput, match="formula_result"):
        priced({"pricing": "fixed", "price": 1.0, "formula": "1 / (spot - 1)"})
