"""Requests with times and conditions: what is wanted, and when."""

import pytest

from custom_components.llm_agents.core.language.reader import Reader
from custom_components.llm_agents.core.language.request import (
    Act,
    Conditional,
    PlatformIntent,
    Problem,
    Reason,
    Scheduled,
    Talk,
    TalkRequest,
)

from .conftest import Hear, Read
from .homes import demo_home

DESK = "turn_on light.desk"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("turn on the desk lamp in ten minutes", [f"at seconds 600 ( {DESK} )"]),
        ("in ten minutes turn on the desk lamp", [f"at seconds 600 ( {DESK} )"]),
        ("turn on the desk lamp in 10", [f"at seconds 600 ( {DESK} )"]),
        ("wait ten minutes and then turn on the desk lamp", [f"at seconds 600 ( {DESK} )"]),
        ("turn on in ten minutes the desk lamp", [f"at seconds 600 ( {DESK} )"]),
        ("please turn on the desk lamp at half past seven", [f"at minute 450 ( {DESK} )"]),
        ("tomorrow at 7, turn on the desk lamp", [f"at minute 420 day 1 ( {DESK} )"]),
        ("turn the desk lamp on at sunset", [f"at sun set ( {DESK} )"]),
        ("as soon as the sun sets turn on the desk lamp", [f"at sun set ( {DESK} )"]),
        ("turn the desk lamp on monday at 8", [f"at minute 480 weekday 0 ( {DESK} )"]),
        ("turn on the bedroom fan for an hour", ["until seconds 3600 ( turn_on fan.bed )"]),
        ("turn on the bedroom fan until 10 pm", ["until minute 1320 exact True ( turn_on fan.bed )"]),
        ("at 7 turn on the bedroom fan for an hour", ["at minute 420 until seconds 3600 ( turn_on fan.bed )"]),
        ("set the bedroom thermostat to 20 at 7", ["at minute 420 ( set temperature 20 climate.bed )"]),
        ("set the bedroom thermostat at 20", ["set temperature 20 climate.bed"]),
    ],
)
def test_a_request_is_put_off(hear: Hear, sentence: str, expected: list[str]) -> None:
    assert hear(sentence) == expected


def test_what_is_left_out_of_everything_may_be_said_after_the_time(read: Read) -> None:
    (scheduled,) = read("turn off all the lights at midnight except the desk lamp").requests
    assert isinstance(scheduled, Scheduled)
    (act,) = scheduled.requests
    assert isinstance(act, Act)
    assert "light.desk" not in act.entity_ids
    assert "light.hall" in act.entity_ids


def test_what_is_on_now_does_not_tell_what_will_be(reader: Reader) -> None:
    """To turn everything off at midnight is about what is on then."""
    home, known = demo_home()
    (now,) = reader.read("turn off everything in the kitchen", home, known).requests
    (later,) = reader.read("turn off everything in the kitchen at midnight", home, known).requests
    assert isinstance(later, Scheduled)
    assert isinstance(now, Act)
    (act,) = later.requests
    assert isinstance(act, Act)
    assert set(now.entity_ids) < set(act.entity_ids)


def test_what_is_not_there_at_its_own_time_is_told(hear: Hear) -> None:
    assert hear("turn on the desk lamp at 7 and the disco ball at 8") == [f"at minute 420 ( {DESK} )", "no_such_device"]


@pytest.mark.parametrize("sentence", ["turn on the desk lamp at 7 and at 9", "at 7 at 9 turn on the desk lamp"])
def test_two_times_for_the_same_are_not_guessed_at(hear: Hear, sentence: str) -> None:
    assert hear(sentence) == ["not_now"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "open the bedroom blinds at sunrise and close them at sunset",
            ["at sun rise ( open cover.bed )", "at sun set ( close cover.bed )"],
        ),
        (
            "in ten minutes turn on the desk lamp and close the bedroom blinds",
            [f"at seconds 600 ( {DESK} close cover.bed )"],
        ),
        (
            "turn on the desk lamp and close the bedroom blinds at 8",
            [f"at minute 480 ( {DESK} close cover.bed )"],
        ),
        ("turn on the desk lamp and turn it off in an hour", [DESK, "at seconds 3600 ( turn_off light.desk )"]),
        ("turn on the desk lamp and in an hour off again", [DESK, "at seconds 3600 ( turn_off light.desk )"]),
        ("turn on the desk lamp now and close the bedroom blinds at 8", [DESK, "at minute 480 ( close cover.bed )"]),
        (
            "set the bedroom thermostat to 18 at 11 pm and to 21 at 6 am",
            [
                "at minute 1380 exact True ( set temperature 18 climate.bed )",
                "at minute 360 exact True ( set temperature 21 climate.bed )",
            ],
        ),
        (
            "turn off the tv at 7 and the coffee machine at 8",
            ["at minute 420 ( turn_off media_player.tv )", "at minute 480 ( turn_off switch.coffee )"],
        ),
        (
            "turn on the desk lamp at 7 and turn it off at 9",
            [f"at minute 420 ( {DESK} )", "at minute 540 ( turn_off light.desk )"],
        ),
    ],
)
def test_each_part_has_its_own_time_or_that_of_its_neighbour(hear: Hear, sentence: str, expected: list[str]) -> None:
    assert hear(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "if it is above 23 degrees turn on the bedroom fan",
            ["if value temperature sensor.bed_temperature above 23 ( turn_on fan.bed )"],
        ),
        (
            "turn on the bedroom fan if it's warmer than 23 degrees",
            ["if value temperature sensor.bed_temperature above 23 ( turn_on fan.bed )"],
        ),
        (
            "if the temperature in the living room is below 19 then set the thermostat to 21",
            ["if value temperature sensor.living_temperature below 19 ( set temperature 21 climate.living )"],
        ),
        (
            "if the kitchen window is open turn off the living room thermostat",
            ["if state open binary_sensor.kitchen_window ( turn_off climate.living )"],
        ),
        (
            "turn off the living room thermostat if the kitchen window isn't closed",
            ["if not state closed binary_sensor.kitchen_window ( turn_off climate.living )"],
        ),
        (
            "if no window is open turn on the living room thermostat",
            ["if not any open binary_sensor.kitchen_window binary_sensor.bed_window ( turn_on climate.living )"],
        ),
        ("when nobody is home turn off the tv", ["when not any home person.anna person.ben ( turn_off media_player.tv )"]),
        ("turn on the desk lamp when Anna comes home", [f"when becomes state home person.anna ( {DESK} )"]),
        ("turn on the desk lamp if it is dark", [f"if set ( {DESK} )"]),
        ("if the garage door is open close it", ["if state open cover.garage ( close cover.garage )"]),
        ("if the front door is not locked, lock it", ["if not state locked lock.front ( lock lock.front )"]),
        ("turn on the desk lamp unless Anna is home", [f"if not state home person.anna ( {DESK} )"]),
        ("if it rains close the bedroom blinds", ["if state rainy weather.home ( close cover.bed )"]),
        (
            "if it rains close the bedroom blinds, otherwise open them",
            ["if state rainy weather.home ( close cover.bed ) else ( open cover.bed )"],
        ),
        (
            "if nobody is home and it is dark turn on the desk lamp",
            [f"if not any home person.anna person.ben set ( {DESK} )"],
        ),
        ("if Anna comes home turn on the desk lamp", [f"when becomes state home person.anna ( {DESK} )"]),
        ("if the tv is on turn it off", ["if state on media_player.tv ( turn_off media_player.tv )"]),
        ("when it starts to rain close the bedroom blinds", ["when becomes state rainy weather.home ( close cover.bed )"]),
        (
            "at 10 pm turn off the tv if nobody is home",
            ["at minute 1320 exact True ( if not any home person.anna person.ben ( turn_off media_player.tv ) )"],
        ),
        (
            "when Anna comes home turn on the desk lamp for ten minutes",
            [f"when becomes state home person.anna ( until seconds 600 ( {DESK} ) )"],
        ),
        ("if Robby's battery is low send Robby home", ["if value battery sensor.robby_battery below 20 ( dock vacuum.robby )"]),
    ],
)  # fmt: skip
def test_a_request_is_put_under_a_condition(hear: Hear, sentence: str, expected: list[str]) -> None:
    assert hear(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "every day at 7 turn on the desk lamp",
        "turn on the desk lamp every evening",
        "whenever the front door opens turn on the desk lamp",
        "turn off the tv every time nobody is home",
    ],
)
def test_what_should_happen_again_and_again_is_told_to_be_an_automations(hear: Hear, sentence: str) -> None:
    assert hear(sentence) == ["standing"]


@pytest.mark.parametrize(
    "sentence", ["if the moon is full turn on the desk lamp", "turn on the desk lamp if my horoscope is good"]
)
def test_a_condition_that_is_not_understood_is_told(read: Read, sentence: str) -> None:
    (problem,) = read(sentence).requests
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.CANNOT_TELL
    assert problem.words in sentence


def test_what_is_not_there_is_told_at_once_and_the_rest_is_put_off(hear: Hear) -> None:
    assert hear("turn on the desk lamp and the disco ball at 8") == [f"at minute 480 ( {DESK} )", "no_such_device"]


def test_where_nothing_is_there_the_words_are_left_for_a_timer(read: Read) -> None:
    (scheduled,) = read("turn on the disco ball in five minutes").requests
    assert isinstance(scheduled, Scheduled)
    assert scheduled.command == "turn on the disco ball"
    assert [isinstance(request, Problem) for request in scheduled.requests] == [True]


def test_the_choice_between_two_devices_keeps_the_time(read: Read) -> None:
    (problem,) = read("turn on the bedside lamp in ten minutes").requests
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.AMBIGUOUS
    (chosen,) = read("the one in the guest room", pending=problem).requests
    assert isinstance(chosen, Scheduled)
    (act,) = chosen.requests
    assert isinstance(act, Act)
    assert act.entity_ids == ("light.guest_lamp",)


def test_the_choice_between_two_devices_keeps_the_condition(read: Read) -> None:
    (problem,) = read("turn on the bedside lamp if it is dark").requests
    assert isinstance(problem, Problem)
    (chosen,) = read("both", pending=problem).requests
    assert isinstance(chosen, Conditional)
    assert len(chosen.requests) == 1


def test_music_may_be_played_later(read: Read) -> None:
    (scheduled,) = read("play jazz on the tv at 8 pm").requests
    assert isinstance(scheduled, Scheduled)
    (played,) = scheduled.requests
    assert isinstance(played, PlatformIntent)
    assert played.slots["search_query"] == "jazz"


def test_a_list_may_be_written_now_and_a_lamp_turned_on_later(read: Read) -> None:
    first, second = read("turn on the desk lamp in ten minutes and add milk to the shopping list").requests
    assert isinstance(first, Scheduled)
    assert isinstance(second, PlatformIntent)


@pytest.mark.parametrize(
    "sentence", ["what will it be like tomorrow", "when does the washing machine finish", "is the desk lamp on"]
)
def test_a_question_is_not_put_off(read: Read, sentence: str) -> None:
    assert not [r for r in read(sentence).requests if isinstance(r, Scheduled | Conditional)]


@pytest.mark.parametrize("sentence", ["if " * 70 + "turn on the desk lamp", "at 7 " * 50, "when if unless " * 40])
def test_a_sentence_of_little_but_conditions_and_times_asks_for_nothing(read: Read, sentence: str) -> None:
    assert not [r for r in read(sentence).requests if isinstance(r, Act)]


@pytest.mark.parametrize(
    ("sentence", "talk"),
    [
        ("what have you got planned", Talk.PLANS),
        ("what is scheduled", Talk.PLANS),
        ("what's planned for today", Talk.PLANS),
        ("show me your plans", Talk.PLANS),
        ("cancel that", Talk.CANCEL),
        ("cancel all scheduled actions", Talk.CANCEL_PLANS),
        ("cancel everything that is planned", Talk.CANCEL_PLANS),
    ],
)
def test_plans_are_talked_about(read: Read, sentence: str, talk: Talk) -> None:
    (request,) = read(sentence).requests
    assert isinstance(request, TalkRequest)
    assert (request.talk, request.about) == (talk, ())


@pytest.mark.parametrize(
    ("sentence", "talk", "about"),
    [
        ("cancel the scheduled desk lamp", Talk.CANCEL_PLANS, {"light.desk"}),
        ("cancel the planned kitchen lights", Talk.CANCEL_PLANS, {"light.kitchen_ceiling", "light.kitchen_counter"}),
        ("don't turn off the desk lamp after all", Talk.NO, {"light.desk"}),
        ("do not turn on the desk lamp at 7", Talk.NO, {"light.desk"}),
    ],
)
def test_what_is_called_off_is_named(read: Read, sentence: str, talk: Talk, about: set[str]) -> None:
    (request,) = read(sentence).requests
    assert isinstance(request, TalkRequest)
    assert (request.talk, set(request.about)) == (talk, about)


@pytest.mark.parametrize(
    "sentence", ["add plan the party to my chores", "we have planned a trip", "cancel the jacuzzi"]
)
def test_other_plans_are_none_of_ours(read: Read, sentence: str) -> None:
    assert not [r for r in read(sentence).requests if isinstance(r, TalkRequest)]
