"""How the house is built: its rooms' walls and windows, and its devices with their wiring."""

from dataclasses import dataclass

from .devices import Cover, Delayed, Device, Fan, Humidifier, Light, Media, Switch, Thermostat, Vacuum


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """A room as a body of heat.

    `ua` W/K through walls, windows and air leaks; windows in m² facing `azimuth` (degrees from north); `emitter` W of its
    heating circuit, 0 for none; `gains` W always on; `blind` the cover that shades it.
    """

    area: float
    ua: float
    windows: float
    azimuth: float
    emitter: float
    gains: float = 0.0
    thermostat: str | None = None
    blind: str | None = None


ROOMS: dict[str, RoomPlan] = {
    "living_room": RoomPlan(34, 55, 7.0, 180, 3000, 20, "climate.living_room", "cover.living_room_blinds"),
    "kitchen": RoomPlan(16, 26, 2.5, 90, 1600, 90, "climate.kitchen", "cover.kitchen_blinds"),
    "dining_room": RoomPlan(14, 22, 3.0, 180, 1300),
    "hallway": RoomPlan(12, 16, 0.5, 0, 1000, 10),
    "guest_bathroom": RoomPlan(5, 8, 0.4, 0, 600),
    "office": RoomPlan(13, 22, 2.0, 270, 1400, 20, "climate.office", "cover.office_blinds"),
    "bedroom": RoomPlan(18, 30, 2.5, 90, 1700, 0, "climate.bedroom", "cover.bedroom_shutter"),
    "kids_room": RoomPlan(15, 26, 2.5, 180, 1500, 0, "climate.kids_room", "cover.kids_room_shutter"),
    "guest_room": RoomPlan(14, 24, 2.0, 270, 1300),
    "bathroom": RoomPlan(9, 14, 0.8, 0, 1400, 0, "climate.bathroom"),
    "utility_room": RoomPlan(16, 14, 0.3, 0, 0, 120),
    "garage": RoomPlan(22, 40, 0.5, 0, 0, 0, None, "cover.garage_door"),
}
OPENINGS = (
    "binary_sensor.front_door",
    "binary_sensor.terrace_door",
    "binary_sensor.kitchen_window",
    "binary_sensor.bedroom_window",
    "binary_sensor.bathroom_window",
    "binary_sensor.kids_room_window",
)
OPENING_ROOMS = dict(
    zip(OPENINGS, ("hallway", "living_room", "kitchen", "bedroom", "bathroom", "kids_room"), strict=True)
)
STATIONS = ("Radio Paradise", "Jazz24", "BBC World Service")
INPUTS = ("TV", "Streaming", "Game Console")


def build() -> dict[str, Device]:
    """Return all devices that can be commanded, by entity id, as they are in a quiet house."""
    return {**_lights(), **_climate(), **_closings(), **_comfort(), **_switches()}


def _lights() -> dict[str, Device]:
    return {
        "light.kitchen_ceiling": Light(28, whites=True),
        "light.kitchen_counter": Light(14),
        "light.living_room_ceiling": Light(30, whites=True),
        "light.living_room_floor_lamp": Light(11, whites=True, colours=True),
        "light.dining_room_pendant": Light(18),
        "light.hallway_ceiling": Light(12),
        "light.guest_bathroom": Light(9, dims=False),
        "light.office_ceiling": Light(24, whites=True),
        "light.office_desk_lamp": Light(8),
        "light.bedroom_ceiling": Light(22, whites=True),
        "light.bedroom_bedside_lamp": Light(7, whites=True, colours=True),
        "light.kids_room_ceiling": Light(20, whites=True, colours=True),
        "light.kids_room_desk_lamp": Light(8),
        "light.guest_room_ceiling": Light(16),
        "light.bathroom_ceiling": Light(18),
        "light.utility_room": Light(15, dims=False),
        "light.garage": Light(24, dims=False),
        "light.garden_path": Light(30, dims=False),
    }


def _climate() -> dict[str, Device]:
    targets = {"bedroom": 18.5, "kids_room": 20.0, "bathroom": 22.0}
    return {
        plan.thermostat: Thermostat(target=targets.get(room, 21.0)) for room, plan in ROOMS.items() if plan.thermostat
    }


def _closings() -> dict[str, Device]:
    def at(state: str, seconds: float) -> Delayed:
        return Delayed(seconds, state, state)

    return {
        "cover.living_room_blinds": Cover(14, tilts=True),
        "cover.kitchen_blinds": Cover(11, tilts=True),
        "cover.office_blinds": Cover(11, tilts=True),
        "cover.bedroom_shutter": Cover(15),
        "cover.kids_room_shutter": Cover(15),
        "cover.garage_door": Cover(12, position=0, target=0),
        "lock.front_door": at("locked", 1),
        "lock.terrace_door": at("locked", 1),
        "valve.water_main": at("open", 3),
        "valve.garden_irrigation": at("closed", 2),
        "alarm_control_panel.house": at("disarmed", 0.5),
    }


def _comfort() -> dict[str, Device]:
    return {
        "media_player.living_room_tv": Media(105, INPUTS, is_tv=True, source="TV"),
        "media_player.kitchen_speaker": Media(9, STATIONS, source=STATIONS[0]),
        "media_player.bedroom_speaker": Media(9, STATIONS, source=STATIONS[1]),
        "fan.bedroom_ceiling_fan": Fan(38),
        "fan.bathroom_extractor": Fan(22, turns=False),
        "humidifier.bedroom": Humidifier(),
        "vacuum.robot_vacuum": Vacuum(),
    }


def _switches() -> dict[str, Device]:
    return {
        "switch.coffee_machine": Switch(900),
        "switch.towel_warmer": Switch(300),
        "switch.fairy_lights": Switch(5),
        "switch.server_rack": Switch(95, on=True),
        "switch.car_charging": Switch(0, on=True),
        "switch.washing_machine": Switch(0),
        "switch.dishwasher": Switch(0),
    }
