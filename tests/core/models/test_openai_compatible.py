"""The client against a real server on loopback that streams, refuses, stalls, floods and breaks off."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
import json
import logging
from typing import Any

from aiohttp import ClientSession, web
import pytest

from custom_components.llm_agents.core.models.openai_compatible import OpenAICompatibleModel, list_models
from custom_components.llm_agents.core.models.protocol import (
    ChatRequest,
    Finished,
    Message,
    ModelUnavailable,
    TextDelta,
    Trouble,
)

TOKEN = "a-secret-token"
ASKED = [Message(role="user", content="hello")]

type Serve = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


def event(text: str | None = None, finish: str | None = None) -> bytes:
    """Return one server-sent event of a stream."""
    delta = {} if text is None else {"content": text}
    return f"data: {json.dumps({'choices': [{'delta': delta, 'finish_reason': finish}]})}\n\n".encode()


@dataclass
class Server:
    """A server whose next answers are scripted: a status, or what is written to the stream."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunks: list[bytes] = field(
        default_factory=lambda: [event("Hel"), event("lo"), event(None, "stop"), b"data: [DONE]\n\n"]
    )
    stall: float = 0.0
    cut: bool = False
    requests: list[dict[str, Any]] = field(default_factory=list)
    seen_headers: list[dict[str, str]] = field(default_factory=list)
    probes: int = 0
    url: str = ""

    async def models(self, request: web.Request) -> web.Response:
        """List no models, or refuse."""
        self.probes += 1
        self.seen_headers.append(dict(request.headers))
        return web.json_response({"data": []}, status=self.status, headers=self.headers)

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """Stream what the script has."""
        self.requests.append(await request.json())
        self.seen_headers.append(dict(request.headers))
        if self.status != 200:
            return web.json_response({"error": "no"}, status=self.status, headers=self.headers)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for chunk in self.chunks:
            await response.write(chunk)
        await asyncio.sleep(self.stall)
        if self.cut and request.transport is not None:
            request.transport.abort()
        return response


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[Server]:
    """Run a server on a free port of loopback."""
    server = Server()
    app = web.Application()
    app.router.add_get("/v1/models", server.models)
    app.router.add_post("/v1/chat/completions", server.complete)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    yield server
    await runner.cleanup()


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[ClientSession]:
    """Return a session that the test owns."""
    async with ClientSession() as session:
        yield session


def model_of(session: ClientSession, url: str, **options: Any) -> OpenAICompatibleModel:
    return OpenAICompatibleModel(session, url, "small", token=TOKEN, **options)


def request(seconds: float = 2.0, **options: Any) -> ChatRequest:
    return ChatRequest(**{"messages": ASKED, "max_tokens": 20, "seconds": seconds, **options})


async def complete(model: OpenAICompatibleModel, seconds: float = 2.0, **options: Any) -> str:
    deltas = [delta async for delta in model.stream(request(seconds, **options))]
    assert isinstance(deltas[-1], Finished)
    return "".join(delta.text for delta in deltas if isinstance(delta, TextDelta))


async def test_an_answer_is_streamed(server: Server, session: ClientSession) -> None:
    model = model_of(session, server.url)
    deltas = [delta async for delta in model.stream(request())]
    assert deltas == [TextDelta("Hel"), TextDelta("lo"), Finished()]


async def test_the_request_is_of_the_protocols_form(server: Server, session: ClientSession) -> None:
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    await complete(model_of(session, server.url), schema=schema)
    (sent,) = server.requests
    assert sent["model"] == "small"
    assert sent["messages"] == [{"role": "user", "content": "hello"}]
    assert (sent["stream"], sent["max_tokens"], sent["temperature"]) == (True, 20, 0)
    assert sent["response_format"]["json_schema"]["schema"] == schema
    assert server.seen_headers[0]["Authorization"] == f"Bearer {TOKEN}"


async def test_without_schema_and_token_none_is_sent(server: Server, session: ClientSession) -> None:
    await complete(OpenAICompatibleModel(session, server.url + "/", "small"))
    assert "response_format" not in server.requests[0]
    assert "Authorization" not in server.seen_headers[0]


async def test_events_cut_anywhere_and_comments_are_read(server: Server, session: ClientSession) -> None:
    whole = b": keep alive\n\nevent: x\n" + event("Grüße") + b'data: {"choices": []}\n\ndata: [DONE]\n\n'
    server.chunks = [whole[n : n + 3] for n in range(0, len(whole), 3)]
    assert await complete(model_of(session, server.url)) == "Grüße"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503, 302])
async def test_a_refusal_makes_it_unavailable(server: Server, session: ClientSession, status: int) -> None:
    server.status = status
    model = model_of(session, server.url)
    with pytest.raises(ModelUnavailable, match=str(status)):
        await complete(model)


async def test_a_refused_connection_makes_it_unavailable(session: ClientSession, unused_tcp_port: int) -> None:
    model = model_of(session, f"http://127.0.0.1:{unused_tcp_port}/v1")
    with pytest.raises(ModelUnavailable):
        await complete(model)


@pytest.mark.parametrize(
    "chunks",
    [
        [event("Hel")],
        [],
        [b"data: no json\n\n"],
        [b"data: " + b"[" * 120_000 + b"\n\n"],
        [b"data: [1]\n\n"],
        [b'data: {"error": {"message": "out of memory"}}\n\n'],
        [b'data: {"choices": ["x"]}\n\n'],
        [b"<html>a proxy's page</html>"],
        [event("flood " * 60)] * 20,
        [b"data: " + b"x" * 300_000],
    ],
)
async def test_what_is_no_whole_stream_raises(server: Server, session: ClientSession, chunks: list[bytes]) -> None:
    server.chunks = chunks
    model = model_of(session, server.url)
    with pytest.raises(ModelUnavailable):
        await complete(model)


async def test_a_connection_cut_in_mid_answer_raises_after_what_came(server: Server, session: ClientSession) -> None:
    server.chunks, server.stall, server.cut = [event("Hel")], 0.05, True
    model = model_of(session, server.url)
    pieces: list[str] = []

    async def listen() -> None:
        async for piece in model.stream(request()):
            if isinstance(piece, TextDelta):
                pieces.append(piece.text)  # noqa: PERF401 - what came before the cut is kept

    with pytest.raises(ModelUnavailable):
        await listen()
    assert pieces == ["Hel"]


async def test_a_stream_that_ends_without_the_mark_but_finished_is_whole(
    server: Server, session: ClientSession
) -> None:
    server.chunks = [event("Hi"), event(None, "stop")]
    assert await complete(model_of(session, server.url)) == "Hi"


async def test_a_stalled_answer_ends_at_its_time(server: Server, session: ClientSession) -> None:
    server.chunks, server.stall = [event("Hel")], 1.0
    with pytest.raises(ModelUnavailable, match=r"0\.1 s"):
        await complete(model_of(session, server.url), seconds=0.1)


async def test_a_check_tells_whether_it_is_there(server: Server, session: ClientSession) -> None:
    model = model_of(session, server.url)
    await model.check()
    server.status = 401
    with pytest.raises(ModelUnavailable) as caught:
        await model.check()
    assert caught.value.trouble is Trouble.REFUSED
    server.status = 200
    await model.check()
    assert server.probes == 3


async def test_a_stream_that_is_left_early_counts_as_no_failure(server: Server, session: ClientSession) -> None:
    server.stall = 1.0
    model = model_of(session, server.url)
    stream = model.stream(request())
    assert await anext(aiter(stream)) == TextDelta("Hel")
    await stream.aclose()  # type: ignore[attr-defined]


async def test_the_token_is_never_logged(
    server: Server, session: ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model = model_of(session, server.url)
    await complete(model)
    server.status = 401
    with pytest.raises(ModelUnavailable) as caught:
        await complete(model)
    with pytest.raises(ModelUnavailable):
        await model.check()
    assert TOKEN not in caplog.text + repr(caught.value) + repr(vars(caught.value))
    assert "refused the token" in str(caught.value)


async def test_optional_fields_that_a_server_refuses_are_left_out_from_then_on(session: ClientSession) -> None:
    asked: list[dict[str, Any]] = []

    async def complete_strictly(request: web.Request) -> web.Response:
        asked.append(sent := await request.json())
        for refused in ("temperature", "stream_options", "max_tokens"):
            if refused in sent:
                return web.json_response({"error": {"message": f"Unsupported parameter: '{refused}'"}}, status=400)
        return web.json_response({"choices": [{"message": {"content": "Hello"}, "finish_reason": "stop"}]})

    app = web.Application()
    app.router.add_post("/v1/chat/completions", complete_strictly)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    model = model_of(session, f"http://127.0.0.1:{runner.addresses[0][1]}/v1")
    assert [await complete(model), await complete(model)] == ["Hello", "Hello"]
    assert len(asked) == 5
    assert (asked[-1]["max_completion_tokens"], asked[-1].keys() & {"temperature", "stream_options"}) == (20, set())
    await runner.cleanup()


async def test_a_model_is_asked_not_to_reason(server: Server, session: ClientSession) -> None:
    await complete(model_of(session, server.url))
    assert [sent.get("chat_template_kwargs") for sent in server.requests] == [{"enable_thinking": False}]


@pytest.mark.parametrize(("name", "effort"), [("gpt-5-mini", "low"), ("o4-mini", "low"), ("gpt-4o", None)])
async def test_openai_is_asked_in_its_own_way(session: ClientSession, name: str, effort: str | None) -> None:
    body = OpenAICompatibleModel(session, "https://api.openai.com/v1", name)._body(request())
    assert body.get("reasoning_effort") == effort
    assert body["max_completion_tokens"] == 20
    assert body["prompt_cache_key"]
    assert "chat_template_kwargs" not in body


async def test_a_request_that_is_refused_for_what_it_asks_is_not_repeated(
    server: Server, session: ClientSession
) -> None:
    server.status = 400
    with pytest.raises(ModelUnavailable) as caught:
        await complete(model_of(session, server.url))
    assert (caught.value.trouble, len(server.requests)) == (Trouble.UNFIT, 1)


async def test_the_models_of_a_server_are_listed(server: Server, session: ClientSession) -> None:
    assert await list_models(session, server.url, TOKEN) == []
    server.status = 401
    with pytest.raises(ModelUnavailable) as caught:
        await list_models(session, server.url, TOKEN)
    assert caught.value.trouble is Trouble.REFUSED
