"""The closed loop: a keeper of the house sees what could be seen at each half hour, commands, and the house goes on.

Any keeper can be put in: it is given an `Observation`, which holds nothing that lies ahead but what is published, forecast
or known by habit, and gives commands. The bill leaves out what is left in battery, tank and rooms by crediting it alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
import time
from typing import Protocol

import numpy as np

from custom_components.llm_agents.core.energy.assets import Asset, Vehicle
from custom_components.llm_agents.core.energy.modes import Command
from custom_components.llm_agents.core.energy.steps import FloatArray

from .flexible import BATTERY, WATER, ZONE, Life, Stay, Wish, assets_of, life
from .house import PER_DAY, House, house, known_until, prices
from .outlooks import AHEAD, Outlook, outlooks, weather_forecast
from .simulator import HOURS, Misses, Simulator

KWH_PER_LITRE_K = 1.163e-3
_USUAL_COP = 3.5
_CHEAP = 0.2  # the quantile of prices that counts as cheap: the night's in every tariff


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Observation:
    """What a keeper may know at the beginning of a half hour.

    Arrays of the past end before `index`, those of what is ahead begin with it; prices are NaN where not published.
    `need` is kWh at the charger that the vehicle at home lacks (`None`: away), `departed` and `arrived` half hours of the
    local day at which it used to leave and come, `needed` what it used to need, `draws` the hot water of the past (kW).
    """

    index: int
    now: float
    house: House
    assets: tuple[Asset, ...]
    import_price: FloatArray
    export_price: FloatArray
    past_import_price: FloatArray
    past_export_price: FloatArray
    soc: float
    zone: float
    upper: float
    lower: float
    need: float | None
    since: int | None
    draws: FloatArray
    pending: dict[str, Wish]
    started: dict[str, int]
    arrivals: Sequence[int]
    departures: Sequence[int]
    needs: Sequence[float]

    @property
    def outlook(self) -> Outlook:
        """Return the forecasts of load and sun."""
        return outlooks().at(self.index)

    @property
    def outdoor(self) -> FloatArray:
        """Return the forecast of the temperature outside, for the same half hours."""
        return weather_forecast(self.house, self.index, len(self.import_price))


class Keeper(Protocol):
    """Keeps the house: baselines, peers and the product do."""

    def commands(self, seen: Observation) -> Sequence[Command]:
        """Return what each device is to do in the half hour that begins."""


@dataclass(slots=True)
class Result:
    """What a span of the year cost under a keeper (EUR), and what people would have noticed."""

    bill: float = 0.0
    imported: float = 0.0
    exported: float = 0.0
    peak_kw: float = 0.0
    throughput: float = 0.0
    days: float = 0.0
    cpu: list[float] = field(default_factory=list)
    misses: Misses = field(default_factory=Misses)
    used: dict[str, float] = field(default_factory=dict)

    def add(self, other: Result) -> None:
        """Take in another span."""
        for name in ("bill", "imported", "exported", "throughput", "days"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.peak_kw = max(self.peak_kw, other.peak_kw)
        self.cpu += other.cpu
        for key, value in other.used.items():
            self.used[key] = self.used.get(key, 0.0) + value
        mine, its = self.misses, other.misses
        mine.comfort += its.comfort
        mine.cold_water += its.cold_water
        mine.unmet_kwh += its.unmet_kwh
        mine.programmes += its.programmes
        for key, count in its.changes.items():
            mine.changes[key] = mine.changes.get(key, 0) + count


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One tariff, one set of assets, one span of half hours."""

    tariff: str
    assets: str
    first: int
    last: int


def run(cell: Cell, keeper: Keeper) -> Result:
    """Return what a span costs under a keeper."""
    home = house()
    lived, assets = life(home), assets_of(cell.assets)
    bought, sold = prices(home, cell.tariff)
    simulator = Simulator(home, lived, assets, cell.first)
    result = Result(days=(cell.last - cell.first) / PER_DAY)
    for index in range(cell.first, cell.last):
        seen = observe(simulator, cell.tariff, bought, sold)
        began = time.process_time()
        commands = {one.asset_id: one for one in keeper.commands(seen)}
        result.cpu.append(time.process_time() - began)
        grid, powers = simulator.step(commands)
        result.bill += HOURS * grid * float(bought[index] if grid > 0 else sold[index])
        result.imported += HOURS * max(grid, 0.0)
        result.exported += HOURS * max(-grid, 0.0)
        result.peak_kw = max(result.peak_kw, grid)
        result.throughput += HOURS * max(-powers.get(BATTERY.asset_id, 0.0), 0.0)
        for asset_id, power in powers.items():
            result.used[asset_id] = result.used.get(asset_id, 0.0) + HOURS * power
    result.bill -= left(simulator, cell.assets, bought)
    result.misses = simulator.misses
    return result


def left(simulator: Simulator, name: str, bought: FloatArray) -> float:
    """Return what is stored at the end of a simulation is worth (EUR)."""
    state = simulator.state
    return credit(name, bought, state.battery, state.zone, (state.upper + state.lower) / 2, state.need)


def credit(name: str, bought: FloatArray, battery: float, zone: float, tank: float, need: float) -> float:
    """Return the worth (EUR) of kWh in the battery over its reserve, of heat over what is wanted, less a vehicle's need."""
    kwh = 0.0
    for asset in assets_of(name):
        if asset is BATTERY:
            kwh += (battery - BATTERY.minimum * BATTERY.capacity_kwh) * BATTERY.discharge_efficiency
        elif asset is ZONE and ZONE.model is not None:
            kwh += (zone - 20.0) * ZONE.model.capacity / _USUAL_COP
        elif asset is WATER:
            kwh += (tank - 52.5) * WATER.litres * KWH_PER_LITRE_K
        elif isinstance(asset, Vehicle):
            kwh -= need
    return kwh * float(np.quantile(bought, _CHEAP))


def observe(simulator: Simulator, tariff: str, bought: FloatArray, sold: FloatArray) -> Observation:
    """Return what can be known at the simulator's half hour."""
    home, index, state, lived = simulator.house, simulator.index, simulator.state, simulator.life
    ahead = min(AHEAD, len(home.starts) - index)
    known = known_until(home, tariff, index) - index
    published = np.arange(ahead) < known
    past = slice(max(0, index - 8 * PER_DAY), index)
    over = _stays_over(lived, index)
    return Observation(
        index=index,
        now=float(home.starts[index]),
        house=home,
        assets=simulator.assets,
        import_price=np.where(published, bought[index : index + ahead], np.nan),
        export_price=np.where(published, sold[index : index + ahead], np.nan),
        past_import_price=bought[past],
        past_export_price=sold[past],
        soc=state.battery / BATTERY.capacity_kwh,
        zone=state.zone,
        upper=state.upper,
        lower=state.lower,
        need=None if state.stay is None else state.need,
        since=None if state.stay is None else state.stay.arrival,
        draws=lived.draw[:index],
        pending=dict(state.pending),
        started=dict(state.started),
        arrivals=[one.arrival for one in over],
        departures=[one.departure for one in over],
        needs=[one.kwh for one in over],
    )


def _stays_over(lived: Life, index: int) -> list[Stay]:
    """Return the last four weeks of stays that have ended."""
    over = [one for one in lived.stays if one.departure <= index]
    return over[-28:]
