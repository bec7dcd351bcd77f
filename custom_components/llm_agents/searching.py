"""Finding things in the home by words, as far as somebody may read them."""

from typing import Any

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import HomeAssistant

from .core.home.retrieval import ranked
from .core.journal.record import Asker
from .core.language.phrases import FALLBACK_LANGUAGE
from .runtime import LlmAgentsData


async def search_home(
    hass: HomeAssistant, data: LlmAgentsData, words: str, asker: Asker, language: str, limit: int
) -> list[dict[str, Any]]:
    """Return the entities that words are about, the likeliest first, with their room and present state.

    Only what is exposed is found, and of it only what the user may read; a user that is not known reads nothing.
    """
    user = await hass.auth.async_get_user(asker.user_id) if asker.user_id else None
    if asker.user_id is not None and (user is None or not user.is_active):
        return []
    reader = await data.kernel.languages.reader(language) or await data.kernel.languages.reader(FALLBACK_LANGUAGE)
    if reader is None:
        return []
    home = data.world.home()
    found: list[dict[str, Any]] = []
    for entity, score in ranked(words, reader.index(home), domains=reader.hints(words), area_id=asker.area_id):
        if user is not None and not user.permissions.check_entity(entity.entity_id, POLICY_READ):
            continue
        state = data.world.states(entity.entity_id)
        if state is None or not data.world.is_exposed(entity.entity_id):
            continue
        area = home.areas.get(entity.area_id) if entity.area_id else None
        floor = home.floors.get(area.floor_id) if area and area.floor_id else None
        found.append(
            {
                "entity_id": entity.entity_id,
                "name": entity.name,
                "area": area.name if area else None,
                "floor": floor.name if floor else None,
                "state": state.state,
                "unit": state.attributes.get("unit_of_measurement"),
                "device_class": entity.device_class,
                "score": round(score, 2),
            }
        )
        if len(found) == limit:
            break
    return found
