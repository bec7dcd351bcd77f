"""What a battery does now: modes that follow the meter, chosen by what stored energy is worth against the prices.

A deficit is covered where a kWh from the grid costs more than the one in the battery is worth, surplus is stored where
it would earn less than that, and the grid charges or takes only across the whole way there and back. So a wrong forecast
of the load changes how much flows, not whether it pays.
"""

from dataclasses import dataclass, replace

import numpy as np

from ..assets import Battery
from ..modes import Command, Mode
from .scenarios import StoredValue, bounds

_LEAST_SHARE = 0.02  # of full power: less is not worth a mode of its own
_LAST_SHARE = 0.01  # of the capacity: so much is what goes out last
_SEARCH = 24

_TIE = 1e-6
_SPARING = (Mode.HOLD, Mode.OFF, Mode.CHARGE)
_FOLLOWING = {
    (True, True): Mode.SELF_CONSUME,
    (False, True): Mode.HOLD,
    (True, False): Mode.HOLD_CHARGE,
    (False, False): Mode.OFF,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situation:
    """A battery at an instant: level in kWh, prices, for how many hours they hold, and what its energy is worth then.

    `deficit` and `surplus` say which of them may come up in this time; `net_kw` is the net load as measured, `None` if not.
    """

    level: float
    import_price: float
    export_price: float
    hours: float
    value: StoredValue
    deficit: bool = True
    surplus: bool = True
    net_kw: float | None = None


def decide(battery: Battery, now: Situation, previous: Mode | None = None, margin: float = 0.0) -> Command:
    """Return what a battery does now; `previous` stays where another mode gains less than `margin` (currency/kWh)."""
    sell = min(now.export_price, now.import_price)
    one_way = battery.discharge_efficiency
    # What the next kWh in is worth, and the last one that would go out: at the top and the bottom they differ.
    more, less = _marginal(now.value, now.level), _marginal(now.value, now.level - _LAST_SHARE * battery.capacity_kwh)

    def above(price: float, held: bool, worth: float = less) -> bool:
        return worth > price - margin if held else worth > price + margin

    if battery.grid_charging and above(now.import_price / battery.charge_efficiency, previous is Mode.CHARGE, more):
        command = _charge(battery, now)
        if command is not None:
            return command
    give_at = one_way * (sell - battery.wear)
    if battery.grid_export and not above(give_at, previous is not Mode.EXPORT):
        command = _export(battery, now, give_at)
        if command is not None:
            return command
    # Energy that is worth as much later is used: what is spared may not be needed then.
    cover = less <= one_way * (now.import_price - battery.wear) + (_TIE if previous in _SPARING else margin)
    take = above(sell / battery.charge_efficiency, previous not in (Mode.HOLD_CHARGE, Mode.OFF, Mode.EXPORT), more)
    # What cannot come up is no reason to change the mode.
    if not now.deficit:
        cover = previous not in (Mode.HOLD, Mode.OFF)
    if not now.surplus:
        take = previous not in (Mode.HOLD_CHARGE, Mode.OFF)
    return Command(asset_id=battery.asset_id, mode=_FOLLOWING[cover, take])


def _marginal(value: StoredValue, level: float) -> float:
    return float(value.marginal(np.array(level)))


def level_at(battery: Battery, value: StoredValue, price: float) -> float:
    """Return the level (kWh) up to which one more is worth more than a price."""
    low, high = bounds(battery)
    for _ in range(_SEARCH):
        middle = (low + high) / 2
        low, high = (middle, high) if _marginal(value, middle) > price else (low, middle)
    return (low + high) / 2


def _charge(battery: Battery, now: Situation) -> Command | None:
    target = level_at(battery, now.value, now.import_price / battery.charge_efficiency)
    power = min((target - now.level) / battery.charge_efficiency / max(now.hours, 1e-3), battery.charge_kw)
    if power < _LEAST_SHARE * battery.charge_kw:
        return None
    surplus = max(-(now.net_kw or 0.0), 0.0)
    return _at(battery, Mode.CHARGE, min(max(power, surplus), battery.charge_kw))


def _export(battery: Battery, now: Situation, give_at: float) -> Command | None:
    target = max(level_at(battery, now.value, give_at), bounds(battery)[0])
    power = min((now.level - target) * battery.discharge_efficiency / max(now.hours, 1e-3), battery.discharge_kw)
    if power < _LEAST_SHARE * battery.discharge_kw:
        return None
    deficit = max(now.net_kw or 0.0, 0.0)
    return _at(battery, Mode.EXPORT, min(max(power, deficit), battery.discharge_kw))


def _at(battery: Battery, mode: Mode, power: float) -> Command:
    return replace(Command(asset_id=battery.asset_id, mode=mode), power_kw=round(power, 3))
