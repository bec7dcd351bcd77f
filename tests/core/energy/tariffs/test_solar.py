"""Forecasts of production, and carbon intensity."""

from datetime import datetime, timedelta
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.energy.tariffs.bad_input import BadInput
from custom_components.llm_agents.core.energy.tariffs.carbon import carbon_factor, read_carbon
from custom_components.llm_agents.core.energy.tariffs.slots import HOUR, Slot, Slots
from custom_components.llm_agents.core.energy.tariffs.solar import SolarSlots, read_solar, together

ZONE = ZoneInfo("Europe/Berlin")
SNAPSHOTS = json.loads((Path(__file__).parent / "snapshots.json").read_text())["entities"]
DAY = datetime(2026, 6, 10, 6, tzinfo=ZONE)
TIMES = [(DAY + timedelta(hours=hour)).isoformat() for hour in range(4)]


def energy(slots: Slots) -> float:
    return sum(slot.value * (slot.end - slot.start) / HOUR for slot in slots)


@pytest.mark.parametrize("day", ["today", "tomorrow"])
def test_real_solcast_forecasts_come_to_their_energies(day: str) -> None:
    entity = SNAPSHOTS[f"sensor.solcast_pv_forecast_forecast_{day}"]
    found = read_solar(entity["attributes"], ZoneInfo("Australia/Sydney"), "kWh")
    attributes = entity["attributes"]
    assert energy(found.mean) == pytest.approx(float(entity["state"]), abs=1e-3)
    assert energy(found.low) == pytest.approx(attributes["estimate10"], abs=1e-3)
    assert energy(found.high) == pytest.approx(attributes["estimate90"], abs=1e-3)
    assert len(found.mean) == 48


def test_real_open_meteo_forecasts_come_to_their_energies() -> None:
    for name, entity in SNAPSHOTS.items():
        if "energy_production" in name:
            found = read_solar(entity["attributes"], ZoneInfo("Australia/Sydney"), "kWh")
            assert energy(found.mean) == pytest.approx(float(entity["state"]), rel=0.03)


def test_energies_of_periods_become_powers() -> None:
    found = read_solar({"wh_hours": dict(zip(TIMES, (500, 1500, 3000, 1000), strict=True))}, ZONE)
    assert [slot.value for slot in found.mean] == [0.5, 1.5, 3.0, 1.0]


def test_a_first_period_from_sunrise_on_is_shorter() -> None:
    data = {"wh_period": {"2026-06-10T05:30:00+02:00": 100, TIMES[0]: 800, TIMES[1]: 900}}
    assert [slot.value for slot in read_solar(data, ZONE).mean] == pytest.approx([0.2, 0.8, 0.9])


@pytest.mark.parametrize(("unit", "scale"), [("W", 1e-3), ("kW", 1.0), ("Wh", 1e-3), ("kWh", 1.0)])
def test_lists_have_the_unit_of_the_entity(unit: str, scale: float) -> None:
    data = {"forecasts": [{"date": at, "p_pv_forecast": str(index)} for index, at in enumerate(TIMES)]}
    assert [slot.value for slot in read_solar(data, ZONE, unit).mean] == pytest.approx([0, scale, 2 * scale, 3 * scale])


def test_negative_production_is_none() -> None:
    assert (
        min(slot.value for slot in read_solar({"watts": dict(zip(TIMES, (-5, 1, 2, 3), strict=True))}, ZONE).mean) == 0
    )


@pytest.mark.parametrize(
    ("data", "unit", "key"),
    [
        ({}, None, "no_forecast"),
        ({"detailedForecast": []}, None, "no_forecast"),
        ({"watts": {}}, None, "no_forecast"),
        ({"forecast": [{"time": at, "value": 1} for at in TIMES]}, "°C", "unit"),
        ({"watts": dict.fromkeys(TIMES, 1e12)}, None, "absurd"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(data: Any, unit: str | None, key: str) -> None:
    with pytest.raises(BadInput) as fault:
        read_solar(data, ZONE, unit)
    assert fault.value.key == key


def test_days_follow_each_other_and_arrays_add_up() -> None:
    def of(start: float, value: float) -> SolarSlots:
        return SolarSlots(mean=(Slot(start, start + HOUR, value),))

    found = together([[of(0, 1.0), of(HOUR, 2.0), of(0, 1.0)], [of(0, 0.5), of(HOUR, 0.5)]])
    assert [slot.value for slot in found.mean] == [1.5, 2.5]
    assert found.low == ()


def test_arrays_of_which_one_is_not_known_are_not_known() -> None:
    one = SolarSlots(mean=(Slot(0, 2 * HOUR, 1.0),))
    other = SolarSlots(mean=(Slot(0, HOUR, 1.0),))
    assert together([[one], [other]]).mean == (Slot(0, HOUR, 2.0),)


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("gCO2eq/kWh", 1e-3), ("g CO2eq/kWh", 1e-3), ("kg/MWh", 1e-3), ("lb/MWh", 0.45359237e-3), (None, 1e-3)],
)
def test_units_of_carbon(unit: str | None, factor: float) -> None:
    assert carbon_factor(unit) == pytest.approx(factor)


def test_carbon_is_of_the_forecast_or_holds_for_a_while() -> None:
    data = {"forecast": [{"datetime": at, "carbonIntensity": 100 + index} for index, at in enumerate(TIMES)]}
    assert [slot.value for slot in read_carbon(data, ZONE, 0.0)] == pytest.approx([0.1, 0.101, 0.102, 0.103])
    assert read_carbon({}, ZONE, 100.0, "250", "gCO2eq/kWh") == (Slot(100.0, 100.0 + HOUR, 0.25),)


@pytest.mark.parametrize(
    ("state", "unit", "key"),
    [("unknown", "g/kWh", "no_carbon"), ("200", "EUR/kWh", "unit"), ("900000", "g/kWh", "absurd")],
)
def test_carbon_that_cannot_be_is_refused(state: str, unit: str, key: str) -> None:
    with pytest.raises(BadInput) as fault:
        read_carbon({}, ZONE, 0.0, state, unit)
    assert fault.value.key == key
