"""People's names for things in the home's index."""

from time import perf_counter

import pytest

from custom_components.llm_agents.core.home.index import index_of
from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.home.words import Normaliser
from custom_components.llm_agents.core.memory.facts import Draft, Evidence, FactKind, How
from custom_components.llm_agents.core.memory.memory import Memory
from custom_components.llm_agents.core.memory.naming import Naming

from .logs import FakeLog, Now

SAID = Evidence(how=How.WORDS)


def make_home(lamps: int = 3) -> Home:
    entities = [Entity(entity_id=f"light.{n}", name=f"Lamp {n}", area_id="hall") for n in range(lamps)]
    return Home(
        version=1,
        areas={"hall": Area(area_id="hall", name="Hall")},
        entities={entity.entity_id: entity for entity in entities},
    )


@pytest.fixture
def memory() -> Memory:
    return Memory(FakeLog(), Now())


async def name(memory: Memory, text: str, thing: str, user_id: str | None = "anna") -> str:
    draft = Draft(kind=FactKind.NAME, text=text, evidence=SAID, about=(thing,), user_id=user_id)
    return (await memory.learn(draft)).fact_id


async def test_without_names_the_home_is_itself(memory: Memory) -> None:
    home, naming = make_home(), Naming(memory)
    assert naming.home(home, "anna") is home
    await name(memory, "Sunny", "light.1")
    assert naming.home(home, "ben") is home


async def test_a_name_is_an_alias_for_its_person_only_and_the_home_stays_as_it_is(memory: Memory) -> None:
    home, naming, words = make_home(), Naming(memory), Normaliser()
    plain = index_of(home, words)
    await name(memory, "Sunny Boy", "light.1")
    index = index_of(naming.home(home, "anna"), words)
    assert index.entity_phrases.get(("sunny", "boy")) == ("light.1",)
    assert index.entity_phrases.get(("lamp", "1")) == ("light.1",)
    assert index.named["light.1"].name_keys >= {"sunny", "boy", "lamp"}
    assert index.knows("sunny")
    assert plain.entity_phrases.get(("sunny", "boy")) == ()
    assert not plain.knows("sunny")
    assert list(plain.ids("sunny")) == []


async def test_a_room_can_have_another_name(memory: Memory) -> None:
    home, naming = make_home(), Naming(memory)
    await name(memory, "Lobby", "hall")
    index = index_of(naming.home(home, "anna"), Normaliser())
    assert index.area_phrases.get(("lobby",)) == ("hall",)


async def test_the_named_home_is_the_same_until_something_changes(memory: Memory) -> None:
    home, naming, words = make_home(), Naming(memory), Normaliser()
    fact_id = await name(memory, "Sunny", "light.1")
    named = naming.home(home, "anna")
    await name(memory, "Moon", "light.2", "ben")
    assert naming.home(home, "anna") is named
    assert index_of(named, words) is index_of(named, words)
    await memory.forget(fact_id, "anna")
    assert naming.home(home, "anna") is home


async def test_a_name_of_what_is_gone_is_passed_over(memory: Memory) -> None:
    home, naming = make_home(), Naming(memory)
    await name(memory, "Sunny", "light.gone")
    assert naming.home(home, "anna") is home


async def test_names_cost_little_in_a_large_home(memory: Memory) -> None:
    """The index of a home with own names is a small part of the work of the home's own."""
    home, naming, words = make_home(5000), Naming(memory), Normaliser()
    start = perf_counter()
    index_of(home, words)
    whole = perf_counter() - start
    await name(memory, "Sunny", "light.1")
    start = perf_counter()
    index_of(naming.home(home, "anna"), words)
    assert perf_counter() - start < whole / 3


async def test_the_own_name_of_a_room_is_known_to_its_person_only(memory: Memory) -> None:
    home, naming, words = make_home(), Naming(memory), Normaliser()
    await name(memory, "Den", "hall")
    assert index_of(home, words).room_keys("hall") == {"hall"}
    assert index_of(naming.home(home, "anna"), words).room_keys("hall") == {"hall", "den"}
    assert index_of(home, words).room_keys("hall") == {"hall"}
