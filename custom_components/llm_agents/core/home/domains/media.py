"""Media players: power, playing, volume, source."""

from ...language.request import Action, Attribute, Reason
from ..features import MediaPlayerFeature
from ..model import State
from ..wish import (
    PERCENT,
    Move,
    Unable,
    Wish,
    always,
    attribute_is,
    cannot,
    differs,
    has,
    is_state,
    near,
    never,
    number_of,
    tidy,
)
from .base import TOLERANCES, Domain

_OFF = ("off", "standby")
_UNKNOWN = ("unknown", "unavailable")
_PLAYING = ("playing", "buffering")
# What tells that another track plays.
_TRACK = ("media_content_id", "media_title", "media_track", "media_episode", "media_position", "media_channel")


def _ground(wish: Wish) -> Move:
    match wish.attribute:
        case None:
            return _control(wish)
        case Attribute.VOLUME if wish.action in (Action.SET, Action.ADJUST):
            return _volume(wish)
        case Attribute.SOURCE if wish.action is Action.SET:
            wish.need(MediaPlayerFeature.SELECT_SOURCE)
            return _source(wish.option(wish.state.attributes.get("source_list")))
    raise cannot(wish.what)


def _control(wish: Wish) -> Move:
    match wish.action:
        case Action.TURN_ON | Action.TURN_OFF | Action.TOGGLE:
            return _power(wish)
        case Action.PLAY:
            return _play(wish)
        case Action.PAUSE:
            wish.need(MediaPlayerFeature.PAUSE)
            return _silence("media_pause")
        case Action.STOP:
            return _stop(wish)
        case Action.NEXT:
            return _skip(wish, MediaPlayerFeature.NEXT_TRACK, "media_next_track")
        case Action.PREVIOUS:
            return _skip(wish, MediaPlayerFeature.PREVIOUS_TRACK, "media_previous_track")
        case Action.MUTE | Action.UNMUTE:
            wish.need(MediaPlayerFeature.VOLUME_MUTE)
            _need_on(wish)
            return _mute(wish.action is Action.MUTE)
    raise cannot(wish.what)


def _need_on(wish: Wish) -> None:
    """Raise `Unable` for a player that is off: it reports nothing by which the act could be known."""
    if wish.state.state in _OFF:
        raise cannot(wish.what, why="off")


def _power(wish: Wish) -> Move:
    if wish.action is Action.TOGGLE and wish.state.state in _UNKNOWN:
        raise Unable(Reason.UNAVAILABLE)
    turn_on = wish.action is Action.TURN_ON or (wish.action is Action.TOGGLE and wish.state.state in _OFF)
    wish.need(MediaPlayerFeature.TURN_ON if turn_on else MediaPlayerFeature.TURN_OFF)
    return _turn_on() if turn_on else _turn_off()


def _turn_on() -> Move:
    return Move(service="turn_on", holds=lambda state: state.state not in (*_OFF, *_UNKNOWN))


def _turn_off() -> Move:
    return Move(service="turn_off", holds=is_state(*_OFF))


def _play(wish: Wish) -> Move:
    if wish.value is not None:
        # A source can be played by its name; what must be searched for is not this call's to find.
        if not has(wish.state, MediaPlayerFeature.SELECT_SOURCE):
            raise cannot("search", value=str(wish.value))
        return _source(wish.option(wish.state.attributes.get("source_list")))
    wish.need(MediaPlayerFeature.PLAY)
    return _resume()


def _resume() -> Move:
    return Move(service="media_play", holds=is_state("playing"), under_way=is_state("buffering"))


def _silence(service: str) -> Move:
    return Move(service=service, holds=lambda state: state.state not in (*_PLAYING, *_UNKNOWN))


def _stop(wish: Wish) -> Move:
    if has(wish.state, MediaPlayerFeature.STOP):
        return _silence("media_stop")
    wish.need(MediaPlayerFeature.PAUSE)
    return _silence("media_pause")


def _skip(wish: Wish, feature: MediaPlayerFeature, service: str) -> Move:
    wish.need(feature)
    _need_on(wish)
    names = [name for name in _TRACK if wish.state.attributes.get(name) is not None]
    # A player that names no track cannot tell that it skipped one.
    return Move(
        service=service,
        holds=differs(wish.state, _TRACK) if names else never,
        under_way=never if names else always,
    )


def _mute(muted: bool) -> Move:
    return Move(service="volume_mute", data={"is_volume_muted": muted}, holds=attribute_is("is_volume_muted", muted))


def _source(source: str) -> Move:
    return Move(service="select_source", data={"source": source}, holds=attribute_is("source", source))


def _volume(wish: Wish) -> Move:
    _need_on(wish)
    level = number_of(wish.state, "volume_level")
    if has(wish.state, MediaPlayerFeature.VOLUME_SET) and (level is not None or wish.action is Action.SET):
        percent = wish.bounded(None if level is None else level * 100, 0, 100, PERCENT)
        return _volume_level(percent / 100)
    if wish.action is Action.ADJUST and has(wish.state, MediaPlayerFeature.VOLUME_STEP):
        return _volume_step(wish, level)
    raise cannot(wish.what)


def _volume_level(level: float) -> Move:
    return Move(
        service="volume_set",
        data={"volume_level": tidy(level)},
        holds=near("volume_level", level, TOLERANCES["volume_level"]),
        exact=near("volume_level", level, 0.002),
    )


def _volume_step(wish: Wish, level: float | None) -> Move:
    louder = wish.number() > 0
    service = "volume_up" if louder else "volume_down"
    if level is None:
        return Move(service=service, holds=never, under_way=always)

    def moved(state: State) -> bool:
        now = number_of(state, "volume_level")
        return now is not None and (now > level if louder else now < level)

    return Move(service=service, holds=moved, exact=near("volume_level", 1.0 if louder else 0.0, 0))


def _restore(before: State, now: State) -> list[Move]:
    if before.state in _UNKNOWN:
        return []
    if before.state in _OFF:
        return [] if now.state in _OFF or not has(now, MediaPlayerFeature.TURN_OFF) else [_turn_off()]
    moves = [_turn_on()] if now.state in _OFF and has(now, MediaPlayerFeature.TURN_ON) else []
    was = before.attributes
    if (level := number_of(before, "volume_level")) is not None and has(now, MediaPlayerFeature.VOLUME_SET):
        moves.append(_volume_level(level))
    if isinstance(was.get("is_volume_muted"), bool) and has(now, MediaPlayerFeature.VOLUME_MUTE):
        moves.append(_mute(was["is_volume_muted"]))
    if isinstance(was.get("source"), str) and has(now, MediaPlayerFeature.SELECT_SOURCE):
        moves.append(_source(was["source"]))
    moves += _restore_playing(before, now)
    return [move for move in moves if not move.holds(now)]


def _restore_playing(before: State, now: State) -> list[Move]:
    if before.state in _PLAYING and has(now, MediaPlayerFeature.PLAY):
        return [_resume()]
    if before.state == "paused" and has(now, MediaPlayerFeature.PAUSE):
        return [Move(service="media_pause", holds=is_state("paused"))]
    if now.state in _PLAYING:
        return [_silence("media_stop" if has(now, MediaPlayerFeature.STOP) else "media_pause")]
    return []


MEDIA_PLAYER = Domain(ground=_ground, keep=("volume_level", "is_volume_muted", "source"), restore=_restore)
