"""Keeping to a plan: a device's times move only where that saves more than a stated margin."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..plan import AssetPlan, Plan
from ..steps import FloatArray, Series

_ALIKE = 0.02  # shares of energy by which two schedules may differ and still do the same


def steadied(new: Plan, old: Plan, asset_ids: frozenset[str], margin: float) -> Plan:
    """Return the new plan, with the old times of those assets for which new ones save at most `margin` (currency).

    What a schedule costs is reckoned with the new plan's marginal prices; one that does less than the new one is dropped.
    """
    kept: dict[str, AssetPlan] = {}
    for asset_id in asset_ids & new.assets.keys() & old.assets.keys():
        power = _carried(new, old, asset_id)
        planned = new.assets[asset_id]
        if np.allclose(power, planned.power, atol=1e-3) or not _does_as_much(new, power, planned.power):
            continue
        hours = new.steps.hours * new.marginal_price
        if float(((power - planned.power) * hours).sum()) <= margin:
            kept[asset_id] = replace(planned, power=power)
    return new if not kept else _with(new, kept)


def _carried(new: Plan, old: Plan, asset_id: str) -> FloatArray:
    """Return an asset's old powers over the new steps, the new ones where the old plan does not reach."""
    before = Series(old.steps, old.assets[asset_id].power).mean_over(new.steps)
    whole = new.steps.ends <= old.steps.edges[-1] + 1
    return np.where(whole & np.isfinite(before), before, new.assets[asset_id].power)


def _does_as_much(new: Plan, power: FloatArray, planned: FloatArray) -> bool:
    energy, wanted = float((power * new.steps.hours).sum()), float((planned * new.steps.hours).sum())
    return abs(energy - wanted) <= _ALIKE * max(wanted, 0.05)


def _with(plan: Plan, kept: Mapping[str, AssetPlan]) -> Plan:
    more = sum(
        (asset.power - plan.assets[asset_id].power for asset_id, asset in kept.items()), np.zeros(len(plan.steps))
    )
    net = plan.grid_import - plan.grid_export + more
    return replace(
        plan,
        assets={**plan.assets, **kept},
        grid_import=np.maximum(net, 0.0),
        grid_export=np.maximum(-net, 0.0),
    )
