"""The family's calendar: what comes back every week, and what is entered."""

from datetime import date, datetime, timedelta
from typing import Any
import uuid

from homeassistant.components.calendar import (
    EVENT_DESCRIPTION,
    EVENT_END,
    EVENT_LOCATION,
    EVENT_START,
    EVENT_SUMMARY,
    CalendarEntity,
    CalendarEntityFeature,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .catalogue import things
from .entity import HomeEntity
from .hub import DemoHomeEntry

#: weekday (Monday is 0), start and end hour or None for the whole day, words
WEEKLY = (
    (1, None, "Rubbish collection"),
    (2, (18.0, 19.5), "Choir"),
    (3, (16.0, 16.75), "Piano lesson"),
    (5, (11.0, 12.0), "Farmers' market"),
)


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the calendar."""
    add(HomeCalendar(entry.runtime_data, device, thing) for device, thing in things("calendar"))


class HomeCalendar(HomeEntity, CalendarEntity):
    """A calendar that outlives restarts."""

    _attr_supported_features = CalendarEntityFeature.CREATE_EVENT | CalendarEntityFeature.DELETE_EVENT

    @property
    def event(self) -> CalendarEvent | None:
        """Return the present or next event."""
        now = dt_util.now()
        return next(iter(self._events(now, now + timedelta(days=14))), None)

    def shown(self) -> Any:
        """Return what is shown."""
        return self.event

    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the events of a time."""
        return self._events(start_date, end_date)

    async def async_create_event(self, **kwargs: Any) -> None:
        """Enter an event."""
        data = {
            "uid": uuid.uuid4().hex,
            "start": kwargs[EVENT_START].isoformat(),
            "end": kwargs[EVENT_END].isoformat(),
            "summary": kwargs[EVENT_SUMMARY],
            "description": kwargs.get(EVENT_DESCRIPTION),
            "location": kwargs.get(EVENT_LOCATION),
        }
        self._keep([*self._entered, data])

    async def async_delete_event(
        self, uid: str, recurrence_id: str | None = None, recurrence_range: str | None = None
    ) -> None:
        """Take an entered event away."""
        self._keep([data for data in self._entered if data["uid"] != uid])

    @property
    def _entered(self) -> list[dict[str, Any]]:
        return self.hub.lists.get(self.key, [])

    def _keep(self, events: list[dict[str, Any]]) -> None:
        self.hub.command(self.key, lambda: self.hub.lists.update({self.key: events}))

    def _events(self, start: datetime, end: datetime) -> list[CalendarEvent]:
        days = [start.date() + timedelta(days=n) for n in range((end.date() - start.date()).days + 1)]
        weekly = [
            _weekly(day, hours, words) for day in days for number, hours, words in WEEKLY if day.weekday() == number
        ]
        found = [
            event
            for event in (*weekly, *map(_event, self._entered))
            if event.start_datetime_local < end and event.end_datetime_local > start
        ]
        return sorted(found, key=lambda event: event.start_datetime_local)


def _weekly(day: date, hours: tuple[float, float] | None, words: str) -> CalendarEvent:
    if hours is None:
        return CalendarEvent(start=day, end=day + timedelta(days=1), summary=words)
    midnight = dt_util.start_of_local_day(day)
    start, end = (midnight + timedelta(hours=hour) for hour in hours)
    return CalendarEvent(start=start, end=end, summary=words)


def _event(data: dict[str, Any]) -> CalendarEvent:
    start, end = (_moment(data[name]) for name in ("start", "end"))
    return CalendarEvent(
        start=start,
        end=end,
        summary=data["summary"],
        description=data["description"],
        location=data["location"],
        uid=data["uid"],
    )


def _moment(text: str) -> date | datetime:
    """Read a day or a moment."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
