"""Wishes: which hold, which take whose place, on which days, and what may be wished at all."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.llm_agents.core.energy.assets import Appliance, Asset, Battery, Vehicle, Zone
from custom_components.llm_agents.core.energy.wish_checks import Fault, Reach, WishRefused, checked, reach
from custom_components.llm_agents.core.energy.wish_codec import (
    demand_from_json,
    demand_to_json,
    wish_from_json,
    wish_to_json,
)
from custom_components.llm_agents.core.energy.wishes import (
    Away,
    ChargeTo,
    Demand,
    Limit,
    Prefer,
    Reserve,
    RunBy,
    SolarOnly,
    Temperature,
    Wish,
    in_force,
    occurrences,
    replaces,
)

HOUR, DAY = 3600.0, 86_400.0
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC).timestamp()  # a Friday
BERLIN = ZoneInfo("Europe/Berlin")
ASSETS: tuple[Asset, ...] = (
    Vehicle(asset_id="car", name="Car", capacity_kwh=60, maximum_kw=6.0, efficiency=0.9, maximum=0.95),
    Battery(asset_id="bat", name="Battery", capacity_kwh=10, charge_kw=4, discharge_kw=5),
    Zone(asset_id="room", name="Room", maximum_kw=3),
    Appliance(asset_id="washer", name="Washer", profile=(2.0,) * 8),
)
DEMANDS: tuple[Demand, ...] = (
    ChargeTo(asset_id="car", soc=0.8, by=NOW + DAY),
    Temperature(asset_id="room", start=NOW, end=NOW + HOUR, low=20.0, high=22.0),
    Temperature(asset_id="room", start=NOW, target=21.0),
    RunBy(asset_id="washer", earliest=NOW, by=NOW + DAY, price_cap=0.5),
    Limit(asset_id="bat", start=NOW, end=NOW + HOUR, least_kw=0.0),
    Reserve(asset_id="bat", soc=0.3),
    SolarOnly(asset_id="car", start=NOW),
    Away(start=NOW, end=NOW + DAY),
    Prefer(carbon=0.5),
)


def wish(demand: Demand, made_at: float = NOW, weekdays: frozenset[int] = frozenset(), name: str = "w") -> Wish:
    return Wish(wish_id=name, demand=demand, made_at=made_at, weekdays=weekdays)


def charge(hours: float, soc: float = 0.8) -> ChargeTo:
    return ChargeTo(asset_id="car", soc=soc, by=NOW + hours * HOUR)


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: type(demand).__name__)
def test_every_kind_of_wish_is_written_and_read_again(demand: Demand) -> None:
    assert demand_from_json(demand_to_json(demand)) == demand
    whole = Wish(wish_id="w", demand=demand, made_at=NOW, user_id="anna", words="so", weekdays=frozenset((0, 4)))
    assert wish_from_json(wish_to_json(whole)) == whole


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "sing"},
        {"kind": "charge_to", "asset_id": "car", "soc": "much", "by": 1.0},
        {"kind": "charge_to", "asset_id": "car", "soc": float("nan"), "by": 1.0},
        {"kind": "charge_to", "asset_id": "car", "soc": True, "by": 1.0},
        {"kind": "charge_to", "asset_id": "car", "soc": 0.5},
    ],
)
def test_what_is_no_wish_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a"):
        demand_from_json(data)


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: type(demand).__name__)
def test_every_kind_of_wish_can_be_wished(demand: Demand) -> None:
    checked(demand, ASSETS, NOW)


@pytest.mark.parametrize(
    ("demand", "fault"),
    [
        (ChargeTo(asset_id="bike", soc=0.5, by=NOW + DAY), Fault.NO_SUCH_ASSET),
        (ChargeTo(asset_id="room", soc=0.5, by=NOW + DAY), Fault.WRONG_KIND),
        (ChargeTo(asset_id="car", soc=0.96, by=NOW + DAY), Fault.OUT_OF_RANGE),
        (ChargeTo(asset_id="car", soc=0.5, by=NOW - 1), Fault.PASSED),
        (ChargeTo(asset_id="car", soc=0.5, by=NOW + 400 * DAY), Fault.TOO_FAR),
        (ChargeTo(asset_id="car", soc=float("nan"), by=NOW + DAY), Fault.NOT_A_NUMBER),
        (Temperature(asset_id="room", start=NOW + DAY, end=NOW + HOUR, target=21), Fault.NO_TIME),
        (Temperature(asset_id="room", start=NOW, target=45), Fault.OUT_OF_RANGE),
        (Temperature(asset_id="room", start=NOW), Fault.NOT_A_NUMBER),
        (Temperature(asset_id="room", start=NOW, low=22, high=20), Fault.OUT_OF_RANGE),
        (Limit(asset_id="bat", start=NOW, end=NOW + HOUR, most_kw=9.0), Fault.OUT_OF_RANGE),
        (Reserve(asset_id="bat", soc=1.2), Fault.OUT_OF_RANGE),
        (Prefer(carbon=2.0), Fault.OUT_OF_RANGE),
        (RunBy(asset_id="washer", earliest=NOW, by=float("inf")), Fault.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_wished_says_why(demand: Demand, fault: Fault) -> None:
    with pytest.raises(WishRefused) as refused:
        checked(demand, ASSETS, NOW)
    assert refused.value.fault is fault


def test_how_far_a_vehicle_can_be_charged_is_known_at_once() -> None:
    car = ASSETS[0]
    # 6 kW * 0.9 * 2 h = 10.8 kWh of 60
    found = reach(ChargeTo(asset_id="car", soc=0.9, by=NOW + 2 * HOUR), car, 0.5, NOW)
    assert found is not None
    assert found.soc == pytest.approx(0.68)
    assert reach(ChargeTo(asset_id="car", soc=0.6, by=NOW + 2 * HOUR), car, 0.5, NOW) is None
    assert reach(ChargeTo(asset_id="car", soc=0.9, by=NOW + 2 * HOUR), car, None, NOW) is None


def test_a_programme_that_is_longer_than_its_time_tells_when_it_can_be_done() -> None:
    washer = ASSETS[3]
    assert reach(RunBy(asset_id="washer", earliest=NOW, by=NOW + HOUR), washer, None, NOW) == Reach(done=NOW + 2 * HOUR)
    assert reach(RunBy(asset_id="washer", earliest=NOW, by=NOW + 2 * HOUR), washer, None, NOW) is None


def test_a_wish_is_over_when_its_time_is() -> None:
    once, for_ever = wish(charge(2)), wish(Reserve(asset_id="bat", soc=0.3))
    assert (once.holds(NOW + HOUR), once.holds(NOW + 3 * HOUR)) == (True, False)
    assert for_ever.holds(NOW + 100 * DAY)
    assert wish(charge(2), weekdays=frozenset((0,))).holds(NOW + 100 * DAY)


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        (charge(20), charge(26), True),  # the same departure
        (charge(20), charge(70), False),
        (ChargeTo(asset_id="van", soc=0.8, by=NOW + 20 * HOUR), charge(20), False),
        (Reserve(asset_id="bat", soc=0.5), Reserve(asset_id="bat", soc=0.3), True),
        (SolarOnly(asset_id="car", start=NOW), Limit(asset_id="car", start=NOW, end=NOW + HOUR, most_kw=0.0), True),
        (
            Limit(asset_id="car", start=NOW + 2 * HOUR, end=NOW + 3 * HOUR),
            Limit(asset_id="car", start=NOW, end=NOW + HOUR),
            False,
        ),
        (Away(start=NOW + DAY), Away(start=NOW, end=NOW + 2 * DAY), True),
        (Prefer(carbon=0.0), Prefer(carbon=1.0), True),
        (charge(20), Limit(asset_id="car", start=NOW, end=NOW + HOUR), False),
    ],
)
def test_a_newer_wish_takes_the_place_of_one_for_the_same(new: Demand, old: Demand, expected: bool) -> None:
    assert replaces(wish(new, NOW + 1), wish(old), UTC) is expected


def test_a_standing_wish_leaves_a_one_time_wish_and_replaces_a_standing_one_of_the_same_days() -> None:
    weekdays = frozenset(range(5))
    standing = wish(charge(23), weekdays=weekdays)
    assert not replaces(standing, wish(charge(23)), UTC)
    assert not replaces(wish(charge(23)), standing, UTC)
    assert replaces(wish(charge(48 + 22), weekdays=frozenset((4,))), standing, UTC)
    assert not replaces(wish(charge(23), weekdays=frozenset((5,))), standing, UTC)


def test_a_one_time_wish_goes_before_a_standing_one_on_its_day_alone() -> None:
    daily = wish(charge(23, 0.6), NOW + 10, frozenset(range(7)), "daily")
    once = wish(charge(24, 0.9), NOW, name="once")
    found = in_force([daily, once], NOW, NOW + 2 * DAY, UTC)
    socs = sorted((demand.by, demand.soc) for _, demand in found if isinstance(demand, ChargeTo))
    assert socs == [(NOW + 24 * HOUR, 0.9), (NOW + 47 * HOUR, 0.6)]


def test_a_standing_wish_stays_at_its_time_when_the_clocks_change() -> None:
    seven = datetime(2026, 10, 23, 7, 0, tzinfo=BERLIN).timestamp()  # a Friday; the clocks change on Sunday
    daily = wish(ChargeTo(asset_id="car", soc=0.8, by=seven), seven - HOUR, frozenset(range(7)))
    found = list(occurrences(daily, seven - HOUR, seven + 4 * DAY, BERLIN))
    times = [datetime.fromtimestamp(demand.by, BERLIN) for demand in found if isinstance(demand, ChargeTo)]
    assert {(at.hour, at.minute) for at in times} == {(7, 0)}
    assert [at.day for at in times][:4] == [23, 24, 25, 26]
    assert times[2].timestamp() - times[1].timestamp() == DAY + HOUR  # the day has 25 hours


def test_a_standing_wish_holds_on_its_weekdays_alone() -> None:
    weekdays = wish(charge(23), weekdays=frozenset(range(5)))
    found = list(occurrences(weekdays, NOW, NOW + 7 * DAY, UTC))
    assert {datetime.fromtimestamp(demand.by, UTC).weekday() for demand in found if isinstance(demand, ChargeTo)} == {
        0,
        1,
        2,
        3,
        4,
    }
