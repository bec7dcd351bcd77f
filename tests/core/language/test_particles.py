"""Verbs of two parts, and words that mean something else at the end."""

import pytest

from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.model import Area, Home
from custom_components.llm_agents.core.language.chunks import Chunk, chunk
from custom_components.llm_agents.core.language.lexicon import Lexicon
from custom_components.llm_agents.core.language.particles import settle

DATA = {
    "particles_last": True,
    "numbers": {"ein": 1},
    "groups": {
        "verbs": {
            "lock": ["schließ[en Sie] ... ab"],
            "unlock": ["schließ ... auf"],
            "off": ["brauche ... nicht mehr"],
            "close": ["schließ[en Sie]"],
            "change": ["mach"],
        },
        "list_verbs": {"complete": ["hak ... ab"]},
        "states": {"on": ["an", "ein"], "off": ["aus"], "open": ["auf"]},
        "prepositions": {"in": ["an", "auf", "aus", "im"], "to": ["auf"]},
        "determiners": {"the": ["die", "der", "das", "ein"]},
        "conjunctions": {"and": ["und"]},
        "kinds": {"door": ["tür"], "light": ["licht"]},
        "levels": {"max": ["maximum"]},
        "negations": {"not": ["nicht"]},
    },
}
LEXICON = Lexicon(DATA)
INDEX = HomeIndex(Home(version=1, areas={"bath": Area(area_id="bath", name="Bad")}), LEXICON.normaliser)


def said(text: str, lexicon: Lexicon = LEXICON) -> list[Chunk]:
    """Return the settled chunks of a sentence."""
    return settle(chunk(lexicon.normaliser.words(text), lexicon, INDEX), lexicon)


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("schließ die tür", "close"),
        ("schließ die tür ab", "lock"),
        ("schließen Sie die tür ab", "lock"),
        ("schließ die tür auf", "unlock"),
        ("schließ die tür ab und mach das licht aus", "lock"),
        ("schließ die tür ab, das licht aus", "lock"),
        ("schließ die tür auf im bad", "unlock"),
        ("schließ die tür auf der seite ab", "lock"),
        ("schließ die tür auf maximum", "close"),
        ("schließ die tür auf 50", "close"),
        ("schließ die tür auf bad", "close"),
        ("schließ die tür. ab", "close"),
        ("schließ die tür mach das licht an ab", "close"),
        ("brauche das licht nicht mehr", "off"),
    ],
)
def test_a_second_part_at_an_end_makes_another_verb(text: str, operation: str) -> None:
    """What follows the second part tells whether it is one; a break or another verb comes between."""
    assert said(text)[0].senses["verbs"] == (operation,)


def test_the_second_part_is_taken_out() -> None:
    """It says nothing more by itself, not even no."""
    assert [piece.text for piece in said("schließ die tür ab")] == ["schließ", "die", "tür"]
    assert all("negations" not in piece.senses for piece in said("brauche das licht nicht mehr"))


def test_verbs_of_lists_are_left_to_those_who_read_lists() -> None:
    """A verb that only tells what becomes of an item is no verb here."""
    assert [piece.text for piece in said("hak licht ab")] == ["hak", "licht", "ab"]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("mach das licht an", "states"),
        ("licht an im bad", "states"),
        ("licht an und tür auf", "states"),
        ("licht an bad", "prepositions"),
        ("licht an der tür", "prepositions"),
        ("tür auf 50", "prepositions"),
        ("licht an auf", "prepositions"),
    ],
)
def test_a_word_is_a_state_at_an_end_only(text: str, group: str) -> None:
    """Elsewhere it is a preposition."""
    piece = next(piece for piece in said(text) if piece.text in ("an", "auf"))
    assert ("states" in piece.senses, "prepositions" in piece.senses) == (group == "states", group != "states")


def test_an_article_is_no_state_and_a_state_no_number() -> None:
    """`ein` before a noun is an article; at the end it is a state, and never one of something."""
    article, state = [piece for piece in said("mach ein licht ein") if piece.text == "ein"]
    assert (article.senses, article.number) == ({"determiners": ("the",)}, 1)
    assert (state.senses, state.number) == ({"states": ("on",)}, None)


def test_other_languages_are_left_alone() -> None:
    """Where particles do not stand last, a word keeps all its meanings."""
    words = Lexicon({**DATA, "particles_last": False})
    assert {"states", "prepositions"} <= said("mach an das licht", words)[1].senses.keys()
