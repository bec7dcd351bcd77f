"""Wishes that a plan could not meet. No numpy: answers tell of them without it."""

from dataclasses import dataclass
from enum import StrEnum


class Wanted(StrEnum):
    """What may be wanted of an asset and not be possible."""

    CHARGE = "charge"  # of a vehicle, kWh short
    COMFORT = "comfort"  # of a zone, K h outside the band
    HOT_WATER = "hot_water"  # K h below the minimum
    LEGIONELLA = "legionella"
    PROGRAMME = "programme"  # not run in its window
    HOURS = "hours"  # of a load, hours short
    IMPORT_LIMIT = "import_limit"  # kWh over it
    EXPORT_LIMIT = "export_limit"
    RESERVE = "reserve"  # kWh h below it
    OVERRIDE = "override"  # kWh short of, or over, what `Problem.limits` bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A wish that no plan meets: of what asset (the grid's id for limits), by how much, in the unit of `Wanted`, and when first."""

    asset_id: str
    wanted: Wanted
    amount: float
    at: float
