"""Tools of other integrations: offered as their owner chose, called for the person, told when they are gone."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, override
from unittest.mock import patch

from mcp.server.fastmcp import FastMCP
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import ToolAnnotations
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.agent_form import form_of
from custom_components.llm_agents.agents import profiles_of
from custom_components.llm_agents.bridge import foreign_tools
from custom_components.llm_agents.bridge.foreign_tools import call_tool, foreign_apis, tools_of_apis
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.tool_use import ToolUse
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir, llm

from .test_agent_flow import answer, change

ASKER = Asker(origin=Origin.TEXT, user_id="anna", device_id="sat")


class Sender(llm.Tool):
    """A tool that says what it was given."""

    integration = "test"
    name = "send mail"
    description = "Sends\nmail."
    parameters = probatio.Schema({probatio.Required("to"): str})

    def __init__(self) -> None:
        """Begin with nothing sent."""
        self.sent: list[tuple[dict[str, Any], llm.LLMContext]] = []
        self.error: Exception | None = None

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: llm.ToolInput, llm_context: llm.LLMContext
    ) -> llm.ToolResult:
        if self.error is not None:
            raise self.error
        self.sent.append((tool_input.tool_args, llm_context))
        return llm.ToolResult(data={"sent": True})


class Odd(Sender):
    """A tool whose parameters are too many to be told."""

    name = "a"
    parameters = probatio.Schema({probatio.Optional(f"field_{at}"): str for at in range(300)})


@dataclass(slots=True, kw_only=True)
class PostAPI(llm.API):
    """An API of another integration."""

    tools: list[llm.Tool] = field(default_factory=list)
    delay: float = 0

    @override
    async def async_get_api_instance(self, llm_context: llm.LLMContext) -> llm.APIInstance:
        await asyncio.sleep(self.delay)
        return llm.APIInstance(self, "", llm_context, tools=self.tools)


@pytest.fixture(name="sender")
def sender_fixture() -> Sender:
    """Return a tool."""
    return Sender()


@pytest.fixture(name="api")
def api_fixture(hass: HomeAssistant, sender: Sender) -> Iterator[PostAPI]:
    """Register an API."""
    api = PostAPI(hass=hass, id="post", name="Post Office!", tools=[sender, Odd()])
    unregister = llm.async_register_api(hass, api)
    yield api
    if "post" in {one.id for one in llm.async_get_apis(hass)}:
        unregister()


def ignore(_api: str, _gone: bool) -> None:
    """Hear of nothing."""


async def test_a_tool_is_offered_under_a_name_and_a_schema_that_models_take(hass: HomeAssistant, api: PostAPI) -> None:
    (tool,) = await tools_of_apis(hass, ["post"], ASKER, "en", ignore)
    assert (tool.api, tool.tool, tool.spec.name) == ("post", "send mail", "post_office__send_mail")
    assert (tool.spec.description, tool.spec.read_only, tool.spec.open_world) == ("Sends mail.", False, True)
    assert tool.spec.parameters["properties"]["to"] == {"type": "string"}
    assert tool.spec.parameters["required"] == ["to"]
    assert tool.fault({"to": "Ben"}) is None
    assert tool.fault({}) is not None


async def test_a_call_is_made_for_the_person(hass: HomeAssistant, api: PostAPI, sender: Sender) -> None:
    reply = await call_tool(hass, ToolUse(api="post", tool="send mail", arguments={"to": "Ben"}), ASKER, "de")
    assert (reply.ok, reply.text, reply.open_world) == (True, '{"sent": true}', True)
    ((arguments, context),) = sender.sent
    assert arguments == {"to": "Ben"}
    assert (context.platform, context.language, context.device_id) == (DOMAIN, "de", "sat")
    assert context.context is not None
    assert context.context.user_id == "anna"


@pytest.mark.parametrize("error", [HomeAssistantError("away"), RuntimeError("bug")])
async def test_a_failure_is_a_reply(hass: HomeAssistant, api: PostAPI, sender: Sender, error: Exception) -> None:
    sender.error = error
    assert not (await call_tool(hass, ToolUse(api="post", tool="send mail"), ASKER, "en")).ok


@pytest.mark.parametrize(("api_id", "tool"), [("gone", "send mail"), ("post", "gone"), ("assist", "HassTurnOn")])
async def test_what_is_not_offered_is_not_called(hass: HomeAssistant, api: PostAPI, api_id: str, tool: str) -> None:
    assert not (await call_tool(hass, ToolUse(api=api_id, tool=tool), ASKER, "en")).ok


async def test_an_api_that_hangs_is_left_out(
    hass: HomeAssistant, api: PostAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign_tools, "LISTING_SECONDS", 0.01)
    monkeypatch.setattr(foreign_tools, "CALL_SECONDS", 0.01)
    api.delay = 5
    assert await tools_of_apis(hass, ["post"], ASKER, "en", ignore) == []
    assert not (await call_tool(hass, ToolUse(api="post", tool="send mail"), ASKER, "en")).ok


async def test_home_assistants_own_tools_are_never_offered(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert "assist" in {api.id for api in llm.async_get_apis(hass)}
    assert foreign_apis(hass) == []


async def test_the_owner_chooses_and_a_gone_api_is_told(
    hass: HomeAssistant, loaded: MockConfigEntry, api: PostAPI
) -> None:
    form = await change(hass, loaded, "household")
    profile = next(one for one in profiles_of(loaded) if one.agent_id == "household")
    chooser = form["data_schema"].schema["mind"].schema.schema["apis"]
    assert chooser.config["options"] == [{"value": "post", "label": "Post Office!"}]
    values = form_of(replace(profile, apis=("post",)))
    values.pop("role")
    await answer(hass, form, values)
    assert next(one for one in profiles_of(loaded) if one.agent_id == "household").apis == ("post",)

    world, issues = loaded.runtime_data.world, ir.async_get(hass)
    assert len(await world.tools(("post",), ASKER, "en")) == 1
    assert issues.async_get_issue(DOMAIN, "api_gone_post") is None
    llm._async_get_apis(hass).pop("post")
    assert await world.tools(("post",), ASKER, "en") == []
    assert issues.async_get_issue(DOMAIN, "api_gone_post") is not None
    form = await change(hass, loaded, "household")
    values["mind"] = values["mind"] | {"apis": []}
    await answer(hass, form, values)
    assert issues.async_get_issue(DOMAIN, "api_gone_post") is None


@pytest.fixture(name="mcp")
async def mcp_fixture(hass: HomeAssistant) -> AsyncIterator[FastMCP]:
    """Connect Home Assistant's own client of the Model Context Protocol to a server with two tools."""
    server = FastMCP("library")

    @server.tool(annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False))
    def lookup(title: str) -> str:
        """Look a book up."""
        return f"{title} is on shelf 4"

    @server.tool()
    def lend(title: str, days: int = 14) -> str:
        """Lend a book."""
        return f"{title} is yours for {days} days"

    @asynccontextmanager
    async def client(*_: Any, **__: Any) -> AsyncIterator[tuple[Any, Any]]:
        async with create_connected_server_and_client_session(server._mcp_server) as session:
            yield session, await session.initialize()

    entry = MockConfigEntry(domain="mcp", title="Library", data={"url": "http://library.invalid/mcp"}, unique_id="x")
    entry.add_to_hass(hass)
    with patch("homeassistant.components.mcp.coordinator.mcp_client", client):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        yield server
        await hass.config_entries.async_unload(entry.entry_id)


async def test_tools_of_a_server_of_the_model_context_protocol(hass: HomeAssistant, mcp: FastMCP) -> None:
    (api,) = foreign_apis(hass)
    lend, lookup = await tools_of_apis(hass, [api.id], ASKER, "en", ignore)
    assert [one.spec.name for one in (lend, lookup)] == ["library__lend", "library__lookup"]
    assert (lend.spec.read_only, lookup.spec.read_only, lookup.spec.open_world) == (False, True, False)
    assert lend.spec.parameters["properties"]["days"]["type"] == "integer"
    reply = await call_tool(hass, ToolUse(api=api.id, tool="lookup", arguments={"title": "Emma"}), ASKER, "en")
    assert (reply.ok, reply.text, reply.open_world) == (True, "Emma is on shelf 4", False)
    bad = await call_tool(hass, ToolUse(api=api.id, tool="lend", arguments={"days": "many"}), ASKER, "en")
    assert not bad.ok
