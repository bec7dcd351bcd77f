"""Passes chat requests on to the engine's process, within limits, streamed or whole."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
import json
import logging
from typing import Any

import aiohttp

from . import tools
from .engine import Endpoint, Engine, EngineState

_LOGGER = logging.getLogger(__name__)

MAX_TOKENS = 1024  # the most an answer may have
DEFAULT_TOKENS = 512  # what it has when the request does not say
MAX_WAITING = 8  # requests that wait for a free slot; more are refused at once
ANSWER_TIMEOUT = 300.0  # seconds for a whole answer, waiting included
DONE = b"data: [DONE]\n\n"

type Json = dict[str, Any]


class ModelError(Exception):
    """A chat request that cannot be answered; `status` is its HTTP status."""

    def __init__(self, status: int, code: str, message: str) -> None:
        """Take the HTTP status, a short code and the words for the client."""
        super().__init__(message)
        self.status = status
        self.code = code


class ChatProxy:
    """The app's side of the engine's `/v1/chat/completions`."""

    def __init__(self, engine: Engine) -> None:
        """Serve one engine; at most its `parallel` requests run at once."""
        self._engine = engine
        self._slots = asyncio.Semaphore(engine.settings.parallel)
        self._waiting = 0

    async def complete(self, body: Json) -> Json:
        """Return the whole completion; raises `ModelError`."""
        request, constrained = self._prepare(body)
        async with self._asked({**request, "stream": False}) as response:
            try:
                answer: Json = await response.json()
            except (aiohttp.ClientError, ValueError) as err:
                raise _broken_off() from err
        return tools.completion(answer) if constrained else answer

    async def stream(self, body: Json) -> tuple[AsyncIterator[bytes], AsyncExitStack]:
        """Return server-sent events and the stack to close when they are no longer wanted; raises `ModelError`."""
        request, constrained = self._prepare(body)
        stack = AsyncExitStack()
        if constrained:
            # A call is of use only when it is complete, so it is sent in one piece.
            return _events(tools.as_chunks(await self.complete(body))), stack
        response = await stack.enter_async_context(self._asked({**request, "stream": True}))
        return _passed_on(response), stack

    def _prepare(self, body: Json) -> tuple[Json, bool]:
        """Return the engine's request and whether it is a constrained request with tools."""
        name = body.get("model")
        if name and name != self._engine.name:
            raise ModelError(404, "model_not_found", f"The model {name} is not loaded; loaded is {self._engine.name}")
        wanted = body.get("max_completion_tokens") or body.get("max_tokens") or DEFAULT_TOKENS
        limited = {key: value for key, value in body.items() if key not in {"model", "max_completion_tokens"}}
        limited["max_tokens"] = min(wanted, MAX_TOKENS)
        if not body.get("tools") or body.get("tool_choice") == "none":
            return tools.plain(limited), False
        try:
            return tools.constrain(limited), True
        except tools.ToolsNotUsable as err:
            raise ModelError(400, "tools_not_usable", str(err)) from err

    @asynccontextmanager
    async def _asked(self, request: Json) -> AsyncIterator[aiohttp.ClientResponse]:
        """Ask the engine when a slot is free and yield its response; leaving early stops the generation."""
        self._endpoint()
        timeout = aiohttp.ClientTimeout(total=ANSWER_TIMEOUT, sock_connect=5)
        async with self._slot():
            endpoint = self._endpoint()
            headers = {"Authorization": f"Bearer {endpoint.key}"}
            async with aiohttp.ClientSession(timeout=timeout, headers=headers) as session:
                try:
                    response = await session.post(f"{endpoint.address}/v1/chat/completions", json=request)
                except (aiohttp.ClientError, TimeoutError) as err:
                    raise _broken_off() from err
                async with response:
                    if response.status != 200:
                        raise await _refusal(response)
                    yield response

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """Wait for a free slot; raise `ModelError` when too many wait already."""
        if self._slots.locked() and self._waiting >= MAX_WAITING:
            raise ModelError(503, "busy", "Too many requests wait for the model")
        self._waiting += 1
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                await self._slots.acquire()
        except TimeoutError as err:
            raise ModelError(503, "busy", "The model stayed busy") from err
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._slots.release()

    def _endpoint(self) -> Endpoint:
        engine = self._engine
        if engine.endpoint is not None:
            return engine.endpoint
        reasons = {
            EngineState.NONE: (404, "no_model", "This app runs without a model"),
            EngineState.LOADING: (503, "model_loading", f"The model {engine.name} is being loaded"),
        }
        failed = (503, "model_failed", f"The model {engine.name} is not available: {engine.error}")
        raise ModelError(*reasons.get(engine.state, failed))


def _broken_off() -> ModelError:
    return ModelError(502, "model_broke_off", "The model stopped in mid-answer")


async def _refusal(response: aiohttp.ClientResponse) -> ModelError:
    """Return the engine's own refusal as ours; its faults are ours to the client."""
    try:
        message = (await response.json())["error"]["message"]
    except (aiohttp.ClientError, ValueError, KeyError, TypeError):
        message = f"The model answered with status {response.status}"
    return ModelError(response.status if response.status in {400, 413} else 502, "model_refused", message)


async def _events(chunks: list[Json]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield event(chunk)
    yield DONE


async def _passed_on(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """Yield the engine's events as they come; end with an error event when it breaks off."""
    finished = False
    try:
        async for line in response.content:
            finished = finished or line.startswith(b"data: [DONE]")
            yield line
    except (aiohttp.ClientError, TimeoutError):
        _LOGGER.warning("The model broke off an answer")
    if not finished:
        error = _broken_off()
        yield event({"error": {"message": str(error), "type": "server_error", "code": error.code}})


def event(data: Json) -> bytes:
    """Return one server-sent event."""
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"
