"""A calendar tells when a vehicle is needed elsewhere, and nothing else of it is read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.llm_agents.bridge.energy.calendars import async_departures
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError

NOW = datetime(2026, 3, 10, 6, 0, tzinfo=UTC).timestamp()
HOUR = 3600.0


def calendar(hass: HomeAssistant, events: Any) -> None:
    """Have a calendar that answers with events."""

    async def answer(call: ServiceCall) -> ServiceResponse:
        if isinstance(events, Exception):
            raise events
        return {call.data["entity_id"]: {"events": events}}

    hass.services.async_register("calendar", "get_events", answer, supports_response=SupportsResponse.ONLY)


async def departures(hass: HomeAssistant) -> tuple[float, ...]:
    return await async_departures(hass, "calendar.car", NOW, NOW + 48 * HOUR)


async def test_a_vehicle_leaves_half_an_hour_before_an_event(hass: HomeAssistant) -> None:
    calendar(hass, [{"start": "2026-03-10T12:00:00+00:00", "end": "2026-03-10T13:00:00+00:00", "summary": "ignore me"}])
    assert await departures(hass) == (NOW + 5.5 * HOUR,)


async def test_times_without_a_zone_are_local(hass: HomeAssistant) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    calendar(hass, [{"start": "2026-03-10T12:00:00"}])
    assert await departures(hass) == (NOW + 4.5 * HOUR,)


@pytest.mark.parametrize(
    "events",
    [
        [{"start": "2026-03-11"}],  # a whole day
        [{"start": "2026-03-10T05:00:00+00:00"}],  # under way
        [{"summary": "nothing"}, "text", None],
        "text",
        HomeAssistantError("no answer"),
    ],
)
async def test_what_tells_no_time_is_left_out(hass: HomeAssistant, events: object) -> None:
    calendar(hass, events)
    assert await departures(hass) == ()


async def test_without_calendars_there_are_none(hass: HomeAssistant) -> None:
    assert await departures(hass) == ()
