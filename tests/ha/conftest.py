"""A small home whose devices follow their actions, and the integration set up in it."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.const import CONF_APP, DOMAIN, NAME
from homeassistant.components.conversation import ConversationResult, async_converse
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component

from .devices import FollowingDevices
from .fake_app import ADDRESS, FakeApp

AGENT = "conversation.llm_agents"
type Say = Callable[..., Awaitable[ConversationResult]]


@pytest.fixture(name="card", autouse=True)
def card_fixture(tmp_path: Path) -> Iterator[Path]:
    """Give the integration a built card of its own, so that no test depends on the real one."""
    folder = tmp_path / "frontend"
    folder.mkdir()
    (folder / "llm-agents.js").write_text("export {};\n", encoding="utf-8")
    with patch("custom_components.llm_agents.bridge.frontend._FOLDER", folder):
        yield folder


@pytest.fixture(name="devices")
async def devices_fixture(hass: HomeAssistant, tmp_path: Path) -> FollowingDevices:
    """Furnish a kitchen and a hallway with devices that do what their actions say."""
    hass.config.config_dir = str(tmp_path)
    assert await async_setup_component(hass, "homeassistant", {})
    devices = FollowingDevices(hass)
    devices.add("light.kitchen", "Kitchen light", "Kitchen", "off")
    devices.add("light.hallway", "Hallway light", "Hallway", "off")
    devices.add("lock.front_door", "Front door", "Hallway", "locked")
    return devices


@pytest.fixture(name="entry")
def entry_fixture(hass: HomeAssistant) -> MockConfigEntry:
    """Return the entry that an empty form makes, not set up."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture(name="loaded")
async def loaded_fixture(hass: HomeAssistant, devices: FollowingDevices, entry: MockConfigEntry) -> MockConfigEntry:
    """Return the entry, set up in the small home."""
    await set_up(hass, entry)
    return entry


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Set an entry up and wait for it."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture(name="say")
def say_fixture(hass: HomeAssistant, loaded: MockConfigEntry) -> Say:
    """Say sentences to the agent, by default as the system."""

    async def say(text: str, user_id: str | None = None, **options: Any) -> ConversationResult:
        settings: dict[str, Any] = {"conversation_id": None, "language": "en", "agent_id": AGENT, **options}
        return await async_converse(hass, text, context=Context(user_id=user_id), **settings)

    return say


def speech(result: ConversationResult) -> str:
    """Return what the agent said."""
    return str(result.response.speech["plain"]["speech"])


@pytest.fixture(name="app")
def app_fixture(aioclient_mock: AiohttpClientMocker) -> FakeApp:
    """Return an app that is well."""
    return FakeApp(aioclient_mock)


@pytest.fixture(name="with_app")
def with_app_fixture(hass: HomeAssistant, app: FakeApp) -> MockConfigEntry:
    """Return an entry that has the app, not set up."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN, data={CONF_APP: ADDRESS.as_data()})
    entry.add_to_hass(hass)
    return entry
