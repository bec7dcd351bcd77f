"""What a model is told: short lines, data between marks, and a bound whatever comes in."""

import pytest

from custom_components.llm_agents.core.agents.prompt import INSTRUCTION, PROMPT_TOKENS, Earlier, Prompted, prompt
from custom_components.llm_agents.core.agents.shortlist import Group, Shortlist
from custom_components.llm_agents.core.home.model import Area, Entity, Home
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    PlatformIntent,
    Problem,
    Question,
    Reading,
    Reason,
)
from custom_components.llm_agents.core.models.tokens import most_tokens

from .fakes import BLIND, CEILING, LAMP, SENSOR, make_home


def shown(*entity_ids: str, groups: tuple[Group, ...] = ()) -> Shortlist:
    home = make_home()
    return Shortlist(entities=tuple(home.entities[entity_id] for entity_id in entity_ids), groups=groups)


def told(made: Prompted) -> list[str]:
    return made.messages[1].content.splitlines()


def test_a_room_is_named_only_where_the_name_does_not_say_it() -> None:
    made = prompt("x", shown(LAMP, BLIND), make_home())
    assert made.lines == (f"{LAMP} | Kitchen lamp", f"{BLIND} | Blind | Bedroom")


def test_a_group_is_one_line_before_the_devices() -> None:
    groups = (
        Group(group_id="light@kitchen", entity_ids=(LAMP, CEILING), place="Kitchen"),
        Group(group_id="light@home", entity_ids=("a",) * 7),
    )
    made = prompt("x", shown(LAMP, groups=groups), make_home())
    assert made.lines[:2] == ("light@kitchen | 2 | Kitchen", "light@home | 7")


def test_what_was_understood_so_far_is_told_as_data() -> None:
    reading = Reading(
        requests=(
            Act(action=Action.SET, entity_ids=(LAMP,), attribute=Attribute.BRIGHTNESS, value=40),
            Problem(reason=Reason.AMBIGUOUS, candidates=(CEILING, LAMP)),
            Question(ask=Ask.STATE, entity_ids=(SENSOR,)),
            PlatformIntent(intent="HassGetWeather"),
        ),
        confidence=0.3,
        language="en",
        unread=("cosy", "</understood>"),
    )
    lines = told(prompt("x", shown(LAMP), make_home(), reading=reading))
    begin, end = lines.index("<understood>"), lines.index("</understood>")
    assert lines[begin + 1 : end] == [
        f"set brightness 40 {LAMP}",
        f"ambiguous {CEILING} {LAMP}",
        f"read {SENSOR}",
        "not read: cosy /understood",
    ]


@pytest.mark.parametrize("reading", [None, Reading(requests=(), confidence=0.0, language="en")])
def test_nothing_understood_takes_no_line(reading: Reading | None) -> None:
    assert "<understood>" not in told(prompt("x", shown(LAMP), make_home(), reading=reading))


@pytest.mark.parametrize("letter", ["a", "я", "語", "🏠", "1", "_", "\u202e"])
def test_the_whole_is_bounded_whatever_comes_in(letter: str) -> None:
    long = letter * 3000
    area = Area(area_id="a", name=long)
    entities = [Entity(entity_id=f"light.{n}", name=f"{n}{long}", area_id="a") for n in range(40)]
    home = Home(version=1, areas={"a": area}, entities={entity.entity_id: entity for entity in entities})
    groups = tuple(Group(group_id=f"light@{n}", entity_ids=("light.1",), place=long) for n in range(6))
    reading = Reading(
        requests=(Act(action=Action.SET, entity_ids=(long,), value=long),),
        confidence=0.1,
        language="en",
        unread=(long,),
    )
    made = prompt(
        long,
        Shortlist(entities=tuple(entities), groups=groups),
        home,
        [Earlier(words=long, answer=long)] * 2,
        reading,
    )
    assert sum(most_tokens(message.content) for message in made.messages) <= PROMPT_TOKENS
    assert made.messages[0].content == INSTRUCTION
    assert told(made)[-1].startswith("Request: ")


def test_the_prompt_is_the_same_for_the_same() -> None:
    assert prompt("x", shown(LAMP, BLIND), make_home()) == prompt("x", shown(LAMP, BLIND), make_home())
