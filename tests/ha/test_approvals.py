"""Questions that wait: brought to phones, answered once, withdrawn, and the same after a restart."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.bridge.notifying import tag_of
from custom_components.llm_agents.const import CONF_NOTIFY_APPROVALS, DOMAIN, NAME
from custom_components.llm_agents.core.agents.pins import Pins, hash_pin
from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.journal.record import Decision
from custom_components.llm_agents.runtime import LlmAgentsData
from homeassistant.components.conversation import async_converse
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.persistent_notification import DOMAIN as PERSISTENT
from homeassistant.core import Context, HomeAssistant

from .conftest import AGENT, set_up
from .devices import FollowingDevices
from .phones import Phone

type Ask = Callable[..., Awaitable[dict[str, Any]]]

YES, NO = 0, 1


@pytest.fixture(name="brought")
def brought_fixture() -> str:
    """Return which questions are brought to phones."""
    return "unattended"


@pytest.fixture(name="asking")
async def asking_fixture(hass: HomeAssistant, devices: FollowingDevices, brought: str) -> MockConfigEntry:
    """Return the entry, set up so that questions are brought to phones."""
    entry = MockConfigEntry(
        domain=DOMAIN, title=NAME, unique_id=DOMAIN, options={CONF_NOTIFY_APPROVALS: brought}, minor_version=2
    )
    entry.add_to_hass(hass)
    await set_up(hass, entry)
    return entry


@pytest.fixture(name="phone")
async def phone_fixture(hass: HomeAssistant, aioclient_mock: AiohttpClientMocker, hass_admin_user: MockUser) -> Phone:
    """Return the phone of an administrator."""
    phone = Phone(hass, aioclient_mock, "admins", hass_admin_user.id)
    await phone.set_up()
    return phone


@pytest.fixture(name="ask")
def ask_fixture(hass: HomeAssistant, asking: MockConfigEntry) -> Ask:
    """Ask by the action, as an automation does."""

    async def ask(text: str = "unlock the front door", user_id: str | None = None) -> dict[str, Any]:
        response = await hass.services.async_call(
            DOMAIN,
            "ask",
            {"text": text, "agent": AGENT, "language": "en"},
            blocking=True,
            return_response=True,
            context=Context(user_id=user_id),
        )
        await hass.async_block_till_done()
        assert response is not None
        return dict(response)

    return ask


def shown(hass: HomeAssistant) -> dict[str, Any]:
    """Return the notifications that Home Assistant shows."""
    return dict(hass.data.get(PERSISTENT, {}))


async def answer(hass: HomeAssistant, action: str, turn_id: str) -> None:
    await hass.services.async_call(DOMAIN, action, {"turn_id": turn_id}, blocking=True)
    await hass.async_block_till_done()


async def test_a_question_comes_to_the_phone_and_its_yes_is_done(
    phone: Phone, ask: Ask, devices: FollowingDevices
) -> None:
    asked = await ask()
    assert phone.shown == {tag_of(asked["turn_id"]): asked["answer"]}
    assert phone.button(YES)["authenticationRequired"] is True
    await phone.press(YES)
    assert devices.state("lock.front_door") == "unlocked"
    assert phone.shown == {}


async def test_a_no_leaves_everything_as_it_is(phone: Phone, ask: Ask, devices: FollowingDevices) -> None:
    await ask()
    await phone.press(NO)
    assert devices.calls == []
    assert phone.shown == {}


async def test_a_yes_pressed_twice_is_done_once(phone: Phone, ask: Ask, devices: FollowingDevices) -> None:
    await ask()
    await phone.press(YES)
    await phone.press(YES)
    assert len(devices.calls) == 1
    assert any("can no longer be answered" in text for text in phone.shown.values())


async def test_a_yes_from_two_places_at_once_is_done_once(
    hass: HomeAssistant, phone: Phone, ask: Ask, devices: FollowingDevices
) -> None:
    asked = await ask()
    call = hass.services.async_call(DOMAIN, "approve", {"turn_id": asked["turn_id"]}, blocking=True)
    await asyncio.gather(phone.press(YES), phone.press(YES), call, return_exceptions=True)
    await hass.async_block_till_done()
    assert len(devices.calls) == 1


async def test_what_was_answered_elsewhere_is_withdrawn(
    hass: HomeAssistant, phone: Phone, ask: Ask, devices: FollowingDevices
) -> None:
    asked = await ask()
    await answer(hass, "approve", asked["turn_id"])
    assert phone.shown == {}
    assert len(devices.calls) == 1


async def test_nobody_may_press_it(phone: Phone, ask: Ask, devices: FollowingDevices) -> None:
    await ask()
    await phone.press(YES, user_id=None)
    assert devices.calls == []


async def test_a_stranger_may_not_press_it(
    phone: Phone, ask: Ask, devices: FollowingDevices, hass_read_only_user: MockUser
) -> None:
    await ask()
    await phone.press(YES, user_id=hass_read_only_user.id)
    assert devices.calls == []
    assert len(phone.shown) == 1, "the question waits on"


async def test_it_comes_only_to_whoever_asked(
    hass: HomeAssistant,
    phone: Phone,
    ask: Ask,
    aioclient_mock: AiohttpClientMocker,
    hass_owner_user: MockUser,
) -> None:
    other = Phone(hass, aioclient_mock, "owners", hass_owner_user.id)
    await other.set_up()
    await ask(user_id=hass_owner_user.id)
    assert (len(other.shown), phone.pushed) == (1, [])


async def test_without_a_phone_it_is_shown_in_home_assistant(
    hass: HomeAssistant, ask: Ask, devices: FollowingDevices
) -> None:
    asked = await ask()
    assert shown(hass)[tag_of(asked["turn_id"])]["message"] == asked["answer"]
    await answer(hass, "approve", asked["turn_id"])
    assert shown(hass) == {}


async def test_a_persons_question_is_not_shown_to_all(hass: HomeAssistant, ask: Ask, hass_admin_user: MockUser) -> None:
    asked = await ask(user_id=hass_admin_user.id)
    message = shown(hass)[tag_of(asked["turn_id"])]["message"]
    assert "front door" not in message.lower()


async def test_a_phone_that_cannot_be_reached(
    hass: HomeAssistant, ask: Ask, aioclient_mock: AiohttpClientMocker, hass_admin_user: MockUser
) -> None:
    hass.services.async_register("notify", "notify", lambda call: None)
    phone = Phone(hass, aioclient_mock, "lost", hass_admin_user.id)
    await phone.set_up()
    hass.services.async_remove("notify", "mobile_app_lost")
    asked = await ask()
    assert tag_of(asked["turn_id"]) in shown(hass)


async def test_its_time_is_over(
    hass: HomeAssistant, phone: Phone, ask: Ask, devices: FollowingDevices, freezer: FrozenDateTimeFactory
) -> None:
    await ask()
    freezer.tick(timedelta(hours=1, seconds=5))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert phone.shown == {}
    await phone.press(YES)
    assert devices.calls == []
    assert any("can no longer be answered" in text for text in phone.shown.values())


async def test_the_home_has_changed_meanwhile(
    hass: HomeAssistant, phone: Phone, ask: Ask, devices: FollowingDevices
) -> None:
    await ask()
    async_expose_entity(hass, "conversation", "lock.front_door", False)
    await phone.press(YES)
    assert devices.calls == []
    assert len(phone.shown) == 1, "it is told why"


async def test_it_survives_a_restart(
    hass: HomeAssistant, phone: Phone, ask: Ask, devices: FollowingDevices, asking: MockConfigEntry
) -> None:
    asked = await ask()
    assert await hass.config_entries.async_reload(asking.entry_id)
    await hass.async_block_till_done()
    data: LlmAgentsData = asking.runtime_data
    assert [approval.turn_id for approval in data.approvals.pending()] == [asked["turn_id"]]
    assert len(phone.pushed) == 1, "it is not brought again"
    await phone.press(YES)
    assert devices.state("lock.front_door") == "unlocked"
    assert phone.shown == {}
    assert await hass.config_entries.async_reload(asking.entry_id)
    assert asking.runtime_data.approvals.pending() == ()


@pytest.mark.parametrize("brought", ["never"])
async def test_nothing_is_brought_where_nobody_wants_it(hass: HomeAssistant, phone: Phone, ask: Ask) -> None:
    await ask()
    assert (phone.pushed, shown(hass)) == ([], {})


@pytest.mark.parametrize(("brought", "count"), [("unattended", 0), ("all", 1)])
async def test_what_somebody_heard(hass: HomeAssistant, phone: Phone, asking: MockConfigEntry, count: int) -> None:
    context = Context(user_id=phone.user_id)
    await async_converse(hass, "unlock the front door", None, context, language="en", agent_id=AGENT)
    await hass.async_block_till_done()
    assert len(phone.pushed) == count


async def test_buttons_of_others_are_left_alone(hass: HomeAssistant, asking: MockConfigEntry) -> None:
    hass.bus.async_fire("mobile_app_notification_action", {"action": "OPEN_GATE"}, context=Context(user_id="x"))
    hass.bus.async_fire("mobile_app_notification_action", {})
    await hass.async_block_till_done()


@pytest.fixture(name="guarded")
def guarded_fixture(asking: MockConfigEntry) -> None:
    """Let locks want the PIN, which is 4711."""
    data: LlmAgentsData = asking.runtime_data
    data.policy.replace(Confirm.RISKY, [Rule(rule_id="r1", effect=Decision.PIN, domains=frozenset({"lock"}))])
    data.kernel.pins.pins = Pins(household=hash_pin("4711"))


@pytest.mark.usefixtures("guarded")
async def test_a_pin_is_written_into_the_button(phone: Phone, ask: Ask, devices: FollowingDevices) -> None:
    await ask()
    assert phone.button(YES)["behavior"] == "textInput"
    await phone.press(YES, reply_text="4711")
    assert devices.state("lock.front_door") == "unlocked"
    assert phone.shown == {}


@pytest.mark.usefixtures("guarded")
async def test_a_wrong_pin_is_asked_for_again_on_the_phone(phone: Phone, ask: Ask, devices: FollowingDevices) -> None:
    asked = await ask()
    await phone.press(YES, reply_text="0000")
    assert devices.calls == []
    (tag,) = phone.shown
    assert tag != tag_of(asked["turn_id"]), "it is a new question"
    await phone.press(YES, reply_text="4711")
    assert devices.state("lock.front_door") == "unlocked"
    assert phone.shown == {}


@pytest.mark.usefixtures("guarded")
async def test_a_yes_without_the_pin_does_nothing(phone: Phone, ask: Ask, devices: FollowingDevices) -> None:
    await ask()
    await phone.press(YES)
    assert devices.calls == []
    assert len(phone.shown) == 1
