"""What the reader makes of questions."""

import pytest

from .conftest import Hear


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
