"""A client for any server that speaks OpenAI's chat completions, streamed.

Source of the protocol: OpenAI API reference, "Create chat completion" and "Streaming" (server-sent events, ended by
`data: [DONE]`); the event format is WHATWG HTML, section 9.2.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from aiohttp import ClientSession
from yarl import URL

from .openai_format import Answer, messages, response_format
from .protocol import Capabilities, ChatRequest, Delta, Finished, ModelUnavailable, TextDelta, Trouble, Usage
from .schemas import Dialect, tools_of
from .wire import LETTERS_PER_TOKEN, Refusal, Server, as_json, reported

PROBE_SECONDS = 2.0
LIST_SECONDS = 10.0

_DONE = "[DONE]"
_REST_SECONDS = 0.05  # that a server has to end an answer after its last event
_FRAME_LETTERS = 4096  # of an answer that is not streamed, around its text
_OPENAI_HOST = "api.openai.com"
_LIMIT, _NEW_LIMIT = "max_tokens", "max_completion_tokens"
_DISPENSABLE = ("stream_options", "temperature", "prompt_cache_key", "chat_template_kwargs", "reasoning_effort")
_REASONING_MODELS = ("o", "gpt-5", "gpt-6")  # of OpenAI; the others refuse to be told how much to reason
_MOST_FIELDS = len(_DISPENSABLE) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIModelInfo:
    """What a server tells of a model; `None` for what it does not tell."""

    tools: bool | None = None
    images: bool | None = None
    context: int | None = None


class OpenAICompatibleModel:
    """A chat model behind an OpenAI-compatible `/v1`.

    It keeps no count of failures: whether it is worth asking is for its owner's circuit breaker to say. A server that
    refuses one of our optional fields by its name is asked again without it, then and from then on.
    """

    available = True

    def __init__(
        self,
        session: ClientSession,
        url: str,
        model: str,
        *,
        token: str | None = None,
        layer: Literal["app", "other"] = "other",
        trusted: bool = True,
        name: str | None = None,
        backend_id: str | None = None,
        capabilities: Capabilities | None = None,
    ) -> None:
        """Talk to `url` (ending in `/v1`) over a session that the caller owns; `token` is its bearer token."""
        self.name = name or model
        self.backend_id = backend_id or self.name
        self.layer: Literal["app", "other"] = layer
        self.trusted = trusted
        self.capabilities = capabilities or Capabilities(tools=True)
        self._server = Server(session, URL(url.rstrip("/")), token)
        self._model = model
        self._is_openai = self._server.url.host == _OPENAI_HOST
        self._dialect = _dialect(layer, self._is_openai)
        self._refused: set[str] = set()

    async def check(self) -> None:
        """Ask whether the server is there and takes the token. Raises `ModelUnavailable` with the reason."""
        await self._server.get("models", PROBE_SECONDS)

    async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Yield the answer as it comes; with a schema the server is told to keep to it. Raises `ModelUnavailable`."""
        for _ in range(_MOST_FIELDS):
            body = self._body(request)
            try:
                async with aclosing(self._answer(request, body)) as deltas:
                    async for delta in deltas:
                        yield delta
            except Refusal as err:
                if not self._learns(err, body):
                    raise
            else:
                return
        raise ModelUnavailable("it takes none of our requests", Trouble.UNFIT)

    async def _answer(self, request: ChatRequest, body: dict[str, Any]) -> AsyncGenerator[Delta]:
        answer = Answer()
        most = request.max_tokens * LETTERS_PER_TOKEN
        async with aclosing(self._server.lines("chat/completions", body, request.seconds)) as lines:
            async for data in _events(lines, most):
                if data == _DONE:
                    answer.finished = True
                    await _to_the_end(lines)
                    break
                event = as_json(data)
                if "error" in event:
                    raise reported(event["error"])
                if text := answer.feed(event):
                    yield TextDelta(text)
                if answer.letters > most:
                    raise ModelUnavailable("the answer is longer than was asked for")
        if not answer.finished:
            raise ModelUnavailable("the answer broke off")
        for call in answer.calls():
            yield call
        yield Finished(usage=answer.usage or Usage(), native=answer.native(self.backend_id))

    def _body(self, request: ChatRequest) -> dict[str, Any]:
        """Return a request; what stays the same from turn to turn stands first, which is what providers cache."""
        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages(request.messages, self.backend_id),
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": 0,
            _LIMIT: request.max_tokens,
        }
        if request.tools:
            body["tools"] = tools_of(request.tools, self._dialect)
        if request.schema is not None:
            body["response_format"] = response_format(request.schema, self._dialect)
        if self._is_openai and request.messages:
            body["prompt_cache_key"] = sha256(request.messages[0].content.encode()).hexdigest()[:32]
        body |= self._thoughtless()
        if self._is_openai or _LIMIT in self._refused:
            body[_NEW_LIMIT] = body.pop(_LIMIT)
        return {key: value for key, value in body.items() if key not in self._refused}

    def _thoughtless(self) -> dict[str, Any]:
        """Return how a server is asked not to let its model reason, or little: somebody waits for the answer.

        OpenAI's field, or llama.cpp's and vLLM's.
        """
        if not self._is_openai:
            return {"chat_template_kwargs": {"enable_thinking": False}}
        return {"reasoning_effort": "low"} if self._model.startswith(_REASONING_MODELS) else {}

    def _learns(self, err: Refusal, body: dict[str, Any]) -> bool:
        """Note the fields of a refused request that the server named; return whether there is something to try."""
        if err.trouble is not Trouble.UNFIT:
            return False
        refused = {field for field in (*_DISPENSABLE, _LIMIT) if field in body and field in err.words}
        self._refused |= refused
        return bool(refused)


def _dialect(layer: str, is_openai: bool) -> Dialect:
    if layer == "app":
        return Dialect.LLAMA_CPP
    return Dialect.OPENAI if is_openai else Dialect.ANY


async def _to_the_end(lines: AsyncIterator[str]) -> None:
    """Read what comes after the last event, most often nothing: only then is the connection kept for the next request."""
    with suppress(TimeoutError, ModelUnavailable):
        async with asyncio.timeout(_REST_SECONDS):
            async for _ in lines:
                pass


async def _events(lines: AsyncIterator[str], most: int) -> AsyncGenerator[str]:
    """Yield the data of each event, or the one answer of a server that does not stream."""
    whole = ""
    async for line in lines:
        field, _, value = line.partition(":")
        if field == "data":
            yield value.strip()
        elif whole or line.startswith("{"):  # others are comments, names of events, and blank lines between them
            whole += line
        if len(whole) > most + _FRAME_LETTERS:
            raise ModelUnavailable("the answer is longer than was asked for")
    if whole:
        yield whole


async def list_models(session: ClientSession, url: str, token: str | None = None) -> list[str]:
    """Return the ids of a server's models, sorted. Raises `ModelUnavailable`."""
    return sorted(await _rows(Server(session, URL(url.rstrip("/")), token)))


async def model_info(session: ClientSession, url: str, model: str, token: str | None = None) -> OpenAIModelInfo:
    """Return what a server tells of a model; most tell little. Raises `ModelUnavailable`."""
    server = Server(session, URL(url.rstrip("/")), token)
    row = (await _rows(server)).get(model, {})
    if row.get("owned_by") == "llamacpp":
        return await _of_llama_cpp(session, server.url, token)
    parameters, architecture = row.get("supported_parameters"), row.get("architecture")
    shown = architecture.get("input_modalities") if isinstance(architecture, dict) else None
    lengths = (row.get(key) for key in ("context_length", "max_model_len", "context"))
    return OpenAIModelInfo(
        tools="tools" in parameters if isinstance(parameters, list) else None,
        images="image" in shown if isinstance(shown, list) else None,
        context=next((length for length in lengths if isinstance(length, int)), None),
    )


async def _of_llama_cpp(session: ClientSession, url: URL, token: str | None) -> OpenAIModelInfo:
    """Return what llama.cpp tells: it drops the tools unseen where the chat template of a model has no place for them."""
    told = await Server(session, url.parent, token).get("props", LIST_SECONDS)
    template = told.get("chat_template") if isinstance(told, dict) else None
    if not isinstance(template, str):
        return OpenAIModelInfo()
    senses, settings = told.get("modalities") or {}, told.get("default_generation_settings") or {}
    return OpenAIModelInfo(tools="tools" in template, images=bool(senses.get("vision")), context=settings.get("n_ctx"))


async def _rows(server: Server) -> dict[str, dict[str, Any]]:
    listed = await server.get("models", LIST_SECONDS)
    rows = listed.get("data") if isinstance(listed, dict) else None
    if not isinstance(rows, list):
        raise ModelUnavailable("it does not speak OpenAI's protocol")
    return {row["id"]: row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)}
