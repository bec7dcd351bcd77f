"""What a problem must be before it is planned: arrays of the right length, finite and not absurd."""

from collections.abc import Iterator
from dataclasses import fields

import numpy as np

from ..assets import Appliance, Asset, Battery, WaterHeater, Zone
from ..problem import ApplianceState, BatteryState, LoadState, Problem, VehicleState, WaterHeaterState, ZoneState
from ..steps import FloatArray

_MOST_PRICE = 1e4  # currency per kWh: more is a unit mixed up in any currency
_MOST_POWER = 1e5  # kW
_MOST_TEMPERATURE = 150.0


def validate(problem: Problem) -> None:
    """Raise `ValueError` that names the array or number which cannot be planned with."""
    count = len(problem.steps)
    for name, values, most in _arrays(problem):
        if values.shape != (count,):
            raise ValueError(f"{name}: {values.shape} is not one value for each of {count} steps")
        if not np.isfinite(values).all():
            raise ValueError(f"{name}: a value is not finite")
        if np.abs(values).max() > most:
            raise ValueError(f"{name}: a value is beyond {most:g}")
    for name, value, most in _numbers(problem):
        if not np.isfinite(value):
            raise ValueError(f"{name}: not finite")
        if abs(value) > most:
            raise ValueError(f"{name}: beyond {most:g}")
    for asset in (problem.grid, *problem.assets):
        _validate_asset(asset)
    for asset_id, bounds in problem.limits.items():
        for values in bounds:
            if values.shape != (count,) or np.isnan(values).any():
                raise ValueError(f"limits of {asset_id}: not one number for each of {count} steps")
        if (bounds[0] > bounds[1]).any():
            raise ValueError(f"limits of {asset_id}: the least is above the greatest")


def _validate_asset(asset: Asset) -> None:
    """Raise `ValueError` where a number of an asset is not finite, or none that physics allows."""
    for field in fields(asset):
        value = getattr(asset, field.name)
        if isinstance(value, float | int) and not np.isfinite(value):
            raise ValueError(f"{field.name} of {asset.asset_id}: not finite")
    for name, number in _positive(asset):
        if not (np.isfinite(number) and number > 0):
            raise ValueError(f"{name} of {asset.asset_id}: not above 0")


def _positive(asset: Asset) -> Iterator[tuple[str, float]]:
    match asset:
        case Battery():
            yield "capacity_kwh", asset.capacity_kwh
            yield "charge_efficiency", asset.charge_efficiency
            yield "discharge_efficiency", asset.discharge_efficiency
            yield "efficiency", min((y for _, y in asset.efficiency), default=1.0)
        case Zone() if asset.model is not None:
            yield "capacity", asset.model.capacity
            yield "loss", asset.model.loss
        case WaterHeater():
            yield "litres", asset.litres
            yield "upper_share", asset.upper_share * (1.0 - asset.upper_share)
        case Appliance():
            yield "step_minutes", asset.step_minutes
        case _:
            pass


def _arrays(problem: Problem) -> Iterator[tuple[str, FloatArray, float]]:
    yield "import_price", problem.import_price, _MOST_PRICE
    yield "export_price", problem.export_price, _MOST_PRICE
    yield "base_load", problem.base_load, _MOST_POWER
    yield "pv", problem.pv, _MOST_POWER
    yield "outdoor", problem.outdoor, _MOST_TEMPERATURE
    if problem.carbon is not None:
        yield "carbon", problem.carbon, _MOST_PRICE
    for asset_id, state in problem.states.items():
        if isinstance(state, ZoneState):
            yield f"low of {asset_id}", state.low, _MOST_TEMPERATURE
            yield f"high of {asset_id}", state.high, _MOST_TEMPERATURE
            yield f"gains of {asset_id}", state.gains, _MOST_POWER
        elif isinstance(state, WaterHeaterState):
            yield f"draw of {asset_id}", state.draw, _MOST_POWER


def _numbers(problem: Problem) -> Iterator[tuple[str, float, float]]:
    yield "carbon_price", problem.carbon_price, _MOST_PRICE
    yield "peak_kw", problem.peak_kw, _MOST_POWER
    if problem.end_value is not None:
        yield "end_value", problem.end_value, _MOST_PRICE
    for asset_id, state in problem.states.items():
        for name, value, most in _state_numbers(state):
            yield f"{name} of {asset_id}", value, most


def _state_numbers(state: object) -> Iterator[tuple[str, float, float]]:
    match state:
        case BatteryState(soc=soc):
            yield "soc", soc, 1.5  # not a percentage
        case VehicleState(sessions=sessions):
            for session in sessions:
                yield "session start", session.start, np.inf
                yield "session end", session.end, np.inf
                yield "wanted_kwh", session.wanted_kwh, _MOST_POWER
                yield "spare_kwh", session.spare_kwh, _MOST_POWER
                yield "session value", session.value, _MOST_PRICE
        case ZoneState(temperature=temperature, mass=mass):
            yield "temperature", temperature, _MOST_TEMPERATURE
            yield "mass", temperature if mass is None else mass, _MOST_TEMPERATURE
        case WaterHeaterState(upper=upper, lower=lower):
            yield "upper", upper, _MOST_TEMPERATURE
            yield "lower", lower, _MOST_TEMPERATURE
        case ApplianceState(earliest=earliest, latest_end=latest):
            yield "earliest", earliest, np.inf
            yield "latest_end", latest, np.inf
        case LoadState(windows=windows):
            for window in windows:
                yield "window hours", window.hours, _MOST_POWER
        case _:
            pass
