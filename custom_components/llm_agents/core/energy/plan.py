"""What a plan says: powers, levels, money, marginal prices, and which wishes it could not meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .steps import FloatArray, Steps


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A wish that no plan meets: of what asset (the grid's id for limits), by how much, in the unit of `Wanted`, and when first."""

    asset_id: str
    wanted: Wanted
    amount: float
    at: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AssetPlan:
    """One asset's part: `power` in kW at the home's side (positive takes, negative gives), one for each step.

    `level` (kWh stored, or °C) has one value for each edge and is `None` for what stores nothing; `value` is what one more
    kWh in it would be worth at each edge (currency/kWh, from the duals). `heat` of a zone or tank is kW thermal.
    """

    power: FloatArray
    level: FloatArray | None = None
    value: FloatArray | None = None
    heat: FloatArray | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """An answer to a `Problem`. `cost` is money over the horizon without the value left at its end, which is `end_value`.

    `marginal_price` is what one more kWh used in a step would cost (the dual of its balance, currency/kWh).
    `curtailed` is kW of sun held back. `gap` is money that a better plan might still save. `seconds` is CPU time.
    """

    made_at: float
    steps: Steps
    assets: Mapping[str, AssetPlan]
    grid_import: FloatArray
    grid_export: FloatArray
    curtailed: FloatArray
    marginal_price: FloatArray
    cost: float
    end_value: float
    unmet: tuple[Unmet, ...] = ()
    gap: float = 0.0
    seconds: float = 0.0


class NoPlan(Exception):
    """No plan was found; the message says why. The last good plan stays."""
