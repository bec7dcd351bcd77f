"""The simulated house: energy adds up, heat follows the thermostats, and the same seed lives the same life."""

from datetime import timedelta
import json
from pathlib import Path
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest

from demo.custom_components.demo_home.sim import House
from demo.custom_components.demo_home.sim.devices import Cover, Delayed, Switch, Thermostat
from demo.custom_components.demo_home.sim.habits import Habits, tidy

from .conftest import EVENING, FOLDER

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LOAD_ALONE = """
import sys
sys.modules["homeassistant"] = None
sys.path.insert(0, sys.argv[1])
import sim.habits
"""


@pytest.fixture
def house(zone: ZoneInfo) -> House:
    return House(EVENING, zone)


def live(house: House, time: timedelta, step: timedelta = timedelta(minutes=5)) -> None:
    habits, end = Habits(house), house.time + time
    while house.time < end:
        habits.act()
        house.advance(house.time + step)


def grown(house: House, before: dict[str, float]) -> dict[str, float]:
    return {name: value - before[name] for name, value in house.meters.items()}


def test_power_adds_up_at_every_moment(house: House) -> None:
    for _ in range(288):
        house.advance(house.time + timedelta(minutes=5))
        flows = house.flows
        assert flows.grid == pytest.approx(flows.home - flows.solar - flows.battery)
        assert flows.home >= house.heat_pump.watts + house.car.watts + house.tank.watts


def test_energy_adds_up_over_days(house: House) -> None:
    before = dict(house.meters)
    live(house, 3 * DAY)
    energy = grown(house, before)
    came = energy["import"] + energy["solar"] + energy["discharged"]
    went = energy["home"] + energy["export"] + energy["charged"]
    assert came == pytest.approx(went, rel=1e-9)
    assert energy["home"] > 30
    assert energy["solar"] > 20


def test_meters_integrate_power(house: House) -> None:
    before, summed = house.meters["home"], 0.0
    for _ in range(120):
        house.advance(house.time + timedelta(seconds=30))
        summed += house.flows.home * 30 / 3_600_000
    assert house.meters["home"] - before == pytest.approx(summed)


def test_meters_never_run_backwards(house: House) -> None:
    for _ in range(144):
        before = dict(house.meters)
        house.advance(house.time + timedelta(minutes=10))
        assert min(grown(house, before).values()) >= 0


def test_battery_keeps_its_limits_and_loses_some(house: House) -> None:
    before, stored = dict(house.meters), house.battery.stored
    levels = []
    for _ in range(5 * 288):
        house.advance(house.time + timedelta(minutes=5))
        levels.append(house.battery.level)
        assert abs(house.battery.watts) <= house.battery.power
    assert min(levels) >= 5 - 1e-6
    assert max(levels) <= 100 + 1e-6
    energy = grown(house, before)
    kept = (house.battery.stored - stored) / 1000
    assert energy["discharged"] < energy["charged"] - kept


def test_a_room_follows_its_thermostat(house: House) -> None:
    office = house.device("climate.office", Thermostat)
    office.target = 24.0
    start = house.rooms["office"].temperature
    house.advance(house.time + 30 * timedelta(minutes=1))
    assert start < house.rooms["office"].temperature < 24
    house.advance(house.time + 10 * HOUR)
    assert house.rooms["office"].temperature == pytest.approx(24, abs=0.6)
    assert house.rooms["office"].temperature > house.rooms["guest_room"].temperature + 2


def test_a_room_without_heating_cools_down(house: House) -> None:
    house.device("climate.office", Thermostat).mode = "off"
    start = house.rooms["office"].temperature
    house.advance(house.time + 8 * HOUR)
    assert house.weather.temperature(house.time) < house.rooms["office"].temperature < start - 0.5


def test_heating_costs_electricity(zone: ZoneInfo) -> None:
    warm, cold = House(EVENING, zone), House(EVENING, zone)
    for device in cold.devices.values():
        if isinstance(device, Thermostat):
            device.mode = "off"
    for home in (warm, cold):
        home.advance(EVENING + 10 * HOUR)
    assert warm.meters["heat_pump"] > cold.meters["heat_pump"] + 1


def test_a_shower_cools_the_tank_and_it_is_reheated(house: House) -> None:
    house.tank.heating = False
    temperatures = []
    for _ in range(288):
        house.advance(house.time + timedelta(minutes=5))
        temperatures.append(house.tank.temperature)
    assert min(temperatures) < 48
    assert temperatures[-1] > min(temperatures)
    assert max(temperatures) <= house.tank.target + 1


def test_the_car_comes_home_with_less_and_charges(house: House) -> None:
    away = home_again = 0
    before = house.car.level
    lowest = 100.0
    for _ in range(288):
        was = house.car.home
        house.advance(house.time + timedelta(minutes=5))
        away += was and not house.car.home
        home_again += not was and house.car.home
        lowest = min(lowest, house.car.level)
        if not house.car.home:
            assert house.car.watts == 0
    assert (away, home_again) == (1, 1)
    assert lowest < before
    assert house.car.level == pytest.approx(house.car.limit, abs=0.5)


def test_a_machine_runs_its_programme_and_ends(house: House) -> None:
    before = house.meters["dishwasher"]
    house.device("switch.dishwasher", Switch).on = True
    house.advance(house.time + timedelta(minutes=20))
    assert house.dishwasher.phase == "heating"
    assert house.dishwasher.watts == 1900
    house.advance(house.time + timedelta(hours=3))
    assert house.dishwasher.phase == "idle"
    assert not house.device("switch.dishwasher", Switch).on
    assert house.meters["dishwasher"] - before == pytest.approx(1.22, abs=0.15)


def test_a_blind_needs_its_time(house: House) -> None:
    blind = house.device("cover.living_room_blinds", Cover)
    blind.target = 0.0
    house.advance(house.time + timedelta(seconds=7))
    assert blind.position == pytest.approx(50)
    assert house.busy
    house.advance(house.time + timedelta(seconds=8))
    assert blind.position == 0
    assert not house.busy


def test_an_open_window_costs_warmth_and_dries(zone: ZoneInfo) -> None:
    shut, airy = House(EVENING, zone), House(EVENING, zone)
    airy.openings["binary_sensor.bathroom_window"] = True
    for home in (shut, airy):
        home.device("climate.bathroom", Thermostat).mode = "off"
        home.advance(EVENING + 3 * HOUR)
    assert airy.rooms["bathroom"].temperature < shut.rooms["bathroom"].temperature - 0.3
    assert airy.rooms["bathroom"].vapour < shut.rooms["bathroom"].vapour


def test_the_same_seed_lives_the_same_life(zone: ZoneInfo) -> None:
    houses = [House(EVENING, zone, seed) for seed in (1, 1, 2)]
    for home in houses:
        live(home, DAY)
    one, same, other = (json.dumps(home.dump(), sort_keys=True) for home in houses)
    assert one == same
    assert one != other


def test_a_kept_house_goes_on_as_if_nothing_had_been(house: House, zone: ZoneInfo) -> None:
    live(house, DAY)
    kept = json.loads(json.dumps(house.dump()))
    again = House(EVENING, zone)
    again.load(kept)
    for home in (house, again):
        home.advance(home.time + HOUR)
    assert json.dumps(again.dump()) == json.dumps(house.dump())


def test_the_house_is_tidy_for_a_guest(house: House) -> None:
    live(house, DAY)
    tidy(house)
    assert house.device("lock.front_door", Delayed).state == "locked"
    assert house.device("alarm_control_panel.house", Delayed).state == "disarmed"
    assert [name for name, is_open in house.openings.items() if is_open] == ["binary_sensor.kids_room_window"]


def test_the_past_is_left_alone(house: House) -> None:
    before = house.dump()
    house.advance(house.time - HOUR)
    assert house.dump() == before


def test_thirty_days_are_lived_in_seconds(house: House) -> None:
    live(house, 30 * DAY)
    assert house.time == EVENING + 30 * DAY
    assert all(5 < air.temperature < 32 and 5 < air.humidity <= 100 for air in house.rooms.values())


def test_the_simulation_loads_without_home_assistant() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_ALONE, str(FOLDER)], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert Path(FOLDER, "sim").is_dir()
