"""The weather to come, told from a forecast: which of its entries are asked for, and what they say."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Self

from ..home.wish import as_number
from .moments import Part
from .phrases import Phrases, sentence
from .request import Value

_HOURS = {
    Part.MORNING: (6, 12),
    Part.NOON: (11, 14),
    Part.AFTERNOON: (12, 18),
    Part.EVENING: (18, 24),
    Part.NIGHT: (20, 30),
}
_DARK = frozenset((Part.EVENING, Part.NIGHT))
_SKIES = {
    "rain": frozenset(("rainy", "pouring", "lightning-rainy", "snowy-rainy")),
    "snow": frozenset(("snowy", "snowy-rainy")),
}
_LIKELY = 50  # percent
_POSSIBLE = 20
_DRY = 0.2  # millimetres that nobody calls rain
_MORNING = 6  # hour at which the night ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What is asked of a forecast."""

    day: int | None = None
    weekday: int | None = None
    part: Part | None = None
    asked: str | None = None

    @classmethod
    def of(cls, slots: Mapping[str, Value]) -> Self:
        """Return the question that the slots of a request hold."""
        day, weekday, part, asked = (slots.get(name) for name in ("day", "weekday", "part", "asked"))
        return cls(
            day=int(day) if day is not None else None,
            weekday=int(weekday) if weekday is not None else None,
            part=Part(str(part)) if part else None,
            asked=str(asked) if asked else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a forecast says of an hour, half a day or a day; what it does not tell is `None`."""

    moment: datetime
    condition: str | None = None
    temperature: float | None = None
    lowest: float | None = None
    chance: float | None = None
    amount: float | None = None
    wind: float | None = None
    by_day: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units of a weather entity."""

    temperature: str | None = None
    wind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time that is asked about: a day, or a part of one."""

    day: date
    part: Part | None
    start: datetime
    end: datetime


def entries_of(told: Iterable[Mapping[str, Any]], zone: tzinfo | None, millimetres: float = 1.0) -> list[Entry]:
    """Return the entries of a forecast of Home Assistant, in local time; those without a moment are left out."""
    entries = []
    for item in told:
        try:
            moment = datetime.fromisoformat(str(item.get("datetime")))
        except ValueError:
            continue
        amount = as_number(item.get("precipitation"))
        entries.append(
            Entry(
                moment=moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone),
                condition=item.get("condition") or None,
                temperature=as_number(item.get("temperature")),
                lowest=as_number(item.get("templow")),
                chance=as_number(item.get("precipitation_probability")),
                amount=None if amount is None else amount * millimetres,
                wind=as_number(item.get("wind_speed")),
                by_day=item.get("is_daytime"),
            )
        )
    return entries


def kinds_for(inquiry: Inquiry) -> tuple[str, ...]:
    """Return the kinds of forecasts that can answer, the best first: of today, only what is still to come counts."""
    if inquiry.part is not None:
        return "hourly", "twice_daily", "daily"
    wet_today = inquiry.asked in _SKIES and not inquiry.day and inquiry.weekday is None
    return ("hourly", "daily", "twice_daily") if wet_today else ("daily", "twice_daily", "hourly")


def span_of(inquiry: Inquiry, now: datetime) -> Span:
    """Return the time that is asked about; a part of the day that is over is that of tomorrow unless a day is said."""
    days = inquiry.day or 0
    if inquiry.weekday is not None:
        days = (inquiry.weekday - now.weekday()) % 7
    first, last = _HOURS.get(inquiry.part, (0, 24)) if inquiry.part else (0, 24)
    if inquiry.day is None and inquiry.weekday is None and now.hour >= last:
        days = 1
    day = now.date() + timedelta(days=days)
    begun = inquiry.part is Part.NIGHT and not days and now.hour < _MORNING  # asked after midnight
    midnight = datetime.combine(day - timedelta(days=begun), time.min, now.tzinfo)
    start = max(midnight + timedelta(hours=first), now.replace(minute=0, second=0, microsecond=0))
    return Span(day=day, part=inquiry.part, start=start, end=midnight + timedelta(hours=last))


def covering(span: Span, kind: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that tell of a time."""
    if kind == "hourly":
        return [entry for entry in entries if span.start <= entry.moment < span.end]
    of_day = [entry for entry in entries if entry.moment.date() == span.day and span.start < span.end]
    if kind == "twice_daily" and span.part is not None:
        return [entry for entry in of_day if entry.by_day is not (span.part in _DARK)]
    return of_day


def tell_outlook(
    phrases: Phrases, inquiry: Inquiry, span: Span, now: datetime, kind: str, entries: Sequence[Entry], units: Units
) -> str:
    """Return the answer to a question; a day is told where the forecast knows no parts of it."""
    part = None if kind == "daily" else span.part
    when = _when(phrases, inquiry, (span.day - now.date()).days, span.day, part)
    if inquiry.asked in _SKIES:
        return sentence(_expected(phrases, inquiry.asked, when, entries))
    match inquiry.asked:
        case "temperature":
            told = [_temperatures(phrases, entries, units)]
        case "wind":
            told = [_wind(phrases, entries, units)]
        case _:
            told = [_sky(phrases, entries), _temperatures(phrases, entries, units), _chance(phrases, entries)]
    known = phrases.say("list", "separator").join(item for item in told if item)
    if not known:
        return phrases.say("forecast", "not_told")
    return sentence(phrases.say("forecast", "outlook", when=when, told=known))


def tell_present(phrases: Phrases, condition: str, temperature: float | None, units: Units) -> str:
    """Return the weather of this moment."""
    now = Entry(moment=datetime.min, condition=condition, temperature=temperature)
    told = [_sky(phrases, [now]), _temperatures(phrases, [now], units)]
    return phrases.say("forecast", "now", told=phrases.say("list", "separator").join(item for item in told if item))


def _when(phrases: Phrases, inquiry: Inquiry, days: int, day: date, part: Part | None) -> str:
    near = {0: "today", 1: "tomorrow", 2: "after_tomorrow"}.get(days)
    if near is None or (days > 1 and inquiry.weekday is not None):
        near, told = "weekday", phrases.words("forecast", "weekdays")[day.weekday()]
    else:
        told = phrases.say("forecast", "days", near)
    if part is None:
        return told
    if near in ("today", "tomorrow"):
        return phrases.say("forecast", near, part.value)
    return phrases.say("forecast", "parts", part.value, day=told)


def _expected(phrases: Phrases, asked: str, when: str, entries: Sequence[Entry]) -> str:
    """Return whether rain or snow is expected."""
    able = [entry for entry in entries if _can_be(asked, entry)]
    chance = max((entry.chance for entry in able if entry.chance is not None), default=None)
    falls = any(
        entry.condition in _SKIES[asked] or (entry.amount is not None and entry.amount >= _DRY and not entry.chance)
        for entry in able
    )
    if chance is not None and chance >= _POSSIBLE:
        answer = "likely" if chance >= _LIKELY else "possible"
        return phrases.say("forecast", asked, answer, when=when, chance=phrases.measure(round(chance), "%"))
    told = any(entry.condition or entry.chance is not None or entry.amount is not None for entry in entries)
    answer = "expected" if falls else "none"
    return phrases.say("forecast", asked, answer, when=when) if told else phrases.say("forecast", "not_told")


def _can_be(asked: str, entry: Entry) -> bool:
    """Return whether what falls can be that: snow is told by the sky, all else is rain."""
    return entry.condition in _SKIES["snow"] if asked == "snow" else entry.condition != "snowy"


def _sky(phrases: Phrases, entries: Sequence[Entry]) -> str:
    skies = Counter(entry.condition for entry in entries if entry.condition)
    if not skies:
        return ""
    sky = skies.most_common(1)[0][0]
    return phrases.say("forecast", "skies", sky) if phrases.has("forecast", "skies", sky) else phrases.state(sky)


def _temperatures(phrases: Phrases, entries: Sequence[Entry], units: Units) -> str:
    told = [value for entry in entries for value in (entry.temperature, entry.lowest) if value is not None]
    if not told:
        return ""
    low, high = round(min(told)), round(max(told))
    highest = phrases.measure(high, units.temperature)
    return highest if low == high else phrases.say("forecast", "range", low=phrases.number(low), high=highest)


def _chance(phrases: Phrases, entries: Sequence[Entry]) -> str:
    chance = max((entry.chance for entry in entries if entry.chance is not None), default=0.0)
    if chance < _POSSIBLE:
        return ""
    kind = "snow" if all(entry.condition == "snowy" for entry in entries) else "rain"
    return phrases.say("forecast", kind, "chance", chance=phrases.measure(round(chance), "%"))


def _wind(phrases: Phrases, entries: Sequence[Entry], units: Units) -> str:
    told = [entry.wind for entry in entries if entry.wind is not None]
    return phrases.say("forecast", "wind", speed=phrases.measure(round(max(told)), units.wind)) if told else ""
