"""OpenAI's chat completions, streamed and whole.

Source: OpenAI API reference, "Create chat completion" and "The chat completion chunk object".
"""

from collections.abc import Iterator, Mapping
import json
import re
from typing import Any

from .asked import Asked, Call, Counted, Reply, Said

MALFORMED = b'data: {"choices": [{"delta": {"content": \n\n'
DONE = b"data: [DONE]\n\n"
CONTENT_TYPE = "text/event-stream"

_PIECE = re.compile(r"\S+\s*|\s+")
_ARGUMENT_LETTERS = 12


def read(body: Mapping[str, Any]) -> Asked:
    """Return a request."""
    wanted = body.get("response_format") or {}
    schema = (wanted.get("json_schema") or {}).get("schema") or wanted.get("schema")
    options = body.get("stream_options") or {}
    return Asked(
        api="chat_completions",
        model=str(body["model"]),
        chat=[_said(message) for message in body["messages"]],
        tools={tool["function"]["name"]: tool for tool in body.get("tools") or ()},
        schema=schema,
        streamed=bool(body.get("stream")),
        most_tokens=body.get("max_completion_tokens") or body.get("max_tokens"),
        with_usage=bool(options.get("include_usage")),
    )


def _said(message: Mapping[str, Any]) -> Said:
    text, images = flat(message.get("content"))
    calls = tuple(
        f"{call['function']['name']} {call['function']['arguments']}" for call in message.get("tool_calls") or ()
    )
    role = "system" if message["role"] == "developer" else message["role"]
    return Said(role=role, text=text, calls=calls, images=images)


def flat(content: Any) -> tuple[str, int]:
    """Return the text of a content and the number of its pictures."""
    if content is None or isinstance(content, str):
        return content or "", 0
    text = "".join(part.get("text", "") for part in content if "text" in part.get("type", ""))
    return text, sum("image" in part.get("type", "") for part in content)


def pieces(text: str) -> list[str]:
    """Return a text as a model would write it, word by word."""
    return _PIECE.findall(text)


def frames(asked: Asked, reply: Reply, counted: Counted, number: int) -> Iterator[bytes]:
    """Yield the events of an answer."""
    yield _chunk(asked, number, {"role": "assistant", "content": ""})
    for word in pieces(reply.thinking):
        yield _chunk(asked, number, {"reasoning_content": word})
    for word in pieces(reply.text):
        yield _chunk(asked, number, {"content": word})
    for index, call in enumerate(reply.calls):
        function = {"name": call.name, "arguments": ""}
        start = {"index": index, "id": call.call_id, "type": "function", "function": function}
        yield _chunk(asked, number, {"tool_calls": [start]})
        for piece in cut(call.written()):
            yield _chunk(asked, number, {"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
    yield _chunk(asked, number, {}, finish_reason(reply))
    if asked.with_usage:
        yield _event({**_head(asked, number, "chat.completion.chunk"), "choices": [], "usage": usage(counted)})
    yield DONE


def cut(text: str) -> list[str]:
    """Return the arguments of a call in pieces."""
    return [text[at : at + _ARGUMENT_LETTERS] for at in range(0, len(text), _ARGUMENT_LETTERS)]


def flood(asked: Asked, number: int) -> bytes:
    """Return a piece of an answer that never ends."""
    return _chunk(asked, number, {"content": "and on and on "})


def whole(asked: Asked, reply: Reply, counted: Counted, number: int) -> dict[str, Any]:
    """Return an answer that is not streamed."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.text or None}
    if reply.calls:
        message["tool_calls"] = [_call(call) for call in reply.calls]
    if reply.thinking:
        message["reasoning_content"] = reply.thinking
    choice = {"index": 0, "message": message, "finish_reason": finish_reason(reply)}
    return {**_head(asked, number, "chat.completion"), "choices": [choice], "usage": usage(counted)}


def error(status: int, code: str | None, message: str) -> dict[str, Any]:
    """Return the body of an error."""
    kind = "invalid_request_error" if status < 500 and status != 429 else "server_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def usage(counted: Counted) -> dict[str, Any]:
    """Return the tokens of an exchange."""
    return {
        "prompt_tokens": counted.prompt,
        "completion_tokens": counted.answer,
        "total_tokens": counted.prompt + counted.answer,
        "prompt_tokens_details": {"cached_tokens": counted.cached},
    }


def finish_reason(reply: Reply) -> str:
    """Return why the answer ended."""
    return "tool_calls" if reply.calls else "stop"


def _call(call: Call) -> dict[str, Any]:
    return {"id": call.call_id, "type": "function", "function": {"name": call.name, "arguments": call.written()}}


def _head(asked: Asked, number: int, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{number}", "object": kind, "created": 0, "model": asked.model}


def _chunk(asked: Asked, number: int, delta: Mapping[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _event({**_head(asked, number, "chat.completion.chunk"), "choices": [choice]})


def _event(data: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()
