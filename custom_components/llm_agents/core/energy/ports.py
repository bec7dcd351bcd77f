"""What the kernel needs of the energy of a home. The bridge's desk gives it; where there are no assets there is none."""

from collections.abc import Sequence
from typing import Protocol

from .alternatives import Alternative, Compared
from .assets import Asset
from .reasons import Answered, Because, PlanTold, Prices, Saving
from .wishes import Demand


class NotPlanned(Exception):
    """What was to be tried could not be planned."""


class Energy(Protocol):
    """The present plan and what it comes to, in types without numpy."""

    @property
    def currency(self) -> str:
        """Return the code of the home's currency."""

    @property
    def knows_carbon(self) -> bool:
        """Return whether it is known how much carbon electricity costs."""

    def assets(self) -> Sequence[Asset]:
        """Return all assets as their owner described them."""

    def controls(self, asset_id: str) -> Sequence[str]:
        """Return the entities that control an asset; nobody without a right to all of them may wish anything of it."""

    def level(self, asset_id: str) -> float | None:
        """Return how an asset is now: a state of charge (0..1) or °C; `None` where that is not known."""

    async def heed(self, wish_ids: Sequence[str] = (), asset_ids: Sequence[str] = ()) -> Answered:
        """Plan anew with the wishes that are kept; return what it comes to, and what of the assets of these it cannot meet."""

    def plan(self) -> PlanTold | None:
        """Return the present plan, `None` while there is none."""

    def explain(self, asset_id: str | None = None, at: float | None = None) -> Sequence[Because]:
        """Return why the plan does what it does: with an asset, now or at an instant; else its most valuable decisions."""

    def changed(self) -> Sequence[Because]:
        """Return why the plan is another than the one before it; nothing where it is the same."""

    def prices(self) -> Prices | None:
        """Return what electricity costs now and when it is cheapest."""

    def saving(self, since: float, until: float) -> Saving | None:
        """Return what was saved between two instants against the stated baseline, `None` where it is not known."""

    async def tried(self, wanted: Sequence[tuple[Demand, frozenset[int]]]) -> PlanTold:
        """Return the plan as it would be with some wishes more, on some weekdays each; nothing is kept. Raises `NotPlanned`."""

    async def what_if(self, alternative: Alternative) -> Compared:
        """Return what a change of the home would bring. Raises `ValueError` and `NotPlanned` where it cannot be tried."""
