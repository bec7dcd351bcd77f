"""Media players."""

from typing import Any, ClassVar, override

from homeassistant.components.media_player import (
    BrowseMedia,
    MediaClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState,
    MediaType,
    RepeatMode,
    SearchMedia,
    SearchMediaQuery,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity

_FIRST = {
    "state": "idle",
    "volume": 0.5,
    "muted": False,
    "track": 5,
    "content": None,
    "shuffle": False,
    "repeat": "off",
}


class BenchPlayer(BenchEntity, MediaPlayerEntity):
    """A player that finds whatever is searched for."""

    FIELDS: ClassVar = {
        "volume_level": "volume",
        "is_volume_muted": "muted",
        "media_track": "track",
        "media_title": "content",
        "source": "source",
        "shuffle": "shuffle",
        "repeat": "repeat",
    }

    _attr_media_content_type = MediaType.MUSIC
    _attr_volume_step = 0.1

    @override
    def begin(self) -> None:
        can = Feature.PLAY | Feature.PAUSE | Feature.STOP | Feature.VOLUME_SET | Feature.VOLUME_STEP
        can |= Feature.VOLUME_MUTE | Feature.TURN_ON | Feature.TURN_OFF | Feature.NEXT_TRACK | Feature.PREVIOUS_TRACK
        can |= Feature.PLAY_MEDIA | Feature.SEARCH_MEDIA | Feature.SHUFFLE_SET | Feature.REPEAT_SET
        self.truth = dict(_FIRST)
        if sources := self.attributes.get("source_list"):
            can |= Feature.SELECT_SOURCE
            self._attr_source_list = [str(source) for source in sources]
            self.truth["source"] = None
        self._attr_supported_features = can

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"state": {"true": "on", "false": "off"}.get(state, state)}

    @property
    @override
    def state(self) -> MediaPlayerState:
        return MediaPlayerState(self.truth["state"])

    @property
    @override
    def volume_level(self) -> float:
        return float(self.truth["volume"])

    @property
    @override
    def is_volume_muted(self) -> bool:
        return bool(self.truth["muted"])

    @property
    @override
    def media_track(self) -> int:
        return int(self.truth["track"])

    @property
    @override
    def media_title(self) -> str:
        return self.truth["content"] or f"Track {self.truth['track']}"

    @property
    @override
    def source(self) -> str | None:
        return self.truth.get("source")

    @property
    @override
    def shuffle(self) -> bool:
        return bool(self.truth["shuffle"])

    @property
    @override
    def repeat(self) -> RepeatMode:
        return RepeatMode(self.truth["repeat"])

    @override
    async def async_turn_on(self) -> None:
        self.obey(state="on")

    @override
    async def async_turn_off(self) -> None:
        self.obey(state="off")

    @override
    async def async_mute_volume(self, mute: bool) -> None:
        self.obey(muted=mute)

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        self.obey(volume=volume)

    @override
    async def async_volume_up(self) -> None:
        self.obey(volume=min(1.0, self.truth["volume"] + 0.1))

    @override
    async def async_volume_down(self) -> None:
        self.obey(volume=max(0.0, self.truth["volume"] - 0.1))

    @override
    async def async_media_play(self) -> None:
        self.obey(state="playing")

    @override
    async def async_media_pause(self) -> None:
        self.obey(state="paused")

    @override
    async def async_media_stop(self) -> None:
        self.obey(state="idle")

    @override
    async def async_media_next_track(self) -> None:
        self.obey(track=self.truth["track"] + 1)

    @override
    async def async_media_previous_track(self) -> None:
        self.obey(track=self.truth["track"] - 1)

    @override
    async def async_select_source(self, source: str) -> None:
        self.obey(source=source)

    @override
    async def async_set_shuffle(self, shuffle: bool) -> None:
        self.obey(shuffle=shuffle)

    @override
    async def async_set_repeat(self, repeat: RepeatMode) -> None:
        self.obey(repeat=str(repeat))

    @override
    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        self.obey(state="playing", content=str(media_id))

    @override
    async def async_search_media(self, query: SearchMediaQuery) -> SearchMedia:
        found = BrowseMedia(
            title=query.search_query,
            media_class=MediaClass.MUSIC,
            media_content_type=MediaType.MUSIC,
            media_content_id=query.search_query,
            can_play=True,
            can_expand=False,
        )
        return SearchMedia(result=[found])


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the players."""
    add(entry, "media_player", BenchPlayer, add_entities)
