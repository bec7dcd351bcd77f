"""The house as a whole: one clock drives weather, people, heat and electricity, and the meters add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from .building import OPENING_ROOMS, OPENINGS, ROOMS, build
from .chance import chance
from .devices import Cover, Device, Fan, Humidifier, Switch, Thermostat
from .heat import GLASS, OPEN_DOOR, PARTITION, TILTED_WINDOW, Air, Circuit, HeatPump, Tank
from .people import AWAY, Household, Stay, loads
from .power import DISHES, WASHING, Appliance, Array, Battery, Car
from .solar import Sun, on_plane, sun_at
from .stored import dump, dump_all, load, load_all
from .tariff import FEED_IN, Tariff
from .weather import LATITUDE, LONGITUDE, Weather

STEP = 300.0  # s, the longest step
DOOR = 25.0  # s, how long the front door stands open
STANDBY = 85.0  # W always on: network, clocks, controls
PERSON = 95.0  # W of heat
UNCONTROLLED = 19.5  # °C of a heated room without a thermostat
#: where the meters stand at first, in kWh, the last two in the tariff's currency
METERS = {
    "import": 8412.6,
    "export": 3120.4,
    "solar": 9871.2,
    "charged": 1904.3,
    "discharged": 1733.9,
    "home": 14_120.8,
    "heat_pump": 5230.1,
    "charger": 2410.7,
    "water_heater": 1120.5,
    "washing_machine": 214.3,
    "dishwasher": 260.9,
    "cost": 1871.44,
    "compensation": 218.43,
}


@dataclass(slots=True)
class Flows:
    """Electrical power of the last step in W: `home` is the sum of all loads; `grid` is positive for import."""

    home: float = 0.0
    solar: float = 0.0
    battery: float = 0.0
    grid: float = 0.0


class House:
    """One house at one moment; `advance` moves it on."""

    def __init__(self, start: datetime, zone: tzinfo, seed: int = 1) -> None:
        """Build a quiet house. `start` must know its zone; the same seed lives the same life."""
        self.time = start
        self.seed = seed
        self.zone = zone
        self.weather = Weather(seed)
        self.tariff = Tariff(self.weather, zone, seed)
        self.people = Household(zone, seed)
        self.devices: dict[str, Device] = build()
        self.openings = dict.fromkeys(OPENINGS, False)
        self.rooms = {
            name: Air(self.device(plan.thermostat, Thermostat).target if plan.thermostat else 18.0)
            for name, plan in ROOMS.items()
        }
        self.heat_pump, self.tank, self.battery, self.car = HeatPump(), Tank(), Battery(), Car()
        self.circuit = Circuit()
        self.washing_machine, self.dishwasher = Appliance(WASHING), Appliance(DISHES)
        self.meters = dict(METERS)
        self.flows = Flows()
        self.passing = False
        self.array = Array()
        self._sync_car(self.people.stays(start))

    def device[DeviceT](self, entity_id: str, kind: type[DeviceT]) -> DeviceT:
        """Return a device as what it is. Raises `TypeError` for one of another kind."""
        device = self.devices[entity_id]
        if not isinstance(device, kind):
            raise TypeError(f"{entity_id} is no {kind.__name__}")
        return device

    def dump(self) -> dict[str, Any]:
        """Return all that changes, as plain data."""
        return {
            "time": self.time.isoformat(),
            "devices": dump_all(self.devices),
            "rooms": dump_all(self.rooms),
            "plant": dump_all(self._plant()),
            "openings": dict(self.openings),
            "meters": dict(self.meters),
            "flows": dump(self.flows),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take up what `dump` returned."""
        self.time = datetime.fromisoformat(data["time"])
        load_all(self.devices, data["devices"])
        load_all(self.rooms, data["rooms"])
        load_all(self._plant(), data["plant"])
        self.openings.update(data["openings"])
        self.meters.update(data["meters"])
        load(self.flows, data["flows"])

    def _plant(self) -> dict[str, Any]:
        names = ("heat_pump", "circuit", "tank", "battery", "car", "washing_machine", "dishwasher")
        return {name: getattr(self, name) for name in names}

    @property
    def busy(self) -> bool:
        """Return whether a device is on its way to a new state."""
        return any(device.busy for device in self.devices.values())

    @property
    def sun(self) -> Sun:
        """Return where the sun stands."""
        return sun_at(self.time, LATITUDE, LONGITUDE)

    def advance(self, until: datetime) -> None:
        """Live on until a moment, in steps of five minutes at most; the past is left alone."""
        while (seconds := (until - self.time).total_seconds()) > 0:
            self._step(min(seconds, STEP))

    def motion(self, place: str) -> bool:
        """Return whether somebody awake moves at a place; people sit still at times."""
        here = [who for who, stay in self.people.stays(self.time).items() if stay.place == place and stay.awake]
        minute = int(self.time.timestamp() // 120)
        return any(chance(self.seed, who, minute, "moves") < 0.7 for who in here)

    def _step(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        stays = self.people.stays(self.time)
        # Whoever leaves or comes opens the front door for a moment.
        self.passing = any(self.people.passages(self.time - timedelta(seconds=DOOR), self.time))
        self.openings["binary_sensor.front_door"] = self.passing
        for device in self.devices.values():
            device.pass_time(seconds)
        self._sync_car(stays)
        self._sync_machines(seconds)
        self._heat(stays, seconds)
        self.tank.run(self._shower(stays), self.rooms["utility_room"].temperature, seconds)
        self._electricity(stays, seconds)

    def _sync_car(self, stays: Mapping[str, Stay]) -> None:
        """Alex takes the car; how far it went is known when it is back."""
        home = stays["alex"].place not in AWAY
        if home and not self.car.home:
            self.car.drive(7500 + 6000 * chance(self.seed, self.time.date(), "drive"))
        self.car.home = home

    def _sync_machines(self, seconds: float) -> None:
        """The switch starts and breaks off the programme, and goes off at its end."""
        for entity_id, machine in self.machines().items():
            switch = self.device(entity_id, Switch)
            machine.loaded |= not machine.running and loads(entity_id, self.time.astimezone(self.zone), seconds)
            if switch.on and not machine.running:
                machine.start()
            elif not switch.on:
                machine.stop()
            machine.run(seconds)
            switch.on = machine.running

    def machines(self) -> dict[str, Appliance]:
        """Return the appliances by the entity id of their switch."""
        return {"switch.washing_machine": self.washing_machine, "switch.dishwasher": self.dishwasher}

    def _shower(self, stays: Mapping[str, Stay]) -> float:
        """Return the hot water drawn in litres per minute at 40 °C."""
        showers = sum(stay.task == "shower" and self._minutes_in(stay) < 8 for stay in stays.values())
        washing_up = sum(stay.task in ("cook", "coffee") for stay in stays.values())
        return 8.5 * showers + 0.35 * washing_up

    def _minutes_in(self, stay: Stay) -> float:
        local = self.time.astimezone(self.zone)
        return local.hour * 60 + local.minute + local.second / 60 - stay.minute

    def _heat(self, stays: Mapping[str, Stay], seconds: float) -> None:
        """Exchange heat and vapour for one step (explicit Euler: rooms react within hours)."""
        outside, sun = self.weather.temperature(self.time), self.sun
        ghi, wet = self.weather.ghi(self.time), self.weather.vapour(self.time)
        demands = {name: self._demand(name) for name in ROOMS}
        share = self.heat_pump.run(sum(demands.values()), outside)
        gains = self._gains(stays)
        hall = self.rooms["hallway"].temperature
        leaks = self._leaks()
        exchanged = 0.0
        for name, plan in ROOMS.items():
            air = self.rooms[name]
            shade = self._shade(plan.blind) if plan.azimuth and plan.blind != "cover.garage_door" else 1.0
            watts = (plan.ua + leaks.get(name, 0.0)) * (outside - air.temperature) + plan.gains + gains.get(name, 0.0)
            watts += plan.windows * GLASS * shade * on_plane(ghi, sun, plan.azimuth, 90) + demands[name] * share
            if name != "hallway":
                flow = PARTITION * (hall - air.temperature) * (0.4 if plan.emitter == 0 else 1.0)
                exchanged -= flow
                watts += flow
            air.warm(plan, watts, seconds)
            people = (50.0 if stay.awake else 32.0 for stay in stays.values() if stay.place == name)
            steam = sum(people) + self._steam(name, stays)
            air.moisten(plan, wet, steam, seconds, airing=leaks.get(name, 0.0) > 0)
        self.rooms["hallway"].warm(ROOMS["hallway"], exchanged, seconds)

    def _demand(self, name: str) -> float:
        """Return the heat in W that a room wants: by its thermostat, else kept at a temperature."""
        plan, temperature = ROOMS[name], self.rooms[name].temperature - self.circuit.shift
        if plan.thermostat:
            thermostat = self.device(plan.thermostat, Thermostat)
            thermostat.ask(temperature)
            return thermostat.demand * plan.emitter
        return plan.emitter * max(0.0, min(1.0, (UNCONTROLLED - temperature) / 0.8))

    def _gains(self, stays: Mapping[str, Stay]) -> dict[str, float]:
        gains: dict[str, float] = {}
        for stay in stays.values():
            gains[stay.place] = gains.get(stay.place, 0.0) + PERSON + (650.0 if stay.task == "cook" else 0.0)
        return gains

    def _leaks(self) -> dict[str, float]:
        leaks: dict[str, float] = {}
        for entity_id, is_open in self.openings.items():
            if is_open:
                leaks[OPENING_ROOMS[entity_id]] = TILTED_WINDOW if entity_id.endswith("window") else OPEN_DOOR
        if self.device("cover.garage_door", Cover).position > 0:
            leaks["garage"] = 400.0
        return leaks

    def _shade(self, blind: str | None) -> float:
        return 0.12 + 0.88 * self.device(blind, Cover).position / 100 if blind else 1.0

    def _steam(self, name: str, stays: Mapping[str, Stay]) -> float:
        """Return grams of water per hour from showers, cooking and the humidifier."""
        steam = 0.0
        if name == "bathroom":
            steam = 1500.0 if self._shower(stays) >= 8 else 60.0
            steam *= 0.35 if self.device("fan.bathroom_extractor", Fan).on else 1.0
        elif name == "kitchen":
            steam = 600.0 * any(stay.task == "cook" for stay in stays.values())
        elif name == "bedroom":
            humidifier = self.device("humidifier.bedroom", Humidifier)
            humidity = self.rooms["bedroom"].humidity
            humidifier.working = humidifier.on and humidity < humidifier.target + (1 if humidifier.working else -1)
            steam += humidifier.grams_per_hour
        return steam

    def _cooking(self, stays: Mapping[str, Stay]) -> float:
        watts = {"cook": 1900.0, "coffee": 150.0}
        return sum(watts.get(stay.task, 0.0) for stay in stays.values() if self._minutes_in(stay) < 30)

    def _electricity(self, stays: Mapping[str, Stay], seconds: float) -> None:
        self.car.run(seconds, allowed=self.device("switch.car_charging", Switch).on)
        fridge = 95.0 if (minute := int(self.time.timestamp() // 60)) % 42 < 15 else 4.0
        loads = {
            "heat_pump": self.heat_pump.watts,
            "charger": self.car.watts,
            "water_heater": self.tank.watts,
            "washing_machine": self.washing_machine.watts,
            "dishwasher": self.dishwasher.watts,
            "devices": sum(device.watts for device in self.devices.values()),
            "rest": STANDBY + fridge + self._cooking(stays) + 22 * chance(self.seed, minute // 2, "rest"),
        }
        flows = self.flows
        flows.home = sum(loads.values())
        flows.solar = self.solar(self.time)
        self.battery.balance(flows.home - flows.solar, seconds)
        flows.battery = self.battery.watts
        flows.grid = flows.home - flows.solar - flows.battery
        self._count(loads, seconds / 3_600_000)

    def solar(self, moment: datetime) -> float:
        """Return the power in W of the roof at a moment: the weather is a file, so any moment will do."""
        sun = sun_at(moment, LATITUDE, LONGITUDE)
        irradiance = on_plane(self.weather.ghi(moment), sun, self.array.azimuth, self.array.tilt)
        return self.array.watts(irradiance, self.weather.temperature(moment))

    def indoors(self) -> tuple[float, float]:
        """Return the mean temperature in °C of the heated rooms by their floor, and the mean of what is wanted there."""
        heated = {name: plan for name, plan in ROOMS.items() if plan.emitter}
        area = sum(plan.area for plan in heated.values())
        wanted = {
            name: self.device(plan.thermostat, Thermostat).target if plan.thermostat else UNCONTROLLED
            for name, plan in heated.items()
        }
        now = sum(self.rooms[name].temperature * plan.area for name, plan in heated.items()) / area
        return now, sum(wanted[name] * plan.area for name, plan in heated.items()) / area + self.circuit.shift

    def _count(self, loads: Mapping[str, float], to_kwh: float) -> None:
        """Add the step's energy to the meters, and what it costs and earns; each only ever grows."""
        flows, meters = self.flows, self.meters
        bought, sold = max(0.0, flows.grid) * to_kwh, max(0.0, -flows.grid) * to_kwh
        meters["import"] += bought
        meters["export"] += sold
        meters["cost"] += bought * self.tariff.price(self.time)
        meters["compensation"] += sold * FEED_IN
        meters["solar"] += flows.solar * to_kwh
        meters["discharged"] += max(0.0, flows.battery) * to_kwh
        meters["charged"] += max(0.0, -flows.battery) * to_kwh
        meters["home"] += flows.home * to_kwh
        for name in meters.keys() & loads.keys():
            meters[name] += loads[name] * to_kwh
