"""Homes padded for the measure of prompts: as large as asked, nothing of theirs doubled, the same each time."""

import pytest

from bench.retrieval import padded
from custom_components.llm_agents.core.home.model import Area, Entity, Home

HOME = Home(
    version=1,
    areas={"kitchen": Area(area_id="kitchen", name="Kitchen Ada")},
    entities={
        "light.a": Entity(entity_id="light.a", name="Kitchen Bruno Lamp", area_id="kitchen"),
        "light.b": Entity(entity_id="light.b", name="Lamp", aliases=("Bedroom Ada Lamp",)),
        "climate.a": Entity(entity_id="climate.a", name="Heating"),
    },
)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it", "nl", "pl", "pt-BR", "pt-br", "ru"])
@pytest.mark.parametrize("size", [100, 10_000])
def test_it_is_as_large_as_asked_and_holds_the_home(language: str, size: int) -> None:
    home = padded(HOME, language, size)
    assert len(home.entities) == size
    assert HOME.entities.items() <= home.entities.items()
    assert HOME.areas.items() <= home.areas.items()


def test_no_name_is_given_again() -> None:
    home = padded(HOME, "en", 3000)
    names = [name.casefold() for e in home.entities.values() for name in (e.name, *e.aliases)]
    rooms = [area.name.casefold() for area in home.areas.values()]
    assert len(names) == len(set(names))
    assert len(rooms) == len(set(rooms))


def test_what_there_is_one_of_stays_the_only_one() -> None:
    home = padded(HOME, "en", 3000)
    assert [e.entity_id for e in home.entities.values() if e.domain == "climate"] == ["climate.a"]


def test_the_order_is_shuffled_the_same_way_each_time() -> None:
    first, second = padded(HOME, "en", 300), padded(HOME, "en", 300)
    assert [*first.entities] == [*second.entities]
    assert [*first.entities][:3] != [*HOME.entities]


def test_a_home_that_is_large_enough_is_left_alone() -> None:
    assert padded(HOME, "en", 3) is HOME
