"""Points in time as people say them, before anybody has looked at a clock."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of the day."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    MIDNIGHT = "midnight"


class Sun(StrEnum):
    """What the sun does at a moment of the day."""

    RISE = "rise"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A point in time; what was not said of it is `None`.

    `seconds` is a span from now, or from the sun's or the clock's moment where one is said too (negative is
    before it). `minute` counts from midnight; where it is not `exact`, seven may be nineteen. `day` counts from
    today, `weekday` from Monday.
    """

    seconds: int | None = None
    minute: int | None = None
    exact: bool = False
    part: Part | None = None
    day: int | None = None
    weekday: int | None = None
    sun: Sun | None = None

    @property
    def is_span(self) -> bool:
        """Return whether it is told by the time from now alone."""
        return self.seconds is not None and self.minute is None and self.sun is None and self.part is None

    @property
    def is_told(self) -> bool:
        """Return whether it tells a moment, not a whole day."""
        return self.is_span or self.minute is not None or self.sun is not None or self.part is not None
