"""Answers about the energy of a home, from its present plan: what the kernel's port asks for, without a word of any language."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from typing import Any, Protocol

from .alternatives import Alternative, Compared, OtherTemperature
from .applying import shaping
from .assets import Asset
from .explaining import explain, notable, plan_told, prices_told
from .explaining_changes import changed
from .modes import Mode
from .plan import NoPlan, Plan
from .ports import NotPlanned
from .problem import Problem
from .reasons import Answered, Because, PlanTold, Prices, Saving
from .unmet import Unmet
from .what_if import Solve, compare
from .wishes import Demand, Wish

type Thought = tuple[Plan, Problem]


class Planned(Protocol):
    """What answers are made from: the desk that keeps the plan."""

    @property
    def thought(self) -> Thought | None:
        """Return the present plan with its problem."""

    @property
    def thought_before(self) -> Thought | None:
        """Return the plan before it with its problem, where there was another."""

    @property
    def wished(self) -> bool:
        """Return whether wishes or settings by hand changed between the two."""

    @property
    def currency(self) -> str:
        """Return the code of the home's currency."""

    @property
    def baseline(self) -> float | None:
        """Return what the present plan's time would cost without control."""

    @property
    def known_until(self) -> float:
        """Return until when prices are published."""

    @property
    def zone(self) -> tzinfo:
        """Return the time zone of the home."""

    def now(self) -> float:
        """Return the present instant."""

    def assets(self) -> Sequence[Asset]:
        """Return all assets."""

    def controls(self, asset_id: str) -> Sequence[str]:
        """Return the entities that control an asset."""

    def level(self, asset_id: str) -> float | None:
        """Return how an asset is now: a state of charge (0..1) or °C."""

    def mode(self, asset_id: str) -> Mode | None:
        """Return what an asset was last told to do; `None` where that is not known."""

    async def plan_anew(self) -> bool:
        """Plan anew with all wishes; return whether there is a plan of now."""

    async def days(self) -> Sequence[Problem]:
        """Return problems of days that were, with what really happened; none where not enough is known."""

    def saved(self, since: float, until: float) -> tuple[float, float] | None:
        """Return the money saved between two instants, and from when on it is known; `None` where it is not."""

    async def compute(self, work: Callable[[], Any]) -> Any:
        """Do what needs the processor beside the event loop."""


class Answers:
    """Answers from what a desk has planned."""

    def __init__(self, planned: Planned, solve: Solve) -> None:
        """Ask a desk; `solve` plans what is only tried."""
        self._planned = planned
        self._solve = solve

    @property
    def currency(self) -> str:
        """Return the code of the home's currency."""
        return self._planned.currency

    @property
    def knows_carbon(self) -> bool:
        """Return whether it is known how much carbon electricity costs; while there is no plan that is not doubted."""
        return self._planned.thought is None or self._planned.thought[1].carbon is not None

    def assets(self) -> Sequence[Asset]:
        """Return all assets as their owner described them."""
        return self._planned.assets()

    def controls(self, asset_id: str) -> Sequence[str]:
        """Return the entities that control an asset; nobody without a right to all of them may wish anything of it."""
        return self._planned.controls(asset_id)

    def level(self, asset_id: str) -> float | None:
        """Return how an asset is now: a state of charge (0..1) or °C; `None` where that is not known."""
        return self._planned.level(asset_id)

    async def heed(self, wish_ids: Sequence[str] = (), asset_ids: Sequence[str] = ()) -> Answered:
        """Plan anew with the wishes that are kept; return the plan, and what of some assets it cannot meet."""
        if not await self._planned.plan_anew() or (plan := self.plan()) is None:
            return Answered(plan=None)
        return Answered(plan=plan, unmet=tuple(one for one in plan.unmet if _of(one, asset_ids)))

    def plan(self) -> PlanTold | None:
        """Return the present plan, `None` while there is none."""
        if (thought := self._planned.thought) is None:
            return None
        return plan_told(*thought, self.currency, self._planned.now(), baseline=self._planned.baseline)

    def explain(self, asset_id: str | None = None, at: float | None = None) -> Sequence[Because]:
        """Return why the plan does what it does: with an asset, now or at an instant; else its most valuable decisions."""
        if (thought := self._planned.thought) is None:
            return ()
        mode = level = None
        if at is None:
            at = self._planned.now()
            if asset_id is not None:
                mode, level = self._planned.mode(asset_id), self._planned.level(asset_id)
        if asset_id is None:
            return notable(*thought, at)
        return explain(*thought, asset_id, at, mode=mode, level=level)

    def changed(self) -> Sequence[Because]:
        """Return why the plan is another than the one before it; nothing where it is the same."""
        after, before = self._planned.thought, self._planned.thought_before
        if after is None or before is None:
            return ()
        return changed(before, after, wishes=self._planned.wished)

    def prices(self) -> Prices | None:
        """Return what electricity costs now and when it is cheapest."""
        if (thought := self._planned.thought) is None:
            return None
        return prices_told(thought[1], self.currency, self._planned.now(), self._planned.known_until)

    def saving(self, since: float, until: float) -> Saving | None:
        """Return what was saved between two instants against the stated baseline, `None` where it is not known."""
        found = self._planned.saved(since, until)
        if found is None:
            return None
        money, begun = found
        return Saving(money=money, currency=self.currency, since=max(begun, since), until=until)

    async def tried(self, wanted: Sequence[tuple[Demand, frozenset[int]]]) -> PlanTold:
        """Return the plan as it would be with some wishes more, on some weekdays each; nothing is kept. Raises `NotPlanned`."""
        if (thought := self._planned.thought) is None:
            raise NotPlanned
        now, zone, baseline = self._planned.now(), self._planned.zone, self._planned.baseline
        wishes = [
            Wish(wish_id=str(number), demand=demand, made_at=now, weekdays=days)
            for number, (demand, days) in enumerate(wanted)
        ]
        levels = {asset.asset_id: self.level(asset.asset_id) for asset in self.assets()}
        known = {asset_id: level for asset_id, level in levels.items() if level is not None}

        def planned() -> PlanTold:
            problem = shaping(wishes, zone, known)(thought[1])
            return plan_told(self._solve(problem), problem, self.currency, now, baseline=baseline)

        try:
            found: PlanTold = await self._planned.compute(planned)
        except NoPlan as err:
            raise NotPlanned(str(err)) from err
        return found

    async def what_if(self, alternative: Alternative) -> Compared:
        """Return what a change of the home would bring. Raises `ValueError` and `NotPlanned` where it cannot be tried.

        It is tried over days that were, where they are known; else, and for temperatures, over the present plan's time.
        """
        problems = () if isinstance(alternative, OtherTemperature) else await self._planned.days()
        measured = bool(problems)
        if not measured and (thought := self._planned.thought) is not None:
            problems = (thought[1],)
        work = partial(
            compare,
            tuple(problems),
            alternative,
            self._solve,
            currency=self.currency,
            zone=self._planned.zone,
            measured=measured,
        )
        try:
            found: Compared = await self._planned.compute(work)
        except NoPlan as err:
            raise NotPlanned(str(err)) from err
        return found


def _of(unmet: Unmet, asset_ids: Sequence[str]) -> bool:
    return not asset_ids or unmet.asset_id in asset_ids
