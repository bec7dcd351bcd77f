"""What runs may look up in Home Assistant: only what is exposed, as texts with their source."""

from typing import Any

import pytest

from custom_components.llm_agents.bridge.look_up import MOST_TEXTS, look_up
from custom_components.llm_agents.core.agents.origins import Marked, Source
from custom_components.llm_agents.core.journal.record import Asker, Origin
from homeassistant.components import persistent_notification
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
from homeassistant.util.json import JsonObjectType, JsonValueType

ASKER = Asker(origin=Origin.VOICE)


@pytest.fixture(name="data", autouse=True)
async def data_fixture(hass: HomeAssistant) -> dict[str, Any]:
    """Furnish a calendar and a list that are exposed, and hidden ones; return what is asked, and what is there."""
    assert await async_setup_component(hass, "homeassistant", {})
    data: dict[str, Any] = {"asked": [], "fails": False}
    for entity_id in ("calendar.family", "calendar.secret", "todo.shopping", "todo.secret"):
        hass.states.async_set(entity_id, "0", {"friendly_name": entity_id.partition(".")[2].title()})
        async_expose_entity(hass, "conversation", entity_id, "secret" not in entity_id)

    async def get(call: ServiceCall) -> ServiceResponse:
        data["asked"].append(dict(call.data))
        if data["fails"]:
            raise HomeAssistantError("away")
        event: JsonObjectType = {
            "start": "2026-11-24T10:00",
            "end": "2026-11-24T11:00",
            "summary": "Dentist",
            "location": "Main St",
        }
        first: JsonObjectType = {"start": "2026-11-22", "end": "2026-11-23", "summary": "Birthday"}
        items: list[JsonValueType] = [{"summary": "Milk", "due": "2026-11-22"}, {"summary": ""}]
        return {entity_id: {"events": [event, first], "items": items} for entity_id in call.data["entity_id"]}

    for domain, service in (("calendar", "get_events"), ("todo", "get_items")):
        hass.services.async_register(domain, service, get, supports_response=SupportsResponse.ONLY)
    return data


async def test_events_of_exposed_calendars_are_told_the_next_first(hass: HomeAssistant, data: dict[str, Any]) -> None:
    assert await look_up(hass, Source.CALENDAR, "3", ASKER) == [
        Marked(text="2026-11-22 - 2026-11-23: Birthday [Family]", source=Source.CALENDAR),
        Marked(text="2026-11-24T10:00 - 2026-11-24T11:00: Dentist (Main St) [Family]", source=Source.CALENDAR),
    ]
    assert data["asked"] == [{"entity_id": ["calendar.family"], "duration": {"days": 3}}]


async def test_what_is_to_be_done_is_told_of_exposed_lists(hass: HomeAssistant, data: dict[str, Any]) -> None:
    milk = Marked(text="Milk until 2026-11-22 [Shopping]", source=Source.TODO)
    assert await look_up(hass, Source.TODO, "", ASKER) == [milk]
    assert await look_up(hass, Source.TODO, "Shopping", ASKER) == [milk]
    assert await look_up(hass, Source.TODO, "Secret", ASKER) == [milk]
    assert all(asked["entity_id"] == ["todo.shopping"] for asked in data["asked"])


async def test_notifications_are_told_the_newest_first(hass: HomeAssistant) -> None:
    persistent_notification.async_create(hass, "Filter is full", "Vacuum", "one")
    persistent_notification.async_create(hass, "x" * 900, None, "two")
    newest, oldest = await look_up(hass, Source.NOTIFICATION, "", ASKER)
    assert (len(newest.text), oldest) == (500, Marked(text="Vacuum: Filter is full", source=Source.NOTIFICATION))


async def test_many_texts_are_bounded(hass: HomeAssistant) -> None:
    for at in range(MOST_TEXTS + 5):
        persistent_notification.async_create(hass, f"m{at}", None, f"n{at}")
    assert len(await look_up(hass, Source.NOTIFICATION, "", ASKER)) == MOST_TEXTS


async def test_what_cannot_be_looked_up_is_nothing(hass: HomeAssistant, data: dict[str, Any]) -> None:
    data["fails"] = True
    assert await look_up(hass, Source.CALENDAR, "", ASKER) == ()
    assert await look_up(hass, Source.WEB, "", ASKER) == []
