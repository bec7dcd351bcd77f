"""Assist pipelines in which Home Assistant answers before an agent is asked, and so past the policy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homeassistant.const import CONF_PLATFORM, CONF_TRIGGER, CONF_TRIGGERS
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN

if TYPE_CHECKING:
    from homeassistant.components.assist_pipeline import Pipeline
    from homeassistant.components.automation import BaseAutomationEntity

ASSIST_PIPELINE = "assist_pipeline"
AUTOMATION = "automation"
EVENT_AUTOMATION_RELOADED = "automation_reloaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceAutomation:
    """An automation that acts on guarded devices when a sentence is said."""

    entity_id: str
    name: str
    devices: tuple[str, ...]


@callback
def own_pipelines(hass: HomeAssistant) -> list[Pipeline]:
    """Return the pipelines that speak to an agent of ours."""
    if ASSIST_PIPELINE not in hass.config.components:
        return []
    # Only loaded when pipelines are: they bring packages of their own.
    from homeassistant.components.assist_pipeline import async_get_pipelines

    own = {
        entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN and entity.domain == "conversation"
    }
    return [pipeline for pipeline in async_get_pipelines(hass) if pipeline.conversation_engine in own]


async def ask_the_agent_first(hass: HomeAssistant, pipeline_id: str) -> None:
    """Let a pipeline no longer answer by itself what its agent should; nothing when it is gone."""
    from homeassistant.components.assist_pipeline import async_update_pipeline

    for pipeline in own_pipelines(hass):
        if pipeline.id == pipeline_id:
            await async_update_pipeline(hass, pipeline, prefer_local_intents=False)


async def turn_off_automation(hass: HomeAssistant, entity_id: str) -> None:
    """Turn an automation off, until its owner turns it on again."""
    await hass.services.async_call(AUTOMATION, "turn_off", {"entity_id": entity_id}, blocking=True)


@callback
def sentence_automations(hass: HomeAssistant, guarded: Callable[[str], bool]) -> list[SentenceAutomation]:
    """Return the automations, those turned on, that a sentence lets act on guarded devices."""
    if AUTOMATION not in hass.config.components:
        return []
    from homeassistant.components.automation import DATA_COMPONENT

    found = []
    for entity in hass.data[DATA_COMPONENT].entities:
        if not entity.is_on or not _waits_for_sentence(entity.raw_config or {}):
            continue
        devices = tuple(sorted(entity_id for entity_id in _touched(hass, entity) if guarded(entity_id)))
        if devices:
            name = str(entity.name or entity.entity_id)
            found.append(SentenceAutomation(entity_id=entity.entity_id, name=name, devices=devices))
    return found


def _waits_for_sentence(config: Mapping[str, Any]) -> bool:
    triggers = config.get(CONF_TRIGGERS, config.get(CONF_TRIGGER)) or []
    for trigger in triggers if isinstance(triggers, list) else [triggers]:
        if isinstance(trigger, Mapping) and "conversation" in (trigger.get(CONF_TRIGGER), trigger.get(CONF_PLATFORM)):
            return True
    return False


def _touched(hass: HomeAssistant, entity: BaseAutomationEntity) -> Iterator[str]:
    """Yield the entities that an automation names, by themselves, their device or their area."""
    registry = er.async_get(hass)
    yield from entity.referenced_entities
    for device_id in entity.referenced_devices:
        yield from (entry.entity_id for entry in er.async_entries_for_device(registry, device_id))
    for area_id in entity.referenced_areas:
        yield from (entry.entity_id for entry in er.async_entries_for_area(registry, area_id))


@callback
def follow_pipelines(hass: HomeAssistant, on_change: Callable[[], None]) -> Callable[[], None]:
    """Call when pipelines or automations have changed; return what ends it."""
    ends: list[Callable[[], None]] = []

    @callback
    def reloaded(_event: Event) -> None:
        on_change()

    ends.append(hass.bus.async_listen(EVENT_AUTOMATION_RELOADED, reloaded))
    if ASSIST_PIPELINE in hass.config.components:
        from homeassistant.components.assist_pipeline.pipeline import KEY_ASSIST_PIPELINE

        async def changed(_changes: Any) -> None:
            on_change()

        ends.append(hass.data[KEY_ASSIST_PIPELINE].pipeline_store.async_add_change_set_listener(changed))

    @callback
    def end() -> None:
        for stop in ends:
            stop()

    return end
