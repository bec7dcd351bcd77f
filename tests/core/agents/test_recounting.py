"""Why, from the journal: with the agent, the sources, the memory and the conflicts that led to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.llm_agents.core.agents.profiles import Profile, Role
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.journal.record import Layer, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Talk, TalkRequest
from custom_components.llm_agents.core.memory.facts import Draft, Evidence, FactKind, How

from .fakes import FAN, LAMP
from .houses import House

LAMP_ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp on")
FAN_ON = Act(action=Action.TURN_ON, entity_ids=(FAN,), words="fan on")


@pytest.fixture(autouse=True)
def agents(house: House) -> None:
    house.kernel.profiles.replace(
        [
            Profile(agent_id="comfort", name="Comfort", role=Role.COMFORT),
            Profile(agent_id="energy", name="Saver", role=Role.ENERGY),
        ]
    )


async def kept(house: House, turn: Turn) -> Turn:
    await house.journal.append(turn)
    return turn


async def why(house: House, turn: Turn) -> str:
    return await house.kernel.explain(turn.turn_id, "en")


async def test_the_agent_is_named_and_the_one_spoken_to_is_not(house: House) -> None:
    done = await house.say("on", LAMP_ON)
    assert "agent" not in await why(house, done)
    other = await kept(house, replace(done, turn_id="T2", profile="comfort"))
    assert "The agent Comfort served it." in await why(house, other)


async def test_the_model_and_what_it_read_are_named(house: House) -> None:
    done = await house.say("on", LAMP_ON)
    read = replace(done, turn_id="T2", layer=Layer.OTHER, model="Gemma", sources=("calendar", "web", "person", "novel"))
    told = await why(house, await kept(house, read))
    assert "The model Gemma read it. For it I read calendars and the web." in told


async def test_the_memory_that_was_used_is_told_word_by_word(house: House) -> None:
    evidence = Evidence(how=How.WORDS, words="w")
    fact = await house.kernel.memory.learn(
        Draft(kind=FactKind.FACT, text="Anna likes it bright", evidence=evidence, user_id="anna")
    )
    done = await house.say("on", LAMP_ON)
    used = await kept(house, replace(done, turn_id="T2", memories=(fact.fact_id,)))
    assert "I remembered: Anna likes it bright." in await why(house, used)
    await house.kernel.memory.forget(fact.fact_id, "anna")
    told = await why(house, used)
    assert "likes it bright" not in told
    assert "I used something that is forgotten since." in told


async def test_the_memory_of_another_person_is_never_told(house: House) -> None:
    evidence = Evidence(how=How.WORDS, words="w")
    fact = await house.kernel.memory.learn(
        Draft(kind=FactKind.FACT, text="Ben sleeps badly", evidence=evidence, user_id="ben")
    )
    done = await house.say("on", LAMP_ON)
    used = await kept(house, replace(done, turn_id="T2", memories=(fact.fact_id,)))
    assert "sleeps badly" not in await why(house, used)


async def test_who_lost_is_named(house: House) -> None:
    done = await house.say("on", LAMP_ON)
    lost = {"winner": "person", "loser": "energy", "action": "turn_off"}
    at = done.at
    await house.journal.record(Event(kind=Kind.CONFLICT_DECIDED, subject=LAMP, at=at, agent="energy", data=lost))
    assert "About the kitchen lamp, Saver wanted the opposite and was overruled." in await why(house, done)


@pytest.mark.parametrize(
    ("subject", "minutes", "data"),
    [
        (FAN, 0, {"winner": "person", "loser": "energy"}),
        (LAMP, 9, {"winner": "person", "loser": "energy"}),
        (LAMP, -9, {"winner": "person", "loser": "energy"}),
        (LAMP, 0, {"winner": "comfort", "loser": "energy"}),
        (LAMP, 0, {}),
    ],
)
async def test_a_conflict_of_something_else_is_not_told(
    house: House, subject: str, minutes: int, data: dict[str, str]
) -> None:
    done = await house.say("on", LAMP_ON)
    at = (house.clock.now() + timedelta(minutes=minutes)).isoformat()
    await house.journal.record(Event(kind=Kind.CONFLICT_DECIDED, subject=subject, at=at, data=data))
    assert "overruled" not in await why(house, done)


async def test_what_was_delegated_is_told_with_who_did_it_and_what_it_changed(house: House) -> None:
    asked = await house.say("hello")
    done = [await house.say(act.words, act, conversation=act.words) for act in (LAMP_ON, FAN_ON)]
    for name, part in zip(("comfort", "energy"), done, strict=True):
        await kept(house, replace(part, turn_id=name, profile=name, parent="P"))
    told = await why(house, await kept(house, replace(asked, turn_id="P")))
    assert "It was done by Comfort and Saver." in told
    assert "The kitchen lamp went from off to on, read back. The fan went from off to on, read back." in told


async def test_what_other_agents_did_is_told_with_their_names(house: House) -> None:
    done = await house.say("on", LAMP_ON)
    await house.journal.erase("anna")
    await kept(house, replace(done, profile="comfort"))
    turn = await house.say("what did you do", TalkRequest(talk=Talk.WHAT_DID_YOU_DO))
    assert turn.answer == "At 09:00, by Comfort: the kitchen lamp from off to on."
