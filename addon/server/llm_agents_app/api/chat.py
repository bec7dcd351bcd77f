"""`/v1`: the local model, as OpenAI's clients expect it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ..model.catalogue import Model, catalogue
from ..model.engine import Engine
from ..model.proxy import ChatProxy

DISCONNECT_POLL = 0.5  # seconds


class FunctionCall(BaseModel):
    """The function of an earlier call; `arguments` is JSON in a string."""

    name: str
    arguments: str


class ToolCall(BaseModel):
    """A call the model made earlier."""

    id: str | None = None
    type: Literal["function"] = "function"
    function: FunctionCall


class TextPart(BaseModel):
    """A part of a message; this app's models read text alone."""

    type: Literal["text"]
    text: str


class ChatMessage(BaseModel):
    """One message of the chat."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str | list[TextPart] | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None


class ChatRequest(BaseModel):
    """A chat request; fields beyond these are ignored, `max_tokens` is cut to what an answer may have."""

    model_config = ConfigDict(extra="ignore")

    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=200)]
    model: str | None = None
    stream: bool = False
    stream_options: dict[str, Any] | None = None
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    n: Literal[1] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1)] | None = None
    top_k: Annotated[int, Field(ge=0)] | None = None
    min_p: Annotated[float, Field(ge=0, le=1)] | None = None
    frequency_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    presence_penalty: Annotated[float, Field(ge=-2, le=2)] | None = None
    seed: int | None = None
    stop: str | list[str] | None = None
    response_format: dict[str, Any] | None = None
    grammar: Annotated[str, Field(max_length=200_000)] | None = None
    tools: Annotated[list[dict[str, Any]], Field(max_length=128)] | None = None
    tool_choice: str | dict[str, Any] | None = None


class HeldStream(StreamingResponse):
    """A stream that lets go of the engine however it ends, even when the client left before the first event."""

    def __init__(self, events: AsyncIterator[bytes], held: AsyncExitStack) -> None:
        """Send the events, then close what is held."""
        super().__init__(events, media_type="text/event-stream", headers={"Cache-Control": "no-cache"})
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        async with self._held:
            await super().__call__(scope, receive, send)


def model_router(engine: Engine) -> APIRouter:
    """Return the routes of the model."""
    router = APIRouter(prefix="/v1", tags=["model"])
    proxy = ChatProxy(engine)

    @router.get("/models")
    def models() -> dict[str, Any]:
        """List the model in use first, then those of the catalogue that could be."""
        active = engine.model
        others = [model for model in catalogue() if active is None or model.name != active.name]
        listed = [_listed(model, engine) for model in ([active] if active else []) + others]
        return {"object": "list", "data": listed}

    @router.post("/chat/completions")
    async def chat_completions(body: ChatRequest, request: Request) -> Response:
        """Complete a chat: `stream`, `response_format` (JSON schema), `grammar` (GBNF) and `tools` are honoured."""
        asked = body.model_dump(exclude_none=True)
        if body.stream:
            return HeldStream(*await proxy.stream(asked))
        return JSONResponse(await _while_connected(request, proxy.complete(asked)))

    return router


def _listed(model: Model, engine: Engine) -> dict[str, Any]:
    active = engine.model is not None and engine.model.name == model.name
    return {
        "id": model.name,
        "object": "model",
        "created": 0,
        "owned_by": "llm-agents-app",
        "title": model.title,
        "licence": model.licence,
        "trusted": model.trusted,
        "context": engine.settings.context_size if active else model.context,
        "installed": model.installed(engine.models),
        "active": active,
        "state": engine.state if active else "none",
        "error": engine.error if active else None,
    }


async def _while_connected[T](request: Request, answer: Coroutine[Any, Any, T]) -> T:
    """Await an answer; give it up, and with it the engine's work, when the client has gone."""
    task = asyncio.ensure_future(answer)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=DISCONNECT_POLL)
            if not task.done() and await request.is_disconnected():
                break
        if task.done():
            return task.result()
        raise asyncio.CancelledError
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task
