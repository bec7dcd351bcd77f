"""What each sensor reads from the house; used live and for the past alike."""

from collections.abc import Callable
from dataclasses import dataclass

from .sim.building import OPENINGS
from .sim.devices import Vacuum
from .sim.house import House
from .sim.sunshine import STEP, Sunshine
from .sim.tariff import CURRENCY

type Value = float | str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A sensor: its quantity by Home Assistant's words, and how it is read. Values are rounded to `digits`."""

    read: Callable[[House], Value]
    unit: str | None = None
    device_class: str | None = None
    state_class: str | None = None
    digits: int = 0
    options: tuple[str, ...] = ()

    def value(self, house: House) -> Value:
        """Return the value as it is shown; without digits it is a whole number."""
        value = self.read(house)
        return round(value, self.digits or None) if isinstance(value, int | float) else value


@dataclass(frozen=True, slots=True)
class Contact:
    """A binary sensor: whether it is on."""

    read: Callable[[House], bool]
    device_class: str | None


def _temperature(room: str) -> Reading:
    return Reading(lambda house: house.rooms[room].temperature, "°C", "temperature", "measurement", 1)


def _humidity(room: str) -> Reading:
    return Reading(lambda house: house.rooms[room].humidity, "%", "humidity", "measurement")


def _power(read: Callable[[House], float]) -> Reading:
    return Reading(read, "W", "power", "measurement")


def _energy(meter: str) -> Reading:
    return Reading(lambda house: house.meters[meter], "kWh", "energy", "total_increasing", 3)


def _money(meter: str) -> Reading:
    return Reading(lambda house: house.meters[meter], CURRENCY, "monetary", "total", 2)


def _charge(read: Callable[[House], float]) -> Reading:
    return Reading(read, "%", "battery", "measurement")


PHASES = ("idle", "washing", "heating", "rinsing", "spinning", "drying")


def _status(read: Callable[[House], str]) -> Reading:
    return Reading(read, device_class="enum", options=PHASES)


def _lock_battery(house: House) -> float:
    """Return the lock's charge: a set of cells lasts about ten months."""
    return 100 - (house.time.timestamp() / 86400 % 300) / 300 * 85


ROOMS = ("living_room", "kitchen", "bedroom", "bathroom")
SENSORS: dict[str, Reading] = {
    **{f"sensor.{room}_temperature": _temperature(room) for room in ROOMS},
    **{f"sensor.{room}_humidity": _humidity(room) for room in ROOMS},
    "sensor.outdoor_temperature": Reading(
        lambda house: house.weather.temperature(house.time), "°C", "temperature", "measurement", 1
    ),
    "sensor.indoor_temperature": Reading(lambda house: house.indoors()[0], "°C", "temperature", "measurement", 2),
    "sensor.hot_water_temperature": Reading(
        lambda house: house.tank.temperature, "°C", "temperature", "measurement", 1
    ),
    # Daylight gives about 120 lx for each W/m².
    "sensor.outdoor_illuminance": Reading(
        lambda house: round(house.weather.ghi(house.time) * 1.2) * 100.0, "lx", "illuminance", "measurement"
    ),
    "sensor.front_door_battery": _charge(_lock_battery),
    "sensor.robot_vacuum_battery": _charge(lambda house: house.device("vacuum.robot_vacuum", Vacuum).battery),
    "sensor.home_battery_level": _charge(lambda house: house.battery.level),
    "sensor.car_battery": _charge(lambda house: house.car.level),
    "sensor.grid_power": _power(lambda house: house.flows.grid),
    "sensor.home_power": _power(lambda house: house.flows.home),
    "sensor.solar_power": _power(lambda house: house.flows.solar),
    "sensor.home_battery_power": _power(lambda house: house.flows.battery),
    "sensor.heat_pump_power": _power(lambda house: house.heat_pump.watts),
    "sensor.hot_water_power": _power(lambda house: house.tank.watts),
    "sensor.wall_box_power": _power(lambda house: house.car.watts),
    "sensor.washing_machine_power": _power(lambda house: house.washing_machine.watts),
    "sensor.dishwasher_power": _power(lambda house: house.dishwasher.watts),
    "sensor.grid_import": _energy("import"),
    "sensor.grid_export": _energy("export"),
    "sensor.grid_import_cost": _money("cost"),
    "sensor.grid_export_compensation": _money("compensation"),
    "sensor.solar_energy": _energy("solar"),
    "sensor.home_battery_charged": _energy("charged"),
    "sensor.home_battery_discharged": _energy("discharged"),
    "sensor.heat_pump_energy": _energy("heat_pump"),
    "sensor.wall_box_energy": _energy("charger"),
    "sensor.hot_water_energy": _energy("water_heater"),
    "sensor.washing_machine_energy": _energy("washing_machine"),
    "sensor.dishwasher_energy": _energy("dishwasher"),
    "sensor.washing_machine_status": _status(lambda house: house.washing_machine.phase),
    "sensor.dishwasher_status": _status(lambda house: house.dishwasher.phase),
    "sensor.electricity_price": Reading(
        lambda house: house.tariff.price(house.time), f"{CURRENCY}/kWh", None, "measurement", 4
    ),
}


#: forecasts of the roof's energy by the number of their local day
SUNSHINE = {"sensor.solar_forecast_today": 0, "sensor.solar_forecast_tomorrow": 1, "sensor.solar_forecast_day_3": 2}


def energy_of(forecast: list[Sunshine]) -> float:
    """Return the energy of a day's forecast in kWh."""
    return round(sum(one.mean for one in forecast) * STEP.total_seconds() / 3_600_000, 2)


def _opening(entity_id: str) -> Contact:
    kind = "window" if entity_id.endswith("window") else "door"
    return Contact(lambda house: house.openings[entity_id], kind)


def _motion(place: str) -> Contact:
    return Contact(lambda house: house.motion(place), "motion")


CONTACTS: dict[str, Contact] = {
    **{entity_id: _opening(entity_id) for entity_id in OPENINGS},
    "binary_sensor.living_room_motion": _motion("living_room"),
    "binary_sensor.hallway_motion": Contact(lambda house: house.passing or house.motion("hallway"), "motion"),
    "binary_sensor.garden_motion": _motion("garden"),
    "binary_sensor.utility_room_leak": Contact(lambda house: False, "moisture"),
    "binary_sensor.bathroom_leak": Contact(lambda house: False, "moisture"),
    "binary_sensor.hallway_smoke": Contact(lambda house: False, "smoke"),
    "binary_sensor.car_plugged_in": Contact(lambda house: house.car.home, "plug"),
    "binary_sensor.wall_box_connected": Contact(lambda house: house.car.home, "plug"),
    "binary_sensor.dishwasher_remote_start": Contact(lambda house: house.dishwasher.loaded, None),
    "binary_sensor.washing_machine_remote_start": Contact(lambda house: house.washing_machine.loaded, None),
}
