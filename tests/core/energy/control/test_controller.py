"""The controller: plans that are kept, commands that follow, and what happens when no plan is found."""

from datetime import UTC
from typing import Any

import numpy as np
import pytest

from custom_components.llm_agents.core.energy.control import Controller, Expected, Measured, Override, Settings, Status
from custom_components.llm_agents.core.energy.modes import Mode
from custom_components.llm_agents.core.energy.plan import NoPlan
from custom_components.llm_agents.core.energy.problem import BatteryState
from custom_components.llm_agents.core.energy.steps import DAY, HOUR

from .homes import BATTERY, GRID, NOW, plan, snapshot

SETTINGS = Settings(timezone=UTC)
SOON_DEAR = np.where(np.arange(24) < 1, 0.1, 0.4)


def idle(problem):
    return plan({"battery": np.zeros(24)}, {"battery": np.full(25, 5.0)})


def failing(problem):
    raise NoPlan("too late")


def controller(solve=idle) -> Controller:
    return Controller(GRID, [BATTERY], SETTINGS, solve)


def measured(soc: float, at: float = NOW) -> Measured:
    return Measured(at=at, levels={"battery": soc})


def test_steps_reach_as_far_as_prices_are_known_but_at_least_the_horizon():
    made = controller()
    assert made.steps(NOW, NOW).edges[-1] == NOW + 36 * HOUR
    assert made.steps(NOW, NOW + 2 * DAY).edges[-1] == NOW + 2 * DAY
    assert made.steps(NOW, NOW + 9 * DAY).edges[-1] == NOW + 3 * DAY


def test_a_battery_is_charged_before_it_gets_dear():
    made = controller()
    made.replan(snapshot(import_price=SOON_DEAR))
    assert made.status is Status.OK
    (command,) = made.commands(NOW, measured(0.2))
    assert command.mode is Mode.CHARGE
    assert command.power_kw == pytest.approx(BATTERY.charge_kw)


def test_a_full_battery_waits_for_the_dear_hours_and_then_covers_them():
    made = controller()
    given: dict[str, Any] = {
        "base_load": Expected(mean=np.full(24, 1.5)),
        "import_price": np.where(np.arange(24) < 4, 0.1, 0.4),
    }
    made.replan(snapshot(**given))
    assert made.commands(NOW, measured(1.0))[0].mode is Mode.HOLD
    later = NOW + 5 * HOUR
    assert made.commands(later, measured(1.0, later))[0].mode is Mode.SELF_CONSUME


def test_the_plan_of_the_solver_is_followed_with_what_is_measured():
    made = Controller(GRID, [BATTERY], Settings(timezone=UTC))
    found = made.replan(snapshot())
    assert found is made.plan
    assert found.cost > 0
    assert made.problem is not None


def test_without_any_plan_rules_act():
    made = controller(failing)
    with pytest.raises(NoPlan):
        made.replan(snapshot())
    assert made.status is Status.NO_PLAN
    assert made.commands(NOW, measured(0.5))[0].mode is Mode.SELF_CONSUME


def test_the_last_good_plan_goes_on_for_some_hours():
    answers = [idle, failing, failing]

    def solve(problem):
        return answers.pop(0)(problem)

    made = controller(solve)
    first = made.replan(snapshot())
    assert made.replan(snapshot(now=NOW + HOUR)) is first
    found = [made.status]
    with pytest.raises(NoPlan):
        made.replan(snapshot(now=NOW + 7 * HOUR))
    assert [*found, made.status] == [Status.DEGRADED, Status.NO_PLAN]


def test_a_problem_that_cannot_be_planned_leaves_the_last_plan():
    made = controller()
    first = made.replan(snapshot())

    def broken(problem):
        raise ValueError("a price is not finite")

    assert made.replan(snapshot(shapings=(broken,))) is first
    assert made.status is Status.DEGRADED


def test_an_old_plan_is_not_followed():
    made = controller()
    made.replan(snapshot())
    (command,) = made.commands(NOW + 7 * HOUR, measured(1.0, NOW + 7 * HOUR))
    assert command.mode is Mode.SELF_CONSUME


def test_a_persons_override_is_done_until_it_ends():
    made = controller()
    override = Override(asset_id="battery", mode=Mode.CHARGE, until=NOW + HOUR, power_kw=1.5)
    made.replan(snapshot(overrides=(override,)))
    (command,) = made.commands(NOW, measured(1.0))
    assert (command.mode, command.power_kw, command.until) == (Mode.CHARGE, 1.5, NOW + HOUR)
    assert made.commands(NOW + HOUR + 1, measured(1.0, NOW + HOUR + 1))[0].mode is not Mode.CHARGE


def test_a_battery_of_which_nothing_is_known_follows_the_meter():
    made = controller(lambda problem: plan({}))
    made.replan(snapshot(states={}))
    assert made.commands(NOW, Measured(at=NOW))[0].mode is Mode.SELF_CONSUME


def test_what_is_uncertain_is_provided_for_while_it_is_cheap():
    sunny = np.where(np.arange(24) < 1, 0.0, 3.0)
    given: dict[str, Any] = {"import_price": SOON_DEAR, "states": {"battery": BatteryState(soc=0.2)}}
    certain = snapshot(pv=Expected(mean=sunny), **given)
    unsure = snapshot(
        pv=Expected(mean=sunny, paths=np.array([sunny * 2, sunny * 0])),
        base_load=Expected(mean=np.ones(24), paths=np.ones((2, 24))),
        **given,
    )
    modes = []
    for known in (certain, unsure):
        made = controller()
        made.replan(known)
        modes.append(made.commands(NOW, measured(0.2))[0].mode)
    # The mean says that the sun will do; one of two ways says that it will not come, so some is bought while it is cheap.
    assert modes == [Mode.SELF_CONSUME, Mode.CHARGE]
