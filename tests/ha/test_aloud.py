"""Questions asked aloud by a voice satellite, and answered there."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.const import CONF_ASK_ALOUD, DOMAIN, NAME
from custom_components.llm_agents.core.agents.kernel import Utterance
from custom_components.llm_agents.core.agents.turning import TurnDone
from custom_components.llm_agents.core.journal.record import Asker, Origin, Turn
from custom_components.llm_agents.runtime import LlmAgentsData
from homeassistant.components.assist_satellite import AssistSatelliteEntityFeature
from homeassistant.core import HomeAssistant, ServiceCall, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import area_registry as ar, entity_registry as er

from .conftest import AGENT, set_up
from .devices import FollowingDevices

SATELLITE = "assist_satellite.hallway"


class Satellite:
    """A voice satellite in the hallway, that hears what it is given."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Put it up."""
        registry = er.async_get(hass)
        registry.async_get_or_create("assist_satellite", "test", "hallway", suggested_object_id="hallway")
        registry.async_update_entity(SATELLITE, area_id=ar.async_get(hass).async_get_or_create("Hallway").id)
        hass.config.components.add("assist_satellite")
        self.hears: str | None = "yes please"
        self.asked: list[str] = []
        self.said: list[str] = []
        self._hass = hass
        self.idle()
        hass.services.async_register(
            "assist_satellite", "ask_question", self._ask, supports_response=SupportsResponse.ONLY
        )
        hass.services.async_register("assist_satellite", "announce", self._announce)

    def idle(self, state: str = "idle", able: bool = True) -> None:
        """Be idle, or something else, and able to begin to speak."""
        features = AssistSatelliteEntityFeature.START_CONVERSATION if able else 0
        self._hass.states.async_set(SATELLITE, state, {"supported_features": int(features)})

    async def _ask(self, call: ServiceCall) -> Any:
        assert call.data["entity_id"] == SATELLITE
        self.asked.append(call.data["question"])
        if self.hears is None:
            raise HomeAssistantError("No answer from satellite")
        return {"id": None, "sentence": self.hears, "slots": {}}

    async def _announce(self, call: ServiceCall) -> None:
        self.said.append(call.data["message"])


@pytest.fixture(name="satellite")
def satellite_fixture(hass: HomeAssistant, devices: FollowingDevices) -> Satellite:
    """Return the satellite of the hallway."""
    return Satellite(hass)


@pytest.fixture(name="data")
async def data_fixture(hass: HomeAssistant, satellite: Satellite) -> LlmAgentsData:
    """Return the parts of an entry that asks aloud."""
    entry = MockConfigEntry(
        domain=DOMAIN, title=NAME, unique_id=DOMAIN, options={CONF_ASK_ALOUD: True}, minor_version=2
    )
    entry.add_to_hass(hass)
    await set_up(hass, entry)
    data: LlmAgentsData = entry.runtime_data
    return data


async def unattended(hass: HomeAssistant, data: LlmAgentsData, **changes: Any) -> Turn:
    """Let something in the hallway be asked that nobody was there to hear."""
    area = ar.async_get(hass).async_get_or_create("Hallway")
    settings = {"origin": Origin.AUTOMATION, "area_id": area.id, **changes}
    utterance = Utterance(
        text="unlock the front door",
        language="en",
        conversation_id="plan",
        agent_id=AGENT,
        asker=Asker(**settings),
    )
    done = [event async for event in data.turn(utterance)][-1]
    assert isinstance(done, TurnDone)
    await hass.async_block_till_done(wait_background_tasks=True)
    return done.turn


async def test_a_yes_is_taken_and_told(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, devices: FollowingDevices
) -> None:
    turn = await unattended(hass, data)
    assert satellite.asked == [turn.answer]
    assert turn.answer.endswith("?"), "it is voiced as a question"
    assert devices.state("lock.front_door") == "unlocked"
    assert len(satellite.said) == 1


async def test_a_no_leaves_it(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, devices: FollowingDevices
) -> None:
    satellite.hears = "no"
    await unattended(hass, data)
    assert devices.calls == []
    assert data.approvals.pending() == ()


@pytest.mark.parametrize("hears", [None, "", "the weather is fine"])
async def test_without_an_answer_it_waits_on(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, devices: FollowingDevices, hears: str | None
) -> None:
    satellite.hears = hears
    await unattended(hass, data)
    assert devices.calls == []
    assert len(data.approvals.pending()) == 1


@pytest.mark.parametrize(
    "changes", [{"user_id": "anna"}, {"origin": Origin.VOICE}, {"area_id": None}, {"area_id": "kitchen"}]
)
async def test_not_everything_is_asked_aloud(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, changes: dict[str, Any]
) -> None:
    await unattended(hass, data, **changes)
    assert satellite.asked == []


@pytest.mark.parametrize(("state", "able"), [("listening", True), ("unavailable", True), ("idle", False)])
async def test_a_satellite_that_cannot_is_left_alone(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, state: str, able: bool
) -> None:
    satellite.idle(state, able)
    await unattended(hass, data)
    assert satellite.asked == []


async def test_an_answer_from_elsewhere_ends_the_asking(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, devices: FollowingDevices
) -> None:
    answered = asyncio.Event()

    async def wait(call: ServiceCall) -> Any:
        satellite.asked.append(call.data["question"])
        await answered.wait()
        return {"id": None, "sentence": "yes", "slots": {}}

    hass.services.async_register("assist_satellite", "ask_question", wait, supports_response=SupportsResponse.ONLY)
    area = ar.async_get(hass).async_get_or_create("Hallway")
    utterance = Utterance(
        text="unlock the front door",
        language="en",
        conversation_id="plan",
        agent_id=AGENT,
        asker=Asker(origin=Origin.AUTOMATION, area_id=area.id),
    )
    async for event in data.turn(utterance):
        done = event
    assert isinstance(done, TurnDone)
    await hass.async_block_till_done()
    await data.approve(done.turn.turn_id, Asker(origin=Origin.CARD), None)
    answered.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(devices.calls) == 1
    assert satellite.said == []


async def test_what_a_plan_asks_at_its_time_can_be_answered(
    hass: HomeAssistant, data: LlmAgentsData, satellite: Satellite, devices: FollowingDevices
) -> None:
    """A plan that was agreed to asks again where more is at stake than was told: here an owner's stricter policy."""
    from custom_components.llm_agents.core.agents.policy import Confirm

    area = ar.async_get(hass).async_get_or_create("Hallway")
    utterance = Utterance(
        text="turn on the kitchen light in two seconds",
        language="en",
        conversation_id="plan",
        agent_id=AGENT,
        asker=Asker(origin=Origin.VOICE, area_id=area.id),
    )
    async for event in data.turn(utterance):
        done = event
    assert isinstance(done, TurnDone)
    if done.turn.status != "scheduled":
        pytest.fail(f"not planned: {done.turn.answer}")
    data.policy.replace(Confirm.ALWAYS, ())
    await asyncio.sleep(timedelta(seconds=2.5).total_seconds())
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(satellite.asked) == 1
    assert devices.state("light.kitchen") == "on"
