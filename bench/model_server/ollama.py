"""Ollama's chat, as newline-delimited JSON and whole, and what it tells of its models.

Source: Ollama, docs/api.md ("Generate a chat completion", "List Local Models", "Show Model Information") and
api/types.go.
"""

from collections.abc import Iterator, Mapping, Sequence
import json
from typing import Any

from .asked import Asked, Counted, Reply, Said
from .chat_completions import pieces

MALFORMED = b'{"message": {"role": "assistant", "content": \n'
CONTENT_TYPE = "application/x-ndjson"

_AT = "2026-01-01T00:00:00Z"
_DEFAULT_CONTEXT = 4096
_DETAILS = {"format": "gguf", "family": "bench", "families": ["bench"], "parameter_size": "4B"}

type Json = dict[str, Any]


def read(body: Mapping[str, Any]) -> Asked:
    """Return a request."""
    options = body.get("options") or {}
    schema = body.get("format")
    return Asked(
        api="ollama",
        model=str(body["model"]),
        chat=[_said(message) for message in body.get("messages") or ()],
        tools={tool["function"]["name"]: tool for tool in body.get("tools") or ()},
        schema=schema if isinstance(schema, Mapping) else None,
        streamed=body.get("stream") is not False,
        most_tokens=options.get("num_predict"),
        context=options.get("num_ctx", _DEFAULT_CONTEXT),
        truncate=body.get("truncate") is not False,
    )


def _said(message: Mapping[str, Any]) -> Said:
    calls = tuple(
        f"{call['function']['name']} {json.dumps(call['function']['arguments'], ensure_ascii=False)}"
        for call in message.get("tool_calls") or ()
    )
    images = len(message.get("images") or ())
    return Said(role=message["role"], text=message.get("content") or "", calls=calls, images=images)


def frames(asked: Asked, reply: Reply, counted: Counted, number: int) -> Iterator[bytes]:
    """Yield the lines of an answer."""
    for word in pieces(reply.thinking):
        yield _line(asked, {"content": "", "thinking": word})
    for word in pieces(reply.text):
        yield _line(asked, {"content": word})
    for call in reply.calls:
        yield _line(asked, {"content": "", "tool_calls": _calls(reply, call.call_id)})
    yield _line(asked, {"content": ""}, **_end(counted))


def flood(asked: Asked, number: int) -> bytes:
    """Return a piece of an answer that never ends."""
    return _line(asked, {"content": "and on and on "})


def whole(asked: Asked, reply: Reply, counted: Counted, number: int) -> Json:
    """Return an answer that is not streamed."""
    message: Json = {"role": "assistant", "content": reply.text}
    if reply.calls:
        message["tool_calls"] = _calls(reply)
    if reply.thinking:
        message["thinking"] = reply.thinking
    return {"model": asked.model, "created_at": _AT, "message": message, **_end(counted)}


def error(status: int, code: str | None, message: str) -> Json:
    """Return the body of an error."""
    return {"error": message}


def tags(models: Sequence[str]) -> Json:
    """Return the models that are there."""
    return {"models": [_listed(model) for model in models]}


def show(capabilities: Sequence[str], context: int) -> Json:
    """Return what a model can do."""
    info = {"general.architecture": "bench", "bench.context_length": context}
    return {
        "modelfile": "",
        "parameters": "",
        "template": "{{ .Prompt }}",
        "details": _DETAILS,
        "model_info": info,
        "capabilities": list(capabilities),
        "modified_at": _AT,
    }


def _listed(model: str) -> Json:
    return {"name": model, "model": model, "modified_at": _AT, "size": 1, "digest": "0" * 64, "details": _DETAILS}


def _calls(reply: Reply, call_id: str | None = None) -> list[Json]:
    chosen = [call for call in reply.calls if call_id in (None, call.call_id)]
    return [{"function": {"name": call.name, "arguments": call.arguments}} for call in chosen]


def _end(counted: Counted) -> Json:
    return {
        "done": True,
        "done_reason": "stop",
        "total_duration": 1_000_000,
        "load_duration": 0,
        "prompt_eval_count": counted.prompt,
        "prompt_eval_cached_count": counted.cached,
        "prompt_eval_duration": 0,
        "eval_count": counted.answer,
        "eval_duration": 1_000_000,
    }


def _line(asked: Asked, message: Mapping[str, Any], **more: Any) -> bytes:
    line = {"model": asked.model, "created_at": _AT, "message": {"role": "assistant", **message}, "done": False, **more}
    return json.dumps(line).encode() + b"\n"
