"""The snapshot that a plan is made from: prices, forecasts, how the assets are, what is wished."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any

import numpy as np

from homeassistant.core import HomeAssistant

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import Asset, AssetKind, Grid, Photovoltaics
from ...core.energy.checking import check_prices
from ...core.energy.control import Controller, Measured, Override, Settings, Snapshot
from ...core.energy.problem import AssetState, Problem
from ...core.energy.showing import Notice
from ...core.energy.situation import Here, state_of
from ...core.energy.steps import HOUR, FloatArray, Series, Steps
from ..energy_hub import UNLEARNED
from . import history, sources
from .accounting import Accounting
from .calendars import async_departures
from .expecting import Expecting
from .meter import Meter

_AHEAD = 72 * HOUR
_PAST_DAYS = 14

type Shaping = Callable[[Problem], Problem]


@dataclass(slots=True)
class PriceMemory:
    """Prices by the hour, of some days back: what is not published yet is expected to be alike."""

    hours: dict[int, tuple[float, float]] = field(default_factory=dict)

    def note(self, steps: Steps, bought: FloatArray, sold: FloatArray) -> None:
        """Keep what is known of whole hours."""
        first, last = int(np.ceil(steps.edges[0] / HOUR)), int(steps.edges[-1] // HOUR)
        if last <= first:
            return
        hours = Steps.even(first * HOUR, HOUR, last - first)
        pairs = zip(*(Series(steps, values).mean_over(hours) for values in (bought, sold)), strict=True)
        self.hours |= {
            first + index: (float(buy), float(sell))
            for index, (buy, sell) in enumerate(pairs)
            if np.isfinite(buy) and np.isfinite(sell)
        }
        for hour in [hour for hour in self.hours if hour < first - _PAST_DAYS * 24]:
            del self.hours[hour]

    def past(self, now: float) -> tuple[Series, Series] | None:
        """Return import and export prices of the past; `None` where none is known."""
        known = sorted(hour for hour in self.hours if hour * HOUR < now)
        if not known:
            return None
        steps = Steps.even(known[0] * HOUR, HOUR, known[-1] + 1 - known[0])
        nothing = (float("nan"), float("nan"))
        found = np.array([self.hours.get(hour, nothing) for hour in range(known[0], known[-1] + 1)])
        return Series(steps, found[:, 0]), Series(steps, found[:, 1])

    def state(self) -> dict[str, Any]:
        """Return what is kept, as JSON."""
        return {"hours": [[hour, *pair] for hour, pair in sorted(self.hours.items())]}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        self.hours = {int(hour): (float(buy), float(sell)) for hour, buy, sell in state["hours"]}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gathered:
    """A snapshot, until when prices are published, and what the owner is to be told of the inputs, by its key."""

    snapshot: Snapshot
    known_until: float
    notices: Mapping[str, Notice]


class NoInputs(Exception):
    """A plan cannot be made from what there is; `notices` say why."""

    def __init__(self, notices: Mapping[str, Notice]) -> None:
        """Say why."""
        super().__init__(", ".join(notices))
        self.notices = notices


class Gatherer:
    """Gathers snapshots of one home."""

    def __init__(
        self,
        hass: HomeAssistant,
        entries: Sequence[AssetEntry],
        meter: Meter,
        expecting: Expecting,
        prices: PriceMemory,
        zone: tzinfo,
        accounting: Accounting,
    ) -> None:
        """Gather from the sources of some assets."""
        self._hass = hass
        self._entries = entries
        self._meter = meter
        self._expecting = expecting
        self._prices = prices
        self._zone = zone
        self._accounting = accounting
        self._grid = next((entry for entry in entries if entry.kind is AssetKind.GRID), None)
        self.carbon_price = 0.0

    async def gather(
        self,
        controller: Controller,
        measured: Measured,
        overrides: tuple[Override, ...],
        shapings: tuple[Shaping, ...],
    ) -> Gathered:
        """Return a snapshot. Raises `NoInputs` where no price is known at all."""
        now, grid = measured.at, self._grid
        if grid is None:
            raise NoInputs({"no_grid": Notice(key="no_grid")})
        controller.renew(self._expecting.habits.known(controller.assets))
        self._accounting.renew(controller.assets)
        used = await history.async_imported_this_month(self._hass, grid, now)
        prices = await sources.async_prices(self._hass, grid, now, now + _AHEAD, used)
        notices = {item.key: Notice(key=item.key, placeholders=item.placeholders) for item in prices.findings}
        past = self._prices.past(now)
        buying, selling = prices.import_price, prices.export_price
        if buying is not None:
            buying, wrong = check_prices(grid.asset.name, buying, past[0] if past else None)
            notices |= {item.key.value: Notice(key=item.key.value, placeholders=item.placeholders) for item in wrong}
        if prices.import_price is None and past is None:
            raise NoInputs(notices or {"no_prices": Notice(key="no_prices", placeholders={"name": grid.asset.name})})
        known_until = min(prices.known_until, now + _AHEAD)
        steps = controller.steps(now, max(known_until, now))
        bought, sold = (_over(series, steps) for series in (buying, selling))
        sold = np.zeros(len(steps)) if prices.export_price is None else sold
        if prices.import_price is not None:
            self._prices.note(steps, bought, sold)
        outlooks = await self._expecting.expect(steps, now, measured)
        notices |= {**outlooks.faults, **self._unlearned()}
        carbon = await sources.async_carbon(self._hass, grid, now, float(steps.edges[-1]))
        snapshot = Snapshot(
            now=now,
            steps=steps,
            import_price=bought,
            export_price=sold,
            base_load=outlooks.base,
            pv=outlooks.pv,
            outdoor=outlooks.outdoor,
            states=await self._states(measured, steps, outlooks.pv.mean),
            measured=measured,
            past_import_price=past[0] if past else None,
            past_export_price=past[1] if past else None,
            overrides=overrides,
            shapings=shapings,
            carbon=None if carbon is None else _over(carbon, steps),
            carbon_price=self.carbon_price,
            peak_kw=self._accounting.peaks.of_month(now),
        )
        return Gathered(snapshot=snapshot, known_until=known_until, notices=notices)

    async def _states(self, measured: Measured, steps: Steps, pv: FloatArray) -> dict[str, AssetState]:
        away = self._away()
        present = None if away is None else self._expecting.habits.present(steps, measured.at, at_home=not away)
        here = Here(now=measured.at, steps=steps, zone=self._zone, away=away is True, present=present)
        peak = sum(entry.asset.peak_kw for entry in self._entries if isinstance(entry.asset, Photovoltaics))
        sun = pv / peak if peak > 0 else None
        found = {}
        for entry in self._entries:
            (asset,) = self._expecting.habits.known((entry.asset,))
            seen = self._meter.seen(entry, measured)
            if (calendar := entry.entities.get(EntityRole.CALENDAR)) is not None:
                leaves = await async_departures(self._hass, calendar, measured.at, float(steps.edges[-1]))
                seen = replace(seen, departures=leaves)
            seen = self._expecting.habits.expected(asset, seen, steps, measured.at, sun)
            found[asset.asset_id] = state_of(asset, seen, here)
        return {asset_id: state for asset_id, state in found.items() if state is not None}

    def _unlearned(self) -> dict[str, Notice]:
        """Return which zones are not planned yet as no model of them was learned, and why."""
        if self._expecting.learned_at is None:
            return {}
        assets = {entry.asset.asset_id: entry.asset for entry in self._entries}
        return {
            f"{UNLEARNED}{asset_id}": Notice(
                key=f"{UNLEARNED}{reason}", placeholders={"name": assets[asset_id].name, "asset_id": asset_id}
            )
            for asset_id, reason in self._expecting.habits.unlearned(list(assets.values())).items()
        }

    def _away(self) -> bool | None:
        """Return whether nobody is at home of whom the owner named; `None` where they named none, or nobody says."""
        named = [entry for entry in self._entries if EntityRole.PRESENCE in entry.entities]
        said = [sources.is_on(self._hass, entry, EntityRole.PRESENCE) for entry in named]
        if not said or (None in said and True not in said):
            return None
        return not any(said)


def _over(series: Series | None, steps: Steps) -> FloatArray:
    return np.full(len(steps), np.nan) if series is None else series.mean_over(steps)


def controller_of(entries: Sequence[AssetEntry], zone: tzinfo) -> Controller:
    """Return the controller of some assets; without a grid one without limits."""
    grid = next((entry.asset for entry in entries if isinstance(entry.asset, Grid)), None)
    assets: list[Asset] = [entry.asset for entry in entries if not isinstance(entry.asset, Grid)]
    return Controller(grid or Grid(asset_id="grid", name=""), assets, Settings(timezone=zone))
