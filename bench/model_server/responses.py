"""OpenAI's Responses API, streamed and whole; Home Assistant's own OpenAI agent speaks it.

Source: OpenAI API reference, "Create a model response" and "Streaming events".
"""

from collections.abc import Iterator, Mapping
from itertools import count
import json
from typing import Any

from .asked import Asked, Call, Counted, Reply, Said
from .chat_completions import cut, error, flat, pieces

__all__ = ["CONTENT_TYPE", "MALFORMED", "error", "flood", "frames", "read", "whole"]

MALFORMED = b'event: response.output_text.delta\ndata: {"type": "response.output_text.delta", "delta": \n\n'
CONTENT_TYPE = "text/event-stream"

type Json = dict[str, Any]


def read(body: Mapping[str, Any]) -> Asked:
    """Return a request."""
    given = body["input"]
    items = [{"type": "message", "role": "user", "content": given}] if isinstance(given, str) else given
    said = [_said(item) for item in items]
    instructions = [Said(role="system", text=body["instructions"])] if body.get("instructions") else []
    wanted = (body.get("text") or {}).get("format") or {}
    return Asked(
        api="responses",
        model=str(body["model"]),
        chat=[*instructions, *(one for one in said if one is not None)],
        tools={tool["name"]: tool for tool in body.get("tools") or () if tool.get("type") == "function"},
        schema=wanted.get("schema"),
        streamed=bool(body.get("stream")),
        most_tokens=body.get("max_output_tokens"),
    )


def _said(item: Mapping[str, Any]) -> Said | None:
    match item.get("type", "message"):
        case "message":
            text, images = flat(item["content"])
            role = "system" if item["role"] == "developer" else item["role"]
            return Said(role=role, text=text, images=images)
        case "function_call":
            return Said(role="assistant", calls=(f"{item['name']} {item['arguments']}",))
        case "function_call_output":
            return Said(role="tool", text=str(item["output"]))
    return None


def frames(asked: Asked, reply: Reply, counted: Counted, number: int) -> Iterator[bytes]:
    """Yield the events of an answer."""
    numbers = count()

    def event(kind: str, **data: Any) -> bytes:
        written = {"type": kind, "sequence_number": next(numbers), **data}
        return f"event: {kind}\ndata: {json.dumps(written)}\n\n".encode()

    begun = _response(asked, number, "in_progress", [], None)
    yield event("response.created", response=begun)
    yield event("response.in_progress", response=begun)
    output = _output(reply, number)
    for index, item in enumerate(output):
        if item["type"] == "message":
            yield from _message(event, item, index)
        else:
            yield from _function_call(event, item, index)
    yield event("response.completed", response=_response(asked, number, "completed", output, counted))


def _message(event: Any, item: Json, index: int) -> Iterator[bytes]:
    at = {"item_id": item["id"], "output_index": index, "content_index": 0}
    (part,) = item["content"]
    yield event("response.output_item.added", output_index=index, item={**item, "status": "in_progress", "content": []})
    yield event("response.content_part.added", **at, part={**part, "text": ""})
    for word in pieces(part["text"]):
        yield event("response.output_text.delta", **at, delta=word, logprobs=[])
    yield event("response.output_text.done", **at, text=part["text"], logprobs=[])
    yield event("response.content_part.done", **at, part=part)
    yield event("response.output_item.done", output_index=index, item=item)


def _function_call(event: Any, item: Json, index: int) -> Iterator[bytes]:
    at = {"item_id": item["id"], "output_index": index}
    begun = {**item, "status": "in_progress", "arguments": ""}
    yield event("response.output_item.added", output_index=index, item=begun)
    for piece in cut(item["arguments"]):
        yield event("response.function_call_arguments.delta", **at, delta=piece)
    yield event("response.function_call_arguments.done", **at, arguments=item["arguments"], name=item["name"])
    yield event("response.output_item.done", output_index=index, item=item)


def flood(asked: Asked, number: int) -> bytes:
    """Return a piece of an answer that never ends."""
    data = {"type": "response.output_text.delta", "sequence_number": 9, "item_id": f"msg_{number}", "output_index": 0}
    data |= {"content_index": 0, "delta": "and on and on ", "logprobs": []}
    return f"event: response.output_text.delta\ndata: {json.dumps(data)}\n\n".encode()


def whole(asked: Asked, reply: Reply, counted: Counted, number: int) -> Json:
    """Return an answer that is not streamed."""
    return _response(asked, number, "completed", _output(reply, number), counted)


def _output(reply: Reply, number: int) -> list[Json]:
    output: list[Json] = []
    if reply.text or not reply.calls:
        part = {"type": "output_text", "text": reply.text, "annotations": [], "logprobs": []}
        output.append(
            {"type": "message", "id": f"msg_{number}", "status": "completed", "role": "assistant", "content": [part]}
        )
    return [*output, *(_item(call, number, at) for at, call in enumerate(reply.calls))]


def _item(call: Call, number: int, at: int) -> Json:
    return {
        "type": "function_call",
        "id": f"fc_{number}_{at}",
        "call_id": call.call_id,
        "name": call.name,
        "arguments": call.written(),
        "status": "completed",
    }


def _response(asked: Asked, number: int, status: str, output: list[Json], counted: Counted | None) -> Json:
    usage = counted and {
        "input_tokens": counted.prompt,
        "input_tokens_details": {"cached_tokens": counted.cached, "cache_write_tokens": 0},
        "output_tokens": counted.answer,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": counted.prompt + counted.answer,
    }
    return {
        "id": f"resp_{number}",
        "object": "response",
        "created_at": 0,
        "status": status,
        "model": asked.model,
        "output": output,
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": list(asked.tools.values()),
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "usage": usage,
    }
