"""The plan carried out: by the agent's way, as far as it may go, with what people do respected."""

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.bridge.energy_hub import Ordered
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.agents.kernel import Utterance
from custom_components.llm_agents.core.agents.profiles import Autonomy
from custom_components.llm_agents.core.energy.modes import Mode
from custom_components.llm_agents.core.energy.wishes import WishSource
from custom_components.llm_agents.core.journal.record import Asker, Origin, Status, Turn
from custom_components.llm_agents.core.language.request import Act, Action, Attribute
from custom_components.llm_agents.repairs import async_create_fix_flow
from homeassistant.components.automation import EVENT_AUTOMATION_TRIGGERED
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.repairs import ConfirmRepairFlow
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import House, later, set_up, settle


@pytest.fixture(autouse=True)
async def night(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be a quarter past five, the last hour in which electricity is cheap."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2027-01-12T04:15:00+00:00")


async def turns(energy: MockConfigEntry) -> list[Turn]:
    """Return what the energy agent did, the first first."""
    found = await energy.runtime_data.journal.latest(50)
    return [turn for turn in reversed(found) if turn.profile == "energy"]


async def set_autonomy(hass: HomeAssistant, energy: MockConfigEntry, level: Autonomy) -> None:
    """Let the energy agent go so far."""
    subentry = energy.runtime_data.agents.subentry("energy")
    hass.config_entries.async_update_subentry(energy, subentry, data={**subentry.data, "autonomy": level.value})
    await settle(hass)


async def test_a_battery_is_charged_when_it_is_cheap_in_a_turn_of_the_energy_agent(
    hass: HomeAssistant, energy: MockConfigEntry, house: House
) -> None:
    hub = await set_up(hass, energy)
    assert house.state("select.inverter") == "Force charge"
    (turn,) = await turns(energy)
    assert turn.status is Status.DONE
    assert {change.entity_id for change in turn.changes} >= {"select.inverter"}
    assert hub.asset("battery1")["mode"] == "charge"
    assert turn.words == hub.asset("battery1")["reason"]


async def test_what_is_so_already_is_not_sent_again(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, energy)
    sent = len(house.calls)
    await later(hass, freezer, 300)
    assert len(house.calls) == sent


async def test_an_act_can_be_taken_back_and_is_then_left_so(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    (turn,) = await turns(energy)
    user = MockUser(is_owner=True).add_to_hass(hass)
    await hass.services.async_call(
        DOMAIN, "undo", {"turn_id": turn.turn_id}, blocking=True, context=Context(user_id=user.id)
    )
    await later(hass, freezer, 120)
    assert house.state("select.inverter") == "General"
    assert hub.asset("battery1")["override"] == "self_consume"


async def test_an_agent_that_observes_sends_nothing_and_keeps_a_dry_run(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, energy)
    await set_autonomy(hass, energy, Autonomy.OBSERVE)
    house.calls.clear()
    hub = energy.runtime_data.energy
    house.turn("General")
    await later(hass, freezer, 900)
    assert house.calls == []
    assert hub.shown["saving"]["dry_run"] is True
    assert hub.shown["autonomy"] == "observe"


async def test_an_agent_that_suggests_asks_once_and_acts_after_a_yes(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    house.measure("sensor.soc", "unavailable", "%")
    await set_up(hass, energy)
    await set_autonomy(hass, energy, Autonomy.SUGGEST)
    house.measure("sensor.soc", 50, "%")
    await energy.runtime_data.energy.desk.plan_now()
    await later(hass, freezer, 300)
    assert house.calls == []
    (turn,) = await turns(energy)
    assert turn.status is Status.ASKED
    await hass.services.async_call(DOMAIN, "approve", {"turn_id": turn.turn_id}, blocking=True)
    assert house.state("select.inverter") == "Force charge"
    await later(hass, freezer, 120)
    assert house.state("select.inverter") == "Force charge"


async def test_an_agent_that_may_act_from_now_on_waits_for_no_answer(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, energy)
    await set_autonomy(hass, energy, Autonomy.SUGGEST)
    house.turn("General")
    desk = energy.runtime_data.energy.desk
    desk.hands.overrides.clear("battery1")
    await later(hass, freezer, 60)
    assert house.state("select.inverter") == "General"
    asked = [turn for turn in await turns(energy) if turn.status is Status.ASKED]
    assert len(asked) == 1
    await set_autonomy(hass, energy, Autonomy.ACT)
    await later(hass, freezer, 120)
    assert house.state("select.inverter") == "Force charge"
    assert house.state("sensor.energy_agent_pending_approvals") == "0"


async def test_a_device_that_does_not_follow_is_tried_again_a_few_times_and_told_once(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    house.broken.add("select.inverter")
    hub = await set_up(hass, energy)
    issues = ir.async_get(hass)
    assert issues.async_get_issue(DOMAIN, "energy_failed_battery1") is None
    await later(hass, freezer, 900)
    tried = [value for entity_id, value in house.calls if entity_id == "select.inverter"]
    assert 3 <= len(tried) <= 5
    assert issues.async_get_issue(DOMAIN, "energy_failed_battery1") is not None
    assert [notice["key"] for notice in hub.shown["notices"]] == ["failed"]
    house.broken.clear()
    await later(hass, freezer, 3700, step=60)
    options = {"self_consume": "General", "charge": "Force charge", "hold": "Hold"}
    assert house.state("select.inverter") == options[hub.asset("battery1")["mode"]]
    assert issues.async_get_issue(DOMAIN, "energy_failed_battery1") is None


async def test_what_is_not_shared_is_not_touched_until_the_owner_shares_it(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    async_expose_entity(hass, "conversation", "select.inverter", False)
    await set_up(hass, energy)
    assert house.calls == []
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "energy_not_shared_battery1")
    assert issue is not None
    flow = await async_create_fix_flow(hass, issue.issue_id, issue.data)
    assert isinstance(flow, ConfirmRepairFlow)
    flow.hass = hass
    await flow.async_step_confirm({})
    await later(hass, freezer, 120)
    assert house.state("select.inverter") == "Force charge"


async def test_what_a_person_sets_by_hand_is_respected_for_some_hours(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    user = MockUser().add_to_hass(hass)
    house.turn("Hold", Context(user_id=user.id))
    await later(hass, freezer, 300)
    assert house.state("select.inverter") == "Hold"
    assert hub.asset("battery1")["override"] == "hold"
    choice = hass.states.get("select.battery_mode")
    assert choice is not None
    assert choice.state == "hold"
    await later(hass, freezer, 4 * 3600, step=300)
    assert hub.asset("battery1")["override"] is None


async def test_what_a_person_asks_an_agent_to_set_is_respected_as_if_set_by_hand(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    assert house.state("select.inverter") == "Force charge"
    user = MockUser(is_owner=True).add_to_hass(hass)
    utterance = Utterance(
        text="set the inverter to hold",
        language="en",
        conversation_id="talk",
        agent_id="conversation.llm_agents",
        asker=Asker(origin=Origin.TEXT, user_id=user.id),
    )
    act = Act(action=Action.SET, entity_ids=("select.inverter",), attribute=Attribute.OPTION, value="Hold")
    await energy.runtime_data.world.know(user.id)
    turn = await energy.runtime_data.kernel.serve(utterance, act)
    assert turn.status is Status.DONE, turn.answer
    assert house.state("select.inverter") == "Hold"
    await later(hass, freezer, 300)
    assert house.state("select.inverter") == "Hold"
    assert hub.asset("battery1")["override"] == "hold"


async def test_an_asset_is_set_by_its_entity_and_given_back_to_the_plan(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(hass, energy)
    for option, inverter in (("self_consume", "General"), ("auto", "Force charge")):
        await hass.services.async_call(
            "select", "select_option", {"entity_id": "select.battery_mode", "option": option}, blocking=True
        )
        await later(hass, freezer, 360)
        assert house.state("select.inverter") == inverter


async def test_an_automation_that_writes_the_same_again_and_again_is_named(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    for _ in range(3):
        context = Context()
        hass.bus.async_fire(EVENT_AUTOMATION_TRIGGERED, {"name": "Night battery"}, context=context)
        house.turn("Hold", context)
        await settle(hass)
        await hub.working.override(Ordered(asset_id="battery1", mode=None))
        await later(hass, freezer, 360)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "energy_rivals_battery1")
    assert issue is not None
    assert issue.translation_placeholders == {
        "asset": "Battery",
        "entity": "select.inverter",
        "name": "Night battery",
    }


async def test_what_is_set_by_hand_on_three_days_is_offered_as_a_standing_wish(
    hass: HomeAssistant, energy: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    hub = await set_up(hass, energy)
    for day in range(3):
        freezer.tick(24 * 3600 if day else 0)
        await hub.working.override(Ordered(asset_id="battery1", mode=Mode.HOLD, minutes=60))
        await settle(hass)
        asked = [turn for turn in await turns(energy) if turn.status is Status.ASKED]
        assert bool(asked) is (day == 2)
    (turn,) = asked
    assert "battery" in turn.answer
    assert turn.words == "You have often set Battery by hand at about this time."
    book = energy.runtime_data.wishes
    assert book.list() == []
    await hass.services.async_call(DOMAIN, "approve", {"turn_id": turn.turn_id}, blocking=True)
    (wish,) = book.list()
    assert (wish.asset_id, wish.standing, wish.source) == ("battery1", True, WishSource.AGREED)
    await hub.working.override(Ordered(asset_id="battery1", mode=Mode.HOLD, minutes=60))
    await settle(hass)
    assert [one for one in await turns(energy) if one.status is Status.ASKED and one.turn_id != turn.turn_id] == []
