"""Values over time without numpy: slots that do not overlap, in order, with gaps where nothing is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
import math
from statistics import median_high

MINUTE = 60.0
HOUR = 3600.0
LONGEST = 24 * HOUR
"""The longest slot that the distance to the next one tells of: above it a value is missing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value from an instant until another one, in seconds since the epoch."""

    start: float
    end: float
    value: float


type Slots = tuple[Slot, ...]
type Row = tuple[float, float | None, float | None]
"""When, until when if it says so, and how much if it is known."""


def slots_of(rows: Iterable[Row]) -> Slots:
    """Return the slots that rows say; an end that is not said is the next start, or as far as is usual there.

    Of rows with the same start the last one counts. Edges are rounded to the minute: some sources tell a slot from its
    first second.
    """
    by_start: dict[float, tuple[float | None, float | None]] = {}
    for start, end, value in rows:
        by_start[_minute(start)] = (None if end is None else _minute(end), value)
    starts = sorted(by_start)
    steps = [after - before for before, after in pairwise(starts)]
    usual = _usual(steps)
    found = []
    for index, start in enumerate(starts):
        end, value = by_start[start]
        if end is None:
            end = start + _length(steps, index, usual)
        if value is not None and math.isfinite(value) and end > start:
            found.append(Slot(start, end, value))
    return painted([found])


def _minute(at: float) -> float:
    return round(at / MINUTE) * MINUTE


def _usual(steps: Sequence[float]) -> float:
    return median_high(steps) if steps else HOUR


def _length(steps: Sequence[float], index: int, usual: float) -> float:
    """Return how long a slot is: until the next one, unless slots are missing between them."""
    before = steps[index - 1] if index > 0 else usual
    if index >= len(steps):
        return min(before, LONGEST)
    after = steps[index + 1] if index + 1 < len(steps) else usual
    return min(steps[index], max(usual, before, after), LONGEST)


def painted(layers: Iterable[Iterable[Slot]]) -> Slots:
    """Return slots of several layers as one; of those that overlap the first layer counts, within it the finest."""
    ordered = [
        slot for layer in layers for slot in sorted(layer, key=lambda slot: (slot.end - slot.start, -slot.start))
    ]
    edges = sorted({edge for slot in ordered for edge in (slot.start, slot.end)})
    values: list[float | None] = [None] * max(len(edges) - 1, 0)
    for slot in ordered:
        for index in range(bisect_left(edges, slot.start), bisect_left(edges, slot.end)):
            if values[index] is None:
                values[index] = slot.value
    known = zip(edges, edges[1:], values, strict=False)
    return tuple(Slot(start, end, value) for start, end, value in known if value is not None)


def summed(layers: Sequence[Slots]) -> Slots:
    """Return the sum of several layers where all are known."""
    edges = sorted({edge for slots in layers for slot in slots for edge in (slot.start, slot.end)})
    found = []
    for start, end in pairwise(edges):
        values = [value_at(slots, start) for slots in layers]
        if all(value is not None for value in values):
            found.append(Slot(start, end, sum(value for value in values if value is not None)))
    return tuple(found)


def value_at(slots: Slots, at: float) -> float | None:
    """Return the value that holds at an instant, `None` where none is known."""
    index = bisect_right(slots, at, key=lambda slot: slot.start) - 1
    return slots[index].value if index >= 0 and at < slots[index].end else None


def cut(slots: Slots, start: float, end: float) -> Slots:
    """Return the part of slots between two instants."""
    return tuple(
        replace(slot, start=max(slot.start, start), end=min(slot.end, end))
        for slot in slots
        if slot.end > start and slot.start < end
    )


def mapped(slots: Slots, change: Callable[[Slot], float]) -> Slots:
    """Return slots with other values."""
    return tuple(replace(slot, value=change(slot)) for slot in slots)


def merged(slots: Slots) -> Slots:
    """Return slots where neighbours with the same value are one."""
    found: list[Slot] = []
    for slot in slots:
        if found and found[-1].end == slot.start and found[-1].value == slot.value:
            found[-1] = replace(found[-1], end=slot.end)
        else:
            found.append(slot)
    return tuple(found)


def known_until(slots: Slots, start: float) -> float:
    """Return until when values are known without a gap from an instant on; the instant itself if none is."""
    at = start
    for slot in slots:
        if slot.start <= at < slot.end:
            at = slot.end
    return at
