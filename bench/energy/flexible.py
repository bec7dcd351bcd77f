"""The flexible devices that are added to the house, and what is asked of them day by day, from fixed seeds.

Sizes are those of the table in the issue's notes: an electric vehicle with 2,809 kWh a year, a heat pump with 2,155 kWh, a
water heater with 2,498 kWh, two appliances with 1,254 kWh and a battery of 10 kWh. Departures, arrivals, needs, draws and
days on which an appliance is used vary; what is drawn here is the truth that no planner is shown beforehand.
"""

from dataclasses import dataclass
import functools

import numpy as np
from numpy.typing import NDArray

from custom_components.llm_agents.core.energy.assets import (
    Appliance,
    Asset,
    Battery,
    Comfort,
    Grid,
    ThermalModel,
    Vehicle,
    WaterHeater,
    Zone,
)
from custom_components.llm_agents.core.energy.steps import FloatArray

from .house import PER_DAY, House

type IntArray = NDArray[np.int_]

ASSETS = ("battery", "battery_ev", "all", "ev_thermal")

GRID = Grid(asset_id="grid", name="Grid")
BATTERY = Battery(
    asset_id="battery",
    name="Battery",
    capacity_kwh=10.0,
    charge_kw=5.0,
    discharge_kw=5.0,
    minimum=0.1,
    reserve=0.1,
    wear=0.02,
    grid_export=True,
)
VEHICLE = Vehicle(asset_id="vehicle", name="Vehicle", capacity_kwh=50.0, minimum_kw=1.4, maximum_kw=7.4)
DAYS = frozenset(range(7))
ZONE = Zone(
    asset_id="zone",
    name="House",
    maximum_kw=3.0,
    model=ThermalModel(capacity=5.0, loss=0.14, gain=0.25),
    comfort=(
        Comfort(weekdays=DAYS, minute=360, low=20.0, high=22.5),
        Comfort(weekdays=DAYS, minute=1320, low=18.0, high=22.5),
    ),
)
WATER = WaterHeater(
    asset_id="water", name="Water", litres=250.0, heater_kw=2.2, minimum=40.0, legionella=None, loss_w_per_k=1.6
)
DISHWASHER = Appliance(asset_id="dishwasher", name="Dishwasher", profile=(0.8, 0.3, 0.6, 0.9), step_minutes=30)
WASHER = Appliance(asset_id="washer", name="Washer", profile=(1.8, 0.4, 0.9, 1.6, 1.5, 1.2), step_minutes=30)
VEHICLE_KWH, WATER_KWH, APPLIANCES_KWH = 2809.0, 2498.0, 1254.0

_SEED = 20240302
_EVENING, _MORNING = 35, 14
"""The usual half hours of the local day of arrival (17:30) and departure (07:00)."""

_DISHES, _WASH = (41, 62), (36, 82)
"""From which half hour of the local day an appliance may run, and by which (counted on into the next day) it has to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A vehicle at home: from and until (half hours), and kWh at the charger that it needs by then."""

    arrival: int
    departure: int
    kwh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A programme that is wanted: from which half hour it may run, by which it has to be done."""

    earliest: int
    latest_end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Life:
    """What happens in the house: stays of the vehicle, hot water (kW of heat by half hour), programmes by appliance."""

    stays: tuple[Stay, ...]
    draw: FloatArray
    wishes: dict[str, tuple[Wish, ...]]


def assets_of(name: str) -> tuple[Asset, ...]:
    """Return the assets of a set."""
    thermal: tuple[Asset, ...] = (ZONE, WATER, DISHWASHER, WASHER)
    return {
        "battery": (BATTERY,),
        "battery_ev": (BATTERY, VEHICLE),
        "all": (BATTERY, VEHICLE, *thermal),
        "ev_thermal": (VEHICLE, *thermal),
    }[name]


@functools.cache
def life(house: House) -> Life:
    """Return what happens in the house over its series."""
    random = np.random.default_rng(_SEED)
    midnights = np.flatnonzero(house.minutes == 0)[:-3]
    return Life(
        stays=_stays(random, midnights),
        draw=_draw(random, house, len(midnights)),
        wishes={
            DISHWASHER.asset_id: _wishes(random, midnights, _DISHES, 1.0),
            WASHER.asset_id: _wishes(random, midnights, _WASH, _share_of_days()),
        },
    )


def _share_of_days() -> float:
    """Return on which share of days the washer runs, so that both appliances use what they should in a year."""
    return (APPLIANCES_KWH / 361 - sum(DISHWASHER.profile) / 2) / (sum(WASHER.profile) / 2)


def _stays(random: np.random.Generator, midnights: IntArray) -> tuple[Stay, ...]:
    """Return a stay for each night: half an hour or an hour off the usual times now and then, and needs that vary."""
    count = len(midnights)
    arrivals = np.clip(np.round(random.normal(0, 1.0, count)), -3, 4).astype(int)
    departures = np.clip(np.round(random.normal(0, 0.7, count)), -2, 3).astype(int)
    energy = random.gamma(4.0, 1.0, count) * random.choice([0.0, 1.0], count, p=[0.1, 0.9])
    energy = np.minimum(energy / energy.mean() * VEHICLE_KWH / 361, 40.0)
    return tuple(
        Stay(
            arrival=int(at) + _EVENING + int(late), departure=int(at) + PER_DAY + _MORNING + int(leave), kwh=float(kwh)
        )
        for at, late, leave, kwh in zip(midnights, arrivals, departures, energy, strict=True)
        if kwh > 0
    )


def _draw(random: np.random.Generator, house: House, days: int) -> FloatArray:
    """Return hot water by half hour: showers in the morning and evening, a little in between; days differ."""
    hour = house.minutes / 60
    usual = 0.08 + 1.2 * np.exp(-(((hour - 7.25) / 0.8) ** 2)) + 0.9 * np.exp(-(((hour - 20) / 1.4) ** 2))
    usual += 0.25 * np.exp(-(((hour - 12.75) / 1.0) ** 2))
    usual = np.where((hour < 5.5) | (hour > 23), 0.0, usual)
    daily = np.repeat(random.gamma(9.0, 1 / 9.0, len(house.starts) // PER_DAY + 1), PER_DAY)[: len(house.starts)]
    burst = random.gamma(1.0, 1.0, len(house.starts))
    draw = usual * daily * burst
    loss = WATER.loss_w_per_k / 1000 * (50 - WATER.ambient) * 24
    return np.asarray(draw / draw.mean() * (WATER_KWH / 361 - loss) / 24, dtype=np.float64)


def _wishes(
    random: np.random.Generator, midnights: IntArray, window: tuple[int, int], share: float
) -> tuple[Wish, ...]:
    runs = random.random(len(midnights)) < share
    return tuple(
        Wish(earliest=int(at) + window[0], latest_end=int(at) + window[1])
        for at, on in zip(midnights, runs, strict=True)
        if on
    )
