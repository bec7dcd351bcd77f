"""The home's own solar forecast, for the Energy dashboard."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from homeassistant.components.energy.types import SolarForecastType
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

_HOUR = 3600.0


async def async_get_solar_forecast(hass: HomeAssistant, config_entry_id: str) -> SolarForecastType | None:
    """Return the energies in Wh that the plan expects of the sun, by the start of each hour; `None` without a plan."""
    entry = hass.config_entries.async_get_entry(config_entry_id)
    if entry is None or entry.state is not ConfigEntryState.LOADED or entry.runtime_data.energy is None:
        return None
    shown: Mapping[str, Any] = entry.runtime_data.energy.shown
    if not shown.get("pv") or not shown.get("steps"):
        return None
    return {
        "wh_hours": {_text(hour): round(wh, 1) for hour, wh in sorted(_by_hour(shown["steps"], shown["pv"]).items())}
    }


def _by_hour(edges: Sequence[float], powers: Sequence[float | None]) -> dict[int, float]:
    """Return the energy in Wh in each hour since the epoch, of mean powers in kW between edges in seconds."""
    found: defaultdict[int, float] = defaultdict(float)
    for start, end, power in zip(edges, edges[1:], powers, strict=False):
        for hour in range(int(start // _HOUR), int(-(-end // _HOUR))):
            seconds = min(end, (hour + 1) * _HOUR) - max(start, hour * _HOUR)
            found[hour] += (power or 0.0) * 1000 * seconds / _HOUR
    return found


def _text(hour: int) -> str:
    return datetime.fromtimestamp(hour * _HOUR, UTC).isoformat()
