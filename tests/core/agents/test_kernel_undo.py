"""Taking back, and telling why: both from the journal alone."""

from dataclasses import replace
from datetime import timedelta
import re

import pytest

from custom_components.llm_agents.core.agents.kernel import TurnNotFound
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.journal.record import Asker, Origin, Status, Turn
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Attribute,
    PlatformIntent,
    Span,
    Talk,
    TalkRequest,
)

from .fakes import CEILING, FAN, LAMP, LOCK
from .houses import ASKER, House

UNDO, WHY = TalkRequest(talk=Talk.UNDO), TalkRequest(talk=Talk.WHY)
LAMP_ON = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp on")
LOCK_IT = Act(action=Action.LOCK, entity_ids=(LOCK,), words="lock")


async def test_undo_that_brings_back_the_former_states(house: House) -> None:
    house.world.set(CEILING, "on", brightness=77, color_mode="brightness")
    dim = Act(action=Action.SET, entity_ids=(CEILING,), attribute=Attribute.BRIGHTNESS, value=10)
    done = await house.say("both", LAMP_ON, dim)
    turn = await house.say("undo that", UNDO)
    assert (turn.status, turn.undoes) == (Status.DONE, done.turn_id)
    assert house.world.now[LAMP].state == "off"
    assert house.world.now[CEILING].attributes["brightness"] == pytest.approx(77, abs=2)
    assert (await house.journaled(done)).undone_by == turn.turn_id


async def test_the_undone_turn_is_told_to_listeners(house: House) -> None:
    done = await house.say("lamp on", LAMP_ON)
    heard: list[Turn] = []
    house.kernel.listen(heard.append)
    turn = await house.say("undo that", UNDO)
    assert [(told.turn_id, told.undone_by) for told in heard] == [(turn.turn_id, None), (done.turn_id, turn.turn_id)]


async def test_undo_of_a_lock_asks_to_unlock(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    done = await house.say("lock", LOCK_IT)
    turn = await house.say("undo that", UNDO)
    assert (turn.answer, turn.status) == ("Shall I unlock the front door?", Status.ASKED)
    assert house.world.now[LOCK].state == "locked"
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert (yes.status, yes.undoes, house.world.now[LOCK].state) == (Status.DONE, done.turn_id, "unlocked")


async def test_undo_of_a_lock_asked_before_a_restart_is_done_after_it(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    await house.say("lock", LOCK_IT)
    asked = await house.say("undo that", UNDO)
    await house.restart()
    turn = await house.kernel.approve(asked.turn_id, ASKER)
    assert (turn.status, house.world.now[LOCK].state) == (Status.DONE, "unlocked")


async def test_an_undo_that_is_asked_about_in_part_waits_as_a_whole(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    done = await house.say("both", LOCK_IT, LAMP_ON)
    turn = await house.say("undo that", UNDO)
    assert turn.answer == "Shall I put the kitchen lamp back as before and unlock the front door?"
    assert (house.world.now[LAMP].state, house.world.now[LOCK].state) == ("on", "locked")
    assert {check.rule for check in turn.checks} >= {"whole_undo"}
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert (house.world.now[LAMP].state, house.world.now[LOCK].state) == ("off", "unlocked")
    assert (yes.status, yes.undoes) == (Status.DONE, done.turn_id)


async def test_where_one_cannot_be_taken_back_nothing_is_and_the_rest_is_offered(house: House) -> None:
    dim = Act(action=Action.SET, entity_ids=(CEILING,), attribute=Attribute.BRIGHTNESS, value=10)
    house.world.set(CEILING, "on", brightness=100, color_mode="brightness")
    done = await house.say("both", LAMP_ON, dim)
    house.world.set(CEILING, "on", brightness=200)
    calls = len(house.world.calls)
    turn = await house.say("undo that", UNDO)
    assert turn.answer == (
        "The kitchen ceiling has changed since, so I left it alone. Shall I put the kitchen lamp back as before?"
    )
    assert (turn.status, turn.undoes, len(house.world.calls)) == (Status.ASKED, None, calls)
    yes = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert (yes.answer, house.world.now[LAMP].state) == ("Put the kitchen lamp back as before.", "off")
    assert house.world.now[CEILING].attributes["brightness"] == 200
    assert (await house.journaled(done)).undone_by == yes.turn_id


async def test_a_no_leaves_all_as_it_is(house: House) -> None:
    done = await house.say("both", LAMP_ON, Act(action=Action.TURN_ON, entity_ids=(FAN,)))
    house.world.set(FAN, "unavailable")
    assert "Shall I put the kitchen lamp back" in (await house.say("undo that", UNDO)).answer
    await house.say("no", TalkRequest(talk=Talk.NO))
    assert (house.world.now[LAMP].state, (await house.journaled(done)).undone_by) == ("on", None)


async def test_what_was_done_in_a_moment_is_named_and_the_rest_offered(house: House) -> None:
    house.world.timers = True
    house.world.replies["HassStartTimer"] = IntentReply(ok=True, speech="Timer started.")
    await house.say("both", LAMP_ON, PlatformIntent(intent="HassStartTimer", slots={"minutes": 5}, words="a timer"))
    turn = await house.say("undo that", UNDO)
    assert turn.answer == "I cannot take this back: a timer. Shall I put the kitchen lamp back as before?"
    assert house.world.now[LAMP].state == "on"


async def test_what_is_not_allowed_holds_all_up(house: House) -> None:
    await house.say("both", LAMP_ON, Act(action=Action.TURN_ON, entity_ids=(FAN,)))
    house.world.forbidden.add(FAN)
    turn = await house.say("undo that", UNDO)
    assert turn.status is Status.ASKED
    assert (house.world.now[LAMP].state, house.world.now[FAN].state) == ("on", "on")


async def test_a_rest_that_changed_before_the_yes_is_left_alone_again(house: House) -> None:
    await house.say("three", LAMP_ON, Act(action=Action.TURN_ON, entity_ids=(FAN, CEILING)))
    house.world.set(FAN, "unavailable")
    await house.say("undo that", UNDO)
    house.world.set(CEILING, "unavailable")
    turn = await house.say("yes", TalkRequest(talk=Talk.YES))
    assert "Shall I put the kitchen lamp back as before?" in turn.answer
    assert house.world.now[LAMP].state == "on"


async def test_when_one_does_not_follow_the_others_are_put_forward_again(house: House) -> None:
    done = await house.say("both", LAMP_ON, Act(action=Action.TURN_ON, entity_ids=(FAN,)))
    house.world.manners[FAN] = "jam"
    turn = await house.say("undo that", UNDO)
    assert turn.answer == "The fan did not follow. So I left the kitchen lamp as it was."
    assert (house.world.now[LAMP].state, house.world.now[FAN].state) == ("on", "on")
    assert (turn.status, turn.undoes) == (Status.FAILED, None)
    assert (await house.journaled(done)).undone_by is None


async def test_what_would_be_risky_to_put_forward_stays_back_and_is_told(house: House) -> None:
    done = await house.say("both", LAMP_ON, Act(action=Action.UNLOCK, entity_ids=(LOCK,)))
    await house.say("yes", TalkRequest(talk=Talk.YES))
    assert house.world.now[LOCK].state == "unlocked"
    house.world.manners[LAMP] = "jam"
    turn = await house.say("undo that", UNDO)
    assert turn.answer == "Put the front door back as before. The kitchen lamp did not follow."
    assert (house.world.now[LOCK].state, turn.status) == ("locked", Status.PARTIAL)
    assert done.status is Status.ASKED


async def test_undo_takes_back_what_was_delegated(house: House) -> None:
    parent = await house.say("hello")
    for name, device in (("c1", LAMP), ("c2", FAN)):
        part = await house.say(name, Act(action=Action.TURN_ON, entity_ids=(device,)), conversation=name)
        await house.journal.append(replace(part, turn_id=name, parent="P"))
    await house.journal.append(replace(parent, turn_id="P", parent=None))
    turn = await house.kernel.undo("P", ASKER)
    assert (house.world.now[LAMP].state, house.world.now[FAN].state) == ("off", "off")
    assert turn.undoes == "P"
    assert {part.undone_by for part in await house.journal.whole("P")} == {turn.turn_id}


async def test_undo_of_a_turn_by_its_id(house: House) -> None:
    first = await house.say("lamp on", LAMP_ON)
    await house.say("fan on", Act(action=Action.TURN_ON, entity_ids=(FAN,)))
    turn = await house.kernel.undo(first.turn_id, ASKER)
    assert (turn.undoes, house.world.now[LAMP].state, house.world.now[FAN].state) == (first.turn_id, "off", "on")


async def test_an_undo_can_itself_be_undone(house: House) -> None:
    done = await house.say("lamp on", LAMP_ON)
    undone = await house.kernel.undo(done.turn_id, ASKER)
    redone = await house.kernel.undo(undone.turn_id, ASKER)
    assert (redone.undoes, house.world.now[LAMP].state) == (undone.turn_id, "on")


async def test_what_was_undone_is_not_undone_twice(house: House) -> None:
    done = await house.say("lamp on", LAMP_ON)
    await house.kernel.undo(done.turn_id, ASKER)
    turn = await house.kernel.undo(done.turn_id, ASKER)
    assert (turn.answer, turn.status, turn.undoes) == ("There is nothing to undo.", Status.REFUSED, None)


async def test_undo_leaves_alone_what_somebody_changed_since(house: House) -> None:
    house.world.set(CEILING, "on", brightness=100, color_mode="brightness")
    dim = Act(action=Action.SET, entity_ids=(CEILING,), attribute=Attribute.BRIGHTNESS, value=10)
    await house.say("dim", dim)
    house.world.set(CEILING, "on", brightness=200)
    turn = await house.say("undo that", UNDO)
    assert turn.answer == "The kitchen ceiling has changed since, so I left it alone."
    assert house.world.now[CEILING].attributes["brightness"] == 200


async def test_with_nothing_done_there_is_nothing_to_undo(house: House) -> None:
    turn = await house.say("undo that", UNDO)
    assert (turn.answer, turn.status) == ("There is nothing to undo.", Status.REFUSED)


async def test_undo_after_what_was_so_already_does_not_reach_into_another_conversation(house: House) -> None:
    await house.say("lamp on", LAMP_ON, conversation="c1")
    await house.say("lamp on", LAMP_ON, conversation="c2")
    turn = await house.say("undo that", UNDO, conversation="c2")
    assert turn.status is Status.REFUSED
    assert house.world.now[LAMP].state == "on"


async def test_an_undo_that_jams_is_not_claimed(house: House) -> None:
    done = await house.say("lamp on", LAMP_ON)
    house.world.manners[LAMP] = "jam"
    turn = await house.say("undo that", UNDO)
    assert turn.status is Status.FAILED
    assert (await house.journaled(done)).undone_by is None


async def test_undo_needs_rights(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    house.world.forbidden.add(LAMP)
    turn = await house.say("undo that", UNDO)
    assert (turn.status, house.world.now[LAMP].state) == (Status.REFUSED, "on")


async def test_undo_of_an_unknown_turn_is_told(house: House) -> None:
    with pytest.raises(TurnNotFound):
        await house.kernel.undo("none", ASKER)


async def test_why_is_told_from_the_record(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    turn = await house.say("why", WHY)
    assert turn.answer == (
        "You wrote: lamp on. I understood it without a model. "
        "The rules allowed it: turning on is an ordinary act for it. "
        "The kitchen lamp went from off to on, read back."
    )


async def test_why_tells_values_and_so_does_what_was_done(house: House) -> None:
    house.world.set(LAMP, "on", brightness=128)
    dim = Act(action=Action.SET, entity_ids=(LAMP,), attribute=Attribute.BRIGHTNESS, value=20, words="dim")
    await house.say("dim", dim)
    assert (await house.say("why", WHY)).answer.endswith(
        "Brightness of the kitchen lamp went from 50 to 20%, read back."
    )
    assert (await house.say("did", DID)).answer == "At 09:00: brightness of the kitchen lamp from 50 to 20%."


async def test_why_passes_over_talk_and_survives_a_restart(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    await house.say("thanks", TalkRequest(talk=Talk.THANKS))
    first = await house.say("why", WHY)
    await house.restart()
    assert (await house.say("why")).answer == first.answer


async def test_why_of_what_was_so_already_tells_of_it_and_not_of_another_act(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    await house.say("once more", LAMP_ON)
    assert (await house.say("why", WHY)).answer == (
        "You wrote: once more. I understood it without a model. Nothing was changed."
    )


async def test_why_in_the_language_of_the_person(house: House) -> None:
    turn = await house.say("lamp on", LAMP_ON)
    told = await house.kernel.explain(turn.turn_id, "de")
    assert told.startswith("Du hast geschrieben: lamp on. Das habe ich ohne Modell verstanden.")


async def test_why_tells_of_refusals_jams_and_undoing(house: House) -> None:
    house.world.manners[LAMP] = "jam"
    house.world.forbidden.add(FAN)
    turn = await house.say("both", LAMP_ON, Act(action=Action.TURN_ON, entity_ids=(FAN,)))
    told = await house.kernel.explain(turn.turn_id, "en")
    assert "The kitchen lamp did not confirm it." in told
    assert "The rules refused the fan: you have no right to control it." in told


async def test_why_with_nothing_done(house: House) -> None:
    turn = await house.say("why", WHY)
    assert turn.answer == "I have not done anything yet."


async def test_why_of_an_unknown_turn_is_told(house: House) -> None:
    with pytest.raises(TurnNotFound):
        await house.kernel.explain("none", "en")


DID = TalkRequest(talk=Talk.WHAT_DID_YOU_DO)


async def test_what_did_you_do_tells_todays_acts_with_their_times_newest_first(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    house.clock.advance(hours=2, minutes=5)
    both = Act(action=Action.TURN_ON, entity_ids=(CEILING, FAN))
    await house.say("more on", both, conversation="c2")
    turn = await house.say("what did you do", DID)
    assert turn.answer == (
        "At 11:05: the kitchen ceiling and the fan from off to on. At 09:00: the kitchen lamp from off to on."
    )


async def test_what_was_done_yesterday_or_for_somebody_else_is_not_told(house: House) -> None:
    await house.say("lamp on", LAMP_ON)
    house.clock.advance(hours=16)  # past midnight on the clocks of the home
    house.reader.script["fan on"] = (Act(action=Action.TURN_ON, entity_ids=(FAN,)),)
    other = house.utterance("fan on", asker=Asker(origin=Origin.VOICE))
    async for _ in house.kernel.turn(other):
        pass
    turn = await house.say("what did you do", DID)
    assert turn.answer == "I have changed nothing today."


async def test_of_many_acts_the_oldest_are_counted(house: House) -> None:
    for number in range(9):
        value = 10 + 5 * number
        dim = Act(action=Action.SET, entity_ids=(CEILING,), attribute=Attribute.BRIGHTNESS, value=value)
        await house.say(f"dim {number}", dim)
    turn = await house.say("what did you do", DID)
    assert turn.answer.count("At 09:00") == 6
    assert turn.answer.endswith("And 3 more before that.")


async def test_what_was_done_alike_several_times_is_told_once(house: House) -> None:
    for number in range(3):
        await house.say(f"on {number}", LAMP_ON)
        house.world.set(LAMP, "off")
        house.clock.advance(hours=1)
    turn = await house.say("what did you do", DID)
    assert turn.answer == "At 09:00, 10:00 and 11:00: the kitchen lamp from off to on."


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (Span.TODAY, ["08:00", "13:00", "19:00"]),
        (Span.MORNING, ["08:00"]),
        (Span.AFTERNOON, ["13:00"]),
        (Span.EVENING, ["19:00"]),
        (Span.NIGHT, ["23:00"]),
        (Span.YESTERDAY, ["23:00"]),
        (Span.HOUR, ["19:00"]),
    ],
)
async def test_what_was_done_in_a_time_is_told_and_nothing_else(house: House, span: Span, told: list[str]) -> None:
    made = await house.say("on", LAMP_ON)
    await house.journal.erase("anna")
    first = house.clock.now().replace(hour=22)  # eleven in the evening on the clocks of the home
    for hours in (0, 9, 14, 20):
        at = (first + timedelta(hours=hours)).isoformat()
        await house.journal.append(replace(made, turn_id=at, at=at))
    house.clock.advance(hours=34, minutes=30)
    turn = await house.say("did", TalkRequest(talk=Talk.WHAT_DID_YOU_DO, span=span))
    assert re.findall(r"\d\d:\d\d", turn.answer) == told


async def test_what_was_undone_jammed_or_served_elsewhere_is_told_as_such(house: House) -> None:
    house.world.timers = True
    house.world.replies["HassStartTimer"] = IntentReply(ok=True, speech="Timer started.")
    await house.say("timer", PlatformIntent(intent="HassStartTimer", slots={"minutes": 5}))
    house.world.manners[FAN] = "jam"
    await house.say("fan on", Act(action=Action.TURN_ON, entity_ids=(FAN,)))
    done = await house.say("lamp on", LAMP_ON)
    await house.kernel.undo(done.turn_id, ASKER)
    turn = await house.say("what did you do", DID)
    assert turn.answer == (
        "At 09:00: the kitchen lamp from on to off. At 09:00: the kitchen lamp from off to on, undone since. "
        "At 09:00: the fan, not read back. At 09:00: Timer started."
    )


@pytest.mark.parametrize(
    ("talk", "answer"),
    [
        (Talk.THANKS, "You're welcome."),
        (Talk.GREETING, "Hello. What can I do?"),
        (Talk.REPEAT, "I have not said anything yet."),
        (Talk.WHAT_DID_YOU_DO, "I have changed nothing today."),
    ],
)
async def test_small_talk_is_answered(house: House, talk: Talk, answer: str) -> None:
    turn = await house.say("talk", TalkRequest(talk=talk))
    assert (turn.answer, turn.status) == (answer, Status.ANSWERED)


async def test_repeat_says_the_last_answer_again(house: House) -> None:
    turn = await house.say("lamp on", LAMP_ON)
    again = await house.say("again", TalkRequest(talk=Talk.REPEAT))
    assert again.answer == turn.answer
