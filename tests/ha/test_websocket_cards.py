"""What cards ask over the websocket: questions that wait, agents, the memory, what models took."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.llm_agents.core.agents.pins import Pins, hash_pin
from custom_components.llm_agents.core.agents.policy import Confirm
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.journal.record import Decision
from custom_components.llm_agents.core.memory.facts import Draft, Evidence, FactKind, How
from homeassistant.core import HomeAssistant

from .conftest import AGENT, Say
from .devices import FollowingDevices


@pytest.fixture(name="client")
async def client_fixture(loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> MockHAClientWebSocket:
    """A client of an administrator."""
    return await hass_ws_client()


@pytest.fixture(name="looker")
async def looker_fixture(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str
) -> MockHAClientWebSocket:
    """A client of a user who may only look."""
    return await hass_ws_client(hass, hass_read_only_access_token)


async def send(client: MockHAClientWebSocket, command: str, **data: Any) -> dict[str, Any]:
    """Send a command and return its answer."""
    await client.send_json_auto_id({"type": f"llm_agents/{command}", **data})
    return dict(await client.receive_json())


async def result(client: MockHAClientWebSocket, command: str, **data: Any) -> dict[str, Any]:
    """Send a command and return what it gives."""
    answer = await send(client, command, **data)
    assert answer["success"], answer
    return dict(answer["result"])


async def learn(loaded: MockConfigEntry, text: str, user: MockUser | None = None) -> str:
    """Remember a fact, the household's or a person's."""
    evidence = Evidence(how=How.ENTERED)
    draft = Draft(kind=FactKind.FACT, text=text, evidence=evidence, user_id=user.id if user else None)
    return str((await loaded.runtime_data.kernel.memory.learn(draft)).fact_id)


async def test_questions_are_listed_and_followed(
    client: MockHAClientWebSocket, say: Say, devices: FollowingDevices
) -> None:
    assert (await result(client, "approvals/list"))["approvals"] == []
    assert (await send(client, "approvals/subscribe"))["success"]
    assert (await client.receive_json())["event"] == {"approvals": [], "change": None}
    await say("unlock the front door")
    event = (await client.receive_json())["event"]
    (approval,) = event["approvals"]
    assert event["change"] == {"turn_id": approval["turn_id"], "fate": "requested"}
    assert approval["items"] == [{"entity_id": "lock.front_door", "action": "unlock", "attribute": None, "value": None}]
    await client.send_json_auto_id({"type": "llm_agents/turns/approve", "turn_id": approval["turn_id"]})
    told = [await client.receive_json() for _ in range(2)]
    (closed,) = [message["event"] for message in told if message["type"] == "event"]
    assert closed == {"approvals": [], "change": {"turn_id": approval["turn_id"], "fate": "approved"}}
    assert devices.state("lock.front_door") == "unlocked"


async def test_a_pin_is_given_with_the_yes_and_a_wrong_one_is_told(
    client: MockHAClientWebSocket, loaded: MockConfigEntry, say: Say, devices: FollowingDevices
) -> None:
    data = loaded.runtime_data
    data.kernel.pins.pins = Pins(household=hash_pin("4711"))
    data.policy.replace(Confirm.RISKY, [Rule(rule_id="r1", effect=Decision.PIN, domains=frozenset({"lock"}))])
    await say("unlock the front door")
    (asked,) = (await result(client, "approvals/list"))["approvals"]
    assert asked["pin"]
    wrong = (await result(client, "turns/approve", turn_id=asked["turn_id"], pin="0000"))["turn"]
    assert (wrong["status"], "4" in wrong["answer"]) == ("asked", True)
    (again,) = (await result(client, "approvals/list"))["approvals"]
    assert (again["turn_id"], again["pin"]) == (wrong["turn_id"], True)
    right = (await result(client, "turns/approve", turn_id=again["turn_id"], pin="4711"))["turn"]
    assert right["status"] == "done"
    assert devices.state("lock.front_door") == "unlocked"
    assert "4711" not in str(await result(client, "turns/list"))


async def test_questions_of_others_are_not_seen(looker: MockHAClientWebSocket, say: Say) -> None:
    await send(looker, "approvals/subscribe")
    await looker.receive_json()
    await say("unlock the front door")
    assert (await result(looker, "approvals/list"))["approvals"] == []


async def test_an_administrator_sees_all_of_an_agent(client: MockHAClientWebSocket, say: Say) -> None:
    await say("unlock the front door")
    agents = {agent["agent_id"]: agent for agent in (await result(client, "agents/list"))["agents"]}
    agent = agents["orchestrator"]
    assert (agent["entity_id"], agent["pending"], agent["last_status"]) == (AGENT, 1, "asked")
    assert agent["limits"]["rounds"] > 0
    assert agent["autonomy_entity_id"] == "select.llm_agents_autonomy"
    assert agents["comfort"]["autonomy_entity_id"].startswith("select.comfort")
    assert (agent["success"], agent["last_at"][:2]) == (None, "20")


async def test_the_share_of_acts_that_were_verified_is_told(client: MockHAClientWebSocket, say: Say) -> None:
    await say("turn on the kitchen light")
    (agent, *_) = (await result(client, "agents/list"))["agents"]
    assert agent["success"] == 1.0


async def test_others_see_little_of_an_agent(looker: MockHAClientWebSocket, say: Say) -> None:
    await say("unlock the front door")
    (agent, *_) = (await result(looker, "agents/list"))["agents"]
    assert (agent["pending"], agent["last_turn"]) == (0, None)
    assert "limits" not in agent
    assert "instructions" not in agent


async def test_the_memory_is_listed_corrected_and_forgotten(
    client: MockHAClientWebSocket, loaded: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    fact_id = await learn(loaded, "The bins go out on Tuesdays", hass_admin_user)
    (fact,) = (await result(client, "memory/list"))["facts"]
    assert (fact["fact_id"], fact["owner"]) == (fact_id, "person")
    corrected = await result(client, "memory/correct", fact_id=fact_id, text="The bins go out on Mondays")
    assert corrected["fact"]["text"] == "The bins go out on Mondays"
    await result(client, "memory/forget", fact_id=fact_id)
    assert (await result(client, "memory/list"))["facts"] == []


async def test_the_memory_of_others_is_not_there(
    client: MockHAClientWebSocket,
    looker: MockHAClientWebSocket,
    loaded: MockConfigEntry,
    hass_admin_user: MockUser,
) -> None:
    fact_id = await learn(loaded, "Anna hides her tea", hass_admin_user)
    shared = await learn(loaded, "The tea is black")
    assert [fact["fact_id"] for fact in (await result(looker, "memory/list"))["facts"]] == [shared]
    for command in ("memory/forget", "memory/correct"):
        answer = await send(looker, command, fact_id=fact_id)
        assert answer["error"]["translation_key"] == "memory_not_there"
    assert len((await result(client, "memory/list"))["facts"]) == 2


async def test_a_secret_is_not_written_into_a_fact(client: MockHAClientWebSocket, loaded: MockConfigEntry) -> None:
    fact_id = await learn(loaded, "The tea is black")
    answer = await send(client, "memory/correct", fact_id=fact_id, text="the password is hunter2hunter2")
    assert answer["error"]["translation_key"] == "memory_secret"


async def test_what_models_took_is_the_administrators(
    client: MockHAClientWebSocket, looker: MockHAClientWebSocket
) -> None:
    usage = await result(client, "usage/get")
    assert (usage["total"]["level"], usage["total"]["day"]["answers"]) == ("within", 0)
    assert "orchestrator" in {agent["agent_id"] for agent in usage["agents"]}
    assert usage["backends"] == []
    assert usage["total"]["share"] is None
    assert (await send(looker, "usage/get"))["error"]["code"] == "unauthorized"


async def test_what_changes_is_told_without_what_it_is(
    client: MockHAClientWebSocket,
    looker: MockHAClientWebSocket,
    loaded: MockConfigEntry,
    hass_admin_user: MockUser,
) -> None:
    for one in (client, looker):
        assert (await send(one, "changes/subscribe"))["success"]
    await learn(loaded, "Anna hides her tea", hass_admin_user)
    await learn(loaded, "The tea is black")
    told = [(await client.receive_json())["event"] for _ in range(2)]
    assert told == [{"changed": ["memory"]}] * 2
    assert (await looker.receive_json())["event"] == {"changed": ["memory"]}
    await loaded.runtime_data.journal.erase(hass_admin_user.id)
    assert (await looker.receive_json())["event"] == {"changed": ["agents", "memory"]}


@pytest.mark.parametrize(
    "command", ["changes/subscribe", "approvals/list", "approvals/subscribe", "agents/list", "memory/list", "usage/get"]
)
async def test_nothing_without_a_loaded_entry(
    hass: HomeAssistant, client: MockHAClientWebSocket, loaded: MockConfigEntry, command: str
) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    assert (await send(client, command))["error"]["code"] == "not_loaded"
