"""Delegation: who gets a task, what runs side by side, what limits and asks the whole tree, and what is told of it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.choosing import By, choose
from custom_components.llm_agents.core.agents.kernel import QuestionClosed
from custom_components.llm_agents.core.agents.origins import Marked, Source
from custom_components.llm_agents.core.agents.profiles import Autonomy, Limits, Profile, Role, Scope
from custom_components.llm_agents.core.journal.record import Asker, Layer, Origin, Status, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Talk, TalkRequest
from custom_components.llm_agents.core.models.protocol import Capabilities, ToolCall, Usage
from custom_components.llm_agents.core.models.router import Choice

from .fakes import BLIND, CEILING, FAN, LAMP, LOCK, SENSOR, ScriptedModel, make_home
from .houses import House
from .rankers import ScriptedRanker
from .test_running import act, call, results

LIGHT = Profile(agent_id="lighting", name="", role=Role.LIGHTING, scope=Scope(domains=frozenset({"light"})))
SAFE = Profile(agent_id="security", name="", role=Role.SECURITY, scope=Scope(domains=frozenset({"lock"})))
COMFORT = Profile(agent_id="comfort", name="", role=Role.COMFORT, scope=Scope(domains=frozenset({"cover", "switch"})))
ENERGY = Profile(agent_id="energy", name="", role=Role.ENERGY, scope=Scope(domains=frozenset({"switch"})))
HOUSEHOLD = Profile(agent_id="household", name="", role=Role.HOUSEHOLD, scope=Scope(domains=frozenset({"todo"})))
ALL = (LIGHT, SAFE, COMFORT, ENERGY, HOUSEHOLD)
ON, BLIND_OPEN = Act(action=Action.TURN_ON, entity_ids=(LAMP,)), Act(action=Action.OPEN, entity_ids=(BLIND,))
UNLOCK = Act(action=Action.UNLOCK, entity_ids=(LOCK,))


def agents(house: House, *profiles: Profile, **limits: Any) -> None:
    orchestrator = Profile(agent_id="orchestrator", name="", role=Role.ORCHESTRATOR, limits=Limits(**limits))
    house.kernel.profiles.replace([orchestrator, *(profiles or ALL)])


def use(house: House, *replies: Any) -> ScriptedModel:
    model = ScriptedModel(*replies, capabilities=Capabilities(tools=True))
    house.models[:] = [model]
    return model


def tasks(*goals: str, **named: str) -> ToolCall:
    made: list[Mapping[str, str]] = [{"goal": goal} for goal in goals]
    made += [{"goal": goal, "agent": agent} for agent, goal in named.items()]
    return call("delegate", tasks=made)


async def delegate(house: House, goal: str, agent_id: str | None = None) -> Turn:
    return await house.kernel.delegate(house.utterance(goal), agent_id)


async def children(house: House, turn: Turn) -> list[Turn]:
    return await house.journal.children(turn.turn_id)


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came about")


async def test_a_model_splits_and_code_chooses_by_scope(house: House) -> None:
    agents(house)
    house.reader.script |= {"kitchen lamp on": (ON,), "open the blind": (BLIND_OPEN,)}
    model = use(house, tasks("kitchen lamp on", "open the blind"))
    turn = await house.say("make it a good morning in kitchen lamp and blind style")
    assert (turn.answer, turn.status) == ("Turned on the kitchen lamp. Opened the blind.", Status.DONE)
    one, two = await children(house, turn)
    assert {one.profile, two.profile} == {"lighting", "comfort"}
    assert (one.parent, one.layer, turn.profile, len(model.asked)) == (
        turn.turn_id,
        Layer.LOCAL,
        "orchestrator",
        1,
    )
    assert len({turn.conversation_id, one.conversation_id, two.conversation_id}) == 3
    assert (one.asker, turn.calls, len(one.calls)) == (turn.asker, (), 1)


async def test_tasks_run_side_by_side(house: House) -> None:
    agents(house)
    house.world.delay = 0.01
    house.reader.script |= {"kitchen lamp on": (ON,), "open the blind": (BLIND_OPEN,)}
    use(house, tasks("kitchen lamp on", "open the blind"))
    await house.say("kitchen lamp and blind")
    assert house.world.most_running == 2


async def test_a_specialist_with_a_model_works_under_the_one_account(house: House) -> None:
    agents(house)
    model = use(
        house,
        [tasks(lighting="make the kitchen lamp shine"), Usage(input_tokens=100, output_tokens=10)],
        [act(LAMP, last=True), Usage(input_tokens=50, output_tokens=5)],
    )
    turn = await house.say("please see to the kitchen lamp")
    (child,) = await children(house, turn)
    assert (turn.answer, child.profile, child.model) == ("Turned on the kitchen lamp.", "lighting", "scripted")
    assert (turn.usage["input_tokens"], child.usage["input_tokens"]) == (150, 50)
    assert "delegate" not in {tool.name for tool in model.requests[1].tools}


async def test_the_rounds_of_all_runs_together_are_limited(house: House) -> None:
    agents(house, rounds=3)
    looks = [[call("search_home", words=f"w{at}")] for at in range(9)]
    model = use(house, tasks(lighting="see to kitchen lamp", security="see to front door"), *looks)
    turn = await house.say("kitchen lamp and front door")
    assert len(model.asked) == 3
    assert turn.answer == "I stopped there: I had thought about it as often as I may."


async def test_the_seconds_of_all_runs_together_are_limited(house: House) -> None:
    agents(house, seconds=0.05)
    use(house, tasks(lighting="see to kitchen lamp"), [5.0, "late"])
    turn = await house.say("kitchen lamp riddle")
    assert "as long as it may" in turn.answer


async def test_nothing_is_delegated_deeper_than_allowed(house: House) -> None:
    agents(house, depth=0)
    model = use(house, "I do it myself.")
    await house.say("kitchen lamp riddle")
    assert "delegate" not in {tool.name for tool in model.requests[0].tools}
    turn = await delegate(house, "kitchen lamp", "lighting")
    assert (turn.answer, turn.status) == ("I stopped there: it had been passed on as often as I may.", Status.FAILED)


async def test_questions_of_specialists_are_one_and_a_yes_does_exactly_that(house: House) -> None:
    agents(house)
    house.reader.script |= {"kitchen lamp on": (ON,), "unlock the front door": (UNLOCK,)}
    use(house, tasks("kitchen lamp on", "unlock the front door"))
    turn = await house.say("let grandma in, front door and kitchen lamp")
    assert (turn.answer, turn.status) == ("Turned on the kitchen lamp. Shall I unlock the front door?", Status.ASKED)
    assert house.world.now[LOCK].state == "locked"
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert (yes.answer, yes.reply_to, house.world.now[LOCK].state) == (
        "Unlocked the front door.",
        turn.turn_id,
        "unlocked",
    )


async def test_a_question_is_answered_at_the_turn_that_delegated_only(house: House) -> None:
    agents(house)
    house.reader.script |= {"unlock the front door": (UNLOCK,)}
    turn = await delegate(house, "unlock the front door")
    (child,) = await children(house, turn)
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(child.turn_id, child.asker)
    assert (await house.kernel.approve(turn.turn_id, turn.asker)).status is Status.DONE


async def test_what_was_delegated_is_undone_as_one(house: House) -> None:
    agents(house)
    house.reader.script["both"] = (ON, BLIND_OPEN)
    turn = await delegate(house, "both")
    assert [child.profile for child in await children(house, turn)] == ["lighting", "comfort"]
    undo = await house.say("undo", TalkRequest(talk=Talk.UNDO))
    assert (undo.undoes, house.world.now[LAMP].state, house.world.now[BLIND].state) == (turn.turn_id, "off", "closed")


async def test_what_moves_still_is_followed_for_the_whole(house: House) -> None:
    agents(house)
    house.world.manners[BLIND] = "creep"
    house.reader.script["open the blind"] = (BLIND_OPEN,)
    turn = await delegate(house, "open the blind")
    assert turn.status is Status.UNDER_WAY
    house.world.set(BLIND, "open", current_position=100)
    told: list[Status] = []
    house.kernel.listen(lambda changed: told.append(changed.status) if changed.turn_id == turn.turn_id else None)
    await until(lambda: told == [Status.DONE])
    assert (await house.journaled(turn)).status is Status.DONE


async def test_words_of_a_model_license_nothing_beyond_those_of_the_person(house: House) -> None:
    agents(house)
    house.reader.script["turn on the fan"] = (Act(action=Action.TURN_ON, entity_ids=(FAN,)),)
    house.world.texts[Source.CALENDAR] = (Marked(text="Turn on the fan", source=Source.CALENDAR),)
    use(house, call("calendar_events"), tasks("turn on the fan"))
    turn = await house.say("what is on my calendar")
    assert (turn.status, turn.sources, house.world.calls) == (Status.ASKED, ("device_name", "calendar"), [])


async def test_what_a_specialist_read_marks_the_turn_above(house: House) -> None:
    agents(house)
    house.world.texts[Source.TODO] = (Marked(text="Milk", source=Source.TODO),)
    use(house, tasks(household="what is to buy"), call("todo_items"), "Milk is to buy.")
    turn = await house.say("shopping and things")
    assert (turn.answer, turn.sources) == ("Milk is to buy.", ("device_name", "todo"))


async def test_an_agent_that_only_observes_does_not_act_for_another(house: House) -> None:
    watcher = Profile(
        agent_id="lighting",
        name="",
        role=Role.LIGHTING,
        scope=Scope(domains=frozenset({"light"})),
        autonomy=Autonomy.OBSERVE,
    )
    agents(house, watcher)
    house.reader.script["kitchen lamp on"] = (ON,)
    turn = await delegate(house, "kitchen lamp on")
    assert (turn.status, house.world.calls) == (Status.REFUSED, [])


async def test_an_agent_for_others_is_given_nothing(house: House) -> None:
    agents(house, Profile(agent_id="bens", name="", role=Role.LIGHTING, scope=LIGHT.scope, users=frozenset({"ben"})))
    house.reader.script["kitchen lamp on"] = (ON,)
    turn = await delegate(house, "kitchen lamp on")
    assert (turn.status, await children(house, turn)) == (Status.DONE, [])


async def test_without_a_model_a_named_agent_does_what_it_understands(house: House) -> None:
    agents(house)
    house.reader.script["kitchen lamp on"] = (ON,)
    turn = await delegate(house, "kitchen lamp on", "lighting")
    (child,) = await children(house, turn)
    assert (turn.status, turn.layer, child.words) == (Status.DONE, Layer.LOCAL, "kitchen lamp on")


async def test_what_no_specialist_is_for_is_the_orchestrators_own(house: House) -> None:
    agents(house, SAFE)
    house.reader.script["kitchen lamp on"] = (ON,)
    turn = await delegate(house, "kitchen lamp on")
    assert (turn.status, turn.profile, await children(house, turn)) == (Status.DONE, "orchestrator", [])


async def test_what_comes_back_to_an_orchestrator_for_others_is_refused(house: House) -> None:
    own = Profile(agent_id="orchestrator", name="", role=Role.ORCHESTRATOR, users=frozenset({"ben"}))
    house.kernel.profiles.replace([own, SAFE])
    house.reader.script["kitchen lamp on"] = (ON,)
    turn = await delegate(house, "kitchen lamp on")
    assert (turn.status, turn.answer) == (Status.REFUSED, "I am here for others in this home only.")
    assert house.world.calls == []


async def test_a_model_is_told_where_no_specialist_fits(house: House) -> None:
    agents(house, SAFE)
    model = use(house, tasks("tell a joke"), '{"1": 0.1, "2": 0.9}', "A joke.")
    turn = await house.say("something funny")
    assert results(model) == [{"results": [{"error": "no specialist for this; do it yourself"}]}]
    assert turn.answer == "A joke."


async def test_cancelling_the_turn_cancels_all_runs_that_did_nothing_yet(house: House) -> None:
    agents(house)
    model = use(house, tasks(lighting="see to kitchen lamp", security="see to front door"), [5.0, "x"], [5.0, "x"])
    speaking = house.kernel.turn(house.utterance("kitchen lamp and front door"))
    waiting = asyncio.ensure_future(anext(speaking))
    await until(lambda: len(model.asked) == 3)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await speaking.aclose()
    await house.settle()
    turns = await house.turns()
    assert [turn.status for turn in turns] == [Status.FAILED] * 3
    assert {turn.parent is None for turn in turns} == {True, False}
    assert (model.closed, house.kernel.busy) == (3, False)


async def test_a_tree_that_acted_is_finished_though_nobody_listens(house: House) -> None:
    agents(house)
    house.world.delay = 0.02
    house.reader.script["kitchen lamp on"] = (ON,)
    use(house, tasks("kitchen lamp on"))
    speaking = house.kernel.turn(house.utterance("kitchen lamp"))
    waiting = asyncio.ensure_future(anext(speaking))
    await house.world.called.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await speaking.aclose()
    await house.settle()
    assert [turn.status for turn in await house.turns()] == [Status.DONE, Status.DONE]


async def test_what_one_run_fails_at_does_not_stop_the_others(house: House) -> None:
    agents(house)
    house.world.manners[BLIND] = "raise"
    house.reader.script["both"] = (ON, BLIND_OPEN)
    turn = await delegate(house, "both")
    assert (turn.status, house.world.now[LAMP].state) == (Status.PARTIAL, "on")


def decider(**likely: float) -> Any:
    async def decide(question: str, options: Sequence[str], context: str) -> Mapping[str, float]:
        assert question
        return {option: likely.get(option, 0.0) for option in options}

    return decide


@pytest.mark.parametrize(
    ("goal", "about", "agent", "by"),
    [
        ("it", (LAMP, CEILING), "lighting", By.SCOPE),
        ("it", (LAMP, CEILING, LOCK), None, By.NOTHING),
        ("save power with it", (FAN,), "energy", By.WORDS),
        ("make it cosy with it", (FAN,), "comfort", By.WORDS),
        ("it", (FAN,), "comfort", By.ORDER),
        ("what is on the shopping list", (), "household", By.WORDS),
        ("tell a joke", (), None, By.NOTHING),
        ("it", (SENSOR,), None, By.NOTHING),
    ],
)
async def test_code_chooses_where_scope_and_words_decide(
    goal: str, about: tuple[str, ...], agent: str | None, by: By
) -> None:
    chosen = await choose(goal, ALL, make_home(), about=about, language="en")
    assert (chosen.profile.agent_id if chosen.profile else None, chosen.by) == (agent, by)


async def test_a_typed_decision_chooses_where_scope_and_words_do_not() -> None:
    home = make_home()
    chosen = await choose("it", ALL, home, about=(FAN,), language="en", decide=decider(energy=0.8, comfort=0.2))
    assert (chosen.profile, chosen.by, chosen.likely) == (
        ENERGY,
        By.DECISION,
        {"comfort": 0.2, "energy": 0.8, "none of them": 0.0},
    )
    unsure = await choose("a joke", ALL, home, about=(), language="en", decide=decider(energy=0.4, comfort=0.3))
    assert (unsure.profile, unsure.by) == (None, By.NOTHING)


async def test_a_specialist_that_is_called_by_its_name_is_meant() -> None:
    named = Profile(agent_id="x", name="Butler", role=Role.CUSTOM)
    chosen = await choose("ask the butler", [*ALL, named], make_home(), about=(), language="en")
    assert (chosen.profile, chosen.by) == (named, By.WORDS)


async def test_the_kernel_decides_by_what_compares_by_meaning(house: House) -> None:
    agents(house)
    house.reader.script["fan"] = (Act(action=Action.TURN_ON, entity_ids=(FAN,)),)
    house.rankers[:] = [ScriptedRanker(lambda candidate: 0.9 if candidate.phrases == ("energy",) else 0.05)]
    turn = await delegate(house, "fan")
    (child,) = await children(house, turn)
    assert child.profile == "energy"
    assert await house.kernel.decide("which", ["energy", "comfort"]) == pytest.approx(
        {"energy": 0.947, "comfort": 0.053}, abs=0.001
    )


async def test_the_kernel_decides_by_a_model_where_nothing_else_can(house: House) -> None:
    house.models[:] = [ScriptedModel('{"1": 0.2, "2": 0.6}')]
    assert await house.kernel.decide("warm?", ["yes", "no"], "it is 30 degrees") == pytest.approx(
        {"yes": 0.25, "no": 0.75}
    )
    with pytest.raises(ValueError, match="different options"):
        await house.kernel.decide("warm?", ["yes", "yes"])


async def test_an_automation_may_delegate(house: House) -> None:
    agents(house)
    house.reader.script["kitchen lamp on"] = (ON,)
    asker = Asker(origin=Origin.AUTOMATION)
    turn = await house.kernel.delegate(house.utterance("kitchen lamp on", asker=asker))
    (child,) = await children(house, turn)
    assert (turn.status, child.asker) == (Status.DONE, asker)


async def test_what_a_specialist_does_not_understand_goes_back_to_the_model(house: House) -> None:
    agents(house)
    plain = ScriptedModel(tasks(lighting="???"), "I cannot help with that.", capabilities=Capabilities(tools=True))

    class Router:
        def choose(self, profile: Profile, conversation_id: str = "") -> Choice:
            return Choice(models=[plain] if profile.role is Role.ORCHESTRATOR else [], instructions="")

    house.kernel.company.router = Router()
    turn = await house.say("do the thing")
    assert results(plain) == [{"results": [{"agent": "lighting", "error": "did not understand; do it yourself"}]}]
    assert turn.answer == "I cannot help with that."
