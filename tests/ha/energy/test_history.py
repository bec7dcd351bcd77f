"""What the recorder kept becomes series to learn from."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import numpy as np
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.llm_agents.bridge.energy import history
from custom_components.llm_agents.core.energy.asset_codec import AssetEntry, EntityRole, asset_from_data
from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

FIRST = datetime(2026, 3, 10, 12, 0, tzinfo=dt_util.UTC)
START = FIRST.timestamp()
FIVE = timedelta(minutes=5)
HOUR = 3600.0
POWER = {"unit_of_measurement": "W", "device_class": "power", "state_class": "measurement"}
ENERGY = {"unit_of_measurement": "Wh", "device_class": "energy", "state_class": "total_increasing"}

type Told = Mapping[str, tuple[Mapping[str, Any], Sequence[float | str]]]


@pytest.fixture(autouse=True)
def recorded_first(recorder_mock: Recorder) -> None:
    """Begin to record before anything else."""


async def record(hass: HomeAssistant, freezer: FrozenDateTimeFactory, told: Told) -> None:
    """Let entities say one value in each five minutes, and compile the statistics."""
    assert await async_setup_component(hass, "sensor", {})
    await hass.config.async_set_time_zone("UTC")
    count = max(len(values) for _, values in told.values())
    for index in range(count):
        freezer.move_to(FIRST + index * FIVE)
        async_fire_time_changed(hass)
        for entity_id, (attributes, values) in told.items():
            hass.states.async_set(entity_id, str(values[index]), attributes)
        await hass.async_block_till_done()
        await async_wait_recording_done(hass)
        freezer.move_to(FIRST + (index + 1) * FIVE)
        do_adhoc_statistics(hass, start=FIRST + index * FIVE)
        await async_wait_recording_done(hass)


def entry(kind: str, entities: Mapping[str, str], **more: Any) -> AssetEntry:
    parameters = {
        "photovoltaics": {"peak_kw": 5},
        "battery": {"capacity_kwh": 10, "charge_kw": 5, "discharge_kw": 5},
        "vehicle": {"capacity_kwh": 60},
        "zone": {"maximum_kw": 3},
    }.get(kind, {})
    return asset_from_data(kind, kind, {"kind": kind, "parameters": parameters, "entities": entities, **more})


async def power_of(hass: HomeAssistant, of: AssetEntry, count: int) -> list[float]:
    series = await history.async_history(hass, of, EntityRole.POWER, START, START + count * 300, "5minute")
    assert series is not None
    assert len(series.values) == count
    return [round(float(value), 6) for value in series.values]


async def test_power_is_in_kilowatts_with_the_sign_of_the_asset(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await record(hass, freezer, {"sensor.p": (POWER, [1000.0, -500.0, 250.0])})
    assert await power_of(hass, entry("grid", {"power": "sensor.p"}), 3) == [1.0, -0.5, 0.25]
    assert await power_of(hass, entry("grid", {"power": "sensor.p"}, inverted=True), 3) == [-1.0, 0.5, -0.25]
    assert await power_of(hass, entry("battery", {"power": "sensor.p"}), 3) == [-1.0, 0.5, -0.25]


async def test_counters_become_power_over_a_reset(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await record(hass, freezer, {"sensor.e": (ENERGY, [1000.0, 1100.0, 1300.0, 50.0, 250.0])})
    found = await power_of(hass, entry("grid", {"energy_from": "sensor.e"}), 5)
    assert found[1:] == [1.2, 2.4, 0.6, 2.4]  # 100 Wh in five minutes are 1.2 kW; after a reset it counts from 0


async def test_counters_go_before_sensors_and_two_directions_are_netted(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    told: Told = {
        "sensor.out": (ENERGY, [0.0, 100.0, 100.0]),
        "sensor.in": (ENERGY, [0.0, 0.0, 200.0]),
        "sensor.p": (POWER, [9999.0, 9999.0, 9999.0]),
    }
    await record(hass, freezer, told)
    roles = {"energy_from": "sensor.out", "energy_to": "sensor.in", "power": "sensor.p"}
    assert (await power_of(hass, entry("grid", roles), 3))[1:] == [1.2, -2.4]
    assert (await power_of(hass, entry("battery", roles), 3))[1:] == [-1.2, 2.4]


async def test_what_was_not_recorded_is_not_known(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await record(hass, freezer, {"sensor.p": (POWER, [1000.0])})
    found = await power_of(hass, entry("grid", {"power": "sensor.p"}), 3)
    assert found[0] == 1.0
    assert np.isnan(found[1:]).all()
    assert await history.async_statistics(hass, ["sensor.gone", ""], START, START + HOUR) == {}
    assert await history.async_history(hass, entry("grid", {}), EntityRole.POWER, START, START + HOUR) is None


async def test_the_base_load_leaves_out_what_is_controlled(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    told: Told = {
        "sensor.grid": (POWER, [1500.0, -1000.0, 3000.0]),
        "sensor.sun": (POWER, [500.0, 4000.0, 0.0]),
        "sensor.battery": (POWER, [0.0, -2000.0, 500.0]),
        "sensor.car": (POWER, ["unavailable", 700.0, 3000.0]),
        "sensor.flat": (POWER, [1000.0, 0.0, 100.0]),
    }
    await record(hass, freezer, told)
    assets = [
        entry("grid", {"power": "sensor.grid"}),
        entry("photovoltaics", {"power": "sensor.sun"}),
        entry("battery", {"power": "sensor.battery"}),
        entry("vehicle", {"power": "sensor.car"}),
        entry("zone", {"power": "sensor.flat"}),
    ]
    series = await history.async_base_load(hass, assets, START, START + 900, "5minute")
    assert series is not None
    # 1.5 + 0.5 - 1.0; -1 + 4 - 2 - 0.7; 3 + 0.5 - 3 - 0.1
    assert list(series.values) == pytest.approx([1.0, 0.3, 0.4])
    assert await history.async_base_load(hass, assets[1:], START, START + 900, "5minute") is None


async def test_what_the_dashboard_includes_in_another_device_is_taken_off_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    assert await async_setup_component(hass, "energy", {})
    manager = await async_get_manager(hass)
    devices = [
        {"stat_consumption": "sensor.flat"},
        {"stat_consumption": "sensor.circuit", "included_in_stat": "sensor.flat"},
        {"stat_consumption": "sensor.car", "included_in_stat": "sensor.circuit"},
    ]
    await manager.async_update({"device_consumption": devices})  # type: ignore[typeddict-item]
    told = {
        "sensor.grid": (ENERGY, [0.0, 300.0]),
        "sensor.flat": (ENERGY, [0.0, 200.0]),
        "sensor.car": (ENERGY, [0.0, 150.0]),
    }
    await record(hass, freezer, told)
    assets = [
        entry("grid", {"energy_from": "sensor.grid"}),
        entry("zone", {"energy_to": "sensor.flat"}),
        entry("vehicle", {"energy_to": "sensor.car"}),
    ]
    series = await history.async_base_load(hass, assets, START, START + 600, "5minute")
    assert series is not None
    assert series.values[1] == pytest.approx(1.2)


async def test_states_of_charge_are_shares(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    percent = {"unit_of_measurement": "%", "device_class": "battery", "state_class": "measurement"}
    await record(hass, freezer, {"sensor.soc": (percent, [40.0, 50.0])})
    battery = entry("battery", {"soc": "sensor.soc"})
    series = await history.async_history(hass, battery, EntityRole.SOC, START, START + 600, "5minute")
    assert series is not None
    assert list(series.values) == [0.4, 0.5]


async def test_how_long_something_was_on_is_a_share(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    states: list[float | str] = ["off", "on", "on", "unavailable", "off", "on"]
    await record(hass, freezer, {"binary_sensor.plug": ({}, states)})
    series = await history.async_on_history(hass, "binary_sensor.plug", START + 60, START + 1800, "hour")
    assert series is not None
    assert series.values[0] == pytest.approx(15 / 24)  # of the thirty minutes one is before, and five say nothing
    fine = await history.async_on_history(hass, "binary_sensor.plug", START + 60, START + 1800, "5minute")
    assert fine is not None
    assert [None if np.isnan(value) else round(float(value)) for value in fine.values] == [0, 1, 1, None, 0, 1]
    assert await history.async_on_history(hass, "binary_sensor.gone", START, START + 1800) is None


async def test_what_was_imported_this_month_is_counted(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await record(hass, freezer, {"sensor.e": (ENERGY, [0.0] + [100.0 * index for index in range(1, 12)])})
    grid = entry("grid", {"energy_from": "sensor.e"})
    assert await history.async_imported_this_month(hass, grid, START + HOUR) == pytest.approx(1.1)
    assert await history.async_imported_this_month(hass, entry("grid", {}), START) == 0.0
