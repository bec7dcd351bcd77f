"""Twins of assets: what each would take were it not controlled, or controlled otherwise, in the same weather and use.

Without a command a twin is not controlled: a battery idles, a vehicle charges once it is plugged in, thermostats keep the
lower end of their band, programmes start when they are ready, loads run when their window opens. No numpy.
"""

from typing import override

from .assets import Appliance, Asset, Battery, Load, Vehicle, WaterHeater, Zone
from .modes import Command, Mode
from .twin import DAY, Reading, Span, Twin
from .twins_thermal import TankTwin, ZoneTwin

_SESSION = 8.0  # kWh of a session of which nothing is known
_LEARNING = 0.2  # weight of the last session
_GIVEN_UP = DAY  # after which a programme that was ready is taken to have been called off


def twin_of(asset: Asset) -> Twin | None:
    """Return the twin of an asset that can be controlled and modelled, `None` for others."""
    match asset:
        case Battery():
            return BatteryTwin(asset)
        case Vehicle():
            return VehicleTwin(asset)
        case Zone() if asset.model is not None:
            return ZoneTwin(asset)
        case WaterHeater():
            return TankTwin(asset)
        case Appliance():
            return ProgrammeTwin(asset)
        case Load():
            return LoadTwin(asset)
    return None


class BatteryTwin(Twin):
    """A battery that idles, or that follows a command from its own state of charge."""

    follows = True

    def __init__(self, battery: Battery) -> None:
        """Begin as charged as the battery is."""
        super().__init__()
        self._battery = battery

    @override
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        battery = self._battery
        if reading.level is None:
            return reading.power
        soc = self.numbers.setdefault("soc", reading.level)
        power = 0.0 if order is None else _battery_power(battery, order, surplus)
        energy = soc * battery.capacity_kwh
        room = max(battery.maximum * battery.capacity_kwh - energy, 0.0)
        left = max(energy - max(battery.minimum, battery.reserve) * battery.capacity_kwh, 0.0)
        power = min(
            max(power, -left * battery.discharge_efficiency / span.hours), room / battery.charge_efficiency / span.hours
        )
        factor = battery.charge_efficiency if power > 0 else 1 / battery.discharge_efficiency
        self.numbers["soc"] = (energy + power * factor * span.hours) / battery.capacity_kwh
        self.stored = (reading.level - self.numbers["soc"]) * battery.capacity_kwh * battery.discharge_efficiency
        return power

    @override
    def level(self, reading: Reading) -> float | None:
        return self.numbers.get("soc", reading.level)


def _battery_power(battery: Battery, order: Command, surplus: float) -> float:
    """Return what a battery takes in a mode, before its limits of energy."""
    charge = battery.charge_kw if order.power_kw is None else min(abs(order.power_kw), battery.charge_kw)
    discharge = battery.discharge_kw if order.power_kw is None else min(abs(order.power_kw), battery.discharge_kw)
    match order.mode:
        case Mode.CHARGE:
            return charge
        case Mode.EXPORT:
            return -discharge
        case Mode.HOLD:
            return min(max(surplus, 0.0), battery.charge_kw)
        case Mode.HOLD_CHARGE:
            return max(min(surplus, 0.0), -battery.discharge_kw)
        case Mode.SELF_CONSUME:
            return min(max(surplus, -battery.discharge_kw), battery.charge_kw)
    return 0.0


class VehicleTwin(Twin):
    """A vehicle that charges at full power once it is plugged in, until it has what it takes."""

    def __init__(self, vehicle: Vehicle) -> None:
        """Know of no session."""
        super().__init__()
        self._vehicle = vehicle

    @override
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        if not reading.plugged:
            if self.numbers.pop("plugged", 0.0):
                self._end()
            return reading.power
        if not self.numbers.get("plugged"):
            self.numbers |= {"plugged": 1.0, "due": self._due(reading), "taken": 0.0}
        most = min(self._vehicle.maximum_kw, max(self.numbers["due"], 0.0) / span.hours)
        power = most if order is None else min(most, self._ordered(order, surplus))
        self.numbers["due"] -= power * span.hours
        self.numbers["taken"] += reading.power * span.hours
        self.stored += (reading.power - power) * span.hours
        return power

    def _ordered(self, order: Command, surplus: float) -> float:
        vehicle = self._vehicle
        match order.mode:
            case Mode.ON | Mode.CHARGE:
                return vehicle.maximum_kw if order.power_kw is None else order.power_kw
            case Mode.SOLAR:
                return min(surplus, vehicle.maximum_kw) if surplus >= vehicle.minimum_kw else 0.0
        return 0.0

    def _due(self, reading: Reading) -> float:
        vehicle = self._vehicle
        if reading.level is None:
            return self.numbers.get("usual", _SESSION)
        return max(vehicle.target - reading.level, 0.0) * vehicle.capacity_kwh / vehicle.efficiency

    def _end(self) -> None:
        usual, taken = self.numbers.get("usual", _SESSION), self.numbers.pop("taken", 0.0)
        self.numbers["usual"] = usual + _LEARNING * (taken - usual)
        self.close()

    @override
    def level(self, reading: Reading) -> float | None:
        if reading.level is None:
            return None
        vehicle = self._vehicle
        return min(max(reading.level - self.stored * vehicle.efficiency / vehicle.capacity_kwh, 0.0), 1.0)


class ProgrammeTwin(Twin):
    """A programme that starts once it is ready."""

    def __init__(self, appliance: Appliance) -> None:
        """Know of no start."""
        super().__init__()
        self._appliance = appliance

    @override
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        numbers, length = self.numbers, len(self._appliance.profile) * self._appliance.step_minutes * 60.0
        if reading.ready and "since" not in numbers:
            numbers["since"] = span.at
        if "since" not in numbers:
            return reading.power
        if "began" not in numbers and (order is None or order.mode is Mode.ON):
            numbers["began"] = span.at
        power = self._profile(span.at - numbers["began"], span.hours) if "began" in numbers else 0.0
        self.stored += (reading.power - power) * span.hours
        ended = "began" in numbers and span.at - numbers["began"] >= length
        energy = sum(self._appliance.profile) * self._appliance.step_minutes / 60.0
        done = ended and self.stored > -0.05 * energy
        if (done and not reading.ready) or span.at - numbers["since"] > _GIVEN_UP:
            self.numbers.clear()
            self.close()
        return power

    def _profile(self, seconds: float, hours: float) -> float:
        """Return the mean power of the programme in a span so long after its start."""
        step, end = self._appliance.step_minutes * 60.0, seconds + hours * 3600.0
        parts = (
            power * max(min(end, (i + 1) * step) - max(seconds, i * step), 0.0)
            for i, power in enumerate(self._appliance.profile)
        )
        return sum(parts) / (hours * 3600.0)


class LoadTwin(Twin):
    """A load that runs its hours from the opening of its window on."""

    def __init__(self, load: Load) -> None:
        """Begin with the next day."""
        super().__init__()
        self._load = load

    @override
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        load, since = self._load, (span.minute - self._load.earliest) % 1440
        if since < self.numbers.get("since", 0.0):  # the window opened anew
            self.numbers["ran"] = 0.0
            self.close()
        self.numbers["since"] = since
        if "ran" not in self.numbers:
            return reading.power
        runs = order is None or order.mode is Mode.ON or (order.mode is Mode.SOLAR and surplus >= load.power_kw)
        left = max(load.hours_per_day - self.numbers["ran"], 0.0)
        power = load.power_kw * min(left / span.hours, 1.0) if runs else 0.0
        self.numbers["ran"] += power / load.power_kw * span.hours
        self.stored += (reading.power - power) * span.hours
        return power
