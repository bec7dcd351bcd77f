"""The temperatures that a thermal model gives: exact for inputs that are constant within a step."""

from dataclasses import dataclass

import numpy as np

from ..assets import Points, ThermalModel
from ..steps import HOUR, FloatArray, Series, Steps


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ThermalHistory:
    """What was measured of a zone over n even steps: `indoor` (°C) at the n + 1 edges, all else as means of the steps.

    `heat` is kW thermal into the zone (negative: cooling), `irradiance` kW/m² on the horizontal, `gains` kW of people and
    devices. NaN where something is not known.
    """

    steps: Steps
    indoor: FloatArray
    outdoor: FloatArray
    heat: FloatArray
    irradiance: FloatArray
    gains: FloatArray

    @property
    def hours(self) -> float:
        """Return the length of a step."""
        return float(self.steps.hours[0])


def gathered(
    indoor: Series,
    outdoor: Series,
    heat: Series,
    *,
    irradiance: Series | None = None,
    gains: Series | None = None,
    seconds: float = HOUR,
) -> ThermalHistory:
    """Return what several series say on one grid, over the time that indoor temperature and heat have in common.

    Raises `ValueError` if that is less than a step.
    """
    start = np.ceil(max(indoor.steps.edges[0], heat.steps.edges[0]) / seconds) * seconds
    end = min(indoor.steps.edges[-1], heat.steps.edges[-1])
    steps = Steps.even(start, seconds, int((end - start) // seconds))
    nothing = np.zeros(len(steps))
    return ThermalHistory(
        steps=steps,
        indoor=_at_edges(indoor, steps),
        outdoor=outdoor.mean_over(steps),
        heat=heat.mean_over(steps),
        irradiance=nothing if irradiance is None else irradiance.mean_over(steps),
        gains=nothing if gains is None else gains.mean_over(steps),
    )


def _at_edges(series: Series, steps: Steps) -> FloatArray:
    """Return a series' values at instants, between its steps' middles; NaN where the nearest ones are not known."""
    middles = (series.steps.starts + series.steps.ends) / 2
    known = np.isfinite(series.values)
    if not known.any():
        return np.full(len(steps.edges), np.nan)
    at = middles[known]
    after = np.clip(np.searchsorted(at, steps.edges), 0, len(at) - 1)
    apart = np.minimum(np.abs(at[after] - steps.edges), np.abs(at[np.maximum(after - 1, 0)] - steps.edges))
    reach = max(float(steps.hours[0]), float(series.steps.hours.max())) * HOUR
    return np.asarray(np.where(apart <= reach, np.interp(steps.edges, at, series.values[known]), np.nan))


def heat_of(power: Series, outdoor: Series, cop: Points) -> Series:
    """Return the heat (kW) that electrical power (kW) makes with a coefficient of performance by outdoor temperature."""
    temperature = outdoor.mean_over(power.steps)
    xs, ys = (np.array(each, dtype=np.float64) for each in zip(*cop, strict=True))
    return Series(
        power.steps, power.values * np.where(np.isfinite(temperature), np.interp(temperature, xs, ys), np.nan)
    )


def transition(model: ThermalModel, hours: float) -> tuple[FloatArray, FloatArray]:
    """Return how (indoor, mass) and the heat balance's input (kW, all that does not depend on them) act over a step.

    The state after a step is `A @ state + b * input`. Without mass the second state stays as it is.
    """
    if model.mass_capacity <= 0:
        keep = np.exp(-model.loss / model.capacity * hours)
        return np.array([[keep, 0.0], [0.0, 1.0]]), np.array([(1 - keep) / model.loss, 0.0])
    rates = np.array(
        [
            [-(model.loss + model.coupling) / model.capacity, model.coupling / model.capacity],
            [model.coupling / model.mass_capacity, -model.coupling / model.mass_capacity],
        ]
    )
    values, vectors = np.linalg.eig(rates)  # real and below 0: the matrix is similar to a symmetric one
    inverse = np.linalg.inv(vectors)
    state = (vectors * np.exp(values * hours)) @ inverse
    given = (vectors * (np.expm1(values * hours) / values)) @ inverse @ np.array([1 / model.capacity, 0.0])
    return np.real(state), np.real(given)


def inputs(
    model: ThermalModel, outdoor: FloatArray, heat: FloatArray, irradiance: FloatArray, gains: FloatArray
) -> FloatArray:
    """Return the heat balance's input in kW: all terms that do not depend on the zone's temperatures."""
    return heat + model.loss * outdoor + model.solar_gain * irradiance + gains + model.gain


def simulated(model: ThermalModel, given: FloatArray, hours: float, indoor: FloatArray, mass: FloatArray) -> FloatArray:
    """Return indoor temperatures after each step, shape (steps, runs), for inputs (steps, runs) from first values (runs)."""
    state, push = transition(model, hours)
    made = np.empty_like(given)
    for step, power in enumerate(given):
        indoor, mass = (
            state[0, 0] * indoor + state[0, 1] * mass + push[0] * power,
            state[1, 0] * indoor + state[1, 1] * mass + push[1] * power,
        )
        made[step] = indoor
    return made


def masses(model: ThermalModel, history: ThermalHistory) -> FloatArray:
    """Return the walls' temperature at the edges: they follow the measured air with their own time constant."""
    known = np.isfinite(history.indoor)
    if not known.any() or model.mass_capacity <= 0:
        return history.indoor.copy()
    air = np.interp(np.arange(len(known)), np.flatnonzero(known), history.indoor[known])
    keep = float(np.exp(-model.coupling / model.mass_capacity * history.hours))
    made: FloatArray = np.empty(len(air))
    made[0] = air[: max(1, int(24 / history.hours))].mean()
    for index in range(1, len(air)):
        made[index] = keep * made[index - 1] + (1 - keep) * (air[index] + air[index - 1]) / 2
    return made
