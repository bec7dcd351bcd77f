"""Identification of a zone's thermal model from its history, or the reason why the history cannot tell.

Parameters minimise the error of simulations over many hours (an output-error, multi-step prediction error method: L. Ljung,
System Identification, 2nd ed. 1999, section 7.2), by bounded Levenberg-Marquardt steps on their logarithms with weak
priors, which keep what hardly matters plausible. Grey-box structure as in P. Bacher and H. Madsen, Identifying suitable
models for the heat dynamics of buildings, Energy and Buildings 43 (2011) 1511-1522.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from ..assets import ThermalModel
from ..steps import FloatArray
from .heat_balance import ThermalHistory, inputs, masses, simulated

_HORIZON_HOURS = 24.0
_EVERY_HOURS = 4.0
_HELD_OUT = 0.3
_LEAST_DAYS = 4.0
_ROUNDS = 25
_WORTH = 0.95  # the larger model must have this share of the smaller one's error
_PRIOR_DEVIATION = 1.5  # of the logarithms
_NOISE = 0.15  # K: how far a good simulation is off
_UNSURE = 0.5  # a standard error of the logarithm over which a parameter is not known
_MOVEMENT = 0.2  # K: less movement indoors tells nothing

# name: (least, typical, most)
_BOUNDS: Mapping[str, tuple[float, float, float]] = {
    "capacity": (0.1, 5.0, 100.0),
    "loss": (0.01, 0.2, 3.0),
    "solar_gain": (0.001, 2.0, 40.0),
    "gain": (0.001, 0.3, 4.0),
    "mass_capacity": (0.5, 12.0, 300.0),
    "coupling": (0.02, 1.0, 20.0),
}
_SMALL = ("capacity", "loss", "solar_gain", "gain")


class Untold(StrEnum):
    """Why a history does not tell a thermal model."""

    TOO_SHORT = "too_short"
    NO_HEAT = "no_heat"  # without it only ratios of the parameters are seen
    NO_MOVEMENT = "no_movement"  # indoors it is always equally warm
    NO_PATTERN = "no_pattern"  # no better than "it stays as it is"
    UNSURE = "unsure"  # capacity or loss might as well be half or double


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A model, its mean absolute error in K over 24 h on days it was not fitted to, and that of "it stays as it is".

    `unsure` is the standard error of each fitted parameter as a share of it.
    """

    model: ThermalModel
    error: float
    persistence_error: float
    days: float
    unsure: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No model, and why."""

    reason: Untold
    days: float


def identify(history: ThermalHistory) -> Identified | Refused:
    """Return the model of one or two capacities that foretells held-out days better, or why there is none.

    Takes about 0.2 s of CPU for a month of hours; meant for an executor, once a day.
    """
    runs = _Runs.of(history)
    days = len(runs.starts) * _EVERY_HOURS / 24
    cut = int(len(runs.starts) * (1 - _HELD_OUT))
    if days < _LEAST_DAYS:
        return Refused(reason=Untold.TOO_SHORT, days=days)
    if np.nanmax(np.abs(history.heat)) < 0.05 or np.nanstd(history.heat) < 0.01:
        return Refused(reason=Untold.NO_HEAT, days=days)
    if np.nanstd(history.indoor) < _MOVEMENT:
        return Refused(reason=Untold.NO_MOVEMENT, days=days)
    learning, held_out = runs.some(slice(0, cut)), runs.some(slice(cut, None))
    names = _SMALL if np.nanmax(history.irradiance) > 0.01 else tuple(each for each in _SMALL if each != "solar_gain")
    small = _fit(learning, names)
    large = _fit(learning, (*names, "mass_capacity", "coupling"))
    chosen = large if held_out.error(large) < _WORTH * held_out.error(small) else small
    error, persistence = held_out.error(chosen), held_out.persistence()
    if not error < persistence:
        return Refused(reason=Untold.NO_PATTERN, days=days)
    used = names if chosen is small else (*names, "mass_capacity", "coupling")
    final = _fit(runs, used, start=chosen)
    unsure = _unsure(runs, used, final)
    if max(unsure["capacity"], unsure["loss"]) > _UNSURE:
        return Refused(reason=Untold.UNSURE, days=days)
    return Identified(model=final, error=error, persistence_error=persistence, days=days, unsure=unsure)


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Simulations of the same length from several starts in a history, side by side."""

    history: ThermalHistory
    starts: np.ndarray[tuple[int], np.dtype[np.int64]]
    length: int

    @classmethod
    def of(cls, history: ThermalHistory) -> _Runs:
        length, every = round(_HORIZON_HOURS / history.hours), max(1, round(_EVERY_HOURS / history.hours))
        told = history.outdoor + history.heat + history.irradiance + history.gains
        gaps = np.concatenate(([0], np.cumsum(~np.isfinite(told))))
        starts = np.arange(0, max(len(told) - length + 1, 0), every)
        whole = (gaps[starts + length] == gaps[starts]) & np.isfinite(history.indoor[starts])
        return cls(history, starts[whole], length)

    def some(self, part: slice) -> _Runs:
        return replace(self, starts=self.starts[part])

    def _after(self, values: FloatArray, offset: int = 0) -> FloatArray:
        return values[self.starts + offset + np.arange(self.length)[:, None]]

    def errors(self, model: ThermalModel) -> FloatArray:
        """Return simulated less measured temperature, shape (steps, runs); NaN where none was measured."""
        history = self.history
        given = inputs(model, history.outdoor, history.heat, history.irradiance, history.gains)
        first = history.indoor[self.starts]
        walls = masses(model, history)[self.starts]
        made = simulated(model, self._after(given), history.hours, first, walls)
        return made - self._after(history.indoor, 1)

    def error(self, model: ThermalModel) -> float:
        return float(np.nanmean(np.abs(self.errors(model))))

    def persistence(self) -> float:
        return float(np.nanmean(np.abs(self._after(self.history.indoor, 1) - self.history.indoor[self.starts])))


def _model(names: tuple[str, ...], logarithms: FloatArray) -> ThermalModel:
    return ThermalModel(**dict(zip(names, np.exp(logarithms).tolist(), strict=True)))


def _residuals(runs: _Runs, names: tuple[str, ...], at: FloatArray) -> FloatArray:
    """Return the errors in units of the noise, in all as many as runs (those of a run are not independent), then priors."""
    errors = runs.errors(_model(names, at))
    errors = np.where(np.isfinite(errors), np.clip(errors, -5.0, 5.0), 0.0) / (_NOISE * np.sqrt(runs.length))
    typical = np.log([_BOUNDS[name][1] for name in names])
    return np.concatenate((errors.ravel(), (at - typical) / _PRIOR_DEVIATION))


def _slopes(runs: _Runs, names: tuple[str, ...], at: FloatArray, here: FloatArray) -> FloatArray:
    moved = [_residuals(runs, names, at + 1e-4 * unit) for unit in np.eye(len(names))]
    return np.stack([(each - here) / 1e-4 for each in moved], axis=1)


def _fit(runs: _Runs, names: tuple[str, ...], start: ThermalModel | None = None) -> ThermalModel:
    """Return the model with the least squared simulation errors within the bounds (Levenberg-Marquardt)."""
    least, typical, most = np.log(np.array([_BOUNDS[name] for name in names])).T
    at = typical if start is None else np.clip(np.log([getattr(start, name) for name in names]), least, most)
    here = _residuals(runs, names, at)
    damping = 1.0
    for _ in range(_ROUNDS):
        slopes = _slopes(runs, names, at, here)
        normal, down = slopes.T @ slopes, slopes.T @ here
        while damping < 1e6:
            step = np.linalg.solve(normal + damping * np.diag(np.diag(normal) + 1e-9), down)
            trial = np.clip(at - step, least, most)
            there = _residuals(runs, names, trial)
            if there @ there < here @ here:
                break
            damping *= 4
        else:
            break
        better = 1 - (there @ there) / (here @ here)
        at, here, damping = trial, there, max(damping / 5, 1e-6)
        if better < 1e-5:
            break
    return _model(names, at)


def _unsure(runs: _Runs, names: tuple[str, ...], model: ThermalModel) -> dict[str, float]:
    """Return the parameters' standard errors from the curvature, as wide as the errors really are."""
    at = np.log([getattr(model, name) for name in names])
    here = _residuals(runs, names, at)
    slopes = _slopes(runs, names, at, here)
    wide = max(float(here @ here) / max(len(runs.starts), 1), 1.0)
    spread = np.linalg.pinv(slopes.T @ slopes) * wide
    return {name: round(float(np.sqrt(max(spread[i, i], 0.0))), 3) for i, name in enumerate(names)}
