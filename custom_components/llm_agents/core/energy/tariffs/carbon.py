"""Carbon intensity of the grid in kg/kWh, from a forecast in attributes or a state."""

from datetime import tzinfo
from typing import Any

from .bad_input import BadInput
from .slots import HOUR, Slot, Slots, mapped, slots_of
from .tables import number_of, tables_in

_COLUMNS = ("carbonIntensity", "carbon_intensity", "intensity", "intensity_forecast", "co2", "value", "forecast")
_MOST = 3.0  # kg/kWh: the worst plants emit about half of it
_MASSES = {"kg": 1.0, "g": 1e-3, "t": 1e3, "lb": 0.45359237}
_ENERGIES = {"kwh": 1.0, "mwh": 1e-3, "wh": 1e3}


def read_carbon(
    data: Any, zone: tzinfo, now: float, state: str | None = None, unit: str | None = None, hold: float = HOUR
) -> Slots:
    """Return the carbon intensity in kg/kWh: the forecast where there is one, else the state for `hold` seconds.

    Raises `BadInput`: `no_carbon`, `unit`, `absurd`.
    """
    factor = carbon_factor(unit)
    slots: Slots = ()
    for table in tables_in(data):
        column = next((name for name in _COLUMNS if name in table.columns()), None)
        if column is not None:
            slots = slots_of(table.rows(column, zone))
            break
    if not slots and (number := number_of(state)) is not None:
        slots = (Slot(now, now + hold, number),)
    if not slots:
        raise BadInput("no_carbon")
    found = mapped(slots, lambda slot: slot.value * factor)
    if not all(0 <= slot.value <= _MOST for slot in found):
        raise BadInput("absurd", {"price": f"{max(slot.value for slot in found):.4g}", "currency": "kg"})
    return found


def carbon_factor(unit: str | None) -> float:
    """Return what makes a unit such as `gCO2eq/kWh` kg per kWh; g/kWh without one. Raises `BadInput`."""
    if not unit:
        return 1e-3
    mass, _, energy = unit.lower().replace(" ", "").partition("/")
    name = next((name for name in ("kg", "lb", "g", "t") if mass.startswith(name)), None)
    if name is None or energy not in _ENERGIES:
        raise BadInput("unit", {"found": unit})
    return _MASSES[name] * _ENERGIES[energy]
