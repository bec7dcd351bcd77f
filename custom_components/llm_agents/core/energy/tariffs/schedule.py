"""Prices by local time of use: periods of the day, on weekdays and in months, as instants, also when clocks change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from .instants import local_day
from .slots import HOUR, Slot, Slots, merged

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A price from a minute of the local day until another one (past midnight if it is not after it).

    `weekdays` (0 is Monday) and `months` (1 is January) are of the day on which it begins; empty means all.
    """

    price: float
    start: int = 0
    end: int = 0
    weekdays: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()

    def holds(self, day: date, minute: int) -> bool:
        """Return whether the period holds at a minute of a local day."""
        if self.start < self.end:
            return self.start <= minute < self.end and self._of(day)
        if minute >= self.start:
            return self._of(day)
        return minute < self.end and self._of(day - timedelta(days=1))

    def _of(self, day: date) -> bool:
        return (not self.weekdays or day.weekday() in self.weekdays) and (not self.months or day.month in self.months)


def scheduled(periods: Sequence[Period], otherwise: float, start: float, end: float, zone: tzinfo) -> Slots:
    """Return the prices between two instants: of the first period that holds, else the other price."""
    edges = sorted({start, end, *(edge for edge in _edges(periods, start, end, zone) if start < edge < end)})
    return merged(tuple(Slot(a, b, _price(periods, otherwise, a, zone)) for a, b in pairwise(edges)))


def _price(periods: Sequence[Period], otherwise: float, at: float, zone: tzinfo) -> float:
    local = datetime.fromtimestamp(at, zone)
    minute = local.hour * 60 + local.minute
    return next((period.price for period in periods if period.holds(local.date(), minute)), otherwise)


def _edges(periods: Sequence[Period], start: float, end: float, zone: tzinfo) -> set[float]:
    """Return the instants at which the price may change: where periods begin and end, at midnight and when clocks change."""
    minutes = {0, *(minute for period in periods for minute in (period.start, period.end))}
    edges: set[float] = set()
    day, last = local_day(start, zone, -1), local_day(end, zone, 1)
    while day <= last:
        for minute in minutes:
            at = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
            edges |= {at.timestamp(), at.replace(fold=1).timestamp()}
        edges |= _changes(day, zone)
        day += timedelta(days=1)
    return edges


def _changes(day: date, zone: tzinfo) -> set[float]:
    """Return when clocks change on a local day."""
    first = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = day + timedelta(days=1)
    last = datetime(after.year, after.month, after.day, tzinfo=zone)
    if first.utcoffset() == last.utcoffset():
        return set()
    instants = [first.timestamp() + half * HOUR / 2 for half in range(52)]
    offsets = [datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset() for at in instants]
    return {instants[index + 1] for index in range(51) if offsets[index] != offsets[index + 1]}
