"""Setting up from the page: by hand, by discovery, and what can go wrong on the way."""

from datetime import timedelta
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.bridge.app_client import AppAddress
from custom_components.llm_agents.const import CONF_APP, DOMAIN, NAME
from custom_components.llm_agents.core.agents.kernel import QuestionClosed
from custom_components.llm_agents.core.agents.pins import is_pin
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import Say
from .devices import FollowingDevices
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


OPTIONS: dict[str, Any] = {
    "confirm": "always",
    "verify_timeout": 1.5,
    "retention_days": 30,
    "approval_minutes": 15,
    "notify_approvals": "all",
    "ask_aloud": True,
}
FORM: dict[str, Any] = OPTIONS | {"budget": {"tokens_day": 5000, "soft": 50}, "pins": {"remove": False}}


async def set_options(hass: HomeAssistant, entry: MockConfigEntry, values: dict[str, Any]) -> dict[str, Any]:
    form = await hass.config_entries.options.async_init(entry.entry_id)
    assert form["step_id"] == "init"
    result = await hass.config_entries.options.async_configure(form["flow_id"], values)
    await hass.async_block_till_done()
    return dict(result)


async def test_the_options_are_kept_and_used(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    result = await set_options(hass, loaded, FORM)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert {name: loaded.options[name] for name in OPTIONS} == OPTIONS
    assert loaded.options["budget"] == {"tokens_day": 5000, "soft": 0.5}
    assert loaded.options["backend_order"] == []
    assert "pins" not in loaded.options
    assert loaded.state is ConfigEntryState.LOADED
    assert loaded.runtime_data.backends.budgets.total.tokens_day == 5000


# PINs


async def test_the_pin_of_the_household_is_kept_as_a_hash_and_taken_away(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    await set_options(hass, loaded, FORM | {"pins": {"pin": "2468", "remove": False}})
    kept = loaded.options["pins"]
    assert kept["people"] == {}
    assert kept["household"].startswith("scrypt$")
    assert "2468" not in str(loaded.as_dict())
    assert is_pin("2468", kept["household"])
    assert loaded.runtime_data.kernel.pins.pins.household == kept["household"]
    await set_options(hass, loaded, FORM)
    assert loaded.options["pins"] == kept
    await set_options(hass, loaded, FORM | {"pins": {"remove": True}})
    assert loaded.options["pins"] == {"household": None, "people": {}}
    assert not loaded.runtime_data.kernel.pins.pins.any


async def test_a_person_has_a_pin_of_their_own(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    ada, bob = await hass.auth.async_create_user("Ada"), await hass.auth.async_create_user("Bob")
    await set_options(hass, loaded, FORM | {"pins": {"person": [ada.id], "pin": "1111", "remove": False}})
    await set_options(hass, loaded, FORM | {"pins": {"person": [bob.id], "pin": "2222", "remove": False}})
    people = loaded.options["pins"]["people"]
    assert (is_pin("1111", people[ada.id]), is_pin("2222", people[bob.id])) == (True, True)
    await set_options(hass, loaded, FORM | {"pins": {"person": [ada.id], "remove": True}})
    assert loaded.options["pins"] == {"household": None, "people": {bob.id: people[bob.id]}}


@pytest.mark.parametrize("pin", ["12", "123a", "1234567890123"])
async def test_what_is_no_pin_is_told_and_not_shown_again(
    hass: HomeAssistant, loaded: MockConfigEntry, pin: str
) -> None:
    form = await set_options(hass, loaded, FORM | {"pins": {"pin": pin, "remove": False}})
    assert form["errors"] == {"base": "bad_pin"}
    shown = [part for key in form["data_schema"].schema for part in (key.description, key.default)]
    assert f"'{pin}'" not in repr(shown)
    result = await hass.config_entries.options.async_configure(form["flow_id"], FORM)
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert "pins" not in loaded.options


async def test_a_yes_counts_with_the_pin_only_where_a_rule_wants_it(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, devices: FollowingDevices
) -> None:
    rule = {"effect": "pin", "domains": ["lock"]}
    kept = ConfigSubentry(data=MappingProxyType(rule), subentry_type="rule", title="Locks", unique_id=None)
    hass.config_entries.async_add_subentry(loaded, kept)
    await set_options(hass, loaded, FORM | {"confirm": "risky", "pins": {"pin": "2468", "remove": False}})
    asked = await say("unlock the front door")
    wrong = await say("1357", conversation_id=asked.conversation_id)
    assert devices.state("lock.front_door") == "locked"
    await say("2468", conversation_id=wrong.conversation_id)
    assert devices.state("lock.front_door") == "unlocked"


async def test_questions_close_when_the_owner_says(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    await set_options(hass, loaded, FORM | {"confirm": "risky"})
    await say("unlock the front door")
    turn = (await loaded.runtime_data.journal.latest(1))[0]
    assert [approval.turn_id for approval in loaded.runtime_data.approvals.pending()] == [turn.turn_id]
    freezer.tick(timedelta(minutes=16))
    assert loaded.runtime_data.approvals.pending() == ()
    with pytest.raises(QuestionClosed):
        await loaded.runtime_data.approve(turn.turn_id, turn.asker, "en")
