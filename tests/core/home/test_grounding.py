"""What is common to all domains: who is in the home, what is shared, what needs no call."""

import pytest

from custom_components.llm_agents.core.home.grounding import ground
from custom_components.llm_agents.core.home.model import Home, State
from custom_components.llm_agents.core.language.request import Act, Action, Attribute, Reason

from .things import grounded, home_of, the_call, the_problem, thing

ON, OFF = Action.TURN_ON, Action.TURN_OFF


def test_entities_that_share_a_call_are_called_at_once() -> None:
    found = grounded(thing("switch.a", "off"), thing("switch.b", "off"), action=ON)
    assert the_call(found).entity_ids == ("switch.a", "switch.b")
    assert [expectation.entity_id for expectation in found.steps[0].expectations] == ["switch.a", "switch.b"]


def test_each_domain_has_its_own_call() -> None:
    found = grounded(thing("switch.a", "off"), thing("light.b", "off", supported_color_modes=["onoff"]), action=ON)
    assert [(step.call.domain, step.call.service) for step in found.steps] == [
        ("switch", "turn_on"),
        ("light", "turn_on"),
    ]


def test_different_data_is_not_shared() -> None:
    dim = {"supported_color_modes": ["brightness"]}
    found = grounded(
        thing("light.a", "on", brightness=51, **dim),
        thing("light.b", "on", brightness=102, **dim),
        action=Action.ADJUST,
        attribute=Attribute.BRIGHTNESS,
        value=10,
    )
    assert [step.call.data["brightness_pct"] for step in found.steps] == [30, 50]


def test_the_rest_happens_when_one_entity_cannot() -> None:
    found = grounded(thing("switch.a", "unavailable"), thing("switch.b", "off"), action=ON)
    assert [problem.reason for problem in found.problems] == [Reason.UNAVAILABLE]
    assert found.steps[0].call.entity_ids == ("switch.b",)


def test_an_entity_named_twice_is_called_once() -> None:
    act = Act(action=ON, entity_ids=("switch.a", "switch.a"))
    state = thing("switch.a", "off")
    assert the_call(ground(act, home_of(state), {"switch.a": state}.get)).entity_ids == ("switch.a",)


def test_what_is_not_in_the_home_is_no_device() -> None:
    found = ground(Act(action=ON, entity_ids=("light.secret",), words="on"), Home(version=1), dict[str, State]().get)
    problem = the_problem(found)
    assert (problem.reason, problem.entity_ids, problem.words) == (Reason.NO_SUCH_DEVICE, ("light.secret",), "on")


def test_an_act_on_nothing_is_a_problem() -> None:
    assert (
        the_problem(ground(Act(action=ON, entity_ids=()), Home(version=1), dict[str, State]().get)).reason
        is Reason.NO_SUCH_DEVICE
    )


def test_an_entity_without_a_state_is_unavailable() -> None:
    found = ground(Act(action=ON, entity_ids=("switch.a",)), home_of(thing("switch.a", "off")), dict[str, State]().get)
    assert the_problem(found).reason is Reason.UNAVAILABLE


def test_problems_name_the_device() -> None:
    problem = the_problem(grounded(thing("switch.a", "unavailable"), action=ON))
    assert problem.details["device"] == "the switch.a"


def test_a_domain_that_cannot_be_acted_on_says_so() -> None:
    problem = the_problem(grounded(thing("sensor.t", "20"), action=ON))
    assert (problem.reason, problem.details["what"]) == (Reason.CANNOT, "turn_on")


@pytest.mark.parametrize("domain", ["automation", "shell_command", "homeassistant", "group", "update"])
def test_what_an_agent_must_not_reach_has_no_call(domain: str) -> None:
    assert the_problem(grounded(thing(f"{domain}.x", "on"), action=OFF)).reason is Reason.CANNOT


def test_what_holds_already_is_not_called() -> None:
    found = grounded(thing("switch.a", "on"), action=ON)
    assert (found.steps, found.problems, found.already) == ((), (), ("switch.a",))


def test_an_assumed_state_may_be_wrong_and_is_called() -> None:
    found = grounded(thing("switch.a", "on", assumed_state=True), action=ON)
    assert the_call(found).service == "turn_on"


def test_a_group_is_called_because_a_member_may_differ() -> None:
    found = grounded(
        thing("light.all", "on", supported_color_modes=["onoff"], entity_id=["light.a", "light.b"]), action=ON
    )
    assert the_call(found).service == "turn_on"


def test_an_unknown_state_can_be_acted_on() -> None:
    assert the_call(grounded(thing("switch.a", "unknown"), action=ON)).service == "turn_on"


def test_an_unknown_state_cannot_be_toggled() -> None:
    assert the_problem(grounded(thing("switch.a", "unknown"), action=Action.TOGGLE)).reason is Reason.UNAVAILABLE


@pytest.mark.parametrize(("state", "service"), [("on", "turn_off"), ("off", "turn_on")])
def test_toggle_is_the_other_state(state: str, service: str) -> None:
    assert the_call(grounded(thing("input_boolean.a", state), action=Action.TOGGLE)).service == service
