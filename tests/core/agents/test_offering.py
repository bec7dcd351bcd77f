"""The one question at the end of an answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from custom_components.llm_agents.core.agents.habit_desk import Made
from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.record import Asker, Origin, Status
from custom_components.llm_agents.core.memory.facts import FactKind, How
from custom_components.llm_agents.core.memory.habits import Habit
from custom_components.llm_agents.core.memory.manual import Deed

from .fakes import BLIND, CEILING, FAN, LAMP, LOCK
from .test_remembering import ANNA, BEN, SATELLITE, Talking

HABIT = Habit(
    habit_id="h1",
    user_id="anna",
    deeds=(Deed(FAN, "switch", "turn_off"),),
    minute=23 * 60 + 10,
    weekdays=frozenset(range(5)),
    times=9,
    days=10,
    confidence=0.8,
    evidence=("2026-11-20T23:10",),
)


@dataclass
class Maker:
    """Notes the automations that are to be made."""

    made: list[tuple[str, str | None]] = field(default_factory=list)
    pasted: bool = False
    keeps: bool = False
    looks: int = 0

    async def make(self, habit: Habit, asker: Asker, language: str) -> Made:
        """Make one."""
        self.made.append((habit.habit_id, asker.user_id))
        return Made(automation_id="a1", alias="Bedtime", pasted=self.pasted)

    async def look_again(self) -> None:
        """Look."""
        self.looks += 1

    async def remove(self, habit: Habit, made: Made, asker: Asker) -> bool:
        """Take it away, where it was not changed."""
        if self.keeps:
            return False
        self.made.remove((habit.habit_id, asker.user_id))
        return True


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    journal = AsyncJournal(tmp_path / "journal.db")
    await journal.open()
    talking = Talking(journal)
    await talking.kernel.open()
    yield talking
    await talking.kernel.close()
    await journal.close()


@pytest.fixture
def maker(talk: Talking) -> Maker:
    maker = Maker()
    talk.kernel.offers.desk.maker = maker
    talk.kernel.offers.desk.book.found([HABIT])
    return maker


async def test_offers_a_habit_once_and_makes_the_automation_after_a_yes_only(talk: Talking, maker: Maker) -> None:
    turn = await talk.say("turn on the kitchen lamp")
    assert turn.status is Status.ASKED
    assert turn.answer.startswith(
        "Turned on the kitchen lamp. By the way: on weekdays at about 11:10 PM, 9 of the last 10"
    )
    assert turn.answer.endswith("turn off the fan. Shall I make an automation of it?")
    assert not maker.made
    assert "automation" in (await talk.say("yes")).answer
    assert maker.made == [("h1", "anna")]
    assert (await talk.say("turn off the kitchen lamp", conversation="c2")).status is Status.DONE


async def test_a_habit_that_is_not_wanted_is_never_offered_again(talk: Talking, maker: Maker) -> None:
    await talk.say("turn on the kitchen lamp")
    await talk.say("no")
    talk.clock.advance(days=100)
    assert (await talk.say("turn off the kitchen lamp", conversation="c2")).status is Status.DONE
    assert not maker.made


async def test_tells_that_an_automation_has_to_be_pasted(talk: Talking, maker: Maker) -> None:
    maker.pasted = True
    await talk.say("turn on the kitchen lamp")
    assert "repairs" in (await talk.say("yes")).answer


@pytest.mark.parametrize("asker", [BEN, SATELLITE, Asker(origin=Origin.AUTOMATION, user_id="anna")])
async def test_offers_nobody_elses_habit(talk: Talking, maker: Maker, asker: Asker) -> None:
    assert (await talk.say("turn on the kitchen lamp", asker)).status is Status.DONE


async def test_offers_nothing_where_no_automation_can_be_made_or_it_is_not_wanted(talk: Talking, maker: Maker) -> None:
    talk.kernel.offers.desk.wanted = False
    assert (await talk.say("turn on the kitchen lamp")).status is Status.DONE
    talk.kernel.offers.desk.wanted, talk.kernel.offers.desk.maker = True, None
    assert (await talk.say("turn off the kitchen lamp")).status is Status.DONE


async def test_offers_nothing_after_a_question_or_a_failure(talk: Talking, maker: Maker) -> None:
    assert "By the way" not in (await talk.say("unlock the front door")).answer
    talk.world.manners[LAMP] = "raise"
    assert "By the way" not in (await talk.say("turn on the kitchen lamp", conversation="c2")).answer
    assert LOCK in talk.world.the_home.entities


async def test_does_not_offer_a_habit_of_a_thing_that_is_gone(talk: Talking) -> None:
    talk.kernel.offers.desk.maker = Maker()
    gone = Habit.from_json(HABIT.to_json() | {"deeds": [Deed("light.gone", "light", "turn_off").to_json()]})
    talk.kernel.offers.desk.book.found([gone])
    assert (await talk.say("turn on the kitchen lamp")).status is Status.DONE


ASKS = "do you have any suggestions"


@pytest.mark.parametrize("words", [ASKS, "what have you noticed", "have you noticed anything", "what do you suggest"])
async def test_tells_what_it_noticed_when_asked_and_makes_it_after_a_yes(
    talk: Talking, maker: Maker, words: str
) -> None:
    turn = await talk.say(words)
    assert turn.answer == (
        "On weekdays at about 11:10 PM, 9 of the last 10 times, you did this by hand: turn off the fan. "
        "Shall I make an automation of it?"
    )
    assert (turn.status, maker.made, maker.looks) == (Status.ASKED, [], 1)
    made = await talk.say("yes")
    assert "Bedtime" in made.answer
    assert maker.made == [("h1", "anna")]
    assert (await talk.say(ASKS)).answer == "I have nothing to suggest at the moment."


async def test_a_no_to_what_was_told_is_for_good(talk: Talking, maker: Maker) -> None:
    await talk.say(ASKS)
    await talk.say("no")
    assert "nothing to suggest" in (await talk.say(ASKS)).answer
    assert not maker.made


async def test_tells_several_and_asks_about_the_surest(talk: Talking, maker: Maker) -> None:
    more = [{"habit_id": f"h{n}", "minute": 60 * n, "confidence": 0.7 - n / 100} for n in range(2, 6)]
    talk.kernel.offers.desk.book.found([HABIT, *(Habit.from_json(HABIT.to_json() | one) for one in more)])
    turn = await talk.say(ASKS)
    assert turn.answer.count("by hand") == 3
    assert "And 2 things more. Shall I make an automation of the first?" in turn.answer
    await talk.say("yes")
    assert maker.made == [("h1", "anna")]


@pytest.mark.parametrize("asker", [BEN, SATELLITE])
async def test_tells_nobody_elses_suggestions(talk: Talking, maker: Maker, asker: Asker) -> None:
    assert "nothing to suggest" in (await talk.say(ASKS, asker)).answer


async def test_tells_of_no_habit_where_they_are_off_or_the_thing_is_gone(talk: Talking, maker: Maker) -> None:
    talk.kernel.offers.desk.wanted = False
    assert "nothing to suggest" in (await talk.say(ASKS)).answer
    talk.kernel.offers.desk.wanted = True
    gone = Habit.from_json(HABIT.to_json() | {"deeds": [Deed("light.gone", "light", "turn_off").to_json()]})
    talk.kernel.offers.desk.book.found([gone])
    assert "nothing to suggest" in (await talk.say(ASKS)).answer


@pytest.fixture
async def accepted(talk: Talking, maker: Maker) -> Maker:
    """Let an automation be made of the habit."""
    await talk.say(ASKS)
    await talk.say("yes")
    assert maker.made
    return maker


async def test_undo_takes_the_automation_away_again(talk: Talking, accepted: Maker) -> None:
    undone = await talk.say("undo that")
    assert undone.answer == "I have taken that automation away again: Bedtime."
    assert not accepted.made
    assert undone.undoes is not None
    talk.clock.advance(days=100)
    # It can be asked for again, and is not offered unasked.
    assert (await talk.say("turn on the kitchen lamp", conversation="c2")).status is Status.DONE
    assert "by hand" in (await talk.say(ASKS, conversation="c3")).answer


async def test_undo_reaches_past_an_automation_only_when_it_is_gone(talk: Talking, accepted: Maker) -> None:
    await talk.say("turn on the kitchen lamp", conversation="c2")
    assert "lamp" in (await talk.say("undo that", conversation="c2")).answer
    assert accepted.made
    assert "Bedtime" in (await talk.say("undo that")).answer


async def test_an_automation_that_was_changed_since_stays_and_that_is_told(talk: Talking, accepted: Maker) -> None:
    accepted.keeps = True
    undone = await talk.say("undo that")
    assert "changed since" in undone.answer
    assert (undone.status, undone.undoes) == (Status.REFUSED, None)
    assert accepted.made


async def test_nobody_else_takes_an_automation_away(talk: Talking, accepted: Maker) -> None:
    await talk.say("undo that", SATELLITE)
    assert accepted.made


async def test_a_second_yes_makes_no_second_automation(talk: Talking, maker: Maker) -> None:
    await talk.say(ASKS, conversation="c1")
    await talk.say(ASKS, conversation="c2")
    await talk.say("yes", conversation="c1")
    assert "Bedtime" in (await talk.say("yes", conversation="c2")).answer
    assert maker.made == [("h1", "anna")]


async def test_tells_of_an_automation_that_it_made_today(talk: Talking, accepted: Maker) -> None:
    assert "Bedtime" in (await talk.say("what did you do today")).answer


async def mean_the_other(talk: Talking, conversation: str) -> str:
    await talk.say("turn on the big lamp", conversation=conversation)
    turn = await talk.say("no, I meant the kitchen ceiling", conversation=conversation)
    for lamp in (LAMP, CEILING):
        talk.world.set(lamp, "off")
    return turn.answer


@pytest.fixture
async def big(talk: Talking) -> Talking:
    """Let the kitchen lamp be called the big one already, as an owner might have written."""
    home = talk.world.the_home
    lamp = home.entities[LAMP]
    renamed = type(lamp)(entity_id=LAMP, name="Kitchen lamp", aliases=("big lamp",), area_id="kitchen")
    talk.world.the_home = type(home)(version=3, areas=home.areas, entities={**home.entities, LAMP: renamed})
    return talk


async def test_what_was_meant_twice_is_offered_as_a_name(big: Talking) -> None:
    assert "called" not in await mean_the_other(big, "c1")
    asked = await mean_the_other(big, "c2")
    assert asked.endswith("Shall the kitchen ceiling be called big lamp from now on?")
    assert [fact.kind for fact in big.facts()] == [FactKind.CORRECTION]
    await big.say("yes", conversation="c2")
    name = next(fact for fact in big.facts() if fact.kind is FactKind.NAME)
    assert (name.about, name.user_id, name.evidence.how) == ((CEILING,), "anna", How.ANSWER)


async def test_a_name_that_was_refused_is_not_asked_about_again(big: Talking) -> None:
    for conversation in ("c1", "c2"):
        await mean_the_other(big, conversation)
    await big.say("no", conversation="c2")
    assert "called" not in await mean_the_other(big, "c3")


async def evenings(talk: Talking, times: int) -> datetime:
    """Let somebody turn the desk lamp off two minutes after the fan on some evenings."""
    for number in range(times):
        await talk.say("turn on the kitchen ceiling", conversation=f"e{number}")
        talk.clock.advance(minutes=2)
        await talk.say("close the blind", conversation=f"f{number}")
        talk.world.set(CEILING, "off")
        talk.world.set(BLIND, "open", current_position=100)
        talk.clock.advance(days=1, minutes=-2)
    return talk.clock.now()


async def test_offers_what_is_likely_asked_next_and_does_it_after_a_yes(talk: Talking) -> None:
    await evenings(talk, 12)
    turn = await talk.say("turn on the kitchen ceiling", conversation="now")
    assert turn.answer == "Turned on the kitchen ceiling. Shall I close the blind too, as usual?"
    calls = len(talk.world.calls)
    assert (await talk.say("yes", conversation="now")).answer == "Closed the blind."
    assert len(talk.world.calls) == calls + 1


async def test_knows_what_follows_after_a_restart(talk: Talking) -> None:
    await evenings(talk, 12)
    talk.start()
    await talk.kernel.open()
    assert "as usual" in (await talk.say("turn on the kitchen ceiling", conversation="now")).answer


async def test_offers_one_thing_per_conversation_and_nothing_that_is_so_already(talk: Talking) -> None:
    await evenings(talk, 12)
    talk.world.set(BLIND, "closed", current_position=0)
    assert "as usual" not in (await talk.say("turn on the kitchen ceiling", conversation="n1")).answer
    talk.world.set(CEILING, "off")
    talk.world.set(BLIND, "open", current_position=100)
    talk.clock.advance(minutes=20)
    assert "as usual" in (await talk.say("turn on the kitchen ceiling", conversation="n2")).answer
    await talk.say("no", conversation="n2")
    talk.world.set(CEILING, "off")
    assert "as usual" not in (await talk.say("turn on the kitchen ceiling", conversation="n2")).answer


@pytest.mark.parametrize("why", ["off", "person", "voice", "hour"])
async def test_offers_no_next_request(talk: Talking, why: str) -> None:
    await evenings(talk, 12)
    asker = {"person": BEN, "voice": SATELLITE}.get(why, ANNA)
    if why == "off":
        talk.kernel.offers.predictions = False
    if why == "hour":
        talk.clock.advance(hours=6)
    assert "as usual" not in (await talk.say("turn on the kitchen ceiling", asker, "now")).answer
