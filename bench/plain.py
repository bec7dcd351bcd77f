"""A home of the benchmarks as the core sees it; no Home Assistant is needed."""

from collections.abc import Mapping
from typing import Any

from custom_components.llm_agents.core.home.model import Area, Device, Entity, Floor, Home, State

type States = Mapping[str, State]


def home_of(data: Mapping[str, Any]) -> tuple[Home, States]:
    """Return a home with the states it starts in."""
    devices = {
        row["id"]: Device(device_id=row["id"], name=row["name"], area_id=row.get("area"))
        for row in data.get("devices") or ()
    }
    entities: dict[str, Entity] = {}
    states: dict[str, State] = {}
    for row in data["entities"]:
        attributes = row.get("attributes") or {}
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
