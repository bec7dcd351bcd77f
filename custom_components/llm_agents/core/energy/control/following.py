"""From a plan to what each asset but a battery does now; and what it does where there is no plan."""

from dataclasses import dataclass

import numpy as np

from ..assets import Appliance, Asset, Battery, Charging, Load, Photovoltaics, Vehicle, WaterHeater, Zone
from ..modes import Command, Mode
from ..plan import AssetPlan, Plan
from ..problem import ApplianceState, Problem, WaterHeaterState, ZoneState
from ..steps import MINUTE
from .snapshot import Measured

_SHARE = 0.1  # of an asset's power: what a plan has below it is none
_WARMER = 0.3  # K above the lower bound to which a zone or tank that got too cold is heated
_ALMOST = 1 * MINUTE
_LITTLE = 0.05  # kW of sun or of the grid that are none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moment:
    """An instant in a plan: its step, the problem it answers, and what is measured."""

    now: float
    plan: Plan
    problem: Problem
    measured: Measured

    @property
    def step(self) -> int:
        """Return the step that the instant lies in."""
        return self.plan.steps.index(self.now)


def follow(asset: Asset, moment: Moment) -> Command | None:
    """Return what an asset does now by its plan; `None` for one that the plan leaves alone."""
    if isinstance(asset, Photovoltaics):
        return _panels(asset, moment)
    planned = moment.plan.assets.get(asset.asset_id)
    if planned is None:
        return None
    match asset:
        case Vehicle():
            return _vehicle(asset, planned, moment)
        case Zone():
            return _zone(asset, planned, moment)
        case WaterHeater():
            return _water_heater(asset, planned, moment)
        case Appliance():
            return _appliance(asset, planned, moment)
        case Load():
            running = planned.power[moment.step] >= asset.power_kw / 2
            return Command(asset_id=asset.asset_id, mode=Mode.ON if running else Mode.OFF)
        case _:
            return None


def _panels(panels: Photovoltaics, moment: Moment) -> Command | None:
    """Return how much panels may make: all, or where sun is held back what is planned, or used as the meter says."""
    if not panels.curtailable:
        return None
    plan, problem, measured, step = moment.plan, moment.problem, moment.measured, moment.step
    if plan.curtailed[step] < _LITTLE:
        return Command(asset_id=panels.asset_id, mode=Mode.ON)
    power = float(problem.pv[step] - plan.curtailed[step])
    apart = max(plan.grid_import[step], plan.grid_export[step]) < _LITTLE  # the home covers itself: follow what it uses
    if apart and measured.pv_kw is not None and measured.grid_kw is not None:
        power = measured.pv_kw + measured.grid_kw
    peaks = sum(one.peak_kw for one in problem.assets if isinstance(one, Photovoltaics) and one.curtailable)
    power = max(power, 0.0) * panels.peak_kw / max(peaks, panels.peak_kw)
    return Command(asset_id=panels.asset_id, mode=Mode.HOLD, power_kw=round(power, 2))


def _vehicle(vehicle: Vehicle, planned: AssetPlan, moment: Moment) -> Command:
    power = float(planned.power[moment.step])
    if power < _SHARE * vehicle.minimum_kw:
        return Command(asset_id=vehicle.asset_id, mode=Mode.OFF)
    if vehicle.charging is Charging.SOLAR:
        return Command(asset_id=vehicle.asset_id, mode=Mode.SOLAR)
    power = float(np.clip(power, vehicle.minimum_kw, vehicle.maximum_kw))
    return Command(asset_id=vehicle.asset_id, mode=Mode.ON, power_kw=round(power, 3))


def _zone(zone: Zone, planned: AssetPlan, moment: Moment) -> Command:
    """Return the set point at which the zone is where the plan has it when the step ends; its thermostat does the rest."""
    state, step = moment.problem.states.get(zone.asset_id), moment.step
    if planned.level is None or not isinstance(state, ZoneState):
        return Command(asset_id=zone.asset_id, mode=Mode.ON)
    low, high = float(state.low[step]), float(state.high[step])
    working = float(planned.power[step]) >= _SHARE / 2 * zone.maximum_kw
    if planned.heat is not None and planned.heat[step] < 0:
        target = min(float(planned.level[step + 1]), high) if working else high
    else:
        target = max(float(planned.level[step + 1]), low) if working else low
    return Command(asset_id=zone.asset_id, mode=Mode.ON, target=round(target, 2))


def _water_heater(heater: WaterHeater, planned: AssetPlan, moment: Moment) -> Command:
    power = float(planned.power[moment.step])
    state = moment.problem.states.get(heater.asset_id)
    upper = moment.measured.levels.get(heater.asset_id)
    if upper is None and isinstance(state, WaterHeaterState):
        upper = state.upper
    if upper is not None and upper < heater.minimum:
        target = max(heater.minimum + _WARMER, heater.target if power > 0 else heater.minimum + _WARMER)
        return Command(asset_id=heater.asset_id, mode=Mode.ON, power_kw=heater.heater_kw, target=target)
    if power < _SHARE * heater.heater_kw:
        return Command(asset_id=heater.asset_id, mode=Mode.OFF)
    hottest = max(heater.maximum, heater.legionella or 0.0)
    return Command(asset_id=heater.asset_id, mode=Mode.ON, power_kw=round(power, 3), target=hottest)


def _appliance(appliance: Appliance, planned: AssetPlan, moment: Moment) -> Command | None:
    state = moment.problem.states.get(appliance.asset_id)
    if isinstance(state, ApplianceState) and state.started is not None:
        return Command(asset_id=appliance.asset_id, mode=Mode.ON)
    running = np.flatnonzero(planned.power > 1e-3)
    if not len(running):
        return Command(asset_id=appliance.asset_id, mode=Mode.OFF)
    start = float(moment.plan.steps.starts[running[0]])
    if start <= moment.now + _ALMOST:
        return Command(asset_id=appliance.asset_id, mode=Mode.ON)
    return Command(asset_id=appliance.asset_id, mode=Mode.OFF, until=start)


def without_plan(asset: Asset, now: float, state: object = None) -> Command | None:
    """Return what an asset does where there is no plan: what it would do on its own, and nothing late."""
    match asset:
        case Battery():
            return Command(asset_id=asset.asset_id, mode=Mode.SELF_CONSUME)
        case Photovoltaics() if asset.curtailable:
            return Command(asset_id=asset.asset_id, mode=Mode.ON)
        case Vehicle():
            mode = Mode.SOLAR if asset.charging is Charging.SOLAR else Mode.ON
            return Command(
                asset_id=asset.asset_id, mode=mode, power_kw=None if mode is Mode.SOLAR else asset.maximum_kw
            )
        case Zone():
            low = float(state.low[0]) if isinstance(state, ZoneState) else None
            return Command(asset_id=asset.asset_id, mode=Mode.ON, target=low)
        case WaterHeater():
            return Command(asset_id=asset.asset_id, mode=Mode.ON, target=asset.target)
        case Appliance() if isinstance(state, ApplianceState):
            lasts = len(asset.profile) * asset.step_minutes * MINUTE
            due = state.started is not None or now >= state.latest_end - lasts - 15 * MINUTE
            return Command(asset_id=asset.asset_id, mode=Mode.ON if due else Mode.OFF)
        case _:
            return None
