"""All devices of the home: names, aliases, rooms, and what talk may reach.

Some are awkward on purpose, as in any home: two lamps called "Desk Lamp", a lamp with a German name, devices that belong to no
room, and a switch that nobody should talk to.
"""

from collections.abc import Iterator

from .arrangement import AREAS, Device, Thing


def _one(entity_id: str, name: str, area: str | None, *aliases: str, labels: tuple[str, ...] = ()) -> Device:
    """Return a device that is one entity."""
    return Device(name, area, (Thing(entity_id, aliases=aliases, labels=labels),))


def _multisensor(area: str, *extra: Thing) -> Device:
    room = AREAS[area].name
    return Device(
        f"{room} Sensor",
        area,
        (
            Thing(f"sensor.{area}_temperature", "Temperature", (f"{room} Temperature",)),
            Thing(f"sensor.{area}_humidity", "Humidity", (f"{room} Humidity",)),
            *extra,
        ),
        "Multisensor",
    )


NIGHT, HUNGRY = ("night_light",), ("energy_hungry",)
LIGHTS = (
    _one("light.kitchen_ceiling", "Kitchen Ceiling Light", "kitchen"),
    _one("light.kitchen_counter", "Counter Lights", "kitchen", "Worktop Lights"),
    _one("light.living_room_ceiling", "Living Room Ceiling Light", "living_room"),
    _one("light.living_room_floor_lamp", "Stehlampe", "living_room", "Floor Lamp", "Living Room Floor Lamp"),
    _one("light.dining_room_pendant", "Dining Room Pendant", "dining_room", "Dining Table Light"),
    _one("light.hallway_ceiling", "Hallway Ceiling Light", "hallway", labels=NIGHT),
    _one("light.guest_bathroom", "Guest Bathroom Light", "guest_bathroom"),
    _one("light.office_ceiling", "Office Ceiling Light", "office"),
    _one("light.office_desk_lamp", "Desk Lamp", "office"),
    _one("light.bedroom_ceiling", "Bedroom Ceiling Light", "bedroom"),
    _one("light.bedroom_bedside_lamp", "Bedside Lamp", "bedroom", labels=NIGHT),
    _one("light.kids_room_ceiling", "Kids Room Ceiling Light", "kids_room"),
    _one("light.kids_room_desk_lamp", "Desk Lamp", "kids_room"),
    _one("light.guest_room_ceiling", "Guest Room Ceiling Light", "guest_room"),
    _one("light.bathroom_ceiling", "Bathroom Ceiling Light", "bathroom", labels=NIGHT),
    _one("light.utility_room", "Utility Room Light", "utility_room"),
    _one("light.garage", "Garage Light", "garage"),
    _one("light.garden_path", "Garden Path Lights", "garden"),
)
CLIMATE = (
    _one("climate.living_room", "Living Room Thermostat", "living_room"),
    _one("climate.kitchen", "Kitchen Thermostat", "kitchen"),
    _one("climate.office", "Office Thermostat", "office"),
    _one("climate.bedroom", "Bedroom Thermostat", "bedroom"),
    _one("climate.kids_room", "Kids Room Thermostat", "kids_room"),
    _one("climate.bathroom", "Bathroom Thermostat", "bathroom"),
    _one("fan.bedroom_ceiling_fan", "Ceiling Fan", "bedroom", "Bedroom Fan"),
    _one("fan.bathroom_extractor", "Extractor Fan", "bathroom", "Bathroom Fan"),
    _one("humidifier.bedroom", "Bedroom Humidifier", "bedroom"),
)
CLOSINGS = (
    _one("cover.living_room_blinds", "Living Room Blinds", "living_room"),
    _one("cover.kitchen_blinds", "Kitchen Blinds", "kitchen"),
    _one("cover.office_blinds", "Office Blinds", "office"),
    _one("cover.bedroom_shutter", "Bedroom Shutter", "bedroom"),
    _one("cover.kids_room_shutter", "Kids Room Shutter", "kids_room"),
    _one("cover.garage_door", "Garage Door", "garage"),
    Device(
        "Front Door",
        "hallway",
        (
            Thing("lock.front_door"),
            Thing("binary_sensor.front_door", "Contact"),
            Thing("sensor.front_door_battery", "Battery"),
        ),
        "Smart lock",
    ),
    Device(
        "Terrace Door",
        "living_room",
        (Thing("lock.terrace_door"), Thing("binary_sensor.terrace_door", "Contact")),
        "Smart lock",
    ),
    _one("binary_sensor.kitchen_window", "Kitchen Window", "kitchen"),
    _one("binary_sensor.bedroom_window", "Bedroom Window", "bedroom"),
    _one("binary_sensor.bathroom_window", "Bathroom Window", "bathroom"),
    _one("binary_sensor.kids_room_window", "Kids Room Window", "kids_room"),
)
SAFETY = (
    _one("alarm_control_panel.house", "House Alarm", "hallway", "Alarm System"),
    _one("valve.water_main", "Water Main", "utility_room", "Main Water Valve"),
    _one("valve.garden_irrigation", "Garden Irrigation", "garden", "Sprinklers"),
    _one("binary_sensor.utility_room_leak", "Utility Room Leak Sensor", "utility_room"),
    _one("binary_sensor.bathroom_leak", "Bathroom Leak Sensor", "bathroom"),
    _one("binary_sensor.hallway_smoke", "Hallway Smoke Detector", "hallway"),
    _one("binary_sensor.hallway_motion", "Hallway Motion", "hallway"),
    _one("binary_sensor.garden_motion", "Garden Motion", "garden"),
)
SENSORS = (
    _multisensor("living_room", Thing("binary_sensor.living_room_motion", "Motion", ("Living Room Motion",))),
    _multisensor("kitchen"),
    _multisensor("bedroom"),
    _multisensor("bathroom"),
    Device(
        "Weather Station",
        "garden",
        (
            Thing("sensor.outdoor_temperature", "Temperature", ("Outdoor Temperature", "Outside Temperature")),
            Thing("sensor.outdoor_illuminance", "Illuminance", exposed=False),
        ),
        "Weather station",
    ),
    _one("weather.home", "Weather", None),
)
MEDIA = (
    _one("media_player.living_room_tv", "Living Room TV", "living_room", "Television"),
    _one("media_player.kitchen_speaker", "Kitchen Speaker", "kitchen", "Kitchen Radio"),
    _one("media_player.bedroom_speaker", "Bedroom Speaker", "bedroom"),
    Device(
        "Robot Vacuum",
        "hallway",
        (Thing("vacuum.robot_vacuum", None, ("Rosie",)), Thing("sensor.robot_vacuum_battery", "Battery")),
        "Robot vacuum",
    ),
)
PLUGS = (
    _one("switch.coffee_machine", "Coffee Machine", "kitchen", labels=HUNGRY),
    _one("switch.towel_warmer", "Towel Warmer", "bathroom", labels=HUNGRY),
    _one("switch.fairy_lights", "Fairy Lights", None, "Christmas Lights", labels=("holiday",)),
    Device("Server Rack", "utility_room", (Thing("switch.server_rack", exposed=False),), "Smart plug"),
)
MACHINES = tuple(
    Device(
        name,
        area,
        (
            Thing(f"switch.{key}", labels=HUNGRY),
            Thing(f"sensor.{key}_status", "Status"),
            Thing(f"sensor.{key}_power", "Power", exposed=False),
            Thing(f"sensor.{key}_energy", "Energy", exposed=False),
            Thing(f"binary_sensor.{key}_remote_start", "Remote Start", exposed=False),
            Thing(f"button.{key}_start", "Start", exposed=False),
            Thing(f"select.{key}_programme", "Programme", exposed=False),
        ),
        "Appliance",
    )
    for key, name, area in (
        ("washing_machine", "Washing Machine", "utility_room"),
        ("dishwasher", "Dishwasher", "kitchen"),
    )
)
ENERGY = (
    Device(
        "Electricity Meter",
        "utility_room",
        (
            Thing("sensor.grid_power", "Power", ("Grid Power",)),
            Thing("sensor.grid_import", "Import", exposed=False),
            Thing("sensor.grid_export", "Export", exposed=False),
            Thing("sensor.grid_import_cost", "Cost", exposed=False),
            Thing("sensor.grid_export_compensation", "Compensation", exposed=False),
            Thing("sensor.home_power", "Home Power", ("Home Power", "Power Consumption")),
        ),
        "Smart meter",
    ),
    Device(
        "Solar Inverter",
        "garage",
        (
            Thing("sensor.solar_power", "Power", ("Solar Power", "Solar Production")),
            Thing("sensor.solar_energy", "Energy", ("Solar Energy",), exposed=False),
        ),
        "Inverter",
    ),
    Device(
        "Solar Forecast",
        None,
        tuple(
            Thing(f"sensor.solar_forecast_{day.lower().replace(' ', '_')}", day, exposed=False)
            for day in ("Today", "Tomorrow", "Day 3")
        ),
        "Forecast",
    ),
    Device(
        "Home Battery",
        "garage",
        (
            Thing("sensor.home_battery_level", "Level", ("Home Battery",)),
            Thing("sensor.home_battery_power", "Power", exposed=False),
            Thing("sensor.home_battery_charged", "Charged", exposed=False),
            Thing("sensor.home_battery_discharged", "Discharged", exposed=False),
            Thing("select.home_battery_mode", "Mode", exposed=False),
            Thing("number.home_battery_charge_power", "Charge Power", exposed=False),
            Thing("number.home_battery_discharge_power", "Discharge Power", exposed=False),
        ),
        "Battery",
    ),
    Device(
        "Heat Pump",
        "utility_room",
        (
            Thing("sensor.heat_pump_power", "Power", ("Heat Pump Power",)),
            Thing("sensor.heat_pump_energy", "Energy", exposed=False),
            Thing("sensor.indoor_temperature", "Indoor Temperature", exposed=False),
            Thing("climate.heat_pump", exposed=False),
        ),
        "Heat pump",
    ),
    Device(
        "Hot Water",
        "utility_room",
        (
            Thing("water_heater.hot_water", None, ("Boiler", "Water Heater")),
            Thing("sensor.hot_water_energy", "Energy", exposed=False),
            Thing("sensor.hot_water_power", "Power", exposed=False),
            Thing("sensor.hot_water_temperature", "Temperature", exposed=False),
        ),
        "Water heater",
    ),
    Device(
        "Wall Box",
        "garage",
        (
            Thing("switch.car_charging", "Charging", ("Car Charging", "Car Charger"), HUNGRY),
            Thing("sensor.wall_box_power", "Power", ("Charging Power",)),
            Thing("sensor.wall_box_energy", "Energy", exposed=False),
            Thing("binary_sensor.wall_box_connected", "Connected", exposed=False),
            Thing("number.wall_box_current", "Current", exposed=False),
        ),
        "EV charger",
    ),
    Device(
        "Car",
        "garage",
        (
            Thing("sensor.car_battery", "Battery"),
            Thing("binary_sensor.car_plugged_in", "Plugged In"),
            Thing("number.car_charge_limit", "Charge Limit", exposed=False),
        ),
        "Electric car",
    ),
    _one("sensor.electricity_price", "Electricity Price", None, "Power Price"),
)
PLANNING = (
    _one("todo.shopping_list", "Shopping List", None, "Groceries"),
    _one("todo.household_tasks", "Household Tasks", None, "Chores", "To-do List"),
    _one("calendar.family", "Family Calendar", None, "Family"),
    Device("Alex's Phone", None, (Thing("device_tracker.alex_phone", exposed=False),), "Phone"),
    Device("Sam's Phone", None, (Thing("device_tracker.sam_phone", exposed=False),), "Phone"),
)
DEVICES = (
    *LIGHTS,
    *CLIMATE,
    *CLOSINGS,
    *SAFETY,
    *SENSORS,
    *MEDIA,
    *PLUGS,
    *MACHINES,
    *ENERGY,
    *PLANNING,
)

#: what stands on the lists at first, with the days until it is due
FIRST_ITEMS: dict[str, tuple[tuple[str, int | None], ...]] = {
    "todo.shopping_list": (("Milk", None), ("Coffee beans", None), ("Dishwasher tablets", None)),
    "todo.household_tasks": (
        ("Clean the heat pump's filter", 3),
        ("Call the chimney sweep", 9),
        ("Replace the smoke detector's battery", None),
    ),
}


def things(domain: str) -> Iterator[tuple[Device, Thing]]:
    """Yield the entities of a domain with their devices."""
    for device in DEVICES:
        for thing in device.things:
            if thing.entity_id.partition(".")[0] == domain:
                yield device, thing
