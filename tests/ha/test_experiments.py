"""Experiments and versions in Home Assistant: begun in a form, ended in a repair, rolled back from the journal."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from bench.model_server import ModelServer
from bench.model_server.script import parse
from custom_components.llm_agents.agents import agent_id_of
from custom_components.llm_agents.bridge.laboratory import Laboratory
from custom_components.llm_agents.const import DOMAIN, SUBENTRY_AGENT, SUBENTRY_EXPERIMENT
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.models.registry import UnknownVersion, model_subject, prompt_subject
from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigSubentry, ConfigSubentryData
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import Say

SUBJECT = prompt_subject("comfort")


@pytest.fixture(name="entry")
def entry_fixture(hass: HomeAssistant) -> MockConfigEntry:
    """Return an entry with two models that nobody asks, not set up."""
    models = [
        ConfigSubentryData(
            subentry_type="backend",
            title=name,
            unique_id=None,
            data={"kind": "openai", "url": "http://127.0.0.1:9/v1", "model": name, "api_key": f"sk-{name}"},
        )
        for name in ("large", "small")
    ]
    entry = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN, subentries_data=models)
    entry.add_to_hass(hass)
    return entry


def agent(entry: MockConfigEntry, agent_id: str = "comfort") -> ConfigSubentry:
    """Return where an agent is kept."""
    return next(kept for kept in entry.get_subentries_of_type(SUBENTRY_AGENT) if agent_id_of(kept) == agent_id)


def laboratory(entry: MockConfigEntry) -> Laboratory:
    """Return the laboratory of a loaded entry."""
    found: Laboratory = entry.runtime_data.backends.laboratory
    return found


def backend(entry: MockConfigEntry, name: str) -> str:
    """Return the id of a model."""
    return next(kept.subentry_id for kept in entry.subentries.values() if kept.title == name)


async def submit(hass: HomeAssistant, entry: MockConfigEntry, form: dict[str, Any]) -> dict[str, Any]:
    """Fill the form of a new experiment."""
    flows = hass.config_entries.subentries
    flow = await flows.async_init((entry.entry_id, SUBENTRY_EXPERIMENT), context={"source": "user"})
    result = dict(await flows.async_configure(flow["flow_id"], form))
    await hass.async_block_till_done()
    return result


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigSubentry:
    """Begin an experiment with the comfort agent."""
    form = {
        "agent": "comfort",
        "name": "Which one",
        "backend_a": backend(entry, "large"),
        "backend_b": backend(entry, "small"),
        "instructions_b": "Be brief.",
    }
    assert (await submit(hass, entry, form))["type"] == "create_entry"
    [kept] = entry.get_subentries_of_type(SUBENTRY_EXPERIMENT)
    return kept


async def serve(entry: MockConfigEntry, kept: ConfigSubentry, *, good: tuple[bool, bool], conversations: int) -> None:
    """Let conversations of an hour ago end as their variant decides."""
    at = (dt_util.utcnow() - timedelta(hours=1)).isoformat()
    lab = laboratory(entry)
    events = []
    for number in range(conversations):
        variant = lab.experiments.variant("comfort", f"c{number}")
        assert variant is not None
        data: dict[str, Any] = {"turn_id": f"t{number}", "variant": variant.variant, "conversation": f"c{number}"}
        data["good"] = good[variant.variant == "b"]
        events.append(Event(kind=Kind.EXPERIMENT_OUTCOME, subject=kept.subentry_id, at=at, agent="comfort", data=data))
    await entry.runtime_data.journal.record(*events)
    await lab._conclude(dt_util.utcnow())


async def fix(hass_client: ClientSessionGenerator, issue_id: str) -> dict[str, Any]:
    """Say yes to an issue."""
    client = await hass_client()
    flow = await (await client.post("/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id})).json()
    assert flow["step_id"] == "confirm"
    done: dict[str, Any] = await (await client.post(f"/api/repairs/issues/fix/{flow['flow_id']}", json={})).json()
    return done


async def test_an_experiment_is_begun(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    kept = await begin(hass, loaded)
    assert kept.title == "Which one"
    [told] = laboratory(loaded).experiments.describe()
    assert (told["experiment_id"], told["pairs"]) == (kept.subentry_id, 0)
    written = laboratory(loaded).registry.versions(SUBJECT)
    assert [version.content["instructions"] for version in written] == ["", "Be brief."]


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        ({}, {"base": "no_difference"}),
        ({"backend_a": "large"}, {"base": "one_backend"}),
        ({"backend_a": "small", "backend_b": "small"}, {"base": "no_difference"}),
        ({"instructions_b": "x" * 5000}, {"instructions_b": "too_long"}),
    ],
)
async def test_what_is_no_experiment_is_told(
    hass: HomeAssistant, loaded: MockConfigEntry, form: dict[str, str], errors: dict[str, str]
) -> None:
    filled = {key: backend(loaded, value) if key.startswith("backend") else value for key, value in form.items()}
    result = await submit(hass, loaded, {"agent": "comfort", **filled})
    assert result["errors"] == errors


async def test_an_agent_has_one_experiment(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await begin(hass, loaded)
    flows = hass.config_entries.subentries
    flow = await flows.async_init((loaded.entry_id, SUBENTRY_EXPERIMENT), context={"source": "user"})
    assert flow["data_schema"] is not None
    [chooser] = [value for key, value in flow["data_schema"].schema.items() if key == "agent"]
    assert "comfort" not in {option["value"] for option in chooser.config["options"]}


async def test_the_better_one_is_told_and_taken_over(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    kept = await begin(hass, loaded)
    await serve(loaded, kept, good=(False, True), conversations=40)
    issue_id = f"experiment_better_{kept.subentry_id}"
    issue = issue_registry.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["better"] == "B"
    assert laboratory(loaded).experiments.variant("comfort", "c1") is None  # it is over
    assert (await fix(hass_client, issue_id))["type"] == "create_entry"
    await hass.async_block_till_done()
    assert agent(loaded).data["models"] == [backend(loaded, "small")]
    assert agent(loaded).data["instructions"] == "Be brief."
    assert loaded.get_subentries_of_type(SUBENTRY_EXPERIMENT) == []
    current = laboratory(loaded).registry.current(SUBJECT)
    assert current is not None
    assert current.number == 2


async def test_without_a_difference_the_agent_stays_as_it_is(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    kept = await begin(hass, loaded)
    before = dict(agent(loaded).data)
    await serve(loaded, kept, good=(True, True), conversations=2300)
    issue_id = f"experiment_equal_{kept.subentry_id}"
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is not None
    await fix(hass_client, issue_id)
    await hass.async_block_till_done()
    assert dict(agent(loaded).data) == before
    assert loaded.get_subentries_of_type(SUBENTRY_EXPERIMENT) == []


async def test_an_experiment_that_was_removed_is_no_issue_any_more(
    hass: HomeAssistant, loaded: MockConfigEntry, issue_registry: ir.IssueRegistry
) -> None:
    kept = await begin(hass, loaded)
    await serve(loaded, kept, good=(False, True), conversations=40)
    hass.config_entries.async_remove_subentry(loaded, kept.subentry_id)
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, f"experiment_better_{kept.subentry_id}") is None


async def change(hass: HomeAssistant, entry: MockConfigEntry, text: str) -> None:
    """Change what the comfort agent is told."""
    hass.config_entries.async_update_subentry(entry, agent(entry), data={**agent(entry).data, "instructions": text})
    await hass.async_block_till_done()


async def test_instructions_are_rolled_back(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await change(hass, loaded, "one")
    await change(hass, loaded, "two")
    assert laboratory(loaded).roll_back(SUBJECT).content == {"instructions": "one"}
    await hass.async_block_till_done()
    assert agent(loaded).data["instructions"] == "one"
    laboratory(loaded).roll_back(SUBJECT, 3)
    await hass.async_block_till_done()
    assert agent(loaded).data["instructions"] == "two"
    assert len(laboratory(loaded).registry.versions(SUBJECT)) == 3


async def test_a_model_is_rolled_back_with_its_key(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    kept = loaded.subentries[backend(loaded, "large")]
    hass.config_entries.async_update_subentry(loaded, kept, data={**kept.data, "model": "larger"})
    await hass.async_block_till_done()
    subject = model_subject(kept.subentry_id)
    assert "sk-large" not in str(laboratory(loaded).registry.versions(subject))
    laboratory(loaded).roll_back(subject)
    await hass.async_block_till_done()
    data = loaded.subentries[kept.subentry_id].data
    assert (data["model"], data["api_key"]) == ("large", "sk-large")


@pytest.mark.parametrize(("subject", "number"), [(SUBJECT, None), (SUBJECT, 7), ("prompt:nobody", 1)])
async def test_what_cannot_be_rolled_back(loaded: MockConfigEntry, subject: str, number: int | None) -> None:
    with pytest.raises(UnknownVersion):
        laboratory(loaded).roll_back(subject, number)


async def act(hass: HomeAssistant, name: str, **data: Any) -> dict[str, Any]:
    """Call an action."""
    told = await hass.services.async_call(DOMAIN, name, data, blocking=True, return_response=True)
    await hass.async_block_till_done()
    return dict(told or {})


async def test_the_actions_tell_and_roll_back(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    comfort = "conversation.comfort_agent"
    await change(hass, loaded, "one")
    assert (await act(hass, "roll_back", agent=comfort))["version"] == 1
    assert agent(loaded).data["instructions"] == ""
    versions = (await act(hass, "versions", agent=comfort))["versions"]
    assert [(row["version"], row["current"], row["instructions"]) for row in versions] == [
        (1, True, ""),
        (2, False, "one"),
    ]
    [model] = (await act(hass, "versions", model="large"))["versions"]
    assert model["settings"]["model"] == "large"
    assert "sk-" not in str(model)


@pytest.mark.parametrize(
    ("data", "message"),
    [({"model": "huge"}, "no_such_backend"), ({"model": "large", "version": 9}, "no_such_version")],
)
async def test_the_actions_tell_what_is_wrong(
    hass: HomeAssistant, loaded: MockConfigEntry, data: dict[str, Any], message: str
) -> None:
    with pytest.raises(ServiceValidationError) as err:
        await act(hass, "roll_back", **data)
    assert err.value.translation_key == message


async def test_versions_are_for_administrators(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_read_only_user: User
) -> None:
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            DOMAIN,
            "versions",
            {"model": "large"},
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )


async def test_versions_outlive_a_reload(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await change(hass, loaded, "one")
    before = laboratory(loaded).registry
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert laboratory(loaded).registry == before


@pytest.mark.usefixtures("socket_enabled")
async def test_conversations_are_served_by_their_variant(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say
) -> None:
    """The orchestrator's two variants ask their models with their instructions, and what came of it is counted."""
    script = parse("models: [large, small]\ndefault: {text: 'Nothing does.'}")
    async with ModelServer(script) as server:
        for name in ("large", "small"):
            kept = loaded.subentries[backend(loaded, name)]
            hass.config_entries.async_update_subentry(
                loaded, kept, data={**kept.data, "url": f"{server.url}/v1", "trusted": True}
            )
        await hass.async_block_till_done()
        form = {"backend_a": backend(loaded, "large"), "backend_b": backend(loaded, "small")}
        await submit(hass, loaded, {"agent": "orchestrator", "instructions_b": "Speak like a pirate.", **form})
        for _ in range(20):
            await say("what rhymes with orange")
        await hass.async_block_till_done(wait_background_tasks=True)
        asked = [(entry.asked.model, "pirate" in entry.asked.prompt()) for entry in server.log.entries]
    assert set(asked) == {("large", False), ("small", True)}
    [told] = laboratory(loaded).experiments.describe()
    assert told["a"]["turns"] == asked.count(("large", False))
    assert told["b"]["turns"] == asked.count(("small", True))
    assert told["b"]["success_rate"] == 1.0
    assert told["b"]["latency_ms"] > 0
