"""The weather to come, from the forecasts of Home Assistant's weather entities."""

from datetime import datetime

import voluptuous as vol

from homeassistant.const import ATTR_SUPPORTED_FEATURES, ATTR_TEMPERATURE, UnitOfLength
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_conversion import DistanceConverter

from ..core.agents.ports import IntentReply
from ..core.journal.record import Asker
from ..core.language.outlook import (
    Entry,
    Inquiry,
    Units,
    covering,
    entries_of,
    kinds_for,
    span_of,
    tell_outlook,
    tell_present,
)
from ..core.language.phrases import phrases
from ..core.language.request import PlatformIntent
from .actions import ask_action, exposed

WEATHER = "weather"
_FEATURES = {"daily": 1, "hourly": 2, "twice_daily": 4}  # of a weather entity
_MUTE = frozenset(("unavailable", "unknown"))


async def tell_forecast(hass: HomeAssistant, request: PlatformIntent, asker: Asker, language: str) -> IntentReply:
    """Tell the weather to come by the entity that is named, else by the first exposed one that has a forecast."""
    named = str(request.slots.get("name") or "") or None
    stations = exposed(hass, WEATHER, named)
    if not stations:
        return IntentReply(ok=False, speech="", error="no such weather")
    station = next((state for state in stations if _supported(state)), stations[0])
    inquiry, now = Inquiry.of(request.slots), dt_util.now()
    span, words = span_of(inquiry, now), phrases(language)
    units = _units(station)
    try:
        for kind in kinds_for(inquiry):
            if kind not in _supported(station):
                continue
            entries = covering(span, kind, await _forecast(hass, station, kind, now, asker))
            if entries:
                told = tell_outlook(words, inquiry, span, now, kind, entries, units)
                return IntentReply(ok=True, speech=told)
    except (HomeAssistantError, vol.Invalid) as err:
        return IntentReply(ok=False, speech="", error=str(err) or type(err).__name__)
    told = words.say("forecast", "too_far" if _supported(station) else "no_forecast")
    if span.day == now.date() and station.state not in _MUTE:
        temperature = station.attributes.get(ATTR_TEMPERATURE)
        told = f"{told} {tell_present(words, station.state, temperature, units)}"
    return IntentReply(ok=True, speech=told)


def _supported(station: State) -> list[str]:
    """Return the kinds of forecasts that a weather entity has."""
    features = int(station.attributes.get(ATTR_SUPPORTED_FEATURES) or 0)
    return [kind for kind, feature in _FEATURES.items() if features & feature]


def _units(station: State) -> Units:
    told = station.attributes
    return Units(temperature=told.get("temperature_unit"), wind=told.get("wind_speed_unit"))


async def _forecast(hass: HomeAssistant, station: State, kind: str, now: datetime, asker: Asker) -> list[Entry]:
    """Return the entries of a forecast; raises `HomeAssistantError`."""
    told = await ask_action(hass, WEATHER, "get_forecasts", [station.entity_id], {"type": kind}, asker)
    inches = station.attributes.get("precipitation_unit") == UnitOfLength.INCHES
    factor = DistanceConverter.convert(1, UnitOfLength.INCHES, UnitOfLength.MILLIMETERS) if inches else 1.0
    return entries_of(told[station.entity_id].get("forecast") or (), now.tzinfo, factor)
