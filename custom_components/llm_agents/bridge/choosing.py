"""Which of our agents an entity of Home Assistant is."""

from collections.abc import Collection

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..core.agents.profiles import ORCHESTRATOR_ID

CONVERSATION = "conversation"
AUTONOMY = "autonomy"
"""The translation key of the entities that set how far agents go."""


@callback
def own_agents(hass: HomeAssistant) -> dict[str, str]:
    """Return the ids of our agents by their conversation entities, the orchestrator first."""
    found: dict[str, str] = {}
    for entity in er.async_get(hass).entities.values():
        if entity.platform == DOMAIN and entity.domain == CONVERSATION and entity.config_entry_id is not None:
            agent_id = _agent_id(hass, entity)
            one = {entity.entity_id: agent_id}
            found = one | found if agent_id == ORCHESTRATOR_ID else found | one
    return found


@callback
def autonomy_selects(hass: HomeAssistant) -> dict[str, str]:
    """Return the entities that set how far our agents go, those that are enabled, by the ids of the agents."""
    return {
        _agent_id(hass, entity): entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN and entity.translation_key == AUTONOMY and entity.disabled_by is None
    }


def _agent_id(hass: HomeAssistant, entity: er.RegistryEntry) -> str:
    entry = hass.config_entries.async_get_entry(entity.config_entry_id or "")
    subentry = entry.subentries.get(entity.config_subentry_id or "") if entry else None
    if subentry is None:
        return ORCHESTRATOR_ID
    return subentry.unique_id or subentry.subentry_id


@callback
def agents_of(hass: HomeAssistant, entity_ids: Collection[str]) -> frozenset[str]:
    """Return the ids of the agents that entities are; those that are none of ours are left out."""
    own = own_agents(hass)
    return frozenset(own[entity_id] for entity_id in entity_ids if entity_id in own)
