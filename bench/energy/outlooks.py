"""What could have been forecast at each hour of the house's year: load and sun by the product's forecasters, nothing later read."""

from collections.abc import Iterator
from dataclasses import dataclass
import functools

import numpy as np

from custom_components.llm_agents.core.energy.forecasting import BaseLoad
from custom_components.llm_agents.core.energy.forecasting.photovoltaics import SolarForecast
from custom_components.llm_agents.core.energy.steps import FloatArray, Series, Steps

from .house import BEGIN, PER_DAY, STEP, ZONE, House

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

    def at(self, index: int) -> Outlook:
        """Return what is forecast at the beginning of a half hour."""
        house = self._house
        first = max(0, self._learned - 2)
        if index > first:
            past = Steps(np.append(house.starts[first:index], house.starts[index - 1] + STEP))
            self._load.learn(Series(past, house.load[first:index]))
            self._pv.learn(Series(past, house.pv[first:index]), Series(past, house.pv_forecast[first:index]))
            self._learned = index
        count = min(AHEAD, len(house.starts) - index)
        now = float(house.starts[index])
        steps = Steps.even(now, STEP, count)
        load = self._load.forecast(steps, now).mean
        pv = self._pv.forecast(steps, now, house.pv_forecast[index : index + count]).mean
        load_paths, pv_paths = self._load.paths(steps, now, PATHS), self._pv.paths(steps, now, pv, PATHS)
        paths = min(len(load_paths), len(pv_paths))
        return Outlook(load=load, pv=pv, load_paths=load_paths[:paths], pv_paths=pv_paths[:paths])
