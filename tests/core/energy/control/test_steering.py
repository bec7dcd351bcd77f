"""Following the meter for devices that cannot."""

from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.llm_agents.core.energy.asset_codec import AssetEntry
from custom_components.llm_agents.core.energy.assets import Asset, Battery, Vehicle
from custom_components.llm_agents.core.energy.control import Measured
from custom_components.llm_agents.core.energy.control.steering import Steering
from custom_components.llm_agents.core.energy.controls import Controls
from custom_components.llm_agents.core.energy.modes import Command, Mode

BATTERY = Battery(asset_id="b", name="Battery", capacity_kwh=10, charge_kw=5, discharge_kw=4, reserve=0.2)
CAR = Vehicle(asset_id="c", name="Car", capacity_kwh=50, minimum_kw=1.4, maximum_kw=7.4)
SIGNED = {"power": "number.p"}
CHARGER = {"switch": "switch.c", "current": "number.a"}


def steering(**bound: tuple[Asset, dict[str, Any]]) -> Steering:
    entries = [AssetEntry(asset=asset, controls=Controls.from_data(control)) for asset, control in bound.values()]
    return Steering(entries)


def given(
    steering: Steering,
    modes: Mapping[str, Mode],
    grid: float | None,
    powers: Mapping[str, float],
    *,
    at: float = 0.0,
    soc: float | None = 0.5,
) -> dict[str, float | None]:
    measured = Measured(at=at, grid_kw=grid, powers=powers, levels={} if soc is None else {"b": soc})
    commands = [Command(asset_id=asset_id, mode=mode) for asset_id, mode in modes.items()]
    return {one.asset_id: one.power_kw for one in steering.powered(commands, (), measured)}


@pytest.mark.parametrize(
    ("mode", "grid", "power", "soc", "expected"),
    [
        (Mode.SELF_CONSUME, 1.0, 0.0, 0.5, -1.0),  # what is lacking is given
        (Mode.SELF_CONSUME, 0.5, -1.0, 0.5, -1.5),  # on top of what it gives
        (Mode.SELF_CONSUME, -2.0, -1.5, 0.5, 0.5),  # what is left over is taken
        (Mode.SELF_CONSUME, 9.0, 0.0, 0.5, -4.0),  # as far as it can
        (Mode.SELF_CONSUME, 1.0, 0.0, 0.2, 0.0),  # not below its reserve
        (Mode.SELF_CONSUME, -1.0, 0.0, 1.0, 0.0),  # full
        (Mode.HOLD, 1.0, 0.0, 0.5, 0.0),
        (Mode.HOLD, -1.0, 0.0, 0.5, 1.0),
        (Mode.HOLD_CHARGE, -1.0, 0.0, 0.5, 0.0),
        (Mode.HOLD_CHARGE, 1.0, 0.0, 0.5, -1.0),
        (Mode.SELF_CONSUME, None, -1.0, 0.5, 0.0),  # nobody knows
    ],
)
def test_a_battery_set_by_its_power_follows_the_meter(mode, grid, power, soc, expected):
    found = given(steering(b=(BATTERY, SIGNED)), {"b": mode}, grid, {"b": power}, soc=soc)
    assert found == {"b": pytest.approx(expected)}


def test_what_follows_by_itself_or_is_in_another_mode_is_left_as_it_is():
    own = steering(b=(BATTERY, {"mode": "select.m", "options": {"self_consume": "General"}}))
    assert given(own, {"b": Mode.SELF_CONSUME}, 1.0, {}) == {"b": None}
    assert given(steering(b=(BATTERY, SIGNED)), {"b": Mode.CHARGE}, 1.0, {}) == {"b": None}
    pv_mode = steering(c=(CAR, CHARGER | {"mode": "select.m", "options": {"solar": "PV"}}))
    assert given(pv_mode, {"c": Mode.SOLAR}, -3.0, {}) == {"c": None}


def test_a_small_change_moves_nothing():
    found = steering(b=(BATTERY, SIGNED))
    assert given(found, {"b": Mode.SELF_CONSUME}, 1.0, {"b": 0.0}) == {"b": -1.0}
    assert given(found, {"b": Mode.SELF_CONSUME}, 0.03, {"b": -1.0}) == {"b": -1.0}


def test_a_charger_begins_and_ends_only_after_a_while():
    found, solar = steering(c=(CAR, CHARGER)), {"c": Mode.SOLAR}
    powers = [given(found, solar, -3.0, {"c": 0.0}, at=at)["c"] for at in range(0, 105, 15)]
    assert powers == [0.0] * 4 + [3.0] + [3.0] * 2
    clouds = [given(found, solar, 2.0, {"c": 3.0}, at=at)["c"] for at in range(105, 330, 15)]
    assert clouds[:12] == [CAR.minimum_kw] * 12
    assert clouds[12:] == [0.0] * 3


def test_a_cloud_that_passes_ends_nothing():
    found, solar = steering(c=(CAR, CHARGER)), {"c": Mode.SOLAR}
    for at in range(0, 75, 15):
        given(found, solar, -3.0, {"c": 0.0}, at=at)
    assert given(found, solar, 2.0, {"c": 3.0}, at=75) == {"c": CAR.minimum_kw}
    assert given(found, solar, -1.0, {"c": 1.4}, at=90) == {"c": pytest.approx(2.4)}


def test_a_charger_without_a_meter_is_taken_to_take_what_it_was_given():
    found, solar = steering(c=(CAR, CHARGER)), {"c": Mode.SOLAR}
    for at in range(0, 75, 15):
        given(found, solar, -3.0, {}, at=at)
    assert given(found, solar, 0.0, {}, at=75) == {"c": 3.0}


def test_a_car_takes_what_a_battery_would_and_nothing_that_a_battery_gives():
    both = steering(c=(CAR, CHARGER), b=(BATTERY, SIGNED))
    modes = {"b": Mode.SELF_CONSUME, "c": Mode.SOLAR}
    for at in range(0, 60, 15):
        assert given(both, modes, 0.0, {"b": 3.0, "c": 0.0}, at=at) == {"b": 3.0, "c": 0.0}
    assert given(both, modes, 0.0, {"b": 3.0, "c": 0.0}, at=60) == {"b": 0.0, "c": 3.0}
    fresh = steering(c=(CAR, CHARGER), b=(BATTERY, SIGNED))
    for at in range(0, 120, 15):
        assert given(fresh, modes, 0.0, {"b": -3.0, "c": 0.0}, at=at)["c"] == 0.0
