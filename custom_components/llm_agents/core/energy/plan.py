"""What a plan says: powers, levels, money, marginal prices, and which wishes it could not meet."""

from collections.abc import Mapping
from dataclasses import dataclass

from .steps import FloatArray, Steps
from .unmet import Unmet, Wanted

__all__ = ["AssetPlan", "NoPlan", "Plan", "Unmet", "Wanted"]


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
    `objective` is the money that was minimised: `cost`, wear, carbon and starts, less `end_value` and what spare charge is worth.
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
    objective: float = 0.0


class NoPlan(Exception):
    """No plan was found; the message says why. The last good plan stays."""
