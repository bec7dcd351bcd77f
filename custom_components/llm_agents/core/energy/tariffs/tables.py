"""Tables of values over time in an entity's attributes or an action's response, found by their structure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
import math
from typing import Any

from .instants import instants_of, time_of
from .slots import Row

STARTS = (
    "start", "start_time", "startsAt", "starts_at", "valid_from", "from", "period_start", "time", "timestamp",
    "datetime", "hour", "time_start", "start_timestamp", "begin", "date",
)  # fmt: skip
ENDS = ("end", "end_time", "endsAt", "ends_at", "valid_to", "to", "till", "period_end", "time_end", "end_timestamp")
_DEEPEST = 4
_MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together: where they stand, when each begins and ends, and what each says."""

    path: tuple[str, ...]
    starts: tuple[Any, ...]
    ends: tuple[Any, ...]
    cells: tuple[Mapping[str, Any], ...]

    @property
    def name(self) -> str:
        """Return the name under which the table stands."""
        return self.path[-1] if self.path else ""

    def rows(self, key: str, zone: tzinfo) -> list[Row]:
        """Return when, until when and how much of one column; rows without a time are left out."""
        starts = list(instants_of(self.starts, zone))
        ends = list(instants_of(self.ends, zone))
        found: list[Row] = []
        for start, end, cells in zip(starts, ends, self.cells, strict=True):
            if start is None:
                continue
            minutes = number_of(cells.get("duration")) if end is None else None
            until = start + minutes * 60 if minutes and minutes > 0 else end
            found.append((start, until, number_of(cells.get(key))))
        return found

    def columns(self) -> tuple[str, ...]:
        """Return the columns that hold numbers."""
        first = next(iter(self.cells), {})
        times = {*STARTS, *ENDS, "duration"}
        return tuple(
            key for key in first if key not in times and any(number_of(row.get(key)) is not None for row in self.cells)
        )


def number_of(value: Any) -> float | None:
    """Return a number, also one that is written; `None` for what is none or not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def tables_in(data: Any, path: tuple[str, ...] = ()) -> Iterator[Table]:
    """Yield the tables in data: lists of rows with a time, and mappings of times to numbers, at any depth."""
    if len(path) > _DEEPEST:
        return
    if isinstance(data, Mapping):
        if (found := _of_times(data, path)) is not None:
            yield found
            return
        for key, value in data.items():
            yield from tables_in(value, (*path, str(key)))
    elif isinstance(data, list | tuple) and (found := _of_rows(data, path)) is not None:
        yield found


def _of_rows(data: Sequence[Any], path: tuple[str, ...]) -> Table | None:
    rows = [row for row in data[:_MOST_ROWS] if isinstance(row, Mapping)]
    if not rows or len(rows) < len(data[:_MOST_ROWS]):
        return None
    start = next((key for key in STARTS if key in rows[0] and time_of(rows[0][key]) is not None), None)
    if start is None:
        return None
    end = next((key for key in ENDS if key in rows[0] and time_of(rows[0][key]) is not None), None)
    ends = tuple(row.get(end) for row in rows) if end else (None,) * len(rows)
    return Table(path, tuple(row.get(start) for row in rows), ends, tuple(rows))


def _of_times(data: Mapping[Any, Any], path: tuple[str, ...]) -> Table | None:
    if not data or len(data) > _MOST_ROWS or any(time_of(key) is None for key in data):
        return None
    if any(number_of(value) is None and value is not None for value in data.values()):
        return None
    keys = tuple(data)
    return Table(path, keys, (None,) * len(keys), tuple({"value": data[key]} for key in keys))
