"""Instants as integrations write them: texts, times and numbers since the epoch; without a zone they are local."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

_SECONDS = (1e9, 1e11)  # numbers since the epoch: 2001 to 5138
_MILLISECONDS = (1e12, 1e14)


def time_of(value: Any) -> datetime | None:
    """Return a point in time, perhaps without a zone; `None` for what is none (a day without a time, too)."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, bool | date):
        return None
    if isinstance(value, int | float):
        return _since_epoch(float(value))
    if not isinstance(value, str) or len(value) < 13:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def _since_epoch(number: float) -> datetime | None:
    for (low, high), scale in ((_SECONDS, 1.0), (_MILLISECONDS, 1e3)):
        if low <= number < high:
            return datetime.fromtimestamp(number / scale, UTC)
    return None


def instants_of(values: Iterable[Any], zone: tzinfo) -> Iterator[float | None]:
    """Yield the instants of values in order; local times that come twice when clocks go back are told apart by it."""
    before = float("-inf")
    for value in values:
        at = time_of(value)
        if at is None:
            yield None
            continue
        if at.tzinfo is None:
            instant = at.replace(tzinfo=zone, fold=0).timestamp()
            if instant <= before:
                instant = at.replace(tzinfo=zone, fold=1).timestamp()
        else:
            instant = at.timestamp()
        before = max(before, instant)
        yield instant


def midnight(day: date, zone: tzinfo) -> float:
    """Return the instant at which a local day begins."""
    return datetime.combine(day, time(), zone).timestamp()


def local_day(at: float, zone: tzinfo, days: int = 0) -> date:
    """Return the local day of an instant, or some days after it."""
    return datetime.fromtimestamp(at, zone).date() + timedelta(days=days)
