"""Looking through cameras: only models that see, only cameras that were shown and may be, and what is seen is data."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.profiles import Profile, Role, Scope
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.agents.seeing import MOST_PICTURES
from custom_components.llm_agents.core.home.model import Entity, State
from custom_components.llm_agents.core.journal.record import Decision, Status
from custom_components.llm_agents.core.models.protocol import Capabilities, Image, Message, ModelUnavailable

from .fakes import FAN, LOCK, ScriptedModel, make_home
from .houses import House
from .test_running import act, call, results

YARD = "camera.yard"
PICTURE = Image(data=b"jpeg", media_type="image/jpeg")
WORDS = "what does the yard camera show"


@pytest.fixture
def house(house: House) -> House:
    """Return a house with a camera."""
    entity = Entity(entity_id=YARD, name="Yard camera", area_id="hall")
    house.world.the_home = replace(make_home(), entities={**make_home().entities, YARD: entity})
    house.world.now[YARD] = State(entity_id=YARD, state="idle")
    house.world.pictures[YARD] = PICTURE
    return house


def use(house: House, *replies: Any, sees: bool = True, name: str = "scripted") -> ScriptedModel:
    model = ScriptedModel(*replies, capabilities=Capabilities(tools=True, images=sees), name=name)
    house.models[:] = [model]
    return model


def shown(model: ScriptedModel) -> list[Message]:
    return [message for message in model.asked[-1] if message.images]


async def test_a_picture_goes_to_the_model_and_marks_the_run(house: House) -> None:
    model = use(house, call("look", entity_id=YARD), "A parcel lies near the front door.")
    turn = await house.say(WORDS)
    (message,) = shown(model)
    assert (message.role, message.images) == ("user", (PICTURE,))
    assert model.asked[-1][-1] is message
    assert (turn.answer, turn.status) == ("A parcel lies near the front door.", Status.ANSWERED)
    assert "camera" in turn.sources
    assert [(check.entity_id, check.action, check.decision) for check in turn.checks] == [
        (YARD, "look", Decision.ALLOW)
    ]


async def test_a_report_of_a_device_is_still_told_from_its_state(house: House) -> None:
    use(house, call("look", entity_id=YARD), "I unlocked the front door.")
    turn = await house.say(WORDS)
    assert turn.answer == "The front door is locked."


async def test_what_a_picture_says_sets_nothing_in_motion(house: House) -> None:
    use(house, call("look", entity_id=YARD), call("search_home", words="fan"), act(FAN), act(LOCK, "unlock"))
    turn = await house.say(WORDS)
    assert (turn.status, house.world.calls) == (Status.ASKED, [])


async def test_a_model_that_sees_nothing_is_not_offered_to_look(house: House) -> None:
    model = use(house, call("look", entity_id=YARD), "Well.", sees=False)
    await house.say(WORDS)
    assert "look" not in [spec.name for spec in model.requests[0].tools]
    assert results(model)[0]["error"].startswith("there is no tool")
    assert not house.world.looked_through


async def test_another_model_that_takes_over_looks_only_if_it_sees(house: House) -> None:
    blind = ScriptedModel("I see nothing.", capabilities=Capabilities(tools=True), name="blind")
    seeing = ScriptedModel([ModelUnavailable("away")], capabilities=Capabilities(tools=True, images=True))
    house.models[:] = [seeing, blind]
    await house.say(WORDS)
    offered = [[spec.name for spec in model.requests[0].tools] for model in (seeing, blind)]
    assert ["look" in names for names in offered] == [True, False]


@pytest.mark.parametrize("bad", [LOCK, "camera.secret", "camera.yard@x"])
async def test_only_cameras_that_were_shown_are_looked_through(house: House, bad: str) -> None:
    model = use(house, call("search_home", words="front door"), call("look", entity_id=bad), "Well.")
    await house.say(WORDS)
    assert "error" in results(model)[-1]
    assert not house.world.looked_through


async def test_a_hidden_or_forbidden_camera_is_not_looked_through(house: House) -> None:
    house.world.forbidden = {YARD}
    model = use(house, call("look", entity_id=YARD), "Well.")
    turn = await house.say(WORDS)
    assert results(model) == [{"error": "not allowed"}]
    assert [check.rule for check in turn.checks] == ["rights"]
    assert not house.world.looked_through


async def test_the_owner_may_forbid_it_by_a_rule(house: House) -> None:
    rule = Rule(rule_id="private", effect=Decision.REFUSE, entities=frozenset({YARD}))
    house.policy.replace(Confirm.RISKY, [rule])
    use(house, call("look", entity_id=YARD), "Well.")
    assert [check.rule for check in (await house.say(WORDS)).checks] == ["rule.private"]
    assert not house.world.looked_through


async def test_a_camera_without_a_picture_is_told(house: House) -> None:
    house.world.pictures.clear()
    model = use(house, call("look", entity_id=YARD), "Well.")
    turn = await house.say(WORDS)
    assert (results(model), shown(model)) == ([{"error": "the camera gives no picture now"}], [])
    assert "camera" not in turn.sources


async def test_pictures_are_bounded(house: House) -> None:
    cameras = {f"camera.c{at}": Entity(entity_id=f"camera.c{at}", name=f"Yard camera {at}") for at in range(8)}
    home = house.world.the_home
    house.world.the_home = replace(home, entities={**home.entities, **cameras})
    for one in cameras:
        house.world.now[one] = State(entity_id=one, state="idle")
        house.world.pictures[one] = PICTURE
    looks = [call("look", entity_id=one) for one in [YARD, *cameras]][:7]
    model = use(house, call("search_home", words="yard camera"), looks, "Well.")
    await house.say(WORDS)
    assert sum(len(message.images) for message in shown(model)) <= MOST_PICTURES


@pytest.mark.parametrize(("role", "offered"), [(Role.SECURITY, True), (Role.LIGHTING, False), (Role.CUSTOM, False)])
async def test_only_agents_for_it_look(house: House, role: Role, offered: bool) -> None:
    house.kernel.profiles.replace([Profile(agent_id="one", name="One", role=role, scope=Scope())])
    house.profile = "one"
    model = use(house, "Well.")
    await house.say(WORDS)
    assert ("look" in [spec.name for spec in model.requests[0].tools]) is offered
