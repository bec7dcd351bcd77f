"""Each blueprint as an automation that runs."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint, DomainBlueprints
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml

from .devices import FollowingDevices

FOLDER = Path(__file__).resolve().parents[2] / "blueprints" / "automation" / "llm_agents"
WHEN = [{"trigger": "event", "event_type": "bell"}]

pytestmark = pytest.mark.usefixtures("loaded", "blueprints")


@pytest.fixture(name="blueprints")
def blueprints_fixture() -> Iterator[None]:
    """Let automations use the repository's blueprints, as an import would."""

    def load(self: DomainBlueprints, path: str) -> Blueprint:
        data = load_yaml(str(FOLDER / path))
        assert isinstance(data, dict)
        return Blueprint(data, path=path, expected_domain="automation", schema=AUTOMATION_BLUEPRINT_SCHEMA)

    with patch.object(DomainBlueprints, "_load_blueprint", load):
        yield


async def automate(hass: HomeAssistant, blueprint: str, **inputs: Any) -> None:
    """Set an automation up from a blueprint."""
    use = {"use_blueprint": {"path": blueprint, "input": {"happening": WHEN, **inputs}}}
    assert await async_setup_component(hass, "automation", {"automation": use})
    assert hass.states.async_entity_ids("automation"), "the automation was not accepted"


async def ring(hass: HomeAssistant, until: Callable[[], object]) -> None:
    """Let happen what the automation waits for, until something has come of it."""
    hass.bus.async_fire("bell")
    async with asyncio.timeout(10):  # an automation that waits for a button never lets Home Assistant be done
        while not until():  # noqa: ASYNC110 - a state has no event of its own here
            await asyncio.sleep(0.01)


async def press(hass: HomeAssistant, action: str) -> None:
    """Press a button of the notification."""
    hass.bus.async_fire("mobile_app_notification_action", {"action": action})
    await hass.async_block_till_done()


async def test_the_answer_is_announced_and_handed_on(hass: HomeAssistant) -> None:
    announced = async_mock_service(hass, "assist_satellite", "announce")
    handed = async_mock_service(hass, "test", "handed")
    await automate(
        hass,
        "ask_and_announce.yaml",
        question="is the front door {{ 'locked' }}",
        satellites=["assist_satellite.kitchen"],
        actions=[{"action": "test.handed", "data": {"text": "{{ reply.answer }}", "status": "{{ reply.status }}"}}],
    )
    await ring(hass, lambda: handed)
    await hass.async_block_till_done()
    assert "locked" in announced[0].data["message"]
    assert announced[0].data["entity_id"] == ["assist_satellite.kitchen"]
    assert handed[0].data == {"text": announced[0].data["message"], "status": "answered"}


async def test_without_satellites_nothing_is_announced(hass: HomeAssistant, devices: FollowingDevices) -> None:
    announced = async_mock_service(hass, "assist_satellite", "announce")
    await automate(hass, "ask_and_announce.yaml", question="turn on the kitchen light")
    await ring(hass, lambda: devices.state("light.kitchen") == "on")
    await hass.async_block_till_done()
    assert announced == []


@pytest.fixture(name="notified")
def notified_fixture(hass: HomeAssistant) -> list[Any]:
    """Return the notifications that the phone gets."""
    return async_mock_service(hass, "notify", "phone")


async def test_a_risky_act_waits_for_the_button(
    hass: HomeAssistant, devices: FollowingDevices, notified: list[Any]
) -> None:
    await automate(hass, "ask_before_risky_act.yaml", request="unlock the front door", notify_action="notify.phone")
    await ring(hass, lambda: notified)
    assert devices.state("lock.front_door") == "locked"
    yes, _no = (button["action"] for button in notified[0].data["data"]["actions"])
    await press(hass, yes)
    assert devices.state("lock.front_door") == "unlocked"


async def test_nobody_else_can_press_the_button_of_a_turn(
    hass: HomeAssistant, devices: FollowingDevices, notified: list[Any]
) -> None:
    await automate(hass, "ask_before_risky_act.yaml", request="unlock the front door", notify_action="notify.phone")
    await ring(hass, lambda: notified)
    turn_id = notified[0].data["data"]["tag"].removeprefix("llm_agents_")
    yes = notified[0].data["data"]["actions"][0]["action"]
    assert turn_id not in yes
    hass.bus.async_fire("mobile_app_notification_action", {"action": f"LLM_AGENTS_YES_{turn_id}"})
    await asyncio.sleep(0.05)
    assert devices.state("lock.front_door") == "locked"


async def test_a_no_drops_the_request(hass: HomeAssistant, devices: FollowingDevices, notified: list[Any]) -> None:
    await automate(hass, "ask_before_risky_act.yaml", request="unlock the front door", notify_action="notify.phone")
    await ring(hass, lambda: notified)
    _yes, no = (button["action"] for button in notified[0].data["data"]["actions"])
    await press(hass, no)
    assert devices.state("lock.front_door") == "locked"


async def test_what_is_harmless_is_done_without_a_question(
    hass: HomeAssistant, devices: FollowingDevices, notified: list[Any]
) -> None:
    await automate(hass, "ask_before_risky_act.yaml", request="turn on the kitchen light", notify_action="notify.phone")
    await ring(hass, lambda: devices.state("light.kitchen") == "on")
    await hass.async_block_till_done()
    assert notified == []
