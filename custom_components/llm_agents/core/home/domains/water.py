"""Water heaters and humidifiers: on, off, set point, mode."""

from ...language.request import Action, Attribute, Reason
from ..features import HumidifierFeature, WaterHeaterFeature
from ..model import State
from ..wish import PERCENT, Move, Unable, Wish, attribute_is, cannot, has, is_state, near, number_of, tidy
from .base import TOLERANCES, Domain
from .onoff import on_off, restore_on_off

_SETS = (Action.SET, Action.TURN_ON)
_HEATER_LIMITS = {"°C": (43.3, 60.0), "°F": (110.0, 140.0)}  # Home Assistant's defaults
_HUMIDITY_LIMITS = (0.0, 100.0)
# The modes that an owner who only says "on" may mean, cheapest first.
_HEATER_MODES = ("eco", "heat_pump", "performance", "electric", "gas", "high_demand")


def _ground_heater(wish: Wish) -> Move:
    match wish.attribute:
        case None:
            return _heater_power(wish)
        case Attribute.TEMPERATURE if wish.action in (*_SETS, Action.ADJUST):
            wish.need(WaterHeaterFeature.TARGET_TEMPERATURE)
            default_low, default_high = _HEATER_LIMITS.get(wish.unit, _HEATER_LIMITS["°C"])
            low, high = number_of(wish.state, "min_temp"), number_of(wish.state, "max_temp")
            limits = (default_low if low is None else low, default_high if high is None else high)
            return _set_point(tidy(wish.bounded(number_of(wish.state, "temperature"), *limits, wish.unit)), wish.state)
        case Attribute.MODE | Attribute.PRESET_MODE | Attribute.HVAC_MODE if wish.action in _SETS:
            wish.need(WaterHeaterFeature.OPERATION_MODE)
            return _operation(wish.option(wish.state.attributes.get("operation_list")))
    raise cannot(wish.what)


def _heater_power(wish: Wish) -> Move:
    match wish.action:
        case Action.TOGGLE if wish.state.state == "unknown":
            raise Unable(Reason.UNAVAILABLE)
        case Action.TURN_ON | Action.TURN_OFF | Action.TOGGLE:
            turn_on = wish.action is Action.TURN_ON or (wish.action is Action.TOGGLE and wish.state.state == "off")
        case _:
            raise cannot(wish.what)
    if has(wish.state, WaterHeaterFeature.ON_OFF):
        if turn_on:
            return Move(service="turn_on", holds=lambda state: state.available and state.state != "off")
        return Move(service="turn_off", holds=is_state("off"))
    wish.need(WaterHeaterFeature.OPERATION_MODE)
    listed = wish.state.attributes.get("operation_list")
    modes = [mode for mode in listed if isinstance(mode, str)] if isinstance(listed, list | tuple) else []
    if not turn_on and "off" in modes:
        return _operation("off")
    if turn_on and wish.state.state in modes and wish.state.state != "off":
        return _operation(wish.state.state)
    for mode in (*_HEATER_MODES, *modes):
        if turn_on and mode in modes and mode != "off":
            return _operation(mode)
    raise cannot(wish.what)


def _operation(mode: str) -> Move:
    return Move(service="set_operation_mode", data={"operation_mode": mode}, holds=is_state(mode))


def _set_point(target: float, state: State) -> Move:
    tolerance = max(TOLERANCES["temperature"], (number_of(state, "target_temp_step") or 0.0) / 2)
    return Move(
        service="set_temperature",
        data={"temperature": target},
        holds=near("temperature", target, tolerance),
        exact=near("temperature", target, 0),
    )


def _restore_heater(before: State, now: State) -> list[Move]:
    moves: list[Move] = []
    away = before.attributes.get("away_mode")
    if away in ("on", "off") and has(now, WaterHeaterFeature.AWAY_MODE):
        holds = attribute_is("away_mode", away)
        moves.append(Move(service="set_away_mode", data={"away_mode": away == "on"}, holds=holds))
    temperature = number_of(before, "temperature")
    if temperature is not None and has(now, WaterHeaterFeature.TARGET_TEMPERATURE):
        moves.append(_set_point(tidy(temperature), State(entity_id=now.entity_id, state=now.state)))
    if before.available:
        if has(now, WaterHeaterFeature.OPERATION_MODE):
            moves.append(_operation(before.state))
        elif before.state in ("on", "off"):
            moves += restore_on_off(before, now)
    return [move for move in moves if not move.holds(now)]


def _ground_humidifier(wish: Wish) -> Move:
    match wish.attribute:
        case None:
            return on_off(wish)
        case Attribute.HUMIDITY if wish.action in (*_SETS, Action.ADJUST):
            low, high = number_of(wish.state, "min_humidity"), number_of(wish.state, "max_humidity")
            limits = (_HUMIDITY_LIMITS[0] if low is None else low, _HUMIDITY_LIMITS[1] if high is None else high)
            return _set_humidity(wish.whole(number_of(wish.state, "humidity"), *limits, PERCENT))
        case Attribute.MODE | Attribute.PRESET_MODE if wish.action in _SETS:
            wish.need(HumidifierFeature.MODES)
            return _humidifier_mode(wish.option(wish.state.attributes.get("available_modes")))
    raise cannot(wish.what)


def _set_humidity(target: int) -> Move:
    holds = near("humidity", target, TOLERANCES["humidity"])
    return Move(service="set_humidity", data={"humidity": target}, holds=holds, exact=near("humidity", target, 0))


def _humidifier_mode(mode: str) -> Move:
    return Move(service="set_mode", data={"mode": mode}, holds=attribute_is("mode", mode))


def _restore_humidifier(before: State, now: State) -> list[Move]:
    moves: list[Move] = []
    if isinstance(mode := before.attributes.get("mode"), str) and has(now, HumidifierFeature.MODES):
        moves.append(_humidifier_mode(mode))
    if (humidity := number_of(before, "humidity")) is not None:
        moves.append(_set_humidity(round(humidity)))
    return [move for move in moves if not move.holds(now)] + restore_on_off(before, now)


WATER_HEATER = Domain(ground=_ground_heater, keep=("temperature", "away_mode"), restore=_restore_heater)
HUMIDIFIER = Domain(ground=_ground_humidifier, keep=("humidity", "mode"), restore=_restore_humidifier)
