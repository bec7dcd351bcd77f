"""What Home Assistant's own agent recognised, as typed requests: entities resolved, nothing done.

The intents of devices become acts and questions, so that they pass our policy and are
verified like every other; Home Assistant's handlers of them are never called.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import intent

from ..const import ASSISTANT
from ..core.language.request import (
    Act,
    Action,
    Ask,
    Attribute,
    PlatformIntent,
    Problem,
    Question,
    Reason,
    Request,
    Value,
)

type Slots = Mapping[str, Any]

_VOLUME_STEP = 10  # per cent, where only "louder" was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What an intent of devices asks for.

    `domains` are those it is for, where its sentence does not name one. `values` maps its
    slots to attributes, each an act of its own.
    `state` is that of the devices meant where the sentence names none and several are there.
    """

    action: Action
    domains: Sequence[str] = ()
    values: Mapping[str, Attribute] | None = None
    state: str | None = None


_PLAYER = ("media_player",)
_PLAYING = "playing"
MOVES: Mapping[str, Move] = {
    "HassTurnOn": Move(action=Action.TURN_ON),
    "HassTurnOff": Move(action=Action.TURN_OFF),
    "HassToggle": Move(action=Action.TOGGLE),
    "HassOpenCover": Move(action=Action.OPEN, domains=("cover",)),
    "HassCloseCover": Move(action=Action.CLOSE, domains=("cover",)),
    "HassStopMoving": Move(action=Action.STOP, domains=("cover", "valve")),
    "HassSetPosition": Move(action=Action.SET, domains=("cover", "valve"), values={"position": Attribute.POSITION}),
    "HassLightSet": Move(
        action=Action.SET,
        domains=("light",),
        values={
            "brightness": Attribute.BRIGHTNESS,
            "color": Attribute.COLOR,
            "temperature": Attribute.COLOR_TEMPERATURE,
        },
    ),
    "HassClimateSetTemperature": Move(
        action=Action.SET, domains=("climate",), values={"temperature": Attribute.TEMPERATURE}
    ),
    "HassClimateSetFanMode": Move(action=Action.SET, domains=("climate",), values={"fan_mode": Attribute.FAN_MODE}),
    "HassFanSetSpeed": Move(action=Action.SET, domains=("fan",), values={"percentage": Attribute.FAN_SPEED}),
    "HassHumidifierSetpoint": Move(action=Action.SET, domains=("humidifier",), values={"humidity": Attribute.HUMIDITY}),
    "HassHumidifierMode": Move(action=Action.SET, domains=("humidifier",), values={"mode": Attribute.MODE}),
    "HassSetVolume": Move(
        action=Action.SET, domains=_PLAYER, values={"volume_level": Attribute.VOLUME}, state=_PLAYING
    ),
    "HassSetVolumeRelative": Move(
        action=Action.ADJUST, domains=_PLAYER, values={"volume_step": Attribute.VOLUME}, state=_PLAYING
    ),
    "HassMediaPause": Move(action=Action.PAUSE, domains=_PLAYER, state=_PLAYING),
    "HassMediaUnpause": Move(action=Action.PLAY, domains=_PLAYER, state="paused"),
    "HassMediaNext": Move(action=Action.NEXT, domains=_PLAYER, state=_PLAYING),
    "HassMediaPrevious": Move(action=Action.PREVIOUS, domains=_PLAYER, state=_PLAYING),
    "HassMediaPlayerMute": Move(action=Action.MUTE, domains=_PLAYER, state=_PLAYING),
    "HassMediaPlayerUnmute": Move(action=Action.UNMUTE, domains=_PLAYER),
    "HassVacuumStart": Move(action=Action.START, domains=("vacuum",)),
    "HassVacuumReturnToBase": Move(action=Action.DOCK, domains=("vacuum",)),
    "HassLawnMowerStartMowing": Move(action=Action.START, domains=("lawn_mower",)),
    "HassLawnMowerDock": Move(action=Action.DOCK, domains=("lawn_mower",)),
}
_ASKS: Mapping[str, Ask] = {
    "one": Ask.STATE,
    "one_yesno": Ask.STATE,
    "any": Ask.ANY,
    "all": Ask.ALL,
    "which": Ask.WHICH,
    "how_many": Ask.COUNT,
    "where": Ask.WHERE,
}


def requests_of(
    hass: HomeAssistant,
    name: str,
    slots: Slots,
    answer: str | None,
    area_id: str | None,
    words: str,
    *,
    is_served: Callable[[str], bool],
) -> tuple[Request, ...]:
    """Return the requests of a recognised intent; none for one that is not ours to serve.

    `slots` are its plain values, `answer` the kind of its answer, `area_id` the asker's room.
    """
    if move := MOVES.get(name):
        return _acts(hass, move, slots, area_id, words)
    if name == intent.INTENT_GET_STATE:
        return _question(hass, slots, answer, area_id, words)
    if name == intent.INTENT_GET_TEMPERATURE:
        return _temperature(hass, slots, area_id, words)
    if is_served(name):
        return (PlatformIntent(intent=name, slots=_plain(slots), words=words),)
    return ()


def _acts(hass: HomeAssistant, move: Move, slots: Slots, area_id: str | None, words: str) -> tuple[Request, ...]:
    found = _match(hass, slots, area_id, move.domains)
    if isinstance(found, Problem):
        return (found,)
    if move.state and "name" not in slots and len(found) > 1:
        found = [state for state in found if state.state == move.state] or found
    entity_ids = tuple(state.entity_id for state in found)
    if not move.values:
        return (Act(action=move.action, entity_ids=entity_ids, words=words),)
    return tuple(
        Act(action=move.action, entity_ids=entity_ids, attribute=attribute, value=_step(slots[slot]), words=words)
        for slot, attribute in move.values.items()
        if slot in slots
    )


def _question(
    hass: HomeAssistant, slots: Slots, answer: str | None, area_id: str | None, words: str
) -> tuple[Request, ...]:
    found = _match(hass, slots, area_id, ())
    if isinstance(found, Problem):
        return (found,)
    expected = _first(slots.get("state"))
    ask = _ASKS.get(answer or "", Ask.STATE)
    return (Question(ask=ask, entity_ids=tuple(state.entity_id for state in found), expected=expected, words=words),)


def _temperature(hass: HomeAssistant, slots: Slots, area_id: str | None, words: str) -> tuple[Request, ...]:
    in_room = {"area": area_id} if area_id and not {"name", "area", "floor"} & slots.keys() else {}
    found = _match(hass, {**slots, **in_room}, area_id, ("climate",))
    if isinstance(found, Problem):
        sensors = {**slots, **in_room, "device_class": "temperature"}
        found = _match(hass, sensors, area_id, ("sensor",))
    if isinstance(found, Problem):
        return (found,)
    entity_ids = tuple(state.entity_id for state in found)
    return (Question(ask=Ask.VALUE, entity_ids=entity_ids, attribute="temperature", words=words),)


def _match(hass: HomeAssistant, slots: Slots, area_id: str | None, domains: Sequence[str]) -> list[State] | Problem:
    """Return the states of the devices that are meant, or why there are none."""
    constraints = intent.MatchTargetsConstraints(
        name=_first(slots.get("name")),
        area_name=_first(slots.get("area")),
        floor_name=_first(slots.get("floor")),
        domains=_several(slots.get("domain")) or domains or None,
        device_classes=_several(slots.get("device_class")) or None,
        assistant=ASSISTANT,
    )
    preferences = intent.MatchTargetsPreferences(area_id=area_id)
    matched = intent.async_match_targets(hass, constraints, preferences)
    if matched.is_match:
        return matched.states
    if matched.no_match_reason is not intent.MatchFailedReason.DUPLICATE_NAME:
        return _nothing_there(constraints)
    constraints.allow_duplicate_names = True
    same = intent.async_match_targets(hass, constraints, preferences).states
    return Problem(
        reason=Reason.AMBIGUOUS,
        candidates=tuple(state.entity_id for state in same),
        details={"device": constraints.name or ""},
    )


def _nothing_there(constraints: intent.MatchTargetsConstraints) -> Problem:
    if constraints.name:
        return Problem(reason=Reason.NO_SUCH_DEVICE, details={"device": constraints.name}, words=constraints.name)
    kind = next(iter([*(constraints.device_classes or ()), *(constraints.domains or ())]), "device")
    place = constraints.area_name or constraints.floor_name
    if place is None:
        return Problem(reason=Reason.NO_SUCH_DEVICE, details={"kind": kind}, words=kind)
    return Problem(reason=Reason.NOT_IN_AREA, details={"kind": kind, "area": place})


def _step(value: Any) -> Value:
    """Return a value as a number where a direction was said."""
    if value in ("up", "down"):
        return _VOLUME_STEP if value == "up" else -_VOLUME_STEP
    return value if isinstance(value, str | int | float | bool) else str(value)


def _plain(slots: Slots) -> dict[str, Value]:
    return {name: value if isinstance(value, str | int | float | bool) else str(value) for name, value in slots.items()}


def _first(value: Any) -> str | None:
    found = _several(value)
    return found[0] if found else None


def _several(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple | set) else [str(value)]
