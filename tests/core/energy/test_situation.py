"""How assets are now and what is wanted of them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import (
    Appliance,
    Battery,
    Comfort,
    Departure,
    FuelHeater,
    Load,
    ThermalModel,
    Vehicle,
    WaterHeater,
    Zone,
)
from custom_components.llm_agents.core.energy.problem import (
    ApplianceState,
    BatteryState,
    LoadState,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.situation import (
    USUAL_HIGH,
    USUAL_LOW,
    Here,
    Seen,
    band,
    next_departure,
    state_of,
    window_opened,
)
from custom_components.llm_agents.core.energy.steps import DAY, Steps

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = frozenset(range(7))
VEHICLE = Vehicle(asset_id="v", name="V", capacity_kwh=50, target=0.8, maximum=0.9)
ROOMS = Zone(asset_id="z", name="Z", maximum_kw=3)
PUMP = Load(asset_id="p", name="P", power_kw=1, hours_per_day=4, earliest=600, latest=1200)


def at(text: str) -> float:
    """Return the instant of a local time in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


def here(text: str = "2027-01-11 18:00", **options: Any) -> Here:
    """Return a Monday evening in Berlin, planned for 36 hours."""
    now = at(text)
    return Here(now=now, steps=Steps.even(now, 3600, 36), zone=BERLIN, **options)


def test_what_is_not_known_is_not_planned() -> None:
    battery = Battery(asset_id="b", name="B", capacity_kwh=10, charge_kw=5, discharge_kw=5)
    assert state_of(battery, Seen(), here()) is None
    assert state_of(VEHICLE, Seen(), here()) is None
    assert state_of(WaterHeater(asset_id="w", name="W", litres=200, heater_kw=2), Seen(), here()) is None
    assert state_of(Zone(asset_id="z", name="Z", maximum_kw=3), Seen(level=20), here()) is None
    assert state_of(FuelHeater(asset_id="f", name="F", zone_id="z", maximum_kw=3, price=0.1), Seen(), here()) is None


def test_a_battery_is_as_charged_as_it_says_within_what_can_be() -> None:
    battery = Battery(asset_id="b", name="B", capacity_kwh=10, charge_kw=5, discharge_kw=5)
    assert state_of(battery, Seen(level=1.02), here()) == BatteryState(soc=1.0)


def test_a_vehicle_that_is_away_has_no_session() -> None:
    assert state_of(VEHICLE, Seen(plugged=False), here()) == VehicleState(sessions=())


def test_a_vehicle_wants_its_target_by_its_next_habitual_departure() -> None:
    vehicle = Vehicle(
        asset_id="v",
        name="V",
        capacity_kwh=50,
        departures=(
            Departure(weekdays=frozenset({1}), minute=390, target=0.6),
            Departure(weekdays=frozenset({2}), minute=300, target=0.9),
        ),
    )
    state = state_of(vehicle, Seen(plugged=True, level=0.4, power=7), here())
    assert isinstance(state, VehicleState)
    (session,) = state.sessions
    assert session.end == at("2027-01-12 06:30")
    assert [session.wanted_kwh, session.spare_kwh] == pytest.approx([10, 20])
    assert state.charging


def test_a_departure_that_a_calendar_tells_goes_before_the_morning() -> None:
    told = at("2027-01-12 05:00")
    assert next_departure(VEHICLE, Seen(departures=(told, at("2027-01-10 05:00"))), here()) == (told, 0.8)
    assert next_departure(VEHICLE, Seen(), here()) == (at("2027-01-12 07:00"), 0.8)


def test_a_vehicle_that_does_not_tell_its_charge_wants_what_is_usual_less_what_it_took() -> None:
    state = state_of(VEHICLE, Seen(plugged=True, taken=3), here())
    assert isinstance(state, VehicleState)
    assert state.sessions[0].wanted_kwh == pytest.approx(5 * 0.9)


ZONE = Zone(
    asset_id="z",
    name="Z",
    maximum_kw=3,
    model=ThermalModel(capacity=5, loss=0.2),
    comfort=(
        Comfort(weekdays=DAYS, minute=360, low=20, high=24),
        Comfort(weekdays=DAYS, minute=1320, low=17, high=24),
    ),
)


def test_a_zone_has_the_band_of_the_local_time() -> None:
    state = state_of(ZONE, Seen(level=20.5), here())
    assert isinstance(state, ZoneState)
    assert state.low.tolist()[:14] == [20] * 4 + [17] * 8 + [20] * 2


def test_a_band_keeps_the_clock_on_the_wall_when_clocks_change() -> None:
    state = state_of(ZONE, Seen(level=20.5), here("2027-03-27 22:00"))  # the night of 23 hours
    assert isinstance(state, ZoneState)
    assert state.low.tolist()[:8] == [17] * 7 + [20]


def test_a_zone_of_an_empty_home_has_the_band_for_that() -> None:
    state = state_of(ZONE, Seen(level=20.5), here(away=True))
    assert isinstance(state, ZoneState)
    assert set(state.low.tolist()) == {16.0}


def test_a_tank_is_to_be_hot_against_legionella_in_time() -> None:
    tank = WaterHeater(asset_id="w", name="W", litres=200, heater_kw=2)
    state = state_of(tank, Seen(level=50, hot_at=at("2027-01-10 18:00")), here())
    assert isinstance(state, WaterHeaterState)
    assert state.legionella_due == at("2027-01-17 18:00")
    assert (state.upper, state.lower) == (50, 50)
    assert state.draw[:24].sum() == pytest.approx(5, abs=0.5)


WASHER = Appliance(asset_id="a", name="A", profile=(2, 1), step_minutes=60)


def test_a_programme_that_is_ready_runs_within_a_day() -> None:
    since = at("2027-01-11 12:00")
    assert state_of(WASHER, Seen(ready=True, since=since), here()) == ApplianceState(
        earliest=here().now, latest_end=since + DAY
    )
    assert state_of(WASHER, Seen(ready=False), here()) is None


def test_a_programme_that_runs_is_not_started_anew() -> None:
    started = at("2027-01-11 17:00")
    assert state_of(WASHER, Seen(ready=True, started=started), here()) == ApplianceState(
        earliest=started, latest_end=started + 7200, started=started
    )


def test_a_load_has_a_window_each_day_and_less_to_do_where_it_ran() -> None:
    state = state_of(PUMP, Seen(ran=3.5), here())
    assert isinstance(state, LoadState)
    today, tomorrow = state.windows
    assert (today.start, today.end, today.hours) == (here().now, at("2027-01-11 20:00"), 0.5)
    assert (tomorrow.start, tomorrow.hours) == (at("2027-01-12 10:00"), 4)


def test_a_load_that_has_run_or_cannot_any_more_wants_no_more_than_is_left() -> None:
    state = state_of(PUMP, Seen(ran=0), here("2027-01-11 19:00"))
    assert isinstance(state, LoadState)
    assert state.windows[0].hours == 1


def test_the_window_of_a_load_opened_today_or_the_day_before() -> None:
    assert window_opened(PUMP, at("2027-01-11 12:00"), BERLIN) == at("2027-01-11 10:00")
    assert window_opened(PUMP, at("2027-01-11 08:00"), BERLIN) == at("2027-01-10 10:00")


def test_rooms_are_warm_again_when_somebody_is_expected_back() -> None:
    present = np.where(np.arange(36) < 8, 0.3, 0.8)
    low, high = band(ROOMS, here(present=present, away=True))
    assert (low[:8] == ROOMS.away_low).all()
    assert (high[:8] == ROOMS.away_high).all()
    assert (low[8:] == USUAL_LOW).all()
    assert (high[8:] == USUAL_HIGH).all()


def test_who_is_at_home_is_cold_only_where_hardly_anybody_ever_is_in() -> None:
    low, _ = band(ROOMS, here(present=np.where(np.arange(36) < 30, 0.3, 0.1)))
    assert (low[:30] == USUAL_LOW).all()
    assert (low[30:] == ROOMS.away_low).all()
