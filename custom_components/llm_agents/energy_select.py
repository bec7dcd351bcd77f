"""What an energy asset is to do, set by hand; the plan goes on around it."""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bridge.energy_hub import EnergyHub, Ordered
from .core.energy.asset_codec import AssetEntry
from .core.energy.modes import Mode
from .energy_entity import EnergyEntity, planned_assets
from .runtime import LlmAgentsConfigEntry

AUTO = "auto"
"""The option that leaves an asset to the plan."""


def add_energy_selects(entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the choice for each asset that can be controlled."""
    hub = entry.runtime_data.energy
    for asset in planned_assets(hub):
        if hub is not None and asset.controls:
            async_add_entities([ModeSelect(entry, hub, asset)], config_subentry_id=asset.asset.asset_id)


class ModeSelect(EnergyEntity, SelectEntity):
    """The mode of an asset: the plan's, or one that holds for some hours."""

    def __init__(self, entry: LlmAgentsConfigEntry, hub: EnergyHub, asset: AssetEntry) -> None:
        """Choose for an asset."""
        super().__init__(entry, hub, "asset_mode", asset)
        self._asset_id = asset.asset.asset_id
        self._attr_options = [AUTO, *(mode.value for mode in asset.controls.modes(asset.kind))]

    @property
    @override
    def current_option(self) -> str:
        """Return what a person set, else that the plan decides."""
        override = self.told.get("override")
        return override if override in self.options else AUTO

    @override
    async def async_select_option(self, option: str) -> None:
        """Set the asset by hand, or give it back to the plan."""
        mode = None if option == AUTO else Mode(option)
        user_id = self._context.user_id if self._context else None
        await self._hub.working.override(Ordered(asset_id=self._asset_id, mode=mode, user_id=user_id))
