"""What people want of their energy assets: typed, checked, kept until it is over. No numpy: the words are read without it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

SAME_DEPARTURE = 12 * 3600.0
"""Two wishes for a vehicle's charge whose times are nearer than so many seconds are for the same departure."""

FURTHEST_DAYS = 366


class WishSource(StrEnum):
    """How a wish came; what devices, calendars and other texts say is never one."""

    WORDS = "words"  # somebody said it
    ENTERED = "entered"  # through an action or a card
    AGREED = "agreed"  # a model or another program proposed it, and a person said yes


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeTo:
    """A vehicle's state of charge (0..1) at an instant."""

    asset_id: str
    soc: float
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """A zone's band in °C between two instants (`end` `None`: until it is forgotten); a bound that is `None` stays.

    `target` instead is the edge of the band that costs: the lower one where it is heated, the upper one where it is cooled.
    """

    asset_id: str
    start: float
    end: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBy:
    """A programme or load that is to have run between two instants, for at most so much money."""

    asset_id: str
    earliest: float
    by: float
    price_cap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The least and the greatest power of an asset in kW between two instants; both 0 is off, both the same is forced.

    Positive takes, negative gives: a battery that is not to discharge has a least power of 0.
    """

    asset_id: str
    start: float
    end: float
    least_kw: float | None = None
    most_kw: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """A state of charge (0..1) below which a battery is not discharged, until an instant or until it is forgotten."""

    asset_id: str
    soc: float
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SolarOnly:
    """A battery, vehicle or load takes nothing from the grid between two instants (`None`: until it is forgotten)."""

    asset_id: str
    start: float
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Nobody is at home between two instants; `None`: until it is forgotten."""

    start: float
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefer:
    """What is weighed how: 0 is money alone, 1 as little carbon as can be. `until` as in `Reserve`."""

    carbon: float
    until: float | None = None


type Demand = ChargeTo | Temperature | RunBy | Limit | Reserve | SolarOnly | Away | Prefer

INSTANTS = frozenset(("by", "start", "end", "earliest", "until"))
"""The names of the fields that are instants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish: what is demand, by whom (`None`: the household or an unknown voice), in which words, since when.

    One with `weekdays` (0 is Monday) is standing: the instants of `demand` are those of one day, and the same times of
    the local clock hold on each of those weekdays, until it is forgotten.
    """

    wish_id: str
    demand: Demand
    made_at: float
    user_id: str | None = None
    source: WishSource = WishSource.WORDS
    words: str = ""
    weekdays: frozenset[int] = frozenset()

    @property
    def asset_id(self) -> str | None:
        """Return the asset it is about, `None` for the whole home."""
        return asset_of(self.demand)

    @property
    def standing(self) -> bool:
        """Return whether it holds again and again."""
        return bool(self.weekdays)

    def expires(self) -> float | None:
        """Return the instant from which it holds no more, `None` where it holds until it is forgotten."""
        return None if self.standing else end_of(self.demand)

    def holds(self, now: float) -> bool:
        """Return whether it still holds."""
        over = self.expires()
        return over is None or over > now


def asset_of(demand: Demand) -> str | None:
    """Return the asset that something is wanted of, `None` for the whole home."""
    return None if isinstance(demand, Away | Prefer) else demand.asset_id


def end_of(demand: Demand) -> float | None:
    """Return when something wanted is over, `None` if never by itself."""
    match demand:
        case ChargeTo() | RunBy():
            return demand.by
        case Temperature() | Limit() | SolarOnly() | Away():
            return demand.end
    return demand.until


def start_of(demand: Demand) -> float | None:
    """Return from when something is demand, `None` where it is at once."""
    match demand:
        case RunBy():
            return demand.earliest
        case Temperature() | Limit() | SolarOnly() | Away():
            return demand.start
    return None


def occurrences(wish: Wish, start: float, end: float, zone: tzinfo) -> Iterator[Demand]:
    """Yield what is wanted between two instants: the wish itself, or a standing one on each of its days there.

    Days are those of the local clock, so that seven stays seven when the clocks change.
    """
    if not wish.standing:
        over = wish.expires()
        if over is None or over > start:
            yield wish.demand
        return
    first = datetime.fromtimestamp(end_of(wish.demand) or wish.made_at, zone).date()
    day = datetime.fromtimestamp(start, zone).date() - timedelta(days=1)
    last = datetime.fromtimestamp(end, zone).date() + timedelta(days=1)
    while day <= last:
        shifted = moved(wish.demand, (day - first).days, zone)
        over, begin = end_of(shifted), start_of(shifted)
        if day.weekday() in wish.weekdays and (over is None or over > start) and (begin or over or start) <= end:
            yield shifted
        day += timedelta(days=1)


def moved(demand: Demand, days: int, zone: tzinfo) -> Demand:
    """Return the same for so many days later, at the same times of the local clock."""
    changes: dict[str, Any] = {}
    for field in fields(demand):
        at = getattr(demand, field.name)
        if field.name in INSTANTS and at is not None:
            local = datetime.fromtimestamp(at, zone).replace(tzinfo=None) + timedelta(days=days)
            changes[field.name] = local.replace(tzinfo=zone).timestamp()
    return replace(demand, **changes)


def replaces(new: Wish, old: Wish, zone: tzinfo) -> bool:
    """Return whether a newer wish takes the place of an older one: the same of the same asset, for the same time.

    A one-time wish leaves a standing one as it is, and goes before it where both hold (`in_force`).
    """
    if _aspect(new.demand) != _aspect(old.demand) or new.standing != old.standing:
        return False
    if new.standing:
        return bool(new.weekdays & old.weekdays) and _meets(_onto(new.demand, old.demand, zone), old.demand)
    return _meets(new.demand, old.demand)


def in_force(wishes: Sequence[Wish], start: float, end: float, zone: tzinfo) -> list[tuple[Wish, Demand]]:
    """Return what is wanted between two instants, each with its wish, the oldest first.

    Of two that cannot both hold, a one-time wish goes before a standing one, else the newer before the older.
    """
    ordered = sorted(wishes, key=lambda wish: (wish.standing, -wish.made_at))
    kept: list[tuple[Wish, Demand]] = []
    for wish in ordered:
        for demand in occurrences(wish, start, end, zone):
            if not any(_aspect(other) == _aspect(demand) and _meets(other, demand) for _, other in kept):
                kept.append((wish, demand))
    return sorted(kept, key=lambda pair: pair[0].made_at)


def _aspect(demand: Demand) -> tuple[str, str | None]:
    """Return what something is about: two of the same cannot both hold at one time."""
    kind = "power" if isinstance(demand, Limit | SolarOnly) else type(demand).__name__
    return kind, asset_of(demand)


def _meets(one: Demand, other: Demand) -> bool:
    """Return whether two of the same aspect are for the same time."""
    if isinstance(one, ChargeTo) and isinstance(other, ChargeTo):
        return abs(one.by - other.by) < SAME_DEPARTURE
    if isinstance(one, Reserve | Prefer):
        return True
    first, second = (_window(one), _window(other))
    return first[0] < second[1] and second[0] < first[1]


def _window(demand: Demand) -> tuple[float, float]:
    start, end = start_of(demand), end_of(demand)
    return start if start is not None else float("-inf"), end if end is not None else float("inf")


def _onto(demand: Demand, other: Demand, zone: tzinfo) -> Demand:
    """Return something demand, moved to the day of another."""
    end, target = end_of(demand), end_of(other)
    if end is None or target is None:
        return demand
    days = (datetime.fromtimestamp(target, zone).date() - datetime.fromtimestamp(end, zone).date()).days
    return moved(demand, days, zone)
