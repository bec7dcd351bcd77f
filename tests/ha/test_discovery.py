"""The app found by itself: by the Supervisor's discovery and on the network."""

from ipaddress import ip_address
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.bridge.app_client import AppAddress
from custom_components.llm_agents.const import CONF_APP, DOMAIN
from homeassistant.config_entries import SOURCE_HASSIO, SOURCE_USER, SOURCE_ZEROCONF
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .fake_app import ADDRESS, INSTANCE, TOKEN, FakeApp
from .flows import go_on, start

pytestmark = pytest.mark.usefixtures("devices")

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
