"""What people do by hand, noted from the actions that are called in their name."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_mock_service

from custom_components.llm_agents.bridge.actions import context_of
from custom_components.llm_agents.bridge.manual_acts import STORAGE_KEY, ManualActs
from custom_components.llm_agents.core.journal.record import Asker, Origin
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component

LAMP, HEATER, LOCK, GARAGE = "light.hall", "climate.living", "lock.front", "cover.garage"


@pytest.fixture(name="acts")
async def acts_fixture(hass: HomeAssistant) -> ManualActs:
    """Return acts that are noted, in a home with a few devices."""
    assert await async_setup_component(hass, "homeassistant", {})
    for entity_id in (LAMP, HEATER, LOCK):
        hass.states.async_set(entity_id, "on")
    hass.states.async_set(GARAGE, "closed", {"device_class": "garage"})
    for domain, service in (
        ("light", "turn_off"),
        ("light", "toggle"),
        ("climate", "set_temperature"),
        ("lock", "unlock"),
        ("cover", "open_cover"),
    ):
        async_mock_service(hass, domain, service)
    acts = ManualActs(hass)
    await acts.start()
    return acts


async def call(hass: HomeAssistant, domain: str, service: str, context: Context, **data: Any) -> None:
    await hass.services.async_call(domain, service, data, blocking=True, context=context)
    await hass.async_block_till_done()


def noted(acts: ManualActs) -> list[tuple[str, str, dict[str, Any]]]:
    return [(act.entity_id, act.service, dict(act.data)) for act in acts.acts]


async def test_notes_what_a_person_does(hass: HomeAssistant, acts: ManualActs, hass_admin_user: MockUser) -> None:
    person = Context(user_id=hass_admin_user.id)
    await call(hass, "light", "turn_off", person, entity_id=LAMP, transition=3)
    await call(hass, "climate", "set_temperature", person, entity_id=[HEATER], temperature=18)
    assert noted(acts) == [(LAMP, "turn_off", {}), (HEATER, "set_temperature", {"temperature": 18})]
    assert {act.user_id for act in acts.acts} == {hass_admin_user.id}
    assert acts.acts[0].at.tzinfo is not None


async def test_a_toggle_and_a_general_action_are_what_they_did(
    hass: HomeAssistant, acts: ManualActs, hass_admin_user: MockUser
) -> None:
    person = Context(user_id=hass_admin_user.id)
    await call(hass, "light", "toggle", person, entity_id=LAMP)
    await call(hass, "homeassistant", "turn_off", Context(user_id=hass_admin_user.id), entity_id=LAMP)
    assert (LAMP, "turn_off", {}) in noted(acts)
    assert {service for _, service, _ in noted(acts)} == {"turn_off"}


@pytest.mark.parametrize(
    ("domain", "service", "entity_id"), [("lock", "unlock", LOCK), ("cover", "open_cover", GARAGE)]
)
async def test_does_not_note_what_guards_the_home(
    hass: HomeAssistant, acts: ManualActs, hass_admin_user: MockUser, domain: str, service: str, entity_id: str
) -> None:
    await call(hass, domain, service, Context(user_id=hass_admin_user.id), entity_id=entity_id)
    assert not acts.acts


async def test_does_not_note_automations_nobody_and_our_own_agents(
    hass: HomeAssistant, acts: ManualActs, hass_admin_user: MockUser
) -> None:
    person = hass_admin_user.id
    ours = context_of(Asker(origin=Origin.TEXT, user_id=person))
    for context in (Context(), Context(user_id=person, parent_id="automation"), ours):
        await call(hass, "light", "turn_off", context, entity_id=LAMP)
    assert not acts.acts


async def test_keeps_them_over_a_restart_and_forgets_on_demand(
    hass: HomeAssistant, acts: ManualActs, hass_admin_user: MockUser, hass_storage: dict[str, Any]
) -> None:
    await call(hass, "light", "turn_off", Context(user_id=hass_admin_user.id), entity_id=LAMP)
    await acts.stop()
    hass_storage[STORAGE_KEY]["data"]["acts"].append({"at": "nonsense"})
    again = ManualActs(hass)
    await again.start()
    assert again.acts == acts.acts
    await again.forget(hass_admin_user.id)
    assert not again.acts
    assert hass_storage[STORAGE_KEY]["data"] == {"acts": []}
    await again.remove()
    assert STORAGE_KEY not in hass_storage


async def test_forgets_what_is_older_than_the_window(
    hass: HomeAssistant, hass_storage: dict[str, Any], hass_admin_user: MockUser
) -> None:
    old = {
        "at": "2020-01-01T10:00:00+00:00",
        "user_id": hass_admin_user.id,
        "entity_id": LAMP,
        "domain": "light",
        "service": "turn_off",
        "data": {},
    }
    hass_storage[STORAGE_KEY] = {"version": 1, "key": STORAGE_KEY, "data": {"acts": [old]}}
    acts = ManualActs(hass)
    await acts.start()
    assert not acts.acts


async def test_after_the_end_nothing_is_noted(hass: HomeAssistant, acts: ManualActs, hass_admin_user: MockUser) -> None:
    await acts.stop()
    await call(hass, "light", "turn_off", Context(user_id=hass_admin_user.id), entity_id=LAMP)
    assert not acts.acts
