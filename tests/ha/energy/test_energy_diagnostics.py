"""Diagnostics of energy help to find a fault, and tell no names, entities or habits."""

import json
from typing import Any

from custom_components.llm_agents.bridge.energy_hub import EnergyHub
from custom_components.llm_agents.core.energy.asset_codec import asset_from_data
from custom_components.llm_agents.energy_diagnostics import energy_of

VEHICLE: dict[str, Any] = {
    "kind": "vehicle",
    "parameters": {"capacity_kwh": 60, "departures": [{"weekdays": [0], "minute": 451, "target": 0.83}]},
    "entities": {"plugged": "binary_sensor.secret_plug"},
    "control": {"switch": "switch.secret"},
}
GRID: dict[str, Any] = {
    "kind": "grid",
    "entities": {"power": "sensor.secret_power"},
    "tariff": {"import": {"pricing": "dynamic", "origin": {"entities": ["sensor.secret_price"]}}},
}


def test_there_is_nothing_without_assets() -> None:
    assert energy_of(None) is None


def test_kinds_numbers_and_bounds_are_told() -> None:
    hub = EnergyHub(entries=(asset_from_data("id-car", "The car", VEHICLE), asset_from_data("id-grid", "Street", GRID)))
    hub.shown = {
        "status": "degraded",
        "made_at": 5.0,
        "steps": [0, 1, 2],
        "load": [0.5, None],
        "notices": [{"key": "no_weather", "placeholders": {"name": "The car"}}],
        "unmet": [{"asset_id": "id-car", "wanted": "charge", "amount": 2.0, "at": 1.0}],
    }
    told = energy_of(hub)
    assert told is not None
    car, grid = told["assets"]
    assert (car["kind"], car["parameters"]["capacity_kwh"], car["measured"]) == ("vehicle", 60.0, ["plugged"])
    assert (car["controlled"], car["modes"]) == (["switch"], ["off", "on", "solar"])
    assert grid["tariff"] == {"import": "dynamic"}
    assert told["plan"]["series"]["load"] == {"count": 1, "least": 0.5, "most": 0.5}
    assert (told["plan"]["notices"], told["plan"]["unmet"]) == (["no_weather"], {"charge": 1})
    text = json.dumps(told)
    for secret in ("secret", "The car", "Street", "451", "0.83", "id-car"):
        assert secret not in text
