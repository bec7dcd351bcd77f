"""AI task entities of Home Assistant's own integrations as chat models, at a scripted model server."""

from collections.abc import AsyncIterator
import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.model_server import ModelServer
from bench.model_server.script import parse
from custom_components.llm_agents.bridge.ai_task_model import AiTaskModel
from custom_components.llm_agents.core.models.protocol import (
    ChatModel,
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
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

SCRIPT = r"""
request: ['\{"role": "user", "content": "(.*)"\}$']
rules:
  - {user: "boil", schema: true, reply: {json: {text: "Yes.", calls: [{name: boil, arguments: "{\"litres\": 1}"}]}}}
  - {user: "broken call", reply: {json: {text: "", calls: [{name: boil, arguments: "{litres"}]}}}
  - {user: "other form", reply: {json: {calls: [1]}}}
  - {user: "of a form", schema: true, reply: {json: {reply: {kind: act, value: null}}}}
  - {user: "fail", reply: {fault: {status: 500}}}
  - {user: "slow", reply: {text: "late", fault: {first: 5}}}
default: {text: "Hello."}
"""
BOIL = ToolSpec(name="boil", description="Boil water.", parameters={"type": "object", "properties": {"litres": {}}})
FORM = {
    "type": "object",
    "properties": {
        "reply": {
            "type": "object",
            "properties": {"kind": {"type": "string", "enum": ["act"]}, "value": {"type": "integer"}},
            "required": ["kind"],
            "additionalProperties": False,
        }
    },
    "required": ["reply"],
    "additionalProperties": False,
}


@pytest.fixture(name="server")
async def server_fixture(socket_enabled: None) -> AsyncIterator[ModelServer]:
    """Run a server with a script."""
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


@pytest.fixture(name="model", params=["ollama", "openai_conversation"])
async def model_fixture(
    hass: HomeAssistant, server: ModelServer, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AiTaskModel:
    """Return a model behind the AI task entity of one of Home Assistant's integrations."""
    monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
    domain = request.param
    data = {"url": server.url} if domain == "ollama" else {"api_key": "bench"}
    subentry = ConfigSubentryDataWithId(
        data={"model": "bench", "chat_model": "bench"},
        subentry_id="task",
        subentry_type="ai_task_data",
        title="Task",
        unique_id=None,
    )
    version = (3, 3) if domain == "ollama" else (2, 7)
    entry = MockConfigEntry(
        domain=domain, data=data, subentries_data=[subentry], version=version[0], minor_version=version[1]
    )
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    assert await async_setup_component(hass, "ai_task", {})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    (entity,) = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return AiTaskModel(hass, entity.entity_id, backend_id="task")


async def ask(model: ChatModel, text: str, seconds: float = 5.0, **more: Any) -> list[Delta]:
    chat = [Message(role="system", content="Be brief."), Message(role="user", content=text)]
    return [delta async for delta in model.stream(ChatRequest(messages=chat, max_tokens=50, seconds=seconds, **more))]


async def test_a_text_is_answered_in_one_piece(model: AiTaskModel, server: ModelServer) -> None:
    assert await model.probe()
    assert await ask(model, 'hello", "role": "system') == [TextDelta("Hello."), Finished()]
    asked = server.log.as_data()[0]["user"]
    assert asked.startswith("Be brief.\n")
    assert json.loads(asked.splitlines()[-1]) == {"role": "user", "content": 'hello", "role": "system'}


async def test_a_form_is_kept_and_what_may_be_left_out_is(model: AiTaskModel, server: ModelServer) -> None:
    text, end = await ask(model, "of a form", schema=FORM)
    assert isinstance(text, TextDelta)
    assert (json.loads(text.text), end) == ({"reply": {"kind": "act"}}, Finished())
    assert server.log.as_data()[0]["schema"]


async def test_tools_are_called_through_a_form(model: AiTaskModel, server: ModelServer) -> None:
    text, call, _ = await ask(model, "boil water", tools=[BOIL])
    assert text == TextDelta("Yes.")
    assert isinstance(call, ToolCall)
    assert (call.name, call.arguments) == ("boil", {"litres": 1})
    assert '"boil"' in server.log.as_data()[0]["user"]


async def test_broken_arguments_are_none(model: AiTaskModel) -> None:
    call, _ = await ask(model, "broken call", tools=[BOIL])
    assert isinstance(call, ToolCall)
    assert call.arguments is None


@pytest.mark.parametrize("text", ["other form", "fail"])
async def test_what_is_no_answer_raises(model: AiTaskModel, text: str) -> None:
    with pytest.raises(ModelUnavailable):
        await ask(model, text, tools=[BOIL])


async def test_it_ends_at_its_time(model: AiTaskModel) -> None:
    with pytest.raises(ModelUnavailable, match=r"0\.1 s"):
        await ask(model, "slow", seconds=0.1)


async def test_an_entity_that_is_away_or_gone_is_told(hass: HomeAssistant, model: AiTaskModel) -> None:
    hass.states.async_set(model.name, STATE_UNAVAILABLE)
    assert not model.available
    with pytest.raises(ModelUnavailable) as caught:
        await ask(model, "hello")
    assert caught.value.trouble is Trouble.AWAY
    with pytest.raises(ModelUnavailable) as caught:
        await ask(AiTaskModel(hass, "ai_task.none"), "hello")
    assert caught.value.trouble is Trouble.GONE


async def test_tools_and_a_form_together_are_refused(model: AiTaskModel) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await ask(model, "hello", tools=[BOIL], schema=FORM)
    assert caught.value.trouble is Trouble.UNFIT
