"""What one asset's part of a plan rests on: its powers, what a kWh costs at the margin in each step, where the sun suffices.

Marginal prices are the duals of the plan's balance: what one more kWh in a step would cost. They tell what is weighed
against what; money made from them (`saves`) is what the moved energy would have cost at them, no more.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .assets import Asset, Battery
from .modes import Mode
from .plan import AssetPlan, Plan
from .problem import Problem
from .steps import FloatArray
from .wish_checks import power_range

LITTLE = 0.02
"""kW that count as nothing."""

ALIKE = 0.002
"""Prices per kWh that differ less are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Steps from `first` to before `last` in which an asset runs one way: its kWh and their mean marginal price."""

    first: int
    last: int
    start: float
    end: float
    energy: float
    price: float
    sunny: bool  # all of it from what would be fed into the grid


@dataclass(slots=True, kw_only=True)
class _Store:
    """What a battery could give: kWh at the home's side, the power in kW, and what a kWh of it is worth kept."""

    energy: float
    power: float
    price: float


@dataclass(frozen=True, kw_only=True)
class Case:
    """One asset's part in a plan, and the step at which it is looked at.

    `mode` is the one it is in and `level` its state of charge (0..1) or °C where it is looked at now: a battery follows the
    meter, and may do other than the plan has it.
    """

    plan: Plan
    problem: Problem
    asset: Asset
    part: AssetPlan
    step: int
    mode: Mode | None = None
    level: float | None = None

    @property
    def price(self) -> FloatArray:
        """Return what one more kWh would cost in each step."""
        return self.plan.marginal_price

    @property
    def power(self) -> float:
        """Return the power at the step in kW."""
        return float(self.part.power[self.step])

    @property
    def at(self) -> float:
        """Return when the step begins."""
        return float(self.plan.steps.edges[self.step])

    @cached_property
    def own_sun(self) -> NDArray[np.bool_]:
        """Return in which steps all that is taken comes from the sun: nothing from the grid, nothing from a battery."""
        given = sum(
            (np.maximum(-part.power, 0.0) for part in self.plan.assets.values()), np.zeros(len(self.plan.steps))
        )
        sun: NDArray[np.bool_] = (self.plan.grid_import <= LITTLE) & (given <= LITTLE)
        return sun & (self.problem.pv - self.plan.curtailed > LITTLE)

    def spans(self, sign: int = 1, first: int = 0, last: int | None = None) -> list[Span]:
        """Return the spans within some steps in which the asset takes (`sign` 1) or gives (-1)."""
        last = len(self.plan.steps) if last is None else last
        runs = np.flatnonzero(sign * self.part.power[first:last] > LITTLE) + first
        groups = np.split(runs, np.flatnonzero(np.diff(runs) > 1) + 1) if len(runs) else ()
        return [self._span(int(group[0]), int(group[-1]) + 1) for group in groups]

    def _span(self, first: int, last: int) -> Span:
        inside = slice(first, last)
        energy = np.abs(self.part.power[inside]) * self.plan.steps.hours[inside]
        edges = self.plan.steps.edges
        return Span(
            first=first,
            last=last,
            start=float(edges[first]),
            end=float(edges[last]),
            energy=float(energy.sum()),
            price=float(np.average(self.price[inside], weights=energy)),
            sunny=bool(self.own_sun[inside].all()),
        )

    def mean_price(self, first: int, last: int) -> float:
        """Return the mean marginal price over some steps, by time."""
        inside = slice(first, max(last, first + 1))
        return float(np.average(self.price[inside], weights=self.plan.steps.hours[inside]))

    def steps_before(self, at: float) -> int:
        """Return the number of steps that begin before an instant."""
        return int(np.searchsorted(self.plan.steps.starts, at - 1.0))

    def price_at_once(self, energy: float, power: float) -> float:
        """Return the mean price of so many kWh more from this step on, at a power in kW, all else as it is planned.

        What is needed at once is first what would be sold, then what batteries have above their reserves where that is
        worth less than what is bought, then bought. So much costs more a kWh than one kWh more does: the marginal price
        is its least.
        """
        hours, left, money = self.plan.steps.hours, energy, 0.0
        stored = self._stored()
        for step in range(self.step, len(self.plan.steps)):
            taken = min(left, power * float(hours[step]))
            left -= taken
            spare = float(self.plan.grid_export[step] + self.plan.curtailed[step]) * float(hours[step])
            bought = max(taken - spare, 0.0)
            money += (taken - bought) * float(self.problem.export_price[step])
            for store in stored:
                if store.price < float(self.problem.import_price[step]):
                    given = min(bought, store.energy, store.power * float(hours[step]))
                    store.energy -= given
                    bought -= given
                    money += given * store.price
            money += bought * float(self.problem.import_price[step])
            if left <= 1e-9:
                break
        return money / max(energy - left, 1e-9)

    def _stored(self) -> list[_Store]:
        """Return what batteries could give more from this step on, the cheapest first."""
        found = []
        for battery in self.problem.assets:
            part = self.plan.assets.get(battery.asset_id)
            if not isinstance(battery, Battery) or part is None or part.level is None or part.value is None:
                continue
            above = float(part.level[self.step]) - battery.reserve * battery.capacity_kwh
            found.append(
                _Store(
                    energy=max(above, 0.0) * battery.discharge_efficiency,
                    power=max(battery.discharge_kw - max(-float(part.power[self.step]), 0.0), 0.0),
                    price=float(part.value[self.step]) / battery.discharge_efficiency + battery.wear,
                )
            )
        return sorted(found, key=lambda store: store.price)

    def bounded(self) -> bool:
        """Return whether the asset is at a bound of its power in this step that a wish or an override set."""
        limits = self.problem.limits.get(self.asset.asset_id)
        if limits is None:
            return False
        least, most = power_range(self.asset)
        lowest, highest = float(limits[0][self.step]), float(limits[1][self.step])
        forced = lowest > least + LITTLE and self.power <= lowest + LITTLE
        return forced or (highest < most - LITTLE and self.power >= highest - LITTLE)
