"""The owner's rules: made and changed in the user interface, and held to at once."""

from types import MappingProxyType
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.const import SUBENTRY_RULE
from custom_components.llm_agents.core.agents.rules import MOST_RULES, Rule
from custom_components.llm_agents.core.journal.events import Kind
from custom_components.llm_agents.core.journal.record import Decision, Status
from custom_components.llm_agents.rule_form import data_of, form_of
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData

from .conftest import Say
from .devices import FollowingDevices

type Form = dict[str, Any]

EMPTY = Rule(rule_id="x", effect=Decision.REFUSE, name="No lights")


def filled(rule: Rule = EMPTY, **changes: Any) -> Form:
    form = form_of(rule)
    for name, value in changes.items():
        form[name] = form[name] | value if isinstance(value, dict) else value
    return form


async def add(hass: HomeAssistant, entry: MockConfigEntry) -> Form:
    flows = hass.config_entries.subentries
    return dict(await flows.async_init((entry.entry_id, SUBENTRY_RULE), context={"source": "user"}))


async def answer(hass: HomeAssistant, flow: Form, values: Form) -> Form:
    result = await hass.config_entries.subentries.async_configure(flow["flow_id"], values)
    await hass.async_block_till_done()
    return dict(result)


def only(entry: MockConfigEntry) -> ConfigSubentry:
    (kept,) = entry.get_subentries_of_type(SUBENTRY_RULE)
    return kept


async def status(say: Say, entry: MockConfigEntry, words: str) -> Status:
    await say(words)
    return (await entry.runtime_data.journal.latest(1))[0].status


async def test_a_rule_holds_as_soon_as_it_is_made(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    data = loaded.runtime_data
    form = await add(hass, loaded)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "rule")
    result = await answer(hass, form, filled(what={"domains": ["light"], "areas": ["kitchen"]}))
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "No lights")
    assert loaded.runtime_data is data
    assert await status(say, loaded, "turn on the kitchen light") is Status.REFUSED
    assert await status(say, loaded, "turn on the hallway light") is Status.DONE


async def test_a_change_holds_at_once_and_a_removal_too(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    await answer(hass, await add(hass, loaded), filled(what={"entities": ["light.kitchen"]}))
    kept = only(loaded)
    form = dict(await loaded.start_subentry_reconfigure_flow(hass, kept.subentry_id))
    values = filled(what={"entities": ["light.kitchen"]}, effect="ask", name="Ask me")
    result = await answer(hass, form, values)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert only(loaded).title == "Ask me"
    assert await status(say, loaded, "turn on the kitchen light") is Status.ASKED
    hass.config_entries.async_remove_subentry(loaded, kept.subentry_id)
    await hass.async_block_till_done()
    assert await status(say, loaded, "turn on the kitchen light") is Status.DONE


async def test_a_rule_may_allow_what_is_asked_about(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    await answer(hass, await add(hass, loaded), filled(effect="allow", what={"domains": ["lock"]}))
    assert await status(say, loaded, "unlock the front door") is Status.DONE
    assert devices.state("lock.front_door") == "unlocked"


async def test_all_fields_survive_the_form() -> None:
    rule = Rule.from_json(
        {
            "rule_id": "x",
            "name": "Nights",
            "effect": "pin",
            "priority": 7,
            "domains": ["lock"],
            "actions": ["unlock"],
            "device_classes": ["door"],
            "areas": ["hall"],
            "floors": ["ground"],
            "labels": ["outside"],
            "entities": ["lock.front_door"],
            "agents": ["security"],
            "roles": ["security"],
            "users": ["ada"],
            "origins": ["voice"],
            "sources": ["web"],
            "start": "22:30",
            "end": "06:00",
            "weekdays": [0, 6],
        }
    )
    assert Rule.from_json(data_of(form_of(rule)) | {"rule_id": "x"}) == rule


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"name": "  "}, {"name": "bad_name"}),
        ({"effect": "allow"}, {"base": "bad_everything"}),
        ({"effect": "allow", "who": {"origins": ["voice"]}}, {"base": "bad_everything"}),
        ({"when": {"end": "07:00:00"}}, {"base": "bad_start"}),
        ({"when": {"start": "07:00:00"}}, {"base": "bad_end"}),
        ({"when": {"start": "07:00:00", "end": "07:00:00"}}, {"base": "bad_end"}),
        ({"priority": 1.5}, {"base": "bad_rule"}),
    ],
)
async def test_mistakes_are_told_and_can_be_mended(
    hass: HomeAssistant, loaded: MockConfigEntry, changes: Form, errors: Form
) -> None:
    form = await answer(hass, await add(hass, loaded), filled(**changes))
    assert form["errors"] == errors
    assert loaded.get_subentries_of_type(SUBENTRY_RULE) == []
    assert (await answer(hass, form, filled()))["type"] is FlowResultType.CREATE_ENTRY


async def test_what_is_out_of_reach_cannot_be_chosen(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(InvalidData):
        await answer(hass, await add(hass, loaded), filled(effect="allow", what={"domains": ["automation"]}))


async def test_rules_have_an_end(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    rules = [
        ConfigSubentry(
            data=MappingProxyType({"effect": "ask", "domains": ["light"]}),
            subentry_type=SUBENTRY_RULE,
            title=str(number),
            unique_id=None,
        )
        for number in range(MOST_RULES)
    ]
    subentries = {**loaded.subentries, **{kept.subentry_id: kept for kept in rules}}
    hass.config_entries._async_update_entry(loaded, subentries=subentries)
    assert (await add(hass, loaded))["reason"] == "too_many_rules"


async def test_a_rule_that_cannot_be_read_asks_about_everything_and_is_mended(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    await answer(hass, await add(hass, loaded), filled(what={"entities": ["light.kitchen"]}))
    hass.config_entries.async_update_subentry(loaded, only(loaded), data={"effect": "refuse", "moon": ["full"]})
    await hass.async_block_till_done()
    assert await status(say, loaded, "turn on the hallway light") is Status.ASKED
    assert devices.state("light.hallway") == "off"
    form = dict(await loaded.start_subentry_reconfigure_flow(hass, only(loaded).subentry_id))
    await answer(hass, form, filled(what={"entities": ["light.kitchen"]}))
    assert await status(say, loaded, "turn on the hallway light") is Status.DONE


async def test_each_change_of_a_rule_is_an_event(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await answer(hass, await add(hass, loaded), filled(what={"domains": ["light"]}))
    kept = only(loaded)
    hass.config_entries.async_update_subentry(loaded, kept, data={**kept.data, "priority": 5})
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(loaded, kept.subentry_id)
    await hass.async_block_till_done()
    events = await loaded.runtime_data.journal.events({Kind.RULES_CHANGED}, subject=kept.subentry_id)
    assert [event.data.get("priority") for event in events] == [100, 5, None]
