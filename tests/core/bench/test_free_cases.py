"""The sentences that name no act or no device: each can be judged, and each is still to be done where it means something."""

from dataclasses import replace

import pytest

from bench.free.cases import FreeCase, Wanted, free_cases
from custom_components.llm_agents.core.home.grounding import ground
from custom_components.llm_agents.core.language.request import Act, Action, Attribute

CASES = [*free_cases(), *free_cases(part="fresh")]


def act_of(wanted: Wanted, case: FreeCase) -> Act:
    attribute = Attribute(wanted.attribute[:-1]) if wanted.attribute else None
    value = None if attribute is None else 1 if wanted.attribute.endswith("+") else -1
    entity_ids = tuple(sorted(wanted.entity_ids(case.home)))
    return Act(action=Action(wanted.action), entity_ids=entity_ids, attribute=attribute, value=value)


def test_there_are_enough_of_them_in_every_language() -> None:
    assert len(CASES) >= 160
    assert len({case.language for case in CASES}) == 9
    assert sum(case.language != "en" for case in CASES) >= 40
    assert sum(not case.wanted for case in CASES) >= 30


@pytest.mark.parametrize("case", [case for case in CASES if case.wanted], ids=lambda case: case.text)
def test_what_is_wanted_would_change_something(case: FreeCase) -> None:
    act = act_of(case.wanted[0], case)
    assert case.is_right(act)
    assert ground(act, case.home, case.states.get).steps


def test_another_act_is_not_right() -> None:
    case = next(case for case in CASES if case.wanted and case.wanted[0].action == "turn_on")
    act = act_of(case.wanted[0], case)
    assert not case.is_right(replace(act, action=Action.TURN_OFF))
    assert not case.is_right(replace(act, entity_ids=(*act.entity_ids, "light.garage", "lock.front_door")))
    assert not case.is_right(replace(act, entity_ids=()))


def test_the_direction_counts() -> None:
    wanted = Wanted.of("adjust temperature+ climate.office")
    case = next(case for case in CASES if wanted in case.wanted)
    warmer = act_of(wanted, case)
    assert case.is_right(warmer)
    assert not case.is_right(replace(warmer, value=-1))
    assert not case.is_right(replace(warmer, attribute=Attribute.HUMIDITY))
