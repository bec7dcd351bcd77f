"""What the entities of agents share: one device for each agent, and following what its owner changes."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agents import Agent
from .const import DOMAIN, NAME
from .core.agents.profiles import Profile
from .runtime import LlmAgentsConfigEntry


class AgentEntity(Entity):
    """An entity of one agent; written anew when its owner changes the agent."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: LlmAgentsConfigEntry, agent: Agent, key: str | None = None) -> None:
        """Be the entity of an agent that a key names; without one be the agent itself."""
        self.agent = agent
        self._entry = entry
        self._data = entry.runtime_data
        self._attr_unique_id = agent.key if key is None else f"{agent.key}_{key}"
        if key is not None:
            self._attr_translation_key = key
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, agent.key)},
            name=NAME if agent.subentry_id is None else self.profile.name,
        )

    @property
    def profile(self) -> Profile:
        """Return the agent as its owner has it now."""
        return self._data.agents.profiles.get(self.agent.agent_id)

    @property
    @override
    def available(self) -> bool:
        """Return whether the agent can be read; its owner is told in the log where it cannot."""
        return self.agent.agent_id in self._data.agents

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the agent."""
        await super().async_added_to_hass()
        self.async_on_remove(self._data.agents.listen(self.agent.agent_id, self.async_write_ha_state))


@callback
def add_for_each_agent(
    entry: LlmAgentsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[Agent], Iterable[Entity]],
) -> None:
    """Add the entities of each agent that there is, and of each that comes."""

    @callback
    def add(agent: Agent) -> None:
        async_add_entities(make(agent), config_subentry_id=agent.subentry_id)

    entry.async_on_unload(entry.runtime_data.agents.follow(add))
