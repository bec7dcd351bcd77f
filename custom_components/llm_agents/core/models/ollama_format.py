"""Chats as Ollama writes them, and their streamed answers put together.

Source: Ollama, docs/api.md, "Generate a chat completion", and api/types.go (`ChatRequest`, `Message`, `ToolCall`).
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import secrets
from typing import Any

from .objects import parsed
from .protocol import Message, ModelUnavailable, ToolCall, Usage


@dataclass(frozen=True, slots=True)
class Thinking:
    """What a backend thought, which it wants back with the assistant's message."""

    backend_id: str
    text: str


def messages(chat: Sequence[Message], backend_id: str) -> list[dict[str, Any]]:
    """Return a chat in Ollama's form: results name their tool, since older versions give calls no ids."""
    names = {call.call_id: call.name for message in chat for call in message.calls}
    return [_message(message, names, backend_id) for message in chat]


def _message(message: Message, names: Mapping[str, str], backend_id: str) -> dict[str, Any]:
    written: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.images:
        written["images"] = [b64encode(image.data).decode("ascii") for image in message.images]
    if message.calls:
        written["tool_calls"] = [
            {"id": call.call_id, "function": {"name": call.name, "arguments": dict(call.arguments or {})}}
            for call in message.calls
        ]
    if message.role == "tool" and message.call_id is not None:
        written |= {"tool_name": names.get(message.call_id, ""), "tool_call_id": message.call_id}
    native = message.native
    if isinstance(native, Thinking) and native.backend_id == backend_id:
        written["thinking"] = native.text
    return written


class Answer:
    """Puts the lines of one streamed answer together."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.finished = False
        self.letters = 0
        self.usage = Usage()
        self.calls: list[ToolCall] = []
        self._thinking = ""

    def feed(self, line: Mapping[str, Any]) -> str:
        """Take one line; return its text. Raises `ModelUnavailable` for a line of another form."""
        message = line.get("message") or {}
        try:
            text = message.get("content") or ""
            thought = message.get("thinking") or ""
            for call in message.get("tool_calls") or ():
                self._call(call)
        except (AttributeError, KeyError, TypeError) as err:
            raise ModelUnavailable("it sent an event of another form") from err
        if not isinstance(text, str) or not isinstance(thought, str):
            raise ModelUnavailable("it sent an event of another form")
        self._thinking += thought
        self.letters += len(text) + len(thought)
        if line.get("done"):
            self.finished = True
            self.usage = _usage(line)
        return text

    def native(self, backend_id: str) -> Thinking | None:
        """Return what the backend wants back with this answer."""
        return Thinking(backend_id, self._thinking) if self._thinking else None

    def _call(self, call: Mapping[str, Any]) -> None:
        function = call["function"]
        arguments = _arguments(function.get("arguments"))
        call_id = call.get("id") or f"call_{secrets.token_hex(6)}"
        self.calls.append(ToolCall(call_id=call_id, name=function["name"], arguments=arguments))
        self.letters += len(str(arguments))


def _arguments(given: Any) -> Mapping[str, Any] | None:
    """Return the arguments of a call; small models write them as a text at times, or nothing for none."""
    if given is None or isinstance(given, str):
        return parsed(given or "")
    return given if isinstance(given, Mapping) else None


def _usage(line: Mapping[str, Any]) -> Usage:
    names = ("prompt_eval_count", "eval_count", "prompt_eval_cached_count")
    read, written, cached = (line[name] if isinstance(line.get(name), int) else 0 for name in names)
    return Usage(input_tokens=read, output_tokens=written, cached_tokens=cached)
