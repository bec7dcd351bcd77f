"""The home as its owner arranged it: floors, rooms, labels, and the words for devices."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Floor:
    """A storey."""

    name: str
    level: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A room or the garden."""

    name: str
    floor: str | None
    aliases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One entity. `name` is what it adds to its device's name; `None` makes it the device itself."""

    entity_id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    exposed: bool = True
    diagnostic: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """A device with its entities; `area` is a room's id."""

    name: str
    area: str | None
    things: tuple[Thing, ...]
    model: str = "Demo"


LABELS = {"night_light": "Night light", "energy_hungry": "Energy hungry", "holiday": "Holiday decoration"}
FLOORS = {
    "basement": Floor("Basement", -1, ("cellar",)),
    "ground_floor": Floor("Ground Floor", 0, ("downstairs",)),
    "upper_floor": Floor("Upper Floor", 1, ("upstairs", "first floor")),
}
AREAS = {
    "utility_room": Area("Utility Room", "basement", ("laundry room",)),
    "garage": Area("Garage", "basement"),
    "kitchen": Area("Kitchen", "ground_floor"),
    "living_room": Area("Living Room", "ground_floor", ("lounge",)),
    "dining_room": Area("Dining Room", "ground_floor"),
    "hallway": Area("Hallway", "ground_floor", ("hall", "entrance")),
    "guest_bathroom": Area("Guest Bathroom", "ground_floor", ("guest toilet",)),
    "office": Area("Office", "ground_floor", ("study",)),
    "bedroom": Area("Bedroom", "upper_floor", ("master bedroom",)),
    "kids_room": Area("Kids Room", "upper_floor", ("children's room", "nursery")),
    "guest_room": Area("Guest Room", "upper_floor"),
    "bathroom": Area("Bathroom", "upper_floor"),
    "garden": Area("Garden", None, ("outside", "yard")),
}
#: rooms with a satellite: its device has an area and nothing else, so that talk can come from a room
SATELLITES = {"living_room": "Living Room Voice", "kitchen": "Kitchen Voice", "bedroom": "Bedroom Voice"}
#: exposed too, though other integrations provide them
ALSO_EXPOSED = (
    "person.alex",
    "person.sam",
    "script.movie_night",
    "script.good_night",
    "scene.cosy_evening",
    "scene.cleaning_time",
)


def full_name(device: Device, thing: Thing) -> str:
    """Return the name that Home Assistant shows."""
    return f"{device.name} {thing.name}" if thing.name else device.name
