"""The one question at the end of an answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from custom_components.llm_agents.core.agents.offering import Made
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

    async def make(self, habit: Habit, asker: Asker, language: str) -> Made:
        """Make one."""
        self.made.append((habit.habit_id, asker.user_id))
        return Made(automation_id="a1", alias="Bedtime", pasted=self.pasted)


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
    talk.kernel.offers.maker = maker
    talk.kernel.offers.book.found([HABIT])
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
    talk.kernel.offers.habits = False
    assert (await talk.say("turn on the kitchen lamp")).status is Status.DONE
    talk.kernel.offers.habits, talk.kernel.offers.maker = True, None
    assert (await talk.say("turn off the kitchen lamp")).status is Status.DONE


async def test_offers_nothing_after_a_question_or_a_failure(talk: Talking, maker: Maker) -> None:
    assert "By the way" not in (await talk.say("unlock the front door")).answer
    talk.world.manners[LAMP] = "raise"
    assert "By the way" not in (await talk.say("turn on the kitchen lamp", conversation="c2")).answer
    assert LOCK in talk.world.the_home.entities


async def test_does_not_offer_a_habit_of_a_thing_that_is_gone(talk: Talking) -> None:
    talk.kernel.offers.maker = Maker()
    gone = Habit.from_json(HABIT.to_json() | {"deeds": [Deed("light.gone", "light", "turn_off").to_json()]})
    talk.kernel.offers.book.found([gone])
    assert (await talk.say("turn on the kitchen lamp")).status is Status.DONE


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
