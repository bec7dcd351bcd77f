"""Chats in OpenAI's form, and streamed answers put together from whatever servers send."""

import json
from typing import Any

import pytest

from custom_components.llm_agents.core.models.openai_format import Answer, messages, response_format
from custom_components.llm_agents.core.models.protocol import Image, Message, ModelUnavailable, ToolCall, Usage
from custom_components.llm_agents.core.models.schemas import Dialect


def delta(finish: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": fields, "finish_reason": finish}]}


def piece(index: int | None = 0, call_id: str | None = None, name: str | None = None, **more: Any) -> dict[str, Any]:
    found = {
        "index": index,
        "id": call_id,
        "function": {"name": name, "arguments": more.pop("arguments", None)},
        **more,
    }
    return {key: value for key, value in found.items() if value is not None}


def fed(*events: dict[str, Any]) -> Answer:
    answer = Answer()
    for event in events:
        answer.feed(event)
    return answer


def called(*events: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(call.name, call.arguments) for call in fed(*events).calls()]


def test_a_call_comes_in_pieces() -> None:
    answer = fed(
        delta(tool_calls=[piece(0, "a", "turn_on", arguments="")]),
        delta(tool_calls=[piece(0, arguments='{"entity')]),
        delta(tool_calls=[piece(0, arguments='_id": "light.x"}')]),
        delta("tool_calls"),
    )
    assert answer.calls() == [ToolCall(call_id="a", name="turn_on", arguments={"entity_id": "light.x"})]
    assert answer.finished


def test_several_calls_come_at_once_and_mixed() -> None:
    assert called(
        delta(tool_calls=[piece(0, "a", "on", arguments='{"x":'), piece(1, "b", "off", arguments="{")]),
        delta(tool_calls=[piece(1, arguments="}"), piece(0, arguments="1}")]),
    ) == [("on", {"x": 1}), ("off", {})]


@pytest.mark.parametrize("index", [0, None])
def test_calls_that_share_an_index_are_told_apart_by_their_ids(index: int | None) -> None:
    assert called(
        delta(tool_calls=[piece(index, "a", "on", arguments="{}")]),
        delta(tool_calls=[piece(index, "b", "off", arguments="{}")]),
    ) == [("on", {}), ("off", {})]


def test_calls_without_ids_get_ids_of_their_own() -> None:
    calls = fed(delta(tool_calls=[piece(0, name="on"), piece(1, name="off")])).calls()
    assert [call.name for call in calls] == ["on", "off"]
    assert len({call.call_id for call in calls} - {""}) == 2


def test_whole_calls_without_index_and_id_in_one_event_are_several() -> None:
    both = [piece(None, name="on", arguments="{}"), piece(None, name="off", arguments="{}")]
    assert called(delta(tool_calls=both)) == [("on", {}), ("off", {})]


def test_an_id_that_comes_again_with_each_piece_is_one_call() -> None:
    assert called(
        delta(tool_calls=[piece(0, "a", "on", arguments="{")]), delta(tool_calls=[piece(0, "a", "on", arguments="}")])
    ) == [("on", {})]


def test_arguments_that_come_as_an_object_are_taken() -> None:
    assert called(delta(tool_calls=[{"index": 0, "function": {"name": "on", "arguments": {"a": 1}}}])) == [
        ("on", {"a": 1})
    ]


def test_text_and_a_refusal_are_text() -> None:
    answer = Answer()
    assert answer.feed(delta(content="Hel")) + answer.feed(delta(refusal="lo", content=None)) == "Hello"


def test_an_answer_that_is_not_streamed_is_read() -> None:
    answer = Answer()
    event = {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 3}}
    assert (answer.feed(event), answer.finished, answer.usage) == ("Hi", True, Usage(input_tokens=3))


@pytest.mark.parametrize(
    "extra",
    [
        {"usage": {"prompt_tokens": 9, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}},
        {"usage": {"prompt_tokens": 9, "completion_tokens": 2, "prompt_cache_hit_tokens": 4}},
        {"usage": {"prompt_tokens": 9, "completion_tokens": 2}, "timings": {"cache_n": 4}},
    ],
)
def test_the_usage_is_read_with_what_was_cached(extra: dict[str, Any]) -> None:
    assert fed({"choices": [], **extra}).usage == Usage(input_tokens=9, output_tokens=2, cached_tokens=4)


def test_usage_of_another_form_counts_nothing() -> None:
    assert fed({"choices": [], "usage": {"prompt_tokens": "9", "completion_tokens": -1}}).usage == Usage()


@pytest.mark.parametrize("event", [{"choices": ["x"]}, {"choices": [{"delta": "x"}]}, {"choices": {"a": 1}}])
def test_an_event_of_another_form_raises(event: dict[str, Any]) -> None:
    with pytest.raises(ModelUnavailable):
        Answer().feed(event)


def test_reasoning_is_kept_and_goes_back_to_the_same_backend_only() -> None:
    answer = fed(
        delta(reasoning_content="Let me "),
        delta(reasoning_content="think", reasoning_details=[{"index": 0, "type": "reasoning.text", "text": "a"}]),
        delta(reasoning_details=[{"index": 0, "type": "reasoning.text", "text": "b", "signature": "s"}]),
        delta(tool_calls=[piece(0, "a", "on", arguments="{}", extra_content={"google": {"thought_signature": "x"}})]),
    )
    native = answer.native("one")
    said = Message(role="assistant", calls=tuple(answer.calls()), native=native)
    (back,) = messages([said], "one")
    assert back["reasoning_content"] == "Let me think"
    assert back["reasoning_details"] == [{"index": 0, "type": "reasoning.text", "text": "ab", "signature": "s"}]
    assert back["tool_calls"][0]["extra_content"] == {"google": {"thought_signature": "x"}}
    (elsewhere,) = messages([said], "two")
    assert "reasoning" not in json.dumps(elsewhere)
    assert "extra_content" not in json.dumps(elsewhere)


def test_an_answer_without_reasoning_wants_nothing_back() -> None:
    assert fed(delta(content="Hi")).native("one") is None


def test_a_chat_with_calls_results_and_pictures_is_written() -> None:
    call = ToolCall(call_id="a", name="on", arguments={"x": "ü"})
    broken = ToolCall(call_id="b", name="on", arguments=None)
    chat = [
        Message(role="user", content="look", images=(Image(data=b"\x01", media_type="image/png"),)),
        Message(role="assistant", calls=(call, broken)),
        Message(role="tool", content="done", call_id="a"),
    ]
    user, assistant, tool = messages(chat, "one")
    assert user["content"][1] == {"type": "image_url", "image_url": {"url": "data:image/png;base64,AQ=="}}
    assert assistant["content"] is None
    assert [one["function"]["arguments"] for one in assistant["tool_calls"]] == ['{"x": "ü"}', "{}"]
    assert tool == {"role": "tool", "content": "done", "tool_call_id": "a"}


def test_a_format_is_strict_only_where_all_properties_are_required() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    assert response_format(schema, Dialect.OPENAI)["json_schema"]["strict"]
    assert not response_format({**schema, "required": []}, Dialect.OPENAI)["json_schema"]["strict"]
