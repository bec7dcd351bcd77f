"""The plan as JSON, and what was measured beside it."""

from dataclasses import replace
import json

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.asset_codec import AssetEntry
from custom_components.llm_agents.core.energy.assets import Battery, Grid, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.ledger import Saved
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.energy.past import KEPT, QUARTER, Past
from custom_components.llm_agents.core.energy.plan import AssetPlan, Plan, Unmet, Wanted
from custom_components.llm_agents.core.energy.problem import BatteryState, Problem, Session, VehicleState, ZoneState
from custom_components.llm_agents.core.energy.showing import Notice, Shown, View, next_change, runs, shown
from custom_components.llm_agents.core.energy.steps import Steps

STEPS = Steps.even(1_800_000_000, 3600, 4)
BATTERY = Battery(asset_id="b", name="Battery", capacity_kwh=10, charge_kw=5, discharge_kw=5, reserve=0.2)
ZONE = Zone(asset_id="z", name="House", maximum_kw=3)
TANK = WaterHeater(asset_id="w", name="Tank", litres=200, heater_kw=2)
FLAT = np.full(4, 0.25)
PLAN = Plan(
    made_at=1_800_000_000,
    steps=STEPS,
    assets={
        "b": AssetPlan(power=np.array([0.0, 2.0, 3.0, -1.0]), level=np.array([5.0, 5.0, 7.0, 10.0, 9.0])),
        "z": AssetPlan(power=np.array([1.0, 1.0, 1.0, 1.0]), level=np.array([20.0, 20.5, 21, 21, 21])),
    },
    grid_import=np.array([1.0, 3.0, 4.0, 0.0]),
    grid_export=np.array([0.0, 0.0, 0.0, 0.5]),
    curtailed=np.array([0.0, 0.0, 0.0, 0.2]),
    marginal_price=np.array([0.3, 0.2, np.nan, 0.4]),
    cost=1.23456,
    end_value=0.5,
    unmet=(Unmet(asset_id="z", wanted=Wanted.COMFORT, amount=1.5, at=1_800_003_600),),
)
PROBLEM = Problem(
    steps=STEPS,
    import_price=FLAT,
    export_price=FLAT / 2,
    base_load=FLAT * 4,
    pv=np.array([0.0, 0.0, 0.0, 2.0]),
    outdoor=FLAT * 20,
    grid=Grid(asset_id="g", name="Grid"),
    assets=(BATTERY, ZONE),
    states={
        "b": BatteryState(soc=0.5),
        "z": ZoneState(temperature=20, low=FLAT * 80, high=FLAT * 92, gains=FLAT * 0),
    },
)
VIEW = View(
    now=1_800_000_000,
    currency="EUR",
    autonomy="act",
    status="ok",
    plan=PLAN,
    problem=PROBLEM,
    assets=(
        Shown(
            entry=AssetEntry(asset=BATTERY),
            command=Command(asset_id="b", mode=Mode.HOLD),
            override=Mode.HOLD,
            modes=(Mode.HOLD, Mode.CHARGE),
            reason="Because",
            saved=Saved(today=0.123, total=4.567),
            level=0.5,
        ),
        Shown(entry=AssetEntry(asset=ZONE)),
        Shown(entry=AssetEntry(asset=TANK)),
    ),
    notices=(Notice(key="no_prices", placeholders={"name": "Grid"}),),
    saved=Saved(today=1, total=20),
)


def test_what_is_shown_is_json_without_nan() -> None:
    told = shown(VIEW)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["marginal_price"] == [0.3, 0.2, None, 0.4]
    assert told["grid"] == [1.0, 3.0, 4.0, -0.5]
    assert told["pv"] == [0.0, 0.0, 0.0, 1.8]
    assert len(told["steps"]) == len(told["load"]) + 1


def test_a_battery_is_shown_in_per_cent_with_its_band_and_what_it_does() -> None:
    battery = shown(VIEW)["assets"][0]
    assert battery["level"] == [50.0, 50.0, 70.0, 100.0, 90.0]
    assert (battery["level_unit"], battery["level_now"]) == ("%", 50.0)
    assert (battery["low"][0], battery["high"][0]) == (20.0, 100.0)
    assert (battery["mode"], battery["override"], battery["modes"]) == ("hold", "hold", ["hold", "charge"])
    assert battery["until"] == 1_800_003_600
    by_hand = replace(VIEW.assets[0], override_until=1_800_001_800)
    assert shown(replace(VIEW, assets=(by_hand,)))["assets"][0]["until"] == 1_800_001_800
    assert battery["saving"] == {"today": 0.12, "total": 4.57}


def test_a_car_is_shown_by_its_charge_until_it_leaves() -> None:
    car = Vehicle(asset_id="c", name="Car", capacity_kwh=50)
    plan = replace(PLAN, assets={"c": AssetPlan(power=FLAT * 8, level=np.array([0.0, 5.0, 10.0, 0.0, 4.0]))})
    start = float(STEPS.edges[0])
    session = Session(start=start - 3600, end=start + 7200, wanted_kwh=10)
    problem = replace(PROBLEM, states={"c": VehicleState(sessions=(session,))})
    item = Shown(entry=AssetEntry(asset=car), level=0.4)

    def levels(problem: Problem, item: Shown) -> object:
        return shown(replace(VIEW, plan=plan, problem=problem, assets=(item,)))["assets"][0]["level"]

    assert levels(problem, item) == [40.0, 50.0, 60.0, None, None]
    assert levels(problem, replace(item, level=None)) is None
    later = replace(VIEW, now=start + 1800, plan=plan, problem=problem, assets=(replace(item, level=0.45),))
    assert shown(later)["assets"][0]["level"] == [40.0, 50.0, 60.0, None, None]  # what it took since is in its level
    away = replace(PROBLEM, states={"c": VehicleState(sessions=(replace(session, start=start + 3600),))})
    assert levels(away, item) is None


def test_rooms_and_tanks_are_shown_in_degrees() -> None:
    _, zone, tank = shown(VIEW)["assets"]
    assert (zone["level_unit"], zone["level"][1], zone["low"][0], zone["high"][0]) == ("°C", 20.5, 20.0, 23.0)
    assert (tank["power"], tank["level"], tank["low"][0]) == ([], None, 45.0)


def test_wishes_that_cannot_be_met_and_notices_are_shown() -> None:
    told = shown(VIEW)
    assert told["unmet"] == [{"asset_id": "z", "wanted": "comfort", "amount": 1.5, "at": 1_800_003_600}]
    assert told["notices"] == [{"key": "no_prices", "placeholders": {"name": "Grid"}}]


def test_without_a_plan_the_assets_are_shown_all_the_same() -> None:
    told = shown(replace(VIEW, plan=None, problem=None, status="no_plan"))
    assert (told["made_at"], told["steps"], told["import_price"], told["cost"]) == (None, [], [], None)
    assert [asset["power"] for asset in told["assets"]] == [[], [], []]


def test_runs_are_told_with_their_energy_and_what_it_costs_at_the_margin() -> None:
    plan = replace(PLAN, marginal_price=np.array([0.3, 0.2, 0.1, 0.4]))
    first, second = runs(plan, "b")
    assert (first.start, first.end, first.energy) == (1_800_003_600, 1_800_010_800, 5.0)
    assert first.cost == pytest.approx(0.7)
    assert (second.energy, second.end) == (-1.0, 1_800_014_400)
    assert runs(plan, "nobody") == []


def test_what_stays_as_it_is_has_no_next_change() -> None:
    assert next_change(PLAN.assets["z"], PLAN, 1_800_000_000) is None


def test_what_is_told_of_now_follows_the_clock_while_a_plan_is_followed() -> None:
    later = shown(replace(VIEW, now=1_800_007_300))["assets"][0]
    assert (later["power_now"], later["until"]) == (3.0, 1_800_010_800)


def test_the_past_is_kept_in_means_over_quarters_of_an_hour() -> None:
    past = Past()
    for minute, load in ((0, 1.0), (5, 2.0), (10, None), (15, 4.0), (30, 4.0)):
        past.add(minute * 60.0, 1 / 12, {"load": load, "b/power": 3.0})
    told = past.told()
    assert told["at"] == [0.0, 900.0, 1800.0]
    assert told["load"] == [1.5, 4.0]
    assert told["grid"] == [None, None]
    assert told["assets"] == {"b": {"power": [3.0, 3.0], "level": [None, None]}}


def test_the_past_is_bounded_and_the_same_after_a_restart() -> None:
    past = Past()
    for quarter in range(KEPT + 5):
        past.add(quarter * QUARTER, 0.25, {"load": float(quarter)})
    again = Past()
    again.restore(json.loads(json.dumps(past.state())))
    assert again.told() == past.told()
    assert len(past.rows) == KEPT


def test_a_past_that_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="time"):
        Past().restore({"starts": [1.0], "rows": []})
