"""How far each agent goes by itself, to be changed at any time."""

from types import MappingProxyType
from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agents import Agent, shipped_names
from .const import SUBENTRY_AGENT
from .core.agents.profile_codec import profile_to_data
from .core.agents.profiles import Autonomy, Role
from .energy_select import add_energy_selects
from .entity import AgentEntity, add_for_each_agent
from .errors import invalid
from .persons import administrator_asks
from .runtime import LlmAgentsConfigEntry

PARALLEL_UPDATES = 0

_LEVELS = [level.value for level in Autonomy]


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the choice for each agent, and for each energy asset."""
    add_energy_selects(entry, async_add_entities)
    add_for_each_agent(entry, async_add_entities, lambda agent: [AutonomySelect(entry, agent)])


class AutonomySelect(AgentEntity, SelectEntity):
    """The autonomy of an agent; it holds from the next act on.

    Everybody who may use the entity can hold an agent back; to let it do more is an administrator's.
    """

    _attr_entity_category = EntityCategory.CONFIG
    _attr_options = _LEVELS

    def __init__(self, entry: LlmAgentsConfigEntry, agent: Agent) -> None:
        """Choose for an agent."""
        super().__init__(entry, agent, "autonomy")

    @property
    @override
    def current_option(self) -> str:
        """Return the level that holds."""
        return self.profile.autonomy.value

    @override
    async def async_select_option(self, option: str) -> None:
        """Keep another level with the agent."""
        more = _LEVELS.index(option) > _LEVELS.index(self.current_option)
        if more and not await administrator_asks(self.hass, self._context):
            raise invalid("autonomy_needs_administrator")
        data = {**profile_to_data(self.profile), "autonomy": option}
        kept = self._data.agents.subentry(self.agent.agent_id)
        if kept is not None:
            self.hass.config_entries.async_update_subentry(self._entry, kept, data=data)
            return
        orchestrator = ConfigSubentry(
            data=MappingProxyType(data),
            subentry_type=SUBENTRY_AGENT,
            title=(await shipped_names(self.hass))[Role.ORCHESTRATOR],
            unique_id=self.agent.agent_id,
        )
        self.hass.config_entries.async_add_subentry(self._entry, orchestrator)
