"""Names of the home, looked up by the words of a sentence."""

import time

import pytest

from custom_components.llm_agents.core.home.index import HomeIndex, index_of
from custom_components.llm_agents.core.home.model import Area, Entity, Floor, Home
from custom_components.llm_agents.core.home.retrieval import retrieve
from custom_components.llm_agents.core.home.spelling import Spelling, distance
from custom_components.llm_agents.core.home.words import Normaliser, fold
from custom_components.llm_agents.core.language.reader import Reader


def home(count: int = 3) -> Home:
    """Return a home with a lamp and a sensor in each room."""
    entities = {}
    for i in range(count):
        for entity_id, name in ((f"light.lamp_{i}", f"Reading lamp {i}"), (f"sensor.air_{i}", f"Air quality {i}")):
            entities[entity_id] = Entity(entity_id=entity_id, name=name, area_id=f"room_{i}")
    entities["light.cafe"] = Entity(
        entity_id="light.cafe", name="Café Décor", aliases=("Bar's light",), area_id="room_0"
    )
    return Home(
        version=1,
        floors={"up": Floor(floor_id="up", name="Upstairs")},
        areas={f"room_{i}": Area(area_id=f"room_{i}", name=f"Room {i}", floor_id="up") for i in range(count)},
        entities=entities,
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café", "cafe"),
        ("Joe's", "joes"),
        ("ÜBER", "uber"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("किताब", "किताब"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, accents and apostrophes do not tell words apart; vowel signs of other scripts do."""
    assert fold(text) == folded


def test_words_mark_the_breaks_of_a_sentence() -> None:
    """A comma is a soft break before the next word, a full stop a hard one."""
    words = Normaliser().words("on, now. 21.5 °C")
    assert [(w.folded, w.soft, w.hard) for w in words] == [
        ("on", False, False),
        ("now", True, False),
        ("21.5", False, True),
        ("°", False, False),
        ("c", False, False),
    ]


def test_entities_are_found_by_full_names_and_aliases() -> None:
    """Accents and apostrophes of the name do not matter."""
    index = HomeIndex(home(), Normaliser())
    keys = index.normaliser.keys("the cafe decor and bars light")
    assert index.entity_phrases.longest(keys, 1) == (2, ("light.cafe",))
    assert index.entity_phrases.longest(keys, 4) == (2, ("light.cafe",))
    assert index.entity_phrases.longest(keys, 0) is None


def test_kinds_are_found_by_area() -> None:
    """A domain in a room is one lookup."""
    index = HomeIndex(home(), Normaliser())
    assert list(index.of_kind("light", "room_0")) == ["light.lamp_0", "light.cafe"]


def test_compounds_are_known_as_two_words() -> None:
    """A name of two words can be written as one."""
    assert HomeIndex(home(), Normaliser()).split_compound("readinglamp") == ("reading", "lamp")


def test_index_is_kept_for_a_home_and_made_anew_for_another() -> None:
    """Reading twice costs one index."""
    normaliser, first = Normaliser(), home()
    assert index_of(first, normaliser) is index_of(first, normaliser)
    assert index_of(home(), normaliser) is not index_of(first, normaliser)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("lamp", "lamp", 0), ("kichen", "kitchen", 1), ("a", "abcd", 3)]
)
def test_distance(one: str, other: str, expected: int) -> None:
    """Letters swapped, left out or changed count one; far words count one more than the limit."""
    assert distance(one, other, 2) == expected


def test_spelling_finds_the_one_word_meant() -> None:
    """Short words and ties are left alone."""
    spelling = Spelling(["kitchen", "bedroom", "fan", "hall", "ball"])
    assert spelling.closest("kichen") == ("kitchen", 1)
    assert spelling.closest("fam") is None
    assert spelling.closest("call") is None


def test_retrieval_puts_the_named_first_and_keeps_the_limit() -> None:
    """The entity with the rare words comes first."""
    index = HomeIndex(home(50), Normaliser())
    found = retrieve("what about the reading lamp 7 in room 7", index, 5)
    assert found[0].entity_id == "light.lamp_7"
    assert len(found) == 5


def test_retrieval_knows_kinds_and_misspelt_words() -> None:
    """The language's words for kinds and small mistakes find entities."""
    index = Reader("en").index(home())
    assert "light.cafe" in {entity.entity_id for entity in retrieve("turn on the lights", index, 10)}
    assert retrieve("cafe decr", index, 1)[0].entity_id == "light.cafe"


def test_retrieval_of_unknown_words_is_empty() -> None:
    """Nothing is put into a model's context for nothing."""
    assert retrieve("xyzzy", HomeIndex(home(), Normaliser()), 5) == []


def test_reading_does_not_slow_with_the_home() -> None:
    """Fifty times the entities, and the lookup of a room's lights costs the same within a wide margin."""
    reader = Reader("en")

    def seconds(count: int) -> float:
        house = home(count)
        reader.read("turn on the lights in room 1", house, lambda _: None)  # builds the index
        best = float("inf")
        for _ in range(20):
            start = time.perf_counter()
            reader.read("turn on the lights in room 1", house, lambda _: None)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(2500) < 5 * seconds(50) + 0.001
