"""What a provider's prompt cache has of our prompts, in turns said to Home Assistant."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.model_server import ModelServer
from bench.model_server.log import hit_rate
from bench.model_server.script import parse
from custom_components.llm_agents.const import SUBENTRY_BACKEND
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant

from .conftest import Say
from .devices import FollowingDevices

SCRIPT = """
roles:
  turn_on: [{tool: act, arguments: {action: turn_on, entity_id: "{entity_id}"}}]
rules:
  - {user: "crumbs", after: 1, reply: {text: "I hope that helps."}}
  - {user: "crumbs", reply: {calls: [{role: turn_on, entity_id: light.kitchen}]}}
default: {text: "Nothing rhymes with it."}
"""
SENTENCES = (
    "I can hardly see the crumbs in the kitchen",
    "what rhymes with orange",
    "the crumbs in the hallway are hard to see",
)

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture(name="server")
async def server_fixture() -> AsyncIterator[ModelServer]:
    """Run a server with a script."""
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


async def add_backend(hass: HomeAssistant, entry: MockConfigEntry, kind: str, url: str) -> None:
    """Add a backend as the form keeps it."""
    data: dict[str, Any] = {"kind": kind, "url": url, "model": "bench", "trusted": True, "local": True}
    data |= {"prices": {}, "budget": {}}
    subentry = ConfigSubentry(data=data, subentry_type=SUBENTRY_BACKEND, title=kind, unique_id=None)  # type: ignore[arg-type]
    hass.config_entries.async_add_subentry(entry, subentry)
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.mark.parametrize(("kind", "path"), [("openai", "/v1"), ("ollama", "")])
async def test_most_of_each_prompt_is_the_beginning_of_an_earlier_one(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    devices: FollowingDevices,
    server: ModelServer,
    say: Say,
    kind: str,
    path: str,
) -> None:
    await add_backend(hass, loaded, kind, server.url + path)
    for words in SENTENCES:
        await say(words)
    assert devices.state("light.kitchen") == "on"
    rows = [row for row in server.log.as_data() if row["tools"]]
    assert [row["rounds"] for row in rows] == [0, 1, 0, 0, 1]
    later = [row for row in rows[1:] if row["rounds"] == 0]
    assert min(row["prefix_share"] for row in later) > 0.75  # all but what the person said and was shown
    assert min(row["prefix_share"] for row in rows if row["rounds"]) > 0.9
    assert hit_rate(rows[1:]) > 0.8
