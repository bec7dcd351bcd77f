"""Requests survive the journal's JSON."""

import json
from typing import Any

import pytest

from custom_components.llm_agents.core.language.codec import request_from_json, request_to_json
from custom_components.llm_agents.core.language.moments import Part, Sun, When
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    Comparison,
    Condition,
    Conditional,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Scheduled,
    Talk,
    TalkRequest,
)

ACT = Act(action=Action.SET, entity_ids=("light.a", "light.b"), attribute=Attribute.BRIGHTNESS, value=0, words="dim")

LATER = Scheduled(
    requests=(ACT,),
    when=When(sun=Sun.SET, seconds=-60),
    until=When(minute=0, exact=True),
    command="dim",
    words="dim at",
)
CONDITIONAL = Conditional(
    conditions=(
        Condition(question=Question(ask=Ask.VALUE, entity_ids=("sensor.a",)), comparison=Comparison.ABOVE, limit=23.5),
        Condition(sun=Sun.SET, negated=True, becomes=True, words="it is dark"),
    ),
    requests=(ACT,),
    otherwise=(LATER,),
    waits=True,
    words="if",
)


@pytest.mark.parametrize(
    "request_",
    [
        ACT,
        Act(action=Action.TURN_ON, entity_ids=("light.a",)),
        Question(ask=Ask.WHICH, entity_ids=("light.a",), attribute="brightness", expected="on", words="which"),
        PlatformIntent(intent="HassStartTimer", slots={"minutes": 5, "name": "tea"}, words="timer"),
        TalkRequest(talk=Talk.UNDO, words="undo"),
        Problem(reason=Reason.AMBIGUOUS, candidates=("light.a", "light.b"), details={"device": "lamp"}, act=ACT),
        Problem(reason=Reason.AMBIGUOUS, act=PlatformIntent(intent="HassListAddItem", slots={"item": "milk"})),
        Problem(reason=Reason.AMBIGUOUS, act=Question(ask=Ask.STATE, entity_ids=("light.a",))),
        TalkRequest(talk=Talk.NO, words="not", about=("light.a",)),
        LATER,
        Problem(reason=Reason.AMBIGUOUS, candidates=("light.a", "light.b"), act=LATER),
        CONDITIONAL,
        Scheduled(requests=(CONDITIONAL,), when=When(day=1, part=Part.MORNING)),
    ],
)
def test_a_request_comes_back_as_it_was(request_: Request) -> None:
    assert request_from_json(json.loads(json.dumps(request_to_json(request_)))) == request_


def test_what_was_added_beside_the_fields_is_passed_over() -> None:
    assert request_from_json(request_to_json(ACT) | {"asked": {"light.a": "on"}}) == ACT


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"type": "other"},
        {"type": "act"},
        {"type": "talk", "talk": "sing"},
        {"type": "scheduled", "requests": []},
        {
            "type": "conditional",
            "conditions": [{"question": {"type": "intent", "intent": "x", "slots": {}, "words": ""}}],
        },
        {"type": "scheduled", "requests": [], "when": {"sun": "moon"}, "until": None, "command": "", "words": ""},
    ],
)
def test_what_is_no_request_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"not a (request|valid)"):
        request_from_json(data)
