"""Words of names and sentences in one comparable form."""

import pytest

from custom_components.llm_agents.core.home.words import Compounds, Normaliser


def cutting(*heads: str, whole: set[str] | None = None) -> Normaliser:
    """Return a normaliser that cuts compounds before these heads."""
    words = Normaliser([["en", ""], ["n", ""], ["e", ""]])
    words.compounds = Compounds(heads, 3, {}, whole or set())
    return words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Küchenlampe", ["Küchen", "lampe"]),
        ("Lampe", ["Lampe"]),
        ("XYlampe", ["XYlampe"]),
        ("Deckenlampenschalter", ["Decken", "lampen", "schalter"]),
        ("Tischlampe", ["Tischlampe"]),
    ],
)
def test_a_compound_is_cut_before_its_head(text: str, parts: list[str]) -> None:
    """Unless it is short, or a word of the language by itself."""
    words = cutting("lampe", "lampen", "schalter", whole={"tischlampe"}).words(text)
    assert [word.text for word in words] == parts
    assert "".join(text[word.start : word.end] for word in words) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [("Hintertür", ["Hintertür"]), ("Hintertürschloss", ["Hintertür", "schloss"]), ("Haustür", ["Haus", "tür"])],
)
def test_a_small_word_is_no_part_of_a_compound(text: str, parts: list[str]) -> None:
    """A door at the back is no door behind something; a shorter head may leave more than that word."""
    words = Normaliser()
    words.compounds = Compounds(["tur", "turschloss", "schloss"], 3, {}, set(), {"hinter"})
    assert [word.text for word in words.words(text)] == parts


def test_the_forms_of_a_word_are_those_with_its_key() -> None:
    """As far as its endings make them."""
    assert list(Normaliser([["en", ""], ["n", ""], ["e", ""]]).forms("lamp")) == ["lampen", "lampn", "lampe"]
    assert list(Normaliser([["s", ""], ["", "x"]]).forms("is")) == []


def test_a_compound_has_the_keys_of_its_parts() -> None:
    """So that it is found by a sentence that says them apart."""
    words = cutting("lampe")
    assert words.keys("Küchenlampe") == words.keys("Küche Lampe")


def test_a_letter_that_folds_to_two_is_cut_where_it_was_written() -> None:
    """The parts are those of the text."""
    words = cutting("lampe").words("Straßenlampe")
    assert [(word.text, word.folded) for word in words] == [("Straßen", "strassen"), ("lampe", "lampe")]


def test_a_hostile_compound_is_cut_a_few_times_only() -> None:
    """The rest stays one word."""
    assert len(cutting("lampe").words("lampe" * 500)) == 4


def test_an_elision_is_a_word_of_its_own() -> None:
    """But only one that the language knows."""
    words = Normaliser(elisions=["l"])
    assert [(word.text, word.start) for word in words.words("l'entrée d'or")] == [("l", 0), ("entrée", 2), ("d'or", 9)]


def test_a_word_may_need_its_accent() -> None:
    """Where it would be another without it."""
    words = Normaliser(accents=["è"])
    assert [word.folded for word in words.words("È e sì")] == ["è", "e", "si"]


def test_the_end_of_a_stem_may_change_with_its_ending() -> None:
    """An alternation is looked for in what the ending leaves."""
    words = Normaliser([["e", ""], ["a", ""]], alternations=[["c", "k"]])
    assert words.keys("łazience łazienka") == ("lazienk", "lazienk")


def test_a_stem_keeps_three_letters() -> None:
    """Shorter ones would be the same for too many words."""
    assert Normaliser([["en", ""]]).key("ofen") == "ofen"


def test_an_accent_tells_a_number_from_another_word() -> None:
    """A number keeps the accent that makes it one; names are compared without any."""
    words = Normaliser(accents=["pięć"], numbers={"pięć": 5})
    assert [words.numbers.get(word.folded) for word in words.words("pięć piec")] == [5, None]
    assert words.keys("Piec") == ("piec",)
    assert Normaliser(accents=["zasłon"]).keys("zasłon") == ("zaslon",)
