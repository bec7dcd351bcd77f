"""Receding-horizon control: from what is measured and expected to a plan, and from the plan to what each asset does now.

Pure: the benchmarks run the same code in a simulated home as Home Assistant does in a real one. `Controller.steps` says
for which steps forecasts are wanted, a `Snapshot` holds them with what is measured, `Controller.replan` makes the plan,
`should_replan` says when that is due, and `Controller.commands` turns the plan and the latest measurement into modes.
"""

from .controller import Controller, Settings, Status
from .snapshot import Expected, Measured, Override, Snapshot
from .triggers import Planned, Reason, should_replan

__all__ = [
    "Controller",
    "Expected",
    "Measured",
    "Override",
    "Planned",
    "Reason",
    "Settings",
    "Snapshot",
    "Status",
    "should_replan",
]
