"""Whether a home is as it should be: what was asked for happened, and nothing else did."""

from collections.abc import Callable, Mapping, Sequence
import re
from typing import Any, Protocol

type Truth = Mapping[str, Any]
"""What a device is, by its own keys."""

type Snapshot = Mapping[str, Truth]

_NEAR: Mapping[str, float] = {
    "brightness": 3,
    "volume": 0.011,
    "temperature": 0.051,
    "percentage": 1.01,
    "position": 1,
    "tilt": 1,
    "humidity": 0.5,
    "kelvin": 60,
    "value": 0.01,
}
"""How far a number may be from the one wished for."""

_NEAR_COLOUR = 12
_EXACT = 1e-9
_STEM = 4

_GOES_WITH: Mapping[str, frozenset[str]] = {
    "percentage": frozenset({"preset_mode"}),
    "preset_mode": frozenset({"percentage"}),
    "open": frozenset({"moving"}),
    "position": frozenset({"moving", "open"}),
    "moving": frozenset({"open", "position"}),
    "volume": frozenset({"muted"}),
    "content": frozenset({"state", "track"}),
    "rgb": frozenset({"effect", "kelvin"}),
    "kelvin": frozenset({"effect", "rgb"}),
    "count": frozenset({"items"}),
}
"""What may change with each wish without having been asked for."""

_KEYS: Mapping[str, str] = {
    "current_position": "position",
    "volume_level": "volume",
    "is_volume_muted": "muted",
    "media_track": "track",
    "media_title": "content",
    "rgb_color": "rgb",
    "color_temp_kelvin": "kelvin",
    "target_temperature": "temperature",
}
_POSITIONS = ("current_position", "position")


class Judged(Protocol):
    """A device that can tell what states and attributes of Home Assistant say about it."""

    @property
    def DERIVED(self) -> frozenset[str]:  # noqa: N802 - as the devices have it
        """Return the keys that are never judged on their own."""

    @property
    def FOLLOWS_STATE(self) -> frozenset[str]:  # noqa: N802
        """Return the keys that may move where only a state is expected."""

    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a state and attributes say."""


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except TypeError, ValueError:
        return None


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _compares(key: str, value: Any, wish: Mapping[str, Any]) -> bool:
    operator, wanted = wish["op"], wish.get("value")
    if operator == "ne":
        return not meets(key, value, wanted)
    if operator == "in":
        return any(meets(key, value, choice) for choice in wanted or ())
    bounds: Mapping[str, Callable[[float], bool]] = {
        "gt": lambda found: found > float(wanted),  # type: ignore[arg-type]
        "lt": lambda found: found < float(wanted),  # type: ignore[arg-type]
        "between": lambda found: wanted[0] <= found <= wanted[1],  # type: ignore[index]
        "approx": lambda found: abs(found - float(wanted)) <= wish["tol"],  # type: ignore[arg-type]
    }
    if operator not in bounds:
        raise ValueError(f"unknown comparison {operator!r}")
    found = _number(value)
    return found is not None and bounds[operator](found)


def meets(key: str, value: Any, wanted: Any) -> bool:
    """Return whether a value is the one wished for, near enough for what it measures.

    A wish may be a comparison: `{op, value}` with `gt`, `lt`, `between`, `ne`, `in`, or `approx` with `tol`.
    """
    if isinstance(wanted, Mapping) and "op" in wanted:
        return _compares(key, value, wanted)
    if key == "rgb" and value is not None and wanted is not None:
        return all(abs(one - other) <= _NEAR_COLOUR for one, other in zip(value, wanted, strict=True))
    if isinstance(value, (list, tuple)) or isinstance(wanted, (list, tuple)):
        return bool(_plain(value) == _plain(wanted))
    found, wish = _number(value), _number(wanted)
    if found is not None and wish is not None:
        return abs(found - wish) <= _NEAR.get(key, _EXACT)
    return bool(value == wanted or str(value) == str(wanted))


def _wishes(device: Judged | None, expected: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Return what a device must be, and what may change beside."""
    attributes, truth = expected.get("attributes") or {}, expected.get("truth") or {}
    if device is None:
        state = expected.get("state")
        return {**({} if state is None else {"state": state}), **truth}, set()
    wanted = {**device.truth_of(expected.get("state"), attributes), **truth}
    loose: set[str] = set()
    said = "position" in truth or any(name in attributes for name in _POSITIONS)
    if {"open", "position"} <= wanted.keys() and not said:
        # A state alone says nothing of how far.
        del wanted["position"]
        loose |= device.FOLLOWS_STATE
    for key in wanted:
        loose |= _GOES_WITH.get(key, frozenset())
    return wanted, loose


def deviations(
    devices: Mapping[str, Judged],
    before: Snapshot,
    after: Snapshot,
    expect: Mapping[str, Mapping[str, Any]],
    ignore: Mapping[str, Sequence[str]] | None = None,
) -> list[str]:
    """Return what is not as it should be: wishes not met, and changes that nobody asked for.

    `expect` is `{entity_id: {state, attributes, truth}}`, the first two in Home Assistant's words; `ignore` names
    attributes that are not judged, `*` all of a device.
    """
    wrong = [f"{entity_id} is not in the home" for entity_id in expect if entity_id not in after]
    for entity_id, old in before.items():
        skipped = {_KEYS.get(name, name) for name in (ignore or {}).get(entity_id, ())}
        if "*" not in skipped:
            found = _deviations(devices.get(entity_id), old, after.get(entity_id, {}), expect.get(entity_id), skipped)
            wrong += [f"{entity_id}.{deviation}" for deviation in found]
    return wrong


def _deviations(
    device: Judged | None, old: Truth, new: Truth, expected: Mapping[str, Any] | None, skipped: set[str]
) -> list[str]:
    wanted, loose = ({}, set()) if expected is None else _wishes(device, expected)
    loose |= skipped | (set(device.DERIVED) if device else set())
    wrong = []
    for key, value in wanted.items():
        if key in skipped:
            continue
        if key not in new:
            wrong.append(f"{key}: the device has none, wanted {value!r}")
        elif not meets(key, new[key], value):
            wrong.append(f"{key}: {new[key]!r}, wanted {value!r}")
    for key, value in new.items():
        if key not in wanted and key not in loose and value != old.get(key):
            wrong.append(f"{key}: changed unasked from {old.get(key)!r} to {value!r}")
    return wrong


def tells(answer: str, any_of: Sequence[Any], all_of: Sequence[Any] = (), *, stems: bool = False) -> bool:
    """Return whether an answer has one of some facts, and all of others, as words of their own.

    With `stems` a fact of four letters or more may be a part of a word: languages bend and join their words.
    """
    text = " ".join(answer.casefold().split()).replace(" %", "%")

    def told(fact: Any) -> bool:
        words = " ".join(str(fact).casefold().split())
        if stems and len(words) >= _STEM:
            return words in text
        return re.search(rf"(?<![\w.]){re.escape(words)}(?!\w|\.\d)", text) is not None

    return (not any_of or any(map(told, any_of))) and all(map(told, all_of))


def timers_agree(found: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether the timers are those wished for, in any order: `seconds`, `name`, `command`, `active`."""
    left = list(found)
    for wish in wanted:
        match = next((timer for timer in left if _is_timer(timer, wish)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is_timer(timer: Mapping[str, Any], wish: Mapping[str, Any]) -> bool:
    def words(value: Any) -> str:
        return str(value or "").strip().lower()

    return (
        ("seconds" not in wish or abs(timer["seconds"] - wish["seconds"]) <= 2)
        and all(words(timer[name]) == words(wish[name]) for name in ("name", "command") if name in wish)
        and ("active" not in wish or timer["active"] == wish["active"])
    )
