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
from .asset_codec import AssetEntry
from .assets import AssetKind, Battery, Photovoltaics, Vehicle
from .controls import Actuator
from .modes import Command, Mode

_KILOWATTS: Mapping[str, float] = {"W": 1e-3, "kW": 1.0, "MW": 1e3}
_AMPERES: Mapping[str, float] = {"A": 1.0, "mA": 1e-3}
_PRESSED = ("button", "input_button")
_SELECTED = ("select", "input_select")

type Acts = Iterator[Act | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command to an asset, in a home whose entities have states. `fahrenheit` if its thermometers are in °F."""

    command: Command
    entry: AssetEntry
    states: StateReader
    fahrenheit: bool = False

    def acts(self) -> tuple[Act, ...]:
        """Return the acts that bring the asset into the command's mode; none where its entities cannot.

        Acts that are already so are among them: grounding leaves those out. A number whose entity is away, or is no
        such quantity, is left alone.
        """
        by_kind: dict[AssetKind, Callable[[Order], Acts]] = {
            AssetKind.BATTERY: _battery,
            AssetKind.VEHICLE: _vehicle,
            AssetKind.ZONE: _thermal,
            AssetKind.WATER_HEATER: _thermal,
            AssetKind.APPLIANCE: _programme,
            AssetKind.LOAD: _switched,
            AssetKind.FUEL_HEATER: _switched,
            AssetKind.PHOTOVOLTAICS: _panels,
        }
        make = by_kind.get(self.entry.kind)
        return tuple(act for act in make(self) if act is not None) if make else ()

    def mode(self, mode: Mode) -> Act | None:
        """Return the act that selects a mode, or runs its script."""
        controls, entity_id = self.entry.controls, self.entry.controls.entities.get(Actuator.MODE)
        if entity_id is not None and mode in controls.options:
            return _select(entity_id, controls.options[mode])
        if (script := controls.scripts.get(mode)) is not None:
            return Act(action=Action.ACTIVATE, entity_ids=(script,))
        return None

    def switch(self, on: bool) -> Act | None:
        """Return the act that switches the asset."""
        entity_id = self.entry.controls.entities.get(Actuator.SWITCH)
        return None if entity_id is None else _on_off(entity_id, on)

    def power(self, actuator: Actuator, kilowatts: float, whole: float | None = None) -> Act | None:
        """Return the act that sets a power; `whole` is what 100 % are, where an entity may be in per cent."""
        units = {**_KILOWATTS, "%": whole / 100} if whole else _KILOWATTS
        return self.number(actuator, kilowatts, units)

    def number(self, actuator: Actuator, value: float, units: Mapping[str, float]) -> Act | None:
        """Return the act that sets a number in one of some units; without any the value is in the entity's own."""
        entity_id = self.entry.controls.entities.get(actuator)
        state = self.states(entity_id) if entity_id is not None else None
        if entity_id is None or state is None or state.state == "unavailable":
            return None
        scale = _scale(state, units)
        if scale is None:
            return None
        number = _stepped(value / scale, state)
        return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.NUMBER, value=number)

    def set_point(self, actuator: Actuator, target: float) -> Act | None:
        """Return the act that sets a thermostat, within its range and on its steps; `target` is in its unit."""
        entity_id = self.entry.controls.entities.get(actuator)
        state = self.states(entity_id) if entity_id is not None else None
        if entity_id is None or state is None or not state.available:
            return None
        step = number_of(state, "target_temp_step") or 0.5
        value = _clamped(round(target / step) * step, number_of(state, "min_temp"), number_of(state, "max_temp"))
        return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.TEMPERATURE, value=value)


def _battery(order: Order) -> Acts:
    battery, command = order.entry.asset, order.command
    if not isinstance(battery, Battery):
        return
    mode = command.mode
    # One that is to do nothing keeps at least what it has, where its device cannot be told so.
    meant = (mode, Mode.HOLD) if mode is Mode.OFF else (mode,)
    yield order.mode(next((one for one in meant if order.entry.controls.states(one)), Mode.SELF_CONSUME))
    asked = command.power_kw
    charge = {Mode.CHARGE: asked, Mode.HOLD_CHARGE: 0.0, Mode.OFF: 0.0}.get(mode)
    discharge = {Mode.EXPORT: asked, Mode.HOLD: 0.0, Mode.OFF: 0.0}.get(mode)
    charge = battery.charge_kw if charge is None else charge
    discharge = battery.discharge_kw if discharge is None else discharge
    yield order.power(Actuator.CHARGE_POWER, charge)
    yield order.power(Actuator.DISCHARGE_POWER, discharge)
    signed = {Mode.CHARGE: charge, Mode.EXPORT: -discharge}.get(mode, asked)
    if signed is None and mode in (Mode.HOLD, Mode.HOLD_CHARGE, Mode.OFF):
        signed = 0.0
    if signed is not None and not (mode is Mode.SELF_CONSUME and order.entry.controls.states(mode)):
        yield order.power(Actuator.POWER, signed)


def _vehicle(order: Order) -> Acts:
    vehicle, command = order.entry.asset, order.command
    if not isinstance(vehicle, Vehicle):
        return
    surplus = command.mode is Mode.SOLAR and (command.power_kw or 0.0) >= vehicle.minimum_kw - 1e-6
    charging = surplus or command.mode in (Mode.ON, Mode.CHARGE)
    stated = order.entry.controls.states(command.mode)
    yield order.mode(command.mode if stated else Mode.ON if charging else Mode.OFF)
    if charging:
        power = vehicle.maximum_kw if command.power_kw is None else command.power_kw
        ampere = max(power, vehicle.minimum_kw) * 1e3 / (order.entry.controls.volts * vehicle.phases)
        yield order.number(Actuator.CURRENT, ampere, _AMPERES)
        yield order.power(Actuator.CHARGE_POWER, max(power, vehicle.minimum_kw))
    yield order.switch(charging or (command.mode is Mode.SOLAR and stated))


def _thermal(order: Order) -> Acts:
    """Yield the set point where there is one, else on and off."""
    command, on = order.command, order.command.mode not in (Mode.OFF, Mode.HOLD)
    yield order.mode(command.mode)
    if command.target is not None:
        target = command.target * 9 / 5 + 32 if order.fahrenheit else command.target
        yield order.set_point(Actuator.CLIMATE, target)
        yield order.set_point(Actuator.WATER_HEATER, target)
        yield order.number(Actuator.TEMPERATURE, target, {})
    yield order.switch(on)


def _programme(order: Order) -> Acts:
    entity_id = order.entry.controls.entities.get(Actuator.START)
    if entity_id is None or order.command.mode is not Mode.ON:
        return
    domain = entity_id.partition(".")[0]
    if domain in _SELECTED:
        yield _select(entity_id, order.entry.controls.start_option) if order.entry.controls.start_option else None
    else:
        yield Act(action=Action.PRESS if domain in _PRESSED else Action.TURN_ON, entity_ids=(entity_id,))


def _switched(order: Order) -> Acts:
    surplus = order.command.mode is Mode.SOLAR and (order.command.power_kw or 0.0) > 0
    on = surplus or order.command.mode is Mode.ON
    yield order.mode(
        order.command.mode if order.entry.controls.states(order.command.mode) else Mode.ON if on else Mode.OFF
    )
    yield order.switch(on)


def _panels(order: Order) -> Acts:
    panels, command = order.entry.asset, order.command
    if isinstance(panels, Photovoltaics):
        most = panels.inverter_kw or panels.peak_kw
        held = command.mode is Mode.HOLD and command.power_kw is not None
        yield order.power(Actuator.LIMIT, command.power_kw if held and command.power_kw is not None else most, most)


def _select(entity_id: str, option: str) -> Act:
    return Act(action=Action.SET, entity_ids=(entity_id,), attribute=Attribute.OPTION, value=option)


def _on_off(entity_id: str, on: bool) -> Act:
    return Act(action=Action.TURN_ON if on else Action.TURN_OFF, entity_ids=(entity_id,))


def _scale(state: State, units: Mapping[str, float]) -> float | None:
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


def charging_power(entry: AssetEntry, states: StateReader) -> float | None:
    """Return the power in kW that a charger is set to by its current; `None` where it has none."""
    entity_id = entry.controls.entities.get(Actuator.CURRENT)
    state = states(entity_id) if entity_id else None
    ampere = as_number(state.state) if state is not None else None
    if state is None or ampere is None or not isinstance(entry.asset, Vehicle):
        return None
    return ampere * (_scale(state, _AMPERES) or 0.0) * entry.controls.volts * entry.asset.phases / 1e3
