"""The next day of a district of homes with batteries as a linear programme: what they pay and emit, ramps and peaks together.

What a home imports is uncertain when its battery's power is set, so what the import costs is the mean over outcomes: a
convex piecewise linear function of that power, put into the model as segments of it, without rows. So are ramps. The
programme is built once with the product's model and then only changed in costs and bounds: each hour starts from the
basis of the hour before.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from custom_components.llm_agents.core.energy.planning.model import Arrays, Model
from custom_components.llm_agents.core.energy.planning.solver import pass_model
from custom_components.llm_agents.core.energy.steps import FloatArray

CAPACITY = 6.4  # kWh
POWER = 5.0  # kW
EFFICIENCY = 0.92  # one way, at the powers that are usual
_RAMP_SCORES = np.array(
    [-1.28, -0.52, 0.0, 0.52, 1.28]
)  # outcomes of a standard normal error, a fifth of the chance each
_WIDE = 15.0  # kW a home: no ramp is longer
_IDLE = 1e-6  # what moving a kWh costs: nothing is moved for nothing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """A district of n homes at the end of an hour, and L hours before it. Powers in kW, prices in shares of the score.

    `stored` (n,) kWh, `outcomes` (n, L, K) of each home's net load, rising; `expected` (L,) of the district without
    batteries; `price` (n, L) of a kWh imported; `left` (n,) what a kWh left at the end is worth; `power` of the district
    in the hour that ends; `ramp_price` of a kW up; `spread` (L,) the error of the district's forecast an hour ahead;
    `margin` (L,) what the peaks are to be planned above the mean; `today` (L,); `peak_prices` of the peaks of today and
    tomorrow, today's being at least `reached`; `top_price` of the highest power ever, which is at least `top`.
    """

    stored: FloatArray
    outcomes: FloatArray
    expected: FloatArray
    price: FloatArray
    left: FloatArray
    power: float
    ramp_price: float
    spread: FloatArray
    margin: FloatArray
    today: np.ndarray[tuple[int], np.dtype[np.bool_]]
    peak_prices: tuple[float, float]
    reached: float
    top_price: float
    top: float


class Programme:
    """The programme of `homes` over `hours` with so many `outcomes` of each home's net load."""

    def __init__(self, homes: int, hours: int, outcomes: int) -> None:
        self._homes, self._hours, self._outcomes = homes, hours, outcomes
        model = Model()
        segments = (homes, hours, outcomes + 1)
        self._charge = _columns(model, segments)
        self._discharge = _columns(model, segments)
        self._stored = _columns(model, (homes, hours))
        self._district = _columns(model, (hours,))
        self._ramp = _columns(model, (hours, len(_RAMP_SCORES) + 1))
        self._peaks = _columns(model, (2,))
        self._top = _columns(model, (1,))
        self._keep(model)
        self._add(model)
        arrays = model.assemble()
        self._count, self._row_count = len(arrays.cost), len(arrays.row_lower)
        self._highs = passed(arrays)

    def _keep(self, model: Model) -> None:
        """State that what is stored is what was stored and what went in and out."""
        homes, hours = self._homes, self._hours
        self._storing = model.rows(homes * hours).reshape(homes, hours)
        model.put(self._storing, self._stored, 1.0)
        model.put(self._storing[:, 1:], self._stored[:, :-1], -1.0)
        model.put(self._storing[..., None], self._charge, -EFFICIENCY)
        model.put(self._storing[..., None], self._discharge, 1 / EFFICIENCY)

    def _add(self, model: Model) -> None:
        """State what the district draws, its ramps and its peaks."""
        hours = self._hours
        self._drawing = model.rows(hours)
        model.put(self._drawing, self._district, 1.0)
        model.put(self._drawing[None, :, None], self._charge, -1.0)
        model.put(self._drawing[None, :, None], self._discharge, 1.0)
        self._ramping = model.rows(hours)
        model.put(self._ramping, self._district, 1.0)
        model.put(self._ramping[1:], self._district[:-1], -1.0)
        model.put(self._ramping[:, None], self._ramp, -1.0)
        self._peaking = np.array([model.rows(hours) for _ in range(3)])
        for rows, column in zip(self._peaking, (*self._peaks, self._top[0]), strict=True):
            model.put(rows, np.broadcast_to(column, rows.shape), 1.0)
            model.put(rows, self._district, -1.0)

    def solve(self, question: Question) -> FloatArray:
        """Return what each battery is to take in the first hour (kWh, negative gives)."""
        cost, lower, upper = self._columns_of(question)
        row_lower, row_upper = self._rows_of(question)
        columns = np.arange(self._count, dtype=np.int32)
        self._highs.changeColsCost(self._count, columns, cost)
        self._highs.changeColsBounds(self._count, columns, lower, upper)
        rows = np.arange(self._row_count, dtype=np.int32)
        self._highs.changeRowsBounds(self._row_count, rows, row_lower, row_upper)  # type: ignore[attr-defined]
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"no plan for the district: {self._highs.modelStatusToString(status)}")
        values = np.array(self._highs.getSolution().col_value)
        taken: FloatArray = values[self._charge[:, 0]].sum(axis=-1) - values[self._discharge[:, 0]].sum(axis=-1)
        return taken

    def _columns_of(self, question: Question) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return costs and bounds of the columns."""
        count, outcomes = self._outcomes, question.outcomes
        cost, lower, upper = np.zeros(self._count), np.zeros(self._count), np.full(self._count, np.inf)
        share = np.arange(count + 1) / count  # of the outcomes in which a kWh more is imported
        upper[self._charge] = _widths(-outcomes[..., ::-1], 0.0, POWER)
        cost[self._charge] = question.price[..., None] * share + _IDLE
        upper[self._discharge] = _widths(outcomes, 0.0, POWER)
        cost[self._discharge] = -question.price[..., None] * (1 - share) + _IDLE
        upper[self._stored] = CAPACITY
        cost[self._stored[:, -1]] = -question.left
        lower[self._district] = -np.inf
        wide = _WIDE * self._homes
        upper[self._ramp] = _widths(question.spread[:, None] * _RAMP_SCORES, -wide, wide)
        cost[self._ramp] = question.ramp_price * np.arange(len(_RAMP_SCORES) + 1) / len(_RAMP_SCORES)
        cost[self._peaks], cost[self._top] = question.peak_prices, question.top_price
        lower[self._peaks[0]], lower[self._top] = question.reached, question.top
        return cost, lower, upper

    def _rows_of(self, question: Question) -> tuple[FloatArray, FloatArray]:
        """Return the bounds of the rows."""
        lower, upper = np.zeros(self._row_count), np.zeros(self._row_count)
        lower[self._storing[:, 0]] = upper[self._storing[:, 0]] = question.stored
        lower[self._drawing] = upper[self._drawing] = question.expected
        lower[self._ramping] = -_WIDE * self._homes
        lower[self._ramping[0]] += question.power
        upper[self._ramping] = lower[self._ramping]
        lower[self._peaking[0]] = np.where(question.today, question.margin, -np.inf)
        lower[self._peaking[1]] = np.where(question.today, -np.inf, question.margin)
        lower[self._peaking[2]] = question.margin
        upper[self._peaking] = np.inf
        return lower, upper


def _columns(model: Model, shape: tuple[int, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.signedinteger]]:
    return model.columns(int(np.prod(shape))).reshape(shape)


def _widths(points: FloatArray, low: float, high: float) -> FloatArray:
    """Return the widths of the segments between `low`, rising points (..., K) and `high`: (..., K + 1)."""
    ends = np.broadcast_to([low, high], (*points.shape[:-1], 2))
    inside = np.clip(points, low, high)
    return np.diff(np.concatenate([ends[..., :1], inside, ends[..., 1:]], axis=-1), axis=-1)


def passed(arrays: Arrays) -> highspy.Highs:
    """Return a solver with a model in it, silent and in one thread."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    pass_model(highs, arrays)
    return highs
