"""When a new plan is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from ..plan import Plan
from ..steps import HOUR, MINUTE
from .snapshot import Measured


class Reason(StrEnum):
    """Why a new plan is made."""

    FIRST = "first"
    REGULAR = "regular"
    PRICES = "prices"  # more of them are known
    FORECAST = "forecast"
    WISH = "wish"  # or a person's override
    ASSET = "asset"  # plugged in, unplugged, added, back
    DEVIATION = "deviation"  # what is measured is not what was planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the last plan was made with: compared with the present to see whether it still holds.

    `prices_until` is the last instant with a known price, `wishes` anything that changes with wishes and overrides,
    `forecast_at` when the newest forecast in it was made, `plugged` the vehicles at their chargers, `capacities` (kWh) the batteries whose states of charge are to be watched.
    """

    plan: Plan
    prices_until: float
    forecast_at: float
    wishes: int
    plugged: frozenset[str]
    capacities: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What `Planned` is compared with."""

    prices_until: float
    forecast_at: float
    wishes: int
    measured: Measured


REGULARLY = 30 * MINUTE
LEAST = 2 * MINUTE  # between plans for anything but wishes and assets
SOC_APART = 0.05
KELVIN_APART = 0.7
DEVIATING = 10 * MINUTE  # a plan is so old before a deviation counts: it began from what was measured


def should_replan(previous: Planned | None, now: float, present: Present) -> Reason | None:
    """Return why a new plan is due now, `None` while the previous one holds."""
    if previous is None:
        return Reason.FIRST
    if present.wishes != previous.wishes:
        return Reason.WISH
    if present.measured.plugged != previous.plugged:
        return Reason.ASSET
    age = now - previous.plan.made_at
    if age < LEAST:
        return None
    if present.prices_until > previous.prices_until + HOUR / 2:
        return Reason.PRICES
    if present.forecast_at > previous.forecast_at:
        return Reason.FORECAST
    if age >= DEVIATING and deviates(previous, present.measured):
        return Reason.DEVIATION
    return Reason.REGULAR if age >= REGULARLY else None


def deviates(previous: Planned, measured: Measured) -> bool:
    """Return whether a measured level has left what was planned for it by more than forecasts usually err."""
    plan = previous.plan
    steps = plan.steps
    if not steps.edges[0] <= measured.at <= steps.edges[-1]:
        return True
    for asset_id, level in measured.levels.items():
        asset = plan.assets.get(asset_id)
        if asset is None or asset.level is None:
            continue
        planned = float(np.interp(measured.at, steps.edges, asset.level))
        capacity = previous.capacities.get(asset_id)
        if capacity is not None:
            if abs(level - planned / capacity) > SOC_APART:
                return True
        elif level > 1 and abs(level - planned) > KELVIN_APART:
            return True
    return False
