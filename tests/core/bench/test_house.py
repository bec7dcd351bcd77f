"""The French house of the energy benchmark: its physics closes, nothing ahead is read, its devices use what they should."""

from dataclasses import replace

import numpy as np
import pytest

from bench.energy.baselines import Nothing, Rules
from bench.energy.flexible import BATTERY, DISHWASHER, VEHICLE, WASHER, WATER, ZONE, Life, Stay, Wish, assets_of, life
from bench.energy.house import BEGIN, DAYS, PER_DAY, House, house, known_until, prices
from bench.energy.house_figures import Compared
from bench.energy.loop import KWH_PER_LITRE_K, Cell, Result, observe, run
from bench.energy.outlooks import Forecasters, weather_forecast
from bench.energy.simulator import HOURS, Simulator
from custom_components.llm_agents.core.energy.modes import Command, Mode

NOTHING = Life(stays=(), draw=np.zeros(200), wishes={DISHWASHER.asset_id: (), WASHER.asset_id: ()})


def simple(load: float = 1.0, pv: float = 0.0) -> House:
    count = 200
    return House(
        starts=np.linspace(0.0, (count - 1) * 1800.0, count),
        load=np.full(count, load),
        pv=np.full(count, pv),
        pv_forecast=np.zeros(count),
        outdoor=np.full(count, 5.0),
        spot=np.full(count, 0.1),
        minutes=np.linspace(0.0, (count - 1) * 30.0, count) % 1440,
    )


def simulator(*assets, lived: Life = NOTHING, load: float = 1.0, pv: float = 0.0) -> Simulator:
    return Simulator(simple(load, pv), lived, assets, 0)


def told(asset, mode: Mode, **changes) -> dict[str, Command]:
    return {asset.asset_id: Command(asset_id=asset.asset_id, mode=mode, **changes)}


@pytest.mark.parametrize(
    ("mode", "net", "grid"),
    [
        (Mode.SELF_CONSUME, 2.0, 0.0),
        (Mode.SELF_CONSUME, -2.0, 0.0),
        (Mode.HOLD, 2.0, 2.0),
        (Mode.HOLD, -2.0, 0.0),
        (Mode.HOLD_CHARGE, 2.0, 0.0),
        (Mode.HOLD_CHARGE, -2.0, -2.0),
        (Mode.OFF, -2.0, -2.0),
        (Mode.CHARGE, 2.0, 5.0),
        (Mode.EXPORT, 2.0, -1.0),
    ],
)
def test_a_battery_follows_its_mode(mode, net, grid):
    made = simulator(BATTERY, load=max(net, 0.0), pv=max(-net, 0.0))
    made.state.battery = 5.0
    found, powers = made.step(told(BATTERY, mode, power_kw=3.0))
    assert found == pytest.approx(grid)
    power = powers["battery"]
    stored = power * 0.95 if power > 0 else power / 0.95
    assert made.state.battery == pytest.approx(5.0 + stored * HOURS)


def test_a_battery_keeps_within_its_levels():
    made = simulator(BATTERY, load=10.0)
    made.state.battery = 1.2
    grid, _ = made.step(told(BATTERY, Mode.SELF_CONSUME))
    assert made.state.battery == pytest.approx(1.0)
    assert grid == pytest.approx(10.0 - 0.2 * 0.95 / HOURS)


def test_a_vehicle_takes_what_it_needs_while_it_is_there_and_what_is_missing_is_told():
    lived = replace(NOTHING, stays=(Stay(arrival=1, departure=3, kwh=9.0),))
    made = simulator(VEHICLE, lived=lived)
    used = [made.step(told(VEHICLE, Mode.ON))[1]["vehicle"] * HOURS for _ in range(4)]
    assert used == pytest.approx([0.0, 3.7, 3.7, 0.0])
    assert made.misses.unmet_kwh == pytest.approx(1.6)


def test_a_vehicle_that_may_only_take_sun_takes_no_more_than_there_is():
    lived = replace(NOTHING, stays=(Stay(arrival=0, departure=5, kwh=9.0),))
    made = simulator(VEHICLE, lived=lived, load=1.0, pv=4.0)
    grid, powers = made.step(told(VEHICLE, Mode.SOLAR))
    assert (grid, powers["vehicle"]) == pytest.approx((0.0, 3.0))


def test_a_zone_gets_the_heat_that_its_temperature_shows():
    made = simulator(ZONE)
    _, powers = made.step(told(ZONE, Mode.ON, target=20.3))
    assert made.state.zone == pytest.approx(20.3)
    heat = powers["zone"] * np.interp(5.0, [x for x, _ in ZONE.cop], [y for _, y in ZONE.cop])
    model = ZONE.model
    assert model is not None
    mean = 20.15 - 5.0
    assert heat * HOURS == pytest.approx(0.3 * model.capacity + (model.loss * mean - model.gain) * HOURS, rel=0.01)


def test_a_zone_that_is_off_cools_and_that_is_noticed():
    made = simulator(ZONE)
    for _ in range(14):
        made.step(told(ZONE, Mode.OFF))
    assert made.state.zone < 20.0
    assert made.misses.comfort > 0


def test_the_energy_of_a_tank_closes():
    lived = replace(NOTHING, draw=np.full(200, 0.7))
    made = simulator(WATER, lived=lived)
    whole = WATER.litres * KWH_PER_LITRE_K
    before = (made.state.upper + made.state.lower) / 2 * whole
    heat = lost = 0.0
    for _ in range(20):
        mean = (made.state.upper + made.state.lower) / 2
        lost += WATER.loss_w_per_k / 1000 * (mean - WATER.ambient) * HOURS
        heat += made.step(told(WATER, Mode.ON, power_kw=1.0, target=65.0))[1]["water"] * HOURS
    after = (made.state.upper + made.state.lower) / 2 * whole
    assert after - before == pytest.approx(heat - lost - 0.7 * HOURS * 20, abs=0.15)


def test_a_programme_runs_to_its_end_once_it_is_started():
    lived = replace(NOTHING, wishes={**NOTHING.wishes, DISHWASHER.asset_id: (Wish(earliest=1, latest_end=20),)})
    made = simulator(DISHWASHER, lived=lived)
    on, off = told(DISHWASHER, Mode.ON), told(DISHWASHER, Mode.OFF)
    used = [made.step(command)[1]["dishwasher"] for command in (on, off, on, off, off, off, on)]
    assert used == pytest.approx([0.0, 0.0, *DISHWASHER.profile, 0.0])
    assert made.misses.programmes == 0


def test_a_programme_that_is_done_too_late_is_told():
    lived = replace(NOTHING, wishes={**NOTHING.wishes, DISHWASHER.asset_id: (Wish(earliest=1, latest_end=4),)})
    made = simulator(DISHWASHER, lived=lived)
    for index in range(12):
        made.step(told(DISHWASHER, Mode.ON if index > 3 else Mode.OFF))
    assert made.misses.programmes == 1


def test_what_lies_ahead_changes_no_forecast():
    home, at = house(), 40 * PER_DAY
    other = replace(home, load=home.load.copy(), pv=home.pv.copy())
    other.load[at:], other.pv[at:] = 9.0, 0.0
    first, second = Forecasters(home).at(at), Forecasters(other).at(at)
    for name in ("load", "pv", "load_paths", "pv_paths"):
        assert getattr(first, name) == pytest.approx(getattr(second, name))


def test_prices_of_tomorrow_appear_at_one():
    home = house()
    local = home.minutes / 60
    noon = next(index for index in range(BEGIN, BEGIN + 60) if local[index] == 12.5)
    assert known_until(home, "dyn", noon) - noon == 23
    assert known_until(home, "dyn", noon + 1) - (noon + 1) == 22 + PER_DAY
    bought, sold = prices(home, "dyn")
    seen = observe(Simulator(home, life(home), (BATTERY,), noon), "dyn", bought, sold)
    assert np.isnan(seen.import_price[23:]).all()
    assert np.isfinite(seen.import_price[:23]).all()


def test_a_weather_forecast_is_right_now_and_wrong_later():
    home = house()
    apart = np.array([weather_forecast(home, at, 72) - home.outdoor[at : at + 72] for at in range(1000, 9000, 50)])
    errors = apart.std(axis=0)
    assert errors[0] == pytest.approx(0.0)
    assert 0.0 < errors[6] < errors[24] < errors[71] < 2.2


def test_the_devices_use_what_the_notes_say():
    home = house()
    lived = life(home)
    span = range(BEGIN, BEGIN + DAYS * PER_DAY)
    assert sum(one.kwh for one in lived.stays if one.arrival in span) == pytest.approx(2809, rel=0.03)
    programmes = sum(
        sum(asset.profile) * HOURS * sum(wish.earliest in span for wish in lived.wishes[asset.asset_id])
        for asset in (DISHWASHER, WASHER)
    )
    assert programmes == pytest.approx(1254, rel=0.05)
    assert all(one.departure > one.arrival for one in lived.stays)


def test_rules_cost_less_than_nothing_controlled():
    first = house().first
    cell = Cell(tariff="evnight", assets="battery_ev", first=first, last=first + 3 * PER_DAY)
    none, rules = run(cell, Nothing()), run(cell, Rules(night_charging=True))
    assert rules.bill < none.bill
    assert none.throughput == 0
    assert rules.throughput > 0


def test_shares_are_reckoned_from_bills():
    def result(bill: float) -> Result:
        return Result(bill=bill, days=1)

    one = Compared(
        tariff="dyn",
        assets="all",
        none=result(100),
        rules=result(80),
        ours=result(70),
        foresight=result(60),
    )
    assert (one.captured, one.over_rules, one.possible) == pytest.approx((75.0, -12.5, 25.0))
    assert one.below_none(one.ours) == pytest.approx(30.0)


def test_sets_of_assets_are_those_of_the_notes():
    assert assets_of("battery") == (BATTERY,)
    assert BATTERY not in assets_of("ev_thermal")
    assert set(assets_of("ev_thermal")) < set(assets_of("all"))
