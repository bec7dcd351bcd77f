"""What must be asked first: the question, a yes, a no, a choice, approval, expiry, a changed home, a restart."""

import asyncio
from dataclasses import replace

import pytest

from custom_components.llm_agents.core.agents.kernel import QuestionClosed, TurnNotFound
from custom_components.llm_agents.core.agents.policy import Confirm, Policy
from custom_components.llm_agents.core.home.model import State
from custom_components.llm_agents.core.journal.record import Asker, Decision, Origin, Status, Turn
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Attribute,
    Problem,
    Reason,
    Talk,
    TalkRequest,
)

from .fakes import BLIND, DESK_BED, DESK_OFFICE, LAMP, LOCK, SENSOR
from .houses import ASKER, House

UNLOCK = Act(action=Action.UNLOCK, entity_ids=(LOCK,), words="unlock the front door")
LAMP_ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp on")
LOCK_IT = Act(action=Action.LOCK, entity_ids=(LOCK,), words="lock")
YES, NO = TalkRequest(talk=Talk.YES), TalkRequest(talk=Talk.NO)


async def ask_to_unlock(house: House, **options: str) -> Turn:
    turn = await house.say("unlock", UNLOCK, **options)
    assert turn.status is Status.ASKED
    return turn


async def test_a_risky_act_is_asked_about_and_not_done(house: House) -> None:
    house.reader.script["unlock"] = (UNLOCK,)
    pieces, done = await house.hear("unlock")
    assert pieces == ["Shall I unlock the front door?"]
    assert done.continue_conversation
    assert (done.turn.status, done.turn.checks[0].decision) == (Status.ASKED, Decision.ASK)
    assert house.world.calls == []


async def test_a_sentence_of_which_a_part_is_asked_about_waits_whole(house: House) -> None:
    turn = await house.say("unlock, lamp on", UNLOCK, LAMP_ON)
    assert turn.answer == "Shall I unlock the front door and turn on the kitchen lamp?"
    assert turn.status is Status.ASKED
    assert [check.rule for check in turn.checks] == ["risk.unlock", "whole_sentence"]
    assert house.world.calls == []
    await house.say("yes", YES)
    assert [call.service for call in house.world.calls] == ["unlock", "turn_on"]


async def test_to_stop_something_never_waits(house: House) -> None:
    await house.say("unlock, stop the blind", UNLOCK, Act(action=Action.STOP, entity_ids=(BLIND,)))
    assert [call.service for call in house.world.calls] == ["stop_cover"]


async def test_all_that_needs_asking_is_asked_in_one_question(house: House) -> None:
    await house.restart()
    house.policy = Policy(Confirm.ALWAYS)
    await house.restart()
    turn = await house.say("both", LAMP_ON, UNLOCK)
    assert turn.answer == "Shall I turn on the kitchen lamp and unlock the front door?"
    await house.say("yes", YES)
    assert (house.world.now[LAMP].state, house.world.now[LOCK].state) == ("on", "unlocked")


async def test_yes_does_exactly_what_was_asked(house: House) -> None:
    asked = await ask_to_unlock(house)
    turn = await house.say("yes", YES)
    assert (turn.answer, turn.status) == ("Unlocked the front door.", Status.DONE)
    assert turn.reply_to == asked.turn_id
    assert [check.rule for check in turn.checks] == ["risk.unlock.confirmed"]
    assert len(house.world.calls) == 1


async def test_only_what_was_asked_is_done_on_yes(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    await house.say("unlock", UNLOCK)
    house.world.set(LAMP, "off")
    await house.say("yes", YES)
    assert (house.world.now[LAMP].state, house.world.now[LOCK].state) == ("off", "unlocked")


async def test_a_second_yes_does_nothing(house: House) -> None:
    await ask_to_unlock(house)
    await house.say("yes", YES)
    turn = await house.say("yes")
    assert turn.answer == "There is nothing waiting for your yes."
    assert len(house.world.calls) == 1


async def test_no_drops_the_question(house: House) -> None:
    asked = await ask_to_unlock(house)
    turn = await house.say("no", NO)
    assert (turn.answer, turn.reply_to) == ("All right, I left it.", asked.turn_id)
    await house.say("yes", YES)
    assert house.world.calls == []


async def test_another_sentence_drops_the_question_and_is_served(house: House) -> None:
    await ask_to_unlock(house)
    await house.say("lamp on", LAMP_ON)
    await house.say("yes", YES)
    assert (house.world.now[LAMP].state, house.world.now[LOCK].state) == ("on", "locked")


async def test_a_question_expires(house: House) -> None:
    await ask_to_unlock(house)
    house.clock.advance(minutes=6)
    turn = await house.say("yes", YES)
    assert (turn.answer, house.world.calls) == ("There is nothing waiting for your yes.", [])


async def test_yes_in_another_conversation_answers_nothing(house: House) -> None:
    await ask_to_unlock(house)
    await house.say("yes", YES, conversation="c2")
    assert house.world.calls == []


async def test_yes_is_checked_against_the_home_as_it_is_now(house: House) -> None:
    await ask_to_unlock(house)
    house.world.now[LOCK] = State(entity_id=LOCK, state="unavailable")
    turn = await house.say("yes", YES)
    assert (turn.answer, turn.status) == ("The front door is not reachable.", Status.REFUSED)


async def test_yes_finds_that_it_has_happened_already(house: House) -> None:
    await ask_to_unlock(house)
    house.world.set(LOCK, "unlocked")
    turn = await house.say("yes", YES)
    assert (turn.answer, house.world.calls) == ("The front door is already unlocked.", [])


async def test_yes_gives_no_rights(house: House) -> None:
    await ask_to_unlock(house)
    house.world.forbidden.add(LOCK)
    turn = await house.say("yes", YES)
    assert (turn.answer, turn.status) == ("I am not allowed to unlock the front door.", Status.REFUSED)


async def test_a_device_that_was_removed_since_is_told(house: House) -> None:
    await ask_to_unlock(house)
    entities = {entity_id: entity for entity_id, entity in house.world.the_home.entities.items() if entity_id != LOCK}
    house.world.the_home = replace(house.world.the_home, version=2, entities=entities)
    turn = await house.say("yes", YES)
    assert (turn.status, house.world.calls) == (Status.REFUSED, [])
    assert "changed since" in turn.answer


async def test_to_toggle_a_lock_asks_for_what_it_would_do(house: House) -> None:
    turn = await house.say("toggle", Act(action=Action.TOGGLE, entity_ids=(LOCK,)))
    assert turn.answer == "Shall I unlock the front door?"
    house.world.set(LOCK, "unlocked")
    turn = await house.say("yes", YES)
    assert (turn.answer, house.world.now[LOCK].state) == ("The front door is already unlocked.", "unlocked")


async def test_a_relative_act_is_left_when_its_ground_has_moved(house: House) -> None:
    house.policy = Policy(Confirm.ALWAYS)
    await house.restart()
    house.world.set(LAMP, "on", brightness=100)
    brighter = Act(action=Action.ADJUST, entity_ids=(LAMP,), attribute=Attribute.BRIGHTNESS, value=20)
    assert (await house.say("brighter", brighter)).status is Status.ASKED
    house.world.set(LAMP, "off")
    turn = await house.say("yes", YES)
    assert (turn.answer, house.world.calls) == ("The kitchen lamp has changed since, so I left it alone.", [])


async def test_a_restart_does_not_lose_the_question(house: House) -> None:
    await ask_to_unlock(house)
    await house.restart()
    turn = await house.say("yes", YES)
    assert (turn.answer, turn.status) == ("Unlocked the front door.", Status.DONE)


async def test_the_requests_before_reach_the_reader_also_after_a_restart(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    await house.restart()
    await house.say("and now")
    assert list(house.reader.contexts[-1].last) == [LAMP_ON]


async def test_after_a_turn_that_was_not_understood_nothing_is_leant_on(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    assert (await house.say("flurble the wug")).status is Status.NOT_UNDERSTOOD
    await house.say("and in the bedroom")
    assert list(house.reader.contexts[-1].last) == []
    await house.say("lock", LOCK_IT)
    await house.say("and in the bedroom")
    assert house.reader.contexts[-1].last[-1] == LOCK_IT


async def test_approval_by_turn_happens_once(house: House) -> None:
    asked = await ask_to_unlock(house)
    turn = await house.kernel.approve(asked.turn_id, ASKER)
    assert (turn.status, turn.reply_to, house.world.now[LOCK].state) == (Status.DONE, asked.turn_id, "unlocked")
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(asked.turn_id, ASKER)
    assert len(house.world.calls) == 1


async def test_two_approvals_at_once_act_once(house: House) -> None:
    asked = await ask_to_unlock(house)
    approvals = (house.kernel.approve(asked.turn_id, ASKER) for _ in range(2))
    results = await asyncio.gather(*approvals, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["QuestionClosed", "Turn"]
    assert len(house.world.calls) == 1


async def test_approval_survives_a_restart_and_outlives_the_spoken_yes(house: House) -> None:
    asked = await ask_to_unlock(house)
    house.clock.advance(minutes=30)
    await house.restart()
    assert (await house.kernel.approve(asked.turn_id, ASKER)).status is Status.DONE


async def test_approval_expires(house: House) -> None:
    asked = await ask_to_unlock(house)
    house.clock.advance(hours=2)
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(asked.turn_id, ASKER)
    assert house.world.calls == []


async def test_approval_needs_the_rights_of_the_one_who_approves(house: House) -> None:
    asked = await ask_to_unlock(house)
    house.world.forbidden.add(LOCK)
    turn = await house.kernel.approve(asked.turn_id, Asker(origin=Origin.CARD, user_id="child"))
    assert (turn.status, turn.asker.user_id, house.world.calls) == (Status.REFUSED, "child", [])


async def test_a_rejected_question_is_closed(house: House) -> None:
    asked = await ask_to_unlock(house)
    turn = await house.kernel.reject(asked.turn_id, ASKER)
    assert (turn.answer, turn.reply_to) == ("All right, I left it.", asked.turn_id)
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(asked.turn_id, ASKER)


async def test_a_turn_that_asked_nothing_cannot_be_approved(house: House) -> None:
    turn = await house.say("lamp on", LAMP_ON)
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(turn.turn_id, ASKER)


async def test_an_unknown_turn_is_told(house: House) -> None:
    with pytest.raises(TurnNotFound):
        await house.kernel.approve("none", ASKER)


async def test_which_one_is_asked_and_the_choice_is_done(house: House) -> None:
    act = Act(action=Action.TURN_ON, entity_ids=(DESK_BED, DESK_OFFICE), words="desk lamp on")
    problem = Problem(reason=Reason.AMBIGUOUS, candidates=(DESK_BED, DESK_OFFICE), act=act)
    asked = await house.say("desk lamp on", problem)
    assert asked.answer == "Which one do you mean: the desk lamp in the bedroom or the desk lamp in the office?"
    assert asked.status is Status.ASKED
    turn = await house.say("the bedroom one", replace(act, entity_ids=(DESK_BED,)))
    assert house.reader.contexts[-1].pending == problem
    assert (turn.answer, turn.reply_to) == ("Turned on the desk lamp in the bedroom.", asked.turn_id)


async def test_a_yes_to_which_one_asks_again(house: House) -> None:
    act = Act(action=Action.TURN_ON, entity_ids=(DESK_BED, DESK_OFFICE))
    problem = Problem(reason=Reason.AMBIGUOUS, candidates=(DESK_BED, DESK_OFFICE), act=act)
    asked = await house.say("desk lamp on", problem)
    again = await house.say("yes", YES)
    assert (again.answer, again.status) == (asked.answer, Status.ASKED)
    await house.say("the office one", replace(act, entity_ids=(DESK_OFFICE,)))
    assert house.reader.contexts[-1].pending == problem


async def test_an_ambiguity_beside_a_risk_is_told_and_the_risk_is_asked(house: House) -> None:
    problem = Problem(reason=Reason.AMBIGUOUS, candidates=(DESK_BED, DESK_OFFICE))
    turn = await house.say("both", problem, UNLOCK)
    assert turn.answer == (
        "There is more than one: the desk lamp in the bedroom and the desk lamp in the office. "
        "Shall I unlock the front door?"
    )


async def test_yes_is_heard_in_a_language_without_a_reader(house: House) -> None:
    house.world.recognised |= {}
    await ask_to_unlock(house)
    turn = await house.say("Ja, bitte!", language="de")
    assert (turn.answer, turn.status) == ("Front door aufgeschlossen.", Status.DONE)


async def test_what_cannot_be_done_is_never_asked_about(house: House) -> None:
    turn = await house.say("unlock sensor", Act(action=Action.UNLOCK, entity_ids=(SENSOR,)))
    assert (turn.status, turn.answer) == (Status.REFUSED, "I cannot unlock the temperature.")
