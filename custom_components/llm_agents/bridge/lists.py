"""What is on Home Assistant's to-do lists, for which it has no intent of its own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError

from ..core.agents.ports import IntentReply
from ..core.journal.record import Asker
from ..core.language.answers import tell_list
from ..core.language.lists import concerning
from ..core.language.phrases import phrases
from ..core.language.request import PlatformIntent
from .actions import ask_action, exposed

TODO = "todo"


async def tell_items(hass: HomeAssistant, request: PlatformIntent, asker: Asker, language: str) -> IntentReply:
    """Tell what is still to be done on the list that is named, on every exposed one when none is."""
    named = str(request.slots.get("name") or "") or None
    lists = exposed(hass, TODO, named)
    if not lists:
        return IntentReply(ok=False, speech="", error="no such list")
    try:
        items = await open_items(hass, lists, asker)
    except HomeAssistantError as err:
        return IntentReply(ok=False, speech="", error=str(err) or type(err).__name__)
    words = phrases(language)
    about = str(request.slots.get("about") or "")
    told = [
        tell_list(words, state.name, concerning(_summaries(items[state.entity_id]), about, language)) for state in lists
    ]
    return IntentReply(ok=True, speech=" ".join(told))


async def open_items(
    hass: HomeAssistant, lists: Iterable[State], asker: Asker
) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Return what is still to be done, as Home Assistant has it, by list; raises `HomeAssistantError`."""
    entity_ids = [state.entity_id for state in lists]
    told = await ask_action(hass, TODO, "get_items", entity_ids, {"status": ["needs_action"]}, asker)
    return {entity_id: one.get("items", ()) for entity_id, one in told.items()}


def _summaries(items: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(item["summary"]) for item in items if item.get("summary")]
