"""What is on to-do lists, told from their items."""

import pytest

from custom_components.llm_agents.bridge.intents import handle_intent
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.lists import LIST_ITEMS
from custom_components.llm_agents.core.language.request import PlatformIntent
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component

ASKER = Asker(origin=Origin.VOICE)


@pytest.fixture(name="items", autouse=True)
async def items_fixture(hass: HomeAssistant) -> dict[str, list[str]]:
    """Furnish two exposed lists and a hidden one; return their items, which tests may change."""
    assert await async_setup_component(hass, "homeassistant", {})
    items = {"todo.shopping": ["Milk", "Eggs", "Bread"], "todo.tasks": [], "todo.hidden": ["A secret"]}
    for entity_id in items:
        hass.states.async_set(entity_id, "0", {"friendly_name": f"{entity_id.partition('.')[2].title()} List"})
        async_expose_entity(hass, "conversation", entity_id, entity_id != "todo.hidden")

    async def get_items(call: ServiceCall) -> ServiceResponse:
        if "broken" in items:
            raise HomeAssistantError("the list cannot be reached")
        assert call.data["status"] == ["needs_action"]
        return {found: {"items": [{"summary": item} for item in items[found]]} for found in call.data["entity_id"]}

    hass.services.async_register("todo", "get_items", get_items, supports_response=SupportsResponse.ONLY)
    return items


async def told(hass: HomeAssistant, name: str | None = None, language: str = "en") -> IntentReply:
    request = PlatformIntent(intent=LIST_ITEMS, slots={"name": name} if name else {}, words="words")
    return await handle_intent(
        hass, request, ASKER, language, agent_id=None, may_control=lambda _: True, may_delay=True
    )


@pytest.mark.parametrize(
    ("name", "language", "answer"),
    [
        ("Shopping List", "en", "On Shopping List: Milk, Eggs and Bread."),
        ("Shopping List", "de", "Shopping List: Milk, Eggs und Bread."),
        ("Tasks List", "en", "There is nothing on Tasks List."),
        (None, "en", "On Shopping List: Milk, Eggs and Bread. There is nothing on Tasks List."),
    ],
)
async def test_what_is_to_be_done_is_told(hass: HomeAssistant, name: str | None, language: str, answer: str) -> None:
    assert await told(hass, name, language) == IntentReply(ok=True, speech=answer)


async def test_of_a_long_list_the_first_items_are_told(hass: HomeAssistant, items: dict[str, list[str]]) -> None:
    items["todo.shopping"] = [f"Thing {number}" for number in range(20)]
    reply = await told(hass, "Shopping List")
    assert reply.speech.endswith("Thing 7 and 12 more.")


async def test_a_hidden_list_is_not_told(hass: HomeAssistant) -> None:
    reply = await told(hass, "Hidden List")
    assert (reply.ok, reply.error) == (False, "no such list")


async def test_a_list_that_fails_is_told(hass: HomeAssistant, items: dict[str, list[str]]) -> None:
    items["broken"] = []
    assert await told(hass, "Shopping List") == IntentReply(ok=False, speech="", error="the list cannot be reached")
