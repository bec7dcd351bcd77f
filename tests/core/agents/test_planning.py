"""Requests for later through the kernel: planned, told, asked about, carried out once, missed, called off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.llm_agents.core.agents.planning import MOST_PLANS
from custom_components.llm_agents.core.agents.policy import Confirm, Policy
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.journal.record import Asker, Origin, Status, Turn
from custom_components.llm_agents.core.language.moments import Part, Sun, When
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    Comparison,
    Condition,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Scheduled,
    Talk,
    TalkRequest,
)

from .fakes import BLIND, CEILING, FAN, LAMP, LOCK, SENSOR
from .houses import ASKER, House

TEN_MINUTES = When(seconds=600)
HOUR = When(seconds=3600)


def act(action: Action, *entity_ids: str) -> Act:
    return Act(action=action, entity_ids=entity_ids, words=f"{action.value} {' '.join(entity_ids)}")


def later(*requests: Request, when: When | None = TEN_MINUTES, until: When | None = None) -> Scheduled:
    return Scheduled(requests=requests, when=when, until=until, command="do it", words="do it later")


ON, OFF = act(Action.TURN_ON, LAMP), act(Action.TURN_OFF, LAMP)
WARM = Condition(
    question=Question(ask=Ask.VALUE, entity_ids=(SENSOR,), attribute="temperature"),
    comparison=Comparison.ABOVE,
    limit=23,
    words="it is above 23 degrees",
)
FAN_ON = Condition(question=Question(ask=Ask.STATE, entity_ids=(FAN,), expected="on"), words="the fan is on")


def under(*conditions: Condition, waits: bool = False, otherwise: tuple[Request, ...] = ()) -> Conditional:
    return Conditional(conditions=conditions, requests=(ON,), otherwise=otherwise, waits=waits, words="on, if")


@pytest.fixture(autouse=True)
def running(house: House) -> None:
    house.kernel.start()


async def test_what_is_planned_is_told_and_done_at_its_time(house: House) -> None:
    turn = await house.say("later", later(ON))
    assert (turn.answer, turn.status) == ("I'll turn on the kitchen lamp in 10 minutes.", Status.SCHEDULED)
    assert not house.world.calls
    await house.pass_time(minutes=9)
    assert not house.world.calls
    await house.pass_time(minutes=1)
    planned, done = await house.turns()
    assert house.world.now[LAMP].state == "on"
    assert (done.planned_by, done.status, done.answer) == (turn.turn_id, Status.DONE, "Turned on the kitchen lamp.")
    assert done.changes[0].verified
    assert planned.status is Status.DONE


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When(minute=22 * 60 + 15, exact=True), "at 10:15 PM"),
        (When(minute=7 * 60), "at 7:00 PM"),
        (When(minute=7 * 60, day=1), "tomorrow at 7:00 AM"),
        (When(minute=7 * 60, weekday=1), "on Tuesday at 7:00 AM"),
        (When(minute=7 * 60, day=20), "on 11 December at 7:00 AM"),
        (When(part=Part.MIDNIGHT), "at midnight"),
        (When(sun=Sun.SET), "at sunset, at 7:00 PM"),
        (When(sun=Sun.SET, seconds=1800), "at 7:30 PM"),
        (When(seconds=5430), "in 1 hour, 30 minutes and 30 seconds"),
    ],
)
async def test_the_time_is_told_as_it_was_meant(house: House, when: When, told: str) -> None:
    """It is 9:00 on a Saturday on the clocks of the house."""
    turn = await house.say("later", later(ON, when=when))
    assert turn.answer == f"I'll turn on the kitchen lamp {told}."


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (When(minute=8 * 60, exact=True, day=0), "That time is over already, so I did nothing."),
        (When(day=400, minute=420), "That is too far away, I plan for one year at most."),
    ],
)
async def test_a_time_that_does_not_come_is_refused(house: House, when: When, reason: str) -> None:
    turn = await house.say("later", later(ON, when=when))
    assert (turn.answer, turn.status) == (reason, Status.REFUSED)
    assert not await house.journal.plans()


async def test_no_more_is_planned_than_a_hundred(house: House) -> None:
    for number in range(MOST_PLANS):
        await house.say(f"later {number}", later(ON))
    turn = await house.say("one more", later(ON))
    assert turn.answer == "I have too much planned already to add that."
    assert len(await house.journal.plans()) == MOST_PLANS


async def test_a_plan_outlives_a_restart(house: House) -> None:
    turn = await house.say("later", later(ON))
    await house.restart()
    house.kernel.start()
    await house.pass_time(minutes=10)
    assert house.world.now[LAMP].state == "on"
    assert (await house.turns())[-1].planned_by == turn.turn_id
    assert not await house.journal.plans()


async def test_nothing_is_done_before_the_home_is_all_there(house: House) -> None:
    await house.say("later", later(ON))
    await house.restart()
    await house.pass_time(minutes=11)
    assert not house.world.calls
    house.kernel.start()
    await house.settle()
    assert house.world.now[LAMP].state == "on"


async def test_what_is_long_overdue_is_not_done_but_told(house: House) -> None:
    turn = await house.say("later", later(ON))
    await house.kernel.close()
    house.clock.advance(minutes=26)
    await house.restart()
    house.kernel.start()
    await house.settle()
    missed = (await house.turns())[-1]
    assert (missed.status, missed.planned_by) == (Status.MISSED, turn.turn_id)
    assert missed.answer.startswith("I was to turn on the kitchen lamp at 9:10 AM, but was not there")
    assert not house.world.calls
    assert (await house.journaled(turn)).status is Status.MISSED
    assert not await house.journal.plans()


async def test_what_was_begun_before_the_end_is_told_and_not_done_again(house: House) -> None:
    turn = await house.say("later", later(ON))
    (plan,) = await house.journal.plans()
    assert await house.journal.claim_plan(plan.plan_id, "GONE")
    await house.restart()
    house.kernel.start()
    await house.pass_time(minutes=10)
    cut = (await house.turns())[-1]
    assert (cut.status, cut.planned_by) == (Status.FAILED, turn.turn_id)
    assert "cut off" in cut.answer
    assert not house.world.calls


async def test_what_was_recorded_is_not_done_again(house: House) -> None:
    turn = await house.say("later", later(ON))
    (plan,) = await house.journal.plans()
    await house.pass_time(minutes=10)
    await house.journal.add_plan(plan)
    await house.journal.claim_plan(plan.plan_id, turn.turn_id)
    house.world.calls.clear()
    await house.restart()
    house.kernel.start()
    await house.pass_time(minutes=1)
    assert not house.world.calls
    assert not await house.journal.plans()


async def test_two_that_would_carry_a_plan_out_do_it_once(house: House) -> None:
    await house.say("later", later(ON))
    (plan,) = await house.journal.plans()
    assert await house.journal.claim_plan(plan.plan_id, "OTHER")
    await house.pass_time(minutes=10)
    assert not house.world.calls


async def test_a_plan_that_cannot_be_read_stays_and_loses_no_other(house: House) -> None:
    await house.say("later", later(ON))
    (plan,) = await house.journal.plans()
    await house.journal.add_plan(replace(plan, plan_id="X", requests=({"type": "song"},)))
    await house.restart()
    house.kernel.start()
    await house.pass_time(minutes=10)
    assert house.world.now[LAMP].state == "on"
    assert [kept.plan_id for kept in await house.journal.plans()] == ["X"]


# what is asked and what is refused


async def test_what_needs_a_yes_is_asked_when_it_is_planned(house: House) -> None:
    turn = await house.say("unlock later", later(act(Action.UNLOCK, LOCK)))
    assert (turn.answer, turn.status) == ("Shall I unlock the front door in 10 minutes?", Status.ASKED)
    assert not await house.journal.plans()
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert yes.status is Status.SCHEDULED
    assert yes.answer == "I'll unlock the front door in 10 minutes."
    await house.pass_time(minutes=10)
    assert house.world.now[LOCK].state == "unlocked"
    assert (await house.turns())[-1].checks[0].rule == "risk.unlock.confirmed"


async def test_the_time_counts_from_when_it_was_asked(house: House) -> None:
    turn = await house.say("unlock later", later(act(Action.UNLOCK, LOCK)))
    house.clock.advance(minutes=4)
    await house.say("yes", TalkRequest(talk=Talk.YES))
    (plan,) = await house.journal.plans()
    assert plan.due > turn.at
    await house.pass_time(minutes=6)
    assert house.world.now[LOCK].state == "unlocked"


async def test_a_yes_after_the_time_does_nothing(house: House) -> None:
    turn = await house.say("unlock later", later(act(Action.UNLOCK, LOCK)))
    house.clock.advance(minutes=11)
    yes = await house.kernel.approve(turn.turn_id, ASKER)
    assert yes.answer == "That question is no longer open. Please ask again."
    assert not await house.journal.plans()


async def test_a_no_plans_nothing(house: House) -> None:
    await house.say("unlock later", later(act(Action.UNLOCK, LOCK)))
    no = await house.say("no", TalkRequest(talk=Talk.NO))
    assert no.answer == "All right, I left it."
    assert not await house.journal.plans()


async def test_what_the_asker_may_not_do_is_told_when_it_is_planned(house: House) -> None:
    house.world.forbidden.add(LAMP)
    turn = await house.say("later", later(act(Action.TURN_ON, LAMP, CEILING)))
    assert turn.answer == (
        "I am not allowed to turn on the kitchen lamp. I'll turn on the kitchen ceiling in 10 minutes."
    )


async def test_the_rights_are_those_of_the_time(house: House) -> None:
    await house.say("later", later(ON))
    house.world.forbidden.add(LAMP)
    await house.pass_time(minutes=10)
    assert not house.world.calls
    assert house.world.known[-1] == "anna"
    assert (await house.turns())[-1].status is Status.REFUSED


async def test_what_the_device_cannot_do_is_told_when_it_is_planned(house: House) -> None:
    turn = await house.say("later", later(act(Action.LOCK, LAMP)))
    assert turn.status is Status.REFUSED
    assert not await house.journal.plans()


async def test_a_device_that_is_away_now_may_be_back_then(house: House) -> None:
    house.world.set(LAMP, "unavailable")
    turn = await house.say("later", later(ON))
    assert turn.status is Status.SCHEDULED
    house.world.set(LAMP, "off")
    await house.pass_time(minutes=10)
    assert house.world.now[LAMP].state == "on"


async def test_a_stricter_policy_is_asked_about_when_it_is_planned(house: House) -> None:
    house.policy = Policy(Confirm.ALWAYS)
    await house.restart()
    house.kernel.start()
    turn = await house.say("later", later(ON))
    assert turn.answer == "Shall I turn on the kitchen lamp in 10 minutes?"


# for a while


async def test_what_is_for_a_while_is_done_now_and_put_back(house: House) -> None:
    turn = await house.say("for an hour", later(ON, when=None, until=HOUR))
    assert turn.answer == "Turned on the kitchen lamp. I'll put the kitchen lamp back as before in 1 hour."
    assert turn.status is Status.SCHEDULED
    assert house.world.now[LAMP].state == "on"
    await house.pass_time(hours=1)
    assert house.world.now[LAMP].state == "off"
    back = (await house.turns())[-1]
    assert (back.planned_by, back.answer) == (turn.turn_id, "Put the kitchen lamp back as before.")


async def test_what_somebody_changed_in_between_is_left_alone(house: House) -> None:
    dim = Act(action=Action.SET, entity_ids=(LAMP,), attribute=Attribute.BRIGHTNESS, value=50, words="dim the lamp")
    await house.say("for an hour", later(dim, act(Action.TURN_ON, FAN), when=None, until=HOUR))
    house.world.set(LAMP, "on", brightness=12)
    await house.pass_time(hours=1)
    assert house.world.now[LAMP].attributes["brightness"] == 12
    assert house.world.now[FAN].state == "off"
    assert (await house.turns())[-1].status is Status.PARTIAL


async def test_what_was_on_already_is_turned_off_at_the_end(house: House) -> None:
    house.world.set(LAMP, "on")
    turn = await house.say("for an hour", later(ON, when=None, until=HOUR))
    assert turn.answer == "The kitchen lamp is already on. I'll turn off the kitchen lamp in 1 hour."
    await house.pass_time(hours=1)
    assert house.world.now[LAMP].state == "off"


async def test_what_was_off_already_stays_so(house: House) -> None:
    turn = await house.say("for an hour", later(OFF, when=None, until=HOUR))
    assert turn.answer == "The kitchen lamp is already off."
    assert not await house.journal.plans()


async def test_an_unlocking_for_a_while_is_asked_about_as_a_whole(house: House) -> None:
    turn = await house.say("unlock for an hour", later(act(Action.UNLOCK, LOCK), when=None, until=HOUR))
    assert turn.answer == "Shall I unlock the front door and put that back in 1 hour?"
    await house.say("yes", TalkRequest(talk=Talk.YES))
    assert house.world.now[LOCK].state == "unlocked"
    await house.pass_time(hours=1)
    assert house.world.now[LOCK].state == "locked"


async def test_a_putting_back_that_lowers_safety_is_asked_about_at_once(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    turn = await house.say("lock for an hour", later(act(Action.LOCK, LOCK), when=None, until=HOUR))
    assert house.world.now[LOCK].state == "locked"
    assert turn.answer == "Locked the front door. Shall I put the front door back as before in 1 hour?"
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert yes.status is Status.SCHEDULED
    await house.pass_time(hours=1)
    assert house.world.now[LOCK].state == "unlocked"


async def test_without_a_yes_it_is_not_put_back(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    await house.say("lock for an hour", later(act(Action.LOCK, LOCK), when=None, until=HOUR))
    await house.pass_time(hours=1)
    assert house.world.now[LOCK].state == "locked"


async def test_what_begins_later_ends_later_still(house: House) -> None:
    turn = await house.say("later for an hour", later(ON, until=HOUR))
    assert turn.answer == "I'll turn on the kitchen lamp in 10 minutes and put that back at 10:10 AM."
    await house.pass_time(minutes=10)
    assert house.world.now[LAMP].state == "on"
    await house.pass_time(hours=1)
    assert house.world.now[LAMP].state == "off"


# conditions


async def test_a_condition_that_holds_lets_it_be_done_now(house: House) -> None:
    house.world.set(SENSOR, "24.5")
    turn = await house.say("if warm", under(WARM))
    assert (turn.answer, turn.status) == ("Turned on the kitchen lamp.", Status.DONE)


async def test_a_condition_that_does_not_hold_is_told_by_what_was_found(house: House) -> None:
    turn = await house.say("if warm", under(WARM))
    assert turn.answer == "It is 21.5 degrees in the bedroom, so I left the kitchen lamp as it is."
    assert turn.status is Status.ANSWERED
    assert not house.world.calls


async def test_of_several_conditions_the_one_that_does_not_hold_is_told(house: House) -> None:
    house.world.set(SENSOR, "24.5")
    turn = await house.say("if warm and", under(WARM, FAN_ON))
    assert turn.answer == "The fan is off, so I left the kitchen lamp as it is."


async def test_otherwise_something_else_is_done(house: House) -> None:
    turn = await house.say("if warm, else", under(WARM, otherwise=(act(Action.TURN_ON, FAN),)))
    assert turn.answer == "Turned on the fan."


async def test_a_condition_that_nobody_can_tell_is_told(house: House) -> None:
    house.world.set(SENSOR, "unavailable")
    turn = await house.say("if warm", under(WARM))
    assert turn.answer == "I cannot tell whether it is above 23 degrees, so I did nothing."


@pytest.mark.parametrize(("risen", "answer"), [(False, "Turned on the kitchen lamp."), (True, "It is light outside")])
async def test_the_sun_may_be_the_condition(house: House, risen: bool, answer: str) -> None:
    house.world.risen = risen
    turn = await house.say("if dark", under(Condition(sun=Sun.SET, words="it is dark")))
    assert turn.answer.startswith(answer)


async def test_a_condition_is_looked_at_at_the_time_planned(house: House) -> None:
    turn = await house.say("later if", later(under(FAN_ON)))
    assert turn.answer == "I'll turn on the kitchen lamp in 10 minutes if the fan is on."
    house.world.set(FAN, "on")
    await house.pass_time(minutes=10)
    assert house.world.now[LAMP].state == "on"


async def test_a_condition_that_does_not_hold_then_is_recorded(house: House) -> None:
    await house.say("later if", later(under(FAN_ON)))
    await house.pass_time(minutes=10)
    assert (await house.turns())[-1].answer == "The fan is off, so I left the kitchen lamp as it is."
    assert house.world.now[LAMP].state == "off"


async def test_what_is_waited_for_is_told_and_done_once_when_it_comes(house: House) -> None:
    turn = await house.say("when fan", under(FAN_ON, waits=True))
    assert turn.answer == "I'll turn on the kitchen lamp when the fan is on. I wait for that for a day at most."
    house.world.set(FAN, "on")
    await house.settle()
    assert house.world.now[LAMP].state == "on"
    house.world.set(LAMP, "off")
    house.world.set(FAN, "off")
    house.world.set(FAN, "on")
    await house.settle()
    assert house.world.now[LAMP].state == "off"


async def test_what_holds_already_need_not_be_waited_for(house: House) -> None:
    house.world.set(FAN, "on")
    turn = await house.say("when fan", under(FAN_ON, waits=True))
    assert turn.answer == "Turned on the kitchen lamp."


async def test_what_has_to_come_about_has_to_be_otherwise_first(house: House) -> None:
    house.world.set(FAN, "on")
    await house.say("when fan turns on", under(replace(FAN_ON, becomes=True), waits=True))
    house.world.set(FAN, "on")
    await house.settle()
    assert house.world.now[LAMP].state == "off"
    house.world.set(FAN, "off")
    house.world.set(FAN, "on")
    await house.settle()
    assert house.world.now[LAMP].state == "on"


async def test_waiting_goes_on_after_a_restart(house: House) -> None:
    house.world.set(FAN, "on")
    await house.say("when fan turns on", under(replace(FAN_ON, becomes=True), waits=True))
    house.world.set(FAN, "off")
    await house.settle()
    await house.restart()
    house.kernel.start()
    house.world.set(FAN, "on")
    await house.settle()
    assert house.world.now[LAMP].state == "on"


async def test_a_device_that_does_not_tell_is_no_change(house: House) -> None:
    await house.say("when not", under(replace(FAN_ON, becomes=True), waits=True))
    house.world.set(FAN, "unavailable")
    await house.settle()
    assert house.world.now[LAMP].state == "off"


async def test_what_does_not_come_within_a_day_is_told(house: House) -> None:
    turn = await house.say("when fan", under(FAN_ON, waits=True))
    await house.pass_time(hours=24)
    expired = (await house.turns())[-1]
    assert (expired.status, expired.planned_by) == (Status.MISSED, turn.turn_id)
    assert expired.answer == "I was to turn on the kitchen lamp when the fan is on, but that did not come."
    house.world.set(FAN, "on")
    await house.settle()
    assert not house.world.calls


async def test_the_sun_may_be_waited_for(house: House) -> None:
    await house.say("when dark", under(Condition(sun=Sun.SET, words="it is dark"), waits=True))
    house.world.risen = False
    await house.pass_time(hours=11)
    assert house.world.now[LAMP].state == "on"


# listing and calling off


async def test_what_is_planned_is_listed(house: House) -> None:
    listing = TalkRequest(talk=Talk.PLANS)
    assert (await house.say("what is planned", listing)).answer == "Nothing is planned."
    await house.say("later", later(ON, when=HOUR))
    await house.say("sooner", later(act(Action.CLOSE, BLIND)))
    await house.say("when fan", under(FAN_ON, waits=True))
    turn = await house.say("what is planned", listing)
    assert turn.answer == (
        "This is planned: Close the blind at 9:10 AM. Turn on the kitchen lamp at 10:00 AM."
        " Turn on the kitchen lamp when the fan is on."
    )


async def test_a_long_list_is_counted(house: House) -> None:
    for number in range(8):
        await house.say(f"later {number}", later(ON))
    turn = await house.say("what is planned", TalkRequest(talk=Talk.PLANS))
    assert turn.answer.endswith("And 2 more.")


@pytest.mark.parametrize("talk", [Talk.CANCEL, Talk.UNDO, Talk.NO])
async def test_what_was_just_planned_is_called_off(house: House, talk: Talk) -> None:
    turn = await house.say("later", later(ON))
    cancelled = await house.say("cancel that", TalkRequest(talk=talk))
    assert (cancelled.answer, cancelled.status) == (
        "All right, I won't turn on the kitchen lamp at 9:10 AM.",
        Status.DONE,
    )
    assert (await house.journaled(turn)).undone_by == cancelled.turn_id
    await house.pass_time(minutes=10)
    assert not house.world.calls


async def test_taking_back_what_is_for_a_while_ends_it_now(house: House) -> None:
    await house.say("for an hour", later(ON, when=None, until=HOUR))
    turn = await house.say("undo that", TalkRequest(talk=Talk.UNDO))
    assert turn.answer == "Put the kitchen lamp back as before."
    assert house.world.now[LAMP].state == "off"
    assert not await house.journal.plans()


async def test_what_is_not_to_be_done_after_all_is_called_off_by_its_device(house: House) -> None:
    await house.say("later", later(ON))
    await house.say("later too", later(act(Action.TURN_ON, FAN)))
    turn = await house.say("not the lamp", TalkRequest(talk=Talk.NO, about=(LAMP,)))
    assert turn.answer == "All right, I won't turn on the kitchen lamp at 9:10 AM."
    await house.pass_time(minutes=10)
    assert (house.world.now[LAMP].state, house.world.now[FAN].state) == ("off", "on")


async def test_all_plans_are_called_off_at_once(house: House) -> None:
    await house.say("later", later(ON))
    await house.say("later too", later(act(Action.TURN_ON, FAN)))
    turn = await house.say("cancel all", TalkRequest(talk=Talk.CANCEL_PLANS))
    assert turn.status is Status.DONE
    assert not await house.journal.plans()
    again = await house.say("cancel all again", TalkRequest(talk=Talk.CANCEL_PLANS))
    assert again.answer == "Nothing is planned that I could call off."


async def test_where_nothing_is_planned_the_last_turn_is_taken_back(house: House) -> None:
    await house.say("on", ON)
    await house.say("cancel that", TalkRequest(talk=Talk.CANCEL))
    assert house.world.now[LAMP].state == "off"


async def test_out_of_the_blue_what_was_planned_last_is_called_off(house: House) -> None:
    await house.say("later", later(ON))
    await house.say("is it on", Question(ask=Ask.STATE, entity_ids=(LAMP,), expected="on"))
    turn = await house.say("cancel that", TalkRequest(talk=Talk.CANCEL))
    assert turn.answer == "All right, I won't turn on the kitchen lamp at 9:10 AM."


async def test_where_there_is_nothing_to_cancel_nothing_is(house: House) -> None:
    turn = await house.say("cancel that", TalkRequest(talk=Talk.CANCEL))
    assert turn.answer == "All right, I left it."


async def test_nobody_calls_off_what_another_has_planned(house: House) -> None:
    house.reader.script["later"] = (later(ON),)
    ben = replace(ASKER, user_id="ben")
    async for _ in house.kernel.turn(house.utterance("later", "c2", asker=ben)):
        pass
    listed = await house.say("what is planned", TalkRequest(talk=Talk.PLANS))
    assert listed.answer == "Nothing is planned."
    await house.say("cancel all", TalkRequest(talk=Talk.CANCEL_PLANS))
    assert len(await house.journal.plans()) == 1


async def test_the_card_takes_a_plan_back_by_its_turn(house: House) -> None:
    turn = await house.say("later", later(ON))
    undo = await house.kernel.undo(turn.turn_id, ASKER)
    assert undo.undoes == turn.turn_id
    assert not await house.journal.plans()


# around it


async def test_a_question_stays_open_while_something_planned_is_done(house: House) -> None:
    await house.say("later", later(ON))
    await house.say("unlock", act(Action.UNLOCK, LOCK))
    house.clock.advance(minutes=6)
    await house.say("unlock", act(Action.UNLOCK, LOCK))
    await house.pass_time(minutes=4)
    assert house.world.now[LAMP].state == "on"
    await house.say("yes", TalkRequest(talk=Talk.YES))
    assert house.world.now[LOCK].state == "unlocked"


async def test_why_names_the_words_it_was_planned_by(house: House) -> None:
    await house.say("later please", later(ON))
    await house.pass_time(minutes=10)
    done = (await house.turns())[-1]
    assert "later please" in await house.kernel.explain(done.turn_id, "en")


async def test_what_is_only_planned_is_not_told_as_done(house: House) -> None:
    await house.say("later", later(ON))
    did = TalkRequest(talk=Talk.WHAT_DID_YOU_DO)
    assert (await house.say("what did you do", did)).answer == "I have changed nothing today."
    await house.pass_time(minutes=10)
    assert "the kitchen lamp from off to on" in (await house.say("what did you do", did)).answer


async def test_a_timer_of_the_device_keeps_the_words(house: House) -> None:
    house.world.timers = True
    house.world.replies["HassStartTimer"] = IntentReply(ok=True, speech="Timer started.")
    turn = await house.say("later", later(ON))
    assert turn.answer == "Timer started."
    assert not await house.journal.plans()


async def test_a_timer_is_not_enough_for_a_time_of_the_clock(house: House) -> None:
    house.world.timers = True
    turn = await house.say("later", later(ON, when=When(minute=420)))
    assert turn.status is Status.SCHEDULED


async def test_what_is_not_there_is_told_where_no_timer_keeps_the_words(house: House) -> None:
    absent = Problem(reason=Reason.NO_SUCH_DEVICE, details={"device": "disco ball"})
    turn = await house.say("later", later(absent))
    assert turn.answer == "I can't find any disco ball."


async def test_music_is_played_later(house: House) -> None:
    house.world.replies["HassMediaSearchAndPlay"] = IntentReply(ok=True, speech="Playing.")
    await house.say("later", later(PlatformIntent(intent="HassMediaSearchAndPlay", words="play jazz")))
    await house.pass_time(minutes=10)
    assert (await house.turns())[-1].answer == "Playing."


async def test_what_fails_then_is_recorded_as_failed(house: House) -> None:
    turn = await house.say("later", later(ON))
    house.world.manners[LAMP] = "jam"
    await house.pass_time(minutes=10)
    assert (await house.turns())[-1].status is Status.FAILED
    assert (await house.journaled(turn)).status is Status.FAILED


async def test_forgetting_leaves_turns_that_something_is_planned_by(house: House) -> None:
    turn = await house.say("for long", later(ON, when=None, until=When(day=90, minute=0)))
    house.clock.advance(days=60)
    assert not await house.journal.forget((house.clock.now() - timedelta(days=30)).isoformat())
    assert await house.journal.get(turn.turn_id)


async def test_erasing_a_user_erases_their_plans(house: House) -> None:
    await house.say("later", later(ON))
    await house.journal.erase("anna")
    await house.pass_time(minutes=10)
    assert not house.world.calls


async def test_a_turn_right_after_can_speak_of_what_was_planned(house: House) -> None:
    await house.say("later", later(ON))
    await house.say("and now")
    assert [r for r in house.reader.contexts[-1].last if isinstance(r, Act)] == [ON]


def voice() -> Asker:
    return Asker(origin=Origin.VOICE)


async def _of(house: House, text: str, asker: Asker) -> Turn:
    async for _ in house.kernel.turn(house.utterance(text, "v", asker=asker)):
        pass
    return (await house.turns())[-1]


async def test_a_voice_without_a_user_hears_what_such_voices_planned(house: House) -> None:
    house.reader.script |= {"later": (later(ON),), "what is planned": (TalkRequest(talk=Talk.PLANS),)}
    await _of(house, "later", voice())
    assert "Turn on the kitchen lamp" in (await _of(house, "what is planned", voice())).answer
