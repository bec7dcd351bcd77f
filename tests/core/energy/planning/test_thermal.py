"""Heat: exact discretisation, zones and tanks."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.assets import FuelHeater, ThermalModel, WaterHeater, Zone
from custom_components.llm_agents.core.energy.plan import Wanted
from custom_components.llm_agents.core.energy.planning import solve
from custom_components.llm_agents.core.energy.planning.thermal import discretise
from custom_components.llm_agents.core.energy.planning.water_heater import KWH_PER_LITRE_K
from custom_components.llm_agents.core.energy.problem import WaterHeaterState, ZoneState
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

from .homes import MIDNIGHT, hours, problem

MODEL = ThermalModel(capacity=6.0, loss=0.2)
WALLS = ThermalModel(capacity=1.0, loss=0.2, mass_capacity=8.0, coupling=0.5)
ROOMS = Zone(asset_id="zone", name="Rooms", maximum_kw=3.0, cop=((0.0, 3.0),), model=MODEL)
TANK = WaterHeater(asset_id="tank", name="Tank", litres=200.0, heater_kw=2.0, legionella=None)


def zone_state(count: int, temperature: float = 21.0, low: object = 20.0, high: object = 24.0) -> dict[str, ZoneState]:
    """Return a zone within a band."""
    bounds = [np.broadcast_to(np.asarray(each, dtype=np.float64), (count,)).copy() for each in (low, high)]
    return {"zone": ZoneState(temperature=temperature, low=bounds[0], high=bounds[1], gains=np.zeros(count))}


def tank_state(
    count: int, upper: float = 50.0, lower: float = 45.0, draw: object = 0.0, **more: Any
) -> dict[str, WaterHeaterState]:
    """Return a tank."""
    drawn = np.broadcast_to(np.asarray(draw, dtype=np.float64), (count,)).copy()
    return {"tank": WaterHeaterState(upper=upper, lower=lower, draw=drawn, **more)}


@pytest.mark.parametrize("length", [1 / 12, 1.0, 24.0])
def test_discretisation_is_exact(length: float) -> None:
    """One step is as many small ones, however long."""
    system = np.array([[[-0.7, 0.5], [0.06, -0.06]]])
    inputs = np.array([[[1.0, 0.2], [0.0, 0.0]]])
    after, by = discretise(system, inputs, np.array([length]))
    state, small, count = np.array([20.0, 18.0]), length / 4000, 4000
    for _ in range(count):
        middle = state + small / 2 * (system[0] @ state + inputs[0] @ [1.0, 5.0])
        state = state + small * (system[0] @ middle + inputs[0] @ [1.0, 5.0])
    assert after[0] @ [20.0, 18.0] + by[0] @ [1.0, 5.0] == pytest.approx(state, abs=1e-4)


def test_discretisation_is_stable_where_explicit_steps_are_not() -> None:
    """A light zone with long steps neither oscillates nor grows."""
    after, by = discretise(np.array([[[-5.0]]]), np.array([[[5.0]]]), np.array([1.0]))
    assert 0 < after[0, 0, 0] < 0.01
    assert by[0, 0, 0] == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("model", [MODEL, WALLS])
def test_a_zone_cools_by_its_model_and_is_held_at_the_low_end(model: ThermalModel) -> None:
    """With no reason to heat more, heat is what is lost at the low end of the band."""
    plan = solve(problem(hours(72), (replace(ROOMS, model=model),), zone_state(72), outdoor=5.0))
    zone = plan.assets["zone"]
    assert zone.level is not None
    assert zone.heat is not None
    assert zone.level.min() >= 20.0 - 1e-6
    assert zone.heat[-20:-3].mean() == pytest.approx(0.2 * 15, rel=0.02)
    assert zone.power == pytest.approx(zone.heat / 3.0)
    assert not plan.unmet


def test_heats_ahead_of_dear_hours_as_far_as_the_band_goes() -> None:
    """Cheap heat is kept in the walls."""
    price = np.where(np.arange(24) < 12, 0.1, 0.6)
    plan = solve(problem(hours(24), (ROOMS,), zone_state(24), price=price, outdoor=5.0))
    level = plan.assets["zone"].level
    assert level is not None
    assert level[12] == pytest.approx(24.0, abs=1e-4)


def test_is_warm_when_it_has_to_be() -> None:
    """The band of the morning holds at its first instant."""
    low = np.where(np.arange(12) >= 7, 21.0, 16.0)
    plan = solve(problem(hours(12), (ROOMS,), zone_state(12, 18.0, low), outdoor=0.0))
    level = plan.assets["zone"].level
    assert level is not None
    assert level[7] >= 21.0 - 1e-6
    assert not plan.unmet


def test_starts_below_the_band_and_tells_how_long_it_stays_there() -> None:
    """Full power, and the K h that are missed."""
    weak = replace(ROOMS, maximum_kw=1.5)
    plan = solve(problem(hours(24), (weak,), zone_state(24, 17.0), outdoor=0.0))
    (unmet,) = plan.unmet
    assert unmet.wanted is Wanted.COMFORT
    assert 5 < unmet.amount < 60
    assert plan.assets["zone"].power[:6] == pytest.approx(1.5)


def test_least_power_holds_in_the_next_hour() -> None:
    """A compressor runs at its least power or not at all, for its least time."""
    steps = Steps.tiered(MIDNIGHT, MIDNIGHT + 12 * HOUR)
    zone = replace(ROOMS, minimum_kw=1.2)
    plan = solve(problem(steps, (zone,), zone_state(len(steps), 20.0), outdoor=10.0))
    near = plan.assets["zone"].power[:12]
    assert ((near < 1e-6) | (near >= 1.2 - 1e-6)).all()
    on = (near > 1e-6).astype(int)
    assert (on[:6].min(), on[6:].min()) == (on[:6].max(), on[6:].max())


def test_cools_where_it_can() -> None:
    """A hot day needs cold, within the band."""
    cooling = replace(ROOMS, cooling=True)
    plan = solve(problem(hours(24), (cooling,), zone_state(24, 23.0), outdoor=33.0))
    zone = plan.assets["zone"]
    assert zone.heat is not None
    assert zone.heat.min() < -1.0
    assert not plan.unmet


def test_fuel_heats_where_it_is_cheaper() -> None:
    """Gas at 9 ct takes over from a heat pump at 36 ct / 3 only while electricity is dear."""
    gas = FuelHeater(asset_id="gas", name="Gas", zone_id="zone", maximum_kw=10.0, price=0.09)
    price = np.where(np.arange(24) < 12, 0.2, 0.5)
    plan = solve(problem(hours(24), (ROOMS, gas), zone_state(24, 20.0, 20.0, 20.01), price=price, outdoor=5.0))
    heat = plan.assets["gas"].heat
    assert heat is not None
    assert heat[:11].max() < 0.2
    assert heat[13:].min() > 2.5
    assert plan.cost > float(plan.grid_import @ price) + 1.0


def test_a_tank_keeps_energy() -> None:
    """What goes in is what is drawn, lost and left."""
    draw = np.where(np.arange(24) % 12 == 7, 2.0, 0.1)
    plan = solve(problem(hours(24), (TANK,), tank_state(24, draw=draw), load=0.0))
    tank = plan.assets["tank"]
    assert tank.level is not None
    assert tank.heat is not None
    assert not plan.unmet
    whole = 200 * KWH_PER_LITRE_K
    most, least = whole * 65, whole * 12  # what the tank can hold bounds what may be left
    used = tank.heat.sum() - draw.sum()
    assert least - whole * 50 < used < most - whole * 45 + 0.002 * 24 * 45


def test_a_tank_is_heated_before_the_draw_and_in_cheap_hours() -> None:
    """Morning water is made at night."""
    price = np.where(np.arange(24) < 6, 0.1, 0.4)
    draw = np.where(np.isin(np.arange(24), (7, 20)), 2.0, 0.0)
    plan = solve(problem(hours(24), (TANK,), tank_state(24, draw=draw), price=price, load=0.0))
    tank = plan.assets["tank"]
    assert tank.level is not None
    assert tank.level.min() >= 45.0 - 1e-6
    assert tank.power[:6].sum() > 0.9 * tank.power[:18].sum()


def test_a_cold_tank_recovers_and_tells() -> None:
    """K h below the least temperature are named."""
    plan = solve(problem(hours(12), (TANK,), tank_state(12, 30.0, 20.0), load=0.0))
    assert {unmet.wanted for unmet in plan.unmet} == {Wanted.HOT_WATER}
    assert plan.assets["tank"].power[0] == pytest.approx(2.0)


def test_legionella_is_killed_by_its_time_and_cheaply() -> None:
    """Both nodes are hot once, at the cheapest time before it is due."""
    price = np.where((np.arange(36) >= 12) & (np.arange(36) < 18), 0.1, 0.4)
    tank = replace(TANK, legionella=62.0)
    due = tank_state(36, legionella_due=MIDNIGHT + 30 * HOUR)
    plan = solve(problem(hours(36), (tank,), due, price=price, load=0.0))
    level = plan.assets["tank"].level
    assert level is not None
    assert level[:31].max() >= 62.0 - 1e-5
    assert 12 < int(level.argmax()) <= 19
    assert not plan.unmet


def test_legionella_that_is_overdue_is_done_soon() -> None:
    """Within half a day."""
    tank = replace(TANK, legionella=60.0)
    plan = solve(problem(hours(36), (tank,), tank_state(36, legionella_due=MIDNIGHT - HOUR), load=0.0))
    level = plan.assets["tank"].level
    assert level is not None
    assert level[:13].max() >= 60.0 - 1e-5
