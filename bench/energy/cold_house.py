"""The cold-climate house as it is, and what its sensors see.

It is recorded (ResStock, Vermont), not simulated by us: what stands in for it is a model of two capacities that is identified
from it, plus all that this model does not explain of the record, as means of six hours, which nobody is told.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
import functools
import gzip
from pathlib import Path

import numpy as np

from custom_components.llm_agents.core.energy.assets import ThermalModel, Zone
from custom_components.llm_agents.core.energy.forecasting.heat_balance import (
    ThermalHistory,
    gathered,
    inputs,
    transition,
)
from custom_components.llm_agents.core.energy.forecasting.thermal import Refused, identify
from custom_components.llm_agents.core.energy.steps import HOUR, FloatArray, Series, Steps

HOURS_CSV = Path(__file__).parent / "data" / "cold" / "hours.csv.gz"
BEGIN = datetime(2024, 1, 1, tzinfo=UTC).timestamp()
PUMP = Zone(asset_id="zone", name="House", maximum_kw=8.0)
_UNSEEN_HOURS = 6
_COLUMNS = ("indoor", "outdoor", "sun", "heating", "cooling", "hot_water", "load", "people", "price")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cold:
    """The house: weather and gains by the hour, prices (EUR/kWh), and what of it no model explains (kW)."""

    history: ThermalHistory
    price: FloatArray
    model: ThermalModel
    unseen: FloatArray

    def low(self, hours: slice) -> FloatArray:
        """Return the least comfortable temperature: 20 °C by day, 18 °C at night."""
        hour = np.arange(hours.start, hours.stop) % 24
        return np.where((hour >= 6) & (hour < 22), 20.0, 18.0)


@functools.cache
def cold() -> Cold:
    """Read the house, identify the model that stands in for it from its first months, and find what it leaves unexplained."""
    with gzip.open(HOURS_CSV, "rt") as file:
        columns = dict(zip(_COLUMNS, np.loadtxt(file, delimiter=",", skiprows=1).T, strict=True))
    steps = Steps.even(BEGIN, HOUR, len(columns["indoor"]))
    series = {name: Series(steps, values) for name, values in columns.items()}
    history = gathered(
        series["indoor"],
        series["outdoor"],
        Series(steps, columns["heating"] - columns["cooling"]),
        irradiance=series["sun"],
        gains=Series(steps, columns["load"] + 0.1 * columns["people"]),
    )
    found = identify(cut(history, 0, 60 * 24))
    if isinstance(found, Refused):
        raise ValueError(f"the recorded house is not identified: {found.reason}")
    price = 1.19 * columns["price"] / 1000 + 0.16
    return Cold(history=history, price=price, model=found.model, unseen=_unexplained(found.model, history))


def _unexplained(model: ThermalModel, history: ThermalHistory) -> FloatArray:
    state, push = transition(model, 1.0)
    given = inputs(model, history.outdoor, history.heat, history.irradiance, history.gains)
    air = np.interp(np.arange(len(history.indoor)), np.flatnonzero(np.isfinite(history.indoor)),
                    history.indoor[np.isfinite(history.indoor)])  # fmt: skip
    now, missing = np.array([air[0], air[0]]), np.empty(len(given))
    for hour, power in enumerate(given):
        missing[hour] = (air[hour + 1] - state[0] @ now) / push[0] - power
        now = state @ now + push * (power + missing[hour])
    return np.asarray(np.convolve(missing, np.ones(_UNSEEN_HOURS) / _UNSEEN_HOURS, "same"), dtype=np.float64)


def cut(history: ThermalHistory, first: int, last: int) -> ThermalHistory:
    """Return some hours of a history."""
    return ThermalHistory(
        steps=Steps(history.steps.edges[first : last + 1]),
        indoor=history.indoor[first : last + 1],
        outdoor=history.outdoor[first:last],
        heat=history.heat[first:last],
        irradiance=history.irradiance[first:last],
        gains=history.gains[first:last],
    )


class Home:
    """The house as it is: heated each hour towards a set point, as far as the pump can."""

    def __init__(self, house: Cold, hour: int) -> None:
        """Begin at an hour with 20 °C everywhere."""
        self.house, self.hour = house, hour
        self.first = hour
        self._state, self._push = transition(house.model, 1.0)
        self._now = np.array([20.0, 20.0])
        self.indoor, self.heat = [20.0], list[float]()
        self.bill, self.short = 0.0, 0.0

    def pass_hour(self, target: float) -> None:
        """Let an hour pass with the thermostat at a set point."""
        house, hour = self.house, self.hour
        history = house.history
        one = slice(hour, hour + 1)
        given = inputs(house.model, history.outdoor[one], np.zeros(1), history.irradiance[one], history.gains[one])
        without = self._state @ self._now + self._push * (given[0] + house.unseen[hour])
        cop = float(np.interp(history.outdoor[hour], *np.array(PUMP.cop).T))
        heat = float(np.clip((target - without[0]) / self._push[0], 0.0, PUMP.maximum_kw * cop))
        self._now = without + self._push * heat
        self.indoor.append(float(self._now[0]))
        self.heat.append(heat)
        self.bill += heat / cop * house.price[hour]
        self.short += max(float(house.low(one)[0]) - float(self._now[0]), 0.0)
        self.hour += 1

    @property
    def stored(self) -> float:
        """Return the heat in air and walls above 18 °C (kWh)."""
        model = self.house.model
        return float(np.array([model.capacity, model.mass_capacity]) @ (self._now - 18.0))

    def seen(self, days: int) -> ThermalHistory:
        """Return what the home's sensors recorded in the last days (with noise), without what nobody measures."""
        first = max(self.first, self.hour - days * 24)
        weather = cut(self.house.history, first, self.hour)
        count = self.hour - first
        noise = np.random.default_rng(first).normal(0, 0.05, count + 1)
        return ThermalHistory(
            steps=weather.steps,
            indoor=np.array(self.indoor[-count - 1 :]) + noise,
            outdoor=weather.outdoor,
            heat=np.array(self.heat[-count:]),
            irradiance=weather.irradiance,
            gains=weather.gains,
        )
