"""What an asset is told to do until the next plan: modes, not powers, so that a local layer can follow what is measured."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How a battery behaves, and how other assets do."""

    SELF_CONSUME = "self_consume"  # charge surplus, cover deficit
    HOLD = "hold"  # keep the energy: charge surplus, do not discharge
    HOLD_CHARGE = "hold_charge"  # do not charge: let surplus go; may discharge
    CHARGE = "charge"  # from anywhere at a power
    EXPORT = "export"  # discharge at a power
    OFF = "off"
    ON = "on"  # at a power, or as its thermostat wants
    SOLAR = "solar"  # a vehicle or load takes surplus only


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What one asset does now: its mode, a power in kW or a temperature in °C where the mode has one, and until when.

    `reason` names the step of the plan that it follows from, for explanations; `target` is a set point in °C.
    """

    asset_id: str
    mode: Mode
    power_kw: float | None = None
    target: float | None = None
    until: float | None = None
