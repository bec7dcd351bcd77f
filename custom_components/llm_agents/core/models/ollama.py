"""A client for Ollama's own protocol.

Source of the protocol: Ollama, docs/api.md and server/routes.go. What its OpenAI-compatible door does not have is why it
is spoken: the size of the context with each request, thinking switched off, how long the model stays loaded.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
import json
from typing import Any, Literal

from aiohttp import ClientSession
from yarl import URL

from .ollama_format import Answer, messages
from .protocol import Capabilities, ChatRequest, Delta, Finished, ModelUnavailable, TextDelta, Trouble
from .schemas import Dialect, as_reply, tools_of
from .tokens import most_tokens
from .wire import LETTERS_PER_TOKEN, Server, as_json, reported

PROBE_SECONDS = 2.0
LIST_SECONDS = 10.0
LEAST_CONTEXT = 8192
MOST_CONTEXT = 131_072

_PICTURE_TOKENS = 1024
_FRAME_TOKENS = 16  # of a message, around its text


@dataclass(frozen=True, slots=True, kw_only=True)
class OllamaModelInfo:
    """What Ollama tells of a model: what it can do, whether it thinks, how many tokens it was made to read."""

    capabilities: Capabilities
    thinks: bool
    context: int | None


class OllamaModel:
    """A chat model behind Ollama.

    The context grows with the prompt by doubling, never past `most_context`, and never shrinks: another size makes Ollama
    load the model anew. A prompt that does not fit is refused here, since Ollama would cut its beginning off unseen.
    """

    available = True
    layer: Literal["app", "other"] = "other"

    def __init__(
        self,
        session: ClientSession,
        url: str,
        model: str,
        *,
        token: str | None = None,
        trusted: bool = True,
        name: str | None = None,
        backend_id: str | None = None,
        capabilities: Capabilities | None = None,
        most_context: int = MOST_CONTEXT,
    ) -> None:
        """Talk to `url` (without `/api`) over a session that the caller owns."""
        self.name = name or model
        self.backend_id = backend_id or self.name
        self.trusted = trusted
        self.capabilities = capabilities or Capabilities(tools=True, both=False)
        self.context = LEAST_CONTEXT
        self._most_context = max(LEAST_CONTEXT, most_context)
        self._server = _server(session, url, token)
        self._model = model

    async def check(self) -> None:
        """Ask whether the server is there and takes the token. Raises `ModelUnavailable` with the reason."""
        await self._server.get("tags", PROBE_SECONDS)

    async def stream(self, request: ChatRequest) -> AsyncIterator[Delta]:
        """Yield the answer as it comes. Raises `ModelUnavailable`; `UNFIT` for a prompt that does not fit."""
        if request.tools and request.schema is not None:
            raise ModelUnavailable("a format and tools exclude each other", Trouble.UNFIT)
        answer = Answer()
        most = request.max_tokens * LETTERS_PER_TOKEN
        async with aclosing(self._server.lines("chat", self._body(request), request.seconds)) as lines:
            async for delta in _texts(lines, answer, most):
                yield delta
        if not answer.finished:
            raise ModelUnavailable("the answer broke off")
        for call in answer.calls:
            yield call
        yield Finished(usage=answer.usage, native=answer.native(self.backend_id))

    def _body(self, request: ChatRequest) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages(request.messages, self.backend_id),
            "stream": True,
            "keep_alive": -1,  # loaded for ever
            "truncate": False,  # rather an error than a prompt without its beginning
            "think": False,  # somebody waits for the answer
        }
        if request.tools:
            body["tools"] = tools_of(request.tools, Dialect.OLLAMA)
        if request.schema is not None:
            body["format"] = as_reply(request.schema, Dialect.OLLAMA)
        self._make_room(_tokens(body) + request.max_tokens)
        body["options"] = {"num_ctx": self.context, "num_predict": request.max_tokens, "temperature": 0}
        return body

    def _make_room(self, tokens: int) -> None:
        """Let the context be large enough; raise `ModelUnavailable` where it may not be."""
        if tokens > self._most_context:
            raise ModelUnavailable(f"a prompt of {tokens} tokens does not fit", Trouble.UNFIT)
        while self.context < tokens:
            self.context = min(self._most_context, self.context * 2)


async def _texts(lines: AsyncIterator[str], answer: Answer, most: int) -> AsyncGenerator[TextDelta]:
    async for line in lines:
        if not line:
            continue
        event = as_json(line)
        if "error" in event:
            told = {**event, "message": event["error"]} if isinstance(event["error"], str) else event["error"]
            raise reported(told)
        if text := answer.feed(event):
            yield TextDelta(text)
        if answer.letters > most:
            raise ModelUnavailable("the answer is longer than was asked for")
        if answer.finished:
            return


def _tokens(body: dict[str, Any]) -> int:
    """Return an upper estimate of what a request takes in the context."""
    tokens = most_tokens(json.dumps(body.get("tools", ()))) if body.get("tools") else 0
    for message in body["messages"]:
        tokens += most_tokens(message["content"]) + most_tokens(message.get("thinking", "")) + _FRAME_TOKENS
        tokens += most_tokens(json.dumps(message.get("tool_calls", ())))
        tokens += _PICTURE_TOKENS * len(message.get("images", ()))
    return tokens


async def list_models(session: ClientSession, url: str, token: str | None = None) -> list[str]:
    """Return the names of the models that are installed, sorted. Raises `ModelUnavailable`."""
    return sorted(_names(await _server(session, url, token).get("tags", LIST_SECONDS)))


async def model_info(session: ClientSession, url: str, model: str, token: str | None = None) -> OllamaModelInfo:
    """Return what Ollama tells of a model. Raises `ModelUnavailable`."""
    told = await _server(session, url, token).post("show", {"model": model}, LIST_SECONDS)
    able = told.get("capabilities") if isinstance(told, dict) else None
    if not isinstance(able, list):
        raise ModelUnavailable("it does not tell what its models can do")
    info = told.get("model_info")
    lengths = info.items() if isinstance(info, dict) else ()
    context = next(
        (value for key, value in lengths if key.endswith(".context_length") and isinstance(value, int)), None
    )
    capabilities = Capabilities(tools="tools" in able, images="vision" in able, both=False)
    return OllamaModelInfo(capabilities=capabilities, thinks="thinking" in able, context=context)


def _names(told: Any) -> set[str]:
    rows = told.get("models") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise ModelUnavailable("it does not speak Ollama's protocol")
    return {row["name"] for row in rows if isinstance(row, dict) and isinstance(row.get("name"), str)}


def _server(session: ClientSession, url: str, token: str | None) -> Server:
    return Server(session, URL(url.rstrip("/")) / "api", token)
