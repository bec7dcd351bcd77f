"""What must outlive a restart of Home Assistant, and the demo as a command."""

import asyncio
from collections.abc import Callable
import json
import sys

import pytest

from demo.runner.client import Client
from demo.runner.demo import Demo
from demo.runner.layout import ROOT
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _command(demo: Demo, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "demo.runner",
        "--run",
        str(demo.layout.run),
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 180)
    assert process.returncode is not None
    return process.returncode, out.decode()


async def test_the_command_finds_the_running_demo_and_prints_json(demo: Demo) -> None:
    """`--say --json` tells answer, changes, layer and milliseconds of each sentence, and leaves the demo running."""
    code, out = await _command(demo, "--say", "turn on the kitchen ceiling light", "--say", "turn it off", "--json")
    results = json.loads(out)
    assert code == 0
    assert [result["layer"] for result in results] == ["local", "local"]
    assert {"answer", "changes", "milliseconds", "status"} <= results[0].keys()
    assert await demo.is_up()


async def test_the_command_fails_when_a_sentence_failed(demo: Demo) -> None:
    """A sentence that cannot be done makes the command exit non-zero."""
    code, _ = await _command(demo, "--say", "open the blinds in the sauna", "--json")
    assert code == 1


async def test_an_act_can_be_undone_after_a_restart(demo: Demo, clean_log: Callable[[], None]) -> None:
    """The journal outlives Home Assistant."""
    async with demo.client() as client:
        await say(client, ["turn off the kitchen ceiling light", "turn on the kitchen ceiling light"])
        turn = (await client.command("llm_agents/turns/list", limit=1))["turns"][0]
    clean_log()  # it begins anew
    await demo.stop()
    await demo.start()
    async with demo.client() as client:
        undone = (await client.command("llm_agents/turns/undo", turn_id=turn["turn_id"]))["turn"]
        assert undone["status"] == "done"
        assert await _is(client, "light.kitchen_ceiling", "off")


async def _is(client: Client, entity_id: str, state: str) -> bool:
    return bool((await client.rest("GET", f"/api/states/{entity_id}"))["state"] == state)
