"""A model of each kind from what the owner gave for it, and a real try whether it answers."""

from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from ipaddress import ip_address
import re
from typing import Any

from yarl import URL

from homeassistant.const import CONF_API_KEY, CONF_ENTITY_ID, CONF_MODEL, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.network import is_local

from ..core.models import ollama, openai_compatible
from ..core.models.protocol import Capabilities, ChatModel, ChatRequest, Finished, Message, ModelUnavailable, Trouble
from .ai_task_model import AiTaskModel

CONF_IMAGES = "images"
_TOOLS = "tools"
_CONTEXT = "context"

_TRY = ChatRequest(messages=(Message(role="user", content="Reply with the word: ready"),), max_tokens=64, seconds=60.0)
_LEAST_BILLIONS = 4.0
"""Models with fewer parameters (in billions) are not believed unless the owner says so."""

_SIZE = re.compile(r"(?<![\w.])e?(\d+(?:\.\d+)?)([bm])(?![a-z0-9])", re.IGNORECASE)
_HOME_NAMES = (".local", ".lan", ".home", ".internal", ".home.arpa")


class BackendKind(StrEnum):
    """What a backend is."""

    OPENAI = "openai"  # any server that speaks OpenAI's protocol
    OLLAMA = "ollama"
    AI_TASK = "ai_task"  # an AI task entity of Home Assistant


def build_model(hass: HomeAssistant, backend_id: str, name: str, data: Mapping[str, Any]) -> ChatModel:
    """Return the model of a backend."""
    trusted = data.get("trusted", True)
    match BackendKind(data["kind"]):
        case BackendKind.OPENAI:
            return openai_compatible.OpenAICompatibleModel(
                async_get_clientsession(hass),
                data[CONF_URL],
                data[CONF_MODEL],
                token=data.get(CONF_API_KEY),
                trusted=trusted,
                name=name,
                backend_id=backend_id,
                capabilities=Capabilities(tools=data.get(_TOOLS, True), images=data.get(CONF_IMAGES, False)),
            )
        case BackendKind.OLLAMA:
            return ollama.OllamaModel(
                async_get_clientsession(hass),
                data[CONF_URL],
                data[CONF_MODEL],
                token=data.get(CONF_API_KEY),
                trusted=trusted,
                name=name,
                backend_id=backend_id,
                capabilities=Capabilities(
                    tools=data.get(_TOOLS, True), images=data.get(CONF_IMAGES, False), both=False
                ),
                most_context=data.get(_CONTEXT) or ollama.MOST_CONTEXT,
            )
        case BackendKind.AI_TASK:
            return AiTaskModel(hass, data[CONF_ENTITY_ID], trusted=trusted, name=name, backend_id=backend_id)


async def list_models(hass: HomeAssistant, data: Mapping[str, Any]) -> list[str]:
    """Return the models that a server offers; an AI task entity is its own. Raises `ModelUnavailable`."""
    session = async_get_clientsession(hass)
    match BackendKind(data["kind"]):
        case BackendKind.OPENAI:
            return await openai_compatible.list_models(session, data[CONF_URL], data.get(CONF_API_KEY))
        case BackendKind.OLLAMA:
            return await ollama.list_models(session, data[CONF_URL], data.get(CONF_API_KEY))
        case BackendKind.AI_TASK:
            return []


async def learn(hass: HomeAssistant, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a server tells of a model, to be kept with it. Raises `ModelUnavailable`."""
    session = async_get_clientsession(hass)
    match BackendKind(data["kind"]):
        case BackendKind.OPENAI:
            told: dict[str, Any] = {}
            with suppress(ModelUnavailable):  # not all of them list their models; the try tells what is wrong
                key = data.get(CONF_API_KEY)
                said = await openai_compatible.model_info(session, data[CONF_URL], data[CONF_MODEL], key)
                told = {_TOOLS: said.tools, CONF_IMAGES: said.images}
        case BackendKind.OLLAMA:
            info = await ollama.model_info(session, data[CONF_URL], data[CONF_MODEL], data.get(CONF_API_KEY))
            able = info.capabilities
            told = {_TOOLS: able.tools, CONF_IMAGES: able.images, _CONTEXT: info.context}
        case BackendKind.AI_TASK:
            return {}
    return {key: value for key, value in told.items() if value is not None}


async def try_model(model: ChatModel) -> None:
    """Let a model say one word. Raises `ModelUnavailable`."""
    if not model.available:
        raise ModelUnavailable("it is not available", Trouble.AWAY)
    ended = False
    async for delta in model.stream(_TRY):
        ended = isinstance(delta, Finished)
    if not ended:
        raise ModelUnavailable("the answer broke off")


def is_at_home(url: str) -> bool:
    """Return whether an address is one of the home's own network."""
    host = URL(url).host or ""
    with suppress(ValueError):
        return is_local(ip_address(host))
    return "." not in host or host.endswith(_HOME_NAMES)


def is_believable(model: str) -> bool:
    """Return whether a model of that name is large enough to be believed; a name that does not tell is."""
    sizes = _SIZE.findall(re.sub(r"[:_-]", " ", model))
    told = [float(number) / (1000 if unit in "mM" else 1) for number, unit in sizes]
    return not told or max(told) >= _LEAST_BILLIONS
