"""What the parts of a model share while it is built: time, prices, the balance of powers, and what excludes what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from ..assets import Battery
from ..plan import AssetPlan, Wanted
from ..problem import Problem
from ..steps import DAY, HOUR, FloatArray
from .model import INFINITY, BoolArray, IntArray, Model, Values
from .options import Options

WORTHS: Mapping[Wanted, float] = {
    Wanted.IMPORT_LIMIT: 60.0,
    Wanted.EXPORT_LIMIT: 60.0,
    Wanted.OVERRIDE: 50.0,
    Wanted.CHARGE: 20.0,
    Wanted.LEGIONELLA: 10.0,
    Wanted.HOT_WATER: 10.0,
    Wanted.COMFORT: 10.0,
    Wanted.PROGRAMME: 40.0,
    Wanted.HOURS: 20.0,
    Wanted.RESERVE: 5.0,
}
"""What a unit of each wish is worth, in multiples of the highest price of a kWh: far above what it can cost to meet it."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The solved columns and the duals of rows: zeros where they are not `priced`."""

    values: FloatArray
    row_duals: FloatArray
    priced: bool


type UntilDone = Callable[[float, IntArray, IntArray], None]

_TIE = 3e-4  # of a price

type Term = tuple[IntArray, IntArray, float]
"""Steps, a column of power in each of them, and the sign with which it counts."""


@dataclass(slots=True, eq=False)
class Exclusive:
    """Two groups of columns, one of each for every step, of which only one may be above 0 in a step.

    A binary column holds them apart where `needed`; elsewhere no plan should gain by both, which is checked afterwards.
    A column of -1 is none.
    """

    first: tuple[IntArray, ...]
    second: tuple[IntArray, ...]
    needed: BoolArray


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """An asset in the model: how its plan is read from the solution."""

    asset_id: str
    read: Callable[[Outcome], AssetPlan]


@dataclass(slots=True, eq=False)
class Scene:
    """A model under construction and what its parts share.

    `net` is the power in each step that is no asset's (kW; sun is negative); it may be added to until the model is
    assembled. `most_in` and `most_out` are what all assets together may take and give.
    """

    problem: Problem
    options: Options
    model: Model = field(default_factory=Model)
    parts: list[Part] = field(default_factory=list)
    exclusives: list[Exclusive] = field(default_factory=list)
    batteries: list[tuple[Battery, tuple[IntArray, ...], tuple[IntArray, ...]]] = field(default_factory=list)
    solar: list[IntArray] = field(default_factory=list)
    kept: list[tuple[IntArray, float, float]] = field(default_factory=list)
    fuel_costs: list[tuple[IntArray, FloatArray]] = field(default_factory=list)
    count: int = 0
    near: int = 0
    hours: FloatArray = field(default_factory=lambda: np.zeros(0))
    net: FloatArray = field(default_factory=lambda: np.zeros(0))
    most_in: FloatArray = field(default_factory=lambda: np.zeros(0))
    most_out: FloatArray = field(default_factory=lambda: np.zeros(0))
    import_price: FloatArray = field(default_factory=lambda: np.zeros(0))
    balance: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    scale: float = 1.0

    def __post_init__(self) -> None:
        """Begin with the balance of powers."""
        problem = self.problem
        self.count = len(problem.steps)
        self.hours = problem.steps.hours
        self.near = int(np.searchsorted(problem.steps.starts, problem.steps.edges[0] + self.options.near_hours * HOUR))
        self.net = problem.base_load - problem.pv
        self.most_in = np.zeros(self.count)
        self.most_out = np.zeros(self.count)
        self.import_price = problem.import_price
        if problem.carbon is not None and problem.carbon_price:
            self.import_price = problem.import_price + problem.carbon * problem.carbon_price
        self.balance = self.model.rows(self.count, self.net, self.net)
        self.scale = max(float(np.abs(self.import_price).max()), float(np.abs(problem.export_price).max()), 0.05)

    @property
    def surplus(self) -> FloatArray:
        """Return the sun that is left over the base load in each step, in kW."""
        left: FloatArray = np.maximum(self.problem.pv - self.problem.base_load, 0.0)
        return left

    def worth(self, wanted: Wanted) -> float:
        """Return what a unit of a wish is worth in currency."""
        return WORTHS[wanted] * self.scale

    @property
    def every(self) -> IntArray:
        """Return the indices of all steps."""
        return np.arange(self.count, dtype=np.int32)

    def take(self, columns: IntArray, most: Values, steps: IntArray | slice = slice(None)) -> None:
        """Let columns (kW) take power in their steps, all by default."""
        self.model.put(self.balance[steps], columns, -1.0)
        self.most_in[steps] += most

    def give(self, columns: IntArray, most: Values) -> None:
        """Let columns (kW), one for each step, give power."""
        self.model.put(self.balance, columns, 1.0)
        self.most_out += most

    def overlap(self, start: float, end: float) -> FloatArray:
        """Return the share of each step that lies between two instants."""
        steps = self.problem.steps
        inside = np.minimum(steps.ends, end) - np.maximum(steps.starts, start)
        share: FloatArray = np.clip(inside / (steps.ends - steps.starts), 0.0, 1.0)
        return share

    def last_day(self) -> FloatArray:
        """Return the weight in hours of each step within the last day of the horizon."""
        end = float(self.problem.steps.edges[-1])
        return self.overlap(end - DAY, end) * self.hours

    def usual_price(self, quantile: float) -> float:
        """Return a quantile of what energy costs over the last day: what export would earn while there is surplus."""
        weights = self.last_day()
        prices = np.where(self.surplus > 0, self.problem.export_price, self.import_price)
        order = np.argsort(prices)
        share = np.cumsum(weights[order]) / weights.sum()
        return float(prices[order][min(int(np.searchsorted(share, quantile)), self.count - 1)])

    def keep(self, column: IntArray, value: float, empty: float = 0.0) -> None:
        """Credit what is left in a column at the end with its value (currency per unit), counted from what is `empty`."""
        self.model.credit(column, value)
        self.kept.append((column, value, empty))

    def soon(self, columns: IntArray, hours: FloatArray, ahead: FloatArray) -> None:
        """Prefer power early, `ahead` being 0..1 of the horizon, where the money is the same."""
        if self.options.polish:
            self.model.taste(columns, hours * (1.0 + ahead))
            self.model.tie(columns, _TIE * self.scale * hours * ahead)

    def bound(self, asset_id: str, terms: list[Term], until_done: UntilDone | None = None) -> None:
        """Hold an asset's power within what the problem's limits say; soft where they leave out 0.

        `until_done` bounds binary columns of steps that are 1 only once the asset is full (1.0) or empty (-1.0): from then
        on nothing more is forced.
        """
        if asset_id not in self.problem.limits:
            return
        least, greatest = self.problem.limits[asset_id]
        for sign, limit in ((1.0, greatest), (-1.0, -least)):
            finite = np.isfinite(limit)
            rows = self.model.rows(self.count, upper=np.where(finite, limit, INFINITY))
            for steps, columns, factor in terms:
                self.model.put(rows[steps], columns, sign * factor)
            forced = np.flatnonzero(finite & (limit < 0))
            if len(forced):
                # What cannot be held all the time is held first.
                worth = self.worth(Wanted.OVERRIDE) * (1.2 - 0.2 * forced / self.count)
                at = self.problem.steps.starts[forced]
                slack = self.model.miss(asset_id, Wanted.OVERRIDE, self.hours[forced], at, worth)
                self.model.put(rows[forced], slack, -1.0)
                if until_done is not None:
                    done = self.model.columns(len(forced), 0.0, 1.0, whole=True)
                    self.model.put(rows[forced], done, limit[forced])
                    until_done(-sign, forced, done)
