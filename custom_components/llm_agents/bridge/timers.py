"""Which of several timers is meant where Home Assistant's handlers would take none."""

from dataclasses import replace

from homeassistant.components.intent.const import TIMER_DATA
from homeassistant.components.intent.timers import TimerInfo
from homeassistant.core import HomeAssistant

from ..core.language.request import PlatformIntent

_ABOUT_ONE = {
    "HassCancelTimer": None,
    "HassIncreaseTimer": None,
    "HassDecreaseTimer": None,
    "HassTimerStatus": None,
    "HassPauseTimer": True,
    "HassUnpauseTimer": False,
}
"""Intents about one timer, and whether it must be running."""
_TOLD = frozenset({"name", "start_hours", "start_minutes", "start_seconds"})


def of_one_timer(hass: HomeAssistant, request: PlatformIntent) -> PlatformIntent:
    """Return a request for `the kitchen timer` with the length of the one that is meant.

    Of several in a room it is the one without a name that rings next: who means one with a name says the name.
    """
    if request.intent not in _ABOUT_ONE or "area" not in request.slots or _TOLD & request.slots.keys():
        return request
    there = [timer for timer in hass.data[TIMER_DATA].timers.values() if _is_meant(timer, request)]
    unnamed = [timer for timer in there if not timer.name]
    if len(there) < 2 or not unnamed:
        return request
    timer = min(unnamed, key=lambda timer: timer.seconds_left)
    spans = {"hours": timer.start_hours, "minutes": timer.start_minutes, "seconds": timer.start_seconds}
    length = {f"start_{unit}": value for unit, value in spans.items() if value is not None}
    return replace(request, slots={**request.slots, **length})


def _is_meant(timer: TimerInfo, request: PlatformIntent) -> bool:
    """Return whether a timer rings in the room that was said and is in a state in which it can be meant."""
    running = _ABOUT_ONE[request.intent]
    room = str(request.slots["area"]).strip().casefold()
    return (
        not timer.conversation_command and timer.area_name == room and (running is None or timer.is_active is running)
    )
