"""Why a plan is another than the one before it: what was expected then, and what is expected now."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .assets import Battery
from .deciding import LITTLE
from .plan import Plan
from .problem import BatteryState, Problem
from .reasons import Because, Why
from .steps import FloatArray

WEIGHTY = 0.01
"""Money below which a difference is not worth telling."""

APART = 0.05
"""The share of a battery by which its charge has to differ from what was planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overlap:
    """The steps of the new plan that the old one has too, and which of the old one begin each."""

    inside: FloatArray
    former: FloatArray
    hours: FloatArray

    def differing(self, new: FloatArray, old: FloatArray) -> FloatArray:
        """Return by how much a quantity is more than it was, times hours."""
        found: FloatArray = np.nan_to_num((new[self.inside] - old[self.former]) * self.hours)
        return found

    def mean(self, values: FloatArray) -> float:
        """Return the mean over time of values that are one for each step of the overlap."""
        return float(np.average(values, weights=self.hours))


def changed(before: tuple[Plan, Problem], after: tuple[Plan, Problem], *, wishes: bool = False) -> tuple[Because, ...]:
    """Return why a plan is another than the one before, over the time of both: wishes, assets, then what weighs most in money.

    `wishes` is whether wishes or overrides have changed in between.
    """
    (old, was), (_, now) = before, after
    at = float(now.steps.edges[0])
    inside = now.steps.ends <= was.steps.edges[-1] + 1.0
    if not inside.any():
        return ()
    former = np.searchsorted(was.steps.edges, now.steps.starts[inside] + 1.0) - 1
    overlap = _Overlap(inside=inside, former=former, hours=now.steps.hours[inside])
    found = sorted(_of_forecasts(old, was, now, overlap), key=lambda one: -(one.saves or 0.0))
    first = [Because(why=Why.OTHER_WISH, at=at)] if wishes else []
    return (*first, *_of_assets(old, was, now), *found)


def _of_forecasts(old: Plan, was: Problem, now: Problem, overlap: _Overlap) -> Iterator[Because]:
    at = float(now.steps.edges[0])
    differing = np.abs(overlap.differing(now.import_price, was.import_price))
    moved = float((differing * np.maximum(old.grid_import[overlap.former], LITTLE)).sum())
    present = overlap.mean(now.import_price[overlap.inside])
    if moved >= WEIGHTY:
        former = overlap.mean(was.import_price[overlap.former])
        yield Because(why=Why.PRICES, at=at, price=former, other=present, saves=moved)
    for more, less, new, known in (
        (Why.MORE_SUN, Why.LESS_SUN, now.pv, was.pv),
        (Why.MORE_LOAD, Why.LESS_LOAD, now.base_load, was.base_load),
    ):
        energy = float(overlap.differing(new, known).sum())
        if abs(energy * present) >= WEIGHTY:
            yield Because(why=more if energy > 0 else less, at=at, energy=abs(energy), saves=abs(energy * present))


def _of_assets(old: Plan, was: Problem, now: Problem) -> Iterator[Because]:
    """Yield which assets are newly planned or no more, and batteries that are not as was planned for now."""
    at = float(now.steps.edges[0])
    for asset_id in sorted(set(was.states) ^ set(now.states)):
        yield Because(why=Why.ASSETS, asset_id=asset_id, at=at)
    for asset in now.assets:
        part, state = old.assets.get(asset.asset_id), now.states.get(asset.asset_id)
        if (
            isinstance(asset, Battery)
            and isinstance(state, BatteryState)
            and part is not None
            and part.level is not None
        ):
            planned = float(np.interp(at, old.steps.edges, part.level)) / asset.capacity_kwh
            if abs(planned - state.soc) > APART:
                yield Because(why=Why.LEVELS, asset_id=asset.asset_id, at=at, level=state.soc, other=planned)
