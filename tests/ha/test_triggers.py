"""Triggers and conditions about agents, in automations that run."""

from collections.abc import Callable
from datetime import timedelta
import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed, async_mock_service

from custom_components.llm_agents.bridge.backends import SIGNAL_NOTICE
from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.models.budgets import Level, Period, Standing
from custom_components.llm_agents.core.models.router import Notice, NoticeKind
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import AGENT, Say

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture(name="seen")
def seen_fixture(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what automations saw."""
    return async_mock_service(hass, "test", "seen")


async def automate(
    hass: HomeAssistant, trigger: str, options: dict[str, Any] | None = None, conditions: list[Any] | None = None
) -> None:
    """Set an automation up that tells what it was triggered with."""
    config = {
        "alias": "Watch",
        "triggers": [{"trigger": trigger, **({"options": options} if options is not None else {})}],
        "conditions": conditions or [],
        "actions": [{"action": "test.seen", "data": {"trigger": "{{ trigger | to_json }}"}}],
    }
    assert await async_setup_component(hass, "automation", {"automation": config})
    await hass.async_block_till_done()
    state = hass.states.get("automation.watch")
    assert state is not None, "the automation was not accepted"
    assert state.state == "on"


def told(seen: list[ServiceCall]) -> list[dict[str, Any]]:
    """Return what the trigger told each time."""
    return [json.loads(call.data["trigger"]) for call in seen]


async def test_a_decision(hass: HomeAssistant, say: Say, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.decision_made", {"status": ["done"], "agent": [AGENT]})
    await say("is the kitchen light on")
    await say("unlock the front door")
    await say("turn on the kitchen light")
    await hass.async_block_till_done()
    (trigger,) = told(seen)
    assert (trigger["status"], trigger["agent"]) == ("done", "orchestrator")
    assert trigger["entities"] == ["light.kitchen"]


async def test_a_question_and_its_answer(hass: HomeAssistant, say: Say, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.approval_requested")
    asked = await say("unlock the front door")
    await hass.async_block_till_done()
    (trigger,) = told(seen)
    assert trigger["entities"] == ["lock.front_door"]
    assert trigger["question"] == asked.response.speech["plain"]["speech"]


@pytest.mark.parametrize(
    ("words", "answer"), [("yes", "approved"), ("no", "rejected"), ("turn on the kitchen light", "overtaken")]
)
async def test_an_answer(hass: HomeAssistant, say: Say, seen: list[ServiceCall], words: str, answer: str) -> None:
    await automate(hass, "llm_agents.approval_answered")
    asked = await say("unlock the front door")
    await say(words, conversation_id=asked.conversation_id)
    await hass.async_block_till_done()
    assert [trigger["answer"] for trigger in told(seen)] == [answer]


async def test_an_answer_that_never_came(
    hass: HomeAssistant, say: Say, seen: list[ServiceCall], freezer: FrozenDateTimeFactory
) -> None:
    await automate(hass, "llm_agents.approval_answered", {"answer": "expired"})
    await say("unlock the front door")
    freezer.tick(timedelta(hours=1, seconds=5))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert [trigger["answer"] for trigger in told(seen)] == ["expired"]


async def test_a_conflict(hass: HomeAssistant, loaded: MockConfigEntry, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.conflict_decided")
    event = Event(
        kind=Kind.CONFLICT_DECIDED,
        subject="climate.hall",
        at=dt_util.utcnow().isoformat(),
        agent="comfort",
        data={"winner": "comfort", "loser": "energy"},
    )
    await loaded.runtime_data.journal.record(event)
    await hass.async_block_till_done()
    (trigger,) = told(seen)
    assert (trigger["agents"], trigger["entity_id"]) == (["comfort", "energy"], "climate.hall")


async def test_a_budget(hass: HomeAssistant, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.budget_reached", {"level": ["cheaper"]})
    for level in (Level.SOFT, Level.CHEAPER):
        standing = Standing(level=level, period=Period.MONTH, share=1.02)
        notice = Notice(kind=NoticeKind.AGENT_BUDGET, subject="comfort", name="Comfort", standing=standing)
        async_dispatcher_send(hass, SIGNAL_NOTICE, notice)
    await hass.async_block_till_done()
    (trigger,) = told(seen)
    assert (trigger["agent"], trigger["level"], trigger["period"]) == ("comfort", "cheaper", "month")


async def test_a_backend(hass: HomeAssistant, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.backend_lost")
    for kind in (NoticeKind.BACK, NoticeKind.AWAY):
        async_dispatcher_send(hass, SIGNAL_NOTICE, Notice(kind=kind, subject="b1", name="Cloud"))
    await hass.async_block_till_done()
    assert [trigger["backend"] for trigger in told(seen)] == ["Cloud"]


async def test_a_suggested_habit(hass: HomeAssistant, loaded: MockConfigEntry, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.suggestion_made")
    at = dt_util.utcnow().isoformat()
    await loaded.runtime_data.journal.record(Event(kind=Kind.HABIT_FOUND, subject="h1", at=at, user_id="anna"))
    await hass.async_block_till_done()
    assert [trigger["suggestion_id"] for trigger in told(seen)] == ["h1"]


async def test_other_agents_do_not_trigger(hass: HomeAssistant, say: Say, seen: list[ServiceCall]) -> None:
    await automate(hass, "llm_agents.decision_made", {"agent": ["conversation.home_assistant"]})
    await say("turn on the kitchen light")
    await hass.async_block_till_done()
    assert seen == []


async def test_a_trigger_outlives_a_reload(
    hass: HomeAssistant, loaded: MockConfigEntry, say: Say, seen: list[ServiceCall]
) -> None:
    await automate(hass, "llm_agents.decision_made")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await say("turn on the kitchen light")
    await hass.async_block_till_done()
    assert len(seen) == 1


@pytest.mark.parametrize("options", [{"status": ["nonsense"]}, {"agent": "no entity"}, {"other": 1}])
async def test_a_trigger_with_mistakes_is_not_accepted(hass: HomeAssistant, options: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        await automate(hass, "llm_agents.decision_made", options)


async def ring(hass: HomeAssistant) -> None:
    hass.bus.async_fire("bell")
    await hass.async_block_till_done()


@pytest.fixture(name="when")
def when_fixture(hass: HomeAssistant, seen: list[ServiceCall]) -> Callable[..., Any]:
    """Set an automation with a condition up, and return whether it held at a bell."""

    async def when(condition: str, **options: Any) -> Callable[[], Any]:
        config = {
            "alias": "Watch",
            "triggers": [{"trigger": "event", "event_type": "bell"}],
            "conditions": [{"condition": condition, "options": options}],
            "actions": [{"action": "test.seen"}],
        }
        assert await async_setup_component(hass, "automation", {"automation": config})
        await hass.async_block_till_done()

        async def holds() -> bool:
            seen.clear()
            await ring(hass)
            return bool(seen)

        return holds

    return when


async def test_whether_a_question_waits(
    hass: HomeAssistant, say: Say, when: Callable[..., Any], loaded: MockConfigEntry
) -> None:
    holds = await when("llm_agents.approval_pending", agent=[AGENT])
    assert not await holds()
    asked = await say("unlock the front door")
    assert await holds()
    await say("no", conversation_id=asked.conversation_id)
    assert not await holds()
    await say("unlock the front door")
    await hass.config_entries.async_unload(loaded.entry_id)
    assert not await holds()


async def test_whether_a_budget_is_left(loaded: MockConfigEntry, when: Callable[..., Any]) -> None:
    holds = await when("llm_agents.budget_left")
    assert await holds()
    budgets = loaded.runtime_data.backends.budgets
    budgets.total = type(budgets.total)(tokens_day=0)
    assert not await holds()


@pytest.mark.parametrize(("autonomy", "expected"), [("act", True), ("observe", False)])
async def test_how_far_an_agent_goes(when: Callable[..., Any], autonomy: str, expected: bool) -> None:
    holds = await when("llm_agents.agent_autonomy_is", agent=[AGENT], autonomy=[autonomy])
    assert await holds() is expected


async def test_all_of_them_are_described(hass: HomeAssistant) -> None:
    from custom_components.llm_agents.condition import CONDITIONS
    from custom_components.llm_agents.trigger import TRIGGERS
    from homeassistant.helpers.condition import async_get_all_descriptions as conditions
    from homeassistant.helpers.trigger import async_get_all_descriptions as triggers

    await automate(hass, "llm_agents.backend_lost", conditions=[{"condition": "llm_agents.approval_pending"}])
    described = {name for name in await triggers(hass) if name.startswith(DOMAIN)}
    assert described == {f"{DOMAIN}.{name}" for name in TRIGGERS}
    described = {name for name in await conditions(hass) if name.startswith(DOMAIN)}
    assert described == {f"{DOMAIN}.{name}" for name in CONDITIONS}
    words = await async_get_translations(hass, "en", "triggers", [DOMAIN])
    assert all(f"component.{DOMAIN}.triggers.{name}.name" in words for name in TRIGGERS)
