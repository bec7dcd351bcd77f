"""EMHASS and HAEO as keepers of the house: they plan on the forecasts that we make, and their plans are carried out.

Both say powers. How a home carries them out is its owner's: `set_points` follows the battery's power as planned,
`modes` follows what is meant by it (charge, hold, export, else cover what the home needs), which is kinder to them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from custom_components.llm_agents.core.energy.assets import Battery, Vehicle
from custom_components.llm_agents.core.energy.control.building import filled
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.energy.steps import Series, Steps

from ..flexible import BATTERY, VEHICLE
from ..house import PER_DAY, STEP
from ..loop import Observation
from .process import Peer, PeerFailed

_IDLE = 0.05  # kW: less is nothing
_MORNING = 14  # the half hour of the local day at which the vehicle usually leaves
_SPAN = 48  # half hours that are planned: EMHASS keeps its problem only while it has one size

type Execution = Callable[[float, float], Command]


def set_points(battery: float, grid: float) -> Command:
    """Return the command that follows a planned power of the battery (kW, positive charges)."""
    del grid
    if abs(battery) < _IDLE:
        return Command(asset_id=BATTERY.asset_id, mode=Mode.OFF)
    return Command(asset_id=BATTERY.asset_id, mode=Mode.CHARGE if battery > 0 else Mode.EXPORT, power_kw=abs(battery))


def modes(battery: float, grid: float) -> Command:
    """Return the mode that is meant by planned powers of battery and grid (kW, positive charges and imports)."""
    mode, power = Mode.SELF_CONSUME, None
    if battery > _IDLE and grid > _IDLE:
        mode, power = Mode.CHARGE, battery
    elif battery < -_IDLE and grid < -_IDLE:
        mode, power = Mode.EXPORT, -battery
    elif abs(battery) <= _IDLE and grid > _IDLE:
        mode = Mode.HOLD
    return Command(asset_id=BATTERY.asset_id, mode=mode, power_kw=power)


class PeerKeeper:
    """A keeper that asks a peer for a plan at every half hour and carries out its first step.

    Where the peer gives none, the battery covers what the home needs until the next; `failures` counts that.
    """

    def __init__(self, peer: Peer, execution: Execution, *, final: float = 0.0) -> None:
        """Ask a peer; `final` is the share of charge that it is to end with, where it takes one."""
        self._peer = peer
        self._execution = execution
        self._final = final
        self.seconds: list[float] = []
        self.failures = 0

    def commands(self, seen: Observation) -> Sequence[Command]:
        """Return the first step of the peer's plan."""
        asked = question(seen, self._final)
        try:
            told = self._peer.ask(asked)
        except PeerFailed:
            self.failures += 1
            told = {"battery": [0.0], "grid": [0.0], "seconds": 0.0}
        self.seconds.append(float(told["seconds"]))
        found = [self._execution(float(told["battery"][0]), float(told["grid"][0]))]
        if VEHICLE in seen.assets:
            found.append(_charge(told, seen, asked))
        return found


def question(seen: Observation, final: float) -> dict[str, Any]:
    """Return what a peer is asked: our forecasts' means, prices filled as ours are, and the battery as it is."""
    count = min(_SPAN, len(seen.import_price))
    steps = Steps.even(seen.now, STEP, count)
    buy, sell = (
        filled(ahead[:count], steps, _past(seen, past))
        for ahead, past in (
            (seen.import_price, seen.past_import_price),
            (seen.export_price, seen.past_export_price),
        )
    )
    battery = next(asset for asset in seen.assets if isinstance(asset, Battery))
    asked: dict[str, Any] = {
        "at": seen.now,
        "hours": [STEP / 3600] * count,
        "import_price": buy.tolist(),
        "export_price": sell.tolist(),
        "load": seen.outlook.load[:count].tolist(),
        "pv": seen.outlook.pv[:count].tolist(),
        "battery": {
            "capacity_kwh": battery.capacity_kwh,
            "minimum_kwh": battery.minimum * battery.capacity_kwh,
            "maximum_kwh": battery.maximum * battery.capacity_kwh,
            "stored_kwh": seen.soc * battery.capacity_kwh,
            "final_kwh": max(final, battery.minimum) * battery.capacity_kwh,
            "charge_kw": battery.charge_kw,
            "discharge_kw": battery.discharge_kw,
            "charge_efficiency": battery.charge_efficiency,
            "discharge_efficiency": battery.discharge_efficiency,
            "wear": battery.wear,
            "end_value": float(np.quantile(buy, 0.25)) * battery.discharge_efficiency,
            "grid_export": battery.grid_export,
        },
    }
    if VEHICLE in seen.assets:
        asked["vehicle"] = _session(seen, VEHICLE)
    return asked


def _past(seen: Observation, prices: Any) -> Series:
    count = len(prices)
    return Series(Steps.even(seen.now - count * STEP, STEP, count), prices)


def _session(seen: Observation, vehicle: Vehicle) -> dict[str, Any]:
    """Return what the vehicle at home lacks until it usually leaves; nothing while it is away."""
    minute = int(seen.house.minutes[seen.index]) // 30
    until = (_MORNING - minute) % PER_DAY or PER_DAY
    return {
        "maximum_kw": vehicle.maximum_kw,
        "efficiency": 1.0,
        "wanted_kwh": seen.need or 0.0,
        "start": 0,
        "end": until,
    }


def _charge(told: Mapping[str, Any], seen: Observation, asked: Mapping[str, Any]) -> Command:
    """Return the vehicle's part; what can only just be done by the usual departure is done whatever the plan says."""
    session = asked["vehicle"]
    power = float(told.get("vehicle", [0.0])[0])
    late = (seen.need or 0.0) > 0 and session["wanted_kwh"] >= session["maximum_kw"] * session[
        "end"
    ] * STEP / 3600 - 1e-6
    if power < VEHICLE.minimum_kw / 2 and not late:
        return Command(asset_id=VEHICLE.asset_id, mode=Mode.OFF)
    kilowatts = VEHICLE.maximum_kw if late else max(power, VEHICLE.minimum_kw)
    return Command(asset_id=VEHICLE.asset_id, mode=Mode.ON, power_kw=kilowatts)
