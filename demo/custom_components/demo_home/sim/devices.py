"""The devices that a person can command, each with its own pace; watts are electrical."""

from dataclasses import dataclass
from typing import Protocol

from .stored import Dataclass, fixed


class Device(Dataclass, Protocol):
    """What the house asks of each device."""

    @property
    def watts(self) -> float:
        """Return the present electrical power in W."""

    @property
    def busy(self) -> bool:
        """Return whether it is on its way to a new state."""

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""


@dataclass(slots=True)
class Steady:
    """A device that is at once where it is told to be."""

    @property
    def watts(self) -> float:
        """Return the present electrical power in W."""
        return 0.0

    @property
    def busy(self) -> bool:
        """Return whether it is on its way to a new state."""
        return False

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""


@dataclass(slots=True)
class Light(Steady):
    """A lamp. `brightness` is 1 to 255, `hs` hue (degrees) and saturation (%)."""

    full_watts: float = fixed(9.0)
    dims: bool = fixed(True)
    whites: bool = fixed(False)
    colours: bool = fixed(False)
    on: bool = False
    brightness: int = 255
    kelvin: int = 2700
    hs: tuple[float, float] = (30.0, 40.0)
    coloured: bool = False

    @property
    def watts(self) -> float:
        """Return the power; dimming saves a little less than it dims."""
        return self.full_watts * (0.08 + 0.92 * self.brightness / 255) if self.on else 0.0


@dataclass(slots=True)
class Switch(Steady):
    """A relay or a plug."""

    full_watts: float = fixed(0.0)
    on: bool = False

    @property
    def watts(self) -> float:
        """Return the power of what is plugged in."""
        return self.full_watts if self.on else 0.0


@dataclass(slots=True)
class Thermostat(Steady):
    """A room's set point in °C. `demand` is the wanted share of the room's emitter, negative for cooling."""

    mode: str = "heat"  # off, heat, cool
    target: float = 21.0
    demand: float = 0.0

    def ask(self, temperature: float) -> None:
        """Set the demand from the room's temperature: proportional over 0.8 K."""
        share = (self.target - temperature + 0.3) / 0.8
        if self.mode == "heat":
            self.demand = max(0.0, min(1.0, share))
        elif self.mode == "cool":
            self.demand = min(0.0, max(-1.0, share - 0.75))
        else:
            self.demand = 0.0


@dataclass(slots=True)
class Cover:
    """A blind or a door. Positions in %, 100 is open; `seconds` is the time of its whole way."""

    seconds: float = fixed(14.0)
    tilts: bool = fixed(False)
    position: float = 100.0
    target: float = 100.0
    tilt: float = 100.0
    tilt_target: float = 100.0

    @property
    def watts(self) -> float:
        """Return the power of its motor."""
        return 120.0 if self.busy else 0.0

    @property
    def busy(self) -> bool:
        """Return whether it moves."""
        return self.position != self.target or self.tilt != self.tilt_target

    def pass_time(self, seconds: float) -> None:
        """Move towards the targets; the slats turn ten times as fast."""
        way = 100 * seconds / self.seconds
        self.position = towards(self.position, self.target, way)
        self.tilt = towards(self.tilt, self.tilt_target, 10 * way)

    def stop(self) -> None:
        """Stay where it is."""
        self.position = self.target = float(round(self.position))
        self.tilt_target = self.tilt


@dataclass(slots=True)
class Delayed(Steady):
    """A device that needs some seconds for a new state; `state` is kept until then."""

    seconds: float = fixed(1.0)
    state: str = ""
    target: str = ""
    left: float = 0.0

    @property
    def busy(self) -> bool:
        """Return whether it is on its way."""
        return self.state != self.target

    def go(self, target: str, seconds: float | None = None) -> None:
        """Set out for a state."""
        self.target = target
        self.left = self.seconds if seconds is None else seconds
        if self.left <= 0:
            self.state = target

    def pass_time(self, seconds: float) -> None:
        """Arrive when the time is over."""
        if self.busy:
            self.left -= seconds
            if self.left <= 0:
                self.state, self.left = self.target, 0.0


@dataclass(slots=True)
class Media(Steady):
    """A player. `state` is off, idle, playing or paused."""

    full_watts: float = fixed(8.0)
    sources: tuple[str, ...] = fixed(())
    is_tv: bool = fixed(False)
    state: str = "off"
    volume: float = 0.3
    muted: bool = False
    source: str = ""
    track: int = 0
    title: str = ""  # what somebody asked for; empty for the source's own programme

    @property
    def watts(self) -> float:
        """Return the power."""
        return 0.5 if self.state == "off" else self.full_watts


@dataclass(slots=True)
class Fan(Steady):
    """A fan; `percentage` is its speed when on."""

    full_watts: float = fixed(35.0)
    turns: bool = fixed(True)
    on: bool = False
    percentage: int = 66
    forward: bool = True

    @property
    def watts(self) -> float:
        """Return the power."""
        return self.full_watts * self.percentage / 100 if self.on else 0.0


@dataclass(slots=True)
class Humidifier(Steady):
    """A humidifier; `target` in % relative humidity, `working` while it is below."""

    on: bool = False
    target: int = 45
    mode: str = "normal"  # normal, boost, sleep
    working: bool = False

    @property
    def grams_per_hour(self) -> float:
        """Return the water it evaporates."""
        return {"normal": 220.0, "boost": 350.0, "sleep": 110.0}[self.mode] if self.on and self.working else 0.0

    @property
    def watts(self) -> float:
        """Return the power."""
        return 3.0 + self.grams_per_hour / 8 if self.on else 0.0


@dataclass(slots=True)
class Vacuum(Steady):
    """A robot vacuum; `battery` in %."""

    activity: str = "docked"  # docked, cleaning, paused, idle, returning
    battery: float = 100.0
    speed: str = "standard"
    left: float = 0.0  # seconds of the way home

    @property
    def watts(self) -> float:
        """Return what its dock takes."""
        return 28.0 if self.activity == "docked" and self.battery < 100 else 1.0

    @property
    def busy(self) -> bool:
        """Return whether it drives home."""
        return self.activity == "returning"

    def go_home(self) -> None:
        """Drive to the dock."""
        if self.activity != "docked":
            self.activity, self.left = "returning", 20.0

    def pass_time(self, seconds: float) -> None:
        """Clean, drive or charge; with 15 % left it drives home by itself."""
        if self.activity == "cleaning":
            self.battery = max(0.0, self.battery - seconds * 100 / 5400)
            if self.battery <= 15:
                self.go_home()
        elif self.activity == "returning":
            self.left -= seconds
            if self.left <= 0:
                self.activity = "docked"
        elif self.activity == "docked":
            self.battery = min(100.0, self.battery + seconds * 100 / 7200)


def towards(now: float, target: float, way: float) -> float:
    """Return where one is after going `way` towards a target."""
    return min(target, now + way) if now < target else max(target, now - way)
