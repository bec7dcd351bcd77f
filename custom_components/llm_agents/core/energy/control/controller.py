"""The controller: keeps the plan and says what each asset does now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import StrEnum

import numpy as np

from ..assets import Appliance, Asset, Battery, Grid, Load, Vehicle
from ..modes import Command
from ..plan import NoPlan, Plan
from ..problem import BatteryState, Problem
from ..steps import DAY, HOUR, TIERS, FloatArray, Steps
from .building import build, net_paths
from .following import Moment, follow, without_plan
from .realtime import Situation, decide
from .scenarios import Outlook, StoredValue, stored_values
from .snapshot import Measured, Override, Snapshot
from .steadying import steadied
from .switching import Changes

type Solve = Callable[[Problem], Plan]

_OUTDATED = 6 * HOUR
"""A plan that could not be renewed for so long is not followed any more."""


_CHEAP = 0.25
_SURE = 0.9  # what is kept for later may find a full battery


class Status(StrEnum):
    """How the plan is."""

    OK = "ok"
    DEGRADED = "degraded"  # the last good plan goes on
    NO_PLAN = "no_plan"  # rules act


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the controller behaves.

    `margin` is the money (currency) that other times must save to replace those of the last plan, `mode_margin` what a
    battery's other mode must gain per kWh. `changes_per_day` bounds the changes of mode of each device in a local day of
    `timezone`. The plan reaches `horizon` seconds ahead, or as far as prices are known, in steps of `tiers`.
    """

    timezone: tzinfo = UTC
    horizon: float = 36 * HOUR
    tiers: tuple[tuple[float, float], ...] = TIERS
    margin: float = 0.02
    mode_margin: float = 0.002
    changes_per_day: int = 12


class Controller:
    """Plans a home's assets again and again, and acts on what is measured in between. Not safe to call from two threads."""

    def __init__(
        self, grid: Grid, assets: Sequence[Asset], settings: Settings | None = None, solve: Solve | None = None
    ) -> None:
        """Take what the home has; `solve` replaces the solver."""
        self._grid = grid
        self._assets = tuple(assets)
        self._settings = settings or Settings()
        self._solve = solve or _solver()
        self._plan: Plan | None = None
        self._problem: Problem | None = None
        self._net: FloatArray | None = None
        self._values: Mapping[str, Sequence[StoredValue]] = {}
        self._overrides: Mapping[str, Override] = {}
        self._failed = False
        self.changes = Changes(self._settings.timezone, self._settings.changes_per_day)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Return the assets as they are planned, without the grid."""
        return self._assets

    def renew(self, assets: Sequence[Asset]) -> None:
        """Take what is known now of the same assets (a model that was learned): the next plan has it."""
        self._assets = tuple(assets)

    @property
    def plan(self) -> Plan | None:
        """Return the plan that is followed."""
        return self._plan

    @property
    def problem(self) -> Problem | None:
        """Return the problem that the plan answers."""
        return self._problem

    @property
    def status(self) -> Status:
        """Return how the plan is."""
        if self._plan is None:
            return Status.NO_PLAN
        return Status.DEGRADED if self._failed else Status.OK

    def steps(self, now: float, known_until: float) -> Steps:
        """Return the steps for which the next snapshot needs forecasts, prices being known until an instant."""
        until = max(now + self._settings.horizon, min(known_until, now + 3 * DAY))
        return Steps.tiered(now, float(np.ceil(until / HOUR) * HOUR), self._settings.tiers)

    def replan(self, snapshot: Snapshot) -> Plan:
        """Return the plan that is followed from now: a new one, with the old one's times where those are as good.

        CPU-bound. Where none is found the last good one goes on for some hours, else raises `NoPlan`; `commands` then
        follows rules.
        """
        self._overrides = {one.asset_id: one for one in snapshot.overrides}
        try:
            problem = build(snapshot, self._grid, self._assets)
            plan = self._solve(problem)
        except (NoPlan, ValueError) as err:
            self._failed = True
            if self._plan is None or not self._holds(snapshot.now):
                self._plan = self._problem = None
                raise NoPlan(str(err)) from err
            return self._plan
        if self._plan is not None:
            plan = steadied(plan, self._plan, self._timed(), self._settings.margin)
        self._failed = False
        self._plan, self._problem = plan, problem
        self._net = net_paths(snapshot, problem)
        self._values = self._stored(plan, problem, self._net)
        return plan

    def _holds(self, now: float) -> bool:
        plan = self._plan
        return plan is not None and now < min(plan.made_at + _OUTDATED, float(plan.steps.edges[-1]))

    def _timed(self) -> frozenset[str]:
        """Return the assets whose times are kept where others are hardly better."""
        return frozenset(one.asset_id for one in self._assets if isinstance(one, Appliance | Load | Vehicle))

    def _stored(self, plan: Plan, problem: Problem, net: FloatArray) -> dict[str, list[StoredValue]]:
        """Return for each battery what its energy is worth at each edge, the other assets doing what they are planned to."""
        found = {}
        for battery in (one for one in self._assets if isinstance(one, Battery) and one.asset_id in plan.assets):
            others = sum(
                (one.power for asset_id, one in plan.assets.items() if asset_id != battery.asset_id),
                np.zeros(len(problem.steps)),
            )
            outlook = Outlook(
                hours=problem.steps.hours,
                import_price=problem.import_price,
                export_price=problem.export_price,
                net=net + others,
            )
            found[battery.asset_id] = stored_values(battery, outlook, end_value(battery, problem))
        return found

    def commands(self, now: float, measured: Measured) -> tuple[Command, ...]:
        """Return what each asset does now; cheap, called every few seconds to minutes."""
        found = []
        for asset in self._assets:
            override = self._overrides.get(asset.asset_id)
            if override is not None and override.until > now:
                command: Command | None = _by_hand(override)
            else:
                command = self._command(asset, now, measured)
            if command is not None:
                found.append(self.changes.allow(asset, command, now, urgent=override is not None))
        return tuple(found)

    def _command(self, asset: Asset, now: float, measured: Measured) -> Command | None:
        plan, problem = self._plan, self._problem
        if plan is None or problem is None or not self._holds(now):
            return without_plan(asset, now, problem.states.get(asset.asset_id) if problem else None)
        moment = Moment(now=now, plan=plan, problem=problem, measured=measured)
        if isinstance(asset, Battery):
            return self._battery(asset, moment)
        return follow(asset, moment)

    def _battery(self, battery: Battery, moment: Moment) -> Command | None:
        values, state = self._values.get(battery.asset_id), moment.problem.states.get(battery.asset_id)
        if values is None or self._net is None or not isinstance(state, BatteryState):
            return without_plan(battery, moment.now)
        step, plan, problem = moment.step, moment.plan, moment.problem
        soc = moment.measured.levels.get(battery.asset_id, state.soc)
        net = self._net[:, step] + sum(
            float(one.power[step]) for asset_id, one in plan.assets.items() if asset_id != battery.asset_id
        )
        situation = Situation(
            level=soc * battery.capacity_kwh,
            import_price=float(problem.import_price[step]),
            export_price=float(problem.export_price[step]),
            hours=max(float(plan.steps.edges[step + 1]) - moment.now, 60.0) / HOUR,
            value=values[step + 1],
            deficit=bool((net > 0).any()),
            surplus=bool((net < 0).any()),
            net_kw=float(net.mean()),
        )
        previous = self.changes.mode(battery.asset_id)
        return decide(_bounded(battery, problem), situation, previous, self._settings.mode_margin)


def end_value(battery: Battery, problem: Problem) -> float:
    """Return what a stored kWh is worth at the end: less than covering a deficit with it at what is cheap in the last day."""
    if problem.end_value is not None:
        return problem.end_value
    last = problem.steps.starts >= problem.steps.edges[-1] - DAY
    cheap = float(np.quantile(problem.import_price[last], _CHEAP))
    return max(cheap - battery.wear, 0.0) * battery.discharge_efficiency * _SURE


def _bounded(battery: Battery, problem: Problem) -> Battery:
    """Return the battery as the problem's wishes leave it (a reserve that somebody asked for)."""
    found = next((one for one in problem.assets if one.asset_id == battery.asset_id), battery)
    return found if isinstance(found, Battery) else battery


def _by_hand(override: Override) -> Command:
    return Command(
        asset_id=override.asset_id,
        mode=override.mode,
        power_kw=override.power_kw,
        target=override.target,
        until=override.until,
    )


def _solver() -> Solve:
    """Return the solver, loaded only where none is given."""
    from ..planning import solve

    return solve
