"""What is suggested: by action, websocket and notification; answered once, wherever that is."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
import random
from typing import Any, cast

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.llm_agents.bridge.dashboards import ASSIST, path_of_card
from custom_components.llm_agents.bridge.habit_notices import CARD, tag_of
from custom_components.llm_agents.bridge.habits import HabitKeeper
from custom_components.llm_agents.bridge.manual_acts import STORAGE_KEY
from custom_components.llm_agents.const import CONF_HABITS, CONF_NOTIFY_APPROVALS, DOMAIN, NAME
from custom_components.llm_agents.core.memory.manual import Deed
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.persistent_notification import DOMAIN as PERSISTENT
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.trigger import async_initialize_triggers, async_validate_trigger_config
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml, parse_yaml
from tests.core.memory.months import NOW, Kept, month

from .conftest import set_up
from .devices import FollowingDevices
from .phones import Phone

type Act = Callable[..., Awaitable[dict[str, Any]]]

LIGHTS_OUT = Kept((Deed("light.kitchen", "light", "turn_off"),), 23 * 60 + 10, frozenset(range(5)), jitter=3)
MAKE, NEVER = 0, 1


@pytest.fixture(name="options")
def options_fixture() -> dict[str, Any]:
    """Return the options of the entry."""
    return {}


@pytest.fixture(name="past")
def past_fixture(hass_storage: dict[str, Any], hass_admin_user: MockUser) -> None:
    """Let an administrator have turned the kitchen light off at night for six weeks."""
    shift = timedelta(days=(dt_util.now() - NOW).days // 7 * 7)
    acts = [
        {
            "at": (act.at + shift).replace(tzinfo=dt_util.get_default_time_zone()).isoformat(),
            "user_id": hass_admin_user.id,
            "entity_id": act.entity_id,
            "domain": act.domain,
            "service": act.service,
            "data": dict(act.data),
        }
        for act in month([LIGHTS_OUT], random.Random(1), 2)
    ]
    hass_storage[STORAGE_KEY] = {"version": 1, "key": STORAGE_KEY, "data": {"acts": acts}}


@pytest.fixture(name="file")
async def file_fixture(hass: HomeAssistant, devices: FollowingDevices, tmp_path: Path) -> AsyncIterator[Path]:
    """Let Home Assistant read automations from automations.yaml."""
    path = tmp_path / "automations.yaml"

    def write() -> None:
        path.write_text("[]\n", encoding="utf-8")
        (tmp_path / "configuration.yaml").write_text("automation: !include automations.yaml\n", encoding="utf-8")

    await hass.async_add_executor_job(write)
    assert await async_setup_component(hass, "automation", {"automation": []})
    yield path
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)


@pytest.fixture(name="running")
async def running_fixture(hass: HomeAssistant, file: Path, past: None, options: dict[str, Any]) -> MockConfigEntry:
    """Return the entry, set up in a home with a past."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=DOMAIN, options=options, minor_version=2)
    entry.add_to_hass(hass)
    await set_up(hass, entry)
    return entry


@pytest.fixture(name="act")
def act_fixture(hass: HomeAssistant, running: MockConfigEntry) -> Act:
    """Call an action of the integration for somebody."""

    async def act(name: str, user: MockUser | None = None, **data: Any) -> dict[str, Any]:
        answers = name != "dismiss_suggestion"
        context = Context(user_id=user.id if user else None)
        told = await hass.services.async_call(
            DOMAIN, name, data, blocking=True, return_response=answers, context=context
        )
        return dict(told or {})

    return act


async def only(act: Act, user: MockUser | None = None) -> dict[str, Any]:
    """Return the one thing that is suggested."""
    (suggestion,) = (await act("suggestions", user))["suggestions"]
    return dict(suggestion)


def items(path: Path) -> Any:
    return load_yaml(str(path))


def keeper(entry: MockConfigEntry) -> HabitKeeper:
    """Return what looks for habits in an entry."""
    found = entry.runtime_data.kernel.offers.desk.maker
    assert isinstance(found, HabitKeeper)
    return found


async def test_a_suggestion_is_told_with_its_evidence(act: Act, hass_admin_user: MockUser) -> None:
    suggestion = await only(act, hass_admin_user)
    assert suggestion["evidence"].startswith("On weekdays at about 11:10 PM, ")
    assert suggestion["acts"] == ["turn off the kitchen light"]
    assert suggestion["entities"] == ["light.kitchen"]
    assert (suggestion["time"], suggestion["weekdays"]) == ("23:10", ["mon", "tue", "wed", "thu", "fri"])
    assert 20 < suggestion["times"] <= suggestion["of"] <= 31
    assert len(suggestion["moments"]) == 10
    (automation,) = cast(list[dict[str, Any]], parse_yaml(suggestion["automation"]))
    assert automation["triggers"] == [{"trigger": "time", "at": "23:10:00"}]
    assert (suggestion["standing"], suggestion["made"]) == ("found", None)


async def test_a_suggestion_is_told_in_another_language(act: Act) -> None:
    (told,) = (await act("suggestions", language="de"))["suggestions"]
    assert told["evidence"].startswith("Werktags gegen 23:10")


async def test_others_see_only_their_own(act: Act, hass_read_only_user: MockUser) -> None:
    assert (await act("suggestions", hass_read_only_user))["suggestions"] == []
    assert (await only(act))["time"] == "23:10"  # an automation of nobody sees all


async def test_an_accepted_suggestion_is_an_automation_to_read_and_edit(
    hass: HomeAssistant, act: Act, file: Path, hass_admin_user: MockUser
) -> None:
    suggestion = await only(act, hass_admin_user)
    made = await act("accept_suggestion", hass_admin_user, suggestion_id=suggestion["suggestion_id"])
    state = hass.states.get(made["entity_id"])
    assert state is not None
    assert state.attributes["id"] == made["automation_id"]
    assert made["edit"] == f"/config/automation/edit/{made['automation_id']}"
    assert made["name"] == suggestion["title"]
    assert await hass.async_add_executor_job(items, file) == parse_yaml(suggestion["automation"])
    told = await only(act, hass_admin_user)
    assert (told["standing"], told["made"]) == ("accepted", made)
    again = await act("accept_suggestion", hass_admin_user, suggestion_id=suggestion["suggestion_id"])
    assert again == made
    with pytest.raises(ServiceValidationError, match="automation already"):
        await act("dismiss_suggestion", hass_admin_user, suggestion_id=suggestion["suggestion_id"])


async def test_a_dismissed_suggestion_is_gone_for_good(
    act: Act, running: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    await act("dismiss_suggestion", hass_admin_user, suggestion_id=(await only(act))["suggestion_id"])
    await keeper(running).look()
    assert (await act("suggestions", hass_admin_user))["suggestions"] == []


@pytest.mark.parametrize("name", ["accept_suggestion", "dismiss_suggestion"])
async def test_nobody_answers_for_others_or_what_there_is_not(
    act: Act, name: str, hass_admin_user: MockUser, hass_read_only_user: MockUser
) -> None:
    suggestion = await only(act, hass_admin_user)
    for user, suggestion_id in ((hass_read_only_user, suggestion["suggestion_id"]), (hass_admin_user, "other")):
        with pytest.raises(ServiceValidationError, match="no such suggestion"):
            await act(name, user, suggestion_id=suggestion_id)


@pytest.mark.parametrize("options", [{CONF_HABITS: False}])
async def test_nothing_is_suggested_where_habits_are_off(act: Act) -> None:
    assert (await act("suggestions"))["suggestions"] == []


async def test_the_trigger_fires_once_for_a_new_habit(
    hass: HomeAssistant, running: MockConfigEntry, act: Act, hass_admin_user: MockUser
) -> None:
    seen: list[Any] = []

    async def run(variables: dict[str, Any], context: Context | None = None) -> None:
        seen.append(variables["trigger"])

    triggers = await async_validate_trigger_config(hass, cv.TRIGGER_SCHEMA([{"trigger": "llm_agents.suggestion_made"}]))
    remove = await async_initialize_triggers(hass, triggers, run, DOMAIN, "test", lambda *_: None)
    assert remove is not None
    for _ in range(2):
        await keeper(running).look()
    await hass.async_block_till_done()
    remove()
    (trigger,) = seen
    assert trigger["suggestion_id"] == (await only(act))["suggestion_id"]
    assert (trigger["user_id"], trigger["entities"]) == (hass_admin_user.id, ["light.kitchen"])


@pytest.fixture(name="client")
async def client_fixture(running: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> MockHAClientWebSocket:
    """A client of an administrator."""
    return await hass_ws_client()


async def send(client: MockHAClientWebSocket, command: str, **data: Any) -> dict[str, Any]:
    """Send a command and return its answer."""
    await client.send_json_auto_id({"type": f"llm_agents/suggestions/{command}", **data})
    return dict(await client.receive_json())


async def test_a_card_lists_follows_and_accepts(client: MockHAClientWebSocket) -> None:
    (suggestion,) = (await send(client, "list"))["result"]["suggestions"]
    assert (await send(client, "subscribe"))["success"]
    assert (await client.receive_json())["event"] == {"suggestions": [suggestion]}
    answer = await send(client, "accept", suggestion_id=suggestion["suggestion_id"])
    later = await client.receive_json()
    made, event = (answer, later) if answer["type"] == "result" else (later, answer)
    assert made["result"]["made"]["entity_id"].startswith("automation.")
    assert event["event"]["suggestions"][0]["standing"] == "accepted"


async def test_a_card_dismisses(client: MockHAClientWebSocket) -> None:
    (suggestion,) = (await send(client, "list"))["result"]["suggestions"]
    assert (await send(client, "dismiss", suggestion_id=suggestion["suggestion_id"]))["success"]
    assert (await send(client, "list"))["result"]["suggestions"] == []


async def test_a_card_of_another_person_sees_nothing(
    hass: HomeAssistant,
    client: MockHAClientWebSocket,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    (suggestion,) = (await send(client, "list"))["result"]["suggestions"]
    other = await hass_ws_client(hass, hass_read_only_access_token)
    assert (await send(other, "list"))["result"]["suggestions"] == []
    for command in ("accept", "dismiss"):
        answer = await send(other, command, suggestion_id=suggestion["suggestion_id"])
        assert answer["error"]["translation_key"] == "suggestion_not_found"


BROUGHT = pytest.mark.parametrize("options", [{CONF_NOTIFY_APPROVALS: "unattended"}])


@pytest.fixture(name="phone")
async def phone_fixture(hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, hass_admin_user: MockUser) -> Phone:
    """Return the phone of the administrator."""
    phone = Phone(hass, aioclient_mock, "admins", hass_admin_user.id)
    await phone.set_up()
    return phone


@pytest.fixture(name="tag")
async def tag_fixture(hass: HomeAssistant, running: MockConfigEntry) -> str:
    """Let the habit be found; return the tag of its notification."""
    await keeper(running).look()
    await hass.async_block_till_done()
    (known,) = running.runtime_data.habits.seen()
    return tag_of(known.habit.habit_id)


@BROUGHT
async def test_a_new_habit_comes_to_its_persons_phone_once(
    hass: HomeAssistant, phone: Phone, running: MockConfigEntry, tag: str
) -> None:
    (pushed,) = phone.pushed
    assert pushed["message"].startswith("On weekdays at about 11:10 PM")
    assert pushed["message"].endswith("Shall I make an automation of it?")
    assert [button["title"] for button in pushed["data"]["actions"]] == ["Make the automation", "No, never"]
    assert pushed["data"]["url"] == ASSIST
    await keeper(running).look()
    assert await hass.config_entries.async_reload(running.entry_id)
    await keeper(running).look()
    await hass.async_block_till_done()
    assert len(phone.pushed) == 1


@BROUGHT
async def test_the_button_makes_the_automation(
    hass: HomeAssistant, phone: Phone, running: MockConfigEntry, tag: str, file: Path
) -> None:
    await phone.press(MAKE)
    assert len(await hass.async_add_executor_job(items, file)) == 1
    assert list(phone.shown) == [f"{tag}_answer"]
    assert "among your automations" in phone.shown[f"{tag}_answer"]


@BROUGHT
async def test_the_other_button_dismisses_it(phone: Phone, act: Act, tag: str) -> None:
    await phone.press(NEVER)
    assert phone.shown == {}
    assert (await act("suggestions"))["suggestions"] == []


@BROUGHT
async def test_it_is_withdrawn_when_it_was_answered_elsewhere(
    hass: HomeAssistant, phone: Phone, act: Act, tag: str
) -> None:
    assert list(phone.shown) == [tag]
    await act("dismiss_suggestion", suggestion_id=(await only(act))["suggestion_id"])
    await hass.async_block_till_done()
    assert phone.shown == {}


@BROUGHT
async def test_a_button_of_somebody_else_or_nobody_does_nothing(
    phone: Phone, act: Act, tag: str, hass_read_only_user: MockUser
) -> None:
    for user_id in (None, hass_read_only_user.id):
        await phone.press(MAKE, user_id)
    assert (await only(act))["standing"] == "found"


@BROUGHT
async def test_without_a_phone_a_notification_links_to_it_and_shows_nothing_of_it(
    hass: HomeAssistant, act: Act, tag: str
) -> None:
    notice = hass.data[PERSISTENT][tag]
    assert f"]({ASSIST})" in notice["message"]
    assert "kitchen" not in notice["message"]
    await act("accept_suggestion", suggestion_id=(await only(act))["suggestion_id"])
    await hass.async_block_till_done()
    assert tag not in hass.data[PERSISTENT]


async def test_nothing_is_brought_where_the_owner_wants_none(hass: HomeAssistant, phone: Phone, tag: str) -> None:
    assert phone.pushed == []
    assert tag not in hass.data.get(PERSISTENT, {})


async def test_finds_the_dashboard_that_shows_the_card(hass: HomeAssistant) -> None:
    assert await path_of_card(hass, CARD) == ASSIST
    assert await async_setup_component(hass, "lovelace", {})
    assert await path_of_card(hass, CARD) == ASSIST
    views = [{"cards": []}, {"path": "agents", "sections": [{"cards": [{"type": "grid", "cards": [{"type": CARD}]}]}]}]
    (dashboard,) = hass.data[LOVELACE_DATA].dashboards.values()
    await dashboard.async_save({"views": views})
    assert await path_of_card(hass, CARD) == "/lovelace/agents"


async def test_undo_by_action_takes_the_automation_away_again(
    hass: HomeAssistant, running: MockConfigEntry, act: Act, file: Path, hass_admin_user: MockUser
) -> None:
    asked = await act("ask", hass_admin_user, text="do you have any suggestions", language="en")
    assert asked["status"] == "asked"
    yes = await act("approve", hass_admin_user, turn_id=asked["turn_id"])
    assert "among your automations" in yes["answer"]
    (entity_id,) = hass.states.async_entity_ids("automation")
    undone = await act("undo", hass_admin_user, turn_id=yes["turn_id"])
    assert "taken that automation away" in undone["answer"]
    assert hass.states.get(entity_id) is None
    assert await hass.async_add_executor_job(items, file) == []
    assert (await only(act))["standing"] == "retracted"
