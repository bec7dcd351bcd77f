"""When a new plan is due."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.control import Measured, Planned, Reason, should_replan
from custom_components.llm_agents.core.energy.control.triggers import Present
from custom_components.llm_agents.core.energy.steps import HOUR, MINUTE

from .homes import NOW, plan

MADE = Planned(
    plan=plan(
        {"battery": np.zeros(24), "zone": np.zeros(24)}, {"battery": np.full(25, 5.0), "zone": np.full(25, 20.0)}
    ),
    prices_until=NOW + 20 * HOUR,
    forecast_at=NOW,
    wishes=1,
    plugged=frozenset({"vehicle"}),
    capacities={"battery": 10.0},
)


def present(minutes: float, levels=None, **changes) -> tuple[float, Present]:
    now = NOW + minutes * MINUTE
    measured = Measured(at=now, levels=levels or {"battery": 0.5}, plugged=frozenset({"vehicle"}))
    given: dict[str, Any] = {"prices_until": NOW + 20 * HOUR, "forecast_at": NOW, "wishes": 1, "measured": measured}
    return now, Present(**(given | changes))


def test_the_first_plan_is_always_due():
    assert should_replan(None, *present(0)) is Reason.FIRST


def test_a_plan_holds_while_nothing_happens():
    assert should_replan(MADE, *present(15)) is None


@pytest.mark.parametrize(
    ("minutes", "changes", "reason"),
    [
        (0.1, {"wishes": 2}, Reason.WISH),
        (5, {"prices_until": NOW + 44 * HOUR}, Reason.PRICES),
        (5, {"forecast_at": NOW + 60}, Reason.FORECAST),
        (31, {}, Reason.REGULAR),
        (15, {"levels": {"battery": 0.6}}, Reason.DEVIATION),
        (15, {"levels": {"zone": 21.0}}, Reason.DEVIATION),
    ],
)
def test_what_makes_a_new_plan_due(minutes, changes, reason):
    assert should_replan(MADE, *present(minutes, **changes)) is reason


def test_a_vehicle_that_leaves_makes_a_new_plan_due_at_once():
    now, here = present(0.1)
    assert should_replan(MADE, now, replace(here, measured=Measured(at=now))) is Reason.ASSET


def test_prices_and_deviations_wait_a_little():
    assert should_replan(MADE, *present(1, prices_until=NOW + 44 * HOUR)) is None
    assert should_replan(MADE, *present(5, levels={"battery": 0.7})) is None


def test_a_plan_that_has_run_out_is_renewed():
    old = replace(MADE, plan=replace(MADE.plan, made_at=NOW + 24.6 * HOUR))
    assert should_replan(old, *present(25 * 60)) is Reason.DEVIATION
