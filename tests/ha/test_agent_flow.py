"""Adding, copying, changing and removing an agent in the user interface."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.agent_form import form_of
from custom_components.llm_agents.agents import agent_id_of, profiles_of
from custom_components.llm_agents.const import SUBENTRY_AGENT
from custom_components.llm_agents.core.agents.profile_codec import LONGEST_INSTRUCTIONS
from custom_components.llm_agents.core.agents.profiles import SHIPPED, Autonomy, Profile, Role, Scope
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData

type Form = dict[str, Any]


def subentry_of(entry: MockConfigEntry, agent_id: str) -> ConfigSubentry:
    return next(kept for kept in entry.get_subentries_of_type(SUBENTRY_AGENT) if agent_id_of(kept) == agent_id)


def named(entry: MockConfigEntry, name: str) -> Profile:
    return next(profile for profile in profiles_of(entry) if profile.name == name)


async def add(hass: HomeAssistant, entry: MockConfigEntry, choice: str) -> Form:
    menu = await hass.config_entries.subentries.async_init((entry.entry_id, SUBENTRY_AGENT), context={"source": "user"})
    assert menu["type"] is FlowResultType.MENU
    return await answer(hass, dict(menu), {"next_step_id": choice})


async def answer(hass: HomeAssistant, flow: Form, values: Form) -> Form:
    result = await hass.config_entries.subentries.async_configure(flow["flow_id"], values)
    await hass.async_block_till_done()
    return dict(result)


async def change(hass: HomeAssistant, entry: MockConfigEntry, agent_id: str) -> Form:
    kept = subentry_of(entry, agent_id)
    return dict(await entry.start_subentry_reconfigure_flow(hass, kept.subentry_id))


def filled(profile: Profile, **changes: Any) -> Form:
    """Return the form of an agent, with other values in its fields and in those of its parts."""
    form = form_of(profile)
    for name, value in changes.items():
        form[name] = form[name] | value if isinstance(value, dict) else value
    return form


def suggested(form: Form, name: str) -> Any:
    return next(key for key in form["data_schema"].schema if key == name).description["suggested_value"]


EMPTY = Profile(agent_id="", name="Nights", role=Role.CUSTOM)


async def test_an_agent_is_made_from_an_empty_form(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await add(hass, loaded, "empty")
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "agent")
    values = filled(
        EMPTY,
        autonomy="suggest",
        scope={"areas": ["kitchen"], "domains": ["light"], "entities": ["lock.front_door"]},
        mind={"instructions": " Whisper. "},
        access={"languages": ["de"]},
        budget={"tokens_day": 5000, "soft": 50},
        limits={"rounds": 3},
    )
    result = await answer(hass, form, values)
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Nights")
    made = named(loaded, "Nights")
    assert made.agent_id not in SHIPPED
    assert (made.role, made.autonomy, made.instructions) == (Role.CUSTOM, Autonomy.SUGGEST, "Whisper.")
    assert made.scope == Scope(
        areas=frozenset({"kitchen"}), domains=frozenset({"light"}), entities=frozenset({"lock.front_door"})
    )
    assert (made.budget.tokens_day, made.budget.money_day, made.budget.soft) == (5000, None, 0.5)
    assert (made.limits.rounds, made.languages) == (3, frozenset({"de"}))


async def test_a_shipped_agent_is_added_a_second_time_under_another_name(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    form = await answer(hass, await add(hass, loaded, "shipped"), {"agent": "lighting"})
    assert suggested(form, "name") == "Lighting agent"
    taken = await answer(hass, form, filled(named(loaded, "Lighting agent")))
    assert taken["errors"] == {"name": "bad_name_taken"}
    result = await answer(hass, taken, filled(named(loaded, "Lighting agent"), name="Garden lights"))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert named(loaded, "Garden lights").scope == SHIPPED[Role.LIGHTING]
    assert named(loaded, "Garden lights").agent_id != "lighting"


async def test_a_shipped_agent_that_was_removed_comes_back_as_itself(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    before = named(loaded, "Comfort agent")
    hass.config_entries.async_remove_subentry(loaded, subentry_of(loaded, "comfort").subentry_id)
    form = await answer(hass, await add(hass, loaded, "shipped"), {"agent": "comfort"})
    assert "role" not in form["data_schema"].schema
    values = filled(before)
    del values["role"]
    await answer(hass, form, values)
    assert named(loaded, "Comfort agent") == before


async def test_the_orchestrator_can_be_brought_back_and_not_doubled(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    form = await add(hass, loaded, "shipped")
    with pytest.raises(InvalidData):
        await answer(hass, form, {"agent": "orchestrator"})
    hass.config_entries.async_remove_subentry(loaded, subentry_of(loaded, "orchestrator").subentry_id)
    form = await answer(hass, await add(hass, loaded, "shipped"), {"agent": "orchestrator"})
    values = filled(Profile(agent_id="orchestrator", name="Boss", role=Role.ORCHESTRATOR))
    del values["role"]
    await answer(hass, form, values)
    assert loaded.runtime_data.agents.profiles.get("orchestrator").name == "Boss"
    assert named(loaded, "Boss").role is Role.ORCHESTRATOR


async def test_a_copy_is_an_agent_of_its_own(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await answer(hass, await add(hass, loaded, "copy"), {"agent": "energy"})
    await answer(hass, form, filled(named(loaded, "Energy agent"), name="Frugal", autonomy="ask"))
    copy, original = named(loaded, "Frugal"), named(loaded, "Energy agent")
    assert (copy.role, copy.scope) == (original.role, original.scope)
    assert copy.agent_id != original.agent_id
    assert original.autonomy is Autonomy.ACT


async def test_a_copy_of_the_orchestrator_is_no_second_orchestrator(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    form = await answer(hass, await add(hass, loaded, "copy"), {"agent": "orchestrator"})
    assert suggested(form, "role") == "custom"


async def test_without_agents_there_is_nothing_to_copy(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    for kept in loaded.get_subentries_of_type(SUBENTRY_AGENT):
        hass.config_entries.async_remove_subentry(loaded, kept.subentry_id)
    result = await add(hass, loaded, "copy")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "nothing_to_copy")


async def test_an_agent_is_changed_at_once_and_beside_what_runs(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    data = loaded.runtime_data
    form = await change(hass, loaded, "security")
    values = filled(named(loaded, "Security agent"), name="Guard", autonomy="observe")
    del values["role"]
    result = await answer(hass, form, values)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert loaded.runtime_data is data
    changed = data.kernel.profiles.get("security")
    assert (changed.name, changed.autonomy) == ("Guard", Autonomy.OBSERVE)


async def test_an_agent_keeps_its_own_name(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    form = await change(hass, loaded, "care")
    values = filled(named(loaded, "Device care agent"))
    del values["role"]
    assert (await answer(hass, form, values))["type"] is FlowResultType.ABORT


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"name": "   "}, {"name": "bad_name"}),
        ({"name": "comfort AGENT"}, {"name": "bad_name_taken"}),
        ({"limits": {"rounds": 1.5}}, {"base": "bad_limits"}),
        ({"limits": {"calls": 0.5}}, {"base": "bad_limits"}),
        ({"mind": {"instructions": "a" * (LONGEST_INSTRUCTIONS + 1)}}, {"base": "bad_instructions"}),
    ],
)
async def test_mistakes_are_told_and_can_be_mended(
    hass: HomeAssistant, loaded: MockConfigEntry, changes: Form, errors: Form
) -> None:
    form = await answer(hass, await add(hass, loaded, "empty"), filled(EMPTY, **changes))
    assert form["errors"] == errors
    assert suggested(form, "name") == filled(EMPTY, **changes)["name"]
    assert (await answer(hass, form, filled(EMPTY)))["type"] is FlowResultType.CREATE_ENTRY


async def test_persons_and_models_can_be_chosen_and_stay_when_they_are_gone(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    await hass.auth.async_create_user("Owner")
    user = await hass.auth.async_create_user("Ada")
    form = await answer(hass, await add(hass, loaded, "empty"), filled(EMPTY, access={"users": [user.id]}))
    assert form["type"] is FlowResultType.CREATE_ENTRY
    made = named(loaded, "Nights")
    await hass.auth.async_remove_user(user)
    form = await change(hass, loaded, made.agent_id)
    await answer(hass, form, filled(made, autonomy="ask"))
    assert named(loaded, "Nights").users == {user.id}


async def test_system_users_are_not_offered(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    system = await hass.auth.async_create_system_user("Supervisor")
    with pytest.raises(InvalidData):
        await answer(hass, await add(hass, loaded, "empty"), filled(EMPTY, access={"users": [system.id]}))


async def test_an_agent_that_cannot_be_read_is_mended_in_its_form(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    kept = subentry_of(loaded, "care")
    hass.config_entries.async_update_subentry(loaded, kept, data={"role": "butler"})
    await hass.async_block_till_done()
    assert "care" not in {profile.agent_id for profile in loaded.runtime_data.agents.profiles}
    values = filled(EMPTY, name="Care")
    del values["role"]
    await answer(hass, await change(hass, loaded, "care"), values)
    assert loaded.runtime_data.agents.profiles.get("care").name == "Care"
