"""The questions that wait, read from turns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.llm_agents.core.agents.approvals import Approval, Approvals, Fate
from custom_components.llm_agents.core.agents.pending import APPROVE_WITHIN
from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.journal.record import Asker, Decision, Origin, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Attribute, Request, Talk, TalkRequest

from .fakes import LAMP
from .houses import House

UNLOCK = Act(action=Action.UNLOCK, entity_ids=("lock.front_door",), words="unlock the front door")
LIGHT = Act(action=Action.TURN_ON, entity_ids=("light.kitchen",), words="turn on the kitchen light")


def fates(changes: list[tuple[Approval, Fate]]) -> list[Fate]:
    return [fate for _, fate in changes]


async def ask(house: House, conversation: str = "c1") -> Turn:
    return await house.say("unlock the front door", UNLOCK, conversation=conversation)


async def test_a_question_waits_with_exactly_what_a_yes_does(house: House) -> None:
    approvals = Approvals()
    turn = await ask(house)
    assert fates(approvals.apply(turn)) == [Fate.REQUESTED]
    (approval,) = approvals.pending(house.clock.now())
    assert (approval.turn_id, approval.question, approval.agent) == (turn.turn_id, turn.answer, "orchestrator")
    assert [(item.entity_id, item.action) for item in approval.items] == [("lock.front_door", "unlock")]
    assert not approval.pin
    assert not approval.unattended


@pytest.mark.parametrize(
    ("words", "request_", "fate"),
    [
        ("yes", TalkRequest(talk=Talk.YES), Fate.APPROVED),
        ("no", TalkRequest(talk=Talk.NO), Fate.REJECTED),
        ("stop", TalkRequest(talk=Talk.STOP), Fate.REJECTED),
        ("turn on the kitchen light", LIGHT, Fate.OVERTAKEN),
    ],
)
async def test_what_comes_next_closes_it(house: House, words: str, request_: Request, fate: Fate) -> None:
    approvals = Approvals()
    turn = await ask(house)
    approvals.apply(turn)
    assert fates(approvals.apply(await house.say(words, request_))) == [fate]
    assert approvals.pending(house.clock.now()) == ()
    assert approvals.apply(turn) == [], "a closed question is not asked again when its turn is told anew"


async def test_other_conversations_leave_it_open(house: House) -> None:
    approvals = Approvals()
    approvals.apply(await ask(house))
    assert approvals.apply(await house.say("turn on the kitchen light", LIGHT, conversation="c2")) == []
    assert len(approvals.pending(house.clock.now())) == 1


async def test_it_closes_when_its_time_is_over(house: House) -> None:
    approvals = Approvals()
    turn = await ask(house)
    approvals.apply(turn)
    house.clock.advance(seconds=APPROVE_WITHIN.total_seconds() - 1)
    assert approvals.expire(house.clock.now()) == []
    end = approvals.next_expiry()
    assert end is not None
    assert fates(approvals.expire(end)) == [Fate.EXPIRED]
    assert approvals.next_expiry() is None


async def test_the_same_after_a_restart(house: House) -> None:
    await ask(house)
    await ask(house, "c2")
    await house.say("yes", TalkRequest(talk=Talk.YES), conversation="c2")
    again = Approvals()
    for turn in await house.turns():
        again.apply(turn)
    assert [approval.conversation_id for approval in again.pending(house.clock.now())] == ["c1"]


async def test_one_that_was_taken_up_and_never_told_of_is_gone(house: House) -> None:
    approvals = Approvals()
    turn = await ask(house)
    approvals.apply(turn)
    approvals.claimed(turn.turn_id, turn.at)
    assert approvals.pending(house.clock.now()) == ()
    assert approvals.expire(house.clock.now() + 2 * APPROVE_WITHIN) == []


async def test_one_that_was_taken_up_is_told_of_with_its_reply(house: House) -> None:
    approvals = Approvals()
    turn = await ask(house)
    approvals.apply(turn)
    approvals.claimed(turn.turn_id, turn.at)
    assert fates(approvals.apply(await house.say("yes", TalkRequest(talk=Talk.YES)))) == [Fate.APPROVED]


async def test_what_a_device_is_set_to_is_told(house: House) -> None:
    house.policy.replace(Confirm.RISKY, [Rule(rule_id="r1", effect=Decision.ASK, domains=frozenset({"light"}))])
    dim = Act(
        action=Action.SET,
        entity_ids=(LAMP,),
        attribute=Attribute.BRIGHTNESS,
        value=40,
        words="dim the lamp",
    )
    approval = Approval.of(await house.say("dim the lamp", dim))
    assert approval is not None
    (item,) = approval.items
    assert (item.action, item.attribute, item.value) == ("set", "brightness", 40)


async def test_what_needs_the_pin_says_so(house: House) -> None:
    house.policy.replace(Confirm.RISKY, [Rule(rule_id="r1", effect=Decision.PIN, domains=frozenset({"lock"}))])
    approval = Approval.of(await ask(house))
    assert approval is not None
    assert approval.pin


async def test_one_that_asks_again_is_not_approved(house: House) -> None:
    approvals = Approvals()
    approvals.apply(await ask(house))
    again = await ask(house)
    (first,) = (await house.turns())[:1]
    assert fates(approvals.apply(replace(again, reply_to=first.turn_id))) == [Fate.OVERTAKEN, Fate.REQUESTED]


@pytest.mark.parametrize(
    ("changes", "unattended"),
    [({"asker": Asker(origin=Origin.AUTOMATION)}, True), ({"planned_by": "T1"}, True), ({}, False)],
)
async def test_who_was_there_to_hear_it(house: House, changes: dict[str, object], unattended: bool) -> None:
    approval = Approval.of(replace(await ask(house), **changes))  # type: ignore[arg-type]
    assert approval is not None
    assert approval.unattended is unattended


async def test_an_ordinary_turn_asks_nothing(house: House) -> None:
    assert Approval.of(await house.say("turn on the kitchen light", LIGHT)) is None


async def test_it_is_open_for_an_hour(house: House) -> None:
    approval = Approval.of(await ask(house))
    assert approval is not None
    assert approval.open_at(house.clock.now() + timedelta(minutes=59))
    assert not approval.open_at(house.clock.now() + timedelta(minutes=61))
