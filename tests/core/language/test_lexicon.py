"""The words of a language by what they mean."""

import pytest

from custom_components.llm_agents.core.language.data import languages, load
from custom_components.llm_agents.core.language.lexicon import Lexicon, Sense, expand, lexicon
from custom_components.llm_agents.core.language.numbers import number_at, quantity_at
from custom_components.llm_agents.core.language.reader import Reader

DATA = {
    "inflections": [["en", ""]],
    "numbers": {"twintig": 20, "een": 1, "honderd": 100},
    "number_words": {"and_half": ["en een half"], "half": ["half"]},
    "synonyms": {"lamp": ["licht"]},
    "groups": {"verbs": {"on": ["zet [het] aan", "(doe|maak) aan"]}, "kinds_plural": {"light": ["lampen"]}},
}


@pytest.mark.parametrize(
    ("template", "phrases"),
    [
        ("on", ["on"]),
        ("[the] lamp", ["the lamp", "lamp"]),
        ("(a|b) c", ["a c", "b c"]),
        ("go [to (a|b)]", ["go to a", "go to b", "go"]),
        ("accend(i|ere)", ["accendi", "accendere"]),
        ("[x] [x]", ["x x", "x", ""]),
        ("(a [b]|c) d", ["a b d", "a d", "c d"]),
    ],
)
def test_expand(template: str, phrases: list[str]) -> None:
    """Options and choices unfold into plain phrases."""
    assert expand(template) == phrases


def test_another_language_is_another_data_set() -> None:
    """The lexicon knows no language of its own."""
    words = Lexicon(DATA)
    assert list(words.senses("zet aan")) == [Sense("verbs", "on")]
    assert list(words.at(["doe", "aan", "nu"], 0)) == [(2, [Sense("verbs", "on")])]
    assert words.normaliser.key("lampen") == words.normaliser.key("licht") == "lamp"
    assert words.normaliser.kinds == {"lamp": {"light"}}


@pytest.mark.parametrize(
    ("text", "value", "length"),
    [
        ("twenty one", 21, 2),
        ("one hundred", 100, 2),
        ("one hundred and", 100, 2),
        ("two and a half", 2.5, 4),
        ("twenty one point five", 21.5, 4),
        ("21,5", 21.5, 1),
        ("1/2", 0.5, 1),
        ("two two", 2, 1),
    ],
)
def test_numbers(reader: Reader, text: str, value: float, length: int) -> None:
    """Numbers are read from digits and words, and no further than they go."""
    words = lexicon(reader.language)
    number = number_at(words.normaliser.words(text), 0, words)
    assert number is not None
    assert (number.value, number.length) == (value, length)


def test_a_number_may_be_several_words() -> None:
    """The longest is read."""
    words = Lexicon({"numbers": {"vingt": 20, "vingt et un": 21, "un": 1}, "groups": {}})
    assert number_at(words.normaliser.words("vingt et un degrés"), 0, words) == (21, 3)
    assert number_at(words.normaliser.words("vingt et"), 0, words) == (20, 1)


def test_a_verb_is_cut_from_the_pronoun_written_onto_it() -> None:
    """Also where it loses a letter for it."""
    words = Lexicon(
        {"enclitics": ["la"], "enclitic_drops": ["e"], "groups": {"verbs": {"on": ["accendi", "accendere"]}}}
    )
    said = words.normaliser.words("Accendila accenderla parla")
    assert [word.folded for word in said] == ["accendi", "la", "accendere", "la", "parla"]
    assert said[1].text == "la"


def test_words_written_together_are_read_as_two() -> None:
    """Where the language lists them."""
    words = Lexicon({"contractions": {"полчаса": ["пол", "часа"]}, "groups": {}})
    said = words.normaliser.words("на полчаса")
    assert [word.text for word in said] == ["на", "пол", "часа"]


def test_one_and_a_half_may_be_one_word() -> None:
    """It is an amount of a unit."""
    words = Lexicon({"number_words": {"one_and_half": ["полтора"]}, "groups": {"units": {"hour": ["часа"]}}})
    assert quantity_at(words.normaliser.words("полтора часа"), 0, words) == (1.5, 1)


def test_kinds_are_the_heads_of_compounds() -> None:
    """A word of the language is no compound."""
    groups = {"kinds": {"light": ["lampe"]}, "fillers": {"polite": ["schlampe"]}}
    words = Lexicon({"compounds": {"minimum": 3}, "groups": groups})
    assert [word.folded for word in words.normaliser.words("Stehlampe schlampe")] == ["steh", "lampe", "schlampe"]


def test_a_regional_language_falls_back_to_its_language() -> None:
    """British English is read as English."""
    assert "en" in languages()
    assert load("en-GB") == load("en")


def test_a_language_falls_back_to_its_only_region() -> None:
    """Portuguese is read as it is spoken in Brazil."""
    assert "pt-BR" not in languages() or load("pt") == load("pt-BR")


@pytest.mark.parametrize("language", ["xx", "", "../en"])
def test_a_language_without_data_is_refused(language: str) -> None:
    """There is no reader for it, and no file outside the data is looked for."""
    with pytest.raises(LookupError):
        Reader(language)


def test_a_phrase_is_not_found_where_the_sentence_ends_before_it() -> None:
    """Of "zet het aan" the first word alone says nothing."""
    words = Lexicon(DATA)
    assert not list(words.at(("zet",), 0))
    assert [length for length, _ in words.at(("zet", "aan"), 0)] == [2]
