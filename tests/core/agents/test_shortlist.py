"""What is shown of the home: what was nearly read first, groups in one line, and never more than a few."""

from collections.abc import Sequence

import pytest

from custom_components.llm_agents.core.agents.shortlist import GROUPS, SHOWN, Clues, Group, likely, named
from custom_components.llm_agents.core.home.index import HomeIndex
from custom_components.llm_agents.core.home.model import Area, Entity, Floor, Home
from custom_components.llm_agents.core.home.words import Normaliser
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Problem,
    Question,
    Reading,
    Reason,
    Request,
    Talk,
    TalkRequest,
)

from .fakes import BLIND, CEILING, DESK_BED, DESK_OFFICE, FAN, LAMP, LOCK, SENSOR, make_home


def index_of(home: Home | None = None) -> HomeIndex:
    """Return an index that knows the word for lights."""
    normaliser = Normaliser(inflections=[["s", ""]])
    normaliser.kinds["light"] = {"light"}
    return HomeIndex(home or make_home(), normaliser)


def reading(*requests: Request) -> Reading:
    return Reading(requests=requests, confidence=0.3, language="en")


def ids(entities: Sequence[Entity]) -> list[str]:
    return [entity.entity_id for entity in entities]


def test_what_was_nearly_read_comes_first() -> None:
    which = Problem(reason=Reason.AMBIGUOUS, candidates=(DESK_OFFICE, DESK_BED))
    shown = likely("kitchen lamp", index_of(), Clues(reading=reading(which)))
    assert ids(shown.entities)[:3] == [DESK_OFFICE, DESK_BED, LAMP]


@pytest.mark.parametrize(
    ("request_", "entity_id"),
    [
        (Act(action=Action.LOCK, entity_ids=(LOCK,)), LOCK),
        (Question(ask=Ask.STATE, entity_ids=(SENSOR,)), SENSOR),
        (Problem(reason=Reason.CANNOT, entity_ids=(BLIND,)), BLIND),
        (Problem(reason=Reason.MISSING_VALUE, act=Act(action=Action.SET, entity_ids=(FAN,))), FAN),
    ],
)
def test_every_kind_of_half_reading_is_a_clue(request_: Request, entity_id: str) -> None:
    assert ids(likely("zzz", index_of(), Clues(reading=reading(request_))).entities) == [entity_id]


def test_talk_is_no_clue() -> None:
    assert likely("zzz", index_of(), Clues(reading=reading(TalkRequest(talk=Talk.NO)))).entities == ()


def test_what_is_gone_since_is_no_clue() -> None:
    gone = Act(action=Action.LOCK, entity_ids=("lock.gone",))
    assert likely("zzz", index_of(), Clues(reading=reading(gone), spoken_of=["light.gone"])).entities == ()


def test_one_that_only_guesses_is_shown_nothing_that_no_word_names() -> None:
    clues = Clues(reading=reading(Act(action=Action.LOCK, entity_ids=(LOCK,))), spoken_of=[DESK_BED], area_id="bedroom")
    assert ids(named("kitchen fan", index_of(), clues).entities) == [FAN, LAMP, CEILING]
    assert {LOCK, DESK_BED, BLIND} <= set(ids(likely("kitchen fan", index_of(), clues).entities))


def test_kinds_that_words_hint_at_are_shown_those_of_the_room_first() -> None:
    clues = Clues(domains=("light",), area_id="office")
    assert ids(named("brighter", index_of(), clues).entities)[0] == DESK_OFFICE


def test_a_kind_in_a_room_is_a_group() -> None:
    (group,) = likely("kitchen lights", index_of(), Clues()).groups
    assert group == Group(group_id="light@kitchen", entity_ids=(LAMP, CEILING), place="Kitchen")


def test_without_a_room_the_askers_room_and_the_home_are_groups() -> None:
    here, home = likely("the lights", index_of(), Clues(area_id="kitchen")).groups
    assert (here.group_id, here.place) == ("light@kitchen", "Kitchen")
    assert (home.group_id, len(home.entity_ids), home.place) == ("light@home", 4, "")


def test_a_floor_is_a_place_of_groups() -> None:
    home = make_home()
    areas = {key: Area(area_id=key, name=area.name, floor_id="up") for key, area in home.areas.items()}
    upstairs = Home(
        version=2, floors={"up": Floor(floor_id="up", name="Upstairs")}, areas=areas, entities=home.entities
    )
    (group,) = likely("lights upstairs", index_of(upstairs), Clues()).groups
    assert (group.group_id, group.place, len(group.entity_ids)) == ("light@up", "Upstairs", 4)


def test_one_device_is_no_group() -> None:
    assert likely("office lights", index_of(), Clues()).groups == ()


def test_covered_is_all_that_can_be_chosen() -> None:
    shown = likely("kitchen lights", index_of(), Clues())
    assert shown.covered >= {LAMP, CEILING}


def test_there_are_never_more_than_a_few_lines() -> None:
    areas = {f"kitchen{n}": Area(area_id=f"kitchen{n}", name="Kitchen") for n in range(40)}
    entities = {
        f"light.l{n}": Entity(entity_id=f"light.l{n}", name=f"Light {n}", area_id=f"kitchen{n % 40}")
        for n in range(2000)
    }
    index = index_of(Home(version=1, areas=areas, entities=entities))
    many = Act(action=Action.TURN_ON, entity_ids=tuple(entities))
    for choose in (likely, named):
        shown = choose("kitchen lights", index, Clues(reading=reading(many), spoken_of=list(entities)))
        assert (len(shown.entities), len(shown.groups)) == (SHOWN, GROUPS)
