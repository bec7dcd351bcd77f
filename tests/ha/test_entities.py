"""The entities of agents: what they tell, after a restart too, and what they change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed
from syrupy.assertion import SnapshotAssertion

from custom_components.llm_agents.const import DOMAIN
from custom_components.llm_agents.core.agents.profiles import Autonomy
from custom_components.llm_agents.core.journal.events import Event, Kind
from custom_components.llm_agents.core.memory.facts import Evidence, Fact, FactKind, How, fact_to_json
from custom_components.llm_agents.core.plain import plain
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .conftest import AGENT, Say, set_up
from .devices import FollowingDevices
from .test_agents import add_agent, change_agent, device_of, remove_agent, subentry_of

PLATFORMS = {"button", "conversation", "event", "select", "sensor"}
DECISION = "event.llm_agents_decision"
LAST = "sensor.llm_agents_last_decision"
PENDING = "sensor.llm_agents_pending_approvals"
AUTONOMY = "select.comfort_agent_autonomy"


def state_of(hass: HomeAssistant, entity_id: str) -> State:
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state


async def spend(entry: MockConfigEntry, agent: str, tokens: int, money: float, at: datetime | None = None) -> None:
    data = {"input_tokens": tokens - 1, "output_tokens": 1, "money": money, "total_ms": 100.0}
    moment = (at or dt_util.utcnow()).isoformat()
    event = Event(kind=Kind.USAGE_SPENT, subject="cloud", at=moment, agent=agent, data=data)
    await entry.runtime_data.journal.record(event)


async def select(hass: HomeAssistant, option: str, user_id: str | None = None) -> None:
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": AUTONOMY, "option": option},
        blocking=True,
        context=Context(user_id=user_id),
    )
    await hass.async_block_till_done()


@pytest.fixture(name="all_enabled")
def all_enabled_fixture() -> Iterator[None]:
    """Enable also what is off by default."""
    with patch("homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True):
        yield


# All of them


@pytest.mark.usefixtures("all_enabled")
@pytest.mark.parametrize("agent_id", ["orchestrator", "comfort"])
async def test_the_entities_of_an_agent(
    hass: HomeAssistant,
    devices: FollowingDevices,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
    agent_id: str,
    freezer: FrozenDateTimeFactory,
) -> None:
    freezer.move_to("2026-11-21T12:00:00+00:00")
    await set_up(hass, entry)
    kept = subentry_of(entry, agent_id)
    key = entry.entry_id if agent_id == "orchestrator" else kept.subentry_id
    own = [e for e in er.async_entries_for_config_entry(entity_registry, entry.entry_id) if e.unique_id.startswith(key)]
    own = [entity for entity in own if entity.domain in PLATFORMS]
    assert {e.config_subentry_id for e in own} == {None if agent_id == "orchestrator" else kept.subentry_id}
    told = {
        entity.entity_id: {
            "unique_id": entity.unique_id.removeprefix(key),
            "category": entity.entity_category,
            "device_class": entity.original_device_class,
            "name": entity.original_name,
            "translation_key": entity.translation_key,
            "unit": entity.unit_of_measurement,
            "state": state_of(hass, entity.entity_id).state,
            "attributes": dict(state_of(hass, entity.entity_id).attributes),
        }
        for entity in own
    }
    assert plain(told) == snapshot


async def test_heavy_counters_are_off_by_default(loaded: MockConfigEntry, entity_registry: er.EntityRegistry) -> None:
    off = {
        entity.translation_key
        for entity in er.async_entries_for_config_entry(entity_registry, loaded.entry_id)
        if entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    }
    assert off == {"tokens_today", "tokens_month", "latency", "success_rate"}


# Turns


async def test_the_last_decision_is_told_in_ids_and_rules(hass: HomeAssistant, say: Say) -> None:
    assert state_of(hass, LAST).state == "unknown"
    await say("turn on the kitchen light")
    told = state_of(hass, LAST)
    assert told.state == "done"
    assert (told.attributes["entities"], told.attributes["rules"]) == (["light.kitchen"], ["risk.turn_on"])
    assert "Kitchen" not in str({key: value for key, value in told.attributes.items() if key != "friendly_name"})


async def test_a_decision_of_one_agent_is_not_that_of_another(hass: HomeAssistant, say: Say) -> None:
    await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    assert state_of(hass, LAST).state == "unknown"
    assert state_of(hass, "sensor.lighting_agent_last_decision").state == "done"


@pytest.mark.usefixtures("all_enabled")
async def test_figures_outlive_a_restart(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    await say("turn on the kitchen light")
    await spend(loaded, "orchestrator", 1200, 0.25)
    ids = [
        LAST,
        *(
            f"sensor.llm_agents_{key}"
            for key in ("success_rate", "tokens_today", "tokens_this_month", "cost_this_month")
        ),
    ]
    before = [state_of(hass, entity_id).state for entity_id in ids]
    assert before == ["done", "100.0", "1200", "1200", "0.25"]
    assert float(state_of(hass, "sensor.llm_agents_latency").state) > 0
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert [state_of(hass, entity_id).state for entity_id in ids] == before


async def test_a_question_that_waits_is_counted_until_it_is_answered(hass: HomeAssistant, say: Say) -> None:
    assert state_of(hass, PENDING).state == "0"
    asked = await say("unlock the front door")
    assert state_of(hass, PENDING).state == "1"
    await say("no", conversation_id=asked.conversation_id)
    assert state_of(hass, PENDING).state == "0"


async def test_a_question_that_waits_is_counted_after_a_restart(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry
) -> None:
    await say("unlock the front door")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, PENDING).state == "1"


# Events


async def test_each_decision_is_an_event_without_words(hass: HomeAssistant, say: Say, loaded: MockConfigEntry) -> None:
    await say("unlock the front door")
    told = state_of(hass, DECISION)
    turn = (await loaded.runtime_data.journal.latest(1))[0]
    assert told.attributes["event_type"] == "asked"
    assert (told.attributes["turn_id"], told.attributes["agent"]) == (turn.turn_id, "orchestrator")
    assert (told.attributes["entities"], told.attributes["rules"]) == (["lock.front_door"], ["risk.unlock"])
    assert "unlock the" not in str(told.attributes)


async def test_what_became_of_a_turn_later_is_told(hass: HomeAssistant, say: Say) -> None:
    heard: list[str] = []
    hass.bus.async_listen(
        "state_changed",
        lambda event: (
            heard.append(event.data["new_state"].attributes.get("event_type"))
            if event.data["entity_id"] == DECISION
            else None
        ),
    )
    done = await say("turn on the kitchen light")
    await say("undo that", conversation_id=done.conversation_id)
    await hass.async_block_till_done()
    assert heard == ["done", "done", "undone"]


async def test_a_conflict_is_told_by_both_agents(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    data = {"winner": "comfort", "loser": "energy", "rule": "precedence"}
    event = Event(kind=Kind.CONFLICT_DECIDED, subject="climate.hall", at=dt_util.utcnow().isoformat(), data=data)
    await loaded.runtime_data.journal.record(event)
    await hass.async_block_till_done()
    for agent in ("comfort", "energy"):
        told = state_of(hass, f"event.{agent}_agent_decision").attributes
        assert (told["event_type"], told["winner"], told["loser"]) == ("conflict", "comfort", "energy")
        assert told["entities"] == ["climate.hall"]
    assert state_of(hass, DECISION).state == "unknown"


# Spending


@pytest.mark.usefixtures("all_enabled")
async def test_counters_begin_anew_at_midnight_and_with_the_month(
    hass: HomeAssistant, devices: FollowingDevices, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-29T22:59:00+00:00")
    await set_up(hass, entry)
    await spend(entry, "comfort", 100, 0.5)

    def told() -> list[float]:
        return [
            float(state_of(hass, f"sensor.comfort_agent_{key}").state) for key in ("tokens_today", "cost_this_month")
        ]

    assert told() == [100, 0.5]
    freezer.move_to("2026-11-29T23:00:01+00:00")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert told() == [0, 0.5]
    assert state_of(hass, "sensor.comfort_agent_tokens_today").attributes["last_reset"] == "2026-11-30T00:00:00+01:00"
    freezer.move_to("2026-11-30T23:00:01+00:00")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert told() == [0, 0]
    assert (
        state_of(hass, "sensor.comfort_agent_cost_this_month").attributes["last_reset"] == "2026-12-01T00:00:00+01:00"
    )


async def test_money_is_in_the_currency_of_the_home(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert state_of(hass, "sensor.comfort_agent_cost_today").attributes["unit_of_measurement"] == hass.config.currency


# Autonomy


async def test_autonomy_holds_at_once_and_is_kept(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    assert state_of(hass, AUTONOMY).state == "act"
    await select(hass, "observe")
    assert state_of(hass, AUTONOMY).state == "observe"
    assert loaded.runtime_data.kernel.profiles.get("comfort").autonomy is Autonomy.OBSERVE
    assert subentry_of(loaded, "comfort").data["autonomy"] == "observe"


async def test_everybody_may_hold_an_agent_back_and_administrators_let_it_go(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    user = MockUser(is_owner=False, groups=[await hass.auth.async_get_group("system-users")]).add_to_hass(hass)
    await select(hass, "ask", user.id)
    with pytest.raises(ServiceValidationError) as caught:
        await select(hass, "act", user.id)
    assert caught.value.translation_key == "autonomy_needs_administrator"
    assert state_of(hass, AUTONOMY).state == "ask"
    await select(hass, "act", hass_admin_user.id)
    assert state_of(hass, AUTONOMY).state == "act"


async def test_the_orchestrator_without_its_subentry_gets_one_when_it_is_changed(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    await remove_agent(hass, loaded, "orchestrator")
    await hass.services.async_call(
        "select", "select_option", {"entity_id": "select.llm_agents_autonomy", "option": "ask"}, blocking=True
    )
    await hass.async_block_till_done()
    assert subentry_of(loaded, "orchestrator").title == "Orchestrator"
    assert loaded.runtime_data.kernel.profiles.get("orchestrator").autonomy is Autonomy.ASK
    assert state_of(hass, "select.llm_agents_autonomy").state == "ask"


async def test_no_agent_reaches_its_own_settings(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, devices: FollowingDevices
) -> None:
    own = (AUTONOMY, "button.comfort_agent_forget_conversations", PENDING)
    for entity_id in own:
        async_expose_entity(hass, "conversation", entity_id, True)
    await hass.async_block_till_done()
    assert [entity_id for entity_id in own if entity_id in loaded.runtime_data.source.home().entities] == [PENDING]


# Forgetting


def fact_learned_in(turn_id: str) -> Event:
    at = dt_util.utcnow().isoformat()
    evidence = Evidence(how=How.WORDS, turn_id=turn_id, words="remember", at=at)
    fact = Fact(fact_id=f"of-{turn_id}", kind=FactKind.FACT, text="a fact", evidence=evidence)
    return Event(kind=Kind.FACT_LEARNED, subject=fact.fact_id, at=at, data=fact_to_json(fact))


async def test_the_button_erases_the_conversations_with_one_agent(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry
) -> None:
    journal = loaded.runtime_data.journal
    await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    await journal.record(fact_learned_in((await journal.latest(1))[0].turn_id))
    await say("turn on the hallway light")
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.lighting_agent_forget_conversations"}, blocking=True
    )
    assert [turn.profile for turn in await journal.latest(10)] == ["orchestrator"]
    assert await journal.events({Kind.FACT_LEARNED}) == []
    assert loaded.runtime_data.figures.of("lighting").last is None


@pytest.mark.parametrize(("forgets", "hallway"), [(False, "on"), (True, "off")])
async def test_what_was_erased_is_not_spoken_of_any_more(
    hass: HomeAssistant, say: Say, devices: FollowingDevices, forgets: bool, hallway: str
) -> None:
    done = await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    if forgets:
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.lighting_agent_forget_conversations"}, blocking=True
        )
    settings = {"agent_id": "conversation.lighting_agent", "conversation_id": done.conversation_id}
    await say("and the hallway light", **settings)
    assert devices.state("light.hallway") == hallway


async def test_only_an_administrator_erases_what_is_everybody_s(
    hass: HomeAssistant, say: Say, loaded: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    await say("turn on the kitchen light", agent_id="conversation.lighting_agent")
    user = MockUser(is_owner=False, groups=[await hass.auth.async_get_group("system-users")]).add_to_hass(hass)
    with pytest.raises(ServiceValidationError) as caught:
        await hass.services.async_call(
            "button",
            "press",
            {"entity_id": "button.lighting_agent_forget_conversations"},
            blocking=True,
            context=Context(user_id=user.id),
        )
    assert caught.value.translation_key == "forget_needs_administrator"
    assert len(await loaded.runtime_data.journal.latest(10)) == 1


# Coming and going


async def test_a_new_agent_has_all_entities_at_once(
    hass: HomeAssistant, loaded: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    kept = await add_agent(hass, loaded)
    comfort, nights = device_of(hass, loaded, "comfort"), device_of(hass, loaded, kept.subentry_id)
    assert comfort is not None
    assert nights is not None

    def keys(device_id: str) -> set[str | None]:
        return {e.translation_key for e in er.async_entries_for_device(entity_registry, device_id, True)}

    assert keys(nights.id) == keys(comfort.id)
    assert state_of(hass, "select.nights_autonomy").state == "act"


async def test_figures_of_an_agent_that_cannot_be_read_are_unavailable(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    await change_agent(hass, loaded, "comfort", role="butler")
    assert state_of(hass, AUTONOMY).state == "unavailable"
    assert state_of(hass, "sensor.comfort_agent_cost_today").state == "unavailable"
    assert state_of(hass, AGENT).state != "unavailable"


async def test_unloading_makes_all_unavailable_and_no_listener_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, entity_registry: er.EntityRegistry, caplog: pytest.LogCaptureFixture
) -> None:
    assert await hass.config_entries.async_unload(loaded.entry_id)
    async_fire_time_changed(hass, datetime.now(UTC) + timedelta(days=1))
    await hass.async_block_till_done()
    own: list[Any] = er.async_entries_for_config_entry(entity_registry, loaded.entry_id)
    told = {state_of(hass, e.entity_id).state for e in own if e.disabled_by is None}
    assert told == {"unavailable"}
    assert [record for record in caplog.records if record.levelname == "ERROR" and DOMAIN in record.name] == []
