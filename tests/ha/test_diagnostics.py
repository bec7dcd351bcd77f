"""Diagnostics tell how things go, and nothing that was said, named or secret."""

import json
from types import MappingProxyType
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import get_diagnostics_for_config_entry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

from custom_components.llm_agents.const import CONF_APP
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import Say
from .fake_app import ADDRESS, INSTANCE, TOKEN, FakeApp
from .test_agents import subentry_of


@pytest.fixture(name="diagnostics")
async def diagnostics_fixture(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    loaded: MockConfigEntry,
    say: Say,
    aioclient_mock: AiohttpClientMocker,
) -> dict[str, Any]:
    """What the diagnostics of a used entry with an app tell."""
    FakeApp(aioclient_mock)
    assert await async_setup_component(hass, "diagnostics", {})
    kept = subentry_of(loaded, "comfort")
    scope = {"areas": ["the-cellar"], "entities": ["light.secret"]}
    own = {"instructions": "the-words-of-the-owner", "users": ["somebody"], "scope": scope}
    hass.config_entries.async_update_subentry(loaded, kept, title="the-agent", data={**kept.data, **own})
    rule = ConfigSubentry(
        data=MappingProxyType({"effect": "refuse", "entities": ["light.secret"], "start": "22:00", "end": "06:00"}),
        subentry_id="id-one",
        subentry_type="rule",
        title="the-rule",
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(loaded, rule)
    options = {"pins": {"household": "scrypt$the-hash", "people": {"somebody": "scrypt$another-hash"}}}
    hass.config_entries.async_update_entry(loaded, data={CONF_APP: ADDRESS.as_data()}, options=options)
    await hass.config_entries.async_reload(loaded.entry_id)
    await loaded.runtime_data.app._look()
    await say("turn on the kitchen light")
    await say("unlock the front door")
    return dict(await get_diagnostics_for_config_entry(hass, hass_client, loaded))


async def test_diagnostics(diagnostics: dict[str, Any], snapshot: SnapshotAssertion) -> None:
    assert diagnostics == snapshot(exclude=props("times"))


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        INSTANCE,
        ADDRESS.host,
        "Kitchen",
        "kitchen",
        "front door",
        "unlock the",
        "the-words",
        "the-agent",
        "the-rule",
        "the-cellar",
        "light.secret",
        "somebody",
        "scrypt",
        "hash",
    ],
)
async def test_diagnostics_tell_no_secret(diagnostics: dict[str, Any], secret: str) -> None:
    assert secret not in json.dumps(diagnostics)


async def test_diagnostics_without_an_app_and_with_a_broken_journal(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, loaded: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, "diagnostics", {})
    await loaded.runtime_data.journal.close()
    diagnostics = await get_diagnostics_for_config_entry(hass, hass_client, loaded)
    assert diagnostics["app"] is None
    assert diagnostics["journal"]["latest"] == [{"error": "The journal is closed"}]
