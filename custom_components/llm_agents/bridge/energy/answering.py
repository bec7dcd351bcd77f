"""What the desk answers to the kernel: the plan in brief, its reasons, prices, savings, and what another home would cost."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...core.energy.alternatives import Alternative, Compared
from ...core.energy.asset_codec import AssetEntry
from ...core.energy.assets import Asset
from ...core.energy.explaining import explain, notable, plan_told, prices_told
from ...core.energy.explaining_changes import changed
from ...core.energy.plan import NoPlan
from ...core.energy.planning import solve
from ...core.energy.ports import NotPlanned
from ...core.energy.reasons import Answered, Because, PlanTold, Prices, Saving
from ...core.energy.what_if import compare

if TYPE_CHECKING:
    from .desk import EnergyDesk


class Answers:
    """Answers from a desk, as `core.energy.ports.Energy`."""

    def __init__(self, hass: HomeAssistant, desk: EnergyDesk, entries: Sequence[AssetEntry], zone: tzinfo) -> None:
        """Answer for a desk."""
        self._hass = hass
        self._desk = desk
        self._entries = entries
        self._zone = zone

    @property
    def currency(self) -> str:
        """Return the code of the home's currency."""
        return self._hass.config.currency

    def assets(self) -> Sequence[Asset]:
        """Return all assets as their owner described them."""
        return [entry.asset for entry in self._entries]

    def level(self, asset_id: str) -> float | None:
        """Return how an asset is now: a state of charge (0..1) or °C; `None` where that is not known."""
        return self._desk.measured.levels.get(asset_id)

    async def heed(self, wish_ids: Sequence[str] = (), asset_ids: Sequence[str] = ()) -> Answered:
        """Plan anew with the wishes that are kept; return what it comes to, and what of the assets of these it cannot meet."""
        await self._desk.plan_now()
        plan = self.plan()
        unmet = () if plan is None else tuple(one for one in plan.unmet if one.asset_id in asset_ids)
        return Answered(plan=plan, unmet=unmet)

    def plan(self) -> PlanTold | None:
        """Return the present plan, `None` while there is none."""
        plan, problem = self._desk.controller.plan, self._desk.controller.problem
        if plan is None or problem is None:
            return None
        return plan_told(plan, problem, self.currency, self._now, baseline=self._desk.picture.baseline)

    def explain(self, asset_id: str | None = None, at: float | None = None) -> Sequence[Because]:
        """Return why the plan does what it does: with an asset, now or at an instant; else its most valuable decisions."""
        plan, problem = self._desk.controller.plan, self._desk.controller.problem
        if plan is None or problem is None:
            return ()
        moment = self._now if at is None else at
        return notable(plan, problem, moment) if asset_id is None else explain(plan, problem, asset_id, moment)

    def changed(self) -> Sequence[Because]:
        """Return why the plan is another than the one before it; nothing where it is the same."""
        before, after = self._desk.picture.before, self._desk.picture.after
        return changed(before, after, wishes=self._desk.picture.wished) if before and after else ()

    def prices(self) -> Prices | None:
        """Return what electricity costs now and when it is cheapest."""
        problem, gathered = self._desk.controller.problem, self._desk.gathered
        if problem is None or gathered is None:
            return None
        return prices_told(problem, self.currency, self._now, gathered.known_until)

    def saving(self, since: float, until: float) -> Saving | None:
        """Return what was saved on the local days from one instant to another, `None` where nothing was metered then."""
        account = self._desk.accounting.saved
        if account.since is None or until <= account.since:
            return None
        first, last = (datetime.fromtimestamp(at, self._zone) for at in (max(since, account.since), until))
        last -= timedelta(seconds=1)
        money = account.between(first.date().isoformat(), last.date().isoformat())
        return Saving(money=money, currency=self.currency, since=max(since, account.since), until=until)

    async def what_if(self, alternative: Alternative) -> Compared:
        """Return what a change of the home would bring, over the present forecast.

        Raises `ValueError` and `NotPlanned` where it cannot be tried.
        """
        problem = self._desk.controller.problem
        if problem is None:
            raise NotPlanned

        def tried() -> Compared:
            return compare([problem], alternative, solve, currency=self.currency, zone=self._zone, measured=False)

        try:
            return await self._hass.async_add_executor_job(tried)
        except NoPlan as err:
            raise NotPlanned from err

    @property
    def _now(self) -> float:
        return dt_util.utcnow().timestamp()
