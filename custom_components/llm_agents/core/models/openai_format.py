"""Chats as OpenAI's chat completions write them, and their streamed answers put together.

Source: OpenAI API reference, "Create chat completion", "Streaming" and "Function calling"; the reasoning fields are
DeepSeek's (`reasoning_content`, guide "Thinking mode") and OpenRouter's (`reasoning_details`, guide "Reasoning
tokens"); `extra_content` is Gemini's thought signature (guide "OpenAI compatibility").
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
import secrets
from typing import Any

from .objects import parsed
from .protocol import Image, Message, ModelUnavailable, ToolCall, Usage
from .schemas import Dialect, as_reply, is_strict

_TEXTS = ("reasoning_content", "reasoning")
_GROWING = ("text", "summary", "data")  # what comes in pieces within one of the `reasoning_details`


@dataclass(frozen=True, slots=True)
class Native:
    """What a backend wants back with an assistant's message: fields of the message, and of its calls by their ids."""

    backend_id: str
    fields: Mapping[str, Any]
    of_calls: Mapping[str, Mapping[str, Any]]


def messages(chat: Sequence[Message], backend_id: str) -> list[dict[str, Any]]:
    """Return a chat in OpenAI's form; reasoning goes only to the backend it came from."""
    return [_message(message, backend_id) for message in chat]


def response_format(schema: Mapping[str, Any], dialect: Dialect) -> dict[str, Any]:
    """Return a schema as the format of the answer, strict where every provider would take it so."""
    adapted = as_reply(schema, dialect)
    return {
        "type": "json_schema",
        "json_schema": {"name": "reply", "strict": is_strict(adapted), "schema": adapted},
    }


def _message(message: Message, backend_id: str) -> dict[str, Any]:
    written: dict[str, Any] = {"role": message.role, "content": _content(message)}
    native = message.native
    kept = native if isinstance(native, Native) and native.backend_id == backend_id else None
    if message.calls:
        written["content"] = message.content or None
        written["tool_calls"] = [_call(call, kept) for call in message.calls]
    if message.role == "tool":
        written["tool_call_id"] = message.call_id
    if kept is not None:
        written.update(kept.fields)
    return written


def _content(message: Message) -> str | list[dict[str, Any]]:
    if not message.images:
        return message.content
    shown = [{"type": "image_url", "image_url": {"url": _data_url(image)}} for image in message.images]
    return [{"type": "text", "text": message.content}, *shown]


def _data_url(image: Image) -> str:
    return f"data:{image.media_type};base64,{b64encode(image.data).decode('ascii')}"


def _call(call: ToolCall, kept: Native | None) -> dict[str, Any]:
    function = {"name": call.name, "arguments": json.dumps(call.arguments or {}, ensure_ascii=False)}
    extra = kept.of_calls.get(call.call_id, {}) if kept else {}
    return {"id": call.call_id, "type": "function", "function": function, **extra}


@dataclass(slots=True)
class _Started:
    """A call that is coming in."""

    index: int
    call_id: str
    name: str = ""
    arguments: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


class Answer:
    """Puts the events of one streamed answer together."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.finished = False
        self.letters = 0
        self.usage: Usage | None = None
        self._calls: list[_Started] = []
        self._reasoning: dict[str, str] = {}
        self._details: list[dict[str, Any]] = []

    def feed(self, event: Mapping[str, Any]) -> str:
        """Take one event; return its text. Raises `ModelUnavailable` for an event of another form."""
        self._count(event)
        choices = event.get("choices")
        if not choices:
            return ""  # the usage comes in an event of its own
        try:
            choice = choices[0]
            delta = choice.get("delta") or choice.get("message") or {}
            text = self._delta(delta)
            self.finished = self.finished or choice.get("finish_reason") is not None
        except (AttributeError, IndexError, KeyError, TypeError) as err:
            raise ModelUnavailable("it sent an event of another form") from err
        self.letters += len(text)
        return text

    def calls(self) -> list[ToolCall]:
        """Return the calls, each whole."""
        return [
            ToolCall(call_id=started.call_id, name=started.name, arguments=parsed(started.arguments))
            for started in self._calls
        ]

    def native(self, backend_id: str) -> Native | None:
        """Return what the backend wants back with this answer."""
        fields: dict[str, Any] = {**self._reasoning}
        if self._details:
            fields["reasoning_details"] = self._details
        of_calls = {started.call_id: started.extra for started in self._calls if started.extra}
        return Native(backend_id, fields, of_calls) if fields or of_calls else None

    def _delta(self, delta: Mapping[str, Any]) -> str:
        for name in _TEXTS:
            if isinstance(piece := delta.get(name), str) and piece:
                self._reasoning[name] = self._reasoning.get(name, "") + piece
                self.letters += len(piece)
        for detail in delta.get("reasoning_details") or ():
            self._detail(dict(detail))
        for position, piece in enumerate(delta.get("tool_calls") or ()):
            self._call_piece(piece, position)
        pieces = (delta.get(name) for name in ("content", "refusal"))
        return "".join(piece for piece in pieces if isinstance(piece, str))

    def _detail(self, piece: dict[str, Any]) -> None:
        """Add a piece of hidden or signed reasoning to the detail of its index."""
        self.letters += len(str(piece))
        index = piece.get("index")
        before = next((one for one in self._details if index is not None and one.get("index") == index), None)
        if before is None or before.get("type") != piece.get("type"):
            self._details.append(piece)
            return
        for key, value in piece.items():
            grows = key in _GROWING and isinstance(value, str) and isinstance(before.get(key), str)
            if value is not None:
                before[key] = before[key] + value if grows else value

    def _call_piece(self, piece: Mapping[str, Any], position: int) -> None:
        """Add a piece of a call; some servers leave its index or its id out, or send all with the index 0."""
        function = piece.get("function") or {}
        started = self._started(piece, function.get("name"), position)
        started.name = started.name or function.get("name") or ""
        arguments = function.get("arguments")
        started.arguments += arguments if isinstance(arguments, str) else json.dumps(arguments) if arguments else ""
        known = ("index", "id", "type", "function")
        started.extra.update({key: value for key, value in piece.items() if key not in known and value is not None})
        self.letters += len(started.name) + len(arguments or "")

    def _started(self, piece: Mapping[str, Any], name: str | None, position: int) -> _Started:
        index, call_id = piece.get("index", position), piece.get("id")
        found = next((one for one in reversed(self._calls) if one.index == index), None)
        another = name and found is not None and found.name and (call_id or piece.get("index") is None)
        if found is None or (another and call_id != found.call_id):
            found = _Started(index, call_id or f"call_{secrets.token_hex(6)}")
            self._calls.append(found)
        return found

    def _count(self, event: Mapping[str, Any]) -> None:
        usage = event.get("usage")
        if not isinstance(usage, dict):
            return
        timings = event.get("timings") if isinstance(event.get("timings"), dict) else {}
        details = usage.get("prompt_tokens_details") or {}
        cached = details.get("cached_tokens") or usage.get("prompt_cache_hit_tokens") or (timings or {}).get("cache_n")
        self.usage = Usage(
            input_tokens=_number(usage.get("prompt_tokens")),
            output_tokens=_number(usage.get("completion_tokens")),
            cached_tokens=_number(cached),
        )


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
