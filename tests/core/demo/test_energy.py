"""The plant of the demo home follows its modes, and its forecasts come nearer to the truth."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from demo.custom_components.demo_home.settings import BUTTONS, CHOICES, NUMBERS
from demo.custom_components.demo_home.sim import House
from demo.custom_components.demo_home.sim.power import BATTERY_MODES, Battery
from demo.custom_components.demo_home.sim.sunshine import STEP, Sunshine, sunshine

from .conftest import EVENING

HOUR = timedelta(hours=1)
NOON = EVENING + 15 * HOUR


@pytest.fixture
def house(zone: ZoneInfo) -> House:
    return House(EVENING, zone)


@pytest.mark.parametrize(
    ("mode", "missing", "watts"),
    [
        ("self_use", 1000, 1000),
        ("self_use", -1000, -1000),
        ("hold", 1000, 0),
        ("hold", -1000, -1000),
        ("hold_charge", 1000, 1000),
        ("hold_charge", -1000, 0),
        ("force_charge", 1000, -3000),
        ("force_export", 0, 2000),
        ("self_use", 2500, 2000),
        ("self_use", -3500, -3000),
    ],
)
def test_the_battery_does_what_its_mode_says(mode: str, missing: float, watts: float) -> None:
    battery = Battery(mode=mode, charging=3000, discharging=2000)
    battery.balance(missing, 60)
    assert battery.watts == watts


@pytest.mark.parametrize("mode", BATTERY_MODES)
def test_no_mode_leaves_the_limits(house: House, mode: str) -> None:
    house.battery.mode = mode
    for _ in range(100):
        house.advance(house.time + timedelta(minutes=5))
        assert 5 - 1e-6 <= house.battery.level <= 100 + 1e-6
        assert house.flows.grid == pytest.approx(house.flows.home - house.flows.solar - house.battery.watts)


def test_a_nearly_full_battery_takes_less() -> None:
    assert Battery(stored=9_000).greatest_charge == pytest.approx(5000)
    assert Battery(stored=10_000).greatest_charge == pytest.approx(1000)


def test_the_wall_box_gives_its_current(house: House) -> None:
    house.car.stored = 20_000
    NUMBERS["number.wall_box_current"].write(house, 10)
    house.advance(house.time + timedelta(minutes=5))
    assert house.car.watts == 2300


def test_the_car_charges_to_its_limit(house: House) -> None:
    NUMBERS["number.car_charge_limit"].write(house, 70)
    house.car.stored = 0.69 * house.car.capacity
    house.advance(house.time + HOUR)
    assert house.car.level == pytest.approx(70, abs=0.2)


@pytest.mark.parametrize(("programme", "energy"), [("eco", 1.22), ("intensive", 1.73), ("quick", 0.49)])
def test_a_programme_takes_its_energy(house: House, programme: str, energy: float) -> None:
    CHOICES["select.dishwasher_programme"].write(house, programme)
    before = house.meters["dishwasher"]
    BUTTONS["button.dishwasher_start"](house)
    house.advance(house.time + 10 * timedelta(minutes=1))
    CHOICES["select.dishwasher_programme"].write(house, "eco")
    assert CHOICES["select.dishwasher_programme"].read(house) == programme, "one that runs goes on"
    house.advance(house.time + 3 * HOUR)
    assert house.meters["dishwasher"] - before == pytest.approx(energy, abs=0.15)


def test_the_circuit_warms_all_rooms_as_far_as_its_dial_goes(house: House) -> None:
    before, wanted = house.indoors()
    house.circuit.move(2.0)
    assert house.indoors()[1] == pytest.approx(wanted + 2)
    house.advance(house.time + 8 * HOUR)
    assert house.indoors()[0] > before + 1
    house.circuit.move(9.0)
    assert house.indoors()[1] == pytest.approx(wanted + 4)


def at(forecast: list[Sunshine], house: House) -> Sunshine:
    return next(one for one in forecast if one.start <= house.time < one.start + STEP)


def test_the_forecast_of_the_sun_comes_nearer_to_the_truth(zone: ZoneInfo) -> None:
    far, near = 0.0, 0.0
    for day in range(20):
        noon = House(NOON + timedelta(days=day), zone)
        early = House(noon.time - timedelta(days=2), zone)
        truth = (noon.solar(noon.time + timedelta(minutes=7.5)) + noon.solar(noon.time + timedelta(minutes=22.5))) / 2
        far += abs(at(sunshine(early, 3), noon).mean - truth)
        near += abs(at(sunshine(noon, 1), noon).mean - truth)
    assert 0 < near < far / 2


def test_its_quantiles_hold_what_they_say(zone: ZoneInfo) -> None:
    inside = total = 0
    for day in range(40):
        early = House(EVENING + timedelta(days=day), zone)
        for one in sunshine(early, 2):
            truth = early.solar(one.start + STEP / 2)
            if truth > 300:
                total += 1
                inside += one.low <= truth <= one.high
    assert inside / total == pytest.approx(0.8, abs=0.12)


def test_there_is_no_sun_at_night(house: House) -> None:
    assert at(sunshine(house, 1), house).mean == 0


def test_a_machine_is_loaded_by_habit_and_waits_until_it_is_started(house: House) -> None:
    def loaded_at(moment: datetime) -> bool:
        house.advance(moment)
        return house.dishwasher.loaded

    house.dishwasher.loaded = False
    assert not loaded_at(EVENING + 22 * HOUR)
    assert loaded_at(EVENING + 23 * HOUR + timedelta(minutes=30)), "loaded at eight in the evening"
    BUTTONS["button.dishwasher_start"](house)
    assert not loaded_at(house.time + timedelta(minutes=5))
