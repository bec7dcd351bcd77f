"""Lights: on, off, brightness, colour, colour temperature."""

from collections.abc import Mapping
from typing import Any

from ...language.request import Action, Attribute, Reason
from ..colors import color_near, css_color, kelvin_to_rgb
from ..model import State
from ..wish import PERCENT, Move, Predicate, Unable, Wish, cannot, every, is_state, near, never, number_of, tidy
from .base import Domain, alike
from .onoff import on_off

_COLOR_MODES = frozenset({"hs", "xy", "rgb", "rgbw", "rgbww"})
_DIMMABLE = _COLOR_MODES | {"brightness", "color_temp", "white"}
# The attribute that carries the colour in each colour mode, also the name of its service field.
_MODE_ATTRIBUTE: Mapping[str, str] = {
    "color_temp": "color_temp_kelvin",
    **{mode: f"{mode}_color" for mode in _COLOR_MODES},
}
# A white that a colour lamp can imitate.
_IMITATED_KELVIN = (1_500.0, 9_000.0)
# Beyond the limits by this much a colour temperature is meant to be the limit.
_KELVIN_GRACE = 0.05
_BRIGHTNESS_TOLERANCE = 5.1  # 2 % of 255
_ON = is_state("on")


def _ground(wish: Wish) -> Move:
    match wish.action, wish.attribute:
        case Action.SET | Action.ADJUST | Action.TURN_ON, Attribute.BRIGHTNESS:
            return _brightness(wish)
        case Action.SET | Action.TURN_ON, Attribute.COLOR:
            return _color(wish)
        case Action.SET | Action.ADJUST | Action.TURN_ON, Attribute.COLOR_TEMPERATURE:
            return _color_temperature(wish)
        case _, None:
            return on_off(wish)
    raise cannot(wish.what)


def _modes(state: State) -> frozenset[str]:
    modes = state.attributes.get("supported_color_modes")
    return frozenset(str(mode) for mode in modes) if isinstance(modes, list | tuple | set | frozenset) else frozenset()


def _percent(state: State) -> float:
    """Return the present brightness in per cent, 0 when off."""
    if state.state != "on":
        return 0.0
    brightness = number_of(state, "brightness")
    return 100.0 if brightness is None else brightness / 255 * 100


def _brightness(wish: Wish) -> Move:
    if not _modes(wish.state) & _DIMMABLE:
        raise cannot(wish.what)
    if wish.action is Action.ADJUST and wish.number() < 0:
        # Dimming never switches a lamp off, nor on.
        if wish.state.state != "on":
            raise cannot(wish.what, why="off")
        percent = wish.bounded(_percent(wish.state), 1, 100, PERCENT)
    else:
        percent = wish.bounded(_percent(wish.state), 0, 100, PERCENT)
    if percent == 0:
        return Move(service="turn_off", holds=is_state("off"))
    brightness = max(1, round(percent / 100 * 255))
    return Move(
        service="turn_on",
        data={"brightness_pct": tidy(max(percent, 0.4))},
        holds=every(_ON, near("brightness", brightness, _BRIGHTNESS_TOLERANCE)),
        exact=every(_ON, near("brightness", brightness, 1)),
    )


def _color(wish: Wish) -> Move:
    if not _modes(wish.state) & _COLOR_MODES:
        raise cannot(wish.what)
    if wish.value is None or wish.value == "":
        raise Unable(Reason.MISSING_VALUE, what=wish.what)
    rgb = css_color(str(wish.value))
    if rgb is None:
        raise cannot(wish.what, value=str(wish.value))
    not_white = _not_mode("color_temp")
    return Move(
        service="turn_on",
        data={"rgb_color": list(rgb)},
        holds=every(_ON, color_near(rgb)),
        exact=every(_ON, not_white, color_near(rgb, 0.1)),
    )


def _color_temperature(wish: Wish) -> Move:
    modes = _modes(wish.state)
    if "color_temp" not in modes:
        return _imitated_white(wish, modes)
    low = number_of(wish.state, "min_color_temp_kelvin") or 2_000.0
    high = number_of(wish.state, "max_color_temp_kelvin") or 6_535.0
    value = wish.number()
    if wish.action is not Action.ADJUST and low * (1 - _KELVIN_GRACE) <= value <= high * (1 + _KELVIN_GRACE):
        kelvin = round(min(max(value, low), high))
    else:
        base = number_of(wish.state, "color_temp_kelvin") or (low + high) / 2
        kelvin = round(wish.bounded(base, low, high, "K"))
    return Move(
        service="turn_on",
        data={"color_temp_kelvin": kelvin},
        # Lamps count in mireds, and round to whole ones.
        holds=every(_ON, near("color_temp_kelvin", kelvin, max(50.0, kelvin * 0.02))),
        exact=every(_ON, near("color_temp_kelvin", kelvin, 10)),
    )


def _imitated_white(wish: Wish, modes: frozenset[str]) -> Move:
    """Let a lamp with colours only show the colour of a white; Home Assistant converts it."""
    if not modes & _COLOR_MODES:
        raise cannot(wish.what)
    if wish.action is Action.ADJUST:
        raise cannot(wish.what, why="unknown_now")
    kelvin = round(wish.bounded(None, *_IMITATED_KELVIN, "K"))
    return Move(
        service="turn_on",
        data={"color_temp_kelvin": kelvin},
        holds=every(_ON, color_near(kelvin_to_rgb(kelvin), 1.5)),
        exact=never,
    )


def _not_mode(mode: str) -> Predicate:
    return lambda state: state.attributes.get("color_mode") != mode


def _restore(before: State, now: State) -> list[Move]:
    if before.state == "off":
        return [] if now.state == "off" else [Move(service="turn_off", holds=is_state("off"))]
    if before.state != "on":
        return []
    data, kept = _restoring_data(before)
    holds = every(_ON, *(_as_before(name, before.attributes[name]) for name in kept))
    return [] if holds(now) else [Move(service="turn_on", data=data, holds=holds)]


def _restoring_data(before: State) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of the call that brings a lamp back, and the attributes to read back."""
    data: dict[str, Any] = {}
    kept: list[str] = []
    if "brightness" in before.attributes:
        data["brightness"] = before.attributes["brightness"]
        kept.append("brightness")
    effect = before.attributes.get("effect")
    if effect and effect != "off":
        data["effect"] = effect
        return data, [*kept, "effect"]
    attribute = _MODE_ATTRIBUTE.get(str(before.attributes.get("color_mode")))
    if attribute and attribute in before.attributes:
        data[attribute] = before.attributes[attribute]
        kept += [attribute, "color_mode"]
    elif before.attributes.get("color_mode") == "white":
        data["white"] = data.pop("brightness", 255)
        kept.append("color_mode")
    return data, kept


def _as_before(name: str, value: Any) -> Predicate:
    return lambda state: alike(name, state.attributes.get(name), value)


LIGHT = Domain(
    ground=_ground,
    keep=("brightness", "color_mode", "effect", *_MODE_ATTRIBUTE.values()),
    restore=_restore,
)
