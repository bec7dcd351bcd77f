"""Tools as a schema: what is asked of the engine, and what becomes of its answer."""

import json
from typing import Any

import pytest

from llm_agents_app.model.tools import ToolsNotUsable, as_chunks, completion, constrain, plain

LIGHTS = {"type": "object", "properties": {"entity_id": {"enum": ["light.a"]}}, "required": ["entity_id"]}
TOOLS = [
    {"type": "function", "function": {"name": "turn_on", "description": "Turn it on", "parameters": LIGHTS}},
    {"type": "function", "function": {"name": "stop"}},
]


def request(**changes: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": "on"}], "tools": TOOLS, "max_tokens": 50} | changes


def schema(**changes: Any) -> dict[str, Any]:
    return constrain(request(**changes))["response_format"]["json_schema"]["schema"]


def answered(text: str, reason: str = "stop") -> dict[str, Any]:
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text}}
    return {"id": "c1", "created": 1, "model": "m", "choices": [choice], "usage": {"total_tokens": 3}}


def test_required_allows_calls_alone() -> None:
    shapes = schema(tool_choice="required")["anyOf"]
    assert [shape["properties"]["name"] for shape in shapes] == [{"const": "turn_on"}, {"const": "stop"}]
    assert shapes[0]["properties"]["arguments"] == LIGHTS
    assert all(shape["additionalProperties"] is False for shape in shapes)


@pytest.mark.parametrize("choice", [{}, {"tool_choice": "auto"}, {"tool_choice": None}])
def test_auto_allows_an_answer_too(choice: dict[str, Any]) -> None:
    assert [list(shape["properties"]) for shape in schema(**choice)["anyOf"]][-1] == ["answer"]


def test_a_named_function_is_the_only_one() -> None:
    chosen = schema(tool_choice={"type": "function", "function": {"name": "stop"}})
    assert chosen["properties"]["name"] == {"const": "stop"}


@pytest.mark.parametrize(
    "changes",
    [
        {"tool_choice": "sometimes"},
        {"tool_choice": {"type": "function", "function": {"name": "absent"}}},
        {"tools": [{"type": "retrieval"}]},
        {"tools": [{"type": "function", "function": {"description": "nameless"}}]},
        {"tools": [{"type": "function", "function": {"name": "x", "parameters": {"$ref": "#/$defs/y"}}}]},
        {"response_format": {"type": "json_object"}},
        {"grammar": "root ::= 'x'"},
    ],
)
def test_what_cannot_be_stated_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ToolsNotUsable):
        constrain(request(**changes))


def test_the_functions_are_told_after_the_system_message() -> None:
    messages = constrain(request(messages=[{"role": "system", "content": "Be brief."}, *request()["messages"]]))[
        "messages"
    ]
    assert [message["role"] for message in messages] == ["system", "user"]
    assert messages[0]["content"].startswith("Be brief.\n\n")
    assert json.dumps(TOOLS[0]["function"]) in messages[0]["content"]


def test_a_system_message_is_made_where_there_is_none() -> None:
    messages = constrain(request())["messages"]
    assert [message["role"] for message in messages] == ["system", "user"]


def test_nothing_that_could_cut_a_call_is_passed_on() -> None:
    assert constrain(request(stop=["}"])).keys() == {"messages", "max_tokens", "response_format"}


def test_earlier_calls_and_results_are_told_in_words() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "turn_on", "arguments": '{"entity_id": "light.a"}'}}
    history = [
        {"role": "user", "content": [{"type": "text", "text": "lamp "}, {"type": "text", "text": "on"}]},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "1", "content": "done"},
    ]
    assert plain({"messages": history, "tools": TOOLS, "tool_choice": "none", "seed": 1}) == {
        "seed": 1,
        "messages": [
            {"role": "user", "content": "lamp on"},
            {"role": "assistant", "content": '{"name": "turn_on", "arguments": {"entity_id": "light.a"}}'},
            {"role": "user", "content": "Result of the call:\ndone"},
        ],
    }


def test_a_call_becomes_a_tool_call() -> None:
    made = completion(answered('{"name": "turn_on", "arguments": {"entity_id": "light.a"}}'))
    choice = made["choices"][0]
    assert choice["finish_reason"] == "tool_calls"
    assert choice["message"]["content"] is None
    (call,) = choice["message"]["tool_calls"]
    assert call["id"].startswith("call_")
    assert call["function"] == {"name": "turn_on", "arguments": '{"entity_id": "light.a"}'}


def test_an_answer_becomes_content() -> None:
    choice = completion(answered('{"answer": "Hello."}'))["choices"][0]
    assert choice["message"] == {"role": "assistant", "content": "Hello."}
    assert choice["finish_reason"] == "stop"


@pytest.mark.parametrize(
    ("text", "content"),
    [('{"answer": "Hello the', "Hello the"), ('{"name": "turn_on", "arg', ""), ('{"na', ""), ("", "")],
)
def test_of_what_was_cut_off_only_words_are_kept(text: str, content: str) -> None:
    choice = completion(answered(text, "length"))["choices"][0]
    assert choice["message"] == {"role": "assistant", "content": content}
    assert choice["finish_reason"] == "length"


def test_a_cut_call_that_would_parse_is_not_made() -> None:
    choice = completion(answered('{"name": "turn_on', "length"))["choices"][0]
    assert "tool_calls" not in choice["message"]


def test_chunks_carry_the_call_and_then_the_end() -> None:
    first, last = as_chunks(completion(answered('{"name": "stop", "arguments": {}}')))
    assert first["choices"][0]["delta"]["tool_calls"][0]["index"] == 0
    assert first["choices"][0]["finish_reason"] is None
    assert last["choices"][0] == {"index": 0, "delta": {}, "finish_reason": "tool_calls"}
    assert last["usage"] == {"total_tokens": 3}
