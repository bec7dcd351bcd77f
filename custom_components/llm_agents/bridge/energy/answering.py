"""What the desk answers to the kernel: the plan in brief, its reasons, prices, savings, and what another home would cost."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...core.energy.answering import Answers as AnswersOfPlan, Thought
from ...core.energy.asset_codec import AssetEntry
from ...core.energy.assets import Asset, AssetKind
from ...core.energy.control.controller import Status
from ...core.energy.lived_days import SPAN, lived_days
from ...core.energy.modes import Mode
from ...core.energy.planning import solve
from ...core.energy.problem import Problem
from . import history

if TYPE_CHECKING:
    from .desk import EnergyDesk

_LIVED = (AssetKind.GRID, AssetKind.PHOTOVOLTAICS, AssetKind.BATTERY)


class Answers(AnswersOfPlan):
    """Answers from a desk, as `core.energy.ports.Energy`."""

    def __init__(self, hass: HomeAssistant, desk: EnergyDesk, entries: Sequence[AssetEntry], zone: tzinfo) -> None:
        """Answer for a desk."""
        super().__init__(_Kept(hass, desk, entries, zone), solve)


class _Kept:
    """The desk as answers are made from it: `core.energy.answering.Planned`."""

    def __init__(self, hass: HomeAssistant, desk: EnergyDesk, entries: Sequence[AssetEntry], zone: tzinfo) -> None:
        self._hass = hass
        self._desk = desk
        self._entries = entries
        self.zone = zone

    @property
    def thought(self) -> Thought | None:
        """Return the present plan with its problem."""
        plan, problem = self._desk.controller.plan, self._desk.controller.problem
        return None if plan is None or problem is None else (plan, problem)

    @property
    def thought_before(self) -> Thought | None:
        """Return the plan before it with its problem, where there was another."""
        return self._desk.picture.before

    @property
    def wished(self) -> bool:
        """Return whether wishes or settings by hand changed between the two."""
        return self._desk.picture.wished

    @property
    def currency(self) -> str:
        """Return the code of the home's currency."""
        return self._hass.config.currency

    @property
    def baseline(self) -> float | None:
        """Return what the present plan's time would cost without control."""
        return self._desk.picture.baseline

    @property
    def known_until(self) -> float:
        """Return until when prices are published."""
        return self._desk.gathered.known_until if self._desk.gathered is not None else 0.0

    def now(self) -> float:
        """Return the present instant."""
        return dt_util.utcnow().timestamp()

    def assets(self) -> Sequence[Asset]:
        """Return all assets."""
        return [entry.asset for entry in self._entries]

    def controls(self, asset_id: str) -> Sequence[str]:
        """Return the entities that control an asset."""
        found = next((entry for entry in self._entries if entry.asset.asset_id == asset_id), None)
        return found.controls.entity_ids if found is not None else ()

    def level(self, asset_id: str) -> float | None:
        """Return how an asset is now: a state of charge (0..1) or °C."""
        return self._desk.measured.levels.get(asset_id)

    def mode(self, asset_id: str) -> Mode | None:
        """Return what an asset was last told to do."""
        command = self._desk.commands.get(asset_id)
        return command.mode if command is not None else None

    async def plan_anew(self) -> bool:
        """Plan anew with all wishes; return whether there is a plan of now."""
        await self._desk.plan_now()
        return self._desk.controller.status is Status.OK

    async def days(self) -> Sequence[Problem]:
        """Return days that were, of which load and prices are known: what is controlled runs as it ran then."""
        snapshot = self._desk.gathered.snapshot if self._desk.gathered is not None else None
        if snapshot is None or snapshot.past_import_price is None or snapshot.past_export_price is None:
            return ()
        prices = (snapshot.past_import_price, snapshot.past_export_price)
        now = self.now()
        own = [entry for entry in self._entries if entry.kind in _LIVED]  # all others are part of what the home needs
        load = await history.async_base_load(self._hass, own, now - SPAN, now)
        panels = [entry for entry in own if entry.kind is AssetKind.PHOTOVOLTAICS]
        made = [await history.async_power(self._hass, entry, now - SPAN, now) for entry in panels]
        if load is None:
            return ()
        sun = [one for one in made if one is not None]
        work = partial(lived_days, load, sun, prices, self.assets(), now, self.zone)
        found: Sequence[Problem] = await self.compute(work)
        return found

    def saved(self, since: float, until: float) -> tuple[float, float] | None:
        """Return the money saved on the local days between two instants, and from when on it is metered."""
        account = self._desk.accounting.saved
        if account.since is None or until <= account.since:
            return None
        first, last = (datetime.fromtimestamp(at, self.zone) for at in (max(since, account.since), until))
        last -= timedelta(seconds=1)
        return account.between(first.date().isoformat(), last.date().isoformat()), account.since

    async def compute(self, work: Callable[[], Any]) -> Any:
        """Do what needs the processor beside the event loop."""
        return await self._hass.async_add_executor_job(work)
