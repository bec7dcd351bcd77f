"""Setting up from the page: by hand, by discovery, and what can go wrong on the way."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.bridge.app_client import AppAddress
from custom_components.llm_agents.const import CONF_APP, DOMAIN, NAME
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .fake_app import ADDRESS, TOKEN, FakeApp
from .flows import go_on, start

pytestmark = pytest.mark.usefixtures("devices")

BY_HAND = {"host": ADDRESS.host, "port": ADDRESS.port, "token": TOKEN, "ssl": False}
WITH_APP = {CONF_APP: ADDRESS.as_data()}


# By hand


async def test_an_empty_form_gives_a_working_agent(hass: HomeAssistant) -> None:
    form = await start(hass, SOURCE_USER)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
    result = await go_on(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert (result["title"], result["data"]) == (NAME, {})
    assert result["result"].unique_id == DOMAIN
    assert result["result"].state is ConfigEntryState.LOADED


async def test_one_entry_is_enough(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    result = await start(hass, SOURCE_USER)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "single_instance_allowed")


# Reconfiguration


async def test_an_app_is_added_by_hand(hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry) -> None:
    form = dict(await entry.start_reconfigure_flow(hass))
    assert form["step_id"] == "app"
    result = await go_on(hass, form, BY_HAND)
    assert result["reason"] == "app_connected"
    assert entry.data == WITH_APP


@pytest.mark.parametrize(
    ("answer", "fault", "error"),
    [
        (BY_HAND, {"away": True}, "cannot_connect"),
        (BY_HAND, {"status": 401}, "invalid_auth"),
        (BY_HAND, {"model": None}, "cannot_connect"),
        (BY_HAND | {"host": "http://app"}, {}, "invalid_host"),
    ],
)
async def test_an_app_given_by_hand_is_tried(
    hass: HomeAssistant,
    app: FakeApp,
    entry: MockConfigEntry,
    answer: dict[str, Any],
    fault: dict[str, Any],
    error: str,
) -> None:
    app.answer(**fault)
    failed = await go_on(hass, dict(await entry.start_reconfigure_flow(hass)), answer)
    assert failed["errors"] == {"base": error}
    app.answer()
    assert (await go_on(hass, failed, BY_HAND))["reason"] == "app_connected"


async def test_an_app_is_changed_and_keeps_its_token(
    hass: HomeAssistant, app: FakeApp, with_app: MockConfigEntry, aioclient_mock: AiohttpClientMocker
) -> None:
    menu = dict(await with_app.start_reconfigure_flow(hass))
    assert menu["menu_options"] == ["app", "remove_app"]
    form = await go_on(hass, menu, {"next_step_id": "app"})
    FakeApp(aioclient_mock, AppAddress(host="192.0.2.8", port=8099, token=TOKEN))
    result = await go_on(hass, form, {"host": "192.0.2.8", "port": 8099, "ssl": False})
    assert result["reason"] == "app_connected"
    assert with_app.data[CONF_APP]["host"] == "192.0.2.8"
    assert with_app.data[CONF_APP]["token"] == TOKEN


async def test_the_form_never_shows_the_token(hass: HomeAssistant, with_app: MockConfigEntry) -> None:
    form = await go_on(hass, dict(await with_app.start_reconfigure_flow(hass)), {"next_step_id": "app"})
    suggested = {str(key): (key.description or {}).get("suggested_value") for key in form["data_schema"].schema}
    assert suggested["host"] == ADDRESS.host
    assert suggested["token"] is None


async def test_the_app_is_removed(hass: HomeAssistant, with_app: MockConfigEntry) -> None:
    question = await go_on(hass, dict(await with_app.start_reconfigure_flow(hass)), {"next_step_id": "remove_app"})
    assert (question["type"], question["step_id"]) == (FlowResultType.FORM, "remove_app")
    result = await go_on(hass, question, {})
    assert result["reason"] == "app_removed"
    assert with_app.data == {}


# A token that is refused


async def test_a_new_token_is_asked_for(hass: HomeAssistant, app: FakeApp, with_app: MockConfigEntry) -> None:
    form = dict(await with_app.start_reauth_flow(hass))
    assert form["step_id"] == "reauth_confirm"
    app.answer(status=401)
    failed = await go_on(hass, form, {"token": "wrong"})
    assert failed["errors"] == {"base": "invalid_auth"}
    app.answer()
    result = await go_on(hass, failed, {"token": "fresh"})
    assert result["reason"] == "reauth_successful"
    assert with_app.data[CONF_APP]["token"] == "fresh"


# Options


async def test_the_options_are_kept_and_used(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    assert form["step_id"] == "init"
    wished = {"confirm": "always", "verify_timeout": 1.5, "retention_days": 30}
    result = await hass.config_entries.options.async_configure(form["flow_id"], wished)
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options == wished
    assert loaded.state is ConfigEntryState.LOADED
