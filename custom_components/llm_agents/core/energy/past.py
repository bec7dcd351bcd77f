"""What was measured of a home lately, in quarters of an hour, as cards show it beside the plan. No numpy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import math
from typing import Any

QUARTER = 900.0
KEPT = 192
"""Quarters of an hour that are kept: two days."""

_HOME = ("import_price", "load", "pv", "grid")


@dataclass(slots=True)
class _Mean:
    """A mean over time of what was known."""

    total: float = 0.0
    hours: float = 0.0

    def add(self, value: float | None, hours: float) -> None:
        if value is not None and math.isfinite(value):
            self.total, self.hours = self.total + value * hours, self.hours + hours

    @property
    def value(self) -> float | None:
        return round(self.total / self.hours, 4) if self.hours > 0 else None


@dataclass(slots=True)
class Past:
    """The means of the last quarters of an hour, by name: `load`, `asset_id/power`, `asset_id/level`."""

    starts: list[float] = field(default_factory=list)
    rows: list[dict[str, float | None]] = field(default_factory=list)
    _open: float | None = None
    _means: dict[str, _Mean] = field(default_factory=dict)

    def add(self, at: float, hours: float, values: Mapping[str, float | None]) -> None:
        """Take in what held for some time from an instant on."""
        quarter = at // QUARTER * QUARTER
        if self._open is not None and quarter != self._open:
            self.starts.append(self._open)
            self.rows.append({name: mean.value for name, mean in self._means.items()})
            del self.starts[:-KEPT], self.rows[:-KEPT]
            self._means = {}
        self._open = quarter
        for name, value in values.items():
            self._means.setdefault(name, _Mean()).add(value, hours)

    def told(self) -> dict[str, Any]:
        """Return it as cards take it: edges, the home's series, and each asset's power and level."""
        ids = sorted({name.partition("/")[0] for row in self.rows for name in row if "/" in name})
        return {
            "at": [*self.starts, *([self.starts[-1] + QUARTER] if self.starts else [])],
            **{name: [row.get(name) for row in self.rows] for name in _HOME},
            "assets": {
                asset_id: {name: [row.get(f"{asset_id}/{name}") for row in self.rows] for name in ("power", "level")}
                for asset_id in ids
            },
        }

    def state(self) -> dict[str, Any]:
        """Return what is kept over a restart, as JSON."""
        return {"starts": self.starts, "rows": self.rows}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        starts = [float(start) for start in state["starts"]]
        rows = [dict(row) for row in state["rows"]]
        if len(starts) != len(rows):
            raise ValueError("rows without their time")
        self.starts, self.rows = starts[-KEPT:], rows[-KEPT:]
