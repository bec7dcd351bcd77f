"""What changed on a device, in words: its state, else its values before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..home.model import Home
from ..journal.record import Change
from .phrases import Phrases

_TEMPERATURE = "temperature"  # in the unit of the home
# The attributes that are told, in their order: what scales them to the unit spoken. Others, such as a colour
# mode, follow from these.
_TOLD: Mapping[str, tuple[float, str | None]] = {
    "brightness": (100 / 255, "%"),
    "color_temp_kelvin": (1, "K"),
    "temperature": (1, _TEMPERATURE),
    "target_temp_low": (1, _TEMPERATURE),
    "target_temp_high": (1, _TEMPERATURE),
    "humidity": (1, "%"),
    "percentage": (1, "%"),
    "current_position": (1, "%"),
    "current_tilt_position": (1, "%"),
    "volume_level": (100, "%"),
    "is_volume_muted": (1, None),
    "source": (1, None),
    "preset_mode": (1, None),
    "fan_mode": (1, None),
    "swing_mode": (1, None),
    "mode": (1, None),
    "fan_speed": (1, None),
    "oscillating": (1, None),
    "away_mode": (1, None),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed. `name` is empty for what a device's name says already: its state, its temperature."""

    name: str
    before: str
    after: str


class Changes:
    """Words what changed, for one home in one language."""

    def __init__(self, phrases: Phrases, home: Home) -> None:
        """Speak of a home with the phrases of a language."""
        self._phrases = phrases
        self._home = home

    def differences(self, change: Change) -> tuple[Difference, ...]:
        """Return how a device went from one state to another, else how its values did; empty where no words tell it."""
        before, after = self._state(change, change.before), self._state(change, change.after)
        if before != after:
            return (Difference("", before, after),)
        return tuple(self._of_attributes(change))

    def _of_attributes(self, change: Change) -> Iterator[Difference]:
        was, now = (kept.get("attributes") or {} for kept in (change.before, change.after))
        for name in _TOLD:
            if name not in was or name not in now:
                continue
            before, after = self._value(name, was[name], with_unit=False), self._value(name, now[name])
            if self._value(name, was[name]) != after:
                called = ("attributes", name)
                yield Difference(self._phrases.say(*called) if self._phrases.has(*called) else "", before, after)

    def _value(self, name: str, value: Any, *, with_unit: bool = True) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._phrases.measure(value if isinstance(value, bool) else str(value), None)
        scale, unit = _TOLD[name]
        if unit == _TEMPERATURE:
            unit = self._home.temperature_unit
        number = round(value, 1) if scale == 1 else round(value * scale)
        return self._phrases.measure(number, unit if with_unit else None)

    def _state(self, change: Change, kept: Mapping[str, Any]) -> str:
        return self._phrases.state(str(kept.get("state", "unknown")), self._home.entities.get(change.entity_id))
