"""After a crash: what a yes had begun is settled by reading the home back, and never done again."""

import pytest

from custom_components.llm_agents.core.agents.kernel import QuestionClosed
from custom_components.llm_agents.core.agents.pending import pending_of
from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.turning import Turning
from custom_components.llm_agents.core.journal.record import Status, Turn
from custom_components.llm_agents.core.language.outcome import Remark, Said
from custom_components.llm_agents.core.language.request import Act, Action, PlatformIntent, Request, Talk, TalkRequest

from .fakes import LAMP, LOCK
from .houses import ASKER, House

UNLOCK = Act(action=Action.UNLOCK, entity_ids=(LOCK,))
LOST = "01M7ZJX3XB79CK3A4ZNJKDDPKE"


async def cut_off(house: House, *requests: Request, **became: str) -> Turn:
    """Ask, say yes, and die before anything is recorded; return what asked. Devices became something or not."""
    asked = await house.say("unlock", *requests)
    assert asked.status is Status.ASKED
    assert await house.journal.claim(asked.turn_id, LOST)
    for entity_id, state in became.items():
        house.world.set({"lock": LOCK, "lamp": LAMP}[entity_id], state)
    house.journal._journal.was_cut_off = True
    return asked


async def recovered(house: House) -> Turn:
    """Start again; return the turn of the yes."""
    await house.restart()
    house.kernel.start()
    await house.settle()
    turn = await house.journal.get(LOST)
    assert turn
    return turn


async def test_what_was_done_is_read_back_recorded_and_can_be_undone(house: House) -> None:
    asked = await cut_off(house, UNLOCK, lock="unlocked")
    turn = await recovered(house)
    assert turn.answer == "I was cut off after your yes, and have looked what came of it. Unlocked the front door."
    assert (turn.status, turn.reply_to, house.world.calls) == (Status.DONE, asked.turn_id, [])
    assert [(change.before["state"], change.after["state"]) for change in turn.changes] == [("locked", "unlocked")]
    undo = await house.say("undo that", TalkRequest(talk=Talk.UNDO))
    assert (undo.undoes, house.world.now[LOCK].state) == (LOST, "locked")


async def test_what_was_not_done_is_not_claimed_nor_done_now(house: House) -> None:
    asked = await cut_off(house, UNLOCK)
    turn = await recovered(house)
    assert "I tried to unlock the front door, but it did not follow." in turn.answer
    assert (turn.status, house.world.calls, house.world.now[LOCK].state) == (Status.FAILED, [], "locked")
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(asked.turn_id, ASKER)


async def test_of_several_each_is_told_as_it_is(house: House) -> None:
    await cut_off(house, UNLOCK, Act(action=Action.TURN_ON, entity_ids=(LAMP,)), lamp="on")
    turn = await recovered(house)
    assert turn.status is Status.PARTIAL
    assert [change.entity_id for change in turn.changes] == [LAMP]


async def test_an_undo_is_settled_too(house: House) -> None:
    house.world.set(LOCK, "unlocked")
    done = await house.say("lock", Act(action=Action.LOCK, entity_ids=(LOCK,)))
    calls = len(house.world.calls)
    await cut_off(house, TalkRequest(talk=Talk.UNDO), lock="unlocked")
    turn = await recovered(house)
    assert (turn.status, turn.undoes, len(house.world.calls)) == (Status.DONE, done.turn_id, calls)
    assert (await house.journaled(done)).undone_by == LOST


async def test_what_cannot_be_told_from_where_it_ended_is_left_to_the_person(house: House) -> None:
    await cut_off(house, Act(action=Action.TOGGLE, entity_ids=(LOCK,), words="toggle"), lock="unlocked")
    turn = await recovered(house)
    assert turn.status in (Status.DONE, Status.REFUSED)
    assert not house.world.calls


async def test_what_others_were_to_do_is_never_told_as_looked_after(house: House) -> None:
    house.policy.confirm = Confirm.ALWAYS
    await cut_off(house, PlatformIntent(intent="HassBroadcast", slots={"message": "Dinner"}, words="broadcast"))
    turn = await recovered(house)
    assert turn.answer.endswith("I had taken that up already, and was cut off. Please look whether it was done.")
    assert turn.status is Status.REFUSED


async def test_what_was_settled_is_not_settled_again(house: House) -> None:
    await cut_off(house, UNLOCK)
    await recovered(house)
    count = len(await house.turns())
    await recovered(house)
    assert len(await house.turns()) == count


async def test_a_journal_that_was_closed_well_has_nothing_to_settle(house: House) -> None:
    await cut_off(house, UNLOCK)
    house.journal._journal.was_cut_off = False
    await house.restart()
    house.kernel.start()
    await house.settle()
    assert await house.journal.get(LOST) is None


async def test_a_no_before_a_crash_is_nothing_to_look_after(house: House) -> None:
    asked = await house.say("unlock", UNLOCK)
    await house.journal.claim(asked.turn_id, LOST, acting=False)
    house.journal._journal.was_cut_off = True
    assert await house.journal.unfinished("2000-01-01T00:00:00+00:00") == []


async def test_a_second_yes_hears_what_the_first_came_to(house: House) -> None:
    asked = await house.say("unlock", UNLOCK)
    first = await house.kernel.approve(asked.turn_id, ASKER)
    pending = pending_of(await house.journaled(asked))
    assert pending
    turning = Turning(utterance=house.utterance("yes"), clock=house.clock)
    (said,) = await house.kernel._servant.confirm(pending, turning, None)  # type: ignore[arg-type]
    assert said == Said(remark=Remark.ANSWERED_BEFORE, values={"answer": first.answer})
