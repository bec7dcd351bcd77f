"""The bill of single CityLearn homes: a battery that follows the meters within the hour, export earning nothing.

One home at a time, one price tariff by the clock, 6.4 kWh and 5 kW at a constant efficiency. `planned` decides in each hour
with the meters of that hour and before, with the product's scenarios and value of stored energy; `foreseen` knows the year.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from custom_components.llm_agents.core.energy.assets import Battery
from custom_components.llm_agents.core.energy.control.scenarios import (
    Now,
    Outlook,
    StoredValue,
    level_after,
    stored_value,
    stored_values,
)
from custom_components.llm_agents.core.energy.forecasting.paths import past_paths
from custom_components.llm_agents.core.energy.steps import FloatArray

from .city_data import City

HORIZON = 36
DAYS = 21
_MEMORY = (DAYS + 1) * 24
_EFFICIENCY = float(np.sqrt(0.9))
BATTERY = Battery(
    asset_id="battery",
    name="Battery",
    capacity_kwh=6.4,
    charge_kw=5.0,
    discharge_kw=5.0,
    charge_efficiency=_EFFICIENCY,
    discharge_efficiency=_EFFICIENCY,
    minimum=0.0,
    reserve=0.0,
    wear=0.0,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bills:
    """What homes pay (USD, one value for each) over the same hours."""

    none: FloatArray
    rules: FloatArray
    ours: FloatArray
    foresight: FloatArray

    def below_none(self, paid: FloatArray) -> FloatArray:
        """Return by how many per cent each home pays less than with an idle battery."""
        return np.asarray(100 * (1 - paid / self.none), dtype=np.float64)

    @property
    def captured(self) -> float:
        """Return how many per cent of the money that perfect foresight saves was saved, all homes together."""
        return float(100 * (self.none - self.ours).sum() / (self.none - self.foresight).sum())


def bills(city: City, rows: slice, hours: int) -> Bills:
    """Return the bills of homes (rows of the city) over its first hours; what a battery holds at the end is worth nothing."""
    net, price = city.net[rows, :hours], city.price[:hours]

    def paid(grid: FloatArray) -> FloatArray:
        return np.asarray((price * np.maximum(grid, 0)).sum(axis=-1), dtype=np.float64)

    return Bills(
        none=paid(net),
        rules=paid(ruled(net)),
        ours=paid(planned(net, price)),
        foresight=paid(foreseen(net, price)),
    )


def ruled(net: FloatArray) -> FloatArray:
    """Return the grid power of batteries that store every surplus and cover every deficit."""
    level = np.zeros(len(net))
    grid = np.empty_like(net)
    for hour in range(net.shape[1]):
        wanted = np.where(net[:, hour] > 0, -net[:, hour] / _EFFICIENCY, -net[:, hour] * _EFFICIENCY)
        power = BATTERY.charge_kw
        after = np.clip(level + np.clip(wanted, -power / _EFFICIENCY, power * _EFFICIENCY), 0, BATTERY.capacity_kwh)
        grid[:, hour] = _drawn(net[:, hour], after - level)
        level = after
    return grid


def planned(net: FloatArray, price: FloatArray) -> FloatArray:
    """Return the grid power of batteries led by what was measured so far: the last days are what the next may be like.

    The tariff goes by the clock and is known; after the end of the data it goes on as on the last days.
    """
    known = np.concatenate([price, price[-7 * 24 :]])
    end_value = float(price.min()) * _EFFICIENCY

    def value(hour: int) -> StoredValue:
        outlook = Outlook(
            hours=np.ones(HORIZON),
            import_price=known[hour + 1 : hour + 1 + HORIZON],
            export_price=np.zeros(HORIZON),
            net=past_paths(net[:, max(0, hour + 1 - _MEMORY) : hour + 1], per_day=24, days=DAYS, steps=HORIZON),
        )
        return stored_value(BATTERY, outlook, end_value)

    return _led(net, price, value)


def foreseen(net: FloatArray, price: FloatArray) -> FloatArray:
    """Return the grid power of batteries that know the whole year: the exact optimum."""
    count = net.shape[1]
    outlook = Outlook(hours=np.ones(count), import_price=price, export_price=np.zeros(count), net=net[:, None, :])
    values = stored_values(BATTERY, outlook, 0.0)
    return _led(net, price, lambda hour: values[hour + 1])


def _led(net: FloatArray, price: FloatArray, value: Callable[[int], StoredValue]) -> FloatArray:
    """Return the grid power of batteries led in each hour by its meters and the value of what is left after it."""
    level = np.zeros(len(net))
    grid = np.empty_like(net)
    for hour in range(net.shape[1]):
        now = Now(net=net[:, hour], import_price=float(price[hour]), export_price=0.0, hours=1.0)
        after = level_after(BATTERY, value(hour), level, now)
        grid[:, hour] = _drawn(net[:, hour], after - level)
        level = after
    return grid


def _drawn(net: FloatArray, change: FloatArray) -> FloatArray:
    """Return the grid power of an hour in which the level changes."""
    drawn: FloatArray = np.where(change > 0, change / _EFFICIENCY, change * _EFFICIENCY)
    return net + drawn
