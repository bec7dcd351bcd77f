"""What commands ask of the entities that control an asset."""

from typing import Any

import pytest

from custom_components.llm_agents.core.energy.asset_codec import AssetEntry
from custom_components.llm_agents.core.energy.assets import (
    Appliance,
    Asset,
    AssetKind,
    Battery,
    Load,
    Photovoltaics,
    Vehicle,
    WaterHeater,
    Zone,
    kind_of,
)
from custom_components.llm_agents.core.energy.bad_asset import BadAsset
from custom_components.llm_agents.core.energy.controls import Controls
from custom_components.llm_agents.core.energy.dispatching import Order, charging_power
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.home.model import State

BATTERY = Battery(asset_id="b", name="Battery", capacity_kwh=10, charge_kw=5, discharge_kw=4)
VEHICLE = Vehicle(asset_id="v", name="Car", capacity_kwh=60, phases=3, minimum_kw=4.14, maximum_kw=11)
ZONE = Zone(asset_id="z", name="House", maximum_kw=3)
TANK = WaterHeater(asset_id="w", name="Tank", litres=200, heater_kw=2)
INVERTER = {
    "mode": "select.inverter",
    "charge_power": "number.charge",
    "discharge_power": "number.discharge",
    "options": {"self_consume": "General", "charge": "Force charge", "export": "Force discharge"},
}


def states(**found: tuple[str, dict[str, Any]]) -> dict[str, State]:
    """Return a reader's states by entity ids with two underscores for the dot."""
    ids = {name.replace("__", "."): value for name, value in found.items()}
    return {i: State(entity_id=i, state=state, attributes=attributes) for i, (state, attributes) in ids.items()}


WATTS = states(
    number__charge=("0", {"min": 0, "max": 5000, "step": 100, "unit_of_measurement": "W"}),
    number__discharge=("0", {"min": 0, "max": 4, "step": 0.1, "unit_of_measurement": "kW"}),
)


def bound(asset: Asset, control: dict[str, Any]) -> AssetEntry:
    """Return an asset with what controls it."""
    return AssetEntry(asset=asset, controls=Controls.from_data(control))


def told(command: Command, asset: Asset, control: dict[str, Any], found: dict[str, State] = WATTS) -> dict[str, Any]:
    """Return what a command sets, by entity."""
    acts = Order(command=command, entry=bound(asset, control), states=found.get).acts()
    return {act.entity_ids[0]: act.action.value if act.value is None else act.value for act in acts}


def test_a_battery_is_charged_by_its_option_at_a_power_in_the_unit_of_the_number() -> None:
    command = Command(asset_id="b", mode=Mode.CHARGE, power_kw=3.27)
    assert told(command, BATTERY, INVERTER) == {
        "select.inverter": "Force charge",
        "number.charge": 3200,
        "number.discharge": 4,
    }


def test_a_battery_without_an_option_to_hold_consumes_itself_and_may_not_discharge() -> None:
    found = told(Command(asset_id="b", mode=Mode.HOLD), BATTERY, INVERTER)
    assert found == {"select.inverter": "General", "number.charge": 5000, "number.discharge": 0}


def test_self_consumption_gives_back_the_limits_that_other_modes_took() -> None:
    found = told(Command(asset_id="b", mode=Mode.SELF_CONSUME), BATTERY, INVERTER)
    assert found == {"select.inverter": "General", "number.charge": 5000, "number.discharge": 4}


def test_a_battery_set_by_one_signed_number_exports_below_nought() -> None:
    found = states(number__p=("0", {"min": -4000, "max": 5000, "step": 10, "unit_of_measurement": "W"}))
    command = Command(asset_id="b", mode=Mode.EXPORT, power_kw=2)
    assert told(command, BATTERY, {"power": "number.p"}, found) == {"number.p": -2000}
    assert told(Command(asset_id="b", mode=Mode.HOLD), BATTERY, {"power": "number.p"}, found) == {"number.p": 0}


def test_a_battery_that_is_to_do_nothing_holds_where_it_cannot_be_told_so() -> None:
    off = Command(asset_id="b", mode=Mode.OFF)
    holds = INVERTER | {"options": {"self_consume": "General", "hold": "Hold"}}
    assert told(off, BATTERY, holds) == {"select.inverter": "Hold", "number.charge": 0, "number.discharge": 0}
    assert told(off, BATTERY, INVERTER)["number.discharge"] == 0
    signed = states(number__p=("900", {"min": -4000, "max": 5000, "step": 10, "unit_of_measurement": "W"}))
    assert told(off, BATTERY, {"power": "number.p"}, signed) == {"number.p": 0}


def test_a_number_that_is_no_power_is_never_written() -> None:
    found = states(number__charge=("0", {"min": 0, "max": 100, "step": 1, "unit_of_measurement": "%"}))
    assert told(Command(asset_id="b", mode=Mode.CHARGE), BATTERY, {"charge_power": "number.charge"}, found) == {}


def test_a_number_that_is_away_is_left_alone() -> None:
    found = states(number__charge=("unavailable", {}))
    assert told(Command(asset_id="b", mode=Mode.CHARGE), BATTERY, {"charge_power": "number.charge"}, found) == {}


CHARGER = states(number__a=("6", {"min": 6, "max": 16, "step": 1, "unit_of_measurement": "A"}))


@pytest.mark.parametrize(
    ("mode", "power", "expected"),
    [
        (Mode.ON, 7.0, {"switch.c": "turn_on", "number.a": 10}),
        (Mode.ON, 1.0, {"switch.c": "turn_on", "number.a": 6}),
        (Mode.SOLAR, 4.2, {"switch.c": "turn_on", "number.a": 6}),
        (Mode.SOLAR, 3.0, {"switch.c": "turn_off"}),
        (Mode.SOLAR, None, {"switch.c": "turn_off"}),
        (Mode.OFF, None, {"switch.c": "turn_off"}),
    ],
)
def test_a_vehicle_charges_at_whole_amperes_of_its_phases(
    mode: Mode, power: float | None, expected: dict[str, Any]
) -> None:
    command = Command(asset_id="v", mode=mode, power_kw=power)
    assert told(command, VEHICLE, {"switch": "switch.c", "current": "number.a"}, CHARGER) == expected


def test_the_power_of_a_charger_is_read_from_its_current() -> None:
    assert charging_power(bound(VEHICLE, {"current": "number.a"}), CHARGER.get) == pytest.approx(4.14)


def test_a_heat_pump_with_a_set_point_is_not_switched_but_set_lower() -> None:
    found = states(climate__h=("heat", {"min_temp": 7, "max_temp": 30, "target_temp_step": 0.5}))
    command = Command(asset_id="z", mode=Mode.OFF, target=18.3)
    assert told(command, ZONE, {"climate": "climate.h"}, found) == {"climate.h": 18.5}


def test_set_points_are_in_the_unit_of_the_home() -> None:
    found = states(climate__h=("heat", {"min_temp": 45, "max_temp": 95, "target_temp_step": 1}))
    command = Command(asset_id="z", mode=Mode.ON, target=20)
    entry = bound(ZONE, {"climate": "climate.h"})
    (act,) = Order(command=command, entry=entry, states=found.get, fahrenheit=True).acts()
    assert act.value == 68


def test_a_tank_is_told_its_set_point_within_its_range() -> None:
    found = states(water_heater__t=("eco", {"min_temp": 30, "max_temp": 60, "target_temp_step": 1}))
    command = Command(asset_id="w", mode=Mode.ON, target=65)
    assert told(command, TANK, {"water_heater": "water_heater.t"}, found) == {"water_heater.t": 60}


def test_a_programme_is_started_once_and_never_stopped() -> None:
    washer = Appliance(asset_id="a", name="Washer", profile=(1.0,))
    assert told(Command(asset_id="a", mode=Mode.ON), washer, {"start": "button.w"}) == {"button.w": "press"}
    assert told(Command(asset_id="a", mode=Mode.OFF), washer, {"start": "button.w"}) == {}


def test_a_pump_takes_surplus_only_while_there_is_some() -> None:
    pump = Load(asset_id="p", name="Pump", power_kw=1, hours_per_day=4)
    control = {"switch": "switch.p"}
    assert told(Command(asset_id="p", mode=Mode.SOLAR, power_kw=1), pump, control) == {"switch.p": "turn_on"}
    assert told(Command(asset_id="p", mode=Mode.SOLAR), pump, control) == {"switch.p": "turn_off"}


def test_panels_are_held_back_in_the_percentage_of_their_power() -> None:
    panels = Photovoltaics(asset_id="s", name="Roof", peak_kw=8, curtailable=True)
    found = states(number__l=("100", {"min": 0, "max": 100, "step": 1, "unit_of_measurement": "%"}))
    command = Command(asset_id="s", mode=Mode.HOLD, power_kw=2)
    assert told(command, panels, {"limit": "number.l"}, found) == {"number.l": 25}
    assert told(Command(asset_id="s", mode=Mode.ON), panels, {"limit": "number.l"}, found) == {"number.l": 100}


def test_a_mode_may_be_set_by_a_script() -> None:
    control = {"scripts": {"charge": "script.charge", "self_consume": "script.normal"}}
    assert told(Command(asset_id="b", mode=Mode.CHARGE), BATTERY, control) == {"script.charge": "activate"}
    assert told(Command(asset_id="b", mode=Mode.HOLD), BATTERY, control) == {"script.normal": "activate"}


def test_a_battery_that_follows_by_itself_is_given_no_power() -> None:
    found = states(number__p=("0", {"min": -4, "max": 5, "step": 0.1, "unit_of_measurement": "kW"}))
    command = Command(asset_id="b", mode=Mode.SELF_CONSUME, power_kw=1)
    control = {"mode": "select.m", "power": "number.p", "options": {"self_consume": "Auto"}}
    assert told(command, BATTERY, control, found) == {"select.m": "Auto"}
    assert told(command, BATTERY, {"power": "number.p"}, found) == {"number.p": 1}


def modes(asset: Asset, control: dict[str, Any]) -> set[str]:
    """Return the modes that an asset can be brought into."""
    return {mode.value for mode in Controls.from_data(control).modes(kind_of(asset))}


def test_an_asset_is_brought_only_into_modes_that_its_entities_can() -> None:
    assert modes(BATTERY, INVERTER) == {"self_consume", "hold", "hold_charge", "charge", "export"}
    only = {"mode": "select.m", "options": {"charge": "On", "self_consume": "Off"}}
    assert modes(BATTERY, only) == {"self_consume", "charge"}
    assert modes(VEHICLE, {"switch": "switch.c"}) == {"off", "solar", "on"}


def test_an_asset_that_is_only_watched_has_no_modes() -> None:
    assert modes(BATTERY, {}) == set()
    assert modes(BATTERY, {"options": {"charge": "On"}}) == set()


def test_what_controls_an_asset_are_its_actuators_and_scripts() -> None:
    controls = Controls.from_data({"mode": "select.m", "scripts": {"charge": "script.c"}})
    assert controls.entity_ids == ("select.m", "script.c")


@pytest.mark.parametrize("data", [{}, INVERTER, {"scripts": {"on": "script.x"}, "start_option": "Eco", "volts": 120.0}])
def test_controls_are_the_same_after_being_kept(data: dict[str, Any]) -> None:
    assert Controls.from_data(data).to_data() == data


@pytest.mark.parametrize("volts", [0, 10000, True, "230"])
def test_a_voltage_that_no_home_has_is_refused(volts: object) -> None:
    with pytest.raises(BadAsset):
        Controls.from_data({"volts": volts})


def test_a_battery_that_is_set_by_a_power_alone_has_to_be_followed() -> None:
    battery, car = AssetKind.BATTERY, AssetKind.VEHICLE
    assert not Controls.from_data({"power": "number.p"}).follows(battery, Mode.SELF_CONSUME)
    assert not Controls.from_data({"current": "number.a"}).follows(car, Mode.SOLAR)
    assert Controls.from_data({"mode": "select.m", "options": {"solar": "PV"}}).follows(car, Mode.SOLAR)
    assert Controls.from_data(INVERTER).follows(battery, Mode.SELF_CONSUME)
