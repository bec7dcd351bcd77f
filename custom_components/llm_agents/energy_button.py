"""Planning anew, now."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bridge.energy_hub import EnergyHub
from .energy_entity import EnergyEntity
from .runtime import LlmAgentsConfigEntry


def add_energy_button(entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the button of the plan, where there are assets."""
    if (hub := entry.runtime_data.energy) is not None:
        async_add_entities([ReplanButton(entry, hub)])


class ReplanButton(EnergyEntity, ButtonEntity):
    """Makes a new plan."""

    def __init__(self, entry: LlmAgentsConfigEntry, hub: EnergyHub) -> None:
        """Plan for the assets of a hub."""
        super().__init__(entry, hub, "replan")

    @override
    async def async_press(self) -> None:
        """Plan anew."""
        await self._hub.working.plan_now()
