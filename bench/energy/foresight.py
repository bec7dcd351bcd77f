"""Perfect foresight: what the same house costs at least when the whole future is known.

The product's solver plans blocks of the true series; from each the first part is kept and the next block goes on from
there. Devices that are on or off are let run at a part of their power: a bound that no control reaches.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from custom_components.llm_agents.core.energy.assets import Appliance, Asset, Battery, Vehicle, WaterHeater, Zone
from custom_components.llm_agents.core.energy.plan import Plan
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
from custom_components.llm_agents.core.energy.steps import FloatArray, Steps

from .flexible import BATTERY, GRID, VEHICLE, WATER, ZONE, Life, assets_of, life
from .house import PER_DAY, STEP, House, house, prices
from .loop import KWH_PER_LITRE_K, Cell, Result, credit
from .simulator import HOURS

_KEPT = 7 * PER_DAY
_BEYOND = 2 * PER_DAY
_OPTIONS = Options(near_hours=0.0, polish=False, duals=False, gap=0.05, time_limit=120.0, switch_cost=0.0)


@dataclass(slots=True)
class _Levels:
    """How everything is at the seam of two blocks: `charged` kWh of stays by their arrival, programmes that were begun."""

    battery: float
    zone: float = 20.0
    upper: float = 55.0
    lower: float = 50.0
    charged: dict[int, float] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    rest: FloatArray = field(default_factory=lambda: np.zeros(0))  # of programmes that run over the seam, kW

    def need(self, lived: Life, index: int) -> float:
        """Return what the vehicle at home still needs."""
        stay = next((one for one in lived.stays if one.arrival < index < one.departure), None)
        return 0.0 if stay is None else max(stay.kwh - self.charged.get(stay.arrival, 0.0), 0.0)


def foreseen(cell: Cell) -> Result:
    """Return what a span costs when all is known."""
    home = house()
    lived, assets = life(home), assets_of(cell.assets)
    bought, sold = prices(home, cell.tariff)
    levels = _Levels(battery=BATTERY.minimum * BATTERY.capacity_kwh)
    result = Result(days=(cell.last - cell.first) / PER_DAY)
    for first in range(cell.first, cell.last, _KEPT):
        kept = min(_KEPT, cell.last - first)
        count = min(kept + _BEYOND, len(home.starts) - first - 1)
        span = slice(first, first + count)
        wanted = dict(_states(home, lived, assets, cell, levels, first, count))
        problem = Problem(
            steps=Steps.even(float(home.starts[first]), STEP, count),
            import_price=bought[span],
            export_price=sold[span],
            base_load=home.load[span] + np.pad(levels.rest, (0, count - len(levels.rest))),
            pv=home.pv[span],
            outdoor=home.outdoor[span],
            grid=GRID,
            assets=tuple(asset for asset, _ in wanted.values()),
            states={asset_id: state for asset_id, (_, state) in wanted.items()},
        )
        plan = solve(problem, _OPTIONS)
        _account(result, plan, problem, kept)
        _go_on(levels, plan, lived, first, kept)
    need = levels.need(lived, cell.last) if any(isinstance(asset, Vehicle) for asset in assets) else 0.0
    result.bill -= credit(cell.assets, bought, levels.battery, levels.zone, (levels.upper + levels.lower) / 2, need)
    return result


type _Wanted = tuple[str, tuple[Asset, AssetState]]


def _states(
    home: House, lived: Life, assets: tuple[Asset, ...], cell: Cell, levels: _Levels, first: int, count: int
) -> Iterator[_Wanted]:
    steps = np.arange(first, first + count)
    for asset in assets:
        match asset:
            case Battery():
                yield asset.asset_id, (asset, BatteryState(soc=levels.battery / asset.capacity_kwh))
            case Vehicle():
                yield (
                    asset.asset_id,
                    (asset, VehicleState(sessions=_sessions(home, lived, asset, levels, cell, first, count))),
                )
            case Zone():
                day = (home.minutes[steps] >= asset.comfort[0].minute) & (home.minutes[steps] < asset.comfort[1].minute)
                low = np.where(day, asset.comfort[0].low, asset.comfort[1].low)
                high = np.full(count, asset.comfort[0].high)
                state = ZoneState(temperature=levels.zone, low=low, high=high, gains=np.zeros(count))
                yield asset.asset_id, (asset, state)
            case WaterHeater():
                tank = WaterHeaterState(upper=levels.upper, lower=levels.lower, draw=lived.draw[steps])
                yield asset.asset_id, (asset, tank)
            case Appliance():
                yield from _programmes(home, lived, asset, levels, cell, first, count)


def _sessions(
    home: House, lived: Life, vehicle: Vehicle, levels: _Levels, cell: Cell, first: int, count: int
) -> tuple[Session, ...]:
    """Return the stays of a block with what they still need."""
    found = []
    for stay in lived.stays:
        if cell.first <= stay.arrival < first + count - 1 and stay.departure > first:
            start = float(home.starts[max(stay.arrival, first)])
            kwh = stay.kwh - levels.charged.get(stay.arrival, 0.0)
            until = float(home.starts[min(stay.departure, len(home.starts) - 1)])
            found.append(Session(start=start, end=until, wanted_kwh=max(kwh, 0.0) * vehicle.efficiency))
    return tuple(found)


def _programmes(
    home: House, lived: Life, appliance: Appliance, levels: _Levels, cell: Cell, first: int, count: int
) -> Iterator[_Wanted]:
    for number, wish in enumerate(lived.wishes[appliance.asset_id]):
        asset_id = f"{appliance.asset_id}_{number}"
        ends = min(wish.latest_end, len(home.starts) - 1)
        if cell.first <= wish.earliest < first + count - 1 and ends > first and asset_id not in levels.begun:
            earliest = float(home.starts[max(wish.earliest, first)])
            state = ApplianceState(earliest=earliest, latest_end=float(home.starts[ends]))
            yield asset_id, (replace(appliance, asset_id=asset_id), state)


def _account(result: Result, plan: Plan, problem: Problem, kept: int) -> None:
    bought, sold = plan.grid_import[:kept], plan.grid_export[:kept]
    result.bill += HOURS * float(bought @ problem.import_price[:kept] - sold @ problem.export_price[:kept])
    result.imported += HOURS * float(bought.sum())
    result.exported += HOURS * float(sold.sum())
    result.peak_kw = max(result.peak_kw, float(bought.max()))
    for asset_id, asset in plan.assets.items():
        key = asset_id.rsplit("_", 1)[0]
        result.used[key] = result.used.get(key, 0.0) + HOURS * float(asset.power[:kept].sum())
        if asset_id == BATTERY.asset_id:
            result.throughput += HOURS * float(np.maximum(-asset.power[:kept], 0.0).sum())


def _go_on(levels: _Levels, plan: Plan, lived: Life, first: int, kept: int) -> None:
    """Take over how everything is at the seam. The lower node is what the tank's energy leaves for it."""
    levels.rest = np.zeros(0)
    for asset_id, asset in plan.assets.items():
        if asset_id == VEHICLE.asset_id:
            for stay in lived.stays:
                if first - PER_DAY < stay.arrival < first + kept:
                    during = asset.power[max(stay.arrival - first, 0) : min(stay.departure - first, kept)]
                    levels.charged[stay.arrival] = levels.charged.get(stay.arrival, 0.0) + HOURS * float(during.sum())
        if asset.level is None:
            if asset.power[:kept].any():
                levels.begun.add(asset_id)
                levels.rest = levels.rest + asset.power[kept:] if len(levels.rest) else asset.power[kept:]
            continue
        match asset_id:
            case BATTERY.asset_id:
                levels.battery = float(asset.level[kept])
            case ZONE.asset_id:
                levels.zone = float(asset.level[kept])
            case WATER.asset_id:
                _tank(levels, asset.level, asset.power, lived.draw[first : first + kept])


def _tank(levels: _Levels, upper: FloatArray, power: FloatArray, draw: FloatArray) -> None:
    whole = WATER.litres * KWH_PER_LITRE_K
    loss = WATER.loss_w_per_k / 1000
    total = (levels.upper + levels.lower) / 2 * whole
    for step, drawn in enumerate(draw):
        mean = total / whole
        total += HOURS * (float(power[step]) - float(drawn) - loss * (mean - WATER.ambient))
    levels.upper = float(upper[len(draw)])
    levels.lower = float(np.clip(2 * total / whole - levels.upper, WATER.cold, levels.upper))
