"""The home as the desk sees it at a moment: readings for the ledger, prices, reasons, and what is shown of it all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import numpy as np

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...core.agents.profiles import Autonomy
from ...core.energy.asset_codec import AssetEntry
from ...core.energy.assets import AssetKind
from ...core.energy.control import Measured
from ...core.energy.control.controller import Status
from ...core.energy.explaining import explain
from ...core.energy.plan import Plan
from ...core.energy.problem import ApplianceState, Problem, ZoneState
from ...core.energy.showing import Shown, View, shown
from ...core.energy.twin import Reading
from ...core.language.energy_figures import EnergyFigures
from ...core.language.energy_reasons import reason_told
from ...core.language.phrases import phrases
from .accounting import uncontrolled_cost

if TYPE_CHECKING:
    from .desk import EnergyDesk

LEARNING = "learning"
"""The status while a plan is made from priors alone."""

_SHOWN = frozenset({AssetKind.GRID, AssetKind.PHOTOVOLTAICS})
"""What has series of its own, and is no asset that is planned."""


class Picture:
    """Looks at a desk; `renewed` is called with each new plan."""

    def __init__(self, hass: HomeAssistant, desk: EnergyDesk, entries: Sequence[AssetEntry], zone: tzinfo) -> None:
        """Look at a desk."""
        self._hass = hass
        self._desk = desk
        self._entries = entries
        self._zone = zone
        self._reasons: dict[str, str] = {}
        self.baseline: float | None = None
        self.wished = False
        self.before: tuple[Plan, Problem] | None = None
        self.after: tuple[Plan, Problem] | None = None

    def renewed(self, *, wished: bool) -> None:
        """Look at a new plan: what it would cost without control, why it is as it is; `wished` if wishes have changed."""
        plan, problem = self._desk.controller.plan, self._desk.controller.problem
        if plan is None or problem is None:
            return
        if self.after is None or self.after[0] is not plan:
            self.before, self.after, self.wished = self.after, (plan, problem), wished
        self.baseline = uncontrolled_cost(plan, problem, self._entries, self._zone)

    async def prepare(self) -> None:
        """Read the words of the home's language, before a reason is given."""
        await self._hass.async_add_executor_job(phrases, self._hass.config.language)

    def give_reasons(self, now: float) -> None:
        """Put in words why each asset does what it does at an instant."""
        plan, problem = self._desk.controller.plan, self._desk.controller.problem
        if plan is None or problem is None:
            return
        figures = EnergyFigures(
            phrases=phrases(self._hass.config.language),
            now=dt_util.as_local(dt_util.utc_from_timestamp(now)),
            currency=self._hass.config.currency,
            names={entry.asset.asset_id: entry.asset.name for entry in self._entries},
            kinds={entry.asset.asset_id: entry.kind.value for entry in self._entries},
        )
        commands, levels = self._desk.commands, self._desk.measured.levels
        self._reasons = {}
        for asset_id in plan.assets:
            mode = command.mode if (command := commands.get(asset_id)) is not None else None
            if found := explain(plan, problem, asset_id, now, mode=mode, level=levels.get(asset_id)):
                self._reasons[asset_id] = reason_told(found[0], figures)

    def reason(self, asset_id: str) -> str:
        """Return in words why an asset does what it does."""
        return self._reasons.get(asset_id, "")

    def readings(self, measured: Measured) -> dict[str, Reading]:
        """Return the assets as they are now, those whose power is known."""
        problem = self._desk.controller.problem
        step = problem.steps.index(measured.at) if problem else 0
        found = {}
        for entry in self._entries:
            asset_id = entry.asset.asset_id
            if (power := measured.powers.get(asset_id)) is None:
                continue
            state = problem.states.get(asset_id) if problem else None
            band = state if isinstance(state, ZoneState) else None
            found[asset_id] = Reading(
                power=power,
                level=measured.levels.get(asset_id),
                low=float(band.low[step]) if band else None,
                high=float(band.high[step]) if band else None,
                plugged=asset_id in measured.plugged,
                ready=isinstance(state, ApplianceState),
            )
        return found

    def dry(self, measured: Measured) -> Measured:
        """Return what would be measured had the plan been followed: levels of the twins that follow it."""
        twins, readings = self._desk.accounting.dry.twins, self.readings(measured)
        levels = dict(measured.levels)
        for asset_id, twin in twins.items():
            if asset_id in readings and (level := twin.level(readings[asset_id])) is not None:
                levels[asset_id] = level
        return replace(measured, levels=levels)

    def prices_at(self, now: float) -> tuple[float, float] | None:
        """Return the prices of import and export at an instant."""
        problem = self._desk.controller.problem
        if problem is None or not problem.steps.edges[0] <= now < problem.steps.edges[-1]:
            return None
        step = problem.steps.index(now)
        found = float(problem.import_price[step]), float(problem.export_price[step])
        return found if np.isfinite(found).all() else None

    def outdoor_at(self, now: float) -> float | None:
        """Return how warm it is outside at an instant."""
        problem = self._desk.controller.problem
        return None if problem is None else float(problem.outdoor[problem.steps.index(now)])

    def status(self) -> str:
        """Return how the plan is; `learning` while nothing of the home was learned."""
        status = self._desk.controller.status
        if status is Status.OK and self._desk.expecting.learned_at is None:
            return LEARNING
        return status.value

    def shown(self) -> dict[str, Any]:
        """Return the plan as JSON."""
        desk = self._desk
        tried = desk.dispatcher.autonomy is Autonomy.OBSERVE
        account = desk.accounting.dry if tried else desk.accounting.saved
        measured = desk.measured
        assets = [
            Shown(
                entry=entry,
                command=desk.commands.get(entry.asset.asset_id),
                override=override.mode if (override := desk.hands.overrides.of(entry.asset.asset_id)) else None,
                override_until=override.until if override else None,
                modes=entry.controls.modes(entry.kind),
                reason=self.reason(entry.asset.asset_id),
                saved=account.saved(entry.asset.asset_id),
                kept=desk.accounting.saved.saved(entry.asset.asset_id),
                level=measured.levels.get(entry.asset.asset_id),
            )
            for entry in self._entries
            if entry.kind not in _SHOWN
        ]
        view = View(
            now=dt_util.utcnow().timestamp(),
            currency=self._hass.config.currency,
            autonomy=desk.dispatcher.autonomy.value,
            status=self.status(),
            assets=assets,
            plan=desk.controller.plan,
            problem=desk.controller.problem,
            notices=desk.troubles.notices,
            baseline=self.baseline,
            past=desk.accounting.past.told(),
            saved=account.saved(),
            kept=desk.accounting.saved.saved(),
            dry=desk.accounting.dry.saved(),
            since=account.since,
            tried=tried,
            errors=desk.expecting.errors,
        )
        return shown(view)
