"""Forgetting what was said to an agent, and planning energy anew."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agents import Agent
from .core.journal.store import JournalError
from .energy_button import add_energy_button
from .entity import AgentEntity, add_for_each_agent
from .errors import invalid, journal_failed
from .persons import administrator_asks
from .runtime import LlmAgentsConfigEntry

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the button of each agent, and that of the energy plan."""
    add_energy_button(entry, async_add_entities)
    add_for_each_agent(entry, async_add_entities, lambda agent: [ForgetButton(entry, agent)])


class ForgetButton(AgentEntity, ButtonEntity):
    """Erases the conversations with an agent and what was learned in them, of all persons, for good.

    It is an administrator's: a person forgets what is theirs by words or by the action.
    """

    _attr_entity_category = EntityCategory.CONFIG

    def __init__(self, entry: LlmAgentsConfigEntry, agent: Agent) -> None:
        """Forget for an agent."""
        super().__init__(entry, agent, "forget")

    @override
    async def async_press(self) -> None:
        """Erase them."""
        if not await administrator_asks(self.hass, self._context):
            raise invalid("forget_needs_administrator")
        try:
            await self._data.journal.erase_agent(self.agent.agent_id)
        except JournalError as err:
            raise journal_failed(err) from err
