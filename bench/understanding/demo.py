"""The demo home as a home of the benchmark, in any language; made from the demo's own catalogue and simulation.

`python -m bench.understanding.demo [LANGUAGE]` prints it. No Home Assistant is needed.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
import sys
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from ..homes import Spec

_ROOT = Path(__file__).resolve().parents[2]
_DEMO = "demo.custom_components.demo_home"
# One moment of the simulated house: a Wednesday in November, noon.
_MOMENT, _ZONE = datetime(2026, 11, 18, 17, tzinfo=UTC), ZoneInfo("America/New_York")
_ON = frozenset(
    [
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
    ]
)
_STATES: Mapping[str, str] = {
    "media_player.living_room_tv": "playing",
    "person.alex": "not_home",
    "person.sam": "home",
    "weather.home": "cloudy",
}
"""What is not as the simulation has it, so that there is something to ask for and to turn off."""


def demo_module(module: str) -> ModuleType:
    """Return a module of the demo home without its integration, which would need Home Assistant."""
    if _DEMO not in sys.modules:
        bare = ModuleType(_DEMO)
        bare.__path__ = [str(_ROOT.joinpath(*_DEMO.split(".")))]
        sys.modules[_DEMO] = bare
    return import_module(f"{_DEMO}.{module}")


@cache
def _house() -> Any:
    return demo_module("sim.house").House(_MOMENT, _ZONE)


def demo_home(names: Mapping[str, Any] | None = None, *, home_id: str = "demo") -> Spec:
    """Return the demo home; with `names` (`floors`, `areas`, `entities`, `lists`) in another language.

    An entity that is not named there is not in that language's home: nobody there would speak of it.
    """
    names = names or {}
    entities = [*_things(names.get("lists") or {}), *_others()]
    if given := names.get("entities"):
        if unknown := set(given) - {spec["entity_id"] for spec in entities}:
            raise ValueError(f"not in the demo home: {sorted(unknown)}")
        kept = [spec for spec in entities if spec["entity_id"] in given]
        entities = [{**spec, **_names(given[spec["entity_id"]])} for spec in kept]
    areas = [(key, area, {"floor": area.floor}) for key, area in _arranged("AREAS")]
    return {
        "id": home_id,
        "floors": [_named(names.get("floors"), key, floor, {}) for key, floor in _arranged("FLOORS")],
        "areas": [_named(names.get("areas"), key, area, more) for key, area, more in areas],
        "entities": entities,
    }


def _arranged(what: str) -> Sequence[tuple[str, Any]]:
    return list(getattr(demo_module("arrangement"), what).items())


def _names(given: str | Sequence[str]) -> dict[str, Any]:
    name, *aliases = [given] if isinstance(given, str) else given
    return {"name": name, "aliases": aliases}


def _named(given: Mapping[str, Any] | None, key: str, place: Any, more: dict[str, Any]) -> dict[str, Any]:
    own = {"name": place.name, "aliases": list(place.aliases)}
    return {"id": key, **more, **(_names(given[key]) if given and key in given else own)}


def _things(lists: Mapping[str, Sequence[str]]) -> list[Spec]:
    """Return what is exposed of the catalogue, as it is at the moment."""
    full_name = demo_module("arrangement").full_name
    found = []
    for device in demo_module("catalogue").DEVICES:
        for thing in device.things:
            if not thing.exposed:
                continue
            attributes = _attributes(thing.entity_id)
            if thing.entity_id in lists:
                attributes = {"todo_items": list(lists[thing.entity_id])}
            found.append(
                {
                    "entity_id": thing.entity_id,
                    "name": full_name(device, thing),
                    "aliases": list(thing.aliases),
                    "area": device.area,
                    "state": _state(thing.entity_id),
                    "attributes": attributes,
                }
            )
    return found


def _others() -> list[Spec]:
    """Return people, scripts and scenes."""
    return [
        {
            "entity_id": entity_id,
            "name": entity_id.partition(".")[2].replace("_", " ").title(),
            "aliases": [],
            "state": _STATES.get(entity_id, "unknown"),
            "attributes": {},
        }
        for entity_id in demo_module("arrangement").ALSO_EXPOSED
    ]


def _state(entity_id: str) -> str | float | None:
    """Return a state in Home Assistant's words."""
    house, readings = _house(), demo_module("readings")
    domain = entity_id.partition(".")[0]
    if entity_id in _STATES or entity_id in _ON:
        return _STATES.get(entity_id, "on")
    if entity_id in readings.SENSORS:
        value: str | float | None = readings.SENSORS[entity_id].value(house)
        return value
    device = house.devices.get(entity_id)
    told: dict[str, Callable[[], Any]] = {
        "climate": lambda: device.mode,
        "cover": lambda: "open" if device.position > 0 else "closed",
        "lock": lambda: device.state,
        "valve": lambda: device.state,
        "alarm_control_panel": lambda: device.state,
        "media_player": lambda: device.state,
        "vacuum": lambda: device.activity,
        "water_heater": lambda: house.tank.mode,
    }
    return str(told[domain]()) if domain in told else None if domain in ("todo", "calendar") else "off"


def _attributes(entity_id: str) -> dict[str, Any]:
    """Return what a device can do and shows, as the demo's own entities have it."""
    domain = entity_id.partition(".")[0]
    device = _house().devices.get(entity_id)
    readings = demo_module("readings")
    if entity_id in readings.SENSORS:
        reading = readings.SENSORS[entity_id]
        given = {"device_class": reading.device_class, "unit_of_measurement": reading.unit, "options": reading.options}
        return {name: value for name, value in given.items() if value}
    if entity_id in readings.CONTACTS:
        return {"device_class": readings.CONTACTS[entity_id].device_class}
    made: dict[str, Callable[[Any], dict[str, Any]]] = {
        "light": _light,
        "climate": _climate,
        "cover": lambda _: _cover(entity_id),
        "fan": lambda fan: {"features": ["set_speed", *(["direction"] if fan.turns else [])], "percentage": 66},
        "humidifier": lambda it: {"humidity": it.target, "available_modes": ["normal", "boost", "sleep"]},
        "vacuum": lambda it: {"fan_speed_list": ["quiet", "standard", "max"], "fan_speed": it.speed},
        "valve": lambda _: {"device_class": "water"},
        "media_player": _player,
        "water_heater": lambda _: _tank(),
        "todo": lambda _: {"todo_items": [item for item, _ in demo_module("catalogue").FIRST_ITEMS[entity_id]]},
        "weather": lambda _: {"temperature": round(_house().weather.temperature(_MOMENT), 1)},
    }
    return made[domain](device) if domain in made else {}


def _light(lamp: Any) -> dict[str, Any]:
    modes = [mode for mode, can in (("color_temp", lamp.whites), ("rgb", lamp.colours)) if can]
    white = {"min_color_temp_kelvin": 2200, "color_temp_kelvin": lamp.kelvin} if lamp.whites else {}
    dims = {"brightness": lamp.brightness} if lamp.dims else {}
    return {"supported_color_modes": modes or ["brightness" if lamp.dims else "onoff"], **dims, **white}


def _climate(thermostat: Any) -> dict[str, Any]:
    return {
        "hvac_modes": ["off", "heat", "cool"],
        "min_temp": 7,
        "max_temp": 30,
        "temperature": thermostat.target,
        "current_temperature": thermostat.target,
    }


def _cover(entity_id: str) -> dict[str, Any]:
    if entity_id.endswith("garage_door"):
        return {"device_class": "garage", "features": ["stop"]}
    shutter = entity_id.endswith("shutter")
    can = ["stop", "set_position", *([] if shutter else ["tilt"])]
    tilt = {} if shutter else {"current_tilt_position": 100}
    return {"device_class": "shutter" if shutter else "blind", "features": can, "current_position": 100, **tilt}


def _player(player: Any) -> dict[str, Any]:
    return {
        "device_class": "tv" if player.is_tv else "speaker",
        "source_list": list(player.sources),
        "source": player.source,
        "volume_level": player.volume,
        "media_track": player.track,
    }


def _tank() -> dict[str, Any]:
    tank = _house().tank
    return {
        "operation_list": ["eco", "performance", "off"],
        "min_temp": 35,
        "max_temp": 65,
        "temperature": tank.target,
        "current_temperature": tank.temperature,
    }


def main() -> int:
    """Print the home of a language."""
    import yaml

    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    path = Path(__file__).parents[1] / "data" / "understanding" / f"{language}.yaml"
    home = demo_home(yaml.safe_load(path.read_text(encoding="utf-8"))["names"])
    for spec in home["entities"]:
        names = ", ".join([spec["name"], *spec["aliases"]])
        print(f"{spec['entity_id']:<36} {names:<60} {spec.get('area') or '-':<14} {spec['state']} {spec['attributes']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
