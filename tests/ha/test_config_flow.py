"""Setting up from the page: by hand, by discovery, and what can go wrong on the way."""

from ipaddress import ip_address
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.bridge.app_client import AppAddress
from custom_components.llm_agents.const import CONF_APP, DOMAIN, NAME
from homeassistant.config_entries import SOURCE_HASSIO, SOURCE_USER, SOURCE_ZEROCONF, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .fake_app import ADDRESS, INSTANCE, TOKEN, FakeApp

pytestmark = pytest.mark.usefixtures("devices")

BY_HAND = {"host": ADDRESS.host, "port": ADDRESS.port, "token": TOKEN, "ssl": False}
WITH_APP = {CONF_APP: ADDRESS.as_data()}
HASSIO = HassioServiceInfo(
    config={"host": ADDRESS.host, "port": ADDRESS.port, "token": TOKEN, "instance_id": INSTANCE, "schema": 1},
    name="LLM Agents",
    slug="0123abcd_llm_agents",
    uuid="f00d",
)
SUPERVISED = AppAddress(host=ADDRESS.host, port=ADDRESS.port, token=TOKEN, instance_id=INSTANCE, supervised=True)


def announced(*, host: str = ADDRESS.host, port: int | None = 8099, **properties: str) -> ZeroconfServiceInfo:
    address = ip_address(host)
    return ZeroconfServiceInfo(
        ip_address=address,
        ip_addresses=[address],
        port=port,
        hostname="llm-agents.local.",
        type="_llm-agents._tcp.local.",
        name="llm-agents._llm-agents._tcp.local.",
        properties={"id": INSTANCE, "version": "0.1.0", "schema": "1", "app": "false"} | properties,
    )


@pytest.fixture(name="app")
def app_fixture(aioclient_mock: AiohttpClientMocker) -> FakeApp:
    return FakeApp(aioclient_mock)


@pytest.fixture(name="with_app")
def with_app_fixture(hass: HomeAssistant, app: FakeApp) -> MockConfigEntry:
    """An entry that has the app."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN, data=WITH_APP)
    entry.add_to_hass(hass)
    return entry


async def start(hass: HomeAssistant, source: str, data: Any = None) -> dict[str, Any]:
    return dict(await hass.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=data))


async def go_on(hass: HomeAssistant, flow: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    result = dict(await hass.config_entries.flow.async_configure(flow["flow_id"], answer))
    await hass.async_block_till_done()
    return result


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


# The Supervisor's discovery


async def test_the_supervisors_app_sets_up_the_entry(hass: HomeAssistant, app: FakeApp) -> None:
    form = await start(hass, SOURCE_HASSIO, HASSIO)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "hassio_confirm")
    result = await go_on(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {CONF_APP: SUPERVISED.as_data()}
    assert result["result"].unique_id == DOMAIN


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"away": True}, "cannot_connect"),
        ({"status": 401}, "invalid_auth"),
        ({"status": 500}, "cannot_connect"),
        ({"schema": 0}, "app_too_old"),
        ({"schema": 9}, "app_too_new"),
    ],
)
async def test_the_supervisors_app_is_tried_first(
    hass: HomeAssistant, app: FakeApp, fault: dict[str, Any], error: str
) -> None:
    app.answer(**fault)
    form = await start(hass, SOURCE_HASSIO, HASSIO)
    failed = await go_on(hass, form, {})
    assert failed["errors"] == {"base": error}
    app.answer()
    assert (await go_on(hass, failed, {}))["type"] is FlowResultType.CREATE_ENTRY


async def test_the_supervisors_app_joins_an_entry(hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry) -> None:
    result = await start(hass, SOURCE_HASSIO, HASSIO)
    assert result["reason"] == "app_connected"
    assert entry.data == {CONF_APP: SUPERVISED.as_data()}


async def test_an_entry_made_meanwhile_is_given_the_app(hass: HomeAssistant, app: FakeApp) -> None:
    form = await start(hass, SOURCE_HASSIO, HASSIO)
    await go_on(hass, await start(hass, SOURCE_USER), {})
    result = await go_on(hass, form, {})
    assert result["reason"] == "app_connected"
    assert [entry.data for entry in hass.config_entries.async_entries(DOMAIN)] == [{CONF_APP: SUPERVISED.as_data()}]


async def test_a_reinstalled_app_of_the_supervisor_replaces_the_old_one(
    hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry
) -> None:
    old = AppAddress(host="old", port=1, token="old", instance_id="old", supervised=True)
    hass.config_entries.async_update_entry(entry, data={CONF_APP: old.as_data()})
    assert (await start(hass, SOURCE_HASSIO, HASSIO))["reason"] == "app_connected"
    assert entry.data == {CONF_APP: SUPERVISED.as_data()}


async def test_an_app_given_by_hand_is_not_replaced(hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry) -> None:
    own = AppAddress(host="own", port=1, token="own", instance_id="own")
    hass.config_entries.async_update_entry(entry, data={CONF_APP: own.as_data()})
    assert (await start(hass, SOURCE_HASSIO, HASSIO))["reason"] == "already_configured"
    assert entry.data == {CONF_APP: own.as_data()}


# Zeroconf


async def test_an_announced_app_asks_for_its_token(hass: HomeAssistant, app: FakeApp) -> None:
    form = await start(hass, SOURCE_ZEROCONF, announced())
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "zeroconf_confirm")
    result = await go_on(hass, form, {"token": f" {TOKEN}\n"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == WITH_APP


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"away": True}, "cannot_connect"),
        ({"status": 401}, "invalid_auth"),
        ({"instance_id": "another"}, "cannot_connect"),
        ({"schema": 9}, "app_too_new"),
    ],
)
async def test_an_announced_app_is_tried(hass: HomeAssistant, app: FakeApp, fault: dict[str, Any], error: str) -> None:
    app.answer(**fault)
    form = await start(hass, SOURCE_ZEROCONF, announced())
    failed = await go_on(hass, form, {"token": TOKEN})
    assert failed["errors"] == {"base": error}
    app.answer()
    assert (await go_on(hass, failed, {"token": TOKEN}))["type"] is FlowResultType.CREATE_ENTRY


async def test_an_announced_app_joins_an_entry(hass: HomeAssistant, app: FakeApp, entry: MockConfigEntry) -> None:
    form = await start(hass, SOURCE_ZEROCONF, announced())
    result = await go_on(hass, form, {"token": TOKEN})
    assert result["reason"] == "app_connected"
    assert entry.data == WITH_APP


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        pytest.param(announced(app="true"), "told_by_supervisor", id="the Supervisor tells of it"),
        pytest.param(announced(id=""), "not_an_app", id="no instance"),
        pytest.param(announced(port=None), "not_an_app", id="no port"),
    ],
)
async def test_other_announcements_are_left_alone(hass: HomeAssistant, info: ZeroconfServiceInfo, reason: str) -> None:
    result = await start(hass, SOURCE_ZEROCONF, info)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)


async def test_an_app_that_moved_is_followed(hass: HomeAssistant, app: FakeApp, with_app: MockConfigEntry) -> None:
    app.answer(away=True)
    result = await start(hass, SOURCE_ZEROCONF, announced(host="192.0.2.8"))
    assert result["reason"] == "app_connected"
    assert with_app.data[CONF_APP]["host"] == "192.0.2.8"
    assert with_app.data[CONF_APP]["token"] == TOKEN


@pytest.mark.parametrize(
    "info",
    [
        pytest.param(announced(), id="where it was"),
        pytest.param(announced(host="192.0.2.8"), id="elsewhere, though it answers"),
        pytest.param(announced(id="another"), id="another app"),
    ],
)
async def test_an_app_that_answers_is_not_left_for_an_announcement(
    hass: HomeAssistant, app: FakeApp, with_app: MockConfigEntry, info: ZeroconfServiceInfo
) -> None:
    assert (await start(hass, SOURCE_ZEROCONF, info))["reason"] == "already_configured"
    assert with_app.data == WITH_APP


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
