"""Load and sun of the next day, hour by hour, learned from a home's own meters: ridge regression, fitted anew each week.

For each lead of 1 to 24 hours one regression for each home. Load is told from the same hour of past days and weeks and from
how far the last hours were from habit; sun from the same hour of past days, the highest of two weeks at that hour (what a
clear sky gives) and how much of it the last hours gave. Nothing after the hour in which a forecast is made is read, nor
any weather. Before two weeks are known the mean of the days so far is the forecast.
"""

from collections.abc import Callable

import numpy as np

from custom_components.llm_agents.core.energy.steps import FloatArray

DAY = 24
WEEK = 7 * DAY
LEADS = 24
FIRST_FIT = 2 * WEEK
_RIDGE = 1e-3
_NEAR: FloatArray = 0.9 ** np.arange(28, dtype=np.float64)
_EVEN: FloatArray = np.ones(7, dtype=np.float64)
_SUNNY = 0.05  # kW of what a clear sky gives, from which on the share of it says something


def forecasts(load: FloatArray, pv: FloatArray) -> FloatArray:
    """Return the net load (kW) expected at each hour for each lead: (LEADS, homes, hours), [k - 1, :, t] being for t + k."""
    sun: FloatArray = np.maximum(_fitted(pv, sun_features(pv)), 0.0)
    return _fitted(load, load_features(load)) - sun


def load_features(load: FloatArray) -> Callable[[int], FloatArray]:
    """Return the features of load by lead: (features, homes, hours) at the hour in which a forecast is made."""
    habit, week = _habit(load, _NEAR), _habit(load, _EVEN)
    off = load - habit
    now = [off, _before(off, 1), _smoothed(off, 0.2), _smoothed(load, 1 / DAY), np.ones_like(load)]
    then = [habit, week, *(_before(load, hours) for hours in (DAY, 2 * DAY, WEEK, 2 * WEEK))]
    return lambda lead: np.array([*(_ahead(each, lead) for each in then), *now])


def sun_features(pv: FloatArray) -> Callable[[int], FloatArray]:
    """Return the features of sun by lead, as `load_features`."""
    clear = np.max([_before(pv, DAY * (day + 1)) for day in range(14)], axis=0)
    lately = _smoothed(clear, 0.4)
    up = lately > _SUNNY
    share = np.where(up, np.clip(_smoothed(pv, 0.4) / np.maximum(lately, 1e-3), 0, 1.3), 0.0)
    then = [_habit(pv, weights) for weights in (_NEAR, _EVEN, _EVEN[:3])]
    then += [_before(pv, DAY), _before(pv, 2 * DAY)]

    def features(lead: int) -> FloatArray:
        sky = _ahead(clear, lead)
        return np.array([*(_ahead(each, lead) for each in then), sky, sky * share, sky * up, pv * (sky > _SUNNY / 2)])

    return features


def _fitted(values: FloatArray, features: Callable[[int], FloatArray]) -> FloatArray:
    """Return the forecasts of `values` (homes, hours) for each lead; the first feature is what is expected before a fit."""
    made = np.empty((LEADS, *values.shape))
    for lead in range(1, LEADS + 1):
        made[lead - 1] = _fitted_lead(values, features(lead), lead)
    return made


def _fitted_lead(values: FloatArray, features: FloatArray, lead: int) -> FloatArray:
    count, homes, hours = features.shape
    made: FloatArray = features[0].copy()
    square, product = np.zeros((homes, count, count)), np.zeros((homes, count))
    for start in range(0, hours, WEEK):
        end = min(start + WEEK, hours)
        if start >= FIRST_FIT:
            damping = _RIDGE * np.trace(square, axis1=1, axis2=2) / count
            weights = np.linalg.solve(square + damping[:, None, None] * np.eye(count), product[..., None])[..., 0]
            made[:, start:end] = np.einsum("fht,hf->ht", features[:, :, start:end], weights)
        known = slice(max(start - lead, WEEK), max(end - lead, WEEK))  # whose outcome is known at the next fit
        told, outcome = features[:, :, known], values[:, known.start + lead : known.stop + lead]
        square += np.einsum("fht,ght->hfg", told, told)
        product += np.einsum("fht,ht->hf", told, outcome)
    return made


def _before(values: FloatArray, hours: int) -> FloatArray:
    """Return what was so many hours earlier; the first value before there is any."""
    padded: FloatArray = np.concatenate([np.repeat(values[:, :1], hours, axis=1), values], axis=1)
    return padded[:, : values.shape[1]]


def _ahead(values: FloatArray, hours: int) -> FloatArray:
    """Return what stands so many hours later; beyond the end, where nothing is asked for, the last value."""
    return np.concatenate([values[:, hours:], np.repeat(values[:, -1:], hours, axis=1)], axis=1)


def _habit(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the weighted mean at the same hour of the last days, as far as they are known."""
    total, weight = np.zeros_like(values), np.zeros(values.shape[1])
    for day, each in enumerate(weights, start=1):
        total[:, day * DAY :] += each * values[:, : -day * DAY]
        weight[day * DAY :] += each
    mean: FloatArray = np.where(weight > 0, total / np.maximum(weight, 1e-9), values[:, :1])
    return mean


def _smoothed(values: FloatArray, share: float) -> FloatArray:
    """Return the exponential moving average in which the present hour has a share."""
    made = np.empty_like(values)
    level = values[:, 0].copy()
    for hour in range(values.shape[1]):
        level = level + share * (values[:, hour] - level)
        made[:, hour] = level
    return made
