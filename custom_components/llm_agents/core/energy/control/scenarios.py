"""What energy stored in a battery is worth when the coming net load may be any of some scenarios, and what to do by it.

For one scenario the value of stored energy is concave and piecewise linear, with slopes that can only be the prices at
which the battery may act (cover a deficit, export, take surplus, charge from the grid). So dynamic programming need not
keep values on a grid of levels: for each threshold between two of these slopes it keeps the one level at which the value
crosses it, and a step backwards only shifts that level by what the battery does at such a value. This is exact for each
scenario, for all of them and many homes at once, and takes the time of a few sums per step.

Over scenarios the marginal values are averaged (hindsight optimisation: each scenario's future is taken as known after
this step, Chong, Givan and Chang 2000). Whole past days as scenarios keep what hours of a day have to do with each other,
which outcomes drawn hour by hour would lose. For what to do within a step the measured net load is taken.
"""

from dataclasses import dataclass

import numpy as np

from ..assets import Battery
from ..steps import FloatArray

_SLOPES = 64  # more different prices than these are thinned out: a value's error is then under their distance
_HALVINGS = 16  # of a day's range: some Wh
_TIE = 1e-6  # at the same value energy is used, or the grid not asked: what is spared may go unused


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """What may come in n steps: lengths in hours, prices (n,), and the net load in kW of each scenario (..., scenarios, n).

    Leading axes are homes. An export price above the import price counts as equal to it.
    """

    hours: FloatArray
    import_price: FloatArray
    export_price: FloatArray
    net: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Now:
    """The step that is acted in: net load in kW as measured (...,), prices, and how long it is in hours."""

    net: FloatArray
    import_price: float
    export_price: float
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredValue:
    """The value of stored energy in front of an outlook: its `slopes` (m,) rise, `crossings` (..., scenarios, m - 1) fall.

    Up to the level (kWh) of crossing i a scenario's marginal value is above slope i.
    """

    slopes: FloatArray
    crossings: FloatArray

    def marginal(self, level: FloatArray) -> FloatArray:
        """Return what one more kWh is worth at levels (...,), the mean over the scenarios (currency/kWh)."""
        above = (self.crossings > level[..., None, None] + 1e-9).mean(axis=-2)
        return np.asarray(self.slopes[0] + above @ np.diff(self.slopes), dtype=np.float64)


def stored_values(battery: Battery, outlook: Outlook, end_value: float) -> list[StoredValue]:
    """Return what stored energy is worth at each edge of an outlook (n + 1), a kWh left at its end being worth `end_value`."""
    sell = np.minimum(outlook.export_price, outlook.import_price)
    slopes = _slopes(battery, outlook.import_price, sell, end_value)
    between = (slopes[1:] + slopes[:-1]) / 2
    low, high = bounds(battery)
    shape = (*outlook.net.shape[:-1], len(between))
    crossings: FloatArray = np.broadcast_to(np.where(between < end_value, high, low), shape)
    values = [StoredValue(slopes=slopes, crossings=crossings)]
    for step in range(len(outlook.hours) - 1, -1, -1):
        now = Now(
            net=outlook.net[..., step, None],
            import_price=float(outlook.import_price[step]),
            export_price=float(sell[step]),
            hours=float(outlook.hours[step]),
        )
        crossings = np.clip(crossings - _change_at(battery, now, between), low, high)
        values.append(StoredValue(slopes=slopes, crossings=crossings))
    return values[::-1]


def stored_value(battery: Battery, outlook: Outlook, end_value: float) -> StoredValue:
    """Return what stored energy is worth before an outlook, a kWh left at its end being worth `end_value`."""
    return stored_values(battery, outlook, end_value)[0]


def level_after(battery: Battery, value: StoredValue, level: FloatArray, now: Now) -> FloatArray:
    """Return the levels (kWh) (...,) to be at when the step ends, from these `level`, `value` being that of the time after.

    It is what a real-time layer makes of a mode and the meters: at most the deficit is covered unless the battery may
    export, more than the surplus is charged only if it may charge from the grid.
    """
    sell = min(now.export_price, now.import_price)
    cover, surplus = _following(battery, now)
    buy_at, take_at, cover_at, give_at = _prices_at(battery, now.import_price, sell)
    low, high = bounds(battery)
    most = battery.charge_kw * now.hours * battery.charge_efficiency if battery.grid_charging else surplus
    least = battery.discharge_kw * now.hours / battery.discharge_efficiency if battery.grid_export else cover
    bottom, top = np.maximum(level - least, np.minimum(level, low)), np.minimum(level + most, np.maximum(level, high))
    for _ in range(_HALVINGS):
        middle = (bottom + top) / 2
        change = middle - level
        price = np.where(
            change < 0, np.where(change < -cover, give_at, cover_at), np.where(change < surplus, take_at, buy_at)
        )
        more = value.marginal(middle) > price + _TIE
        bottom, top = np.where(more, middle, bottom), np.where(more, top, middle)
    return np.asarray((bottom + top) / 2, dtype=np.float64)


def bounds(battery: Battery) -> tuple[float, float]:
    """Return the levels (kWh) between which a battery is used: what it keeps in reserve, and its maximum."""
    return max(battery.minimum, battery.reserve) * battery.capacity_kwh, battery.maximum * battery.capacity_kwh


def _prices_at(
    battery: Battery, buy: FloatArray | float, sell: FloatArray | float
) -> tuple[FloatArray | float, FloatArray | float, FloatArray | float, FloatArray | float]:
    """Return the marginal values above which to charge from the grid and from surplus, below which to cover and to export."""
    one_way = battery.discharge_efficiency
    return (
        buy / battery.charge_efficiency,
        sell / battery.charge_efficiency,
        one_way * (buy - battery.wear),
        one_way * (sell - battery.wear),
    )


def _slopes(battery: Battery, buy: FloatArray, sell: FloatArray, end_value: float) -> FloatArray:
    """Return the slopes that the value can have, rising, at least two."""
    known = np.concatenate([np.atleast_1d(np.asarray(each)) for each in _prices_at(battery, buy, sell)])
    slopes = np.unique(np.round(np.concatenate([known, [end_value, end_value - 1e-6]]), 7))
    if len(slopes) > _SLOPES:
        slopes = np.unique(np.quantile(slopes, np.linspace(0, 1, _SLOPES)))
    return np.asarray(slopes, dtype=np.float64)


def _following(battery: Battery, now: Now) -> tuple[FloatArray, FloatArray]:
    """Return by how much the level falls if the deficit is covered, and rises if the surplus is taken (kWh, each >= 0)."""
    cover = np.clip(now.net, 0.0, battery.discharge_kw) * now.hours / battery.discharge_efficiency
    surplus = np.clip(-now.net, 0.0, battery.charge_kw) * now.hours * battery.charge_efficiency
    return cover, surplus


def _change_at(battery: Battery, now: Now, worth: FloatArray) -> FloatArray:
    """Return by how much the level changes (kWh) where a stored kWh has a `worth`."""
    cover, surplus = _following(battery, now)
    buy_at, take_at, cover_at, give_at = _prices_at(battery, now.import_price, now.export_price)
    change = np.where(worth > take_at, surplus, 0.0) - np.where(worth < cover_at, cover, 0.0)
    if battery.grid_charging:
        change = np.where(worth > buy_at, battery.charge_kw * now.hours * battery.charge_efficiency, change)
    if battery.grid_export:
        change = np.where(worth < give_at, -battery.discharge_kw * now.hours / battery.discharge_efficiency, change)
    return np.asarray(change, dtype=np.float64)
