"""The product as keeper of the house: its controller, fed with what can be known, as Home Assistant feeds it."""

from collections.abc import Sequence
from dataclasses import replace
import time

import numpy as np

from custom_components.llm_agents.core.energy.assets import Appliance, Asset, Battery, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.control import Controller, Expected, Measured, Settings, Snapshot
from custom_components.llm_agents.core.energy.forecasting.draws import HotWaterDraws
from custom_components.llm_agents.core.energy.modes import Command
from custom_components.llm_agents.core.energy.plan import NoPlan, Plan
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import (
    ApplianceState,
    AssetState,
    BatteryState,
    Problem,
    Session,
    VehicleState,
    WaterHeaterState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.steps import HOUR, FloatArray, Series, Steps

from .flexible import GRID
from .house import PER_DAY, STEP, ZONE as CLOCK
from .loop import Observation
from .outlooks import AHEAD

EVERY = 2
"""Half hours between plans, when nothing happens."""

_TIERS = ((14 * HOUR, STEP), (float("inf"), HOUR))
_MARGIN = 0.1
"""K that a plan keeps from the lower bound of comfort, for what weather forecasts err within an hour."""

_RESERVE_K = 5.0
"""K above the tank's lowest temperature that are kept for draws that nobody foresees."""

_OPTIONS = Options(near_hours=1.0, polish=False, duals=True, gap=0.01)


class Ours:
    """Plans each hour and when something happens; between plans it follows what is measured."""

    def __init__(self, assets: tuple[Asset, ...]) -> None:
        """Keep a house with these assets."""
        settings = Settings(timezone=CLOCK, tiers=_TIERS)
        careful = tuple(_careful(asset) for asset in assets)
        self.controller = Controller(GRID, careful, settings, _solve)
        self._draws = HotWaterDraws.of(CLOCK)
        self._drawn = 0
        self._seen: object = None
        self.plans = 0
        self.seconds: list[float] = []
        self.failures: list[str] = []

    def commands(self, seen: Observation) -> Sequence[Command]:
        """Return what each device is to do in the half hour that begins."""
        measured = _measured(seen)
        happened = (seen.since, tuple(seen.pending), tuple(seen.started))
        if seen.index % EVERY == 0 or happened != self._seen or self.controller.plan is None:
            self._seen = happened
            self.plans += 1
            snapshot = self._snapshot(seen, measured)
            began = time.process_time()
            try:
                self.controller.replan(snapshot)
            except NoPlan as err:
                self.failures.append(f"{seen.index}: {err}")
            self.seconds.append(time.process_time() - began)
        return self.controller.commands(seen.now, measured)

    def _snapshot(self, seen: Observation, measured: Measured) -> Snapshot:
        ahead = Steps.even(seen.now, STEP, len(seen.import_price))
        steps = Steps.tiered(seen.now, float(ahead.edges[-1]), _TIERS)

        def over(values: FloatArray) -> FloatArray:
            return Series(ahead, values).mean_over(steps)

        def ways(paths: FloatArray) -> FloatArray:
            return np.array([over(path) for path in paths])

        outlook = seen.outlook
        past = Steps.even(seen.now - STEP * len(seen.past_import_price), STEP, len(seen.past_import_price))
        return Snapshot(
            now=seen.now,
            steps=steps,
            import_price=over(seen.import_price),
            export_price=over(seen.export_price),
            base_load=Expected(mean=over(outlook.load), paths=ways(outlook.load_paths), current=True),
            pv=Expected(mean=over(outlook.pv), paths=ways(outlook.pv_paths), current=True),
            outdoor=over(seen.outdoor),
            states={asset.asset_id: state for asset in seen.assets if (state := self._state(asset, seen, steps))},
            measured=measured,
            past_import_price=Series(past, seen.past_import_price),
            past_export_price=Series(past, seen.past_export_price),
        )

    def _state(self, asset: Asset, seen: Observation, steps: Steps) -> AssetState | None:
        match asset:
            case Battery():
                return BatteryState(soc=seen.soc)
            case Vehicle():
                return _vehicle(asset, seen)
            case Zone():
                low, high = _band(asset, seen, steps)
                return ZoneState(temperature=seen.zone, low=low, high=high, gains=np.zeros(len(steps)))
            case WaterHeater():
                return WaterHeaterState(upper=seen.upper, lower=seen.lower, draw=self._draw(seen, steps))
            case Appliance():
                return _appliance(asset, seen)
        return None

    def _draw(self, seen: Observation, steps: Steps) -> FloatArray:
        """Return the hot water that is expected, learned once a day from what was drawn."""
        if seen.index >= self._drawn + PER_DAY:
            first = max(0, self._drawn - 2, seen.index - 45 * PER_DAY)
            past = Steps(seen.house.starts[first : seen.index + 1])
            self._draws.learn(Series(past, seen.draws[first:]))
            self._drawn = seen.index
        return self._draws.forecast(steps, seen.now).mean


def _careful(asset: Asset) -> Asset:
    """Return an asset as an owner sets it up who wants no cold shower: a draw may be larger than is usual at its hour."""
    return replace(asset, minimum=asset.minimum + _RESERVE_K) if isinstance(asset, WaterHeater) else asset


def _solve(problem: Problem) -> Plan:
    return solve(problem, _OPTIONS)


def _measured(seen: Observation) -> Measured:
    levels = {}
    for asset in seen.assets:
        match asset:
            case Battery():
                levels[asset.asset_id] = seen.soc
            case Zone():
                levels[asset.asset_id] = seen.zone
            case WaterHeater():
                levels[asset.asset_id] = seen.upper
    return Measured(at=seen.now, levels=levels)


def _instants(seen: Observation, half_hours: Sequence[int], quantile: float) -> float:
    """Return a quantile of the time of day of past half hours, in half hours after local midnight of their day."""
    minutes = seen.house.minutes[np.array(half_hours)] / 30
    return float(np.quantile(minutes, quantile, method="nearest"))


def _vehicle(vehicle: Vehicle, seen: Observation) -> VehicleState:
    """Return the present stay and those that habits let expect: a departure that is seldom earlier, a usual need."""
    if len(seen.departures) < 5:
        leaves, comes, usual = 13.0, 35.0, 8.0
    else:
        leaves = _instants(seen, seen.departures, 0.0)
        comes = _instants(seen, seen.arrivals, 0.5)
        usual = float(np.mean(seen.needs))
    now_slot = float(seen.house.minutes[seen.index]) / 30
    sessions = []
    if seen.need is not None:
        ahead = (leaves - now_slot) % PER_DAY
        if ahead > 30:  # later than it ever left: it may leave at any time
            ahead = 1.0
        end = seen.now + max(ahead, 1.0) * STEP
        sessions.append(Session(start=seen.now, end=end, wanted_kwh=seen.need * vehicle.efficiency))
    arrives = seen.now + ((comes - now_slot) % PER_DAY) * STEP
    for day in range(2):
        start = arrives + day * PER_DAY * STEP
        if (sessions and start < sessions[-1].end) or start >= seen.now + (AHEAD - 2) * STEP or start <= seen.now:
            continue
        end = start + ((leaves - comes) % PER_DAY) * STEP
        sessions.append(Session(start=start, end=end, wanted_kwh=usual * vehicle.efficiency))
    return VehicleState(sessions=tuple(sessions))


def _band(zone: Zone, seen: Observation, steps: Steps) -> tuple[FloatArray, FloatArray]:
    at = seen.index + np.round((steps.starts - seen.now) / STEP).astype(int)
    minutes = seen.house.minutes[at]
    day = (minutes >= zone.comfort[0].minute) & (minutes < zone.comfort[1].minute)
    low = np.where(day, zone.comfort[0].low, zone.comfort[1].low) + _MARGIN
    return low, np.where(day, zone.comfort[0].high, zone.comfort[1].high)


def _appliance(appliance: Appliance, seen: Observation) -> ApplianceState | None:
    wish, started = seen.pending.get(appliance.asset_id), seen.started.get(appliance.asset_id)
    if wish is None:
        return None
    return ApplianceState(
        earliest=float(seen.house.starts[max(wish.earliest, seen.index)]),
        latest_end=float(seen.house.starts[wish.latest_end]),
        started=None if started is None else float(seen.house.starts[started]),
    )
