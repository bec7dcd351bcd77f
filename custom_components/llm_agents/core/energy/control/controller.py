"""The controller: keeps the plan and says what each asset does now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import StrEnum

from ..assets import Asset, Grid
from ..modes import Command
from ..plan import Plan
from ..problem import Problem
from ..steps import HOUR, Steps
from .snapshot import Measured, Snapshot

type Solve = Callable[[Problem], Plan]


class Status(StrEnum):
    """How the plan is."""

    OK = "ok"
    DEGRADED = "degraded"  # the last good plan goes on
    NO_PLAN = "no_plan"  # rules act


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the controller behaves. `margin` is the money a new plan must save to replace one that still holds.

    `changes_per_day` bounds the changes of mode of each device in a local day of `timezone`.
    """

    timezone: tzinfo = UTC
    horizon: float = 36 * HOUR
    margin: float = 0.02
    changes_per_day: int = 12


class Controller:
    """Plans a home's assets again and again, and acts on what is measured in between. Not safe to call from two threads."""

    def __init__(
        self, grid: Grid, assets: Sequence[Asset], settings: Settings | None = None, solve: Solve | None = None
    ) -> None:
        """Take what the home has; `solve` replaces the solver."""
        raise NotImplementedError

    @property
    def plan(self) -> Plan | None:
        """Return the plan that is followed."""
        raise NotImplementedError

    @property
    def problem(self) -> Problem | None:
        """Return the problem that the plan answers."""
        raise NotImplementedError

    @property
    def status(self) -> Status:
        """Return how the plan is."""
        raise NotImplementedError

    def steps(self, now: float, known_until: float) -> Steps:
        """Return the steps for which the next snapshot needs forecasts, prices being known until an instant."""
        raise NotImplementedError

    def replan(self, snapshot: Snapshot) -> Plan:
        """Return the plan that is followed from now: a new one, or the old one while that is as good.

        CPU-bound. Raises `NoPlan` where neither is there; `commands` then follows rules.
        """
        raise NotImplementedError

    def commands(self, now: float, measured: Measured) -> tuple[Command, ...]:
        """Return what each asset does now; cheap, called every few seconds to minutes."""
        raise NotImplementedError
