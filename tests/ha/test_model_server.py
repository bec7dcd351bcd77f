"""Home Assistant's own OpenAI and Ollama agents talk to the scripted model server as to the real ones."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.model_server import ModelServer
from bench.model_server.script import parse
from homeassistant.components.conversation import async_converse
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from .devices import FollowingDevices

SCRIPT = """
roles: {turn_on: [{tool: HassTurnOn, arguments: {name: "{name}"}}]}
rules:
  - {user: "fail", reply: {fault: {status: 500}}}
  - {user: "turn on the (?P<name>.+)", after: 1, reply: {text: "Turned on {name}."}}
  - {user: "turn on the (?P<name>.+)", reply: {calls: [{role: turn_on}]}}
default: {text: "I do not know."}
"""
AGENTS = ["openai_conversation", "ollama"]


@pytest.fixture(name="server")
async def server_fixture(socket_enabled: None) -> AsyncIterator[ModelServer]:
    """Run a server that turns on what it is told to."""
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


async def join(hass: HomeAssistant, server: ModelServer, domain: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set up one of Home Assistant's agents at the server; return its entity id."""
    monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
    settings: dict[str, Any] = {"llm_hass_api": ["assist"], "model": "bench", "chat_model": "bench"}
    subentry = ConfigSubentryDataWithId(
        data=settings, subentry_id=domain, subentry_type="conversation", title=domain, unique_id=None
    )
    data = {"api_key": "bench", "url": server.url}
    if domain == "ollama":
        data.pop("api_key")
    version = {"ollama": (3, 3), "openai_conversation": (2, 7)}[domain]
    entry = MockConfigEntry(
        domain=domain, data=data, subentries_data=[subentry], version=version[0], minor_version=version[1]
    )
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, "conversation", {})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return next(entity.entity_id for entity in entities if entity.domain == "conversation")


@pytest.mark.parametrize("domain", AGENTS)
async def test_an_agent_of_the_core_calls_a_tool_and_answers(
    hass: HomeAssistant,
    devices: FollowingDevices,
    server: ModelServer,
    domain: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agent = await join(hass, server, domain, monkeypatch)
    result = await async_converse(hass, "turn on the Kitchen light", None, Context(), agent_id=agent)
    assert result.response.speech["plain"]["speech"] == "Turned on Kitchen light."
    assert devices.state("light.kitchen") == "on"
    first, second = server.log.as_data()
    assert [first["rounds"], second["rounds"]] == [0, 1]
    assert second["prefix_share"] > 0.8
    assert "error" not in second["results"][0].replace('"error":false', "")


async def test_an_agent_of_the_core_hears_of_errors(
    hass: HomeAssistant, devices: FollowingDevices, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = await join(hass, server, "openai_conversation", monkeypatch)
    result = await async_converse(hass, "fail", None, Context(), agent_id=agent)
    assert result.response.error_code is not None
