"""Requests that Home Assistant's own intent handlers serve: timers, lists, weather, time, broadcasts, music by name.

But for what is played nothing that moves a device goes this way; acts pass the policy of the core. What is not
named here is refused, whoever asks for it, but for the intents that the owner wrote.
"""

from collections.abc import Callable
import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from ..const import ASSISTANT, DOMAIN
from ..core.agents.ports import IntentReply
from ..core.journal.record import Asker
from ..core.language.forecasts import FORECAST
from ..core.language.lists import LIST_ITEMS
from ..core.language.media import SEARCH_AND_PLAY
from ..core.language.request import PlatformIntent
from .actions import context_of
from .compat import is_intent_script
from .forecasts import tell_forecast
from .lists import TODO, tell_items
from .phrases import load_phrases, spoken_answer, spoken_error
from .players import in_room_of_asker, not_played, why_not_played
from .timers import of_one_timer

_LOGGER = logging.getLogger(__name__)

_TIMERS = frozenset(
    {
        intent.INTENT_CANCEL_ALL_TIMERS,
        intent.INTENT_CANCEL_TIMER,
        intent.INTENT_DECREASE_TIMER,
        intent.INTENT_INCREASE_TIMER,
        intent.INTENT_PAUSE_TIMER,
        intent.INTENT_START_TIMER,
        intent.INTENT_TIMER_STATUS,
        intent.INTENT_UNPAUSE_TIMER,
    }
)
_LISTS = frozenset({"HassListAddItem", "HassListCompleteItem", "HassListRemoveItem"})
_SHOPPING = frozenset({"HassShoppingListAddItem", "HassShoppingListCompleteItem", "HassShoppingListLastItems"})
_TOLD = frozenset(
    {
        intent.INTENT_BROADCAST,
        intent.INTENT_GET_CURRENT_DATE,
        intent.INTENT_GET_CURRENT_TIME,
        intent.INTENT_NEVERMIND,
        intent.INTENT_RESPOND,
        "HassGetWeather",
    }
)
SERVED = _TIMERS | _LISTS | _SHOPPING | _TOLD | {FORECAST, LIST_ITEMS, SEARCH_AND_PLAY}
"""The intents of Home Assistant that may be handed over as they are, and those that we serve ourselves."""


def is_served(hass: HomeAssistant, intent_type: str) -> bool:
    """Return whether an intent may be handed over: one of ours to hand, or one that the owner wrote."""
    if intent_type in SERVED:
        return True
    return any(handler.intent_type == intent_type and is_intent_script(handler) for handler in intent.async_get(hass))


async def handle_intent(
    hass: HomeAssistant,
    request: PlatformIntent,
    asker: Asker,
    language: str,
    *,
    agent_id: str | None,
    may_control: Callable[[str], bool],
    may_delay: bool,
) -> IntentReply:
    """Let Home Assistant serve a request for the asker, and return what it says; never raises for a refusal.

    A command that waits for a timer comes back to `agent_id`. `may_control` tells whether
    the asker may change an entity, `may_delay` whether a command of the asker may wait.
    """
    if not is_served(hass, request.intent):
        _LOGGER.warning("The intent %s is not one that an agent may hand over", request.intent)
        return IntentReply(ok=False, speech="", error="not served")
    if request.intent == LIST_ITEMS:
        return await tell_items(hass, request, asker, language)
    if request.intent == FORECAST:
        return await tell_forecast(hass, request, asker, language)
    if request.intent == SEARCH_AND_PLAY:
        request = in_room_of_asker(request, asker.area_id)
        if (refused := why_not_played(hass, request, language, may_control)) is not None:
            return refused
    request = of_one_timer(hass, request)
    phrases = await load_phrases(hass, language)
    delays = "conversation_command" in request.slots
    if (delays and not may_delay) or (request.intent in _LISTS and not _may_write(hass, request, may_control)):
        return IntentReply(ok=False, speech="", error="unauthorized")
    try:
        response = await intent.async_handle(
            hass,
            DOMAIN,
            request.intent,
            {name: {"value": value, "text": str(value)} for name, value in request.slots.items()},
            request.words,
            context_of(asker),
            language,
            assistant=ASSISTANT,
            device_id=asker.device_id,
            conversation_agent_id=agent_id,
        )
    except intent.IntentError as err:
        _LOGGER.debug("Home Assistant did not serve %s: %s", request.intent, err)
        key = err.response_key if isinstance(err, intent.IntentHandleError) else None
        said = spoken_error(hass, phrases, key)
        if not said and request.intent == SEARCH_AND_PLAY:
            said = not_played(request, language)
        return IntentReply(ok=False, speech=said, error=str(err) or type(err).__name__)
    failed = response.response_type is intent.IntentResponseType.ERROR
    return IntentReply(ok=not failed, speech=spoken_answer(hass, phrases, request, response))


def _may_write(hass: HomeAssistant, request: PlatformIntent, may_control: Callable[[str], bool]) -> bool:
    """Return whether the asker may change the list that is named; Home Assistant's handlers do not ask."""
    constraints = intent.MatchTargetsConstraints(
        name=str(request.slots.get("name", "")), domains=[TODO], assistant=ASSISTANT
    )
    matched = intent.async_match_targets(hass, constraints)
    return all(may_control(state.entity_id) for state in matched.states)
