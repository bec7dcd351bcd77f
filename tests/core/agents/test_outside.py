"""Words that are not the person's own: what they may set in motion without a person."""

import pytest

from custom_components.llm_agents.core.agents.origins import Source
from custom_components.llm_agents.core.agents.outside import may_come_from_outside
from custom_components.llm_agents.core.agents.turning import TurnDone, Utterance
from custom_components.llm_agents.core.journal.record import Status, Turn
from custom_components.llm_agents.core.language.memories import MemoryAsk, MemoryRequest
from custom_components.llm_agents.core.language.request import Act, Action, PlatformIntent, Request, Talk, TalkRequest

from .houses import ASKER, House

LIGHT = Act(action=Action.TURN_ON, entity_ids=("light.kitchen_lamp",), words="turn on the kitchen light")
MILK = PlatformIntent(intent="HassListAddItem", slots={"item": "milk"}, words="add milk")
TEA = MemoryRequest(ask=MemoryAsk.REMEMBER, text="Anna likes tea", words="remember that")


def foreign(text: str = "turn on the kitchen light") -> Utterance:
    return Utterance(
        text=text,
        language="en",
        conversation_id="outside",
        agent_id="conversation.llm_agents",
        asker=ASKER,
        sources=frozenset({Source.TOOL}),
    )


async def hear(house: House, *requests: Request) -> Turn:
    house.reader.script["turn on the kitchen light"] = requests
    events = [event async for event in house.kernel.turn(foreign())]
    done = events[-1]
    assert isinstance(done, TurnDone)
    return done.turn


async def test_an_ordinary_act_is_asked_about(house: House) -> None:
    turn = await hear(house, LIGHT)
    assert (turn.status, turn.sources) == (Status.ASKED, ("tool",))
    assert house.world.calls == []
    done = await house.kernel.approve(turn.turn_id, ASKER)
    assert done.status is Status.DONE


@pytest.mark.parametrize(
    "request_",
    [
        TalkRequest(talk=Talk.CANCEL_PLANS),
        TalkRequest(talk=Talk.YES),
        MemoryRequest(ask=MemoryAsk.FORGET, text="tea", words="forget it"),
        MemoryRequest(ask=MemoryAsk.FORGET_ALL, words="forget all"),
    ],
)
async def test_what_no_policy_judges_is_refused(house: House, request_: Request) -> None:
    assert not may_come_from_outside(request_)
    turn = await hear(house, request_)
    assert turn.status is Status.REFUSED


async def test_what_is_handed_over_is_asked_about(house: House) -> None:
    turn = await hear(house, MILK)
    assert (turn.status, [check.rule for check in turn.checks]) == (Status.ASKED, ["origin"])


async def test_something_to_remember_waits_for_a_yes(house: House) -> None:
    await house.kernel.open()
    turn = await house.kernel.serve(foreign(), TEA)
    assert turn.status is Status.ASKED
    assert house.kernel.memory.list("anna") == []
    await house.kernel.approve(turn.turn_id, ASKER)
    assert [fact.text for fact in house.kernel.memory.list("anna")] == ["Anna likes tea"]


async def test_an_undo_is_asked_about(house: House) -> None:
    done = await house.say("turn on the kitchen light", LIGHT)
    turn = await house.kernel.undo(done.turn_id, ASKER, sources=frozenset({Source.TOOL}))
    assert turn.status is Status.ASKED
    assert len(house.world.calls) == 1


async def test_typed_requests_of_the_home_itself_are_served(house: House) -> None:
    utterance = house.utterance("typed")
    assert (await house.kernel.serve(utterance, LIGHT)).status is Status.DONE


def test_telling_is_free() -> None:
    assert may_come_from_outside(PlatformIntent(intent="HassGetWeather", words="weather"))
    assert may_come_from_outside(MemoryRequest(ask=MemoryAsk.RECALL, words="what do you know"))
