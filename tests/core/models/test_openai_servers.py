"""What servers of OpenAI's form tell of their models, and whole turns with tools at the scripted server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web
import pytest

from bench.model_server import ModelServer
from bench.model_server.script import parse
from custom_components.llm_agents.core.models.openai_compatible import (
    OpenAICompatibleModel,
    OpenAIModelInfo,
    list_models,
    model_info,
)
from custom_components.llm_agents.core.models.protocol import (
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

OPENROUTER = {"context_length": 9, "supported_parameters": ["tools"], "architecture": {"input_modalities": ["image"]}}
PROPS = {
    "chat_template": "{% if tools %}",
    "modalities": {"vision": True},
    "default_generation_settings": {"n_ctx": 4096},
}
SCRIPT = """
models: [small]
rules:
  - {user: "boil", after: 1, reply: {text: "It boils."}}
  - {user: "boil", reply: {thinking: "Water. ", calls: [{tool: boil, arguments: {litres: 1}}, {tool: wait}]}}
  - {user: "cut", reply: {calls: [{tool: boil, arguments: {litres: 1}}], fault: {cut: 3}}}
  - {user: "malformed", reply: {text: "one two three", fault: {malformed: 2}}}
  - {user: "flood", reply: {text: "on", fault: {flood: true}}}
  - {user: "busy", reply: {fault: {status: 429, retry_after: 7}}}
  - {user: "spent", reply: {fault: {status: 429, code: insufficient_quota}}}
default: {text: "Hello."}
"""
BOIL = ToolSpec(name="boil", description="Boil water.", parameters={"type": "object"})


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[ModelServer]:
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


@asynccontextmanager
async def telling(row: Any, props: Any = None) -> AsyncIterator[str]:
    """Serve one model, as a server lists it; yield the address."""
    app = web.Application()
    data = row if isinstance(row, list) else [{"id": "small", **row}]

    async def models(request: web.Request) -> web.Response:
        return web.json_response({"data": data})

    async def properties(request: web.Request) -> web.Response:
        return web.json_response(props)

    app.router.add_get("/v1/models", models)
    app.router.add_get("/props", properties)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("row", "props", "info"),
    [
        ({}, None, OpenAIModelInfo()),
        (OPENROUTER, None, OpenAIModelInfo(tools=True, images=True, context=9)),
        ({**OPENROUTER, "supported_parameters": []}, None, OpenAIModelInfo(tools=False, images=True, context=9)),
        ({"max_model_len": 4096}, None, OpenAIModelInfo(context=4096)),
        ({"owned_by": "llamacpp"}, PROPS, OpenAIModelInfo(tools=True, images=True, context=4096)),
        ({"owned_by": "llamacpp"}, {"chat_template": "x"}, OpenAIModelInfo(tools=False, images=False)),
        ({"owned_by": "llamacpp"}, ["other"], OpenAIModelInfo()),
    ],
)
async def test_what_servers_tell_of_a_model(
    session: ClientSession, row: dict[str, Any], props: Any, info: OpenAIModelInfo
) -> None:
    async with telling(row, props) as url:
        assert await model_info(session, url, "small") == info


async def test_a_model_that_is_not_listed_is_not_told_of(session: ClientSession) -> None:
    async with telling([1, {"id": 2}]) as url:
        assert await model_info(session, url, "small") == OpenAIModelInfo()
        assert await list_models(session, url) == []


async def ask(session: ClientSession, server: ModelServer, *chat: Message | str, model: str = "small") -> list[Delta]:
    written = [Message(role="user", content=one) if isinstance(one, str) else one for one in chat]
    client = OpenAICompatibleModel(session, f"{server.url}/v1", model, backend_id="one")
    request = ChatRequest(messages=written, max_tokens=50, seconds=3, tools=[BOIL])
    return [delta async for delta in client.stream(request)]


async def test_a_turn_with_tools_and_reasoning(session: ClientSession, server: ModelServer) -> None:
    first, second, end = await ask(session, server, "boil")
    assert isinstance(first, ToolCall)
    assert isinstance(second, ToolCall)
    assert isinstance(end, Finished)
    assert [(call.name, call.arguments) for call in (first, second)] == [("boil", {"litres": 1}), ("wait", {})]
    said = Message(role="assistant", calls=(first, second), native=end.native)
    results = [Message(role="tool", content="ok", call_id=call.call_id) for call in (first, second)]
    *texts, end = await ask(session, server, "boil", said, *results)
    assert "".join(delta.text for delta in texts if isinstance(delta, TextDelta)) == "It boils."
    assert isinstance(end, Finished)
    assert end.usage.cached_tokens > 0
    assert server.log.as_data()[1]["rounds"] == 1


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("cut", Trouble.AWAY),
        ("malformed", Trouble.AWAY),
        ("flood", Trouble.AWAY),
        ("busy", Trouble.BUSY),
        ("spent", Trouble.SPENT),
    ],
)
async def test_what_goes_wrong_is_told_and_no_half_call_is_made(
    session: ClientSession, server: ModelServer, text: str, trouble: Trouble
) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await ask(session, server, text)
    assert caught.value.trouble is trouble


async def test_a_model_that_is_not_there_is_gone(session: ClientSession, server: ModelServer) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await ask(session, server, "hello", model="other")
    assert caught.value.trouble is Trouble.GONE
