"""Media players."""

from typing import override

from homeassistant.components.media_player import MediaPlayerEntity, MediaPlayerEntityFeature, MediaPlayerState
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import add
from .base import BenchEntity


class BenchPlayer(BenchEntity, MediaPlayerEntity):
    """A player with volume."""

    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY
        | MediaPlayerEntityFeature.PAUSE
        | MediaPlayerEntityFeature.VOLUME_SET
        | MediaPlayerEntityFeature.VOLUME_MUTE
        | MediaPlayerEntityFeature.TURN_ON
        | MediaPlayerEntityFeature.TURN_OFF
    )

    @override
    def begin(self) -> None:
        self._attr_state = MediaPlayerState(self.spec.get("state", "playing"))
        self._attr_volume_level = self.spec.get("volume", 0.4)
        self._attr_is_volume_muted = False

    @override
    async def async_media_play(self) -> None:
        self.obey(state=MediaPlayerState.PLAYING)

    @override
    async def async_media_pause(self) -> None:
        self.obey(state=MediaPlayerState.PAUSED)

    @override
    async def async_turn_on(self) -> None:
        self.obey(state=MediaPlayerState.IDLE)

    @override
    async def async_turn_off(self) -> None:
        self.obey(state=MediaPlayerState.OFF)

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        self.obey(volume_level=volume)

    @override
    async def async_mute_volume(self, mute: bool) -> None:
        self.obey(is_volume_muted=mute)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the players."""
    add(entry, "media_player", BenchPlayer, async_add_entities)
