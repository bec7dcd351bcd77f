"""Models that the owner adds: tried before they are kept, asked in turns, and mended when something is wrong with them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from bench.model_server import ModelServer
from bench.model_server.script import Script, parse
from custom_components.llm_agents.bridge.backend_models import is_at_home, is_believable
from custom_components.llm_agents.const import CONF_BACKEND_ORDER, CONF_BUDGET, DOMAIN, SUBENTRY_BACKEND
from homeassistant.components.ai_task import (
    DATA_COMPONENT,
    AITaskEntity,
    AITaskEntityFeature,
    GenDataTask,
    GenDataTaskResult,
)
from homeassistant.components.conversation import ChatLog
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, State
from homeassistant.data_entry_flow import section
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import Say, set_up, speech

KEY = "sk-a-secret"
FORM = {
    "model": "large",
    "trusted": True,
    "local": False,
    "prices": {"input": 2.0, "output": 8.0},
    "budget": {"soft": 80},
}
PUZZLE = "what rhymes with orange"
ANSWER = "Nothing does."

pytestmark = pytest.mark.usefixtures("socket_enabled")


def script(**changes: Any) -> Script:
    """Return a script of a server with two models that knows a rhyme."""
    return parse(
        f"""
models: {changes.get("models", ["large", "small"])}
token: {changes.get("token", KEY)}
rules:
  - user: "ready"
    after: any
    reply: {{text: "ready"}}
default: {{text: "{ANSWER}", fault: {changes.get("fault", {})}}}
"""
    )


@pytest.fixture(name="server")
async def server_fixture() -> AsyncIterator[ModelServer]:
    """Return a server that speaks OpenAI's and Ollama's protocols."""
    async with ModelServer(script()) as server:
        yield server


async def begin(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> dict[str, Any]:
    """Begin to add a backend."""
    flows = hass.config_entries.subentries
    menu = await flows.async_init((entry.entry_id, SUBENTRY_BACKEND), context={"source": "user"})
    return dict(await flows.async_configure(menu["flow_id"], {"next_step_id": kind}))


async def fill(hass: HomeAssistant, flow: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Fill a form."""
    result = dict(await hass.config_entries.subentries.async_configure(flow["flow_id"], values))
    await hass.async_block_till_done()
    return result


async def add(hass: HomeAssistant, entry: MockConfigEntry, server: ModelServer, **form: Any) -> ConfigSubentry:
    """Add a backend of OpenAI's protocol."""
    before = set(entry.subentries)
    flow = await fill(hass, await begin(hass, entry, "openai"), {"url": f"{server.url}/v1", "api_key": KEY})
    assert flow["step_id"] == "model", flow
    assert (await fill(hass, flow, FORM | form))["type"] == "create_entry"
    [new] = set(entry.subentries) - before
    return entry.subentries[new]


def status(entry: MockConfigEntry) -> dict[str, Any]:
    """Return the state of the one backend."""
    [only] = entry.runtime_data.backends.describe()
    return dict(only)


async def test_an_openai_server_is_added(hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer) -> None:
    kept = await add(hass, loaded, server)
    assert kept.title == "large"
    assert kept.data["url"] == f"{server.url}/v1"
    assert kept.data["api_key"] == KEY
    assert kept.data["budget"] == {"soft": 0.8}
    assert status(loaded)["circuit"] == "closed"


async def test_an_ollama_server_is_added(hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer) -> None:
    flow = await fill(hass, await begin(hass, loaded, "ollama"), {"url": f"{server.url}/", "api_key": KEY})
    assert flow["step_id"] == "model"
    assert (await fill(hass, flow, FORM))["type"] == "create_entry"
    assert status(loaded)["kind"] == "ollama"


@pytest.mark.parametrize(
    ("url", "key", "errors"),
    [
        ("{url}/v1", "sk-wrong", {"base": "invalid_auth"}),
        ("http://127.0.0.1:9/v1", KEY, {"base": "cannot_connect"}),
        ("ftp://127.0.0.1", KEY, {"url": "invalid_url"}),
        ("http://me:secret@127.0.0.1", KEY, {"url": "invalid_url"}),
    ],
)
async def test_a_server_that_cannot_serve_is_told(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, url: str, key: str, errors: dict[str, str]
) -> None:
    given = {"url": url.format(url=server.url), "api_key": key}
    flow = await fill(hass, await begin(hass, loaded, "openai"), given)
    assert (flow["step_id"], flow["errors"]) == ("openai", errors)
    assert (await fill(hass, flow, {"url": server.url, "api_key": KEY}))["step_id"] == "model"


@pytest.mark.parametrize(
    ("model", "fault", "error"),
    [
        ("none", {}, "no_such_model"),
        ("large", {"status": 429}, "busy"),
        ("large", {"status": 500}, "cannot_connect"),
        ("large", {"status": 402}, "no_credit"),
    ],
)
async def test_a_model_that_does_not_answer_is_not_kept(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, model: str, fault: dict[str, Any], error: str
) -> None:
    flow = await fill(hass, await begin(hass, loaded, "openai"), {"url": server.url, "api_key": KEY})
    server.script = script(fault=fault)
    if fault:
        server.script.rules = ()
    shown = await fill(hass, flow, FORM | {"model": model})
    assert (shown["step_id"], shown["errors"]) == ("model", {"base": error})
    server.script = script()
    assert (await fill(hass, shown, FORM))["type"] == "create_entry"


async def test_a_change_keeps_the_key(hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer) -> None:
    kept = await add(hass, loaded, server)
    flow = dict(await loaded.start_subentry_reconfigure_flow(hass, kept.subentry_id))
    flow = await fill(hass, flow, {"url": f"{server.url}/v1"})
    done = await fill(hass, flow, FORM | {"model": "small", "name": "Little one"})
    assert (done["type"], done["reason"]) == ("abort", "reconfigure_successful")
    kept = loaded.subentries[kept.subentry_id]
    assert (kept.title, kept.data["model"], kept.data["api_key"]) == ("Little one", "small", KEY)


async def test_a_key_does_not_follow_to_another_address(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer
) -> None:
    kept = await add(hass, loaded, server)
    async with ModelServer(script()) as other:
        flow = dict(await loaded.start_subentry_reconfigure_flow(hass, kept.subentry_id))
        flow = await fill(hass, flow, {"url": f"{other.url}/v1"})
    assert flow["errors"] == {"base": "invalid_auth"}


async def test_a_turn_is_answered_and_paid(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, say: Say
) -> None:
    kept = await add(hass, loaded, server)
    assert speech(await say(PUZZLE)) == ANSWER
    await hass.async_block_till_done(wait_background_tasks=True)
    told = status(loaded)
    assert told["day"]["answers"] == 1
    assert told["day"]["tokens"] > 0
    assert told["day"]["money"] > 0
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert status(loaded)["month"] == told["month"]  # from the journal
    assert status(loaded)["backend_id"] == kept.subentry_id


async def test_failover_to_the_next_in_the_order(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, say: Say
) -> None:
    async with ModelServer(script(fault={"status": 500})) as broken:
        second = await add(hass, loaded, server)
        first = await add(hass, loaded, broken, name="Broken")
        order = {CONF_BACKEND_ORDER: [first.subentry_id, second.subentry_id]}
        hass.config_entries.async_update_entry(loaded, options=order)
        await hass.async_block_till_done()
        for _ in range(3):
            assert speech(await say(PUZZLE)) == ANSWER
        assert [row["circuit"] for row in loaded.runtime_data.backends.describe()] == ["open", "closed"]
        asked = [entry for entry in broken.log.entries if "ready" not in entry.asked.user]
        assert len(asked) == 2


async def test_a_spent_budget_is_told_in_the_answer_and_to_the_owner(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, say: Say, issue_registry: ir.IssueRegistry
) -> None:
    await add(hass, loaded, server)
    hass.config_entries.async_update_entry(loaded, options={CONF_BUDGET: {"tokens_day": 1, "soft": 0.8}})
    await hass.async_block_till_done()
    assert speech(await say(PUZZLE)) == ANSWER
    await hass.async_block_till_done(wait_background_tasks=True)
    assert "My budget is used up" in speech(await say(PUZZLE))
    assert issue_registry.async_get_issue(DOMAIN, "total_budget_total") is not None
    assert len(server.log.entries) == 2  # the try, and the first answer


async def fix(hass_client: ClientSessionGenerator, issue_id: str, *answers: dict[str, Any]) -> list[dict[str, Any]]:
    """Go through the fix flow of an issue."""
    client = await hass_client()
    flow = await (await client.post("/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id})).json()
    steps = [flow]
    for answer in answers:
        path = f"/api/repairs/issues/fix/{flow['flow_id']}"
        steps.append(await (await client.post(path, json=answer)).json())
    return steps


async def test_a_refused_key_is_asked_for_anew(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    server: ModelServer,
    say: Say,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    kept = await add(hass, loaded, server)
    server.script.token = "sk-new"
    await say(PUZZLE)
    issue_id = f"backend_refused_{kept.subentry_id}"
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is not None
    first, wrong, done = await fix(hass_client, issue_id, {"api_key": "sk-no"}, {"api_key": "sk-new"})
    assert first["step_id"] == "key"
    assert wrong["errors"] == {"base": "invalid_auth"}
    assert done["type"] == "create_entry"
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None
    assert speech(await say(PUZZLE)) == ANSWER


async def test_a_model_that_is_gone_is_replaced(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    server: ModelServer,
    say: Say,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    assert await async_setup_component(hass, "repairs", {})
    kept = await add(hass, loaded, server)
    server.script = script(models=["small"])
    await say(PUZZLE)
    issue_id = f"backend_gone_{kept.subentry_id}"
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is not None
    first, done = await fix(hass_client, issue_id, {"model": "small"})
    assert first["step_id"] == "model"
    assert done["type"] == "create_entry"
    await hass.async_block_till_done()
    assert speech(await say(PUZZLE)) == ANSWER


async def test_a_model_that_is_no_longer_listed_is_told(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, issue_registry: ir.IssueRegistry
) -> None:
    kept = await add(hass, loaded, server)
    issue_id = f"backend_unlisted_{kept.subentry_id}"
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None
    server.script = script(models=["small"])
    await set_up_again(hass, loaded)
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is not None


async def set_up_again(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Load an entry anew, with all that it begins in the background."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await set_up(hass, entry)
    await hass.async_block_till_done(wait_background_tasks=True)


def shown(hass: HomeAssistant, entity_id: str) -> State:
    """Return a state that there is."""
    state = hass.states.get(entity_id)
    assert state is not None
    return state


async def test_the_figures_of_a_model(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, say: Say
) -> None:
    await add(hass, loaded, server)
    assert shown(hass, "sensor.large_status").state == "answers"
    await say(PUZZLE)
    await hass.async_block_till_done(wait_background_tasks=True)
    cost = shown(hass, "sensor.large_cost_today")
    assert float(cost.state) > 0
    assert cost.attributes["unit_of_measurement"] == hass.config.currency
    server.script.token = "sk-new"
    await say(PUZZLE)
    assert shown(hass, "sensor.large_status").state == "refused"


async def test_diagnostics_hold_no_secret(hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer) -> None:
    await add(hass, loaded, server)
    told = str(loaded.runtime_data.backends.describe())
    assert KEY not in told
    assert server.url not in told


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://192.168.1.5:11434", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://ollama:11434", True),
        ("http://gpu.local/v1", True),
        ("http://[fd00::5]:80", True),
        ("https://api.openai.com/v1", False),
        ("http://8.8.8.8/v1", False),
    ],
)
def test_what_is_at_home(url: str, home: bool) -> None:
    assert is_at_home(url) is home


@pytest.mark.parametrize(
    ("model", "believed"),
    [
        ("gpt-5-mini", True),
        ("qwen3:1.7b", False),
        ("qwen3-30b-a3b", True),
        ("gemma3n:e4b", True),
        ("gemma3n:e2b-it-q4", False),
        ("Llama-3.2-3B-Instruct", False),
        ("smollm2:135m", False),
    ],
)
def test_small_models_are_not_believed_unasked(model: str, believed: bool) -> None:
    assert is_believable(model) is believed


async def test_a_limit_that_is_over_is_no_issue_any_more(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    server: ModelServer,
    say: Say,
    issue_registry: ir.IssueRegistry,
    freezer: FrozenDateTimeFactory,
) -> None:
    await add(hass, loaded, server)
    hass.config_entries.async_update_entry(loaded, options={CONF_BUDGET: {"tokens_day": 1, "soft": 0.8}})
    await hass.async_block_till_done()
    await say(PUZZLE)
    await hass.async_block_till_done(wait_background_tasks=True)
    await say(PUZZLE)
    assert issue_registry.async_get_issue(DOMAIN, "total_budget_total") is not None
    freezer.tick(timedelta(days=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert issue_registry.async_get_issue(DOMAIN, "total_budget_total") is None


async def test_an_ai_task_entity_is_added(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    task = RepeatingTask()
    assert await async_setup_component(hass, "ai_task", {})
    await hass.data[DATA_COMPONENT].async_add_entities([task])
    flow = await fill(hass, await begin(hass, loaded, "ai_task"), {"entity_id": task.entity_id})
    assert flow["step_id"] == "model"
    form = {key: value for key, value in FORM.items() if key != "model"}
    assert (await fill(hass, flow, form))["title"] == "Repeater"
    assert status(loaded)["kind"] == "ai_task"


class RepeatingTask(AITaskEntity):
    """An AI task entity that always says the same."""

    _attr_name = "Repeater"
    _attr_supported_features = AITaskEntityFeature.GENERATE_DATA

    async def _async_generate_data(self, task: GenDataTask, chat_log: ChatLog) -> GenDataTaskResult:
        return GenDataTaskResult(conversation_id=chat_log.conversation_id, data="ready")


async def test_the_order_and_the_budget_of_all_are_options(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer
) -> None:
    first, second = await add(hass, loaded, server), await add(hass, loaded, server, name="Second")
    flow = await hass.config_entries.options.async_init(loaded.entry_id)
    assert flow["data_schema"] is not None
    sections = [key for key, kind in flow["data_schema"].schema.items() if isinstance(kind, section)]
    form: dict[str, Any] = {str(key): {} for key in sections}
    form |= {"backend_order": [second.subentry_id, first.subentry_id], "budget": {"money_month": 5, "soft": 90}}
    result = await hass.config_entries.options.async_configure(flow["flow_id"], form)
    await hass.async_block_till_done()
    assert result["type"] == "create_entry"
    assert loaded.options["budget"] == {"money_month": 5, "soft": 0.9}
    backends = loaded.runtime_data.backends
    assert [backend.model.name for backend in backends.router.backends] == ["Second", "large"]
    assert backends.budgets.total.money_month == 5


async def test_a_model_that_cannot_be_read_is_left_out(
    hass: HomeAssistant, loaded: MockConfigEntry, server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    kept = await add(hass, loaded, server)
    hass.config_entries.async_update_subentry(loaded, kept, data={"kind": "of a newer version", "api_key": KEY})
    await hass.async_block_till_done()
    assert loaded.runtime_data.backends.router.backends == ()
    assert "is left out" in caplog.text
    assert KEY not in caplog.text
