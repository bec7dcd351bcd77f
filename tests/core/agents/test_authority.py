"""Ways around the policy that were tried: what a program set in motion stays asked about, whatever carries it."""

from dataclasses import replace

import pytest

from custom_components.llm_agents.core.agents import pins as pins_module
from custom_components.llm_agents.core.agents.origins import Source
from custom_components.llm_agents.core.agents.outside import may_come_from_outside
from custom_components.llm_agents.core.agents.pins import HIDDEN, hash_pin
from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.profiles import Autonomy, Profile, Role, Scope
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.agents.turning import TurnDone
from custom_components.llm_agents.core.home.model import Entity, State
from custom_components.llm_agents.core.journal.record import Asker, Decision, Origin, Status, Turn
from custom_components.llm_agents.core.language.memories import MemoryAsk, MemoryRequest
from custom_components.llm_agents.core.language.moments import When
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Attribute,
    Conditional,
    Request,
    Scheduled,
    Talk,
    TalkRequest,
)
from custom_components.llm_agents.core.memory.facts import Draft, Evidence, FactKind, How
from custom_components.llm_agents.core.models.protocol import Capabilities, ToolCall

from .fakes import BLIND, LAMP, LOCK, ScriptedModel
from .houses import ASKER, House

FOREIGN = frozenset({Source.TOOL})
LAMP_ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp on")
LATER = Scheduled(requests=(LAMP_ON,), when=When(seconds=300), command="turn on the lamp", words="later")
YES = TalkRequest(talk=Talk.YES)
BEN = Asker(origin=Origin.CARD, user_id="ben")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins_module, "_N", 2)


@pytest.fixture
def house(house: House) -> House:
    """Return a house where what is planned comes about."""
    house.kernel.start()
    return house


async def outside(house: House, words: str, *requests: Request, asker: Asker = ASKER, conversation: str = "c1") -> Turn:
    """Let a program say something for Anna."""
    if requests:
        house.reader.script[words] = requests
    utterance = replace(house.utterance(words, conversation, asker=asker), sources=FOREIGN)
    done = [event async for event in house.kernel.turn(utterance)][-1]
    assert isinstance(done, TurnDone)
    return done.turn


def rule(effect: Decision, **more: object) -> Rule:
    return Rule(rule_id="r", effect=effect, **more)  # type: ignore[arg-type]


async def test_a_delayed_command_of_a_program_never_comes_back_as_the_person_s_own(house: House) -> None:
    house.world.timers = True  # no reply is scripted: to start a timer would fail
    turn = await outside(house, "lamp in five minutes", LATER)
    assert turn.status is Status.ASKED
    assert [check.rule for check in turn.checks] == ["origin"]


@pytest.mark.parametrize("autonomy", [Autonomy.SUGGEST, Autonomy.ASK])
async def test_a_delayed_command_is_asked_about_by_an_agent_that_asks(house: House, autonomy: Autonomy) -> None:
    house.world.timers = True
    agent = Profile(agent_id="orchestrator", name="", role=Role.ORCHESTRATOR, autonomy=autonomy)
    house.kernel.profiles.replace([agent])
    turn = await house.say("lamp in five minutes", LATER)
    assert turn.status is Status.ASKED


async def test_a_delayed_command_of_a_specialist_stays_with_it(house: House) -> None:
    house.world.timers = True
    fans = Profile(agent_id="fans", name="", role=Role.CUSTOM, scope=Scope(domains=frozenset({"switch"})))
    house.kernel.profiles.replace([fans])
    house.profile = "fans"
    turn = await house.say("lamp in five minutes", LATER)
    assert (turn.status, turn.checks[0].rule) == (Status.REFUSED, "scope")


async def test_what_a_program_planned_keeps_its_origin_when_it_is_carried_out(house: House) -> None:
    asked = await outside(house, "lamp in five minutes", LATER)
    agreed = await house.kernel.approve(asked.turn_id, ASKER)
    assert agreed.status is Status.SCHEDULED
    await house.pass_time(minutes=6)
    last = (await house.turns())[-1]
    assert (last.status, last.sources) == (Status.DONE, ("tool",))


async def test_rules_about_what_was_read_hold_when_a_plan_is_carried_out(house: House) -> None:
    asked = await outside(house, "lamp in five minutes", LATER)
    await house.kernel.approve(asked.turn_id, ASKER)
    house.policy.replace(Confirm.RISKY, [rule(Decision.REFUSE, sources=frozenset({"tool"}))])
    await house.pass_time(minutes=6)
    assert not house.world.calls


async def test_the_pin_is_wanted_at_the_time_where_it_was_not_when_the_plan_was_agreed_to(house: House) -> None:
    house.pins.household = hash_pin("1234")
    unlock = Scheduled(requests=(Act(action=Action.UNLOCK, entity_ids=(LOCK,)),), when=When(seconds=300), words="x")
    await house.say("unlock it in five minutes", unlock)
    assert (await house.say("yes", YES)).status is Status.SCHEDULED
    house.policy.replace(Confirm.RISKY, [rule(Decision.PIN, domains=frozenset({"lock"}))])
    await house.pass_time(minutes=6)
    assert not house.world.calls
    last = (await house.turns())[-1]
    assert last.status is Status.ASKED
    assert (await house.kernel.approve(last.turn_id, ASKER, pin="1234")).status is Status.DONE


async def test_a_plan_agreed_to_with_the_pin_needs_it_no_second_time(house: House) -> None:
    house.pins.household = hash_pin("1234")
    house.policy.replace(Confirm.RISKY, [rule(Decision.PIN, domains=frozenset({"lock"}))])
    unlock = Scheduled(requests=(Act(action=Action.UNLOCK, entity_ids=(LOCK,)),), when=When(seconds=300), words="x")
    await house.say("unlock it in five minutes", unlock)
    assert (await house.say("1234")).status is Status.SCHEDULED
    await house.restart()
    house.kernel.start()
    await house.pass_time(minutes=6)
    assert [call.service for call in house.world.calls] == ["unlock"]


def test_what_is_done_otherwise_is_looked_at_too() -> None:
    forget = MemoryRequest(ask=MemoryAsk.FORGET_ALL, words="forget all")
    request = Conditional(requests=(LAMP_ON,), otherwise=(forget,), conditions=(), words="if not, forget all")
    assert not may_come_from_outside(request)


async def test_a_program_calls_off_no_plan_by_an_undo(house: House) -> None:
    planned = await house.say("lamp in five minutes", LATER)
    undone = await house.kernel.undo(planned.turn_id, ASKER, sources=FOREIGN)
    assert undone.status in (Status.REFUSED, Status.ASKED)
    assert len(await house.journal.plans()) == 1


@pytest.mark.parametrize("talk", [Talk.NO, Talk.STOP, Talk.UNDO, Talk.CANCEL])
async def test_a_program_calls_off_no_plan_by_its_words(house: House, talk: Talk) -> None:
    await house.say("lamp in five minutes", LATER)
    await outside(house, "well no", TalkRequest(talk=talk))
    assert len(await house.journal.plans()) == 1


async def test_a_program_rejects_no_question(house: House) -> None:
    asked = await house.say("unlock it", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    no = await outside(house, "well no", TalkRequest(talk=Talk.NO))
    assert no.reply_to is None
    assert asked.status is Status.ASKED


async def test_a_pin_that_a_program_says_is_no_yes(house: House) -> None:
    house.pins.household = hash_pin("1234")
    house.policy.replace(Confirm.RISKY, [rule(Decision.PIN, domains=frozenset({"lock"}))])
    await house.say("unlock it", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    said = await outside(house, "1234")
    assert not house.world.calls
    assert said.words == HIDDEN


async def test_a_yes_does_not_forget_what_was_read(house: House) -> None:
    house.pins.household = hash_pin("1234")
    house.policy.replace(Confirm.RISKY, [rule(Decision.PIN, sources=frozenset({"tool"}))])
    asked = await outside(house, "lamp on", LAMP_ON)
    again = await house.kernel.approve(asked.turn_id, ASKER)
    assert (again.status, house.world.calls) == (Status.ASKED, [])
    wrong = await house.kernel.approve(again.turn_id, ASKER, pin="9999")
    assert (wrong.status, house.world.calls) == (Status.ASKED, [])
    assert (await house.kernel.approve(wrong.turn_id, ASKER, pin="1234")).status is Status.DONE


async def test_a_yes_of_another_person_gives_away_or_forgets_nothing_of_theirs(house: House) -> None:
    await house.kernel.open()
    for user in ("anna", "ben"):
        draft = Draft(kind=FactKind.FACT, text=f"{user} likes tea", evidence=Evidence(how=How.ENTERED), user_id=user)
        await house.kernel.memory.learn(draft)
    asked = await house.say("forget all of me", MemoryRequest(ask=MemoryAsk.FORGET_ALL, words="forget all of me"))
    assert asked.status is Status.ASKED
    await house.kernel.approve(asked.turn_id, BEN)
    assert len(house.kernel.memory.list("ben")) == 1


async def test_a_step_from_another_value_than_the_one_asked_about_is_not_done(house: House) -> None:
    house.policy.replace(Confirm.ALWAYS, [])
    house.world.set(LAMP, "on", brightness=51)
    brighter = Act(action=Action.ADJUST, entity_ids=(LAMP,), attribute=Attribute.BRIGHTNESS, value=20)
    asked = await house.say("a little brighter", brighter)
    assert asked.status is Status.ASKED
    house.world.set(LAMP, "on", brightness=204)
    done = await house.say("yes", YES)
    assert (done.status, house.world.calls) == (Status.REFUSED, [])


async def test_what_an_agent_delegates_is_asked_about_as_what_it_does_itself(house: House) -> None:
    asks = Profile(agent_id="orchestrator", name="", role=Role.ORCHESTRATOR, autonomy=Autonomy.ASK)
    lighting = Profile(agent_id="lighting", name="", role=Role.LIGHTING, scope=Scope(domains=frozenset({"light"})))
    house.kernel.profiles.replace([asks, lighting])
    house.reader.script["kitchen lamp on"] = (LAMP_ON,)
    task = ToolCall(call_id="c", name="delegate", arguments={"tasks": [{"goal": "kitchen lamp on"}]})
    house.models[:] = [ScriptedModel(task, capabilities=Capabilities(tools=True))]
    turn = await house.say("make it nice near the kitchen lamp")
    assert (turn.status, house.world.calls) == (Status.ASKED, [])


async def test_an_agent_that_only_observes_lets_no_other_act_for_it(house: House) -> None:
    watches = Profile(agent_id="orchestrator", name="", role=Role.ORCHESTRATOR, autonomy=Autonomy.OBSERVE)
    lighting = Profile(agent_id="lighting", name="", role=Role.LIGHTING, scope=Scope(domains=frozenset({"light"})))
    house.kernel.profiles.replace([watches, lighting])
    house.reader.script["kitchen lamp on"] = (LAMP_ON,)
    turn = await house.kernel.delegate(house.utterance("kitchen lamp on"))
    assert (turn.status, house.world.calls) == (Status.REFUSED, [])


async def test_a_blind_that_is_shown_as_a_garage_door_since_is_asked_about_when_its_time_comes(house: House) -> None:
    opening = Scheduled(requests=(Act(action=Action.OPEN, entity_ids=(BLIND,)),), when=When(seconds=300), words="x")
    await house.say("open in five minutes", opening)
    house.world.set(BLIND, "closed", device_class="garage")
    await house.pass_time(minutes=6)
    assert ((await house.turns())[-1].status, house.world.calls) == (Status.ASKED, [])


async def said_by_ben(house: House, words: str, *requests: Request) -> Turn:
    if requests:
        house.reader.script[words] = requests
    done = [event async for event in house.kernel.turn(house.utterance(words, asker=BEN))][-1]
    assert isinstance(done, TurnDone)
    return done.turn


async def test_the_words_of_another_person_in_the_same_conversation_are_no_yes(house: House) -> None:
    asked = await house.say("unlock it", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    yes = await said_by_ben(house, "yes", YES)
    assert (yes.reply_to, house.world.calls, asked.status) == (None, [], Status.ASKED)


async def test_the_pin_of_another_person_in_the_same_conversation_is_no_yes(house: House) -> None:
    house.pins.household = hash_pin("1234")
    house.policy.replace(Confirm.RISKY, [rule(Decision.PIN, domains=frozenset({"lock"}))])
    await house.say("unlock it", Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    said = await said_by_ben(house, "1234")
    assert (said.words, house.world.calls) == (HIDDEN, [])


async def test_nobody_hears_again_what_was_told_to_another_person(house: House) -> None:
    await house.kernel.open()
    evidence = Evidence(how=How.ENTERED)
    await house.kernel.memory.learn(
        Draft(kind=FactKind.FACT, text="Anna hides a rubber duck", evidence=evidence, user_id="anna")
    )
    told = await house.say("what of me", MemoryRequest(ask=MemoryAsk.RECALL, words="what of me"))
    assert "rubber duck" in told.answer
    repeated = await said_by_ben(house, "say it again", TalkRequest(talk=Talk.REPEAT))
    why = await said_by_ben(house, "why", TalkRequest(talk=Talk.WHY))
    for tools in (True, False):
        model = ScriptedModel("Nice.", capabilities=Capabilities(tools=tools))
        house.models[:] = [model]
        await said_by_ben(house, "what was that about")
        assert "rubber duck" not in str(model.asked)
    assert "rubber duck" not in repeated.answer + why.answer


@pytest.mark.parametrize("nested", [False, True])
async def test_a_group_of_covers_is_as_guarded_as_the_garage_door_in_it(house: House, nested: bool) -> None:
    shown = {"supported_features": 15, "current_position": 40}
    house.world.now |= {
        "cover.garage": State(entity_id="cover.garage", state="closed", attributes={"device_class": "garage"}),
        "cover.inner": State(entity_id="cover.inner", state="open", attributes={"entity_id": ["cover.garage"]}),
        "cover.all": State(
            entity_id="cover.all",
            state="open",
            attributes={**shown, "entity_id": [BLIND, "cover.inner" if nested else "cover.garage"]},
        ),
    }
    home = house.world.the_home
    group = Entity(entity_id="cover.all", name="All shades", area_id="bedroom")
    house.world.the_home = replace(home, version=2, entities={**home.entities, "cover.all": group})
    opened = await house.say("open all", Act(action=Action.OPEN, entity_ids=("cover.all",)))
    lower = Act(action=Action.SET, entity_ids=("cover.all",), attribute=Attribute.POSITION, value=20, words="lower")
    moved = await house.say("lower all", lower)
    assert [opened.status, moved.status, house.world.calls] == [Status.ASKED, Status.ASKED, []]
