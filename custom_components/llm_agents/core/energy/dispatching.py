"""What a command asks of the entities that control an asset: typed acts, which go the way that all acts go.

Powers are converted to the unit of each entity and kept within its range and steps, rounded toward nothing; a thermal
device with a set point is never switched off for money, its set point is moved.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
import math

from ..home.model import State, StateReader
from ..home.wish import as_number, number_of
from ..language.request import Act, Action, Attribute
from .assets import Asset, AssetKind, Battery, FuelHeater, Load, Photovoltaics, Vehicle, WaterHeater, Zone, kind_of
from .controls import Actuator, Controls
from .modes import Command, Mode

VOLTS = 230.0
"""Between a phase and neutral, for chargers that are set in ampere."""

_KILOWATTS: Mapping[str, float] = {"W": 1e-3, "kW": 1.0, "MW": 1e3}
_AMPERES: Mapping[str, float] = {"A": 1.0, "mA": 1e-3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """An asset with the entities that control it. `fahrenheit` if the home's thermometers are in °F."""

    asset: Asset
    controls: Controls
    fahrenheit: bool = False

    @property
    def kind(self) -> AssetKind:
        """Return what kind of asset it is."""
        return kind_of(self.asset)


def acts_for(command: Command, binding: Binding, states: StateReader) -> tuple[Act, ...]:
    """Return the acts that bring an asset into a command's mode; none where its entities cannot.

    Acts that are already so are among them: grounding leaves those out. An entity of which no state is known is left
    out too.
    """
    by_kind: dict[AssetKind, Callable[[Command, Binding, StateReader], Iterator[Act | None]]] = {
        AssetKind.BATTERY: _battery,
        AssetKind.VEHICLE: _vehicle,
        AssetKind.ZONE: _thermal,
        AssetKind.WATER_HEATER: _thermal,
        AssetKind.APPLIANCE: _programme,
        AssetKind.LOAD: _switched,
        AssetKind.FUEL_HEATER: _switched,
        AssetKind.PHOTOVOLTAICS: _panels,
    }
    make = by_kind.get(binding.kind)
    return tuple(act for act in make(command, binding, states) if act is not None) if make else ()


def _battery(command: Command, binding: Binding, states: StateReader) -> Iterator[Act | None]:
    battery, controls, mode = binding.asset, binding.controls, command.mode
    if not isinstance(battery, Battery):
        return
    stated = mode in controls.options
    yield _option(controls, mode if stated else Mode.SELF_CONSUME)
    charge, discharge = battery.charge_kw, battery.discharge_kw
    match mode:
        case Mode.CHARGE:
            charge = command.power_kw if command.power_kw is not None else charge
        case Mode.EXPORT:
            discharge = command.power_kw if command.power_kw is not None else discharge
        case Mode.HOLD:
            discharge = 0.0
        case Mode.HOLD_CHARGE:
            charge = 0.0
    yield _power(controls, Actuator.CHARGE_POWER, charge, states)
    yield _power(controls, Actuator.DISCHARGE_POWER, discharge, states)
    if Actuator.POWER in controls.entities:
        signed = {Mode.CHARGE: charge, Mode.EXPORT: -discharge}.get(mode, command.power_kw)
        if signed is None and mode in (Mode.HOLD, Mode.HOLD_CHARGE):
            signed = 0.0
        if signed is not None:
            yield _power(controls, Actuator.POWER, signed, states)


def _vehicle(command: Command, binding: Binding, states: StateReader) -> Iterator[Act | None]:
    vehicle, controls = binding.asset, binding.controls
    if not isinstance(vehicle, Vehicle):
        return
    charging = command.mode in (Mode.ON, Mode.CHARGE) or (
        command.mode is Mode.SOLAR and (command.power_kw or 0.0) >= vehicle.minimum_kw - 1e-6
    )
    stated = command.mode in controls.options
    yield _option(controls, command.mode if stated else Mode.ON if charging else Mode.OFF)
    if charging:
        power = command.power_kw if command.power_kw is not None else vehicle.maximum_kw
        ampere = max(power, vehicle.minimum_kw) * 1e3 / (VOLTS * vehicle.phases)
        yield _number(controls, Actuator.CURRENT, ampere, _AMPERES, states)
    yield _switch(controls, charging or (command.mode is Mode.SOLAR and stated))


def _thermal(command: Command, binding: Binding, states: StateReader) -> Iterator[Act | None]:
    """Yield the set point where there is one, else on and off."""
    controls, on = binding.controls, command.mode not in (Mode.OFF, Mode.HOLD)
    yield _option(controls, command.mode)
    if command.target is not None:
        target = command.target * 9 / 5 + 32 if binding.fahrenheit else command.target
        for actuator in (Actuator.CLIMATE, Actuator.WATER_HEATER):
            if (entity_id := controls.entities.get(actuator)) is not None:
                yield _set_point(entity_id, target, states)
        yield _number(controls, Actuator.TEMPERATURE, target, {}, states)
    elif isinstance(binding.asset, Zone | WaterHeater) and Actuator.WATER_HEATER in controls.entities:
        yield _on_off(controls.entities[Actuator.WATER_HEATER], on)
    yield _switch(controls, on)


def _programme(command: Command, binding: Binding, states: StateReader) -> Iterator[Act | None]:
    entity_id = binding.controls.entities.get(Actuator.START)
    if entity_id is None or command.mode is not Mode.ON:
        return
    domain = entity_id.partition(".")[0]
    action = Action.PRESS if domain in ("button", "input_button") else Action.TURN_ON
    yield Act(action=action, entity_ids=(entity_id,))


def _switched(command: Command, binding: Binding, states: StateReader) -> Iterator[Act | None]:
    if not isinstance(binding.asset, Load | FuelHeater):
        return
    solar = command.mode is Mode.SOLAR and (command.power_kw or 0.0) > 0
    yield _option(binding.controls, command.mode)
    yield _switch(binding.controls, command.mode is Mode.ON or solar)


def _panels(command: Command, binding: Binding, states: StateReader) -> Iterator[Act | None]:
    panels = binding.asset
    if isinstance(panels, Photovoltaics):
        most = panels.inverter_kw or panels.peak_kw
        limit = command.power_kw if command.mode is Mode.HOLD and command.power_kw is not None else most
        yield _power(binding.controls, Actuator.LIMIT, limit, states, whole=most)


def _option(controls: Controls, mode: Mode) -> Act | None:
    entity_id, option = controls.entities.get(Actuator.MODE), controls.options.get(mode)
    if entity_id is None or option is None:
        return None
    return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.OPTION, value=option)


def _switch(controls: Controls, on: bool) -> Act | None:
    entity_id = controls.entities.get(Actuator.SWITCH)
    return None if entity_id is None else _on_off(entity_id, on)


def _on_off(entity_id: str, on: bool) -> Act:
    return Act(action=Action.TURN_ON if on else Action.TURN_OFF, entity_ids=(entity_id,))


def _set_point(entity_id: str, target: float, states: StateReader) -> Act | None:
    state = states(entity_id)
    if state is None or not state.available:
        return None
    step = number_of(state, "target_temp_step") or 0.5
    value = _clamped(round(target / step) * step, number_of(state, "min_temp"), number_of(state, "max_temp"))
    return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.TEMPERATURE, value=value)


def _power(
    controls: Controls, actuator: Actuator, kilowatts: float, states: StateReader, *, whole: float | None = None
) -> Act | None:
    units = dict(_KILOWATTS)
    if whole:
        units["%"] = whole / 100
    return _number(controls, actuator, kilowatts, units, states)


def _number(
    controls: Controls, actuator: Actuator, value: float, units: Mapping[str, float], states: StateReader
) -> Act | None:
    """Return the act that sets a number; none for an entity that is away or whose unit is no such quantity."""
    entity_id = controls.entities.get(actuator)
    state = states(entity_id) if entity_id is not None else None
    if entity_id is None or state is None or state.state == "unavailable":
        return None
    scale = scale_of(state, units)
    if scale is None:
        return None
    number = _stepped(value / scale, state)
    return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.NUMBER, value=number)


def scale_of(state: State, units: Mapping[str, float]) -> float | None:
    """Return what one of an entity's units is in ours; `None` where it is another quantity, 1 where it has no unit."""
    unit = state.attributes.get("unit_of_measurement")
    return 1.0 if not unit or not units else units.get(str(unit))


def _stepped(value: float, state: State) -> float:
    """Return a number as an entity takes it: on one of its steps toward nothing, within its range."""
    low, high, step = number_of(state, "min"), number_of(state, "max"), number_of(state, "step")
    if step and step > 0:
        base = low if low is not None and low > 0 else 0.0
        steps = (value - base) / step
        value = base + math.trunc(steps + math.copysign(1e-6, steps)) * step
    return _clamped(value, low, high)


def _clamped(value: float, low: float | None, high: float | None) -> float:
    value = value if low is None else max(value, low)
    return round(value if high is None else min(value, high), 6)


def power_set(binding: Binding, states: StateReader) -> float | None:
    """Return the power that a charger is set to now, in kW; `None` where it is not set by a number."""
    entity_id = binding.controls.entities.get(Actuator.CURRENT)
    state = states(entity_id) if entity_id else None
    ampere = as_number(state.state) if state is not None else None
    if state is None or ampere is None or not isinstance(binding.asset, Vehicle):
        return None
    return ampere * (scale_of(state, _AMPERES) or 0.0) * VOLTS * binding.asset.phases / 1e3
