"""What Home Assistant would have recorded of each entity: its state and its attributes."""

from collections.abc import Callable
from typing import Any, Final

from demo.custom_components.demo_home.arrangement import full_name
from demo.custom_components.demo_home.catalogue import DEVICES
from demo.custom_components.demo_home.readings import CONTACTS, SENSORS, Reading
from demo.custom_components.demo_home.settings import CHOICES, NUMBERS
from demo.custom_components.demo_home.sim import House
from demo.custom_components.demo_home.sim.building import ROOMS
from demo.custom_components.demo_home.sim.devices import (
    Cover,
    Delayed,
    Fan,
    Humidifier,
    Light,
    Media,
    Switch,
    Thermostat,
    Vacuum,
)
from demo.custom_components.demo_home.sim.people import AWAY

type Attributes = dict[str, Any]
type Told = tuple[str, Attributes]

NAMES: Final = {thing.entity_id: full_name(device, thing) for device in DEVICES for thing in device.things}
THERMOSTAT_ROOMS: Final = {plan.thermostat: room for room, plan in ROOMS.items() if plan.thermostat}
PLACES: Final = {"work": "Work", "out": "not_home"}


def _on(on: bool) -> str:
    return "on" if on else "off"


def _light(house: House, entity_id: str, light: Light) -> Told:
    mode = "color_temp" if light.whites else "brightness" if light.dims else "onoff"
    attributes: Attributes = {"color_mode": mode if light.on else None}
    if light.dims:
        attributes["brightness"] = light.brightness if light.on else None
    if light.whites:
        attributes["color_temp_kelvin"] = light.kelvin if light.on else None
    return _on(light.on), attributes


def _thermostat(house: House, entity_id: str, thermostat: Thermostat) -> Told:
    air = house.rooms[THERMOSTAT_ROOMS[entity_id]]
    active = {"heat": "heating", "cool": "cooling"}.get(thermostat.mode, "off")
    action = "idle" if active != "off" and abs(thermostat.demand) < 0.03 else active
    return thermostat.mode, {
        "current_temperature": round(air.temperature, 1),
        "temperature": thermostat.target,
        "hvac_action": action,
    }


def _cover(house: House, entity_id: str, cover: Cover) -> Told:
    garage = entity_id.endswith("garage_door")
    attributes: Attributes = {"device_class": "garage"} if garage else {"current_position": round(cover.position)}
    if cover.tilts:
        attributes["current_tilt_position"] = round(cover.tilt)
    return "closed" if cover.position <= 0 else "open", attributes


def _media(house: House, entity_id: str, player: Media) -> Told:
    shown = {"volume_level": player.volume, "source": player.source} if player.state != "off" else {}
    return player.state, {"device_class": "tv" if player.is_tv else "speaker", **shown}


def _fan(house: House, entity_id: str, fan: Fan) -> Told:
    return _on(fan.on), {"percentage": fan.percentage if fan.on else 0}


def _humidifier(house: House, entity_id: str, humidifier: Humidifier) -> Told:
    return _on(humidifier.on), {"humidity": humidifier.target, "mode": humidifier.mode}


KINDS: dict[type, Callable[[House, str, Any], Told]] = {
    Light: _light,
    Thermostat: _thermostat,
    Cover: _cover,
    Media: _media,
    Fan: _fan,
    Humidifier: _humidifier,
    Switch: lambda house, entity_id, switch: (_on(switch.on), {}),
    Delayed: lambda house, entity_id, device: (device.state, {}),
    Vacuum: lambda house, entity_id, vacuum: (vacuum.activity, {"fan_speed": vacuum.speed}),
}


def tell(house: House, entity_id: str) -> Told | None:
    """Return state and attributes of an entity, `None` for one that has no past (lists, the calendar, forecasts)."""
    if told := _tell(house, entity_id):
        return told[0], {**told[1], "friendly_name": NAMES[entity_id]}
    return None


def _tell(house: House, entity_id: str) -> Told | None:
    if entity_id in SENSORS:
        return _sensor(house, entity_id)
    if entity_id in CONTACTS:
        contact = CONTACTS[entity_id]
        return _on(contact.read(house)), {"device_class": contact.device_class} if contact.device_class else {}
    if device := house.devices.get(entity_id):
        return KINDS[type(device)](house, entity_id, device)
    return _other(house, entity_id)


def _described(entity_id: str, reading: Reading) -> Attributes:
    """Return a sensor's attributes: they never change."""
    described = {
        "state_class": reading.state_class,
        "unit_of_measurement": reading.unit,
        "device_class": reading.device_class,
        "options": list(reading.options) or None,
        "friendly_name": NAMES[entity_id],
    }
    return {key: value for key, value in described.items() if value is not None}


DESCRIBED: Final = {entity_id: _described(entity_id, reading) for entity_id, reading in SENSORS.items()}


def _sensor(house: House, entity_id: str) -> Told:
    return str(SENSORS[entity_id].value(house)), DESCRIBED[entity_id]


def _other(house: House, entity_id: str) -> Told | None:
    if entity_id == "weather.home":
        sky, now = house.weather, house.time
        return sky.condition(now), {"temperature": round(sky.temperature(now), 1), "humidity": round(sky.humidity(now))}
    if entity_id == "water_heater.hot_water":
        tank = house.tank
        return tank.mode, {"current_temperature": round(tank.temperature), "temperature": tank.target}
    if entity_id in NUMBERS:
        number = NUMBERS[entity_id]
        return str(number.read(house)), {"unit_of_measurement": number.unit}
    if entity_id in CHOICES:
        return CHOICES[entity_id].read(house), {"options": list(CHOICES[entity_id].options)}
    if entity_id == "climate.heat_pump":
        return _circuit(house)
    if entity_id.startswith("device_tracker."):
        person = entity_id.partition(".")[2].removesuffix("_phone")
        return whereabouts(house, person), {"source_type": "gps"}
    return None


def _circuit(house: House) -> Told:
    now, wanted = house.indoors()
    modes = [one.mode for one in house.devices.values() if isinstance(one, Thermostat) and one.mode != "off"]
    attributes = {"current_temperature": round(now, 1), "temperature": round(wanted, 1)}
    return modes[0] if modes else "off", attributes


def whereabouts(house: House, person: str) -> str:
    """Return what a person's entity tells: home, the zone, or away."""
    place = house.people.stay(person, house.time).place
    return PLACES[place] if place in AWAY else "home"
