"""Players that search for music and films by name, which Home Assistant's own intent then plays."""

from collections.abc import Callable
from dataclasses import replace

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import intent

from ..const import ASSISTANT
from ..core.agents.ports import IntentReply
from ..core.home.features import MediaPlayerFeature
from ..core.language.phrases import phrases, sentence
from ..core.language.request import PlatformIntent

MEDIA_PLAYER = "media_player"
_SEARCHES = MediaPlayerFeature.SEARCH_MEDIA | MediaPlayerFeature.PLAY_MEDIA
_PREFERRED_AREA = "preferred_area_id"


def in_room_of_asker(request: PlatformIntent, area_id: str | None) -> PlatformIntent:
    """Return a search that prefers the asker's room where no player or place is named."""
    if area_id is None or request.slots.keys() & {"name", "area", "floor"}:
        return request
    return replace(request, slots={_PREFERRED_AREA: area_id, **request.slots})


def why_not_played(
    hass: HomeAssistant, request: PlatformIntent, language: str, may_control: Callable[[str], bool]
) -> IntentReply | None:
    """Return why a search is not played, `None` where one exposed player can and the asker may control it."""
    found = _players(hass, request, searching=True)
    if found.is_match:
        player = found.states[0]
        return None if may_control(player.entity_id) else _refusal(language, "not_allowed", [player])
    if found.states:
        return _refusal(language, "which", found.states, "or")
    others = _players(hass, request, searching=False).states
    return _refusal(language, "cannot_search" if others else "no_player", others)


def not_played(request: PlatformIntent, language: str) -> str:
    """Return the words for a search that found nothing, or whose find could not be played."""
    return phrases(language).say("media", "not_played", query=str(request.slots.get("search_query", "")))


def _players(hass: HomeAssistant, request: PlatformIntent, *, searching: bool) -> intent.MatchTargetsResult:
    """Match players as Home Assistant's handler does; all that are so called where they need not search."""
    name, area, floor = (str(request.slots.get(slot) or "") or None for slot in ("name", "area", "floor"))
    constraints = intent.MatchTargetsConstraints(
        name=name,
        area_name=area,
        floor_name=floor,
        domains={MEDIA_PLAYER},
        assistant=ASSISTANT,
        features=_SEARCHES if searching else None,
        single_target=searching,
    )
    preferred = str(request.slots.get(_PREFERRED_AREA) or "") or None
    return intent.async_match_targets(hass, constraints, intent.MatchTargetsPreferences(area_id=preferred))


def _refusal(language: str, why: str, players: list[State], last: str = "and") -> IntentReply:
    words = phrases(language)
    names = words.listed([words.called(player.name) for player in players], last)
    speech = words.say("media", why, count=len(players), players=names)
    return IntentReply(ok=False, speech=sentence(speech), error=why)
