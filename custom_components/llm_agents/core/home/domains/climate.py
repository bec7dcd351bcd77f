"""Climate: modes, set points, presets, fans, target humidity."""

from collections.abc import Sequence

from ...language.request import Action, Attribute, Reason
from ..features import ClimateFeature
from ..model import State
from ..wish import PERCENT, Move, Unable, Wish, attribute_is, cannot, every, has, is_state, near, number_of, tidy
from .base import TOLERANCES, Domain

# What Home Assistant itself prefers when a device is only told to turn on.
_SENSIBLE_MODES = ("heat_cool", "auto", "heat", "cool")
_DEFAULT_LIMITS = (7.0, 35.0)  # °C, Home Assistant's defaults
_HUMIDITY_LIMITS = (30.0, 99.0)
_SETS = (Action.SET, Action.TURN_ON)
_NAMED = {
    "preset_mode": ClimateFeature.PRESET_MODE,
    "fan_mode": ClimateFeature.FAN_MODE,
    "swing_mode": ClimateFeature.SWING_MODE,
}


def _ground(wish: Wish) -> Move:
    match wish.attribute:
        case None:
            return _power(wish)
        case Attribute.TEMPERATURE if wish.action in (*_SETS, Action.ADJUST):
            return _temperature(wish)
        case Attribute.HUMIDITY if wish.action in (*_SETS, Action.ADJUST):
            return _humidity(wish)
        case Attribute.HVAC_MODE | Attribute.MODE if wish.action in _SETS:
            return _mode(wish.option(_options(wish.state, "hvac_modes")))
        case Attribute.PRESET_MODE if wish.action in _SETS:
            wish.need(ClimateFeature.PRESET_MODE)
            return _named("preset_mode", wish.option(_options(wish.state, "preset_modes")))
        case Attribute.FAN_MODE | Attribute.FAN_SPEED if wish.action in _SETS:
            wish.need(ClimateFeature.FAN_MODE)
            return _named("fan_mode", wish.option(_options(wish.state, "fan_modes")))
    raise cannot(wish.what)


def _options(state: State, attribute: str) -> Sequence[str]:
    options = state.attributes.get(attribute)
    return [str(option) for option in options] if isinstance(options, list | tuple) else []


def _power(wish: Wish) -> Move:
    match wish.action:
        case Action.TURN_ON:
            return _turn_on(wish)
        case Action.TURN_OFF:
            return _turn_off(wish)
        case Action.TOGGLE if wish.state.state == "unknown":
            raise Unable(Reason.UNAVAILABLE)
        case Action.TOGGLE:
            return _turn_on(wish) if wish.state.state == "off" else _turn_off(wish)
    raise cannot(wish.what)


def _turn_on(wish: Wish) -> Move:
    if has(wish.state, ClimateFeature.TURN_ON):
        return Move(service="turn_on", holds=lambda state: state.available and state.state != "off")
    modes = _options(wish.state, "hvac_modes")
    if wish.state.state in modes and wish.state.state != "off":
        return _mode(wish.state.state)
    for mode in (*_SENSIBLE_MODES, *modes):
        if mode in modes and mode != "off":
            return _mode(mode)
    raise cannot(wish.what)


def _turn_off(wish: Wish) -> Move:
    if has(wish.state, ClimateFeature.TURN_OFF):
        return Move(service="turn_off", holds=is_state("off"))
    if "off" in _options(wish.state, "hvac_modes"):
        return _mode("off")
    raise cannot(wish.what)


def _mode(mode: str) -> Move:
    return Move(service="set_hvac_mode", data={"hvac_mode": mode}, holds=is_state(mode))


def _named(what: str, value: str) -> Move:
    return Move(service=f"set_{what}", data={what: value}, holds=attribute_is(what, value))


def _limits(state: State, unit: str) -> tuple[float, float]:
    low, high = _DEFAULT_LIMITS if unit == "°C" else (_fahrenheit(_DEFAULT_LIMITS[0]), _fahrenheit(_DEFAULT_LIMITS[1]))
    known_low, known_high = number_of(state, "min_temp"), number_of(state, "max_temp")
    return (low if known_low is None else known_low, high if known_high is None else known_high)


def _fahrenheit(celsius: float) -> float:
    return celsius * 9 / 5 + 32


def _temperature(wish: Wish) -> Move:
    low, high = _limits(wish.state, wish.unit)
    if _uses_range(wish.state):
        return _range(wish, low, high)
    wish.need(ClimateFeature.TARGET_TEMPERATURE)
    target = tidy(wish.bounded(number_of(wish.state, "temperature"), low, high, wish.unit))
    return _set_point(wish.state, target)


def _set_point(state: State, target: float) -> Move:
    """Return the move to one set point; the device may round it to its own step."""
    tolerance = max(TOLERANCES["temperature"], (number_of(state, "target_temp_step") or 0.0) / 2)
    return Move(
        service="set_temperature",
        data={"temperature": target},
        holds=near("temperature", target, tolerance),
        exact=near("temperature", target, 0),
    )


def _uses_range(state: State) -> bool:
    """Return whether the device now keeps between two set points rather than at one."""
    if not has(state, ClimateFeature.TARGET_TEMPERATURE_RANGE):
        return False
    if not has(state, ClimateFeature.TARGET_TEMPERATURE):
        return True
    return number_of(state, "temperature") is None and number_of(state, "target_temp_low") is not None


def _range(wish: Wish, low: float, high: float) -> Move:
    """Return the move of both set points around the wished temperature, as wide apart as before."""
    now_low, now_high = number_of(wish.state, "target_temp_low"), number_of(wish.state, "target_temp_high")
    known = now_low is not None and now_high is not None
    half = max((now_high - now_low) / 2, 0.0) if now_low is not None and now_high is not None else 1.0
    middle = (now_low + now_high) / 2 if now_low is not None and now_high is not None else None
    target = wish.bounded(middle if known else None, low, high, wish.unit)
    return _set_range(wish.state, tidy(max(target - half, low)), tidy(min(target + half, high)))


def _set_range(state: State, low: float, high: float) -> Move:
    tolerance = max(TOLERANCES["temperature"], (number_of(state, "target_temp_step") or 0.0) / 2)
    return Move(
        service="set_temperature",
        data={"target_temp_low": low, "target_temp_high": high},
        holds=every(near("target_temp_low", low, tolerance), near("target_temp_high", high, tolerance)),
        exact=every(near("target_temp_low", low, 0), near("target_temp_high", high, 0)),
    )


def _humidity(wish: Wish) -> Move:
    wish.need(ClimateFeature.TARGET_HUMIDITY)
    known_low, known_high = number_of(wish.state, "min_humidity"), number_of(wish.state, "max_humidity")
    low = _HUMIDITY_LIMITS[0] if known_low is None else known_low
    high = _HUMIDITY_LIMITS[1] if known_high is None else known_high
    target = wish.whole(number_of(wish.state, "humidity"), low, high, PERCENT)
    return _set_humidity(target)


def _set_humidity(target: int) -> Move:
    holds = near("humidity", target, TOLERANCES["humidity"])
    return Move(service="set_humidity", data={"humidity": target}, holds=holds, exact=near("humidity", target, 0))


def _restore(before: State, now: State) -> list[Move]:
    was = before.attributes
    moves: list[Move] = []
    if before.available and before.state != "off":
        moves.append(_mode(before.state))
    # A preset brings its own set points: it goes first, they after it.
    moves += [
        _named(name, was[name])
        for name, feature in _NAMED.items()
        if isinstance(was.get(name), str) and has(now, feature)
    ]
    if (humidity := number_of(before, "humidity")) is not None and has(now, ClimateFeature.TARGET_HUMIDITY):
        moves.append(_set_humidity(round(humidity)))
    moves += _restore_set_points(before, now)
    if before.state == "off":
        moves.append(_mode("off"))
    return [move for move in moves if not move.holds(now)]


def _restore_set_points(before: State, now: State) -> list[Move]:
    # The former set points are what the device itself had rounded to: they come back exactly.
    unstepped = State(entity_id=now.entity_id, state=now.state)
    low, high = number_of(before, "target_temp_low"), number_of(before, "target_temp_high")
    temperature = number_of(before, "temperature")
    if temperature is not None and has(now, ClimateFeature.TARGET_TEMPERATURE):
        return [_set_point(unstepped, tidy(temperature))]
    if low is not None and high is not None and has(now, ClimateFeature.TARGET_TEMPERATURE_RANGE):
        return [_set_range(unstepped, tidy(low), tidy(high))]
    return []


CLIMATE = Domain(
    ground=_ground,
    keep=("temperature", "target_temp_low", "target_temp_high", "humidity", *_NAMED),
    restore=_restore,
)
