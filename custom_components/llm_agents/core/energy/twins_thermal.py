"""Twins of what is heated or cooled: under their own thermostats, or under a command's set point. No numpy."""

from typing import override

from .assets import WaterHeater, Zone
from .modes import Command, Mode
from .twin import DAY, Reading, Span, Twin, curve

_LITRE = 1.163e-3  # kWh/K
_HYSTERESIS = 5.0  # K below its target at which a tank heats
_MILD = 7.0  # °C outside, where that is not known


class ZoneTwin(Twin):
    """Rooms whose thermostat keeps the lower end of the band (cooled: the upper end), or a command's set point."""

    def __init__(self, zone: Zone) -> None:
        """Begin as warm as the rooms are. The zone needs a model."""
        super().__init__()
        self._zone = zone

    @override
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        model, zone = self._zone.model, self._zone
        target = reading.high if zone.cooling else reading.low
        if order is not None and order.target is not None:
            target = order.target
        if model is None or reading.level is None or target is None:
            return reading.power
        sign = -1.0 if zone.cooling else 1.0
        cop = max(curve(zone.cop, _MILD if span.outdoor is None else span.outdoor), 0.1)
        air, walls = self.numbers.get("air", 0.0), self.numbers.get("walls", 0.0)
        flow = model.loss * air + model.coupling * (air - walls)
        wanted = reading.power * cop + sign * (model.capacity * (target - reading.level - air) / span.hours + flow)
        power = min(max(wanted / cop, 0.0), zone.maximum_kw)
        if order is not None and order.mode is Mode.OFF and order.target is None:
            power = 0.0
        heat = sign * (power - reading.power) * cop
        self.numbers["air"] = air + (heat - flow) * span.hours / model.capacity
        if model.mass_capacity > 0:
            self.numbers["walls"] = walls + model.coupling * (air - walls) * span.hours / model.mass_capacity
        held = model.capacity * self.numbers["air"] + model.mass_capacity * self.numbers.get("walls", 0.0)
        self.stored = -sign * held / cop
        return power

    @override
    def level(self, reading: Reading) -> float | None:
        return None if reading.level is None else reading.level + self.numbers.get("air", 0.0)


class TankTwin(Twin):
    """A tank whose thermostat heats from some kelvin below its target up to it, and against legionella in time."""

    def __init__(self, tank: WaterHeater) -> None:
        """Begin as warm as the tank is."""
        super().__init__()
        self._tank = tank

    @override
    def step(self, reading: Reading, span: Span, order: Command | None, surplus: float) -> float:
        tank, warmth = self._tank, self._tank.litres * _LITRE
        if reading.level is None:
            return reading.power
        off = self.numbers.get("off", 0.0)
        now, target = reading.level + off, self._target(reading.level + off, span, order)
        heating = (
            now < target if self.numbers.get("heating") else now < target - (_HYSTERESIS if order is None else 0.5)
        )
        cop = max(curve(tank.cop, _MILD if span.outdoor is None else span.outdoor), 0.1)
        need = warmth * max(target - now, 0.0) / cop / span.hours + reading.power
        power = min(tank.heater_kw, need) if heating else 0.0
        heat = (power - reading.power) * cop - tank.loss_w_per_k * 1e-3 * off
        self.numbers |= {"heating": float(heating), "off": off + heat * span.hours / warmth}
        self.stored = -warmth * self.numbers["off"] / cop
        return power

    def _target(self, now: float, span: Span, order: Command | None) -> float:
        tank = self._tank
        if order is not None:
            on = tank.target if order.mode is Mode.ON else tank.minimum
            return order.target if order.target is not None else on
        if tank.legionella is None:
            return tank.target
        hot = self.numbers.setdefault("hot", span.at)
        if now >= tank.legionella - 0.5:
            self.numbers["hot"] = span.at
        return tank.legionella if span.at - hot > tank.legionella_days * DAY else tank.target

    @override
    def level(self, reading: Reading) -> float | None:
        return None if reading.level is None else reading.level + self.numbers.get("off", 0.0)
