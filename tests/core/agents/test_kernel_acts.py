"""Acts through the kernel: allowed, done, read back, told and recorded."""

import asyncio
from typing import Any

import pytest

from custom_components.llm_agents.core.agents import performing
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.home.model import State
from custom_components.llm_agents.core.journal.record import Decision, Layer, Status, Turn
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    PlatformIntent,
    Problem,
    Question,
    Reading,
    Reason,
)

from .fakes import BLIND, CEILING, FAN, LAMP, LOCK, SENSOR
from .houses import House


def act(action: Action, *entity_ids: str, attribute: Attribute | None = None, value: float | None = None) -> Act:
    return Act(action=action, entity_ids=entity_ids, attribute=attribute, value=value, words=action.value)


async def test_an_act_is_done_read_back_told_and_recorded(house: House) -> None:
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert house.world.now[LAMP].state == "on"
    assert (turn.status, turn.layer, turn.answer) == (Status.DONE, Layer.LOCAL, "Turned on the kitchen lamp.")
    (change,) = turn.changes
    assert (change.entity_id, change.before["state"], change.after["state"], change.verified) == (
        LAMP,
        "off",
        "on",
        True,
    )
    assert [(call.domain, call.service, call.error) for call in turn.calls] == [("light", "turn_on", None)]
    assert [(check.entity_id, check.decision) for check in turn.checks] == [(LAMP, Decision.ALLOW)]
    kept = await house.journaled(turn)
    assert (kept.answer, kept.changes, kept.words) == (turn.answer, turn.changes, "lamp on")


async def test_the_times_of_each_phase_are_measured(house: House) -> None:
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert {"understand_ms", "act_ms", "verify_ms", "journal_ms", "total_ms"} <= turn.times.keys()
    assert all(spent > 0 for spent in turn.times.values())


async def test_the_record_is_kept_before_the_last_word(house: House) -> None:
    house.reader.script["lamp on"] = (act(Action.TURN_ON, LAMP),)
    events = house.kernel.turn(house.utterance("lamp on"))
    await anext(events)
    assert len(await house.journal.latest(1)) == 1
    await events.aclose()


async def test_what_holds_already_is_told_so_without_a_call(house: House) -> None:
    house.world.set(LAMP, "on")
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert (turn.answer, turn.status, house.world.calls) == ("The kitchen lamp is already on.", Status.DONE, [])


async def test_a_state_that_follows_late_is_waited_for(house: House) -> None:
    house.world.manners[LAMP] = "late"
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert turn.status is Status.DONE


async def test_a_jammed_device_is_never_claimed(house: House) -> None:
    house.world.manners[LAMP] = "jam"
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert turn.answer == "I tried to turn on the kitchen lamp, but it did not follow."
    assert turn.status is Status.FAILED
    assert [change.verified for change in turn.changes] == [False]


async def test_what_is_under_way_is_told_as_such(house: House) -> None:
    house.world.manners[BLIND] = "creep"
    turn = await house.say("open", act(Action.OPEN, BLIND))
    assert (turn.answer, turn.status) == ("The blind is opening.", Status.UNDER_WAY)
    assert [change.verified for change in turn.changes] == [False]


async def test_a_call_that_raises_is_told_and_recorded(house: House) -> None:
    house.world.manners[LAMP] = "raise"
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert turn.answer == "I could not turn on the kitchen lamp: it came back with an error."
    assert (turn.status, turn.calls[0].error) == (Status.FAILED, "the device said no")


@pytest.mark.parametrize("manner", ["raise", "break", "jam"])
async def test_one_failed_act_never_loses_the_others(house: House, manner: str) -> None:
    house.world.manners[LAMP] = manner
    turn = await house.say("both", act(Action.TURN_ON, LAMP), act(Action.TURN_ON, FAN))
    assert "Turned on the fan." in turn.answer
    assert "Turned on the kitchen lamp" not in turn.answer
    assert turn.status is Status.PARTIAL


async def test_of_one_act_only_what_was_read_back_is_claimed(house: House) -> None:
    house.world.manners[CEILING] = "jam"
    turn = await house.say("lights on", act(Action.TURN_ON, LAMP, CEILING))
    assert turn.answer == ("Turned on the kitchen lamp. I tried to turn on the kitchen ceiling, but it did not follow.")
    assert turn.status is Status.PARTIAL


async def test_a_group_of_which_some_cannot_is_done_with_those_that_can(house: House) -> None:
    house.world.set(LAMP, "on", brightness=200)
    dim = act(Action.SET, LAMP, FAN, attribute=Attribute.BRIGHTNESS, value=40)
    turn = await house.say("dim the kitchen", dim)
    assert (turn.answer, turn.status) == ("Set the kitchen lamp to 40%.", Status.DONE)


async def test_what_cannot_be_done_is_said_and_the_rest_happens(house: House) -> None:
    problem = Problem(reason=Reason.NO_SUCH_DEVICE, details={"device": "toaster"}, words="toaster on")
    turn = await house.say("both", problem, act(Action.TURN_ON, LAMP), act(Action.LOCK, FAN))
    assert turn.answer == "I can't find any toaster. Turned on the kitchen lamp. I cannot lock the fan."
    assert turn.status is Status.PARTIAL


async def test_what_is_hidden_or_forbidden_is_refused(house: House) -> None:
    house.world.hidden.add(LAMP)
    house.world.forbidden.add(FAN)
    turn = await house.say("both", act(Action.TURN_ON, LAMP), act(Action.TURN_ON, FAN))
    assert turn.answer == "The kitchen lamp is not shared with me. I am not allowed to turn on the fan."
    assert (turn.status, house.world.calls) == (Status.REFUSED, [])


async def test_an_unreachable_device_is_told(house: House) -> None:
    house.world.now[LAMP] = State(entity_id=LAMP, state="unavailable")
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert turn.answer == "The kitchen lamp is not reachable."


async def test_acts_on_different_devices_run_at_once(house: House) -> None:
    house.world.delay = 0.02
    await house.say("both", act(Action.TURN_ON, LAMP), act(Action.TURN_ON, FAN))
    assert house.world.most_running == 2


async def test_acts_on_one_device_keep_their_order(house: House) -> None:
    house.world.delay = 0.01
    turn = await house.say("on and off", act(Action.TURN_ON, LAMP, FAN), act(Action.TURN_OFF, LAMP))
    assert house.world.now[LAMP].state == "off"
    assert turn.answer == "Turned on the kitchen lamp and the fan. Turned off the kitchen lamp."
    assert [change.entity_id for change in turn.changes] == [FAN]


async def test_a_call_that_hangs_ends_at_its_limit(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "CALL_TIMEOUT", 0.02)
    house.world.manners[LAMP] = "hang"
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert turn.status is Status.FAILED
    assert turn.calls[0].error is not None


async def test_a_question_is_answered_from_states(house: House) -> None:
    turn = await house.say("how warm", Question(ask=Ask.VALUE, entity_ids=(SENSOR,), attribute="temperature"))
    assert (turn.answer, turn.status) == ("It is 21.5 degrees in the bedroom.", Status.ANSWERED)


async def test_a_question_after_an_act_sees_what_the_act_did(house: House) -> None:
    question = Question(ask=Ask.STATE, entity_ids=(LAMP,), expected="on")
    turn = await house.say("on, is it", act(Action.TURN_ON, LAMP), question)
    assert turn.answer == "Turned on the kitchen lamp. Yes, the kitchen lamp is on."


async def test_a_platform_intent_is_served_by_home_assistant(house: House) -> None:
    house.world.timers = True
    house.world.replies["HassStartTimer"] = IntentReply(ok=True, speech="Timer started.")
    turn = await house.say("timer", PlatformIntent(intent="HassStartTimer", slots={"minutes": 5}))
    assert (turn.answer, turn.status) == ("Timer started.", Status.DONE)


async def test_an_intent_that_only_tells_is_an_answer(house: House) -> None:
    house.world.replies["HassGetCurrentTime"] = IntentReply(ok=True, speech="It is 8.")
    turn = await house.say("time", PlatformIntent(intent="HassGetCurrentTime"))
    assert (turn.answer, turn.status) == ("It is 8.", Status.ANSWERED)


async def test_a_command_that_waits_needs_no_device_that_can_ring(house: House) -> None:
    house.world.replies["HassStartTimer"] = IntentReply(ok=True, speech="Command received.")
    delayed = PlatformIntent(intent="HassStartTimer", slots={"minutes": 5, "conversation_command": "lamp on"})
    turn = await house.say("lamp on in 5 minutes", delayed)
    assert (turn.answer, turn.status) == ("Command received.", Status.DONE)


async def test_a_timer_needs_a_device_that_can_ring(house: House) -> None:
    turn = await house.say("timer", PlatformIntent(intent="HassStartTimer", slots={"minutes": 5}))
    assert (turn.answer, turn.status) == ("This device has no timers.", Status.REFUSED)


async def test_an_intent_that_raises_loses_nothing_else(house: House) -> None:
    turn = await house.say("both", PlatformIntent(intent="HassNever"), act(Action.TURN_ON, LAMP))
    assert turn.answer == "Sorry, something went wrong on my side. Turned on the kitchen lamp."


async def test_home_assistants_recognisers_read_what_the_reader_does_not(house: House) -> None:
    house.world.recognised["odd words"] = Reading(requests=(act(Action.TURN_ON, LAMP),), confidence=1.0, language="en")
    turn = await house.say("odd words")
    assert (turn.layer, turn.answer) == (Layer.LOCAL, "Turned on the kitchen lamp.")


async def test_what_nobody_understands_is_told(house: House) -> None:
    turn = await house.say("gibberish")
    assert (turn.status, turn.layer) == (Status.NOT_UNDERSTOOD, Layer.NONE)
    assert turn.answer == "Sorry, I did not understand that."


async def test_a_doubtful_reading_is_not_acted_on(house: House) -> None:
    house.reader.doubtful["maybe"] = (act(Action.TURN_ON, LAMP),)
    turn = await house.say("maybe")
    assert (turn.status, house.world.calls) == (Status.NOT_UNDERSTOOD, [])


async def test_a_doubtful_reading_of_a_problem_is_told_precisely(house: House) -> None:
    house.reader.doubtful["toaster on"] = (Problem(reason=Reason.NO_SUCH_DEVICE, details={"device": "toaster"}),)
    turn = await house.say("toaster on")
    assert turn.answer == "I can't find any toaster."


async def test_listeners_hear_of_each_turn_until_they_stop(house: House) -> None:
    heard: list[Turn] = []
    stop = house.kernel.listen(heard.append)
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    stop()
    await house.say("gibberish")
    assert heard == [turn]


async def test_a_caller_that_leaves_while_it_acts_leaves_a_full_record(house: House) -> None:
    house.world.delay = 0.02
    house.reader.script["lamp on"] = (act(Action.TURN_ON, LAMP),)
    task = asyncio.create_task(_collect(house, "lamp on"))
    await house.world.called.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await house.kernel.close()
    (turn,) = await house.journal.latest(1)
    assert (turn.status, turn.answer) == (Status.DONE, "Turned on the kitchen lamp.")


async def test_a_turn_that_is_cut_off_at_closing_still_records_its_calls(house: House) -> None:
    house.world.manners[LAMP] = "hang"
    house.reader.script["lamp on"] = (act(Action.TURN_ON, LAMP),)
    task = asyncio.create_task(_collect(house, "lamp on"))
    await house.world.called.wait()
    await house.kernel.close(0.01)
    await asyncio.gather(task, return_exceptions=True)
    (turn,) = await house.journal.latest(1)
    assert [call.service for call in turn.calls] == ["turn_on"]
    assert turn.status is Status.FAILED


async def test_conversations_run_side_by_side_and_one_keeps_its_order(house: House) -> None:
    house.world.delay = 0.02
    house.reader.script |= {"lamp on": (act(Action.TURN_ON, LAMP),), "lamp off": (act(Action.TURN_OFF, LAMP),)}
    house.reader.script["fan on"] = (act(Action.TURN_ON, FAN),)
    await asyncio.gather(
        house.hear("lamp on", conversation="a"),
        house.hear("lamp off", conversation="a"),
        house.hear("fan on", conversation="b"),
    )
    assert house.world.most_running == 2
    assert house.world.now[LAMP].state == "off"
    assert [turn.words for turn in await house.journal.latest(9, conversation_id="a")] == ["lamp off", "lamp on"]


async def test_a_journal_that_fails_does_not_silence_the_answer(house: House) -> None:
    await house.say("gibberish")  # the conversation is in memory
    await house.journal.close()
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP))
    assert turn.answer == "Turned on the kitchen lamp."


async def test_what_was_done_is_journaled_even_when_it_cannot_be_worded(house: House) -> None:
    unspeakable: Any = object()
    problem = Problem(reason=Reason.OUT_OF_RANGE, entity_ids=(LAMP,), details={"minimum": unspeakable})
    turn = await house.say("lamp on", act(Action.TURN_ON, LAMP), problem)
    kept = await house.journaled(turn)
    assert (kept.status, [call.service for call in kept.calls]) == (Status.FAILED, ["turn_on"])
    assert kept.changes[0].verified


async def test_what_is_endless_is_not_read(house: House) -> None:
    text = "lamp on " * 1000
    turn = await house.say(text, act(Action.TURN_ON, LAMP))
    assert (turn.status, house.world.calls) == (Status.NOT_UNDERSTOOD, [])


async def test_an_answer_is_one_line_whatever_names_and_lists_hold(house: House) -> None:
    house.world.replies["llm_agents_list_items"] = IntentReply(ok=True, speech="Milk\n# Bread\x07 and\tbutter.")
    turn = await house.say("list", PlatformIntent(intent="llm_agents_list_items"))
    assert turn.answer == "Milk # Bread and butter."


async def test_turning_a_lock_on_is_told_as_locking(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    turn = await house.say("lock on", act(Action.TURN_ON, LOCK))
    assert turn.answer == "Locked the front door."


async def _collect(house: House, text: str) -> None:
    async for _ in house.kernel.turn(house.utterance(text)):
        pass
