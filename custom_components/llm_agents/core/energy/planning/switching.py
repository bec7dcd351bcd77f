"""Devices that are on or off in the next hours: minimum power, minimum times and starts, by binary columns."""

from dataclasses import dataclass

import numpy as np

from ..steps import MINUTE, FloatArray
from .model import IntArray
from .scene import Scene


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
    """Make a device's power 0, or between least and most, in the steps of the next hours."""
    near = np.flatnonzero((switch.steps < scene.near) & (switch.most > 0))
    if not len(near):
        return
    model = scene.model
    steps = switch.steps[near]
    on = model.columns(len(near), 0.0, 1.0, whole=True)
    rows = model.rows(len(near), upper=0.0)
    model.put(rows, switch.power[near], 1.0)
    model.put(rows, on, -switch.most[near])
    # A device that may stop within a step runs there at least for its minimum time.
    duty = np.ones(len(near))
    if switch.minimum_minutes:
        duty = np.minimum(1.0, switch.minimum_minutes * MINUTE / (scene.hours[steps] * 3600.0))
    rows = model.rows(len(near), lower=0.0)
    model.put(rows, switch.power[near], 1.0)
    model.put(rows, on, -switch.least[near] * duty)
    _add_starts(scene, switch, steps, on)


def _add_starts(scene: Scene, switch: Switch, steps: IntArray, on: IntArray) -> None:
    model = scene.model
    cost = switch.start_cost + scene.options.switch_cost
    consecutive = np.concatenate(([steps[0] == 0], np.diff(steps) == 1))
    start = model.columns(len(on), 0.0, 1.0, cost)
    before = np.where(consecutive, 0.0, 0.0)
    if steps[0] == 0 and switch.running:
        before[0] = 1.0
    rows = model.rows(len(on), lower=-before)  # start - on + on before >= 0
    model.put(rows, start, 1.0)
    model.put(rows, on, -1.0)
    after = np.flatnonzero(consecutive[1:]) + 1
    model.put(rows[after], on[after - 1], 1.0)
    if switch.minimum_minutes:
        _add_minimum_times(scene, switch, steps, on, start)


def _add_minimum_times(scene: Scene, switch: Switch, steps: IntArray, on: IntArray, start: IntArray) -> None:
    """Hold a device on, and off, for its minimum time (the inequalities of Rajan and Takriti over uneven steps)."""
    model = scene.model
    at = scene.problem.steps.starts[steps]
    first = np.searchsorted(at, at - switch.minimum_minutes * MINUTE + 1.0)
    span = np.arange(len(on)) - first
    longer = np.flatnonzero(span > 0)
    if not len(longer):
        return
    counts = span[longer] + 1
    place = np.repeat(np.arange(len(longer)), counts)
    within = np.concatenate([np.arange(first[each], each + 1) for each in longer])
    rows = model.rows(len(longer), upper=0.0)  # started lately: is on
    model.put(rows[place], start[within], 1.0)
    model.put(rows, on[longer], -1.0)
    begins = first[longer] > 0
    limit = np.where(begins, 1.0, 0.0 if switch.running and steps[0] == 0 else 1.0)
    rows = model.rows(len(longer), upper=limit)  # was on a short while ago: does not start
    model.put(rows[place], start[within], 1.0)
    model.put(rows[begins], on[first[longer][begins] - 1], 1.0)
