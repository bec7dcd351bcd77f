"""What was saved, replayed on the meter against twins that are not controlled."""

from dataclasses import replace
import json

import pytest

from custom_components.llm_agents.core.energy.assets import (
    Appliance,
    Battery,
    Comfort,
    FuelHeater,
    Load,
    ThermalModel,
    Vehicle,
    WaterHeater,
    Zone,
)
from custom_components.llm_agents.core.energy.ledger import Account, Metered
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.energy.twin import Reading, Span, curve
from custom_components.llm_agents.core.energy.twins import twin_of

START = 1_800_000_000.0
BATTERY = Battery(
    asset_id="b", name="B", capacity_kwh=10, charge_kw=5, discharge_kw=5, charge_efficiency=1, discharge_efficiency=1
)
VEHICLE = Vehicle(asset_id="v", name="V", capacity_kwh=50, maximum_kw=10, efficiency=1, target=0.8)
ZONE = Zone(
    asset_id="z",
    name="Z",
    maximum_kw=5,
    cop=((0, 1),),
    model=ThermalModel(capacity=5, loss=0.2),
    comfort=(Comfort(weekdays=frozenset(range(7)), minute=0, low=20, high=23),),
)
TANK = WaterHeater(asset_id="w", name="W", litres=200, heater_kw=2, loss_w_per_k=0, legionella=None)
WASHER = Appliance(asset_id="a", name="A", profile=(2, 1), step_minutes=60)
PUMP = Load(asset_id="p", name="P", power_kw=1, hours_per_day=4, earliest=600)


def metered(hour: int, price: float, grid: float, **readings: Reading) -> Metered:
    """Return an hour of a home whose exports earn a quarter of the price."""
    span = Span(at=START + hour * 3600, hours=1, outdoor=0, minute=hour % 24 * 60)
    return Metered(
        span=span,
        day=f"2027-01-{hour // 24 + 1:02}",
        import_price=price,
        export_price=price / 4,
        grid=grid,
        readings=readings,
    )


def test_a_battery_saves_what_an_idle_one_would_have_cost_more() -> None:
    account = Account([BATTERY])
    account.add(metered(0, 0.1, 4, b=Reading(power=3, level=0.5)))
    account.add(metered(1, 0.4, 0, b=Reading(power=-3, level=0.5)))
    # The idle home: 1 kWh for 0.10 and 3 kWh for 0.40, instead of 4 kWh for 0.10.
    assert account.saved("b").total == pytest.approx(0.1 + 1.2 - 0.4)
    assert account.saved().total == pytest.approx(account.saved("b").total)


def test_what_is_stored_is_worth_the_mean_price_so_charging_saves_or_loses_nothing_at_that_price() -> None:
    account = Account([BATTERY])
    account.add(metered(0, 0.2, 1, b=Reading(power=0, level=0.2)))
    account.add(metered(1, 0.2, 4, b=Reading(power=3, level=0.5)))
    assert account.saved().total == pytest.approx(0)


def test_a_vehicle_is_compared_with_one_that_charged_once_it_was_plugged_in() -> None:
    account = Account([VEHICLE])
    away, home = Reading(power=0, level=0.4), Reading(power=0, level=0.6, plugged=True)
    account.add(metered(0, 0.4, 1, v=away))
    account.add(metered(1, 0.4, 1, v=home))  # the twin takes its 10 kWh
    account.add(metered(2, 0.1, 11, v=replace(home, power=10)))
    account.add(metered(3, 0.1, 1, v=replace(away, level=0.8)))
    assert account.saved().total == pytest.approx(10 * 0.3)
    assert account.twins["v"].stored == pytest.approx(0)


def test_a_vehicle_of_which_no_charge_is_known_is_taken_to_charge_what_it_usually_does() -> None:
    twin = twin_of(VEHICLE)
    assert twin is not None
    for hour, reading in enumerate([Reading(power=10, plugged=True)] * 2 + [Reading(power=0)]):
        twin.step(reading, metered(hour, 0.1, 0).span, None, 0)
    assert twin.settle() == pytest.approx(20 - 8)
    assert twin.numbers["usual"] == pytest.approx(8 + 0.2 * 12)


def test_preheating_is_compared_with_a_thermostat_at_the_lower_end_of_the_band() -> None:
    twin = twin_of(ZONE)
    assert twin is not None
    # Held at 21 °C with 4 kW: the twin lets the rooms cool to 20 °C, then needs 0.2 kW less.
    powers = [twin.step(Reading(power=4, level=21, low=20), metered(i, 0, 0).span, None, 0) for i in range(12)]
    assert powers[0] < 0.1
    assert powers[-1] == pytest.approx(3.8, abs=0.01)
    assert twin.level(Reading(power=4, level=21)) == pytest.approx(20, abs=0.01)
    assert twin.stored == pytest.approx(5, abs=0.1)


def test_a_zone_without_a_model_saves_nothing_that_could_not_be_shown() -> None:
    assert twin_of(replace(ZONE, model=None)) is None
    assert twin_of(FuelHeater(asset_id="f", name="F", zone_id="z", maximum_kw=5, price=0.1)) is None


def test_a_tank_is_compared_with_its_own_thermostat() -> None:
    twin = twin_of(TANK)
    assert twin is not None
    cool = Reading(power=0, level=49)
    heated = [twin.step(cool, metered(i, 0, 0).span, None, 0) for i in range(3)]
    need = 200 * 1.163e-3 * 6
    assert sum(heated) == pytest.approx(need)
    assert twin.level(cool) == pytest.approx(55)


def test_a_tank_is_heated_against_legionella_without_control_too() -> None:
    twin = twin_of(replace(TANK, legionella=60, legionella_days=1))
    assert twin is not None
    warm = Reading(power=0, level=54)
    for hour in range(30):
        twin.step(warm, metered(hour, 0, 0).span, None, 0)
    assert twin.numbers["hot"] > START


def test_a_programme_is_compared_with_one_that_began_when_it_was_ready() -> None:
    account = Account([WASHER])
    waits = Reading(power=0, ready=True)
    for hour, price, reading in (
        (0, 0.4, waits),
        (1, 0.4, waits),
        (2, 0.1, Reading(power=2)),
        (3, 0.1, Reading(power=1)),
        (4, 0.1, Reading(power=0)),
    ):
        account.add(metered(hour, price, reading.power, a=reading))
    assert account.saved("a").total == pytest.approx(3 * 0.3)


def test_a_load_is_compared_with_one_that_runs_from_the_opening_of_its_window() -> None:
    account = Account([PUMP])
    for hour in range(33, 58):
        on = 50 <= hour < 54  # two to six in the third night
        price = 0.1 if hour % 24 < 6 else 0.3
        account.add(metered(hour, price, 1.0 * on, p=Reading(power=1.0 * on)))
    assert account.saved("p").total == pytest.approx(4 * 0.2)


def test_a_dry_run_tells_what_commands_would_have_saved() -> None:
    account = Account([BATTERY], dry=True)
    orders = [Command(asset_id="b", mode=Mode.CHARGE, power_kw=3), Command(asset_id="b", mode=Mode.SELF_CONSUME)]
    for hour, price, order in ((0, 0.1, orders[0]), (1, 0.4, orders[1])):
        account.add(metered(hour, price, 3, b=Reading(power=0, level=0.5)), {"b": order})
    assert account.saved().total == pytest.approx(3 * 0.4 - 3 * 0.1)


def test_what_has_no_command_in_a_dry_run_is_as_it_is() -> None:
    account = Account([BATTERY], dry=True)
    account.add(metered(0, 0.1, 3, b=Reading(power=2, level=0.5)), {})
    assert account.saved().total == 0


def test_today_begins_with_the_local_day_and_days_are_kept() -> None:
    account = Account([BATTERY])
    for hour in (22, 23, 24, 25):
        account.add(metered(hour, 0.1 if hour % 2 else 0.4, 0, b=Reading(power=3 if hour % 2 else -3, level=0.5)))
    first = account.between("2027-01-01", "2027-01-01")
    assert account.saved().total == pytest.approx(first + account.saved().today)
    assert account.between("2027-01-01", "2027-01-02") == pytest.approx(account.saved().total)
    assert account.between("2027-01-03", "2027-01-09") == 0


def test_an_account_is_the_same_after_a_restart() -> None:
    account = Account([BATTERY, VEHICLE])
    readings = {"b": Reading(power=2, level=0.5), "v": Reading(power=5, level=0.3, plugged=True)}
    account.add(metered(0, 0.3, 7, **readings))
    again = Account([BATTERY, VEHICLE])
    again.restore(json.loads(json.dumps(account.state())))
    for one in (account, again):
        one.add(metered(1, 0.2, 7, **readings))
    assert again.state() == account.state()


def test_what_an_asset_saved_stays_when_it_is_gone() -> None:
    account = Account([BATTERY])
    account.add(metered(0, 0.4, -3, b=Reading(power=-3, level=0.5)))
    again = Account([VEHICLE])
    again.restore(account.state())
    assert again.saved().total == pytest.approx(account.saved().total)


def test_a_zone_is_counted_once_its_model_is_learned_and_goes_on_after_a_restart() -> None:
    account = Account([replace(ZONE, model=None)])
    warm = Reading(power=4, level=21, low=20)
    account.add(metered(0, 0.3, 5, z=warm))
    assert account.saved("z").total == 0
    account.renew([ZONE])
    account.add(metered(1, 0.3, 5, z=warm))
    again = Account([replace(ZONE, model=None)])
    again.restore(json.loads(json.dumps(account.state())))
    again.renew([ZONE])
    assert again.twins["z"].state() == account.twins["z"].state()
    assert again.twins["z"].stored > 0


@pytest.mark.parametrize("state", [{}, {"since": None, "day": "", "price": None, "money": 3}])
def test_what_was_not_kept_by_an_account_is_refused(state: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        Account([BATTERY]).restore(state)


@pytest.mark.parametrize(("x", "y"), [(-5, 1.0), (0, 1.0), (5, 1.5), (10, 2.0), (99, 2.0)])
def test_a_curve_is_constant_beyond_its_ends(x: float, y: float) -> None:
    assert curve(((0, 1), (10, 2)), x) == y
