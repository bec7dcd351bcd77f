"""What the house costs under EMHASS and HAEO, in the same closed loop and on the same forecasts as ours.

Their programs are not part of this repository: `BENCH_EMHASS_PYTHON` names a Python in which `emhass` is installed,
`BENCH_HAEO` a checkout of HAEO. A year under EMHASS would take hours, so all are compared over weeks of all seasons.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
import os
from pathlib import Path
import sys

import numpy as np

from ..report import Figure, progress
from .baselines import Nothing, Rules
from .flexible import assets_of
from .house import DAYS, PER_DAY, TARIFFS, WARM_UP_DAYS, house
from .loop import Cell, Keeper, Result, run
from .ours import Ours
from .peers.keepers import Execution, PeerKeeper, modes, set_points
from .peers.process import Peer

EMHASS, HAEO = "EMHASS", "HAEO"
_WEEK = 7
_EVERY = 90
"""Days from the beginning of one week that is compared to the next."""

_FINAL = 0.6
"""The share of charge that EMHASS wants at the end: its own default, and cheaper for it than none."""

_EXECUTIONS: dict[str, tuple[Execution, ...]] = {EMHASS: (modes,), HAEO: (modes, set_points)}
"""How plans are carried out: EMHASS takes its time, so only in the way that is kinder to it."""


@dataclass(slots=True)
class Account:
    """What one keeper's weeks came to: EUR, and the CPU seconds of each plan."""

    bill: float = 0.0
    seconds: list[float] = field(default_factory=list)

    def add(self, result: Result, seconds: list[float]) -> None:
        """Take in a week."""
        self.bill += result.bill
        self.seconds += seconds


def weeks(tariff: str, assets: str, *, quick: bool) -> Iterator[Cell]:
    """Yield the weeks that are compared."""
    begin, count = house().first, DAYS - WARM_UP_DAYS
    starts = range(0, count - _WEEK, _EVERY)
    for start in starts[1:3] if quick else starts:
        first = begin + start * PER_DAY
        yield Cell(tariff=tariff, assets=assets, first=first, last=first + _WEEK * PER_DAY)


def workers() -> dict[str, Callable[[], Peer]]:
    """Return how the peers are started that are there."""
    found: dict[str, Callable[[], Peer]] = {}
    if haeo := os.environ.get("BENCH_HAEO"):
        found[HAEO] = lambda: Peer(Path(sys.executable), "haeo_worker.py", haeo)
    if emhass := os.environ.get("BENCH_EMHASS_PYTHON"):
        found[EMHASS] = lambda: Peer(Path(emhass), "emhass_worker.py")
    return found


def account(tariff: str, assets: str, *, quick: bool) -> dict[str, Account]:
    """Return what the weeks of a cell come to under each keeper, peers by their name and how they are carried out."""
    accounts: dict[str, Account] = {}
    peers = {name: start for name, start in workers().items() if assets == "battery" or name == EMHASS}
    with ExitStack() as stack:
        running = {name: stack.enter_context(start()) for name, start in peers.items()}
        for cell in weeks(tariff, assets, quick=quick):
            for name, keeper in _keepers(tariff, assets, running):
                progress(f"{tariff} {assets}: {name} from day {(cell.first - house().first) // PER_DAY}")
                result = run(cell, keeper)
                if isinstance(keeper, PeerKeeper) and keeper.failures:
                    progress(f"{name} gave no plan {keeper.failures} times")
                seconds = keeper.seconds if isinstance(keeper, PeerKeeper | Ours) else []
                accounts.setdefault(name, Account()).add(result, seconds)
    return accounts


def _keepers(tariff: str, assets: str, running: dict[str, Peer]) -> Iterator[tuple[str, Keeper]]:
    yield "ours", Ours(assets_of(assets))
    yield "none", Nothing()
    yield "rules", Rules(night_charging=tariff == "evnight")
    for name, peer in running.items():
        for execution in _EXECUTIONS[name]:
            yield f"{name}, {execution.__name__}", PeerKeeper(peer, execution, final=_FINAL if name == EMHASS else 0.0)


def figures(*, quick: bool) -> list[Figure]:
    """Return the costs of the weeks, and how much longer EMHASS takes for a plan; none where no peer is there."""
    if not workers():
        progress("neither BENCH_EMHASS_PYTHON nor BENCH_HAEO is set: no peer optimizer is compared")
        return []
    found: list[Figure] = []
    cells = [(tariff, "battery") for tariff in (("dyn2",) if quick else TARIFFS)]
    if not quick:
        cells.append(("dyn2", "battery_ev"))
    for tariff, assets in cells:
        accounts = account(tariff, assets, quick=quick)
        found.append(_cost(tariff, assets, accounts))
        found += _speed(tariff, assets, accounts)
    return found


def _cost(tariff: str, assets: str, accounts: dict[str, Account]) -> Figure:
    peers = {name: one.bill for name, one in accounts.items() if name != "ours"}
    rivals = [bill for name, bill in peers.items() if name not in ("none", "rules")]
    return Figure(
        name=f"weeks_cost_{tariff}_{assets}",
        value=accounts["ours"].bill,
        unit="EUR",
        better="lower",
        goal=min(rivals, default=None),
        peers=peers,
        note="weeks of all seasons, the same forecasts for all; the goal is the cheapest peer",
    )


def _speed(tariff: str, assets: str, accounts: dict[str, Account]) -> Iterator[Figure]:
    theirs = accounts.get(f"{EMHASS}, {modes.__name__}")
    if theirs is None or not theirs.seconds:
        return
    ours, its = float(np.median(accounts["ours"].seconds)), float(np.median(theirs.seconds))
    yield Figure(
        name=f"replan_faster_than_emhass_{tariff}_{assets}",
        value=its / ours,
        unit="x",
        better="higher",
        goal=10,
        peers={f"{EMHASS}, ms": its * 1000, "ours, ms": ours * 1000},
        note="median CPU of a re-plan from the same forecasts, EMHASS warm",
    )
