"""Heat and moisture: rooms as single bodies of heat, a heat pump for all of them, and a hot-water tank."""

from dataclasses import dataclass

from .building import RoomPlan
from .stored import fixed
from .weather import saturation

CAPACITY = 200_000.0  # J/K per m² of floor: a medium building
HEIGHT = 2.5  # m
PARTITION = 30.0  # W/K from each room to the hallway
TILTED_WINDOW = 25.0  # W/K more through a tilted window
OPEN_DOOR = 120.0
AIR_CHANGES, AIRING = 0.45 / 3600, 3.0 / 3600  # per second, closed and with an open window
GLASS = 0.3  # share of the sun on the opening that becomes heat in the room: frame, pane and curtains


@dataclass(slots=True)
class Air:
    """A room's air: temperature in °C, water vapour in g/m³."""

    temperature: float = 20.0
    vapour: float = 8.0

    @property
    def humidity(self) -> float:
        """Return the relative humidity in %."""
        return min(100.0, 100 * self.vapour / saturation(self.temperature))

    def warm(self, plan: RoomPlan, watts: float, seconds: float) -> None:
        """Take up heat in W (negative: lose it) for some seconds."""
        self.temperature += watts * seconds / (CAPACITY * plan.area)

    def moisten(self, plan: RoomPlan, outside: float, grams_per_hour: float, seconds: float, *, airing: bool) -> None:
        """Mix with the air outside (g/m³) and take up vapour; what would be over saturation condenses."""
        change = min(1.0, (AIRING if airing else AIR_CHANGES) * seconds)
        self.vapour += (outside - self.vapour) * change
        self.vapour += grams_per_hour * seconds / 3600 / (plan.area * HEIGHT)
        self.vapour = max(1.0, min(self.vapour, 0.92 * saturation(self.temperature)))


@dataclass(slots=True)
class HeatPump:
    """An air-to-water heat pump, reversible. `heat` in W is negative when it cools."""

    capacity: float = fixed(9500.0)
    supply: float = fixed(35.0)
    quality: float = fixed(0.45)  # share of Carnot's efficiency
    heat: float = 0.0
    watts: float = 12.0

    def run(self, demand: float, outside: float) -> float:
        """Serve a demand in W as far as the capacity goes and return the share that is served, 0 to 1."""
        share = min(1.0, self.capacity / abs(demand)) if demand else 1.0
        self.heat = demand * share
        self.watts = 12.0 + (abs(self.heat) / self.cop(outside) + 45 if abs(self.heat) > 1 else 0.0)
        return share

    def cop(self, outside: float) -> float:
        """Return the coefficient of performance: a fixed share of Carnot's, between 1.5 and 6."""
        lift = max(10.0, self.supply - outside) if self.heat >= 0 else max(8.0, outside - 12)
        return max(1.5, min(6.0, self.quality * (self.supply + 273.15) / lift))


@dataclass(slots=True)
class Circuit:
    """The heating circuit of the whole house: `shift` in K moves all rooms' set points, as the dial at a heat pump does."""

    most: float = fixed(4.0)
    shift: float = 0.0

    def move(self, shift: float) -> None:
        """Move the set points by so much, as far as the dial goes."""
        self.shift = max(-self.most, min(self.most, shift))


@dataclass(slots=True)
class Tank:
    """A hot-water tank with its own small heat pump and an electric rod. `mode` is eco, performance or off."""

    litres: float = fixed(250.0)
    ua: float = fixed(1.9)
    cold: float = fixed(12.0)
    temperature: float = 51.0
    target: float = 52.0
    mode: str = "eco"
    heating: bool = False
    watts: float = 0.0

    def run(self, drawn: float, surroundings: float, seconds: float) -> None:
        """Draw litres per minute of water at 40 °C, lose heat and reheat with 5 K of hysteresis."""
        if self.mode == "off" or self.temperature >= self.target:
            self.heating = False
        elif self.temperature < self.target - 5:
            self.heating = True
        electric, cop = (2600.0, 1.35) if self.mode == "performance" else (560.0, 3.1)
        self.watts = electric if self.heating else 2.0
        heat = electric * cop if self.heating else 0.0
        capacity = self.litres * 4186
        # Mixed to 40 °C at the tap: the tank gives the heat of that water, never more than it holds.
        flow = drawn / 60 * 4186 * max(0.0, min(40.0, self.temperature) - self.cold)
        self.temperature += (heat - flow - self.ua * (self.temperature - surroundings)) * seconds / capacity
