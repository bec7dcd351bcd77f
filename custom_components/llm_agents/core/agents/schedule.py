"""When a time that was said comes: counted from the home's clock, its days and its sun."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ..language.moments import Part, Sun, When

FURTHEST = timedelta(days=366)
"""How far ahead something can be planned."""

type SunReader = Callable[[Sun, datetime], datetime | None]
"""Return the next moment after another at which the sun rises or sets; `None` where it does not."""

_DAY = 24 * 60
_NOON = 12 * 60
# A part of the day without a time of the clock, in minutes from midnight; midnight ends its day.
_MOMENTS: Mapping[Part, int] = {
    Part.MORNING: 8 * 60,
    Part.NOON: _NOON,
    Part.AFTERNOON: 15 * 60,
    Part.EVENING: 20 * 60,
    Part.NIGHT: 22 * 60,
    Part.MIDNIGHT: _DAY,
}
# The minutes in which a time of the clock is of a part of the day; those after midnight are of the night before.
_SPANS: Mapping[Part, tuple[int, int]] = {
    Part.MORNING: (3 * 60, _NOON),
    Part.NOON: (11 * 60, 14 * 60),
    Part.AFTERNOON: (_NOON, 20 * 60),
    Part.EVENING: (16 * 60, _DAY),
    Part.NIGHT: (18 * 60, _DAY + 6 * 60),
    Part.MIDNIGHT: (_DAY, _DAY + 60),
}
_WAKING = (6 * 60, 18 * 60)  # of a day to come, seven is in the morning and three in the afternoon


def moment_of(when: When, now: datetime, sun: SunReader) -> datetime | None:
    """Return when a time comes, in UTC; `None` when it is over, or never comes.

    `now` is the present moment on the clocks of the home. A time of the clock that may be in the morning or in
    the evening is the next one; of another day, the one at which people are up.
    """
    present = now.astimezone(UTC)
    if when.is_span:
        moment: datetime | None = present + timedelta(seconds=when.seconds or 0)
    elif when.sun is not None:
        moment = _of_sun(when.sun, when, now, sun)
    else:
        shift = timedelta(seconds=when.seconds or 0)
        times = (_at(day, minute, now.tzinfo) + shift for day, minute in _candidates(when, now))
        moment = next((found for found in times if found > present), None)
    return moment if moment is not None and moment > present else None


def _of_sun(event: Sun, when: When, now: datetime, sun: SunReader) -> datetime | None:
    shift = timedelta(seconds=when.seconds or 0)
    if when.day is None and when.weekday is None:
        found = sun(event, now.astimezone(UTC) - shift)
        return found + shift if found is not None else None
    for day in _days(when, now.date()):
        found = sun(event, _at(day, 0, now.tzinfo))
        if found is not None and found + shift > now:
            return found + shift
    return None


def _candidates(when: When, now: datetime) -> Iterator[tuple[date, int]]:
    """Yield the days and the minutes of them that a time may mean, the likeliest first."""
    told = when.day is not None or when.weekday is not None
    for day in _days(when, now.date()):
        minutes = _minutes(when)
        if told and day != now.date():
            minutes.sort(key=lambda minute: not _WAKING[0] <= minute < _WAKING[1])
        yield from ((day, minute) for minute in minutes)


def _days(when: When, today: date) -> list[date]:
    if when.day is not None:
        return [today + timedelta(days=when.day)]
    if when.weekday is not None:
        first = today + timedelta(days=(when.weekday - today.weekday()) % 7)
        return [first, first + timedelta(days=7)]
    return [today + timedelta(days=days) for days in (-1, 0, 1)]  # the night of yesterday ends today


def _minutes(when: When) -> list[int]:
    """Return the minutes of a day that are meant, in their order; those of its night may be of the next one."""
    if when.minute is None:
        return [_MOMENTS[when.part]] if when.part is not None else []
    either = [when.minute] if when.exact else sorted({when.minute, (when.minute + _NOON) % _DAY})
    if when.part is None:
        # "half past twelve" is after noon.
        return [when.minute] if _NOON <= when.minute < _NOON + 60 else either
    first, last = _SPANS[when.part]
    fitting = [minute + shift for minute in either for shift in (0, _DAY) if first <= minute + shift < last]
    return fitting or either


def _at(day: date, minute: int, zone: tzinfo | None) -> datetime:
    """Return a minute of a local day in UTC."""
    day += timedelta(days=minute // _DAY)
    return datetime.combine(day, time(minute % _DAY // 60, minute % 60), zone).astimezone(UTC)
