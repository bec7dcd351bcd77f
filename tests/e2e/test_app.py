"""The real app and its real model, plugged and unplugged under a running Home Assistant."""

import asyncio
from collections.abc import AsyncIterator
import os
import signal
from typing import Any

import pytest
import pytest_asyncio

from demo.runner.client import Client, wait_until
from demo.runner.demo import Demo
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")
#: free talk that no local layer reads
CHAT = "tell me a long story about a lighthouse keeper"


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def _app_running(demo: Demo) -> AsyncIterator[None]:
    """Leave the app running for the next test."""
    yield
    if not await _healthy(demo):
        await demo.stop_app()
        await demo.start_app()


async def _healthy(demo: Demo) -> bool:
    try:
        return (await demo.app_health())["status"] == "ok"
    except Exception:  # noqa: BLE001
        return False


async def _ask(client: Client, text: str) -> tuple[str, dict[str, Any]]:
    """Ask as the card does; return what was spoken piece by piece, and the record of the turn."""
    spoken = ""
    async for event in client.events("llm_agents/ask", text=text):
        if event["type"] == "delta":
            spoken += event["text"]
        else:
            return spoken, event["turn"]
    raise AssertionError("the answer did not end")


async def test_the_apps_model_answers_what_is_not_understood_locally(client: Client) -> None:
    """Free talk goes to the app's model and streams."""
    spoken, turn = await _ask(client, CHAT)
    assert turn["layer"] == "app"
    assert turn["model"]
    assert spoken


async def test_killing_the_app_in_mid_answer_gives_a_plain_answer(client: Client, demo: Demo) -> None:
    """The person hears a sentence, the local layer works, and the app is used again when it is back."""
    answering = asyncio.create_task(_ask(client, CHAT))
    await asyncio.sleep(0.3)  # the model is at work: it needs longer than this for its instruction alone
    assert not answering.done()
    os.killpg(demo.memory.app_pid, signal.SIGKILL)
    spoken, turn = await answering
    assert turn["status"] == "failed"
    assert turn["answer"] == spoken.strip() != ""
    (local,) = await say(client, ["turn on the kitchen ceiling light"])
    assert local.status == "done"
    assert local.layer == "local"
    _, without = await _ask(client, CHAT)
    assert without["layer"] == "none"
    await demo.start_app()

    async def used_again() -> bool:
        return (await _ask(client, CHAT))[1]["layer"] == "app"

    assert await wait_until(used_again, seconds=90, every=2)


async def test_the_graph_holds_the_home(client: Client, demo: Demo) -> None:
    """The integration has pushed the registries: a lamp's neighbours include its room."""
    async with Client(
        f"http://127.0.0.1:{demo.memory.app_port}", (demo.layout.app / "token").read_text().strip()
    ) as app:
        found = await app.rest("GET", "/graph/neighbourhood?id=light.kitchen_ceiling&depth=2")
    assert any("kitchen" in node["id"] and not node["id"].endswith("light.kitchen_ceiling") for node in found["nodes"])


async def test_the_app_needs_its_token(demo: Demo) -> None:
    """Without the token nothing but the health is told."""
    async with Client(f"http://127.0.0.1:{demo.memory.app_port}") as stranger:
        with pytest.raises(Exception, match="401"):
            await stranger.rest("GET", "/v1/models")
