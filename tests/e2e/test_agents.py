"""Agents on a real Home Assistant of the newest release: made, talked to and removed by what its pages call."""

from typing import Any

import pytest

from demo.runner.client import Client, ClientError
from demo.runner.demo import Demo

pytestmark = pytest.mark.asyncio(loop_scope="session")

_FLOW = "/api/config/config_entries/subentries/flow"


async def entry_of(client: Client) -> str:
    entries = await client.command("config_entries/get", domain="llm_agents")
    return str(entries[0]["entry_id"])


async def agents(client: Client) -> dict[str, str]:
    """Return the agents of the entry: their subentries by title."""
    kept = await client.command("config_entries/subentries/list", entry_id=await entry_of(client))
    return {one["title"]: one["subentry_id"] for one in kept if one["subentry_type"] == "agent"}


def filled(form: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return what a person sends who changes nothing else: what the fields suggest."""
    return {field["name"]: _value(field) for field in form["data_schema"] if _value(field) is not None} | values


def _value(field: dict[str, Any]) -> Any:
    if field.get("type") == "expandable":
        return {inner["name"]: _value(inner) for inner in field["schema"] if _value(inner) is not None}
    return (field.get("description") or {}).get("suggested_value", field.get("default"))


async def test_a_new_home_has_the_shipped_agents(client: Client) -> None:
    assert "Orchestrator" in await agents(client)
    assert len(await agents(client)) == 7
    states = {state["entity_id"] for state in await client.rest("GET", "/api/states")}
    assert {"conversation.llm_agents", "conversation.lighting_agent", "select.energy_agent_autonomy"} <= states


async def test_an_agent_is_added_answers_and_is_removed(client: Client, demo: Demo) -> None:
    handler = [await entry_of(client), "agent"]
    menu = await client.rest("POST", _FLOW, body={"handler": handler})
    assert menu["type"] == "menu"
    form = await client.rest("POST", f"{_FLOW}/{menu['flow_id']}", body={"next_step_id": "empty"})
    done = await client.rest("POST", f"{_FLOW}/{menu['flow_id']}", body=filled(form, name="Reader", autonomy="observe"))
    assert done["type"] == "create_entry"
    reply = await client.rest(
        "POST",
        "/api/conversation/process",
        body={"text": "turn on the kitchen light", "language": "en", "agent_id": "conversation.reader"},
    )
    assert reply["response"]["response_type"] in {"error", "action_done", "query_answer"}
    decision = await client.rest("GET", "/api/states/sensor.reader_last_decision")
    assert decision["state"] == "refused"
    subentry_id = (await agents(client))["Reader"]
    await client.command("config_entries/subentries/delete", entry_id=handler[0], subentry_id=subentry_id)
    with pytest.raises(ClientError):
        await client.rest("GET", "/api/states/sensor.reader_last_decision")
    assert "Reader" not in await agents(client)


async def test_an_agent_is_changed_in_its_form(client: Client) -> None:
    handler = [await entry_of(client), "agent"]
    body = {"handler": handler, "subentry_id": (await agents(client))["Energy agent"]}
    form = await client.rest("POST", _FLOW, body=body)
    assert form["step_id"] == "agent"
    done = await client.rest("POST", f"{_FLOW}/{form['flow_id']}", body=filled(form, autonomy="suggest"))
    assert (done["type"], done["reason"]) == ("abort", "reconfigure_successful")
    state = await client.rest("GET", "/api/states/select.energy_agent_autonomy")
    assert state["state"] == "suggest"
    await client.rest(
        "POST",
        "/api/services/select/select_option",
        body={"entity_id": "select.energy_agent_autonomy", "option": "act"},
    )


async def test_a_rule_is_added_and_removed(client: Client) -> None:
    entry_id = await entry_of(client)
    form = await client.rest("POST", _FLOW, body={"handler": [entry_id, "rule"]})
    values = filled(form, name="No locks", effect="refuse")
    values["what"]["domains"] = ["lock"]
    done = await client.rest("POST", f"{_FLOW}/{form['flow_id']}", body=values)
    assert done["type"] == "create_entry"
    kept = await client.command("config_entries/subentries/list", entry_id=entry_id)
    rule = next(one for one in kept if one["subentry_type"] == "rule")
    await client.command("config_entries/subentries/delete", entry_id=entry_id, subentry_id=rule["subentry_id"])


async def test_every_field_of_the_forms_has_words(client: Client) -> None:
    told = await client.command(
        "frontend/get_translations", language="en", category="config_subentries", integration=["llm_agents"]
    )
    words = told["resources"]
    entry_id = await entry_of(client)
    for kind, step in (("agent", "empty"), ("rule", None)):
        form = await client.rest("POST", _FLOW, body={"handler": [entry_id, kind]})
        if step:
            form = await client.rest("POST", f"{_FLOW}/{form['flow_id']}", body={"next_step_id": step})
        base = f"component.llm_agents.config_subentries.{kind}.step.{form['step_id']}"
        for field in form["data_schema"]:
            inner = field["schema"] if field.get("type") == "expandable" else [field]
            within = f"{base}.sections.{field['name']}" if field.get("type") == "expandable" else base
            for one in inner:
                assert f"{within}.data.{one['name']}" in words
                assert f"{within}.data_description.{one['name']}" in words
        await client.rest("DELETE", f"{_FLOW}/{form['flow_id']}")


async def test_nothing_of_it_is_an_error_in_the_log(demo: Demo) -> None:
    lines = demo.log().read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if " ERROR " in line and "llm_agents" in line] == []
