"""The client for Ollama against the scripted server, and its form of chats and answers."""

from collections.abc import AsyncIterator
from typing import Any

from aiohttp import ClientSession
import pytest

from bench.model_server import ModelServer
from bench.model_server.script import parse
from custom_components.llm_agents.core.models.ollama import OllamaModel, OllamaModelInfo, list_models, model_info
from custom_components.llm_agents.core.models.ollama_format import Answer, messages
from custom_components.llm_agents.core.models.protocol import (
    Capabilities,
    ChatRequest,
    Delta,
    Finished,
    Image,
    Message,
    ModelUnavailable,
    TextDelta,
    ToolCall,
    ToolSpec,
    Trouble,
)

SCRIPT = """
models: [qwen3:4b]
context: 16384
capabilities: [completion, tools, vision, thinking]
rules:
  - {user: "boil", after: 1, reply: {text: "It boils."}}
  - {user: "boil", reply: {thinking: "Water. ", calls: [{tool: boil, arguments: {litres: 1}}, {tool: wait}]}}
  - {user: "broken", reply: {calls: [{tool: boil, arguments: "{litres"}]}}
  - {user: "cut", reply: {text: "one two three", fault: {cut: 2}}}
  - {user: "malformed", reply: {text: "one two three", fault: {malformed: 1}}}
  - {user: "flood", reply: {text: "on", fault: {flood: true}}}
  - {user: "slow", reply: {text: "late", fault: {first: 5}}}
  - {user: "away", reply: {fault: {status: 500}}}
  - {user: "busy", reply: {fault: {status: 429, retry_after: 7}}}
  - {user: "of a form", schema: true, reply: {json: {a: 1}}}
default: {text: "Hel lo."}
"""
BOIL = ToolSpec(name="boil", description="Boil water.", parameters={"type": "object"})
WAIT = ToolSpec(name="await", description="Wait.", parameters={"type": "object"})


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[ModelServer]:
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def model(server: ModelServer, session: ClientSession) -> OllamaModel:
    return OllamaModel(session, server.url, "qwen3:4b", backend_id="kitchen")


def request(*chat: Message | str, seconds: float = 3.0, **more: Any) -> ChatRequest:
    written = [Message(role="user", content=one) if isinstance(one, str) else one for one in chat]
    return ChatRequest(messages=written, max_tokens=50, seconds=seconds, **more)


async def ask(model: OllamaModel, *chat: Message | str, **more: Any) -> list[Delta]:
    return [delta async for delta in model.stream(request(*chat, **more))]


async def test_a_text_is_streamed_with_its_usage(model: OllamaModel) -> None:
    *texts, end = await ask(model, "hello")
    assert texts == [TextDelta("Hel "), TextDelta("lo.")]
    assert isinstance(end, Finished)
    assert end.usage.input_tokens > 0
    assert end.usage.output_tokens > 0


async def test_calls_and_thoughts_come_and_go_back(model: OllamaModel, server: ModelServer) -> None:
    first, second, end = await ask(model, "boil", tools=[BOIL, WAIT])
    assert isinstance(first, ToolCall)
    assert isinstance(second, ToolCall)
    assert isinstance(end, Finished)
    assert [(call.name, call.arguments) for call in (first, second)] == [("boil", {"litres": 1}), ("wait", {})]
    assert first.call_id != second.call_id
    said = Message(role="assistant", calls=(first, second), native=end.native)
    results = [Message(role="tool", content="ok", call_id=call.call_id) for call in (first, second)]
    *texts, end = await ask(model, "boil", said, *results, tools=[WAIT, BOIL])
    assert "".join(delta.text for delta in texts if isinstance(delta, TextDelta)) == "It boils."
    assert isinstance(end, Finished)
    assert end.usage.cached_tokens > 0
    assert [row["tools"] for row in server.log.as_data()] == [["await", "boil"]] * 2


def test_thoughts_go_back_to_the_same_backend_only() -> None:
    answer = Answer()
    answer.feed({"message": {"content": "", "thinking": "Hm. "}})
    said = Message(role="assistant", content="Yes.", native=answer.native("one"))
    assert messages([said], "one")[0]["thinking"] == "Hm. "
    assert "thinking" not in messages([said], "two")[0]


def test_results_name_their_tool_and_pictures_are_base64() -> None:
    call = ToolCall(call_id="a", name="boil", arguments=None)
    shown = Message(role="user", content="look", images=(Image(data=b"\x01", media_type="image/png"),))
    chat = [shown, Message(role="assistant", calls=(call,)), Message(role="tool", content="ok", call_id="a")]
    user, assistant, tool = messages(chat, "one")
    assert user["images"] == ["AQ=="]
    assert assistant["tool_calls"][0]["function"] == {"name": "boil", "arguments": {}}
    assert tool == {"role": "tool", "content": "ok", "tool_name": "boil", "tool_call_id": "a"}


@pytest.mark.parametrize(("given", "expected"), [('{"a": 1}', {"a": 1}), ("[1]", None), ("{", None), (None, {})])
def test_arguments_that_come_as_text_are_read(given: Any, expected: Any) -> None:
    answer = Answer()
    answer.feed({"message": {"tool_calls": [{"function": {"name": "boil", "arguments": given}}]}})
    assert answer.calls[0].arguments == expected


@pytest.mark.parametrize("message", [{"content": 1}, {"tool_calls": [{}]}, {"tool_calls": ["x"]}, "x"])
def test_a_line_of_another_form_raises(message: Any) -> None:
    with pytest.raises(ModelUnavailable):
        Answer().feed({"message": message})


async def test_broken_arguments_are_none(model: OllamaModel) -> None:
    call, _ = await ask(model, "broken", tools=[BOIL])
    assert isinstance(call, ToolCall)
    assert call.arguments is None


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("cut", Trouble.AWAY),
        ("malformed", Trouble.AWAY),
        ("flood", Trouble.AWAY),
        ("away", Trouble.AWAY),
        ("busy", Trouble.BUSY),
    ],
)
async def test_what_goes_wrong_is_told(model: OllamaModel, text: str, trouble: Trouble) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await ask(model, text)
    assert caught.value.trouble is trouble
    assert caught.value.retry_after == (7 if text == "busy" else None)


async def test_it_ends_at_its_time(model: OllamaModel) -> None:
    with pytest.raises(ModelUnavailable, match=r"0\.1 s"):
        await ask(model, "slow", seconds=0.1)


async def test_a_model_that_is_not_there_is_gone(server: ModelServer, session: ClientSession) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await ask(OllamaModel(session, server.url, "other"), "hello")
    assert caught.value.trouble is Trouble.GONE


async def test_a_form_is_asked_for_but_not_with_tools(model: OllamaModel) -> None:
    *texts, _ = await ask(model, "of a form", schema={"type": "object"})
    assert "".join(delta.text for delta in texts if isinstance(delta, TextDelta)) == '{"a": 1}'
    with pytest.raises(ModelUnavailable) as caught:
        await ask(model, "of a form", schema={"type": "object"}, tools=[BOIL])
    assert caught.value.trouble is Trouble.UNFIT


async def test_the_context_grows_with_the_prompt_and_stays(model: OllamaModel, server: ModelServer) -> None:
    await ask(model, "hello")
    assert model.context == 8192
    await ask(model, "light.kitchen is on. " * 1500)
    grown = model.context
    assert grown > 8192
    await ask(model, "hello")
    assert model.context == grown
    assert not any(row["truncated"] for row in server.log.as_data())


async def test_a_prompt_that_does_not_fit_is_refused_unsent(server: ModelServer, session: ClientSession) -> None:
    model = OllamaModel(session, server.url, "qwen3:4b", most_context=8192)
    with pytest.raises(ModelUnavailable) as caught:
        await ask(model, "light.kitchen is on. " * 5000)
    assert (caught.value.trouble, server.log.as_data()) == (Trouble.UNFIT, [])


async def test_what_a_server_has_is_listed(server: ModelServer, session: ClientSession) -> None:
    assert await list_models(session, server.url) == ["qwen3:4b"]
    info = await model_info(session, server.url, "qwen3:4b")
    able = Capabilities(tools=True, images=True, both=False)
    assert info == OllamaModelInfo(capabilities=able, thinks=True, context=16384)
    with pytest.raises(ModelUnavailable):
        await list_models(session, f"{server.url}/v1")


async def test_a_check_tells_whether_it_is_there(model: OllamaModel, server: ModelServer) -> None:
    await model.check()
    await server.stop()
    with pytest.raises(ModelUnavailable):
        await model.check()
