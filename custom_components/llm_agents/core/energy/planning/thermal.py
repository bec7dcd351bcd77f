"""Heat flows as linear systems, discretised exactly: stable at any length of step."""

import numpy as np

from ..steps import FloatArray

_TERMS = 10


def discretise(system: FloatArray, inputs: FloatArray, hours: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (state, input) transition matrices of x' = A x + B u over steps with constant u.

    `system` is (m, k, k) and `inputs` (m, k, j) per hour, `hours` (m,). Uses the exponential of the augmented matrix by
    scaling and squaring of its Taylor series.
    """
    count, size, width = inputs.shape
    whole = np.zeros((count, size + width, size + width))
    whole[:, :size, :size] = system * hours[:, None, None]
    whole[:, :size, size:] = inputs * hours[:, None, None]
    norm = float(np.abs(whole[:, :size]).sum(axis=2).max())
    halvings = max(0, int(np.ceil(np.log2(max(norm, 1e-12)))) + 2)
    whole /= 2.0**halvings
    result = np.broadcast_to(np.eye(size + width), whole.shape)
    for term in range(_TERMS, 0, -1):  # Horner's scheme
        result = np.eye(size + width) + whole @ result / term
    for _ in range(halvings):
        result = result @ result
    return result[:, :size, :size], result[:, :size, size:]


def interpolate(points: tuple[tuple[float, float], ...], at: FloatArray) -> FloatArray:
    """Return a piecewise linear curve's values, constant beyond its ends."""
    x, y = zip(*points, strict=True)
    values: FloatArray = np.interp(at, x, y)
    return values
