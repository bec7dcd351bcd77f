"""Moments and spans as they are spoken, by the clock and the calendar of one language."""

from datetime import datetime

from .moments import When
from .phrases import Phrases

_DAY = 86_400
_UNITS = (("h", 3600), ("min", 60), ("s", 1))


class SpokenTimes:
    """Words moments in one language."""

    def __init__(self, phrases: Phrases) -> None:
        """Speak with the phrases of a language."""
        self._phrases = phrases

    def time(self, at: datetime, now: datetime, when: When | None = None) -> str:
        """Return a moment as it is spoken: as a span where it was said so, else by the clock and the day."""
        seconds = round((at - now).total_seconds())
        if when is not None and when.is_span and 0 < (when.seconds or 0) < _DAY:
            return self._phrases.say("times", "in", span=self._span(when.seconds or seconds))
        told = self._dated(at, now, "times")
        if when is not None and when.sun is not None and not when.seconds:
            return self._phrases.say("times", f"sun_{when.sun.value}", time=told)
        return told

    def moment(self, at: datetime, now: datetime) -> str:
        """Return a moment as it is told after a word that leads to it: "until 7:00 AM tomorrow"."""
        return self._dated(at, now, "energy", "moment")

    def _dated(self, at: datetime, now: datetime, *path: str) -> str:
        days = (at.date() - now.date()).days
        words = self._phrases
        if days == 1 and at.hour == at.minute == 0:
            return words.say(*path, "midnight")
        clock = self._clock(at)
        near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
        if near is not None and words.has(*path, near):
            return words.say(*path, near, clock=clock)
        if 1 < days < 7:
            return words.say(*path, "weekday", weekday=words.words("times", "weekdays")[at.weekday()], clock=clock)
        month = words.words("times", "months")[at.month - 1]
        return words.say(*path, "date", day=str(at.day), month=month, year=str(at.year), clock=clock)

    def _clock(self, at: datetime) -> str:
        words = self._phrases
        of_twelve = words.say("times", "hours") == "12"
        return words.say(
            "times",
            "clock",
            hour=str(at.hour % 12 or 12) if of_twelve else str(at.hour),
            minute=f"{at.minute:02}",
            half=words.say("times", "am" if at.hour < 12 else "pm"),
        )

    def _span(self, seconds: int) -> str:
        parts: list[str] = []
        for unit, size in _UNITS:
            count, seconds = divmod(seconds, size)
            if count:
                parts.append(self._phrases.measure(count, unit))
        return self._phrases.listed(parts)
