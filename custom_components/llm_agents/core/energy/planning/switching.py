"""Devices that are on or off in the next hours: minimum power, minimum times and starts, by binary columns."""

from dataclasses import dataclass

import numpy as np

from ..steps import MINUTE, FloatArray
from .model import IntArray
from .scene import Scene

SHORTEST = 15.0
"""Minutes for which any device is left as it is: no plan is made for shorter."""


@dataclass(frozen=True, slots=True, eq=False)
class Switch:
    """What a switched device is: its least and most power in each step it has a column in, and how it may be switched."""

    steps: IntArray
    power: IntArray
    least: FloatArray
    most: FloatArray
    running: bool = False
    minimum_minutes: float = 0.0
    start_cost: float = 0.0


def add_switch(scene: Scene, switch: Switch) -> None:
    """Make a device's power 0, or between least and most, in the steps of the next hours.

    It is switched only between blocks of its minimum time, which lie on the clock: that holds it on, and off, for so long
    with one binary for each block.
    """
    near = np.flatnonzero((switch.steps < scene.near) & (switch.most > 0))
    if not len(near):
        return
    model = scene.model
    steps = switch.steps[near]
    minutes = max(switch.minimum_minutes, SHORTEST)
    block = _blocks(scene, minutes)[steps]
    blocks, which = np.unique(block, return_inverse=True)
    on = model.columns(len(blocks), 0.0, 1.0, whole=True)
    # A device may stop before a block or a long step ends, after its minimum time.
    shortest = switch.minimum_minutes if scene.options.divisible else np.inf
    duty = np.minimum(1.0, shortest / np.maximum(scene.hours[steps] * 60.0, minutes))
    for bound, share in ((-switch.most[near], None), (-switch.least[near] * duty, duty)):
        rows = model.rows(len(near), upper=0.0) if share is None else model.rows(len(near), lower=0.0)
        model.put(rows, switch.power[near], 1.0)
        model.put(rows, on[which], bound)
    _add_stops(scene, switch, on)


def _blocks(scene: Scene, minutes: float) -> IntArray:
    """Return the block of the clock in which each step begins; what is left of the present one belongs to the next."""
    starts = scene.problem.steps.starts
    blocks = np.floor(starts / (minutes * MINUTE) + 1e-9).astype(np.int64)
    if starts[0] % (minutes * MINUTE) > 1.0:
        blocks = np.maximum(blocks, blocks[0] + 1)
    return blocks


def _add_stops(scene: Scene, switch: Switch, on: IntArray) -> None:
    """Price starts where the device stops: a start after the next hours, where none is seen, would else come free."""
    model = scene.model
    stop = model.columns(len(on), 0.0, 1.0, switch.start_cost + scene.options.switch_cost)
    before = np.zeros(len(on))
    before[0] = 1.0 if switch.running and switch.steps[0] == 0 else 0.0
    rows = model.rows(len(on), lower=before)  # stop + on - on before >= 0
    model.put(rows, stop, 1.0)
    model.put(rows, on, 1.0)
    after = np.arange(1, len(on))
    model.put(rows[after], on[after - 1], -1.0)
