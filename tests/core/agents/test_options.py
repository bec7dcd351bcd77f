"""The legal calls on a group: what any of its devices can do, on all of them."""

from typing import Any

import pytest

from custom_components.llm_agents.core.agents.options import Options
from custom_components.llm_agents.core.agents.shortlist import Group, Shortlist
from custom_components.llm_agents.core.language.request import Act, Action, Attribute, Question

from .fakes import BLIND, CEILING, FAN, LAMP, make_home, make_states

GROUP = Group(group_id="light@kitchen", entity_ids=(LAMP, CEILING), place="Kitchen")


def options(*, may_read: bool = True) -> Options:
    home, states = make_home(), make_states()
    shown = Shortlist(entities=(home.entities[LAMP], home.entities[BLIND]), groups=(GROUP,))
    return Options(shown, home, states.get, may_read=may_read)


def chosen(action: str, **more: Any) -> dict[str, Any]:
    return {"action": action, "entity_id": "light@kitchen", **more}


def test_a_group_is_called_as_all_its_devices() -> None:
    assert options().read(chosen("turn_on"), "x") == Act(action=Action.TURN_ON, entity_ids=(LAMP, CEILING), words="x")


def test_a_value_is_for_all_of_them() -> None:
    act = options().read(chosen("set", attribute="brightness", value=40), "x")
    assert isinstance(act, Act)
    assert (act.entity_ids, act.attribute, act.value) == ((LAMP, CEILING), Attribute.BRIGHTNESS, 40)


@pytest.mark.parametrize(
    "call",
    [
        chosen("open"),
        chosen("unlock"),
        chosen("set", attribute="brightness", value=101),
        chosen("read"),
        {"action": "turn_on", "entity_id": "light@home"},
        {"action": "turn_on", "entity_id": CEILING},
        {"action": "turn_on", "entity_id": FAN},
        {"action": "turn_on", "entity_id": ["light@kitchen"]},
        {"action": "turn_on", "entity_id": None},
        {"action": "turn_on"},
        "turn_on",
    ],
)
def test_what_is_not_offered_is_not_read(call: Any) -> None:
    assert options().read(call, "x") is None


def test_the_schema_offers_a_group_once_a_call() -> None:
    offered = [call["properties"] for call in options().schema()]
    on = next(call for call in offered if call["action"]["enum"] == ["turn_on"])
    assert on["entity_id"]["enum"] == ["light@kitchen", LAMP]


def test_states_are_read_of_devices_alone_and_only_where_that_is_allowed() -> None:
    assert isinstance(options().read({"action": "read", "entity_id": LAMP}, "x"), Question)
    assert options(may_read=False).read({"action": "read", "entity_id": LAMP}, "x") is None


def test_the_schema_comes_in_the_same_order_each_time() -> None:
    assert options().schema() == options().schema()
