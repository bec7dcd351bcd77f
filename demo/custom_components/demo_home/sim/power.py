"""Electricity: photovoltaics, battery, car and the appliances' programmes."""

from dataclasses import dataclass
from typing import Final

from .stored import fixed

SELF_USE, HOLD, HOLD_CHARGE, FORCE_CHARGE, FORCE_EXPORT = (
    "self_use",
    "hold",
    "hold_charge",
    "force_charge",
    "force_export",
)
BATTERY_MODES: Final = (SELF_USE, HOLD, HOLD_CHARGE, FORCE_CHARGE, FORCE_EXPORT)
TAPER_FROM, TAPER_TO = 0.9, 0.2  # from this charge on it takes less power, when full this share of it
VOLTAGE = 230.0


@dataclass(frozen=True, slots=True)
class Array:
    """Photovoltaics on the roof; angles in degrees, azimuth from north."""

    peak: float = 8200.0
    azimuth: float = 185.0
    tilt: float = 35.0
    inverter: float = 8000.0

    def watts(self, irradiance: float, outside: float) -> float:
        """Return the alternating power in W (cell temperature by NOCT, -0.35 %/K, 96 % inverter)."""
        cell = outside + irradiance * (45 - 20) / 800
        direct = self.peak * irradiance / 1000 * (1 - 0.0035 * (cell - 25))
        return max(0.0, min(self.inverter, 0.96 * direct))


@dataclass(slots=True)
class Battery:
    """A home battery. `stored` in Wh; `watts` is positive when it discharges.

    `charging` and `discharging` in W are limits of every mode, and the powers of the forced ones.
    """

    capacity: float = fixed(10_000.0)
    power: float = fixed(5000.0)
    efficiency: float = fixed(0.955)  # one way
    reserve: float = fixed(0.05)
    stored: float = 4600.0
    watts: float = 0.0
    mode: str = SELF_USE
    charging: float = 5000.0
    discharging: float = 5000.0

    @property
    def level(self) -> float:
        """Return the state of charge in %."""
        return 100 * self.stored / self.capacity

    @property
    def greatest_charge(self) -> float:
        """Return the power in W that it takes at most at its present charge."""
        above = max(0.0, self.stored / self.capacity - TAPER_FROM) / (1 - TAPER_FROM)
        return min(self.charging, self.power * (1 - (1 - TAPER_TO) * min(1.0, above)))

    def wanted(self, missing: float) -> float:
        """Return the power in W that its mode asks for where the house misses so much (negative: has too much)."""
        return {
            SELF_USE: missing,
            HOLD: min(0.0, missing),
            HOLD_CHARGE: max(0.0, missing),
            FORCE_CHARGE: -self.charging,
            FORCE_EXPORT: self.discharging,
        }[self.mode]

    def balance(self, missing: float, seconds: float) -> None:
        """Serve what the house misses in W (negative: take what it has too much) as its mode is, within its limits."""
        hours = seconds / 3600
        wanted = max(-self.greatest_charge, min(self.power, self.discharging, self.wanted(missing)))
        if abs(wanted) < 20 or hours <= 0:
            self.watts = 0.0
            return
        if wanted > 0:
            left = max(0.0, self.stored - self.reserve * self.capacity) * self.efficiency
            self.watts = min(wanted, left / hours)
            self.stored -= self.watts * hours / self.efficiency
        else:
            room = max(0.0, self.capacity - self.stored) / self.efficiency
            self.watts = max(wanted, -room / hours)
            self.stored -= self.watts * hours * self.efficiency


@dataclass(slots=True)
class Car:
    """An electric car and its wall box of one phase. `stored` in Wh, `limit` in %, `current` in A."""

    capacity: float = fixed(58_000.0)
    efficiency: float = fixed(0.9)
    stored: float = 38_000.0
    limit: float = 80.0
    current: float = 32.0
    home: bool = True
    watts: float = 0.0

    @property
    def power(self) -> float:
        """Return the power in W that the wall box offers."""
        return VOLTAGE * self.current

    @property
    def level(self) -> float:
        """Return the state of charge in %."""
        return 100 * self.stored / self.capacity

    def drive(self, watt_hours: float) -> None:
        """Come home with so much less."""
        self.stored = max(0.06 * self.capacity, self.stored - watt_hours)

    def run(self, seconds: float, *, allowed: bool) -> None:
        """Charge up to the limit where it is plugged in and allowed; the last half kWh with less."""
        room = max(0.0, self.capacity * self.limit / 100 - self.stored)
        if not (self.home and allowed) or room < 1 or seconds <= 0:
            self.watts = 0.0
            return
        wanted = self.power if room > 500 else min(1400.0, self.power)
        self.watts = min(wanted, room / self.efficiency / (seconds / 3600))
        self.stored += self.watts * self.efficiency * seconds / 3600


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a programme."""

    name: str
    minutes: float
    watts: float


@dataclass(frozen=True, slots=True)
class Programme:
    """A machine's programme by its name."""

    name: str
    phases: tuple[Phase, ...]


COTTONS = (
    Phase("washing", 6, 140),
    Phase("heating", 24, 1950),
    Phase("washing", 48, 170),
    Phase("rinsing", 20, 110),
    Phase("spinning", 12, 480),
)
QUICK_WASH = (Phase("heating", 9, 1900), Phase("washing", 14, 180), Phase("rinsing", 6, 110), Phase("spinning", 6, 480))
WASHING = (Programme("cottons", COTTONS), Programme("quick", QUICK_WASH))
ECO = (
    Phase("washing", 12, 70),
    Phase("heating", 20, 1900),
    Phase("washing", 45, 65),
    Phase("heating", 16, 1850),
    Phase("drying", 32, 25),
)
INTENSIVE = (
    Phase("heating", 26, 2000),
    Phase("washing", 38, 75),
    Phase("heating", 24, 2000),
    Phase("drying", 40, 25),
)
QUICK_DISHES = (Phase("heating", 14, 2000), Phase("washing", 15, 80))
DISHES = (Programme("eco", ECO), Programme("intensive", INTENSIVE), Programme("quick", QUICK_DISHES))


@dataclass(slots=True)
class Appliance:
    """A machine that runs a programme once started: the chosen one, the first at first.

    `elapsed` in s, negative when idle; `loaded` if it waits to be started from afar.
    """

    programmes: tuple[Programme, ...] = fixed(())
    chosen: str = ""
    loaded: bool = False
    elapsed: float = -1.0
    watts: float = 0.6

    @property
    def programme(self) -> Programme:
        """Return the chosen programme."""
        return next((one for one in self.programmes if one.name == self.chosen), self.programmes[0])

    def choose(self, name: str) -> None:
        """Choose a programme; one that runs goes on."""
        if not self.running:
            self.chosen = name

    @property
    def running(self) -> bool:
        """Return whether a programme runs."""
        return self.elapsed >= 0

    @property
    def phase(self) -> str:
        """Return the present phase's name, or `idle`."""
        found = self._phase()
        return found.name if found else "idle"

    def start(self) -> None:
        """Begin the programme, unless it runs."""
        if not self.running:
            self.elapsed, self.loaded = 0.0, False

    def stop(self) -> None:
        """Break the programme off."""
        self.elapsed = -1.0

    def run(self, seconds: float) -> None:
        """Let the programme go on."""
        if self.running:
            self.elapsed += seconds
            if self._phase() is None:
                self.stop()
        found = self._phase()
        self.watts = found.watts if found else 0.6

    def _phase(self) -> Phase | None:
        left = self.elapsed
        if left < 0:
            return None
        for phase in self.programme.phases:
            left -= phase.minutes * 60
            if left < 0:
                return phase
        return None
