"""When a calendar needs a vehicle elsewhere. Only the times of events are read: what they say is not."""

from datetime import UTC, datetime
import logging

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ...core.energy.forecasting.departures import ON_THE_WAY

_LOGGER = logging.getLogger(__name__)


async def async_departures(hass: HomeAssistant, entity_id: str, start: float, end: float) -> tuple[float, ...]:
    """Return the instants at which to leave for the events of a calendar that begin between two instants.

    Events of whole days say no time and are left out; so is a calendar that cannot be read.
    """
    try:
        told = await hass.services.async_call(
            "calendar",
            "get_events",
            {
                "entity_id": entity_id,
                "start_date_time": datetime.fromtimestamp(start, UTC).isoformat(),
                "end_date_time": datetime.fromtimestamp(end, UTC).isoformat(),
            },
            blocking=True,
            return_response=True,
        )
    except (HomeAssistantError, ValueError) as err:
        _LOGGER.debug("The calendar %s cannot be read: %s", entity_id, err)
        return ()
    calendar = told.get(entity_id) if isinstance(told, dict) else None
    events = calendar.get("events") if isinstance(calendar, dict) else None
    begins = (
        [_instant(event.get("start")) for event in events or () if isinstance(event, dict)]
        if isinstance(events, list)
        else []
    )
    return tuple(sorted(at - ON_THE_WAY for at in begins if at is not None and start < at - ON_THE_WAY))


def _instant(text: object) -> float | None:
    if not isinstance(text, str) or "T" not in text:
        return None
    found = dt_util.parse_datetime(text)
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=dt_util.get_default_time_zone())).timestamp()
