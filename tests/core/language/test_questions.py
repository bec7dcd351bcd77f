"""What the reader makes of questions."""

import pytest

from custom_components.llm_agents.core.language.lists import LIST_ITEMS, concerning
from custom_components.llm_agents.core.language.request import PlatformIntent

from .conftest import Hear, Read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("is the desk lamp on", "state on light.desk"),
        ("is the desk lamp on or off?", "state light.desk"),
        ("is the tv playing, paused, or stopped?", "state media_player.tv"),
        ("did I leave the garage door open", "state open cover.garage"),
        ("are all doors locked", "all locked lock.front lock.back"),
        ("which windows are open", "which open binary_sensor.kitchen_window binary_sensor.bed_window"),
        ("are any windows open", "any open binary_sensor.kitchen_window binary_sensor.bed_window"),
        ("is there a window open", "any open binary_sensor.kitchen_window binary_sensor.bed_window"),
        ("is anyone home", "any home person.anna person.ben"),
        ("what lights are on in the kitchen", "which on light.kitchen_ceiling light.kitchen_counter"),
        ("how many lights are on in the kitchen", "count on light.kitchen_ceiling light.kitchen_counter"),
        ("what is the temperature in the bedroom", "value temperature sensor.bed_temperature"),
        ("how warm is it in the living room", "value temperature sensor.living_temperature"),
        ("what's the temperature outside", "value temperature sensor.outside"),
        ("how much power are we using", "value power sensor.power"),
        ("what's the battery level of robby", "value battery sensor.robby_battery"),
        ("how bright is the desk lamp", "value brightness light.desk"),
        ("where is Anna", "where person.anna"),
        ("who is home", "which home person.anna person.ben"),
        ("is Anna home", "state home person.anna"),
        ("what is playing on the tv", "value media_title media_player.tv"),
        ("how many items are on my shopping list", "state todo.shopping"),
    ],
)
def test_question(hear: Hear, sentence: str, expected: str) -> None:
    """A question names what is asked of which devices, and changes nothing."""
    assert hear(sentence) == [expected]


def test_anything_on_a_floor_asks_of_that_floor_alone(hear: Hear) -> None:
    """The devices of the other floor are left out."""
    (question,) = hear("is anything on upstairs")
    assert question.startswith("any on ")
    assert "light.desk" in question
    assert "light.hall" not in question


def test_what_nothing_measures_is_said(hear: Hear) -> None:
    """A room without the sensor is a problem, not a guess."""
    assert hear("what's the humidity in the office") == ["not_in_area"]


@pytest.mark.parametrize(
    ("sentence", "slots"),
    [
        ("what's on the shopping list", {"name": "Shopping List"}),
        ("is milk on the shopping list", {"name": "Shopping List"}),
        ("who do I need to call?", {"about": "call"}),
        ("what chores do we still have to do", {"name": "Chores", "about": "do"}),
        ("what is on the list", {}),
        ("what do I have to do today", {}),
    ],
)
def test_what_is_on_a_list(read: Read, sentence: str, slots: dict[str, str]) -> None:
    """Of what is to be done or bought the list tells; without a name every list."""
    (request,) = read(sentence).requests
    assert isinstance(request, PlatformIntent)
    assert (request.intent, request.slots) == (LIST_ITEMS, slots)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("is it warm in the living room", ["value temperature sensor.living_temperature"]),
        ("is the bathroom light warm white", ["state light.bath"]),
        ("when is the coffee machine done", []),
        ("is the coffee machine done", ["state off switch.coffee"]),
        ("is everything locked", ["all locked lock.front lock.back"]),
        ("where is everyone", ["where person.anna person.ben"]),
        ("what is the bedroom thermostat set to", ["value target_temperature climate.bed"]),
    ],
)
def test_questions_with_words_of_acts(hear: Hear, sentence: str, expected: list[str]) -> None:
    """What sounds like a wish changes nothing in a question."""
    assert hear(sentence) == expected


def test_a_question_goes_on_in_the_next_clause(hear: Hear) -> None:
    """What it says is asked too, not wished."""
    asked = ["state locked lock.front", "state closed cover.garage"]
    assert hear("is the front door locked and the garage door closed") == asked
    assert hear("is the desk lamp on and the hallway light off") == ["state on light.desk", "state off light.hall"]


def test_what_somebody_should_do_with_a_device_is_no_question_for_lists(read: Read) -> None:
    """It asks for advice on the home."""
    assert not any(isinstance(r, PlatformIntent) for r in read("which windows should I close").requests)


@pytest.mark.parametrize(
    ("about", "told"),
    [("call", ["Call Liza"]), ("complete", ["Call Liza", "Mow the lawn"]), ("the", ["Call Liza", "Mow the lawn"])],
)
def test_of_a_list_only_what_was_asked_about_is_told(about: str, told: list[str]) -> None:
    """All of it where no item shares a word of weight."""
    assert concerning(["Call Liza", "Mow the lawn"], about, "en") == told


def test_all_is_told_in_a_language_that_is_not_read() -> None:
    """Its small words are not known."""
    assert concerning(["Call Liza", "Mow the lawn"], "call", "xx") == ["Call Liza", "Mow the lawn"]
