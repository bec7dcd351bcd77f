"""What an agent's run may look up in Home Assistant: calendars, to-do lists and notifications, as marked texts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import voluptuous as vol

from homeassistant.components.persistent_notification import DOMAIN as NOTIFICATIONS
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError

from ..core.agents.origins import Marked, Source
from ..core.journal.record import Asker
from .actions import ask_action, exposed
from .lists import TODO, open_items

CALENDAR = "calendar"
MOST_TEXTS = 60
"""Texts of one look."""

_DAYS = 7  # of calendars, where none are said
_LETTERS = 500


async def look_up(hass: HomeAssistant, source: Source, query: str, asker: Asker) -> Sequence[Marked]:
    """Return texts of a source that the asker may see; only exposed calendars and lists are read.

    `query` is a number of days for calendars, a name for lists. Where Home Assistant refuses or fails, there are none.
    """
    try:
        match source:
            case Source.CALENDAR:
                texts: Iterable[str] = await _events(hass, query, asker)
            case Source.TODO:
                texts = await _items(hass, query, asker)
            case Source.NOTIFICATION:
                texts = _notifications(hass)
            case _:
                texts = ()
    except HomeAssistantError, vol.Invalid:
        return ()
    return [Marked(text=text[:_LETTERS], source=source) for text in list(texts)[:MOST_TEXTS]]


async def _events(hass: HomeAssistant, query: str, asker: Asker) -> list[str]:
    """Return the events of all exposed calendars within some days, the next first."""
    calendars = exposed(hass, CALENDAR)
    if not calendars:
        return []
    days = int(query) if query.isdecimal() and query != "0" else _DAYS
    entity_ids = [state.entity_id for state in calendars]
    told = await ask_action(hass, CALENDAR, "get_events", entity_ids, {"duration": {"days": days}}, asker)
    events = [(event, state) for state in calendars for event in told[state.entity_id].get("events", ())]
    events.sort(key=lambda found: str(found[0].get("start", "")))
    return [_event(event, state) for event, state in events]


def _event(event: Mapping[str, Any], calendar: State) -> str:
    where = f" ({event['location']})" if event.get("location") else ""
    return f"{event.get('start')} - {event.get('end')}: {event.get('summary')}{where} [{calendar.name}]"


async def _items(hass: HomeAssistant, query: str, asker: Asker) -> list[str]:
    """Return what is still to be done on the lists of a name, on all exposed ones where none is named."""
    lists = exposed(hass, TODO, query or None) or exposed(hass, TODO)
    if not lists:
        return []
    items = await open_items(hass, lists, asker)
    return [
        f"{item['summary']}{' until ' + str(item['due']) if item.get('due') else ''} [{state.name}]"
        for state in lists
        for item in items[state.entity_id]
        if item.get("summary")
    ]


def _notifications(hass: HomeAssistant) -> list[str]:
    """Return the notifications that Home Assistant shows to everybody, the newest first."""
    shown: Mapping[str, Mapping[str, Any]] = hass.data.get(NOTIFICATIONS, {})
    newest = sorted(shown.values(), key=lambda one: str(one.get("created_at", "")), reverse=True)
    return [": ".join(str(part) for part in (one.get("title"), one.get("message")) if part) for one in newest]
