"""Whether the energy plan cannot meet what is wanted of an asset."""

from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bridge.energy_hub import EnergyHub
from .core.energy.asset_codec import AssetEntry
from .energy_entity import EnergyEntity, moment, planned_assets
from .runtime import LlmAgentsConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what cannot be met of each asset."""
    hub = entry.runtime_data.energy
    for asset in planned_assets(hub):
        if hub is not None:
            async_add_entities([WishUnmet(entry, hub, asset)], config_subentry_id=asset.asset.asset_id)


class WishUnmet(EnergyEntity, BinarySensorEntity):
    """On while the plan cannot meet what is wanted of an asset."""

    _attr_device_class = BinarySensorDeviceClass.PROBLEM

    def __init__(self, entry: LlmAgentsConfigEntry, hub: EnergyHub, asset: AssetEntry) -> None:
        """Tell of an asset."""
        super().__init__(entry, hub, "wish_unmet", asset)
        self._asset_id = asset.asset.asset_id

    @property
    def _unmet(self) -> list[dict[str, Any]]:
        return [item for item in self._hub.shown.get("unmet", ()) if item["asset_id"] == self._asset_id]

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether something cannot be met; nothing is known without a plan."""
        return bool(self._unmet) if self._hub.shown.get("made_at") else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return what cannot be met, by how much, and when first."""
        return {
            "unmet": [
                {"wanted": item["wanted"], "amount": item["amount"], "at": moment(item["at"])} for item in self._unmet
            ]
        }
