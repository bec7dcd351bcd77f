"""A linear model as growing arrays: columns, rows and entries, assembled once into compressed columns."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..plan import Wanted
from ..steps import FloatArray

type IntArray = NDArray[np.signedinteger]
type BoolArray = NDArray[np.bool_]
type Values = FloatArray | float

INFINITY = float("inf")


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """A model as a solver takes it, by compressed columns; `integer` is 1 for whole columns."""

    cost: FloatArray
    lower: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    start: IntArray
    index: IntArray
    value: FloatArray
    integer: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Miss:
    """A named slack: by how much a wish is missed in each of `columns`, `amounts` of its unit per one of the column."""

    asset_id: str
    wanted: Wanted
    columns: IntArray
    amounts: FloatArray
    at: FloatArray  # instants
    weights: FloatArray  # currency per one of the column


@dataclass(slots=True, eq=False)
class Model:
    """A linear model under construction. Columns and rows are known by their indices; nothing is ever removed."""

    misses: list[Miss] = field(default_factory=list)
    column_count: int = 0
    row_count: int = 0
    _columns: list[tuple[FloatArray, FloatArray, FloatArray, bool]] = field(default_factory=list)
    _rows: list[tuple[FloatArray, FloatArray]] = field(default_factory=list)
    _entries: list[tuple[IntArray, IntArray, FloatArray]] = field(default_factory=list)
    _tastes: list[tuple[IntArray, FloatArray]] = field(default_factory=list)
    _credits: list[tuple[IntArray, FloatArray]] = field(default_factory=list)
    _ties: list[tuple[IntArray, FloatArray]] = field(default_factory=list)

    def columns(
        self, count: int, lower: Values = 0.0, upper: Values = INFINITY, cost: Values = 0.0, *, whole: bool = False
    ) -> IntArray:
        """Add columns and return their indices."""
        self._columns.append((_full(lower, count), _full(upper, count), _full(cost, count), whole))
        self.column_count += count
        return np.arange(self.column_count - count, self.column_count, dtype=np.int32)

    def rows(self, count: int, lower: Values = -INFINITY, upper: Values = INFINITY) -> IntArray:
        """Add rows and return their indices. Bounds given as arrays are kept: who holds them may still change them."""
        self._rows.append((_full(lower, count), _full(upper, count)))
        self.row_count += count
        return np.arange(self.row_count - count, self.row_count, dtype=np.int32)

    def put(self, rows: IntArray, columns: IntArray, values: Values) -> None:
        """Put entries at (rows, columns); shapes are those of one another by broadcasting. No place is put twice."""
        if rows.shape != columns.shape:
            rows, columns = np.broadcast_arrays(rows, columns)
        self._entries.append((rows.ravel(), columns.ravel(), np.broadcast_to(values, rows.shape).ravel()))

    def miss(
        self, asset_id: str, wanted: Wanted, amounts: Values, at: FloatArray, worth: Values, upper: Values = INFINITY
    ) -> IntArray:
        """Add slacks of a wish, one for each instant, and return their columns."""
        each = _full(amounts, len(at))
        weights = worth * each
        columns = self.columns(len(at), 0.0, upper, weights)
        self.misses.append(Miss(asset_id, wanted, columns, each, at, weights))
        return columns

    def credit(self, columns: IntArray, values: Values) -> None:
        """Take values (currency per unit) off the cost of columns, each named once."""
        self._credits.append((columns, _full(values, len(columns))))

    def tie(self, columns: IntArray, weights: Values) -> None:
        """Weigh columns by less than money is told in, so that a search for whole numbers ends at the better of two alike."""
        self._ties.append((columns, _full(weights, len(columns))))

    def taste(self, columns: IntArray, weights: Values) -> None:
        """Weigh columns for the last stage, which chooses among plans that cost the same; the less the better."""
        self._tastes.append((columns, _full(weights, len(columns))))

    def upper(self) -> FloatArray:
        """Return the upper bounds of all columns so far."""
        return np.concatenate([each[1] for each in self._columns])

    def tastes(self) -> FloatArray:
        """Return the weights of the last stage for all columns."""
        weights = np.zeros(self.column_count)
        for columns, each in self._tastes:
            np.add.at(weights, columns, each)
        return weights

    def costs(self) -> FloatArray:
        """Return the costs of all columns."""
        cost = np.concatenate([each[2] for each in self._columns])
        for columns, each in self._credits:
            cost[columns] -= each
        return cost

    def missing(self) -> FloatArray:
        """Return what each column's slack is worth; 0 for columns that are none."""
        weights = np.zeros(self.column_count)
        for miss in self.misses:
            weights[miss.columns] += miss.weights
        return weights

    def assemble(self) -> Arrays:
        """Return the whole model by compressed columns."""
        rows = np.concatenate([each[0] for each in self._entries])
        places = np.concatenate([each[1] for each in self._entries])
        values = np.concatenate([each[2] for each in self._entries])
        order = np.argsort(places, kind="stable")
        start = np.zeros(self.column_count + 1, dtype=np.int32)
        np.cumsum(np.bincount(places, minlength=self.column_count), out=start[1:])
        integer = np.concatenate([np.full(len(each[0]), each[3], dtype=np.int32) for each in self._columns])
        cost = self.costs()
        for columns, each in self._ties:
            cost[columns] += each
        return Arrays(
            cost,
            np.concatenate([each[0] for each in self._columns]),
            np.concatenate([each[1] for each in self._columns]),
            np.concatenate([each[0] for each in self._rows]),
            np.concatenate([each[1] for each in self._rows]),
            start,
            rows[order],
            values[order],
            integer,
        )


def _full(value: Values, count: int) -> FloatArray:
    return value if isinstance(value, np.ndarray) else np.full(count, value)
