"""What Home Assistant's recognisers understand, as typed requests."""

from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.bridge.recognised import MOVES, requests_of
from custom_components.llm_agents.core.agents.ports import World
from custom_components.llm_agents.core.journal.record import Asker, Origin
from custom_components.llm_agents.core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component

from .devices import FollowingDevices


@pytest.fixture(name="world")
async def world_fixture(hass: HomeAssistant, loaded: MockConfigEntry, devices: FollowingDevices) -> World:
    """A world with a few more devices than the small home has."""
    for domain in ("light", "climate", "media_player", "cover", "fan", "vacuum", "lawn_mower", "humidifier"):
        await async_setup_component(hass, domain, {})
    devices.add("light.kueche", "Küchenlampe", "Kitchen", "off")
    devices.add("climate.kitchen", "Heizung", "Kitchen", "heat")
    devices.add("media_player.kitchen", "Radio", "Kitchen", "playing")
    devices.add("media_player.hallway", "Lautsprecher", "Hallway", "off")
    devices.add("cover.kitchen", "Rollladen", "Kitchen", "open")
    return loaded.runtime_data.world


async def read(world: World, text: str, language: str = "de", area_id: str | None = None) -> tuple[Request, ...]:
    reading = await world.recognise(text, Asker(origin=Origin.VOICE, area_id=area_id), language)
    return reading.requests if reading else ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schalte die Küchenlampe ein", Act(action=Action.TURN_ON, entity_ids=("light.kueche",))),
        ("schalte die Küchenlampe aus", Act(action=Action.TURN_OFF, entity_ids=("light.kueche",))),
        (
            "stelle die Helligkeit der Küchenlampe auf 50 Prozent",
            Act(action=Action.SET, entity_ids=("light.kueche",), attribute=Attribute.BRIGHTNESS, value=50),
        ),
        (
            "stelle Rollladen auf 30 Prozent",
            Act(action=Action.SET, entity_ids=("cover.kitchen",), attribute=Attribute.POSITION, value=30),
        ),
    ],
)
async def test_german_acts(world: World, text: str, expected: Act) -> None:
    (request,) = await read(world, text)
    assert isinstance(request, Act)
    assert (request.action, request.entity_ids, request.attribute, request.value) == (
        expected.action,
        expected.entity_ids,
        expected.attribute,
        expected.value,
    )


async def test_nothing_is_done(world: World, devices: FollowingDevices) -> None:
    assert await read(world, "schalte die Küchenlampe ein")
    assert devices.calls == []


async def test_a_question(world: World) -> None:
    (request,) = await read(world, "ist die Küchenlampe eingeschaltet")
    assert request == Question(
        ask=Ask.STATE,
        entity_ids=("light.kueche",),
        expected="on",
        words="ist die Küchenlampe eingeschaltet",
    )


async def test_a_platform_intent(world: World) -> None:
    (request,) = await read(world, "wie spät ist es")
    assert isinstance(request, PlatformIntent)
    assert request.intent == intent.INTENT_GET_CURRENT_TIME


@pytest.mark.parametrize(("text", "language"), [("was träumen Pinguine", "de"), ("schalte das Licht ein", "tlh")])
async def test_what_is_not_understood(world: World, text: str, language: str) -> None:
    assert await read(world, text, language) == ()


async def test_what_is_not_exposed_is_not_matched(world: World, devices: FollowingDevices) -> None:
    devices.add("light.geheim", "Geheimlampe", None, "off", exposed=False)
    assert await read(world, "schalte die Geheimlampe ein") == ()


def convert(
    hass: HomeAssistant, intent_type: str, /, area_id: str | None = None, answer: str | None = None, **slots: Any
) -> tuple[Request, ...]:
    return requests_of(hass, intent_type, slots, answer, area_id, "words", is_served=lambda name: name == "Served")


async def test_several_values_are_several_acts(hass: HomeAssistant, world: World) -> None:
    acts = convert(hass, "HassLightSet", name="Küchenlampe", brightness=50, color="red")
    assert [(act.attribute, act.value) for act in acts if isinstance(act, Act)] == [
        (Attribute.BRIGHTNESS, 50),
        (Attribute.COLOR, "red"),
    ]


@pytest.mark.parametrize(("step", "value"), [("up", 10), ("down", -10), (25, 25)])
async def test_louder_and_quieter(hass: HomeAssistant, world: World, step: str | int, value: int) -> None:
    (act,) = convert(hass, "HassSetVolumeRelative", volume_step=step)
    assert isinstance(act, Act)
    assert (act.action, act.entity_ids, act.value) == (Action.ADJUST, ("media_player.kitchen",), value)


@pytest.mark.parametrize("name", sorted(MOVES))
async def test_every_move_is_an_intent_of_home_assistant(hass: HomeAssistant, world: World, name: str) -> None:
    assert name in {handler.intent_type for handler in intent.async_get(hass)}


@pytest.mark.parametrize(
    ("answer", "ask"),
    [
        ("one", Ask.STATE),
        ("any", Ask.ANY),
        ("all", Ask.ALL),
        ("which", Ask.WHICH),
        ("how_many", Ask.COUNT),
        (None, Ask.STATE),
    ],
)
async def test_kinds_of_questions(hass: HomeAssistant, world: World, answer: str | None, ask: Ask) -> None:
    (question,) = convert(hass, "HassGetState", answer=answer, domain=["light"], area="Kitchen", state="on")
    assert isinstance(question, Question)
    assert (question.ask, set(question.entity_ids)) == (ask, {"light.kitchen", "light.kueche"})


async def test_the_temperature_of_the_room(hass: HomeAssistant, world: World) -> None:
    (question,) = convert(hass, "HassClimateGetTemperature", area_id="kitchen")
    assert isinstance(question, Question)
    assert (question.ask, question.entity_ids, question.attribute) == (Ask.VALUE, ("climate.kitchen",), "temperature")


async def test_the_temperature_by_a_sensor(hass: HomeAssistant, world: World, devices: FollowingDevices) -> None:
    devices.add("sensor.warmth", "Warmth", "Hallway", "19.5")
    hass.states.async_set("sensor.warmth", "19.5", {"device_class": "temperature"})
    (question,) = convert(hass, "HassClimateGetTemperature", area="Hallway")
    assert isinstance(question, Question)
    assert question.entity_ids == ("sensor.warmth",)


async def test_no_temperature_there(hass: HomeAssistant, world: World) -> None:
    (problem,) = convert(hass, "HassClimateGetTemperature", area="Hallway")
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.NOT_IN_AREA


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"name": "Nothing"}, Reason.NO_SUCH_DEVICE),
        ({"domain": "fan", "area": "Kitchen"}, Reason.NOT_IN_AREA),
        ({"domain": "fan"}, Reason.NO_SUCH_DEVICE),
    ],
)
async def test_what_is_not_there_is_told(
    hass: HomeAssistant, world: World, slots: dict[str, str], reason: Reason
) -> None:
    (problem,) = convert(hass, "HassTurnOn", **slots)
    assert isinstance(problem, Problem)
    assert problem.reason is reason


async def test_a_shared_name_is_ambiguous_but_in_the_askers_room(
    hass: HomeAssistant, world: World, devices: FollowingDevices
) -> None:
    devices.add("light.one", "Lamp", "Kitchen", "off")
    devices.add("light.two", "Lamp", "Hallway", "off")
    (problem,) = convert(hass, "HassTurnOn", name="Lamp")
    assert isinstance(problem, Problem)
    assert (problem.reason, set(problem.candidates)) == (Reason.AMBIGUOUS, {"light.one", "light.two"})
    (act,) = convert(hass, "HassTurnOn", area_id="hallway", name="Lamp")
    assert isinstance(act, Act)
    assert act.entity_ids == ("light.two",)


async def test_an_intent_that_is_not_ours_gives_nothing(hass: HomeAssistant, world: World) -> None:
    assert convert(hass, "SomebodyElses") == ()
    assert convert(hass, "Served", item="milk", several=["a"]) == (
        PlatformIntent(intent="Served", slots={"item": "milk", "several": "['a']"}, words="words"),
    )


async def test_without_home_assistants_agent_nothing_is_recognised(world: World) -> None:
    with patch("custom_components.llm_agents.bridge.recogniser.async_get_agent", return_value=None):
        assert await read(world, "schalte die Küchenlampe ein") == ()
