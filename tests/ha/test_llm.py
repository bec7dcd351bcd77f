"""The tools for other assistants: called in-process, and through Home Assistant's MCP server."""

from collections.abc import Awaitable, Callable
import json
from typing import Any

from mcp.shared.memory import create_connected_server_and_client_session
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.memory.facts import Draft, Evidence, FactKind, How
from custom_components.llm_agents.runtime import LlmAgentsData
from homeassistant.components.mcp_server.server import create_server
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm

from .conftest import Say
from .devices import FollowingDevices

NAMES = {f"{DOMAIN}__{name}" for name in ("search_home", "remember", "recall", "explain", "undo", "delegate")}

type Call = Callable[..., Awaitable[Any]]


def context_of(
    user_id: str | None, platform: str = "openai_conversation", language: str | None = "en"
) -> llm.LLMContext:
    """Return the context of another assistant that speaks with a user."""
    return llm.LLMContext(
        platform=platform,
        context=Context(user_id=user_id),
        language=language,
        assistant="conversation",
        device_id=None,
    )


async def tools_of(hass: HomeAssistant, context: llm.LLMContext) -> dict[str, llm.Tool]:
    """Return our tools of the core API."""
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    return {tool.name: tool for tool in api.tools if tool.name.startswith(f"{DOMAIN}__")}


@pytest.fixture(name="call")
def call_fixture(hass: HomeAssistant, loaded: MockConfigEntry) -> Call:
    """Call a tool as another assistant's model does."""

    async def call(name: str, user_id: str | None = None, **arguments: Any) -> Any:
        api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context_of(user_id))
        result: Any = await api.async_call_tool(llm.ToolInput(tool_name=f"{DOMAIN}__{name}", tool_args=arguments))
        assert isinstance(result, llm.ToolResult)
        return result

    return call


@pytest.fixture(name="data")
def data_fixture(loaded: MockConfigEntry) -> LlmAgentsData:
    """Return what the entry holds."""
    data: LlmAgentsData = loaded.runtime_data
    return data


async def test_the_tools_are_offered_with_true_annotations(
    hass: HomeAssistant, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    tools = await tools_of(hass, context_of(None))
    assert set(tools) == NAMES
    assert {tool.integration for tool in tools.values()} == {DOMAIN}
    reading = {name for name, tool in tools.items() if tool.annotations.read_only}
    assert reading == {f"{DOMAIN}__{name}" for name in ("search_home", "recall", "explain")}
    assert not any(tools[name].annotations.destructive for name in reading)
    assert tools[f"{DOMAIN}__delegate"].annotations.destructive
    assert tools[f"{DOMAIN}__undo"].annotations.destructive
    assert not tools[f"{DOMAIN}__remember"].annotations.destructive
    assert "provides LLM tools" not in caplog.text


async def test_our_own_agents_are_not_offered_them(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert await tools_of(hass, context_of(None, platform=DOMAIN)) == {}


async def test_nothing_is_offered_while_nothing_is_loaded(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await tools_of(hass, context_of(None)) == {}


async def test_the_home_is_searched(call: Call) -> None:
    result = await call("search_home", query="lamp in the kitchen")
    first = result.data["entities"][0]
    assert (first["entity_id"], first["area"], first["state"]) == ("light.kitchen", "Kitchen", "off")


async def test_only_what_a_user_may_read_is_found(
    call: Call, hass_read_only_user: MockUser, devices: FollowingDevices
) -> None:
    hass_read_only_user.mock_policy({"entities": {"entity_ids": {"light.hallway": {"read": True}}}})
    result = await call("search_home", hass_read_only_user.id, query="light")
    assert [found["entity_id"] for found in result.data["entities"]] == ["light.hallway"]
    assert (await call("search_home", "nobody", query="light")).data == {"entities": []}


async def test_a_delegated_act_waits_for_a_person(
    call: Call, devices: FollowingDevices, data: LlmAgentsData, hass_admin_user: MockUser
) -> None:
    result = await call("delegate", hass_admin_user.id, goal="turn on the kitchen light")
    assert (result.data["status"], result.data["waits_for_a_person"], result.error) == ("asked", True, False)
    assert devices.calls == []
    (approval,) = data.approvals.pending()
    assert approval.turn_id == result.data["turn_id"]
    assert approval.asker.user_id == hass_admin_user.id


async def test_a_delegated_question_is_answered(call: Call) -> None:
    result = await call("delegate", goal="is the front door locked")
    assert result.data["status"] == "answered"
    assert "locked" in str(result.data["answer"])


@pytest.mark.parametrize("language", [None, "*"])
async def test_a_caller_of_no_language_speaks_the_homes(
    hass: HomeAssistant, loaded: MockConfigEntry, language: str | None
) -> None:
    context = context_of(None, platform="mcp_server", language=language)
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    call = llm.ToolInput(tool_name=f"{DOMAIN}__delegate", tool_args={"goal": "is the front door locked"})
    result: Any = await api.async_call_tool(call)
    assert (result.data["status"], result.error) == ("answered", False)
    assert "locked" in str(result.data["answer"])


async def test_the_caller_cannot_say_yes_itself(call: Call, devices: FollowingDevices) -> None:
    await call("delegate", goal="unlock the front door")
    result = await call("delegate", goal="yes")
    assert result.error
    assert devices.calls == []


async def test_a_delegated_act_keeps_to_the_rights_of_the_user(
    call: Call, devices: FollowingDevices, hass_read_only_user: MockUser
) -> None:
    result = await call("delegate", hass_read_only_user.id, goal="turn on the kitchen light")
    assert (result.data["status"], result.error) == ("refused", True)


async def test_what_is_to_be_remembered_waits_for_a_person(
    call: Call, data: LlmAgentsData, hass_admin_user: MockUser
) -> None:
    result = await call("remember", hass_admin_user.id, text="Anna takes milk in her tea")
    assert result.data["status"] == "asked"
    assert data.kernel.memory.list(hass_admin_user.id) == []
    told = await call("explain", hass_admin_user.id, turn_id=result.data["turn_id"])
    assert "did not understand" not in str(told.data["text"])


async def test_a_satellite_recalls_what_is_everybodys_only(
    call: Call, data: LlmAgentsData, hass_admin_user: MockUser
) -> None:
    for text, owner in (("the tea is in the cupboard", None), ("Anna hides her tea", hass_admin_user.id)):
        await data.kernel.memory.learn(
            Draft(kind=FactKind.FACT, text=text, evidence=Evidence(how=How.ENTERED), user_id=owner)
        )
    facts = (await call("recall", query="tea")).data["facts"]
    assert [fact["text"] for fact in facts] == ["the tea is in the cupboard"]
    own = (await call("recall", hass_admin_user.id, query="tea")).data["facts"]
    assert len(own) == 2


async def test_a_satellite_is_not_told_of_a_persons_turn(call: Call, say: Say, hass_admin_user: MockUser) -> None:
    await say("turn on the kitchen light", hass_admin_user.id)
    assert (await call("explain")).error
    told = await call("explain", hass_admin_user.id)
    assert "kitchen light" in str(told.data["text"])


async def test_a_satellite_is_told_of_the_last_turn_of_nobody(call: Call, say: Say, hass_admin_user: MockUser) -> None:
    await say("turn on the kitchen light", None)
    await say("what time is it", hass_admin_user.id)
    assert "kitchen light" in str((await call("explain")).data["text"])


async def test_an_undo_waits_for_a_person(
    call: Call, say: Say, devices: FollowingDevices, hass_admin_user: MockUser
) -> None:
    await say("turn on the kitchen light", hass_admin_user.id)
    result = await call("undo", hass_admin_user.id)
    assert result.data["status"] == "asked"
    assert devices.state("light.kitchen") == "on"


@pytest.mark.parametrize(("name", "arguments"), [("undo", {}), ("explain", {"turn_id": "none"})])
async def test_what_fails_is_told_to_the_model(call: Call, name: str, arguments: dict[str, Any]) -> None:
    result = await call(name, **arguments)
    assert result.error
    assert result.data["error"]


async def test_the_mcp_server_lists_and_calls_them(
    hass: HomeAssistant, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    server = await create_server(hass, llm.LLM_API_ASSIST, context_of(None, platform="mcp_server", language="*"))
    async with create_connected_server_and_client_session(server) as session:
        listed = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(listed) >= NAMES
        assert listed[f"{DOMAIN}__search_home"].annotations.readOnlyHint  # type: ignore[union-attr]
        assert listed[f"{DOMAIN}__search_home"].inputSchema["required"] == ["query"]
        found = await session.call_tool(f"{DOMAIN}__search_home", {"query": "kitchen light"})
        assert json.loads(found.content[0].text)["entities"][0]["entity_id"] == "light.kitchen"  # type: ignore[union-attr]
        asked = await session.call_tool(f"{DOMAIN}__delegate", {"goal": "unlock the front door"})
        assert json.loads(asked.content[0].text)["status"] == "asked"  # type: ignore[union-attr]
        wrong = await session.call_tool(f"{DOMAIN}__search_home", {})
        assert wrong.isError
    assert devices.calls == []
