"""Programmes that run once, and loads that run for some hours."""

import numpy as np

from ..assets import Appliance, Load
from ..plan import AssetPlan, Wanted
from ..problem import ApplianceState, LoadState
from ..steps import HOUR, MINUTE, FloatArray
from .model import IntArray
from .scene import Outcome, Part, Scene
from .switching import SHORTEST, Switch, add_switch


def add_appliance(scene: Scene, appliance: Appliance, state: ApplianceState) -> None:
    """Add a programme: fixed once started, else a start is chosen, or energy where it may be interrupted."""
    if state.started is not None:
        power = mean_powers(scene, appliance, np.array([state.started]))[0]
        scene.net += power
        scene.parts.append(Part(appliance.asset_id, lambda _: AssetPlan(power=power)))
    elif appliance.uninterruptible:
        _add_starts(scene, appliance, state)
    else:
        _add_pieces(scene, appliance, state)


def mean_powers(scene: Scene, appliance: Appliance, starts: FloatArray) -> FloatArray:
    """Return the mean power in each step for a programme started at each instant, as (starts, steps)."""
    length = appliance.step_minutes * MINUTE
    at = length * np.arange(len(appliance.profile) + 1)
    energy = np.concatenate(([0.0], np.cumsum(appliance.profile) * length / HOUR))
    done = np.interp(scene.problem.steps.edges[None, :] - starts[:, None], at, energy)
    powers: FloatArray = np.diff(done, axis=1) / scene.hours
    return powers


def _duration(appliance: Appliance) -> float:
    return len(appliance.profile) * appliance.step_minutes * MINUTE


def _add_starts(scene: Scene, appliance: Appliance, state: ApplianceState) -> None:
    model, steps, count = scene.model, scene.problem.steps, scene.count
    last = min(state.latest_end, float(steps.edges[-1])) - _duration(appliance)
    first = max(state.earliest, float(steps.edges[0]))
    quarters = steps.starts % (SHORTEST * MINUTE) < 1.0
    starts = np.unique(np.append(steps.starts[quarters & (steps.starts > first) & (steps.starts <= last)], first))
    starts = starts[starts <= last + 1.0]
    powers = mean_powers(scene, appliance, starts)
    worth = _optional_worth(scene, appliance, state)
    chosen = model.columns(len(starts), 0.0, 1.0, -(worth or 0.0), whole=True)
    which, step = np.nonzero(powers)
    model.put(scene.balance[step], chosen[which], -powers[which, step])
    scene.most_in += powers.max(axis=0, initial=0.0)
    row = model.rows(1, 1.0, 1.0)
    model.put(row, _add_never(scene, appliance, state, worth), 1.0)
    model.put(np.repeat(row, len(starts)), chosen, 1.0)
    if scene.options.polish:
        model.tie(chosen, 1e-4 * scene.scale * (starts - steps.edges[0]) / HOUR)

    def read(outcome: Outcome) -> AssetPlan:
        return AssetPlan(power=outcome.values[chosen] @ powers if len(starts) else np.zeros(count))

    scene.parts.append(Part(appliance.asset_id, read))


def _optional_worth(scene: Scene, appliance: Appliance, state: ApplianceState) -> float | None:
    """Return what a programme is worth in currency that need not run within the plan; `None` where it must."""
    energy = sum(appliance.profile) * appliance.step_minutes * MINUTE / HOUR
    later = state.latest_end > scene.problem.steps.edges[-1]
    worths = [] if state.price_cap is None else [state.price_cap]
    if later:
        worths.append(energy * scene.usual_price(0.25))  # what it costs to run it after the plan's end
    return min(worths, default=None)


def _add_never(scene: Scene, appliance: Appliance, state: ApplianceState, worth: float | None) -> IntArray:
    """Add a column that is 1 if a programme does not run: a missed wish where it must."""
    if worth is not None:
        return scene.model.columns(1, 0.0, 1.0)
    at = np.array([state.latest_end])
    return scene.model.miss(appliance.asset_id, Wanted.PROGRAMME, 1.0, at, scene.worth(Wanted.PROGRAMME), 1.0)


def _add_pieces(scene: Scene, appliance: Appliance, state: ApplianceState) -> None:
    """Add a programme that may pause, as energy at no more than its greatest power within its window."""
    energy = sum(appliance.profile) * appliance.step_minutes * MINUTE / HOUR
    most = max(appliance.profile, default=0.0)
    share = scene.overlap(state.earliest, state.latest_end)
    columns, row = _add_window(scene, share, most, energy)
    worth = _optional_worth(scene, appliance, state)
    never = _add_never(scene, appliance, state, worth)
    scene.model.put(row, never, energy)
    scene.model.credit(never, -(worth or 0.0))
    steps = np.flatnonzero(share > 0)
    scene.bound(appliance.asset_id, [(steps, columns, 1.0)])
    scene.parts.append(
        Part(appliance.asset_id, lambda outcome: AssetPlan(power=_spread(scene, outcome, [(steps, columns)])))
    )


def add_load(scene: Scene, load: Load, state: LoadState) -> None:
    """Add a load that is switched on for hours within its windows."""
    model = scene.model
    runs: list[tuple[IntArray, IntArray]] = []
    end = float(scene.problem.steps.edges[-1])
    for number, window in enumerate(state.windows):
        share = scene.overlap(window.start, window.end)
        steps = np.flatnonzero(share > 0)
        if not len(steps):
            continue
        inside = (min(window.end, end) - window.start) / max(window.end - window.start, 1.0)
        wanted = window.hours * min(1.0, inside) * load.power_kw
        power, row = _add_window(scene, share, load.power_kw, wanted)
        short = model.miss(
            load.asset_id, Wanted.HOURS, 1.0, np.array([window.end]), scene.worth(Wanted.HOURS), window.hours
        )
        model.put(row, short, load.power_kw)
        most = share[steps] * load.power_kw
        running = state.running and number == 0
        add_switch(scene, Switch(steps, power, most, most, running, load.minimum_minutes))
        runs.append((steps, power))
    scene.bound(load.asset_id, [(steps, power, 1.0) for steps, power in runs])
    scene.parts.append(Part(load.asset_id, lambda outcome: AssetPlan(power=_spread(scene, outcome, runs))))


def _add_window(scene: Scene, share: FloatArray, most: float, energy: float) -> tuple[IntArray, IntArray]:
    """Add power in a window that comes to an energy, and return its columns and the row of the energy."""
    model, steps = scene.model, np.flatnonzero(share > 0)
    power = model.columns(len(steps), 0.0, share[steps] * most)
    scene.take(power, share[steps] * most, steps)
    row = model.rows(1, energy, energy)
    model.put(np.repeat(row, len(steps)), power, scene.hours[steps])
    scene.soon(power, scene.hours[steps], steps / scene.count)
    return power, row


def _spread(scene: Scene, outcome: Outcome, runs: list[tuple[IntArray, IntArray]]) -> FloatArray:
    power = np.zeros(scene.count)
    for steps, columns in runs:
        power[steps] += outcome.values[columns]
    return power
