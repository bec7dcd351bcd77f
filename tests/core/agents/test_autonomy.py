"""How far agents go by themselves, and for whom, through the whole kernel."""

import pytest

from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.agents.profiles import ORCHESTRATOR_ID, Autonomy, Profile, Role, Scope
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.language.request import Act, Action, PlatformIntent, Talk, TalkRequest

from .fakes import BLIND, LAMP, SENSOR
from .houses import House

LIGHT = Act(action=Action.TURN_ON, entity_ids=(LAMP,))
ADD = PlatformIntent(intent="HassListAddItem", slots={"item": "milk"})


def become(house: House, **changes: object) -> None:
    profile = Profile(agent_id=ORCHESTRATOR_ID, name="", role=Role.ORCHESTRATOR, **changes)  # type: ignore[arg-type]
    house.kernel.profiles.replace([profile])


async def test_an_observing_agent_does_nothing_whatever_is_said(house: House) -> None:
    become(house, autonomy=Autonomy.OBSERVE)
    turn = await house.say("light", LIGHT)
    assert (turn.status, [check.rule for check in turn.checks]) == (Status.REFUSED, ["autonomy.observe"])
    assert not house.world.calls


@pytest.mark.parametrize(
    ("level", "status"),
    [(Autonomy.OBSERVE, Status.REFUSED), (Autonomy.SUGGEST, Status.ASKED), (Autonomy.ASK, Status.ASKED)],
)
async def test_an_agent_that_does_not_act_changes_no_list(house: House, level: Autonomy, status: Status) -> None:
    become(house, autonomy=level)
    house.world.replies = {}  # an intent that is called would raise
    turn = await house.say("add milk", ADD)
    assert (turn.status, [check.rule for check in turn.checks]) == (status, [f"autonomy.{level.value}"])


async def test_an_agent_that_acts_changes_a_list(house: House) -> None:
    house.world.replies = {"HassListAddItem": IntentReply(ok=True, speech="Added.")}
    assert (await house.say("add milk", ADD)).answer == "Added."


@pytest.mark.parametrize("level", [Autonomy.SUGGEST, Autonomy.ASK])
async def test_what_an_agent_suggests_or_asks_is_done_after_a_yes(house: House, level: Autonomy) -> None:
    become(house, autonomy=level)
    asked = await house.say("light", LIGHT)
    assert (asked.status, [check.rule for check in asked.checks]) == (Status.ASKED, [f"autonomy.{level.value}"])
    done = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert [check.rule for check in done.checks] == [f"autonomy.{level.value}.confirmed"]
    assert house.world.now[LAMP].state == "on"


async def test_an_agent_stays_in_its_scope(house: House) -> None:
    become(house, scope=Scope(domains=frozenset({"light"})))
    turn = await house.say("blind", Act(action=Action.OPEN, entity_ids=(BLIND,)))
    assert [check.rule for check in turn.checks] == ["scope"]
    assert (await house.say("light", LIGHT)).status is Status.DONE


async def test_an_agent_that_is_for_others_does_not_listen(house: House) -> None:
    become(house, users=frozenset({"ben"}))
    turn = await house.say("light", LIGHT)
    assert turn.answer == "I am here for others in this home only."
    assert not house.world.calls


async def test_why_tells_the_rule_in_words(house: House) -> None:
    become(house, autonomy=Autonomy.ASK)
    turn = await house.say("light", LIGHT)
    told = await house.kernel.explain(turn.turn_id, "en")
    assert "this agent asks before it acts" in told
    assert SENSOR not in told
