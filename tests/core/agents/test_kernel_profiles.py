"""Agents as profiles: who serves a turn, whom it serves, with which models."""

from dataclasses import replace

from custom_components.llm_agents.core.agents.profiles import Profile, Role
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.language.moments import When
from custom_components.llm_agents.core.language.outcome import Remark
from custom_components.llm_agents.core.language.request import Act, Action, Scheduled, Talk, TalkRequest
from custom_components.llm_agents.core.models.router import Choice

from .fakes import LAMP, LOCK, ScriptedModel, act_reply
from .houses import House

TURN_ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,))
LIGHTING = Profile(agent_id="lighting", name="Lights", role=Role.LIGHTING)


def say(house: House, profile: Profile) -> None:
    house.kernel.profiles.replace([profile])
    house.profile = profile.agent_id


async def test_the_orchestrator_serves_who_names_no_agent(house: House) -> None:
    turn = await house.say("lamp", TURN_ON)
    assert (turn.profile, (await house.journaled(turn)).profile) == ("orchestrator", "orchestrator")


async def test_a_turn_and_its_answers_tell_the_agent(house: House) -> None:
    say(house, LIGHTING)
    asked = await house.say("open", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    house.profile = "orchestrator"
    yes = await house.kernel.approve(asked.turn_id, asked.asker)
    assert (asked.profile, yes.profile, yes.status) == ("lighting", "lighting", Status.DONE)


async def test_what_is_planned_is_done_by_the_agent_that_planned_it(house: House) -> None:
    house.kernel.start()
    say(house, LIGHTING)
    await house.say("later", Scheduled(requests=(TURN_ON,), when=When(seconds=60)))
    await house.pass_time(seconds=61)
    turns = await house.turns()
    assert [turn.profile for turn in turns] == ["lighting", "lighting"]
    assert house.world.now[LAMP].state == "on"


async def test_an_agent_for_some_people_serves_no_others(house: House) -> None:
    say(house, replace(LIGHTING, users=frozenset({"ben"})))
    turn = await house.say("lamp", TURN_ON)
    assert (turn.status, turn.answer) == (Status.REFUSED, "I am here for others in this home only.")
    assert house.world.calls == []


async def test_an_agent_does_not_answer_in_a_language_that_is_not_its_own(house: House) -> None:
    say(house, replace(LIGHTING, languages=frozenset({"de"})))
    turn = await house.say("lamp", TURN_ON)
    assert (turn.status, turn.answer) == (Status.REFUSED, "I do not speak that language here.")
    say(house, replace(LIGHTING, languages=frozenset({"en"})))
    assert (await house.say("lamp", TURN_ON)).status is Status.DONE


async def test_a_router_chooses_the_models_of_the_agent(house: House) -> None:
    model = ScriptedModel(act_reply({"action": "turn_on", "entity_id": LAMP}))
    asked: list[str] = []

    class Router:
        def choose(self, profile: Profile, conversation_id: str = "") -> Choice:
            asked.append(f"{profile.agent_id} {conversation_id}")
            return Choice(models=[model], instructions="", remark=Remark.BUDGET_LOCAL)

    say(house, LIGHTING)
    house.kernel.company.router = Router()
    turn = await house.say("it is dark near the kitchen lamp")
    assert (turn.model, asked) == ("scripted", ["lighting c1"])


async def test_an_agent_that_is_gone_gives_its_open_question_to_the_orchestrator(house: House) -> None:
    say(house, LIGHTING)
    await house.say("open", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    house.kernel.profiles.replace([])
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert (yes.profile, yes.status) == ("orchestrator", Status.DONE)
