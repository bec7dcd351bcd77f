"""The solver's instance is used again and again; its limit of time is that of one plan."""

import numpy as np

from custom_components.llm_agents.core.energy.planning import Options, solve
from custom_components.llm_agents.core.energy.planning.solver import _instance
from custom_components.llm_agents.core.energy.problem import BatteryState

from ..control.homes import BATTERY, problem


def test_time_that_earlier_plans_took_is_not_counted_again():
    asked = problem({"battery": BatteryState(soc=0.5)}, assets=(BATTERY,))
    limit = 0.25
    before = _instance().getRunTime()
    while _instance().getRunTime() < before + limit + 0.05:
        solve(asked)
    assert np.isfinite(solve(asked, Options(time_limit=limit)).cost)
