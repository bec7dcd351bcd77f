"""What people set by hand again and again at the same time of day: the standing wish that it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from statistics import median

from .assets import Asset, Battery, Load, Vehicle, Zone
from .control import Override
from .modes import Mode
from .steps import HOUR
from .wishes import Demand, Limit, Temperature

LEAST_TIMES = 3
"""On so many days something is done before it is a habit."""

_NEAR_MINUTES = 60
_NEAR_DEGREES = 1.0
_SHORTEST, _LONGEST = HOUR, 12 * HOUR
_DAY_MINUTES = 1440
_WORKDAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """What a person set, and when; `override` is `None` where no mode says it."""

    at: float
    override: Override | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandHabit:
    """What is done by hand at about the same minute of the local day, and the standing wish that it comes to."""

    minute: int
    mode: Mode
    demand: Demand
    weekdays: frozenset[int]

    def is_like(self, mode: Mode, minute: int) -> bool:
        """Return whether it is the same as what is done in a mode at about a minute of the day."""
        return self.mode is mode and _apart(self.minute, minute) <= 2 * _NEAR_MINUTES


def habit_of(asset: Asset, done: Sequence[ByHand], zone: tzinfo) -> HandHabit | None:
    """Return the habit that the last thing done with an asset belongs to, `None` where it is none, or nothing to be wished.

    `done` is in the order of time. It is a habit once it was done on three days, within an hour of the day of each other.
    """
    if not done or (last := done[-1].override) is None:
        return None
    now, minute = done[-1].at, _minute(done[-1].at, zone)
    alike = [
        (one.at, one.override)
        for one in done
        if one.override is not None
        and _same(one.override, last)
        and _apart(_minute(one.at, zone), minute) <= _NEAR_MINUTES
    ]
    days = {datetime.fromtimestamp(at, zone).date() for at, _ in alike}
    if len(days) < LEAST_TIMES:
        return None
    minute += round(median(_signed(_minute(at, zone) - minute) for at, _ in alike))
    seconds = min(max(median(override.until - at for at, override in alike), _SHORTEST), _LONGEST)
    tomorrow = datetime.fromtimestamp(now, zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    start = (tomorrow + timedelta(minutes=minute)).astimezone(UTC).timestamp()
    demand = _demand(asset, last, start, start + seconds)
    if demand is None:
        return None
    return HandHabit(
        minute=minute % _DAY_MINUTES,
        mode=last.mode,
        demand=demand,
        weekdays=_weekdays(frozenset(day.weekday() for day in days)),
    )


def _demand(asset: Asset, override: Override, start: float, end: float) -> Demand | None:
    """Return what is wanted of an asset between two instants by what was set."""
    match asset, override.mode:
        case Zone(), Mode.ON if override.target is not None:
            return Temperature(asset_id=asset.asset_id, start=start, end=end, target=round(2 * override.target) / 2)
        case (Zone() | Vehicle() | Load(), Mode.OFF) | (Battery(), Mode.HOLD):
            return Limit(asset_id=asset.asset_id, start=start, end=end, least_kw=0.0, most_kw=0.0)
        case Battery(), Mode.HOLD_CHARGE:
            return Limit(asset_id=asset.asset_id, start=start, end=end, most_kw=0.0)
        case Vehicle(), Mode.ON:
            power = override.power_kw or asset.maximum_kw
            return Limit(asset_id=asset.asset_id, start=start, end=end, least_kw=power, most_kw=power)
        case Load(), Mode.ON:
            power = asset.power_kw
            return Limit(asset_id=asset.asset_id, start=start, end=end, least_kw=power, most_kw=power)
    return None


def _same(one: Override, other: Override) -> bool:
    if one.mode is not other.mode or (one.target is None) != (other.target is None):
        return False
    return one.target is None or other.target is None or abs(one.target - other.target) <= _NEAR_DEGREES


def _weekdays(seen: frozenset[int]) -> frozenset[int]:
    """Return the days for which a habit is taken to hold: the one, the workdays, the weekend, or all."""
    if len(seen) == 1:
        return seen
    return next((days for days in (_WORKDAYS, _WEEKEND) if seen <= days), _WORKDAYS | _WEEKEND)


def _minute(at: float, zone: tzinfo) -> int:
    local = datetime.fromtimestamp(at, zone)
    return local.hour * 60 + local.minute


def _signed(minutes: int) -> int:
    """Return how much later (negative: earlier) a time of the day is than another, over midnight too."""
    return (minutes + _DAY_MINUTES // 2) % _DAY_MINUTES - _DAY_MINUTES // 2


def _apart(one: int, other: int) -> int:
    return abs(_signed(one - other))
