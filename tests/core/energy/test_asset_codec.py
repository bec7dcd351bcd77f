"""Assets as data and back."""

import json
import subprocess
import sys
from typing import Any

import pytest

from custom_components.llm_agents.core.energy.asset_codec import AssetEntry, EntityRole, asset_from_data, asset_to_data
from custom_components.llm_agents.core.energy.assets import (
    AssetKind,
    Battery,
    Charging,
    Comfort,
    Departure,
    ThermalModel,
    Vehicle,
    Zone,
)
from custom_components.llm_agents.core.energy.bad_asset import BadAsset
from custom_components.llm_agents.core.energy.controls import Actuator, Controls
from custom_components.llm_agents.core.energy.modes import Mode

LEAST: dict[AssetKind, dict[str, Any]] = {
    AssetKind.GRID: {},
    AssetKind.PHOTOVOLTAICS: {"peak_kw": 5},
    AssetKind.BATTERY: {"capacity_kwh": 10, "charge_kw": 5, "discharge_kw": 5},
    AssetKind.VEHICLE: {"capacity_kwh": 60},
    AssetKind.ZONE: {"maximum_kw": 3},
    AssetKind.WATER_HEATER: {"litres": 200, "heater_kw": 2},
    AssetKind.APPLIANCE: {"profile": [2.0, 0.2]},
    AssetKind.LOAD: {"power_kw": 0.5, "hours_per_day": 6},
    AssetKind.FUEL_HEATER: {"zone_id": "z", "maximum_kw": 8, "price": 0.08},
}


def read(kind: AssetKind, **changes: Any) -> AssetEntry:
    return asset_from_data("x", "Name", {"kind": kind.value, "parameters": LEAST[kind] | changes})


@pytest.mark.parametrize("kind", AssetKind)
def test_every_kind_has_defaults_and_is_read_as_it_was_written(kind: AssetKind) -> None:
    entry = read(kind)
    data = json.loads(json.dumps(asset_to_data(entry)))
    assert asset_from_data("x", "Name", data) == entry
    assert entry.kind is kind


def test_all_parts_are_kept() -> None:
    entry = AssetEntry(
        asset=Zone(
            asset_id="x",
            name="Flat",
            maximum_kw=3.0,
            model=ThermalModel(capacity=5.0, loss=0.2),
            comfort=(Comfort(weekdays=frozenset({0, 6}), minute=360, low=20.0, high=22.0),),
            cop=((0.0, 3.0), (10.0, 4.0)),
        ),
        entities={EntityRole.TEMPERATURE: "sensor.flat"},
        inverted=True,
        controls=Controls(
            entities={Actuator.CLIMATE: "climate.flat", Actuator.MODE: "select.flat"},
            options={Mode.ON: "Heat"},
            scripts={Mode.OFF: "script.off"},
        ),
    )
    assert asset_from_data("x", "Flat", json.loads(json.dumps(asset_to_data(entry)))) == entry


def test_curves_enumerations_and_departures_are_kept() -> None:
    battery = read(AssetKind.BATTERY, efficiency=[[0, 0.8], [1, 0.95]]).asset
    assert isinstance(battery, Battery)
    assert battery.efficiency == ((0.0, 0.8), (1.0, 0.95))
    leaving = [{"weekdays": [0, 1], "minute": 450, "target": 0.7}]
    vehicle = read(AssetKind.VEHICLE, charging="solar", departures=leaving, efficiency=0.85).asset
    assert isinstance(vehicle, Vehicle)
    assert (vehicle.charging, vehicle.efficiency) == (Charging.SOLAR, 0.85)
    assert vehicle.departures == (Departure(weekdays=frozenset({0, 1}), minute=450, target=0.7),)


def test_what_a_newer_version_wrote_is_left_out() -> None:
    data = asset_to_data(read(AssetKind.BATTERY))
    data["parameters"]["colour"] = "blue"
    data["entities"]["smell"] = "sensor.smell"
    data["control"]["telepathy"] = "number.mind"
    data["mood"] = {"good": True}
    assert asset_from_data("x", "Name", data) == read(AssetKind.BATTERY)


@pytest.mark.parametrize(
    ("kind", "changes", "field", "reason"),
    [
        (AssetKind.BATTERY, {"capacity_kwh": None}, "capacity_kwh", "number"),
        (AssetKind.BATTERY, {"capacity_kwh": "ten"}, "capacity_kwh", "number"),
        (AssetKind.BATTERY, {"capacity_kwh": float("nan")}, "capacity_kwh", "number"),
        (AssetKind.BATTERY, {"capacity_kwh": True}, "capacity_kwh", "number"),
        (AssetKind.BATTERY, {"capacity_kwh": 0}, "capacity_kwh", "range"),
        (AssetKind.BATTERY, {"charge_efficiency": 95}, "charge_efficiency", "range"),
        (AssetKind.BATTERY, {"reserve": 0.5, "maximum": 0.4}, "maximum", "order"),
        (AssetKind.BATTERY, {"minimum": 0.3, "reserve": 0.2}, "reserve", "order"),
        (AssetKind.BATTERY, {"efficiency": [[0, 0.9], [0, 0.8]]}, "efficiency", "order"),
        (AssetKind.BATTERY, {"efficiency": [[0, 0.1]]}, "efficiency", "range"),
        (AssetKind.BATTERY, {"efficiency": [[0]]}, "efficiency", "form"),
        (AssetKind.BATTERY, {"grid_export": 1}, "grid_export", "form"),
        (AssetKind.GRID, {"peak_minutes": 15.5}, "peak_minutes", "number"),
        (AssetKind.GRID, {"import_kw": 5, "capacity_kw": 9}, "capacity_kw", "order"),
        (AssetKind.VEHICLE, {"phases": 4}, "phases", "range"),
        (AssetKind.VEHICLE, {"minimum_kw": 8}, "maximum_kw", "order"),
        (AssetKind.VEHICLE, {"charging": "wind"}, "charging", "choice"),
        (AssetKind.VEHICLE, {"departures": [{"weekdays": [7], "minute": 0, "target": 0.5}]}, "weekdays", "choice"),
        (AssetKind.VEHICLE, {"departures": [{"weekdays": [1], "minute": 1440, "target": 0.5}]}, "minute", "range"),
        (AssetKind.VEHICLE, {"departures": [{"weekdays": [1], "minute": 0, "target": 1.5}]}, "departures", "range"),
        (AssetKind.VEHICLE, {"departures": ["monday"]}, "departures", "form"),
        (AssetKind.ZONE, {"cop": []}, "cop", "missing"),
        (AssetKind.ZONE, {"comfort": [{"weekdays": [1], "minute": 0, "low": 22, "high": 20}]}, "comfort", "order"),
        (AssetKind.ZONE, {"model": {"capacity": 0, "loss": 1}}, "model", "range"),
        (AssetKind.WATER_HEATER, {"target": 70}, "maximum", "order"),
        (AssetKind.WATER_HEATER, {"legionella": 30}, "legionella", "range"),
        (AssetKind.APPLIANCE, {"profile": []}, "profile", "range"),
        (AssetKind.APPLIANCE, {"profile": [1, -1]}, "profile", "range"),
        (AssetKind.LOAD, {"earliest": 0, "latest": 60}, "hours_per_day", "order"),
        (AssetKind.FUEL_HEATER, {"zone_id": ""}, "zone_id", "missing"),
    ],
)
def test_what_cannot_be_is_refused_by_name(kind: AssetKind, changes: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(BadAsset) as fault:
        read(kind, **changes)
    assert (fault.value.field, fault.value.reason) == (field, reason)


@pytest.mark.parametrize("kind", [kind for kind in AssetKind if LEAST[kind]])
def test_what_is_needed_is_asked_for(kind: AssetKind) -> None:
    with pytest.raises(BadAsset) as fault:
        asset_from_data("x", "Name", {"kind": kind.value, "parameters": {}})
    assert fault.value.reason == "missing"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "kind"),
        ({"kind": "fusion"}, "kind"),
        ({"kind": "grid", "parameters": []}, None),
        ({"kind": "grid", "parameters": "x"}, "parameters"),
        ({"kind": "grid", "entities": {"power": "no entity"}}, "power"),
        ({"kind": "grid", "forecast": {"source": "stars"}}, "source"),
        ({"kind": "grid", "forecast": {"entities": "sensor.x"}}, "entities"),
    ],
)
def test_data_that_is_no_asset_is_refused(data: dict[str, Any], field: str | None) -> None:
    if field is None:
        assert asset_from_data("x", "Name", data).kind is AssetKind.GRID
        return
    with pytest.raises(BadAsset) as fault:
        asset_from_data("x", "Name", data)
    assert fault.value.field == field


def test_a_name_is_needed() -> None:
    with pytest.raises(BadAsset, match="name"):
        asset_from_data("x", " ", {"kind": "grid"})


def test_forms_need_no_numpy() -> None:
    modules = (
        *("asset_codec", "controls", "proposing"),
        *(f"tariffs.{name}" for name in ("codec", "prices", "solar", "carbon", "tariff", "formula")),
    )
    code = (
        "import importlib, sys; sys.modules['numpy'] = None\nsys.path.append('custom_components/llm_agents')\n"
        + "".join(f"importlib.import_module('core.energy.{name}')\n" for name in modules)
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
