"""Talking about the plan in a real Home Assistant: by the action `ask`, and through the tool for other assistants."""

import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.energy.wishes import ChargeTo, WishSource
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er, llm
from homeassistant.util import dt as dt_util

from .conftest import House, add_asset, set_up, settle
from .test_services import CAR

ZONE = {
    "kind": "zone",
    "parameters": {"maximum_kw": 2.0, "comfort": []},
    "entities": {"power": "sensor.heat_pump", "temperature": "sensor.attic"},
}


@pytest.fixture(name="talkative")
async def talkative_fixture(
    hass: HomeAssistant, energy: MockConfigEntry, house: House, freezer: FrozenDateTimeFactory
) -> MockConfigEntry:
    """Return the entry, set up at ten in the evening, with a car that is plugged in and half full."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    hass.config.language = "en"
    freezer.move_to("2027-01-12T21:00:00+00:00")
    house.measure("sensor.car", 0, "kW")
    house.measure("sensor.car_soc", 50, "%")
    hass.states.async_set("binary_sensor.car", "on")
    add_asset(hass, energy, "car1", "Volvo", CAR)
    await set_up(hass, energy)
    return energy


async def ask(hass: HomeAssistant, text: str, conversation: str = "c1") -> dict[str, Any]:
    """Say something; return the turn."""
    told: Any = await hass.services.async_call(
        DOMAIN,
        "ask",
        {"text": text, "conversation_id": conversation, "language": "en"},
        blocking=True,
        return_response=True,
    )
    await settle(hass)
    return dict(told)


async def test_a_wish_in_words_is_planned_explained_and_undone(hass: HomeAssistant, talkative: MockConfigEntry) -> None:
    wishes = talkative.runtime_data.wishes
    made = await ask(hass, "charge the car to 80 % by tomorrow at seven am")
    assert made["answer"].startswith("All right: the Volvo at 80 % by 7:00 AM tomorrow. The Volvo takes ")
    demand = wishes.list()[0].demand
    assert isinstance(demand, ChargeTo)
    assert (demand.asset_id, demand.soc) == ("car1", 0.8)
    why = await ask(hass, "why is the car not charging")
    assert why["answer"].startswith("The Volvo waits until ")
    # of 16.7 kWh at once a part would come from the battery, the rest at 40 ct
    assert re.search(r"then costs 10 ct instead of 3\d(\.\d)? ct now, and it is still done by 7:00 AM", why["answer"])
    await ask(hass, "undo that")
    assert wishes.list() == []


async def test_what_cannot_be_reached_is_said_at_once(hass: HomeAssistant, talkative: MockConfigEntry) -> None:
    told = await ask(hass, "charge the car to 100 % by 11 pm")
    # an hour of 11 kW at 90 % is 20 % of 50 kWh
    assert "The Volvo can reach 70 % by then at best." in told["answer"]


async def test_prices_and_another_battery_are_told(hass: HomeAssistant, talkative: MockConfigEntry) -> None:
    assert "40 ct a kilowatt hour now" in (await ask(hass, "what does electricity cost now"))["answer"]
    told = await ask(hass, "what would a second battery for 3000 euros bring")
    assert "a year, somewhere between" in told["answer"]


async def test_a_zone_is_spoken_of_by_the_room_of_its_thermometer(
    hass: HomeAssistant, talkative: MockConfigEntry, house: House
) -> None:
    area = ar.async_get(hass).async_create("Attic")
    entry = er.async_get(hass).async_get_or_create("sensor", "test", "attic", suggested_object_id="attic")
    er.async_get(hass).async_update_entity(entry.entity_id, area_id=area.id)
    house.measure("sensor.heat_pump", 0, "W")
    house.measure("sensor.attic", 20, "°C")
    add_asset(hass, talkative, "zone1", "Heat pump upstairs", ZONE)
    await settle(hass)
    known = {asset.asset_id: asset for asset in talkative.runtime_data.source.home().assets}
    assert known["zone1"].area_id == area.id
    told = await ask(hass, "keep the attic at 19 until tomorrow 6 am")
    assert "at 19 °C from 10:00 PM until 6:00 AM tomorrow" in told["answer"]


async def test_without_assets_nothing_is_planned_and_other_sentences_are_as_ever(
    hass: HomeAssistant, house: House
) -> None:
    entry = MockConfigEntry(domain=DOMAIN, title="LLM Agents", unique_id=DOMAIN)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    told = await ask(hass, "what would a second battery bring")
    assert told["answer"].startswith("No energy asset is set up here yet.")
    assert "plan_energy" not in str(await tools(hass))


async def tools(hass: HomeAssistant) -> dict[str, llm.Tool]:
    """Return our tools for another assistant."""
    context = llm.LLMContext(
        platform="openai_conversation",
        context=Context(user_id=None),
        language="en",
        assistant="conversation",
        device_id=None,
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    return {tool.name: tool for tool in api.tools}


async def call(hass: HomeAssistant, **arguments: Any) -> llm.ToolResult:
    """Call the tool as another assistant's model does."""
    context = llm.LLMContext(
        platform="openai_conversation",
        context=Context(user_id=None),
        language="en",
        assistant="conversation",
        device_id=None,
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    result: Any = await api.async_call_tool(llm.ToolInput(tool_name=f"{DOMAIN}__plan_energy", tool_args=arguments))
    assert isinstance(result, llm.ToolResult)
    await settle(hass)
    return result


async def test_another_assistant_sees_the_plan(hass: HomeAssistant, talkative: MockConfigEntry) -> None:
    told: Any = (await call(hass)).data
    assert told["plan"]["currency"] == "EUR"
    assert told["wishes"] == []


async def test_what_another_assistant_wishes_waits_for_a_person(
    hass: HomeAssistant, talkative: MockConfigEntry
) -> None:
    wish = {"kind": "charge_to", "asset": "volvo", "percent": 80, "until": "07:00"}
    told: Any = (await call(hass, wishes=[wish])).data
    assert (told["status"], told["waits_for_a_person"]) == ("asked", True)
    wishes = talkative.runtime_data.wishes
    assert wishes.list() == []
    await hass.services.async_call(DOMAIN, "approve", {"turn_id": told["turn_id"]}, blocking=True, return_response=True)
    await settle(hass)
    assert [one.source for one in wishes.list()] == [WishSource.AGREED]


async def test_another_assistant_is_told_what_is_wrong(hass: HomeAssistant, talkative: MockConfigEntry) -> None:
    wrong = await call(hass, wishes=[{"kind": "charge_to", "asset": "bike", "percent": 80, "until": "07:00"}])
    assert wrong.error
    assert "there is no one asset" in str(wrong.data)


async def test_wishes_go_with_who_is_erased(hass: HomeAssistant, talkative: MockConfigEntry) -> None:
    data = talkative.runtime_data
    demand = ChargeTo(asset_id="car1", soc=0.8, by=dt_util.utcnow().timestamp() + 86_400)
    await data.wishes.make(demand, data.kernel.heeder.energy.assets(), user_id="anna")
    await data.journal.erase("anna")
    await settle(hass)
    assert data.wishes.list() == []
