"""A home of the benchmarks as the core sees it; no Home Assistant is needed."""

from collections.abc import Mapping
from typing import Any

from custom_components.llm_agents.core.home.features import (
    AlarmFeature,
    ClimateFeature,
    CoverFeature,
    FanFeature,
    HumidifierFeature,
    LawnMowerFeature,
    MediaPlayerFeature,
    SirenFeature,
    VacuumFeature,
    ValveFeature,
    WaterHeaterFeature,
)
from custom_components.llm_agents.core.home.model import Area, Device, Entity, Floor, Home, State

from .homes import Spec

type States = Mapping[str, State]

_TILT = CoverFeature.OPEN_TILT | CoverFeature.CLOSE_TILT | CoverFeature.SET_TILT_POSITION
_ALWAYS: Mapping[str, int] = {
    "alarm_control_panel": AlarmFeature.ARM_HOME | AlarmFeature.ARM_AWAY | AlarmFeature.ARM_NIGHT,
    "climate": ClimateFeature.TARGET_TEMPERATURE | ClimateFeature.TURN_OFF | ClimateFeature.TURN_ON,
    "cover": CoverFeature.OPEN | CoverFeature.CLOSE,
    "fan": FanFeature.TURN_OFF | FanFeature.TURN_ON,
    "lawn_mower": LawnMowerFeature.START_MOWING | LawnMowerFeature.PAUSE | LawnMowerFeature.DOCK,
    "media_player": sum(MediaPlayerFeature) - MediaPlayerFeature.SELECT_SOURCE,
    "siren": SirenFeature.TURN_ON | SirenFeature.TURN_OFF,
    "vacuum": sum(VacuumFeature) - VacuumFeature.FAN_SPEED,
    "valve": ValveFeature.OPEN | ValveFeature.CLOSE,
    "water_heater": WaterHeaterFeature.TARGET_TEMPERATURE
    | WaterHeaterFeature.OPERATION_MODE
    | WaterHeaterFeature.ON_OFF,
}
"""What the benchmarks' devices of a domain can do in any case."""

_GIVEN: Mapping[str, Mapping[str, int]] = {
    "climate": {
        "target_humidity": ClimateFeature.TARGET_HUMIDITY,
        "humidity": ClimateFeature.TARGET_HUMIDITY,
        "fan_modes": ClimateFeature.FAN_MODE,
        "swing_modes": ClimateFeature.SWING_MODE,
        "preset_modes": ClimateFeature.PRESET_MODE,
    },
    "cover": {"stop": CoverFeature.STOP, "set_position": CoverFeature.SET_POSITION, "tilt": _TILT},
    "fan": {
        "set_speed": FanFeature.SET_SPEED,
        "oscillate": FanFeature.OSCILLATE,
        "direction": FanFeature.DIRECTION,
        "preset_modes": FanFeature.PRESET_MODE,
    },
    "humidifier": {"available_modes": HumidifierFeature.MODES},
    "media_player": {"source_list": MediaPlayerFeature.SELECT_SOURCE},
    "vacuum": {"fan_speed_list": VacuumFeature.FAN_SPEED},
    "valve": {"stop": ValveFeature.STOP, "set_position": ValveFeature.SET_POSITION},
}
"""What they can do where the spec names it, as a feature or by its attribute."""

_WHILE_ON = frozenset({"brightness", "rgb_color", "color_temp_kelvin", "percentage", "preset_mode", "effect"})


def _shown(spec: Spec) -> dict[str, Any]:
    """Return the attributes of an entity as Home Assistant would show them."""
    attributes = dict(spec.get("attributes") or {})
    domain = spec["entity_id"].partition(".")[0]
    can = _ALWAYS.get(domain, 0)
    for name, feature in _GIVEN.get(domain, {}).items():
        if name in attributes.get("features", ()) or attributes.get(name) is not None:
            can |= feature
    if spec.get("state") == "off":
        attributes = {name: value for name, value in attributes.items() if name not in _WHILE_ON}
    return {**attributes, "supported_features": can}


def home_of(data: Spec) -> tuple[Home, States]:
    """Return a home with the states it starts in."""
    devices = {
        row["id"]: Device(device_id=row["id"], name=row["name"], area_id=row.get("area"))
        for row in data.get("devices") or ()
    }
    entities: dict[str, Entity] = {}
    states: dict[str, State] = {}
    for row in data["entities"]:
        attributes = _shown(row)
        entity_id = row["entity_id"]
        states[entity_id] = State(entity_id=entity_id, state=str(row.get("state")), attributes=attributes)
        if not row.get("expose", True):
            continue
        device = devices.get(row.get("device") or "")
        entities[entity_id] = Entity(
            entity_id=entity_id,
            name=row["name"],
            aliases=tuple(row.get("aliases") or ()),
            area_id=row.get("area") or (device.area_id if device else None),
            device_id=row.get("device"),
            device_class=attributes.get("device_class"),
        )
    home = Home(
        version=1,
        floors={
            row["id"]: Floor(floor_id=row["id"], name=row["name"], aliases=tuple(row.get("aliases") or ()))
            for row in data.get("floors") or ()
        },
        areas={
            row["id"]: Area(
                area_id=row["id"],
                name=row["name"],
                aliases=tuple(row.get("aliases") or ()),
                floor_id=row.get("floor"),
            )
            for row in data.get("areas") or ()
        },
        devices=devices,
        entities=entities,
        temperature_unit="°F" if data.get("temperature_unit") == "F" else "°C",
    )
    return home, states
