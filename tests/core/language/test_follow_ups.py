"""Sentences that lean on the turn before."""

import pytest

from custom_components.llm_agents.core.language.codec import request_from_json, request_to_json
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD
from custom_components.llm_agents.core.language.request import PlatformIntent, Problem, Span, Talk, TalkRequest

from .conftest import Hear, Read, brief


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("open the living room blinds", "and in the bedroom", ["open cover.bed"]),
        ("turn off the bathroom light", "the guest bathroom too", ["turn_off light.gbath"]),
        ("turn off the tv", "what about the kitchen speaker", ["turn_off media_player.kitchen"]),
        ("turn on the desk lamp", "turn it off again", ["turn_off light.desk"]),
        ("turn on the kitchen lights", "turn them off", ["turn_off light.kitchen_ceiling light.kitchen_counter"]),
        ("make the desk lamp brighter", "a bit more", ["adjust brightness 20 light.desk"]),
        ("set the desk lamp to 30 percent", "a bit brighter", ["adjust brightness 10 light.desk"]),
        ("set the desk lamp to 30 percent", "and the reading lamp to 50", ["set brightness 50 light.living_reading"]),
        ("is the desk lamp on", "and the reading lamp", ["state on light.living_reading"]),
        ("turn on the kitchen ceiling", "and blue", ["set color blue light.kitchen_ceiling"]),
        ("turn on the desk lamp", "off again", ["turn_off light.desk"]),
        ("close the living room blinds", "no, open again", ["open cover.living"]),
        ("set the desk lamp to 30 percent", "a bit more", ["adjust brightness 10 light.desk"]),
        ("turn on the bedside lamp in the bedroom", "the other one", ["turn_on light.guest_lamp"]),
        ("turn off the bedside lamp in the bedroom", "and in the guest room", ["turn_off light.guest_lamp"]),
        ("what is the temperature in the bedroom", "and in the garage", ["not_in_area"]),
    ],
)
def test_follow_up(read: Read, hear: Hear, first: str, then: str, expected: list[str]) -> None:
    """What is left out is taken from the turn before."""
    assert hear(then, last=read(first).requests) == expected


def test_correction_takes_back_and_does_the_other(read: Read) -> None:
    """What corrects undoes the first act and repeats it elsewhere."""
    last = read("turn on the desk lamp").requests
    undo, act = read("no, the reading lamp", last=last).requests
    assert isinstance(undo, TalkRequest)
    assert undo.talk is Talk.UNDO
    assert brief(act) == "turn_on light.living_reading"


@pytest.mark.parametrize("then", ["and blue", "a bit brighter", "the other one", "the one in the bedroom"])
def test_what_is_left_out_is_of_the_turn_right_before_alone(read: Read, hear: Hear, then: str) -> None:
    """After something else was asked, nothing older is repeated."""
    last = [*read("turn on the desk lamp").requests, *read("set a timer for five minutes").requests]
    assert hear(then, last=last) == []


def test_a_pronoun_goes_back_over_what_failed(read: Read, hear: Hear) -> None:
    """What could not be done is not what "it" is."""
    last = read("turn on the desk lamp and the sauna").requests
    assert hear("turn it off", last=last) == ["turn_off light.desk"]


def test_without_a_turn_before_a_follow_up_is_nothing(hear: Hear) -> None:
    """Nothing is guessed."""
    assert hear("and in the bedroom") == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("the bedroom one", "light.bed_lamp"),
        ("in the guest room", "light.guest_lamp"),
        ("the second one", "light.guest_lamp"),
        ("the first", "light.bed_lamp"),
        ("both", "light.bed_lamp light.guest_lamp"),
    ],
)
def test_the_answer_to_which_one_completes_the_act(read: Read, answer: str, expected: str) -> None:
    """A name, a room, a number or "both" chooses among the candidates."""
    (problem,) = read("turn on the bedside lamp").requests
    assert isinstance(problem, Problem)
    reading = read(answer, pending=problem)
    assert [brief(request) for request in reading.requests] == [f"turn_on {expected}"]


@pytest.mark.parametrize(("answer", "name"), [("the shopping list", "Shopping List"), ("chores", "Chores")])
def test_the_answer_to_which_list_puts_it_there(read: Read, answer: str, name: str) -> None:
    """What is to be put on a list waits for the list."""
    (problem,) = read("put milk on the list").requests
    assert isinstance(problem, Problem)
    (request,) = read(answer, pending=problem).requests
    assert isinstance(request, PlatformIntent)
    assert request.slots == {"item": "milk", "name": name}


def test_a_room_answers_for_all_of_the_kind_there(read: Read) -> None:
    """Of many lights a room tells which."""
    (problem,) = read("turn on the lights").requests
    assert isinstance(problem, Problem)
    (act,) = read("the kitchen", pending=problem).requests
    assert brief(act) == "turn_on light.kitchen_ceiling light.kitchen_counter"


def test_another_request_is_no_answer(read: Read) -> None:
    """Who asks for something else has let the question go."""
    (problem,) = read("turn on the bedside lamp").requests
    assert isinstance(problem, Problem)
    reading = read("lock the front door", pending=problem)
    assert [brief(request) for request in reading.requests] == ["lock lock.front"]


@pytest.mark.parametrize(
    ("sentence", "talk"),
    [
        ("yes please", Talk.YES),
        ("no", Talk.NO),
        ("stop", Talk.STOP),
        ("please halt", Talk.STOP),
        ("stop that!", Talk.STOP),
        ("undo that", Talk.UNDO),
        ("take that back", Talk.UNDO),
        ("back to how it was", Talk.UNDO),
        ("why did you do that?", Talk.WHY),
        ("what can you do", Talk.HELP),
        ("thank you", Talk.THANKS),
        ("hello", Talk.GREETING),
    ],
)
def test_talk(read: Read, sentence: str, talk: Talk) -> None:
    """Sentences about the conversation are told apart from requests."""
    reading = read(sentence)
    assert [r.talk for r in reading.requests if isinstance(r, TalkRequest)] == [talk]
    assert reading.confidence >= READER_THRESHOLD


@pytest.mark.parametrize(
    ("sentence", "span"),
    [
        ("what did you do", Span.TODAY),
        ("what did you do today?", Span.TODAY),
        ("what have you done this morning", Span.MORNING),
        ("what did you change this afternoon", Span.AFTERNOON),
        ("what happened this evening", Span.EVENING),
        ("what happened last night?", Span.NIGHT),
        ("what did you do yesterday", Span.YESTERDAY),
        ("please what did you do in the last hour", Span.HOUR),
    ],
)
def test_the_time_that_was_asked_about(read: Read, sentence: str, span: Span) -> None:
    """What was done is asked of a time, today where none is named."""
    (request,) = read(sentence).requests
    assert isinstance(request, TalkRequest)
    assert (request.talk, request.span) == (Talk.WHAT_DID_YOU_DO, span)
    assert request_from_json(request_to_json(request)) == request
