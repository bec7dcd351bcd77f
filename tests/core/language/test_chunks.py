"""Words that are mended, cut and known in any form before they are read."""

import pytest

from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.language.chunks import SPELLING_PENALTY, chunk, correct
from custom_components.llm_agents.core.language.lexicon import Lexicon

DATA = {
    "inflections": [["en", ""], ["s", ""], ["e", ""], ["n", ""]],
    "compounds": {"minimum": 3, "heads": ["temperatur"], "whole": ["monitor"]},
    "groups": {
        "kinds": {"light": ["lampe"], "fan": ["ventilator"], "cover.gate": ["tor"]},
        "kinds_plural": {"light": ["lampen", "leuchten"]},
        "attributes": {"temperature": ["temperatur"]},
        "prepositions": {"in": ["neben"]},
    },
}
LEXICON = Lexicon(DATA)
HOME = Home(
    version=1,
    areas={"kitchen": Area(area_id="kitchen", name="Küche")},
    entities={
        "light.path": Entity(entity_id="light.path", name="Gartenwegleuchten"),
        "light.floor": Entity(entity_id="light.floor", name="Stehlampe"),
        "switch.kettle": Entity(entity_id="switch.kettle", name="Wasserkocher", area_id="kitchen"),
    },
)
INDEX = HomeIndex(HOME, LEXICON.normaliser)


def mended(text: str) -> tuple[list[str], float]:
    """Return the words of a text as they are taken, and the doubt in them."""
    words, doubt = correct(LEXICON.normaliser.words(text), LEXICON, INDEX)
    return [word.folded for word in words], doubt


@pytest.mark.parametrize(
    ("text", "words", "doubt"),
    [
        ("Stehlampe", ["steh", "lampe"], 0),
        ("Gartenwegleuchtn", ["gartenweg", "leuchten"], SPELLING_PENALTY),
        ("Stelampe", ["steh", "lampe"], SPELLING_PENALTY),
        ("Ventilators", ["ventilators"], 0),
        ("Küchenwasserkocher", ["kuchen", "wasserkocher"], 0),
        ("Monitor", ["monitor"], 0),
        ("Xylampe", ["xylampe"], 0),
    ],
)
def test_a_compound_is_mended_and_cut(text: str, words: list[str], doubt: float) -> None:
    """A misspelt one as its name is; one of a place and what is there as these two."""
    assert mended(text) == (words, doubt)


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("Ventilators", {"kinds": ("fan",)}),
        ("Lampe", {"kinds": ("light",)}),
        ("Leuchte", {"kinds_plural": ("light",)}),
        ("Temperaturen", {"attributes": ("temperature",)}),
        ("Nebens", {}),
    ],
)
def test_a_noun_is_known_in_any_form(text: str, senses: dict[str, tuple[str, ...]]) -> None:
    """One that is not in the data is taken for a singular where there is one; small words have no forms."""
    (piece,) = chunk(LEXICON.normaliser.words(text), LEXICON, INDEX)
    assert piece.senses == senses
