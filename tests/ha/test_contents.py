"""What is in scenes and scripts of Home Assistant, and what of all its actions an agent can reach."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from custom_components.llm_agents.bridge.contents import contents_of
from custom_components.llm_agents.core.agents.cases import Case
from custom_components.llm_agents.core.agents.inside import BARRED
from custom_components.llm_agents.core.agents.policy import Policy
from custom_components.llm_agents.core.agents.risks import KNOWN_DOMAINS
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.home.contents import Contents
from custom_components.llm_agents.core.home.model import Entity
from custom_components.llm_agents.core.home.steps import Call
from custom_components.llm_agents.core.journal.record import Asker, Check, Decision, Origin
from custom_components.llm_agents.core.language.request import Act, Action
import homeassistant.components
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component

ALLOW, ASK, REFUSE = Decision.ALLOW, Decision.ASK, Decision.REFUSE
_FREE = Policy(rules=[Rule(rule_id="free", effect=ALLOW)])


def judge(entity_id: str, contents: Contents | None, policy: Policy | None = None) -> Check:
    case = Case(asker=Asker(origin=Origin.VOICE), exposed=True, may_control=True, contents=contents)
    entity, act = Entity(entity_id=entity_id, name="A"), Act(action=Action.ACTIVATE, entity_ids=(entity_id,))
    return (policy or Policy()).judge(act, entity, None, case)


async def script(hass: HomeAssistant, *sequence: Mapping[str, Any]) -> Contents | None:
    assert await async_setup_component(hass, "script", {"script": {"a": {"sequence": list(sequence)}}})
    await hass.async_block_till_done()
    return contents_of(hass, "script.a")


async def scene(hass: HomeAssistant, **entities: Any) -> Contents | None:
    config = {"scene": [{"name": "A", "entities": {k.replace("__", "."): v for k, v in entities.items()}}]}
    assert await async_setup_component(hass, "scene", config)
    await hass.async_block_till_done()
    return contents_of(hass, "scene.a")


@pytest.mark.parametrize(
    ("entities", "decision"),
    [
        ({"light__a": "on", "switch__b": "off", "climate__c": "heat", "media_player__d": "playing"}, ALLOW),
        ({"cover__blind": "open"}, ALLOW),
        ({"lock__a": "locked"}, ALLOW),
        ({"lock__a": "unlocked"}, ASK),
        ({"light__a": "on", "cover__garage": "open"}, ASK),
        ({"cover__garage": {"state": "open", "current_position": 40}}, ASK),
        ({"cover__garage": "closed"}, ALLOW),
        ({"alarm_control_panel__a": "disarmed"}, ASK),
        ({"alarm_control_panel__a": "armed_away"}, ALLOW),
        ({"siren__a": "on"}, ASK),
        ({"valve__a": "open"}, ASK),
        ({"automation__a": "off"}, ASK),
        ({"timer__a": "active"}, ASK),
    ],
)
async def test_a_scene_is_as_risky_as_what_is_in_it(
    hass: HomeAssistant, entities: dict[str, Any], decision: Decision
) -> None:
    hass.states.async_set("cover.garage", "closed", {"device_class": "garage"})
    assert judge("scene.a", await scene(hass, **entities)).decision is decision


@pytest.mark.parametrize(
    ("others", "decision"),
    [
        ([("light", None), ("switch", None), ("cover", "blind")], ALLOW),
        ([("light", None), ("lock", None)], ASK),
        ([("cover", "garage")], ASK),
        ([("cover", None)], ASK),
    ],
)
async def test_a_scene_of_another_integration_is_as_risky_as_what_that_has(
    hass: HomeAssistant, others: list[tuple[str, str | None]], decision: Decision
) -> None:
    entry = MockConfigEntry(domain="bridge")
    entry.add_to_hass(hass)
    registry = er.async_get(hass)
    scene = registry.async_get_or_create("scene", "bridge", "0", config_entry=entry).entity_id
    for number, (domain, device_class) in enumerate(others, 1):
        registry.async_get_or_create(
            domain, "bridge", str(number), config_entry=entry, original_device_class=device_class
        )
    assert judge(scene, contents_of(hass, scene)).decision is decision


async def test_a_scene_of_which_nothing_is_known_is_asked_about(hass: HomeAssistant) -> None:
    loose = er.async_get(hass).async_get_or_create("scene", "bridge", "1").entity_id
    assert judge(loose, contents_of(hass, loose)).decision is ASK
    assert judge("scene.gone", contents_of(hass, "scene.gone")).decision is ASK


LIGHT = {"action": "light.turn_on", "target": {"entity_id": "light.a"}}
UNLOCK = {"action": "lock.unlock", "target": {"entity_id": "lock.a"}}


@pytest.mark.parametrize(
    ("sequence", "decision"),
    [
        ([LIGHT, {"delay": 5}, {"stop": "done"}], ALLOW),
        ([{"action": "light.turn_on", "entity_id": "light.a"}], ALLOW),
        ([{"action": "homeassistant.turn_off", "target": {"entity_id": ["light.a", "switch.b"]}}], ALLOW),
        ([{"action": "homeassistant.turn_on", "target": {"entity_id": "cover.garage"}}], ASK),
        ([UNLOCK], ASK),
        ([LIGHT, {"if": [], "then": [UNLOCK]}], ASK),
        ([{"if": [], "then": [LIGHT], "else": [UNLOCK]}], ASK),
        ([{"choose": [{"conditions": [], "sequence": [LIGHT]}], "default": [UNLOCK]}], ASK),
        ([{"choose": [{"conditions": [], "sequence": [UNLOCK]}]}], ASK),
        ([{"repeat": {"count": 2, "sequence": [UNLOCK]}}], ASK),
        ([{"parallel": [LIGHT, UNLOCK]}], ASK),
        ([{"sequence": [UNLOCK]}], ASK),
        ([{"sequence": [LIGHT]}], ALLOW),
        ([{**UNLOCK, "enabled": False}, LIGHT], ALLOW),
        ([{"action": "{{ what }}", "target": {"entity_id": "light.a"}}], ASK),
        ([{"action": "light.turn_on", "target": {"entity_id": "{{ which }}"}}], ASK),
        (
            [{"action": "cover.set_cover_position", "target": {"entity_id": "cover.garage"}, "data": {"position": 0}}],
            ALLOW,
        ),
        (
            [
                {
                    "action": "cover.set_cover_position",
                    "target": {"entity_id": "cover.garage"},
                    "data": {"position": "{{ far }}"},
                }
            ],
            ASK,
        ),
        ([{"event": "open_sesame"}], ASK),
        ([{"scene": "scene.gone"}], ASK),
        ([{"action": "script.a"}], ASK),  # itself, for ever
        ([{"action": "notify.phone", "data": {"message": "x"}}], ASK),
        ([{"action": "light.turn_on", "target": {"area_id": "nowhere"}}], ASK),
        ([{"action": "light.turn_on", "target": {"entity_id": "all"}}], ASK),
    ],
)
async def test_a_script_is_as_risky_as_what_is_in_it(
    hass: HomeAssistant, sequence: list[dict[str, Any]], decision: Decision
) -> None:
    hass.states.async_set("cover.garage", "closed", {"device_class": "garage", "current_position": 0})
    assert judge("script.a", await script(hass, *sequence)).decision is decision


@pytest.mark.parametrize(
    "service",
    [
        "shell_command.run",
        "rest_command.run",
        "python_script.run",
        "hassio.host_reboot",
        "automation.turn_off",
        "homeassistant.restart",
    ],
)
async def test_a_script_that_reaches_out_is_asked_about_whatever_the_owner_allows(
    hass: HomeAssistant, service: str
) -> None:
    contents = await script(hass, LIGHT, {"action": service})
    check = judge("script.a", contents, _FREE)
    assert (check.decision, check.rule) == (ASK, "contents")


async def test_the_owner_may_free_a_script_that_opens_a_door(hass: HomeAssistant) -> None:
    assert judge("script.a", await script(hass, UNLOCK), _FREE).decision is ALLOW


async def test_what_is_in_a_room_is_in_a_script_that_acts_on_the_room(hass: HomeAssistant) -> None:
    hall = ar.async_get(hass).async_create("Hall")
    registry = er.async_get(hass)
    door = registry.async_get_or_create("lock", "demo", "1", suggested_object_id="door")
    registry.async_update_entity(door.entity_id, area_id=hall.id)
    contents = await script(hass, {"action": "lock.unlock", "target": {"area_id": hall.id}})
    assert contents is not None
    assert [held.entity.entity_id for held in contents.held if held.entity] == ["lock.door"]
    assert judge("script.a", contents).decision is ASK


async def test_a_group_of_covers_in_a_script_is_as_risky_as_the_garage_door_in_it(hass: HomeAssistant) -> None:
    hass.states.async_set("cover.garage", "closed", {"device_class": "garage"})
    hass.states.async_set("cover.all", "closed", {"entity_id": ["cover.blind", "cover.garage"]})
    contents = await script(hass, {"action": "cover.open_cover", "target": {"entity_id": "cover.all"}})
    assert judge("script.a", contents).decision is ASK


async def test_the_action_of_a_device_is_known_by_its_type(hass: HomeAssistant) -> None:
    entry = er.async_get(hass).async_get_or_create("light", "demo", "1", suggested_object_id="a")
    step = {"device_id": "d", "domain": "light", "entity_id": entry.id, "type": "turn_on"}
    door = er.async_get(hass).async_get_or_create("lock", "demo", "1", suggested_object_id="a")
    other = {"device_id": "d", "domain": "lock", "entity_id": door.id, "type": "unlock"}
    assert judge("script.a", await script(hass, step)).decision in (ALLOW, ASK)
    assert judge("script.a", await script(hass, other)).decision is ASK


async def test_a_script_that_is_not_there_is_not_known(hass: HomeAssistant) -> None:
    assert judge("script.gone", contents_of(hass, "script.gone")).decision is ASK
    assert judge("script.gone", None).decision is ASK


def _services() -> list[tuple[str, str]]:
    """Return all actions that this release of Home Assistant describes, with those that need no description."""
    folder = Path(homeassistant.components.__file__).parent
    found = {("automation", "trigger"), ("shell_command", "any"), ("rest_command", "any"), ("python_script", "any")}
    for path in folder.glob("*/services.yaml"):
        services = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        found |= {(path.parent.name, service) for service in services}
    return sorted(found)


REACHABLE_PER_DOMAIN = 14
"""No kind of device has more actions than these that an agent can call."""


def test_every_action_that_is_not_in_the_table_is_refused_whatever_the_owner_allows() -> None:
    services = _services()
    assert len(services) > 1000
    reached: dict[str, list[str]] = {}
    for domain, service in services:
        entity = Entity(entity_id=f"{domain}.a", name="A")
        case = Case(
            asker=Asker(origin=Origin.VOICE),
            exposed=True,
            may_control=True,
            confirmed=True,
            pin_given=True,
            contents=Contents(),
        )
        check = _FREE.judge_call(
            Call(domain=domain, service=service, entity_ids=(entity.entity_id,)), entity, None, case
        )
        if check.decision is not REFUSE:
            reached.setdefault(domain, []).append(service)
        else:
            assert check.rule == "unknown_action"
    assert set(reached) <= KNOWN_DOMAINS
    assert not BARRED & set(reached)
    assert all(len(found) <= REACHABLE_PER_DOMAIN for found in reached.values()), reached
    never = {"reload", "set_default_code", "enable_motion_detection", "record", "snapshot", "install", "send_command"}
    assert not [service for found in reached.values() for service in found if service in never]


async def test_what_an_intent_of_the_owner_does_is_known_as_of_a_script(hass: HomeAssistant) -> None:
    unlock = {"action": "lock.unlock", "target": {"entity_id": "lock.door"}}
    told = {"speech": {"text": "Knock knock"}}
    config = {"intent_script": {"GoodNight": {"action": [unlock]}, "TellJoke": told}}
    assert await async_setup_component(hass, "intent_script", config)
    night = contents_of(hass, "intent_script.GoodNight")
    assert night is not None
    assert [held.service for held in night.held] == ["lock.unlock"]
    assert contents_of(hass, "intent_script.TellJoke") == Contents()
    assert contents_of(hass, "intent_script.Other") == Contents(opaque=("intent",))
    assert contents_of(hass, "intent_script.HassTurnOn") == Contents(opaque=("intent",))
