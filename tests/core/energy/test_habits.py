"""What assets taught is given to plans where the owner said nothing, and only there."""

from dataclasses import replace
import json
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Battery, Departure, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.forecasting.habits import NOT_RECORDED, Habits, trips_of
from custom_components.llm_agents.core.energy.forecasting.thermal import Untold
from custom_components.llm_agents.core.energy.situation import Seen
from custom_components.llm_agents.core.energy.steps import DAY, HOUR, Series, Steps

from .test_thermal import HEAVY, LIGHT, lived_in

PARIS = ZoneInfo("Europe/Paris")
MONDAY = 1_704_668_400.0  # 2024-01-08 in Paris
CAR = Vehicle(asset_id="car", name="Car", capacity_kwh=50)
ROOMS = Zone(asset_id="zone", name="Rooms", maximum_kw=3)
TANK = WaterHeater(asset_id="tank", name="Tank", litres=200, heater_kw=2)


def commuting(days: int = 14) -> tuple[Series, Series]:
    """Return the plug and the charge of a car that is away on working days from 8:00 to 17:00 and uses a fifth."""
    steps = Steps.even(MONDAY, HOUR, days * 24)
    hour, day = np.arange(len(steps)) % 24, np.arange(len(steps)) // 24
    away = (day % 7 < 5) & (hour >= 8) & (hour < 17)
    return Series(steps, np.where(away, 0.0, 1.0)), Series(steps, np.where(away | (hour == 17), 0.6, 0.8))


def test_trips_are_read_from_plug_and_charge() -> None:
    trips = trips_of(*commuting(7), CAR.capacity_kwh)
    assert [(trip.left - MONDAY) / HOUR % 24 for trip in trips] == [8.0] * 5
    assert [trip.returned - trip.left for trip in trips] == [9 * HOUR] * 5
    assert trips[0].used_kwh == pytest.approx(10, abs=1)


def test_trips_that_began_in_a_gap_are_left_out() -> None:
    plugged, _ = commuting(3)
    plugged.values[30:40] = np.nan
    assert len(trips_of(plugged, None, 50)) == 2


def test_departures_are_told_where_the_owner_said_none() -> None:
    habits = Habits(PARIS)
    habits.learn_vehicle(CAR, *commuting())
    now = MONDAY + 14 * DAY
    steps = Steps.even(now, HOUR, 36)
    assert habits.expected(CAR, Seen(plugged=True), steps, now).departures[0] == now + 8 * HOUR
    told = replace(CAR, departures=(Departure(weekdays=frozenset({0}), minute=600, target=0.9),))
    assert habits.expected(told, Seen(plugged=True), steps, now).departures == ()
    assert habits.expected(CAR, Seen(departures=(now + HOUR,)), steps, now).departures[0] == now + HOUR
    late = habits.expected(CAR, Seen(departures=(now + 40 * HOUR,)), steps, now).departures
    assert late[0] == now + 8 * HOUR  # an event of tomorrow does not hide what is usual today


def test_a_zone_gets_its_model_sun_and_walls() -> None:
    habits = Habits(PARIS)
    history = lived_in(HEAVY)
    habits.learn_zone(ROOMS, history)
    battery = Battery(asset_id="battery", name="Battery", capacity_kwh=5, charge_kw=2, discharge_kw=2)
    zone, same = habits.known((ROOMS, battery))
    assert isinstance(zone, Zone)
    assert zone.model is not None
    assert zone.model.loss == pytest.approx(HEAVY.loss, rel=0.05)
    assert same is battery
    assert habits.known((replace(ROOMS, model=LIGHT),))[0] == replace(ROOMS, model=LIGHT)
    now = float(history.steps.edges[-1])
    seen = habits.expected(zone, Seen(level=21.0), Steps.even(now, HOUR, 2), now, np.array([0.0, 0.5]))
    assert seen.gains == pytest.approx([0, 0.5 * HEAVY.solar_gain], rel=0.1)
    assert seen.mass is not None
    later = habits.expected(zone, Seen(level=25.0), Steps.even(now, HOUR, 2), now + 5 * HOUR)
    assert later.mass is not None
    assert seen.mass < later.mass < 25.0


def test_a_model_that_was_found_is_kept_through_the_summer() -> None:
    habits = Habits(PARIS)
    habits.learn_zone(ROOMS, lived_in(LIGHT))
    model = habits.models["zone"]
    habits.learn_zone(ROOMS, lived_in(LIGHT, heating=0.0))
    assert habits.refusals == {"zone": Untold.NO_HEAT}
    assert habits.unlearned([ROOMS]) == {}
    assert habits.models["zone"] == model


def test_why_a_zone_has_no_model_is_told_until_it_has_one() -> None:
    habits = Habits(PARIS)
    assert habits.unlearned([ROOMS, TANK, replace(ROOMS, asset_id="known", model=LIGHT)]) == {"zone": NOT_RECORDED}
    habits.learn_zone(ROOMS, lived_in(LIGHT, heating=0.0))
    again = Habits(PARIS)
    again.restore(json.loads(json.dumps(habits.state())))
    assert again.unlearned([ROOMS]) == {"zone": "no_heat"}
    again.learn_zone(ROOMS, lived_in(LIGHT))
    assert again.unlearned([ROOMS]) == {}


def test_hot_water_is_told_after_some_days() -> None:
    steps = Steps.even(MONDAY, HOUR, 10 * 24)
    hour = np.arange(len(steps)) % 24
    upper = Series(steps, np.where((hour >= 8) & (hour < 13), 45.0, 55.0))
    heat = Series(steps, np.where(hour == 12, 2.4, 0.0))
    now = MONDAY + 10 * DAY
    ahead = Steps.even(now, HOUR, 24)
    habits = Habits(PARIS)
    assert habits.expected(TANK, Seen(level=50.0), ahead, now).draw is None
    habits.learn_tank(TANK, upper, heat)
    draw = habits.expected(TANK, Seen(level=50.0), ahead, now).draw
    assert draw is not None
    assert int(np.argmax(draw)) == 7
    again = Habits(PARIS)
    again.restore(json.loads(json.dumps(habits.state())))
    assert again.expected(TANK, Seen(level=50.0), ahead, now).draw == pytest.approx(draw, abs=0.02)


def test_a_return_is_expected_at_its_time_but_not_on_a_journey() -> None:
    plugged, _ = commuting(21)  # who commutes by car is away when it is
    now = MONDAY + 21 * DAY + 10 * HOUR
    ahead = Steps.even(now, HOUR, 14)
    habits = Habits(PARIS)
    assert habits.present(ahead, now, at_home=False) is None
    habits.learn_presence(plugged)
    found = habits.present(ahead, now, at_home=False)
    assert found is not None
    assert found[1:6].max() < 0.5
    assert found[9:].min() > 0.5
    again = Habits(PARIS)
    again.restore(json.loads(json.dumps(habits.state())))
    assert again.present(ahead, now, at_home=False) == pytest.approx(found, abs=0.05)
    assert again.present(ahead, now + 1.2 * DAY, at_home=False) is None
    assert again.present(ahead, now + 1.3 * DAY, at_home=True) is not None
