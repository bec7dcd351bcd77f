"""The energy desk: keeps the plan of a home's assets, carries it out, and accounts for what it saves.

One task at a time plans or acts; planning runs in an executor. What is measured is taken in every few seconds, so that a
session, a deviation or a person's hand makes a new plan within a minute. What fails leaves the last good plan in force.
"""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
import logging
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event, async_track_time_interval
from homeassistant.util import dt as dt_util

from ...const import DOMAIN
from ...core.agents.kernel import Kernel
from ...core.agents.profiles import Autonomy
from ...core.energy.applying import shaping
from ...core.energy.asset_codec import EntityRole
from ...core.energy.assets import AssetKind, Battery
from ...core.energy.control import Measured, Planned, Reason, should_replan
from ...core.energy.control.steering import Steering
from ...core.energy.control.triggers import Present
from ...core.energy.modes import Command, Mode
from ...core.energy.plan import NoPlan
from ...core.energy.reasons import Run
from ...core.energy.showing import Notice, runs
from ...core.energy.wish_book import WishBook
from ..energy_hub import EnergyHub, Ordered
from ..world import HassWorld
from .accounting import Accounting
from .answering import Answers
from .dispatch import Dispatcher
from .expecting import Expecting
from .gathering import Gathered, Gatherer, NoInputs, PriceMemory, controller_of
from .hands import Hands
from .keeping import Kept, Part
from .meter import Meter
from .picturing import Picture
from .troubles import Report, Troubles

_LOGGER = logging.getLogger(__name__)

TICK = timedelta(seconds=15)
_ACT_EVERY = 60.0
_PATIENCE = 10.0  # seconds in which what is under way ends
_EVENTS = (EntityRole.PLUGGED, EntityRole.READY, EntityRole.PRESENCE)


class EnergyDesk:
    """Plans and acts for the assets of a hub."""

    def __init__(
        self, hass: HomeAssistant, hub: EnergyHub, kernel: Kernel, world: HassWorld, wishes: WishBook, report: Report
    ) -> None:
        """Work for the assets of a hub; `report` hears of each problem once, and when it is over."""
        zone, entries = dt_util.get_default_time_zone(), hub.entries
        self._hass, self._hub, self._kernel, self._wishes = hass, hub, kernel, wishes
        self.troubles = Troubles(report)
        self.controller = controller_of(entries, zone)
        self.meter = Meter(hass, entries, zone)
        self.expecting = Expecting(hass, entries, zone)
        self.accounting = Accounting([entry.asset for entry in entries], zone)
        self._batteries = {one.asset.asset_id: one.asset for one in entries if isinstance(one.asset, Battery)}
        self._prices = PriceMemory()
        self._gatherer = Gatherer(hass, entries, self.meter, self.expecting, self._prices, zone, self.accounting)
        self.dispatcher = Dispatcher(hass, kernel, world, entries, self.troubles)
        self.hands = Hands(hass, hub, self.dispatcher, self.troubles, partial(self.ask_for_plan, Reason.WISH))
        self.picture = Picture(hass, self, entries, zone)
        self.answers = Answers(hass, self, entries, zone)
        parts: dict[str, Part] = {
            "meter": self.meter,
            "inputs": self.meter.inputs,
            "expecting": self.expecting,
            "prices": self._prices,
            "overrides": self.hands.overrides,
            "changes": self.controller.changes,
            "accounts": self.accounting,
        }
        self._steering = Steering(entries)
        self._kept = Kept(hass, parts)
        self.commands: Mapping[str, Command] = {}
        self.measured = Measured(at=0.0)
        self.gathered: Gathered | None = None
        self._planned: Planned | None = None
        self._looked_at = self._acted_at = 0.0
        self._forced: Reason | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False
        self._unsubscribe: list[CALLBACK_TYPE] = []

    async def open(self) -> None:
        """Take up what was known before."""
        await self._kept.load()
        await self.picture.prepare()
        self.hands.overrides.expire(dt_util.utcnow().timestamp())

    @callback
    def start(self) -> None:
        """Begin to plan and act; called when Home Assistant has started."""
        if self._closed:
            return
        told = [entry.entities[role] for entry in self._hub.entries for role in _EVENTS if role in entry.entities]
        self._unsubscribe = [
            self.hands.start(),
            async_track_time_interval(self._hass, self._tick, TICK, cancel_on_shutdown=True),
            async_track_state_change_event(self._hass, told, callback(lambda _: self.ask_for_plan(Reason.ASSET))),
            self._wishes.listen(partial(self.ask_for_plan, Reason.WISH)),
            self._kernel.listen(self.dispatcher.heard),
            self._hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, self._on_stop),
        ]
        self._tick(dt_util.utcnow())

    async def close(self) -> None:
        """Plan no more, and keep what is known; what devices do now they go on doing."""
        erased, self._closed = self._closed, True
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), _PATIENCE)  # two desks would act on one home
        await self.dispatcher.close()
        if not erased:
            await self._kept.save()

    async def _on_stop(self, _event: Event) -> None:
        await self._kept.save()

    @callback
    def ask_for_plan(self, reason: Reason) -> None:
        """Plan anew at the next opportunity."""
        self._forced = reason
        self._tick(dt_util.utcnow())

    @callback
    def _tick(self, at: datetime) -> None:
        """Take in what is measured, and see whether a new plan or an act is due."""
        if self._closed:
            return
        self.measured = measured = self.meter.read(now := at.timestamp())
        self.meter.advance(now, measured)
        told = self.troubles.all_of("sensor", self.meter.inputs.notices(now))
        if self._account(measured):
            self._kept.save_soon()
            told = True
        if told:
            self.show()
        if self.hands.overrides.expire(now):
            self._forced = Reason.WISH
        if not self._idle.is_set():
            return
        if self._is_plan_due(measured):
            self._start(self._work(plan=True))
            return
        led = any(map(self._steering.leads, self.commands.values()))  # by the meter, every few seconds
        if now - self._acted_at >= (TICK.total_seconds() if led else _ACT_EVERY) - 1:
            self._start(self._work(plan=False))

    def _is_plan_due(self, measured: Measured) -> bool:
        if self._forced is not None:
            return True
        if self._planned is None or self.gathered is None:
            return measured.at - self._looked_at >= _ACT_EVERY
        present = Present(
            prices_until=self.gathered.known_until,
            forecast_at=self._planned.forecast_at if not self.expecting.due(measured.at) else measured.at,
            wishes=self._version,
            measured=self.planned_from(measured),
        )
        return should_replan(self._planned, measured.at, present) is not None

    @property
    def _version(self) -> int:
        """Return what changes with wishes and overrides."""
        return self._wishes.version * 100_003 + self.hands.overrides.version

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._idle.clear()
        self._hass.async_create_background_task(work, name=f"{DOMAIN} energy", eager_start=True)

    async def _work(self, *, plan: bool) -> None:
        """Plan if that is due, and act; whatever happens, the next time comes."""
        try:
            if plan:
                await self._replan()
            await self._act()
        except Exception:
            _LOGGER.exception("The energy desk failed unexpectedly")
            self.troubles.tell("desk_failed", Notice(key="desk_failed"))
        else:
            self.troubles.tell("desk_failed", None)
        finally:
            self._idle.set()
            self.show()

    async def _replan(self) -> None:
        now, version = self.measured.at, self._version
        wished = self._planned is not None and version != self._planned.wishes
        self._forced, self._looked_at = None, now
        if self.expecting.due(now):
            await self.expecting.learn(now)
        try:
            gathered = await self._gather()
            plan = await self._hass.async_add_executor_job(self.controller.replan, gathered.snapshot)
        except NoInputs as err:
            self.troubles.all_of("prices", err.notices)
            return
        except NoPlan as err:
            _LOGGER.warning("No energy plan was found: %s", err)
            self.troubles.tell("no_plan", Notice(key="no_plan", placeholders={"error": str(err)}))
            return
        self.gathered = gathered
        self._planned = Planned(
            plan=plan,
            prices_until=gathered.known_until,
            forecast_at=self.expecting.learned_at or now,
            wishes=version,
            plugged=self.measured.plugged,
            capacities={key: one.capacity_kwh for key, one in self._batteries.items()},
        )
        self.troubles.tell("no_plan", None)
        self.troubles.all_of("prices", gathered.notices)
        self.picture.renewed(wished=wished)

    async def _gather(self) -> Gathered:
        shapings = (shaping(self._wishes.list(), dt_util.get_default_time_zone(), self.measured.levels),)
        measured = self.planned_from(self.measured)
        return await self._gatherer.gather(self.controller, measured, self.hands.overrides.holding(), shapings)

    def planned_from(self, measured: Measured) -> Measured:
        """Return what a plan begins from: what is measured, in a dry run as it would be had the plan been followed."""
        return self.picture.dry(measured) if self.dispatcher.autonomy is Autonomy.OBSERVE else measured

    async def _act(self) -> None:
        now = self.measured.at
        self._acted_at = now
        commands = self.controller.commands(now, self.planned_from(self.measured))
        if self.dispatcher.autonomy is not Autonomy.OBSERVE:
            problem = self.controller.problem
            commands = self._steering.powered(commands, problem.assets if problem else (), self.measured)
        self.commands = {command.asset_id: command for command in commands}
        self.picture.give_reasons(now)
        for command in commands:
            if not self._closed and not self.hands.overrides.is_alone(command.asset_id):
                await self.dispatcher.carry_out(command, now, self.picture.reason(command.asset_id))
                self._note(command, now)

    def _note(self, command: Command, now: float) -> None:
        """Remember that a programme was started, or that panels are held back."""
        entry, sent = self._hub.entry(command.asset_id), self.dispatcher.sent.get(command.asset_id)
        if entry is None or sent is None or sent.trouble is not None or sent.asked is not None:
            return
        if entry.kind is AssetKind.APPLIANCE and command.mode is Mode.ON and sent.at == now:
            self.meter.began(command.asset_id, now)
        if entry.kind is AssetKind.PHOTOVOLTAICS and command.mode is Mode.HOLD:
            self.expecting.held_back(command.asset_id, now)

    def _account(self, measured: Measured) -> bool:
        tried, picture = self.dispatcher.autonomy is Autonomy.OBSERVE, self.picture
        prices, outdoor = picture.prices_at(measured.at), picture.outdoor_at(measured.at)
        orders = self.commands if tried else None
        return self.accounting.advance(measured, picture.readings(measured), prices, outdoor, orders)

    @callback
    def show(self) -> None:
        """Show how things are now."""
        if not self._closed:
            self._hub.show(self.picture.shown())

    async def override(self, ordered: Ordered) -> None:
        """Take in what a person set, act on it, and plan around it. Raises `ServiceValidationError`."""
        await self.dispatcher.check_rights(ordered)
        self.hands.set(ordered)
        await self._kept.save()

    async def plan_now(self) -> None:
        """Plan anew and act, and wait for it; after what is under way."""
        await self._idle.wait()
        self.ask_for_plan(Reason.WISH)
        await self._idle.wait()

    def runs(self, asset_id: str) -> Sequence[Run]:
        """Return the times in which an asset is planned to run."""
        return runs(self.controller.plan, asset_id) if self.controller.plan is not None else ()

    async def export(self) -> Mapping[str, Any]:
        """Return all that was learned and kept, as JSON."""
        return self._kept.told()

    async def erase(self) -> None:
        """Forget all that was learned and kept; the entry has to be loaded anew."""
        self._closed = True
        await self._kept.erase()
