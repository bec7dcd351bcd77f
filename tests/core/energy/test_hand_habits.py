"""What is set by hand again and again becomes a standing wish, asked about once."""

from datetime import datetime
import json
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.energy.assets import Asset, Battery, Load, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.control import Override
from custom_components.llm_agents.core.energy.hand_habits import ByHand, HandHabit, habit_of
from custom_components.llm_agents.core.energy.modes import Mode
from custom_components.llm_agents.core.energy.overriding import Overrides
from custom_components.llm_agents.core.energy.steps import HOUR
from custom_components.llm_agents.core.energy.wishes import Demand, Limit, Temperature

BERLIN = ZoneInfo("Europe/Berlin")
ROOMS = Zone(asset_id="a", name="Rooms", maximum_kw=3.0)


def at(day: int, hour: float) -> float:
    """Return an instant of a day after Monday the 22nd of March 2027; clocks change on the sixth."""
    return datetime(2027, 3, 22 + day, int(hour), round(hour % 1 * 60), tzinfo=BERLIN).timestamp()


def done(instant: float, mode: Mode = Mode.ON, target: float | None = None, hours: float = 4) -> ByHand:
    return ByHand(at=instant, override=Override(asset_id="a", mode=mode, until=instant + hours * HOUR, target=target))


def habit(asset: Asset, *doings: ByHand) -> HandHabit | None:
    return habit_of(asset, doings, BERLIN)


def test_a_temperature_that_is_set_on_three_evenings_is_wished_on_workdays() -> None:
    found = habit(ROOMS, *(done(at(day, 17 + day / 4), target=21.4) for day in (0, 1, 2)))
    assert found is not None
    assert found.weekdays == frozenset(range(5))
    start = at(3, 17.25)
    assert found.demand == Temperature(asset_id="a", start=start, end=start + 4 * HOUR, target=21.5)


def test_times_are_those_of_the_local_clock() -> None:
    found = habit(ROOMS, *(done(at(day, 17), target=21) for day in (3, 4, 5)))
    assert found is not None
    assert isinstance(found.demand, Temperature)
    assert found.demand.start == at(6, 17)
    assert found.weekdays == frozenset(range(7))


@pytest.mark.parametrize(
    "doings",
    [
        [done(at(0, 17)), done(at(1, 17))],
        [done(at(0, 17)), done(at(0, 17.5)), done(at(1, 17))],
        [done(at(0, 9)), done(at(1, 13)), done(at(2, 17))],
        [done(at(0, 17), target=19), done(at(1, 17), target=21), done(at(2, 17), target=23)],
        [done(at(0, 17), Mode.OFF), done(at(1, 17), Mode.ON, 21), done(at(2, 17), Mode.OFF)],
        [done(at(0, 17), target=21), done(at(1, 17), target=21), ByHand(at=at(2, 17))],
    ],
)
def test_what_is_not_alike_on_three_days_is_no_habit(doings: list[ByHand]) -> None:
    assert habit(ROOMS, *doings) is None


def test_what_is_done_about_midnight_is_at_one_time_of_day() -> None:
    found = habit(ROOMS, done(at(0, 23.75), Mode.OFF), done(at(2, 0), Mode.OFF), done(at(3, 0.25), Mode.OFF))
    assert found is not None
    assert found.minute == 0


def test_one_weekday_is_a_habit_of_that_day() -> None:
    mondays = [at(0, 8), at(7, 8), at(7, 8) + 7 * 24 * HOUR]
    found = habit(ROOMS, *(done(instant, Mode.OFF) for instant in mondays))
    assert found is not None
    assert found.weekdays == {0}


BATTERY = Battery(asset_id="a", name="B", capacity_kwh=10, charge_kw=5, discharge_kw=5)
CAR = Vehicle(asset_id="a", name="C", capacity_kwh=60, maximum_kw=11)
PUMP = Load(asset_id="a", name="P", power_kw=0.7, hours_per_day=6)


@pytest.mark.parametrize(
    ("asset", "mode", "least", "most"),
    [
        (BATTERY, Mode.HOLD, 0.0, 0.0),
        (BATTERY, Mode.HOLD_CHARGE, None, 0.0),
        (CAR, Mode.OFF, 0.0, 0.0),
        (CAR, Mode.ON, 11, 11),
        (PUMP, Mode.ON, 0.7, 0.7),
        (ROOMS, Mode.OFF, 0.0, 0.0),
    ],
)
def test_modes_are_limits_of_power(asset: Asset, mode: Mode, least: float | None, most: float) -> None:
    found = habit(asset, *(done(at(day, 8), mode, hours=40) for day in (0, 1, 2)))
    assert found is not None
    start = at(3, 8)
    expected: Demand = Limit(asset_id="a", start=start, end=start + 12 * HOUR, least_kw=least, most_kw=most)
    assert found.demand == expected


@pytest.mark.parametrize(
    ("asset", "mode"), [(BATTERY, Mode.CHARGE), (WaterHeater(asset_id="a", name="W", litres=200, heater_kw=2), Mode.ON)]
)
def test_what_cannot_be_wished_is_not_offered(asset: Asset, mode: Mode) -> None:
    assert habit(asset, *(done(at(day, 8), mode) for day in (0, 1, 2))) is None


def test_a_habit_is_offered_once_also_after_a_restart() -> None:
    overrides = Overrides()
    offered = []
    for day in range(8):
        override = done(at(day, 17), target=21).override
        assert override is not None
        overrides.add(override, at(day, 17))
        offered.append(overrides.new_habit(ROOMS, BERLIN) is not None)
        again = Overrides()
        again.restore(json.loads(json.dumps(overrides.state())))
        assert again.state() == overrides.state()
        overrides = again
    assert offered == [False, False, True, *[False] * 5]


def test_what_is_moved_back_at_once_was_not_meant() -> None:
    overrides = Overrides()
    for target in (19.0, 20.0, 21.0):
        override = done(at(0, 17), target=target).override
        assert override is not None
        overrides.add(override, at(0, 17) + target)
    assert overrides.times("a") == 1
