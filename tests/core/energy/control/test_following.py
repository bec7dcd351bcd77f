"""What devices do by their plan, and without one."""

from dataclasses import replace

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import Charging, Photovoltaics, Vehicle
from custom_components.llm_agents.core.energy.control import Measured
from custom_components.llm_agents.core.energy.control.following import Moment, follow, without_plan
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.energy.problem import ApplianceState, WaterHeaterState, ZoneState
from custom_components.llm_agents.core.energy.steps import HOUR

from .homes import APPLIANCE, BATTERY, LOAD, NOW, VEHICLE, WATER, ZONE, plan, problem

BAND = ZoneState(temperature=20.0, low=np.full(24, 20.0), high=np.full(24, 23.0), gains=np.zeros(24))
TANK = WaterHeaterState(upper=50.0, lower=40.0, draw=np.zeros(24))


def powers(first: float) -> np.ndarray:
    return np.array([first] + [0.0] * 23)


def at(asset, power, states=None, measured=None, levels=None, heats=None):
    moment = Moment(
        now=NOW + 60,
        plan=plan({asset.asset_id: power}, levels, heats),
        problem=problem(states or {}),
        measured=measured or Measured(at=NOW),
    )
    return follow(asset, moment)


def test_a_vehicle_charges_at_the_planned_power_within_its_currents():
    assert at(VEHICLE, powers(3.0)).power_kw == 3.0
    assert at(VEHICLE, powers(1.0)).power_kw == VEHICLE.minimum_kw
    assert at(VEHICLE, powers(0.05)).mode is Mode.OFF


def test_a_vehicle_for_sun_alone_follows_the_surplus():
    solar = Vehicle(asset_id="vehicle", name="Vehicle", capacity_kwh=50.0, charging=Charging.SOLAR)
    assert at(solar, powers(3.0)).mode is Mode.SOLAR


def test_a_zone_gets_the_temperature_of_the_plan_as_its_set_point():
    command = at(ZONE, powers(2.0), {"zone": BAND}, levels={"zone": np.linspace(20, 22.4, 25)})
    assert (command.mode, command.target) == (Mode.ON, pytest.approx(20.1))


def test_a_zone_that_is_not_heated_keeps_its_lower_bound():
    warm = {"zone": np.full(25, 21.5)}
    assert at(ZONE, powers(0.0), {"zone": BAND}, levels=warm).target == 20.0


def test_a_zone_that_is_cooled_gets_no_set_point_above_its_band():
    command = at(ZONE, powers(2.0), {"zone": BAND}, levels={"zone": np.full(25, 22.0)}, heats={"zone": powers(-4.0)})
    assert command.target == 22.0
    idle = at(ZONE, powers(0.0), {"zone": BAND}, levels={"zone": np.full(25, 22.0)}, heats={"zone": powers(-0.1)})
    assert idle.target == 23.0


def test_a_tank_is_heated_as_planned():
    assert at(WATER, powers(2.0), {"water": TANK}).mode is Mode.ON
    assert at(WATER, powers(0.0), {"water": TANK}).mode is Mode.OFF


def test_a_tank_that_got_cold_is_heated_whatever_the_plan_says():
    command = at(WATER, powers(0.0), {"water": TANK}, Measured(at=NOW, levels={"water": 44.0}))
    assert command.mode is Mode.ON
    assert command.target > WATER.minimum


def test_a_programme_starts_when_it_is_planned():
    state = {"appliance": ApplianceState(earliest=NOW, latest_end=NOW + 10 * HOUR)}
    later = np.array([0.0, 0.0, 1.0] + [0.0] * 21)
    command = at(APPLIANCE, later, state)
    assert (command.mode, command.until) == (Mode.OFF, NOW + 2 * HOUR)
    assert at(APPLIANCE, powers(1.0), state).mode is Mode.ON


def test_a_programme_that_runs_goes_on():
    state = {"appliance": ApplianceState(earliest=NOW, latest_end=NOW + 10 * HOUR, started=NOW - HOUR)}
    assert at(APPLIANCE, powers(0.0), state).mode is Mode.ON


def test_a_load_runs_where_it_is_planned_to():
    assert at(LOAD, powers(1.0)).mode is Mode.ON
    assert at(LOAD, powers(0.2)).mode is Mode.OFF


def test_what_the_plan_leaves_out_is_left_alone():
    moment = Moment(now=NOW, plan=plan({}), problem=problem({}), measured=Measured(at=NOW))
    assert follow(ZONE, moment) is None


def alone(asset, now, state=None) -> Command:
    command = without_plan(asset, now, state)
    assert command is not None
    return command


def test_without_a_plan_everything_works_on_its_own():
    assert alone(BATTERY, NOW).mode is Mode.SELF_CONSUME
    assert alone(VEHICLE, NOW).power_kw == VEHICLE.maximum_kw
    assert alone(ZONE, NOW, BAND).target == 20.0
    assert alone(WATER, NOW).target == WATER.target
    assert without_plan(LOAD, NOW) is None


def test_without_a_plan_a_programme_is_not_late():
    state = ApplianceState(earliest=NOW, latest_end=NOW + 5 * HOUR)
    assert alone(APPLIANCE, NOW, state).mode is Mode.OFF
    assert alone(APPLIANCE, NOW + 4 * HOUR, state).mode is Mode.ON
    assert without_plan(APPLIANCE, NOW) is None


ROOF = Photovoltaics(asset_id="roof", name="Roof", peak_kw=8.0, curtailable=True)
SHED = Photovoltaics(asset_id="shed", name="Shed", peak_kw=2.0, curtailable=True)


def held_back(curtailed: float, imported: float, measured: Measured, panels=ROOF):
    planned = replace(plan({}), curtailed=powers(curtailed), grid_import=powers(imported))
    asked = replace(problem({}, assets=[ROOF, SHED]), pv=powers(6.0))
    return follow(panels, Moment(now=NOW + 60, plan=planned, problem=asked, measured=measured))


def test_panels_that_may_be_held_back_follow_the_meter_where_feeding_in_costs():
    measured = Measured(at=NOW, pv_kw=5.0, grid_kw=-3.0)
    command = held_back(4.0, 0.0, measured)
    assert (command.mode, command.power_kw) == (Mode.HOLD, pytest.approx(2.0 * 0.8))
    assert held_back(4.0, 0.0, measured, SHED).power_kw == pytest.approx(2.0 * 0.2)


def test_panels_make_what_is_planned_where_the_grid_is_used_or_nobody_measures():
    assert held_back(4.0, 3.0, Measured(at=NOW, pv_kw=5.0, grid_kw=-3.0)).power_kw == pytest.approx(2.0 * 0.8)
    assert held_back(1.0, 0.0, Measured(at=NOW)).power_kw == pytest.approx(5.0 * 0.8)


def test_panels_are_set_free_again_also_without_a_plan():
    assert held_back(0.0, 0.0, Measured(at=NOW)).mode is Mode.ON
    assert alone(ROOF, NOW).mode is Mode.ON


def test_panels_that_cannot_be_held_back_are_left_alone():
    fixed = replace(ROOF, curtailable=False)
    assert held_back(4.0, 0.0, Measured(at=NOW), fixed) is None
    assert without_plan(fixed, NOW) is None
