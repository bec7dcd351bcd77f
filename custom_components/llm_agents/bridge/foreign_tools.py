"""The tools of other integrations' LLM APIs: as they are offered to agents, and called for them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
import json
import logging
import re
from typing import Any

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import llm
from homeassistant.util import slugify

from ..const import ASSISTANT, DOMAIN
from ..core.agents.foreign import ForeignTool
from ..core.agents.ports import ToolReply
from ..core.agents.prompt import clean
from ..core.journal.record import Asker
from ..core.language.tool_use import ToolUse
from ..core.models.protocol import ToolSpec
from .actions import context_of

_LOGGER = logging.getLogger(__name__)

OWN_APIS = frozenset({llm.LLM_API_ASSIST, "homeassistant", DOMAIN})
"""What moves the home itself goes through our own tools, and so through the policy; it is never offered beside them."""

LISTING_SECONDS = 5.0
CALL_SECONDS = 15.0
_NAME = 64  # letters of a tool's name that all providers take
_PREFIX = 24
_DESCRIPTION = 400
_SCHEMA = 4000  # letters of one tool's schema
_RESULT = 20_000
_NUMBERS = {"JsonInteger()": "integer", "JsonNumber()": "number"}  # read by `from_openapi`, and not written back
_ODD = re.compile(r"[^A-Za-z0-9_-]")


def foreign_apis(hass: HomeAssistant) -> list[llm.API]:
    """Return the LLM APIs whose tools an agent may be given."""
    return [api for api in llm.async_get_apis(hass) if api.id not in OWN_APIS]


async def tools_of_apis(
    hass: HomeAssistant, apis: Sequence[str], asker: Asker, language: str, gone: Callable[[str, bool], None]
) -> Sequence[ForeignTool]:
    """Return the tools of some APIs in a stable order; `gone` is told of each API whether it is there no more."""
    known = {api.id: api for api in foreign_apis(hass)}
    found: list[ForeignTool] = []
    for api_id in apis:
        gone(api_id, api_id not in known)
        if (api := known.get(api_id)) is None:
            continue
        try:
            async with asyncio.timeout(LISTING_SECONDS):
                instance = await api.async_get_api_instance(_context(asker, language))
        except (HomeAssistantError, TimeoutError) as err:
            _LOGGER.debug("The tools of %s cannot be had: %s", api_id, err)
            continue
        except Exception:
            _LOGGER.exception("The tools of %s cannot be had", api_id)
            continue
        found += _offered(instance)
    return found


async def call_tool(hass: HomeAssistant, request: ToolUse, asker: Asker, language: str) -> ToolReply:
    """Call a tool for somebody; what fails is told, never raised."""
    api = next((one for one in foreign_apis(hass) if one.id == request.api), None)
    if api is None:
        return ToolReply(ok=False, text="", open_world=True)
    open_world = True
    try:
        async with asyncio.timeout(CALL_SECONDS):
            instance = await api.async_get_api_instance(_context(asker, language))
            tool = next((one for one in instance.tools if one.name == request.tool), None)
            open_world = tool is None or tool.annotations.open_world
            result = await instance.async_call_tool(llm.ToolInput(request.tool, dict(request.arguments)))
    except (HomeAssistantError, TimeoutError, probatio.Invalid) as err:
        _LOGGER.debug("The tool %s of %s failed: %s", request.tool, request.api, err)
        return ToolReply(ok=False, text=str(err), open_world=open_world)
    except Exception:
        _LOGGER.exception("The tool %s of %s failed unexpectedly", request.tool, request.api)
        return ToolReply(ok=False, text="", open_world=open_world)
    return ToolReply(ok=not result.error, text=_text(result.data), open_world=open_world)


def _context(asker: Asker, language: str) -> llm.LLMContext:
    return llm.LLMContext(
        platform=DOMAIN,
        context=context_of(asker),
        language=language,
        assistant=ASSISTANT,
        device_id=asker.device_id,
    )


def _offered(instance: llm.APIInstance) -> Iterator[ForeignTool]:
    """Yield the tools of an API by name; one whose parameters cannot be told is left out."""
    prefix = (slugify(instance.api.name) or slugify(instance.api.id))[:_PREFIX].strip("_")
    for tool in sorted(instance.tools, key=lambda one: one.name):
        try:
            schema = probatio.to_openapi(
                tool.parameters, custom_serializer=_serializer(instance.custom_serializer), openapi_version="3.1.0"
            )
        except Exception:  # noqa: BLE001 - a schema of another integration may be anything
            _LOGGER.warning("The parameters of the tool %s of %s cannot be told", tool.name, instance.api.id)
            continue
        if len(json.dumps(schema, default=str)) > _SCHEMA:
            _LOGGER.warning("The parameters of the tool %s of %s are too many", tool.name, instance.api.id)
            continue
        yield ForeignTool(
            api=instance.api.id,
            tool=tool.name,
            spec=_spec(f"{prefix}__{_ODD.sub('_', tool.name)}"[:_NAME], tool, schema),
            fault=_fault_of(tool.parameters),
        )


def _serializer(own: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """Return what tells of a schema what probatio does not: numbers as it reads them itself, and an API's own kinds."""

    def told(schema: Any) -> Any:
        if (kind := _NUMBERS.get(repr(schema))) is not None:
            return {"type": kind}
        return (own or llm.selector_serializer)(schema)

    return told


def _spec(name: str, tool: llm.Tool, schema: Mapping[str, Any]) -> ToolSpec:
    hints = tool.annotations
    return ToolSpec(
        name=name,
        description=clean(tool.description or tool.title or tool.name, _DESCRIPTION),
        parameters=schema,
        read_only=hints.read_only,
        destructive=hints.destructive,
        idempotent=hints.idempotent,
        open_world=hints.open_world,
    )


def _fault_of(parameters: probatio.Schema) -> Callable[[Mapping[str, Any]], str | None]:
    def fault(arguments: Mapping[str, Any]) -> str | None:
        try:
            parameters(dict(arguments))
        except probatio.Invalid as err:
            return clean(str(err), 200)
        return None

    return fault


def _text(data: Any) -> str:
    """Return the texts of a result, as the Model Context Protocol has them, or all of it as JSON."""
    content = data.get("content") if isinstance(data, Mapping) else None
    if isinstance(content, list) and all(isinstance(part, Mapping) for part in content):
        texts = [str(part["text"]) for part in content if isinstance(part.get("text"), str)]
        if texts:
            return "\n".join(texts)[:_RESULT]
    return json.dumps(data, ensure_ascii=False, default=str)[:_RESULT]
