"""Timers, lists, weather, time and media, which Home Assistant's own intents serve."""

from typing import Any

import pytest

from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.home.words import Normaliser
from custom_components.llm_agents.core.language.lexicon import lexicon
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, ReadContext, Reader
from custom_components.llm_agents.core.language.request import PlatformIntent, Problem, Reason
from custom_components.llm_agents.core.language.timers import durations

from .conftest import Read, brief


@pytest.mark.parametrize(
    ("sentence", "intent", "slots"),
    [
        ("set a timer for 5 minutes", "HassStartTimer", {"minutes": 5}),
        ("set a 10 minute pizza timer", "HassStartTimer", {"minutes": 10, "name": "pizza"}),
        ("start a timer for an hour and a half", "HassStartTimer", {"hours": 1, "minutes": 30}),
        ("timer for 1 hour, 15 minutes, and 30 seconds", "HassStartTimer", {"hours": 1, "minutes": 15, "seconds": 30}),
        ("set a timer for half an hour", "HassStartTimer", {"minutes": 30}),
        ("start a 5 minute timer named pizza", "HassStartTimer", {"minutes": 5, "name": "pizza"}),
        ("cancel the pizza timer", "HassCancelTimer", {"name": "pizza"}),
        ("stop the 5 minute timer", "HassCancelTimer", {"start_minutes": 5}),
        ("cancel all timers", "HassCancelAllTimers", {}),
        ("pause the timer", "HassPauseTimer", {}),
        ("resume the kitchen timer", "HassUnpauseTimer", {"area": "Kitchen"}),
        ("add 5 minutes to the pizza timer", "HassIncreaseTimer", {"minutes": 5, "name": "pizza"}),
        ("take 5 minutes off the 1 hour timer", "HassDecreaseTimer", {"minutes": 5, "start_hours": 1}),
        ("how much time is left on the timer", "HassTimerStatus", {}),
        ("add milk to the shopping list", "HassListAddItem", {"item": "milk", "name": "Shopping List"}),
        ("is it possible to include milk in the shopping list?", "HassListAddItem", {"item": "milk", "name": "Shopping List"}),
        ("may I request that milk be included in the shopping list", "HassListAddItem", {"item": "milk", "name": "Shopping List"}),
        ("put bread and butter on my shopping list", "HassListAddItem", {"item": "bread and butter", "name": "Shopping List"}),
        ("add clean the kitchen to my chores", "HassListAddItem", {"item": "clean the kitchen", "name": "Chores"}),
        ("mark clean the kitchen as done on my chores list", "HassListCompleteItem", {"item": "clean the kitchen", "name": "Chores"}),
        ("what's the weather", "HassGetWeather", {}),
        ("is it raining outside", "HassGetWeather", {}),
        ("what time is it", "HassGetCurrentTime", {}),
        ("what day is it today", "HassGetCurrentDate", {}),
        ("announce dinner is ready!", "HassBroadcast", {"message": "dinner is ready!"}),
        ("play some jazz on the kitchen speaker", "HassMediaSearchAndPlay", {"search_query": "jazz", "name": "Kitchen Speaker"}),
        ("play the beatles in the living room", "HassMediaSearchAndPlay", {"search_query": "the beatles", "area": "Living Room"}),
    ],
)  # fmt: skip
def test_platform_intent(read: Read, sentence: str, intent: str, slots: dict[str, Any]) -> None:
    """The intent and its slots are those of Home Assistant's handlers."""
    reading = read(sentence)
    assert [(r.intent, dict(r.slots)) for r in reading.requests if isinstance(r, PlatformIntent)] == [(intent, slots)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("set a timer for ten minutes and turn off the tv", ["HassStartTimer", "turn_off media_player.tv"]),
        ("turn off the tv and set a timer for ten minutes", ["turn_off media_player.tv", "HassStartTimer"]),
        ("add eggs to the shopping list and turn off the tv", ["HassListAddItem", "turn_off media_player.tv"]),
    ],
)
def test_among_other_requests(read: Read, sentence: str, expected: list[str]) -> None:
    """What Home Assistant serves may stand beside what we do."""
    requests = read(sentence).requests
    assert [r.intent if isinstance(r, PlatformIntent) else brief(r) for r in requests] == expected


def test_which_list_is_asked(read: Read) -> None:
    """Two lists, none named: nothing is put on either."""
    (problem,) = read("put milk on the list").requests
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.AMBIGUOUS
    assert problem.candidates == ("todo.shopping", "todo.chores")


def test_playing_a_device_is_no_search(read: Read) -> None:
    """What the home knows is played, not searched for."""
    assert not any(isinstance(r, PlatformIntent) for r in read("play music in the kitchen").requests)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("two and a half minutes", {"minutes": 2, "seconds": 30}),
        ("1 1/2 hours", {"hours": 1, "minutes": 30}),
        ("forty five seconds", {"seconds": 45}),
        ("a quarter of an hour", {"minutes": 15}),
    ],
)
def test_durations(text: str, parts: dict[str, int]) -> None:
    """Spans of time are carried to whole units."""
    words = lexicon("en")
    normaliser: Normaliser = words.normaliser
    assert [span.parts for span in durations(normaliser.words(text), words)] == [parts]


@pytest.mark.parametrize(("text", "sure"), [("take 5 minutesof my timer", False), ("cancel timer 2", True)])
def test_a_misheard_span_of_time_is_no_name_of_a_timer(read: Read, text: str, sure: bool) -> None:
    """A number alone may be one."""
    assert (read(text).confidence >= READER_THRESHOLD) is sure


@pytest.mark.parametrize(
    ("language", "sentence", "slots"),
    [
        ("de", "Kannst du Queen in der Küche spielen?", {"search_query": "Queen", "area": "Küche"}),
        ("de", "Spiel bitte Queen in der Küche ab", {"search_query": "Queen", "area": "Küche"}),
        ("de", "Spiel Queen", {"search_query": "Queen"}),
        ("nl", "zet Radio 538 op in de Küche", {"search_query": "Radio 538", "area": "Küche"}),
        ("nl", "zet Queen op", {"search_query": "Queen"}),
        ("nl", "zet Queen op in de Salon", None),
        ("de", "Küche spielen", None),
    ],
)
def test_music_is_asked_for_with_the_verb_anywhere(language: str, sentence: str, slots: dict[str, Any] | None) -> None:
    """First, last, or in two parts, after the second of which a place may stand."""
    home = Home(
        version=1,
        areas={"kitchen": Area(area_id="kitchen", name="Küche")},
        entities={"media_player.k": Entity(entity_id="media_player.k", name="Box", area_id="kitchen")},
    )
    requests = Reader(language).read(sentence, home, lambda _: None, ReadContext()).requests
    searches = [dict(r.slots) for r in requests if isinstance(r, PlatformIntent)]
    assert searches == ([slots] if slots else [])


@pytest.mark.parametrize(
    ("sentence", "slots"),
    [
        ("haal 5 minuten af van de timer", {"minutes": 5}),
        ("haal in de hal 5 minuten van de timer af", {"minutes": 5, "area": "Hal"}),
    ],
)
def test_a_verb_that_sounds_like_a_room_is_no_room(sentence: str, slots: dict[str, Any]) -> None:
    """Doubled letters count once, and a room may be called like a verb."""
    home = Home(version=1, areas={"hall": Area(area_id="hall", name="Hal")}, entities={})
    requests = Reader("nl").read(sentence, home, lambda _: None, ReadContext()).requests
    assert [dict(r.slots) for r in requests if isinstance(r, PlatformIntent)] == [slots]
