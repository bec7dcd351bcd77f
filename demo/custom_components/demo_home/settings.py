"""What an owner can set at the plant beside its devices: numbers, choices and buttons; used live and for the past alike."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from .sim.devices import Switch
from .sim.house import House
from .sim.power import BATTERY_MODES, Appliance


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its limits, in Home Assistant's words."""

    read: Callable[[House], float]
    write: Callable[[House, float], None]
    low: float
    high: float
    step: float
    unit: str
    device_class: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some options."""

    read: Callable[[House], str]
    write: Callable[[House, str], None]
    options: tuple[str, ...]


def _set_charging(house: House, value: float) -> None:
    house.battery.charging = value


def _set_discharging(house: House, value: float) -> None:
    house.battery.discharging = value


def _set_mode(house: House, value: str) -> None:
    house.battery.mode = value


def _set_current(house: House, value: float) -> None:
    house.car.current = value


def _set_limit(house: House, value: float) -> None:
    house.car.limit = value


def _programme(machine: Callable[[House], Appliance], *names: str) -> Choice:
    return Choice(
        lambda house: machine(house).programme.name, lambda house, name: machine(house).choose(name), tuple(names)
    )


def _start(entity_id: str, house: House) -> None:
    house.device(entity_id, Switch).on = True


NUMBERS: dict[str, Number] = {
    "number.home_battery_charge_power": Number(
        lambda house: house.battery.charging, _set_charging, 0, 5000, 50, "W", "power"
    ),
    "number.home_battery_discharge_power": Number(
        lambda house: house.battery.discharging, _set_discharging, 0, 5000, 50, "W", "power"
    ),
    "number.wall_box_current": Number(lambda house: house.car.current, _set_current, 6, 32, 1, "A", "current"),
    "number.car_charge_limit": Number(lambda house: house.car.limit, _set_limit, 50, 100, 5, "%", None),
}
CHOICES: dict[str, Choice] = {
    "select.home_battery_mode": Choice(lambda house: house.battery.mode, _set_mode, BATTERY_MODES),
    "select.dishwasher_programme": _programme(lambda house: house.dishwasher, "eco", "intensive", "quick"),
    "select.washing_machine_programme": _programme(lambda house: house.washing_machine, "cottons", "quick"),
}
BUTTONS: dict[str, Callable[[House], None]] = {
    "button.dishwasher_start": partial(_start, "switch.dishwasher"),
    "button.washing_machine_start": partial(_start, "switch.washing_machine"),
}
