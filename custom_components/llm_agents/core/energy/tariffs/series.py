"""Slots as the plan's arrays."""

import numpy as np

from ..steps import Series, Steps
from .slots import Slots


def series_of(slots: Slots) -> Series:
    """Return slots as a series, NaN in their gaps; raises `ValueError` without slots."""
    edges: list[float] = []
    values: list[float] = []
    for slot in slots:
        if edges and slot.start > edges[-1]:
            values.append(np.nan)
            edges.append(slot.start)
        edges.extend([slot.start, slot.end] if not edges else [slot.end])
        values.append(slot.value)
    return Series(Steps(np.array(edges, dtype=np.float64)), np.array(values, dtype=np.float64))
