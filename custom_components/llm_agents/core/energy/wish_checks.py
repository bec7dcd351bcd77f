"""Whether a wish can be one: of an asset that there is, in range, in time; and how far it can be met at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
import math

from .assets import Appliance, Asset, Battery, Load, Vehicle, Zone
from .wishes import (
    FURTHEST_DAYS,
    ChargeTo,
    Demand,
    Limit,
    Prefer,
    Reserve,
    RunBy,
    SolarOnly,
    Temperature,
    asset_of,
    end_of,
    start_of,
)

LEAST_CELSIUS, MOST_CELSIUS = 5.0, 30.0
"""Between these a zone may be wished to be."""


class Fault(StrEnum):
    """Why something cannot be wished. Each has a phrase in `answers.yaml`."""

    NO_SUCH_ASSET = "no_such_asset"
    WRONG_KIND = "wrong_kind"  # no such thing can be wanted of it
    OUT_OF_RANGE = "out_of_range"  # of `low` to `high`
    PASSED = "passed"
    TOO_FAR = "too_far"
    NO_TIME = "no_time"  # it ends before it begins
    NOT_A_NUMBER = "not_a_number"


class WishRefused(Exception):
    """Something cannot be wished; `fault` tells why, `details` the bounds."""

    def __init__(self, fault: Fault, **details: float) -> None:
        """Say why."""
        super().__init__(fault.value)
        self.fault = fault
        self.details: Mapping[str, float] = details


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What can be reached of a wish at best: a state of charge (0..1) by its time, or an instant at which it is done."""

    soc: float | None = None
    done: float | None = None


_OF: Mapping[type, tuple[type, ...]] = {
    ChargeTo: (Vehicle,),
    Temperature: (Zone,),
    RunBy: (Appliance, Load),
    Reserve: (Battery,),
    SolarOnly: (Vehicle, Battery, Load),
    Limit: (Vehicle, Battery, Load, Zone, Appliance),
}


def checked(demand: Demand, assets: Iterable[Asset], now: float) -> Asset | None:
    """Return the asset that something is wanted of (`None`: the home). Raises `WishRefused` where it cannot be wanted."""
    asset = next((one for one in assets if one.asset_id == asset_of(demand)), None)
    if asset_of(demand) is not None and asset is None:
        raise WishRefused(Fault.NO_SUCH_ASSET)
    if asset is not None and not isinstance(asset, _OF[type(demand)]):
        raise WishRefused(Fault.WRONG_KIND)
    _check_times(demand, now)
    _check_amounts(demand, asset)
    return asset


def _check_times(demand: Demand, now: float) -> None:
    start, end = start_of(demand), end_of(demand)
    if any(at is not None and not math.isfinite(at) for at in (start, end)):
        raise WishRefused(Fault.NOT_A_NUMBER)
    if end is not None and end <= now:
        raise WishRefused(Fault.PASSED)
    if any(at is not None and at > now + FURTHEST_DAYS * 86400.0 for at in (start, end)):
        raise WishRefused(Fault.TOO_FAR)
    if start is not None and end is not None and end <= start:
        raise WishRefused(Fault.NO_TIME)


def _check_amounts(demand: Demand, asset: Asset | None) -> None:
    match demand:
        case ChargeTo() if isinstance(asset, Vehicle):
            _within(demand.soc, 0.0, asset.maximum)
        case Reserve() if isinstance(asset, Battery):
            _within(demand.soc, asset.minimum, asset.maximum)
        case Temperature():
            bounds = [one for one in (demand.low, demand.high, demand.target) if one is not None]
            if not bounds:
                raise WishRefused(Fault.NOT_A_NUMBER)
            for one in bounds:
                _within(one, LEAST_CELSIUS, MOST_CELSIUS)
            if demand.low is not None and demand.high is not None and demand.low > demand.high:
                raise WishRefused(Fault.OUT_OF_RANGE, low=LEAST_CELSIUS, high=demand.high)
        case Limit():
            least, most = power_range(asset)
            for power in (demand.least_kw, demand.most_kw):
                if power is not None:
                    _within(power, least, most)
        case Prefer():
            _within(demand.carbon, 0.0, 1.0)
        case RunBy() if demand.price_cap is not None and not math.isfinite(demand.price_cap):
            raise WishRefused(Fault.NOT_A_NUMBER)
        case _:
            pass


def _within(value: float, low: float, high: float) -> None:
    if not math.isfinite(value):
        raise WishRefused(Fault.NOT_A_NUMBER)
    if not low - 1e-9 <= value <= high + 1e-9:
        raise WishRefused(Fault.OUT_OF_RANGE, low=low, high=high)


def power_range(asset: Asset | None) -> tuple[float, float]:
    """Return the least and the greatest power of an asset in kW."""
    match asset:
        case Battery():
            return -asset.discharge_kw, asset.charge_kw
        case Vehicle() | Zone():
            return 0.0, asset.maximum_kw
        case Load():
            return 0.0, asset.power_kw
        case Appliance():
            return 0.0, max(asset.profile, default=0.0)
    return 0.0, math.inf


def hours_of(asset: Asset) -> float:
    """Return for how many hours an appliance or a load runs."""
    match asset:
        case Appliance():
            return len(asset.profile) * asset.step_minutes / 60.0
        case Load():
            return asset.hours_per_day
    return 0.0


def reach(demand: Demand, asset: Asset | None, level: float | None, now: float) -> Reach | None:
    """Return what can be reached at best where that is less than what is wanted; `None` where it can all be.

    From power and time alone: what the grid allows and other wishes take is the plan's to find. A vehicle is taken to be
    plugged in from now on.
    """
    match demand:
        case ChargeTo() if isinstance(asset, Vehicle) and level is not None:
            hours = max(demand.by - now, 0.0) / 3600.0
            best = min(level + asset.maximum_kw * asset.efficiency * hours / asset.capacity_kwh, asset.maximum)
            return Reach(soc=best) if best < demand.soc - 0.005 else None
        case RunBy() if asset is not None:
            done = max(demand.earliest, now) + hours_of(asset) * 3600.0
            return Reach(done=done) if done > demand.by + 60.0 else None
    return None
