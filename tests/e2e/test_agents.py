"""Agents and rules on a real Home Assistant of the newest release: made, changed and removed by what its pages call."""

from collections import Counter
from typing import Any

import pytest

from demo.runner.client import Client
from demo.runner.owner import Owner, shown
from demo.runner.say import say

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAMP = "light.kitchen_ceiling"
LIGHTING, HOLD = "conversation.lighting_agent", "select.lighting_agent_autonomy"
ROLES = ("llm_agents", "comfort_agent", "lighting_agent", "security_agent", "energy_agent", "device_care_agent")


async def lamp_off(owner: Owner) -> None:
    await owner.act("light.turn_off", {"entity_id": LAMP})
    assert await owner.becomes(LAMP, "off")


async def hold(owner: Owner, autonomy: str) -> None:
    await owner.act("select.select_option", {"entity_id": HOLD, "option": autonomy})
    assert await owner.becomes(HOLD, autonomy)


async def since(client: Client, entity_id: str) -> str:
    """Return when an entity's state came to be what it is: it would be later if it had been unavailable."""
    return str((await client.rest("GET", f"/api/states/{entity_id}"))["last_changed"])


async def test_a_new_home_has_seven_agents_with_their_entities(client: Client, owner: Owner) -> None:
    assert len(await owner.subentries("agent")) == 7
    found = await client.command("config/entity_registry/list")
    ours = [entity for entity in found if entity["platform"] == "llm_agents" and entity["unique_id"].count("_") < 3]
    devices = {entity["device_id"] for entity in ours if entity["entity_id"].startswith("conversation.")}
    assert len(devices) == 7
    for device in devices:
        own = [entity for entity in ours if entity["device_id"] == device]
        domains = Counter(entity["entity_id"].partition(".")[0] for entity in own if not entity["disabled_by"])
        domains.pop("ai_task", None)
        assert domains == {"conversation": 1, "sensor": 4, "select": 1, "event": 1, "button": 1}
        assert sum(entity["disabled_by"] == "integration" for entity in own) == 4
    states = {state["entity_id"]: state["state"] for state in await client.rest("GET", "/api/states")}
    for role in ROLES:
        assert states[f"sensor.{role}_pending_approvals"].isdigit()
        assert states[f"select.{role}_autonomy"] == "act"
        assert float(states[f"sensor.{role}_cost_today"]) >= 0


async def test_an_agent_is_added_answers_and_is_removed_beside_the_others(client: Client, owner: Owner) -> None:
    before = await since(client, HOLD)
    await lamp_off(owner)
    menu = await owner.begin("agent")
    assert menu["type"] == "menu"
    form = await owner.fill(menu, {"next_step_id": "empty"})
    await owner.close(form)
    values = shown(form["data_schema"]) | {"name": "Reader", "autonomy": "observe"}
    reader = await owner.add("agent", {"next_step_id": "empty"}, values)
    (said,) = await say(client, ["turn on the kitchen ceiling light"], agent="conversation.reader")
    assert said.status == "refused"
    assert await owner.becomes("sensor.reader_last_decision", "refused")
    assert await owner.state(LAMP) == "off"
    await owner.remove(reader)
    assert await owner.becomes("sensor.reader_last_decision", None)
    assert "Reader" not in (await owner.subentries("agent")).values()
    assert await since(client, HOLD) == before


async def test_a_copy_has_the_scope_of_what_it_was_copied_from(client: Client, owner: Owner) -> None:
    lighting = next(key for key, title in (await owner.subentries("agent")).items() if title == "Lighting agent")
    choice = await owner.fill(await owner.begin("agent"), {"next_step_id": "copy"})
    options = choice["data_schema"][0]["selector"]["select"]["options"]
    chosen = next(option["value"] for option in options if option["label"] == "Lighting agent")
    form = await owner.fill(choice, {"agent": chosen})
    await owner.close(form)
    values = shown(form["data_schema"]) | {"name": "Night light"}
    copy = await owner.add("agent", {"next_step_id": "copy"}, {"agent": chosen}, values)
    assert copy != lighting
    (said,) = await say(client, ["turn on the kitchen ceiling light"], agent="conversation.night_light")
    assert (said.status, await owner.state(LAMP)) == ("done", "on")
    (said,) = await say(client, ["unlock the front door"], agent="conversation.night_light")
    assert (said.status, await owner.state("lock.front_door")) == ("refused", "locked")


async def test_an_agent_is_changed_in_its_form(owner: Owner) -> None:
    energy = next(key for key, title in (await owner.subentries("agent")).items() if title == "Energy agent")
    for autonomy in ("suggest", "act"):
        form = await owner.begin("agent", energy)
        assert form["step_id"] == "agent"
        done = await owner.fill(form, shown(form["data_schema"]) | {"autonomy": autonomy})
        assert (done["type"], done["reason"]) == ("abort", "reconfigure_successful")
        assert await owner.becomes("select.energy_agent_autonomy", autonomy)


async def test_an_agent_that_is_held_back_does_nothing(client: Client, owner: Owner) -> None:
    await lamp_off(owner)
    await hold(owner, "observe")
    try:
        (said,) = await say(client, ["turn on the kitchen ceiling light"], agent=LIGHTING)
        assert (said.status, said.changes, await owner.state(LAMP)) == ("refused", [], "off")
    finally:
        await hold(owner, "act")
    (said,) = await say(client, ["turn on the kitchen ceiling light"], agent=LIGHTING)
    assert (said.status, said.ok, await owner.state(LAMP)) == ("done", True, "on")


async def test_a_rule_holds_from_the_moment_it_is_added(client: Client, owner: Owner) -> None:
    await lamp_off(owner)

    async def verdict() -> dict[str, Any]:
        asked = {"action": "light.turn_on", "entity_id": LAMP}
        return dict((await owner.act("llm_agents.check_policy", asked, answers=True))["results"][0])

    assert (await verdict())["decision"] == "allow"
    what = {"entities": [LAMP], "actions": ["turn_on"]}
    form = {"name": "Dark kitchen", "effect": "refuse", "priority": 10, "what": what, "who": {}, "when": {}}
    rule = await owner.add("rule", form)
    told = await verdict()
    assert (told["decision"], told["rule"]) == ("refuse", f"rule.{rule}")
    (said,) = await say(client, ["turn on the kitchen ceiling light"])
    assert (said.status, await owner.state(LAMP)) == ("refused", "off")
    await owner.remove(rule)
    (said,) = await say(client, ["turn on the kitchen ceiling light"])
    assert (said.status, await owner.state(LAMP)) == ("done", "on")


async def test_every_field_of_the_forms_has_words(client: Client, owner: Owner) -> None:
    told = await client.command(
        "frontend/get_translations", language="en", category="config_subentries", integration=["llm_agents"]
    )
    words = told["resources"]
    for kind, step in (("agent", "empty"), ("rule", None)):
        form = await owner.begin(kind)
        if step:
            form = await owner.fill(form, {"next_step_id": step})
        base = f"component.llm_agents.config_subentries.{kind}.step.{form['step_id']}"
        for field in form["data_schema"]:
            inner = field["schema"] if field.get("type") == "expandable" else [field]
            within = f"{base}.sections.{field['name']}" if field.get("type") == "expandable" else base
            for one in inner:
                assert f"{within}.data.{one['name']}" in words
                assert f"{within}.data_description.{one['name']}" in words
        await owner.close(form)
