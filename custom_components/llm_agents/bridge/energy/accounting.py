"""Metering a home in spans of a few minutes: the ledger of savings, the dry run, and what was measured lately."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from ...core.energy.asset_codec import AssetEntry
from ...core.energy.assets import Asset, Battery, Grid, Vehicle
from ...core.energy.control import Measured
from ...core.energy.ledger import Account, Metered
from ...core.energy.modes import Command
from ...core.energy.past import QUARTER, Past
from ...core.energy.plan import Plan
from ...core.energy.problem import ApplianceState, Problem, VehicleState, ZoneState
from ...core.energy.steps import MINUTE
from ...core.energy.twin import Reading, Span

SPAN = 5 * MINUTE
_LONGEST = 3 * SPAN


class Peaks:
    """The highest mean import of the local month so far, over the minutes that are metered, in kW."""

    def __init__(self, zone: tzinfo, minutes: int) -> None:
        """Begin without a peak."""
        self._minutes = minutes
        self._zone = zone
        self._month = ""
        self._peak = 0.0

    def of_month(self, now: float) -> float:
        """Return the peak of the month of an instant."""
        return self._peak if self._month == self._name(now) else 0.0

    def look(self, past: Past) -> None:
        """Take in the last metered span once it is whole."""
        count = max(round(self._minutes * MINUTE / QUARTER), 1)
        if len(past.rows) < count or (past.starts[-1] + QUARTER) % (count * QUARTER):
            return
        found = [row.get("grid") for row in past.rows[-count:]]
        known = [value for value in found if value is not None]
        if len(known) < count or past.starts[-1] - past.starts[-count] != (count - 1) * QUARTER:
            return
        month = self._name(past.starts[-1])
        self._peak = max(self._peak if month == self._month else 0.0, sum(known) / count)
        self._month = month

    def _name(self, at: float) -> str:
        return datetime.fromtimestamp(at, self._zone).strftime("%Y-%m")

    def state(self) -> dict[str, Any]:
        """Return what is kept, as JSON."""
        return {"month": self._month, "peak": self._peak}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept. Raises `TypeError` and `ValueError` for what was not kept by `state`."""
        self._month, self._peak = str(state.get("month", "")), float(state.get("peak", 0.0))


class Accounting:
    """Adds up what is measured every few seconds, and takes it to the accounts every few minutes."""

    def __init__(self, assets: Sequence[Asset], zone: tzinfo) -> None:
        """Begin with nothing metered."""
        self.saved = Account(assets)
        self.dry = Account(assets, dry=True)
        self.past = Past()
        self.peaks = Peaks(zone, next((one.peak_minutes for one in assets if isinstance(one, Grid)), 15))
        self._zone = zone
        self._last: float | None = None
        self._start: float | None = None
        self._sums: dict[str, float] = {}
        self._hours: dict[str, float] = {}

    def renew(self, assets: Sequence[Asset]) -> None:
        """Count assets too of which something was learned that makes a twin of them possible."""
        self.saved.renew(assets)
        self.dry.renew(assets)

    def advance(
        self,
        measured: Measured,
        readings: Mapping[str, Reading],
        prices: tuple[float, float] | None,
        outdoor: float | None,
        orders: Mapping[str, Command] | None,
    ) -> bool:
        """Take in what is measured now; return whether a span was closed.

        `readings` are of the assets now, `prices` those of import and export; with `orders` the twins of the dry run follow
        them, without the home is compared with one that is not controlled.
        """
        now, last = measured.at, self._last
        self._last = now
        if self._start is None or last is None or now - last > _LONGEST:
            self._begin(now)
            return False
        hours = (now - last) / 3600
        self._add("grid", measured.grid_kw, hours)
        self._add("load", measured.base_load_kw, hours)
        self._add("pv", measured.pv_kw, hours)
        for asset_id, reading in readings.items():
            self._add(f"{asset_id}/power", reading.power, hours)
            self._add(f"{asset_id}/level", reading.level, hours)
        self._add("import_price", prices[0] if prices else None, hours)
        if now - self._start < SPAN:
            return False
        self._close(now, readings, prices, outdoor, orders)
        self._begin(now)
        return True

    def _begin(self, now: float) -> None:
        self._start, self._sums, self._hours = now, {}, {}

    def _add(self, name: str, value: float | None, hours: float) -> None:
        if value is not None:
            self._sums[name] = self._sums.get(name, 0.0) + value * hours
            self._hours[name] = self._hours.get(name, 0.0) + hours

    def _mean(self, name: str) -> float | None:
        hours = self._hours.get(name, 0.0)
        return self._sums[name] / hours if hours > 0 else None

    def _close(
        self,
        now: float,
        readings: Mapping[str, Reading],
        prices: tuple[float, float] | None,
        outdoor: float | None,
        orders: Mapping[str, Command] | None,
    ) -> None:
        start = self._start if self._start is not None else now
        self.past.add(start, (now - start) / 3600, {name: self._mean(name) for name in self._hours})
        self.peaks.look(self.past)
        grid = self._mean("grid")
        if grid is None or prices is None:
            return
        local = datetime.fromtimestamp(start, self._zone)
        means = {
            asset_id: replace(reading, power=power)
            for asset_id, reading in readings.items()
            if (power := self._mean(f"{asset_id}/power")) is not None
        }
        metered = Metered(
            span=Span(at=start, hours=(now - start) / 3600, outdoor=outdoor, minute=local.hour * 60 + local.minute),
            day=local.date().isoformat(),
            import_price=prices[0],
            export_price=prices[1],
            grid=grid,
            readings=means,
        )
        if orders is None:
            self.saved.add(metered)
        else:
            self.dry.add(metered, orders)

    def state(self) -> dict[str, Any]:
        """Return what is kept, as JSON."""
        return {
            "saved": self.saved.state(),
            "dry": self.dry.state(),
            "past": self.past.state(),
            "peaks": self.peaks.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was kept. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        self.past.restore(state["past"])
        self.saved.restore(state["saved"])
        self.dry.restore(state["dry"])
        self.peaks.restore(state.get("peaks", {}))


def uncontrolled_cost(plan: Plan, problem: Problem, entries: Sequence[AssetEntry], zone: tzinfo) -> float | None:
    """Return what the horizon of a plan would cost were nothing controlled, what is stored at its end valued alike."""
    if len(problem.steps) != len(plan.steps):
        return None
    assets = {asset.asset_id: asset for asset in problem.assets}
    account = Account(assets.values())
    for asset_id, asset in assets.items():
        if isinstance(asset, Battery) and (part := plan.assets.get(asset_id)) is not None and part.level is not None:
            account.twins[asset_id].numbers["soc"] = float(part.level[0]) / asset.capacity_kwh
    for i, (start, hours) in enumerate(zip(plan.steps.starts.tolist(), plan.steps.hours.tolist(), strict=True)):
        local = datetime.fromtimestamp(start, zone)
        account.add(
            Metered(
                span=Span(
                    at=start, hours=hours, outdoor=float(problem.outdoor[i]), minute=local.hour * 60 + local.minute
                ),
                day=local.date().isoformat(),
                import_price=float(problem.import_price[i]),
                export_price=float(problem.export_price[i]),
                grid=float(plan.grid_import[i] - plan.grid_export[i]),
                readings={
                    key: _planned(asset, plan, problem, i) for key, asset in assets.items() if key in plan.assets
                },
            )
        )
    return plan.cost + account.saved().total


def _planned(asset: Asset, plan: Plan, problem: Problem, step: int) -> Reading:
    """Return how an asset is at the end of a step of a plan, as meters are read at the end of a span."""
    planned, state = plan.assets[asset.asset_id], problem.states.get(asset.asset_id)
    level = None if planned.level is None else float(planned.level[step + 1])
    if isinstance(asset, Battery) and level is not None:
        level /= asset.capacity_kwh
    at = float(plan.steps.starts[step])
    sessions = state.sessions if isinstance(state, VehicleState) else ()
    return Reading(
        power=float(planned.power[step]),
        level=None if isinstance(asset, Vehicle) else level,
        low=float(state.low[step]) if isinstance(state, ZoneState) else None,
        high=float(state.high[step]) if isinstance(state, ZoneState) else None,
        plugged=any(one.start <= at < one.end for one in sessions),
        ready=isinstance(state, ApplianceState) and state.earliest <= at and state.started is None,
    )
