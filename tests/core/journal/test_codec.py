"""Turns and requests as JSON and back."""

from datetime import UTC, datetime
import json
from typing import Any

import pytest

from custom_components.llm_agents.core.journal.codec import turn_from_json, turn_to_json
from custom_components.llm_agents.core.journal.record import Turn
from custom_components.llm_agents.core.language.codec import request_from_json, request_to_json
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Talk,
    TalkRequest,
)
from custom_components.llm_agents.core.plain import plain

from .turns import acting, turn

ACT = Act(action=Action.SET, entity_ids=("light.a", "light.b"), attribute=Attribute.BRIGHTNESS, value=40.5, words="dim")
QUESTION = Question(ask=Ask.WHICH, entity_ids=("lock.a",), attribute="battery", expected="locked", words="which")


@pytest.mark.parametrize("made", [turn(), acting(), acting(undoes="X", undone_by="Y", model="m", reply_to="Z")])
def test_a_turn_comes_back_from_json_as_it_was(made: Turn) -> None:
    assert turn_from_json(json.loads(json.dumps(turn_to_json(made)))) == made


def test_json_has_the_values_of_enums_and_lists() -> None:
    data = turn_to_json(acting("T1"))
    assert (data["turn_id"], data["status"], data["layer"], data["asker"]["origin"]) == ("T1", "done", "local", "text")
    assert data["checks"][0]["decision"] == "allow"
    assert data["calls"][0]["entity_ids"] == ["light.a"]
    assert data["changes"][0]["before"] == {"state": "off", "attributes": {}}


def test_fields_of_a_newer_version_are_left_out() -> None:
    made = acting()
    data = turn_to_json(made) | {"mood": "good"}
    data["asker"] |= {"voice": "v1"}
    data["changes"][0] |= {"cost": 1}
    assert turn_from_json(data) == made


@pytest.mark.parametrize("data", [{}, {"asker": {}}, turn_to_json(acting()) | {"checks": None}])
def test_what_is_no_turn_is_a_value_error(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a turn"):
        turn_from_json(data)


def test_an_unknown_layer_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="sky"):
        turn_from_json(turn_to_json(acting()) | {"layer": "sky"})


@pytest.mark.parametrize(
    "request_",
    [
        ACT,
        Act(action=Action.TURN_ON, entity_ids=()),
        QUESTION,
        PlatformIntent(intent="HassStartTimer", slots={"minutes": 5, "name": "tea"}, words="a timer"),
        TalkRequest(talk=Talk.UNDO, words="undo that"),
        Problem(reason=Reason.AMBIGUOUS, candidates=("light.a", "light.b"), details={"value": 5}, act=ACT, words="w"),
        Problem(reason=Reason.AMBIGUOUS, act=QUESTION),
        Problem(reason=Reason.NO_SUCH_AREA, details={"area": "attic"}),
    ],
)
def test_a_request_comes_back_from_json_as_it_was(request_: Request) -> None:
    assert request_from_json(json.loads(json.dumps(request_to_json(request_)))) == request_


@pytest.mark.parametrize(
    "data", [{}, {"type": "spell"}, {"type": "act"}, {"type": "talk", "talk": "sing", "words": ""}]
)
def test_what_is_no_request_is_a_value_error(data: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not a request"):
        request_from_json(data)


def test_strange_values_become_plain() -> None:
    strange = {
        1: {"b", "a"},
        "when": datetime(2026, 11, 2, tzinfo=UTC),
        "nan": float("nan"),
        "object": object,
        "t": (1, None),
    }
    data = plain(strange)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["1"], data["when"], data["nan"], data["t"]) == (
        ["a", "b"],
        "2026-11-02T00:00:00+00:00",
        "nan",
        [1, None],
    )
