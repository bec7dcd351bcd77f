"""Words that are a preposition and something else as well, in the languages that have them."""

from functools import cache

import pytest

from bench.own import own_file
from bench.plain import home_of
from custom_components.llm_agents.core.language.lexicon import lexicon
from custom_components.llm_agents.core.language.numbers import number_at
from custom_components.llm_agents.core.language.reader import READER_THRESHOLD, Reader

from .test_sentences import short


@cache
def _reader(language: str) -> Reader:
    return Reader(language)


def asked(language: str, text: str, home_language: str | None = None) -> list[str]:
    """Return in short what a sentence said to the demo home asks for; nothing when it goes up a layer."""
    file = own_file(home_language or language)
    home, states = home_of(file.homes[file.name])
    reading = _reader(language).read(text, home, states.get)
    sure = reading.confidence >= READER_THRESHOLD
    return [" ".join(short(request)) for request in reading.requests] if sure else []


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("liga a luz da lavanderia", ["turn_on light.utility_room"]),
        ("deixa o quarto a 20 graus", ["set temperature 20 climate.bedroom"]),
        ("muda o abajur a vermelho", ["set color red light.bedroom_bedside_lamp"]),
        ("liga a churrasqueira", []),
    ],
)
def test_a_word_for_the_is_one_for_to_only_before_a_value(text: str, requests: list[str]) -> None:
    assert asked("pt-BR", text) == requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("para la persiana del dormitorio", ["stop cover.bedroom_shutter"]),
        ("pon el termostato del salón a 21 para la noche", ["set temperature 21 climate.living_room"]),
    ],
)
def test_a_verb_that_is_a_preposition_too_is_the_verb_only_at_the_beginning(text: str, requests: list[str]) -> None:
    assert asked("es", text) == requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("baja el volumen de la tele en 10", ["adjust volume -10 media_player.living_room_tv"]),
        ("pon el volumen de la tele en 10", ["set volume 10 media_player.living_room_tv"]),
        ("sube el volumen de la tele un 10 %", ["adjust volume 10 media_player.living_room_tv"]),
    ],
)
def test_one_word_may_say_by_how_much_and_to_what(text: str, requests: list[str]) -> None:
    assert asked("es", text) == requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("pon la luz del lavadero", ["turn_on light.utility_room"]),
        ("pon la luz del lavadero al 30 %", ["set brightness 30 light.utility_room"]),
        ("pon la radio de la cocina", ["turn_on media_player.kitchen_speaker"]),
        ("pon música de Mozart en la cocina", ["HassMediaSearchAndPlay area=Cocina search_query=música de Mozart"]),
        ("pon el horno", []),
    ],
)
def test_a_verb_of_many_uses_is_told_by_its_object(text: str, requests: list[str]) -> None:
    assert asked("es", text) == requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("¿hace frío en el dormitorio?", ["value temperature sensor.bedroom_temperature"]),
        ("hace frío en el dormitorio", ["adjust temperature 1 climate.bedroom"]),
        ("¿la cafetera sigue encendida?", ["state on switch.coffee_machine"]),
        ("sigue la música en la tele", ["play media_player.living_room_tv"]),
        ("cuando acaba la lavadora", ["state sensor.washing_machine_status"]),
        ("que el robot aspirador empiece a limpiar", ["start vacuum.robot_vacuum"]),
    ],
)
def test_questions_and_wishes_of_the_same_words_are_told_apart(text: str, requests: list[str]) -> None:
    assert asked("es", text) == requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("no, la del salón", []),
        ("no enciendas la luz del lavadero", ["no"]),
        ("apaga la luz del lavadero y la del garaje no", []),
    ],
)
def test_a_word_that_negates_takes_back_only_before_a_pause(text: str, requests: list[str]) -> None:
    assert asked("es", text) == requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("añade pan a la lista de la compra", ["HassListAddItem item=pan name=Lista de la compra"]),
        ("añade pan a la lista Compra", ["HassListAddItem item=pan name=Lista de la compra"]),
        ("añade barrer a la lista de tareas", ["HassListAddItem item=barrer name=Tareas de casa"]),
    ],
)
def test_a_list_may_be_named_after_the_word_for_lists(text: str, requests: list[str]) -> None:
    assert asked("es", text) == requests


@pytest.mark.parametrize(("text", "value"), [("dos y medio", 2.5), ("una y cuarto", 1.25), ("veintiún", 21)])
def test_numbers_are_read_with_what_is_added(text: str, value: float) -> None:
    words = lexicon("es")
    number = number_at(words.normaliser.words(text), 0, words)
    assert number is not None
    assert number.value == value


def test_water_is_a_valve_before_a_heater_whose_name_has_the_word() -> None:
    assert asked("es", "corta el agua") == ["ambiguous"]


def test_a_language_without_country_is_served_by_one_of_a_country() -> None:
    assert asked("pt", "apaga a luz da garagem", home_language="pt-BR") == ["turn_off light.garage"]
