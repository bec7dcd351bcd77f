"""The homes of the benchmarks, as data: one of a family, and larger ones made around it.

A home is `{floors, areas, devices, entities}`, each a list: floors and areas with `id`, `name`, `aliases` (an area with
`floor` too), devices with `id`, `name`, `area`, entities with `entity_id`, `name`, `aliases`, `area`, `device`, `state`,
`attributes`, `expose`. `name`, `temperature_unit`, `country` and `satellite_area` say what they say.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

type Spec = dict[str, Any]

FLOORS = {"ground_floor": "Ground floor", "upstairs": "Upstairs", "outside": "Outside"}
ROOMS = {
    "kitchen": ("Kitchen", "ground_floor"),
    "living_room": ("Living room", "ground_floor"),
    "hallway": ("Hallway", "ground_floor"),
    "bathroom": ("Bathroom", "ground_floor"),
    "office": ("Office", "upstairs"),
    "bedroom": ("Bedroom", "upstairs"),
    "guest_room": ("Guest room", "upstairs"),
    "guest_bathroom": ("Guest bathroom", "upstairs"),
    "garage": ("Garage", "outside"),
    "garden": ("Garden", "outside"),
}
COLOURS = [
    "Amber",
    "Azure",
    "Beige",
    "Black",
    "Blue",
    "Bronze",
    "Brown",
    "Copper",
    "Coral",
    "Cream",
    "Crimson",
    "Cyan",
    "Emerald",
    "Golden",
    "Green",
    "Grey",
    "Indigo",
    "Ivory",
    "Jade",
    "Lilac",
    "Maroon",
    "Mint",
    "Navy",
    "Ochre",
    "Olive",
    "Orange",
    "Orchid",
    "Pearl",
    "Pink",
    "Plum",
    "Purple",
    "Red",
    "Rose",
    "Ruby",
    "Russet",
    "Rust",
    "Saffron",
    "Scarlet",
    "Silver",
    "Tan",
    "Teal",
    "Topaz",
    "Turquoise",
    "Violet",
    "White",
    "Yellow",
]


def _entity(domain: str, room: str, key: str, name: str, state: Any, **attributes: Any) -> Spec:
    return {
        "entity_id": f"{domain}.{room}_{key}",
        "name": name,
        "area": room,
        "state": state,
        "attributes": attributes,
    }


_ALL_COLOURS = {"supported_color_modes": ["color_temp", "rgb"], "brightness": 128}
_BLINDS = {"device_class": "blind", "features": ["stop", "set_position"]}
_HEATING = {"hvac_modes": ["off", "heat", "auto"], "min_temp": 7, "max_temp": 30, "current_temperature": 20.5}


def _room(room: str, title: str) -> Iterator[Spec]:
    """Yield the twelve devices that most rooms have."""
    yield _entity("light", room, "ceiling", f"{title} ceiling light", "off", **_ALL_COLOURS)
    yield _entity("light", room, "lamp", f"{title} lamp", "on", **_ALL_COLOURS)
    yield _entity("switch", room, "socket", f"{title} socket", "off")
    yield _entity("cover", room, "blinds", f"{title} blinds", "open", **_BLINDS)
    yield _entity("climate", room, "thermostat", f"{title} thermostat", "heat", temperature=20.0, **_HEATING)
    yield _entity("fan", room, "fan", f"{title} fan", "off", features=["set_speed"], percentage=50)
    yield _entity("media_player", room, "speaker", f"{title} speaker", "playing", volume_level=0.4)
    temperature = {"device_class": "temperature", "unit_of_measurement": "°C"}
    yield _entity("sensor", room, "temperature", f"{title} temperature", 20.5, **temperature)
    humidity = {"device_class": "humidity", "unit_of_measurement": "%"}
    yield _entity("sensor", room, "humidity", f"{title} humidity", 45, **humidity)
    yield _entity("binary_sensor", room, "window", f"{title} window", "off", device_class="window")
    yield _entity("binary_sensor", room, "motion", f"{title} motion", "off", device_class="motion")
    yield _entity("light", room, "night_light", f"{title} night light", "off", brightness=128)


def _one(entity_id: str, area: str | None, name: str, state: str, **attributes: Any) -> Spec:
    return {"entity_id": entity_id, "area": area, "name": name, "state": state, "attributes": attributes}


def _special() -> Iterator[Spec]:
    """Yield what only some rooms have, the awkward ones included."""
    yield _one("lock.front_door", "hallway", "Front door", "locked")
    yield _one("lock.back_door", "kitchen", "Back door", "unlocked")
    yield _one("cover.garage_door", "garage", "Garage door", "closed", **{**_BLINDS, "device_class": "garage"})
    yield _one("light.stehlampe", "living_room", "Stehlampe", "off", **_ALL_COLOURS)
    yield _one("light.reading_1", "living_room", "Reading lamp", "on", **_ALL_COLOURS)
    yield _one("light.reading_2", "bedroom", "Reading lamp", "on", **_ALL_COLOURS)
    yield _one("switch.coffee_machine", "kitchen", "Coffee machine", "off")
    yield _one("switch.fountain", None, "Fountain", "off")
    yield {**_one("light.pantry", "kitchen", "Pantry light", "off", **_ALL_COLOURS), "jammed": True}
    yield {**_one("switch.heater", "office", "Space heater", "off"), "offline": True}


def _home(entities: list[Spec], rooms: Mapping[str, tuple[str, str]]) -> Spec:
    return {
        "floors": [{"id": floor, "name": name} for floor, name in FLOORS.items()],
        "areas": [{"id": room, "name": name, "floor": floor} for room, (name, floor) in rooms.items()],
        "entities": entities,
    }


def family_home() -> Spec:
    """Return the home of the sentences: ten rooms, about a hundred and thirty entities."""
    entities = [spec for room, (title, _) in ROOMS.items() for spec in _room(room, title)]
    for spec in entities:
        if spec["entity_id"] == "binary_sensor.kitchen_window":
            spec["state"] = "on"
    return _home([*entities, *_special()], ROOMS)


def large_home(size: int) -> Spec:
    """Return a home of `size` entities that begins with the family's kitchen.

    The rooms are called as a large house would call them ("Blue office"), so that names share words.
    """
    titles = [(room, title, floor) for room, (title, floor) in ROOMS.items()]
    titles += [
        (f"{colour.lower()}_{room}", f"{colour} {title.lower()}", floor)
        for (room, (title, floor)), colour in product(ROOMS.items(), COLOURS)
    ]
    entities = [spec for spec in _special() if not spec.get("offline") and not spec.get("jammed")]
    rooms = dict(ROOMS)
    for room, title, floor in titles:
        if len(entities) == size:
            break
        rooms[room] = (title, floor)
        entities += [*_room(room, title)][: size - len(entities)]
    if len(entities) < size:
        raise ValueError(f"at most {len(entities)} entities")
    return _home(entities, rooms)
