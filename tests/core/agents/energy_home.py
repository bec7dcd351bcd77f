"""A home with energy assets whose plans are real: what the desk does, without Home Assistant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

import numpy as np

from custom_components.llm_agents.core.energy.answering import Answers, Thought
from custom_components.llm_agents.core.energy.applying import shaping
from custom_components.llm_agents.core.energy.assets import (
    Appliance,
    Asset,
    Battery,
    Grid,
    Photovoltaics,
    ThermalModel,
    Vehicle,
    Zone,
    kind_of,
)
from custom_components.llm_agents.core.energy.modes import Mode
from custom_components.llm_agents.core.energy.plan import NoPlan
from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.problem import (
    AssetState,
    BatteryState,
    Problem,
    Session,
    VehicleState,
    ZoneState,
)
from custom_components.llm_agents.core.energy.steps import HOUR, Steps
from custom_components.llm_agents.core.energy.wish_book import WishBook
from custom_components.llm_agents.core.home.model import EnergyAsset

START = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
"""A Saturday."""

GRID = Grid(asset_id="grid", name="Grid", import_kw=17.0)
PANELS = Photovoltaics(asset_id="roof", name="Roof", peak_kw=4.0)
BATTERY = Battery(asset_id="battery", name="Battery", capacity_kwh=10.0, charge_kw=5.0, discharge_kw=5.0)
CAR = Vehicle(asset_id="car", name="Volvo", capacity_kwh=60.0, maximum_kw=7.4)
ROOM = Zone(
    asset_id="room", name="Living room", maximum_kw=3.0, cop=((0.0, 3.0),), model=ThermalModel(capacity=4.0, loss=0.15)
)
DISHWASHER = Appliance(asset_id="dishwasher", name="Dishwasher", profile=(1.8, 0.2, 0.2, 1.5))
ASSETS: tuple[Asset, ...] = (GRID, PANELS, BATTERY, CAR, ROOM, DISHWASHER)


def names(assets: Sequence[Asset] = ASSETS) -> tuple[EnergyAsset, ...]:
    """Return assets as the reader knows them."""
    return tuple(EnergyAsset(asset_id=one.asset_id, name=one.name, kind=kind_of(one).value) for one in assets)


def problem_at(start: float, soc: float = 0.3, hours: float = 36.0) -> Problem:
    """Return the problem of the home: cheap from one to five, dear from 17 to 21, some sun, a car that is plugged in."""
    steps = Steps.even(start, HOUR / 2, int(hours * 2))
    hour = (steps.starts / HOUR) % 24
    count = len(steps)
    states: dict[str, AssetState] = {
        "battery": BatteryState(soc=0.5),
        "car": VehicleState(
            sessions=(
                Session(start=start, end=start + hours * HOUR, wanted_kwh=0.0, spare_kwh=(1 - soc) * CAR.capacity_kwh),
            )
        ),
        "room": ZoneState(temperature=20.6, low=np.full(count, 20.0), high=np.full(count, 23.0), gains=np.zeros(count)),
    }
    return Problem(
        steps=steps,
        import_price=np.where((hour >= 1) & (hour < 5), 0.12, np.where((hour >= 17) & (hour < 21), 0.38, 0.26)),
        export_price=np.full(count, 0.07),
        base_load=np.full(count, 0.4),
        pv=np.maximum(0.0, 3.0 * np.sin((hour - 7) / 10 * np.pi)) * ((hour > 7) & (hour < 17)),
        outdoor=np.full(count, 3.0),
        grid=GRID,
        assets=ASSETS,
        states=states,
    )


@dataclass
class PlannedHome:
    """What answers are made from: plans anew when it is asked to, with the wishes that are kept."""

    wishes: WishBook
    clock: Callable[[], datetime]
    soc: float = 0.3
    broken: bool = False
    thought: Thought | None = None
    thought_before: Thought | None = None
    currency: str = "EUR"
    baseline: float | None = None
    zone: tzinfo = UTC
    gained: float | None = 1.25
    planned: int = 0
    wished: bool = False
    version: int = -1
    past: list[Problem] = field(default_factory=list)

    @property
    def known_until(self) -> float:
        return self.now() + 24 * HOUR

    def now(self) -> float:
        return self.clock().timestamp()

    def assets(self) -> Sequence[Asset]:
        return ASSETS

    def controls(self, asset_id: str) -> Sequence[str]:
        return (f"switch.{asset_id}",)

    def level(self, asset_id: str) -> float | None:
        return {"car": self.soc, "battery": 0.5, "room": 20.6}.get(asset_id)

    def mode(self, asset_id: str) -> Mode | None:
        return None

    async def plan_anew(self) -> bool:
        self.planned += 1
        if self.broken:
            return False
        shape = shaping(self.wishes.list(), self.zone, {"car": self.soc})
        problem = shape(problem_at(self.now(), self.soc))
        try:
            plan = solve(problem, Options(polish=False, near_hours=0.0))
        except NoPlan:
            return False
        self.thought_before, self.thought = self.thought, (plan, problem)
        self.wished, self.version = self.wishes.version != self.version, self.wishes.version
        return True

    async def days(self) -> Sequence[Problem]:
        return self.past

    def saved(self, since: float, until: float) -> tuple[float, float] | None:
        return None if self.gained is None else (self.gained, START.timestamp())

    async def compute(self, work: Callable[[], Any]) -> Any:
        return work()


def answers(planned: PlannedHome) -> Answers:
    """Return what answers from a planned home."""
    return Answers(planned, lambda problem: solve(problem, Options(polish=False, near_hours=0.0)))
