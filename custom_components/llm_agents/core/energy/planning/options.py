"""How a plan is looked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits of the search and its stages.

    `time_limit` is wall seconds over all stages, `gap` the money by which a plan may be worse than the best one.
    Within `near_hours` devices are on or off; later they may run at a part of their power. `strict` meets wishes first
    whatever it costs; without it they have a finite worth, far above any price. `polish` looks, among plans that cost
    the same, for the one that is earlier, cycles less and keeps to the middle of comfort bands. `duals` asks for
    marginal prices and the value of stored energy. `switch_cost` is currency that saves a start where money is equal.
    `divisible` lets devices with a least power run for a part of a long step.
    """

    time_limit: float = 5.0
    gap: float = 0.005
    near_hours: float = 1.0
    strict: bool = True
    polish: bool = True
    duals: bool = True
    switch_cost: float = 0.001
    divisible: bool = True
