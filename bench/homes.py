"""The homes of the benchmarks, as data: one of a family, and larger ones made around it."""

from collections.abc import Iterator
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


def _entity(domain: str, room: str, key: str, **more: Any) -> Spec:
    return {"entity_id": f"{domain}.{room}_{key}", "area": room, **more}


def _room(room: str, title: str) -> Iterator[Spec]:
    """Yield the twelve devices that most rooms have."""
    yield _entity("light", room, "ceiling", name=f"{title} ceiling light", state="off")
    yield _entity("light", room, "lamp", name=f"{title} lamp", state="on", brightness=128)
    yield _entity("switch", room, "socket", name=f"{title} socket", state="off")
    yield _entity("cover", room, "blinds", name=f"{title} blinds", state="open")
    yield _entity("climate", room, "thermostat", name=f"{title} thermostat", state="heat", target=20.0)
    yield _entity("fan", room, "fan", name=f"{title} fan", state="off")
    yield _entity("media_player", room, "speaker", name=f"{title} speaker", state="playing")
    sensor = {"device_class": "temperature", "unit": "°C"}
    yield _entity("sensor", room, "temperature", name=f"{title} temperature", state=20.5, **sensor)
    humidity = {"device_class": "humidity", "unit": "%"}
    yield _entity("sensor", room, "humidity", name=f"{title} humidity", state=45, **humidity)
    yield _entity("binary_sensor", room, "window", name=f"{title} window", state="off", device_class="window")
    yield _entity("binary_sensor", room, "motion", name=f"{title} motion", state="off", device_class="motion")
    yield _entity("light", room, "night_light", name=f"{title} night light", state="off", dimmer=True)


def _special() -> Iterator[Spec]:
    """Yield what only some rooms have, the awkward ones included."""
    yield {"entity_id": "lock.front_door", "area": "hallway", "name": "Front door", "state": "locked"}
    yield {"entity_id": "lock.back_door", "area": "kitchen", "name": "Back door", "state": "unlocked"}
    door = {"device_class": "garage", "state": "closed"}
    yield {"entity_id": "cover.garage_door", "area": "garage", "name": "Garage door", **door}
    yield {"entity_id": "light.stehlampe", "area": "living_room", "name": "Stehlampe", "state": "off"}
    yield {"entity_id": "light.reading_1", "area": "living_room", "name": "Reading lamp", "state": "on"}
    yield {"entity_id": "light.reading_2", "area": "bedroom", "name": "Reading lamp", "state": "on"}
    yield {"entity_id": "switch.coffee_machine", "area": "kitchen", "name": "Coffee machine", "state": "off"}
    yield {"entity_id": "switch.fountain", "name": "Fountain", "state": "off"}
    yield {"entity_id": "light.pantry", "area": "kitchen", "name": "Pantry light", "state": "off", "jammed": True}
    yield {"entity_id": "switch.heater", "area": "office", "name": "Space heater", "state": "off", "offline": True}


def family_home() -> list[Spec]:
    """Return the home of the sentences: ten rooms, about a hundred and thirty entities."""
    rooms = [spec for room, (title, _) in ROOMS.items() for spec in _room(room, title)]
    for spec in rooms:
        if spec["entity_id"] == "binary_sensor.kitchen_window":
            spec["state"] = "on"
    return rooms + list(_special())


def large_home(size: int) -> tuple[list[Spec], dict[str, tuple[str, str]]]:
    """Return a home of `size` entities that begins with the family's kitchen, and its rooms.

    The rooms are called as a large house would call them ("Blue office"), so that names share words.
    """
    titles = [(room, title, floor) for room, (title, floor) in ROOMS.items()]
    titles += [
        (f"{colour.lower()}_{room}", f"{colour} {title.lower()}", floor)
        for (room, (title, floor)), colour in product(ROOMS.items(), COLOURS)
    ]
    entities: list[Spec] = [spec for spec in _special() if not spec.get("offline") and not spec.get("jammed")]
    rooms: dict[str, tuple[str, str]] = {}
    for room, title, floor in titles:
        rooms[room] = (title, floor)
        for spec in _room(room, title):
            if len(entities) == size:
                return entities, {**{r: ROOMS[r] for r in ROOMS}, **rooms}
            entities.append(spec)
    raise ValueError(f"at most {len(entities)} entities")
