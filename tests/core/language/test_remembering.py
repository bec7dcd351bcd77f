"""Sentences about the memory."""

from typing import Any

import pytest

from custom_components.llm_agents.core.language.amending import amended, number_in
from custom_components.llm_agents.core.language.calling import called_in
from custom_components.llm_agents.core.language.codec import request_from_json, request_to_json
from custom_components.llm_agents.core.language.memories import MemoryAsk, MemoryRequest
from custom_components.llm_agents.core.language.reader import Reader
from custom_components.llm_agents.core.language.request import Problem, Reason, Request

from .house import house

HOME = house()
READER = Reader("en")


def read(text: str) -> Request | None:
    reading = READER.read(text, HOME, lambda _: None)
    return reading.requests[0] if len(reading.requests) == 1 else None


def memory(text: str) -> MemoryRequest:
    request = read(text)
    assert isinstance(request, MemoryRequest), request
    return request


@pytest.mark.parametrize(
    ("text", "ask", "told"),
    [
        ("Remember that the bins go out on Monday.", MemoryAsk.REMEMBER, {"text": "the bins go out on Monday"}),
        ("please remember my keys are in the hallway", MemoryAsk.REMEMBER, {"shared": False, "about": ("hall",)}),
        ("keep in mind that we eat at seven", MemoryAsk.REMEMBER, {"shared": True}),
        ("remember that my favourite temperature is 21", MemoryAsk.PREFER, {"topic": "temperature", "value": 21}),
        ("my favourite temperature in the bedroom is 18 degrees", MemoryAsk.PREFER, {"about": ("bed",), "value": 18}),
        ("our usual brightness is 40 percent", MemoryAsk.PREFER, {"topic": "brightness", "value": 40, "shared": True}),
        ("I prefer a temperature of 20.5", MemoryAsk.PREFER, {"value": 20.5}),
        ("my favourite colour is blue", MemoryAsk.PREFER, {"topic": "color", "value": "blue"}),
        ("I like it warm in the evening", MemoryAsk.LIKE, {"text": "I like it warm in the evening"}),
        ("call the floor lamp Sunny", MemoryAsk.NAME, {"text": "Sunny", "about": ("light.living_floor",)}),
        ("when I say cinema, I mean the TV", MemoryAsk.NAME, {"text": "cinema", "shared": False}),
        ("the floor lamp is also called the big sun", MemoryAsk.NAME, {"text": "the big sun"}),
        ("remember that when I say cinema I mean the TV", MemoryAsk.NAME, {"about": ("media_player.tv",)}),
        ("what do you know about me?", MemoryAsk.RECALL, {"text": "", "shared": False}),
        ("what do you know about us", MemoryAsk.RECALL, {"shared": True}),
        ("what do you know about the floor lamp", MemoryAsk.RECALL, {"about": ("light.living_floor",)}),
        ("do you remember anything about pizza", MemoryAsk.RECALL, {"text": "pizza"}),
        ("what's my favourite temperature", MemoryAsk.RECALL, {"text": "temperature"}),
        ("forget that the bins go out on Monday", MemoryAsk.FORGET, {"text": "the bins go out on Monday"}),
        ("forget that", MemoryAsk.FORGET, {"text": ""}),
        ("forget everything about me", MemoryAsk.FORGET_ALL, {"shared": False}),
        ("delete everything you know about our home", MemoryAsk.FORGET_ALL, {"shared": True}),
        ("that's wrong, it is Tuesday", MemoryAsk.CORRECT, {"text": "Tuesday"}),
        ("that is not true", MemoryAsk.CORRECT, {"text": ""}),
        ("please don't do that again", MemoryAsk.AVOID, {}),
        ("make it cosy here", MemoryAsk.APPLY, {"topic": None, "about": ()}),
        ("make it comfortable in the bedroom", MemoryAsk.APPLY, {"about": ("bed",)}),
        ("set my usual temperature", MemoryAsk.APPLY, {"topic": "temperature"}),
    ],
)
def test_reads_what_is_said_of_the_memory(text: str, ask: MemoryAsk, told: dict[str, Any]) -> None:
    request = memory(text)
    assert request.ask is ask
    assert {name: getattr(request, name) for name in told} == told
    assert request.words == text


@pytest.mark.parametrize(
    "text",
    [
        "remember to buy milk",
        "don't forget to turn off the lights",
        "call the vacuum home",
        "forget it",
        "turn on the floor lamp",
        "I like that",
        "make the bedroom warmer",
        "what is the temperature in the bedroom",
        "no, I meant the reading lamp",
        "set the temperature to 21",
        "stop that",
        "is the kitchen window open",
    ],
)
def test_leaves_other_sentences_alone(text: str) -> None:
    assert not isinstance(read(text), MemoryRequest)


def test_asks_which_of_two_things_of_one_name() -> None:
    request = read("call the bedside lamp Moon")
    assert isinstance(request, Problem)
    assert request.reason is Reason.AMBIGUOUS


def test_a_hostile_sentence_costs_little() -> None:
    text = "when i say " * 12 + "i mean " * 12 + "the tv"
    READER.read(text, HOME, lambda _: None)


def test_json_brings_a_request_back() -> None:
    request = memory("my favourite temperature in the bedroom is 18 degrees")
    assert request_from_json(request_to_json(request)) == request
    with pytest.raises(ValueError, match="not a request"):
        request_from_json({"type": "memory", "ask": "dream"})


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("the bins go out on Monday", "Tuesday", "the bins go out on Tuesday"),
        ("the bins go out on Monday", "on Tuesday", "the bins go out on Tuesday"),
        ("dinner is at 7", "8", "dinner is at 8"),
        ("the door is red", "blue", "the door is blue"),
        ("the cat is Misty", "Rex", "Rex"),
        ("dinner is at 7", "a long walk in the rain", "a long walk in the rain"),
    ],
)
def test_exchanges_the_part_that_was_wrong(old: str, new: str, text: str) -> None:
    assert amended(old, new, "en") == text


def test_amends_in_a_language_without_words_by_taking_the_new_text() -> None:
    assert amended("a b 7", "8", "xx") == "8"
    assert number_in("8", "xx") is None
    assert number_in("it is twenty one and a half", "en") == 21.5
    assert number_in("warm", "en") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("turn on the big light", "big light"),
        ("turn on the floor lamp", "floor lamp"),
        ("turn on the lamp", ""),
        ("turn off the lights", ""),
        ("turn on the kitchen", ""),
        ("turn it off", ""),
    ],
)
def test_tells_what_a_sentence_calls_a_thing(text: str, name: str) -> None:
    assert called_in(text, "en", READER.index(HOME)) == name
