"""The websocket commands, as an administrator and as a user who may only look."""

from collections.abc import Awaitable, Callable
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .conftest import AGENT, Say
from .devices import FollowingDevices

type Command = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(name="client")
async def client_fixture(loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> MockHAClientWebSocket:
    """A client of an administrator."""
    return await hass_ws_client()


@pytest.fixture(name="looker")
async def looker_fixture(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> MockHAClientWebSocket:
    """A client of a user who may only look."""
    return await hass_ws_client(hass, hass_read_only_access_token)


async def send(client: MockHAClientWebSocket, command: str, **data: Any) -> dict[str, Any]:
    """Send a command and return its answer."""
    await client.send_json_auto_id({"type": f"llm_agents/{command}", **data})
    return dict(await client.receive_json())


async def ask(client: MockHAClientWebSocket, text: str, **data: Any) -> tuple[str, dict[str, Any]]:
    """Ask, and return what was said piece by piece and the last event."""
    assert (await send(client, "ask", text=text, **data))["success"]
    said = ""
    while (event := (await client.receive_json())["event"])["type"] == "delta":
        said += event["text"]
    return said, event


async def test_ask_streams_the_answer(client: MockHAClientWebSocket, devices: FollowingDevices) -> None:
    said, done = await ask(client, "turn on the kitchen light", agent_id=AGENT, language="en")
    assert devices.state("light.kitchen") == "on"
    assert said == done["turn"]["answer"]
    assert done["type"] == "done"
    assert done["turn"]["asker"]["origin"] == "card"
    assert done["conversation_id"] == done["turn"]["conversation_id"]
    assert done["continue_conversation"] is False


async def test_ask_goes_on_with_a_conversation(client: MockHAClientWebSocket, devices: FollowingDevices) -> None:
    _, asked = await ask(client, "unlock the front door")
    assert asked["continue_conversation"] is True
    await ask(client, "yes", conversation_id=asked["conversation_id"])
    assert devices.state("lock.front_door") == "unlocked"


async def test_ask_keeps_to_the_rights_of_the_user(looker: MockHAClientWebSocket, devices: FollowingDevices) -> None:
    _, done = await ask(looker, "turn on the kitchen light")
    assert done["turn"]["status"] == "refused"
    assert devices.calls == []


async def test_ask_of_another_agent(client: MockHAClientWebSocket) -> None:
    answer = await send(client, "ask", text="hello", agent_id="conversation.home_assistant")
    assert (answer["success"], answer["error"]["code"]) == (False, "not_found")
    assert answer["error"]["translation_key"] == "no_such_agent"


async def test_ask_tells_what_went_wrong(client: MockHAClientWebSocket) -> None:
    with patch("custom_components.llm_agents.runtime.Kernel.turn", side_effect=HomeAssistantError("asleep")):
        _, event = await ask(client, "turn on the kitchen light")
    assert event == {"type": "error", "message": "The agent gave no answer: asleep"}


@pytest.mark.parametrize("text", ["", " ", "a" * 2001, 7])
async def test_ask_wants_a_sentence(client: MockHAClientWebSocket, text: Any) -> None:
    assert (await send(client, "ask", text=text))["error"]["code"] == "invalid_format"


async def test_what_was_begun_ends_when_the_client_leaves(
    hass: HomeAssistant, client: MockHAClientWebSocket, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    devices.open.clear()
    asking = await send(client, "ask", text="turn on the kitchen light")
    await devices.called.wait()
    await client.send_json_auto_id({"type": "unsubscribe_events", "subscription": asking["id"]})
    assert (await client.receive_json())["success"]
    devices.open.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    (turn,) = await loaded.runtime_data.journal.latest(1)
    assert (turn.words, turn.status) == ("turn on the kitchen light", "done")


async def test_the_turns_are_listed_newest_first(client: MockHAClientWebSocket) -> None:
    _, first = await ask(client, "turn on the kitchen light")
    _, second = await ask(client, "turn on the hallway light")
    turns = (await send(client, "turns/list"))["result"]["turns"]
    assert [turn["turn_id"] for turn in turns] == [second["turn"]["turn_id"], first["turn"]["turn_id"]]
    older = (await send(client, "turns/list", before=second["turn"]["turn_id"]))["result"]["turns"]
    assert [turn["turn_id"] for turn in older] == [first["turn"]["turn_id"]]
    mine = await send(client, "turns/list", limit=1, conversation_id=first["conversation_id"])
    assert [turn["turn_id"] for turn in mine["result"]["turns"]] == [first["turn"]["turn_id"]]


@pytest.mark.parametrize("limit", [0, 201, "many"])
async def test_the_list_has_an_end(client: MockHAClientWebSocket, limit: Any) -> None:
    assert (await send(client, "turns/list", limit=limit))["error"]["code"] == "invalid_format"


async def test_a_user_sees_their_own_turns_an_administrator_all(
    client: MockHAClientWebSocket, looker: MockHAClientWebSocket, say: Say
) -> None:
    await say("turn on the kitchen light")
    await ask(client, "turn on the hallway light")
    _, own = await ask(looker, "is the kitchen light on")
    assert len((await send(client, "turns/list"))["result"]["turns"]) == 3
    seen = (await send(looker, "turns/list"))["result"]["turns"]
    assert [turn["turn_id"] for turn in seen] == [own["turn"]["turn_id"]]


async def test_new_and_changed_turns_are_told(
    client: MockHAClientWebSocket, say: Say, devices: FollowingDevices
) -> None:
    assert (await send(client, "turns/subscribe"))["success"]
    done = await say("turn on the kitchen light")
    told = (await client.receive_json())["event"]["turn"]
    assert (told["words"], told["undone_by"]) == ("turn on the kitchen light", None)
    await say("undo that", conversation_id=done.conversation_id)
    undo, undone = [(await client.receive_json())["event"]["turn"] for _ in range(2)]
    assert undo["undoes"] == undone["turn_id"] == told["turn_id"]
    assert undone["undone_by"] == undo["turn_id"]


async def test_a_subscription_outlives_a_reload(
    hass: HomeAssistant, client: MockHAClientWebSocket, say: Say, loaded: MockConfigEntry
) -> None:
    await send(client, "turns/subscribe")
    await hass.config_entries.async_reload(loaded.entry_id)
    await say("turn on the kitchen light")
    assert (await client.receive_json())["event"]["turn"]["words"] == "turn on the kitchen light"


async def test_turns_of_others_are_not_told(
    looker: MockHAClientWebSocket, say: Say, hass_read_only_user: MockUser
) -> None:
    await send(looker, "turns/subscribe")
    await say("turn on the kitchen light")
    await say("is the kitchen light on", hass_read_only_user.id)
    assert (await looker.receive_json())["event"]["turn"]["words"] == "is the kitchen light on"


async def test_a_turn_is_undone_and_explained(client: MockHAClientWebSocket, devices: FollowingDevices) -> None:
    _, done = await ask(client, "turn on the kitchen light")
    turn_id = done["turn"]["turn_id"]
    text = (await send(client, "turns/explain", turn_id=turn_id, language="en"))["result"]["text"]
    assert "turn on the kitchen light" in text.lower()
    undo = (await send(client, "turns/undo", turn_id=turn_id))["result"]["turn"]
    assert undo["undoes"] == turn_id
    assert devices.state("light.kitchen") == "off"


async def test_a_question_is_approved(client: MockHAClientWebSocket, devices: FollowingDevices) -> None:
    _, asked = await ask(client, "unlock the front door")
    done = await send(client, "turns/approve", turn_id=asked["turn"]["turn_id"])
    assert done["result"]["turn"]["reply_to"] == asked["turn"]["turn_id"]
    assert devices.state("lock.front_door") == "unlocked"


async def test_a_question_is_rejected_and_closed(client: MockHAClientWebSocket, devices: FollowingDevices) -> None:
    _, asked = await ask(client, "unlock the front door")
    turn_id = asked["turn"]["turn_id"]
    assert (await send(client, "turns/reject", turn_id=turn_id))["success"]
    again = await send(client, "turns/approve", turn_id=turn_id)
    assert (again["error"]["code"], again["error"]["translation_key"]) == (
        "service_validation_error",
        "question_closed",
    )
    assert devices.state("lock.front_door") == "locked"


@pytest.mark.parametrize("command", ["undo", "explain", "approve", "reject"])
async def test_a_turn_of_somebody_else_is_not_found(
    client: MockHAClientWebSocket, looker: MockHAClientWebSocket, devices: FollowingDevices, command: str
) -> None:
    _, asked = await ask(client, "unlock the front door")
    answer = await send(looker, f"turns/{command}", turn_id=asked["turn"]["turn_id"])
    assert answer["error"]["code"] == "not_found"
    assert devices.calls == []


@pytest.mark.parametrize("command", ["undo", "explain", "approve", "reject"])
async def test_a_turn_that_is_not_there_is_not_found(client: MockHAClientWebSocket, command: str) -> None:
    assert (await send(client, f"turns/{command}", turn_id="none"))["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("command", "data"),
    [("turns/list", {}), ("turns/subscribe", {}), ("turns/undo", {"turn_id": "none"}), ("ask", {"text": "hello"})],
)
async def test_nothing_without_a_loaded_entry(
    hass: HomeAssistant, client: MockHAClientWebSocket, loaded: MockConfigEntry, command: str, data: dict[str, Any]
) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    assert (await send(client, command, **data))["error"]["code"] == "not_loaded"


async def test_a_user_mistake_is_no_error_in_the_log(
    client: MockHAClientWebSocket, caplog: pytest.LogCaptureFixture
) -> None:
    await send(client, "turns/undo", turn_id="none")
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
