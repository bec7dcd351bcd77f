"""Automations of an owner with our triggers, conditions and blueprints, made as the editor makes them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
import textwrap
from typing import Any

import pytest
import pytest_asyncio
import yaml

from demo.runner.client import Client, wait_until
from demo.runner.layout import ROOT
from demo.runner.owner import Owner
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIGNAL = "light.hallway_ceiling"
SHINE = [{"action": "light.turn_on", "target": {"entity_id": SIGNAL}}]
BELL = [{"trigger": "event", "event_type": "bell"}]
COMPONENT = ROOT / "custom_components" / "llm_agents"
BLUEPRINT = "ask_and_announce.yaml"

type Automate = Callable[[Mapping[str, Any]], Awaitable[None]]


@pytest_asyncio.fixture(loop_scope="session")
async def automate(client: Client, owner: Owner) -> AsyncIterator[Automate]:
    """Return what saves an automation, which is removed at the end; the lamp that it turns on is off."""
    path = "/api/config/automation/config/of_a_test"

    async def save(config: Mapping[str, Any]) -> None:
        await client.rest("POST", path, body={"alias": "Of a test", **config})
        assert await owner.becomes("automation.of_a_test", "on"), "the automation was not accepted"

    await owner.act("light.turn_off", {"entity_id": SIGNAL})
    assert await owner.becomes(SIGNAL, "off")
    yield save
    await client.rest("DELETE", path)
    assert await owner.becomes("automation.of_a_test", None)


def documented() -> dict[str, Any]:
    """Return the automation that the documentation shows for triggers, with a lamp of the demo."""
    text = (ROOT / "docs" / "actions.md").read_text(encoding="utf-8").partition("## Triggers")[2]
    block = text[text.index("    triggers:") :].partition("\n\n")[0]
    return dict(yaml.safe_load(textwrap.dedent(block).replace("light.signal", SIGNAL)))


def described(kind: str) -> list[str]:
    """Return the names of our triggers or conditions."""
    data = yaml.safe_load((COMPONENT / f"{kind}s.yaml").read_text(encoding="utf-8"))
    return [f"llm_agents.{name}" for name in data if not name.startswith(".")]


async def ask(client: Client) -> str:
    """Ask for what needs a yes; return the turn."""
    (said,) = await say(client, ["unlock the front door"])
    assert said.status == "asked"
    return str(said.turn_id)


async def test_the_documented_automation_runs_when_a_yes_is_wanted(
    client: Client, owner: Owner, automate: Automate
) -> None:
    await automate(documented())
    await say(client, ["turn on the kitchen ceiling light"])
    turn_id = await ask(client)
    assert await owner.becomes(SIGNAL, "on")
    await owner.act("light.turn_off", {"entity_id": SIGNAL})
    await owner.act("llm_agents.reject", {"turn_id": turn_id}, answers=True)
    assert await owner.becomes(SIGNAL, "off")


async def test_an_answer_is_narrowed_to_what_it_was(client: Client, owner: Owner, automate: Automate) -> None:
    options = {"agent": "conversation.llm_agents", "answer": "rejected"}
    trigger = {"trigger": "llm_agents.approval_answered", "options": options}
    wants = "{{ trigger.question == 'Shall I unlock the Front Door?' and 'lock.front_door' in trigger.entities }}"
    await automate({"triggers": [trigger], "conditions": wants, "actions": SHINE})
    await owner.act("llm_agents.approve", {"turn_id": await ask(client)}, answers=True)
    assert await owner.becomes("lock.front_door", "unlocked")
    await say(client, ["lock the front door"])
    assert await owner.state(SIGNAL) == "off"
    await owner.act("llm_agents.reject", {"turn_id": await ask(client)}, answers=True)
    assert await owner.becomes(SIGNAL, "on")


async def test_conditions_hold_while_it_is_so(client: Client, owner: Owner, automate: Automate) -> None:
    conditions = [
        {"condition": "llm_agents.approval_pending", "options": {"agent": "conversation.llm_agents"}},
        {"condition": "llm_agents.budget_left"},
        {
            "condition": "llm_agents.agent_autonomy_is",
            "options": {"agent": "conversation.llm_agents", "autonomy": ["act", "ask"]},
        },
    ]

    async def hold() -> list[bool]:
        return [(await client.command("test_condition", condition=one))["result"] for one in conditions]

    await automate({"triggers": BELL, "conditions": conditions, "actions": SHINE})
    assert await hold() == [False, True, True]
    await client.rest("POST", "/api/events/bell", body={})
    turn_id = await ask(client)
    assert await hold() == [True, True, True]
    assert await owner.state(SIGNAL) == "off"
    await client.rest("POST", "/api/events/bell", body={})
    assert await owner.becomes(SIGNAL, "on")
    await owner.act("llm_agents.reject", {"turn_id": turn_id}, answers=True)


async def test_the_editor_accepts_every_trigger_and_condition(client: Client) -> None:
    needed = {"llm_agents.agent_autonomy_is": {"agent": "conversation.llm_agents", "autonomy": "act"}}
    triggers, conditions = described("trigger"), described("condition")
    assert len(triggers) == 11
    assert len(conditions) == 5
    told = await client.command(
        "validate_config",
        triggers=[{"trigger": name} for name in triggers],
        conditions=[{"condition": name, "options": needed.get(name, {})} for name in conditions],
    )
    assert {kind: (found["valid"], found["error"]) for kind, found in told.items()} == {
        "triggers": (True, None),
        "conditions": (True, None),
    }
    wrong = await client.command(
        "validate_config", triggers={"trigger": "llm_agents.decision_made", "options": {"status": "delighted"}}
    )
    assert not wrong["triggers"]["valid"]


async def test_a_blueprint_asks_and_hands_the_answer_on(client: Client, owner: Owner, automate: Automate) -> None:
    text = (ROOT / "blueprints" / "automation" / "llm_agents" / BLUEPRINT).read_text(encoding="utf-8")
    where = {"domain": "automation", "path": f"llm_agents/{BLUEPRINT}"}
    await client.command("blueprint/save", yaml=text, **where)
    answered = "{{ reply.status == 'answered' and 'locked' in reply.answer }}"
    given = {
        "happening": BELL,
        "question": "is the front door locked?",
        "actions": [{"condition": "template", "value_template": answered}, *SHINE],
    }
    await automate({"use_blueprint": {"path": where["path"], "input": given}})
    await client.rest("POST", "/api/events/bell", body={})
    assert await owner.becomes(SIGNAL, "on")


async def test_local_handling_past_the_policy_is_told_and_mended(client: Client, owner: Owner) -> None:
    told = await client.command("assist_pipeline/pipeline/list")
    pipeline = next(one for one in told["pipelines"] if one["id"] == told["preferred_pipeline"])
    settings = {name: value for name, value in pipeline.items() if name != "id"}

    async def issue() -> dict[str, Any] | None:
        found = (await client.command("repairs/list_issues"))["issues"]
        ours = [one for one in found if one["domain"] == "llm_agents" and pipeline["id"] in one["issue_id"]]
        return dict(ours[0]) if ours else None

    async def prefers_local() -> bool:
        kept = (await client.command("assist_pipeline/pipeline/list"))["pipelines"]
        return bool(next(one["prefer_local_intents"] for one in kept if one["id"] == pipeline["id"]))

    async def raised() -> bool:
        return await issue() is not None

    async def gone() -> bool:
        return await issue() is None

    assert await gone()
    change = settings | {"prefer_local_intents": True}
    await client.command("assist_pipeline/pipeline/update", pipeline_id=pipeline["id"], **change)
    assert await wait_until(raised, seconds=8)
    about = await issue() or {}
    assert about["is_fixable"]
    handler = {"handler": "llm_agents", "issue_id": about["issue_id"]}
    form = await client.rest("POST", "/api/repairs/issues/fix", body=handler)
    assert form["description_placeholders"]["pipeline"] == pipeline["name"]
    assert await prefers_local()
    done = await client.rest("POST", f"/api/repairs/issues/fix/{form['flow_id']}", body={})
    assert done["type"] == "create_entry"
    assert await wait_until(gone, seconds=8)
    assert not await prefers_local()


async def test_a_sentence_trigger_past_the_policy_is_told(client: Client, automate: Automate) -> None:
    await automate(
        {
            "triggers": [{"trigger": "conversation", "command": ["open sesame"]}],
            "actions": [{"action": "lock.unlock", "target": {"entity_id": "lock.front_door"}}],
        }
    )

    async def raised() -> bool:
        found = (await client.command("repairs/list_issues"))["issues"]
        return any(one["domain"] == "llm_agents" and "of_a_test" in one["issue_id"] for one in found)

    assert await wait_until(raised, seconds=8)
