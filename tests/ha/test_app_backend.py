"""The app in use: its model, its graph, and its coming and going."""

import asyncio
from datetime import timedelta
import json
import logging
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.bridge import app_backend
from custom_components.llm_agents.bridge.app_backend import AppBackend
from custom_components.llm_agents.bridge.app_client import AppClient
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.models.protocol import ChatRequest, ModelUnavailable
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .conftest import Say, set_up
from .devices import FollowingDevices
from .fake_app import ADDRESS, TOKEN, FakeApp, health as told_health


@pytest.fixture(name="entry")
def entry_fixture(with_app: MockConfigEntry) -> MockConfigEntry:
    """Return the entry that is set up here: one with the app."""
    return with_app


async def look(backend: AppBackend) -> None:
    """Let the backend look at the app now, instead of in some seconds."""
    await backend._look()


async def test_the_apps_model_is_given_to_the_kernel(loaded: MockConfigEntry, app: FakeApp) -> None:
    data = loaded.runtime_data
    await look(data.app)
    (model,) = data.kernel.models
    assert (model.name, model.layer, model.trusted, model.available) == ("smollm2-135m", "app", False, True)


async def test_trust_is_the_apps_word(loaded: MockConfigEntry, app: FakeApp) -> None:
    app.answer(trusted=True)
    await look(loaded.runtime_data.app)
    assert [model.trusted for model in loaded.runtime_data.kernel.models] == [True]


async def test_a_model_that_comes_is_warmed_up_once(loaded: MockConfigEntry, app: FakeApp) -> None:
    backend = loaded.runtime_data.app
    app.answer(model={"name": None, "state": "loading"})
    await look(backend)
    app.answer()
    with patch.object(loaded.runtime_data.kernel, "warm_up") as warm_up:
        await look(backend)
        await look(backend)
    warm_up.assert_called_once_with(loaded.runtime_data.kernel.models[0], "en")


@pytest.mark.parametrize("state", ["loading", "failed", "none"])
async def test_a_model_that_is_not_ready_is_not_asked(loaded: MockConfigEntry, app: FakeApp, state: str) -> None:
    app.answer(model={"name": None, "state": state})
    await look(loaded.runtime_data.app)
    assert loaded.runtime_data.kernel.models == []
    assert loaded.runtime_data.app.connected


async def test_the_home_is_pushed_when_it_changed(
    loaded: MockConfigEntry, app: FakeApp, devices: FollowingDevices
) -> None:
    backend = loaded.runtime_data.app
    await look(backend)
    await look(backend)
    (body,) = app.asked("PUT", "/graph/home")
    home = json.loads(body)
    assert {entity["entity_id"] for entity in home["entities"]} == {
        "light.kitchen",
        "light.hallway",
        "lock.front_door",
    }
    assert {area["area_id"] for area in home["areas"]} == {"kitchen", "hallway"}
    devices.add("light.office", "Office light", "Office", "off")
    await look(backend)
    assert "light.office" in str(app.asked("PUT", "/graph/home")[-1])


async def test_the_token_is_shown_only_to_the_app_it_belongs_to(loaded: MockConfigEntry, app: FakeApp) -> None:
    app.answer()
    await look(loaded.runtime_data.app)
    assert set(app.tokens_at("/health")) == {None}
    assert set(app.tokens_at("/v1/models")) == {f"Bearer {TOKEN}"}
    app.answer(instance_id="another")
    await look(loaded.runtime_data.app)
    assert app.tokens_at("/v1/models") == []
    assert not loaded.runtime_data.app.connected


async def test_a_lost_app_is_told_once_and_used_again(
    loaded: MockConfigEntry, app: FakeApp, say: Say, devices: FollowingDevices, caplog: pytest.LogCaptureFixture
) -> None:
    backend = loaded.runtime_data.app
    await look(backend)
    caplog.clear()
    app.answer(away=True)
    await look(backend)
    await look(backend)
    assert loaded.runtime_data.kernel.models == []
    await say("turn on the kitchen light")
    assert devices.state("light.kitchen") == "on"
    app.answer()
    await look(backend)
    await look(backend)
    assert len(loaded.runtime_data.kernel.models) == 1
    assert len(app.asked("PUT", "/graph/home")) == 1
    told = [record for record in caplog.records if record.name == app_backend.__name__]
    assert [(record.levelno, "192.0.2.7" in record.message) for record in told] == [
        (logging.WARNING, True),
        (logging.INFO, True),
    ]


async def test_an_app_that_is_lost_in_an_answer_is_told_once(
    loaded: MockConfigEntry, app: FakeApp, caplog: pytest.LogCaptureFixture
) -> None:
    await look(loaded.runtime_data.app)
    caplog.clear()
    app.answer(away=True)
    with pytest.raises(ModelUnavailable):
        await anext(loaded.runtime_data.kernel.models[0].stream(ChatRequest(messages=[], max_tokens=1, seconds=1)))
    await look(loaded.runtime_data.app)
    told = [
        record.name for record in caplog.records if record.levelno >= logging.WARNING and "llm_agents" in record.name
    ]
    assert told == [app_backend.__name__]


async def test_a_home_that_changed_is_pushed_without_waiting(
    hass: HomeAssistant, loaded: MockConfigEntry, app: FakeApp, devices: FollowingDevices
) -> None:
    await look(loaded.runtime_data.app)
    pushed: asyncio.Queue[bytes] = asyncio.Queue()
    with patch.object(AppClient, "put_home", side_effect=pushed.put):
        devices.add("light.office", "Office light", "Office", "off")
        await hass.async_block_till_done()
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=2))
        async with asyncio.timeout(5):
            assert b"light.office" in await pushed.get()


@pytest.mark.parametrize("health", [{"model": None}, {"schema": "new"}, {"model": {}}])
async def test_what_is_not_an_app_is_not_used(loaded: MockConfigEntry, app: FakeApp, health: dict[str, Any]) -> None:
    app.answer(**health)
    await look(loaded.runtime_data.app)
    assert not loaded.runtime_data.app.connected
    assert app.tokens_at("/v1/models") == []


async def test_a_list_of_models_of_another_form_is_no_app(
    loaded: MockConfigEntry, app: FakeApp, aioclient_mock: AiohttpClientMocker
) -> None:
    aioclient_mock.clear_requests()
    aioclient_mock.get(f"{ADDRESS.url}/health", json=told_health())
    aioclient_mock.get(f"{ADDRESS.url}/v1/models", json=["smollm2-135m"])
    await look(loaded.runtime_data.app)
    assert not loaded.runtime_data.app.connected


async def test_without_the_app_the_entry_loads(
    hass: HomeAssistant, devices: FollowingDevices, app: FakeApp, entry: MockConfigEntry
) -> None:
    app.answer(away=True)
    await set_up(hass, entry)
    assert entry.state is ConfigEntryState.LOADED


async def test_a_refused_token_asks_the_owner_for_another(
    hass: HomeAssistant, loaded: MockConfigEntry, app: FakeApp, caplog: pytest.LogCaptureFixture
) -> None:
    app.answer(status=401)
    await look(loaded.runtime_data.app)
    await hass.async_block_till_done()
    assert [flow["context"]["source"] for flow in hass.config_entries.flow.async_progress()] == [SOURCE_REAUTH]
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(("schema", "issue_id"), [(0, "app_too_old"), (9, "app_too_new")])
async def test_an_app_of_another_version_is_told_until_it_fits(
    loaded: MockConfigEntry, app: FakeApp, issue_registry: ir.IssueRegistry, schema: int, issue_id: str
) -> None:
    backend = loaded.runtime_data.app
    app.answer(schema=schema)
    await look(backend)
    issue = issue_registry.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert not issue.is_fixable
    assert app.asked("PUT", "/graph/home") == []
    app.answer()
    await look(backend)
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        ({}, app_backend._SECONDS_BETWEEN_CHECKS),
        ({"model": {"name": None, "state": "loading"}}, app_backend._SECONDS_WHILE_LOADING),
        ({"away": True}, app_backend._SECONDS_WHILE_LOST),
    ],
)
async def test_how_often_the_app_is_asked(
    loaded: MockConfigEntry, app: FakeApp, answer: dict[str, Any], pause: float
) -> None:
    app.answer(**answer)
    await look(loaded.runtime_data.app)
    assert loaded.runtime_data.app._pause() == pause


async def test_an_app_that_is_given_up_is_no_issue(
    hass: HomeAssistant, loaded: MockConfigEntry, app: FakeApp, issue_registry: ir.IssueRegistry
) -> None:
    app.answer(schema=0)
    await look(loaded.runtime_data.app)
    hass.config_entries.async_update_entry(loaded, data={})
    await hass.config_entries.async_reload(loaded.entry_id)
    assert issue_registry.async_get_issue(DOMAIN, "app_too_old") is None


async def test_a_fault_of_ours_does_not_end_the_watch(
    loaded: MockConfigEntry, app: FakeApp, devices: FollowingDevices, caplog: pytest.LogCaptureFixture
) -> None:
    backend = loaded.runtime_data.app
    devices.add("light.office", "Office light", "Office", "off")
    with patch.object(backend._source, "home", side_effect=KeyError):
        await look(backend)
    assert "Looking after the app failed" in caplog.text
    await look(backend)
    assert "light.office" in str(app.asked("PUT", "/graph/home")[-1])


async def test_unloading_takes_the_model_away(hass: HomeAssistant, loaded: MockConfigEntry, app: FakeApp) -> None:
    data = loaded.runtime_data
    await look(data.app)
    assert await hass.config_entries.async_unload(loaded.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert data.kernel.models == []
