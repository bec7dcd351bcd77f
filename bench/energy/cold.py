"""A heat pump in a cold-climate house: its thermal model is learned, the weather is forecast with errors, comfort is kept.

The planner never sees the model that stands in for the house (`cold_house`): it identifies its own from weeks that the
thermostat ran. Hot water is not heated here.
"""

from datetime import UTC

import numpy as np

from bench.report import Figure, progress
from custom_components.llm_agents.core.energy.assets import Grid, ThermalModel, Zone
from custom_components.llm_agents.core.energy.control import Controller, Expected, Measured, Settings, Snapshot
from custom_components.llm_agents.core.energy.forecasting.heat_balance import masses
from custom_components.llm_agents.core.energy.forecasting.outdoor import OutdoorForecast
from custom_components.llm_agents.core.energy.forecasting.thermal import Identified, identify
from custom_components.llm_agents.core.energy.problem import ZoneState
from custom_components.llm_agents.core.energy.steps import HOUR, FloatArray, Series, Steps

from .cold_house import PUMP, Home, cold, cut

FIRST, HISTORY_DAYS = 3 * 24, 28
AHEAD = 36
HALF_BAND = 1.25
"""K: comfort holds from the thermostat's set point to twice as much above it."""


class Planner:
    """The product in this house: identifies once a week, corrects the weather service, plans each hour."""

    def __init__(self, home: Home, *, foresight: bool) -> None:
        """Take the home after the thermostat's weeks; with `foresight` the planner knows the model and all that comes."""
        self._home, self._foresight = home, foresight
        self._outdoor = OutdoorForecast(UTC)
        self._model: ThermalModel | None = None
        self._controller: Controller | None = None
        self.found: Identified | None = None
        if foresight:
            self._know(home.house.model)
        self._service = _service(len(home.house.price))

    def _know(self, model: ThermalModel) -> None:
        zone = Zone(asset_id="zone", name="House", maximum_kw=PUMP.maximum_kw, model=model)
        settings = Settings(horizon=AHEAD * HOUR, tiers=((float("inf"), HOUR),), margin=0.0)
        self._model = model
        self._controller = Controller(Grid(asset_id="grid", name="Grid"), (zone,), settings)

    def target(self) -> float:
        """Return the set point of the hour that begins."""
        home, house = self._home, self._home.house
        hour, low = home.hour, house.low(slice(home.hour, home.hour + AHEAD))
        if not self._foresight and (self._model is None or hour % (7 * 24) == 0):
            found = identify(home.seen(HISTORY_DAYS))
            if isinstance(found, Identified):
                self._know(found.model)
                self.found = found
        if self._model is None or self._controller is None:
            return float(low[0])
        now = float(house.history.steps.edges[hour])
        steps = Steps.even(now, HOUR, AHEAD)
        outdoor, gains = self._expected(steps, hour)
        seen = home.seen(7)
        state = ZoneState(
            temperature=home.indoor[-1],
            low=low,
            high=np.full(AHEAD, float(low.max()) + 2 * HALF_BAND),
            gains=gains,
            mass=float(masses(self._model, seen)[-1]),
        )
        price = house.price[hour : hour + AHEAD].copy()
        if not self._foresight:
            price[24 * (2 if hour % 24 >= 13 else 1) - hour % 24 :] = np.nan  # published at 13:00 for the next day
        past = Series(Steps(house.history.steps.edges[hour - 168 : hour + 1]), house.price[hour - 168 : hour])
        self._controller.replan(
            Snapshot(
                now=now,
                steps=steps,
                import_price=price,
                export_price=np.full(AHEAD, 0.08),
                base_load=Expected(mean=np.zeros(AHEAD)),
                pv=Expected(mean=np.zeros(AHEAD)),
                outdoor=outdoor,
                states={"zone": state},
                measured=Measured(at=now, levels={"zone": home.indoor[-1]}),
                past_import_price=past,
            )
        )
        (command,) = self._controller.commands(now, Measured(at=now, levels={"zone": home.indoor[-1]}))
        return float(low[0]) if command.target is None else command.target

    def _expected(self, steps: Steps, hour: int) -> tuple[FloatArray, FloatArray]:
        """Return the temperature outside and the gains in the room (kW) over the next hours."""
        house, history = self._home.house, self._home.house.history
        model = self._model or house.model
        ahead = slice(hour, hour + AHEAD)
        if self._foresight:
            told = house.unseen[ahead] + history.gains[ahead] + model.solar_gain * history.irradiance[ahead]
            return history.outdoor[ahead], told
        past = slice(hour - HISTORY_DAYS * 24, hour)
        given = history.outdoor + self._service
        before = Steps(history.steps.edges[past.start : hour + 1])
        self._outdoor.learn(Series(before, history.outdoor[past]), Series(before, given[past]))
        outdoor = self._outdoor.forecast(steps, float(steps.edges[0]), given[ahead]).mean
        usual = (
            (history.gains + model.solar_gain * history.irradiance)[hour - 7 * 24 : hour].reshape(7, 24).mean(axis=0)
        )
        return outdoor, np.resize(usual, AHEAD)


def _service(count: int) -> FloatArray:
    """Return a weather service's errors in K: 0.8 too warm, and deviations that last for hours."""
    rng, errors = np.random.default_rng(11), np.zeros(count)
    for hour in range(1, count):
        errors[hour] = 0.9 * errors[hour - 1] + rng.normal(0, 0.5)
    return errors + 0.8


def run(days: int, keeper: str) -> tuple[float, float, Identified | None]:
    """Return the bill (EUR), K h below the band, and the model found, of some days after the thermostat's weeks.

    Heat that is in the house at the end and was not at the beginning is credited at its mean cost, alike for all.
    """
    home = Home(cold(), FIRST)
    for _ in range(HISTORY_DAYS * 24):
        home.pass_hour(float(home.house.low(slice(home.hour, home.hour + 1))[0]) + 0.3)
    home.bill = home.short = 0.0
    first, stored = home.hour, home.stored
    planner = None if keeper == "thermostat" else Planner(home, foresight=keeper == "perfect")
    for _ in range(days * 24):
        low = float(home.house.low(slice(home.hour, home.hour + 1))[0])
        home.pass_hour(low + 0.3 if planner is None else planner.target())
    span = slice(first, home.hour)
    cop = np.interp(home.house.history.outdoor[span], *np.array(PUMP.cop).T)
    home.bill -= (home.stored - stored) * float((home.house.price[span] / cop).mean())
    return home.bill, home.short, None if planner is None else planner.found


def figures(quick: bool) -> list[Figure]:
    """Return cost and comfort of the heat pump, and how well the learned model foretells the house."""
    days = 7 if quick else 42
    progress("heat pump of the cold-climate house")
    ours, thermostat, perfect = (run(days, keeper) for keeper in ("ours", "thermostat", "perfect"))
    month = 30.0 / days
    found = ours[2]
    recorded = identify(cut(cold().history, 0, 28 * 24))
    return [
        Figure(
            name="cold_house_cost",
            value=ours[0],
            unit="EUR",
            better="lower",
            goal=0.97 * thermostat[0],
            peers={"thermostat": thermostat[0], "perfect_foresight": perfect[0]},
            note=f"{days} days from the beginning of February, spot prices",
        ),
        Figure(
            name="cold_house_comfort_violation_kh_month",
            value=ours[1] * month,
            unit="K h",
            better="lower",
            goal=max(2.0, thermostat[1] * month),
            peers={"thermostat": thermostat[1] * month, "perfect_foresight": perfect[1] * month},
        ),
        Figure(
            name="cold_house_identified_error_24h",
            value=None if found is None else found.error,
            unit="K",
            better="lower",
            goal=1.0,
            peers={"as_it_is": None if found is None else found.persistence_error},
            note="mean error over 24 h on held-out days of the model that the planner uses",
        ),
        Figure(
            name="cold_house_recorded_error_24h",
            value=recorded.error if isinstance(recorded, Identified) else None,
            unit="K",
            better="lower",
            goal=0.8,
            peers={"as_it_is": recorded.persistence_error if isinstance(recorded, Identified) else None},
            note="the same on the recorded January, heating and sun known",
        ),
    ]


if __name__ == "__main__":
    from bench.report import arguments, show

    asked = arguments(__doc__ or "")
    show(figures(asked.quick), {}, as_json=asked.json)
