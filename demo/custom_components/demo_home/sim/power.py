"""Electricity: photovoltaics, battery, car and the appliances' programmes."""

from dataclasses import dataclass

from .stored import fixed


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
    """A home battery. `stored` in Wh; `watts` is positive when it discharges."""

    capacity: float = fixed(10_000.0)
    power: float = fixed(5000.0)
    efficiency: float = fixed(0.955)  # one way
    reserve: float = fixed(0.05)
    stored: float = 4600.0
    watts: float = 0.0

    @property
    def level(self) -> float:
        """Return the state of charge in %."""
        return 100 * self.stored / self.capacity

    def balance(self, missing: float, seconds: float) -> None:
        """Serve what the house misses in W (negative: take what it has too much) within its limits."""
        hours = seconds / 3600
        wanted = max(-self.power, min(self.power, missing))
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
    """An electric car and its wall box. `stored` in Wh."""

    capacity: float = fixed(58_000.0)
    power: float = fixed(7400.0)
    efficiency: float = fixed(0.9)
    stored: float = 38_000.0
    limit: float = 80.0
    home: bool = True
    watts: float = 0.0

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
        wanted = self.power if room > 500 else 1400.0
        self.watts = min(wanted, room / self.efficiency / (seconds / 3600))
        self.stored += self.watts * self.efficiency * seconds / 3600


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a programme."""

    name: str
    minutes: float
    watts: float


WASHING = (
    Phase("washing", 6, 140),
    Phase("heating", 24, 1950),
    Phase("washing", 48, 170),
    Phase("rinsing", 20, 110),
    Phase("spinning", 12, 480),
)
DISHES = (
    Phase("washing", 12, 70),
    Phase("heating", 20, 1900),
    Phase("washing", 45, 65),
    Phase("heating", 16, 1850),
    Phase("drying", 32, 25),
)


@dataclass(slots=True)
class Appliance:
    """A machine that runs a programme once started. `elapsed` in s, negative when it is idle."""

    phases: tuple[Phase, ...] = fixed(())
    elapsed: float = -1.0
    watts: float = 0.6

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
            self.elapsed = 0.0

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
        for phase in self.phases:
            left -= phase.minutes * 60
            if left < 0:
                return phase
        return None
