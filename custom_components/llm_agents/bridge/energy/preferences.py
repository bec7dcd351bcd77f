"""The Energy dashboard's preferences: what the owner already told Home Assistant of grid, sun, batteries and devices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The preferences as they are kept: the grid, the panels, the batteries and the devices, each as a mapping."""

    grids: tuple[Mapping[str, Any], ...] = ()
    panels: tuple[Mapping[str, Any], ...] = ()
    batteries: tuple[Mapping[str, Any], ...] = ()
    devices: tuple[Mapping[str, Any], ...] = ()


async def async_preferences(hass: HomeAssistant) -> Preferences:
    """Return the preferences; empty ones where there is no Energy dashboard."""
    if "energy" not in hass.config.components:
        return Preferences()
    # Loaded here: the energy component brings the recorder, which not every home has.
    from homeassistant.components.energy.data import async_get_manager

    data: Mapping[str, Any] = (await async_get_manager(hass)).data or {}
    sources = data.get("energy_sources") or []
    by_type = {kind: tuple(one for one in sources if one.get("type") == kind) for kind in ("grid", "solar", "battery")}
    return Preferences(
        grids=by_type["grid"],
        panels=by_type["solar"],
        batteries=by_type["battery"],
        devices=tuple(data.get("device_consumption") or ()),
    )


async def async_included(hass: HomeAssistant) -> dict[str, str]:
    """Return in which statistic each device's consumption is included."""
    devices = (await async_preferences(hass)).devices
    return {one["stat_consumption"]: one["included_in_stat"] for one in devices if one.get("included_in_stat")}
