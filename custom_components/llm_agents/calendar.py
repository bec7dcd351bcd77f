"""The planned runs of energy assets as a calendar: when each takes energy, how much, and what it costs."""

from datetime import datetime, timedelta
from typing import override

from homeassistant.components.calendar import ENTITY_ID_FORMAT, CalendarEntity, CalendarEvent
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub
from .const import DOMAIN
from .core.energy.reasons import Run
from .energy_entity import EnergyEntity, planned_assets
from .runtime import LlmAgentsConfigEntry

PARALLEL_UPDATES = 0

_LITTLE = 0.05  # kWh that are no run


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the calendar, where there are assets."""
    if (hub := entry.runtime_data.energy) is not None:
        async_add_entities([PlanCalendar(entry, hub)])


class PlanCalendar(EnergyEntity, CalendarEntity):
    """The runs of all assets."""

    def __init__(self, entry: LlmAgentsConfigEntry, hub: EnergyHub) -> None:
        """Tell the runs of the assets of a hub."""
        super().__init__(entry, hub, "planned_runs")
        self.entity_id = ENTITY_ID_FORMAT.format(f"{DOMAIN}_energy_plan")

    def _events(self) -> list[CalendarEvent]:
        """Return all runs, the first to begin first."""
        desk = self._hub.desk
        if desk is None:
            return []
        found = [
            self._event(asset.asset.name, asset.asset.asset_id, run)
            for asset in planned_assets(self._hub)
            for run in desk.runs(asset.asset.asset_id)
            if abs(run.energy) >= _LITTLE
        ]
        return sorted(found, key=lambda event: event.start_datetime_local)

    def _event(self, name: str, asset_id: str, run: Run) -> CalendarEvent:
        start = dt_util.as_local(dt_util.utc_from_timestamp(run.start))
        end = max(dt_util.as_local(dt_util.utc_from_timestamp(run.end)), start + timedelta(minutes=1))
        energy = f"{run.energy:.1f} kWh · {run.cost:.2f} {self.hass.config.currency}"
        return CalendarEvent(start=start, end=end, summary=name, description=energy, uid=f"{asset_id}-{int(run.start)}")

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return the run that goes on, else the next one."""
        now = dt_util.utcnow()
        return next((event for event in self._events() if event.end_datetime_local > now), None)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the runs between two times."""
        return [
            event
            for event in self._events()
            if event.end_datetime_local > start_date and event.start_datetime_local < end_date
        ]
