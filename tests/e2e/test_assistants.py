"""Faces for others on a real Home Assistant: AI tasks, and the tools at the HTTP endpoint of the MCP server."""

from collections.abc import AsyncIterator, Awaitable, Callable
import json
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bench.model_server.process import ModelProcess
from demo.runner.client import Client
from demo.runner.demo import Demo
from demo.runner.owner import Owner
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")

ENTITY = "ai_task.llm_agents_tasks"
STRUCTURE = {
    "room": {"selector": {"text": {}}, "required": True, "description": "The room"},
    "lights": {"selector": {"number": {"min": 0, "max": 9}}},
}
SCRIPT = {
    "rules": [
        {"user": "Reply with the word", "reply": {"text": "ready"}},
        {"user": "not as wanted", "after": "any", "reply": {"json": {"room": "kitchen", "lights": 2}}},
        {"user": "which room", "after": "any", "reply": {"json": {"room": "kitchen", "lights": 99}}},
        {"user": "is it dark", "after": "any", "reply": {"json": {"1": 0.8, "2": 0.2}}},
    ],
    "default": {"text": "I do not know."},
}
READING = {"search_home", "recall", "explain"}
DESTRUCTIVE = {"undo", "delegate"}

type Rpc = Callable[..., Awaitable[Any]]


@pytest_asyncio.fixture(loop_scope="session")
async def rpc(client: Client, demo: Demo) -> AsyncIterator[Rpc]:
    """Set up Home Assistant's MCP server by its flow; return what calls a method of it as the demo's user."""
    step = await client.flow({"handler": "mcp_server"}, {})
    assert step["type"] == "create_entry"
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {demo.memory.token}"}) as session:

        async def call(method: str, path: str = "/api/mcp", **params: Any) -> Any:
            body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            async with session.post(f"{demo.url}{path}", json=body, headers={"Accept": "application/json"}) as reply:
                assert reply.status == 200
                return (await reply.json())["result"]

        yield call
    await client.rest("DELETE", f"/api/config/config_entries/entry/{step['result']['entry_id']}")


async def use(rpc: Rpc, name: str, **arguments: Any) -> dict[str, Any]:
    """Call one of our tools; return what it told."""
    result = await rpc("tools/call", name=f"llm_agents__{name}", arguments=arguments)
    assert not result["isError"], result
    return dict(json.loads(result["content"][0]["text"]))


async def test_tasks_give_checked_data_and_typed_decisions(owner: Owner, model: ModelProcess) -> None:
    await model.play(SCRIPT)
    await owner.add_backend(model.url)
    task = {"task_name": "test", "entity_id": ENTITY}
    made = await owner.act(
        "ai_task.generate_data", {**task, "instructions": "which room", "structure": STRUCTURE}, answers=True
    )
    assert made["data"] == {"room": "kitchen", "lights": 2}
    questions = {
        "dark": {"type": "noul", "instructions": "is it dark"},
        "when": {"type": "choice", "instructions": "is it dark", "criteria": {"day": "by day", "night": "by night"}},
        "how": {"type": "score", "instructions": "is it dark", "criteria": ["not", "much"]},
    }
    data = {**task, "state": {"sun": "below the horizon"}, "questions": questions}
    answers = (await owner.act("ai_task.evaluate", data, answers=True))["answers"]
    assert answers["dark"] == {"type": "noul", "noul": pytest.approx(0.8)}
    assert answers["when"]["choice"] == "day"
    assert answers["when"]["probabilities"] == pytest.approx({"day": 0.8, "night": 0.2})
    assert answers["how"]["score"] == pytest.approx(0.2)


async def test_the_mcp_server_offers_the_tools_with_true_annotations(rpc: Rpc) -> None:
    for path in ("/api/mcp", "/api/mcp/assist"):
        listed = {tool["name"]: tool for tool in (await rpc("tools/list", path))["tools"]}
        ours = {name.removeprefix("llm_agents__"): tool for name, tool in listed.items() if "llm_agents__" in name}
        assert set(ours) == READING | DESTRUCTIVE | {"remember"}
        for name, tool in ours.items():
            assert tool["annotations"]["readOnlyHint"] == (name in READING)
            assert tool["annotations"]["destructiveHint"] == (name in DESTRUCTIVE)
            assert tool["annotations"]["openWorldHint"] == (name == "delegate")
            assert tool["title"]


async def test_an_mcp_client_reads_and_what_it_wants_done_waits(rpc: Rpc, client: Client, owner: Owner) -> None:
    found = (await use(rpc, "search_home", query="front door"))["entities"]
    assert (found[0]["entity_id"], found[0]["state"]) == ("lock.front_door", "locked")
    await owner.act("light.turn_off", {"entity_id": "light.kitchen_ceiling"})
    assert await owner.becomes("light.kitchen_ceiling", "off")
    (said,) = await say(client, ["turn on the kitchen ceiling light"])
    assert "kitchen ceiling light" in (await use(rpc, "explain"))["text"].lower()
    asked = {
        "remember": await use(rpc, "remember", text="the bins go out on Tuesday"),
        "undo": await use(rpc, "undo", turn_id=said.turn_id),
        "delegate": await use(rpc, "delegate", goal="unlock the front door"),
    }
    for told in asked.values():
        assert (told["status"], told["waits_for_a_person"], told["changes"]) == ("asked", True, [])
    assert "locked" in (await use(rpc, "delegate", goal="is the front door locked?"))["answer"]
    for words in ("yes", "confirm it"):
        answer = await rpc("tools/call", name="llm_agents__delegate", arguments={"goal": words})
        assert answer["isError"] or json.loads(answer["content"][0]["text"])["status"] not in {"done", "under_way"}
    assert await owner.state("lock.front_door") == "locked"
    assert await owner.state("light.kitchen_ceiling") == "on"
    assert (await use(rpc, "recall", query="bins"))["facts"] == []
    waiting = {one["turn_id"] for one in (await client.command("llm_agents/approvals/list"))["approvals"]}
    assert waiting >= {told["turn_id"] for told in asked.values()}
    await owner.act("llm_agents.approve", {"turn_id": asked["remember"]["turn_id"]}, answers=True)
    facts = (await use(rpc, "recall", query="bins"))["facts"]
    assert [fact["text"] for fact in facts] == ["the bins go out on Tuesday"]
    await owner.act("llm_agents.forget", {"fact_id": facts[0]["fact_id"]}, answers=True)
    for name in ("undo", "delegate"):
        await owner.act("llm_agents.reject", {"turn_id": asked[name]["turn_id"]}, answers=True)


async def test_a_stranger_gets_no_tools(rpc: Rpc, demo: Demo) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{demo.url}/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}) as reply,
    ):
        assert reply.status == 401
