"""HiGHS, one instance for each thread: a model is passed once, and solved again from where it stands."""

from dataclasses import dataclass
import threading
import time

import highspy
import numpy as np

from ..plan import NoPlan
from ..steps import FloatArray
from .model import Arrays, IntArray

_LOCAL = threading.local()
_SMALL = 1e-7

_OPTIONS: dict[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    # The first linear programme is near the optimum here: these search for longer than they save.
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_allow_restart": False,
}

_STATUS = highspy.HighsModelStatus
_GOOD = (_STATUS.kOptimal,)
_STOPPED = (_STATUS.kTimeLimit, _STATUS.kSolutionLimit, _STATUS.kInterrupt)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A solution; `gap` is by how much a better one may undercut it."""

    values: FloatArray
    objective: float
    gap: float


class Solver:
    """One model in HiGHS. Raises `NoPlan` where it finds no solution."""

    def __init__(self, arrays: Arrays, gap: float, seconds: float) -> None:
        """Take a model, the absolute gap that ends a search, and the wall seconds that all runs together may take."""
        self._arrays = arrays
        self._ends = time.monotonic() + seconds
        self._highs = _instance()
        self._highs.setOptionValue("mip_abs_gap", gap)
        self._every: IntArray = np.arange(len(arrays.cost), dtype=np.int32)
        self.whole: IntArray = np.flatnonzero(arrays.integer).astype(np.int32)
        pass_model(self._highs, arrays)

    def run(self) -> Result:
        """Solve the model as it stands."""
        highs = self._highs
        left = self._ends - time.monotonic()
        if left <= 0:
            raise NoPlan("no time is left")
        # The limit is on all time that this instance ever ran.
        highs.setOptionValue("time_limit", highs.getRunTime() + left)
        highs.run()
        status = highs.getModelStatus()
        info = highs.getInfo()
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if status not in _GOOD and not (status in _STOPPED and feasible):
            raise NoPlan(f"the solver ends without a solution: {highs.modelStatusToString(status)}")
        objective = float(info.objective_function_value)
        gap = max(0.0, objective - float(info.mip_dual_bound)) if len(self.whole) else 0.0
        return Result(np.array(highs.getSolution().col_value), objective, gap)

    def duals(self) -> FloatArray:
        """Return the duals of rows of the last run, which was linear."""
        return np.array(self._highs.getSolution().row_dual)

    def minimise(self, cost: FloatArray) -> None:
        """Replace the objective."""
        self._highs.changeColsCost(len(cost), self._every, cost)

    def at_most(self, weights: FloatArray, most: float) -> None:
        """Add a row: the weighted sum of columns is at most a number."""
        columns = np.flatnonzero(weights).astype(np.int32)
        self._highs.addRow(-highspy.kHighsInf, most, len(columns), columns, weights[columns])

    def fix(self, columns: IntArray, values: FloatArray) -> None:
        """Fix columns at values; they are no longer whole."""
        kinds = np.zeros(len(columns), dtype=np.uint8)
        self._highs.changeColsIntegrality(len(columns), columns, kinds)
        self._highs.changeColsBounds(len(columns), columns, values, values)

    def keep_optimal(self, values: FloatArray) -> None:
        """Leave only solutions as good as the last linear one, by its duals."""
        solution = self._highs.getSolution()
        row_dual, column_dual = np.array(solution.row_dual), np.array(solution.col_dual)
        columns = np.flatnonzero(np.abs(column_dual) > _SMALL).astype(np.int32)
        self._highs.changeColsBounds(len(columns), columns, values[columns], values[columns])
        activity = solution.row_value
        for row in np.flatnonzero(np.abs(row_dual) > _SMALL).tolist():
            self._highs.changeRowBounds(row, activity[row], activity[row])


def pass_model(highs: highspy.Highs, arrays: Arrays) -> None:
    """Put a model into HiGHS. Raises `NoPlan` where it is refused."""
    status = highs.passModel(
        len(arrays.cost),
        len(arrays.row_lower),
        len(arrays.value),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        arrays.cost,
        arrays.lower,
        arrays.upper,
        arrays.row_lower,
        arrays.row_upper,
        arrays.start,
        arrays.index,
        arrays.value,
        arrays.integer,
    )
    if status == highspy.HighsStatus.kError:
        raise NoPlan("the solver refuses the model")


def _instance() -> highspy.Highs:
    """Return this thread's instance, emptied."""
    highs: highspy.Highs | None = getattr(_LOCAL, "highs", None)
    if highs is None:
        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _OPTIONS.items():
            highs.setOptionValue(name, value)
        _LOCAL.highs = highs
    highs.clearModel()
    return highs
