"""A district of CityLearn homes hour by hour, and its scores: the physics and the measures of CityLearn 2.2b0, in numpy.

There an action is set before the hour that it is for begins: whoever decides knows the meters of the hour before, not
those of the hour it acts in. Tests hold this file to what CityLearn itself gave for the same actions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from custom_components.llm_agents.core.energy.steps import FloatArray

from .city_data import City, CityBattery

DAY = 24
MONTH = 730
WEIGHTS = {
    "cost": 1 / 3,
    "carbon": 1 / 3,
    "ramping": 1 / 12,
    "load_factor": 1 / 12,
    "daily_peak": 1 / 12,
    "peak": 1 / 12,
}
"""What each measure weighs in the composite: cost, carbon and grid a third each, grid being the mean of its four."""


class Batteries:
    """The batteries of some homes, asked for energy in each hour (kWh at the home's side, positive charges)."""

    def __init__(self, batteries: Sequence[CityBattery]) -> None:
        self._batteries = tuple(batteries)
        self._capacity = np.array([battery.capacity_kwh for battery in batteries])
        self._power = np.array([battery.power_kw for battery in batteries])
        self._efficiency = np.array([battery.efficiency for battery in batteries])
        self._usable = self._capacity.copy()
        self._loss = np.array([battery.capacity_loss for battery in batteries])
        self.soc = np.zeros(len(self._batteries), dtype=np.float32)

    def ask(self, energy: FloatArray) -> FloatArray:
        """Charge or discharge for an hour as far as the batteries can; return what they took (kWh)."""
        stored = np.maximum(self.soc.astype(np.float64) * self._capacity, 0.0)
        able = self._power * np.array(
            [
                np.interp(level, *battery.power_curve.T)
                for level, battery in zip(stored / self._capacity, self._batteries, strict=True)
            ]
        )
        charged = np.minimum.reduce([able, self._power, self._usable - stored, energy])
        least = -np.maximum(self.soc * self._capacity * np.sqrt(self._efficiency), 0.0)
        wanted = np.where(energy >= 0, charged, np.maximum.reduce([-able, least, energy]))
        used = np.minimum(np.abs(energy), able) / self._power
        self._efficiency = np.array(
            [
                np.interp(share, *battery.efficiency_curve.T)
                for share, battery in zip(used, self._batteries, strict=True)
            ]
        )
        one_way = np.sqrt(self._efficiency)
        after = np.where(
            wanted >= 0,
            np.minimum(stored + wanted * one_way, self._capacity),
            np.maximum(stored + wanted / one_way, 0.0),
        )
        self.soc = (after / self._capacity).astype(np.float32)
        change = after - stored
        taken = np.where(change >= 0, change / one_way, change * one_way)
        self._usable = np.maximum(self._usable - self._loss * self._capacity * np.abs(taken) / (2 * self._usable), 0.0)
        return taken


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """Measures against no control: 1 is what the homes with idle batteries have, lower is better."""

    cost: float
    carbon: float
    ramping: float
    load_factor: float
    daily_peak: float
    peak: float

    @property
    def composite(self) -> float:
        """Return the mean of cost, carbon and grid."""
        return sum(weight * float(getattr(self, name)) for name, weight in WEIGHTS.items())


def scores(city: City, homes: Sequence[int], start: int, taken: FloatArray) -> Scores:
    """Return the scores of what the batteries of homes (numbers from 1) took over the hours from `start`: (homes, hours)."""
    rows = [home - 1 for home in homes]
    hours = slice(start, start + taken.shape[1])
    idle = city.net[rows, hours]
    net = idle + taken
    price, carbon = city.price[hours], city.carbon[hours]

    def ratio(weight: FloatArray) -> float:
        return float(np.mean((weight * np.maximum(net, 0)).sum(axis=1) / (weight * np.maximum(idle, 0)).sum(axis=1)))

    ours, theirs = net.sum(axis=0), idle.sum(axis=0)
    return Scores(
        cost=ratio(price),
        carbon=ratio(carbon),
        ramping=_ramping(ours) / _ramping(theirs),
        load_factor=_one_minus_load_factor(ours) / _one_minus_load_factor(theirs),
        daily_peak=_daily_peak(ours) / _daily_peak(theirs),
        peak=float(ours.max() / theirs.max()),
    )


def _ramping(power: FloatArray) -> float:
    return float(np.maximum(np.diff(power), 0).sum())


def _one_minus_load_factor(power: FloatArray) -> float:
    days = power.reshape(-1, DAY)
    return float(np.mean(1 - days.mean(axis=1) / days.max(axis=1)))


def _daily_peak(power: FloatArray) -> float:
    return float(power.reshape(-1, DAY).max(axis=1).mean())
