"""PINs: hashed, heard, tried only so often, and what they do in a conversation."""

from datetime import timedelta

import pytest

from custom_components.llm_agents.core.agents import pins as pins_module
from custom_components.llm_agents.core.agents.pins import (
    HIDDEN,
    WRONG_TRIES,
    PinError,
    Tried,
    answered_pin,
    hash_pin,
    heard_pin,
    is_pin,
)
from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.record import Asker, Decision, Origin, Status
from custom_components.llm_agents.core.language.data import load
from custom_components.llm_agents.core.language.request import Act, Action, Talk, TalkRequest

from .fakes import LAMP, LOCK, ScriptedModel
from .houses import House

ENGLISH = {"one": 1, "two": 2, "three": 3, "four": 4, "zero": 0, "twelve": 12, "thirty": 30}
UNLOCK = Act(action=Action.UNLOCK, entity_ids=(LOCK,))
YES = TalkRequest(talk=Talk.YES)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins_module, "_N", 2)


@pytest.fixture
def house(house: House) -> House:
    """Return a house whose locks open with a PIN."""
    rule = Rule(rule_id="locks", effect=Decision.PIN, domains=frozenset({"lock"}))
    house.policy.replace(Confirm.RISKY, [rule])
    house.pins.household = hash_pin("1234")
    return house


def test_a_hash_is_of_its_pin_alone_and_salted() -> None:
    hashed = hash_pin("1234")
    assert is_pin("1234", hashed)
    assert not is_pin("1235", hashed)
    assert "1234" not in hashed
    assert hash_pin("1234") != hashed


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "١٢٣٤", " 1234"])
def test_what_is_no_pin_cannot_be_set(pin: str) -> None:
    with pytest.raises(PinError):
        hash_pin(pin)


@pytest.mark.parametrize("hashed", ["", "x", "md5$1$1$1$AA==$AA==", "scrypt$a$8$1$AA==$AA==", "scrypt$3$8$1$AA==$AA=="])
def test_a_hash_that_cannot_be_read_is_of_no_pin(hashed: str) -> None:
    assert not is_pin("1234", hashed)


@pytest.mark.parametrize(
    ("words", "pin"),
    [
        ("1234", "1234"),
        ("12 34", "1234"),
        ("1-2-3-4.", "1234"),
        ("one two three four", "1234"),
        ("One, two, three, four!", "1234"),
        ("twelve thirty four", "1234"),
        ("zero 0 one 1", "0011"),
        ("١٢٣٤", "1234"),
        ("123", None),
        ("1234567890123", None),
        ("turn on 1234", None),
        ("one two three four please", None),
        ("", None),
    ],
)
def test_a_pin_is_heard_in_digits_and_their_words_and_in_nothing_else(words: str, pin: str | None) -> None:
    assert heard_pin(words, ENGLISH) == pin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "twelve thirty-four"),
        ("en", "twelve hundred thirty four"),
        ("de", "zwölf vierunddreißig"),
        ("fr", "douze trente-quatre"),
        ("fr", "douze cent trente-quatre"),
        ("es", "doce treinta y cuatro"),
        ("it", "dodici trentaquattro"),
        ("nl", "twaalf vierendertig"),
        ("pl", "dwanaście trzydzieści cztery"),
        ("pt-BR", "doze trinta e quatro"),
        ("ru", "двенадцать тридцать четыре"),
        ("en", "12:34"),
    ],
)
def test_a_pin_is_heard_in_numbers_of_two_digits_in_every_language(language: str, words: str) -> None:
    numbers = load(language)["language"]["numbers"]
    assert heard_pin(words, numbers) == "1234"


@pytest.mark.parametrize(
    ("words", "pin"),
    [
        ("yes, 1234", "1234"),
        ("my pin is one two three four please", "1234"),
        ("the pin is 12 34", "1234"),
        ("one two tree four", ""),
        ("123", ""),
        ("turn on light 3 in 20 minutes", None),
        ("turn on the light at 12:30", None),
        ("set it to 50 percent and the heating to 21", None),
        ("no", None),
    ],
)
def test_an_answer_to_the_question_for_a_pin_may_hold_it_among_other_words(words: str, pin: str | None) -> None:
    assert answered_pin(words, load("en")["language"]["numbers"]) == pin


async def test_a_pin_among_other_words_goes_to_no_model_and_no_journal(house: House) -> None:
    model = ScriptedModel()
    house.models.append(model)
    await house.say("unlock it", UNLOCK)
    done = await house.say("well my pin is 1234")
    assert (done.status, done.words, model.asked) == (Status.DONE, HIDDEN, [])


async def test_digits_that_are_no_pin_are_hidden_too_and_count_as_no_try(house: House) -> None:
    model = ScriptedModel()
    house.models.append(model)
    await house.say("unlock it", UNLOCK)
    again = await house.say("one two tree four")
    assert (again.status, again.words, model.asked) == (Status.ASKED, HIDDEN, [])
    assert not await house.journal.events({Kind.PIN_TRIED})
    assert (await house.say("1234")).status is Status.DONE


async def test_the_right_pin_does_what_was_asked_once_and_is_written_nowhere(house: House) -> None:
    asked = await house.say("unlock it", UNLOCK)
    assert (asked.status, asked.answer) == (Status.ASKED, "Shall I unlock the front door? For that I need the PIN.")
    assert not house.world.calls
    done = await house.say("one two three four")
    assert done.status is Status.DONE
    assert [call.service for call in house.world.calls] == ["unlock"]
    assert done.words == HIDDEN
    assert [check.rule for check in done.checks] == ["rule.locks.confirmed"]
    again = await house.say("1234")
    assert len(house.world.calls) == 1
    kept = [str(await house.journaled(turn)) for turn in (asked, done, again)]
    assert not [text for text in kept if "1234" in text or "one two" in text]
    assert not [event for event in await house.journal.events() if "1234" in str(event.data)]


async def test_a_yes_alone_asks_for_the_pin_again(house: House) -> None:
    await house.say("unlock it", UNLOCK)
    again = await house.say("yes", YES)
    assert (again.status, [check.decision for check in again.checks]) == (Status.ASKED, [Decision.PIN])
    assert (await house.say("1234")).status is Status.DONE


async def test_a_wrong_pin_is_told_with_the_tries_that_are_left_and_the_question_stays(house: House) -> None:
    await house.say("unlock it", UNLOCK)
    wrong = await house.say("9999")
    assert wrong.answer.startswith("That PIN is not right. Tries left: 4. Shall I unlock the front door?")
    assert (wrong.status, wrong.words, house.world.calls) == (Status.ASKED, HIDDEN, [])
    assert (await house.say("1234")).status is Status.DONE


async def test_after_too_many_wrong_pins_none_is_taken_for_a_while_also_after_a_restart(house: House) -> None:
    for _ in range(WRONG_TRIES):
        await house.say("unlock it", UNLOCK)
        last = await house.say("9999")
    assert "none for 10 minutes" in last.answer
    await house.restart()
    await house.say("unlock it", UNLOCK)
    locked = await house.say("1234")
    assert "none for 10 minutes" in locked.answer
    assert not house.world.calls
    house.clock.advance(minutes=11)
    await house.say("unlock it", UNLOCK)
    assert (await house.say("1234")).status is Status.DONE
    assert len(await house.journal.events({Kind.PIN_TRIED})) == WRONG_TRIES + 1


async def test_wrong_tries_over_a_long_time_do_not_lock(house: House) -> None:
    for _ in range(WRONG_TRIES + 2):
        await house.say("unlock it", UNLOCK)
        assert "Tries left" in (await house.say("9999")).answer
        house.clock.advance(minutes=3)


async def test_the_tries_of_one_person_are_not_those_of_another(house: House) -> None:
    guard = house.kernel.pins
    for _ in range(WRONG_TRIES):
        await guard.prove("9999", "anna", "t")
    assert (await guard.prove("1234", "anna", "t")).tried is Tried.LOCKED
    assert (await guard.prove("1234", "ben", "t")).tried is Tried.RIGHT


async def test_a_person_has_a_pin_of_their_own_beside_the_household_s(house: House) -> None:
    house.pins.people = {"anna": hash_pin("555555")}
    assert (await house.kernel.pins.prove("555555", "anna", "t")).tried is Tried.RIGHT
    assert (await house.kernel.pins.prove("1234", "anna", "t")).tried is Tried.RIGHT
    assert (await house.kernel.pins.prove("555555", None, "t")).tried is Tried.WRONG


async def test_a_right_pin_forgets_the_wrong_ones(house: House) -> None:
    guard = house.kernel.pins
    for _ in range(WRONG_TRIES - 1):
        await guard.prove("9999", "anna", "t")
    await guard.prove("1234", "anna", "t")
    assert (await guard.prove("9999", "anna", "t")).left == WRONG_TRIES - 1


async def test_without_a_pin_that_is_set_the_door_stays_shut(house: House) -> None:
    house.pins.household = None
    await house.say("unlock it", UNLOCK)
    told = await house.say("1234")
    assert told.answer.startswith("That needs a PIN, and none is set")
    assert (told.words, house.world.calls) == (HIDDEN, [])


async def test_digits_alone_go_to_no_model_while_pins_are_set(house: House) -> None:
    model = ScriptedModel()
    house.models.append(model)
    said = await house.say("1234")
    assert (said.words, model.asked) == (HIDDEN, [])


async def test_a_card_gives_the_pin_with_the_yes(house: House) -> None:
    asked = await house.say("unlock it", UNLOCK)
    card = Asker(origin=Origin.CARD, user_id="anna")
    again = await house.kernel.approve(asked.turn_id, card)
    assert again.status is Status.ASKED
    wrong = await house.kernel.approve(again.turn_id, card, pin="0000")
    assert wrong.status is Status.ASKED
    assert not house.world.calls
    assert (await house.kernel.approve(wrong.turn_id, card, pin="1234")).status is Status.DONE


async def test_a_wrong_pin_agrees_to_nothing_of_the_sentence(house: House) -> None:
    lamp = Act(action=Action.TURN_ON, entity_ids=(LAMP,), words="lamp")
    await house.say("unlock it and light", lamp, UNLOCK)
    await house.say("9999")
    assert not house.world.calls
    await house.say("1234")
    assert sorted(call.service for call in house.world.calls) == ["turn_on", "unlock"]


async def test_the_pin_of_a_question_that_is_too_old_does_nothing(house: House) -> None:
    await house.say("unlock it", UNLOCK)
    house.clock.advance(seconds=timedelta(minutes=6).total_seconds())
    told = await house.say("1234")
    assert (told.words, house.world.calls) == (HIDDEN, [])
