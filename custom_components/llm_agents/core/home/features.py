"""The feature flags of Home Assistant's domains, as its entities report them in `supported_features`.

The values are Home Assistant's (developer documentation, "Entity", each domain's
"Supported features"); only those that grounding asks for are named.
"""

from enum import IntFlag


class LightFeature(IntFlag):
    """Of `light`."""

    EFFECT = 4


class FanFeature(IntFlag):
    """Of `fan`."""

    SET_SPEED = 1
    OSCILLATE = 2
    DIRECTION = 4
    PRESET_MODE = 8
    TURN_OFF = 16
    TURN_ON = 32


class CoverFeature(IntFlag):
    """Of `cover`."""

    OPEN = 1
    CLOSE = 2
    SET_POSITION = 4
    STOP = 8
    OPEN_TILT = 16
    CLOSE_TILT = 32
    STOP_TILT = 64
    SET_TILT_POSITION = 128


class ValveFeature(IntFlag):
    """Of `valve`."""

    OPEN = 1
    CLOSE = 2
    SET_POSITION = 4
    STOP = 8


class LockFeature(IntFlag):
    """Of `lock`."""

    OPEN = 1


class AlarmFeature(IntFlag):
    """Of `alarm_control_panel`."""

    ARM_HOME = 1
    ARM_AWAY = 2
    ARM_NIGHT = 4
    ARM_CUSTOM_BYPASS = 16
    ARM_VACATION = 32


class ClimateFeature(IntFlag):
    """Of `climate`."""

    TARGET_TEMPERATURE = 1
    TARGET_TEMPERATURE_RANGE = 2
    TARGET_HUMIDITY = 4
    FAN_MODE = 8
    PRESET_MODE = 16
    SWING_MODE = 32
    TURN_OFF = 128
    TURN_ON = 256


class WaterHeaterFeature(IntFlag):
    """Of `water_heater`."""

    TARGET_TEMPERATURE = 1
    OPERATION_MODE = 2
    AWAY_MODE = 4
    ON_OFF = 8


class HumidifierFeature(IntFlag):
    """Of `humidifier`."""

    MODES = 1


class MediaPlayerFeature(IntFlag):
    """Of `media_player`."""

    PAUSE = 1
    VOLUME_SET = 4
    VOLUME_MUTE = 8
    PREVIOUS_TRACK = 16
    NEXT_TRACK = 32
    TURN_ON = 128
    TURN_OFF = 256
    PLAY_MEDIA = 512
    VOLUME_STEP = 1024
    SELECT_SOURCE = 2048
    STOP = 4096
    PLAY = 16384
    SEARCH_MEDIA = 4194304


class VacuumFeature(IntFlag):
    """Of `vacuum`."""

    PAUSE = 4
    STOP = 8
    RETURN_HOME = 16
    FAN_SPEED = 32
    START = 8192


class LawnMowerFeature(IntFlag):
    """Of `lawn_mower`."""

    START_MOWING = 1
    PAUSE = 2
    DOCK = 4
    STOP = 8


class SirenFeature(IntFlag):
    """Of `siren`."""

    TURN_ON = 1
    TURN_OFF = 2
