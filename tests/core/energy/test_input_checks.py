"""What is measured of a home is cleaned before it is planned with."""

import json

from custom_components.llm_agents.core.energy.assets import Battery, Grid, Photovoltaics, Vehicle, Zone
from custom_components.llm_agents.core.energy.checking import Wrong
from custom_components.llm_agents.core.energy.control import Measured
from custom_components.llm_agents.core.energy.input_checks import InputChecks
from custom_components.llm_agents.core.energy.steps import HOUR

NOW = 1_709_506_800.0
ASSETS = (
    Grid(asset_id="grid", name="Grid", import_kw=17, export_kw=10),
    Photovoltaics(asset_id="roof", name="Roof", peak_kw=8),
    Battery(asset_id="battery", name="Battery", capacity_kwh=10, charge_kw=5, discharge_kw=5),
    Vehicle(asset_id="car", name="Car", capacity_kwh=60),
    Zone(asset_id="zone", name="House", maximum_kw=3),
)
GOOD = Measured(
    at=NOW,
    base_load_kw=0.4,
    pv_kw=2.0,
    grid_kw=-1.0,
    powers={"battery": 0.6, "car": 0.0, "zone": 0.0},
    levels={"battery": 0.5, "car": 0.3, "zone": 20.5},
)


def later(hours: float = 0.1, **changed: object) -> Measured:
    from dataclasses import replace

    return replace(GOOD, at=NOW + hours * HOUR, **changed)  # type: ignore[arg-type]


def test_what_is_right_stays() -> None:
    assert InputChecks(ASSETS).clean(GOOD) == (GOOD, {})


def test_a_battery_that_vanishes_keeps_its_level_for_some_hours_and_is_told() -> None:
    checks = InputChecks(ASSETS)
    checks.clean(GOOD)
    measured, found = checks.clean(later(levels={"car": 0.3, "zone": 20.5}))
    assert measured.levels["battery"] == 0.5
    assert found["battery_level"].key is Wrong.MISSING
    assert found["battery_level"].placeholders["name"] == "Battery"
    assert "battery" not in checks.clean(later(8, levels={"zone": 20.5}))[0].levels


def test_what_was_never_measured_is_no_finding() -> None:
    measured, found = InputChecks(ASSETS).clean(Measured(at=NOW))
    assert (measured.levels, measured.powers, found) == ({}, {}, {})


def test_a_level_of_nought_after_a_restart_is_not_believed() -> None:
    before = InputChecks(ASSETS)
    before.clean(GOOD)
    after = InputChecks(ASSETS)
    after.restore(json.loads(json.dumps(before.state())))
    measured, found = after.clean(later(levels={"battery": 0.0, "car": 0.3, "zone": 20.5}))
    assert measured.levels["battery"] == 0.5
    assert found["battery_level"].key is Wrong.STARTING


def test_watts_and_wrong_signs_are_told() -> None:
    measured, found = InputChecks(ASSETS).clean(later(pv_kw=-3.0, powers={"car": 7400.0}))
    assert measured.pv_kw is None
    assert found["pv_power"].key is Wrong.NEGATIVE
    assert measured.powers["car"] == 7.4
    assert found["car_power"].key is Wrong.UNIT


def test_an_absurd_temperature_is_the_last_one() -> None:
    checks = InputChecks(ASSETS)
    checks.clean(GOOD)
    measured, found = checks.clean(later(levels={"zone": 327.67}))
    assert measured.levels["zone"] == 20.5
    assert found["zone_level"].key is Wrong.ABSURD
