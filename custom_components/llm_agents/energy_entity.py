"""What the entities of energy share: one device for each asset and one for the plan of the home, and following the hub."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, override

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub
from .const import DOMAIN
from .core.energy.asset_codec import AssetEntry
from .core.energy.assets import AssetKind
from .runtime import LlmAgentsConfigEntry

WATCHED = frozenset({AssetKind.GRID, AssetKind.PHOTOVOLTAICS})
"""The kinds of assets that nothing is planned for: the plan is planned around them."""


class EnergyEntity(Entity):
    """An entity of an asset, or of the whole plan; written anew when something else is shown."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _unrecorded_attributes = frozenset({"forecast"})

    def __init__(self, entry: LlmAgentsConfigEntry, hub: EnergyHub, key: str, asset: AssetEntry | None = None) -> None:
        """Be the entity of an asset that a key names, without one of the home's plan."""
        self._hub = hub
        self.asset = asset
        self._attr_translation_key = key
        owner = asset.asset.asset_id if asset is not None else f"{entry.entry_id}_energy"
        self._attr_unique_id = f"{owner}_{key}"
        device = DeviceInfo(entry_type=DeviceEntryType.SERVICE, identifiers={(DOMAIN, owner)})
        if asset is not None:
            device["name"] = asset.asset.name
        else:
            device["translation_key"] = "energy_plan"
        self._attr_device_info = device

    @property
    def told(self) -> Mapping[str, Any]:
        """Return what is shown of the asset, or of the home; nothing while nothing is."""
        return self._hub.asset(self.asset.asset.asset_id) if self.asset is not None else self._hub.shown

    @property
    def unlearned(self) -> str | None:
        """Return why an asset is not planned yet as no model of it was learned."""
        return self._hub.unlearned(self.asset.asset.asset_id) if self.asset is not None else None

    @property
    @override
    def available(self) -> bool:
        """Return whether anything is known: the desk works."""
        return bool(self.told)

    def now(self, values: Sequence[float | None]) -> float | None:
        """Return the one of a plan's values that holds now, `None` beyond the plan."""
        step = bisect_right(self._hub.shown.get("steps", ()), dt_util.utcnow().timestamp()) - 1
        return values[step] if 0 <= step < len(values) else None

    def forecast(self, values: Sequence[float | None]) -> list[dict[str, Any]]:
        """Return a plan's values as cards take them: each with the time from which it holds."""
        steps = self._hub.shown.get("steps", ())
        return [
            {"datetime": dt_util.as_local(dt_util.utc_from_timestamp(at)).isoformat(), "value": value}
            for at, value in zip(steps, values, strict=False)
        ]

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is shown."""
        await super().async_added_to_hass()
        self.async_on_remove(self._hub.listen(self.async_write_ha_state))


def moment(seconds: float | None) -> datetime | None:
    """Return an instant as Home Assistant has it."""
    return None if seconds is None else dt_util.utc_from_timestamp(seconds)


def planned_assets(hub: EnergyHub | None) -> list[AssetEntry]:
    """Return the assets that are planned."""
    return [] if hub is None else [entry for entry in hub.entries if entry.kind not in WATCHED]
