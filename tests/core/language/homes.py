"""The demo home and the benchmark's home as the reader sees them: no Home Assistant is needed for either."""

from collections.abc import Mapping
from importlib import import_module
import sys
from types import ModuleType
from typing import Any

from bench.homes import FLOORS, ROOMS, family_home
from custom_components.llm_agents.core.home.model import Area, Device, Entity, Floor, Home, State, StateReader
from tests.conftest import ROOT

_DEMO = "demo.custom_components.demo_home"
_ON = (
    "light.kitchen_ceiling",
    "light.kitchen_counter",
    "light.living_room_floor_lamp",
    "light.office_desk_lamp",
    "light.bedroom_bedside_lamp",
    "light.garage",
    "light.garden_path",
    "switch.coffee_machine",
    "switch.fairy_lights",
    "switch.car_charging",
    "fan.bathroom_extractor",
    "humidifier.bedroom",
    "binary_sensor.kitchen_window",
)
_STATES = {"climate": "heat", "cover": "open", "lock": "locked", "vacuum": "docked", "water_heater": "eco"}


def _demo(module: str) -> ModuleType:
    """Return a module of the demo home without its integration, which would need Home Assistant."""
    if _DEMO not in sys.modules:
        bare = ModuleType(_DEMO)
        bare.__path__ = [str(ROOT.joinpath(*_DEMO.split(".")))]
        sys.modules[_DEMO] = bare
    return import_module(f"{_DEMO}.{module}")


def _reader(states: Mapping[str, str]) -> StateReader:
    return lambda entity_id: State(entity_id=entity_id, state=states[entity_id]) if entity_id in states else None


def _device_class(entity_id: str) -> str | None:
    readings = _demo("readings")
    if entity_id in readings.SENSORS:
        return str(readings.SENSORS[entity_id].device_class or "") or None
    if entity_id in readings.CONTACTS:
        return str(readings.CONTACTS[entity_id].device_class)
    if entity_id.startswith("cover."):
        return "garage" if "garage" in entity_id else "shutter" if "shutter" in entity_id else "blind"
    return None


def demo_home() -> tuple[Home, StateReader]:
    """Return the demo home with some devices on."""
    arrangement, catalogue = _demo("arrangement"), _demo("catalogue")
    entities: dict[str, Entity] = {}
    devices: dict[str, Device] = {}
    for number, device in enumerate(catalogue.DEVICES):
        devices[f"device{number}"] = Device(device_id=f"device{number}", name=device.name, area_id=device.area)
        for thing in device.things:
            if thing.exposed:
                entities[thing.entity_id] = Entity(
                    entity_id=thing.entity_id,
                    name=arrangement.full_name(device, thing),
                    aliases=thing.aliases,
                    area_id=device.area,
                    device_id=f"device{number}",
                    device_class=_device_class(thing.entity_id),
                )
    for entity_id in arrangement.ALSO_EXPOSED:
        name = entity_id.partition(".")[2].replace("_", " ").title()
        entities[entity_id] = Entity(entity_id=entity_id, name=name)
    states = {i: "on" if i in _ON else _STATES.get(i.partition(".")[0], "off") for i in entities}
    states |= {"media_player.living_room_tv": "playing", "cover.garage_door": "closed"}
    home = Home(
        version=1,
        floors={i: Floor(floor_id=i, name=f.name, aliases=f.aliases) for i, f in arrangement.FLOORS.items()},
        areas={
            i: Area(area_id=i, name=a.name, aliases=a.aliases, floor_id=a.floor) for i, a in arrangement.AREAS.items()
        },
        devices=devices,
        entities=entities,
    )
    return home, _reader(states)


def bench_home() -> tuple[Home, StateReader]:
    """Return the home of the benchmark's sentences."""
    specs: list[dict[str, Any]] = family_home()
    home = Home(
        version=1,
        floors={floor_id: Floor(floor_id=floor_id, name=name) for floor_id, name in FLOORS.items()},
        areas={i: Area(area_id=i, name=name, floor_id=floor) for i, (name, floor) in ROOMS.items()},
        entities={
            spec["entity_id"]: Entity(
                entity_id=spec["entity_id"],
                name=spec["name"],
                area_id=spec.get("area"),
                device_class=spec.get("device_class") or ("blind" if spec["entity_id"].endswith("blinds") else None),
            )
            for spec in specs
        },
    )
    return home, _reader({spec["entity_id"]: str(spec["state"]) for spec in specs})
