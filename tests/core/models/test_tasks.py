"""Tasks put to models: the first that can does it, what is not as wanted is asked for once more."""

import json
from typing import Any

import pytest

from custom_components.llm_agents.core.models.protocol import Capabilities, Image, ModelUnavailable
from custom_components.llm_agents.core.models.tasks import TaskFailed, do_task

from ..agents.fakes import ScriptedModel

SCHEMA = {"type": "object", "properties": {"room": {"type": "string"}}, "required": ["room"]}
PICTURE = (Image(data=b"png", media_type="image/png"),)
SEES = Capabilities(images=True)


def wanted(data: Any) -> Any:
    if not isinstance(data.get("room"), str):
        raise ValueError("expected a room")
    return data


async def test_a_text() -> None:
    model = ScriptedModel("It is raining.")
    assert await do_task([model], "Say the weather", system="You help.") == ("It is raining.", "It is raining.")
    assert [(message.role, message.content) for message in model.asked[0]] == [
        ("system", "You help."),
        ("user", "Say the weather"),
    ]


async def test_data_in_a_structure() -> None:
    model = ScriptedModel('{"room": "kitchen"}')
    _, data = await do_task([model], "Which room?", schema=SCHEMA, check=wanted)
    assert data == {"room": "kitchen"}
    assert model.schemas == [SCHEMA]


DEEP = '{"room": ' + "[" * 99_999 + "]" * 99_999 + "}"


@pytest.mark.parametrize("first", ["The kitchen.", '{"room": 7}', '{"room": "kitch', pytest.param(DEEP, id="deep")])
async def test_what_is_not_as_wanted_is_asked_for_once_more(first: str) -> None:
    model = ScriptedModel(first, '{"room": "kitchen"}')
    _, data = await do_task([model], "Which room?", schema=SCHEMA, check=wanted)
    assert data == {"room": "kitchen"}
    assert [message.role for message in model.asked[1]][-2:] == ["assistant", "user"]


async def test_a_model_that_never_keeps_to_it_is_followed_by_the_next() -> None:
    stubborn, good = ScriptedModel("no", "no", name="stubborn"), ScriptedModel('{"room": "hall"}')
    _, data = await do_task([stubborn, good], "Which room?", schema=SCHEMA, check=wanted)
    assert (data, len(stubborn.asked)) == ({"room": "hall"}, 2)


async def test_a_model_that_is_away_is_followed_by_the_next() -> None:
    away = ScriptedModel([ModelUnavailable("gone")], name="away")
    assert (await do_task([away, ScriptedModel("here")], "Where?"))[0] == "here"


async def test_a_model_without_schemas_is_told_the_form() -> None:
    model = ScriptedModel('{"room": "hall"}', capabilities=Capabilities(schema=False))
    await do_task([model], "Which room?", schema=SCHEMA, check=wanted)
    assert json.dumps(SCHEMA) in model.asked[0][0].content
    assert model.schemas == [None]


async def test_pictures_go_to_who_can_see() -> None:
    blind, seeing = ScriptedModel("dark", name="blind"), ScriptedModel("a cat", capabilities=SEES)
    assert (await do_task([blind, seeing], "What is it?", images=PICTURE))[0] == "a cat"
    assert blind.asked == []
    assert seeing.asked[0][-1].images == PICTURE


@pytest.mark.parametrize(
    ("models", "images", "error"),
    [
        ([], (), "there is no model"),
        ([ScriptedModel("x", available=False)], (), "there is no model"),
        ([ScriptedModel("x")], PICTURE, "no model can see"),
        ([ScriptedModel([ModelUnavailable("gone")], name="away")], (), "away: gone"),
        ([ScriptedModel("  ", name="mute")], (), "mute: it said nothing"),
    ],
)
async def test_nobody_does_it(models: list[ScriptedModel], images: tuple[Image, ...], error: str) -> None:
    with pytest.raises(TaskFailed, match=error):
        await do_task(models, "What?", images=images)
