"""Television and speakers."""

from functools import partial
from typing import Any

from homeassistant.components.media_player import (
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .arrangement import Device, Thing
from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry, Hub
from .sim.devices import Media

FEATURES = (
    MediaPlayerEntityFeature.TURN_ON
    | MediaPlayerEntityFeature.TURN_OFF
    | MediaPlayerEntityFeature.PLAY
    | MediaPlayerEntityFeature.PAUSE
    | MediaPlayerEntityFeature.STOP
    | MediaPlayerEntityFeature.NEXT_TRACK
    | MediaPlayerEntityFeature.PREVIOUS_TRACK
    | MediaPlayerEntityFeature.VOLUME_SET
    | MediaPlayerEntityFeature.VOLUME_STEP
    | MediaPlayerEntityFeature.VOLUME_MUTE
    | MediaPlayerEntityFeature.SELECT_SOURCE
    | MediaPlayerEntityFeature.PLAY_MEDIA
    | MediaPlayerEntityFeature.MEDIA_ANNOUNCE
)
TRACKS = ("Morning Light", "Blue Harbour", "Paper Boats", "Late Train", "Rain on Tin", "Long Way Up")


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the players."""
    add(HomePlayer(entry.runtime_data, device, thing) for device, thing in things("media_player"))


class HomePlayer(DeviceEntity[Media], MediaPlayerEntity):
    """A player of some sources."""

    _attr_supported_features = FEATURES
    _attr_volume_step = 0.1

    def __init__(self, hub: Hub, device: Device, thing: Thing) -> None:
        """Tell what it is."""
        super().__init__(hub, device, thing)
        kind = MediaPlayerDeviceClass.TV if self.device.is_tv else MediaPlayerDeviceClass.SPEAKER
        self._attr_device_class = kind
        self._attr_source_list = list(self.device.sources)

    @property
    def state(self) -> MediaPlayerState:
        """Return what it does."""
        return MediaPlayerState(self.device.state)

    @property
    def volume_level(self) -> float:
        """Return the volume, 0 to 1."""
        return self.device.volume

    @property
    def is_volume_muted(self) -> bool:
        """Return whether it is muted."""
        return self.device.muted

    @property
    def source(self) -> str:
        """Return the source."""
        return self.device.source

    @property
    def media_content_type(self) -> MediaType | None:
        """Return the kind of what plays."""
        if self.device.state not in ("playing", "paused"):
            return None
        return MediaType.CHANNEL if self.device.is_tv else MediaType.MUSIC

    @property
    def media_title(self) -> str | None:
        """Return what plays."""
        if self.device.state not in ("playing", "paused"):
            return None
        return self.device.title or TRACKS[self.device.track % len(TRACKS)]

    async def async_turn_on(self) -> None:
        """Switch on: a television shows its source at once."""
        self._set(state="playing" if self.device.is_tv else "idle")

    async def async_turn_off(self) -> None:
        """Switch off."""
        self._set(state="off")

    async def async_media_play(self) -> None:
        """Play."""
        self._set(state="playing")

    async def async_media_pause(self) -> None:
        """Pause."""
        self._set(state="paused")

    async def async_media_stop(self) -> None:
        """Stop."""
        self._set(state="idle", title="")

    async def async_media_next_track(self) -> None:
        """Play the next piece."""
        self._set(state="playing", track=self.device.track + 1, title="")

    async def async_media_previous_track(self) -> None:
        """Play the piece before."""
        self._set(state="playing", track=self.device.track - 1, title="")

    async def async_set_volume_level(self, volume: float) -> None:
        """Set the volume."""
        self._set(volume=round(volume, 2))

    async def async_mute_volume(self, mute: bool) -> None:
        """Mute or not."""
        self._set(muted=mute)

    async def async_select_source(self, source: str) -> None:
        """Choose a source."""
        self._set(source=source, title="")

    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        """Play what is asked for."""
        self._set(state="playing", title=media_id)

    def _set(self, **values: Any) -> None:
        self.command(partial(self._apply, values))

    def _apply(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(self.device, name, value)
