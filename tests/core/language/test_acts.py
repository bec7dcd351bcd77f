"""What the reader makes of requests to do something."""

import pytest

from custom_components.llm_agents.core.language.reader import READER_THRESHOLD
from custom_components.llm_agents.core.language.request import Talk, TalkRequest

from .conftest import Hear, Read

LIVING_LIGHTS = "light.living_floor light.living_reading"
KITCHEN_LIGHTS = "light.kitchen_ceiling light.kitchen_counter"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("turn on the desk lamp", "turn_on light.desk"),
        ("Desk lamp on, please", "turn_on light.desk"),
        ("switch the desk lamp off", "turn_off light.desk"),
        ("could you kill the desk lamp?", "turn_off light.desk"),
        ("toggle the desk lamp", "toggle light.desk"),
        ("make sure the desk lamp is off", "turn_off light.desk"),
        ("I'd like the desk lamp on", "turn_on light.desk"),
        ("we don't need the desk lamp on anymore", "turn_off light.desk"),
        ("change the state of the desk lamp", "toggle light.desk"),
        ("turn off the play corner switch", "turn_off switch.corner"),
        ("turn off the bedroom fan", "turn_off fan.bed"),
        ("start robby", "start vacuum.robby"),
        ("send robby home", "dock vacuum.robby"),
        ("robby return to base", "dock vacuum.robby"),
        ("stop vacuuming", "stop vacuum.robby"),
        ("lock the front door", "lock lock.front"),
        ("unlock the back door", "unlock lock.back"),
        ("open the garage door", "open cover.garage"),
        ("turn on the garage door", "turn_on light.garage"),
        ("stop the living room blinds", "stop cover.living"),
        ("close the blinds in the guest room", "close cover.guest"),
        ("close the bedroom blinds all the way", "set position 0 cover.bed"),
        ("turn on the garden valve", "open valve.garden"),
        ("arm the alarm in away mode", "arm away alarm_control_panel.house"),
        ("set the alarm to night", "arm night alarm_control_panel.house"),
        ("disarm the house alarm", "disarm alarm_control_panel.house"),
        ("activate movie night", "activate scene.movie"),
        ("good sleep", "activate script.sleep"),
        ("press the doorbell chime", "press button.chime"),
        ("mute the tv", "mute media_player.tv"),
        ("next track on the kitchen speaker", "next media_player.kitchen"),
        ("resume the tv", "play media_player.tv"),
    ],
)
def test_one_request_for_one_device(hear: Hear, sentence: str, expected: str) -> None:
    """Every ordinary way to say it gives the same typed act."""
    assert hear(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("set the desk lamp to 40 percent", "set brightness 40 light.desk"),
        ("desk lamp 40%", "set brightness 40 light.desk"),
        ("dim the desk lamp to forty percent", "set brightness 40 light.desk"),
        ("set the desk lamp to half", "set brightness 50 light.desk"),
        ("desk lamp to maximum brightness", "set brightness 100 light.desk"),
        ("set the desk lamp to the lowest", "set brightness 1 light.desk"),
        ("turn the desk lamp blue", "set color blue light.desk"),
        ("make the desk lamp warm white", "set color_temperature 2700 light.desk"),
        ("set the desk lamp to 4000 kelvin", "set color_temperature 4000 light.desk"),
        ("set the bedroom blinds to 30%", "set position 30 cover.bed"),
        ("open the bedroom blinds halfway", "set position 50 cover.bed"),
        ("set the bedroom to 21 degrees", "set temperature 21 climate.bed"),
        ("set the bedroom to 21", "set temperature 21 climate.bed"),
        ("set the temperature in the bedroom to 70 fahrenheit", "set temperature 21.1 climate.bed"),
        ("set the bedroom thermostat to eco", "set preset_mode eco climate.bed"),
        ("switch the bedroom thermostat to cool", "set hvac_mode cool climate.bed"),
        ("bedroom fan speed to 60 percent", "set fan_speed 60 fan.bed"),
        ("turn on oscillation on the bedroom fan", "set oscillation True fan.bed"),
        ("set the humidifier to 45 percent", "set humidity 45 humidifier.bed"),
        ("set the volume of the tv to 20", "set volume 20 media_player.tv"),
        ("turn the volume down to 20 percent on the tv", "set volume 20 media_player.tv"),
        ("switch the tv to netflix", "set source Netflix media_player.tv"),
        ("set the heat pump mode to eco", "set option Eco select.pump"),
        ("set the charge limit to 80", "set number 80 number.limit"),
    ],
)
def test_a_value(hear: Hear, sentence: str, expected: str) -> None:
    """A value goes to the attribute that it fits, in that attribute's unit."""
    assert hear(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("make the desk lamp brighter", "adjust brightness 20 light.desk"),
        ("turn the desk lamp down a little", "adjust brightness -10 light.desk"),
        ("dim the desk lamp by 15 percent", "adjust brightness -15 light.desk"),
        ("make the bedroom a bit warmer", "adjust temperature 0.5 climate.bed"),
        ("turn down the bedroom thermostat by two degrees", "adjust temperature -2 climate.bed"),
        ("turn up the volume of the tv", "adjust volume 10 media_player.tv"),
        ("slow down the bedroom fan", "adjust fan_speed -20 fan.bed"),
        ("raise the bedroom blinds by 10 percent", "adjust position 10 cover.bed"),
        ("raise the bedroom blinds", "open cover.bed"),
    ],
)
def test_a_relative_change(hear: Hear, sentence: str, expected: str) -> None:
    """Up and down without a number change by the attribute's step, a bit by half of it."""
    assert hear(sentence) == [expected]


def test_too_cold_here_is_a_wish_for_warmth(hear: Hear) -> None:
    """What is too cold is to be warmer, in the asker's room."""
    assert hear("it's too cold in here", "bed") == ["adjust temperature 1 climate.bed"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "turn on the kitchen lights, close the blinds in the bedroom and set the living room to 21",
            [f"turn_on {KITCHEN_LIGHTS}", "close cover.bed", "set temperature 21 climate.living"],
        ),
        ("turn off the desk lamp and the bedroom fan", ["turn_off light.desk", "turn_off fan.bed"]),
        ("turn off the desk lamp close the bedroom blinds", ["turn_off light.desk", "close cover.bed"]),
        ("the desk lamp off and the bedroom fan on", ["turn_off light.desk", "turn_on fan.bed"]),
        ("turn off kitchen and living room lights", [f"turn_off {KITCHEN_LIGHTS}", f"turn_off {LIVING_LIGHTS}"]),
        ("open the blinds in the living room and the bedroom", ["open cover.living", "open cover.bed"]),
        ("make sure the front door and the back door are locked", ["lock lock.front", "lock lock.back"]),
        ("turn on the desk lamp and set it to 20 percent", ["turn_on light.desk", "set brightness 20 light.desk"]),
        (
            "set the desk lamp to 10 percent and the bedroom to 19",
            ["set brightness 10 light.desk", "set temperature 19 climate.bed"],
        ),
        (
            "turn off the bedside lamp in the bedroom and the one in the guest room",
            ["turn_off light.bed_lamp", "turn_off light.guest_lamp"],
        ),
        ("the lights off in the kitchen and the office", [f"turn_off {KITCHEN_LIGHTS}", "turn_off light.desk"]),
        ("turn off the hallway light and lock both doors", ["turn_off light.hall", "lock lock.front lock.back"]),
    ],
)
def test_several_requests(hear: Hear, sentence: str, expected: list[str]) -> None:
    """Each request has its own room and value; what is said once is shared."""
    assert hear(sentence) == expected


def test_the_rest_is_read_when_a_part_cannot_be(hear: Hear) -> None:
    """A device that is not there does not stop the others."""
    assert hear("turn on the desk lamp and the sauna") == ["turn_on light.desk", "no_such_device"]


@pytest.mark.parametrize(
    "sentence",
    [
        "the desk lamp is on",
        "I turned on the desk lamp",
        "I have locked the front door",
        "should I turn on the desk lamp",
        "how do I turn on the desk lamp",
        "I don't want the kitchen lights off",
        "I forgot to turn off the kitchen lights",
        "turn off the red light",
        "turn off the closet light",
        "what happens if I turn on the desk lamp",
        "stop turning on the desk lamp",
        "turn on",
        "all off",
        "lights",
        "I'm going to bed",
        "remind me to take out the trash",
        "tell me a joke",
        "who is the president of France",
        "what is the meaning of life",
        "turn on the sauna",
        "turn off the light in the conservatory",
    ],
)
def test_what_must_not_be_done_goes_up_a_layer(hear: Hear, sentence: str) -> None:
    """Statements, chat and unknown words are not acted on."""
    assert hear(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["turn off the desk lamp later", "turn on the desk lamp tomorrow", "wake me up at 7", "turn it on while it rains"],
)
def test_what_waits_for_no_time_that_is_told_is_not_done(hear: Hear, sentence: str) -> None:
    """Nobody acts on it at once: no recogniser and no model is asked."""
    assert hear(sentence) == ["not_now"]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [("don't turn on the desk lamp", ("light.desk",)), ("never open the garage door", ("cover.garage",))],
)
def test_what_is_forbidden_is_heard_as_a_no(read: Read, sentence: str, about: tuple[str, ...]) -> None:
    """It drops an open question, and is nothing that a model could turn into an act."""
    reading = read(sentence)
    assert reading.confidence >= READER_THRESHOLD
    assert reading.requests == (TalkRequest(talk=Talk.NO, words=sentence, about=about),)


def test_brightness_beyond_100_per_cent_is_refused(hear: Hear) -> None:
    """A per cent out of range is a problem, never a value."""
    assert hear("set the desk lamp to 150 percent") == ["out_of_range light.desk"]


def test_a_number_too_large_for_a_step_is_where_to_go(hear: Hear) -> None:
    """Unless it is said that it is by how much."""
    assert hear("raise the heat in the bedroom 21 degrees") == ["set temperature 21 climate.bed"]
    assert hear("raise the heat in the bedroom 2 degrees") == ["adjust temperature 2 climate.bed"]
    assert hear("raise the heat in the bedroom by 12 degrees") == ["adjust temperature 12 climate.bed"]


def test_a_part_is_by_how_much_after_by(hear: Hear) -> None:
    """Else it is where to go."""
    assert hear("dim the desk lamp by a quarter") == ["adjust brightness -25 light.desk"]
    assert hear("dim the desk lamp to a quarter") == ["set brightness 25 light.desk"]
