"""One of Home Assistant's own AI task entities as a chat model: any provider that is set up there can serve.

A task is one text in and one text or structure out, without streaming, usage or tools of ours. So the chat goes in as
lines of JSON, which keep who said what apart whatever is in it, and calls come out as a structure.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
import json
import logging
import secrets
from typing import Any, Literal

import probatio

from homeassistant.components.ai_task import async_generate_data
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError

from ..core.models.objects import parsed
from ..core.models.protocol import (
    Capabilities,
    ChatRequest,
    Delta,
    Finished,
    Message,
    ModelUnavailable,
    TextDelta,
    ToolCall,
    ToolSpec,
    Trouble,
)
from ..core.models.schemas import Dialect, as_reply, as_tool
from .structures import as_structure

_LOGGER = logging.getLogger(__name__)

_TASK_NAME = "llm_agents"

_CHAT = "The chat so far, one JSON object a line. Answer as the assistant."
_TOOLS = """\
You may call tools. Put each call in `calls`, its arguments as a JSON object written in a string, and what you say in \
`text`; both may be empty. The result of a call comes in the chat with its `call_id`. The tools, one JSON object a line:"""
_FORM = "Answer with one JSON object of this JSON Schema and nothing else:"


class AiTaskModel:
    """A chat model behind an AI task entity; each request has a chat session of its own.

    Pictures are not shown to it: the entity takes those of media sources only.
    """

    layer: Literal["app", "other"] = "other"
    capabilities = Capabilities(tools=True, schema=True, both=False, images=False, streams=False)

    def __init__(
        self,
        hass: HomeAssistant,
        entity_id: str,
        *,
        trusted: bool = True,
        name: str | None = None,
        backend_id: str | None = None,
    ) -> None:
        """Ask an entity of the `ai_task` domain."""
        self.name = name or entity_id
        self.backend_id = backend_id or entity_id
        self.trusted = trusted
        self._hass = hass
        self._entity_id = entity_id

    @property
    def available(self) -> bool:
        """Return whether the entity is there."""
        state = self._hass.states.get(self._entity_id)
        return state is not None and state.state != STATE_UNAVAILABLE

    async def probe(self) -> bool:
        """Return whether the entity is there; nothing is asked of its provider."""
        return self.available

    async def check(self) -> None:
        """Look whether the entity is there. Raises `ModelUnavailable` with the reason."""
        if self._hass.states.get(self._entity_id) is None:
            raise ModelUnavailable("there is no such entity", Trouble.GONE)
        if not self.available:
            raise ModelUnavailable("the entity is not available")

    async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Yield the answer, whole. Raises `ModelUnavailable`."""
        if request.tools and request.schema is not None:
            raise ModelUnavailable("a format and tools exclude each other", Trouble.UNFIT)
        await self.check()
        schema = _calls_schema(request.tools) if request.tools else request.schema
        structure = None if schema is None else _structure(schema)
        data = await self._generate(
            _instructions(request, shown=schema if structure is None else None), structure, request
        )
        if not request.tools:
            yield TextDelta(data if isinstance(data, str) else json.dumps(_without_nothing(data), ensure_ascii=False))
        else:
            for delta in _called(data):
                yield delta
        yield Finished()

    async def _generate(self, instructions: str, structure: probatio.Schema | None, request: ChatRequest) -> Any:
        try:
            async with asyncio.timeout(request.seconds):
                result = await async_generate_data(
                    self._hass,
                    task_name=_TASK_NAME,
                    entity_id=self._entity_id,
                    instructions=instructions,
                    structure=structure,
                )
        except TimeoutError as err:
            raise ModelUnavailable(f"no whole answer within {request.seconds:.1f} s") from err
        except ConfigEntryAuthFailed as err:
            raise ModelUnavailable("it refused the key", Trouble.REFUSED) from err
        except HomeAssistantError as err:
            raise ModelUnavailable(type(err).__name__) from err
        except Exception as err:  # of any provider's library; some of Home Assistant's agents let theirs through
            _LOGGER.debug("The task of %s failed", self._entity_id, exc_info=True)
            raise ModelUnavailable(type(err).__name__) from err
        return result.data


def _instructions(request: ChatRequest, shown: Mapping[str, Any] | None) -> str:
    """Return a request as one text; what stays the same from turn to turn stands first."""
    system = [message.content for message in request.messages if message.role == "system"]
    chat = [json.dumps(_line(message), ensure_ascii=False) for message in request.messages if message.role != "system"]
    parts = [*system]
    if request.tools:
        parts += [_TOOLS, *(_tool(spec) for spec in sorted(request.tools, key=lambda spec: spec.name))]
    if shown is not None:
        parts += [_FORM, json.dumps(shown, ensure_ascii=False)]
    return "\n".join([*parts, _CHAT, *chat])


def _line(message: Message) -> dict[str, Any]:
    line: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.call_id is not None:
        line["call_id"] = message.call_id
    if message.calls:
        line["calls"] = [
            {"call_id": call.call_id, "name": call.name, "arguments": call.arguments} for call in message.calls
        ]
    return line


def _tool(spec: ToolSpec) -> str:
    shown = {"name": spec.name, "description": spec.description, "parameters": as_tool(spec.parameters, Dialect.ANY)}
    return json.dumps(shown, ensure_ascii=False)


def _calls_schema(tools: Sequence[ToolSpec]) -> dict[str, Any]:
    """Return the form of an answer with calls: arguments as a text, since strict providers take no open objects."""
    call = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "enum": sorted(tool.name for tool in tools)},
            "arguments": {"type": "string"},
        },
        "required": ["name", "arguments"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"text": {"type": "string"}, "calls": {"type": "array", "items": call}},
        "required": ["text", "calls"],
        "additionalProperties": False,
    }


def _structure(schema: Mapping[str, Any]) -> probatio.Schema | None:
    """Return a JSON Schema as Home Assistant's, `None` where it has no words for it."""
    try:
        return as_structure(as_reply(schema, Dialect.ANY))
    except ValueError as err:
        _LOGGER.debug("The form stands in the instructions: %s", err)
        return None


def _called(data: Any) -> list[Delta]:
    """Return the text and the calls of an answer; raise `ModelUnavailable` for one of another form."""
    answer = parsed(data) if isinstance(data, str) else data
    calls = answer.get("calls") if isinstance(answer, Mapping) else None
    if not isinstance(answer, Mapping) or not isinstance(calls, list | None):
        raise ModelUnavailable("it sent an answer of another form")
    deltas: list[Delta] = [TextDelta(text)] if isinstance(text := answer.get("text"), str) and text else []
    for call in calls or ():
        if not isinstance(call, Mapping) or not isinstance(call.get("name"), str):
            raise ModelUnavailable("it sent an answer of another form")
        given = call.get("arguments")
        arguments = dict(given) if isinstance(given, Mapping) else parsed(given) if isinstance(given, str) else None
        deltas.append(ToolCall(call_id=f"call_{secrets.token_hex(6)}", name=call["name"], arguments=arguments))
    return deltas


def _without_nothing(value: Any) -> Any:
    """Return an answer without what strict providers write as null for what may be left out."""
    if isinstance(value, Mapping):
        return {key: _without_nothing(inner) for key, inner in value.items() if inner is not None}
    return [_without_nothing(inner) for inner in value] if isinstance(value, list) else value
