"""The house as it is: what its devices do when they are told a mode, minute by minute where that matters.

Physics of its own, apart from the planner's: a battery with two efficiencies, a vehicle at its charger, a heated zone of one
heat capacity, a tank of two nodes, programmes that run once started. A device obeys what it physically can.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from custom_components.llm_agents.core.energy.assets import Appliance, Asset, Battery, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.modes import Command, Mode

from .flexible import Life, Stay, Wish
from .house import House

HOURS = 0.5
_STARTS_EARLY = 4  # half hours before a warmer band at which a heating's own clock begins
_PARTS = 6  # in which a half hour of a tank is reckoned
_KWH_PER_LITRE_K = 1.163e-3


@dataclass(slots=True)
class Condition:
    """How the devices are: kWh in the battery, °C, the vehicle's stay and what it still needs, programmes under way."""

    battery: float = 0.0
    zone: float = 20.0
    upper: float = 55.0
    lower: float = 50.0
    stay: Stay | None = None
    need: float = 0.0
    pending: dict[str, Wish] = field(default_factory=dict)
    started: dict[str, int] = field(default_factory=dict)
    modes: dict[str, Mode] = field(default_factory=dict)


@dataclass(slots=True)
class Misses:
    """What people would have noticed, and how often devices were switched."""

    comfort: float = 0.0  # K h below the band
    cold_water: float = 0.0  # K h below the tank's minimum
    unmet_kwh: float = 0.0  # of the vehicle at its departures
    programmes: int = 0  # not done in time
    changes: dict[str, int] = field(default_factory=dict)


class Simulator:
    """A house with devices; `step` lets half an hour pass."""

    def __init__(self, house: House, life: Life, assets: tuple[Asset, ...], start: int) -> None:
        """Begin at a half hour, the battery empty and all else as it should be."""
        self.house, self.life, self.assets, self.index = house, life, assets, start
        self.state = Condition()
        self.misses = Misses()
        for asset in assets:
            if isinstance(asset, Battery):
                self.state.battery = asset.minimum * asset.capacity_kwh
        self._happen()

    def low(self, zone: Zone, index: int) -> float:
        """Return the lowest temperature that is comfortable in a half hour."""
        minute = self.house.minutes[min(index, len(self.house.minutes) - 1)]
        return zone.comfort[0].low if zone.comfort[0].minute <= minute < zone.comfort[1].minute else zone.comfort[1].low

    def step(self, commands: Mapping[str, Command]) -> tuple[float, dict[str, float]]:
        """Return the grid power (kW, negative for export) and what each device takes in this half hour under commands."""
        house, index = self.house, self.index
        net = float(house.load[index] - house.pv[index])
        powers: dict[str, float] = {}
        battery = None
        for asset in self.assets:
            command = commands.get(asset.asset_id)
            self._count(asset, command)
            match asset:
                case Battery():
                    battery = asset
                    continue
                case Vehicle():
                    power = self._vehicle(asset, command, net + sum(powers.values()))
                case Zone():
                    power = self._zone(asset, command)
                case WaterHeater():
                    power = self._tank(asset, command)
                case Appliance():
                    power = self._appliance(asset, command)
                case _:
                    power = 0.0
            powers[asset.asset_id] = power
        net += sum(powers.values())
        if battery is not None:
            powers[battery.asset_id] = self._battery(battery, commands.get(battery.asset_id), net)
            net += powers[battery.asset_id]
        self.index += 1
        self._happen()
        return net, powers

    def _count(self, asset: Asset, command: Command | None) -> None:
        if command is None:
            return
        before = self.state.modes.get(asset.asset_id)
        if before is not None and before is not command.mode:
            self.misses.changes[asset.asset_id] = self.misses.changes.get(asset.asset_id, 0) + 1
        self.state.modes[asset.asset_id] = command.mode

    def _happen(self) -> None:
        """Let arrive, leave and be wanted what is due at the beginning of this half hour."""
        state, index = self.state, self.index
        if state.stay is not None and index >= state.stay.departure:
            self.misses.unmet_kwh += max(state.need, 0.0)
            state.stay, state.need = None, 0.0
        if any(isinstance(asset, Vehicle) for asset in self.assets):
            stay = next((one for one in self.life.stays if one.arrival == index), None)
            if stay is not None:
                state.stay, state.need = stay, state.need + stay.kwh
        for asset in self.assets:
            if isinstance(asset, Appliance):
                self._want(asset, index)

    def _want(self, appliance: Appliance, index: int) -> None:
        state, key = self.state, appliance.asset_id
        started = state.started.get(key)
        if started is not None and index >= started + len(appliance.profile):
            late = index > state.pending[key].latest_end
            self.misses.programmes += late
            del state.started[key], state.pending[key]
        if key in state.pending:
            return
        wish = next((one for one in self.life.wishes[key] if one.earliest <= index < one.earliest + 4), None)
        if wish is not None and (started is None or started < wish.earliest):
            state.pending[key] = wish

    def _vehicle(self, vehicle: Vehicle, command: Command | None, net: float) -> float:
        state = self.state
        if state.stay is None or command is None or command.mode is Mode.OFF or state.need <= 0:
            return 0.0
        wanted = vehicle.maximum_kw if command.power_kw is None else command.power_kw
        if command.mode is Mode.SOLAR:
            wanted = min(-net, vehicle.maximum_kw)
        if wanted < vehicle.minimum_kw - 1e-6:
            return 0.0
        power = min(wanted, vehicle.maximum_kw, state.need / HOURS)
        state.need -= power * HOURS
        if state.need < 1e-9:
            state.need = 0.0
        return power

    def _zone(self, zone: Zone, command: Command | None) -> float:
        """Let the device's own thermostat hold its set point by the end of the half hour, as far as its power goes."""
        model, house, state = zone.model, self.house, self.state
        assert model is not None
        outdoor = float(house.outdoor[self.index])
        share = float(np.exp(-model.loss / model.capacity * HOURS))
        rest = outdoor + model.gain / model.loss
        drift = rest + (state.zone - rest) * share
        gain = (1 - share) / model.loss  # K per kW of heat
        cop = float(np.interp(outdoor, [x for x, _ in zone.cop], [y for _, y in zone.cop]))
        target = None if command is None or command.mode is Mode.OFF else command.target
        if target is None and command is not None and command.mode is Mode.ON:
            target = max(self.low(zone, self.index + ahead) for ahead in range(1, _STARTS_EARLY + 1))
        heat = 0.0 if target is None else float(np.clip((target - drift) / gain, 0.0, zone.maximum_kw * cop))
        state.zone = drift + gain * heat
        low = max(self.low(zone, self.index), self.low(zone, self.index + 1))
        self.misses.comfort += max(low - state.zone, 0.0) * HOURS
        return heat / cop

    def _tank(self, heater: WaterHeater, command: Command | None) -> float:
        """Draw from above, let cold water in below, heat both by their volumes; warm water rises."""
        state, hours = self.state, HOURS / _PARTS
        up = heater.litres * _KWH_PER_LITRE_K * heater.upper_share
        down = heater.litres * _KWH_PER_LITRE_K - up
        draw = float(self.life.draw[self.index])
        used = 0.0
        for _ in range(_PARTS):
            # The volume that gives this heat at the upper node's temperature is replaced from below, and there by cold.
            flow = draw * hours / max(state.upper - heater.cold, 5.0)  # kWh/K
            loss = heater.loss_w_per_k / 1000 * hours
            power = self._heating(heater, command)
            state.lower += (flow * (heater.cold - state.lower) - loss * 0.5 * (state.lower - heater.ambient)) / down
            state.upper += (flow * (state.lower - state.upper) - loss * 0.5 * (state.upper - heater.ambient)) / up
            state.upper += power * hours * heater.upper_share / up
            state.lower += power * hours * (1.0 - heater.upper_share) / down
            if state.lower > state.upper:
                mixed = (state.lower * down + state.upper * up) / (down + up)
                state.lower = state.upper = mixed
            used += power / _PARTS
        self.misses.cold_water += max(heater.minimum - state.upper, 0.0) * HOURS
        return used

    def _heating(self, heater: WaterHeater, command: Command | None) -> float:
        if command is None or command.mode is Mode.OFF:
            return 0.0
        target = heater.target if command.target is None else min(command.target, heater.maximum)
        power = heater.heater_kw if command.power_kw is None else min(command.power_kw, heater.heater_kw)
        return power if (self.state.upper + self.state.lower) / 2 < target else 0.0

    def _appliance(self, appliance: Appliance, command: Command | None) -> float:
        state, key = self.state, appliance.asset_id
        if key not in state.pending:
            return 0.0
        if key not in state.started:
            if command is None or command.mode is not Mode.ON:
                return 0.0
            state.started[key] = self.index
        return appliance.profile[self.index - state.started[key]]

    def _battery(self, battery: Battery, command: Command | None, net: float) -> float:
        """Return what the battery takes (negative: gives) in a mode, the meter being followed all the time."""
        mode, power = (Mode.OFF, None) if command is None else (command.mode, command.power_kw)
        wanted = {
            Mode.SELF_CONSUME: -net,
            Mode.HOLD: max(-net, 0.0),
            Mode.HOLD_CHARGE: min(-net, 0.0),
            Mode.CHARGE: battery.charge_kw if power is None else power,
            Mode.EXPORT: -(battery.discharge_kw if power is None else power),
        }.get(mode, 0.0)
        low, high = battery.minimum * battery.capacity_kwh, battery.maximum * battery.capacity_kwh
        most = min(battery.charge_kw, (high - self.state.battery) / battery.charge_efficiency / HOURS)
        least = min(battery.discharge_kw, (self.state.battery - low) * battery.discharge_efficiency / HOURS)
        power = float(np.clip(wanted, -max(least, 0.0), max(most, 0.0)))
        stored = power * battery.charge_efficiency if power > 0 else power / battery.discharge_efficiency
        self.state.battery += stored * HOURS
        return power
