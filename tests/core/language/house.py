"""A small house to talk to: two floors, a few awkward names, states that can be set."""

from typing import Any

from custom_components.llm_agents.core.home.model import Area, Entity, Floor, Home, State

FLOORS = (Floor(floor_id="ground", name="Ground floor", aliases=("downstairs",)), Floor(floor_id="up", name="Upstairs"))
AREAS = (
    ("kitchen", "Kitchen", "ground"),
    ("living", "Living Room", "ground"),
    ("hall", "Hallway", "ground"),
    ("bed", "Bedroom", "up"),
    ("guest", "Guest Room", "up"),
    ("bath", "Bathroom", "up"),
    ("gbath", "Guest Bathroom", "up"),
    ("office", "Office", "up"),
    ("garage", "Garage", "ground"),
    ("garden", "Garden", None),
)
ENTITIES: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("light.kitchen_ceiling", "Kitchen Ceiling", "kitchen", None),
    ("light.kitchen_counter", "Counter Light", "kitchen", None),
    ("light.living_floor", "Floor Lamp", "living", None),
    ("light.living_reading", "Reading Lamp", "living", None),
    ("light.bed_lamp", "Bedside Lamp", "bed", None),
    ("light.guest_lamp", "Bedside Lamp", "guest", None),
    ("light.bath", "Bathroom Light", "bath", None),
    ("light.gbath", "Guest Bathroom Light", "gbath", None),
    ("light.desk", "Desk Lamp", "office", None),
    ("light.hall", "Hallway Light", "hall", None),
    ("switch.coffee", "Coffee Machine", "kitchen", "outlet"),
    ("switch.corner", "Play Corner Switch", "living", None),
    ("fan.bed", "Bedroom Fan", "bed", None),
    ("cover.living", "Living Room Blinds", "living", "blind"),
    ("cover.bed", "Bedroom Blinds", "bed", "blind"),
    ("cover.guest", "Guest Curtain", "guest", "curtain"),
    ("cover.garage", "Garage Door", "garage", "garage"),
    ("light.garage", "Garage Door", "garage", None),
    ("climate.living", "Living Room Thermostat", "living", None),
    ("climate.bed", "Bedroom Thermostat", "bed", None),
    ("lock.front", "Front Door", "hall", None),
    ("lock.back", "Back Door", "kitchen", None),
    ("media_player.tv", "TV", "living", "tv"),
    ("media_player.kitchen", "Kitchen Speaker", "kitchen", "speaker"),
    ("vacuum.robby", "Robby", "living", None),
    ("humidifier.bed", "Humidifier", "bed", None),
    ("valve.garden", "Garden Valve", "garden", None),
    ("alarm_control_panel.house", "House Alarm", None, None),
    ("scene.movie", "Movie Night", None, None),
    ("script.sleep", "Good Sleep", None, None),
    ("button.chime", "Doorbell Chime", "hall", None),
    ("select.pump", "Heat Pump Mode", "garage", None),
    ("number.limit", "Charge Limit", "garage", None),
    ("sensor.living_temperature", "Living Room Temperature", "living", "temperature"),
    ("sensor.bed_temperature", "Bedroom Temperature", "bed", "temperature"),
    ("sensor.outside", "Outdoor Temperature", "garden", "temperature"),
    ("sensor.power", "House Power", None, "power"),
    ("sensor.robby_battery", "Robby Battery", "living", "battery"),
    ("binary_sensor.kitchen_window", "Kitchen Window", "kitchen", "window"),
    ("binary_sensor.bed_window", "Bedroom Window", "bed", "window"),
    ("person.anna", "Anna", None, None),
    ("person.ben", "Ben", None, None),
    ("todo.shopping", "Shopping List", None, None),
    ("todo.chores", "Chores", None, None),
    ("weather.home", "Forecast", None, None),
)
ATTRIBUTES: dict[str, dict[str, Any]] = {
    "climate.bed": {"hvac_modes": ["off", "heat", "cool"], "preset_modes": ["eco", "away"]},
    "media_player.tv": {"source_list": ["HDMI 1", "Netflix"]},
    "select.pump": {"options": ["Eco", "Comfort"]},
}


def house(unit: str = "°C") -> Home:
    """Return the house."""
    return Home(
        version=1,
        floors={floor.floor_id: floor for floor in FLOORS},
        areas={area_id: Area(area_id=area_id, name=name, floor_id=floor) for area_id, name, floor in AREAS},
        entities={
            entity_id: Entity(entity_id=entity_id, name=name, area_id=area, device_class=device_class)
            for entity_id, name, area, device_class in ENTITIES
        },
        temperature_unit=unit,
    )


def states(entity_id: str) -> State:
    """Return the state of a device: all are off."""
    return State(entity_id=entity_id, state="off", attributes=ATTRIBUTES.get(entity_id, {}))
