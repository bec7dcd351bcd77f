"""What each domain gives to grounding: how to act, what to keep, how to bring it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import State
from ..wish import Move, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """One domain of Home Assistant.

    `ground` returns the move that serves a wish, or raises `Unable`. `keep` names the
    attributes that make up the state to bring back. `restore` returns the moves from the
    present state to a former one (only its state and kept attributes are filled), in the
    order to make them; it is `None` where an act leaves nothing to bring back.
    """

    ground: Callable[[Wish], Move]
    keep: tuple[str, ...] = ()
    restore: Callable[[State, State], list[Move]] | None = None


# How far a number may be from the wished one and still be it; by attribute, in its own unit.
TOLERANCES: Mapping[str, float] = {
    "brightness": 5.0,  # of 255
    "color_temp_kelvin": 75.0,
    "current_position": 2.0,
    "current_tilt_position": 2.0,
    "humidity": 1.0,
    "percentage": 1.0,
    "target_temp_high": 0.05,
    "target_temp_low": 0.05,
    "temperature": 0.05,
    "volume_level": 0.011,
}
# Of a part of a colour, in hs, xy and rgb.
_COLOR_TOLERANCES: Mapping[str, float] = {"hs_color": 3.0, "xy_color": 0.02}
_RGB_TOLERANCE = 8.0


def alike(attribute: str, one: Any, other: Any) -> bool:
    """Return whether two values of an attribute are the same but for what devices round away."""
    if attribute == "percentage":  # a fan that is off has none, or zero
        one, other = one or 0, other or 0
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        tolerance = _COLOR_TOLERANCES.get(attribute, _RGB_TOLERANCE if attribute.startswith("rgb") else 0.0)
        return len(one) == len(other) and all(_close(a, b, tolerance) for a, b in zip(one, other, strict=True))
    return _close(one, other, TOLERANCES.get(attribute, 0.0))


def _close(one: Any, other: Any, tolerance: float) -> bool:
    if _is_number(one) and _is_number(other):
        return bool(abs(one - other) <= tolerance + 1e-9)
    return bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
