"""Questions about the weather to come, as they are read."""

from functools import cache
from typing import Any

import pytest

from custom_components.llm_agents.core.language.forecasts import FORECAST
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, Reader
from custom_components.llm_agents.core.language.request import PlatformIntent, only_tells

from .conftest import HOUSE
from .house import states


@cache
def _reader(language: str) -> Reader:
    return Reader(language)


def _read(language: str, sentence: str) -> list[tuple[str, dict[str, Any]]]:
    reading = _reader(language).read(sentence, HOUSE, states)
    served = [request for request in reading.requests if isinstance(request, PlatformIntent)]
    assert not served or reading.confidence >= READER_THRESHOLD
    return [(request.intent, dict(request.slots)) for request in served]


@pytest.mark.parametrize(
    ("language", "sentence", "slots"),
    [
        ("en", "what will the weather be tomorrow", {"day": 1}),
        ("en", "weather tomorrow", {"day": 1}),
        ("en", "what's the weather like on Sunday afternoon", {"weekday": 6, "part": "afternoon"}),
        ("en", "will it be sunny tomorrow", {"day": 1}),
        ("en", "will it be rainy or windy tomorrow", {"day": 1}),
        ("en", "will it rain today", {"day": 0, "asked": "rain"}),
        ("en", "will it rain later", {"asked": "rain"}),
        ("en", "will it rain on Saturday", {"weekday": 5, "asked": "rain"}),
        ("en", "is it going to rain this evening", {"day": 0, "part": "evening", "asked": "rain"}),
        ("en", "do I need an umbrella", {"asked": "rain"}),
        ("en", "will it snow in two days", {"day": 2, "asked": "snow"}),
        ("en", "how cold will it get tonight", {"day": 0, "part": "night", "asked": "temperature"}),
        ("en", "what is the temperature at midnight", {"part": "night", "asked": "temperature"}),
        ("en", "how windy will it be tomorrow", {"day": 1, "asked": "wind"}),
        ("en", "what will the forecast be tomorrow", {"day": 1, "name": "Forecast"}),
        ("de", "wie wird das Wetter morgen", {"day": 1}),
        ("de", "regnet es heute noch", {"asked": "rain"}),
        ("de", "regnet es heute Abend", {"day": 0, "part": "evening", "asked": "rain"}),
        ("de", "brauche ich morgen einen Regenschirm", {"day": 1, "asked": "rain"}),
        ("de", "wie kalt wird es heute Nacht", {"day": 0, "part": "night", "asked": "temperature"}),
        ("fr", "quel temps fera-t-il demain", {"day": 1}),
        ("fr", "va-t-il pleuvoir ce soir", {"day": 0, "part": "evening", "asked": "rain"}),
        ("es", "¿lloverá el sábado por la tarde?", {"weekday": 5, "part": "afternoon", "asked": "rain"}),
        ("es", "¿hará frío esta noche?", {"day": 0, "part": "evening", "asked": "temperature"}),
        ("it", "mi serve l'ombrello domani", {"day": 1, "asked": "rain"}),
        ("nl", "heb ik morgen een paraplu nodig", {"day": 1, "asked": "rain"}),
        ("pl", "czy jutro spadnie śnieg", {"day": 1, "asked": "snow"}),
        ("pt-BR", "vai chover no sábado", {"weekday": 5, "asked": "rain"}),
        ("ru", "какая завтра будет погода", {"day": 1}),
    ],
)
def test_the_weather_to_come_is_asked_for(language: str, sentence: str, slots: dict[str, Any]) -> None:
    assert _read(language, sentence) == [(FORECAST, slots)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "what is the weather like"),
        ("en", "what is the weather today"),
        ("en", "is it raining"),
        ("de", "wie ist das Wetter"),
        ("fr", "est-ce qu'il pleut"),
    ],
)
def test_the_present_weather_is_home_assistants(language: str, sentence: str) -> None:
    assert _read(language, sentence) == [("HassGetWeather", {})]


@pytest.mark.parametrize(
    "sentence",
    [
        "was it raining yesterday",
        "will it rain at 5 pm",
        "will it rain in ten minutes",
        "will it rain in twenty days",
        "will it rain tomorrow on Friday",
        "does it rain every day",
        "when will it rain tomorrow",
        "how warm will the kitchen be tomorrow",
        "set the temperature to 20 tomorrow",
        "close the blinds if it rains tomorrow",
        "how warm is it",
    ],
)
def test_what_no_forecast_answers_is_not_read_as_one(sentence: str) -> None:
    assert FORECAST not in [intent for intent, _ in _read("en", sentence)]


def test_a_forecast_only_tells() -> None:
    assert only_tells(FORECAST)
