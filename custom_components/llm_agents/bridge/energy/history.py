"""What was measured, from the recorder's statistics, as the core's series."""

from collections.abc import Iterable
from typing import Literal

from homeassistant.core import HomeAssistant

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.steps import Series

type Period = Literal["5minute", "hour"]


async def async_statistics(
    hass: HomeAssistant, statistic_ids: Iterable[str], start: float, end: float, period: Period = "hour"
) -> dict[str, Series]:
    """Return means of statistics between two instants, in kW, °C, shares; counters of energy become mean power in kW.

    NaN where nothing is recorded; ids without statistics are left out.
    """
    raise NotImplementedError


async def async_history(
    hass: HomeAssistant, entry: AssetEntry, role: EntityRole, start: float, end: float, period: Period = "hour"
) -> Series | None:
    """Return the history of one of an asset's entities; `POWER` has the sign of `sources.measured_power`."""
    raise NotImplementedError


async def async_base_load(
    hass: HomeAssistant, entries: Iterable[AssetEntry], start: float, end: float, period: Period = "hour"
) -> Series | None:
    """Return what the home used without its assets, in kW: grid + sun + battery - what is controlled."""
    raise NotImplementedError


async def async_imported_this_month(hass: HomeAssistant, grid: AssetEntry, now: float) -> float:
    """Return the kWh that were imported since the local month began; 0 where no counter is known."""
    raise NotImplementedError
