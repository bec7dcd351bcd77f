"""From a snapshot to a problem: prices that are not known yet, what is measured now, what people and wishes set."""

from collections.abc import Sequence

import numpy as np

from ..assets import Asset, Battery, Grid
from ..modes import Mode
from ..problem import Problem
from ..steps import DAY, HOUR, FloatArray, Series, Steps
from .snapshot import Expected, Override, Snapshot

BLENDING = HOUR
"""After so many seconds what is measured now counts e times less against the forecast."""

_PAST_DAYS = 7
_FREE = np.inf


def build(snapshot: Snapshot, grid: Grid, assets: Sequence[Asset]) -> Problem:
    """Return the problem of a snapshot: all values finite, the overrides as limits, then what wishes make of it."""
    steps = snapshot.steps
    buy = filled(snapshot.import_price, steps, snapshot.past_import_price)
    problem = Problem(
        steps=steps,
        import_price=buy,
        export_price=filled(snapshot.export_price, steps, snapshot.past_export_price),
        base_load=blended(snapshot.base_load, steps, snapshot.now, snapshot.measured.base_load_kw),
        pv=blended(snapshot.pv, steps, snapshot.now, snapshot.measured.pv_kw),
        outdoor=snapshot.outdoor,
        grid=grid,
        assets=tuple(assets),
        states=snapshot.states,
        carbon=snapshot.carbon,
        carbon_price=snapshot.carbon_price,
        peak_kw=snapshot.peak_kw,
        limits=limits_of(snapshot.overrides, assets, steps, snapshot.now),
    )
    for shape in snapshot.shapings:
        problem = shape(problem)
    return problem


def filled(prices: FloatArray, steps: Steps, past: Series | None) -> FloatArray:
    """Return prices without gaps: where none is known, the mean of the same time on past days, the last ones first.

    Where the past is not known either, the mean of what is; 0 where nothing is.
    """
    known = np.isfinite(prices)
    if known.all():
        return prices
    usual = np.full(len(prices), np.nan)
    day = _known_day(prices, steps)
    if past is not None or day is not None:
        views = []
        for days in range(1, _PAST_DAYS + 1):
            shifted = Steps(steps.edges - days * DAY)
            view = np.full(len(prices), np.nan) if past is None else past.mean_over(shifted)
            if day is not None:
                view = np.where(np.isfinite(view), view, day.mean_over(shifted))
            views.append(view)
        usual = _weighted(np.array(views))
    mean = float(prices[known].mean()) if known.any() else float(np.nanmean(usual)) if np.isfinite(usual).any() else 0.0
    return np.where(known, prices, np.where(np.isfinite(usual), usual, mean))


def _known_day(prices: FloatArray, steps: Steps) -> Series | None:
    """Return the prices that are known ahead, as the past of what comes after them."""
    return Series(steps, prices) if np.isfinite(prices).any() else None


def _weighted(views: FloatArray) -> FloatArray:
    """Return the mean of past days (days, n), the latest and the same weekday counting more."""
    weights = np.array([0.35, 0.15, 0.1, 0.05, 0.05, 0.1, 0.2])[: len(views), None] * np.isfinite(views)
    total = weights.sum(axis=0)
    mean = (np.where(np.isfinite(views), views, 0.0) * weights).sum(axis=0)
    return np.where(total > 0, mean / np.maximum(total, 1e-9), np.nan)


def blended(expected: Expected, steps: Steps, now: float, measured: float | None) -> FloatArray:
    """Return a forecast's mean, corrected in its first steps by how far off it is now."""
    if measured is None or expected.current or not np.isfinite(measured):
        return expected.mean
    lead = np.maximum((steps.starts + steps.ends) / 2 - now, 0.0)
    apart = measured - float(expected.mean[steps.index(now)])
    if measured < 1e-3:  # the sun is down, the meter is off: the rest of the day follows no difference
        apart = apart if apart > 0 else 0.0
    return np.maximum(expected.mean + apart * np.exp(-lead / BLENDING), 0.0)


def limits_of(
    overrides: Sequence[Override], assets: Sequence[Asset], steps: Steps, now: float
) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Return the least and the greatest power of the assets that people set by hand, until they are given back."""
    found = {}
    known = {asset.asset_id: asset for asset in assets}
    for override in overrides:
        asset = known.get(override.asset_id)
        if asset is None or override.until <= now:
            continue
        least, greatest = np.full(len(steps), -_FREE), np.full(len(steps), _FREE)
        held = steps.starts < override.until - 1
        low, high = _range(override, asset)
        least[held], greatest[held] = low, high
        found[override.asset_id] = (least, greatest)
    return found


def _range(override: Override, asset: Asset) -> tuple[float, float]:
    """Return the least and greatest power that a mode leaves."""
    power = override.power_kw
    match override.mode:
        case Mode.OFF:
            return 0.0, 0.0
        case Mode.HOLD:
            return 0.0, _FREE
        case Mode.HOLD_CHARGE:
            return -_FREE, 0.0
        case Mode.CHARGE if isinstance(asset, Battery):
            return (asset.charge_kw if power is None else power,) * 2
        case Mode.EXPORT if isinstance(asset, Battery):
            return (-(asset.discharge_kw if power is None else power),) * 2
        case Mode.ON if power is not None:
            return power, power
        case _:
            return -_FREE, _FREE


def net_paths(snapshot: Snapshot, problem: Problem) -> FloatArray:
    """Return ways the home's net load may go without its assets: (paths, n) kW, their mean that of the problem.

    From the paths of both forecasts where they have some, else from their quantiles as if each stayed at one of its own.
    """
    load = _deviations(snapshot.base_load)
    sun = -_deviations(snapshot.pv)
    if snapshot.base_load.paths is not None and snapshot.pv.paths is not None:
        count = min(len(load), len(sun))
        apart = load[:count] + sun[:count]
    else:
        apart = (load[:, None, :] + sun[None, :, :]).reshape(-1, len(problem.steps))
    return np.asarray(problem.base_load - problem.pv + apart, dtype=np.float64)


def _deviations(expected: Expected) -> FloatArray:
    if expected.paths is not None:
        return np.asarray(expected.paths - expected.mean, dtype=np.float64)
    if expected.quantiles is not None:
        return np.asarray(expected.quantiles - expected.mean, dtype=np.float64)
    return np.zeros((1, len(expected.mean)))
