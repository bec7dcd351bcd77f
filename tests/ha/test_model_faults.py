"""Turns said to Home Assistant over a model that goes wrong in every scripted way: nothing is done, nothing is claimed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.model_server import ModelServer, load
from homeassistant.core import HomeAssistant

from .conftest import Say, speech
from .devices import FollowingDevices
from .test_prompt_cache import add_backend

SCENARIO = Path(__file__).resolve().parents[2] / "bench/model_server/scenarios/faults.yaml"
FAULTS = (
    "cut",
    "malformed",
    "flood",
    "empty",
    "broken",
    "spent",
    "lie",
    "wrong tool",
    "wrong arguments",
    "broken arguments",
    "endless",
)
LIGHTS = ("light.kitchen", "light.hallway", "lock.front_door")

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture(name="server")
async def server_fixture() -> AsyncIterator[ModelServer]:
    """Run a server that goes wrong by a word."""
    async with ModelServer(load(SCENARIO)) as server:
        yield server


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("kind", "path"), [("openai", "/v1"), ("ollama", "")])
async def test_a_fault_does_nothing_claims_nothing_and_passes(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    devices: FollowingDevices,
    server: ModelServer,
    say: Say,
    kind: str,
    path: str,
    fault: str,
) -> None:
    await add_backend(hass, loaded, kind, server.url + path)
    before = [devices.state(entity_id) for entity_id in LIGHTS]
    server.log.clear()
    told = speech(await say(f"what rhymes with {fault}"))
    asked = [row for row in server.log.as_data() if fault in row["user"]]
    assert asked
    assert len(asked) <= 12
    assert told
    assert "Done" not in told
    assert "All doors" not in told  # what holds of them may be told in its place
    assert "lights are off" not in told
    assert [devices.state(entity_id) for entity_id in LIGHTS] == before
    await say("turn on the kitchen light")
    assert devices.state("light.kitchen") == "on"
