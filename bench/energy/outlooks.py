"""What could have been forecast at each hour of the house's year: load and sun by the product's forecasters, nothing later read."""

from dataclasses import dataclass
import functools

import numpy as np

from custom_components.llm_agents.core.energy.forecasting import BaseLoad
from custom_components.llm_agents.core.energy.forecasting.photovoltaics import SolarForecast
from custom_components.llm_agents.core.energy.steps import FloatArray, Series, Steps

from .house import STEP, ZONE, House, house

AHEAD = 72
"""Half hours that are forecast."""

PEAK_KW = 4.5
PATHS = 21


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """A forecast made at the beginning of a half hour: `load` and `pv` (n,) in kW, and ways they may go (paths, n)."""

    load: FloatArray
    pv: FloatArray
    load_paths: FloatArray
    pv_paths: FloatArray


class Forecasters:
    """The product's forecasters of load and sun, led through the year; what lies ahead is never given to them."""

    def __init__(self, house: House) -> None:
        """Begin with priors."""
        self._house = house
        self._load = BaseLoad(ZONE)
        self._pv = SolarForecast(ZONE, PEAK_KW)
        self._learned = 0
        self._made: dict[int, Outlook] = {}

    def at(self, index: int) -> Outlook:
        """Return what is forecast at the beginning of a half hour, as of the last whole hour; all keepers are given the same.

        Raises `ValueError` for a time before one that was asked for but not kept: what was learned cannot be unlearned.
        """
        hour = index - index % 2
        if hour not in self._made:
            if hour < self._learned:
                raise ValueError("the forecasters are further already")
            self._made[hour] = self._forecast(hour)
        made = self._made[hour]
        since = slice(index - hour, index - hour + AHEAD)
        return Outlook(
            load=made.load[since],
            pv=made.pv[since],
            load_paths=made.load_paths[:, since],
            pv_paths=made.pv_paths[:, since],
        )

    def _forecast(self, index: int) -> Outlook:
        house = self._house
        first = max(0, self._learned - 2)
        if index > first:
            past = Steps(np.append(house.starts[first:index], house.starts[index - 1] + STEP))
            self._load.learn(Series(past, house.load[first:index]))
            self._pv.learn(Series(past, house.pv[first:index]), Series(past, house.pv_forecast[first:index]))
            self._learned = index
        count = min(AHEAD + 1, len(house.starts) - index)
        now = float(house.starts[index])
        steps = Steps.even(now, STEP, count)
        given = house.pv_forecast[index : index + count]
        load = self._load.forecast(steps, now, measured_kw=float(house.load[index - 1])).mean
        load_paths = self._load.paths(steps, now, PATHS)
        ways = self._pv.ways(steps, now, given, PATHS)
        if ways is None:
            pv = self._pv.forecast(steps, now, given).mean
            pv_paths = pv[None]
        else:
            pv, pv_paths = ways.mean, ways.paths
        paths = max(1, min(len(load_paths), len(pv_paths)))
        load_paths = load_paths[:paths] if len(load_paths) else load[None]
        load_paths = np.maximum(load_paths - load_paths.mean(axis=0) + load, 0.0)
        return Outlook(load=load, pv=pv, load_paths=load_paths, pv_paths=pv_paths[:paths])


@functools.cache
def outlooks() -> Forecasters:
    """Return the forecasters of the house."""
    return Forecasters(house())


_SEED = 20250227
_WEATHER_HOURS = 30.0  # after which the error of a weather forecast has grown to two thirds of what it can be
_WEATHER_K = 2.2


@functools.cache
def _weather_errors(count: int) -> FloatArray:
    """Return an error of 1 K standard deviation for each half hour, that lasts for about ten hours."""
    random = np.random.default_rng(_SEED)
    keep = float(np.exp(-0.5 / 10))
    noise = random.normal(0, np.sqrt(1 - keep**2), count)
    errors = np.empty(count)
    last = float(random.normal())
    for index in range(count):
        last = keep * last + noise[index]
        errors[index] = last
    return errors


def weather_forecast(home: House, index: int, ahead: int) -> FloatArray:
    """Return a forecast of the outdoor temperature: right now, and with an error that grows with the time ahead.

    The error of one hour shrinks from forecast to forecast as it comes nearer, and neighbouring hours share it.
    """
    errors = _weather_errors(len(home.starts))[index : index + ahead]
    lead = np.arange(ahead) * 0.5
    return np.asarray(home.outdoor[index : index + ahead] + _WEATHER_K * (1 - np.exp(-lead / _WEATHER_HOURS)) * errors)
