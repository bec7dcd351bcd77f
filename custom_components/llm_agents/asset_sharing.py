"""What controls assets is let to the agents: exposed to Assist, and taken into the scope of those for energy."""

from collections.abc import Collection, Iterable, Iterator

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity, async_should_expose
from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from .agents import agent_id_of
from .const import ASSISTANT, SUBENTRY_AGENT
from .core.agents.profile_codec import BadProfile, profile_from_data, profile_to_data
from .core.agents.profiles import Profile, Role
from .runtime import LlmAgentsConfigEntry


@callback
def unshared(hass: HomeAssistant, entry: LlmAgentsConfigEntry, entity_ids: Iterable[str]) -> tuple[str, ...]:
    """Return which entities are not the agents' to control: not exposed, or out of the scope of one for energy."""
    home = entry.runtime_data.world.home() if entry.state is ConfigEntryState.LOADED else None
    scopes = [profile.scope for _, profile in _agents(entry)]

    def shared(entity_id: str) -> bool:
        known = home.entities.get(entity_id) if home is not None else None
        covered = home is None or known is None or all(scope.covers(known, home) for scope in scopes)
        return covered and async_should_expose(hass, ASSISTANT, entity_id)

    return tuple(entity_id for entity_id in entity_ids if not shared(entity_id))


@callback
def share(hass: HomeAssistant, entry: ConfigEntry, entity_ids: Collection[str]) -> None:
    """Expose entities, and take them into the scope of the agents for energy, where that has bounds."""
    for entity_id in entity_ids:
        async_expose_entity(hass, ASSISTANT, entity_id, True)
    for subentry, profile in _agents(entry):
        if profile.scope.whole or profile.scope.entities.issuperset(entity_ids):
            continue
        data = profile_to_data(profile)
        data["scope"]["entities"] = sorted(profile.scope.entities.union(entity_ids))
        hass.config_entries.async_update_subentry(entry, subentry, data=data)


@callback
def unshare(hass: HomeAssistant, entity_ids: Iterable[str]) -> None:
    """Expose entities no longer: neither agents nor voice assistants control them."""
    for entity_id in entity_ids:
        async_expose_entity(hass, ASSISTANT, entity_id, False)


def _agents(entry: ConfigEntry) -> Iterator[tuple[ConfigSubentry, Profile]]:
    """Yield the agents for energy that can be read."""
    for subentry in entry.get_subentries_of_type(SUBENTRY_AGENT):
        try:
            profile = profile_from_data(agent_id_of(subentry), subentry.title, subentry.data)
        except BadProfile:
            continue
        if profile.role is Role.ENERGY:
            yield subentry, profile
