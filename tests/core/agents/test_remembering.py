"""Talking about the memory, through the kernel and the real reader."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.kernel import Kernel, TurnDone, Utterance
from custom_components.llm_agents.core.agents.policy import Policy
from custom_components.llm_agents.core.home.model import Area, Entity, State
from custom_components.llm_agents.core.journal.asynchronous import AsyncJournal
from custom_components.llm_agents.core.journal.record import Asker, Origin, Status, Turn
from custom_components.llm_agents.core.memory.facts import Fact, FactKind, How

from .fakes import CEILING, DESK_BED, DESK_OFFICE, LAMP, FakeClock, FakeWorld, make_home

ANNA = Asker(origin=Origin.TEXT, user_id="anna")
BEN = Asker(origin=Origin.TEXT, user_id="ben")
SATELLITE = Asker(origin=Origin.VOICE, device_id="sat", area_id="bedroom")
HEATER = "climate.bedroom"


@dataclass
class Talking:
    """A kernel that reads English, and who talks to it."""

    journal: AsyncJournal
    world: FakeWorld = field(default_factory=FakeWorld)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.kernel = Kernel(self.world, self.journal, Policy(), clock=self.clock, verify_timeout=0.05)

    async def say(self, text: str, asker: Asker = ANNA, conversation: str = "c1") -> Turn:
        utterance = Utterance(text=text, language="en", conversation_id=conversation, agent_id="a", asker=asker)
        done = [event async for event in self.kernel.turn(utterance)][-1]
        assert isinstance(done, TurnDone)
        return done.turn

    def facts(self, user_id: str | None = "anna") -> list[Fact]:
        return self.kernel.memory.list(user_id)

    def turned_on(self) -> list[Any]:
        return [call.entity_ids for call in self.world.calls if call.service == "turn_on"]


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    journal = AsyncJournal(tmp_path / "journal.db")
    await journal.open()
    talking = Talking(journal)
    home = make_home()
    heater = Entity(entity_id=HEATER, name="Bedroom heater", area_id="bedroom")
    talking.world.the_home = type(home)(
        version=2,
        areas={**home.areas, "loft": Area(area_id="loft", name="Loft")},
        entities={**home.entities, HEATER: heater},
    )
    talking.world.now[HEATER] = State(
        entity_id=HEATER,
        state="heat",
        attributes={"supported_features": 1, "min_temp": 5, "max_temp": 30, "temperature": 18, "target_temp_step": 0.5},
    )
    await talking.kernel.open()
    yield talking
    await talking.kernel.close()
    await journal.close()


async def test_remembers_what_is_told_and_tells_it_with_its_source(talk: Talking) -> None:
    turn = await talk.say("Remember that the bins go out on Monday.")
    assert (turn.status, turn.answer) == (Status.ANSWERED, "I will remember: the bins go out on Monday.")
    told = await talk.say("what do you know about me")
    assert told.answer == "On 21 November 2026 you said: Remember that the bins go out on Monday."
    assert talk.facts()[0].evidence.turn_id == turn.turn_id


async def test_remembers_over_a_restart(talk: Talking) -> None:
    await talk.say("remember that my tea is green")
    talk.start()
    await talk.kernel.open()
    assert "my tea is green" in (await talk.say("what do you know about tea")).answer


async def test_a_person_and_a_satellite_do_not_hear_another_persons_facts(talk: Talking) -> None:
    await talk.say("remember that I hide the presents in the loft")
    await talk.say("remember that we leave the presents for Friday")
    for asker in (BEN, SATELLITE):
        for question in ("what do you know about presents", "what do you know about me", "what do you know about us"):
            turn = await talk.say(question, asker, conversation=f"{asker.user_id}")
            assert "hide" not in turn.answer
    assert "Friday" in (await talk.say("what do you know about presents", SATELLITE, "c3")).answer


async def test_a_satellite_without_a_user_teaches_the_household(talk: Talking) -> None:
    await talk.say("remember that the cat is called Misty", SATELLITE)
    assert [fact.user_id for fact in talk.facts("ben")] == [None]


async def test_what_somebody_likes_is_remembered_after_a_yes(talk: Talking) -> None:
    asked = await talk.say("I like it warm in the evening")
    assert (asked.status, asked.answer) == (Status.ASKED, "Shall I remember that: I like it warm in the evening?")
    assert not talk.facts()
    await talk.say("yes")
    fact = talk.facts()[0]
    assert (fact.kind, fact.text, fact.evidence.how) == (
        FactKind.PREFERENCE,
        "I like it warm in the evening",
        How.ANSWER,
    )
    assert fact.evidence.turn_id == asked.turn_id


async def test_after_a_no_nothing_is_remembered(talk: Talking) -> None:
    await talk.say("I hate brass bands")
    assert (await talk.say("no")).answer == "All right, I left it."
    assert not talk.facts()


async def test_sets_what_somebody_prefers_where_they_are(talk: Talking) -> None:
    assert (await talk.say("set my usual temperature", SATELLITE)).answer.startswith("I do not know your favourite")
    await talk.say("our usual temperature in the bedroom is 21", SATELLITE)
    turn = await talk.say("make it cosy here", SATELLITE)
    assert [call.data for call in talk.world.calls] == [{"temperature": 21}], turn.answer


async def test_says_what_is_preferred(talk: Talking) -> None:
    await talk.say("my favourite temperature is 21")
    assert "21" in (await talk.say("what is my favourite temperature")).answer


async def test_forgets_what_is_named_in_full_and_asks_about_the_rest(talk: Talking) -> None:
    await talk.say("remember that the bins go out on Monday")
    await talk.say("remember that the old piano stands in the loft beside the ladder")
    assert (await talk.say("forget that the bins go out on Monday")).answer == "Forgotten: the bins go out on Monday."
    asked = await talk.say("forget about the piano")
    assert asked.status is Status.ASKED
    assert len(talk.facts()) == 1
    await talk.say("yes")
    assert not talk.facts()


async def test_forgets_what_was_said_last(talk: Talking) -> None:
    await talk.say("remember that the bins go out on Monday")
    await talk.say("forget that")
    assert not talk.facts()


async def test_forgets_everything_of_the_asker_after_a_yes_only(talk: Talking) -> None:
    await talk.say("remember that I like tea")
    await talk.say("remember that I like rain")
    await talk.say("remember that our cat is Misty")
    asked = await talk.say("forget everything about me")
    assert asked.answer == "Shall I forget all 2 things I know about you?"
    assert len(talk.facts()) == 3
    assert (await talk.say("yes")).answer == "I have forgotten all 2 things I knew about you."
    assert [fact.text for fact in talk.facts()] == ["our cat is Misty"]


async def test_an_unknown_voice_cannot_forget_what_is_somebodys(talk: Talking) -> None:
    await talk.say("remember that I like tea")
    assert (await talk.say("forget everything about me", SATELLITE)).status is Status.ANSWERED
    await talk.say("forget that I like tea", SATELLITE, "c9")
    assert len(talk.facts()) == 1


@pytest.mark.parametrize(
    ("told", "wrong", "text"),
    [
        ("the bins go out on Monday", "that is wrong, it is Tuesday", "the bins go out on Tuesday"),
        ("dinner is at 7", "that's wrong, it is 8", "dinner is at 8"),
        ("the cat is Misty", "that is not right, it is a dog with the name of Rex", "a dog with the name of Rex"),
    ],
)
async def test_corrects_what_was_told_last(talk: Talking, told: str, wrong: str, text: str) -> None:
    await talk.say(f"remember that {told}")
    turn = await talk.say(wrong)
    assert [fact.text for fact in talk.facts()] == [text]
    assert turn.answer == f"I have changed that: {text}."


async def test_a_wrong_value_of_a_preference_is_changed_too(talk: Talking) -> None:
    await talk.say("my favourite temperature is 21")
    await talk.say("that is wrong, it is 19")
    assert [fact.value for fact in talk.facts()] == [19]


async def test_secrets_are_refused_with_a_reason_and_are_not_in_the_memory(talk: Talking) -> None:
    turn = await talk.say("remember that the PIN of the alarm is 4711")
    assert turn.status is Status.REFUSED
    assert "secret" in turn.answer
    assert not talk.facts()


async def test_what_is_not_to_be_done_again_is_asked_about(talk: Talking) -> None:
    await talk.say("turn on the kitchen lamp")
    assert talk.turned_on() == [(LAMP,)]
    assert (await talk.say("don't do that again")).answer == "I will ask first before I do that again."
    again = await talk.say("turn on the kitchen lamp")
    assert again.status is Status.ANSWERED or again.status is Status.DONE  # it is on already
    talk.world.set(LAMP, "off")
    asked = await talk.say("turn on the kitchen lamp")
    assert asked.status is Status.ASKED
    assert len(talk.turned_on()) == 1
    await talk.say("turn on the kitchen lamp", BEN, "c2")
    assert len(talk.turned_on()) == 2


async def test_another_name_for_a_thing_is_the_households(talk: Talking) -> None:
    assert (await talk.say("call the kitchen lamp Sunny")).answer == "I will remember: Sunny means the kitchen lamp."
    await talk.say("turn on Sunny", BEN, "c2")
    assert talk.turned_on() == [(LAMP,)]


async def test_an_own_name_for_a_thing_is_ones_own(talk: Talking) -> None:
    await talk.say("when I say cinema I mean the kitchen ceiling")
    await talk.say("turn on cinema", BEN, "c2")
    assert not talk.turned_on()
    await talk.say("turn on cinema")
    assert talk.turned_on() == [(CEILING,)]


async def test_a_forgotten_name_is_one_no_more(talk: Talking) -> None:
    await talk.say("call the kitchen lamp Sunny")
    await talk.say("forget that")
    await talk.say("turn on Sunny", conversation="c2")
    assert not talk.turned_on()


async def test_asks_which_thing_is_to_be_called_so(talk: Talking) -> None:
    turn = await talk.say("call the desk lamp Moon")
    assert turn.status is not Status.DONE
    assert not talk.facts()
    assert {DESK_BED, DESK_OFFICE} <= set(talk.world.the_home.entities)


async def test_what_is_forgotten_is_in_the_journal_no_more(talk: Talking) -> None:
    await talk.say("remember that the spare key is under the mat")
    before = await talk.journal.events(talk.kernel.memory.kinds)
    assert "mat" in str(before)
    await talk.say("forget that")
    assert "mat" not in str(await talk.journal.events(talk.kernel.memory.kinds))
    talk.start()
    await talk.kernel.open()
    assert not talk.facts()


async def test_the_name_of_another_thing_is_not_given_twice(talk: Talking) -> None:
    turn = await talk.say("call the kitchen lamp Fan")
    assert (turn.status, turn.answer) == (Status.REFUSED, "Fan is already the fan. Please choose another name.")
    assert not talk.facts()


@pytest.mark.parametrize("name", ["off", "everything", "yes", "light", "5", "here"])
async def test_a_word_of_the_language_is_no_name(talk: Talking, name: str) -> None:
    await talk.say(f"when I say {name} I mean the kitchen lamp")
    assert not talk.facts()
