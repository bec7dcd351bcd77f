"""The actions that delegate, decide, remember, ask the policy, and export and erase what is kept."""

from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.journal.store import JournalError
from custom_components.llm_agents.core.models.deciding import Decision
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import AGENT
from .devices import FollowingDevices

pytestmark = pytest.mark.usefixtures("loaded")


async def call(hass: HomeAssistant, name: str, user: MockUser | None = None, /, **data: Any) -> dict[str, Any]:
    """Call an action, as the system or as a user, and return its response."""
    context = Context(user_id=user.id if user else None)
    response = await hass.services.async_call(DOMAIN, name, data, blocking=True, return_response=True, context=context)
    assert response is not None
    return dict(response)


@pytest.fixture(name="anna")
def anna_fixture(hass: HomeAssistant, hass_admin_user: MockUser) -> str:
    """Return the person of the administrator."""
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    return "person.anna"


async def test_a_goal_is_split_among_those_who_are_for_its_parts(
    hass: HomeAssistant, devices: FollowingDevices
) -> None:
    response = await call(hass, "delegate", goal="turn on the kitchen light")
    assert response["status"] == "done"
    assert devices.state("light.kitchen") == "on"
    for part in response["results"]:
        assert part["status"] == "done"


async def test_a_named_agent_does_it(hass: HomeAssistant, devices: FollowingDevices) -> None:
    response = await call(hass, "delegate", goal="turn on the kitchen light", agent=AGENT)
    assert (response["status"], devices.state("light.kitchen")) == ("done", "on")


async def test_a_risky_goal_is_asked_about_once(hass: HomeAssistant, devices: FollowingDevices) -> None:
    response = await call(hass, "delegate", goal="unlock the front door")
    assert response["status"] == "asked"
    data = hass.config_entries.async_entries(DOMAIN)[0].runtime_data
    assert [approval.turn_id for approval in data.approvals.pending()] == [response["turn_id"]]
    for part in response["results"]:
        with pytest.raises(ServiceValidationError, match="can no longer be answered"):
            await call(hass, "approve", turn_id=part["turn_id"])
    done = await call(hass, "approve", turn_id=response["turn_id"])
    assert (done["status"], len(devices.calls)) == ("done", 1)


async def test_none_of_ours_cannot_be_delegated_to(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError, match="not an agent"):
        await call(hass, "delegate", goal="hello", agent="conversation.home_assistant")


async def test_a_decision_has_probabilities(hass: HomeAssistant) -> None:
    async def decide(decision: Decision, *, thorough: bool) -> dict[str, float]:
        assert (decision.question, decision.context, thorough) == ("which room", "the oven is on", True)
        return {"kitchen": 0.75, "garage": 0.25}

    data = hass.config_entries.async_entries(DOMAIN)[0].runtime_data
    with patch.object(data.backends.decisions, "decide", decide):
        response = await call(
            hass,
            "decide",
            question="which room",
            options=["kitchen", "garage"],
            context="the oven is on",
            thorough=True,
        )
    assert response == {"answer": "kitchen", "probabilities": {"kitchen": 0.75, "garage": 0.25}, "sureness": 0.5}


async def test_nobody_can_decide(hass: HomeAssistant) -> None:
    with pytest.raises(HomeAssistantError, match="nobody who could decide"):
        await call(hass, "decide", question="which room", options=["kitchen", "garage"])


async def test_a_fact_is_remembered_told_and_forgotten(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    kept = (await call(hass, "remember", hass_admin_user, text="The bins are collected on Tuesdays"))["fact"]
    assert (kept["owner"], kept["source"]["how"]) == ("person", "entered")
    assert [fact["fact_id"] for fact in (await call(hass, "recall", hass_admin_user, query="bins"))["facts"]] == [
        kept["fact_id"]
    ]
    await call(hass, "forget", hass_admin_user, fact_id=kept["fact_id"])
    assert (await call(hass, "recall", hass_admin_user))["facts"] == []


async def test_another_persons_facts_are_theirs(
    hass: HomeAssistant, hass_admin_user: MockUser, hass_read_only_user: MockUser, anna: str
) -> None:
    own = (await call(hass, "remember", hass_admin_user, text="Anna hides her tea"))["fact"]
    shared = (await call(hass, "remember", hass_admin_user, text="The tea is black", household=True))["fact"]
    seen = (await call(hass, "recall", hass_read_only_user))["facts"]
    assert [fact["fact_id"] for fact in seen] == [shared["fact_id"]]
    with pytest.raises(ServiceValidationError, match="no such fact"):
        await call(hass, "forget", hass_read_only_user, fact_id=own["fact_id"])
    with pytest.raises(ServiceValidationError, match="Only administrators"):
        await call(hass, "recall", hass_read_only_user, person=anna)
    assert len((await call(hass, "recall", person=anna))["facts"]) == 2


@pytest.mark.parametrize(
    ("text", "error"), [("the password is hunter2hunter2", "a secret"), ("my pin code is 4711", "a secret")]
)
async def test_a_secret_is_not_remembered(hass: HomeAssistant, text: str, error: str) -> None:
    with pytest.raises(ServiceValidationError, match=error):
        await call(hass, "remember", text=text, household=True)


async def test_the_policy_tells_whether_and_why(hass: HomeAssistant, devices: FollowingDevices) -> None:
    response = await call(hass, "check_policy", action="unlock", entity_id="lock.front_door", language="en")
    (result,) = response["results"]
    assert (result["decision"], result["rule"]) == ("ask", "risk.unlock")
    assert result["reason"] == "unlocking needs a yes first"
    assert devices.calls == []


@pytest.mark.parametrize(
    ("data", "decision", "rule"),
    [
        ({"action": "lock.unlock", "entity_id": "lock.front_door"}, "ask", "risk.unlock"),
        ({"action": "turn_on", "entity_id": "light.kitchen"}, "allow", "risk.turn_on"),
        ({"action": "turn_on", "entity_id": "light.kitchen", "sources": ["web"]}, "ask", "origin"),
        ({"action": "automation.trigger", "entity_id": "light.kitchen"}, "refuse", "unknown_action"),
        ({"action": "lock.unlock", "entity_id": "light.kitchen"}, "refuse", "unknown_action"),
        ({"action": "nonsense", "entity_id": "light.kitchen"}, "refuse", "unknown_action"),
        ({"action": "turn_on", "entity_id": "light.nowhere"}, "refuse", "exposure"),
    ],
)
async def test_what_the_policy_says(hass: HomeAssistant, data: dict[str, Any], decision: str, rule: str) -> None:
    (result,) = (await call(hass, "check_policy", **data))["results"]
    assert (result["decision"], result["rule"]) == (decision, rule)


async def test_the_policy_says_the_same_as_is_done(
    hass: HomeAssistant, devices: FollowingDevices, hass_read_only_user: MockUser
) -> None:
    (told,) = (await call(hass, "check_policy", hass_read_only_user, action="turn_on", entity_id="light.kitchen"))[
        "results"
    ]
    turn = await call(hass, "ask", hass_read_only_user, text="turn on the kitchen light")
    assert (told["decision"], told["rule"], turn["status"]) == ("refuse", "rights", "refused")


async def test_everything_of_a_person_is_told_and_erased(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    await call(hass, "ask", hass_admin_user, text="unlock the front door")
    await call(hass, "remember", hass_admin_user, text="Anna likes tea")
    exported = (await call(hass, "export_data", hass_admin_user))["data"]
    assert "unlock the front door" in str(exported)
    assert "Anna likes tea" in str(exported)
    with pytest.raises(ServiceValidationError, match="Nothing was erased"):
        await call(hass, "erase_data", hass_admin_user, confirm=False)
    erased = await call(hass, "erase_data", hass_admin_user, confirm=True)
    assert erased["turns"] >= 1
    assert "tea" not in str((await call(hass, "export_data", hass_admin_user))["data"])
    assert (await call(hass, "recall", hass_admin_user))["facts"] == []
    data = hass.config_entries.async_entries(DOMAIN)[0].runtime_data
    assert data.approvals.pending() == ()


async def test_the_households_data_is_the_administrators(
    hass: HomeAssistant, hass_read_only_user: MockUser, hass_admin_user: MockUser
) -> None:
    await call(hass, "ask", text="turn on the kitchen light")
    with pytest.raises(ServiceValidationError, match="administrators"):
        await call(hass, "export_data", hass_read_only_user, household=True)
    exported = await call(hass, "export_data", hass_admin_user, household=True)
    assert "turn on the kitchen light" in str(exported["data"])


async def test_whose_data_must_be_said(hass: HomeAssistant, anna: str, hass_read_only_user: MockUser) -> None:
    with pytest.raises(ServiceValidationError, match="Name the person"):
        await call(hass, "export_data")
    with pytest.raises(ServiceValidationError, match="Only administrators"):
        await call(hass, "erase_data", hass_read_only_user, person=anna, confirm=True)
    hass.states.async_set("person.guest", "home")
    with pytest.raises(ServiceValidationError, match="not a person with a user"):
        await call(hass, "export_data", person="person.guest")


@pytest.mark.parametrize(("action", "method"), [("export_data", "export"), ("erase_data", "erase")])
async def test_a_journal_that_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, anna: str, action: str, method: str
) -> None:
    more = {"confirm": True} if action == "erase_data" else {}
    with (
        patch.object(loaded.runtime_data.journal, method, side_effect=JournalError("full")),
        pytest.raises(HomeAssistantError, match="full"),
    ):
        await call(hass, action, person=anna, **more)
