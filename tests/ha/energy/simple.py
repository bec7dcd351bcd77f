"""A simple controller: plans what it is given as it is, and turns a battery's planned power into a mode."""

from collections.abc import Callable, Sequence

import numpy as np

from custom_components.llm_agents.core.energy.assets import Asset, Grid
from custom_components.llm_agents.core.energy.control import Measured, Settings, Snapshot
from custom_components.llm_agents.core.energy.control.controller import Status
from custom_components.llm_agents.core.energy.modes import Command, Mode
from custom_components.llm_agents.core.energy.plan import NoPlan, Plan
from custom_components.llm_agents.core.energy.planning import solve
from custom_components.llm_agents.core.energy.problem import Problem
from custom_components.llm_agents.core.energy.steps import HOUR, Steps

type Solve = Callable[[Problem], Plan]


class SimpleController:
    """Keeps the last plan."""

    def __init__(
        self, grid: Grid, assets: Sequence[Asset], settings: Settings | None = None, solve: Solve = solve
    ) -> None:
        self._grid, self._assets, self._solve = grid, tuple(assets), solve
        self.plan: Plan | None = None
        self.problem: Problem | None = None
        self.status = Status.NO_PLAN
        self._snapshot: Snapshot | None = None

    def steps(self, now: float, known_until: float) -> Steps:
        """Plan a day and a half."""
        return Steps.tiered(now, now + 36 * HOUR)

    def replan(self, snapshot: Snapshot) -> Plan:
        """Solve."""
        self._snapshot = snapshot
        problem = Problem(
            steps=snapshot.steps,
            import_price=np.nan_to_num(snapshot.import_price, nan=0.3),
            export_price=np.nan_to_num(snapshot.export_price),
            base_load=snapshot.base_load.mean,
            pv=snapshot.pv.mean,
            outdoor=snapshot.outdoor,
            grid=self._grid,
            assets=self._assets,
            states=snapshot.states,
        )
        for shape in snapshot.shapings:
            problem = shape(problem)
        try:
            self.plan = self._solve(problem)
        except NoPlan:
            self.status = Status.DEGRADED if self.plan else Status.NO_PLAN
            if self.plan is None:
                raise
            return self.plan
        self.problem, self.status = problem, Status.OK
        return self.plan

    def commands(self, now: float, measured: Measured) -> tuple[Command, ...]:
        """Charge where the plan does from the grid, hold or consume else; overrides go before."""
        if self.plan is None or self._snapshot is None:
            return ()
        held = {one.asset_id: one for one in self._snapshot.overrides if one.until > now}
        found = []
        for asset_id, part in self.plan.assets.items():
            if asset_id in held:
                one = held[asset_id]
                found.append(Command(asset_id=asset_id, mode=one.mode, power_kw=one.power_kw, target=one.target))
                continue
            power = float(part.power[self.plan.steps.index(now)])
            mode = Mode.CHARGE if power > 0.1 else Mode.SELF_CONSUME if power < -0.01 else Mode.HOLD
            found.append(Command(asset_id=asset_id, mode=mode, power_kw=power if power > 0.1 else None))
        return tuple(found)
